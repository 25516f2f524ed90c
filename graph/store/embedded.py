"""The store in memory, by Oxigraph (pyoxigraph). The only module that imports it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from graph.errors import QueryFailed
from graph.resources import query
from graph.store.base import Rows, Term
from graph.store.documents import Document
from graph.store.parsing import syntax_fault
from graph.vocab import PREFIXES

if TYPE_CHECKING:
    import rdflib

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_QUERY_PLACE = re.compile(r"^error at (\d+):(\d+): (.*)$", re.DOTALL)
# Beyond, Oxigraph's list of what could stand there is the grammar, and helps nobody.
_LONGEST_EXPECTATION = 60


def open_store() -> MemoryStore:
    """Open an empty store in memory.

    >>> text = b'<https://a.example/itch> <https://a.example/label> "Itch" .'
    >>> with open_store() as store:
    ...     loaded = store.load(Document(path="itch.ttl", graph="https://a.example/graph", text=text))
    ...     answer = store.select("SELECT ?label { ?thing <https://a.example/label> ?label }")
    >>> loaded, list(answer)
    (1, [{'label': 'Itch'}])
    """
    return MemoryStore()


class MemoryStore:
    """A `ClaimStore` in memory; gone when closed."""

    def __init__(self) -> None:
        self._inner = ox.Store()

    def load(self, document: Document) -> int:
        """Load a document into the graph it names; give the number of its triples.

        Raises ClaimsSyntaxError or InvalidIri with line and column; then nothing is loaded.
        """
        graph = ox.NamedNode(document.graph)
        before = self._count(graph)
        try:
            self._inner.bulk_load(document.text, format=ox.RdfFormat.TURTLE, to_graph=graph)
        except SyntaxError as error:
            raise syntax_fault(document.path, error) from error
        return self._count(graph) - before

    def _count(self, graph: ox.NamedNode) -> int:
        """Count the triples of one graph: counting all after each file would take quadratic time."""
        answer = self._inner.query(query("count-triples"), named_graphs=[graph])
        assert isinstance(answer, ox.QuerySolutions)
        (count,) = next(answer)
        assert isinstance(count, ox.Literal)
        return int(count.value)

    def select(self, text: str, prefixes: Mapping[str, str] | None = None) -> Rows:
        """Answer a SELECT; rows keep the query's order."""
        answer = self._query(text, prefixes)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryFailed("query", "this is not a SELECT.")
        variables = tuple(variable.value for variable in answer.variables)
        return Rows(variables, tuple(tuple(map(_term, solution)) for solution in answer))

    def ask(self, text: str, prefixes: Mapping[str, str] | None = None) -> bool:
        """Answer an ASK."""
        answer = self._query(text, prefixes)
        if not isinstance(answer, ox.QueryBoolean):
            raise QueryFailed("query", "this is not an ASK.")
        return bool(answer)

    def construct(self, text: str, prefixes: Mapping[str, str] | None = None) -> rdflib.Graph:
        """Answer a CONSTRUCT, as an rdflib graph."""
        import rdflib  # 0.1 s that only callers of this method pay

        answer = self._query(text, prefixes)
        if not isinstance(answer, ox.QueryTriples):
            raise QueryFailed("query", "this is not a CONSTRUCT.")
        triples = ox.serialize(answer, format=ox.RdfFormat.N_TRIPLES)
        assert triples is not None
        return rdflib.Graph().parse(data=triples, format="nt")

    def derive(self, text: str, graph: str) -> int:
        """Put what a CONSTRUCT gives into `graph`; give the number of its triples."""
        answer = self._query(text, None)
        if not isinstance(answer, ox.QueryTriples):
            raise QueryFailed("query", "this is not a CONSTRUCT.")
        target = ox.NamedNode(graph)
        quads = [ox.Quad(triple.subject, triple.predicate, triple.object, target) for triple in answer]
        self._inner.extend(quads)
        return len(quads)

    def add(self, triples: Iterable[tuple[Term, Term, Term]], graph: str) -> None:
        """Put `triples` into `graph`."""
        target = ox.NamedNode(graph)
        self._inner.extend(
            ox.Quad(ox.NamedNode(subject.value), ox.NamedNode(predicate.value), _node(value), target)
            for subject, predicate, value in triples
        )

    def ntriples(self, graphs: Sequence[str] = ()) -> bytes:
        """Give the triples of `graphs` (all if none is named) as N-Triples, in any order."""
        return ox.serialize(self._triples(graphs), format=ox.RdfFormat.N_TRIPLES) or b""

    def turtle(self, graphs: Sequence[str], prefixes: Mapping[str, str]) -> bytes:
        """Give the triples of `graphs` as Turtle, sorted: equal graphs give equal bytes."""
        ordered = sorted(set(self._triples(graphs)), key=_turtle_order)
        return ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""

    def close(self) -> None:
        """Let go of the data."""
        self._inner = ox.Store()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _triples(self, graphs: Sequence[str]) -> list[ox.Triple]:
        if not graphs:
            return [quad.triple for quad in self._inner]
        return [
            quad.triple
            for graph in graphs
            for quad in self._inner.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        ]

    def _query(
        self, text: str, prefixes: Mapping[str, str] | None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            return self._inner.query(text, prefixes=dict(prefixes or {}), use_default_graph_as_union=True)
        except (SyntaxError, ValueError, OSError) as error:
            raise _query_fault(str(error)) from error


def _query_fault(detail: str) -> QueryFailed:
    """Say where a query stops being SPARQL; a long list of what could follow is left out."""
    place = _QUERY_PLACE.match(detail)
    if place is None:
        return QueryFailed("query", f"{detail}: correct the query.")
    line, column, expected = int(place[1]), int(place[2]), place[3]
    rest = f" ({expected})" if len(expected) <= _LONGEST_EXPECTATION else ""
    return QueryFailed("query", f"this is not SPARQL from here on{rest}: correct the query.", line, column)


def _term(value: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None) -> Term | None:
    if value is None:
        return None
    if isinstance(value, ox.Literal):
        return Term(value.value, "literal", value.datatype.value, value.language)
    if isinstance(value, ox.NamedNode):
        return Term(value.value, "iri")
    return Term(str(value), "blank")


def _node(term: Term) -> ox.NamedNode | ox.Literal:
    if term.kind == "iri":
        return ox.NamedNode(term.value)
    if term.language is not None:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype) if term.datatype else None)


def _turtle_order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    """Sort by subject, then its type first, then predicate and object, all by code point."""
    return (str(triple.subject), triple.predicate != _TYPE, str(triple.predicate), str(triple.object))
