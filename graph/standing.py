"""How a claim stands: what its reviews come to, and how deep its citations go.

Reviews are records that are only added (see `graph.model.Review`); what they come to is computed
here, from those that count. A record no longer counts when another says that it replaces it
(``prov:wasRevisionOf``), when the same person has answered the same question later, or when the
claim or one of its passages has changed since: a verdict covers what was looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from graph.model import Citation, Claim, Iri, Passage, Review, Statistic

FIDELITY = "fidelity"
EVIDENCE = "evidence"
FAITHFUL = "faithful"
#: Independent people who must find a claim faithful before it counts as verified.
INDEPENDENT_REVIEWERS = 2

#: From the best reviewed to the worst.
STATUSES = ("verified", "in-review", "unreviewed", "stale", "disputed")
#: From the deepest citation to none where one is due.
DEPTHS = ("checked", "identified", "candidate", "named", "unnamed", "article", "none")

# What the status of a citation comes to.
_DEPTH_OF = {
    "resolved": "identified",
    "candidate": "candidate",
    "named-unresolved": "named",
    "vague": "unnamed",
    "none": "none",
}


class Standing(NamedTuple):
    """The newest verdict on each axis, None without one, and the status they come to."""

    fidelity: str | None
    evidence: str | None
    status: str


def hashes_of(passages: Iterable[Passage]) -> tuple[str, ...]:
    """Give the hashes of a claim's passages, sorted: with its digest, what a reviewer looks at."""
    return tuple(sorted({passage.sha256 for passage in passages}))


def standing(
    digest: str, passages: Iterable[Passage], authors: Collection[Iri], reviews: Iterable[Review]
) -> Standing:
    """Give how a claim stands, from its `reviews`; linear in them, but for sorting.

    ``unreviewed``: there are none. ``stale``: the newest on an axis looked at another wording of
    the claim or at other passages. ``disputed``: those that count answer a question differently,
    or two independent people agree that the claim is not faithful. ``verified``: two independent
    people, none of them an author of the claim, find it faithful. Else ``in-review``.

    >>> standing("", (), (), ())
    Standing(fidelity=None, evidence=None, status='unreviewed')
    """
    ordered = sorted(reviews, key=_age)
    newest = {review.axis: review for review in ordered}
    hashes = hashes_of(passages)
    fidelity, evidence = newest.get(FIDELITY), newest.get(EVIDENCE)
    return Standing(
        fidelity=fidelity.verdict if fidelity else None,
        evidence=evidence.verdict if evidence else None,
        status=_status(ordered, newest.values(), (digest, hashes), authors),
    )


def _status(
    ordered: list[Review],
    newest: Collection[Review],
    looked_at: tuple[str, tuple[str, ...]],
    authors: Collection[Iri],
) -> str:
    if not ordered:
        return "unreviewed"
    if any(_looked_at(review) != looked_at for review in newest):
        return "stale"
    counted = counting(ordered, *looked_at)
    verdicts: dict[str, set[str]] = defaultdict(set)
    for review in counted:
        verdicts[review.axis].add(review.verdict)
    if any(len(different) > 1 for different in verdicts.values()):
        return "disputed"
    independent = {r.reviewer for r in counted if r.axis == FIDELITY and r.reviewer not in authors}
    if len(independent) < INDEPENDENT_REVIEWERS:
        return "in-review"
    return "verified" if verdicts[FIDELITY] == {FAITHFUL} else "disputed"


def counting(reviews: Iterable[Review], digest: str, hashes: tuple[str, ...]) -> tuple[Review, ...]:
    """Give the reviews that count for a claim with this digest and these passage hashes, oldest first."""
    ordered = sorted(reviews, key=_age)
    replaced = {review.revises for review in ordered}
    latest = {(review.reviewer, review.axis): review for review in ordered}
    return tuple(
        review
        for review in ordered
        if latest[review.reviewer, review.axis] is review
        and review.iri not in replaced
        and _looked_at(review) == (digest, hashes)
    )


def citation_depth(
    statistic: Statistic | None, citations: Iterable[Citation], reviews: Iterable[Review]
) -> str:
    """Give how far the evidence of a claim can be followed, by its deepest citation.

    ``none``: a statistic without any citation; ``article``: no more than the article's word;
    ``unnamed``, ``named``: a study is mentioned, or a journal or author named; ``candidate``: an
    editor has found a likely study; ``identified``: the study is known; ``checked``: a review of
    the evidence rests on that study.
    """
    studies = {study for review in reviews if review.axis == EVIDENCE for study in review.evidence}
    depths = [
        "checked"
        if citation.study is not None and citation.study in studies and citation.status == "resolved"
        else _DEPTH_OF.get(citation.status, "unnamed")
        for citation in citations
    ]
    return min(depths or ["none" if statistic else "article"], key=DEPTHS.index)


def is_rejected(claim: Claim) -> bool:
    """Say whether the newest reviews reject a claim: it then makes no arrow and no direct triple.

    That is so if it does not say what the article says, or if the evidence speaks against it.
    """
    return claim.fidelity == "unfaithful" or claim.evidence == "contradicted"


def _looked_at(review: Review) -> tuple[str, tuple[str, ...]]:
    return review.digest, review.passage_hashes


def _age(review: Review) -> tuple[object, str]:
    """Order reviews by time; those of one moment by name, so that the order is always the same."""
    return review.time, review.iri
