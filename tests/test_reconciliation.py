"""What the page says is what graph.json says, and a reader of both would notice if it were not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.derivation import derive
from graph.facts import facts_of
from graph.model import Claim, Corpus, Iri
from graph.pipeline import load_corpus
from graph.site import render_page
from tests.corpora import HOSTILE, SECOND, SHIPPED
from tests.reconciler import reconcile

Change = Callable[[Claim], Claim]


def page_and_facts(made: Corpus) -> tuple[str, dict[str, Any]]:
    """Give the page of a corpus, and its graph.json as other programs read it."""
    derived = derive(made)
    facts = facts_of(made, derived.links, derived.search.loops, derived.breaks)
    page = render_page(made, derived.links, derived.search, derived.breaks, facts)
    return page, json.loads(json.dumps(facts))


@pytest.fixture(scope="module")
def shipped() -> Corpus:
    """Read the data that ship."""
    return load_corpus(SHIPPED)


@pytest.fixture(scope="module")
def shipped_facts(shipped: Corpus) -> dict[str, Any]:
    """Give the facts of the data that ship."""
    return page_and_facts(shipped)[1]


@pytest.mark.parametrize("data", [SHIPPED, SECOND, HOSTILE], ids=["shipped", "second", "hostile"])
def test_the_page_says_what_the_facts_say(data: Path) -> None:
    """Table, cards, picture, loops and lists: no difference."""
    assert reconcile(*page_and_facts(load_corpus(data))) == []


def altered(made: Corpus, wanted: Callable[[Claim], bool], change: Change) -> tuple[Corpus, Claim]:
    """Change the first claim that is wanted; give the corpus with it, and the claim as it was."""
    chosen = next(claim for claim in made.claims if wanted(claim))
    claims = tuple(change(claim) if claim is chosen else claim for claim in made.claims)
    return replace(made, claims=claims), chosen


def has_value(claim: Claim) -> bool:
    """Whether a claim has a figure with a number."""
    return claim.statistic is not None and claim.statistic.value is not None


def figure(claim: Claim, **fields: Any) -> Claim:
    """Change the figure of a claim."""
    assert claim.statistic is not None
    return replace(claim, statistic=replace(claim.statistic, **fields))


SEEDED: dict[str, tuple[Callable[[Claim], bool], Change, str]] = {
    "flipped sign": (lambda c: c.sign > 0, lambda c: replace(c, sign=-1), "arrow"),
    "rounded number": (has_value, lambda c: figure(c, value=Decimal("77.7")), "figure"),
    "other bound": (
        lambda c: c.statistic is not None and c.statistic.bound == "at-most",
        lambda c: figure(c, bound="exactly"),
        "figure",
    ),
    "lost population": (
        lambda c: c.statistic is not None and c.statistic.population is not None,
        lambda c: figure(c, population=None),
        "figure",
    ),
    "lost figure": (has_value, lambda c: replace(c, statistic=None), "figure"),
    "stale status": (lambda c: bool(c.iri), lambda c: replace(c, status="stale"), "status"),
    "deeper citation": (lambda c: bool(c.iri), lambda c: replace(c, citation_depth="checked"), "status"),
    "lost hedge": (lambda c: c.hedge is not None, lambda c: replace(c, hedge=None), "firmness"),
    "firmer": (
        lambda c: c.modality == "possible" and c.sign != 0,
        lambda c: replace(c, modality="asserted", modality_rank=1),
        "firmness",
    ),
    "lost interest": (lambda c: bool(c.interests), lambda c: replace(c, interests=()), "interests"),
    "lost denial": (lambda c: c.polarity == "negated", lambda c: replace(c, polarity="affirmed"), "denied"),
    "lost citation": (lambda c: bool(c.citations), lambda c: replace(c, citations=()), "citations"),
    "lost context": (lambda c: bool(c.contexts), lambda c: replace(c, contexts=()), "roles"),
    "lost place": (lambda c: bool(c.passages), lambda c: replace(c, passages=()), "places"),
    "other words": (lambda c: bool(c.iri), lambda c: replace(c, label="Nothing of the kind."), "text"),
    "turned round": (
        lambda c: c.object is not None,
        lambda c: replace(c, subject=Iri(c.object or ""), object=c.subject),
        "ends",
    ),
}


@pytest.mark.parametrize("name", SEEDED)
def test_a_seeded_difference_is_found_and_named(
    shipped: Corpus, shipped_facts: dict[str, Any], name: str
) -> None:
    """A page made of data with one thing changed does not agree with the facts, and the claim is named."""
    wanted, change, what = SEEDED[name]
    made, chosen = altered(shipped, wanted, change)
    found = reconcile(page_and_facts(made)[0], shipped_facts)
    short = chosen.iri.rpartition("#")[2]
    assert any(what in line and (short in line or what == "arrow") for line in found), found[:5]


def test_a_dropped_claim_is_found(shipped: Corpus, shipped_facts: dict[str, Any]) -> None:
    """Its row is missed, and so is it behind its arrow."""
    gone = next(claim for claim in shipped.claims if claim.sign)
    made = replace(shipped, claims=tuple(claim for claim in shipped.claims if claim is not gone))
    found = reconcile(page_and_facts(made)[0], shipped_facts)
    short = gone.iri.rpartition("#")[2]
    assert any(short in line and "not on the page" in line for line in found)
    assert any("link:" in line for line in found)


@pytest.mark.parametrize(
    ("said", "instead"), [("(“can”)", ""), ("at most 75 %", "at most 80 %"), ("<b>not:</b>", "")]
)
def test_a_difference_in_the_page_itself_is_found(
    shipped: Corpus, shipped_facts: dict[str, Any], said: str, instead: str
) -> None:
    """Not only what the data say, but what a template makes of it is looked at."""
    page = page_and_facts(shipped)[0]
    assert said in page
    assert reconcile(page.replace(said, instead, 1), shipped_facts)


@pytest.mark.parametrize("name", ["sign", "firm", "interest", "status", "depth", "from", "to"])
def test_a_difference_in_the_picture_is_found(
    shipped: Corpus, shipped_facts: dict[str, Any], name: str
) -> None:
    """Each property of one arrow, changed where the picture gets it from."""
    page = page_and_facts(shipped)[0]
    start = page.index(">", page.index('<script id="data"')) + 1
    end = page.index("</script>", start)
    payload = json.loads(page[start:end])
    column = payload["edges"][name]
    if isinstance(column, list):
        column[0] = column[0] + 1 if isinstance(column[0], int) else "other"
    else:
        # The value of one row, among those that the column knows, or a new one.
        before = column["of"][column["at"][0]]
        column["of"].append(-before if isinstance(before, int) and not isinstance(before, bool) else "other")
        column["at"][0] = len(column["of"]) - 1
    # A script element's text has these three escaped.
    text = json.dumps(payload).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    found = reconcile(page[:start] + text + page[end:], shipped_facts)
    assert any("link:" in line for line in found), found[:3]
