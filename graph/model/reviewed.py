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
