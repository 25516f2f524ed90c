"""The editors' page in a real browser: verdicts by mouse and key, kept, downloaded and imported."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

import graph
from graph.pipeline import build
from graph.reviewing.recording import import_decisions
from graph.reviewing.worklist import list_work
from graph.site.editor import Check, render_editor
from tests.browser.conftest import Open
from tests.corpora import HOSTILE, SECOND, SHIPPED

WriteEditor = Callable[..., Path]


@pytest.fixture(scope="session")
def write_editor(tmp_path_factory: pytest.TempPathFactory) -> WriteEditor:
    """Write the editors' page of a data set and give its path."""
    folder = tmp_path_factory.mktemp("editors")

    def write(data: Path, **options: object) -> Path:
        corpus = graph.load_corpus(data)
        path = folder / f"{data.stem}-{len(options)}.html"
        path.write_text(render_editor(corpus, list_work(corpus), **options), encoding="utf-8", newline="\n")
        return path

    return write


def live(page: Page) -> str:
    """Give what the page says to those who do not see it."""
    return str(page.evaluate("document.getElementById('live').textContent"))


def let_it_keep(page: Page) -> None:
    """Wait until Chromium has what a page keeps: it takes a moment, and tells nobody."""
    page.wait_for_timeout(300)


def keep_decisions(page: Page) -> None:
    """Have the pages opened next find what is decided now: what one file keeps may reach another late."""
    kept = json.dumps(page.evaluate("({...localStorage})"))
    page.add_init_script(f"Object.assign(localStorage, {kept});")


def current(page: Page) -> str:
    """Give the claim that is being looked at."""
    return str(page.evaluate("document.querySelector('.card[data-current]')?.id"))


@pytest.mark.parametrize("data", [SHIPPED, SECOND, HOSTILE], ids=["shipped", "second", "hostile"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_the_page_opens_by_itself_and_asks_nobody(
    open_page: Open, write_editor: WriteEditor, data: Path, *, narrow: bool
) -> None:
    """No request, no error, nothing of the data runs, and nothing hangs over the edge."""
    with open_page(write_editor(data), narrow=narrow) as visit:
        assert visit.errors == []
        assert [url for url in visit.requests if not url.startswith("file:")] == []
        page = visit.page
        assert page.locator(".card").count() == len(graph.load_corpus(data).claims)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("document.querySelectorAll('.card script, .card img, .card iframe').length") == 0
        assert page.evaluate("window.attacked") is None


def test_warning_signs_come_first(open_page: Open, write_editor: WriteEditor) -> None:
    """In the worklist, and among the cards."""
    with open_page(write_editor(SHIPPED)) as visit:
        assert visit.page.locator("#work summary b").first.text_content() == "warning-sign"
        assert "warning sign" in (visit.page.locator(".card").first.text_content() or "")


def test_keys_go_through_the_claims_and_decide(open_page: Open, write_editor: WriteEditor) -> None:
    """The j and k keys move, a letter decides, and while somebody types they are letters."""
    with open_page(write_editor(SECOND)) as visit:
        page = visit.page
        page.keyboard.press("j")
        first = current(page)
        page.keyboard.press("j")
        second = current(page)
        assert len({first, second, "None"}) == 3
        page.keyboard.press("k")
        assert current(page) == first
        page.keyboard.press("f")
        assert "1 to download" in live(page)
        assert page.locator("button[data-verdict=faithful]").get_attribute("aria-pressed") == "true"
        page.keyboard.press("n")
        page.keyboard.type("junk of fun")
        assert page.locator(".note").input_value() == "junk of fun"
        page.keyboard.press("Escape")
        page.keyboard.press("u")
        assert page.locator("#count").text_content() == "1 decision"
        assert "junk of fun" in (page.locator(".card[data-current] .mine").text_content() or "")


def test_a_verdict_that_rests_on_a_study_asks_for_it(open_page: Open, write_editor: WriteEditor) -> None:
    """Nothing is noted before it is there."""
    with open_page(write_editor(SECOND)) as visit:
        page = visit.page
        page.keyboard.press("j")
        page.locator("button[data-verdict=supported]").click()
        assert "needs a study" in live(page)
        assert page.locator("#count").text_content() == "0 decisions"
        page.locator(".study-id").fill("10.1000/182")
        page.locator(".study-title").fill("Eyes at work")
        page.locator("button[data-verdict=supported]").click()
        assert page.locator("#count").text_content() == "1 decision"


def test_decisions_outlive_the_page_and_become_records(
    open_page: Open, write_editor: WriteEditor, tmp_path: Path
) -> None:
    """What is downloaded after a reload is what the tool imports, and the status follows."""
    data = Path(shutil.copytree(SECOND, tmp_path / "data"))
    with open_page(write_editor(SECOND), accept_downloads=True) as visit:
        page = visit.page
        page.keyboard.press("j")
        claim = current(page)
        page.locator("button[data-verdict=faithful]").click()
        page.locator(".study-id").fill("PMID 29176471")
        page.locator(".study-title").fill("Eyes at work")
        page.locator("button[data-verdict=supported]").click()
        let_it_keep(page)
        page.reload()
        visit.until("return performance.getEntriesByName('claimgraph-drawn').length > 0")
        assert page.locator("#count").text_content() == "2 decisions"
        page.locator("#download").click()
        assert "Who decides" in live(page)
        page.locator("#reviewer").fill("Ann Example")
        with page.expect_download() as begun:
            page.locator("#download").click()
        file = tmp_path / begun.value.suggested_filename
        begun.value.save_as(file)
    assert re.fullmatch(r"decisions-\d{4}-\d\d-\d\d\.json", file.name)
    assert len(json.loads(file.read_text(encoding="utf-8"))["decisions"]) == 2
    done = import_decisions(data, file)
    assert len(done.written) == 2
    assert done.outdated == ()
    (after,) = [
        entry
        for entry in graph.load_corpus(data).claims
        if claim.endswith(entry.iri.rpartition("#")[2]) and entry.fidelity
    ]
    assert (after.fidelity, after.evidence, after.status) == ("faithful", "supported", "in-review")


def test_a_note_typed_after_the_verdict_goes_with_it(
    open_page: Open, write_editor: WriteEditor, tmp_path: Path
) -> None:
    """And one without a verdict keeps the download back, and says so."""
    with open_page(write_editor(SECOND), accept_downloads=True) as visit:
        page = visit.page
        page.keyboard.press("j")
        page.keyboard.press("f")
        page.keyboard.press("n")
        page.keyboard.type("said after")
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.keyboard.press("n")
        page.keyboard.type("about nothing")
        page.locator("#reviewer").fill("Ann Example")
        page.locator("#download").click()
        assert "no verdict yet" in live(page)
        page.locator(".note").fill("")
        with page.expect_download() as begun:
            page.locator("#download").click()
        begun.value.save_as(tmp_path / "decisions.json")
    (only,) = json.loads((tmp_path / "decisions.json").read_text(encoding="utf-8"))["decisions"]
    assert only["note"] == "said after"


def test_filters_and_words_narrow_the_cards_and_say_how_many(
    open_page: Open, write_editor: WriteEditor
) -> None:
    """Together, and back to all."""
    with open_page(write_editor(SHIPPED)) as visit:
        page = visit.page
        page.locator("#by-kind").select_option("red-flag")
        flags = page.locator(".card:not([hidden])").count()
        assert 0 < flags < page.locator(".card").count()
        assert (page.locator("#shown").text_content() or "").startswith(f"{flags} of ")
        page.locator("#search").fill("no such words")
        assert page.locator(".card:not([hidden])").count() == 0
        page.locator("#clear").click()
        assert page.locator(".card[hidden]").count() == 0
        page.locator("#order").select_option("place")
        assert page.locator(".card").first.get_attribute("id") != page.evaluate(
            "document.querySelector('#work a').hash.slice(1)"
        )


def test_an_address_opens_the_claim_it_names(open_page: Open, write_editor: WriteEditor) -> None:
    """Links in the worklist lead to the card, ready to decide; a wrong one does nothing."""
    path = write_editor(SECOND)
    with open_page(path, "#screens-and-blinking%3Ac002") as visit:
        assert current(visit.page) == "screens-and-blinking:c002"
    with open_page(path, "#%E0%A4%A") as visit:
        assert visit.errors == []
        assert current(visit.page) == "None"


def test_without_scripts_everything_can_still_be_read(open_page: Open, write_editor: WriteEditor) -> None:
    """The cards are text; what needs a script is not there."""
    with open_page(write_editor(SECOND), java_script_enabled=False) as visit:
        assert visit.page.locator(".card").count() == len(graph.load_corpus(SECOND).claims)
        assert not visit.page.locator("#decisions").is_visible()
        assert not visit.page.locator(".open").first.is_visible()


def test_on_paper_there_are_cards_and_no_desk(open_page: Open, write_editor: WriteEditor) -> None:
    """What is printed is what is to be read."""
    with open_page(write_editor(SECOND)) as visit:
        visit.page.emulate_media(media="print")
        assert not visit.page.locator(".side").is_visible()
        assert visit.page.locator(".card h3").first.is_visible()


def test_passages_stand_only_in_the_page_that_is_not_for_publishing(tmp_path: Path) -> None:
    """The page says so itself; the next build without them takes that file away."""
    article = SECOND / "screens-and-blinking.txt"
    sentence = article.read_text(encoding="utf-8").splitlines()[-1].strip("- *")
    out = tmp_path / "site"
    build(SECOND, out, sources=[str(article)], show_passages=True)
    local = (out / "editor.local.html").read_text(encoding="utf-8")
    assert "Not for publishing" in local
    assert 'class="passage"' in local
    assert not (out / "editor.html").exists()
    build(SECOND, out, sources=[str(article)])
    assert not (out / "editor.local.html").exists()
    plain = (out / "editor.html").read_text(encoding="utf-8")
    assert 'class="passage"' not in plain
    assert sentence not in plain
    assert 'class="check check-exact' in plain


def test_what_verification_showed_stands_on_the_card(open_page: Open, write_editor: WriteEditor) -> None:
    """With the verdict, what changed and why; hostile passages stay text."""
    corpus = graph.load_corpus(SECOND)
    claim = corpus.claims[0]
    check = Check(
        verdict="changed",
        change="number",
        relevance="doubtful",
        reasons=("It says 57, not 15.",),
        text="<img src=x onerror=window.attacked=1>",
    )
    checks = {(claim.iri, claim.passages[0].iri): check}
    with open_page(write_editor(SECOND, checks=checks)) as visit:
        page = visit.page
        assert page.locator(".passage").text_content() == check.text
        page.locator("#by-check").select_option("changed")
        assert page.locator(".card:not([hidden])").count() == 1
        assert "It says 57, not 15." in (page.locator(".check").text_content() or "")
        assert page.evaluate("window.attacked") is None


def test_words_are_kept_when_moving_on_and_go_with_one_verdict_only(
    open_page: Open, write_editor: WriteEditor
) -> None:
    """A note waits on its claim until a verdict takes it; the next verdict does not repeat it."""
    with open_page(write_editor(SECOND)) as visit:
        page = visit.page
        page.keyboard.press("j")
        page.locator(".note").fill("Half a thought")
        page.locator(".card[data-current]").focus()
        page.keyboard.press("j")
        assert page.locator(".note").input_value() == ""
        page.keyboard.press("k")
        assert page.locator(".note").input_value() == "Half a thought"
        page.locator("button[data-verdict=faithful]").click()
        assert page.locator(".note").input_value() == ""
        page.locator("button[data-verdict=not-checkable]").click()
        mine = page.locator(".card[data-current] .mine").text_content() or ""
        assert mine.count("Half a thought") == 1
        page.locator("button[data-verdict=faithful]").click()
        assert "Half a thought" in (page.locator(".card[data-current] .mine").text_content() or "")


@pytest.mark.parametrize(
    ("study", "title", "told"),
    [("see my notes", "Eyes", "no DOI and no PubMed number"), ("10.1000/182", "", "Give the title")],
)
def test_a_study_that_the_import_would_refuse_is_refused_here(
    open_page: Open, write_editor: WriteEditor, study: str, title: str, told: str
) -> None:
    """What is wrong is said where it can be seen, and nothing is noted."""
    with open_page(write_editor(SECOND)) as visit:
        page = visit.page
        page.keyboard.press("j")
        page.locator(".study-id").fill(study)
        page.locator(".study-title").fill(title)
        page.locator("button[data-verdict=supported]").click()
        assert told in live(page)
        assert page.locator("#live").is_visible()
        assert page.locator("#count").text_content() == "0 decisions"


def test_progress_is_seen_and_what_is_recorded_is_no_longer_a_decision(
    open_page: Open, write_editor: WriteEditor, tmp_path: Path
) -> None:
    """The worklist ticks off, the page says what is not downloaded, and a rebuilt page lets go of it."""
    data = Path(shutil.copytree(SECOND, tmp_path / "data"))
    with open_page(write_editor(SECOND), accept_downloads=True) as visit:
        page = visit.page
        page.locator("#reviewer").fill("Ann Example")
        page.locator(".card .open").first.click()
        page.locator("button[data-verdict=faithful]").click()
        assert page.locator("#work [data-done]").count() == 1
        assert page.locator("#progress").get_attribute("max") == "16"
        assert "1 of 16" in (page.locator("#progress-text").text_content() or "")
        assert "1 not downloaded" in (page.locator("#fresh").text_content() or "")
        with page.expect_download() as begun:
            page.locator("#download").click()
        begun.value.save_as(tmp_path / "decisions.json")
        assert "all downloaded" in (page.locator("#fresh").text_content() or "")
        keep_decisions(page)
        import_decisions(data, tmp_path / "decisions.json")
        page.goto(write_editor(data).as_uri())
        assert page.locator("#count").text_content() == "0 decisions"
        assert "recorded now" in live(page)
        assert page.locator(".card .reviews").count() == 1
        assert "1 of 16" in (page.locator("#progress-text").text_content() or "")
        page.locator("#undecided").check()
        assert page.locator(".card:not([hidden])").count() == 15


def test_single_keys_can_be_switched_off_and_stay_off(open_page: Open, write_editor: WriteEditor) -> None:
    """As WCAG 2.1.4 asks; the buttons act as before."""
    with open_page(write_editor(SECOND)) as visit:
        page = visit.page
        page.locator("#keys-on").uncheck()
        page.locator("h1").click()
        page.keyboard.press("j")
        assert current(page) == "None"
        let_it_keep(page)
        page.reload()
        assert not page.locator("#keys-on").is_checked()
        page.locator("#keys-on").check()
        page.locator("h1").click()
        page.keyboard.press("j")
        assert current(page) != "None"


def test_taking_back_a_decision_leaves_the_keyboard_where_it_was(
    open_page: Open, write_editor: WriteEditor
) -> None:
    """On the next thing to take back, or on the name."""
    with open_page(write_editor(SECOND)) as visit:
        page = visit.page
        for _ in range(2):
            page.keyboard.press("j")
            page.keyboard.press("f")
        page.locator("#decided button").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('#decided') !== null")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "reviewer"
        assert page.locator("#count").text_content() == "0 decisions"


def test_decisions_on_two_data_sets_do_not_mix(open_page: Open, write_editor: WriteEditor) -> None:
    """Pages from one disk share their storage; each keeps to its own articles."""
    with open_page(write_editor(SECOND)) as visit:
        page = visit.page
        page.keyboard.press("j")
        page.keyboard.press("f")
        let_it_keep(page)
        page.goto(write_editor(SHIPPED).as_uri())
        assert page.locator("#count").text_content() == "0 decisions"
        page.keyboard.press("j")
        page.keyboard.press("u")
        let_it_keep(page)
        page.goto(write_editor(SECOND).as_uri())
        assert page.locator("#count").text_content() == "1 decision"
        assert "faithful" in (page.locator("#decided").text_content() or "")
        assert "unfaithful" not in (page.locator("#decided").text_content() or "")


def test_a_second_tab_adds_to_the_same_list(open_page: Open, write_editor: WriteEditor) -> None:
    """Neither tab writes over what the other decided."""
    path = write_editor(SECOND)
    with open_page(path) as visit:
        first = visit.page
        second = first.context.new_page()
        second.goto(path.as_uri())
        second.keyboard.press("j")
        second.keyboard.press("f")
        first.wait_for_function("document.getElementById('count').textContent === '1 decision'")
        first.keyboard.press("j")
        first.keyboard.press("j")
        first.keyboard.press("u")
        second.wait_for_function("document.getElementById('count').textContent === '2 decisions'")
        second.close()


def test_labels_of_the_data_are_words_also_where_decisions_are_listed(
    open_page: Open, write_editor: WriteEditor, tmp_path: Path
) -> None:
    """Hostile data and hostile notes act on nothing, and come out as they went in."""
    note = "<img src=x onerror=window.attacked=1>"
    with open_page(write_editor(HOSTILE), accept_downloads=True) as visit:
        page = visit.page
        page.locator("#reviewer").fill(note)
        for _ in range(page.locator(".card").count()):
            page.keyboard.press("Escape")
            page.locator("h1").click()
            page.keyboard.press("j")
            page.keyboard.press("n")
            page.keyboard.type(note)
            page.keyboard.press("Escape")
            page.keyboard.press("f")
        with page.expect_download() as begun:
            page.locator("#download").click()
        begun.value.save_as(tmp_path / "decisions.json")
        assert page.locator(".mine img, #decided img").count() == 0
        assert page.evaluate("window.attacked") is None
        assert visit.errors == []
    facts = json.loads((tmp_path / "decisions.json").read_text(encoding="utf-8"))
    assert {entry["note"] for entry in facts["decisions"]} == {note}
    assert len(facts["decisions"]) == len(graph.load_corpus(HOSTILE).claims)


def test_a_verdict_on_an_older_edition_of_a_claim_says_so(
    open_page: Open, write_editor: WriteEditor, tmp_path: Path
) -> None:
    """The page of reworded data tells whoever decided before that it is another claim now."""
    data = Path(shutil.copytree(SECOND, tmp_path / "reworded"))
    path = data / "screens-and-blinking.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("that day.", "on that day."), encoding="utf-8")
    with open_page(write_editor(SECOND), "#screens-and-blinking%3Ac007") as visit:
        page = visit.page
        page.keyboard.press("f")
        keep_decisions(page)
        page.goto(write_editor(data).as_uri())
        mine = page.locator("[id='screens-and-blinking:c007'] .mine").text_content() or ""
        assert "has changed since" in mine


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out_from_what_is_behind_them(
    open_page: Open, write_editor: WriteEditor, scheme: str
) -> None:
    """At least 4.5 to 1, as WCAG 2.2 asks at level AA (1.4.3)."""
    with open_page(write_editor(SECOND), color_scheme=scheme, reduced_motion="reduce") as visit:
        page = visit.page
        page.keyboard.press("j")
        page.keyboard.press("f")
        low = page.evaluate(CONTRAST)
        assert low == []


CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const part = colour.slice(0, 3).map((v) => linear(v / 255));
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = rgb(getComputedStyle(one).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const element of document.body.querySelectorAll("*")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility()) continue;
    if (element.matches("script, option, :disabled, .skip, datalist *")) continue;
    const pair = [light(rgb(getComputedStyle(element).color)), light(behind(element))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (ratio < 4.5) low.push(`${element.tagName}.${element.className}: ${ratio.toFixed(2)}`);
  }
  return [...new Set(low)];
}"""
