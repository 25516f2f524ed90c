"""What a text says by the words of the lexicon. A text is asked about often, and read once."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final, NamedTuple

from graph.text.cues import Cue, cues_in
from graph.text.lexicon import Phrases, entries, words_in

#: So many texts are remembered: those of a sentence, and of what stands around it.
KEPT: Final = 256


class Said(NamedTuple):
    """A phrase of the lexicon that a text says: its label, its words, where (code points, from 0)."""

    label: str
    words: str
    start: int
    end: int


@lru_cache(maxsize=KEPT)
def said(table: str, text: str) -> tuple[Said, ...]:
    """Give the phrases of a table of the lexicon that a text says, in order; linear.

    >>> [(one.label, one.words) for one in said("kinds", "An X-ray is painless.")]
    [('diagnostic', 'x ray')]
    """
    words = words_in(text)
    phrases = _phrases(table)
    found: list[Said] = []
    at = 0
    while at < len(words):
        length, labels = phrases.longest(words, at)
        if length:
            spoken = " ".join(word.text for word in words[at : at + length])
            span = (words[at].start, words[at + length - 1].end)
            found.extend(Said(label, spoken, *span) for _, label in labels)
        at += max(1, length)
    return tuple(found)


@lru_cache(maxsize=KEPT)
def cues_of(text: str) -> tuple[Cue, ...]:
    """Give the cues of a text, as `graph.text.cues.cues_in` does."""
    return cues_in(text)


@cache
def _phrases(table: str) -> Phrases:
    return Phrases(entries(table))
