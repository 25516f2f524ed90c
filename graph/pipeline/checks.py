"""The checks that a build begins with, and that people ask for alone."""

from __future__ import annotations

from collections.abc import Sequence

from graph.claims import read_corpus
from graph.dataset import Dataset, open_dataset, placed
from graph.model import Corpus, Severity, Source, ValidationReport
from graph.names import Names, names_of
from graph.sources import SourceCheck, SourceFile, check_sources, read_source_files, recognise
from graph.store import Data, Places
from graph.text.passages import SourceText


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
