"""Plain tables for a terminal, a pipe or a file."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_GAP = "  "
_NARROWEST = 24
# Control characters and those that turn the direction of text: they could rewrite a terminal's lines.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Lay out rows in columns as wide as their contents, numbers to the right.

    On a terminal the last column wraps; where the others leave it no room, each row becomes a
    block of its own, a line a column. Absent values are blank. Cells are made safe to print (see
    `printable`).
    """
    raw = [list(row) for row in rows]
    cells = [[printable("" if cell is None else str(cell)) for cell in row] for row in raw]
    columns = range(len(headings))
    widths = [max(display_width(row[index]) for row in [list(headings), *cells]) for index in columns]
    numeric = [bool(raw) and all(isinstance(row[index], int) for row in raw) for index in columns]
    if not sys.stdout.isatty():
        return "\n".join(_lines(headings, cells, widths, numeric))
    taken = sum(widths[:-1]) + len(_GAP) * (len(widths) - 1)
    last = shutil.get_terminal_size().columns - taken
    if last < min(widths[-1], _NARROWEST):
        return "\n\n".join(_block(headings, row) for row in cells)
    wrapped = [
        [*(row[:-1] if first else [""] * len(row[:-1])), part]
        for row in cells
        for first, part in _parts(row[-1], last)
    ]
    return "\n".join(_lines(headings, wrapped, [*widths[:-1], min(widths[-1], last)], numeric))


def _parts(text: str, width: int) -> Iterator[tuple[bool, str]]:
    """Give the lines of a wrapped cell, and of each whether it is the first."""
    for index, part in enumerate(textwrap.wrap(text, width) or [""]):
        yield index == 0, part


def _block(headings: Sequence[str], row: Sequence[str]) -> str:
    """Give a row as lines of heading and value, wrapped to the terminal; what is blank is left out."""
    margin = max(map(display_width, headings)) + len(_GAP)
    room = max(shutil.get_terminal_size().columns - margin, _NARROWEST)
    return "\n".join(
        (heading if first else "").ljust(margin) + part
        for heading, cell in zip(headings, row, strict=True)
        if cell
        for first, part in _parts(cell, room)
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
