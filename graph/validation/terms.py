"""Unknown terms: names of our vocabulary that it does not define, each with the one that was meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from graph import resources
from graph.model import Severity
from graph.store import ClaimStore, Document, Places, open_store
from graph.validation.faults import Fault
from graph.vocab import CG, ONTOLOGY_GRAPH, PREFIXES

_PREDICATE = f"{PREFIXES['rdf']}predicate"
_KINDS = {"property": "property", "class": "class", "value": "name"}


def term_faults(store: ClaimStore, graphs: Collection[str], places: Places) -> list[Fault]:
    """Give a violation V00-term for each node of `graphs` that uses an unknown term.

    Unknown is a property, a class or a value in the namespace of the vocabulary that the
    ontology does not define, and whatever stands as the predicate of a claim and is none.
    """
    uses = [
        (row["term"] or "", row["role"] or "", row["property"] or "", row["subject"] or "", row["file"] or "")
        for row in store.select(resources.query("check-unknown-terms"))
        if row["file"] in graphs
    ]
    if not uses:
        return []
    known = _Known()
    return [
        Fault(
            rule="V00-term",
            severity=Severity.VIOLATION,
            focus=subject,
            message=f"{term} is no {_sort(role, prop)} of the vocabulary: did you mean "
            f"{known.nearest(term, role, prop)}?",
            property=prop,
            value=term,
            place=places.naming(file, term, subject),
        )
        for term, role, prop, subject, file in uses
    ]


def _sort(role: str, prop: str) -> str:
    return "claim predicate" if prop == _PREDICATE else _KINDS[role]


class _Known:
    """The terms that may stand in each place, as ontology and shapes say."""

    def __init__(self) -> None:
        with open_store() as store:
            store.load(Document(path="vocabulary", graph=ONTOLOGY_GRAPH, text=resources.ontology()))
            shapes = resources.shapes().encode()
            store.load(Document(path="shapes", graph="urn:x-claimgraph:shapes", text=shapes))
            self._rows = [
                (row["term"] or "", row["role"], row["property"])
                for row in store.select(resources.query("check-known-terms"))
            ]

    def nearest(self, term: str, role: str, prop: str) -> str:
        """Give the term of the right sort whose local name is most like that of `term`."""
        fitting = [known for known, sort, place in self._rows if sort == role and place in (None, prop)]
        offered = _by_name(fitting or [known for known, sort, _ in self._rows if sort == role])
        local = _local(term)
        return offered[get_close_matches(local, offered, n=1, cutoff=0.0)[0]]


def _by_name(terms: Iterable[str]) -> dict[str, str]:
    return {_local(term): term for term in sorted(terms)}


def _local(term: str) -> str:
    return term.removeprefix(CG).rpartition("#")[2].rpartition("/")[2]
