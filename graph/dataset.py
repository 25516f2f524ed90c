"""The data, loaded and validated: what every verb begins with."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from graph.articles.blinding import Blindfold, Documents
from graph.articles.shelves import StoreShelf
from graph.claims import read_corpus
from graph.claims.records import read_moment
from graph.errors import BrokenRecordWarning, ClaimsSyntaxError, DataRefused, InvalidIri, NothingToBuild
from graph.model import Corpus, Finding, Severity, ValidationReport
from graph.resources import ontology, query
from graph.store import (
    ClaimStore,
    Data,
    Document,
    Places,
    Stored,
    open_store,
    read_documents,
)
from graph.validation import names_in, validate
from graph.vocab import ONTOLOGY_GRAPH

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self


#: The rule that a file in the folder of reviews holds one whole record.
BROKEN_RECORD = "V15-record"
# Clocks of editors differ by minutes, and a date without a time zone by hours.
_CLOCKS_DIFFER = timedelta(days=1)


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


def open_dataset(data: Data, *, check: bool | None = None, blind: str | None = None) -> Dataset:
    """Load and validate the Turtle files of `data`; what is wrong is in the report.

    With `blind`, the name of a reviewer, without what others found (`graph.articles.blinding`).

    A review record that is no whole record is named there, and the others are loaded. What a store
    holds (`Stored`) was judged when it was loaded, and is judged again only with `check`.
    """
    check = not isinstance(data, Stored) if check is None else check
    if not isinstance(data, Stored):
        return open_documents(_seen(lambda: read_documents(data), blind), _spelt(data), check=check)
    with open_store(data.location, read_only=True) as kept:
        shelf = StoreShelf(kept)
        if not shelf.entries:
            raise NothingToBuild(data.location)
        documents = _seen(lambda: (shelf.read(entry.graph) for entry in shelf.entries), blind)
        return open_documents(documents, data.location, check=check)


def _seen(documents: Documents, blind: str | None) -> Iterable[Document]:
    """Give documents, with `blind` as that reviewer may see them."""
    if blind is None:
        return documents()
    return filter(None, map(Blindfold(documents, blind).see, documents()))


def open_documents(given: Iterable[Document], path: str, *, check: bool = True) -> Dataset:
    """Load and validate documents, which messages call `path` together."""
    store = open_store()
    documents, report = judge(store, given, check=check)
    return Dataset(path=path, store=store, documents=documents, report=report)


def judge(
    store: ClaimStore,
    given: Iterable[Document],
    beside: Sequence[Document] = (),
    *,
    check: bool = True,
    least: Severity = Severity.INFO,
) -> tuple[tuple[Document, ...], ValidationReport]:
    """Load documents into an empty store, and the ontology; give those that could be read, and what is wrong.

    `beside` are needed to judge them, and are not judged; without `check`, nothing is. What is less
    severe than `least` is left out, and hints are counted. A record that is no Turtle is left out; for any
    other document ClaimsSyntaxError or InvalidIri is raised.
    """
    documents, faults = [], []
    for document in given:
        try:
            store.put([document])
        except (ClaimsSyntaxError, InvalidIri) as error:
            if not document.is_record:
                raise
            faults.append(_record_fault(document, error.detail, error.line))
        else:
            documents.append(document)
    faults += _records_without_review(store, documents)
    faults += _reviews_ahead(store)
    store.put([*beside, Document(path="the ontology", graph=ONTOLOGY_GRAPH, text=ontology())])
    if not check:
        return tuple(documents), ValidationReport()
    report = validate(store, documents, beside=[document.graph for document in beside], least=least)
    return tuple(documents), replace(report, findings=(*faults, *report.findings))


def _spelt(data: Data) -> str:
    return str(data) if isinstance(data, (str, Path, Stored)) else ", ".join(map(str, data))


def _records_without_review(store: ClaimStore, documents: Sequence[Document]) -> list[Finding]:
    """Find records cut off where a statement ends: they are Turtle, and say nothing."""
    if not any(document.is_record for document in documents):
        return []
    counts = Counter(row["file"] for row in store.select(query("record-files")))
    return [
        _record_fault(document, f"it holds {counts[document.graph]} reviews", None)
        for document in documents
        if document.is_record and counts[document.graph] != 1
    ]


def _reviews_ahead(store: ClaimStore) -> list[Finding]:
    """Find reviews dated after now: each would count as the newest for as long as the date is ahead."""
    latest = datetime.now(UTC) + _CLOCKS_DIFFER
    return [
        Finding(
            rule="V10-future",
            severity=Severity.VIOLATION,
            focus=row["review"] or "",
            message=f"This review is dated in the future ({row['time']}): correct the date, or delete it.",
        )
        for row in store.select(query("reviews"))
        if read_moment(row["time"] or "") > latest
    ]


def _record_fault(document: Document, detail: str, line: int | None) -> Finding:
    return Finding(
        rule=BROKEN_RECORD,
        severity=Severity.VIOLATION,
        focus=Path(document.path).name,
        message=f"This is not one whole review record ({detail}): restore the file, or delete it.",
        path=document.path,
        line=line,
    )


def broken_records(report: ValidationReport) -> tuple[Finding, ...]:
    """Give the findings of a report that are about review records which are no whole records."""
    return tuple(finding for finding in report.findings if finding.rule == BROKEN_RECORD)


def read_valid(dataset: Dataset) -> Corpus:
    """Read the claims of valid data; raises DataRefused for a violation, NothingToBuild for none."""
    refuse(dataset, dataset.report, (Severity.VIOLATION,))
    corpus = read_corpus(dataset.store)
    if not corpus.claims:
        raise NothingToBuild(dataset.path)
    return corpus


def read_despite_records(dataset: Dataset) -> Corpus:
    """Read the claims as `read_valid` does, but for review records that are no whole records.

    Each of these is a BrokenRecordWarning: a file cut off must not keep anybody from the rest.
    """
    rest = tuple(finding for finding in dataset.report.findings if finding.rule != BROKEN_RECORD)
    corpus = read_valid(replace(dataset, report=ValidationReport(findings=rest)))
    for finding in broken_records(dataset.report):
        warnings.warn(str(finding), BrokenRecordWarning, stacklevel=3)
    return corpus


def load_corpus(data: Data) -> Corpus:
    """Read the claims in the Turtle files of `data`.

    Raises DataRefused where the data break a rule, and what `graph.errors` lists for files; a review
    record that is cut off is a BrokenRecordWarning, and the rest is read.

    >>> from importlib.resources import files
    >>> corpus = load_corpus(files("graph") / "example.ttl")
    >>> corpus.claims[1].label, corpus.claims[1].hedge
    ('Itching may lead to rubbing.', 'may')
    """
    with open_dataset(data) as dataset:
        return read_despite_records(dataset)


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
