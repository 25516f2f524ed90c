"""Whether a passage tells of the effect that its claim states: in its direction, affirmed or denied."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.checking.direction import is_borne_out, oppositions
from graph.checking.mentions import Mentions
from graph.checking.relevance.ends import PARTLY, WHOLE, End
from graph.checking.surroundings import Reading, Surrounded
from graph.model import Claim, Iri
from graph.text.cues import Cue
from graph.text.lexicon import content_stems, stem, words_in
from graph.text.wording import quoted
from graph.vocab import NEGATED

Cues = Callable[[str], tuple[Cue, ...]]


class Effects:
    """Judges the direction and the polarity of passages of one text."""

    def __init__(self, mentions: Mentions, around: Surrounded, cues_of: Cues) -> None:
        self._mentions = mentions
        self._around = around
        self._cues_of = cues_of

    def against(self, claim: Claim, target: End, passage: Reading) -> Iterator[str]:
        """Compare polarity, sign and direction with what the passage says of the object it names."""
        cues = self._cues_of(passage.own)
        negations = [cue for cue in cues if cue.kind == "negation"]
        if claim.polarity == NEGATED:
            if not negations and not any(cue.kind == "negation" for cue in self._cues_of(passage.sentence)):
                yield "The claim is a denial, and the passage denies nothing."
            return
        if not claim.sign or claim.object is None or target.own < PARTLY:
            return
        places = (self._places(claim.subject, passage.own), self._places(claim.object, passage.own))
        full = target.own >= WHOLE
        for opposition in oppositions(claim.sign, passage.own, cues, places, in_full=full):
            yield f"The passage {opposition}."

    def unborne(self, claim: Claim, passage: Reading) -> Iterator[str]:
        """Say that nothing tells which way the effect goes, in the passage or in what it stands under."""
        if not claim.sign:
            return
        names = frozenset(word for name in self._names_of(claim) for word in content_stems(name))
        if not any(is_borne_out(claim.sign, self._cues_of(text), text, names) for text in _told_in(passage)):
            yield "No word in the passage or around it says which way the effect goes."

    def unlike_denials(self, claim: Claim, passage: Reading) -> Iterator[str]:
        """Say what words alone leave open: only one of passage and affirmed claim denies something."""
        if claim.polarity == NEGATED:
            return
        own = self._negation_in(claim.label, *self._names_of(claim))
        said = self._negation_in(passage.own)
        if said and not own:
            yield f"The passage denies something ({quoted(said)}), and the claim does not."
        elif own and not said and not self._negation_in(passage.sentence):
            yield f"The claim speaks of what is not ({quoted(own)}), and the passage denies nothing."

    def _names_of(self, claim: Claim) -> list[str]:
        return [self._mentions.label(iri) for iri in (claim.subject, claim.object) if iri is not None]

    def _negation_in(self, *texts: str) -> str | None:
        cues = (cue for text in texts for cue in self._cues_of(text))
        return next((cue.words for cue in cues if cue.kind == "negation"), None)

    def _places(self, iri: Iri, own: str) -> frozenset[int]:
        """Give the offsets of the words by which a passage names a concept, or most of it."""
        stems = self._around.stems(own)
        terms = self._mentions.names_of(iri)
        best = max((self._mentions.share(term, stems) for term in terms), default=0.0)
        if best < PARTLY:
            return frozenset()
        said = frozenset().union(*(term for term in terms if self._mentions.share(term, stems) >= best))
        return frozenset(word.start for word in words_in(own) if stem(word.text) in said)


def _told_in(passage: Reading) -> Iterator[str]:
    """Give the texts that may tell of an effect, each only when the one before does not."""
    yield passage.own
    yield passage.sentence
    yield passage.lead_in
    yield passage.heading
