"""What only several articles side by side show, asked of what their files say of shared things alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.articles.shelves import Shelf
from graph.articles.units import ScannedFile
from graph.model import Finding, Severity, ValidationReport
from graph.resources import ontology
from graph.store import Document, Places, open_store
from graph.validation import validate_across
from graph.vocab import ONTOLOGY_GRAPH, namespace_of


class Across(NamedTuple):
    """What files show side by side.

    `told` are focus and rule of what each shows of it by itself, `files` the graphs of the files that
    it is about, each with the findings about it.
    """

    report: ValidationReport
    told: set[tuple[str, str]]
    files: Mapping[str, tuple[Finding, ...]]


def judge_across(files: Sequence[ScannedFile], shelf: Shelf) -> Across:
    """Find what files say differently of one shared thing, with all the places.

    Linear in what they say of shared things; files are read only where something is wrong.
    """
    paths = {entry.graph: entry.path for entry in shelf.entries}
    shared = {file.graph: file.scan.shared for file in files if file.scan.shared}
    owners = {space for file in files for space in file.scan.owned}
    told_in = Counter(iri for described in shared.values() for iri in described)
    with open_store() as store:
        for graph, described in shared.items():
            # What one file alone says contradicts nothing, unless it is of another file's article.
            lines = [
                line
                for iri, one in described.items()
                if told_in[iri] > 1 or namespace_of(iri) in owners
                for line in one.lines
            ]
            if lines:
                text = "".join(f"{line}\n" for line in lines).encode()
                store.load(Document(path=paths[graph], graph=graph, text=text))
        store.load(Document(path="the ontology", graph=ONTOLOGY_GRAPH, text=ontology()))
        report, told = validate_across(store, list(shared), Places([]))
        meant = {finding.focus for finding in report.findings}
        named = [graph for graph, described in shared.items() if meant & described.keys()]
        if named:
            report, told = validate_across(
                store, list(shared), Places([shelf.read(graph) for graph in named])
            )
    about = {
        graph: tuple(found for found in report.findings if found.focus in shared[graph]) for graph in named
    }
    return Across(report, told, about)


def put_together(reports: Iterable[ValidationReport], across: Across) -> ValidationReport:
    """Put the findings of articles together, worst first; the same one about a shared thing is said once."""
    own: dict[tuple[str, str, str], Finding] = {}
    hints = 0
    for one in reports:
        hints += one.hints_counted
        for found in one.findings:
            what = (found.rule, found.focus, found.message)
            # Of a thing that several files describe, the file that does so first is named where it is judged.
            if (found.focus, found.rule) not in across.told and (what not in own or own[what].path is None):
                own[what] = found
    findings = sorted({*across.report.findings, *own.values()}, key=order_of)
    return ValidationReport(findings=tuple(findings), hints_counted=hints)


def order_of(finding: Finding) -> tuple[int, str, int, str, str, str]:
    """Give what findings are sorted by: worst first, then by place."""
    rank = list(Severity).index(finding.severity)
    return (rank, finding.path or "", finding.line or 0, finding.focus, finding.rule, finding.message)
