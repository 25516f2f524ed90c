"""Data sets with invented reviews, for tests of what is made of these."""

from __future__ import annotations

import random
import shutil
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.model import Corpus, Decision, Iri, Study
from graph.reviewing.reviews import Record, compose
from graph.standing import hashes_of
from tests.corpora import SECOND

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
#: Reviewers who do not exist; each leaves traces that can be found again (`traces`).
PEOPLE = ("Ann Example", "Ben Example", "Cleo Example", "Dara Example")


def trace(person: str, number: int) -> str:
    """Give a word that only a review of that person holds."""
    return f"zq{person.split(maxsplit=1)[0].lower()}{number}qz"


def random_records(
    corpus: Corpus, seed: int, people: Sequence[str] = PEOPLE, count: int = 30
) -> list[Record]:
    """Make random reviews of random claims by random people: every verdict, minds that change, evidence."""
    chance = random.Random(seed)
    studies = {answer.verdict: answer.needs_evidence for answer in corpus.answers}
    claims = chance.sample(corpus.claims, min(len(corpus.claims), 8))
    known = corpus
    records = []
    for number in range(count):
        claim = chance.choice(claims)
        answer = chance.choice(corpus.answers)
        person = chance.choice(people)
        word = trace(person, number)
        cited = studies[answer.verdict] or chance.random() < 0.2
        decision = Decision(
            claim=claim.iri,
            axis=answer.axis,
            verdict=answer.verdict,
            reviewer=person,
            time=START + timedelta(minutes=chance.randrange(40_000), seconds=number % 60),
            passage_hashes=hashes_of(claim.passages),
            digest=claim.digest if chance.random() < 0.9 else "0" * 64,
            note=f"Because {word}." if chance.random() < 0.7 else None,
            evidence=(Study(iri=Iri(f"https://doi.org/10.1000/{word}"), title=f"A study of {word}"),)
            if cited
            else (),
        )
        record = compose(known, decision, f"{chance.randrange(16**8):08x}")
        known = with_record(known, record)
        records.append(record)
    return records


def with_record(corpus: Corpus, record: Record) -> Corpus:
    """Give a corpus that knows a record, so that a later one can revise it."""
    return replace(corpus, reviews=(*corpus.reviews, record.review))


def write_records(folder: Path, records: Collection[Record], data: Path = SECOND) -> Path:
    """Copy a data set with these records beside it."""
    shutil.copytree(data, folder)
    (folder / "reviews").mkdir()
    for record in records:
        (folder / "reviews" / record.name).write_bytes(record.document.text)
    return folder


def by(records: Collection[Record], person: str) -> list[Record]:
    """Give the records of one person."""
    slug = person.lower().replace(" ", "-")
    return [record for record in records if record.review.reviewer.endswith(f"#{slug}")]
