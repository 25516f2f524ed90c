"""Passages that are found mark the way to those that are not: where these must stand, if they still do.

Between two passages that are found lies all that can have become of the one between them. If the
gap has shrunk by the passage's length, the passage was deleted; else what fills it stands in its
place. The offsets of the data give the old gap, so nothing of the old text need be known.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from typing import Final, NamedTuple

from graph.checking.locating.places import Located
from graph.model import Passage
from graph.text.passages import SourceText

#: A deleted sentence leaves or takes a space or a full stop.
_REST_CHARS: Final = 3
#: Text that stands in for a passage is at most so many times as long, and so much longer.
_GROWTH: Final = 3
_GROWTH_CHARS: Final = 120


class Slot(NamedTuple):
    """What lies between the neighbours of a lost passage.

    `low`, `high` are the gap between them in the text; `start`, `end` where the passage would
    stand if nothing else in the gap had changed. `is_empty` says that nothing is left of it.
    """

    low: int
    high: int
    start: int
    end: int
    is_empty: bool


class Landmarks:
    """Where the edges of found passages stood, and where they stand now."""

    def __init__(self, text: SourceText, length: int | None) -> None:
        self._text = text
        self._points: list[tuple[int, int]] = []
        # Found stretches by their start now, with their pins in the data.
        self._spans: list[tuple[int, int, int, int]] = []
        self._longest = 0
        self._edges = [(-1, -1)]
        if length:
            self._edges.append((length + 1, text.length + 1))

    def add(self, passage: Passage, found: Located) -> None:
        """Take in a passage that was found."""
        assert found.start is not None
        assert found.end is not None
        insort(self._points, (passage.start, found.start))
        insort(self._points, (passage.end, found.end))
        insort(self._spans, (found.start, found.end, passage.start, passage.end))
        self._longest = max(self._longest, found.end - found.start)

    def starts(self, passage: Passage) -> Iterator[int]:
        """Give where the passage begins if only it, or what follows it, changed."""
        for old, new in self._before(passage.start, passage.end):
            yield new + passage.start - old

    def ends(self, passage: Passage) -> Iterator[int]:
        """Give where the passage ends if only it, or what precedes it, changed."""
        for old, new in self._after(passage.start, passage.end):
            yield new + passage.end - old

    def is_held(self, passage: Passage) -> bool:
        """Say whether a passage that is found overlaps this one: then it is not all gone."""
        at = bisect_right(self._points, (passage.start, self._text.length + 1))
        return at < len(self._points) and self._points[at][0] < passage.end

    def slot(self, passage: Passage) -> Slot | None:
        """Give what the neighbours leave for the passage; None where they moved apart."""
        left = next(self._before(passage.start, passage.start), None)
        right = next(self._after(passage.end, passage.end), None)
        if left is None or right is None or left[1] > right[1]:
            return None
        start = left[1] + passage.start - left[0]
        end = right[1] - (right[0] - passage.end)
        length, gap = passage.end - passage.start, right[1] - left[1]
        if gap > _GROWTH * (right[0] - left[0]) + _GROWTH_CHARS:
            return None
        low, high = max(0, left[1]), min(self._text.length, right[1])
        return Slot(low, high, start, end, end - start <= min(_REST_CHARS, length - 1))

    def covered(self, start: int, end: int, passage: Passage) -> int:
        """Count the characters of a stretch that are passages which did not overlap this one."""
        total, reach = 0, start
        upto = bisect_right(self._spans, (end, self._text.length + 1, 0, 0))
        first = bisect_left(self._spans, (start - self._longest, 0, 0, 0))
        for low, high, old_start, old_end in self._spans[first:upto]:
            if old_end <= passage.start or old_start >= passage.end:
                total += max(0, min(high, end) - max(low, reach))
                reach = max(reach, min(high, end))
        return total

    def _before(self, position: int, limit: int) -> Iterator[tuple[int, int]]:
        """Give the nearest landmarks at or before `position`, then those before `limit`."""
        at = bisect_right(self._points, (position, self._text.length + 1))
        yield from (self._points[index] for index in range(at - 1, max(-1, at - 4), -1))
        if at == 0:
            yield self._edges[0]
        while at < len(self._points) and self._points[at][0] < limit:
            yield self._points[at]
            at += 1

    def _after(self, limit: int, position: int) -> Iterator[tuple[int, int]]:
        """Give the nearest landmarks at or after `position`, then those after `limit`."""
        at = bisect_left(self._points, (position, -1))
        yield from self._points[at : at + 3]
        if at == len(self._points) and len(self._edges) > 1:
            yield self._edges[1]
        while at > 0 and self._points[at - 1][0] > limit:
            at -= 1
            yield self._points[at]
