"""Which sentence of an old edition became which of a new one, and which word which.

Sentences that are equal are paired first: those that stand once in both, then their neighbours, then
the rest in order; so what moved together stays together. Each sentence that is left is held against
those left over in its place (between what its neighbours became) and those with its rarer words
elsewhere, and their words are linked, the likest pair first. A word is linked once. So a sentence may
have become two, or two one, and what another sentence explains better is not taken for it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from typing import Final

from graph.checking.locating import Index, common_runs
from graph.checking.revisions.rows import WHOLE, Row, rows_of
from graph.text.passages import SourceText

#: The least likeness of sentences that stand in the same place, and of those that do not. Measured by
#: benchmarks/editions.py: of its edits, reworded sentences score ... and more, others ... at most.
IN_PLACE: Final = 0.35
ELSEWHERE: Final = 0.6
#: So many sentences left over are looked at before and after what a neighbour became.
_REACH: Final = 12
#: Fewer words that name something tell nothing, unless a sentence has no more.
_TELLING: Final = 2


class Alignment:
    """The sentences of two texts, paired. Linear in both where most are equal."""

    def __init__(self, old: SourceText, new: SourceText) -> None:
        self.old, self.new = rows_of(old), rows_of(new)
        self._starts = [row.start for row in self.old], [row.start for row in self.new]
        self.equal = _pair_equal([row.key for row in self.old], [row.key for row in self.new])
        self._back = {there: here for here, there in self.equal.items()}
        #: For each old sentence that is not equal to one: its words that are linked, and where to.
        self.links: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
        self._taken: dict[int, dict[int, int]] = defaultdict(dict)
        self._link()

    def rows_at(self, start: int, end: int) -> range:
        """Give the numbers of the old sentences that a stretch of the old text touches."""
        return _touched(self.old, self._starts[0], (start, end))

    def new_rows_at(self, start: int, end: int) -> range:
        """Give the numbers of the new sentences that a stretch of the new text touches."""
        return _touched(self.new, self._starts[1], (start, end))

    def origins(self, row: int) -> tuple[int, ...]:
        """Give the old sentences that a new one was, or is made of."""
        if row in self._back:
            return (self._back[row],)
        return tuple(sorted(set(self._taken.get(row, {}).values())))

    def is_taken(self, row: int, word: int) -> bool:
        """Say whether a word of a new sentence is linked."""
        return word in self._taken.get(row, {})

    def _link(self) -> None:
        """Link the words of sentences that are not equal to any, the likest pair first."""
        left = [at for at, row in enumerate(self.new) if at not in self._back and not row.is_heading]
        lost = [at for at, row in enumerate(self.old) if at not in self.equal and not row.is_heading]
        if not left or not lost:
            return
        index = Index(self.new[0].text, [(self.new[at].start, self.new[at].end) for at in left])
        heap = []
        for here, near in zip(lost, self._in_place(lost), strict=True):
            places = dict.fromkeys(near, IN_PLACE)
            for number in index.most_alike(self.old[here].telling):
                places.setdefault(left[number], ELSEWHERE)
            for there, least in places.items():
                score, _ = self._compare(here, there)
                if score >= least:
                    heap.append((-score, least, here, there))
        heapify(heap)
        while heap:
            before, least, here, there = heappop(heap)
            score, links = self._compare(here, there)
            if score < least:
                continue
            if score < -before:  # some of the words have been linked since
                heappush(heap, (-score, least, here, there))
                continue
            for one, other in links:
                self.links[here][one] = (there, other)
                self._taken[there][other] = here

    def _in_place(self, lost: Sequence[int]) -> Iterator[list[int]]:
        """Give for each the new sentences left over where it stood, by what its neighbours became."""
        equal = sorted(self.equal)
        for here in lost:
            at = bisect_right(equal, here)
            first = self.equal[equal[at - 1]] + 1 if at else 0
            last = self.equal[equal[at]] - 1 if at < len(equal) else len(self.new) - 1
            near: list[int] = []
            for run in (
                range(first, min(first + _REACH, len(self.new))),
                range(last, max(-1, last - _REACH), -1),
            ):
                for there in run:
                    if there in self._back:
                        break
                    if not self.new[there].is_heading:
                        near.append(there)
            yield near

    def _compare(self, here: int, there: int) -> tuple[float, list[tuple[int, int]]]:
        """Say how alike two sentences are in what is not linked yet, and give the links."""
        one, other = self.old[here], self.new[there]
        wanted = max(1, min(_TELLING, len(one.telling), len(other.telling)))
        if len(one.telling & other.telling) < wanted:
            return 0.0, []
        mine = [at for at in range(len(one.words)) if at not in self.links.get(here, ())]
        yours = [at for at in range(len(other.words)) if at not in self._taken.get(there, ())]
        links = list(_links(one, mine, other, yours))
        if sum(one.weights[at] == WHOLE for at, _ in links) < wanted:
            return 0.0, []
        linked = sum(one.weights[at] for at, _ in links)
        weights = (sum(one.weights[at] for at in mine), sum(other.weights[at] for at in yours))
        return linked / sum(weights) + linked / min(weights) / 2, links


def _touched(rows: Sequence[Row], starts: Sequence[int], place: tuple[int, int]) -> range:
    first = max(0, bisect_right(starts, place[0]) - 1)
    if rows[first].end <= place[0]:
        first += 1
    return range(first, max(first, bisect_right(starts, place[1] - 1)))


def _links(one: Row, mine: Sequence[int], other: Row, yours: Sequence[int]) -> Iterator[tuple[int, int]]:
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
    rest = _places([left[at] for at in here])
    others = _places([right[at] for at in there])
    for it, places in rest.items():
        if len(places) == 1 == len(others.get(it, ())):
            linked.append((here[places[0]], there[others[it][0]]))
    for first, second in linked:
        yield mine[first], yours[second]


def _in_order(left: Sequence[str], right: Sequence[str], telling: Sequence[bool]) -> list[tuple[int, int]]:
    """Link what stands in both in order, in runs; a lone "the" that both have says nothing."""
    linked = []
    for first, second, size in common_runs(left, right):
        if any(telling[first : first + size]):
            linked += [(first + at, second + at) for at in range(size)]
    return linked


def _breadth(links: Sequence[tuple[int, int]]) -> int:
    return links[-1][1] - links[0][1] if links else 0


def _pair_equal(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Pair what is equal: what stands once in both, with its neighbours, then the rest in order. Linear."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def settle(first: int, second: int) -> None:
        waiting = [(first, second)]
        while waiting:
            one, other = waiting.pop()
            is_there = 0 <= one < len(old) and 0 <= other < len(new)
            if is_there and one not in pairs and other not in taken and old[one] == new[other]:
                pairs[one] = other
                taken.add(other)
                waiting += [(one - 1, other - 1), (one + 1, other + 1)]

    here, there = _places(old), _places(new)
    once = [key for key, places in here.items() if len(places) == 1 == len(there.get(key, ()))]
    for key in once:
        settle(here[key][0], there[key][0])
    settle(0, 0)
    settle(len(old) - 1, len(new) - 1)
    free = {key: places[::-1] for key, places in there.items() if key in here}
    for at, key in enumerate(old):
        left = free.get(key, []) if at not in pairs else []
        while left and at not in pairs:
            settle(at, left.pop())
    return pairs


def _places(keys: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        places.setdefault(key, []).append(at)
    return places
