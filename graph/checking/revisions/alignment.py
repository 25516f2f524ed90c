"""Which sentence of an old edition became which of a new one, and which word which.

Sentences that are equal are paired first: those that stand once in both, then their neighbours, then
the rest in order; so what moved together stays together. The words of the others are linked
(`graph.checking.revisions.linking`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from graph.checking.revisions.linking import Linking
from graph.checking.revisions.rows import Row, places_of, rows_of
from graph.text.passages import SourceText


class Alignment:
    """The sentences of two texts, paired. Linear in both where most are equal.

    `old` and `new` are the sentences; `equal` pairs those that are, by number; `links` holds of each
    other old one its words that are linked, each with the new sentence and the word there.
    """

    def __init__(self, old: SourceText, new: SourceText) -> None:
        self.old, self.new = rows_of(old), rows_of(new)
        self._starts = [row.start for row in self.old], [row.start for row in self.new]
        self.equal = _pair_equal([row.key for row in self.old], [row.key for row in self.new])
        self._back = {there: here for here, there in self.equal.items()}
        linking = Linking(self.old, self.new, self.equal)
        self.links, self._taken = linking.links, linking.taken

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

    def free_around(self, row: int, first: int, last: int) -> tuple[int, int]:
        """Give how far the words of a new sentence before `first` and after `last` are not linked."""
        taken = self._taken.get(row, {})
        while first and first - 1 not in taken:
            first -= 1
        while last + 1 < len(self.new[row].words) and last + 1 not in taken:
            last += 1
        return first, last


def _touched(rows: Sequence[Row], starts: Sequence[int], place: tuple[int, int]) -> range:
    first = max(0, bisect_right(starts, place[0]) - 1)
    if rows[first].end <= place[0]:
        first += 1
    return range(first, max(first, bisect_right(starts, place[1] - 1)))


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

    here, there = places_of(old), places_of(new)
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
