"""What a store can do, and what comes out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

if TYPE_CHECKING:
    import rdflib

    from graph.store.documents import Document


class Term(NamedTuple):
    """One RDF term of an answer. `kind` is ``iri``, ``literal`` or ``blank``."""

    value: str
    kind: str
    datatype: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: `variables` in order, `rows` in the query's order, None for unbound."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        """Give each row as variable -> lexical value (IRI, or text of the literal)."""
        for row in self.rows:
            values = (term.value if term is not None else None for term in row)
            yield dict(zip(self.variables, values, strict=True))

    def __len__(self) -> int:
        return len(self.rows)


class ClaimStore(Protocol):
    """A dataset of named graphs that answers SPARQL 1.1 queries; a context manager.

    `location` says where it is, as people name it: ``:memory:``, a folder, or an address without
    what is secret in it. The default graph of a query is the union of all named graphs; where a
    method takes `graphs`, the query sees these alone, and their union by default. `prefixes` are
    declared for the query beside its own. A malformed query raises QueryFailed, a store that is
    out of reach, held by another program, or damaged StoreUnavailable.
    """

    location: str

    def load(self, document: Document) -> int:
        """Add a document to the graph it names; give the number of triples that are new there."""
        ...

    def put(self, documents: Sequence[Document]) -> None:
        """Make the graph of each document hold exactly its triples, whatever it held before.

        All of them are parsed before anything changes: a syntax error changes nothing. However
        this is interrupted, each graph is as it was before or as it is to be, never in between;
        doing it again ends right. Of two documents for one graph the later counts.
        """
        ...

    def remove(self, graphs: Sequence[str]) -> None:
        """Take `graphs` away, each as a whole; one that is not there is gone already."""
        ...

    def graphs(self) -> tuple[str, ...]:
        """Give the names of the graphs that hold anything, sorted."""
        ...

    def count(self, graph: str) -> int:
        """Give the number of triples in `graph`; a graph that is not there has none."""
        ...

    def select(
        self, text: str, prefixes: Mapping[str, str] | None = None, *, graphs: Sequence[str] | None = None
    ) -> Rows:
        """Answer a SELECT, whole."""
        ...

    def rows(
        self, text: str, prefixes: Mapping[str, str] | None = None, *, graphs: Sequence[str] | None = None
    ) -> Iterator[tuple[Term | None, ...]]:
        """Answer a SELECT row by row, in the query's order: only what is on its way is held.

        A malformed query is refused by the call; what befalls the store later is raised on the way.
        Nothing is to be written to the store before the last row was taken.
        """
        ...

    def ask(
        self, text: str, prefixes: Mapping[str, str] | None = None, *, graphs: Sequence[str] | None = None
    ) -> bool:
        """Answer an ASK."""
        ...

    def construct(
        self, text: str, prefixes: Mapping[str, str] | None = None, *, graphs: Sequence[str] | None = None
    ) -> rdflib.Graph:
        """Answer a CONSTRUCT, as an rdflib graph."""
        ...

    def derive(self, text: str, graph: str, *, graphs: Sequence[str] | None = None) -> int:
        """Add what a CONSTRUCT gives to `graph`; give the number of triples of the answer."""
        ...

    def add(self, triples: Iterable[tuple[Term, Term, Term]], graph: str) -> None:
        """Add `triples` to `graph`."""
        ...

    def ntriples(self, graphs: Sequence[str] = ()) -> bytes:
        """Give the triples of `graphs` (all if none is named) as N-Triples, in any order."""
        ...

    def turtle(self, graphs: Sequence[str], prefixes: Mapping[str, str]) -> bytes:
        """Give the triples of `graphs` as Turtle, sorted: equal graphs give equal bytes."""
        ...

    def optimize(self) -> None:
        """Put in order what was loaded in bulk: queries on disk run several times faster after it."""
        ...

    def close(self) -> None:
        """Let go of everything held."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
