"""The sentences, items and headings of a text as rows that can be held against those of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.text.lexicon import Word, is_content, stem, words_in
from graph.text.passages import BlockKind, SourceText
from graph.text.sentences import sentence_spans

#: What names something counts whole, other words (the, of, is) a little.
WHOLE: Final = 1.0
_FUNCTION: Final = 0.25
_STOPS = re.compile(r"[\s.!?;:,]+\Z")


@dataclass(frozen=True)
class Row:
    """A sentence of an edition without its final stops, at `start` to `end` of the text.

    `words` have offsets of the text, `stems` and `weights` are theirs. `key` is equal for rows that are.
    """

    text: str
    start: int
    end: int
    is_heading: bool

    @property
    def content(self) -> str:
        """Its words as they stand."""
        return self.text[self.start : self.end]

    @property
    def key(self) -> str:
        """What equal rows have in common: their words, and whether they are headings."""
        return f"# {self.content}" if self.is_heading else self.content

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words, folded, where they stand in the text."""
        return tuple(
            word._replace(start=self.start + word.start, end=self.start + word.end)
            for word in words_in(self.content)
        )

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of its words."""
        return tuple(stem(word.text) for word in self.words)

    @cached_property
    def telling(self) -> frozenset[str]:
        """The stems of those of its words that name something."""
        return frozenset(it for it, weight in zip(self.stems, self.weights, strict=True) if weight == WHOLE)

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """How much each of its words counts."""
        return tuple(WHOLE if is_content(word.text) else _FUNCTION for word in self.words)


def rows_of(text: SourceText) -> tuple[Row, ...]:
    """Give the sentences, items and headings of a text in order. Linear."""
    rows = []
    for block in text.blocks:
        content = text.text[block.start : block.end]
        is_heading = block.kind is BlockKind.HEADING
        for start, end in ((0, len(content)),) if is_heading else sentence_spans(content):
            stops = _STOPS.search(content, start, end)
            last = stops.start() if stops and stops.start() > start else end
            rows.append(Row(text.text, block.start + start, block.start + last, is_heading))
    return tuple(rows)


def places_of(keys: Sequence[str]) -> dict[str, list[int]]:
    """Give where each key stands, in order.

    >>> places_of("aba")
    {'a': [0, 2], 'b': [1]}
    """
    places: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        places.setdefault(key, []).append(at)
    return places
