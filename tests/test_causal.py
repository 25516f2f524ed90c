"""From claims to signed arrows: which claims make one, how firm it is, what is contested."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.causes.causal import causal_graph, causal_links
from graph.causes.loops import feedback_loops
from graph.standing import DEPTHS, STATUSES
from tests.corpora import claim, con, corpus


def test_a_signed_affirmed_claim_makes_an_arrow() -> None:
    """Source, target and sign come from the claim, and the arrow says on which claim it rests."""
    (link,) = causal_links(corpus([claim(1, "wind", -1, "tears")]))
    assert (link.source, link.target, link.sign) == (con("wind"), con("tears"), -1)
    assert link.key == "wind---tears"
    assert [iri.rpartition("#")[2] for iri in link.claims] == ["c001"]
    assert not link.contested


@pytest.mark.parametrize(
    "silent",
    [
        claim(1, "wind", 1, "tears", polarity="negated"),
        claim(1, "wind", 0, "tears"),
        claim(1, "wind", 1, None),
    ],
    ids=["negated", "unsigned", "a-name-as-object"],
)
def test_other_claims_make_no_arrow(silent: object) -> None:
    """What is denied, what has no sign and what only names something is no arrow."""
    assert causal_links(corpus([silent])) == ()  # type: ignore[list-item]


def test_parallel_claims_share_an_arrow_as_firm_as_the_firmest() -> None:
    """Three claims of one direction are one arrow; its claims stand firmest first."""
    (link,) = causal_links(
        corpus(
            [
                claim(1, "wind", 1, "tears", modality="intended"),
                claim(2, "wind", 1, "tears", modality="possible"),
                claim(3, "wind", 1, "tears", modality="tentative"),
            ]
        )
    )
    assert (link.modality, link.modality_rank) == ("possible", 2)
    assert [iri[-4:] for iri in link.claims] == ["c002", "c003", "c001"]


def test_opposite_arrows_are_both_given_and_contested() -> None:
    """A pair with both signs has two arrows, each marked; the way back is another pair."""
    links = causal_links(
        corpus([claim(1, "wind", 1, "tears"), claim(2, "wind", -1, "tears"), claim(3, "tears", 1, "wind")])
    )
    assert {link.key: link.contested for link in links} == {
        "wind+--tears": True,
        "wind---tears": True,
        "tears+--wind": False,
    }


def test_a_denial_does_not_contest() -> None:
    """Denying an effect is not claiming the opposite effect."""
    (link,) = causal_links(
        corpus([claim(1, "wind", 1, "tears"), claim(2, "wind", -1, "tears", polarity="negated")])
    )
    assert not link.contested


def test_arrows_are_sorted_by_key() -> None:
    """The order of the arrows is that of their keys, whatever that of the claims."""
    links = causal_links(corpus([claim(1, "z", 1, "a"), claim(2, "a", 1, "z"), claim(3, "m", -1, "a")]))
    assert [link.key for link in links] == sorted(link.key for link in links)


def test_the_networkx_graph_holds_every_concept_and_link() -> None:
    """People get a plain multigraph: nodes with label and kind, edges keyed and signed."""
    small = corpus([claim(1, "wind", 1, "tears"), claim(2, "wind", -1, "tears"), claim(3, "sun", 0, "wind")])
    causal = causal_graph(small)
    assert set(causal.nodes) == {con("wind"), con("tears"), con("sun")}
    assert causal.nodes[con("wind")] == {"label": "wind", "kind": "Mechanism"}
    assert set(causal[con("wind")][con("tears")]) == {"wind+--tears", "wind---tears"}
    edge = causal.edges[con("wind"), con("tears"), "wind---tears"]
    assert (edge["sign"], edge["modality"], edge["contested"]) == (-1, "asserted", True)
    assert edge["claims"] == (small.claims[1].iri,)


def test_the_networkx_graph_is_the_callers_own() -> None:
    """Changing one graph changes no other."""
    small = corpus([claim(1, "wind", 1, "tears")])
    causal_graph(small).clear()
    assert len(causal_graph(small)) == 2


_WORDS = st.tuples(st.sampled_from(STATUSES), st.sampled_from(DEPTHS))


@given(st.lists(st.lists(_WORDS, min_size=1, max_size=3), min_size=2, max_size=4))
def test_a_loop_stands_as_its_weakest_arrow_and_an_arrow_as_its_best_claim(
    words: list[list[tuple[str, str]]],
) -> None:
    """Review status and citation depth, each for itself, whatever the firmness."""
    ends = "abcd"[: len(words)]
    claims = [
        replace(claim(10 * place + number, one, 1, other), status=status, citation_depth=depth)
        for place, (one, other, own) in enumerate(zip(ends, ends[1:] + ends[0], words, strict=True))
        for number, (status, depth) in enumerate(own, start=1)
    ]
    links = causal_links(corpus(claims))
    statuses = [min((status for status, _ in own), key=STATUSES.index) for own in words]
    depths = [min((depth for _, depth in own), key=DEPTHS.index) for own in words]
    assert [(link.status, link.citation_depth) for link in links] == list(zip(statuses, depths, strict=True))
    (loop,) = feedback_loops(corpus(claims), links).loops
    assert loop.status == max(statuses, key=STATUSES.index)
    assert loop.citation_depth == max(depths, key=DEPTHS.index)
