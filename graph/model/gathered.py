"""Everything that was read, in one value."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.authored import Claim, ClaimList, Concept, Interest, NonClaim, Predicate, Source
from graph.model.reviewed import Answer, Person, Review, ReviewerInterest, Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Everything the data say, read once. Each tuple is sorted by IRI."""

    sources: tuple[Source, ...] = ()
    concepts: tuple[Concept, ...] = ()
    claims: tuple[Claim, ...] = ()
    lists: tuple[ClaimList, ...] = ()
    interests: tuple[Interest, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    reviews: tuple[Review, ...] = ()
    people: tuple[Person, ...] = ()
    studies: tuple[Study, ...] = ()
    answers: tuple[Answer, ...] = ()
    non_claims: tuple[NonClaim, ...] = ()
    declared: tuple[ReviewerInterest, ...] = ()
