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

from graph.resources import lexicon
from graph.text.cues import cues_in
from graph.text.figures import figures_in
from graph.text.lexicon import words_in

#: The head of a list item has so many words at most.
LONGEST_HEAD_WORDS: Final = 6
_FEWEST_WORDS: Final = 3
_STOPS: Final = " .!?;:,\u2026"
_HEAD = re.compile(r"(?P<name>[^.;:!?]{2,80}?)(?:\s+-\s+|\s*:\s+)(?=\S)")
_CUT = re.compile(r"[;,](?:\s+)|\s+-\s+")
_TELLING: Final = ("effect", "modality", "treatment", "warning")


class Stretch(NamedTuple):
    """Offsets in the whole text, end exclusive; `head` says that it is the head of a list item."""

    start: int
    end: int
    head: bool = False


def stretches(text: str, start: int, end: int, *, item: bool) -> Iterator[Stretch]:
    """Give the stretches of the sentence from `start` to `end`, in order, without final stops; linear."""
    if item:
        match = _HEAD.match(text, start, end)
        if match and len(match["name"].split()) <= LONGEST_HEAD_WORDS:
            yield from _trimmed(text, match.start("name"), match.end("name"), head=True)
            start = match.end()
    begin = start
    for cut in _CUT.finditer(text, start, end):
        if cut.start() < begin:
            continue
        if _stands_alone(text[begin : cut.start()]) and _may_begin(text, cut, end):
            yield from _trimmed(text, begin, cut.start())
            begin = cut.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int, *, head: bool = False) -> Iterator[Stretch]:
    while end > start and text[end - 1] in _STOPS:
        end -= 1
    while start < end and text[start] in _STOPS:
        start += 1
    if any(character.isalnum() for character in text[start:end]):
        yield Stretch(start, end, head)


def _may_begin(text: str, cut: re.Match[str], end: int) -> bool:
    """Say whether what follows a cut says a thing of its own."""
    after = text[cut.end() : end]
    if not _stands_alone(after):
        return False
    if not cut[0].startswith(","):
        return True
    first = words_in(after[:40])
    return bool(first) and first[0].text in _words()[0]


def _stands_alone(part: str) -> bool:
    words = words_in(part)
    if len(words) < _FEWEST_WORDS:
        return False
    if any(word.text in _words()[1] for word in words):
        return True
    return any(cue.kind in _TELLING for cue in cues_in(part)) or bool(figures_in(part))


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    clauses = lexicon()["clauses"]
    return frozenset(clauses["words"]), frozenset(clauses["verbs"])
