"""What claims are filtered by, and what the lenses of the page colour: the same facts as in the model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.causes.causal import causal_links
from graph.causes.loops import feedback_loops
from graph.causes.treatments import loop_breaks
from graph.model import Corpus
from graph.names import link_iri, names_of
from graph.pipeline import load_corpus
from graph.site.facets import facet_data
from graph.site.labels import FONT, card
from graph.site.layout import lay_out
from graph.site.network import network_data
from graph.site.scene import compose
from graph.standing import DEPTHS, STATUSES
from tests.corpora import HOSTILE, SECOND, SHIPPED, claim, corpus

CORPORA = pytest.mark.parametrize("path", [SHIPPED, SECOND, HOSTILE], ids=["shipped", "second", "hostile"])


def read_back(made: Corpus) -> dict[str, list[set[str]]]:
    """Give for each facet the ids of each claim's values, as a reader of the data would find them."""
    return {
        facet["name"]: [
            {facet["values"][number]["id"] for number in ([row] if isinstance(row, int) else row)}
            for row in facet["rows"]
        ]
        for facet in facet_data(made, made.claims, names_of(made))
    }


@CORPORA
def test_every_claim_has_in_each_facet_what_the_model_says(path: Path) -> None:
    """Read back by id, kinds, sections, evidence, interests, status and sign are those of the claim."""
    made = load_corpus(path)
    names = names_of(made)
    kind = {concept.iri: concept.kind for concept in made.concepts}
    found = read_back(made)
    for row, one in enumerate(made.claims):
        assert found["kind"][row] == {kind[iri] for iri in (one.subject, one.object) if iri in kind}
        assert found["section"][row] == ({names.curie(p.section) for p in one.passages} or {"none"})
        assert found["depth"][row] == {one.citation_depth}
        assert found["status"][row] == {one.status}
        assert found["interest"][row] == ({names.curie(iri) for iri in one.interests} or {"none"})
        assert found["sign"][row] == {{1: "plus", -1: "minus", 0: "other"}[one.sign]}
        assert found["modality"][row] == {"denied" if one.polarity == "negated" else one.modality}


def test_only_values_that_occur_are_offered_best_first() -> None:
    """A value nobody has is no filter; reviews and evidence stand in their own order."""
    made = corpus(
        [
            replace(claim(1, "a", 1, "b"), status="disputed", citation_depth="none"),
            replace(claim(2, "b", -1, "a"), status="verified", citation_depth="checked"),
        ]
    )
    values = {
        facet["name"]: [value["id"] for value in facet["values"]]
        for facet in facet_data(made, made.claims, names_of(made))
    }
    assert values["status"] == ["verified", "disputed"]
    assert values["depth"] == ["checked", "none"]
    assert values["sign"] == ["plus", "minus"]
    assert values["interest"] == ["none"]


def test_a_word_nobody_knows_stands_for_itself() -> None:
    """A modality that the vocabulary gains later is a filter all the same, and says how it is drawn."""
    made = corpus([replace(claim(1, "a", 1, "b"), modality="rumoured")])
    facet = next(f for f in facet_data(made, made.claims, names_of(made)) if f["name"] == "modality")
    assert facet["values"] == [{"id": "rumoured", "label": "rumoured", "of": "hedged"}]


def edges_of(made: Corpus) -> list[dict[str, Any]]:
    """Give the arrows of the page's picture."""
    links = causal_links(made)
    search = feedback_loops(made, links)
    scene = compose(made, links, search, loop_breaks(made, links, search.loops))
    cards = {entry.iri: card(entry.label, FONT) for entry in scene.concepts}
    rows = {entry.iri: index for index, entry in enumerate(made.claims)}
    edges: list[dict[str, Any]] = network_data(scene, lay_out(scene, cards), cards, names_of(made), rows)[
        "edges"
    ]
    return edges


def best(words: Iterable[str], order: tuple[str, ...]) -> str:
    """Give the word that comes first in an order."""
    return min(words, key=order.index)


@CORPORA
def test_arrows_say_review_and_evidence_as_links_do(path: Path) -> None:
    """A link's status and citation depth are on its arrow; other arrows have those of their best claim."""
    made = load_corpus(path)
    names = names_of(made)
    links = {names.curie(link_iri(link.key)): link for link in causal_links(made)}
    for edge in edges_of(made):
        own = [made.claims[row] for row in edge["claims"]]
        assert edge["status"] == best((one.status for one in own), STATUSES)
        assert edge["depth"] == best((one.citation_depth for one in own), DEPTHS)
        assert edge["interest"] == any(one.interests for one in own)
        if edge["id"] in links:
            assert (edge["status"], edge["depth"]) == (
                links[edge["id"]].status,
                links[edge["id"]].citation_depth,
            )
