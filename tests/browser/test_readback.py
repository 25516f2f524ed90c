"""Facts read back from panel and picture are those of graph.json; seeded differences are found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.derivation import derive
from graph.facts import facts_of
from graph.pipeline import load_corpus
from tests.browser.conftest import Open, Visit
from tests.corpora import HOSTILE, SHIPPED
from tests.reconciler import reconcile_drawn, reconcile_panel

DATA = {"shipped": SHIPPED, "hostile": HOSTILE}
CARDS = """return cg.claims.map((claim) => {
  cg.showClaim(claim.id);
  return [...document.querySelectorAll('#detail article')]
    .find((one) => one.dataset.claim === claim.id)?.outerHTML;
}).filter(Boolean);"""
DRAWN = """return cg.network.body.data.edges.get({ filter: (edge) => !edge.hidden }).map((edge) => {
  cg.showEdge(edge.id);
  const { id, from, to, label, dashes, arrows } = edge;
  const claims = [...document.querySelectorAll('#detail article')].map((one) => one.dataset.claim);
  return { id, from, to, label, dashes, bar: arrows?.to?.type === 'bar', claims };
});"""


def facts(name: str) -> dict[str, Any]:
    """Give graph.json of a data set, as other programs read it."""
    made = load_corpus(DATA[name])
    derived = derive(made)
    read: dict[str, Any] = json.loads(
        json.dumps(facts_of(made, derived.links, derived.search.loops, derived.breaks))
    )
    return read


def differences(visit: Visit, meant: dict[str, Any]) -> list[str]:
    """Give what the open page says otherwise, in its panel and in its picture."""
    return [*reconcile_panel(visit.ask(CARDS), meant), *reconcile_drawn(visit.ask(DRAWN), meant)]


@pytest.mark.parametrize("name", DATA)
def test_panel_and_picture_say_what_the_facts_say(
    name: str, open_page: Open, request: pytest.FixtureRequest
) -> None:
    """Every claim's card and every arrow drawn: no difference."""
    with open_page(request.getfixturevalue(name), "#view=all") as visit:
        assert differences(visit, facts(name)) == []


# What goes wrong in the panel: done to each card that is made.
IN_PANEL = {
    "dropped claim": ("if (article.dataset.claim === wanted) article.dataset.claim = '';", "not on the page"),
    "lost hedge": ("const p = article.querySelector('.how'); p.textContent = p.textContent.split(' (')[0];",
                   "firmness"),
    "rounded number": ("const b = article.querySelector('.figure b'); if (b) b.textContent = 'about 7 %';",
                       "figure"),
    "stale status": ("article.querySelector('.stands').childNodes[1].textContent = 'stale';", "status"),
    "lost interest": ("for (const one of article.querySelectorAll('.interest')) one.remove();", "interests"),
    "lost denial": ("for (const one of article.querySelectorAll('.relation i b')) one.remove();", "denied"),
    "turned round": ("const [a, b] = article.querySelectorAll('.relation > a'); if (b) b.after(a);", "ends"),
}  # fmt: skip
# What goes wrong in the picture: done to an arrow.
IN_PICTURE = {
    "flipped sign": ("label: edge.label.replace('+', '−')", "(edge) => edge.label.startsWith('+')", "sign"),
    "other end": ("arrows: { to: { type: 'bar' } }", "(edge) => edge.sign > 0", "sign"),
    "lost hedge": ("dashes: false", "(edge) => edge.firm === 'hedged' && edge.sign", "firmness"),
    "lost interest": (
        "label: edge.label.replace('$', '')",
        "(edge) => edge.interest && edge.sign",
        "interest",
    ),
    "wrong status": ("label: `${edge.label} ✓`", "(edge) => edge.sign", "status"),
    "wrong evidence": ("label: `${edge.label} ⑥`", "(edge) => edge.sign", "evidence"),
    "turned round": ("from: edge.to, to: edge.from", "(edge) => edge.sign", "ends"),
    "dropped arrow": ("hidden: true", "(edge) => edge.sign", "not on the page"),
}


@pytest.mark.parametrize("seed", IN_PANEL)
def test_a_difference_seeded_in_the_panel_is_found(shipped: Path, open_page: Open, seed: str) -> None:
    """One thing about the cards is changed, where the page makes them; it is named."""
    change, what = IN_PANEL[seed]
    with open_page(shipped, "#view=all") as visit:
        visit.ask(
            f"""const make = cg.claimCard;
            const wanted = cg.claims[3].id;
            cg.claimCard = (...all) => {{ const article = make(...all); {change} return article; }};"""
        )
        assert any(what in line for line in reconcile_panel(visit.ask(CARDS), facts("shipped")))


@pytest.mark.parametrize("seed", IN_PICTURE)
def test_a_difference_seeded_in_the_picture_is_found(shipped: Path, open_page: Open, seed: str) -> None:
    """One arrow is drawn otherwise; it is named."""
    change, which, what = IN_PICTURE[seed]
    with open_page(shipped, "#view=all") as visit:
        name = visit.ask(
            f"""const {{ edges }} = cg.network.body.data;
            const edge = edges.get().find({which});
            edges.update({{ id: edge.id, {change} }});
            return edge.id;"""
        )
        found = reconcile_drawn(visit.ask(DRAWN), facts("shipped"))
        assert any(what in line and name in line for line in found), found[:3]


def test_a_claim_dropped_from_an_arrow_is_found(shipped: Path, open_page: Open) -> None:
    """An arrow that opens fewer claims than it stands for is named."""
    with open_page(shipped, "#view=all") as visit:
        name = visit.ask(
            """const edge = cg.data.edges.find(({ sign, claims }) => sign && claims.length > 1);
            edge.claims.pop();
            return edge.id;"""
        )
        found = reconcile_drawn(visit.ask(DRAWN), facts("shipped"))
        assert any("claims" in line and name in line for line in found)
