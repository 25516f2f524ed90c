"""Reads a number at a word of a text: digits, words, fractions, shares, multiples, and its unit.

What the words are worth is data (``lexicon/en.toml``). Used by `graph.text.figures`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from graph.resources import lexicon
from graph.text.lexicon import Phrases, Word, entries, words_in

PERCENT: Final = "percent"
RATIO: Final = "ratio"
COUNT: Final = "count"

_DIGITS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_OF = ("in", "of", "out")
#: After "a third" and the like: these show that it is a part, not the third of some.
_AFTER_FRACTION = (
    "of",
    "to",
    "as",
    "more",
    "less",
    "or",
    "and",
    "in",
    "is",
    "are",
    "were",
    "was",
    "had",
    "have",
)
_ORDINALS = ("st", "nd", "rd", "th")
_YEARS = range(1900, 2100)
_LARGEST_SLASH = 12
_HUNDRED = Decimal(100)
_LONGEST_NUMBER = 30
_MOST_WORDS = 12
_THOUSAND = 1000


class Number(NamedTuple):
    """A number that ends before the word `last`, at the offset `end` of the text.

    `unit` is one of the lexicon's, ``count`` where none follows, empty where the number is a name
    or a year. `rounded` says that the value is a quotient; `digits` how it is written.
    """

    value: Decimal
    last: int
    end: int
    unit: str | None = None
    rounded: bool = False
    digits: bool = False


class _Terms(NamedTuple):
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    fractions: Mapping[str, int]
    multiples: Mapping[str, str]
    units: Phrases
    rates: frozenset[str]
    numbered: frozenset[str]


@cache
def _terms() -> _Terms:
    data = lexicon()
    return _Terms(
        numbers=data["numbers"],
        scales=data["scales"],
        fractions=data["fractions"],
        multiples=data["multiples"],
        units=Phrases(entries("units")),
        rates=frozenset(data["rates"]["words"]),
        numbered=frozenset(data["numbered"]["words"]),
    )


class Numerals:
    """Reads the numbers of one text, each from the word it begins with."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_in(text)
        self.terms = _terms()

    def _word(self, at: int) -> str:
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def _joined(self, at: int) -> str:
        """Give the word at `at` if no punctuation parts it from the one before."""
        return self.words[at].text if at < len(self.words) and self.words[at].joined else ""

    def read(self, at: int) -> Number | None:
        """Read the number that begins at a word, with its fraction, share or unit."""
        word = self._word(at)
        if word in self.terms.multiples and not self._halved(at):
            end = self.words[at].end
            rate = self._joined(at + 1) in self.terms.rates
            return Number(Decimal(self.terms.multiples[word]), at + 1, end, COUNT if rate else RATIO)
        article = word in ("a", "an")
        plain = Number(Decimal(1), at + 1, self.words[at].end) if article else self._cardinal(at)
        if plain is None:
            plain = Number(Decimal(1), at, self.words[at].start) if word == "half" else None
        if plain is None:
            return None
        whole = self._fraction(plain, bare=word == "half", single=article or word == "one")
        if whole is None and not article:
            whole = self._share(plain) or self._measured(plain)
        return whole

    def _halved(self, at: int) -> bool:
        """Say whether "halves" is a plural here: "two halves"."""
        return self._word(at) in self.terms.fractions and self._word(at - 1) in self.terms.numbers

    def _cardinal(self, at: int) -> Number | None:
        word = self._word(at)
        if word[:1].isdigit() or self.text[self.words[at].start].isnumeric():
            return self._digits(at)
        terms = self.terms
        if word not in terms.numbers:
            return None
        total, group = Decimal(0), Decimal(0)
        last = at
        while last < at + _MOST_WORDS:
            word = self._word(last) if last == at else self._joined(last)
            follows = self._joined(last + 1)
            if word in terms.numbers and self._adds(group, terms.numbers[word], first=last == at):
                group += terms.numbers[word]
            elif word == "and" and group >= _HUNDRED and follows in terms.numbers:
                pass
            elif word in terms.scales and last > at:
                scale = terms.scales[word]
                if scale < _THOUSAND:
                    group *= scale
                else:
                    total, group = total + group * scale, Decimal(0)
            else:
                break
            last += 1
        return Number(total + group, last, self.words[last - 1].end)

    @staticmethod
    def _adds(group: Decimal, value: int, *, first: bool) -> bool:
        """Say whether a number word goes on with a group: after "ninety" "five" does, "ten" does not."""
        if first or group == 0:
            return True
        rest = group % 100
        return rest == 0 or (rest >= 20 and rest % 10 == 0 and 0 < value < 10)  # noqa: PLR2004 - tens, ones

    def _digits(self, at: int) -> Number | None:
        word = self.words[at]
        before = self.text[max(0, word.start - 2) : word.start]
        if before[-1:] in (".", ",") and before[:1].isdigit() and len(before) > 1:
            return None
        match = _DIGITS.match(self.text, word.start)
        if match is None or len(match[0]) > _LONGEST_NUMBER:
            return self._sign(at)
        value, end = Decimal(match[0].replace(",", "")), match.end()
        last = at
        while last < len(self.words) and self.words[last].end <= end:
            last += 1
        if last < len(self.words) and self.words[last].start < end:
            return self._glued(value, last, end)
        named = len(before) > 1 and before[1] in "-\u2011" and before[0].isalpha()
        if named and self._word(at - 1) not in ("to", "or", "and"):
            return Number(value, last, end, digits=True, unit="")
        follows = self._joined(last)
        if follows in self.terms.scales:
            return Number(value * self.terms.scales[follows], last + 1, self.words[last].end)
        return Number(value, last, end, digits=True)

    def _glued(self, value: Decimal, at: int, end: int) -> Number | None:
        """Read digits with letters after them: "24h", "2nd", "3x"."""
        word = self.words[at]
        rest = self.text[end : word.end].casefold()
        if rest in _ORDINALS:
            return None
        if len(rest) == 1 and rest.isnumeric():
            return Number(value + Decimal(str(unicodedata.numeric(rest))), at + 1, word.end)
        made = (Word(rest, end, word.end, joined=False),)
        _, labels = self.terms.units.longest(made, 0)
        return Number(value, at + 1, word.end, labels[0][1] if labels else "")

    def _sign(self, at: int) -> Number | None:
        """Read a sign that is a fraction."""
        word = self.words[at]
        written = self.text[word.start : word.end]
        if len(written) != 1 or not 0 < unicodedata.numeric(written, 0) < 1:
            return None
        value = Decimal(str(unicodedata.numeric(written))) * _HUNDRED
        return Number(value, at + 1, word.end, PERCENT, rounded=True)

    def _fraction(self, plain: Number, *, bare: bool, single: bool) -> Number | None:
        """Read "half", "a quarter of", "two thirds", "two and a half years", "a hundred"."""
        at = plain.last
        word = self._word(at) if bare else self._joined(at)
        if bare:
            last = at + 2 if self._joined(at + 1) in ("a", "an") else at + 1
            measured = self._measured(Number(Decimal("0.5"), last, self.words[last - 1].end))
            if measured.unit not in (COUNT, RATIO, PERCENT):
                return measured
        if word == "and" and self._joined(at + 1) in ("a", "one") and self._joined(at + 2) == "half":
            more = Number(plain.value + Decimal("0.5"), at + 3, self.words[at + 2].end)
            return self._measured(more)
        if single and word in self.terms.scales and not bare:
            more = Number(Decimal(self.terms.scales[word]), at + 1, self.words[at].end)
            return self._measured(more)
        if plain.digits or word not in self.terms.fractions:
            return None
        alone = not self._joined(at + 1) or self._joined(at + 1) in _AFTER_FRACTION
        if single and word not in ("half", "quarter") and not alone:
            return None
        value = plain.value * _HUNDRED / self.terms.fractions[word]
        return Number(value, at + 1, self.words[at].end, PERCENT, rounded=True)

    def _share(self, plain: Number) -> Number | None:
        """Read "one in five", "3 out of 4", "three of four", "1/3"."""
        at = plain.last
        if plain.unit is not None or at >= len(self.words):
            return None
        slash = self.text[plain.end : self.words[at].start] == "/"
        if not slash:
            # A word may stand between: "one person in five".
            if self._joined(at) not in _OF and self._joined(at + 1) in ("in", "out") and not self._unit(at):
                at += 1
            if self._joined(at) not in _OF:
                return None
            at += 2 if (self._joined(at), self._joined(at + 1)) == ("out", "of") else 1
            at += self._joined(at) == "every"
            if at >= len(self.words) or not self.words[at].joined:
                return None
        total = self._cardinal(at)
        if total is None or total.unit is not None or total.value <= plain.value:
            return None
        if total.value in _YEARS or (slash and total.value > _LARGEST_SLASH) or self._unit(total.last):
            return None  # "two attacks in three years" are no share
        value = plain.value * _HUNDRED / total.value
        return Number(value, total.last, total.end, PERCENT, rounded=True)

    def _measured(self, plain: Number) -> Number:
        """Give the number with the unit that follows it."""
        at = plain.last
        if plain.unit is not None:
            return plain
        length, unit = self._unit(at) or (0, "")
        if not length:
            first = self._before(plain)
            year = plain.digits and plain.value in _YEARS
            return plain._replace(unit="" if year or first in self.terms.numbered else COUNT)
        if unit == RATIO and self._joined(at + length) in self.terms.rates:
            unit = COUNT
        return plain._replace(last=at + length, end=self.words[at + length - 1].end, unit=unit)

    def _unit(self, at: int) -> tuple[int, str] | None:
        """Give how many words the unit at a word has, and the unit; None where there is none."""
        length, labels = self.terms.units.longest(self.words, at) if self._joined(at) else (0, ())
        return (length, labels[0][1]) if length else None

    def _before(self, number: Number) -> str:
        """Give the word before a number of one word."""
        return self._word(number.last - 2)
