"""The checks alone: of little data all at once, of much article by article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.articles.shelves import Shelf
from graph.dataset import open_dataset, placed, read_valid
from graph.model import Severity, ValidationReport
from graph.names import Names, with_articles
from graph.pipeline.across import judge_across, order_of, put_together
from graph.pipeline.article import Wish, make_job, work_on
from graph.pipeline.checks import check_against
from graph.pipeline.corpus import scan_shelf
from graph.pipeline.pooling import spread
from graph.pipeline.reports import Validation
from graph.pipeline.shelving import is_large, open_shelf
from graph.pipeline.sourcing import check_texts
from graph.sources import SourceFile, read_source_files
from graph.store import Data, Places
from graph.validation import names_in


def validate_data(data: Data, sources: Sequence[str] = (), *, jobs: int = 1) -> Validation:
    """Check `data` against the rules and the source texts, as `build` does, and write nothing.

    Data that break a rule are not checked against sources: what they point to may be missing. Many
    articles are spread over `jobs` processes (see `graph.pipeline.build`).
    """
    files = read_source_files(sources)
    with open_shelf(data) as shelf:
        if is_large(shelf):
            return _validate_many(shelf, files, jobs)
    with open_dataset(data, check=True) as dataset:
        names = names_in(dataset.store)
        if not dataset.report.conforms:
            return Validation(report=dataset.report, checks=None if files else (), names=names)
        report, checks = check_against(dataset, read_valid(dataset), files)
    places = Places(dataset.documents)
    findings = tuple(finding if finding.line else placed(finding, places) for finding in report.findings)
    return Validation(report=ValidationReport(findings=findings), checks=checks, names=names)


def _validate_many(shelf: Shelf, sources: Sequence[SourceFile], jobs: int) -> Validation:
    files, units = scan_shelf(shelf, None, salt="", jobs=jobs, progress=lambda _: None)
    tasks = (make_job(unit, shelf, Wish(least=Severity.INFO)) for unit in units)
    worked = [done for _, done in spread(work_on, tasks, count=len(units), jobs=jobs)]
    report = put_together((one.report for one in worked), judge_across(files, shelf))
    names = Names(with_articles(iri for unit in units for iri in unit.articles))
    if not report.conforms:
        return Validation(report=report, checks=None if sources else (), names=names)
    articles = [(unit, one.articles) for unit, one in zip(units, worked, strict=True)]
    slugs = {iri: names.curie(iri).partition(":")[0] for unit in units for iri in unit.articles}
    checks, found = check_texts(shelf, articles, slugs, sources)
    report = replace(report, findings=tuple(sorted((*report.findings, *found), key=order_of)))
    return Validation(report=report, checks=checks, names=names)
