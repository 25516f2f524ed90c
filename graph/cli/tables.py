"""Plain tables for a terminal, a pipe or a file."""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

_GAP = "  "
# Columns that wrap keep so many places; where not all of them can, rows become blocks.
_NARROWEST = 18
# Lines of a block keep so many beside their heading, however narrow the terminal.
_LEAST = 8
# Control characters and those that turn the direction of text: they could rewrite a terminal's lines.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Lay out rows in columns as wide as their contents, whole numbers to the right, as in 10,000.

    On a terminal that is narrower, the widest columns wrap; where that would leave them too little
    room, each row becomes a block of its own, a line a column. Absent values are blank. Cells are
    made safe to print (see `printable`).
    """
    raw = [list(row) for row in rows]
    cells = [[printable(_spelt(cell)) for cell in row] for row in raw]
    columns = range(len(headings))
    widths = [max(display_width(row[index]) for row in [list(headings), *cells]) for index in columns]
    numeric = [bool(raw) and all(isinstance(row[index], int) for row in raw) for index in columns]
    if not sys.stdout.isatty():
        return "\n".join(_lines(headings, cells, widths, numeric))
    room = shutil.get_terminal_size().columns - len(_GAP) * (len(widths) - 1)
    widest = _widest(widths, room)
    if widest < min(_NARROWEST, max(widths)):
        return "\n\n".join(_block(headings, row) for row in cells)
    widths = [min(width, widest) for width in widths]
    wrapped = [
        parts
        for row in cells
        for parts in zip_longest(
            *(_parts(cell, width) for cell, width in zip(row, widths, strict=True)), fillvalue=""
        )
    ]
    return "\n".join(_lines(headings, wrapped, widths, numeric))


def _spelt(cell: object) -> str:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return f"{cell:,}"
    return "" if cell is None else str(cell)


def _widest(widths: Sequence[int], room: int) -> int:
    """Give the greatest width to which columns can be held so that all fit into `room`."""
    widest = max(widths)
    for left, width in zip(range(len(widths), 0, -1), sorted(widths), strict=True):
        # Of the columns that are left, each gets the same share, unless the narrowest needs less.
        share = room // left
        if width > share:
            return min(widest, share)
        room -= width
    return widest


def _parts(text: str, width: int) -> list[str]:
    """Wrap a cell at spaces, longer words anywhere; at least one line, none wider than `width`."""
    lines = [""]
    taken = 0
    for word in text.split():
        need = display_width(word)
        if lines[-1] and taken + 1 + need > width:
            lines.append("")
            taken = 0
        elif lines[-1]:
            lines[-1] += " "
            taken += 1
        pieces = [word] if need <= width else _cut(word, width)
        lines[-1] += pieces[0]
        lines += pieces[1:]
        taken = display_width(lines[-1])
    return lines


def _cut(word: str, width: int) -> list[str]:
    """Cut a word into pieces of at most `width` columns, at least one character each."""
    pieces = [""]
    taken = 0
    for char in word:
        need = display_width(char)
        if pieces[-1] and taken + need > width:
            pieces.append("")
            taken = 0
        pieces[-1] += char
        taken += need
    return pieces


def _block(headings: Sequence[str], row: Sequence[str]) -> str:
    """Give a row as lines of heading and value, wrapped to the terminal; what is blank is left out."""
    margin = max(map(display_width, headings)) + len(_GAP)
    room = max(shutil.get_terminal_size().columns - margin, _LEAST)
    return "\n".join(
        ("" if number else heading).ljust(margin) + part
        for heading, cell in zip(headings, row, strict=True)
        if cell
        for number, part in enumerate(_parts(cell, room))
    )


def _lines(
    headings: Sequence[str], cells: Sequence[Sequence[str]], widths: Sequence[int], numeric: Sequence[bool]
) -> Iterator[str]:
    for row in [headings, ["-" * width for width in widths], *cells]:
        padded = (
            " " * (width - display_width(cell)) + cell
            if right
            else cell + " " * (width - display_width(cell))
            for cell, width, right in zip(row, widths, numeric, strict=True)
        )
        yield _GAP.join(padded).rstrip()


def fitted(text: str) -> str:
    """Make a sentence safe to print and, on a terminal, wrap it at its words."""
    text = printable(text)
    return "\n".join(_parts(text, shutil.get_terminal_size().columns)) if sys.stderr.isatty() else text


def printable(text: str) -> str:
    r"""Show characters that would act on a terminal as escapes, so that data stay data.

    >>> printable("red \x1b[31mtext")
    'red \\x1b[31mtext'
    """
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def escaped(text: str) -> str:
    r"""Show the same characters, but for line ends and tabs, as JSON and Turtle both write them.

    >>> escaped('"red \x1b[31mtext"\n')
    '"red \\u001B[31mtext"\n'
    """
    return _UNSAFE.sub(lambda match: match[0] if match[0] in "\n\r\t" else f"\\u{ord(match[0]):04X}", text)


def display_width(text: str) -> int:
    """Give the columns that `text` takes: two for wide characters, none for combining marks.

    >>> display_width("é"), display_width("痛")
    (1, 2)
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
