"""Which concepts a text speaks of, by the words of their labels, in any inflection.

A concept is named by a label, an alternative label, or a label of a narrower concept: who speaks of
a lumbar hernia speaks of a hernia. Words count by how few concepts they belong to, so that "muscle"
says little where many concepts are about muscles.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from graph.model import Concept, Corpus, Iri
from graph.text.lexicon import content_stems

Stems = frozenset[str]

_BRACKETS = re.compile(r"\(([^()]*)\)")


class Mentions:
    """The concepts of a corpus by the stems of their labels. Made once, linear in labels and kinship."""

    def __init__(self, corpus: Corpus) -> None:
        self._concepts = {concept.iri: concept for concept in corpus.concepts}
        self._terms = {iri: _terms_of(concept) for iri, concept in self._concepts.items()}
        self._below = narrower_of(corpus.concepts)
        counted = Counter(word for terms in self._terms.values() for word in frozenset().union(*terms))
        total = len(self._terms)
        self._weights = {word: math.log(1 + total / count) for word, count in counted.items()}
        self._unknown = math.log(1 + 2 * max(total, 1))
        self._sums: dict[Stems, float] = {}
        self._names: dict[Iri, tuple[Stems, ...]] = {}
        self._by_rarest: dict[str, list[tuple[Stems, Iri]]] = defaultdict(list)
        for iri, terms in self._terms.items():
            for term in terms:
                self._by_rarest[max(term, key=lambda word: (self.weight(word), word))].append((term, iri))

    def label(self, iri: Iri) -> str:
        """Give a concept's label; its IRI where it is unknown."""
        concept = self._concepts.get(iri)
        return concept.label if concept else iri

    def kind(self, iri: Iri) -> str | None:
        """Give the class of a concept; None where it is unknown."""
        concept = self._concepts.get(iri)
        return concept.kind if concept else None

    def weight(self, word: str) -> float:
        """Say how telling a stem is: the more, the fewer concepts have it."""
        return self._weights.get(word, self._unknown)

    def names_of(self, iri: Iri) -> tuple[Stems, ...]:
        """Give the terms by which a concept is named: its own, then those of its narrower concepts."""
        if iri not in self._names:
            family = (iri, *sorted(self._below.get(iri, ())))
            self._names[iri] = tuple(term for one in family for term in self._terms.get(one, ()))
        return self._names[iri]

    def own_names(self, iri: Iri) -> tuple[Stems, ...]:
        """Give the terms by which a concept itself is named."""
        return self._terms.get(iri, ())

    def share(self, term: Stems, said: Stems) -> float:
        """Give the share of a term's weight that is said, from 0 to 1."""
        shared = term & said
        if not shared:
            return 0.0
        return 1.0 if len(shared) == len(term) else self._sum(shared) / self._sum(term)

    def _sum(self, words: Stems) -> float:
        if words not in self._sums:
            self._sums[words] = math.fsum(map(self.weight, words))
        return self._sums[words]

    def are_kin(self, one: Iri, other: Iri) -> bool:
        """Say whether two concepts are one, or one is a kind of the other."""
        return one == other or other in self._below.get(one, ()) or one in self._below.get(other, ())

    def named_in(self, said: Stems) -> Iterator[Iri]:
        """Give the concepts of which a label is said in full, in no order; one may come twice."""
        for word in said:
            for term, iri in self._by_rarest.get(word, ()):
                if term <= said:
                    yield iri


def _terms_of(concept: Concept) -> tuple[Stems, ...]:
    """Give the sets of stems that name a concept; what stands in brackets is a name of its own."""
    found: dict[Stems, None] = {}
    for label in (concept.label, *concept.alt_labels):
        inner = _BRACKETS.findall(label)
        for name in (_BRACKETS.sub(" ", label) if inner else label, *inner):
            stems = frozenset(content_stems(name))
            if stems:
                found[stems] = None
    return tuple(found)


def narrower_of(concepts: Iterable[Concept]) -> dict[Iri, frozenset[Iri]]:
    """Give the concepts below each, however deep; a circle of broader concepts ends."""
    below: dict[Iri, set[Iri]] = defaultdict(set)
    parents = {concept.iri: concept.broader for concept in concepts}
    for iri, over in parents.items():
        todo, seen = list(over), {iri}
        while todo:
            parent = todo.pop()
            if parent not in seen:
                seen.add(parent)
                below[parent].add(iri)
                todo.extend(parents.get(parent, ()))
    return {iri: frozenset(lower) for iri, lower in below.items()}
