"""Undone edits: if putting one word or number back gives a passage's hash, that is what changed.

The words of a passage are not stored, but their length and SHA-256 are. Where an edit changed one
figure, or put in, took out or swapped a word that says how firmly, how often or whether at all,
trying the few words that can have stood there, each against the hash, proves what stood there
before, without having known it. A match by chance has a probability of 2**-256 a try.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from hashlib import sha256
from typing import Final, NamedTuple

from graph.locating.places import Edit
from graph.model import Passage
from graph.passages import straighten
from graph.resources import lexicon

#: An edit may have made the passage so much longer.
_SLACK_CHARS: Final = 60
#: What stood in place of an edit is at most so long.
_LONGEST_CHARS: Final = 40
_WHOLE: Final = 1001
_TENTHS: Final = 1000
_YEARS: Final = range(1900, 2101)
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
_LONGEST_PHRASE: Final = 4
_HEDGE_TABLES: Final = ("modality", "frequency", "negation", "bound")
_LEADING: Final = (
    "can", "may", "might", "could", "will", "do not", "does not", "did not", "can not", "may not", "cannot",
)  # fmt: skip
_WORD_START = re.compile(r"(?<!\S)|(?<=\s)|(?=\s)")
_AUXILIARIES: Final = ("do", "does", "did")

#: What may have stood at a place of the text, by length.
Befores = dict[int, tuple[str, ...]]


class _Try(NamedTuple):
    start: int
    end: int
    befores: Befores


class Undoing:
    """A text prepared for undoing edits: what may be undone at each of its words, made when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [match.span() for match in _TOKEN.finditer(text)]
        self._words = [text[start:end] for start, end in self._tokens]
        self._tries: dict[int, tuple[_Try, ...]] = {}

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
        extra = _by_length(recorded)
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

    def _between(self, low: int, high: int, recorded: Befores) -> Iterator[_Try]:
        """Give what may be undone between two positions."""
        at = bisect_left(self._tokens, (low, -1))
        while at < len(self._tokens) and self._tokens[at][1] <= high:
            if at not in self._tries:
                self._tries[at] = tuple(_tries(self._text, self._tokens, self._words, at))
            yield from self._tries[at]
            for last in (at, at + 1):
                if last < len(self._tokens):
                    yield _Try(self._tokens[at][0], self._tokens[last][1], recorded)
            at += 1

    def _proved(self, passage: Passage, place: tuple[int, int], tried: _Try) -> tuple[int, int, Edit] | None:
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


def _tries(text: str, tokens: list[tuple[int, int]], words: list[str], index: int) -> Iterator[_Try]:
    """Give what may be undone from a word on."""
    start, end = tokens[index]
    word, known = words[index], _number_words()
    if word[0].isdigit() or word.lower() in known:
        # "Twenty-five" and "twenty five" are one number.
        reach = index
        while reach + 1 < len(words) and words[reach + 1].lower() in known and word.lower() in known:
            reach += 1
        yield _Try(start, tokens[reach][1], _numbers())
    yield from _removals(text, tokens, words, index)
    capital = word[:1].isupper()
    yield _Try(start, end, _capitals() if capital else _hedges())
    yield _Try(start, start, _spaced())
    if capital:
        yield _Try(start, start + 1, _inserted(word[:1]))
    yield _Try(start, end, _hedged_forms(word))
    if index + 1 < len(tokens):
        yield _Try(start, tokens[index + 1][1], _capitals() if capital else _hedges())
    yield _Try(end, end, _following())


def _removals(text: str, tokens: list[tuple[int, int]], words: list[str], index: int) -> Iterator[_Try]:
    """Give the hedges and negations that may have been put in at a word."""
    start = tokens[index][0]
    for count in range(1, _LONGEST_PHRASE + 1):
        if index + count > len(words):
            return
        phrase = " ".join(words[index : index + count]).lower()
        end = tokens[index + count - 1][1]
        following = words[index + count] if index + count < len(words) else ""
        after = tokens[index + count][0] + len(following) if following else end
        if phrase.endswith("n't") or phrase == "cannot":
            yield _Try(end - 3, end, {0: ("",)})
        denied = phrase.endswith("n't") or phrase.split()[-1] == "not"
        auxiliary = denied and phrase.removesuffix("n't").split()[0] in _AUXILIARIES
        if following and (phrase in _phrases() or auxiliary):
            # "may cause" was "causes", "does not cause" too; "Often, the ..." was "The ...".
            forms = _plain_forms(following) if count == 1 or auxiliary else (following,)
            capital = words[index][:1].isupper()
            yield _Try(
                start,
                after,
                _by_length({form[:1].upper() + form[1:] if capital else form for form in forms}),
            )
        if phrase in _phrases():
            for gap in (" ", ", "):
                if text.endswith(gap, 0, start):
                    yield _Try(start - len(gap), end, {0: ("",)})


def _plain_forms(verb: str) -> tuple[str, ...]:
    """Give the verb as it may have stood without the auxiliary before it."""
    forms = [verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}d", f"{verb}ing"]
    if verb.endswith("y"):
        forms += [f"{verb[:-1]}ies", f"{verb[:-1]}ied"]
    if verb == "be":
        forms += ["is", "are", "was", "were"]
    if verb == "have":
        forms += ["has", "had"]
    return tuple(forms)


@lru_cache(maxsize=1 << 14)
def _hedged_forms(verb: str) -> Befores:
    """Give what may have stood for a plain verb: "may cause" for "causes", "can be" for "is"."""
    bases = {verb}
    if verb.endswith("s"):
        bases.add(verb[:-1])
    if verb.endswith("es"):
        bases.add(verb[:-2])
    if verb.endswith("ies"):
        bases.add(f"{verb[:-3]}y")
    if verb in {"is", "are"}:
        bases.add("be")
    if verb == "has":
        bases.add("have")
    return _by_length(f"{auxiliary} {base}" for base in bases for auxiliary in _LEADING)


def _by_length(words: Iterable[str]) -> Befores:
    found: dict[int, set[str]] = defaultdict(set)
    for word in words:
        found[len(word)].add(word)
    return {length: tuple(sorted(same)) for length, same in sorted(found.items())}


@cache
def _following() -> Befores:
    """Give what may have stood right after a word."""
    return _by_length(f" {phrase}" for phrase in _phrases())


@cache
def _phrases() -> frozenset[str]:
    """Give the words and phrases that say how firmly, how often, how much, or deny."""
    tables = lexicon()
    return frozenset(
        phrase.replace("*", "")
        for name in _HEDGE_TABLES
        for phrases in tables[name].values()
        for phrase in phrases
    )


@cache
def _hedges() -> Befores:
    return _by_length(_phrases())


@cache
def _capitals() -> Befores:
    return _by_length(phrase[:1].upper() + phrase[1:] for phrase in _phrases())


@cache
def _spaced() -> Befores:
    """Give the phrases as they stand before a word; some take a comma with them."""
    return _by_length(f"{phrase}{mark} " for phrase in _phrases() for mark in ("", ","))


@cache
def _inserted(letter: str) -> Befores:
    """Give the phrases that may have opened a sentence, before the small form of its first letter."""
    return _by_length(
        f"{phrase[:1].upper()}{phrase[1:]}{mark} {letter.lower()}"
        for phrase in _phrases()
        for mark in ("", ",")
    )


@cache
def _number_words() -> dict[str, int]:
    tables = lexicon()
    return {**tables["numbers"], **tables["scales"]}


@cache
def _numbers() -> Befores:
    """Give the numbers that health articles use, as they write them."""
    numbers, scales = lexicon()["numbers"], lexicon()["scales"]
    tens = [word for word, value in numbers.items() if value in range(20, 100, 10)]
    ones = [word for word, value in numbers.items() if value in range(1, 10)]
    words = [*numbers, *scales, *(f"{ten}{joint}{one}" for ten in tens for one in ones for joint in "- ")]
    words += [*lexicon()["fractions"]]
    return _by_length(
        [
            *(str(number) for number in range(_WHOLE)),
            *(f"{number // 10}.{number % 10}" for number in range(_TENTHS)),
            *(str(year) for year in _YEARS),
            *(f"{thousands},{rest:03}" for thousands in range(1, 100) for rest in (0, 500)),
            *words,
            *(word.capitalize() for word in words),
        ]
    )
