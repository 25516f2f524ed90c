"""What people wrote: sources, concepts, claims and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NewType

Iri = NewType("Iri", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A headed part of a source; `position` is its place in reading order, from 1."""

    iri: Iri
    title: str
    position: int
    parent: Iri


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication whose claims are recorded. `length` and `sha256` are of its normalised text."""

    iri: Iri
    title: str
    url: str
    publisher: str | None
    published: str | None
    normalization: str | None
    length: int | None
    sha256: str | None
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A concept's counterpart elsewhere; `relation` is a SKOS mapping property."""

    relation: Iri
    iri: Iri


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """Anything a claim is about; `kind` is the local name of its class.

    `label` is the English one, or the first by language where there is none; `translations` are the
    preferred labels in other languages, by their BCP 47 tag in small letters.
    """

    iri: Iri
    kind: str
    label: str
    alt_labels: tuple[str, ...] = ()
    definition: str | None = None
    broader: tuple[Iri, ...] = ()
    mappings: tuple[Mapping, ...] = ()
    translations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The stretch of a source that a claim rests on: pointed at, never stored."""

    iri: Iri
    source: Iri | None
    section: Iri
    block: int
    item: int | None
    start: int
    end: int
    sha256: str
    anchor_prefix: str | None
    anchor_start: str
    anchor_end: str | None
    deep_link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """A figure, or a comparison without one. `months` is the time frame.

    `denominator` is the number of people or things that a share is of; `baseline` the value that
    a comparison starts from. Derived: `expected` and `missing` name what a reader would ask for,
    and what of that is not stated (see `graph.completeness`).
    """

    iri: Iri
    measure: Iri
    bound: str
    value: Decimal | None = None
    unit: str | None = None
    population: Iri | None = None
    outcome: Iri | None = None
    comparator: Iri | None = None
    months: int | None = None
    stated_significance: str | None = None
    denominator: int | None = None
    baseline: Decimal | None = None
    expected: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a source names as its evidence, as precisely as it does."""

    iri: Iri
    as_named: str
    status: str
    study: Iri | None = None
    candidates: tuple[Iri, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """A party's interest in what it writes about; `party` is a name."""

    iri: Iri
    label: str
    party: str
    concepts: tuple[Iri, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimList:
    """A list of a source whose lead-in governs its items; `block` counts under the heading."""

    iri: Iri
    label: str
    kind: str
    section: Iri
    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlace:
    """A claim's place in a list: one for each item in which the list states it."""

    list: Iri
    kind: str
    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A relation a claim may state; `sign` is 1, -1 or 0 (see the ontology)."""

    iri: Iri
    label: str
    sign: int
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing a source says. `modality_rank` is 1 for the firmest modality.

    `object` is None exactly when the object is a name (`object_literal`). `passages` keep the
    order of the source text, `lists` that of list and item.

    Derived: `digest` of what people wrote (``cg-digest-1``); `fidelity` and `evidence`, the
    verdict of the newest review on each axis; `status` and `citation_depth` (see `graph.standing`).
    `authors` wrote the claim, or the file it stands in. `candidates` are studies that an editor
    found for a claim whose source names none; nobody has confirmed them.
    """

    iri: Iri
    label: str
    kind: str
    subject: Iri
    predicate: Iri
    object: Iri | None
    object_literal: str | None
    sign: int
    polarity: str
    modality: str
    modality_rank: int
    frequency: str | None = None
    hedge: str | None = None
    contexts: tuple[Iri, ...] = ()
    mechanisms: tuple[Iri, ...] = ()
    populations: tuple[Iri, ...] = ()
    lists: tuple[ListPlace, ...] = ()
    passages: tuple[Passage, ...] = ()
    statistic: Statistic | None = None
    citations: tuple[Citation, ...] = ()
    interests: tuple[Iri, ...] = ()
    candidates: tuple[Iri, ...] = ()
    authors: tuple[Iri, ...] = ()
    digest: str = ""
    fidelity: str | None = None
    evidence: str | None = None
    status: str = "unreviewed"
    citation_depth: str = "article"


@dataclass(frozen=True, slots=True, kw_only=True)
class NonClaim:
    """Places of a source that were read and state no claim; `reason` says why.

    `passages` keep the order of the source text.
    """

    iri: Iri
    reason: str
    passages: tuple[Passage, ...] = ()
