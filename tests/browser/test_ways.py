"""Who is around a concept, the path between two, and the search: by mouse and keys, told, in the address."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.model import Corpus
from tests.browser.conftest import Open, told
from tests.corpora import claim, concept, corpus

WIDTHS = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])


@pytest.fixture(scope="session")
def chain(written: Callable[[str, Corpus], Path]) -> Path:
    """Write a page of a chain from a to f with a detour, a lone concept, and a hub of forty."""
    claims = [
        claim(1, "a", 1, "b"),
        claim(2, "b", -1, "c", modality="possible"),
        claim(3, "c", -1, "d"),
        claim(4, "d", 1, "e"),
        claim(5, "e", 0, "f"),
        claim(6, "b", -1, "x"),
        claim(7, "x", -1, "d"),
        claim(8, "d", 1, "a"),
    ]
    claims += [claim(number, f"spoke{number}", 1, "hub") for number in range(100, 140)]
    return written("chain", corpus(claims, [concept("alone", label="On its own")]))


@WIDTHS
@pytest.mark.parametrize(("steps", "near"), [(1, "bd"), (2, "bcdex"), (3, "bcdefx")])
def test_a_focus_shows_who_is_within_so_many_steps(
    chain: Path, open_page: Open, steps: int, near: str, *, narrow: bool
) -> None:
    """By key and by button: exactly those, said how many, with the arrows among them."""
    with open_page(chain, "#view=all&node=con%3Aa", narrow=narrow) as visit:
        visit.page.locator("#canvas").focus()
        visit.page.keyboard.press(str(steps))
        visit.until(f"return cg.state.steps === {steps} && cg.around !== null")
        assert visit.ask("return cg.around.all") == len(near)
        within = f" within {steps} steps" if steps > 1 else ""
        said = visit.words("#shown")
        assert f"{len(near)} neighbours{within} shown" in said
        if not narrow:
            assert sorted(visit.ask("return cg.visible()")) == [f"con:{one}" for one in sorted("a" + near)]
        button = visit.page.locator(f"#detail [data-steps='{steps}']")
        assert button.get_attribute("aria-pressed") == "true"
        button.click()
        visit.until("return cg.around === null")


def test_what_does_not_fit_is_counted_and_shown_when_asked_for(chain: Path, open_page: Open) -> None:
    """A hub of forty on a phone: some, then all of them, whole and apart; then fewer again."""
    with open_page(chain, "#view=all&node=con%3Ahub&steps=1", narrow=True, reduced_motion="reduce") as visit:
        some = visit.ask("return cg.around.shown")
        assert 0 < some < 40
        assert visit.words("#shown") == f"{some} of 40 neighbours shown"
        visit.page.get_by_role("button", name="Show all 40").click()
        visit.until("return cg.state.full === '1'")
        assert visit.words("#shown") == "all 40 neighbours shown"
        assert len(visit.ask("return cg.visible()")) == 41
        out = visit.ask(
            """const place = document.querySelector('#canvas');
            return cg.visible().filter((id) => {
              const box = cg.network.getBoundingBox(id);
              const start = cg.network.canvasToDOM({ x: box.left, y: box.top });
              const end = cg.network.canvasToDOM({ x: box.right, y: box.bottom });
              return start.x < 0 || start.y < 0 || end.x > place.clientWidth || end.y > place.clientHeight;
            })"""
        )
        assert out == []
        boxes = visit.ask("return cg.visible().map((id) => cg.network.getBoundingBox(id))")
        for index, one in enumerate(boxes):
            for other in boxes[:index]:
                assert (
                    one["right"] <= other["left"]
                    or other["right"] <= one["left"]
                    or one["bottom"] <= other["top"]
                    or other["bottom"] <= one["top"]
                )
        visit.page.get_by_role("button", name="Show fewer").click()
        visit.until("return cg.state.full === undefined")
        assert visit.ask("return cg.around.shown") == some


@WIDTHS
def test_a_path_is_chosen_shown_and_told(chain: Path, open_page: Open, *, narrow: bool) -> None:
    """By keyboard alone: the firmest of the shortest, its arrows only, its sign in words, announced."""
    with open_page(chain, "#view=all&node=con%3Aa", narrow=narrow) as visit:
        visit.page.locator("#canvas").focus()
        visit.page.keyboard.press("p")
        visit.until("return document.activeElement.id === 'path-to'")
        visit.page.locator("#path-to").select_option("con:d")
        visit.until("return cg.state.to === 'con:d'")
        steps = [told(one) for one in visit.page.locator("#detail .steps li").all()]
        assert steps == ["a raises b", "b lowers x", "x lowers d"]
        live = visit.words("#live")
        assert "3 arrows, no shorter way. 2 minus signs, so altogether the first raises the last." in live
        assert visit.ask("return cg.visible()") == [f"con:{one}" for one in "abdx"]
        drawn = visit.ask(
            "return cg.data.edges.filter((edge) => !cg.isHiddenEdge(edge)).map((e) => e.id).sort()"
        )
        assert drawn == ["link:a+--b", "link:b---x", "link:x---d"]
        assert visit.words("#shown") == "all 4 concepts of the path shown"
        visit.page.get_by_role("button", name="The other way round").click()
        visit.until("return cg.state.from === 'con:d'")
        assert "d raises a" in visit.words("#detail")
        visit.page.go_back()
        visit.until("return cg.state.to === 'con:d'")


def test_the_end_of_a_path_can_be_pressed_in_the_picture(chain: Path, open_page: Open) -> None:
    """After "Path from here" the next concept that is pressed is where it ends."""
    with open_page(chain, "#view=all&node=con%3Aa", reduced_motion="reduce") as visit:
        visit.page.get_by_role("button", name="Path from here").click()
        visit.until("return cg.state.from === 'con:a' && !cg.state.to")
        visit.ask("cg.moveTo(cg.at('con:c'), 1, false)")
        visit.page.mouse.click(*visit.node_at("con:c"))
        visit.until("return cg.state.to === 'con:c'")
        assert [told(one) for one in visit.page.locator("#detail .steps li").all()] == [
            "a raises b",
            "b lowers c hedged",
        ]


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ("from=con%3Aa&to=con%3Aalone", "There is no path along the arrows. Nor is there one"),
        (
            "from=con%3Af&to=con%3Aa",
            "There is no path along the arrows. The other way round there is one of 5",
        ),
        ("from=con%3Aa&to=con%3Af", "Not all of them say “raises” or “lowers”"),
        ("from=con%3Aa&to=con%3Ab&sign=minus", "There is no path along the arrows that the filters leave."),
        ("from=con%3Aa", "Press the concept where it should end"),
    ],
    ids=["none", "only back", "by another relation", "filtered", "without an end"],
)
def test_a_path_that_is_none_is_said_to_be_none(chain: Path, open_page: Open, ends: str, said: str) -> None:
    """What there is instead is said, and nothing fails."""
    with open_page(chain, f"#view=all&{ends}") as visit:
        assert said in visit.words("#detail")
        assert said in visit.words("#live")
        assert visit.errors == []


@pytest.mark.parametrize(
    "address",
    [
        "#view=all&node=con%3Ahub&steps=1&full=1",
        "#view=all&node=con%3Aa&steps=2&lens=evidence",
        "#view=all&from=con%3Aa&to=con%3Ae&modality=-possible",
    ],
    ids=["all around", "two steps", "path"],
)
def test_an_address_shows_the_same_picture_again(chain: Path, open_page: Open, address: str) -> None:
    """The address stands as it was opened, and two pages opened by it show the same at the same places."""
    seen = """return [location.hash, cg.network.getPositions(cg.visible()), cg.network.getScale(),
        cg.network.getViewPosition(), document.querySelector('#detail').textContent]"""
    pictures = []
    for _ in range(2):
        with open_page(chain, address, reduced_motion="reduce") as visit:
            visit.ask("cg.go({ ...cg.state })")
            visit.settle()
            pictures.append(visit.ask(seen))
    assert pictures[0] == pictures[1]
    assert set(pictures[0][0][1:].split("&")) == set(address[1:].split("&"))


@pytest.mark.parametrize(
    "address",
    [
        "#steps=2",
        "#node=con%3Aa&steps=99",
        "#from=con%3Aa&to=con%3Aa",
        "#to=con%3Aa",
        "#from=<b>&to=<i>&full=1",
    ],
)
def test_a_focus_or_path_of_nothing_is_passed_over(chain: Path, open_page: Open, address: str) -> None:
    """An address that asks for no such view opens the page without it."""
    with open_page(chain, address) as visit:
        assert visit.errors == []
        assert visit.ask("return [cg.state.steps, cg.state.full, cg.state.to]") == [None, None, None]


def test_hits_are_marked_in_the_list_and_ringed_in_the_picture(small: Path, open_page: Open) -> None:
    """Each word where it stands, whatever its case; what was found is counted and announced."""
    with open_page(small, "#view=all") as visit:
        visit.page.locator("#search").fill("BOARD creak")
        first = visit.page.locator("#found").get_by_role("option").first
        assert [told(one) for one in first.locator("mark").all()] == ["Creak", "board"]
        assert visit.ask("return [...cg.hits]") == ["con:creak"]
        assert visit.words("#live").endswith("found")
        visit.page.locator("#search").fill("crevi")
        assert visit.words("#found small mark") == "crevi"
        visit.page.keyboard.press("Escape")
        assert visit.ask("return cg.hits.size") == 0


def test_hits_in_hostile_labels_stay_text(hostile: Path, open_page: Open) -> None:
    """Marking a hit, a focus and a path make no markup of what the data say."""
    with open_page(hostile) as visit:
        visit.ask("window.ran = []; window.hostile = (what) => window.ran.push(what)")
        before = visit.ask("return document.querySelectorAll('img, iframe, script').length")
        for text in ("script", "<img", "onerror", "</"):
            visit.page.locator("#search").fill(text)
            assert visit.page.locator("#found").get_by_role("option").count() > 0
            assert visit.page.locator("#found mark").count() > 0
        visit.page.keyboard.press("Escape")
        visit.ask(
            """const ids = [...cg.nodes.keys()];
            for (const id of ids) cg.apply({ node: id, steps: 3, full: '1' }, false);
            for (const id of ids.slice(1)) cg.apply({ from: ids[0], to: id }, false);"""
        )
        assert visit.ask("return document.querySelectorAll('img, iframe, script').length") == before
        assert visit.ask("return window.ran") == []
        assert visit.errors == []
