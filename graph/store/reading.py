"""How a remote store is read: whole, streamed where that is asked, and counted where it may be cut.

A server may hold answers to a number of rows. Virtuoso says so in a header: fewer rows than that are
the whole answer, as many come again page by page, in a fixed order. Others say nothing: an answer of
a round number of rows is counted, and comes in pages where there are more. A limit that is neither
told nor round is not found. What a query itself limits beyond a page comes in pages at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from typing import Final

import pyoxigraph as ox

from graph.errors import StoreUnavailable
from graph.store.base import Rows, Term
from graph.store.connection import Connection, Reply
from graph.store.faults import Lasting, Passing
from graph.store.paging import counting, page, sample, window

Row = tuple[Term | None, ...]

# The graph that a query about no graph at all is asked of: the protocol has no word for none.
_NO_GRAPH: Final = "urn:x-claimgraph:none"
_MOST_ROWS_A_PAGE: Final = 10_000
# Limits are round numbers: an answer of so many rows, or twice, ... is counted.
_ROUND_ROWS: Final = 100
# No store counts further, and Python reads no number of more than some thousand digits.
_MOST_DIGITS: Final = 18


class Reader:
    """Asks one server; `graphs` are those a query is about, None for all."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._row_limit: int | None = None

    def select(self, text: str, graphs: Sequence[str] | None) -> Rows:
        """Answer a SELECT, whole; where the connection is cut, it is asked again."""

        def task() -> Rows:
            variables, rows = self._answer(text, graphs)
            return Rows(variables, tuple(rows))

        return self._connection.repeat(task)

    def rows(self, text: str, graphs: Sequence[str] | None) -> Iterator[Row]:
        """Answer a SELECT row by row; what is cut off in the middle is an error, since rows were given."""
        _, rows = self._connection.repeat(lambda: self._answer(text, graphs))
        return self._final(rows)

    def ask(self, text: str, graphs: Sequence[str] | None) -> bool:
        """Answer an ASK."""

        def task() -> bool:
            with closing(self._ask(text, graphs)) as reply:
                if reply.answer.truth is not None:
                    return reply.answer.truth
                # Virtuoso: one row that says 1, or none.
                found = [row[0] for row in reply.answer.rows if row]
            return any(term is not None and term.value not in {"0", "false"} for term in found)

        return self._connection.repeat(task)

    def count(self, text: str, graphs: Sequence[str] | None) -> int:
        """Answer a SELECT of one number."""

        def task() -> int:
            with closing(self._ask(text, graphs)) as reply:
                rows = list(reply.answer.rows)
            value = rows[0][0] if len(rows) == 1 and rows[0] else None
            if value is None or not value.value.isdecimal() or len(value.value) > _MOST_DIGITS:
                raise Lasting("it answers a count with something else: see the log of the server.")
            return int(value.value)

        return self._connection.repeat(task)

    def _ask(self, text: str, graphs: Sequence[str] | None) -> Reply:
        form: dict[str, str | list[str]] = {"query": text}
        if graphs is not None:
            names = [ox.NamedNode(name).value for name in graphs] or [_NO_GRAPH]
            form |= {"default-graph-uri": names, "named-graph-uri": names}
        return self._connection.ask(form)

    def _answer(self, text: str, graphs: Sequence[str] | None) -> tuple[tuple[str, ...], Iterator[Row]]:
        """Ask once; an answer as long as the server gives them is left for pages, in a fixed order.

        Where a limit is known, as many rows are held at most: fewer, or as many as the query asks for,
        are the whole answer.
        """
        asked, most = window(text), self._row_limit or _MOST_ROWS_A_PAGE
        if asked.is_for_pages(most):
            with closing(self._asked(sample(text), graphs)) as reply:
                variables = reply.answer.variables
            return variables, self._pages(text, variables, most, graphs)
        reply = self._asked(text, graphs)
        variables = reply.answer.variables
        size = self._row_limit
        if size is None:
            return variables, self._counted(text, _taken(reply), graphs)
        with closing(reply):
            first = list(islice(reply.answer.rows, size))
        if len(first) == size != asked.limit:
            return variables, self._pages(text, variables, size, graphs)
        if reply.row_limit is None:
            return variables, self._counted(text, iter(first), graphs)
        return variables, iter(first)

    def _asked(self, text: str, graphs: Sequence[str] | None) -> Reply:
        """Ask once, and keep in mind to how many rows the server says that it holds its answers."""
        reply = self._ask(text, graphs)
        if reply.row_limit is not None:
            self._row_limit = max(1, min(reply.row_limit, _MOST_ROWS_A_PAGE))
        return reply

    def _total(self, text: str, graphs: Sequence[str] | None) -> int:
        """Give how many rows the answer to a SELECT has, as the server counts what fits it."""
        return window(text).holds(self.count(counting(text), graphs))

    def _counted(self, text: str, rows: Iterator[Row], graphs: Sequence[str] | None) -> Iterator[Row]:
        """Give the rows of an answer; a round number that was not asked for is held against a count."""
        count = 0
        for row in rows:
            count += 1
            yield row
        is_round = count and not count % _ROUND_ROWS and count != window(text).limit
        if is_round and (there := self._total(text, graphs)) != count:
            self._row_limit = min(count, _MOST_ROWS_A_PAGE)
            raise Passing(f"it gives {count} rows of {there} and does not say so: ask again, page by page.")

    def _pages(
        self, text: str, variables: Sequence[str], size: int, graphs: Sequence[str] | None
    ) -> Iterator[Row]:
        total = self._total(text, graphs)
        seen = 0
        while seen < total:
            rows = self._connection.repeat(partial(self._page, text, variables, size, seen, graphs))
            if not rows:
                break
            seen += len(rows)
            yield from rows
        if seen != total:
            raise Lasting(
                f"it gave {seen} rows of {total}: its data changed meanwhile, or it cuts answers: ask again."
            )

    def _page(
        self, text: str, variables: Sequence[str], size: int, start: int, graphs: Sequence[str] | None
    ) -> list[Row]:
        with closing(self._ask(page(text, variables, size, start), graphs)) as reply:
            # A page asks for all columns, whose order is the server's then.
            given = reply.answer.variables
            if len(given) != len(variables) or set(given) != set(variables):
                raise Lasting("it answers another question than it was asked: see the log of the server.")
            places = [given.index(name) for name in variables]
            return [tuple(row[at] for at in places) for row in reply.answer.rows]

    def _final(self, rows: Iterator[Row]) -> Iterator[Row]:
        try:
            yield from rows
        except (Passing, Lasting) as error:
            raise StoreUnavailable(self._connection.addresses.location, error.sentence) from error


def _taken(reply: Reply) -> Iterator[Row]:
    """Give the rows of a reply while they come in, and hang up after them."""
    with closing(reply):
        yield from reply.answer.rows
