"""Putting reviews into the data folder: decided, checked with all that is there, then written.

`graph.pipeline` knows the order of a build; this is the order of a review.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from graph.dataset import Dataset, open_dataset, read_despite_records
from graph.errors import DataRefused, DecisionsRefused, UsageError
from graph.lookup import find_claim
from graph.model import Claim, Corpus, Decision, Iri, Review, Severity, Study
from graph.names import names_of
from graph.output import write_new
from graph.reviewing.decisions import check_verdict, read_decisions
from graph.reviewing.reviews import Record, compose, study_iri
from graph.standing import hashes_of
from graph.store import Document, read_text
from graph.validation import names_in, validate
from graph.vocab import REVIEWS_FOLDER

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequest:
    """A verdict as people give it: the claim by any of its names, the reviewer by name.

    `evidence` are studies, each a DOI or PubMed number with its title, None if the data know it.
    """

    claim: str
    axis: str
    verdict: str
    reviewer: str
    note: str | None = None
    evidence: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What came of it: the records written with their paths, in order, and the claims as they stand now.

    `known` counts decisions that stood in the data already; `outdated` are the claims that have
    changed since they were looked at.
    """

    written: tuple[tuple[Review, Path], ...]
    known: int
    outdated: tuple[Iri, ...]
    claims: tuple[Claim, ...]
    corpus: Corpus


def utc_now() -> datetime:
    """Give the time, with its zone."""
    return datetime.now(UTC)


def review_claim(data: Path, request: ReviewRequest, clock: Clock = utc_now) -> Recorded:
    """Record one verdict on a claim as it stands, in a file of its own in the folder `data`.

    Nothing is written unless all is well; when this returns, the record is safe on the disk. Takes
    as long as checking the data. Raises NotFound for no such claim, UsageError for a call that
    makes no sense, DecisionsRefused for a verdict that answers another question, DataRefused for a
    record that would break a rule.

    >>> from importlib.resources import files
    >>> from shutil import copy
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = copy(str(files("graph") / "example.ttl"), folder)
    ...     request = ReviewRequest(claim="c001", axis="fidelity", verdict="faithful", reviewer="Ann Example")
    ...     done = review_claim(Path(folder), request)
    ...     [claim.status for claim in done.claims], done.written[0][1].parent.name
    (['in-review'], 'reviews')
    """
    check_folder(data)
    if request.note is not None and not request.note.strip():
        raise UsageError("The note is empty: say something, or leave --note out.")
    with open_dataset(data) as dataset:
        corpus = read_despite_records(dataset)
        claim = find_claim(corpus, request.claim)
        place = names_of(corpus).curie(claim.iri)
        decision = Decision(
            claim=claim.iri,
            axis=request.axis,
            verdict=check_verdict(corpus, request.axis, request.verdict, place),
            reviewer=request.reviewer,
            time=clock(),
            passage_hashes=hashes_of(claim.passages),
            digest=claim.digest,
            note=request.note.strip() if request.note else None,
            evidence=tuple(_studies(corpus, request.evidence)),
        )
        return _record(data, dataset, corpus, [decision])


def import_decisions(
    data: Path, file: Path, *, reviewer: str | None = None, clock: Clock = utc_now
) -> Recorded:
    """Record the decisions of a file that the editors' page downloaded: all, or none if one is bad.

    What stands in the data already is passed over, so that a file can be imported again after a
    crash. Raises as `graph.reviewing.decisions.read_decisions` and `review_claim` do.
    """
    check_folder(data)
    content = read_text(file)
    with open_dataset(data) as dataset:
        corpus = read_despite_records(dataset)
        decisions = read_decisions(content, str(file), corpus, now=clock(), reviewer=reviewer)
        return _record(data, dataset, corpus, decisions)


def append_record(data: Path, record: Record) -> Path:
    """Write one record into the data folder; when this returns, it is safe on the disk."""
    return write_new(data / REVIEWS_FOLDER, record.name, record.document.text)


def check_folder(data: Path) -> None:
    """Raise UsageError where `data` is a file: there is no place beside it for records."""
    if data.is_file():
        raise UsageError(f"{data}: reviews stand in files beside the data: name the folder with --data.")


def _studies(corpus: Corpus, evidence: Iterable[tuple[str, str | None]]) -> Iterable[Study]:
    titles = {study.iri: study.title for study in corpus.studies}
    for written, title in evidence:
        iri = study_iri(written)
        known = titles.get(iri) or (title or "").strip()
        if not known:
            raise UsageError(f"{written}: the data do not know this study: give its title with --title.")
        yield Study(iri=iri, title=known)


def _record(data: Path, dataset: Dataset, corpus: Corpus, decisions: Iterable[Decision]) -> Recorded:
    people = {person.iri: person.name.casefold() for person in corpus.people}
    present = {(r.claim, r.axis, r.time, people.get(r.reviewer)) for r in corpus.reviews}
    need = {answer.verdict for answer in corpus.answers if answer.needs_evidence}
    records: list[Record] = []
    known = 0
    for decision in decisions:
        reviewer = " ".join(decision.reviewer.split()).casefold()
        if (decision.claim, decision.axis, decision.time, reviewer) in present:
            known += 1
            continue
        if decision.verdict in need and not decision.evidence:
            raise DecisionsRefused(
                names_of(corpus).curie(decision.claim),
                f"{decision.verdict!r} rests on a study: give it with --evidence and --title, or choose "
                "source-needed.",
            )
        present.add((decision.claim, decision.axis, decision.time, reviewer))
        record = compose(corpus, decision, token_hex(4))
        corpus = replace(corpus, reviews=(*corpus.reviews, record.review))
        records.append(record)
    check_documents(dataset, [record.document for record in records], "this review")
    claims = {claim.iri: claim for claim in corpus.claims}
    written = tuple((record.review, append_record(data, record)) for record in records)
    looked_at = [(review, claims[review.claim]) for review, _ in written]
    after = {claim.iri: claim for claim in read_despite_records(dataset).claims} if written else claims
    return Recorded(
        written=written,
        known=known,
        outdated=tuple(
            sorted(
                {
                    claim.iri
                    for review, claim in looked_at
                    if (review.digest, review.passage_hashes) != (claim.digest, hashes_of(claim.passages))
                }
            )
        ),
        claims=tuple(after[iri] for iri in sorted({review.claim for review, _ in written})),
        corpus=corpus,
    )


def check_documents(dataset: Dataset, added: Sequence[Document], what: str) -> None:
    """Refuse documents that would break a rule, together with what is there already; `what` they are."""
    for document in added:
        dataset.store.load(document)
    report = validate(dataset.store, (*dataset.documents, *added))
    before = {(finding.rule, finding.focus) for finding in dataset.report.findings}
    names = names_in(dataset.store)
    new = [
        names.shorten(str(finding))
        for finding in report.findings
        if finding.severity is Severity.VIOLATION and (finding.rule, finding.focus) not in before
    ]
    if new:
        raise DataRefused(f"{dataset.path} with {what}", tuple(new))
