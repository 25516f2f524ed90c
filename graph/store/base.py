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

    The default graph of a query is the union of all named graphs. `prefixes` are declared for
    the query beside its own. A malformed query raises QueryFailed.
    """

    def load(self, document: Document) -> int:
        """Load a document into the graph it names; give the number of its triples."""
        ...

    def select(self, text: str, prefixes: Mapping[str, str] | None = None) -> Rows:
        """Answer a SELECT."""
        ...

    def ask(self, text: str, prefixes: Mapping[str, str] | None = None) -> bool:
        """Answer an ASK."""
        ...

    def construct(self, text: str, prefixes: Mapping[str, str] | None = None) -> rdflib.Graph:
        """Answer a CONSTRUCT, as an rdflib graph."""
        ...

    def derive(self, text: str, graph: str) -> int:
        """Put what a CONSTRUCT gives into `graph`; give the number of its triples."""
        ...

    def add(self, triples: Iterable[tuple[Term, Term, Term]], graph: str) -> None:
        """Put `triples` into `graph`."""
        ...

    def ntriples(self, graphs: Sequence[str] = ()) -> bytes:
        """Give the triples of `graphs` (all if none is named) as N-Triples, in any order."""
        ...

    def turtle(self, graphs: Sequence[str], prefixes: Mapping[str, str]) -> bytes:
        """Give the triples of `graphs` as Turtle, sorted: equal graphs give equal bytes."""
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
