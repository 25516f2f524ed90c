"""What editors are told to look at next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import graph
from graph.model import Citation, Claim, Corpus, Iri, Review, Statistic
from graph.reviewing.worklist import REASONS, list_work
from tests.corpora import SHIPPED, claim

FIGURE = Statistic(iri=Iri("s"), measure=Iri("m"), bound="exactly", missing=("comparator",))


def reasons(one: Claim, *reviews: Review) -> list[str]:
    """Give the reasons for which a claim is listed, in order."""
    return [why.kind for item in list_work(Corpus(claims=(one,), reviews=reviews)) for why in item.reasons]


def review(of: Claim, axis: str, verdict: str) -> Review:
    """Make a review of the claim as it stands."""
    return Review(
        iri=Iri(f"r-{axis}"),
        claim=of.iri,
        axis=axis,
        verdict=verdict,
        reviewer=Iri("ann"),
        time=datetime(2026, 1, 1, tzinfo=UTC),
        passage_hashes=(),
        digest=of.digest,
    )


def test_a_warning_sign_comes_first_until_somebody_finds_it_faithful() -> None:
    """One who finds it unfaithful has not."""
    one = replace(claim(1, "a", 0, "b"), kind="red-flag")
    assert reasons(one)[0] == "warning-sign"
    assert reasons(one, review(one, "fidelity", "unfaithful"))[0] == "warning-sign"
    assert "warning-sign" not in reasons(one, review(one, "fidelity", "faithful"))


def test_what_is_stale_or_disputed_comes_before_what_nobody_has_seen() -> None:
    """A verdict that holds no more misleads."""
    claims = [
        replace(claim(number, "a", 0, "b"), status=status)
        for number, status in enumerate(["unreviewed", "disputed", "stale", "verified"], start=1)
    ]
    assert [item.reasons[0].kind for item in list_work(Corpus(claims=tuple(claims)))] == [
        "stale",
        "disputed",
        "fidelity",
    ]


def test_the_evidence_is_asked_about_until_a_review_answers() -> None:
    """Figures without source, interests, results without comparator, flat causes, candidates."""
    figure = replace(claim(1, "a", 0, "b"), statistic=FIGURE, citation_depth="none", interests=(Iri("i"),))
    assert reasons(figure) == ["no-source", "interest", "incomplete", "fidelity"]
    assert reasons(figure, review(figure, "evidence", "source-needed")) == ["fidelity"]
    assert "flat-cause" in reasons(claim(1, "a", 1, "b"))
    assert "flat-cause" not in reasons(claim(1, "a", 1, "b", modality="possible"))
    cited = Citation(iri=Iri("c"), as_named="a study", status="candidate")
    assert "candidate" in reasons(
        replace(claim(1, "a", 0, "b"), citations=(cited,), citation_depth="candidate")
    )


def test_a_review_that_counts_no_more_answers_nothing() -> None:
    """The claim was edited since."""
    one = replace(claim(1, "a", 1, "b"), digest="1" * 64)
    old = replace(review(one, "evidence", "not-checkable"), digest="0" * 64)
    assert "flat-cause" in reasons(one, old)


def test_the_shipped_list_begins_with_the_warning_signs() -> None:
    """No review ships, so each of them is on it, and every claim at the end."""
    corpus = graph.load_corpus(SHIPPED)
    work = list_work(corpus)
    flags = [entry.iri for entry in corpus.claims if entry.kind == "red-flag"]
    assert flags
    assert sorted(item.claim for item in work[: len(flags)]) == flags
    assert [item.rank for item in work] == sorted(item.rank for item in work)
    assert {why.kind for item in work for why in item.reasons} <= set(REASONS)
    assert len(work) == len(corpus.claims)
    assert not corpus.reviews


def test_what_somebody_found_unfaithful_is_said_and_comes_before_what_nobody_has_seen() -> None:
    """One verdict is no dispute yet, and is not to be lost."""
    one = claim(1, "a", 0, "b")
    assert reasons(one, review(one, "fidelity", "needs-rewording")) == ["not-faithful"]
