"""The words of a text: runs that two texts share, sentences, and how much an anchor may quote.

The data say things in words of their own; these functions measure it. Words are compared
without case, accents and punctuation; a hyphen parts words, an apostrophe does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from graph.text.sentences import sentence_spans

#: A text of the data may share this many words in a row with its source, not one more.
LONGEST_SHARED_RUN: Final = 5
#: From this many words on, a whole sentence or list item may not stand in the data.
WHOLE_SENTENCE: Final = 5
ANCHOR_WORDS: Final = 5
PREFIX_WORDS: Final = 3
#: Anchors of this many words together are fine in any passage; so is a whole passage one word longer.
FREE_ANCHOR_WORDS: Final = 3

_WORD = re.compile(r"\w+(?:'\w+)*")
_LONGEST_NAME = 80
# A run this long is copied text whatever its length: from here on it is skipped, not measured again.
_LONG_RUN = 100


def words_of(text: str) -> tuple[str, ...]:
    r"""Give the words of a text, folded.

    >>> words_of("The Café\u2019s 2-day menu: 3.5 stars!")
    ('the', "cafe's", '2', 'day', 'menu', '3', '5', 'stars')
    """
    plain = text.replace("\u2019", "'").casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFD", plain)
        plain = "".join(part for part in decomposed if not unicodedata.combining(part))
    return tuple(_WORD.findall(plain))


def quoted(name: str) -> str:
    """Quote a name for a sentence: one line, not too long.

    >>> quoted("dry  eye")
    '“dry eye”'
    """
    words = " ".join(name.split())
    return f"“{words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME] + '…'}”"


def sentences_of(text: str) -> tuple[str, ...]:
    r"""Give the sentences of a text in order; a line feed ends one, too (see `graph.text.sentences`).

    >>> sentences_of("It rains. Does it?\nYes")
    ('It rains.', 'Does it?', 'Yes')
    """
    return tuple(text[start:end] for start, end in sentence_spans(text))


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that a text shares with a source: those from `start` (from 0) of the text's."""

    start: int
    words: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many words it has."""
        return len(self.words)


class SharedRuns:
    """A source prepared for comparison: finds runs of at least `size` words it shares with a text.

    Made in time linear in the source; a comparison is linear in the text, times the number of
    places in the source where a run starts alike.
    """

    def __init__(self, source: str, size: int = LONGEST_SHARED_RUN + 1) -> None:
        self._words = words_of(source)
        self._size = size
        self._places: dict[int, list[int]] = {}
        for place in range(len(self._words) - size + 1):
            key = hash(self._words[place : place + size])
            self._places.setdefault(key, []).append(place)

    def runs(self, text: str) -> Iterator[Run]:
        """Give the runs shared with `text`: the longest from each of its words, none within another."""
        words = words_of(text)
        position = reach = 0
        while position + self._size <= len(words):
            length = self._longest_from(words, position)
            if length and position + length > reach:
                reach = position + length
                yield Run(position, words[position:reach])
            position += length - self._size + 1 if length > _LONG_RUN else 1

    def longest(self, text: str, exempt: Collection[tuple[str, ...]] = ()) -> Run | None:
        """Give the longest run shared with `text` that is not part of an exempt phrase; None if none is.

        `exempt` holds the words of each phrase that may be named as it stands.
        """
        counted = (
            run for run in self.runs(text) if not any(is_within(run.words, phrase) for phrase in exempt)
        )
        return max(counted, key=lambda run: (run.count, -run.start), default=None)

    def _longest_from(self, words: tuple[str, ...], position: int) -> int:
        first = words[position : position + self._size]
        places = [
            place
            for place in self._places.get(hash(first), ())
            if self._words[place : place + self._size] == first
        ]
        if not places:
            return 0
        length = self._size
        while position + length < len(words):
            word = words[position + length]
            places = [
                place
                for place in places
                if place + length < len(self._words) and self._words[place + length] == word
            ]
            if not places:
                break
            length += 1
        return length


def is_within(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Say whether `words` stand in `phrase`, in a row.

    >>> is_within(("b", "c"), ("a", "b", "c"))
    True
    """
    size = len(words)
    return any(phrase[at : at + size] == words for at in range(len(phrase) - size + 1))


def anchor_fault(passage: str, start: str, end: str | None, prefix: str | None) -> str | None:
    """Say in a sentence what is wrong with how much these anchors of a passage quote; None if nothing is.

    Words are what white space parts. Five for an anchor, three for a prefix; start and end
    together at most half of the passage (rounded up), with three always allowed; a passage of up
    to four words may be its own start anchor.
    """
    for name, words, limit in (
        ("start anchor", start, ANCHOR_WORDS),
        ("end anchor", end, ANCHOR_WORDS),
        ("prefix", prefix, PREFIX_WORDS),
    ):
        if words is not None and not 1 <= len(words.split()) <= limit:
            return f"the {name} {words!r} has {len(words.split())} words: give one to {limit}."
    count = len(passage.split())
    if end is None and count <= FREE_ANCHOR_WORDS + 1:
        return None
    quoted = len(start.split()) + len((end or "").split())
    allowed = max(FREE_ANCHOR_WORDS, (count + 1) // 2)
    if quoted <= allowed:
        return None
    return f"the anchors have {quoted} of the passage's {count} words: shorten them to {allowed} together."
