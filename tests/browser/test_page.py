"""The page in a real Chromium: it opens from disk, shows its evidence, and is moved by mouse and keys."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from graph.model import Corpus
from tests.browser.conftest import Open, told
from tests.corpora import claim, concept, corpus, ring

WIDTHS = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
PAGES = pytest.mark.parametrize("name", ["small", "shipped", "hostile"])


@pytest.fixture
def page_path(name: str, request: pytest.FixtureRequest) -> Path:
    """Give the page that a test's parameter names."""
    path: Path = request.getfixturevalue(name)
    return path


def pixels_near(png: bytes, colour: tuple[int, int, int]) -> int:
    """Count the pixels of an 8-bit PNG without interlacing whose channels are within 12 of `colour`."""
    width, height, _, kind = struct.unpack(">IIBB", png[16:26])
    size = {2: 3, 6: 4}[kind]
    data, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    raw, stride, before, count = zlib.decompress(data), width * size, bytearray(width * size), 0
    for row in range(height):
        method, line = (
            raw[row * (stride + 1)],
            bytearray(raw[row * (stride + 1) + 1 : (row + 1) * (stride + 1)]),
        )
        for index in range(stride):
            left = line[index - size] if index >= size else 0
            corner = before[index - size] if index >= size else 0
            line[index] = (line[index] + predicted(method, left, before[index], corner)) % 256
        before = line
        count += sum(
            all(abs(line[index + channel] - colour[channel]) <= 12 for channel in range(3))
            for index in range(0, stride, size)
        )
    return count


def predicted(method: int, left: int, above: int, corner: int) -> int:
    """Give what a PNG filter (ISO 15948, 9.2) adds to a byte."""
    if method == 4:
        near = min((abs(above - corner), 0), (abs(left - corner), 1), (abs(left + above - 2 * corner), 2))
        best = min(abs(above - corner), abs(left - corner), near[0])
        if abs(above - corner) == best:
            return left
        return above if abs(left - corner) == best else corner
    return (0, left, above, (left + above) // 2)[method]


@WIDTHS
@PAGES
def test_it_opens_from_disk_and_asks_for_nothing(page_path: Path, open_page: Open, *, narrow: bool) -> None:
    """One request, the file itself; no error, no violation of the policy, and a picture to see."""
    with open_page(page_path, narrow=narrow) as visit:
        assert visit.errors == []
        assert [url for url in visit.requests if not url.startswith("data:")] == [page_path.as_uri()]
        assert visit.ask("return document.querySelector('#canvas canvas').clientHeight") > 200
        assert visit.ask("return document.compatMode") == "CSS1Compat"
        assert visit.ask("return document.documentElement.scrollWidth <= innerWidth")


@WIDTHS
@PAGES
def test_labels_of_the_opening_view_are_large_and_apart(
    page_path: Path, open_page: Open, *, narrow: bool
) -> None:
    """Every label is at least 12 pixels high, no two cards overlap, and the main loop is all in view."""
    with open_page(page_path, narrow=narrow) as visit:
        scale = visit.ask("return cg.network.getScale()")
        sizes = visit.ask("return cg.visible().map((id) => cg.nodes.get(id).size)")
        assert min(sizes) * scale >= 12 - 0.01
        boxes = visit.ask("return cg.visible().map((id) => cg.network.getBoundingBox(id))")
        for index, one in enumerate(boxes):
            assert one["right"] - one["left"] > 20
            for other in boxes[:index]:
                apart = (
                    one["right"] <= other["left"]
                    or other["right"] <= one["left"]
                    or one["bottom"] <= other["top"]
                    or other["bottom"] <= one["top"]
                )
                assert apart
        outside = visit.ask(
            """const place = document.querySelector('#canvas');
            return cg.data.loops[0].nodes.filter((id) => {
              const box = cg.network.getBoundingBox(id);
              const start = cg.network.canvasToDOM({ x: box.left, y: box.top });
              const end = cg.network.canvasToDOM({ x: box.right, y: box.bottom });
              return start.x < 0 || start.y < 0 || end.x > place.clientWidth || end.y > place.clientHeight;
            })"""
        )
        assert outside == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_loop_can_be_seen(small: Path, open_page: Open, scheme: str) -> None:
    """Pixels of the loop's colour are on the canvas, in light and in dark."""
    with open_page(small, color_scheme=scheme) as visit:
        colour = visit.ask("return cg.colour('loop')").lstrip("#")
        picture = visit.page.locator("#canvas canvas").screenshot()
        channels = (int(colour[0:2], 16), int(colour[2:4], 16), int(colour[4:6], 16))
        assert pixels_near(picture, channels) > 1500


def test_a_click_on_a_concept_shows_its_claims(small: Path, open_page: Open) -> None:
    """The panel lists what the concept does and what bears on it, with its evidence."""
    with open_page(small) as visit:
        visit.page.mouse.click(*visit.node_at("con:creak"))
        panel = visit.page.locator("#detail")
        panel.get_by_role("heading", name="Creaking board").wait_for()
        assert panel.locator("article").count() == 5
        loosen = panel.locator("article", has_text="Creaking may loosen nails.")
        assert "Said as possible (“may”)" in told(loosen)
        assert "No source is named" in told(loosen)
        link = loosen.locator(".where a")
        assert link.get_attribute("href") == "https://floors.example/creak#:~:text=Boards"
        figure = panel.locator("article", has_text="Two in five floors are loud.")
        assert "at most 40 %" in told(figure)
        wax = panel.locator("article", has_text="Wax is meant to quiet boards.")
        assert "The letter sells wax" in told(wax)
        assert "nothing to find it by" in told(wax)


@pytest.mark.parametrize(
    ("edge", "text"),
    [
        ("link:gap+--creak", "Gaps make boards creak."),
        ("link:creak+--gap", "Creaking widens gaps at once."),
        ("link:wax---creak", "Wax is meant to quiet boards."),
    ],
    ids=["there", "and back", "treatment"],
)
def test_a_click_on_an_arrow_shows_its_claim(small: Path, open_page: Open, edge: str, text: str) -> None:
    """Both directions between two concepts can be hit, and each opens its own claim."""
    with open_page(small) as visit:
        visit.page.mouse.click(*visit.edge_at(edge))
        article = visit.page.locator("#detail article")
        article.first.wait_for()
        assert article.count() == 1
        assert text in told(article)


def test_what_is_chosen_is_shown_at_once_and_drawn_once(small: Path, open_page: Open) -> None:
    """The panel does not wait for the address or the picture, and the picture is not drawn over and over."""
    with open_page(small) as visit:
        visit.picture()
        visit.ask("window.times = 0; cg.network.on('afterDrawing', () => { window.times += 1; })")
        shown = "document.querySelector('#detail h2')?.textContent.trim()"
        label = visit.ask("return cg.label('con:gap')")
        at_once = visit.ask(f"cg.go({{ node: 'con:gap' }}); return [{shown}, window.times]")
        assert at_once == [label, 0]
        visit.picture()
        visit.settle()
        assert visit.page.evaluate(f"[{shown}, window.times]") == [label, 1]


@pytest.mark.parametrize("name", ["small", "shipped"])
def test_every_arrow_opens_all_its_claims(page_path: Path, open_page: Open) -> None:
    """The picture has all arrows of the data, and each shows as many claims as it stands for."""
    with open_page(page_path, "#view=all") as visit:
        drawn = visit.ask(
            "return [cg.network.body.data.edges.length, cg.data.edges.length, cg.data.nodes.length]"
        )
        assert drawn[0] == drawn[1]
        assert visit.ask("return cg.network.body.data.nodes.length") == drawn[2]
        wrong = visit.ask(
            """return cg.data.edges.filter((edge) => {
              cg.showEdge(edge.id);
              const shown = [...document.querySelectorAll('#detail article')].map((one) => one.dataset.claim);
              return JSON.stringify(shown) !== JSON.stringify(edge.claims.map((row) => cg.claims[row].id));
            }).map((edge) => edge.id)"""
        )
        assert wrong == []


def apart(boxes: list[dict[str, float]]) -> bool:
    """Whether no two of some boxes overlap."""
    return all(
        one["right"] <= other["left"]
        or other["right"] <= one["left"]
        or one["bottom"] <= other["top"]
        or other["bottom"] <= one["top"]
        for one, other in combinations(boxes, 2)
    )


AROUND = """const box = (id) => cg.network.getBoundingBox(id);
    const place = document.querySelector('#canvas');
    return {
      seen: cg.visible(),
      boxes: cg.visible().map(box),
      letters: Math.min(...cg.visible().map((id) => cg.nodes.get(id).size)) * cg.network.getScale(),
      scale: cg.network.getScale(),
      said: document.querySelector('#shown').textContent,
      drawn: cg.network.body.data.edges.get().filter((edge) => !edge.hidden).map((edge) => edge.id),
      out: cg.visible().filter((id) => {
        const start = cg.network.canvasToDOM({ x: box(id).left, y: box(id).top });
        const end = cg.network.canvasToDOM({ x: box(id).right, y: box(id).bottom });
        return start.x < 0 || start.y < 0 || end.x > place.clientWidth || end.y > place.clientHeight;
      }),
    };"""


@WIDTHS
@pytest.mark.parametrize("loops", [True, False], ids=["from the loop", "from the treatments"])
def test_a_concept_outside_the_view_is_shown_with_its_neighbours(
    shipped: Path, open_page: Open, *, narrow: bool, loops: bool
) -> None:
    """The picture of it is readable, whole, apart, has the arrows, and says how many there are."""
    with open_page(shipped, "#view=loop" if loops else "#view=near", narrow=narrow) as visit:
        outside = visit.ask("return cg.data.nodes.filter((node) => !cg.isInScope(node)).map((n) => n.id)")
        assert outside
        count = "const count = (id) => cg.concepts.get(id).claims.length;"
        outside = visit.ask(count + "return argument.sort((a, b) => count(b) - count(a))", outside)
        for concept in [*outside[:12], *outside[12::12]]:
            visit.ask("cg.apply({ view: cg.scope, node: argument }, false)", concept)
            shown = visit.ask(AROUND)
            near = visit.ask(
                """const ends = cg.data.edges.map(({ from, to }) => [from, to]);
                const own = ends.filter((pair) => pair.includes(argument)).flat();
                return [...new Set(own)].filter((id) => id !== argument)""",
                concept,
            )
            assert set(shown["seen"]) <= {concept, *near}
            assert len(shown["seen"]) - 1 >= min(len(near), 3)
            assert shown["letters"] >= 12 - 0.01
            assert shown["scale"] <= 1.11
            assert shown["out"] == []
            assert apart(shown["boxes"])
            cut = len(shown["seen"]) - 1
            count = f"all {cut}" if cut == len(near) else f"{cut} of {len(near)}"
            assert shown["said"].startswith(f"{count} neighbour" if near else "no neighbours")
            ends = visit.ask(
                "return argument.map((id) => cg.edges.get(id)).map(({ from, to }) => [from, to])",
                shown["drawn"],
            )
            assert all(concept in pair for pair in ends)
            assert {end for pair in ends for end in pair} == set(shown["seen"]) or not ends


def test_both_ends_of_a_claim_outside_the_view_are_shown(shipped: Path, open_page: Open) -> None:
    """An arrow that the view leaves out is drawn whole, between readable cards that stand apart."""
    with open_page(shipped, "#view=loop") as visit:
        ids = visit.ask(
            """return cg.data.edges.filter((edge) => [edge.from, edge.to].some((id) =>
              !cg.isInScope(cg.nodes.get(id)))).map((edge) => edge.id)"""
        )
        for edge in ids[::7]:
            visit.ask("cg.apply({ view: 'loop', link: argument }, false)", edge)
            shown = visit.ask(AROUND)
            assert edge in shown["drawn"]
            assert shown["letters"] >= 12 - 0.01
            assert shown["out"] == []
            assert apart(shown["boxes"])


@pytest.mark.parametrize("way", ["Escape", "the button of the view"])
def test_the_view_before_comes_back(small: Path, open_page: Open, way: str) -> None:
    """What is shown around a concept is a visit: the picture is then where it was."""
    with open_page(small, reduced_motion="reduce") as visit:
        view = "return [cg.network.getViewPosition(), cg.network.getScale(), cg.visible()]"
        visit.ask("cg.moveTo({ x: 10, y: -20 }, 0.9, false)")
        before = visit.ask(view)
        visit.page.keyboard.press("/")
        visit.page.keyboard.type("lamp")
        visit.page.keyboard.press("Enter")
        visit.until("return cg.around !== null")
        assert set(visit.ask("return cg.visible()")) == {"con:lamp", "con:gap"}
        if way == "Escape":
            visit.page.keyboard.press("Escape")
        else:
            visit.page.get_by_role("button", name="With treatments").click()
        visit.until("return cg.around === null")
        after = visit.ask(view)
        assert after[2] == before[2]
        assert after[1] == pytest.approx(before[1])
        assert after[0] == pytest.approx(before[0])
        gap = visit.ask("return [cg.network.getPosition('con:gap'), cg.nodes.get('con:gap')]")
        assert (gap[0]["x"], gap[0]["y"]) == (gap[1]["x"], gap[1]["y"])


def test_an_address_shows_the_same_picture_around_a_concept(small: Path, open_page: Open) -> None:
    """Chosen by hand or opened from a copied address, the cards stand at the same places."""
    places = """return [cg.network.getPositions(cg.visible()), cg.network.getScale(),
        cg.network.getViewPosition(), location.hash]"""
    with open_page(small, reduced_motion="reduce") as visit:
        visit.ask("cg.go({ node: 'con:builder' })")
        visit.until("return cg.around !== null")
        chosen = visit.ask(places)
    with open_page(small, chosen[3], reduced_motion="reduce") as visit:
        assert visit.ask(places) == chosen


def test_search_finds_another_name(small: Path, open_page: Open) -> None:
    """The slash goes to the search, another name finds the concept, Enter opens it."""
    with open_page(small) as visit:
        visit.page.keyboard.press("/")
        visit.page.keyboard.type("crevi")
        option = visit.page.locator("#found").get_by_role("option").first
        assert "Gap between boards" in told(option)
        assert "crevice" in told(option)
        visit.page.keyboard.press("Enter")
        visit.page.locator("#detail").get_by_role("heading", name="Gap between boards").wait_for()


def test_search_finds_the_words_of_a_claim(small: Path, open_page: Open) -> None:
    """Claims are found by their text, and nothing found is said."""
    with open_page(small) as visit:
        visit.page.locator("#search").fill("loosen nails")
        assert "Creaking may loosen nails." in told(visit.page.locator("#found").get_by_role("option").first)
        visit.page.locator("#search").fill("zzz")
        assert visit.page.locator("#found").get_by_role("option").count() == 0
        assert "Nothing" in visit.words("#found")


def test_the_keyboard_alone_reaches_a_concept_and_its_evidence(small: Path, open_page: Open) -> None:
    """A few tabs to the picture, an arrow key to walk, Enter to open, Escape to close."""
    with open_page(small) as visit:
        keys = visit.page.keyboard
        for _ in range(5):
            keys.press("Tab")
            if visit.ask("return document.activeElement.id") == "canvas":
                break
        assert visit.ask("return document.activeElement.id") == "canvas"
        first = visit.ask("return cg.cursor")
        keys.press("ArrowDown")
        walked = visit.ask("return cg.cursor")
        assert walked != first
        keys.press("Enter")
        visit.page.locator("#detail article").first.wait_for()
        assert visit.ask("return cg.state.node") == walked
        assert visit.ask("return document.activeElement.id") == "panel"
        keys.press("Tab")
        keys.press("Tab")
        assert visit.ask("return document.querySelector('#panel').contains(document.activeElement)")
        keys.press("Escape")
        visit.until("return document.querySelector('#detail').hidden")


def test_the_first_tab_skips_to_the_picture(small: Path, open_page: Open) -> None:
    """Tab and Enter are enough to be in the picture."""
    with open_page(small) as visit:
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Enter")
        assert visit.ask("return document.activeElement.id") == "canvas"


def test_a_loop_is_gone_round_arrow_by_arrow(small: Path, open_page: Open) -> None:
    """Each step lights one arrow, shows its claim, and is announced; the last leads to the first."""
    with open_page(small, "#loop=R1") as visit:
        count = visit.ask("return cg.data.loops[0].edges.length")
        visit.page.get_by_role("button", name="Go round it").click()
        for step in range(1, count + 1):
            visit.until(f"return location.hash === '#loop=R1&step={step}'")
            visit.until(f"return cg.state.step === {step}")
            assert f"Arrow {step} of {count}" in visit.words("#live")
            assert visit.page.locator("#detail article").count() >= 1
            visit.page.get_by_role("button", name="Next arrow").click()
        visit.until("return location.hash === '#loop=R1&step=1'")


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("#node=con%3Agap", "Gap between boards"),
        ("#con%3Agap", "Gap between boards"),
        ("#claim=invented-a%3Ac002", "Creaking board"),
        ("#loop=R1&step=2", "Reinforcing loop"),
        ("#view=all&node=con%3Acrack", "Crack in a beam"),
    ],
    ids=["concept", "place in the list", "claim", "step", "view and concept"],
)
def test_an_address_opens_what_it_names(small: Path, open_page: Open, address: str, heading: str) -> None:
    """What was copied from the address bar shows the same again."""
    with open_page(small, address) as visit:
        assert heading in visit.words("#detail h2")


def test_back_undoes(small: Path, open_page: Open) -> None:
    """The browser's own history goes back through what was chosen."""
    with open_page(small) as visit:
        visit.page.mouse.click(*visit.node_at("con:creak"))
        visit.until("return cg.state.node === 'con:creak'")
        visit.page.locator("#detail article a", has_text="Loose nail").first.click()
        visit.until("return cg.state.node === 'con:loose-nail'")
        visit.page.go_back()
        visit.page.locator("#detail").get_by_role("heading", name="Creaking board").wait_for()
        visit.page.go_back()
        visit.until("return document.querySelector('#detail').hidden")


@pytest.mark.parametrize(
    "address", ["#node=con%3Anothing", "#loop=R99", "#%E0%A4%A", "#step=3", "#claim=%3Cscript%3E"]
)
def test_an_address_of_nothing_opens_the_page(small: Path, open_page: Open, address: str) -> None:
    """An old or broken address is no error."""
    with open_page(small, address) as visit:
        assert visit.errors == []
        assert visit.page.locator("#overview").is_visible()


def test_filters_never_hide_the_warning_signs(small: Path, open_page: Open) -> None:
    """Hiding every kind leaves the box of warning signs, and one press brings all back."""
    with open_page(small, "#view=all") as visit:
        before = visit.ask("return cg.visible().length")
        for button in visit.page.locator("[data-filter-kind]").all():
            button.click()
            visit.settle()
        assert visit.ask("return cg.visible().length") == 0
        assert visit.page.locator(".warnings").get_by_text("Crack in a beam").is_visible()
        visit.page.get_by_role("button", name="Show everything again").click()
        visit.settle()
        assert visit.ask("return cg.visible().length") == before


def test_a_line_of_the_legend_hides_its_arrows(small: Path, open_page: Open) -> None:
    """Pressing "lowers" takes those arrows away and nothing else."""
    with open_page(small, "#view=all") as visit:
        visit.page.locator("[data-filter-line=minus]").click()
        visit.until("return Boolean(cg.state.sign)")
        hidden = visit.ask(
            "return cg.network.body.data.edges.get().filter((e) => e.hidden).map((e) => e.sign)"
        )
        assert hidden == [-1]


def test_hedged_denied_and_flat_claims_are_drawn_differently(small: Path, open_page: Open) -> None:
    """Each firmness has a pattern of its own."""
    with open_page(small, "#view=all") as visit:
        dashes = visit.ask(
            """const edges = cg.network.body.data.edges.get();
            return Object.fromEntries(edges.map((e) => [e.firm, JSON.stringify(e.dashes)]))"""
        )
        assert dashes["flat"] == "false"
        assert len(set(dashes.values())) == len(dashes) == 4


def test_hostile_labels_run_nothing(hostile: Path, open_page: Open) -> None:
    """Every concept, arrow, claim and search result is shown; no script of the data runs."""
    with open_page(hostile) as visit:
        visit.ask("window.ran = []; window.hostile = (what) => window.ran.push(what)")
        visit.ask(
            """for (const id of cg.concepts.keys()) cg.showNode(id);
            for (const id of cg.edges.keys()) cg.showEdge(id);
            for (const claim of cg.claims) cg.showClaim(claim.id);
            for (const loop of cg.data.loops) cg.showLoop(loop.name, 1);"""
        )
        for text in ("script", "<img", "javascript"):
            visit.page.locator("#search").fill(text)
            assert visit.page.locator("#found").get_by_role("option").count() > 0
        visit.page.keyboard.press("Enter")
        visit.settle()
        visit.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        assert visit.ask("return window.ran") == []
        assert visit.errors == []
        assert "<script>" in visit.words("h1")
        assert [url for url in visit.requests if not url.startswith(("data:", "file:"))] == []


def test_without_scripts_everything_is_there_as_text(small: Path, open_page: Open) -> None:
    """The table, the loops, the concepts and the warning signs need no JavaScript."""
    with open_page(small, java_script_enabled=False) as visit:
        table = visit.page.locator("#claim-table tbody tr")
        assert table.count() == 9
        assert table.first.is_visible()
        assert visit.page.locator("#concepts li").count() == 9
        assert visit.page.locator("#loops").get_by_text("Reinforcing").first.is_visible()
        assert visit.page.locator(".warnings").is_visible()
        assert visit.page.get_by_text("medical advice").first.is_visible()
        assert visit.page.locator("noscript").first.text_content()


def test_the_wheel_moves_the_page_until_the_picture_has_the_focus(small: Path, open_page: Open) -> None:
    """Scrolling over the picture is not a trap; after a click it zooms."""
    with open_page(small) as visit:
        before = visit.ask("return cg.network.getScale()")
        visit.page.mouse.move(*visit.node_at("con:creak"))
        visit.page.mouse.wheel(0, 200)
        visit.until("return scrollY > 0")
        assert visit.ask("return cg.network.getScale()") == before
        visit.page.evaluate("scrollTo(0, 0)")
        visit.page.locator("#canvas").focus()
        visit.page.mouse.move(*visit.node_at("con:creak"))
        visit.page.mouse.wheel(0, -200)
        visit.until(f"return cg.network.getScale() !== {before}")


@WIDTHS
def test_warning_signs_and_the_advice_line_are_in_sight(
    small: Path, open_page: Open, *, narrow: bool
) -> None:
    """What must not be overlooked is visible in every state."""
    with open_page(small, narrow=narrow) as visit:
        for address in ("", "#view=all", "#loop=R1&step=1", "#node=con%3Agap"):
            visit.page.evaluate("(address) => { location.hash = address; }", address)
            visit.settle()
            assert visit.page.locator(".warnings").is_visible()
            assert visit.page.locator(".advice").is_visible()


def test_no_animation_where_reduced_motion_is_asked_for(small: Path, open_page: Open) -> None:
    """The camera jumps instead of gliding."""
    with open_page(small, reduced_motion="reduce") as visit:
        assert visit.ask("return cg.calm()")
        scale = visit.ask(
            "const before = cg.network.getScale(); cg.zoom(2); return cg.network.getScale() / before"
        )
        assert scale == pytest.approx(2, rel=0.01)


def test_it_turns_dark_with_the_system(small: Path, open_page: Open) -> None:
    """The picture follows when the system changes while the page is open."""
    with open_page(small, color_scheme="light") as visit:
        visit_colour = "return cg.network.body.data.edges.get('link:gap+--creak').color.color"
        light = visit.ask(visit_colour)
        visit.page.emulate_media(color_scheme="dark")
        visit.until(f"const now = (() => {{ {visit_colour} }})(); return now !== '{light}'")
        assert visit.ask(visit_colour) == visit.ask("return cg.colour('loop')")


def test_phones_have_a_link_to_the_warning_signs_at_the_top(small: Path, open_page: Open) -> None:
    """One line in the head says how many there are and goes there; nothing chosen is lost by it."""
    with open_page(small, "#node=con%3Agap", narrow=True) as visit:
        link = visit.page.locator(".head").get_by_role("link", name="1 warning sign")
        box = link.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 400
        link.click()
        visit.until("return document.activeElement.id === 'warnings'")
        visit.until("return document.querySelector('#warnings').getBoundingClientRect().top < 400")
        assert visit.ask("return cg.state.node") == "con:gap"
    with open_page(small) as visit:
        assert not visit.page.locator(".to-warnings").is_visible()


def test_the_id_of_a_claim_is_in_sight_and_its_address_can_be_copied(small: Path, open_page: Open) -> None:
    """An editor finds the claim in the file by its id, and sends others to it by its address."""
    with open_page(small, "#node=con%3Agap", permissions=["clipboard-write", "clipboard-read"]) as visit:
        assert visit.page.locator("#claim-table tr", has_text="c003").count() == 1
        card = visit.page.locator("#detail article", has_text="Loose nails widen gaps.")
        assert "c003" in told(card)
        card.get_by_role("button", name="Copy its address").click()
        visit.until(
            "return document.querySelector('#live').textContent.includes('address') || "
            "document.querySelector('#live').textContent === 'Copied'"
        )
        if visit.words("#live") == "Copied":
            address = visit.page.evaluate("navigator.clipboard.readText()")
        else:
            address = visit.page.evaluate("location.href")
        assert address.endswith("#claim=invented-a%3Ac003")


@pytest.mark.parametrize("signs", [(1, -1), (1, 0)], ids=["balancing", "none"])
def test_a_page_without_a_reinforcing_loop_does_not_speak_of_one(
    written: Callable[[str, Corpus], Path], open_page: Open, signs: tuple[int, int]
) -> None:
    """A balancing loop holds itself in check, and where there is no loop none is explained."""
    made = ring(("a", signs[0], "b"), ("b", signs[1], "a"))
    with open_page(written(f"signs{signs[1]}", made)) as visit:
        text = visit.words("body")
        assert "feeds the next" not in text
        assert "feeds itself" not in text
        assert ("holds itself in check" in text) == (signs[1] < 0)
        assert ("said to act on" in text) == (signs[1] < 0)
        assert visit.errors == []


def test_a_page_of_very_many_claims_says_what_it_leaves_out(
    written: Callable[[str, Corpus], Path], open_page: Open
) -> None:
    """Panel and search work; a concept or arrow with claims that are not listed says how many."""
    claims = [claim(1, "a", 1, "b"), claim(2, "b", 1, "a")]
    claims += [claim(number, "b", 0, "c") for number in range(3, 2301)]
    with open_page(written("many", corpus(claims)), "#node=con%3Ac") as visit:
        assert visit.errors == []
        assert "300 further claims are not listed on this page" in visit.words("#detail")
        visit.ask("cg.go({ link: 'con:b con:c' })")
        visit.page.locator("#detail h2", has_text="and").wait_for()
        assert "300 further claims are not listed on this page" in visit.words("#detail")


def test_a_concept_that_is_not_drawn_is_shown_when_it_is_chosen(
    written: Callable[[str, Corpus], Path], open_page: Open
) -> None:
    """The picture around it is made when it is asked for; the picture of all says how many it leaves out."""
    made = corpus(
        [claim(1, "a", 1, "b"), claim(2, "b", 1, "a")], [concept(f"n{number}") for number in range(320)]
    )
    with open_page(written("crowd", made), "#node=con%3An319") as visit:
        assert visit.errors == []
        assert visit.words("#detail h2") == "n319"
        assert visit.ask("return cg.visible()") == ["con:n319"]
        assert visit.words("#shown") == "no neighbours"
        visit.ask("cg.go({ view: 'all' })")
        visit.until("return cg.around === null")
        assert visit.words("#shown") == "2 of 322 concepts shown"
