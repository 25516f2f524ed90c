"""Undone edits: if putting one word or number back gives a passage's hash, that is what changed.

The words of a passage are not stored, but their length and SHA-256 are. Where an edit changed one
figure, or put in, took out or swapped a word that says how firmly, how often or whether at all,
trying the few words that can have stood there, each against the hash, proves what stood there
before, without having known it. A match by chance has a probability of 2**-256 a try.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from typing import Final, NamedTuple

from graph.locating.places import Edit
from graph.model import Passage
from graph.passages import straighten
from graph.resources import lexicon

#: An edit may have made the passage so much longer.
_SLACK_CHARS: Final = 60
_WHOLE: Final = 1001
_TENTHS: Final = 1000
_YEARS: Final = range(1900, 2101)
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
_LONGEST_PHRASE: Final = 4
_HEDGE_TABLES: Final = ("modality", "frequency", "negation", "bound")
_AUXILIARIES: Final = ("do", "does", "did")

#: What may have stood at a place of the text, by length.
Befores = dict[int, tuple[str, ...]]


class _Try(NamedTuple):
    start: int
    end: int
    befores: Befores


def undo(
    text: str, passage: Passage, starts: Iterable[int], ends: Iterable[int], recorded: Iterable[str] = ()
) -> tuple[int, int, Edit] | None:
    """Find the one edit that, undone, gives the passage's hash back: its place now, and the edit.

    `starts` and `ends` are where the passage may begin or end now; `recorded` are words and
    numbers that the data say stood in it. Costs some thousand comparisons a start or end.
    """
    if not passage.sha256:
        return None
    extra = _by_length(recorded)
    length = passage.end - passage.start
    for fixed, is_start in (*((at, True) for at in starts), *((at, False) for at in ends)):
        low = fixed if is_start else max(0, fixed - length - _SLACK_CHARS)
        high = min(len(text), fixed + length + _SLACK_CHARS) if is_start else fixed
        for tried in _tries(text, low, high, extra):
            for size, befores in tried.befores.items():
                grown = tried.end - tried.start - size
                start = fixed if is_start else fixed - length - grown
                end = start + length + grown
                if 0 <= start <= tried.start and tried.end <= end <= len(text):
                    before = _proved(text, passage, (start, end), tried, befores)
                    if before is not None:
                        return start, end, Edit(tried.start, tried.end, before)
    return None


def _proved(
    text: str, passage: Passage, place: tuple[int, int], tried: _Try, befores: Iterable[str]
) -> str | None:
    """Give that of `befores` with which the stretch has the passage's hash."""
    start, end = place
    last, first = straighten(passage.anchor_end or ""), straighten(passage.anchor_start)
    # What lies beside the edit must begin and end as the anchors do: a cheap test before the hash.
    if end - tried.end >= len(last) and not text.endswith(last, tried.end, end):
        return None
    if tried.start - start >= len(first) and not text.startswith(first, start, tried.start):
        return None
    if _cuts(text, start, end):
        return None
    head, now, tail = text[start : tried.start], text[tried.start : tried.end], text[tried.end : end]
    for before in befores:
        if sha256(f"{head}{before}{tail}".encode()).hexdigest() == passage.sha256 and before != now:
            return before
    return None


def _cuts(text: str, start: int, end: int) -> bool:
    """Say whether a stretch begins or ends within a word, or with white space."""
    if text[start : start + 1].isspace() or text[end - 1 : end].isspace():
        return True
    return (start > 0 and text[start - 1].isalnum() and text[start].isalnum()) or (
        end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    )


def _tries(text: str, low: int, high: int, recorded: Befores) -> Iterator[_Try]:
    """Give what may be undone between `low` and `high`, the likeliest first."""
    tokens = [match.span() for match in _TOKEN.finditer(text, low, high)]
    words = [text[start:end] for start, end in tokens]
    numbers, hedges, known = _numbers(), _hedges(), _number_words()
    for index, (start, _) in enumerate(tokens):
        word = words[index]
        if word[0].isdigit() or word.lower() in known:
            # "Twenty-five" and "twenty five" are one number.
            reach = index
            while reach + 1 < len(words) and words[reach + 1].lower() in known and word.lower() in known:
                reach += 1
            yield _Try(start, tokens[reach][1], recorded)
            yield _Try(start, tokens[reach][1], numbers)
    for index, (start, end) in enumerate(tokens):
        yield from _removals(text, tokens, words, index)
        capital = words[index][:1].isupper()
        yield _Try(start, end, recorded)
        yield _Try(start, end, _capitals() if capital else hedges)
        yield _Try(start, start, _inserted(words[index][:1]) if capital else _spaced())
        if capital:
            yield _Try(start, start + 1, _inserted(words[index][:1]))
            yield _Try(start, start, _spaced())
        yield _Try(start, end, _by_length(_hedged_forms(words[index])))
        if index + 1 < len(tokens):
            yield _Try(start, tokens[index + 1][1], hedges)
            yield _Try(start, tokens[index + 1][1], recorded)
        yield _Try(
            end, end, _by_length(f" {hedge}" for hedge in ("not", "potentially", "often", "sometimes"))
        )


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


def _hedged_forms(verb: str) -> Iterator[str]:
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
    for base in bases:
        for auxiliary in ("can", "may", "might", "could", "will", "do not", "does not", "did not"):
            yield f"{auxiliary} {base}"
    for auxiliary in ("can", "may", "might", "could"):
        yield f"{auxiliary} not {verb}"


def _by_length(words: Iterable[str]) -> Befores:
    found: dict[int, set[str]] = defaultdict(set)
    for word in words:
        found[len(word)].add(word)
    return {length: tuple(sorted(same)) for length, same in sorted(found.items())}


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
