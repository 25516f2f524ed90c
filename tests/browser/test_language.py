"""Labels in several languages: chosen, drawn, listed, found and kept in the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph.model import Corpus
from tests.browser.conftest import Open, invented

GERMAN = {
    "con:gap": "Fuge zwischen ungewöhnlich breiten Dielen",
    "con:creak": "Knarrende Diele",
    "con:wax": "Bohnerwachs",
}


@pytest.fixture(scope="module")
def tongues(written: Callable[[str, Corpus], Path]) -> Path:
    """Write the page of the invented claims with some labels in German and one in French."""
    made = invented()
    concepts = []
    for one in made.concepts:
        name = f"con:{one.iri.rpartition('/')[2].rpartition('#')[2]}"
        told = [("de", GERMAN[name])] if name in GERMAN else []
        told += [("fr", "<b>Cire</b>")] if name == "con:wax" else []
        concepts.append(replace(one, translations=tuple(told)))
    return written("tongues", replace(made, concepts=tuple(concepts)))


def test_the_language_of_labels_is_chosen_and_stands_in_the_address(tongues: Path, open_page: Open) -> None:
    """Picture, panel, table and lists have it, marked as such; what is not translated stays; Back undoes."""
    with open_page(tongues, "#view=all&node=con%3Acreak") as visit:
        choice = visit.page.get_by_role("combobox", name="Labels in")
        assert choice.locator("option").all_text_contents() == ["English", "Deutsch", "français"]
        choice.select_option("de")
        visit.until("return cg.state.lang === 'de'")
        assert "lang=de" in visit.ask("return location.hash")
        assert visit.ask("return cg.nodes.get('con:creak').label.replaceAll('\\n', ' ')") == "Knarrende Diele"
        heading = visit.page.locator("#detail h2 bdi")
        assert (heading.text_content(), heading.get_attribute("lang")) == ("Knarrende Diele", "de")
        row = "[id='invented-a:c001']"
        assert "Fuge zwischen ungewöhnlich breiten Dielen" in visit.words(row)
        assert "Gap between boards" not in visit.words(row)
        assert visit.page.locator("#concepts a bdi", has_text="Noise at night").get_attribute("lang") is None
        for words in ("bohner", "floor wax"):
            visit.page.locator("#search").fill(words)
            assert visit.page.locator("#found bdi").first.text_content() == "Bohnerwachs"
        visit.page.keyboard.press("Escape")
        visit.page.go_back()
        visit.until("return cg.state.lang === undefined")
        assert visit.page.locator("#detail h2 bdi").text_content() == "Creaking board"
        assert "Gap between boards" in visit.words(row)
        assert visit.page.locator("bdi[lang]:not(.tongues bdi)").count() == 0
        assert visit.errors == []


def test_an_address_opens_the_page_in_its_language(tongues: Path, open_page: Open) -> None:
    """Chosen or opened, the same words stand everywhere; a language that is not there is passed over."""
    words = "return [document.body.textContent, cg.visible().map((id) => cg.nodes.get(id).label)]"
    with open_page(tongues) as visit:
        visit.page.locator("#language").select_option("fr")
        visit.until("return cg.state.lang === 'fr'")
        chosen = visit.ask(words)
        address = visit.ask("return location.hash")
    with open_page(tongues, address) as visit:
        assert visit.ask(words) == chosen
        assert visit.page.locator("#concepts a bdi", has_text="<b>Cire</b>").count() == 1
        assert visit.errors == []
    with open_page(tongues, "#lang=xx") as visit:
        assert visit.ask("return cg.state.lang") is None


@pytest.mark.parametrize("language", ["", "de"])
def test_cards_have_room_for_each_language(tongues: Path, open_page: Open, language: str) -> None:
    """No card overlaps another, and no label is wider than its card."""
    with open_page(tongues, f"#view=all&lang={language}") as visit:
        wide = visit.ask(
            """const ctx = document.createElement('canvas').getContext('2d');
            return cg.data.nodes.filter((node) => {
              ctx.font = cg.font(node.size, 600);
              return node.label.split('\\n').some((line) => ctx.measureText(line).width > node.w - 8);
            }).map((node) => node.label);"""
        )
        assert wide == []
        boxes = visit.ask("return cg.visible().map((id) => cg.network.getBoundingBox(id))")
        for index, one in enumerate(boxes):
            for other in boxes[:index]:
                assert (
                    one["right"] <= other["left"]
                    or other["right"] <= one["left"]
                    or one["bottom"] <= other["top"]
                    or other["bottom"] <= one["top"]
                )


def test_one_language_is_no_choice(small: Path, open_page: Open) -> None:
    """Where all labels are in one, nothing is asked; without scripts the others stand in the list."""
    with open_page(small) as visit:
        assert visit.page.locator("#language").count() == 0


def test_without_scripts_other_languages_stand_in_the_list(tongues: Path, open_page: Open) -> None:
    """Beside the label, marked as what they are."""
    with open_page(tongues, java_script_enabled=False) as visit:
        item = visit.page.locator("#concepts li", has_text="Floor wax")
        assert item.locator(".tongues bdi[lang=de]").text_content() == "Bohnerwachs"
