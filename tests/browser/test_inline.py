"""What notebooks show, in a real Chromium: both schemes, the policy of VS Code, hostile data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import graph
from graph.model import Corpus
from tests.browser.conftest import READY, wait_for
from tests.corpora import HOSTILE, SHIPPED

# The policy that the page around a notebook's outputs has in VS Code (1.9x, backLayerWebView.ts).
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' https: http: data:; font-src 'self' https:; connect-src https:; child-src https: data:"
)
_HOSTS = {
    "jupyterlab light": ('data-jp-theme-light="true"', "dark"),
    "jupyterlab dark": ('data-jp-theme-light="false"', "light"),
    "vscode light": ('class="vscode-light"', "dark"),
    "vscode dark": ('class="vscode-dark"', "light"),
    "vscode high contrast": ('class="vscode-high-contrast"', "light"),
    "elsewhere light": ("", "light"),
    "elsewhere dark": ("", "dark"),
}


@dataclass
class Look:
    """An open notebook page, and what went wrong or was asked of the network."""

    page: Page
    trouble: list[str] = field(default_factory=list)


Opened = Callable[..., Any]


@pytest.fixture
def notebook(chromium: Browser, tmp_path: Path) -> Opened:
    """Open a page with some outputs, as a notebook would hold them, with the network blocked."""

    @contextmanager
    def opened(outputs: list[str], body: str = "", *, scheme: str = "light") -> Iterator[Look]:
        path = tmp_path / "notebook.html"
        shell = Path(__file__).with_name("notebook.html").read_text(encoding="utf-8")
        page = shell.replace("POLICY", _POLICY).replace("BODY", body).replace("OUTPUTS", "\n".join(outputs))
        path.write_text(page, encoding="utf-8")
        with chromium.new_context(offline=True, color_scheme=scheme) as window:
            look = Look(window.new_page())
            look.page.on("request", lambda request: look.trouble.append(f"request: {request.url}"))
            look.page.on("pageerror", lambda error: look.trouble.append(str(error)))
            look.page.on("dialog", lambda dialog: look.trouble.append(f"dialog: {dialog.message}"))
            look.page.on("console", lambda message: look.trouble.append(message.text))
            look.page.goto(path.as_uri())
            look.trouble.remove(f"request: {path.as_uri()}")
            yield look

    return opened


@pytest.fixture(scope="module")
def shipped_corpus() -> Corpus:
    """Load the data that ship."""
    return graph.load_corpus(SHIPPED)


def outputs_of(made: Corpus) -> list[str]:
    """Give what a notebook would hold of a corpus, but for its page."""
    links = graph.causal_links(made)
    search = graph.feedback_loops(made, links)
    breaks = graph.loop_breaks(made, links, search.loops)
    values = [made.claims, made.concepts[0], search, *search.loops[:1], breaks, graph.causal_graph(made)]
    return [graph.show(value, made).html for value in values]


def contrast(look: Look, selector: str) -> float:
    """Give the WCAG 2 contrast of an element's text with the background of its exhibit."""
    colours: list[str] = look.page.eval_on_selector(
        selector,
        "one => [getComputedStyle(one).color, getComputedStyle(one.closest('.claimgraph')).backgroundColor]",
    )
    text, paper = sorted(map(luminance, colours))
    return (paper + 0.05) / (text + 0.05)


def luminance(colour: str) -> float:
    """Give the relative luminance of ``rgb(r, g, b)``, as WCAG 2 defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("host", _HOSTS)
def test_it_is_readable_in_the_scheme_of_its_host(
    host: str, notebook: Opened, shipped_corpus: Corpus
) -> None:
    """The host's own scheme wins over the system's; text, links, marks and signs keep a contrast of 4.5."""
    body, scheme = _HOSTS[host]
    with notebook(outputs_of(shipped_corpus), body, scheme=scheme) as look:
        paper = look.page.eval_on_selector(".claimgraph", "one => getComputedStyle(one).backgroundColor")
        assert (luminance(paper) < 0.2) is ("dark" in host or "high contrast" in host)
        for selector in ("td", "th", "a", ".cg-note", ".cg-small", ".cg-uncited", ".cg-warning", "summary"):
            assert contrast(look, f".claimgraph {selector}") >= 4.5, selector
        assert look.trouble == []


def test_nothing_around_it_changes_and_its_table_keeps_its_looks(
    notebook: Opened, shipped_corpus: Corpus
) -> None:
    """A notebook's own table looks the same with and without ours, and ours is not striped or centred."""
    ask = "one => { const look = getComputedStyle(one); return [look.color, look.textAlign, look.padding]; }"
    with notebook([]) as look:
        before = look.page.eval_on_selector("#foreign td", ask)
    with notebook(outputs_of(shipped_corpus)) as look:
        assert look.page.eval_on_selector("#foreign td", ask) == before
        ours = look.page.eval_on_selector(
            ".claimgraph tbody tr:nth-child(odd)", "one => getComputedStyle(one).backgroundColor"
        )
        assert ours == "rgba(0, 0, 0, 0)"
        aligned = look.page.eval_on_selector(".claimgraph td", "one => getComputedStyle(one).textAlign")
        assert aligned == "left"


def test_hostile_data_run_nothing_and_ask_for_nothing(notebook: Opened) -> None:
    """Every label an attack: no dialog, no script, no request, and no element of theirs."""
    with notebook(outputs_of(graph.load_corpus(HOSTILE))) as look:
        assert look.trouble == []
        assert look.page.locator(".claimgraph script, .claimgraph img, .claimgraph [onerror]").count() == 0
        assert look.page.evaluate("Object.keys(window).filter(name => /pwn|hacked|xss/i.test(name))") == []


def test_further_rows_open_by_keyboard(notebook: Opened, shipped_corpus: Corpus) -> None:
    """What is folded away opens without a mouse, without a script."""
    with notebook([graph.show(shipped_corpus.claims, shipped_corpus).html]) as look:
        folded = look.page.locator("details tbody tr").first
        assert not folded.is_visible()
        look.page.locator("summary").focus()
        look.page.keyboard.press("Enter")
        assert folded.is_visible()


def test_the_page_works_in_its_frame_under_the_policy_of_vs_code(
    notebook: Opened, shipped_corpus: Corpus
) -> None:
    """The graph is drawn, a loop can be chosen, and the frame stays the page."""
    with notebook([graph.show(shipped_corpus).html]) as look:
        frame = look.page.frames[1]
        wait_for(frame, READY)
        frame.locator("#loops h3 a").first.click()
        wait_for(frame, "return cg.state.loop === 'R1'")
        assert frame.evaluate("location.hash") == "#loop=R1"
        assert frame.evaluate("Boolean(window.claimgraph.network)")
        assert look.trouble == []
