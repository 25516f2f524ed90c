"""How far reviewers agree, and where they do not: the claims to settle, the most harmful first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from graph.causes.causal import causal_links
from graph.causes.loops import feedback_loops
from graph.model import Agreement, AgreementReport, Corpus, Disagreement, Iri, Review
from graph.reviewing.kappa import cohens_kappa, fleiss_kappa
from graph.reviewing.worklist import list_work
from graph.standing import counting, hashes_of
from graph.vocab import RED_FLAG

_PAIR = 2

# What each reviewer found of one claim, by claim: the reviews of one axis that count.
_Judged = Mapping[Iri, Mapping[Iri, Review]]


def measure_agreement(corpus: Corpus) -> AgreementReport:
    """Say how far reviewers agree, for each axis and kind of claim, two by two and all together.

    A reviewer's newest verdict on a claim counts, as it does for the claim's status: not if it was
    revised, nor if the claim or its passage has changed since. Linear in claims and reviews, times the
    pairs of reviewers; where they disagree, the loops of the claims are searched for once.

    >>> measure_agreement(Corpus()).pairs
    ()
    """
    judged, counted = _judgements(corpus)
    kinds = {claim.iri: claim.kind for claim in corpus.claims}
    pairs: list[Agreement] = []
    groups: list[Agreement] = []
    for axis, found in judged.items():
        people = sorted({person for own in found.values() for person in own})
        for pair in combinations(people, _PAIR):
            pairs += _by_kind(axis, found, kinds, pair)
        if len(people) > _PAIR:
            groups += _by_kind(axis, found, kinds, tuple(people))
    return AgreementReport(
        reviews=len(corpus.reviews),
        counted=counted,
        reviewers=tuple(sorted({review.reviewer for review in corpus.reviews})),
        pairs=tuple(pairs),
        groups=tuple(groups),
        disagreements=_disagreements(corpus, judged),
    )


def _judgements(corpus: Corpus) -> tuple[dict[str, _Judged], int]:
    """Give the reviews that count by axis (in the vocabulary's order), claim and person, and their number."""
    reviews: dict[Iri, list[Review]] = defaultdict(list)
    for review in corpus.reviews:
        reviews[review.claim].append(review)
    found: dict[str, dict[Iri, dict[Iri, Review]]] = {answer.axis: {} for answer in corpus.answers}
    counted = 0
    for claim in corpus.claims:
        for review in counting(reviews[claim.iri], claim.digest, hashes_of(claim.passages)):
            found.setdefault(review.axis, {}).setdefault(claim.iri, {})[review.reviewer] = review
            counted += 1
    return {axis: own for axis, own in found.items() if own}, counted


def _by_kind(
    axis: str, judged: _Judged, kinds: Mapping[Iri, str], people: Sequence[Iri]
) -> Iterator[Agreement]:
    """Give the agreement of these people on all claims, then on those of each kind that all have judged."""
    concerned = {iri: own for iri, own in judged.items() if any(person in own for person in people)}
    yield _agreement(axis, None, concerned, people)
    complete = {kinds[iri] for iri, own in concerned.items() if all(person in own for person in people)}
    for kind in sorted(complete):
        yield _agreement(axis, kind, {iri: concerned[iri] for iri in concerned if kinds[iri] == kind}, people)


def _agreement(axis: str, kind: str | None, judged: _Judged, people: Sequence[Iri]) -> Agreement:
    rows = [
        tuple(own[person].verdict for person in people)
        for own in judged.values()
        if all(person in own for person in people)
    ]
    two = len(people) == _PAIR
    return Agreement(
        axis=axis,
        kind=kind,
        reviewers=tuple(people),
        claims=len(rows),
        agreed=sum(len(set(row)) == 1 for row in rows),
        missing=len(judged) - len(rows),
        kappa=cohens_kappa((row[0], row[1]) for row in rows) if two else fleiss_kappa(rows),
        verdicts=tuple(sorted(Counter(rows).items())) if two else (),
    )


def _disagreements(corpus: Corpus, judged: Mapping[str, _Judged]) -> tuple[Disagreement, ...]:
    """Give what is to be settled: warning signs first, then what most loops rest on, then as the worklist."""
    disputed = [
        (axis, iri, own)
        for axis, found in judged.items()
        for iri, own in found.items()
        if len({review.verdict for review in own.values()}) > 1
    ]
    if not disputed:
        return ()
    loops = _loops_of(corpus)
    claims = {claim.iri: claim for claim in corpus.claims}
    names = {person.iri: person.name for person in corpus.people}
    work = {item.claim: place for place, item in enumerate(list_work(corpus))}
    found = [
        Disagreement(
            claim=iri,
            axis=axis,
            reviews=tuple(sorted(own.values(), key=lambda one: (names.get(one.reviewer, ""), one.reviewer))),
            is_warning=claims[iri].kind == RED_FLAG,
            loops=loops[iri],
        )
        for axis, iri, own in disputed
    ]
    found.sort(key=lambda one: (not one.is_warning, -one.loops, work.get(one.claim, len(work))))
    return tuple(found)


def _loops_of(corpus: Corpus) -> Counter[Iri]:
    """Count the loops in which each claim is an arrow, whatever reviewers found of it."""
    claims = tuple(replace(claim, fidelity=None, evidence=None) for claim in corpus.claims)
    unjudged = replace(corpus, claims=claims)
    links = causal_links(unjudged)
    stated = {link.key: link.claims for link in links}
    loops = feedback_loops(unjudged, links).loops
    return Counter(iri for loop in loops for iri in _claims(loop.links, stated))


def _claims(links: Iterable[str], stated: Mapping[str, Sequence[Iri]]) -> set[Iri]:
    return {iri for key in links for iri in stated[key]}
