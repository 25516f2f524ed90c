"""Reading the cells of a query's rows."""

from __future__ import annotations

from collections.abc import Mapping

from graph.model import Iri

Row = Mapping[str, str | None]


def value_of(row: Row, name: str) -> str:
    """Give the value of a variable that the query always binds."""
    value = row[name]
    if value is None:
        raise KeyError(name)
    return value


def iri_of(row: Row, name: str) -> Iri:
    """Give the IRI of a variable that the query always binds."""
    return Iri(value_of(row, name))


def iri_or_none(value: str | None) -> Iri | None:
    """Give the IRI, or None for unbound."""
    return None if value is None else Iri(value)


def int_or_none(value: str | None) -> int | None:
    """Give the number, or None for unbound."""
    return None if value is None else int(value)


def word_of(words: Mapping[str, str], term: str | None) -> str | None:
    """Give the bare word of a closed term; for one the ontology lacks, its local name."""
    return None if term is None else words.get(term, local_name(term))


def local_name(iri: str) -> str:
    """Give what follows the last ``#`` or ``/``."""
    return iri.replace("/", "#").rpartition("#")[2]
