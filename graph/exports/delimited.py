"""CSV after RFC 4180: UTF-8 without a mark, CRLF, a header line; safe to open in a spreadsheet.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula (OWASP, *CSV
Injection*). Text that begins so, after any white space, gets an apostrophe in front, and so does text
that begins with white space or an apostrophe. To have it back, drop one leading apostrophe wherever
there is one. Numbers stay as they are.
"""

from __future__ import annotations

import csv
import io
import re

from graph.exports.tables import COLUMNS, Cell, Row, beside, rows
from graph.exports.taken import Taken
from graph.facts import Facts
from graph.model import Corpus

# The wide forms too: spreadsheets of some languages take them for the narrow ones.
_RISKY = re.compile(r"[\s\x00-\x1f\ufeff\u200b'=+\-@\uff1d\uff0b\uff0d\uff20]")
_REPLACEMENT = "\ufffd"


def take_csv(facts: Facts, corpus: Corpus, table: str) -> Taken:
    """Give one table as CSV. The character NUL, which programs take for the end, is replaced and told."""
    losses: list[str] = []
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS[table])
    for row in rows(table, facts, corpus):
        writer.writerow([_clean(_text(cell), column, row, losses) for column, cell in row.items()])
    return Taken(content=file.getvalue().encode(), losses=tuple(losses), beside=tuple(beside(table, facts)))


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return str(cell)
    text = " ".join(cell) if isinstance(cell, list) else cell
    return f"'{text}" if _RISKY.match(text) else text


def _clean(text: str, column: str, row: Row, losses: list[str]) -> str:
    count = text.count("\0")
    if count:
        losses.append(
            f"{row['id']}: {column}: NUL cannot stand in CSV: U+FFFD stands in its place ({count}); "
            "take jsonld for the exact text."
        )
    return text.replace("\0", _REPLACEMENT)
