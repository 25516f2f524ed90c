"""What only several articles side by side show, asked of what their files say of shared things alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from graph.articles.shelves import Shelf
from graph.articles.units import ScannedFile
from graph.model import Finding, Severity, ValidationReport
from graph.resources import ontology
from graph.store import Document, Places, open_store
from graph.validation import validate_across
from graph.vocab import ONTOLOGY_GRAPH


def judge_across(files: Sequence[ScannedFile], shelf: Shelf) -> ValidationReport:
    """Find what files say differently of one shared thing, with all the places.

    Linear in what they say of shared things; files are read only where something is wrong.
    """
    paths = {entry.graph: entry.path for entry in shelf.entries}
    told = {file.graph: file for file in files if file.scan.shared}
    with open_store() as store:
        for file in told.values():
            lines = (line for described in file.scan.shared.values() for line in described.lines)
            text = "".join(f"{line}\n" for line in lines).encode()
            store.load(Document(path=paths[file.graph], graph=file.graph, text=text))
        store.load(Document(path="the ontology", graph=ONTOLOGY_GRAPH, text=ontology()))
        report = validate_across(store, list(told), Places([]))
        if report.findings:
            meant = {finding.focus for finding in report.findings}
            named = [graph for graph, file in told.items() if meant & file.scan.shared.keys()]
            report = validate_across(store, list(told), Places([shelf.read(graph) for graph in named]))
    return report


def _without_consequences(findings: Sequence[Finding], across: ValidationReport) -> tuple[Finding, ...]:
    """Leave out what each article shows of a fault that is told with all its places."""
    told = {finding.focus for finding in across.findings}
    return tuple(found for found in findings if found.focus not in told)


def put_together(reports: Iterable[ValidationReport], across: ValidationReport) -> ValidationReport:
    """Put the findings of articles together, worst first; the same one about a shared thing is said once."""
    own = _without_consequences(list(chain.from_iterable(one.findings for one in reports)), across)
    return ValidationReport(findings=tuple(sorted({*across.findings, *own}, key=order_of)))


def order_of(finding: Finding) -> tuple[int, str, int, str, str, str]:
    """Give what findings are sorted by: worst first, then by place."""
    rank = list(Severity).index(finding.severity)
    return (rank, finding.path or "", finding.line or 0, finding.focus, finding.rule, finding.message)
