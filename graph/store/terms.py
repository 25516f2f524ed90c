"""Between the terms of Oxigraph and ours, and from its complaints about a query to ours."""

from __future__ import annotations

import re

import pyoxigraph as ox

from graph.errors import QueryFailed, UsageError
from graph.store.base import Term
from graph.vocab import PREFIXES

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_QUERY_PLACE = re.compile(r"^error at (\d+):(\d+): (.*)$", re.DOTALL)
# Beyond, Oxigraph's list of what could stand there is the grammar, and helps nobody.
_LONGEST_EXPECTATION = 60
_LONGEST_NAME = 200


def to_term(value: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None) -> Term | None:
    """Give the term of an answer as ours; None for what is unbound."""
    if isinstance(value, ox.NamedNode):  # first, as most are
        return Term(value.value, "iri")
    if isinstance(value, ox.Literal):
        return Term(value.value, "literal", value.datatype.value, value.language)
    return None if value is None else Term(str(value), "blank")


def to_node(term: Term) -> ox.NamedNode | ox.Literal | ox.BlankNode:
    """Give a term of ours as Oxigraph's. Raises ValueError for a name that is no IRI."""
    if term.kind == "iri":
        return ox.NamedNode(term.value)
    if term.kind == "blank":
        return ox.BlankNode(term.value.removeprefix("_:"))
    if term.language is not None:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype) if term.datatype else None)


def to_triple(subject: Term, predicate: Term, value: Term) -> ox.Triple:
    """Give a triple of ours as Oxigraph's. Raises UsageError for what is none.

    >>> print(to_triple(Term("_:a", "blank"), Term("urn:p", "iri"), Term("1", "literal")))
    _:a <urn:p> "1"
    """
    where = f"a triple of {subject.value[:_LONGEST_NAME]!r}"
    try:
        ends, object_ = (to_node(subject), to_node(predicate)), to_node(value)
    except ValueError as error:
        raise UsageError(f"{where}: a name in it is none ({error}): correct it.") from error
    if isinstance(ends[0], ox.Literal) or not isinstance(ends[1], ox.NamedNode):
        raise UsageError(f"{where}: a text, or something nameless, stands where only a name can: correct it.")
    return ox.Triple(ends[0], ends[1], object_)


def turtle_order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    """Sort by subject, then its type first, then predicate and object, all by code point."""
    return (str(triple.subject), triple.predicate != _TYPE, str(triple.predicate), str(triple.object))


def query_fault(detail: str) -> QueryFailed:
    """Say where a query stops being SPARQL; a long list of what could follow is left out."""
    place = _QUERY_PLACE.match(detail)
    if place is None:
        return QueryFailed("query", f"{detail}: correct the query.")
    line, column, expected = int(place[1]), int(place[2]), place[3]
    rest = f" ({expected})" if len(expected) <= _LONGEST_EXPECTATION else ""
    return QueryFailed("query", f"this is not SPARQL from here on{rest}: correct the query.", line, column)


def is_corruption(error: RuntimeError) -> bool:
    """Tell whether Oxigraph speaks of its files; it has no class of errors of its own."""
    return str(error).startswith(("Corruption", "IO error", "Invalid"))
