"""Which concepts of the data a passage names, and which of them may stand at which end of a predicate.

A concept is named where all words of one of its labels are said, in any inflection. Of two that share
words the one with more of them stays. What a passage leaves out stands around it: in the lead-in of its
list, in the heading, in the title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.checking.mentions import Mentions
from graph.checking.surroundings import Surroundings
from graph.drafting.hearing import cues_of
from graph.drafting.suggesting import MOST_PREDICATES, cue_places
from graph.model import Corpus, Iri, Mention, Suggestion
from graph.text.lexicon import is_content, stem, words_in

#: So many candidates are offered for an end at most.
MOST_CANDIDATES: Final = 6
_AROUND: Final = ("sentence", "lead_in", "before", "heading", "title")
_MOST_AROUND: Final = 3
#: The words of a name stand so near together, in words for each of its own.
_FARTHEST: Final = 6
_LONGEST_CUE_WORDS: Final = 4
_HEDGES: Final = ("modality", "frequency")


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of concept, by local name, that may stand on either side of a predicate (local name)."""

    subject: Mapping[str, frozenset[str]]
    object: Mapping[str, frozenset[str]]


class Namer:
    """Finds the concepts of a corpus in the passages of one text; what is read once is kept."""

    def __init__(self, corpus: Corpus, classes: Classes) -> None:
        self._mentions = Mentions(corpus)
        self._classes = classes
        self._named: dict[str, tuple[tuple[Iri, tuple[int, ...], str], ...]] = {}

    def mentions(self, around: Surroundings, *, item: bool) -> tuple[Mention, ...]:
        """Give the concepts named in a passage, then those around it, each once, in order of the text."""
        found: dict[Iri, Mention] = {}
        for iri, places, cue in self._in(around.own):
            found.setdefault(iri, Mention(concept=iri, cue=cue, place="own", start=places[0]))
        for place in _AROUND:
            if place == "lead_in" and not item:
                continue
            text = getattr(around, place)
            new = [entry for entry in self._in(text) if entry[0] not in found]
            for iri, places, cue in new[:_MOST_AROUND]:
                name = place.replace("_", "-")
                found[iri] = Mention(concept=iri, cue=cue, place=name, start=places[0])
        return tuple(found.values())

    def _in(self, text: str) -> tuple[tuple[Iri, tuple[int, ...], str], ...]:
        """Give the concepts that a text names, with the offsets of their words and the words; memoised."""
        if text not in self._named:
            self._named[text] = tuple(self._find(text))
        return self._named[text]

    def _find(self, text: str) -> Iterator[tuple[Iri, tuple[int, ...], str]]:
        words = words_in(text)
        hedges = {at for cue in cues_of(text) if cue.kind in _HEDGES for at in range(cue.start, cue.end)}
        # "many" is no form of a name, nor is a word that names nothing.
        stems = [
            stem(word.text) if word.start not in hedges and is_content(word.text) else "" for word in words
        ]
        said = frozenset(stems) - {""}
        spans: dict[Iri, tuple[int, ...]] = {}
        for iri in sorted(set(self._mentions.named_in(said))):
            terms = [term for term in self._mentions.own_names(iri) if term <= said]
            best = max((_tightest(stems, term) for term in terms), key=lambda at: (len(at), at[0] - at[-1]))
            if best[-1] - best[0] < _FARTHEST * len(best):
                spans[iri] = best
        kept = {
            iri: at for iri, at in spans.items() if not any(set(at) < set(other) for other in spans.values())
        }
        for iri, at in sorted(kept.items(), key=lambda pair: (pair[1][0], -len(pair[1]), pair[0])):
            cue = " ".join(words[place].text for place in at[:_LONGEST_CUE_WORDS])
            yield iri, tuple(words[place].start for place in at), cue

    def rank(
        self, own: str, suggestions: Sequence[Suggestion], mentions: Sequence[Mention]
    ) -> tuple[tuple[Suggestion, ...], tuple[Mention, ...], tuple[Mention, ...]]:
        """Sort predicates by whether concepts are named that fit them, and candidates for both ends.

        Before the words of the predicate its subject is looked for, after them its object.
        """
        ranked = sorted(suggestions, key=lambda one: not self._fits(one.value, mentions))[:MOST_PREDICATES]
        first = ranked[0].value if ranked else ""
        place = cue_places(own, ranked)
        subjects = sorted(
            (one for one in mentions),
            key=lambda one: (
                not self._may_stand(one, self._classes.subject, first),
                one.place != "own",
                place is not None and one.start > place[0],
            ),
        )
        objects = sorted(
            (one for one in mentions),
            key=lambda one: (
                not self._may_stand(one, self._classes.object, first),
                one.place != "own",
                place is not None and one.start < place[0],
            ),
        )
        return tuple(ranked), tuple(subjects[:MOST_CANDIDATES]), tuple(objects[:MOST_CANDIDATES])

    def _fits(self, predicate: str, mentions: Sequence[Mention]) -> bool:
        """Say whether two concepts are named, one in the passage, that the predicate may join."""
        subjects = [one for one in mentions if self._may_stand(one, self._classes.subject, predicate)]
        if not self._classes.object.get(predicate):
            return bool(subjects)
        objects = [one for one in mentions if self._may_stand(one, self._classes.object, predicate)]
        return any(
            one.concept != other.concept and "own" in (one.place, other.place)
            for one in subjects
            for other in objects
        )

    def _may_stand(self, one: Mention, classes: Mapping[str, frozenset[str]], predicate: str) -> bool:
        allowed = classes.get(predicate)
        return not allowed or self._mentions.kind(one.concept) in allowed


def _tightest(stems: Sequence[str], term: Iterable[str]) -> tuple[int, ...]:
    """Give the places of a term's words that stand nearest together, the first such; each word once."""
    wanted = set(term)
    best: tuple[int, ...] = ()
    for at, word in enumerate(stems):
        if word not in wanted:
            continue
        last: dict[str, int] = {}
        for place in range(at, len(stems)):
            if stems[place] in wanted and stems[place] not in last:
                last[stems[place]] = place
                if len(last) == len(wanted):
                    break
        places = tuple(sorted(last.values()))
        if len(last) == len(wanted) and (not best or places[-1] - places[0] < best[-1] - best[0]):
            best = places
    return best
