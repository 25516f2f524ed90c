"""Plain tables for a terminal, a pipe or a file."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

_GAP = "  "
_NARROWEST = 24
# Control characters and those that turn the direction of text: they could rewrite a terminal's lines.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Lay out rows in columns as wide as their contents; on a terminal the last column wraps.

    Absent values are blank. Cells are made safe to print (see `printable`).
    """
    cells = [[printable("" if cell is None else str(cell)) for cell in row] for row in rows]
    widths = [
        max(display_width(row[index]) for row in [list(headings), *cells]) for index in range(len(headings))
    ]
    taken = sum(widths[:-1]) + len(_GAP) * (len(widths) - 1)
    last = max(_room() - taken, _NARROWEST)
    lines = [_line(list(headings), widths), _line(["-" * width for width in widths], widths)]
    if sys.stdout.isatty() and widths[-1] > last:
        lines[1] = _line(["-" * width for width in [*widths[:-1], last]], widths)
    for row in cells:
        wrapped = textwrap.wrap(row[-1], last) if sys.stdout.isatty() else [row[-1]]
        lines.append(_line([*row[:-1], *(wrapped[:1] or [""])], widths))
        lines += [" " * taken + rest for rest in wrapped[1:]]
    return "\n".join(lines)


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


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - display_width(cell)) for cell, width in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()


def _room() -> int:
    return shutil.get_terminal_size().columns
