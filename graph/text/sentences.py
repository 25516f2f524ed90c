"""Where the sentences of a text begin and end.

A sentence ends at ``.``, ``!``, ``?`` or ``…`` (with the quotes, brackets and note marks right after
it) before white space and the beginning of another, and at every line end. A stop that belongs to
an abbreviation, an initial or the number of a list ends none; where it may do both, the next word
decides. A word in small letters begins no sentence. The abbreviations of English are data
(``graph/text/lexicon/en.toml``). Every character but white space is in exactly one sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from graph.resources import lexicon

_CLOSERS: Final = "\"'\u2019\u201d\u00bb)\\]"
_END = re.compile(
    rf"[.!?\u2026]+[{_CLOSERS}]*(?:\[\d{{1,3}}\])*(?=\s)|[\u3002\uff01\uff1f]+[{_CLOSERS}\u300d\u300f\uff09]*"
)
_LINE = re.compile(r"[^\n]+")
_SOME = re.compile(r"\S")
# What may stand before the first letter of a sentence: quotes, brackets, signs.
_OPENING = re.compile(r"\s*[^\w\s]*")
_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")
_LAST = re.compile(r"[^\s(\[\"\u201c\u2018/]*$")
# A stop looks back for its word, and on for the next, no farther than this: words are shorter.
_FAR: Final = 40
_LEADING_NUMBER = re.compile(r"[^\w\s]*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})")
_LETTERS_WITH_STOPS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    r"""Give start and end of each sentence of `text`, in order: code points from 0, end exclusive. Linear.

    >>> text = "Dr. Lee saw 3.5 times more, e.g. in the U.S. army. Why?\nNobody knows"
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Dr. Lee saw 3.5 times more, e.g. in the U.S. army.', 'Why?', 'Nobody knows']
    """
    spans = []
    for line in _LINE.finditer(text):
        first = _SOME.search(text, line.start(), line.end())
        if first is None:
            continue
        start = first.start()
        for stop in _END.finditer(text, start, line.end()):
            follower = _SOME.search(text, stop.end(), line.end())
            if follower and stop.start() > start and _ends(text, start, stop, line.end()):
                spans.append((start, stop.end()))
                start = follower.start()
        spans.append((start, start + len(text[start : line.end()].rstrip())))
    return tuple(spans)


def _ends(text: str, start: int, stop: re.Match[str], limit: int) -> bool:
    """Say whether the sentence that began at `start` ends with this stop."""
    opening = _OPENING.match(text, stop.end(), min(limit, stop.end() + _FAR))
    following = _WORD.match(text, opening.end(), min(limit, opening.end() + _FAR)) if opening else None
    after = following[0] if following else ""
    if after[:1].islower():
        return False
    if not stop[0].startswith(".") or stop[0].startswith(".."):
        return True
    found = _LAST.search(text, max(start, stop.start() - _FAR), stop.start())
    before = found[0] if found else ""
    if stop.start() - len(before) <= start and _LEADING_NUMBER.fullmatch(before):
        return False  # the number of a list
    return _ends_after(before, text[max(start, stop.start() - 2 * _FAR) : stop.start() - len(before)], after)


def _ends_after(before: str, earlier: str, after: str) -> bool:
    """Say whether a stop after the word `before` ends a sentence, where `after` is the next word."""
    inner, numbered, either, starts = _words()
    word = before.casefold()
    if word in inner:
        return False
    if word in numbered:
        return not after[:1].isdigit()
    begins = after.casefold() in starts
    if word in either or _LETTERS_WITH_STOPS.fullmatch(before):
        return begins
    if len(before) == 1 and before.isupper():  # an initial, unless it is the end of "vitamin C"
        return begins or (after[:1].isalpha() and _ends_in_small_letter(earlier))
    return True


def _ends_in_small_letter(text: str) -> bool:
    words = text.split()
    return bool(words) and words[-1][:1].islower()


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Give the words after which a stop is inner, inner before a number, or either; and those that begin."""
    stops = lexicon()["stops"]
    inner, numbered, either, starts = (
        frozenset(stops[name]) for name in ("inner", "numbered", "either", "starts")
    )
    return inner, numbered, either, starts
