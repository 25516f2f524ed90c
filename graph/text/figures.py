"""Numbers in a text, in digits and in words, with their unit and bound.

*Seventy-five percent*, *95 %*, *three out of four*, *two thirds*, *1,200*, *12-18 months*,
*more than doubles*. What the words mean is data: ``lexicon/en.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from graph.model import Statistic
from graph.text.lexicon import Phrases, entries, words_in
from graph.text.numerals import COUNT, PERCENT, RATIO, Number, Numerals

_RANGE = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*\Z")
_HYPHENS = ("-", "\u2010", "\u2011")
_LONGEST_BOUND = 4
_HUNDRED = Decimal(100)
#: "two thirds" is 66.67 percent, and someone may write 67.
_ROUNDED = Decimal("0.7")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a text gives; `start`, `end` count code points from 0, end exclusive.

    `unit` is percent, ratio (times as much), count, or a unit of time; None where the number is a
    name or a date. Shares are percent ("one in five" is 20). `bound` is one of the ontology's, None
    where none is said; its words stand at `bound_start` to `bound_end`.
    """

    value: Decimal
    start: int
    end: int
    unit: str | None
    bound: str | None = None
    bound_start: int | None = None
    bound_end: int | None = None
    rounded: bool = False


class Held(NamedTuple):
    """How a text holds a statistic: the `figure` that says its value, or `others` of its unit.

    `bound` says whether that figure has the statistic's bound as well.
    """

    figure: Figure | None
    others: tuple[Figure, ...]
    bound: bool


def figures_in(text: str) -> tuple[Figure, ...]:
    """Give the numbers of a text in order. Linear in the text.

    >>> [(str(figure.value), figure.unit, figure.bound) for figure in figures_in("up to 75 percent")]
    [('75', 'percent', 'at-most')]
    >>> [(str(figure.value), figure.unit) for figure in figures_in("It doubles in two of five.")]
    [('2', 'ratio'), ('40', 'percent')]
    """
    reader = _Reader(text)
    return reader.read()


def look_up(statistic: Statistic, figures: Sequence[Figure]) -> Held:
    """Find a statistic's value among the figures of a text. Linear; one with its bound goes first.

    A ratio below one and a percentage are the same share (0.5 and 50 percent). A statistic without
    a value is held by nothing, and nothing speaks against it.
    """
    if statistic.value is None:
        return Held(None, (), bound=True)
    same: list[Figure] = []
    others: list[Figure] = []
    for figure in figures:
        value = _in_unit(figure, statistic.unit)
        if value is None:
            continue
        spread = _ROUNDED if figure.rounded else Decimal(0)
        (same if abs(value - statistic.value) <= spread else others).append(figure)
    for figure in same:
        if (figure.bound or "exactly") == statistic.bound:
            return Held(figure, tuple(others), bound=True)
    return Held(same[0] if same else None, tuple(others), bound=False)


def _in_unit(figure: Figure, unit: str | None) -> Decimal | None:
    """Give the figure's value in a unit of the ontology; None where it is of another kind."""
    if unit == "PERCENT":
        return figure.value if figure.unit == PERCENT else None
    if unit == RATIO:
        if figure.unit == PERCENT:
            return figure.value / _HUNDRED
        return figure.value if figure.unit in (RATIO, COUNT) else None
    return figure.value if figure.unit == COUNT else None


class _Terms(NamedTuple):
    bounds: Mapping[tuple[str, ...], str]
    after: Phrases
    shield: Phrases


@cache
def _terms() -> _Terms:
    return _Terms(
        bounds={
            tuple(word.text for word in words_in(phrase)): bound for phrase, (_, bound) in entries("bound")
        },
        after=Phrases(entries("bound-after")),
        shield=Phrases(entries("shield")),
    )


class _Reader:
    """Gives the numbers of one text their bounds, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.numerals = Numerals(text)
        self.words = self.numerals.words
        self.terms = _terms()

    def read(self) -> tuple[Figure, ...]:
        found: list[Figure] = []
        at = 0
        while at < len(self.words):
            length, _ = self.terms.shield.longest(self.words, at)
            number = None if length else self.numerals.read(at)
            if number is None or not self._is_counted(at, number):
                at += max(1, length)
                continue
            found.append(self._figure(at, number))
            at = max(at + 1, number.last)
        return tuple(self._with_units_of_ranges(found))

    def _is_counted(self, at: int, number: Number) -> bool:
        """Say whether a number is one; the word "one" may be a pronoun, or part of another ("one-sided")."""
        if self.words[at].text != "one" or number.unit != COUNT or number.last > at + 1:
            return True
        if self.text[number.end : number.end + 1] in _HYPHENS and self.text[number.end + 1 :][:1].isalpha():
            return False
        length, _ = self.terms.after.longest(self.words, number.last)
        ranged = [word.text for word in self.words[number.last : number.last + 2]]
        if len(ranged) > 1 and ranged[0] in ("to", "or") and self.numerals.read(number.last + 1):
            return True
        return bool(length) or self._bound_before(at) is not None

    def _bound_before(self, at: int) -> tuple[str, int] | None:
        """Give the bound whose words end right before a word, and the word where they begin."""
        for length in range(min(_LONGEST_BOUND, at), 0, -1):
            words = self.words[at - length : at]
            if all(word.joined for word in (*words[1:], self.words[at])):
                bound = self.terms.bounds.get(tuple(word.text for word in words))
                if bound:
                    return bound, at - length
        return None

    def _figure(self, at: int, number: Number) -> Figure:
        start = self.words[at].start
        figure = Figure(
            value=number.value, start=start, end=number.end, unit=number.unit or None, rounded=number.rounded
        )
        before = self._bound_before(at)
        length, labels = self.terms.after.longest(self.words, number.last)
        if before:
            bound, span = before[0], (self.words[before[1]].start, self.words[at - 1].end)
        elif length and self.words[number.last].joined:
            first, last = self.words[number.last], self.words[number.last + length - 1]
            bound, span = labels[0][1], (first.start, last.end)
        else:
            return figure
        return replace(figure, bound=bound, bound_start=span[0], bound_end=span[1])

    def _with_units_of_ranges(self, found: Sequence[Figure]) -> list[Figure]:
        """Give the first number of a range the unit of the second: "5-10 %", "between 5 and 10 percent"."""
        done = list(found)
        for at in range(len(found) - 2, -1, -1):
            first, second = done[at], done[at + 1]
            between = self.text[first.end : second.start]
            ranged = _RANGE.match(between) or between.strip().casefold() in ("to", "or", "and")
            if ranged and first.unit in (COUNT, None) and second.unit not in (COUNT, None):
                done[at] = replace(first, unit=second.unit)
        return done
