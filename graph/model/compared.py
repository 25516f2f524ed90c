"""What a new edition of an article made of its claims, and what it says that none of them speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph.model.authored import Iri
from graph.model.covering import Sentence
from graph.model.findings import Verdict


class EditionFate(StrEnum):
    """What became of a passage in another edition, and of a claim, which shares that of its worst passage.

    The worst first: where several are true of a passage, the first of them is its fate.
    """

    GONE = "gone"
    NUMBER = "number changed"
    HEDGE = "hedge changed"
    REWORDED = "reworded"
    MOVED = "moved"
    SAME = "same"

    @property
    def holds(self) -> bool:
        """Whether the words are the same, wherever they stand."""
        return self in (EditionFate.MOVED, EditionFate.SAME)

    @property
    def rank(self) -> int:
        """Its place among the fates, the worst first, from 0."""
        return list(EditionFate).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where words stand in an edition; `section` is None under no heading that the data know."""

    section: Iri | None
    block: int
    item: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageChange:
    """What became of a passage: `old` and `new` are its places (`new` is None where it is gone).

    `changes` are all fates that are true of its words, the worst first: a number and a hedge may have
    changed together. `score` says how much of its words, weighted, the new ones still hold: 0 to 1.
    `reasons` are sentences, the worst change first; they quote at most five words of an edition at a time.
    `went`: it stands in another section, or in another order among the others, and has not only been
    shifted by what was put in or taken out before it. `is_reframed`: the rest of its
    sentence, or the words that lead into its list, are others now, and may say how firmly, or what to do.
    """

    passage: Iri
    fate: EditionFate
    changes: tuple[EditionFate, ...]
    reasons: tuple[str, ...]
    old: Spot
    new: Spot | None
    score: float
    went: bool = False
    is_reframed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """What became of a claim: `passages` are those that stood in the old edition, the worst fate first."""

    claim: Iri
    passages: tuple[PassageChange, ...]

    @property
    def worst(self) -> PassageChange:
        """The passage that decides the fate."""
        return self.passages[0]

    @property
    def fate(self) -> EditionFate:
        """The fate of its worst passage."""
        return self.passages[0].fate

    @property
    def changes(self) -> tuple[EditionFate, ...]:
        """All fates that are true of the words of a passage of it, the worst first."""
        said = {change for passage in self.passages for change in passage.changes}
        return tuple(fate for fate in EditionFate if fate in said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclaimed:
    """A sentence of the new edition that no claim speaks of; `is_new`: the old one did not have its words.

    The `rank` of the sentence is its place in the list of these, from 1. `is_hedged`: it says how firmly or
    how often.
    """

    sentence: Sentence
    is_new: bool
    is_hedged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDiff:
    """Two editions of `source`, claim by claim.

    `old`, `new` are how messages call the texts; `is_equal` says that they are one edition, `in_common`
    how much of the shorter one's phrases both have, from 0 to 1. `claims` are sorted by fate, the worst
    first, then by IRI. `unverified` are the passages that the old text does not hold word for word: they
    are not compared. `unclaimed` has what is new first, and then the order of coverage.
    """

    source: Iri
    old: str
    new: str
    is_equal: bool
    in_common: float
    claims: tuple[ClaimChange, ...] = ()
    unverified: tuple[Verdict, ...] = ()
    unclaimed: tuple[Unclaimed, ...] = ()

    def count(self, fate: EditionFate) -> int:
        """Count the claims with this fate."""
        return sum(change.fate is fate for change in self.claims)

    def shaken(self, among: Iterable[Iri]) -> tuple[ClaimChange, ...]:
        """Give those of the claims `among` whose words, or those around them, are others, the worst first."""
        wanted = set(among)
        return tuple(
            one
            for one in self.claims
            if one.claim in wanted
            and (not one.fate.holds or any(passage.is_reframed for passage in one.passages))
        )

    @property
    def holds(self) -> bool:
        """Whether at least one claim was compared, all of them, and the words of each are the same."""
        return bool(self.claims) and not self.unverified and all(one.fate.holds for one in self.claims)
