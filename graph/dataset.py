"""The data, loaded and validated: what every verb begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.claims import read_corpus
from graph.errors import DataRefused, NothingToBuild
from graph.model import Corpus, Finding, Severity, ValidationReport
from graph.resources import ontology
from graph.store import ClaimStore, Document, Places, open_store, read_documents
from graph.validation import names_in, validate
from graph.vocab import ONTOLOGY_GRAPH

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """The data, loaded and validated. A context manager that closes its store."""

    path: str
    store: ClaimStore
    documents: tuple[Document, ...]
    report: ValidationReport

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.store.close()


def open_dataset(data: Path | str) -> Dataset:
    """Load and validate the Turtle file or folder `data`; what is wrong is in the report."""
    store = open_store()
    documents = tuple(read_documents(Path(data)))
    for document in documents:
        store.load(document)
    store.load(Document(path="the ontology", graph=ONTOLOGY_GRAPH, text=ontology()))
    return Dataset(path=str(data), store=store, documents=documents, report=validate(store, documents))


def read_valid(dataset: Dataset) -> Corpus:
    """Read the claims of valid data; raises DataRefused for a violation, NothingToBuild for none."""
    refuse(dataset, dataset.report, (Severity.VIOLATION,))
    corpus = read_corpus(dataset.store)
    if not corpus.claims:
        raise NothingToBuild(dataset.path)
    return corpus


def load_corpus(data: Path | str) -> Corpus:
    """Read the claims in the Turtle file or folder `data`.

    Raises DataRefused where the data break a rule, and what `graph.errors` lists for files.
    """
    with open_dataset(data) as dataset:
        return read_valid(dataset)


def refuse(dataset: Dataset, report: ValidationReport, severities: Sequence[Severity]) -> None:
    """Raise DataRefused for the worst of these severities that the report has findings of."""
    for severity in severities:
        bad = [finding for finding in report.findings if finding.severity is severity]
        if bad:
            names = names_in(dataset.store)
            findings = tuple(names.shorten(str(finding)) for finding in bad)
            raise DataRefused(dataset.path, findings, severity)


def placed(finding: Finding, places: Places) -> Finding:
    """Give the finding with the file and line where its claim, or else its focus, starts."""
    place = places.start(finding.claim or finding.focus)
    if place is not None:
        return replace(finding, path=place.path, line=place.line)
    return replace(finding, path=places.path(finding.path or "") or finding.path)
