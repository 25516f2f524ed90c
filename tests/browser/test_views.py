"""The cycle, what breaks it, the numbers and the claims: each view, and the files it gives."""

from __future__ import annotations

import csv
import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from graph.model import Corpus
from tests.browser.conftest import Open, Visit, invented, render, told
from tests.corpora import claim, concept, corpus

SVG = "{http://www.w3.org/2000/svg}"


def switched(visit: Visit) -> list[str]:
    """Give the treatments whose switches are on."""
    return [
        item.get_attribute("data-treatment") or ""
        for item in visit.page.locator("[data-treatment]").all()
        if item.locator("input").is_checked()
    ]


def test_a_switch_weakens_what_its_treatment_is_said_to_act_on(small: Path, open_page: Open) -> None:
    """The arrow that leads on turns thin and marked, in brackets for an aim; off undoes it."""
    with open_page(small, "#breaks=open") as visit:
        style = """const { label, width } = cg.lineStyle(cg.edges.get('link:creak+--loose-nail'));
            return [label, width]"""
        label, width = visit.ask(style)
        assert "⊣" not in label
        assert "It is not advice" in visit.words("#breaking")
        visit.page.get_by_role("switch", name="Floor wax").check()
        visit.until("return cg.on.has('con:wax')")
        assert "breaks=con%3Awax" in visit.ask("return location.hash")
        weak_label, weak_width = visit.ask(style)
        assert "(⊣)" in weak_label
        assert weak_width < width
        assert "1 switched on: said to act on all 2 loops (2 only as an aim)." in visit.words(
            "#breaking-result"
        )
        assert "said to act on" in visit.words("#live")
        visit.page.get_by_role("button", name="Switch all off").click()
        visit.until("return location.hash === '#breaks=open' && cg.on.size === 0")
        assert visit.ask(style) == [label, width]
        assert switched(visit) == []


def test_an_address_switches_on_what_it_names(small: Path, open_page: Open) -> None:
    """Copied and opened, the same is switched on and drawn; what it does not know is passed over."""
    with open_page(small, "#breaks=con%3Anothing,con%3Awax") as visit:
        assert switched(visit) == ["con:wax"]
        assert visit.page.locator("#breaking").is_visible()
        assert not visit.page.locator("#overview").is_visible()
        assert visit.ask("return [...cg.weakened.loops.keys()].sort()") == ["R1", "R2"]
        visit.page.get_by_role("button", name="Back to the cycle").click()
        visit.until("return !location.hash.includes('breaks')")
        visit.settle()
        assert visit.page.locator("#overview").is_visible()
    with open_page(small, "#breaks=con%3Anothing") as visit:
        assert visit.page.locator("#overview").is_visible()


def test_switches_stay_while_something_else_is_looked_at(small: Path, open_page: Open) -> None:
    """A concept opened in between does not switch anything off, and Back returns."""
    with open_page(small, "#breaks=con%3Awax") as visit:
        visit.ask("cg.go({ node: 'con:gap' })")
        visit.page.locator("#detail").get_by_role("heading", name="Gap between boards").wait_for()
        assert visit.ask("return [...cg.on]") == ["con:wax"]
        visit.page.go_back()
        visit.until("return !document.querySelector('#breaking').hidden")


def test_a_switch_far_down_the_list_stays_in_sight(shipped: Path, open_page: Open) -> None:
    """By keyboard: the space bar switches, the list does not jump, and the focus stays on the switch."""
    with open_page(shipped, "#breaks=open") as visit:
        visit.page.get_by_role("switch", name="Yoga").focus()
        before = visit.ask("return document.querySelector('#panel').scrollTop")
        assert before > 500
        visit.page.keyboard.press("Space")
        visit.until("return cg.on.has('con:yoga')")
        assert visit.ask("return document.querySelector('#panel').scrollTop") == pytest.approx(
            before, abs=140
        )
        assert visit.ask("return document.activeElement.closest('li').dataset.treatment") == "con:yoga"


def test_the_smallest_sets_are_buttons_firmest_first(shipped: Path, open_page: Open) -> None:
    """Each switches on its set and nothing else, which touches every reinforcing loop; pressed again, off."""
    with open_page(shipped, "#breaks=open") as visit:
        buttons = visit.page.locator("[data-set] button")
        assert buttons.count() > 3
        firm = [one.get_attribute("class") for one in visit.page.locator("[data-set]").all()]
        order = ["firm-flat", "firm-hedged", "firm-aim"]
        assert [order.index(name or "") for name in firm] == sorted(order.index(name or "") for name in firm)
        for index in (0, buttons.count() - 1):
            buttons.nth(index).click()
            wanted = visit.page.locator("[data-set]").nth(index).get_attribute("data-set") or ""
            visit.until("return cg.on.size > 0")
            visit.settle()
            assert switched(visit) == wanted.split(" ")
            assert visit.ask(
                "return cg.data.loops.every((one) => one.sign < 0 || cg.weakened.loops.has(one.name))"
            )
            buttons.nth(index).click()
            visit.until("return cg.on.size === 0")


def test_treatments_stand_in_the_order_of_care(shipped: Path, open_page: Open) -> None:
    """The conservative ones come before the advanced ones, as the article tells them."""
    with open_page(shipped, java_script_enabled=False) as visit:
        text = told(visit.page.locator("#breaking"))
        assert (
            text.index("Rest and easing")
            < text.index("Epidural steroid injection")
            < text.index("Good posture")
        )
        assert "when: Conservative care did not help enough" in text
        assert "only an aim" in text


def test_without_a_loop_there_is_nothing_to_break(
    written: Callable[[str, Corpus], Path], open_page: Open
) -> None:
    """No button, no pane, no error."""
    made = corpus([claim(1, "a", 1, "b")], [concept("rest", "SelfCare")])
    with open_page(written("loopless", made), "#breaks=open") as visit:
        assert visit.errors == []
        assert visit.page.locator("#breaks-toggle").count() == 0
        assert visit.page.locator("#breaking").count() == 0


def test_a_step_is_told_in_plain_words(small: Path, open_page: Open) -> None:
    """How firmly the arrow is said, with the source's own hedge, and on what evidence."""
    with open_page(small, "#loop=R1") as visit:
        steps = visit.ask("return cg.loopByName.get('R1').edges")
        for number, edge in enumerate(steps, start=1):
            visit.ask(f"cg.go({{ loop: 'R1', step: {number} }})")
            visit.until(f"return cg.state.step === {number}")
            said = visit.words("[aria-current=step] .plain")
            assert "it names no source" in said
            assert ("this can happen (“may”)" in said) == (edge == "link:creak+--loose-nail")


def test_playing_goes_round_until_it_is_paused(small: Path, open_page: Open) -> None:
    """Each turn of the clock is a step; the steps are one entry in the history; pause stops, focus stays."""
    with open_page(small, "#loop=R1") as visit:
        visit.page.clock.install()
        before = visit.page.evaluate("history.length")
        visit.page.get_by_role("button", name="Play").press("Enter")
        visit.until("return cg.state.step === 1")
        assert visit.page.evaluate("document.activeElement.textContent") == "Pause"
        visit.page.clock.run_for(4600)
        visit.until("return cg.state.step === 2")
        visit.page.clock.run_for(4600)
        visit.until("return cg.state.step !== 2")
        visit.page.get_by_role("button", name="Pause").press("Enter")
        here = visit.page.evaluate("location.hash")
        visit.page.clock.run_for(20_000)
        assert visit.page.evaluate("location.hash") == here
        assert visit.page.evaluate("history.length") == before
        visit.page.get_by_role("button", name="Play").click()
        visit.ask("cg.go({ node: 'con:gap' })")
        visit.until("return cg.state.node === 'con:gap'")
        visit.page.clock.run_for(20_000)
        assert visit.ask("return cg.state.node") == "con:gap"


def test_told_steps_stand_beside_the_arrows(shipped: Path, open_page: Open) -> None:
    """Without scripts too: each step of the telling has its claims and the arrow it makes."""
    with open_page(shipped, java_script_enabled=False) as visit:
        rows = visit.page.locator(".told-table tbody tr")
        assert rows.count() == 5
        assert "raises" in told(rows.first.locator("td").nth(1))


@pytest.mark.parametrize("part", ["numbers", "claims"])
def test_numbers_and_claims_have_an_address(small: Path, open_page: Open, part: str) -> None:
    """The link leads there, the address opens there, and the heading has the focus."""
    with open_page(small) as visit:
        visit.page.locator(f"[data-part][href='#{part}']").click()
        visit.until(f"return location.hash === '#part={part}'")
        visit.until(f"return Math.abs(document.querySelector('#{part}').getBoundingClientRect().top) < 60")
    with open_page(small, f"#part={part}") as visit:
        visit.until(f"return Math.abs(document.querySelector('#{part}').getBoundingClientRect().top) < 60")
        assert visit.ask("return document.activeElement.id") == f"{part}-title"


def test_a_figure_is_a_card_with_what_it_lacks(small: Path, open_page: Open) -> None:
    """Drawn as a limit and told as one, with the lack of a source, scripts or not."""
    with open_page(small, java_script_enabled=False) as visit:
        card = visit.page.locator(".number")
        assert card.count() == 1
        text = told(card)
        assert "At most 40 %" in text
        assert "No source is named" in text
        assert card.locator(".hatched").count() == 1
        assert card.locator(".filled").count() == 0


def ids(visit: Visit) -> list[str]:
    """Give the claims of the table in the order shown, without what is hidden."""
    shown: list[str] = visit.ask(
        "return [...document.querySelectorAll('#claim-table tbody tr')]"
        ".filter((row) => row.checkVisibility()).map((row) => row.id.slice(-4))"
    )
    return shown


def test_the_table_is_sorted_by_a_press_on_a_heading(small: Path, open_page: Open) -> None:
    """Firmest first, then the other way round, by the address too; the order of the article comes back."""
    with open_page(small) as visit:
        natural = ids(visit)
        heading = visit.page.get_by_role("columnheader", name="How firmly")
        heading.get_by_role("button").click()
        visit.until("return cg.state.sort === 'firm'")
        assert heading.get_attribute("aria-sort") == "ascending"
        firm = ids(visit)
        assert set(firm) == set(natural)
        assert firm[-1] == "c008"
        assert firm[-2] == "c005"
        heading.get_by_role("button").click()
        visit.until("return cg.state.sort === '-firm'")
        assert ids(visit)[0] == "c008"
    with open_page(small, "#sort=claim") as visit:
        texts = visit.ask(
            "return [...document.querySelectorAll('#claim-table th a')].map((one) => one.textContent)"
        )
        assert texts == sorted(texts, key=str.casefold)
        visit.page.get_by_role("combobox", name="Order").select_option("place")
        visit.until("return cg.state.sort === undefined")
        assert ids(visit) == natural


def test_words_narrow_the_table_and_the_file_is_what_is_shown(
    small: Path, open_page: Open, tmp_path: Path
) -> None:
    """Two words that a row must hold; the CSV has those rows, in their order, and opens as UTF-8."""
    with open_page(small, "#sort=claim") as visit:
        visit.page.get_by_role("searchbox", name="Words").fill("loose NAIL")
        assert set(ids(visit)) == {"c002", "c003"}
        assert "2 of 9 claims shown" in visit.words(".table-tools")
        with visit.page.expect_download() as waiting:
            visit.page.get_by_role("button", name="Download these (CSV)").click()
        path = tmp_path / "claims.csv"
        waiting.value.save_as(path)
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["id"][-4:] for row in rows] == ids(visit)
        assert rows[0]["claim"] == "Creaking may loosen nails."
        assert rows[0]["how firmly"] == "Said as possible (“may”)"
        assert rows[0]["citation depth"] == "article"
        assert rows[0]["review status"] == "unreviewed"


def test_the_picture_can_be_taken_away(small: Path, open_page: Open, tmp_path: Path) -> None:
    """SVG has every card, arrow and sign that is shown, title and legend; PNG is a picture of it."""
    with open_page(small) as visit:
        for form in ("svg", "png"):
            with visit.page.expect_download() as waiting:
                visit.page.locator(f"#save-{form}").click()
            waiting.value.save_as(tmp_path / f"picture.{form}")
        root = ET.parse(tmp_path / "picture.svg").getroot()  # noqa: S314  # written by the page itself
        words = [text.text for text in root.iter(f"{SVG}text")]
        titles = [title.text for title in root.iter(f"{SVG}title")]
        for label in visit.ask("return cg.visible().map((id) => cg.label(id))"):
            assert label in titles
        shown = visit.ask("return cg.data.edges.filter((edge) => !cg.isHiddenEdge(edge)).length")
        assert len(titles) == 1 + shown + visit.ask("return cg.visible().length")
        assert words[0] == "Why Floors Creak"
        assert {"+ raises", "− lowers", "hedged", "only an aim", "somebody’s interest"} <= set(words)
        png = (tmp_path / "picture.png").read_bytes()
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        width, height = struct.unpack(">II", png[16:24])
        assert width > 1000
        assert height > 500
        assert visit.errors == []


def test_arrows_that_fade_lose_their_signs(shipped: Path, open_page: Open) -> None:
    """And have them again when they are bright; vis-network goes on with a label that is made empty."""
    drawn = """return cg.data.edges.filter((edge) => !cg.isHiddenEdge(edge)).map((edge) =>
      [cg.isDimmed(edge.id), cg.network.body.edges[edge.id].options.label.trim(), edge.label])"""
    with open_page(shipped) as visit:
        before = visit.ask(drawn)
        assert all(label == own for _, label, own in before)
        visit.ask("cg.go({ node: cg.data.loops[0].nodes[0] })")
        assert {bool(label) for dim, label, own in visit.ask(drawn) if dim} == {False}
        assert all(label == own for dim, label, own in visit.ask(drawn) if not dim)
        visit.ask("cg.go({})")
        assert visit.ask(drawn) == before


def test_the_arrows_of_the_file_run_where_those_of_the_picture_do(shipped: Path, open_page: Open) -> None:
    """The curve and its head are our own, and agree with those on the canvas to a thousandth of a unit."""
    with open_page(shipped, "#view=all") as visit:
        apart = visit.ask(
            """const context = document.querySelector('#canvas canvas').getContext('2d');
            return Math.max(...cg.data.edges.filter(({ from, to }) => from !== to).map((edge) => {
              const drawn = cg.network.body.edges[edge.id];
              const via = drawn.edgeType.getViaNode();
              const head = drawn.edgeType.getArrowData(context, 'to', via, false, false,
                drawn.getFormattingValues());
              const box = (id) => ({ ...cg.nodes.get(id), ...cg.at(id) });
              const ours = cg.arrowBetween(box(edge.from), box(edge.to), edge.smooth.roundness, head.length);
              const turned = Math.abs(ours.end.angle - head.angle) % (2 * Math.PI);
              return Math.max(Math.hypot(via.x - ours.via.x, via.y - ours.via.y),
                Math.hypot(head.point.x - ours.end.x, head.point.y - ours.end.y),
                Math.min(turned, 2 * Math.PI - turned));
            }))"""
        )
        assert apart < 0.001


def test_hostile_labels_are_text_in_the_files(hostile: Path, open_page: Open, tmp_path: Path) -> None:
    """The SVG is well-formed and has no element of the data; no cell of the CSV begins a formula."""
    with open_page(hostile, "#view=all") as visit:
        with visit.page.expect_download() as waiting:
            visit.page.locator("#save-svg").click()
        waiting.value.save_as(tmp_path / "picture.svg")
        names = {element.tag for element in ET.parse(tmp_path / "picture.svg").iter()}  # noqa: S314  # as above
        assert names <= {f"{SVG}{name}" for name in ("svg", "g", "title", "rect", "text", "path")}
        rows = visit.ask("return cg.toCsv(cg.shownRows())")
        cells = [cell for row in csv.reader(rows.lstrip("\ufeff").splitlines(keepends=True)) for cell in row]
        assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t"}]
        assert visit.errors == []


def test_paper_has_the_picture_its_legend_and_the_claims_it_rests_on(small: Path, open_page: Open) -> None:
    """In light colours on a dark screen too; what the picture does not rest on is not printed."""
    with open_page(small, color_scheme="dark") as visit:
        visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        visit.page.emulate_media(media="print", color_scheme="dark")
        assert visit.page.locator(".on-paper svg").is_visible()
        assert not visit.page.locator("#canvas").is_visible()
        assert visit.page.locator(".warnings").is_visible()
        assert visit.page.locator(".on-paper svg rect").first.get_attribute("fill") == "#fffefb"
        cited = visit.ask(
            "return cg.data.edges.filter((edge) => !cg.isHiddenEdge(edge)).flatMap((edge) => edge.claims)"
        )
        assert len(ids(visit)) == len(set(cited)) < 9
        visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert visit.page.locator(".on-paper").count() == 0
        assert visit.ask("return cg.colour('stage')") != "#fffefb"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        (
            "mailto:desk@site.example",
            "mailto:desk@site.example?subject=Error%20in%20claim%20invented-a%3Ac003",
        ),
        ("https://site.example/new?t={claim}", "https://site.example/new?t=invented-a%3Ac003"),
        (None, None),
    ],
    ids=["mail", "web", "none"],
)
def test_an_error_in_a_claim_can_be_reported(
    open_page: Open, tmp_path: Path, address: str | None, link: str | None
) -> None:
    """Each claim's link names it; where the page has no address, it says whom to tell."""
    path = tmp_path / "page.html"
    path.write_text(render(invented(), report_to=address), encoding="utf-8", newline="\n")
    with open_page(path, "#claim=invented-a%3Ac003") as visit:
        card = visit.page.locator("#detail article", has_text="Loose nails widen gaps.")
        found = card.get_by_role("link", name="Report an error")
        assert (found.get_attribute("href") if found.count() else None) == link
        reading = visit.words("#reading")
        assert "not yet reviewed" in reading
        assert ("Report it" in reading) == (address is not None)
        assert ("Tell whoever published" in reading) == (address is None)


@pytest.mark.parametrize("name", ["shipped", "hostile"])
def test_panel_and_picture_say_what_table_and_data_say(
    name: str, open_page: Open, request: pytest.FixtureRequest
) -> None:
    """Every card has the words of its row, and every arrow drawn the ends, sign and dashes of its data."""
    with open_page(request.getfixturevalue(name), "#view=all") as visit:
        unlike = visit.ask(
            """const text = (element) => element.textContent.replace(/\\s+/g, " ").trim();
            return cg.claims.filter((claim) => {
              cg.showClaim(claim.id);
              const card = [...document.querySelectorAll("#detail article")]
                .find((one) => one.dataset.claim === claim.id);
              const cells = [...claim.row.querySelectorAll("td")].map(text);
              const said = [card.querySelector(".relation"), card.querySelector(".how"),
                card.querySelector(".how").nextElementSibling, card.querySelector(".stands"),
                card.querySelector(".where")].map(text);
              said[3] = said[3].replace(/^Review: /, "");
              const row = text(claim.row.querySelector("th a"));
              return text(card.querySelector(".said")) !== row || said.join("|") !== cells.join("|");
            }).map((claim) => claim.id)"""
        )
        assert unlike == []
        wrong = visit.ask(
            """const drawn = cg.network.body.data.edges;
            const dashes = { flat: false, hedged: [9, 6], aim: [2, 5], denied: [14, 4, 2, 4] };
            return cg.data.edges.filter((edge) => {
              const shown = drawn.get(edge.id);
              return !shown || shown.from !== edge.from || shown.to !== edge.to || shown.sign !== edge.sign
                || !shown.label.startsWith(edge.label)
                || JSON.stringify(shown.dashes) !== JSON.stringify(dashes[edge.firm]);
            }).map((edge) => edge.id)"""
        )
        assert wrong == []
