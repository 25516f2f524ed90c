"""The shared language of the stages: frozen values, no behaviour beyond looking things up.

IRIs are full addresses as ``str``. Closed values (kind, modality, bound …) are the bare words of
the ontology: the local name without the marker of its set (``possible``, ``at-most``, ``vague``
for ``cg:cit-vague``, ``causal`` for ``cg:kind-causal``). Offsets count Unicode code points of the
normalised source text, from 0, end exclusive (Web Annotation *text position selector*);
sections, blocks, items, lines and columns count from 1. Tuples are sorted by IRI where nothing
else is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NewType

Iri = NewType("Iri", str)


class Severity(StrEnum):
    """How much a broken rule matters (SHACL severities)."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


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
    """Anything a claim is about; `kind` is the local name of its class."""

    iri: Iri
    kind: str
    label: str
    alt_labels: tuple[str, ...] = ()
    definition: str | None = None
    broader: tuple[Iri, ...] = ()
    mappings: tuple[Mapping, ...] = ()


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
    """A figure, or a comparison without one. `months` is the time frame."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Everything the data say, read once. Each tuple is sorted by IRI."""

    sources: tuple[Source, ...] = ()
    concepts: tuple[Concept, ...] = ()
    claims: tuple[Claim, ...] = ()
    lists: tuple[ClaimList, ...] = ()
    interests: tuple[Interest, ...] = ()
    predicates: tuple[Predicate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One signed arrow of the causal graph, with the claims it rests on, firmest first.

    `key` names it by its ends and sign; `modality` is that of its firmest claim; `contested`
    says that the opposite arrow between the same ends is claimed too.
    """

    key: str
    source: Iri
    target: Iri
    sign: int
    claims: tuple[Iri, ...]
    modality: str
    modality_rank: int
    contested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """A feedback loop: `links[i]` leads from `nodes[i]` to the next node, the last to the first.

    `sign` is the product of the links': 1 reinforcing, -1 balancing. `modality` is that of the
    weakest link. `declared_by` is the ordered-cycle list in which a source tells this loop.
    """

    key: str
    sign: int
    nodes: tuple[Iri, ...]
    links: tuple[str, ...]
    modality: str
    modality_rank: int
    declared_by: Iri | None
    contested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopSearch:
    """What the search for loops found, and what it could not list.

    `loops` are sorted by length, then firmness (weakest link first by rank), then key.
    `complete` is False when only loops of up to `longest` nodes are listed; `self_links` are
    arrows from a concept to itself, which are no loops; `untold` are the ordered-cycle lists
    that no loop covers.
    """

    loops: tuple[Loop, ...]
    complete: bool
    longest: int | None
    self_links: tuple[str, ...]
    untold: tuple[Iri, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopBreak:
    """A treatment that claims say acts against a point of a loop: exactly one of `node`, `link`.

    `via` is the concept the claims name where it is a broader or narrower one than `node`.
    """

    treatment: Iri
    loop: str
    node: Iri | None
    link: str | None
    via: Iri | None
    claims: tuple[Iri, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One broken rule. `rule` is the id (``V01-label``), `focus` the node it is about.

    `claim` is the claim the focus belongs to, `label` its label; `path`, `line` say where it
    starts in the data, as far as known.
    """

    rule: str
    severity: Severity
    focus: str
    message: str
    claim: Iri | None = None
    label: str | None = None
    path: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        label = f" ({self.label})" if self.label else ""
        return f"{place}{': ' if place else ''}{self.severity} {self.rule}: {self.focus}{label}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationReport:
    """All findings, worst first, then by focus node and rule."""

    findings: tuple[Finding, ...] = ()

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings and hints do not count."""
        return self.count(Severity.VIOLATION) == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a passage stands to a source text: `verdict` is exact, moved, changed or missing.

    `start`, `end` say where it was found in that text (None: missing), `located_by` how:
    position, anchors or hash. `findings` are the rules it breaks.
    """

    passage: Iri
    claims: tuple[Iri, ...]
    verdict: str
    start: int | None
    end: int | None
    located_by: str | None
    findings: tuple[Finding, ...] = ()
