"""What reviewers found: append-only records, each of one person on one question about one claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.model.authored import Iri


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who reviews or writes claims, by the name they go by."""

    iri: Iri
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerInterest:
    """An interest that somebody has declared: in `concepts`, or in `organisations`, which are names.

    What an organisation makes or sells is among the concepts. `label` says in a line what it is.
    """

    iri: Iri
    person: Iri
    label: str
    concepts: tuple[Iri, ...]
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A study, named by its DOI or PubMed address."""

    iri: Iri
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A verdict that a review may come to, with the axis whose question it answers.

    `needs_evidence` says that it rests on a study.
    """

    verdict: str
    axis: str
    label: str
    definition: str
    needs_evidence: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a reviewer decided, before it is a record: as in `Review`, `reviewer` by name."""

    claim: Iri
    axis: str
    verdict: str
    reviewer: str
    time: datetime
    passage_hashes: tuple[str, ...]
    digest: str
    note: str | None = None
    evidence: tuple[Study, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One record: `verdict` answers the question of `axis` (``fidelity`` or ``evidence``).

    `time` has a time zone. `passage_hashes` (sorted) and `digest` say what was looked at: the
    hashes of the claim's passages, and the claim itself (``cg-digest-1``). `revises` is an
    earlier record that this one replaces; `evidence` are studies.
    """

    iri: Iri
    claim: Iri
    axis: str
    verdict: str
    reviewer: Iri
    time: datetime
    passage_hashes: tuple[str, ...]
    digest: str
    note: str | None = None
    evidence: tuple[Iri, ...] = ()
    revises: Iri | None = None


@dataclass(frozen=True, slots=True)
class WorkReason:
    """Why a claim wants a look: `kind` in a word, `axis` of the question, `text` a sentence."""

    kind: str
    axis: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """A claim that wants a look; `rank` is that of its first reason, 1 for the most pressing kind."""

    claim: Iri
    rank: int
    reasons: tuple[WorkReason, ...]
