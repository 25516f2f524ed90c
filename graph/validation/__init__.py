"""The data against the rules: shapes, and what shapes cannot say; the result is a report.

The shapes (SHACL, in ``graph/shapes``) judge the RDF. What only the files show (a claim described
twice), what needs a near name as its remedy (an unknown term) and what SHACL has no words for
(a literal that is not in Unicode's form NFC) is judged here, under rule ids that start with V00.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.model import Finding, Iri, Severity, ValidationReport
from graph.names import Names, with_articles
from graph.resources import query
from graph.store import ClaimStore, Document, Places
from graph.validation.crossing import consequences, cross_faults
from graph.validation.engine import shape_faults
from graph.validation.faults import NAMELESS, Fault
from graph.validation.lint import lint_faults
from graph.validation.terms import term_faults
from graph.vocab import DERIVED_GRAPH, ONTOLOGY_GRAPH

__all__ = ["cross_faults", "names_in", "validate", "validate_across"]

_RANK = {Severity.VIOLATION: 0, Severity.WARNING: 1, Severity.INFO: 2}


def validate(
    store: ClaimStore,
    documents: Sequence[Document],
    *,
    beside: Sequence[str] = (),
    built: bool = False,
    least: Severity = Severity.INFO,
) -> ValidationReport:
    """Judge what `store` holds of `documents` and the ontology, or with `built` what was derived.

    `beside` are graphs that must be known to judge them, and are not judged. What is less
    severe than `least` is left out, and hints are counted: of good data they are most of the findings.

    `documents` are the files as they were loaded; the lines of violations are looked up in them.
    Findings are sorted by severity (worst first), path, line, focus and rule; their messages
    call IRIs by their short names, those of an article by its slug. Nothing is raised for bad
    data. Time and memory grow linearly with the data. What is `built` follows from data that
    were judged already, so only the tests ask for it: a fault there is one of the program.

    >>> from graph.resources import ontology
    >>> from graph.store import open_store
    >>> text = b'<https://w3id.org/claimgraph/concept#itch> a <https://w3id.org/claimgraph/vocab#Symptom> .'
    >>> document = Document(path="itch.ttl", graph="https://w3id.org/claimgraph/graph/authored/i", text=text)
    >>> with open_store() as store:
    ...     _ = store.load(Document(path="the ontology", graph=ONTOLOGY_GRAPH, text=ontology()))
    ...     _ = store.load(document)
    ...     report = validate(store, [document])
    >>> report.conforms, report.findings[0].rule, report.findings[0].line
    (False, 'V11-prefLabel', 1)
    """
    graphs = [document.graph for document in documents]
    places = Places(documents)
    owners = _Owners(store)
    if built:
        faults: Iterable[Fault] = shape_faults(
            store.ntriples([*graphs, ONTOLOGY_GRAPH, DERIVED_GRAPH]), built=True
        )
    else:
        faults = _authored_faults(store, graphs, beside, places, owners)
    names = names_in(store)
    counted = set()
    if least is not Severity.INFO:
        known = list(faults)
        counted = {(one.rule, one.focus, one.message) for one in known if one.severity is Severity.INFO}
        faults = (fault for fault in known if _RANK[fault.severity] <= _RANK[least])
    findings = dict.fromkeys(_finding(fault, owners, places, names) for fault in faults)
    return ValidationReport(findings=tuple(sorted(findings, key=_order)), hints_counted=len(counted))


def validate_across(
    store: ClaimStore, graphs: Sequence[str], places: Places
) -> tuple[ValidationReport, set[tuple[str, str]]]:
    """Judge the files `graphs` beside each other only: what each says for itself is not looked at.

    Beside the report, focus and rule of what follows from it within each file, to be said once.

    `store` holds what they say of articles, claims and concepts, each in its own graph, and the
    ontology; `places` has the texts of those that may be named. Findings are sorted as by `validate`.
    """
    owners, names = _Owners(store), names_in(store)
    faults = list(cross_faults(store, graphs, places))
    found = {_finding(fault, owners, places, names) for fault in faults}
    return ValidationReport(findings=tuple(sorted(found, key=_order))), consequences(faults)


def names_in(store: ClaimStore) -> Names:
    """Give the names of what the store's data describe, the same as those of the corpus read from it."""
    return Names(with_articles(row["thing"] or "" for row in store.select(query("check-named"))))


class _Owners:
    """Which claim a node belongs to, what it is called, and in which graph it is described."""

    def __init__(self, store: ClaimStore) -> None:
        self._store = store
        self._parts: dict[str, tuple[Iri | None, str | None, str]] | None = None
        self.claims = _first_rows(store, "check-claims")

    def find(self, node: str) -> tuple[Iri | None, str | None, str]:
        """Give claim, label and graph of `node`; without a claim, the label is the node's own."""
        if node in self.claims:
            return self.claims[node]
        if self._parts is None:  # most data have few findings about anything but claims
            self._parts = _first_rows(self._store, "check-parts")
        return self._parts.get(node, (None, None, ""))


def _first_rows(store: ClaimStore, name: str) -> dict[str, tuple[Iri | None, str | None, str]]:
    """Give node -> (claim, label, graph): of several rows for a node, the first."""
    found: dict[str, tuple[Iri | None, str | None, str]] = {}
    for row in store.select(query(name)):
        claim = row["claim"]
        node, graph = row["node"] or "", row["file"] or ""
        found.setdefault(node, (Iri(claim) if claim else None, row["label"], graph))
    return found


def _authored_faults(
    store: ClaimStore, graphs: Sequence[str], beside: Sequence[str], places: Places, owners: _Owners
) -> Iterable[Fault]:
    """Put together what shapes, terms, lint and several files side by side show, each fault once."""
    from_shapes = shape_faults(store.ntriples([*graphs, *beside, ONTOLOGY_GRAPH]))
    if beside:
        rows = store.select(query("check-subjects"))
        own = {row["subject"] for row in rows if row["file"] in graphs} | {NAMELESS}
        from_shapes = [fault for fault in from_shapes if fault.focus in own]
    crossing = [*cross_faults(store, graphs, places)]
    yield from crossing
    told = consequences(crossing)
    from_shapes = [fault for fault in from_shapes if (fault.focus, fault.rule) not in told]
    from_terms = term_faults(store, graphs, places)
    # An unknown term breaks a shape as well; our own finding offers the name that was meant.
    unknown = {(fault.focus, fault.value) for fault in from_terms}
    yield from (
        fault
        for fault in from_shapes
        if not {(fault.focus, fault.value), (fault.focus, fault.property)} & unknown
    )
    yield from from_terms
    # Where a shape speaks of the same value, it says which form that property wants.
    spoken = {(fault.focus, fault.property, fault.value) for fault in from_shapes if fault.value is not None}
    yield from (
        fault
        for fault in lint_faults(store, graphs, places, owners.claims)
        if (fault.focus, fault.property, fault.value) not in spoken and (fault.focus, fault.rule) not in told
    )


def _finding(fault: Fault, owners: _Owners, places: Places, names: Names) -> Finding:
    claim, label, graph = owners.find(fault.focus)
    finding = Finding(
        rule=fault.rule,
        severity=fault.severity,
        focus=fault.focus,
        message=names.shorten(fault.message),
        claim=claim,
        label=label,
        path=places.path(graph),
    )
    if fault.place is not None:
        return replace(finding, path=fault.place.path, line=fault.place.line)
    if fault.severity is not Severity.VIOLATION:
        return finding  # hints come by the thousand; a line is wanted for what stops the build
    return replace(finding, line=places.line(graph, claim or fault.focus, fault.focus))


def _order(finding: Finding) -> tuple[int, str, int, str, str, str]:
    return (
        _RANK[finding.severity],
        finding.path or "",
        finding.line or 0,
        finding.focus,
        finding.rule,
        finding.message,
    )
