"""Which reviews are by people who have an interest in what the claim says.

Interests of publishers stand on the claims that they touch (``cg:conflictOfInterest``); those of
reviewers are declared once, and the claims that they touch are found here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.model import Claim, Corpus, Iri, Review, ReviewerInterest


class DeclaredInterests:
    """Tells of a review which interests of its author touch the claim.

    One touches a claim that names its concept, or one that is narrower than that, in any place; and one
    whose article is published by its organisation, or in which that organisation has an interest.
    What an organisation sells counts as its concepts. An interest counts for all that a person has
    reviewed, before it was declared and after.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._declared: dict[Iri, list[ReviewerInterest]] = defaultdict(list)
        for interest in corpus.declared:
            self._declared[interest.person].append(interest)
        declared = bool(corpus.declared)  # without any, nothing is looked up
        self._claims = {claim.iri: claim for claim in corpus.claims} if declared else {}
        self._broader = {one.iri: one.broader for one in corpus.concepts} if declared else {}
        self._publishers = {source.iri: source.publisher for source in corpus.sources}
        self._parties = {interest.iri: interest.party for interest in corpus.interests}

    def behind(self, review: Review) -> tuple[ReviewerInterest, ...]:
        """Give the interests of the author of `review` that touch its claim, in order of IRI."""
        return self.touching(review.reviewer, review.claim)

    def touching(self, person: Iri, claim: Iri) -> tuple[ReviewerInterest, ...]:
        """Give the interests of a person that touch a claim, in order of IRI."""
        found = self._claims.get(claim)
        own: Sequence[ReviewerInterest] = self._declared.get(person, ())
        if found is None or not own:
            return ()
        concepts = with_broader(self._broader, named_concepts(found))
        behind = {self._publishers.get(place.source) for place in found.passages if place.source}
        behind |= {self._parties.get(iri) for iri in found.interests}
        return tuple(
            one
            for one in own
            if not (concepts.isdisjoint(one.concepts) and behind.isdisjoint(one.organisations))
        )


def named_concepts(claim: Claim) -> list[Iri]:
    """Give the concepts that a claim names in any place, each as often as it does."""
    figure = claim.statistic
    places = [claim.subject, claim.object, *claim.contexts, *claim.mechanisms, *claim.populations]
    if figure is not None:
        places += [figure.measure, figure.population, figure.outcome, figure.comparator]
    return [iri for iri in places if iri is not None]


def with_broader(broader: Mapping[Iri, Sequence[Iri]], concepts: Iterable[Iri]) -> set[Iri]:
    """Give `concepts`, as far as they are keys of `broader`, and all that is broader than these."""
    waiting = list(concepts)
    met: set[Iri] = set()
    while waiting:
        iri = waiting.pop()
        if iri in broader and iri not in met:
            met.add(iri)
            waiting += broader[iri]
    return met
