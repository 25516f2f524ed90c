"""Which word of a sentence that is equal to none became which word of another edition.

Each such sentence is held against those left over in its place (between what its neighbours became)
and against the few with its rarer words elsewhere. The likest pair is linked first, and a word once:
what another sentence explains better is not taken for it, and what is left of a sentence may be the
other half of one that was split, or of two that were merged.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import Final

from graph.checking.locating import Index, common_runs
from graph.checking.revisions.rows import WHOLE, Row, places_of

#: The least likeness of two sentences: where one alone stands between the same two as the other did, where
#: it stands among others in their place, and elsewhere. Of 550 edits of invented articles reworded ones have
#: 0.29 and more; of two neighbours in five other articles one pair in a hundred has more than 0.44, and
#: of a sentence and the likest one of all its article one in ten has more than 0.6.
ALONE: Final = 0.25
IN_PLACE: Final = 0.35
ELSEWHERE: Final = 0.6
#: So much likelier is a sentence in its place than one as like elsewhere.
_AT_HOME: Final = 0.15
#: So many sentences left over are looked at before and after what a neighbour became.
_REACH: Final = 12
#: Fewer words that name something tell nothing, unless a sentence has no more.
_TELLING: Final = 2

Links = list[tuple[int, int]]


class Linking:
    """The words of old sentences that stand in new ones; `equal` pairs those that need no linking.

    `links` holds for each old sentence its linked words, each with the new sentence and the word there;
    `taken` for each new one its linked words, each with the old sentence.
    """

    def __init__(self, old: Sequence[Row], new: Sequence[Row], equal: Mapping[int, int]) -> None:
        self._old, self._new, self._equal = old, new, equal
        self.links: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
        self.taken: dict[int, dict[int, int]] = defaultdict(dict)
        there = set(equal.values())
        self._left = [at for at, row in enumerate(new) if at not in there and not row.is_heading]
        lost = [at for at, row in enumerate(old) if at not in equal and not row.is_heading]
        #: For each lost sentence those it may have become, with the least likeness that this takes.
        self._places = dict(self._choices(lost)) if self._left else {}
        self._heap: list[tuple[float, int, int]] = []
        self._link()

    def _link(self) -> None:
        rivals: dict[int, list[int]] = defaultdict(list)
        for here, places in self._places.items():
            for there in places:
                rivals[there].append(here)
                self._weigh(here, there)
        while self._heap:
            weight, here, there = heappop(self._heap)
            score, links = self._compare(here, there)
            if score < self._places[here][there]:
                continue
            if score + self._bonus(here, there) < -weight:  # words have been linked since
                self._weigh(here, there)
                continue
            for one, other in links:
                self.links[here][one] = (there, other)
                self.taken[there][other] = here
            # What is left of both may now be all the liker to others.
            for other in self._places[here]:
                self._weigh(here, other)
            for other in rivals[there]:
                self._weigh(other, there)

    def _weigh(self, here: int, there: int) -> None:
        """Put a pair in line if it is like enough."""
        score, _ = self._compare(here, there)
        if score >= self._places[here][there]:
            heappush(self._heap, (-score - self._bonus(here, there), here, there))

    def _bonus(self, here: int, there: int) -> float:
        return _AT_HOME if self._places[here][there] < ELSEWHERE else 0.0

    def _choices(self, lost: Sequence[int]) -> Iterator[tuple[int, dict[int, float]]]:
        """Give for each lost sentence those it may have become, with the least likeness that this takes."""
        spans = [(self._new[at].start, self._new[at].end) for at in self._left]
        index = Index(self._new[0].text, spans)
        edges = {-1, len(self._old), *self._equal}
        for here, near in zip(lost, self._in_place(lost), strict=True):
            between = edges.issuperset((here - 1, here + 1))
            places = dict.fromkeys(near, ALONE if between and len(set(near)) == 1 else IN_PLACE)
            for number in index.most_alike(self._old[here].telling):
                places.setdefault(self._left[number], ELSEWHERE)
            yield here, places

    def _in_place(self, lost: Sequence[int]) -> Iterator[list[int]]:
        """Give for each the new sentences left over where it stood, by what its neighbours became."""
        equal, taken = sorted(self._equal), set(self._equal.values())
        for here in lost:
            at = bisect_right(equal, here)
            first = self._equal[equal[at - 1]] + 1 if at else 0
            last = self._equal[equal[at]] - 1 if at < len(equal) else len(self._new) - 1
            near: list[int] = []
            ahead = range(first, min(first + _REACH, len(self._new)))
            for run in (ahead, range(last, max(-1, last - _REACH), -1)):
                for there in run:
                    if there in taken:
                        break
                    if not self._new[there].is_heading:
                        near.append(there)
            yield near

    def _compare(self, here: int, there: int) -> tuple[float, Links]:
        """Say how alike two sentences are in what is not linked yet, 0 to 1, and give the links."""
        one, other = self._old[here], self._new[there]
        wanted = max(1, min(_TELLING, len(one.telling), len(other.telling)))
        if len(one.telling & other.telling) < wanted:
            return 0.0, []
        mine = [at for at in range(len(one.words)) if at not in self.links.get(here, ())]
        yours = [at for at in range(len(other.words)) if at not in self.taken.get(there, ())]
        links = list(_common(one, mine, other, yours))
        if sum(one.weights[at] == WHOLE for at, _ in links) < wanted:
            return 0.0, []
        linked = sum(one.weights[at] for at, _ in links)
        weights = (sum(one.weights[at] for at in mine), sum(other.weights[at] for at in yours))
        # Half of it for both, half for the shorter one, since a half of a sentence may be one.
        return linked / sum(weights) + linked / min(weights) / 2, links


def _common(one: Row, mine: Sequence[int], other: Row, yours: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Link the words that two sentences have in common, in order; then those that changed places."""
    left, right = [one.stems[at] for at in mine], [other.stems[at] for at in yours]
    telling = [one.weights[at] == WHOLE for at in mine]
    # Words that stand twice may be either: the closer together, the likelier.
    ahead = _in_order(left, right, telling)
    last = (len(left) - 1, len(right) - 1)
    back = [(last[0] - at, last[1] - to) for at, to in _in_order(left[::-1], right[::-1], telling[::-1])]
    linked = min(ahead, back[::-1], key=lambda links: (-len(links), _breadth(links)))
    gone, come = {at for at, _ in linked}, {at for _, at in linked}
    here = [at for at in range(len(left)) if at not in gone and telling[at]]
    there = [at for at in range(len(right)) if at not in come]
    rest, others = places_of([left[at] for at in here]), places_of([right[at] for at in there])
    for stem, places in rest.items():
        if len(places) == 1 == len(others.get(stem, ())):
            linked.append((here[places[0]], there[others[stem][0]]))
    for first, second in linked:
        yield mine[first], yours[second]


def _in_order(left: Sequence[str], right: Sequence[str], telling: Sequence[bool]) -> Links:
    """Link what stands in both in order, in runs; a lone "the" that both have says nothing."""
    linked = []
    for first, second, size in common_runs(left, right):
        if any(telling[first : first + size]):
            linked += [(first + at, second + at) for at in range(size)]
    return linked


def _breadth(links: Links) -> int:
    return links[-1][1] - links[0][1] if links else 0
