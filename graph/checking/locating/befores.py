"""What may have stood at a word before an edit: other numbers, other hedges, none, or one more.

The hedges, bounds and denials are those of the lexicon. Everything is kept by its length, since the
length of a passage tells how long the words were that an edit took out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from graph.resources import lexicon
from graph.text.cues import HEDGES

_WHOLE: Final = 1001
_TENTHS: Final = 1000
_YEARS: Final = range(1900, 2101)
_LONGEST_PHRASE: Final = 4
_LEADING: Final = (
    "can", "may", "might", "could", "will", "do not", "does not", "did not", "can not", "may not", "cannot",
)  # fmt: skip
_AUXILIARIES: Final = ("do", "does", "did")

#: What may have stood at a place of the text, by length.
Befores = dict[int, tuple[str, ...]]


class Try(NamedTuple):
    """A stretch of a text, and what may have stood there, by length."""

    start: int
    end: int
    befores: Befores


def tries_at(text: str, tokens: list[tuple[int, int]], words: list[str], index: int) -> Iterator[Try]:
    """Give what may be undone from a word on."""
    start, end = tokens[index]
    word, known = words[index], _number_words()
    if word[0].isdigit() or word.lower() in known:
        # "Twenty-five" and "twenty five" are one number.
        reach = index
        while reach + 1 < len(words) and words[reach + 1].lower() in known and word.lower() in known:
            reach += 1
        yield Try(start, tokens[reach][1], _numbers())
    yield from _removals(text, tokens, words, index)
    capital = word[:1].isupper()
    yield Try(start, end, _capitals() if capital else _hedges())
    yield Try(start, start, _spaced())
    if capital:
        yield Try(start, start + 1, _inserted(word[:1]))
    yield Try(start, end, _hedged_forms(word))
    if index + 1 < len(tokens):
        yield Try(start, tokens[index + 1][1], _capitals() if capital else _hedges())
    yield Try(end, end, _following())


def _removals(text: str, tokens: list[tuple[int, int]], words: list[str], index: int) -> Iterator[Try]:
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
            yield Try(end - 3, end, {0: ("",)})
        denied = phrase.endswith("n't") or phrase.split()[-1] == "not"
        auxiliary = denied and phrase.removesuffix("n't").split()[0] in _AUXILIARIES
        if following and (phrase in _phrases() or auxiliary):
            # "may cause" was "causes", "does not cause" too; "Often, the ..." was "The ...".
            forms = _plain_forms(following) if count == 1 or auxiliary else (following,)
            capital = words[index][:1].isupper()
            yield Try(
                start,
                after,
                by_length({form[:1].upper() + form[1:] if capital else form for form in forms}),
            )
        if phrase in _phrases():
            for gap in (" ", ", "):
                if text.endswith(gap, 0, start):
                    yield Try(start - len(gap), end, {0: ("",)})


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
    return by_length(f"{auxiliary} {base}" for base in bases for auxiliary in _LEADING)


def by_length(words: Iterable[str]) -> Befores:
    """Give the words by their length, each once, in order.

    >>> by_length(["may", "can", "might"])
    {3: ('can', 'may'), 5: ('might',)}
    """
    found: dict[int, set[str]] = defaultdict(set)
    for word in words:
        found[len(word)].add(word)
    return {length: tuple(sorted(same)) for length, same in sorted(found.items())}


@cache
def _following() -> Befores:
    """Give what may have stood right after a word."""
    return by_length(f" {phrase}" for phrase in _phrases())


@cache
def _phrases() -> frozenset[str]:
    """Give the words and phrases that say how firmly, how often, how much, or deny."""
    tables = lexicon()
    return frozenset(
        phrase.replace("*", "") for name in HEDGES for phrases in tables[name].values() for phrase in phrases
    )


@cache
def _hedges() -> Befores:
    return by_length(_phrases())


@cache
def _capitals() -> Befores:
    return by_length(phrase[:1].upper() + phrase[1:] for phrase in _phrases())


@cache
def _spaced() -> Befores:
    """Give the phrases as they stand before a word; some take a comma with them."""
    return by_length(f"{phrase}{mark} " for phrase in _phrases() for mark in ("", ","))


@cache
def _inserted(letter: str) -> Befores:
    """Give the phrases that may have opened a sentence, before the small form of its first letter."""
    return by_length(
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
    return by_length(
        [
            *(str(number) for number in range(_WHOLE)),
            *(f"{number // 10}.{number % 10}" for number in range(_TENTHS)),
            *(str(year) for year in _YEARS),
            *(f"{thousands},{rest:03}" for thousands in range(1, 100) for rest in (0, 500)),
            *words,
            *(word.capitalize() for word in words),
        ]
    )
