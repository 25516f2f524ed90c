"""How far a stretch of text is what the data record of a passage: its anchors, words and concepts.

Words are compared by their stems, anchors letter by letter (rapidfuzz: normalised indel
similarity), since an edit may have touched them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from graph.model import Claim, Corpus, Iri, Passage
from graph.text.lexicon import content_stems
from graph.text.passages import straighten

#: Anchors below this likeness are others.
_ALIKE: Final = 0.6
_COMMON: Final = 40
_VOTED: Final = 5
#: So many pairs of words are compared at most: some megabytes, some milliseconds.
_COMPARED: Final = 10_000_000


class Recorded(NamedTuple):
    """What the data say of a passage, beside where it is.

    `ends` holds for each concept that its claims are about the stems of each of its labels,
    `words` the stems of the claims' own words, `stated` words and numbers as they can have stood.
    """

    ends: tuple[tuple[frozenset[str], ...], ...] = ()
    words: frozenset[str] = frozenset()
    stated: tuple[str, ...] = ()


def recorded_of(corpus: Corpus, claims: Mapping[Iri, tuple[Passage, Sequence[Claim]]]) -> dict[Iri, Recorded]:
    """Gather what the data hold of each passage but where it is."""
    wanted = {end for _, by in claims.values() for claim in by for end in (claim.subject, claim.object)}
    labels = {
        concept.iri: tuple(frozenset(content_stems(label)) for label in (concept.label, *concept.alt_labels))
        for concept in corpus.concepts
        if concept.iri in wanted
    }
    recorded = {}
    for iri, (_, by) in claims.items():
        ends = {end for claim in by for end in (claim.subject, claim.object) if end is not None}
        stated = {hedge for claim in by if claim.hedge for hedge in (claim.hedge, claim.hedge.capitalize())}
        for claim in by:
            if claim.statistic is not None and claim.statistic.value is not None:
                value = f"{claim.statistic.value.normalize():f}"
                stated.update((value, f"{value} percent", f"{value}%", f"{value} %"))
        recorded[iri] = Recorded(
            ends=tuple(labels.get(end, ()) for end in sorted(ends)),
            words=frozenset(stem for claim in by for stem in content_stems(claim.label)),
            stated=tuple(sorted(stated)),
        )
    return recorded


def anchor_likeness(content: str, passage: Passage) -> float:
    """Say how far `content` begins and ends with the passage's anchors: 0 to 1."""
    from rapidfuzz import fuzz  # not needed where every passage stands as it was

    total = weight = 0.0
    for words, at_end in ((passage.anchor_start, False), (passage.anchor_end, True)):
        if not words:
            continue
        anchor = straighten(words).casefold()
        size = len(anchor)
        there = content[-size - 1 :] if at_end else content[: size + 1]
        alike = max(
            fuzz.ratio(anchor, there.casefold()), fuzz.ratio(anchor, there.casefold().strip(" .,;:!?"))
        )
        count = len(anchor.split())
        total += count * (alike / 100 if alike / 100 >= _ALIKE else 0.0)
        weight += count
    return total / weight if weight else 0.0


def word_likeness(content: str, recorded: Recorded) -> float:
    """Say how much of the concepts, and of the claims' own words, stands in `content`: 0 to 1."""
    stems = frozenset(content_stems(content))
    shares = [
        max((len(label & stems) / len(label) for label in labels if label), default=0.0)
        for labels in recorded.ends
    ]
    named = sum(shares) / len(shares) if shares else 0.0
    own = len(recorded.words & stems) / len(recorded.words) if recorded.words else 0.0
    return max(named, own)


def common_runs(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Give a longest common subsequence as runs: where each begins in both, and its length.

    What both begin and end with is common in any case; between them more than a few thousand words
    against as many are not compared, since the time grows as their product.

    >>> list(common_runs(["old", "oil", "may", "dry"], ["old", "oil", "will", "dry"]))
    [(0, 0, 2), (3, 3, 1)]
    """
    from rapidfuzz.distance import LCSseq  # not needed where every sentence stands as it was

    most = min(len(one), len(other))
    head = next((at for at in range(most) if one[at] != other[at]), most)
    tail = next((at for at in range(most - head) if one[-1 - at] != other[-1 - at]), most - head)
    left, right = one[head : len(one) - tail], other[head : len(other) - tail]
    if head:
        yield 0, 0, head
    if left and right and len(left) * len(right) <= _COMPARED:
        for block in LCSseq.editops(left, right).as_matching_blocks():
            if block.size:
                yield head + block.a, head + block.b, block.size
    if tail:
        yield len(one) - tail, len(other) - tail, tail


class Index:
    """The units of a text by their stems: where words that are recorded stand together."""

    def __init__(self, text: str, units: Sequence[tuple[int, int]]) -> None:
        self._units = units
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, (start, end) in enumerate(units):
            for stem in set(content_stems(text[start:end])):
                self._places[stem].append(number)

    def nearest(self, recorded: Recorded) -> list[tuple[int, int]]:
        """Give the few units that hold most of the rarer words, best first."""
        words = recorded.words.union(*(label for labels in recorded.ends for label in labels))
        return [self._units[number] for number in self.most_alike(words)]

    def most_alike(self, stems: Iterable[str]) -> list[int]:
        """Give the numbers of the few units that hold most of the rarer of these stems, best first."""
        votes: dict[int, float] = defaultdict(float)
        for stem in sorted(set(stems)):
            places = self._places.get(stem, [])
            if 0 < len(places) <= _COMMON:
                for number in places:
                    votes[number] += 1 / len(places)
        return sorted(votes, key=lambda number: (-votes[number], number))[:_VOTED]
