"""Quick bounds for hitting sets: one that does, if not the smallest, and how many are needed at least."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

# A family as the numbers of its members.
Row = frozenset[int]


def cover_greedily(rows: Sequence[Row]) -> list[int]:
    """Choose the column in most rows left, again and again, then drop what is not needed."""
    within: dict[int, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for column in row:
            within[column].add(number)
    left = {column: set(numbers) for column, numbers in within.items()}
    hits = [0] * len(rows)
    chosen: list[int] = []
    while left:
        best = min(left, key=lambda column: (-len(left[column]), column))
        if not left[best]:
            break
        chosen.append(best)
        for number in tuple(left[best]):
            for column in rows[number]:
                left[column].discard(number)
        for number in within[best]:
            hits[number] += 1
    return sorted(_needed(chosen, within, hits))


def _needed(chosen: Iterable[int], within: Mapping[int, set[int]], hits: list[int]) -> list[int]:
    """Drop, oldest first, each column whose rows the others hit too; `hits` counts them a row."""
    kept = []
    for column in chosen:
        if all(hits[number] > 1 for number in within[column]):
            for number in within[column]:
                hits[number] -= 1
        else:
            kept.append(column)
    return kept


def count_disjoint(rows: Iterable[Row]) -> int:
    """Count rows that have nothing in common, taken as they come: each needs a column of its own."""
    used: set[int] = set()
    count = 0
    for row in rows:
        if used.isdisjoint(row):
            used |= row
            count += 1
    return count
