"""What an editor should look at next, and why.

The order is that of harm done by a mistake: first warning signs that nobody has found faithful,
then verdicts that hold no more or that people do not share, then figures without a source, claims
in which whoever publishes or has reviewed them has an interest, and causes stated flatly on nobody's
word but the article's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.completeness import BASELINE, COMPARATOR
from graph.interests import DeclaredInterests
from graph.model import Claim, Corpus, Iri, Review, WorkItem, WorkReason
from graph.standing import EVIDENCE, FAITHFUL, FIDELITY, counting, hashes_of
from graph.vocab import AFFIRMED, ASSERTED, RED_FLAG

#: Kinds of reasons, the most pressing first; what a reason of each kind says.
REASONS = {
    "warning-sign": (FIDELITY, "A warning sign that nobody has found faithful: compare it with its passage."),
    "stale": (FIDELITY, "The claim or its passage has changed since it was reviewed: read it again."),
    "disputed": (
        FIDELITY,
        "Reviewers differ, or agree that it is not faithful: settle it, or reword it.",
    ),
    "not-faithful": (
        FIDELITY,
        "Somebody found that it does not say what its passage says: look again.",
    ),
    "no-source": (EVIDENCE, "A figure without any source: look for one, or say that it needs one."),
    "interest": (EVIDENCE, "Whoever publishes it has an interest in it: check the evidence."),
    "reviewer-interest": (
        FIDELITY,
        "Only people with an interest in it have reviewed it: ask somebody without one.",
    ),
    "incomplete": (
        EVIDENCE,
        "A result without what it is compared with: look for it in the study.",
    ),
    "flat-cause": (EVIDENCE, "A cause stated as a fact, on the article's word alone: check the evidence."),
    "candidate": (EVIDENCE, "A study that may be the one meant waits to be confirmed: read it."),
    "fidelity": (FIDELITY, "Not yet found faithful by two independent people: compare it with its passage."),
}
_RANK = {kind: rank for rank, kind in enumerate(REASONS, start=1)}


def list_work(corpus: Corpus) -> tuple[WorkItem, ...]:
    """Give the claims that want a look with the reasons, the most pressing first.

    Ordered by the first reason, then by the number of reasons, then by name. A question that a
    review answers which still counts (see `graph.standing`) is not asked again. Linear.

    >>> from importlib.resources import files
    >>> from graph.dataset import load_corpus
    >>> first = list_work(load_corpus(files("graph") / "example.ttl"))[0]
    >>> first.claim.rpartition("#")[2], [why.kind for why in first.reasons]
    ('c001', ['flat-cause', 'fidelity'])
    >>> list_work(Corpus())
    ()
    """
    reviews: dict[Iri, list[Review]] = defaultdict(list)
    for review in corpus.reviews:
        reviews[review.claim].append(review)
    declared = DeclaredInterests(corpus)
    items = []
    for claim in corpus.claims:
        kinds = sorted(set(_kinds(claim, reviews[claim.iri], declared)), key=_RANK.__getitem__)
        if kinds:
            reasons = tuple(WorkReason(kind, *REASONS[kind]) for kind in kinds)
            items.append(WorkItem(claim=claim.iri, rank=_RANK[kinds[0]], reasons=reasons))
    return tuple(sorted(items, key=lambda item: (item.rank, -len(item.reasons), item.claim)))


def _kinds(claim: Claim, reviews: list[Review], declared: DeclaredInterests) -> Iterator[str]:
    hashes = hashes_of(claim.passages)
    answered = counting(reviews, claim.digest, hashes)
    for axis in (FIDELITY, EVIDENCE):
        own = [review for review in answered if review.axis == axis]
        if own and all(declared.behind(review) for review in own):
            yield "reviewer-interest"
    if claim.kind == RED_FLAG and not any(
        review.axis == FIDELITY and review.verdict == FAITHFUL for review in answered
    ):
        yield "warning-sign"
    if claim.status in {"stale", "disputed"}:
        yield claim.status
    elif any(review.axis == FIDELITY and review.verdict != FAITHFUL for review in answered):
        yield "not-faithful"
    elif claim.status != "verified":
        yield "fidelity"
    if not any(review.axis == EVIDENCE for review in answered):
        yield from _unanswered(claim)


def _unanswered(claim: Claim) -> Iterator[str]:
    """Give the reasons for looking at the evidence, where nobody has."""
    if claim.citation_depth == "none":
        yield "no-source"
    if claim.interests:
        yield "interest"
    if claim.statistic and {COMPARATOR, BASELINE} & set(claim.statistic.missing):
        yield "incomplete"
    if (
        claim.sign
        and claim.polarity == AFFIRMED
        and claim.modality == ASSERTED
        and claim.citation_depth == "article"
    ):
        yield "flat-cause"
    if claim.citation_depth == "candidate" or claim.candidates:
        yield "candidate"
