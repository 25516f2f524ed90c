"""The same words again: each passage's hash, found at its position, beside its neighbours, or elsewhere.

A hash is proof, but words that stand in several places, or that are few, prove little about which
sentence they are: a passage that was deleted must not be taken for its twin, nor a list item of
one word for that word in a sentence. So a stretch belongs to one passage, and few words need their
neighbours or the place that the data name as a second witness.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from graph.checking.locating.anchors import Place, between_anchors, likeness_of_place, of_its_length
from graph.checking.locating.places import EXACT, MOVED, Located, agrees
from graph.model import Iri, Passage
from graph.text.passages import BlockKind, SourceText

#: So many words prove by themselves which sentence they are.
_TELLING_WORDS: Final = 6
#: Slices that are hashed in search of passages whose anchors stand nowhere: some seconds of work.
_MOST_SLICES: Final = 1_000_000
_LONGEST_TEXT: Final = 2_000_000
_NEIGHBOURS: Final = 3
#: Words that turn out to be another passage's are looked for again.
_ROUNDS: Final = 2


def same_words(text: SourceText, passages: Iterable[Passage]) -> dict[Iri, Located]:
    """Find the passages whose words still stand in the text: exact or moved; others are left out.

    Linear in the passages where most stand still or move together; anchors are searched for the
    others, and passages whose anchors stand nowhere cost a pass over the text a length.
    """
    search = _Search(text, passages)
    for _ in range(_ROUNDS):
        search.by_position()
        search.by_neighbours_and_anchors()
        search.twins()
        search.between_anchors()
        search.anywhere()
        if not search.gave_back():
            break
    return search.located


class _Search:
    """The passages that are looked for, in reading order, and what is found of them."""

    def __init__(self, text: SourceText, passages: Iterable[Passage]) -> None:
        self.text = text
        self.located: dict[Iri, Located] = {}
        pinned = (passage for passage in passages if passage.sha256 and 0 <= passage.start < passage.end)
        self.order = sorted(pinned, key=lambda passage: (passage.start, passage.end, passage.iri))
        # Where a stretch of the text is a passage's, the pins it has in the data.
        self._owner: dict[Place, Place] = {}
        self._hashed: dict[tuple[str, int], dict[str | None, list[Place]]] = {}
        self._refused: set[tuple[Iri, Place]] = set()
        stretches: dict[str, set[Place]] = defaultdict(set)
        for passage in self.order:
            stretches[passage.sha256].add((passage.start, passage.end))
        self._twins = {hashed for hashed, places in stretches.items() if len(places) > 1}

    def by_position(self) -> None:
        """Find what stands where the data say."""
        for passage in self.order:
            place = (passage.start, passage.end)
            if passage.iri not in self.located and self._is_free(passage, place) and self._is(passage, place):
                self._settle(passage, (passage.start, passage.end), EXACT, "position")

    def by_neighbours_and_anchors(self) -> None:
        """Find what moved as its neighbour did, else what stands at its anchors."""
        late = []
        shift = None
        for passage in self.order:
            found = self.located.get(passage.iri)
            if found is not None:
                shift = _shift(passage, found)
            elif passage.sha256 not in self._twins:
                if shift is not None and self._beside(passage, shift):
                    continue
                place = self._at_anchors(passage, shift)
                if place is None:
                    late.append(passage)
                else:
                    self._settle(passage, place, MOVED, "anchors")
                    shift = place[0] - passage.start
        for passage in reversed(late):
            for near in self._neighbours(passage):
                if self._beside(passage, _shift(near, self.located[near.iri])):
                    break

    def twins(self) -> None:
        """Share out the stretches that are alike: as the neighbours moved, else in the likeliest way."""
        lost: dict[str, list[Passage]] = defaultdict(list)
        for passage in self.order:
            if passage.sha256 in self._twins and passage.iri not in self.located:
                beside = any(
                    self._beside(passage, _shift(near, self.located[near.iri]))
                    for near in self._neighbours(passage)
                )
                if not beside:
                    lost[passage.sha256].append(passage)
        for passages in lost.values():
            likely = sorted(
                ((passage, place) for passage in passages for place in self._same(passage)),
                key=lambda pair: (
                    *(-value for value in likeness_of_place(self.text, *pair)),
                    pair[0].start,
                    pair[1],
                ),
            )
            for passage, place in likely:
                if passage.iri not in self.located and self._is_free(passage, place):
                    self._settle(passage, place, MOVED, "anchors")

    def between_anchors(self) -> None:
        """Find what both anchors mark where the data have a wrong length."""
        for passage in self.order:
            if passage.iri not in self.located and passage.anchor_end is not None:
                for place in between_anchors(self.text, passage):
                    if self._is_free(passage, place) and self._is(passage, place):
                        self._settle(passage, place, MOVED, "anchors")
                        break

    def anywhere(self) -> None:
        """Find the words of passages whose anchors stand nowhere: one pass over the text a length."""
        wanted: dict[int, dict[str, list[Passage]]] = defaultdict(lambda: defaultdict(list))
        for passage in self.order:
            # Where its anchor stands, what begins with it was looked at.
            if passage.iri not in self.located and not self._at_anchor(passage):
                wanted[passage.end - passage.start][passage.sha256].append(passage)
        if not wanted or self.text.length > _LONGEST_TEXT:
            return
        left = _MOST_SLICES
        begins, ends = _word_bits(self.text)
        for length, hashes in sorted(wanted.items()):
            for start in _bits(begins & (ends >> length)):
                left -= 1
                for passage in hashes.get(self.text.slice_sha256(start, start + length) or "", ()):
                    place = (start, start + length)
                    free = passage.iri not in self.located and self._is_free(passage, place)
                    if free and self._is_told(passage, place):
                        self._settle(passage, place, MOVED, "hash")
            if left < 0:
                return

    def gave_back(self) -> bool:
        """Take few words back that stand within a longer passage they were not part of; say if any do.

        A deleted item of one word may stand where it stood, as the beginning of the next item.
        """
        spans = sorted(
            (*_place(self.located[passage.iri]), passage.start, passage.end)
            for passage in self.order
            if passage.iri in self.located
        )
        longest = max((end - start for start, end, _, _ in spans), default=0)
        back = []
        for passage in self.order:
            if passage.iri not in self.located:
                continue
            start, end = _place(self.located[passage.iri])
            if len(self.text.text[start:end].split()) >= _TELLING_WORDS:
                continue
            near = spans[bisect_left(spans, (end - longest, 0, 0, 0)) : bisect_left(spans, (end, 0, 0, 0))]
            if any(
                low <= start and end <= high and high - low > end - start
                for low, high, old_low, old_high in near
                if old_high <= passage.start or passage.end <= old_low
            ):
                back.append((passage.iri, (start, end)))
        for iri, place in back:
            self._refused.add((iri, place))
            self._owner.pop(place, None)
            del self.located[iri]
        return bool(back)

    def _is(self, passage: Passage, place: Place) -> bool:
        return self.text.slice_sha256(*place) == passage.sha256

    def _is_free(self, passage: Passage, place: Place) -> bool:
        if (passage.iri, place) in self._refused:
            return False
        return self._owner.get(place, (passage.start, passage.end)) == (passage.start, passage.end)

    def _settle(self, passage: Passage, place: Place, verdict: str, by: str) -> None:
        self._owner.setdefault(place, (passage.start, passage.end))
        self.located[passage.iri] = Located(verdict, *place, by)

    def _beside(self, passage: Passage, shift: int) -> bool:
        """Settle the passage where it stands if it moved by `shift`; say whether it does."""
        place = (passage.start + shift, passage.end + shift)
        if self._is_free(passage, place) and self._is(passage, place):
            self._settle(passage, place, MOVED, "neighbours")
            return True
        return False

    def _neighbours(self, passage: Passage) -> Iterator[Passage]:
        """Give the nearest found passages after and before `passage`, a few each way."""
        at = bisect_left(self.order, (passage.start, passage.end, passage.iri), key=_by_place)
        for near in (range(at + 1, min(at + 1 + _NEIGHBOURS, len(self.order))), range(at - 1, -1, -1)):
            for index in list(near)[:_NEIGHBOURS]:
                if self.order[index].iri in self.located:
                    yield self.order[index]

    def _same(self, passage: Passage) -> list[Place]:
        """Give the free stretches at the passage's anchor that have its words, and can be it."""
        return [
            place
            for place in self._at_anchor(passage).get(passage.sha256, ())
            if self._is_free(passage, place) and self._is_told(passage, place)
        ]

    def _at_anchor(self, passage: Passage) -> dict[str | None, list[Place]]:
        """Give the stretches of its length at the passage's anchor by their hash; hashed once for all."""
        key = (passage.anchor_start, passage.end - passage.start)
        if key not in self._hashed:
            hashed: dict[str | None, list[Place]] = defaultdict(list)
            for place in of_its_length(self.text, passage):
                hashed[self.text.slice_sha256(*place)].append(place)
            self._hashed[key] = dict(hashed)
        return self._hashed[key]

    def _at_anchors(self, passage: Passage, shift: int | None) -> Place | None:
        """Choose among the stretches with the passage's words: by its block, else the nearest."""
        expected = passage.start + (shift or 0)
        return max(
            self._same(passage),
            key=lambda place: (*likeness_of_place(self.text, passage, place), -abs(place[0] - expected)),
            default=None,
        )

    def _is_told(self, passage: Passage, place: Place) -> bool:
        """Say whether these words are enough to tell the passage by, or something else tells it.

        That is its block in the data, being a whole item of its section, or a neighbour that
        stands beside it there as it did.
        """
        block = self.text.block_at(*place)
        if block is None or block.kind is BlockKind.HEADING:
            return False
        if len(self.text.text[slice(*place)].split()) >= _TELLING_WORDS or agrees(block, passage):
            return True
        is_item = passage.item is not None and place == (block.start, block.end) and block.item is not None
        if is_item and block.section == passage.section:
            return True
        shift = place[0] - passage.start
        at = bisect_left(self.order, (passage.start, passage.end, passage.iri), key=_by_place)
        near = (*self.order[max(0, at - 2) : at], *self.order[at + 1 : at + 3])
        return any(
            other.section == passage.section
            and other.sha256 != passage.sha256
            and self._is(other, (other.start + shift, other.end + shift))
            for other in near
        )


def _by_place(passage: Passage) -> tuple[int, int, Iri]:
    return passage.start, passage.end, passage.iri


def _place(found: Located) -> Place:
    assert found.start is not None
    assert found.end is not None
    return found.start, found.end


def _shift(passage: Passage, found: Located) -> int:
    assert found.start is not None
    return found.start - passage.start


def _word_bits(text: SourceText) -> tuple[int, int]:
    """Give the positions where words begin, and where they end, as the set bits of two numbers.

    Shifted against each other they show at once which stretches of a length end with a word.
    """
    search, content = text.as_normalized, text.text
    begins, ends = bytearray(b"0" * (text.length + 1)), bytearray(b"0" * (text.length + 1))
    for at in range(text.length + 1):
        if search.is_edge(at):
            if at < text.length and not content[at].isspace():
                begins[-1 - at] = 49
            if at and not content[at - 1].isspace():
                ends[-1 - at] = 49
    return int(begins, 2), int(ends, 2)


def _bits(number: int) -> Iterator[int]:
    """Give the positions of the set bits, lowest first."""
    digits = format(number, "b")[::-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)
