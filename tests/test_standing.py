"""What reviews come to, and how deep citations go."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.causes.causal import causal_links
from graph.model import Citation, Corpus, Iri, Review, Statistic
from graph.standing import DEPTHS, STATUSES, citation_depth, standing
from tests.corpora import claim

DIGEST = "d" * 64
ANN, BEN, CARA = (Iri(f"https://example.org/{name}") for name in ("ann", "ben", "cara"))
STUDY = Iri("https://doi.org/10.1000/1")
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def review(number: int, by: Iri, verdict: str, axis: str = "fidelity", **changes: object) -> Review:
    """Make the record written `number` days after the first."""
    values = {
        "iri": Iri(f"https://example.org/r{number:03}"),
        "claim": Iri("https://example.org/c001"),
        "axis": axis,
        "verdict": verdict,
        "reviewer": by,
        "time": FIRST + timedelta(days=number),
        "passage_hashes": (),
        "digest": DIGEST,
    }
    return Review(**{**values, **changes})


def status(*reviews: Review, authors: tuple[Iri, ...] = ()) -> str:
    """Give the status that the reviews come to."""
    return standing(DIGEST, (), authors, reviews).status


def test_two_independent_people_who_agree_verify_a_claim() -> None:
    """One is not enough, and a second record of the same person is not a second person."""
    assert status(review(1, ANN, "faithful")) == "in-review"
    assert status(review(1, ANN, "faithful"), review(2, ANN, "faithful")) == "in-review"
    assert status(review(1, ANN, "faithful"), review(2, BEN, "faithful")) == "verified"


def test_an_author_of_the_claim_does_not_verify_it() -> None:
    """The author's own review counts as one, but not as an independent one."""
    both = (review(1, ANN, "faithful"), review(2, BEN, "faithful"))
    assert status(*both, authors=(ANN,)) == "in-review"
    assert status(*both, review(3, CARA, "faithful"), authors=(ANN,)) == "verified"


def test_people_who_differ_dispute_a_claim_until_one_changes_their_mind() -> None:
    """The later record of the same person takes the place of the earlier one."""
    both = (review(1, ANN, "faithful"), review(2, BEN, "unfaithful"))
    assert status(*both) == "disputed"
    assert status(*both, review(3, BEN, "faithful")) == "verified"


def test_agreement_that_a_claim_is_not_faithful_disputes_it() -> None:
    """Two people who agree that it must be reworded do not verify it."""
    assert status(review(1, ANN, "needs-rewording"), review(2, BEN, "needs-rewording")) == "disputed"


def test_a_record_that_another_replaces_counts_no_more() -> None:
    """A second reader may settle a dispute by revising the first one's record."""
    first = review(1, ANN, "source-needed", "evidence")
    assert status(first, review(2, BEN, "supported", "evidence")) == "disputed"
    assert status(first, review(2, BEN, "supported", "evidence", revises=first.iri)) == "in-review"


def test_reviews_of_another_wording_or_passage_are_stale() -> None:
    """Whatever they came to: what they looked at is not there any more."""
    old = {"digest": "0" * 64}
    assert status(review(1, ANN, "faithful", **old), review(2, BEN, "faithful", **old)) == "stale"
    assert status(review(1, ANN, "faithful", passage_hashes=("1" * 64,))) == "stale"
    assert status(review(1, ANN, "faithful", **old), review(2, BEN, "faithful")) == "in-review"


def test_evidence_does_not_verify_fidelity() -> None:
    """The two axes are two questions."""
    assert status(review(1, ANN, "faithful"), review(2, BEN, "supported", "evidence")) == "in-review"


def test_the_newest_verdict_on_each_axis_is_named() -> None:
    """Also where it is stale: the status says that."""
    found = standing(
        DIGEST,
        (),
        (),
        [
            review(2, BEN, "needs-rewording"),
            review(1, ANN, "faithful"),
            review(3, ANN, "not-checkable", "evidence", digest="0" * 64),
        ],
    )
    assert found == ("needs-rewording", "not-checkable", "stale")


@given(
    st.lists(
        st.tuples(
            st.sampled_from([ANN, BEN, CARA]),
            st.sampled_from(["faithful", "unfaithful"]),
            st.sampled_from([DIGEST, "0" * 64]),
        ),
        max_size=4,
    )
)
def test_the_order_in_which_records_are_read_does_not_matter(
    records: list[tuple[Iri, str, str]],
) -> None:
    """Records lie in files of their own, in no order."""
    reviews = [
        review(number, by, verdict, digest=digest) for number, (by, verdict, digest) in enumerate(records)
    ]
    found = {standing(DIGEST, (), (), order) for order in permutations(reviews)}
    assert len(found) == 1
    assert found.pop().status in STATUSES


@pytest.mark.parametrize(
    ("citation_status", "depth"),
    [
        ("vague", "unnamed"),
        ("named-unresolved", "named"),
        ("candidate", "candidate"),
        ("resolved", "identified"),
    ],
)
def test_depth_follows_the_status_of_the_citation(citation_status: str, depth: str) -> None:
    """Each step of identification is a depth."""
    citation = Citation(iri=Iri("x"), as_named="a study", status=citation_status)
    assert citation_depth(None, [citation], []) == depth


def test_depth_without_citation_depends_on_there_being_a_figure() -> None:
    """A figure wants a source; other claims have the article's word."""
    figure = Statistic(iri=Iri("x"), measure=Iri("y"), bound="exactly")
    assert citation_depth(figure, [], []) == "none"
    assert citation_depth(None, [], []) == "article"


def test_only_a_review_that_rests_on_the_identified_study_checks_it() -> None:
    """A review of fidelity, one that rests on another study, or a candidate is not enough."""
    cited = Citation(iri=Iri("x"), as_named="a study", status="resolved", study=STUDY)
    supported = review(1, ANN, "supported", "evidence", evidence=(STUDY,))
    other = review(1, ANN, "supported", "evidence", evidence=(Iri("https://doi.org/10.1000/2"),))
    assert citation_depth(None, [cited], [supported]) == "checked"
    assert citation_depth(None, [cited], [other]) == "identified"
    candidate = Citation(iri=Iri("x"), as_named="a study", status="candidate", candidates=(STUDY,))
    assert citation_depth(None, [candidate], [supported]) == "candidate"
    assert min([*DEPTHS], key=DEPTHS.index) == "checked"


@pytest.mark.parametrize(("axis", "verdict"), [("fidelity", "unfaithful"), ("evidence", "contradicted")])
def test_a_claim_that_reviews_reject_makes_no_arrow(axis: str, verdict: str) -> None:
    """It stays among the claims, where editors find it."""
    one = claim(1, "a", 1, "b")
    assert causal_links(Corpus(claims=(one,)))
    assert not causal_links(Corpus(claims=(replace(one, **{axis: verdict}),)))
