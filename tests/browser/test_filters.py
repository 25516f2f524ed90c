"""Filters and lenses of the page: what they leave, how they are taken back, what the address keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph.model import Corpus
from tests.browser.conftest import Open, Visit, invented, told

WIDTHS = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
FACETS = ("kind", "section", "modality", "depth", "interest", "status", "sign")
SHOWN = """const rows = [...document.querySelectorAll('#claim-table tbody tr')];
    const items = [...document.querySelectorAll('#concepts li[id]')];
    const there = (element) => element.checkVisibility();
    return {
      rows: rows.filter(there).map((row) => row.id),
      items: items.filter(there).map((item) => item.id).sort(),
      nodes: cg.visible().sort(),
      arrows: cg.data.edges.filter((edge) => !cg.isHiddenEdge(edge)).map((edge) => edge.id),
    };"""


@pytest.fixture(scope="session")
def reviewed(written: Callable[[str, Corpus], Path]) -> Path:
    """Write a page of claims that stand differently: each status and some depths of evidence occur."""
    made = invented()
    stands = [
        ("verified", "checked"),
        ("in-review", "named"),
        ("unreviewed", "article"),
        ("stale", "article"),
        ("disputed", "unnamed"),
        ("unreviewed", "none"),
    ]
    claims = [
        replace(one, status=stands[number % 6][0], citation_depth=stands[number % 6][1])
        for number, one in enumerate(made.claims)
    ]
    return written("reviewed", replace(made, claims=tuple(claims)))


def open_panel(visit: Visit) -> None:
    """Unfold the list of all filters."""
    visit.page.locator("#filter-panel summary").click()
    visit.page.locator("#filter-groups fieldset").first.wait_for()


@WIDTHS
def test_every_facet_acts_on_the_picture_and_the_lists_alike(
    reviewed: Path, open_page: Open, *, narrow: bool
) -> None:
    """For each value of each facet: rows, arrows and concepts are those that have it, no more, no fewer."""
    with open_page(reviewed, "#view=all", narrow=narrow) as visit:
        names = visit.ask("return cg.data.facets.map((facet) => facet.name)")
        assert tuple(names) == FACETS
        for name in FACETS[1:]:
            ids = visit.ask(
                "return cg.data.facets.find((f) => f.name === argument).values.map((v) => v.id)", name
            )
            for value in ids if len(ids) > 1 else []:
                visit.ask(
                    "cg.filter.clear(); cg.filter.only(argument[0], [argument[1]]);"
                    "cg.apply({ view: 'all', ...cg.filterFields() }, false)",
                    [name, value],
                )
                wanted = visit.ask(
                    """const facet = cg.data.facets.find((f) => f.name === argument[0]);
                    const at = facet.values.findIndex((value) => value.id === argument[1]);
                    return cg.claims.filter((claim) => [facet.rows[claim.index]].flat().includes(at))
                      .map(({ id, subject, object, edge }) => ({ id, ends: [subject, object], edge }))""",
                    [name, value],
                )
                shown = visit.ask(SHOWN)
                concepts = sorted({end for claim in wanted for end in claim["ends"] if end})
                assert shown["rows"] == [claim["id"] for claim in wanted], (name, value)
                assert shown["items"] == concepts
                assert shown["nodes"] == concepts
                assert set(shown["arrows"]) == {claim["edge"] for claim in wanted if claim["edge"]}
                assert visit.page.locator(".warnings").is_visible()


def test_counts_stand_beside_every_value_and_follow_the_other_filters(
    reviewed: Path, open_page: Open
) -> None:
    """What a value would leave is said before it is pressed."""
    with open_page(reviewed, "#sign=plus") as visit:
        open_panel(visit)
        group = visit.page.locator("fieldset[data-facet=status]")
        before = {
            told(entry.locator("bdi")): int(told(entry.locator(".count")))
            for entry in group.locator("li").all()
        }
        assert before == {
            "verified": 1,
            "in review": 1,
            "not yet reviewed": 1,
            "changed since it was reviewed": 1,
            "disputed": 0,
        }
        group.get_by_role("button", name="Only verified").click()
        visit.until("return cg.state.status === 'verified'")
        assert len(visit.ask(SHOWN)["rows"]) == 1


def test_active_filters_are_listed_and_one_press_takes_back_each_or_all(
    reviewed: Path, open_page: Open
) -> None:
    """By keyboard alone: the focus is never lost, and what happened is announced."""
    with open_page(reviewed, "#view=all&kind=-Symptom&status=-disputed,stale") as visit:
        bar = visit.page.get_by_role("group", name="Active filters")
        texts = [told(one) for one in bar.locator("li").all()]
        assert texts == [
            "Kind: not Symptoms ×",
            "Review: not changed since it was reviewed ×",
            "Review: not disputed ×",
        ]
        visit.page.get_by_role("button", name="Take back the filter Kind: not Symptoms").focus()
        visit.page.keyboard.press("Enter")
        visit.until("return !cg.state.kind && document.querySelectorAll('#filters-list li').length === 2")
        assert bar.locator("li").count() == 2
        assert visit.ask("return document.activeElement.closest('#filters') !== null")
        assert "pass the filters" in visit.words("#live")
        visit.page.get_by_role("button", name="Show everything again").focus()
        visit.page.keyboard.press("Enter")
        visit.until("return document.querySelector('#filters').hidden && location.hash === '#view=all'")
        visit.until("return document.activeElement.tagName === 'SUMMARY'")
        assert not bar.is_visible()
        assert visit.ask("return document.activeElement.tagName") == "SUMMARY"
        assert visit.words("#live") == "No filter: everything is shown."
        assert len(visit.ask(SHOWN)["rows"]) == visit.ask("return cg.claims.length")


def test_back_takes_a_filter_back_and_a_choice_keeps_it(reviewed: Path, open_page: Open) -> None:
    """A filter is a step of the browser's history; choosing something does not lose it."""
    with open_page(reviewed, "#view=all") as visit:
        visit.page.locator("[data-filter-kind=Symptom]").click()
        visit.until("return cg.state.kind === '-Symptom'")
        visit.ask("cg.go({ node: 'con:gap' })")
        visit.until("return cg.state.node === 'con:gap'")
        assert "kind=-Symptom" in visit.ask("return location.hash")
        visit.page.go_back()
        visit.until("return cg.state.node === undefined")
        visit.page.go_back()
        visit.until("return cg.filter.isActive() === false")
        pressed = visit.page.locator("[data-filter-kind=Symptom]").get_attribute("aria-pressed")
        assert pressed == "true"


def test_an_address_with_filters_and_a_lens_shows_the_same_again(reviewed: Path, open_page: Open) -> None:
    """Chosen by hand, copied and opened: the same rows, picture, legend and bar."""
    seen = f"""const shown = (() => {{ {SHOWN} }})();
        return {{ ...shown, lens: document.querySelector('#lens').value,
          bar: document.querySelector('#filters').textContent,
          legend: document.querySelector('#lens-legend').textContent,
          colours: shown.arrows.map((id) => cg.network.body.data.edges.get(id).color.color) }};"""
    with open_page(reviewed, "#view=all") as visit:
        open_panel(visit)
        visit.page.get_by_role("checkbox", name="disputed").uncheck()
        visit.until("return Boolean(cg.state.status)")
        visit.page.locator("#lens").select_option("evidence")
        visit.until("return cg.lens === 'evidence'")
        visit.page.locator("[data-filter-line=hedged]").click()
        visit.until("return Boolean(cg.state.modality)")
        chosen, address = visit.ask(seen), visit.ask("return location.hash")
        assert "only" not in chosen["bar"]
    with open_page(reviewed, address) as visit:
        assert visit.ask(seen) == chosen


@pytest.mark.parametrize(
    "address",
    [
        "#kind=<img src=x onerror=alert(1)>&lens=<script>",
        "#kind=-&status=,,,&section=%E0%A4%A&modality=-%00",
        "#lens=__proto__&kind=__proto__&status=-constructor&spot=toString",
        "#" + "&".join(f"kind=-k{number}" for number in range(500)),
        "#spot=uncited&node=con%3Agap&lens=firmness&lens=status",
    ],
    ids=["markup", "empty and broken", "names of objects", "very many", "more than one"],
)
def test_a_hostile_address_hides_nothing_and_runs_nothing(
    reviewed: Path, open_page: Open, address: str
) -> None:
    """Whatever stands in the address, all claims are shown, nothing fails, nothing is asked for."""
    with open_page(reviewed, address) as visit:
        assert visit.errors == []
        assert len(visit.ask(SHOWN)["rows"]) == visit.ask("return cg.claims.length")
        assert visit.page.locator("img").count() == 0
        assert len([url for url in visit.requests if not url.startswith("data:")]) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_lens_colours_by_its_values_and_says_them_a_second_time(
    reviewed: Path, open_page: Open, scheme: str
) -> None:
    """Arrows of another value have another colour, and another mark, dash or label too."""
    with open_page(reviewed, "#view=all", color_scheme=scheme) as visit:
        plain = visit.ask("return cg.network.body.data.edges.get().map((edge) => edge.color.color)")
        for lens, value in (
            ("firmness", "edge.firm"),
            ("evidence", "edge.depth"),
            ("status", "edge.status"),
            ("interest", "edge.interest"),
        ):
            visit.page.locator("#lens").select_option(lens)
            visit.until(f"return cg.lens === '{lens}'")
            drawn = visit.ask(
                f"""return cg.network.body.data.edges.get().map((edge) => [String({value}), edge.color.color,
                  edge.label.replace(/^(not|[+−])/, '') + JSON.stringify(edge.dashes)])"""
            )
            assert [colour for _, colour, _ in drawn] != plain
            assert len({name for name, _, _ in drawn}) > 1
            for one in drawn:
                for other in drawn:
                    assert (one[0] == other[0]) == (one[1] == other[1]), (one, other)
                    assert one[0] == other[0] or one[2] != other[2], (one, other)


def test_the_legend_explains_the_lens_and_what_is_marked_without_one(reviewed: Path, open_page: Open) -> None:
    """Each value that occurs stands there with its mark and the number of arrows."""
    with open_page(reviewed, "#view=all&lens=status") as visit:
        found = [told(entry) for entry in visit.page.locator("#lens-legend li").all()]
        counts = visit.ask(
            """const counts = {};
            for (const { status } of cg.data.edges) counts[status] = (counts[status] || 0) + 1;
            return counts"""
        )
        words = {
            "verified": "✓verified",
            "in-review": "…in review",
            "unreviewed": "?not yet reviewed",
            "stale": "Δchanged since it was reviewed",
            "disputed": "✗disputed",
        }
        assert found == [f"{text} {counts[key]}" for key, text in words.items() if key in counts]
        visit.page.locator("#lens").select_option("")
        visit.until("return cg.lens === undefined")
        assert not visit.page.locator("#lens-legend").is_visible()
        assert "✓" in visit.words(".legend-row.lines")
        label = visit.ask("return cg.network.body.data.edges.get('link:gap+--creak').label")
        assert label == "+ ✓ ⑥"


def test_a_mark_of_caution_lights_up_its_arrows_and_stands_in_the_address(
    reviewed: Path, open_page: Open
) -> None:
    """Pressed again, or with Back, everything is bright again."""
    with open_page(reviewed) as visit:
        chip = visit.page.locator("[data-spot=interest]")
        chip.click()
        visit.until("return cg.state.spot === 'interest' && location.hash === '#view=all&spot=interest'")
        assert chip.get_attribute("aria-pressed") == "true"
        assert sorted(visit.ask("return [...cg.lit]")) == ["con:creak", "con:wax", "link:wax---creak"]
        visit.page.go_back()
        visit.until("return cg.lit === null")
        assert chip.get_attribute("aria-pressed") == "false"
