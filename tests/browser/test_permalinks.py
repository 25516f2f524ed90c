"""The address holds the view: copied and opened again, everything that can be toggled stands as it stood."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Open, Visit

SEEN = """return {
  hash: location.hash,
  pressed: [...document.querySelectorAll('[aria-pressed]')]
    .map((one) => [one.textContent.trim(), one.getAttribute('aria-pressed')]),
  switches: [...document.querySelectorAll('[role=switch]')].map((one) => one.checked),
  chosen: [...document.querySelectorAll('select')].map((one) => [one.id, one.value]),
  words: document.querySelector('.table-tools input').value,
  rows: [...document.querySelectorAll('#claim-table tbody tr')]
    .filter((row) => row.checkVisibility()).map((row) => row.id),
  panel: [...document.querySelectorAll('#panel > *')].filter((part) => part.checkVisibility())
    .map((part) => part.textContent),
  shown: document.querySelector('#shown').textContent,
  filters: document.querySelector('#filters').textContent,
  places: cg.network.getPositions(cg.visible()),
  view: [cg.network.getViewPosition(), cg.network.getScale()],
  styles: cg.network.body.data.edges.get({ filter: (edge) => !edge.hidden })
    .map((edge) => [edge.id, edge.label, edge.width, edge.color, edge.dashes])
    .sort(([one], [other]) => (one < other ? -1 : 1)),
}"""
ADDRESSES = {
    "nothing": "#",
    "the loop": "#view=loop",
    "everything": "#view=all",
    "concept": "#node=con%3Agap",
    "arrow": "#link=link%3Awax---creak",
    "claim": "#claim=invented-a%3Ac002",
    "loop": "#loop=R1",
    "step": "#loop=R1&step=2",
    "focus": "#view=all&node=con%3Acreak&steps=2",
    "all of it": "#view=all&node=con%3Acreak&steps=1&full=1",
    "path": "#from=con%3Agap&to=con%3Aloose-nail",
    "half a path": "#from=con%3Agap",
    "switches": "#breaks=con%3Awax",
    "open": "#breaks=open",
    "kind": "#view=all&kind=-Symptom,Outcome",
    "modality": "#modality=possible",
    "depth": "#depth=-article",
    "interest": "#view=all&interest=-none",
    "sign": "#view=all&sign=-minus",
    "lens": "#lens=firmness",
    "evidence": "#lens=evidence&view=all",
    "review": "#lens=status",
    "money": "#lens=interest",
    "uncited": "#view=all&spot=uncited",
    "spot": "#view=all&spot=interest",
    "order": "#sort=-firm",
    "words": "#words=loose%20nail",
    "much": "#view=all&node=con%3Acreak&steps=2&lens=status&kind=-Outcome&sort=claim&breaks=open&words=wax",
}


def seen(visit: Visit) -> dict[str, object]:
    """Give everything that a toggle changes."""
    found: dict[str, object] = visit.ask(SEEN)
    return found


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_view_is_reached_by_steps_and_by_its_address_alike(small: Path, open_page: Open, name: str) -> None:
    """Gone to from the opening view, and opened by the address that it then has: no difference."""
    with open_page(small, reduced_motion="reduce") as visit:
        visit.page.evaluate("(address) => { location.hash = address; }", ADDRESSES[name])
        wanted = set(filter(None, ADDRESSES[name][1:].split("&")))
        visit.settle()
        visit.ask("cg.go({ ...cg.state, view: cg.scope === cg.usualScope() ? undefined : cg.scope })")
        visit.settle()
        address = visit.page.evaluate("location.hash")
        assert set(filter(None, address[1:].split("&"))) == wanted
        gone = seen(visit)
    with open_page(small, address, reduced_motion="reduce") as visit:
        opened = seen(visit)
    if name not in {"everything", "the loop"}:
        # Where one came from may decide where one looks; what is looked at is the same.
        gone.pop("view")
        opened.pop("view")
    assert opened == gone


@pytest.mark.parametrize(
    "address", ["", "#view=all", "#node=con%3Alamp", "#breaks=con%3Awax", "#loop=R1&step=1"]
)
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_the_picture_is_the_same_at_every_load(
    small: Path, open_page: Open, address: str, *, narrow: bool
) -> None:
    """To the last pixel."""
    pictures = []
    for _ in range(2):
        with open_page(small, address, narrow=narrow, reduced_motion="reduce") as visit:
            visit.settle()
            pictures.append(visit.picture())
    assert pictures[0] == pictures[1]
    assert len(pictures[0]) > 5000


@pytest.mark.parametrize("address", ["#view=all", "#node=con%3Alamp"])
def test_the_picture_is_the_same_however_often_it_is_drawn(
    small: Path, open_page: Open, address: str
) -> None:
    """What is new to it lies where it stays, from the first frame on."""
    with open_page(small, reduced_motion="reduce") as visit:
        visit.page.evaluate("(address) => { location.hash = address; }", address)
        visit.settle()
        once = visit.picture()
        visit.ask("cg.redraw()")
        assert visit.picture() == once


def test_words_of_the_table_are_written_into_the_address_once(small: Path, open_page: Open) -> None:
    """Not for each letter; and Back leads out of the page, not through the words."""
    with open_page(small) as visit:
        before = visit.page.evaluate("history.length")
        words = visit.page.get_by_role("searchbox", name="Words")
        words.press_sequentially("loose nail")
        assert visit.page.evaluate("location.hash") == ""
        words.press("Enter")
        visit.until("return location.hash === '#words=loose%20nail'")
        visit.settle()
        assert visit.page.evaluate("history.length") == before
        words.fill("")
        words.press("Enter")
        visit.until("return !location.hash.includes('words')")
        visit.settle()
        assert visit.ask("return cg.claims.every(({ row }) => !row.hasAttribute('data-unasked'))")
