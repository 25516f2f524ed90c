"""What became of passages whose words stand nowhere any more: changed, and where, or missing."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from graph.checking.locating.anchors import Place, between_anchors, likeliest
from graph.checking.locating.ladder import same_words
from graph.checking.locating.landmarks import Landmarks, Slot
from graph.checking.locating.likeness import Index, Recorded, anchor_likeness, word_likeness
from graph.checking.locating.places import CHANGED, LOST, Located, agrees
from graph.checking.locating.undoing import Undoing
from graph.checking.locating.units import SENTENCE_END, STOPS, units_of
from graph.model import Iri, Passage
from graph.text.passages import Block, BlockKind, SourceText, straighten

#: So many words tell by themselves which sentence they are, edited or not.
_TELLING_WORDS: Final = 4
#: So many places of an anchor are tried, the nearest first.
_PLACES: Final = 6
#: A stretch between anchors is at most so many times as long as the passage, or as short.
_TIMES: Final = 3
#: A stretch most of which is other passages is theirs.
_THEIRS: Final = 0.34
#: What counts how much: anchors, concepts and words, the gap it fills, length.
_WEIGHTS: Final = (0.45, 0.3, 0.15, 0.1)
#: The least score of a stretch that stands where the passage stood, and of one that stands elsewhere. Of the
#: labelled edits of benchmarks/verification.py, reworded passages score 0.51 and more, what stands for
#: deleted ones up to 0.40 there, 0.62 elsewhere.
_IN_PLACE: Final = 0.42
_ELSEWHERE: Final = 0.65


class _Candidate(NamedTuple):
    place: Place
    score: float
    by: str
    in_slot: bool


def locate_all(text: SourceText, passages: Sequence[Passage]) -> dict[Iri, Located]:
    """Find every passage: its words by `same_words`, else what its anchors mark, within one block."""
    located = same_words(text, passages)
    taken = {(found.start, found.end) for found in located.values()}
    for passage in passages:
        if passage.iri not in located:
            marked = [
                place for place in between_anchors(text, passage) if not (passage.sha256 and place in taken)
            ]
            place = likeliest(text, passage, marked)
            located[passage.iri] = LOST if place is None else Located(CHANGED, *place, "anchors", 0.0)
    return located


def trace(
    text: SourceText, passages: Sequence[Passage], recorded: Mapping[Iri, Recorded], length: int | None
) -> dict[Iri, Located]:
    """Find every passage: its words as they were, else as they have become; what is not found is missing.

    `recorded` says what the data hold of each passage, `length` is that of the edition they were
    taken from. Changes that a hash proves come first and show the way to the others.
    """
    located = same_words(text, passages)
    if len(located) == len({passage.iri for passage in passages}):
        return located
    search = _Trace(text, recorded, length)
    lost = []
    for passage in sorted(passages, key=lambda passage: (passage.start, passage.end, passage.iri)):
        if passage.iri in located:
            search.landmarks.add(passage, located[passage.iri])
        else:
            lost.append(passage)
    for again in (False, True):  # what is proved is a landmark for the rest
        for passage in list(lost):
            proved = search.proved(passage)
            if proved is not None:
                located[passage.iri] = proved
                search.landmarks.add(passage, proved)
                lost.remove(passage)
        if again or not lost:
            break
    located.update(search.judged(lost))
    return located


class _Trace:
    def __init__(self, text: SourceText, recorded: Mapping[Iri, Recorded], length: int | None) -> None:
        self.text = text
        self.landmarks = Landmarks(text, length)
        self._recorded = recorded
        self._undoing = Undoing(text.text)
        self._units = tuple(units_of(text))
        self._standings: dict[tuple[str, bool], list[int]] = {}
        self._tried: dict[tuple[Iri, int], set[int]] = defaultdict(set)
        self._is_headed = any(block.heading for block in text.blocks)
        self._index: Index | None = None
        self._blocks: dict[tuple[Iri | None, int, int | None], list[Place]] = defaultdict(list)
        for block in text.blocks:
            self._blocks[block.section, block.block, block.item].append((block.start, block.end))

    def proved(self, passage: Passage) -> Located | None:
        """Find the passage by undoing one edit."""
        slot = self.landmarks.slot(passage)
        starts = [*self.landmarks.starts(passage), *self._anchor_places(passage, slot, at_end=False)]
        ends = [*self.landmarks.ends(passage), *self._anchor_places(passage, slot, at_end=True)]
        if slot is not None:
            starts += [start for start, _ in self._units_in(slot.low, slot.high)]
        found = self._undoing.undo(
            passage,
            self._new(passage, starts, 0),
            self._new(passage, ends, 1),
            self._recorded[passage.iri].stated,
        )
        if found is None:
            return None
        start, end, edit = found
        kept = f"{self.text.text[start : edit.start]} {self.text.text[edit.end : end]}".split()
        in_slot = slot is not None and slot.low <= start and end <= slot.high
        if len(kept) < _TELLING_WORDS and not in_slot:
            return None  # the last words of a deleted item may stand before a "may" elsewhere
        return Located(CHANGED, start, end, "undo", 1.0, edit)

    def _new(self, passage: Passage, places: Sequence[int], which: int) -> list[int]:
        """Give the places that were not tried yet for the passage, each once."""
        tried = self._tried[passage.iri, which]
        new = [
            at for at in dict.fromkeys(places) if which <= at < self.text.length + which and at not in tried
        ]
        tried.update(new)
        return new

    def judged(self, lost: Sequence[Passage]) -> dict[Iri, Located]:
        """Judge the rest by likeness; what stands somewhere belongs to the passage that is likest."""
        likely = [(candidate, passage) for passage in lost for candidate in self._candidates(passage)]
        likely.sort(key=lambda pair: (-pair[0].in_slot, -pair[0].score, pair[1].start, pair[0].place))
        located = {passage.iri: LOST for passage in lost}
        given: list[tuple[Place, Passage]] = []
        for candidate, passage in likely:
            if located[passage.iri] is not LOST:
                continue
            if any(
                _overlap(candidate.place, place) and not _overlap(_pins(passage), _pins(other))
                for place, other in given
            ):
                continue
            given.append((candidate.place, passage))
            located[passage.iri] = Located(CHANGED, *candidate.place, candidate.by, round(candidate.score, 3))
        return located

    def _candidates(self, passage: Passage) -> Iterator[_Candidate]:
        """Give the stretches that may be what became of the passage."""
        slot = self.landmarks.slot(passage)
        held = self.landmarks.is_held(passage)
        gone = slot is not None and slot.is_empty and not held
        seen = set()
        for place, by in self._stretches(passage, slot):
            block = self.text.block_at(*place)
            if place in seen or block is None or not self._is_body(block, passage):
                continue
            seen.add(place)
            theirs = self.landmarks.covered(*place, passage)
            if theirs > _THEIRS * (place[1] - place[0]):
                continue
            in_slot = slot is not None and not gone and slot.low <= place[0] and place[1] <= slot.high
            score = self._score(passage, place, slot if in_slot else None)
            if held and in_slot:
                score = max(score, _IN_PLACE)
            in_place = in_slot or (slot is None and agrees(block, passage))
            if not in_place and len(self.text.text[slice(*place)].split()) < _TELLING_WORDS:
                continue
            if score >= (_IN_PLACE if in_place else _ELSEWHERE):
                yield _Candidate(place, min(score, 0.99), by, in_slot)

    def _is_body(self, block: Block, passage: Passage) -> bool:
        """Say whether a block is no heading, nor (as the title is) before the first of them."""
        if block.kind is BlockKind.HEADING:
            return False
        return block.heading > 0 or block.section == passage.section or not self._is_headed

    def _score(self, passage: Passage, place: Place, slot: Slot | None) -> float:
        content = self.text.text[slice(*place)]
        anchors = anchor_likeness(content, passage)
        words = word_likeness(content, self._recorded[passage.iri])
        length, old = place[1] - place[0], passage.end - passage.start
        alike = min(length, old) / max(length, old)
        where = 0.0
        if slot is not None:
            where = ((place[0] == slot.start) + (abs(place[1] - slot.end) <= 1)) / 2
        parts = (anchors, words, where, alike)
        return sum(weight * part for weight, part in zip(_WEIGHTS, parts, strict=True))

    def _stretches(self, passage: Passage, slot: Slot | None) -> Iterator[tuple[Place, str]]:
        """Give the stretches to judge, each with the evidence that leads to it."""
        for place in self._at_anchors(passage, slot):
            yield place, "anchors"
        if slot is not None:
            length = passage.end - passage.start
            if not slot.is_empty:
                yield self._trimmed(slot.start, slot.end), "neighbours"
                yield (max(0, slot.start), self._end_from(slot.start, length)), "neighbours"
                yield (self._start_from(slot.end, length), slot.end), "neighbours"
            for place in self._units_in(slot.low, slot.high):
                yield place, "neighbours"
        for start, end in self._blocks.get((passage.section, passage.block, passage.item), ()):
            for place in self._units_in(start, end):
                yield place, "place"
        if self._index is None:
            self._index = Index(self.text.text, self._units)
        for place in self._index.nearest(self._recorded[passage.iri]):
            yield place, "fuzzy"

    def _at_anchors(self, passage: Passage, slot: Slot | None) -> Iterator[Place]:
        """Give the stretches from a start anchor to a like-sized end, and the like to an end anchor."""
        length = passage.end - passage.start
        ends = list(self._anchor_places(passage, slot, at_end=True))
        for start in self._anchor_places(passage, slot, at_end=False):
            fitting = [end for end in ends if length <= _TIMES * (end - start) <= _TIMES**2 * length]
            if fitting:
                yield start, min(fitting, key=lambda end: (abs(end - start - length), end))
            yield start, self._end_from(start, length)
        for end in ends:
            yield self._start_from(end, length), end

    def _anchor_places(self, passage: Passage, slot: Slot | None, *, at_end: bool) -> list[int]:
        """Give where an anchor stands: nearest to the gap, or else to the old offset, first."""
        words = passage.anchor_end if at_end else passage.anchor_start
        if words is None:
            return []
        places = self._standing(straighten(words), at_end=at_end)
        expected = (slot.low if slot else passage.start) + (passage.end - passage.start if at_end else 0)
        near = bisect_left(places, expected)
        nearest = places[max(0, near - _PLACES) : near + _PLACES]
        return sorted(nearest, key=lambda at: (abs(at - expected), at))[:_PLACES]

    def _standing(self, words: str, *, at_end: bool) -> list[int]:
        """Give where an anchor begins or ends, in order."""
        if (words, at_end) not in self._standings:
            places = self.text.as_normalized.places(words)
            self._standings[words, at_end] = [place[at_end] for place in places]
        return self._standings[words, at_end]

    def _units_in(self, low: int, high: int) -> Iterator[Place]:
        """Give the sentences that begin between `low` and `high`, without their final stops."""
        at = bisect_left(self._units, (low, -1))
        while at < len(self._units) and self._units[at][0] < high:
            start, end = self._units[at]
            yield start, min(end, high)
            at += 1

    def _end_from(self, start: int, length: int) -> int:
        """Give the end of the sentence that `start` is in, or the word end near the old length."""
        block = self.text.blocks[self.text.index_at(max(0, start))]
        stop = SENTENCE_END.search(self.text.text, max(0, start), block.end)
        end = stop.start() if stop else block.end
        while end > start and self.text.text[end - 1] in STOPS:
            end -= 1
        wished = start + length
        if wished < end:
            while wished < end and self.text.text[wished].isalnum():
                wished += 1
            return wished
        return end

    def _start_from(self, end: int, length: int) -> int:
        block = self.text.blocks[self.text.index_at(max(0, end - 1))]
        start = max(block.start, end - length)
        while start > block.start and self.text.text[start - 1].isalnum():
            start -= 1
        return start

    def _trimmed(self, start: int, end: int) -> Place:
        start, end = max(0, start), min(self.text.length, end)
        while start < end and self.text.text[start].isspace():
            start += 1
        while end > start and self.text.text[end - 1].isspace():
            end -= 1
        return start, end


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _pins(passage: Passage) -> Place:
    return passage.start, passage.end
