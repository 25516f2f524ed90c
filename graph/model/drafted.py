"""A draft: what a text seems to claim, for an editor to finish, and what of it is still open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from graph.model.authored import Iri, Passage, Source
from graph.model.findings import ValidationReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A value for a field, by the vocabulary's local name, and why.

    `cue` are words of the text; where none told, `reason` has ours.
    """

    value: str
    cue: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A concept of the data that is named: by which words (`cue`), and where.

    `place` is ``own`` for the passage, else what stands around it: ``sentence``, ``lead-in``,
    ``before``, ``heading`` or ``title``. `start` is the offset of the first word in that text, in code
    points.
    """

    concept: Iri
    cue: str
    place: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFigure:
    """A figure that a claim may report: `value` with its `unit`, or a comparison without (`bound` alone).

    `bound` and `unit` are the ontology's; `months` is a time frame named beside it. `cue` are its words.
    """

    bound: str
    value: Decimal | None
    unit: str | None
    months: int | None
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftClaim:
    """A passage that seems to claim something, with what its words suggest.

    `kind` is None where no word tells, `polarity` where a denial was heard and it is left open what is
    denied (`denial` are its words).
    `predicates` and the mentions are candidates, the likeliest first; nothing of the kind is decided.
    """

    passage: Passage
    shared: bool
    kind: Suggestion | None
    polarity: str | None
    denial: str | None
    modality: Suggestion
    frequency: Suggestion | None
    hedge: str | None
    list: Iri | None
    figure: DraftFigure | None
    predicates: tuple[Suggestion, ...]
    subjects: tuple[Mention, ...]
    objects: tuple[Mention, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftNonClaim:
    """A place that seems to claim nothing, and why."""

    passage: Passage
    reason: Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftList:
    """A list under a lead-in; `kind` is what its words suggest."""

    iri: Iri
    section: Iri
    block: int
    kind: Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a text seems to claim; `turtle` is the file for the editor.

    `source` has what could be read of the article (an empty `url` is not known). `unanchored` counts
    sentences that no few words lead to: mostly they repeat others word for word.
    """

    source: Source
    lists: tuple[DraftList, ...]
    claims: tuple[DraftClaim, ...]
    non_claims: tuple[DraftNonClaim, ...]
    unanchored: int
    turtle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMark:
    """A place of a draft that is not decided: the `node` it stands on, the `field`, what it says.

    `suggested` says that a value stands there which nobody has confirmed; else it is to be written.
    `line` is where the node's description starts, from 1, as far as known.
    """

    node: Iri
    field: str
    text: str
    suggested: bool
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftState:
    """What is left to do on the draft at `path`: its marks, in order of the file.

    Where none is left, `report` says what the rules find in it among the data, as if it were named
    `target`; None as long as something is open.
    """

    path: str
    target: str
    marks: tuple[OpenMark, ...]
    report: ValidationReport | None

    @property
    def finished(self) -> bool:
        """Whether nothing is open, and no rule is broken."""
        return self.report is not None and self.report.conforms
