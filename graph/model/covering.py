"""What became of each sentence of a source: claimed, marked as no claim, or still to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.model.authored import Iri


class SentenceKind(StrEnum):
    """Where a sentence stands: in a paragraph, in an item of a list, or it is a heading."""

    SENTENCE = "sentence"
    ITEM = "item"
    HEADING = "heading"


class Fate(StrEnum):
    """What became of a sentence."""

    CLAIMED = "claimed"
    NO_CLAIM = "no-claim"
    TO_DO = "to-do"


class CueKind(StrEnum):
    """What makes a sentence worth reading first, the most telling first."""

    NUMBER = "number"
    CAUSAL = "causal"
    TREATMENT = "treatment"
    WARNING = "warning"
    NEGATION = "negation"
    HEDGE = "hedge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that say why a sentence matters, as a stretch of the source text."""

    kind: CueKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a source, by its offsets: the text itself is not kept.

    `section` is the section of the data it stands in, before the first heading the source;
    `block` and `item` count as those of passages do. `claims` have a passage in it, `reasons`
    say why places in it are marked as no claim. `left` are the stretches that neither accounts
    for; where there are any, `rank` is the place in the to-do list, from 1, and `cue` what gave it.
    """

    kind: SentenceKind
    section: Iri | None
    block: int
    item: int | None
    start: int
    end: int
    fate: Fate
    claims: tuple[Iri, ...] = ()
    reasons: tuple[str, ...] = ()
    left: tuple[tuple[int, int], ...] = ()
    cue: Cue | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of a source the claims account for: its sentences in reading order.

    `unplaced` are the claims of the source none of whose passages stand in the text.
    """

    source: Iri
    sentences: tuple[Sentence, ...] = ()
    unplaced: tuple[Iri, ...] = ()

    @property
    def to_do(self) -> tuple[Sentence, ...]:
        """The sentences that are left to do, by rank."""
        left = (sentence for sentence in self.sentences if sentence.rank is not None)
        return tuple(sorted(left, key=lambda sentence: sentence.rank or 0))

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do, in either direction."""
        return not self.unplaced and all(sentence.rank is None for sentence in self.sentences)
