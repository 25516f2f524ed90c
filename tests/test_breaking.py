"""What breaks the loops, and the told circles beside the arrows, as the page lists them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph.derivation import derive
from graph.model import ClaimList, Corpus, Iri
from graph.names import names_of
from graph.site import breaking
from graph.site.breaking import MOST_OFFERED, breaking_view
from graph.site.scene import compose, told_items
from graph.site.told import told_view
from tests.corpora import ARTICLE_A, claim, con, concept, corpus

CIRCLE = [claim(1, "a", 1, "b"), claim(2, "b", 1, "a")]
ENDS = [concept("a", "Condition", label="Apple"), concept("b", label="Berry")]


def shown(made: Corpus) -> dict[str, Any]:
    """Give what the page lists of a corpus."""
    derived = derive(made)
    scene = compose(made, derived.links, derived.search, derived.breaks)
    return breaking_view(made, derived.links, derived.search, derived.breaks, scene.loops, names_of(made))


def told(made: Corpus) -> list[dict[str, Any]]:
    """Give the told circles that the page lists."""
    derived = derive(made)
    scene = compose(made, derived.links, derived.search, derived.breaks)
    return told_view(made, derived.links, derived.search, scene.loops, names_of(made))


def test_a_treatment_is_listed_with_the_points_it_acts_on() -> None:
    """Firmest first; for whom and when the claims are limited is said; points of one claim stand together."""
    made = corpus(
        [
            *CIRCLE,
            replace(claim(3, "tea", -1, "a", modality="intended"), contexts=(con("early"),)),
            replace(claim(4, "tea", -1, "b"), populations=(con("adults"),)),
        ],
        [
            *ENDS,
            concept("tea", "SelfCare", label="Tea"),
            concept("early", "Scope", label="Early on"),
            concept("adults", "Scope", label="Adults"),
        ],
    )
    (group,) = shown(made)["groups"]
    (tea,) = group["treatments"]
    assert [(act["points"], act["firm"], act["when"], act["among"]) for act in tea["acts"]] == [
        (["Berry"], "flat", [], ["Adults"]),
        (["Apple"], "aim", ["Early on"], []),
    ]
    assert tea["id"] == "con:tea"


def test_a_broader_name_that_claims_use_is_said() -> None:
    """A treatment of the kind acts on its member, and the page says by which name."""
    made = corpus(
        [*CIRCLE, claim(3, "tea", -1, "fruit")],
        [
            concept("a", "Condition", label="Apple", broader=["fruit"]),
            concept("b", label="Berry"),
            concept("fruit", "Condition", label="Fruit"),
            concept("tea", "SelfCare"),
        ],
    )
    (act,) = shown(made)["groups"][0]["treatments"][0]["acts"]
    assert (act["points"], act["via"]) == (["Apple"], "Fruit")


def test_the_smallest_sets_say_what_they_leave_open() -> None:
    """Loops that nothing acts on are named; of very many sets the others are counted."""
    many = [claim(10 + number, f"t{number}", -1, "a") for number in range(MOST_OFFERED + 3)]
    made = corpus(
        [*CIRCLE, claim(3, "x", 1, "y"), claim(4, "y", 1, "x"), *many],
        [*ENDS, *(concept(f"t{number}", "Treatment") for number in range(MOST_OFFERED + 3))],
    )
    view = shown(made)
    assert len(view["sets"]) == MOST_OFFERED
    assert (view["size"], view["untouched_count"], view["reinforcing"]) == (1, 1, 2)
    assert view["doubt"] is not None
    assert view["doubt"].startswith("3 more such sets")
    assert view["untouched"] == ["R2"] or view["untouched"] == ["R1"]


def test_of_very_many_treatments_the_first_told_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are counted, so that the page stays one that opens."""
    monkeypatch.setattr(breaking, "MOST_SWITCHES", 2)
    many = [claim(10 + number, f"t{number}", -1, "a") for number in range(5)]
    view = shown(
        corpus([*CIRCLE, *many], [*ENDS, *(concept(f"t{number}", "Treatment") for number in range(5))])
    )
    assert sum(len(group["treatments"]) for group in view["groups"]) == 2
    assert view["left_out"] == 3


def test_a_told_circle_stands_beside_the_arrows_it_makes() -> None:
    """Each step has its claims and the number of the arrow in the loop; the loop knows the steps."""
    made = replace(
        corpus(
            [
                claim(1, "a", 1, "b", lists=[("circle", 1)]),
                claim(2, "b", 1, "a", lists=[("circle", 2)], modality="possible"),
            ],
            ENDS,
        ),
        lists=(
            ClaimList(
                iri=Iri(f"{ARTICLE_A}circle"),
                label="The circle",
                kind="ordered-cycle",
                section=Iri(f"{ARTICLE_A}s01"),
                block=1,
            ),
        ),
    )
    (cycle,) = told(made)
    assert (cycle["title"], cycle["loop"], cycle["aligned"]) == ("The circle", "R1", True)
    assert [(one["item"], [c["firm"] for c in one["claims"]]) for one in cycle["steps"]] == [
        (1, ["flat"]),
        (2, ["hedged"]),
    ]
    assert [one["arrows"][0]["step"] for one in cycle["steps"]] == [1, 2]
    derived = derive(made)
    scene = compose(made, derived.links, derived.search, derived.breaks)
    assert told_items(scene.loops[0].loop, made, derived.links) == [[1], [2]]


def test_where_telling_and_arrows_differ_the_step_says_so() -> None:
    """A step whose arrow no other step follows is told to leave the circle open."""
    made = replace(
        corpus([claim(1, "a", 1, "b", lists=[("circle", 1)]), claim(2, "c", 1, "a", lists=[("circle", 2)])]),
        lists=(
            ClaimList(
                iri=Iri(f"{ARTICLE_A}circle"),
                label="The circle",
                kind="ordered-cycle",
                section=Iri(f"{ARTICLE_A}s01"),
                block=1,
            ),
        ),
    )
    (cycle,) = told(made)
    assert not cycle["aligned"]
    assert cycle["loop"] is None
    assert any(one["differences"] for one in cycle["steps"])
