"""JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/): all authored and derived triples, short names, sorted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.exports.taken import Taken, counted
from graph.facts import Facts, to_json_lines
from graph.names import Names
from graph.resources import query
from graph.store import ClaimStore, Term
from graph.vocab import PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"


def take_jsonld(store: ClaimStore, facts: Facts) -> Taken:
    """Give the triples of the store's data files and of its derived graph as one JSON-LD document.

    Equal data give equal bytes. Literals keep their lexical form: a number is a typed value.
    """
    triples = store.select(query("all-triples")).rows
    beside = list(counted(facts, "links", "breaks"))
    if beside:
        beside.append("They follow from the claims: claimgraph build writes them into graph.json.")
    return Taken(content=to_json_lines(_document(triples, facts)).encode(), beside=tuple(beside))


def _document(triples: Sequence[Sequence[Term | None]], facts: Facts) -> Facts:
    complete = [(s, p, o) for s, p, o in triples if s and p and o]
    names = _safe_names(facts["prefixes"], (term.value for triple in complete for term in triple))
    nodes: dict[str, Facts] = {}
    for subject, predicate, value in sorted(complete, key=_order):
        node = nodes.setdefault(subject.value, {"@id": _short(names, subject.value)})
        if predicate.value == _TYPE and value.kind == "iri":
            node.setdefault("@type", []).append(_short(names, value.value))
        else:
            node.setdefault(_short(names, predicate.value), []).append(_value(value, names))
    return {"@context": names.prefixes, "@graph": list(nodes.values())}


def _safe_names(prefixes: dict[str, str], values: Iterable[str]) -> Names:
    """Leave out a prefix that is also the scheme of an address in the data: it could be taken for either."""
    schemes = {value.partition(":")[0] for value in values if ":" in value}
    return Names({prefix: base for prefix, base in prefixes.items() if prefix not in schemes})


def _short(names: Names, iri: str) -> str:
    """Give the short name, unless JSON-LD would read it as an address with a host (``x://``)."""
    short = names.curie(iri)
    return iri if short.partition(":")[2].startswith("//") else short


def _value(term: Term, names: Names) -> Facts:
    if term.kind != "literal":
        return {"@id": _short(names, term.value)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype and term.datatype != _STRING:
        return {"@value": term.value, "@type": _short(names, term.datatype)}
    return {"@value": term.value}


def _order(triple: tuple[Term, Term, Term]) -> tuple[str, bool, str, str, str, str]:
    """Sort by subject, then its type first, then predicate and object, all by code point."""
    subject, predicate, value = triple
    return (
        subject.value,
        predicate.value != _TYPE,
        predicate.value,
        value.value,
        value.datatype or "",
        value.language or "",
    )
