"""A thousand concepts: the loops' neighbourhood first, more when asked for, never more than 300."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import MANY, Open, Visit

MOST = 300
DRAWN = "return cg.network.body.data.nodes.get({ filter: (node) => !node.hidden }).map((node) => node.id)"


def counted(visit: Visit) -> tuple[int, str]:
    """Give how many concepts are drawn, and what is said of it."""
    return len(visit.ask(DRAWN)), visit.words("#shown")


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_it_opens_on_the_loops_and_says_what_is_not_drawn(
    thousand: Path, open_page: Open, *, narrow: bool
) -> None:
    """Fewer than 300 concepts, the loop among them, readable; the count of all is said in two places."""
    with open_page(thousand, narrow=narrow) as visit:
        count, said = counted(visit)
        assert 4 <= count <= MOST
        assert said == f"{count} of 1,000 concepts shown"
        assert set(visit.ask(DRAWN)) >= {"con:n0", "con:n1", "con:n2", "con:n3"}
        smallest = visit.ask("return Math.min(...cg.visible().map((id) => cg.nodes.get(id).size))")
        assert smallest * visit.ask("return cg.network.getScale()") >= 12 - 0.01
        assert "700 of 1,000 concepts are not drawn" in visit.words("#reading")
        assert visit.errors == []


def test_all_that_can_be_drawn_is_300(thousand: Path, open_page: Open) -> None:
    """Asked for everything, the page draws its 300 nearest to the loops, and says so."""
    with open_page(thousand, "#view=all") as visit:
        assert counted(visit) == (MOST, "300 of 1,000 concepts shown")
        places = visit.ask("return cg.visible().map((id) => [cg.at(id).x, cg.at(id).y].join())")
        assert len(set(places)) == MOST


def test_neighbours_are_drawn_as_far_as_can_be_read_then_on_demand(thousand: Path, open_page: Open) -> None:
    """Of 400 neighbours some; asked for all, 299 and the concept itself, the rest being counted."""
    with open_page(thousand, "#node=con%3An900&steps=1", reduced_motion="reduce") as visit:
        near = visit.ask("return cg.around.all")
        assert near > MOST
        count, said = counted(visit)
        assert said == f"{count - 1} of {near} neighbours shown"
        assert count <= 41
        visit.page.get_by_role("button", name=f"Show 299 of {near}").click()
        visit.until("return cg.state.full === '1'")
        assert counted(visit) == (MOST, f"299 of {near} neighbours shown")
        visit.page.get_by_role("button", name="Show fewer").click()
        visit.until("return cg.state.full === undefined")
        assert counted(visit)[0] == count


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_there_are_never_more_than_300(thousand: Path, open_page: Open, steps: int) -> None:
    """Going from one concept to the next and back, with all neighbours each time."""
    with open_page(thousand, "#view=all", reduced_motion="reduce") as visit:
        for name in ("n900", "n4", "n999", "n0"):
            visit.ask(f"cg.apply({{ view: 'all', node: 'con:{name}', steps: {steps}, full: '1' }}, false)")
            assert len(visit.ask(DRAWN)) <= MOST
        visit.ask("cg.apply({ view: 'all' }, false)")
        assert len(visit.ask(DRAWN)) == MOST
        assert visit.errors == []


def test_what_is_not_drawn_is_found_and_opened_by_keyboard(thousand: Path, open_page: Open) -> None:
    """Search, Enter: its own picture and its claims, though the picture of all leaves it out."""
    with open_page(thousand) as visit:
        beyond = visit.ask("return cg.data.nodes.filter(({ role }) => role === 'beyond').map(({ id }) => id)")
        assert len(beyond) == MANY - MOST
        label = visit.ask("return cg.label(argument)", beyond[0])
        visit.page.keyboard.press("/")
        visit.page.keyboard.type(label)
        visit.page.keyboard.press("Enter")
        visit.until(f"return cg.state.node === '{beyond[0]}'")
        assert beyond[0] in visit.ask(DRAWN)
        assert visit.page.locator("#detail article").count() > 0
        assert visit.ask("return document.activeElement.id") == "panel"
