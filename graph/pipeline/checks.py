"""The checks that a build begins with, and that people ask for alone."""

from __future__ import annotations

from collections.abc import Sequence

from graph.claims import read_corpus
from graph.dataset import Dataset, open_dataset, placed, read_valid
from graph.model import Corpus, Severity, Source, ValidationReport
from graph.names import Names, names_of
from graph.pipeline.reports import Validation
from graph.sources import SourceCheck, SourceFile, check_sources, read_source_files, recognise
from graph.store import Data, Places
from graph.text.passages import SourceText
from graph.validation import names_in


def validate_data(data: Data, sources: Sequence[str] = ()) -> Validation:
    """Check `data` against the rules and the source texts, as `build` does, and write nothing.

    Data that break a rule are not checked against sources: what they point to may be missing.
    """
    files = read_source_files(sources)
    with open_dataset(data, check=True) as dataset:
        names = names_in(dataset.store)
        if not dataset.report.conforms:
            return Validation(report=dataset.report, checks=None if files else (), names=names)
        report, checks = check_against(dataset, read_valid(dataset), files)
    places = Places(dataset.documents)
    findings = tuple(finding if finding.line else placed(finding, places) for finding in report.findings)
    return Validation(report=ValidationReport(findings=findings), checks=checks, names=names)


def read_for_anchoring(data: Data, source: str) -> tuple[Corpus, Source, SourceText, Names]:
    """Read data that may lack pins, and the source text ``[SLUG=]FILE`` to take them from."""
    (file,) = read_source_files([source])
    with open_dataset(data) as dataset:
        corpus = read_corpus(dataset.store)
    return corpus, recognise(file, corpus), file.text, names_of(corpus)


def check_against(
    dataset: Dataset, corpus: Corpus, files: Sequence[SourceFile]
) -> tuple[ValidationReport, tuple[SourceCheck, ...]]:
    """Check against the source texts; the report is the dataset's with what they showed."""
    checks = check_sources(dataset.store, corpus, files)
    places = Places(dataset.documents)
    found = [placed(finding, places) for check in checks for finding in check.findings]
    findings = sorted(
        (*dataset.report.findings, *found), key=lambda finding: list(Severity).index(finding.severity)
    )
    return ValidationReport(findings=tuple(findings)), checks
