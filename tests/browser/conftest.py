"""A real Chromium without a network, and the pages it opens."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, sync_playwright

from graph.causes.causal import causal_links
from graph.causes.loops import feedback_loops
from graph.causes.treatments import loop_breaks
from graph.facts import facts_of
from graph.model import Citation, Corpus, Interest, Iri, Passage, Section, Source, Statistic
from graph.pipeline import load_corpus
from graph.site import render_page
from tests.corpora import ARTICLE_A, HOSTILE, SHIPPED, claim, con, concept, corpus

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}
MANY = 1000
# The explorer is drawn before it can be used; the editor's page has no picture.
READY = """const has = (name) => performance.getEntriesByName(`claimgraph-${name}`).length > 0;
    return has('drawn') && (has('ready') || !document.querySelector('#canvas'));"""

_SHARED = "const cg = window.claimgraph;"
# The picture follows the panel by two frames: whoever asks is told how it is then.
_CAUGHT_UP = "cg?.catchUp?.();"
# A page is told of its new address a moment after it has changed; here so late that a test which does not
# wait for it fails each time, not now and then. `heard` is the last address that it was told of.
_HEARD = """window.heard = location.href;
addEventListener('hashchange', (event) => {
  const { isTrusted, oldURL, newURL } = event;
  if (!isTrusted) {
    window.heard = newURL;
    return;
  }
  event.stopImmediatePropagation();
  setTimeout(() => dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL })), 40);
}, true);"""
# All text that stands in a part of the page, laid out already or not, but for scripts and what is hidden.
_WORDS = """const out = [];
    const walk = document.createTreeWalker(document.querySelector(argument), NodeFilter.SHOW_ALL, (node) =>
      node.nodeType === 1 && node.matches('script, style, noscript, svg, [hidden]')
        ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    while (walk.nextNode()) if (walk.currentNode.nodeType === 3) out.push(walk.currentNode.data);
    return out.join('').replaceAll(/\\s+/g, ' ').trim()"""
# What is drawn, once it is the same three frames later.
_STILL = """async () => {
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  const picture = () => document.querySelector('#canvas canvas').toDataURL();
  let before = null;
  let now = picture();
  while (before !== now) {
    for (let count = 0; count < 3; count += 1) await frame();
    [before, now] = [now, picture()];
  }
  return now;
}"""


@dataclass
class Visit:
    """An open page, and what it did on its own since: requests, console errors, policy violations."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def ask(self, script: str, argument: Any = None) -> Any:
        """Evaluate JavaScript in the page; ``cg`` is what the page's scripts share."""
        return self.page.evaluate(f"(argument) => {{ {_SHARED} {_CAUGHT_UP} {script} }}", argument)

    def until(self, script: str) -> None:
        """Wait until JavaScript says true; the page's policy forbids Playwright's own waiting."""
        wait_for(self.page, script)

    def settle(self) -> None:
        """Wait until the page has acted on its address, as it does after a press or a way back."""
        self.until("return heard === location.href")

    def words(self, selector: str) -> str:
        """Give all text of a part of the page, on one line, whether it is near the window or far from it.

        Not innerText: of what is laid out only near the window it gives now all, now nothing.
        """
        return str(self.ask(_WORDS, selector))

    def picture(self) -> str:
        """Give what is drawn, once it no longer changes, as a PNG in an address."""
        return str(self.page.evaluate(_STILL))

    def node_at(self, identifier: str) -> tuple[float, float]:
        """Give where a concept is on the screen."""
        at = self.ask("return cg.network.canvasToDOM(cg.network.getPosition(argument))", identifier)
        return self._on_screen(at)

    def edge_at(self, identifier: str) -> tuple[float, float]:
        """Give a place on the screen that lies on an arrow, a third of the way along its curve."""
        at = self.ask(
            "return cg.network.canvasToDOM(cg.network.body.edges[argument].edgeType.getPoint(0.36))",
            identifier,
        )
        return self._on_screen(at)

    def _on_screen(self, at: dict[str, float]) -> tuple[float, float]:
        box = self.page.locator("#canvas").bounding_box()
        assert box is not None
        return box["x"] + at["x"], box["y"] + at["y"]


def wait_for(page: Page | Frame, script: str) -> None:
    """Wait until JavaScript says true; the page's policy forbids Playwright's own waiting."""
    for _ in range(1200):
        if page.evaluate(f"() => {{ {_SHARED} {script} }}"):
            return
        page.wait_for_timeout(25)
    pytest.fail(f"this did not become true within half a minute: {script}")


def told(part: Locator) -> str:
    """Give the text of a part of a page on one line; not innerText, see `Visit.words`."""
    return " ".join((part.text_content() or "").split())


Open = Callable[..., AbstractContextManager[Visit]]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the Chromium that is there; fail with what to run if there is none."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        named = os.environ.get("CLAIMGRAPH_CHROMIUM")
        found = shutil.which(named) if named else next(filter(None, map(shutil.which, _NAMES)), None)
        if found is None and Path(own).exists():
            found = own
        if found is None:
            pytest.fail(
                "There is no Chromium for the browser tests: run 'python -m playwright install chromium' "
                "or 'apt-get install chromium', or name one with CLAIMGRAPH_CHROMIUM."
            )
        browser = playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def open_page(chromium: Browser) -> Open:
    """Open a page from disk in a window of its own, offline; a script `before` its own is run."""

    @contextmanager
    def opened(
        path: Path, address: str = "", *, narrow: bool = False, before: str = "", **context: Any
    ) -> Iterator[Visit]:
        context.setdefault("viewport", NARROW if narrow else WIDE)
        with chromium.new_context(offline=True, **context) as window:
            window.add_init_script(_HEARD)
            window.add_init_script(before)
            visit = Visit(window.new_page())
            visit.page.on("request", lambda request: visit.requests.append(request.url))
            visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
            visit.page.on(
                "console",
                lambda message: visit.errors.append(message.text) if message.type == "error" else None,
            )
            visit.page.goto(path.as_uri() + address)
            if context.get("java_script_enabled", True):
                visit.until(READY)
            yield visit

    return opened


def render(made: Corpus, report_to: str | None = None) -> str:
    """Render the page of a corpus."""
    links = causal_links(made)
    search = feedback_loops(made, links)
    breaks = loop_breaks(made, links, search.loops)
    facts = facts_of(made, links, search.loops, breaks)
    return render_page(made, links, search, breaks, facts, report_to=report_to)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Corpus], Path]:
    """Write the page of a corpus to disk and give its path."""
    folder = tmp_path_factory.mktemp("pages")

    def write(name: str, made: Corpus) -> Path:
        path = folder / f"{name}.html"
        path.write_text(render(made), encoding="utf-8", newline="\n")
        return path

    return write


@pytest.fixture(scope="session")
def small(written: Callable[[str, Corpus], Path]) -> Path:
    """Write a page of a few invented claims that use everything a claim can carry."""
    return written("small", invented())


@pytest.fixture(scope="session")
def hostile(written: Callable[[str, Corpus], Path]) -> Path:
    """Write a page whose every label is an attack."""
    return written("hostile", load_corpus(HOSTILE))


@pytest.fixture(scope="session")
def shipped(written: Callable[[str, Corpus], Path]) -> Path:
    """Write the page of the data that ship."""
    return written("shipped", load_corpus(SHIPPED))


@pytest.fixture(scope="session")
def thousand(written: Callable[[str, Corpus], Path]) -> Path:
    """Write a page of 1,000 concepts: a loop of four, a hub with 400 neighbours, the rest at random.

    Every fifth claim is hedged.
    """
    pick = Random(5)
    ends = [(f"n{at}", 1, f"n{(at + 1) % 4}") for at in range(4)]
    # What is random leads from lower numbers to higher ones: it closes no further loop.
    ends += [(f"n{pick.randrange(number)}", 1, f"n{number}") for number in range(4, MANY)]
    ends += [(f"n{number}", 0, "n900") for number in range(100, 500)]
    claims = [
        claim(number, *one, modality="asserted" if number % 5 else "possible")
        for number, one in enumerate(ends, start=1)
    ]
    concepts = [concept(f"n{number}", label=f"Thing {number}") for number in range(MANY)]
    return written("thousand", corpus(claims, concepts))


def invented() -> Corpus:
    """Make claims on creaking floors: a loop, a way back, treatments, a figure, an interest, a warning."""
    source = Source(
        iri=Iri(ARTICLE_A + "article"),
        title="Why Floors Creak",
        url="https://floors.example/creak",
        publisher="Floor Letter",
        published="2025-03-02",
        normalization=None,
        length=None,
        sha256=None,
        sections=(
            Section(
                iri=Iri(ARTICLE_A + "s01"), title="Boards", position=1, parent=Iri(ARTICLE_A + "article")
            ),
        ),
    )
    passage = Passage(
        iri=Iri(ARTICLE_A + "c001-p"),
        source=source.iri,
        section=Iri(ARTICLE_A + "s01"),
        block=2,
        item=None,
        start=0,
        end=9,
        sha256="0" * 64,
        anchor_prefix=None,
        anchor_start="Boards",
        anchor_end=None,
        deep_link="https://floors.example/creak#:~:text=Boards",
    )
    figure = Statistic(
        iri=Iri(ARTICLE_A + "c006-stat"),
        measure=con("share"),
        bound="at-most",
        value=Decimal(40),
        unit="PERCENT",
    )
    interest = Interest(
        iri=Iri(ARTICLE_A + "coi-1"),
        label="The letter sells wax",
        party="Floor Letter",
        concepts=(con("wax"),),
    )
    vague = Citation(iri=Iri(ARTICLE_A + "cit-1"), as_named="a survey", status="vague")
    claims = [
        claim(1, "gap", 1, "creak", label="Gaps make boards creak."),
        replace(
            claim(2, "creak", 1, "loose-nail", modality="possible", label="Creaking may loosen nails."),
            hedge="may",
        ),
        claim(3, "loose-nail", 1, "gap", label="Loose nails widen gaps."),
        claim(4, "creak", 1, "gap", label="Creaking widens gaps at once."),
        replace(
            claim(5, "wax", -1, "creak", modality="intended", label="Wax is meant to quiet boards."),
            citations=(vague,),
            interests=(interest.iri,),
        ),
        replace(claim(6, "creak", 0, "noise", label="Two in five floors are loud."), statistic=figure),
        replace(
            claim(7, "crack", 0, "builder", label="A crack calls for a builder at once."), kind="red-flag"
        ),
        claim(8, "lamp", 0, "gap", polarity="negated", label="A lamp does not find gaps."),
        claim(9, "gap", 0, None, label="Gaps have another name."),
    ]
    return replace(
        corpus(
            [replace(entry, passages=(passage,)) for entry in claims],
            [
                concept("gap", "Condition", label="Gap between boards", alt_labels=("crevice",)),
                concept("creak", "Condition", label="Creaking board"),
                concept("loose-nail", label="Loose nail", definition="A nail that no longer holds."),
                concept("wax", "Treatment", label="Floor wax"),
                concept("noise", "Symptom", label="Noise at night"),
                concept("crack", "Symptom", label="Crack in a beam"),
                concept("builder", "Treatment", label="Visit of a builder"),
                concept("lamp", "DiagnosticTest", label="Lamp test"),
                concept("share", "Outcome", label="Share of loud floors"),
            ],
        ),
        sources=(source,),
        interests=(interest,),
    )
