"""axe-core finds nothing: in each view, wide and narrow, light and dark."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from graph.pipeline import load_corpus
from graph.reviewing.worklist import list_work
from graph.site.editor import render_editor
from tests.browser.conftest import Open
from tests.corpora import SECOND

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# The rules of WCAG 2.2 up to AA, and what axe itself advises.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "async (values) => (await axe.run(document, { runOnly: { type: 'tag', values } })).violations"
# What a scroll box cuts off, or is not laid out before it is in sight, has no size that axe could measure.
# Nor is a colour on its way to another the one that is read.
WHOLE = (
    "* { content-visibility: visible !important; transition: none !important } "
    ".scroll { overflow: visible !important; max-height: none }"
)
VIEWS = [
    "",
    "#view=all",
    "#view=near&lens=status",
    "#view=all&lens=evidence&status=verified",
    "#node=con%3Agap",
    "#claim=invented-a%3Ac002",
    "#loop=R1&step=2",
    "#breaks=con%3Awax",
    "#from=con%3Agap&to=con%3Aloose-nail",
]


@cache
def axe() -> str:
    """Give axe-core's script."""
    if not AXE.exists():
        pytest.fail("axe-core is missing: run 'make install'.")
    return AXE.read_text(encoding="utf-8")


def complaints(page: Page) -> list[str]:
    """Give what axe finds: the rule, the element it is about, and what would satisfy it."""
    page.add_style_tag(content=WHOLE)
    page.evaluate(axe())
    found: list[dict[str, Any]] = page.evaluate(RUN, TAGS)
    return [
        f"{one['id']}: {node['html'][:160]}: {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("address", VIEWS)
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_view(
    small: Path, open_page: Open, address: str, scheme: str, *, narrow: bool
) -> None:
    """Names, roles, contrast, sizes, order of headings, landmarks: nothing to complain of."""
    with open_page(small, address, narrow=narrow, color_scheme=scheme) as visit:
        assert complaints(visit.page) == []


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_somebody_searches(
    small: Path, open_page: Open, scheme: str, *, narrow: bool
) -> None:
    """The list of what is found has its roles and its contrast too."""
    with open_page(small, narrow=narrow, color_scheme=scheme) as visit:
        visit.page.fill("#search", "gap")
        visit.page.keyboard.press("ArrowDown")
        assert visit.page.locator("#found [role=option]").count() > 0
        assert complaints(visit.page) == []


@pytest.mark.parametrize(("scheme", "narrow"), [("light", False), ("dark", True)], ids=["wide", "narrow"])
def test_axe_finds_nothing_on_the_page_of_the_data_that_ship(
    shipped: Path, open_page: Open, scheme: str, *, narrow: bool
) -> None:
    """Long labels, many rows and every kind of figure stand on it."""
    with open_page(shipped, narrow=narrow, color_scheme=scheme) as visit:
        assert complaints(visit.page) == []


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_editors_page(
    tmp_path: Path, open_page: Open, scheme: str, *, narrow: bool
) -> None:
    """Nor where claims are reviewed."""
    corpus = load_corpus(SECOND)
    path = tmp_path / "editor.html"
    path.write_text(render_editor(corpus, list_work(corpus)), encoding="utf-8", newline="\n")
    with open_page(path, narrow=narrow, color_scheme=scheme) as visit:
        assert complaints(visit.page) == []
