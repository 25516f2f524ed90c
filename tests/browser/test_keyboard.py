"""By keyboard alone, the evidence of every arrow is opened."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open

# What has the focus: the claim whose row it names, or which place of the page it is in.
AT = """() => {
  const one = document.activeElement;
  const row = one.closest('#claim-table tbody tr');
  return { claim: row && one.closest('th') ? row.id : null, end: one.closest('#concepts') !== null };
}"""
OPENED = """(claim) => {
  const { state, claims, claimById } = window.claimgraph;
  const shown = [...document.querySelectorAll('#detail article')];
  return {
    chosen: state.claim,
    edge: claimById.get(claim).edge,
    shown: shown.map((one) => claims.findIndex(({ id }) => id === one.dataset.claim)),
    evidence: shown.every((one) => one.querySelector('.cited, .uncited, .none')),
    said: document.querySelector('#live').textContent,
  };
}"""


@pytest.mark.parametrize("name", ["small", "shipped"])
def test_tab_and_enter_open_the_evidence_of_every_arrow(
    name: str, open_page: Open, request: pytest.FixtureRequest
) -> None:
    """From the top of the page, without a mouse: each arrow is opened, with all its claims, and told."""
    with open_page(request.getfixturevalue(name), "#view=all", reduced_motion="reduce") as visit:
        keys, opened = visit.page.keyboard, {}
        visit.page.locator("#claims-title").evaluate("(title) => { title.tabIndex = -1; title.focus(); }")
        for _ in range(4000):
            keys.press("Tab")
            here = visit.page.evaluate(AT)
            if here["end"]:
                break
            if here["claim"] is None:
                continue
            keys.press("Enter")
            visit.until(f"return cg.state.claim === {here['claim']!r}")
            found = visit.page.evaluate(OPENED, here["claim"])
            assert found["evidence"]
            if found["edge"] is not None:
                opened[found["edge"]] = found["shown"]
                assert f"{len(found['shown'])} claims" in found["said"]
        wanted = visit.ask("return Object.fromEntries(cg.data.edges.map(({ id, claims }) => [id, claims]))")
        assert opened == wanted
        assert visit.errors == []
