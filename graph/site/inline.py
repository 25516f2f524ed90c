"""One value as a piece of a page, for notebooks: an exhibit, and the HTML that shows it.

What stands around it is not ours: the style sheet reaches nothing outside, no element has an id,
and there is no script but within the frame of a whole page. Text of the data is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from graph.site.drawings import Drawing
from graph.site.templating import dense_text, environment

#: So many rows are seen at once; further ones are a click away.
FIRST_ROWS = 12
# What stands before a marked text; the style sheet colours it as well. Words and signs as on the page.
_MARKS = {"warning": "⚠ Warning sign: ", "interest": "$ ", "uncited": "%? "}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell: text, the web address it opens, and the name of its mark or manner."""

    text: str
    url: str | None = None
    mark: str | None = None

    @property
    def sign(self) -> str:
        """What stands before the text."""
        return _MARKS.get(self.mark or "", "")


Cell = tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings; `left_out` counts those that are not here. `facts`: a name and a value a row."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[bool, ...]
    left_out: int
    facts: bool

    @property
    def first(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that are seen at once; a few more than the usual are not folded away."""
        folded = len(self.rows) > FIRST_ROWS + 3 and not self.facts
        return self.rows[:FIRST_ROWS] if folded else self.rows

    @property
    def folded(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows behind a click."""
        return self.rows[len(self.first) :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A whole HTML document, shown in a frame of its own."""

    title: str
    document: str

    @property
    def escaped(self) -> Markup:
        """The document for an attribute; characters are kept as they are, or its scripts would not run."""
        return escape(self.document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """What is shown of a value: a title, sentences, drawings, tables or a frame, and notes below."""

    title: str
    lead: tuple[str, ...] = ()
    parts: tuple[Table | Drawing | Frame, ...] = ()
    notes: tuple[str, ...] = ()


def tabulate(caption: str, headings: Sequence[str], rows: Iterable[Sequence[object]], most: int) -> Table:
    """Make a table of the first `most` rows; a cell is text, a number, a `Part` or a tuple of these.

    >>> tabulate("Two of three", ["n"], [[1], [2], [3]], 2).left_out
    1
    """
    raw = list(rows)
    kept = raw[:most]
    return Table(
        caption=caption,
        headings=tuple(headings),
        rows=tuple(tuple(_cell(value) for value in row) for row in kept),
        numeric=tuple(
            bool(kept) and all(isinstance(row[index], int | float) for row in kept)
            for index in range(len(headings))
        ),
        left_out=len(raw) - len(kept),
        facts=False,
    )


def list_facts(caption: str, rows: Iterable[tuple[str, object]]) -> Table:
    """Make a table of names and values; what has no value is left out."""
    return replace(
        tabulate(caption, ("what", "value"), [row for row in rows if _cell(row[1])], 1000), facts=True
    )


def render_inline(exhibit: Exhibit) -> str:
    """Render an exhibit as HTML that can stand anywhere; equal input gives equal text."""
    return (
        environment()
        .get_template("inline.html")
        .render(
            exhibit=exhibit,
            parts=[(type(part).__name__, part) for part in exhibit.parts],
            styles=Markup(dense_text("inline.css")),  # noqa: S704  # our own file
        )
    )


def _cell(value: object) -> Cell:
    if isinstance(value, tuple):
        return tuple(part for one in value for part in _cell(one))
    if isinstance(value, Part):
        return (value,)
    return () if value is None or value == "" else (Part(str(value)),)
