"""Whether a passage speaks for its claim: of both ends, in its direction, with its hedge and number.

A passage can stand where it should, word for word, and say something else. This gate reads words,
no meanings: it says *supports* only where both ends of the claim are named and nothing speaks
against it, *doubtful* where something does, and *abstains* where words alone cannot tell.

An end is *named* where a label of its concept, or of a narrower one, stands in the passage, in any
inflection. What a passage leaves out may stand around it: in the rest of its sentence, before it,
in the lead-in of its list, in the headings, in the article's title; and what the article is about
throughout need not be named. But one end has to be named by
the passage itself, and the other must not be displaced by another concept of its kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.checking.direction import is_borne_out, oppositions
from graph.checking.mentions import Mentions, Stems
from graph.checking.surroundings import Surrounded, Surroundings
from graph.model import Claim, Corpus, Iri, Relevance, Source, Statistic
from graph.text.cues import Cue, cues_in
from graph.text.figures import Figure, figures_in, look_up
from graph.text.lexicon import content_stems, is_reference, says, stem, words_in
from graph.text.passages import SourceText
from graph.vocab import ASSERTED, NEGATED

SUPPORTS: Final = "supports"
DOUBTFUL: Final = "doubtful"
ABSTAINS: Final = "abstains"

#: A label is said when all its weight is; in part, when this share of it is in the passage itself.
_WHOLE = 0.99
_PARTLY = 0.4
#: Together with what stands around, at least this share of the label must be said.
_ENOUGH = 0.5
#: With less than this in the passage's sentence, nothing there speaks of the end.
_NOTHING = 0.35
_LONGEST_NAME = 80
#: A topic of an article is an end of this share of its claims, and of so many at least.
_SHARE_ABOUT = 0.2
_FEWEST_ABOUT = 5
_HEDGES = ("possible", "tentative", "intended")
_PLACES = ("sentence", "before", "lead_in", "heading", "title")


@dataclass(frozen=True, slots=True)
class _End:
    """How an end of a claim is said: `own` by the passage, `whole` with what is around; shares of 1.

    `near` is with the rest of its sentence only; `rivals` are concepts of its kind named instead.
    """

    role: str
    name: str
    own: float
    near: float
    whole: float
    rivals: tuple[str, ...]

    @property
    def displaced(self) -> bool:
        """Whether the passage names something else in its place."""
        return self.own < _PARTLY and bool(self.rivals)


def judge_relevance(
    corpus: Corpus, source: Source, text: SourceText, places: Mapping[Iri, tuple[int, int]]
) -> tuple[Relevance, ...]:
    """Say of each claim and passage of `source` whether the passage speaks for it; sorted by both.

    `places` gives where passages were found in `text`, in code points, end exclusive; those without
    a place are left out. Linear in claims and text, times the labels below a claim's concepts.
    """
    gate = _Gate(corpus, source, text)
    found = []
    for claim in corpus.claims:
        around = {
            passage.iri: gate.around.around(*places[passage.iri])
            for passage in claim.passages
            if passage.source == source.iri and passage.iri in places
        }
        for iri, surroundings in around.items():
            verdict, reasons = gate.judge(claim, surroundings, tuple(around.values()))
            found.append(Relevance(claim=claim.iri, passage=iri, verdict=verdict, reasons=reasons))
    return tuple(sorted(found, key=lambda entry: (entry.claim, entry.passage)))


class _Gate:
    """Judges passages of one text by the words of one corpus."""

    def __init__(self, corpus: Corpus, source: Source, text: SourceText) -> None:
        self.mentions = Mentions(corpus)
        self.around = Surrounded(source, text)
        self._topics = _topics_of(corpus, source)
        self._cues: dict[str, tuple[Cue, ...]] = {}

    def judge(
        self, claim: Claim, passage: Surroundings, every: tuple[Surroundings, ...]
    ) -> tuple[str, tuple[str, ...]]:
        """Give verdict and reasons; `every` are all passages of the claim: one of them holds its hedge."""
        subject = self._end("subject", claim.subject, None, claim.object, passage)
        target = self._end("object", claim.object, claim.object_literal, claim.subject, passage)
        if _is_measured(claim, passage):
            # What is measured need not be called by its name where its number stands.
            target = _End(target.role, target.name, 1.0, 1.0, 1.0, ())
        against = tuple(self._against(claim, subject, target, passage, every))
        if against:
            return DOUBTFUL, against
        left_open = list(_open_ends(subject, target))
        if not left_open and claim.sign and not self._is_borne_out(claim, passage):
            left_open.append("No word in the passage or around it says which way the effect goes.")
        left_open += self._unlike_denials(claim, passage)
        return (ABSTAINS, tuple(left_open)) if left_open else (SUPPORTS, ())

    def _unlike_denials(self, claim: Claim, passage: Surroundings) -> Iterator[str]:
        """Say what words alone leave open: only one of passage and affirmed claim denies something."""
        if claim.polarity == NEGATED:
            return
        own = self._negation_in(claim.label, *self._names_of(claim))
        said = self._negation_in(passage.own)
        if said and not own:
            yield f"The passage denies something ({_quoted(said)}), and the claim does not."
        elif own and not said and not self._negation_in(passage.sentence):
            yield f"The claim speaks of what is not ({_quoted(own)}), and the passage denies nothing."

    def _names_of(self, claim: Claim) -> list[str]:
        return [self.mentions.label(iri) for iri in (claim.subject, claim.object) if iri is not None]

    def _negation_in(self, *texts: str) -> str | None:
        cues = (cue for text in texts for cue in self._cues_of(text))
        return next((cue.words for cue in cues if cue.kind == "negation"), None)

    def _end(
        self, role: str, iri: Iri | None, literal: str | None, other: Iri | None, passage: Surroundings
    ) -> _End:
        """Measure how an end is said, its name completed by one place around the passage after the other."""
        terms = self.mentions.names_of(iri) if iri else (frozenset(content_stems(literal or "")),)
        own = said = self.around.stems(passage.own)
        shares = [self._share(terms, own)]
        for place in _PLACES:
            if shares[-1] < _WHOLE and getattr(passage, place):
                said |= self.around.stems(getattr(passage, place))
                shares.append(self._share(terms, said))
            else:
                shares.append(shares[-1])
        if iri in self._topics:
            shares[-1] = 1.0
        rivals = () if iri is None or shares[0] >= _WHOLE else self._rivals(iri, other, own)
        name = self.mentions.label(iri) if iri else literal or ""
        return _End(role, name, shares[0], shares[1], shares[-1], rivals)

    def _share(self, terms: tuple[Stems, ...], said: Stems) -> float:
        return max((self.mentions.share(term, said) for term in terms), default=0.0)

    def _rivals(self, iri: Iri, other: Iri | None, own: Stems) -> tuple[str, ...]:
        """Give the concepts of the end's kind that the passage names, and that are neither end's kin."""
        kind = self.mentions.kind(iri)
        found = {
            named
            for named in self.mentions.named_in(own)
            if self.mentions.kind(named) == kind
            and not self.mentions.are_kin(named, iri)
            and not (other and self.mentions.are_kin(named, other))
        }
        return tuple(sorted(map(self.mentions.label, found)))

    def _against(
        self,
        claim: Claim,
        subject: _End,
        target: _End,
        passage: Surroundings,
        every: tuple[Surroundings, ...],
    ) -> Iterator[str]:
        """Say what speaks against the claim, the gravest first."""
        if max(subject.near, target.near) < _NOTHING and not _refers(passage.own):
            yield (
                f"Neither the passage nor the rest of its sentence speaks of {_quoted(subject.name)} "
                f"or of {_quoted(target.name)}."
            )
        if claim.statistic is not None and claim.statistic.value is not None:
            held = look_up(claim.statistic, figures_in(passage.own))
            if held.figure is None:
                yield _other_number(claim.statistic, held.others)
            elif held.figure.bound and not held.bound:
                yield f"It says {_quoted(held.figure.bound)}, the claim {_quoted(claim.statistic.bound)}."
        cues = self._cues_of(passage.own)
        if claim.hedge and not any(
            says(claim.hedge, text) for entry in every for text in (entry.own, entry.sentence, entry.lead_in)
        ):
            yield f"The recorded hedge {_quoted(claim.hedge)} is not said in the passage, nor around it."
        if claim.modality == ASSERTED:
            denied = {cue.start for cue in cues if cue.kind == "negation"}
            hedges = [
                cue
                for cue in cues
                # "cannot" does not hedge, it denies.
                if cue.kind == "modality" and cue.value in _HEDGES and not denied & {cue.end, cue.end + 1}
            ]
            if hedges:
                yield f"The passage hedges with {_quoted(hedges[0].words)}, and the claim is flat."
        yield from self._direction(claim, target, passage, cues)

    def _direction(
        self, claim: Claim, target: _End, passage: Surroundings, cues: tuple[Cue, ...]
    ) -> Iterator[str]:
        """Compare polarity, sign and direction with what the passage says of the object it names."""
        negations = [cue for cue in cues if cue.kind == "negation"]
        if claim.polarity == NEGATED:
            if not negations and not any(cue.kind == "negation" for cue in self._cues_of(passage.sentence)):
                yield "The claim is a denial, and the passage denies nothing."
            return
        if not claim.sign or claim.object is None or target.own < _PARTLY:
            return
        places = (self._places(claim.subject, passage.own), self._places(claim.object, passage.own))
        full = target.own >= _WHOLE
        for opposition in oppositions(claim.sign, passage.own, cues, places, in_full=full):
            yield f"The passage {opposition}."

    def _is_borne_out(self, claim: Claim, passage: Surroundings) -> bool:
        """Say whether the passage, or what it stands under, tells of an effect in the claim's direction."""
        names = frozenset(word for name in self._names_of(claim) for word in content_stems(name))
        texts = (passage.own, passage.sentence, passage.lead_in, passage.heading)
        return any(is_borne_out(claim.sign, self._cues_of(text), text, names) for text in texts)

    def _places(self, iri: Iri, own: str) -> frozenset[int]:
        """Give the offsets of the words by which a passage names a concept, or most of it."""
        stems = self.around.stems(own)
        terms = self.mentions.names_of(iri)
        best = max((self.mentions.share(term, stems) for term in terms), default=0.0)
        if best < _PARTLY:
            return frozenset()
        said = frozenset().union(*(term for term in terms if self.mentions.share(term, stems) >= best))
        return frozenset(word.start for word in words_in(own) if stem(word.text) in said)

    def _cues_of(self, text: str) -> tuple[Cue, ...]:
        if text not in self._cues:
            self._cues[text] = cues_in(text)
        return self._cues[text]


def _topics_of(corpus: Corpus, source: Source) -> frozenset[Iri]:
    """Give what the source is about throughout: concepts that a large part of its claims have as an end."""
    here = [
        claim for claim in corpus.claims if any(passage.source == source.iri for passage in claim.passages)
    ]
    counted = Counter(end for claim in here for end in {claim.subject, claim.object} if end is not None)
    least = max(_FEWEST_ABOUT, len(here) * _SHARE_ABOUT)
    return frozenset(iri for iri, count in counted.items() if count >= least)


def _open_ends(subject: _End, target: _End) -> Iterator[str]:
    """Say what words alone leave open."""
    for end in (subject, target):
        if end.whole < _ENOUGH:
            yield (
                f"Neither the passage nor what stands around it names the {end.role}, {_quoted(end.name)}, "
                "by a label that the data have."
            )
        elif end.displaced:
            yield f"The passage names {_quoted(end.rivals[0])}, and not the {end.role}, {_quoted(end.name)}."
    if max(subject.own, target.own) < _PARTLY:
        yield f"The passage itself names neither {_quoted(subject.name)} nor {_quoted(target.name)}."


def _is_measured(claim: Claim, passage: Surroundings) -> bool:
    """Say whether the claim's object is a measure whose number the passage holds."""
    statistic = claim.statistic
    if statistic is None or claim.object != statistic.measure:
        return False
    return look_up(statistic, figures_in(passage.own)).figure is not None


def _refers(text: str) -> bool:
    """Say whether a text speaks of something by a word for what was named before."""
    return any(is_reference(word.text) for word in words_in(text))


def _other_number(statistic: Statistic, others: tuple[Figure, ...]) -> str:
    wanted = f"{statistic.value:f} ({(statistic.unit or 'number').lower()})"
    said = f"; it gives {', '.join(f'{figure.value:.4g}' for figure in others)} instead" if others else ""
    return f"The passage does not say the statistic's number, {wanted}{said}."


def _quoted(name: str) -> str:
    """Quote a name for a sentence: one line, not too long."""
    words = " ".join(name.split())
    return f"“{words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME] + '…'}”"
