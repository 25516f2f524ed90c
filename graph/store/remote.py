"""A store on a server that speaks SPARQL 1.1: queries, and the Graph Store Protocol or updates to write.

Only what the standards say is used: https://www.w3.org/TR/sparql11-protocol/. Whatever a server
holds, answers are as a store in this process would give them: values in one form, never cut short.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from graph.errors import StoreUnavailable, UsageError
from graph.resources import query
from graph.store.addresses import Addresses
from graph.store.base import Rows, Term
from graph.store.connection import Connection
from graph.store.documents import Document
from graph.store.embedded import MemoryStore
from graph.store.opened import OpenStore
from graph.store.paging import Template, take_apart, with_prefixes
from graph.store.reading import Reader
from graph.store.terms import to_triple
from graph.store.writing import Writer, open_writer

_ENDS: Final = 3
_ANEW: Final = "load that graph anew."
# Graphs that Virtuoso has of its own accord.
_SERVERS_OWN: Final = ("http://www.openlinksw.com/", "http://localuriqaserver/", "http://www.w3.org/ns/ldp#")


class RemoteStore(OpenStore):
    """A `ClaimStore` on a server; `sleep` waits between attempts, so many seconds.

    Writing is graph by graph: what was acknowledged is there, and each graph is counted after it
    was written. Whether a server replaces a graph in one step is the server's to say.
    """

    def __init__(
        self,
        addresses: Addresses,
        *,
        read_only: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.location = addresses.location
        self._read_only = read_only
        # Parses what is asked and loaded, so that mistakes are told as everywhere, before anything is sent.
        self._local = MemoryStore()
        self._connection = Connection(addresses, sleep)
        self._reader = Reader(self._connection)
        self._united = False
        try:
            self._check_united()
        except BaseException:
            self._connection.close()
            raise

    def load(self, document: Document) -> int:
        """Add a document to the graph it names; give the number of triples that are new there."""
        writer = self._writer()
        content = _parsed(document)
        before = self.count(document.graph)
        writer.add(document.graph, [quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES)])
        self._check_united()
        return self.count(document.graph) - before

    def put(self, documents: Sequence[Document]) -> None:
        """Make the graph of each document hold exactly its triples; each is counted when it was written.

        Where a server fails for good on the way through a large graph, a part of it stays there: doing
        it again begins with the first piece, which empties the graph, and ends right.
        """
        writer = self._writer()
        wanted = {document.graph: document for document in documents}
        parsed = {graph: _parsed(document) for graph, document in wanted.items()}
        for graph, content in parsed.items():
            count = content.count(b"\n")
            if count:
                writer.put(graph, content)
            else:
                writer.remove(graph)
            if (there := self.count(graph)) != count:
                raise StoreUnavailable(
                    self.location,
                    f"of the {count} triples of {wanted[graph].path} it holds {there}: load it again, "
                    "and if that is no help, see docs/stores.md for what this server changes.",
                )
        self._check_united()

    def remove(self, graphs: Sequence[str]) -> None:
        """Take `graphs` away, each as a whole; one that is not there is gone already."""
        writer = self._writer()
        for name in graphs:
            writer.remove(name)

    def graphs(self) -> tuple[str, ...]:
        """Give the names of the graphs that hold anything, sorted, without those the server came with."""
        names = (row[0].value for row in self.rows(query("graph-names")) if row[0] is not None)
        return tuple(sorted(name for name in names if not name.startswith(_SERVERS_OWN)))

    def count(self, graph: str) -> int:
        """Give the number of triples in `graph`, which the server counts."""
        return self._reader.count(query("count-triples"), [graph])

    def select(
        self, text: str, prefixes: Mapping[str, str] | None = None, *, graphs: Sequence[str] | None = None
    ) -> Rows:
        """Answer a SELECT, whole: when the connection is cut, it is asked again."""
        self._local.rows(text, prefixes)
        return self._reader.select(with_prefixes(text, prefixes), graphs)

    def rows(
        self, text: str, prefixes: Mapping[str, str] | None = None, *, graphs: Sequence[str] | None = None
    ) -> Iterator[tuple[Term | None, ...]]:
        """Answer a SELECT row by row; what is cut off in the middle is an error, since rows were given."""
        self._local.rows(text, prefixes)
        return self._reader.rows(with_prefixes(text, prefixes), graphs)

    def ask(
        self, text: str, prefixes: Mapping[str, str] | None = None, *, graphs: Sequence[str] | None = None
    ) -> bool:
        """Answer an ASK."""
        self._local.ask(text, prefixes)
        return self._reader.ask(with_prefixes(text, prefixes), graphs)

    def derive(self, text: str, graph: str, *, graphs: Sequence[str] | None = None) -> int:
        """Add what a CONSTRUCT gives to `graph`; give the number of triples of the answer."""
        writer = self._writer()
        triples = self._constructed(text, None, graphs)
        writer.add(graph, triples)
        self._check_united()
        return len(triples)

    def add(self, triples: Iterable[tuple[Term, Term, Term]], graph: str) -> None:
        """Add `triples` to `graph`: nothing is sent where one of them is none (UsageError)."""
        writer = self._writer()
        writer.add(graph, [to_triple(*triple) for triple in triples])
        self._check_united()

    def turtle(self, graphs: Sequence[str], prefixes: Mapping[str, str]) -> bytes:
        """Give the triples of `graphs` as Turtle, sorted: equal graphs give equal bytes."""
        inner = ox.Store()
        inner.extend(ox.Quad(*triple) for triple in self._triples(graphs))
        return MemoryStore(inner).turtle((), prefixes)

    def optimize(self) -> None:
        """Do nothing: a server keeps its own house."""

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _writer(self) -> Writer:
        if self._read_only:
            raise UsageError(f"{self.location}: it was opened for reading: open it for writing.")
        return open_writer(self._connection)

    def _check_united(self) -> None:
        """See, as soon as the store holds anything, that a query without GRAPH sees all of it."""
        if self._united:
            return
        if next(self.rows(query("not-united")), None) is not None:
            raise StoreUnavailable(
                self.location,
                "its default graph is not the union of its named graphs: start it so (oxigraph serve "
                "--union-default-graph; for other servers see docs/stores.md).",
            )
        self._united = next(self.rows(query("any-triple")), None) is not None

    def _triples(self, graphs: Sequence[str]) -> Iterator[ox.Triple]:
        for name in graphs or self.graphs():
            for row in self.rows(query("graph-triples"), graphs=[name]):
                yield self._triple(name, row)

    def _triple(self, graph: str, row: tuple[Term | None, ...]) -> ox.Triple:
        """Give a row as the triple that the server says it is; what is none is told, not left out."""
        subject, predicate, value = row if len(row) == _ENDS else (None,) * _ENDS
        if subject is None or predicate is None or value is None:
            raise StoreUnavailable(self.location, f"of a triple in {graph} it gives a part only: {_ANEW}")
        try:
            return to_triple(subject, predicate, value)
        except UsageError as error:
            raise StoreUnavailable(self.location, f"in {graph} it has what is no triple: {_ANEW}") from error

    def _constructed(
        self, text: str, prefixes: Mapping[str, str] | None, graphs: Sequence[str] | None
    ) -> list[ox.Triple]:
        """Answer a CONSTRUCT by the SELECT of what it needs, which shows when it is cut."""
        self._local.check_construct(text, prefixes)
        template: Template = take_apart(with_prefixes(text, prefixes))
        answer = self.select(template.select, graphs=graphs)
        found = (triple for row in answer.rows for triple in template.fill(answer.variables, row))
        return list(dict.fromkeys(found))


def _parsed(document: Document) -> bytes:
    """Give a document as a store in this process holds it: N-Triples, one a line, each once."""
    with MemoryStore() as store:
        store.load(document)
        return store.ntriples()
