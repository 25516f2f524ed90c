"""Whether a passage speaks of both ends of its claim.

An end is *named* where a label of its concept, or of a narrower one, stands in the passage, in any
inflection. What a passage leaves out may stand around it: in the rest of its sentence, before it,
in the lead-in of its list, in the headings, in the article's title; and what the article is about
throughout need not be named. But one end has to be named by
the passage itself, and the other must not be displaced by another concept of its kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.checking.mentions import Mentions, Stems
from graph.checking.surroundings import Reading, Surrounded
from graph.model import Claim, Corpus, Iri, Source
from graph.text.figures import figures_in, look_up
from graph.text.lexicon import content_stems, is_reference, words_in
from graph.text.wording import quoted

#: A label is said when all its weight is; in part, when this share of it is in the passage itself.
WHOLE: Final = 0.99
PARTLY: Final = 0.4
#: Together with what stands around, at least this share of the label must be said.
_ENOUGH = 0.5
#: With less than this in the passage's sentence, nothing there speaks of the end.
_NOTHING = 0.35
#: A topic of an article is an end of this share of its claims, and of so many at least.
_SHARE_ABOUT = 0.2
_FEWEST_ABOUT = 5
_PLACES = ("sentence", "before", "lead_in", "heading", "title")


@dataclass(frozen=True, slots=True)
class End:
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
        return self.own < PARTLY and bool(self.rivals)


class Ends:
    """Measures how passages of one text name the ends of claims."""

    def __init__(self, corpus: Corpus, source: Source, mentions: Mentions, around: Surrounded) -> None:
        self._mentions = mentions
        self._around = around
        self._topics = _topics_of(corpus, source)

    def named(self, claim: Claim, passage: Reading) -> tuple[End, End]:
        """Give how the passage names subject and object.

        What is measured need not be called by its name where its number stands.
        """
        subject = self._end("subject", claim.subject, None, claim.object, passage)
        target = self._end("object", claim.object, claim.object_literal, claim.subject, passage)
        if _is_measured(claim, passage):
            target = End(target.role, target.name, 1.0, 1.0, 1.0, ())
        return subject, target

    def _end(
        self, role: str, iri: Iri | None, literal: str | None, other: Iri | None, passage: Reading
    ) -> End:
        """Measure how an end is said, its name completed by one place around the passage after the other."""
        terms = self._mentions.names_of(iri) if iri else (frozenset(content_stems(literal or "")),)
        own = said = self._around.stems(passage.own)
        shares = [self._share(terms, own)]
        for place in _PLACES:
            if shares[-1] < WHOLE and (text := getattr(passage, place)):
                said |= self._around.stems(text)
                shares.append(self._share(terms, said))
            else:
                shares.append(shares[-1])
        if iri in self._topics:
            shares[-1] = 1.0
        rivals = () if iri is None or shares[0] >= WHOLE else self._rivals(iri, other, own)
        name = self._mentions.label(iri) if iri else literal or ""
        return End(role, name, shares[0], shares[1], shares[-1], rivals)

    def _share(self, terms: tuple[Stems, ...], said: Stems) -> float:
        return max((self._mentions.share(term, said) for term in terms), default=0.0)

    def _rivals(self, iri: Iri, other: Iri | None, own: Stems) -> tuple[str, ...]:
        """Give the concepts of the end's kind that the passage names, and that are neither end's kin."""
        kind = self._mentions.kind(iri)
        found = {
            named
            for named in self._mentions.named_in(own)
            if self._mentions.kind(named) == kind
            and not self._mentions.are_kin(named, iri)
            and not (other and self._mentions.are_kin(named, other))
        }
        return tuple(sorted(map(self._mentions.label, found)))


def against_ends(subject: End, target: End, passage: Reading) -> Iterator[str]:
    """Say that the passage speaks of neither end, unless a word of it stands for what was named before."""
    if max(subject.near, target.near) < _NOTHING and not _refers(passage.own):
        yield (
            f"Neither the passage nor the rest of its sentence speaks of {quoted(subject.name)} "
            f"or of {quoted(target.name)}."
        )


def open_ends(subject: End, target: End) -> Iterator[str]:
    """Say what words alone leave open."""
    for end in (subject, target):
        if end.whole < _ENOUGH:
            yield (
                f"Neither the passage nor what stands around it names the {end.role}, {quoted(end.name)}, "
                "by a label that the data have."
            )
        elif end.displaced:
            yield (f"The passage names {quoted(end.rivals[0])}, and not the {end.role}, {quoted(end.name)}.")
    if max(subject.own, target.own) < PARTLY:
        yield f"The passage itself names neither {quoted(subject.name)} nor {quoted(target.name)}."


def _topics_of(corpus: Corpus, source: Source) -> frozenset[Iri]:
    """Give what the source is about throughout: concepts that a large part of its claims have as an end."""
    here = [
        claim for claim in corpus.claims if any(passage.source == source.iri for passage in claim.passages)
    ]
    counted = Counter(end for claim in here for end in {claim.subject, claim.object} if end is not None)
    least = max(_FEWEST_ABOUT, len(here) * _SHARE_ABOUT)
    return frozenset(iri for iri, count in counted.items() if count >= least)


def _is_measured(claim: Claim, passage: Reading) -> bool:
    """Say whether the claim's object is a measure whose number the passage holds."""
    statistic = claim.statistic
    if statistic is None or claim.object != statistic.measure:
        return False
    return look_up(statistic, figures_in(passage.own)).figure is not None


def _refers(text: str) -> bool:
    """Say whether a text speaks of something by a word for what was named before."""
    return any(is_reference(word.text) for word in words_in(text))
