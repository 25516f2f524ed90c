"""Where a sentence or list item says several things: the stretches that may be claims of their own.

Cut at semicolons, after the head of a list item ("Rest - ..."), and at a comma whose next word may
begin a clause, where both parts say something: each has a verb of the lexicon, a cue or a number.
What is not cut stays whole; an editor can narrow a passage, and a passage too wide is still true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from graph.drafting.hearing import cues_of
from graph.resources import lexicon
from graph.text.figures import figures_in
from graph.text.lexicon import words_in

#: The head of a list item has so many words at most.
LONGEST_HEAD_WORDS: Final = 6
_FEWEST_WORDS: Final = 3
_STOPS: Final = " .!?;:,\u2026"
_HEAD = re.compile(r"(?P<name>[^.;:!?]{2,80}?)(?:\s+-\s+|\s*:\s+)(?=\S)")
#: So far around a cut is looked for what says something: a sentence may be a book.
_REACH: Final = 400
#: No word is longer.
_FAR: Final = 40
_TELLING: Final = ("effect", "modality", "treatment", "warning")


class Stretch(NamedTuple):
    """Offsets in the whole text, end exclusive.

    `head` says that it is the head of a list item, `body` that it is what follows such a head, `leans` how
    many characters before its start the clause begins that it leans on.
    """

    start: int
    end: int
    head: bool = False
    body: bool = False
    leans: int = 0


def stretches(text: str, start: int, end: int, *, item: bool) -> Iterator[Stretch]:
    """Give the stretches of the sentence from `start` to `end`, in order, without final stops; linear."""
    body = False
    if item:
        match = _HEAD.match(text, start, end)
        if match and len(match["name"].split()) <= LONGEST_HEAD_WORDS:
            yield from _trimmed(text, Stretch(match.start("name"), match.end("name"), head=True))
            start, body = match.end(), True
    begin, leans = start, 0
    for cut in _cuts().finditer(text, start, end):
        if cut.start() < begin:
            continue
        first = _first(text, cut, end)
        left = text[max(begin, cut.start() - _REACH) : cut.start()]
        if first and _stands_alone(left) and _stands_alone(text[cut.end() : min(end, cut.end() + _REACH)]):
            yield from _trimmed(text, Stretch(begin, cut.start(), body=body, leans=leans))
            leans = cut.end() - begin + leans if first in _words().leaning else 0
            begin = cut.end()
    yield from _trimmed(text, Stretch(begin, end, body=body, leans=leans))


def _trimmed(text: str, stretch: Stretch) -> Iterator[Stretch]:
    start, end = stretch.start, stretch.end
    while end > start and text[end - 1] in _STOPS:
        end -= 1
    while start < end and text[start] in _STOPS:
        start += 1
    if any(character.isalnum() for character in text[start:end]):
        yield stretch._replace(start=start, end=end)


def _first(text: str, cut: re.Match[str], end: int) -> str | None:
    """Give the first word after a cut where a clause may begin with it, else None."""
    words = words_in(text[cut.end() : min(end, cut.end() + _FAR)])
    if not words:
        return None
    first, known = words[0].text, _words()
    joint = cut[0].strip()
    if joint in known.joining:
        return first if first in known.joined else None
    if joint == ",":
        return first if first in known.beginning or first in known.leaning else None
    return first


def _stands_alone(part: str) -> bool:
    words = words_in(part)
    if len(words) < _FEWEST_WORDS:
        return False
    if any(word.text in _words().verbs for word in words):
        return True
    return any(cue.kind in _TELLING for cue in cues_of(part)) or bool(figures_in(part))


@cache
def _cuts() -> re.Pattern[str]:
    joining = "|".join(re.escape(word) for word in sorted(_words().joining))
    return re.compile(rf"[;,]\s+|\s+-\s+|\s+(?:{joining})\s+")


class _Words(NamedTuple):
    beginning: frozenset[str]
    leaning: frozenset[str]
    joining: frozenset[str]
    joined: frozenset[str]
    verbs: frozenset[str]


@cache
def _words() -> _Words:
    clauses = lexicon()["clauses"]
    names = ("words", "leaning", "joining", "joined", "verbs")
    return _Words(*(frozenset(clauses[name]) for name in names))
