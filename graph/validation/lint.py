"""Rules that SHACL has no words for: one description a claim, plain literals, no nameless nodes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from unicodedata import is_normalized

from graph.model import Severity
from graph.resources import query
from graph.store import ClaimStore, Place, Places
from graph.validation.crossing import twice
from graph.validation.faults import Fault


def lint_faults(
    store: ClaimStore, graphs: Collection[str], places: Places, claims: Collection[str]
) -> Iterator[Fault]:
    """Give what is wrong with how the data of `graphs` are written; `claims` are all that there are."""
    yield from _twice(places, claims)
    yield from _blank_nodes(store, graphs, places)
    yield from _datatypes(store, graphs, places)
    yield from _strings(store, graphs, places)
    yield from _opposites(store)


def _twice(places: Places, claims: Collection[str]) -> Iterator[Fault]:
    """Find second descriptions: mostly a number used twice, and RDF would merge the two."""
    return (twice(claim, spots) for claim, spots in places.repeated(claims))


def _blank_nodes(store: ClaimStore, graphs: Collection[str], places: Places) -> Iterator[Fault]:
    """Find nameless nodes: they double when a file is loaded twice, and no message can call them."""
    for row in store.select(query("check-blank-nodes")):
        subject, prop, file = row["subject"], row["property"] or "", row["file"] or ""
        if file not in graphs:
            continue
        yield Fault(
            rule="V00-blank",
            severity=Severity.VIOLATION,
            focus=subject or "[]",
            message=f"{prop} leads to a node without a name: give it a name instead of square brackets or _:."
            if subject
            else f"There is a node without a name that has {prop}: give it a name instead of square "
            "brackets or _:.",
            property=prop,
            place=_nameless(subject, places, file),
        )


def _datatypes(store: ClaimStore, graphs: Collection[str], places: Places) -> Iterator[Fault]:
    """Find literals that some store would change: booleans into numbers, short integers into long."""
    for row in store.select(query("check-datatypes")):
        if row["file"] in graphs:
            yield Fault(
                rule="V00-datatype",
                severity=Severity.VIOLATION,
                focus=_named(row["subject"]),
                message=f'{row["property"]} has the value "{row["value"]}" of datatype {row["datatype"]}: '
                "write a text, a whole number, a decimal number with a point, a date or a time.",
                property=row["property"],
                value=row["value"],
                place=_nameless(row["subject"], places, row["file"]),
            )


def _strings(store: ClaimStore, graphs: Collection[str], places: Places) -> Iterator[Fault]:
    """Find texts not in form NFC: stores compare code points, not letters (Unicode UAX 15)."""
    for row in store.select(query("check-strings")):
        if row["file"] in graphs and not is_normalized("NFC", row["value"] or ""):
            yield Fault(
                rule="V00-nfc",
                severity=Severity.VIOLATION,
                focus=_named(row["subject"]),
                message=f"A text of {row['property']} holds an accent apart from its letter (it is not in "
                "Unicode form NFC): type it anew, or save the file in form NFC.",
                property=row["property"],
                place=_nameless(row["subject"], places, row["file"]),
            )


def _opposites(store: ClaimStore) -> Iterator[Fault]:
    """Find what is both affirmed and denied: mostly a limit of one of the two was overlooked."""
    for row in store.select(query("check-opposites")):
        yield Fault(
            rule="W09-opposite",
            severity=Severity.WARNING,
            focus=row["denial"] or "",
            message=f"This claim denies what {row['claim']} affirms: compare both with their passages, and "
            "say with cg:inContext where each holds.",
        )


def _named(node: str | None) -> str:
    return "[]" if node is None or node.startswith("_:") else node


def _nameless(node: str | None, places: Places, graph: str | None) -> Place | None:
    """Give the file of a node that has no name to be looked up by."""
    return Place(places.path(graph or "") or "", None) if _named(node) == "[]" else None
