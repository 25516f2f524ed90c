"""Oxigraph in this process (pyoxigraph): what its stores in memory and on disk have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

import pyoxigraph as ox

from graph.errors import QueryFailed, StoreUnavailable
from graph.resources import query
from graph.store.base import Rows, Term
from graph.store.documents import Document
from graph.store.opened import OpenStore
from graph.store.parsing import syntax_fault
from graph.store.terms import is_corruption, query_fault, to_term, to_triple, turtle_order

# Where the new content of a graph waits until it takes the place of the old, in one transaction.
STAGING: Final = "urn:x-claimgraph:staging:"
_MOVE: Final = "MOVE GRAPH staged: TO GRAPH target:"


class MemoryStore(OpenStore):
    """A `ClaimStore` in memory; gone when closed."""

    def __init__(self, inner: ox.Store | None = None, location: str = ":memory:") -> None:
        self.location = location
        self._inner = ox.Store() if inner is None else inner
        # Whether something waits in it that is no part of the data yet, and will not be put in its place.
        self._hides = False

    def load(self, document: Document) -> int:
        """Add a document to the graph it names; give the number of triples that are new there.

        Raises ClaimsSyntaxError or InvalidIri with line and column; then nothing is loaded.
        """
        before = self.count(document.graph)
        self._load_bulk(document)
        return self.count(document.graph) - before

    def put(self, documents: Sequence[Document]) -> None:
        """Make the graph of each document hold exactly its triples; see `ClaimStore.put`."""
        wanted = {document.graph: document for document in documents}
        others = [document for graph, document in wanted.items() if self._holds(graph)]
        replaced = {document.graph for document in others}
        fresh = [document for graph, document in wanted.items() if graph not in replaced]
        staged = [f"{STAGING}{number}" for number in range(len(others))]
        waiting = [replace(document, graph=name) for document, name in zip(others, staged, strict=True)]
        self._fill([*waiting, *fresh])
        with self._faults():
            for document, name in zip(others, staged, strict=True):
                if self._holds(name):
                    self._inner.update(_MOVE, prefixes={"staged": name, "target": document.graph})
                else:
                    self._inner.remove_graph(ox.NamedNode(document.graph))

    def _fill(self, documents: Sequence[Document]) -> None:
        """Load `documents` into graphs that hold nothing yet: all of them or none."""
        try:
            for document in documents:
                self._load_bulk(document)
        except BaseException:
            self.remove([document.graph for document in documents])
            raise

    def _load_bulk(self, document: Document) -> None:
        with self._faults(document.path):
            self._inner.bulk_load(
                document.text, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(document.graph)
            )

    def remove(self, graphs: Sequence[str]) -> None:
        """Take `graphs` away, each as a whole; one that is not there is gone already."""
        with self._faults():
            for name in graphs:
                self._inner.remove_graph(ox.NamedNode(name))

    def graphs(self) -> tuple[str, ...]:
        """Give the names of the graphs that hold anything, sorted."""
        with self._faults():
            names = [node.value for node in self._inner.named_graphs() if isinstance(node, ox.NamedNode)]
        return tuple(sorted(name for name in names if not name.startswith(STAGING) and self._holds(name)))

    def count(self, graph: str) -> int:
        """Give the number of triples in `graph`, by passing over them; other graphs cost nothing."""
        answer = self._query(query("count-triples"), None, [graph])
        assert isinstance(answer, ox.QuerySolutions)
        with self._faults():
            (count,) = next(answer)
        assert isinstance(count, ox.Literal)
        return int(count.value)

    def select(
        self, text: str, prefixes: Mapping[str, str] | None = None, *, graphs: Sequence[str] | None = None
    ) -> Rows:
        """Answer a SELECT; rows keep the query's order."""
        answer = self._solutions(text, prefixes, graphs)
        variables = tuple(variable.value for variable in answer.variables)
        with self._faults():
            return Rows(variables, tuple(tuple(map(to_term, solution)) for solution in answer))

    def rows(
        self, text: str, prefixes: Mapping[str, str] | None = None, *, graphs: Sequence[str] | None = None
    ) -> Iterator[tuple[Term | None, ...]]:
        """Answer a SELECT row by row; see `ClaimStore.rows`."""
        return self._stream(self._solutions(text, prefixes, graphs))

    def _stream(self, answer: ox.QuerySolutions) -> Iterator[tuple[Term | None, ...]]:
        with self._faults():
            for solution in answer:
                yield tuple(map(to_term, solution))

    def ask(
        self, text: str, prefixes: Mapping[str, str] | None = None, *, graphs: Sequence[str] | None = None
    ) -> bool:
        """Answer an ASK."""
        answer = self._query(text, prefixes, graphs)
        if not isinstance(answer, ox.QueryBoolean):
            raise QueryFailed("query", "this is not an ASK.")
        return bool(answer)

    def check_construct(self, text: str, prefixes: Mapping[str, str] | None = None) -> None:
        """Raise QueryFailed for what is no CONSTRUCT; nothing is answered."""
        self._constructed(text, prefixes, None)

    def derive(self, text: str, graph: str, *, graphs: Sequence[str] | None = None) -> int:
        """Add what a CONSTRUCT gives to `graph`; give the number of triples of the answer."""
        return self._extend(self._constructed(text, None, graphs), graph)

    def add(self, triples: Iterable[tuple[Term, Term, Term]], graph: str) -> None:
        """Add `triples` to `graph`: all, or none where one of them is none (UsageError)."""
        self._extend((to_triple(*triple) for triple in triples), graph)

    def _extend(self, triples: Iterable[ox.Triple], graph: str) -> int:
        target = ox.NamedNode(graph)
        quads = [ox.Quad(triple.subject, triple.predicate, triple.object, target) for triple in triples]
        with self._faults():
            self._inner.extend(quads)
        return len(quads)

    def turtle(self, graphs: Sequence[str], prefixes: Mapping[str, str]) -> bytes:
        """Give the triples of `graphs` as Turtle, sorted: equal graphs give equal bytes."""
        ordered = sorted(set(self._triples(graphs)), key=turtle_order)
        return ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""

    def optimize(self) -> None:
        """Do nothing: what is in memory is in order."""

    def close(self) -> None:
        """Let go of the data."""
        self._inner = ox.Store()

    def _holds(self, graph: str) -> bool:
        with self._faults():
            found = self._inner.quads_for_pattern(None, None, None, ox.NamedNode(graph))
            return next(iter(found), None) is not None

    def _triples(self, graphs: Sequence[str]) -> Iterator[ox.Triple]:
        with self._faults():
            if not graphs and not self._hides:
                yield from (quad.triple for quad in self._inner)
            for name in graphs or (self.graphs() if self._hides else ()):
                found = self._inner.quads_for_pattern(None, None, None, ox.NamedNode(name))
                yield from (quad.triple for quad in found)

    def _solutions(
        self, text: str, prefixes: Mapping[str, str] | None, graphs: Sequence[str] | None
    ) -> ox.QuerySolutions:
        answer = self._query(text, prefixes, graphs)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryFailed("query", "this is not a SELECT.")
        return answer

    def _constructed(
        self, text: str, prefixes: Mapping[str, str] | None, graphs: Sequence[str] | None
    ) -> Iterator[ox.Triple]:
        answer = self._query(text, prefixes, graphs)
        if not isinstance(answer, ox.QueryTriples):
            raise QueryFailed("query", "this is not a CONSTRUCT.")
        return self._given(answer)

    def _given(self, answer: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        with self._faults():
            yield from answer

    def _query(
        self, text: str, prefixes: Mapping[str, str] | None, graphs: Sequence[str] | None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        if graphs is None and self._hides:
            graphs = self.graphs()
        seen = None if graphs is None else [ox.NamedNode(name) for name in graphs]
        try:
            return self._inner.query(
                text,
                prefixes=dict(prefixes or {}),
                use_default_graph_as_union=seen is None,
                default_graph=None if seen is None else [*seen],
                named_graphs=None if seen is None else [*seen],
            )
        except (SyntaxError, ValueError) as error:
            raise query_fault(str(error)) from error
        except (OSError, RuntimeError) as error:
            raise self._damage(error) from error

    @contextmanager
    def _faults(self, path: str = "") -> Iterator[None]:
        """Translate what Oxigraph raises; `path` is the document that is being read."""
        try:
            yield
        except SyntaxError as error:
            raise syntax_fault(path, error) from error
        except (OSError, RuntimeError) as error:
            raise self._damage(error) from error

    def _damage(self, error: OSError | RuntimeError) -> Exception:
        """Say that the disk failed, or give back what is no fault of a disk."""
        if isinstance(error, RuntimeError) and not is_corruption(error):
            return error
        return StoreUnavailable(
            self.location,
            f"it cannot be read or written ({error}): check the disk, or load the data into a new folder.",
        )
