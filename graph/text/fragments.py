"""Text fragments: where a browser would jump, and the address that makes it jump there.

Rules: WICG *Scroll to Text Fragment* (URL fragment text directives),
https://wicg.github.io/scroll-to-text-fragment/ : ``#:~:text=[prefix-,]start[,end]``. The first hit
counts; case and accents do not; a term begins and ends at the edge of a word and lies in one
block, while what stands between start and end may cross blocks; a prefix ends right before the
start, white space aside, so it may close the block before.

Word edges follow Unicode UAX #29 where articles need it: letters, digits and underscores join,
an apostrophe or full stop within letters and a separator within digits do not part them
(``don't``, ``e.g``, ``2.5`` are one word each), a hyphen does. Scripts written without spaces
are not cut into words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from heapq import merge
from itertools import accumulate
from urllib.parse import quote

#: Stands between blocks in a text to search; a term never holds one, so it never crosses a block.
BLOCK_END = "\n"

_WORD = re.compile(
    r"\w(?:\w|['.\u00b7\u2018\u2019](?<=[^\W\d].)(?=[^\W\d])|['.,;\u2018\u2019](?<=\d.)(?=\d))*"
)


@cache
def _fold_character(character: str) -> str:
    """Reduce a character to its base letters, in small case; a combining mark gives nothing."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFD", character).casefold())
    return "".join(part for part in decomposed if not unicodedata.combining(part))


def fold(text: str) -> str:
    """Take case and accents off: texts that fold alike match.

    >>> fold("Überlauf an CAFÉ")
    'uberlauf an cafe'
    """
    if text.isascii():
        return text.lower()
    return text.translate({ord(character): _fold_character(character) for character in set(text)})


class Fragments:
    """A text prepared for many searches: folded and cut into words once, in linear time.

    `text` holds blocks joined by line feeds, with single spaces inside. Offsets given and taken
    are its code points, from 0, end exclusive. A search costs the number of places where the
    rarest word of the term stands, not the length of the text.
    """

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        self._offsets: list[int] | None = None
        if not text.isascii() and any(len(_fold_character(character)) != 1 for character in set(text)):
            # Folded and plain positions differ: keep the plain one of each folded code point.
            lengths = [len(_fold_character(character)) for character in text]
            self._offsets = [at for at, length in enumerate(lengths) for _ in range(length)]
            self._offsets.append(len(text))
            self._starts = list(accumulate(lengths, initial=0))
        self._words: dict[str, list[int]] = defaultdict(list)
        self._inside = bytearray(len(self._folded) + 1)
        for match in _WORD.finditer(self._folded):
            start, end = match.span()
            self._words[match[0]].append(start)
            self._inside[start + 1 : end] = b"\1" * (end - start - 1)

    def find(self, start: str, end: str | None = None, prefix: str | None = None) -> tuple[int, int] | None:
        """Give the range a browser would mark for ``[prefix-,]start[,end]``; None if it finds none."""
        first = next(self.places(start, prefix), None)
        if first is None or end is None:
            return first
        last = self.next_place(end, first[1])
        return None if last is None else (first[0], last[1])

    def places(self, start: str, prefix: str | None = None) -> Iterator[tuple[int, int]]:
        """Give every place where `start` stands (right after `prefix`), in order of the text."""
        term, before = _as_term(start), _as_term(prefix or "")
        if not term:
            return
        # What may part prefix and start is nothing, a space or a block's end: three plain terms.
        leads = [before + gap for gap in ("", " ", BLOCK_END)] if before else [""]
        for hit, lead in merge(*(self._led(lead, term) for lead in leads)):
            yield self._plain(hit + lead), self._plain(hit + lead + len(term))

    def next_place(self, words: str, position: int) -> tuple[int, int] | None:
        """Give the first place of `words` that starts at or after `position`; None if there is none."""
        term = _as_term(words)
        begin = position if self._offsets is None else self._starts[position]
        hit = next(self._hits(term, begin), None) if term else None
        return None if hit is None else (self._plain(hit), self._plain(hit + len(term)))

    def is_edge(self, position: int) -> bool:
        """Say whether `position` is not within a word."""
        return not self._inside[position if self._offsets is None else self._starts[position]]

    def _led(self, lead: str, term: str) -> Iterator[tuple[int, int]]:
        return ((hit, len(lead)) for hit in self._hits(lead + term, 0))

    def _plain(self, position: int) -> int:
        return position if self._offsets is None else self._offsets[position]

    def _hits(self, term: str, begin: int) -> Iterator[int]:
        """Give the folded positions from `begin` at which `term` stands with its edges at word edges."""
        rarest: list[int] | None = None
        offset = 0
        for match in _WORD.finditer(term):
            positions = self._words.get(match[0], [])
            if rarest is None or len(positions) < len(rarest):
                rarest, offset = positions, match.start()
        candidates = self._scan(term, begin) if rarest is None else self._near(rarest, offset, begin)
        for position in candidates:
            if (
                self._folded.startswith(term, position)
                and not self._inside[position]
                and not self._inside[position + len(term)]
            ):
                yield position

    @staticmethod
    def _near(positions: list[int], offset: int, begin: int) -> Iterator[int]:
        for index in range(bisect_left(positions, begin + offset), len(positions)):
            yield positions[index] - offset

    def _scan(self, term: str, begin: int) -> Iterator[int]:
        """Give every place of a term without a word in it (a dash, a bullet)."""
        position = self._folded.find(term, begin)
        while position >= 0:
            yield position
            position = self._folded.find(term, position + 1)


def _as_term(words: str) -> str:
    return " ".join(fold(words).split())


def deep_link(url: str, prefix: str | None, start: str, end: str | None) -> str:
    """Give the address that opens `url` at the words, as a text fragment.

    Each term is percent-encoded with the characters that have a meaning there (dash, comma,
    ampersand); a fragment of the address itself is kept before the directive.

    >>> deep_link("https://example.org/a", "so,", "well-known", "R&D")
    'https://example.org/a#:~:text=so%2C-,well%2Dknown,R%26D'
    """
    base, _, fragment = url.partition("#")
    own = fragment.partition(":~:")[0]
    directive = f"{_encode(prefix)}-," if prefix else ""
    directive += _encode(start)
    if end:
        directive += f",{_encode(end)}"
    return f"{base}#{own}:~:text={directive}"


def _encode(term: str) -> str:
    return quote(term, safe="").replace("-", "%2D")
