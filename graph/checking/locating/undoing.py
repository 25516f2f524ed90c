"""Undone edits: if putting one word or number back gives a passage's hash, that is what changed.

The words of a passage are not stored, but their length and SHA-256 are. Where an edit changed one
figure, or put in, took out or swapped a word that says how firmly, how often or whether at all,
trying the few words that can have stood there, each against the hash, proves what stood there
before, without having known it. A match by chance has a probability of 2**-256 a try.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from graph.checking.locating.befores import Befores, Try, by_length, tries_at
from graph.checking.locating.places import Edit
from graph.model import Passage
from graph.text.passages import straighten

#: An edit may have made the passage so much longer.
_SLACK_CHARS: Final = 60
#: What stood in place of an edit is at most so long.
_LONGEST_CHARS: Final = 40
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
_WORD_START = re.compile(r"(?<!\S)|(?<=\s)|(?=\s)")


class Undoing:
    """A text prepared for undoing edits: what may be undone at each of its words, made when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [match.span() for match in _TOKEN.finditer(text)]
        self._words = [text[start:end] for start, end in self._tokens]
        self._tries: dict[int, tuple[Try, ...]] = {}

    def undo(
        self, passage: Passage, starts: Iterable[int], ends: Iterable[int], recorded: Iterable[str] = ()
    ) -> tuple[int, int, Edit] | None:
        """Find the one edit that, undone, gives the passage's hash back: its place now, and the edit.

        `starts` and `ends` are where the passage may begin or end now; `recorded` are words and
        numbers that the data say stood in it. Costs some hundred look-ups a start or end: what stands
        beside an edit must begin and end as the anchors do, so where the passage ends is as good as
        known, and with it how long the words were that stood there.
        """
        if not passage.sha256:
            return None
        extra = by_length(recorded)
        length = passage.end - passage.start
        first = straighten(passage.anchor_start)
        last = straighten(passage.anchor_end or "")
        for start in starts:
            high = min(len(self._text), start + length + _SLACK_CHARS)
            edges = [at + len(last) for at in _places(self._text, last, start, high)]
            # From here on an edit may have taken in a part of the end anchor.
            late = max(start, start + length - len(last) - _LONGEST_CHARS) if last else start
            for tried in self._between(start if edges else late, high, extra):
                more = _ends_after(self._text, tried.end, last, high) if tried.start >= late else ()
                for end in (*edges, *more):
                    found = self._proved(passage, (start, end), tried)
                    if found is not None:
                        return found
        for end in ends:
            low = max(0, end - length - _SLACK_CHARS)
            edges = list(_places(self._text, first, low, end))
            early = min(end, end - length + len(first) + _LONGEST_CHARS)
            for tried in self._between(low, end if edges else early, extra):
                more = _starts_before(self._text, tried.start, first, low) if tried.end <= early else ()
                for start in (*edges, *more):
                    found = self._proved(passage, (start, end), tried)
                    if found is not None:
                        return found
        return None

    def _between(self, low: int, high: int, recorded: Befores) -> Iterator[Try]:
        """Give what may be undone between two positions."""
        at = bisect_left(self._tokens, (low, -1))
        while at < len(self._tokens) and self._tokens[at][1] <= high:
            if at not in self._tries:
                self._tries[at] = tuple(tries_at(self._text, self._tokens, self._words, at))
            yield from self._tries[at]
            for last in (at, at + 1):
                if last < len(self._tokens):
                    yield Try(self._tokens[at][0], self._tokens[last][1], recorded)
            at += 1

    def _proved(self, passage: Passage, place: tuple[int, int], tried: Try) -> tuple[int, int, Edit] | None:
        """Give the place and the edit if what stood there before has the passage's hash."""
        start, end = place
        if not start <= tried.start <= tried.end <= end:
            return None
        size = passage.end - passage.start - (end - start) + tried.end - tried.start
        befores = tried.befores.get(size)
        if not befores or _cuts(self._text, start, end):
            return None
        head, now = self._text[start : tried.start], self._text[tried.start : tried.end]
        tail = self._text[tried.end : end]
        if not size and not (head and tail):
            return None  # what was put in before or after a passage left it as it was
        for before in befores:
            if sha256(f"{head}{before}{tail}".encode()).hexdigest() == passage.sha256 and before != now:
                return start, end, Edit(tried.start, tried.end, before)
        return None


def _places(text: str, words: str, low: int, high: int) -> Iterator[int]:
    """Give where `words` stand between two positions; nowhere if there are none."""
    at = text.find(words, low, high) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1, high)


def _ends_after(text: str, position: int, last: str, high: int) -> Iterator[int]:
    """Give where a passage may end whose edit, ending at `position`, took in a part of its end anchor.

    Without an end anchor that is anywhere near.
    """
    if not last:
        yield from range(position, high + 1)
        return
    for match in _WORD_START.finditer(last):
        rest = last[match.start() :]
        if text.startswith(rest, position):
            yield position + len(rest)
    yield position


def _starts_before(text: str, position: int, first: str, low: int) -> Iterator[int]:
    """Give where a passage may begin whose edit, beginning at `position`, took in a part of its anchor."""
    for match in _WORD_START.finditer(first):
        rest = first[: match.end()]
        if text.endswith(rest, low, position):
            yield position - len(rest)
    yield position


def _cuts(text: str, start: int, end: int) -> bool:
    """Say whether a stretch begins or ends within a word, or with white space."""
    if start >= end or text[start].isspace() or text[end - 1].isspace():
        return True
    return (start > 0 and text[start - 1].isalnum() and text[start].isalnum()) or (
        end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    )
