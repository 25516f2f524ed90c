"""Whether a passage speaks for its claim: of both ends, in its direction, with its hedge and number.

A passage can stand where it should, word for word, and say something else. This gate reads words,
no meanings: it says *supports* only where both ends of the claim are named and nothing speaks
against it, *doubtful* where something does, and *abstains* where words alone cannot tell.

It asks four questions, each in a module of its own: of the ends (`ends`), the number (`numbers`), the
hedge (`hedges`) and the direction (`effects`). What each of them read is noted beside its answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from graph.checking.mentions import Mentions
from graph.checking.relevance import hedges, numbers
from graph.checking.relevance.effects import Effects
from graph.checking.relevance.ends import Ends, against_ends, open_ends
from graph.checking.surroundings import Noted, Reading, Surrounded, Surroundings
from graph.model import Aspect, Claim, Corpus, Iri, Relevance, Source
from graph.text.cues import Cue, cues_in
from graph.text.passages import SourceText

SUPPORTS: Final = "supports"
DOUBTFUL: Final = "doubtful"
ABSTAINS: Final = "abstains"


def judge_relevance(
    corpus: Corpus,
    source: Source,
    text: SourceText,
    places: Mapping[Iri, tuple[int, int]],
    mentions: Mentions | None = None,
) -> tuple[Relevance, ...]:
    """Say of each claim and passage of `source` whether the passage speaks for it; sorted by both.

    `places` gives where passages were found in `text`, in code points, end exclusive; those without
    a place are left out. `mentions` are those of the concepts, where they are at hand. Linear in claims
    and text, times the labels below a claim's concepts.
    """
    gate = _Gate(corpus, source, text, mentions or Mentions(corpus))
    found = []
    for claim in corpus.claims:
        around = {
            passage.iri: gate.around.around(*places[passage.iri])
            for passage in claim.passages
            if passage.source == source.iri and passage.iri in places
        }
        found += [gate.judge(claim, iri, around) for iri in around]
    return tuple(sorted(found, key=lambda entry: (entry.claim, entry.passage)))


class _Gate:
    """Judges passages of one text by the words of one corpus."""

    def __init__(self, corpus: Corpus, source: Source, text: SourceText, mentions: Mentions) -> None:
        self.around = Surrounded(source, text)
        self._ends = Ends(corpus, source, mentions, self.around)
        self._effects = Effects(mentions, self.around, self._cues_of)
        self._cues: dict[str, tuple[Cue, ...]] = {}

    def judge(self, claim: Claim, iri: Iri, around: Mapping[Iri, Surroundings]) -> Relevance:
        """Put the four questions; `around` are all passages of the claim: one of them holds its hedge."""
        passage = Reading(iri, around[iri])
        subject, target = self._ends.named(claim, passage)
        against = list(against_ends(subject, target, passage))
        left_open = list(open_ends(subject, target))
        aspects = [_aspect("ends", against, () if against else left_open, (passage,))]
        if numbers.is_asked(claim):
            passage = Reading(iri, around[iri])
            aspects.append(_aspect("number", numbers.against_number(claim, passage), (), (passage,)))
        if hedges.is_asked(claim):
            every = {one: Reading(one, surroundings) for one, surroundings in around.items()}
            unlike = hedges.against_hedge(claim, every[iri], tuple(every.values()), self._cues_of)
            aspects.append(_aspect("hedge", unlike, (), tuple(every.values())))
        passage = Reading(iri, around[iri])
        opposed = list(self._effects.against(claim, target, passage))
        unborne = [] if opposed else list(self._effects.unborne(claim, passage))
        denials = [] if opposed else list(self._effects.unlike_denials(claim, passage))
        aspects.append(_aspect("direction", opposed, [*unborne, *denials], (passage,)))
        doubts = [reason for one in aspects if one.verdict == DOUBTFUL for reason in one.reasons]
        # Where an end is not named, no more is asked of what happens to it.
        rest = [*left_open, *(() if left_open else unborne), *denials]
        return Relevance(
            claim=claim.iri,
            passage=iri,
            verdict=DOUBTFUL if doubts else ABSTAINS if rest else SUPPORTS,
            reasons=tuple(doubts or rest),
            aspects=tuple(aspects),
        )

    def _cues_of(self, text: str) -> tuple[Cue, ...]:
        if text not in self._cues:
            self._cues[text] = cues_in(text)
        return self._cues[text]


def _aspect(
    rule: str, against: Iterable[str], left_open: Sequence[str], readings: Sequence[Reading]
) -> Aspect:
    doubts = tuple(against)
    return Aspect(
        rule=rule,
        verdict=DOUBTFUL if doubts else ABSTAINS if left_open else SUPPORTS,
        reasons=doubts or tuple(left_open),
        read=tuple(_noted(readings)),
    )


def _noted(readings: Iterable[Reading]) -> Iterator[Noted]:
    for reading in readings:
        yield from sorted(reading.noted)
