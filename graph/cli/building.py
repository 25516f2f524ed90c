"""The verbs that check and build: ``build``, ``validate``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from graph import pipeline
from graph.cli.notes import check_notes, search_notes
from graph.cli.printing import fail, print_facts, print_json
from graph.cli.steps import Progress
from graph.cli.tables import table
from graph.model import Severity, ValidationReport
from graph.pipeline.pooling import wanted_jobs
from graph.sources import SourceCheck
from graph.store import Data


def build(
    data: Data,
    out: Path,
    sources: Sequence[str],
    *,
    show_passages: bool,
    report_to: str | None,
    blind: str | None,
    strict: bool,
    quiet: bool,
    form: str,
) -> None:
    """Build the site and print what was found."""
    with Progress(quiet=quiet) as progress:
        report = pipeline.build(
            data,
            out,
            sources=sources,
            strict=strict,
            show_passages=show_passages,
            report_to=report_to,
            jobs=wanted_jobs(),
            blind=blind,
            progress=progress,
        )
    if quiet:
        return
    if form == "json":
        print_json(_build_facts(report))
    else:
        click.echo(_build_summary(report))


def validate(data: Data, sources: Sequence[str], *, strict: bool, everything: bool, form: str) -> None:
    """Print the findings and fail where the data break a rule."""
    result = pipeline.validate_data(data, sources, jobs=wanted_jobs())
    report, names = result.report, result.names
    shown = [
        finding
        for finding in report.findings
        if everything or finding.severity is not Severity.INFO or form == "json"
    ]
    facts = {
        "conforms": report.conforms,
        "counts": _counts(report),
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "focus": names.curie(finding.focus),
                "claim": names.curie(finding.claim) if finding.claim else None,
                "label": finding.label,
                "path": finding.path,
                "line": finding.line,
                "message": finding.message,
            }
            for finding in shown
        ],
        "sources": [_check_facts(check) for check in result.checks or ()],
    }
    rows = [
        (
            finding.severity,
            finding.rule,
            ":".join(str(part) for part in (finding.path, finding.line) if part is not None),
            names.curie(finding.focus),
            finding.message,
        )
        for finding in shown
    ]
    if form == "json" or shown:
        print_facts(form, facts, ("severity", "rule", "where", "about", "what to do"), rows)
    if form == "table":
        click.echo(_counted(report, hidden=not everything))
        for line in check_notes(result.checks):
            click.echo(line)
    if not report.conforms or (strict and report.count(Severity.WARNING)):
        fail()


def _build_facts(report: pipeline.BuildReport) -> dict[str, object]:
    return {
        "page": str(report.page),
        "articles": report.articles,
        "articles_built": report.built,
        "concepts": report.concepts,
        "claims": report.claims,
        "claims_by_kind": report.claims_by_kind,
        "links": report.links,
        "loops": len(report.search.loops),
        "loops_complete": report.search.complete,
        "treatments_acting_on_loops": report.acting_treatments,
        "statistics_with_source": report.statistics_with_source,
        "statistics_without_source": report.statistics_without_source,
        **_counts(report),
        "sources": [_check_facts(check) for check in report.source_checks],
    }


def _build_summary(report: pipeline.BuildReport) -> str:
    loops = report.search.loops
    balancing = sum(loop.sign < 0 for loop in loops)
    signs = f"{len(loops) - balancing:,} reinforcing, {balancing:,} balancing"
    rows = [
        *([("articles", report.articles, _worked_on(report))] if report.articles > 1 else []),
        ("concepts", report.concepts, ""),
        ("claims", report.claims, ""),
        *((f"  {kind}", count, "") for kind, count in report.claims_by_kind.items()),
        ("links", report.links, "signed arrows of the causal graph"),
        ("loops", len(loops), signs),
        ("treatments", report.acting_treatments, "said to act on a loop"),
        (
            "statistics",
            report.statistics_with_source + report.statistics_without_source,
            f"{report.statistics_with_source:,} with a source, {report.statistics_without_source:,} without",
        ),
        ("violations", report.count(Severity.VIOLATION), ""),
        ("warnings", report.count(Severity.WARNING), "see them with: claimgraph validate"),
    ]
    notes = [*search_notes(report.search), *check_notes(report.source_checks)]
    if not report.built:
        notes.append("Nothing has changed since the last build: all is as it was.")
    return "\n".join([table(("found", "count", ""), rows), "", *notes, f"Open {report.page}"])


def _worked_on(report: pipeline.BuildReport) -> str:
    same = report.articles - report.built
    return f"{report.built:,} worked on, {same:,} as they were" if same and report.built else ""


def _check_facts(check: SourceCheck) -> dict[str, object]:
    return {"path": check.path, "source": check.source, "passages": check.verdicts}


def _counts(report: ValidationReport | pipeline.BuildReport) -> dict[str, int]:
    return {
        "violations": report.count(Severity.VIOLATION),
        "warnings": report.count(Severity.WARNING),
        "hints": report.count(Severity.INFO),
    }


def _counted(report: ValidationReport, *, hidden: bool) -> str:
    counts = _counts(report)
    more = " (shown with --all)" if hidden and counts["hints"] else ""
    spelt = (f"{count:,} {name.removesuffix('s') if count == 1 else name}" for name, count in counts.items())
    return ", ".join(spelt) + more
