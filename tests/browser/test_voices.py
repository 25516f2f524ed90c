"""Who says an arrow, beside its claims: articles and publishers, only where there are several."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graph.model import Corpus
from tests.browser.conftest import Open
from tests.corpora import Said, spoken


def test_an_arrow_of_several_articles_says_how_many_publishers_say_it(
    written: Callable[[str, Corpus], Path], open_page: Open
) -> None:
    """In its panel, as text; an arrow of one article says nothing of the kind."""
    said = [Said(number, "a", 1, "b", whole=True) for number in range(3)] + [Said(0, "b", 1, "c", whole=True)]
    path = written("voices", spoken(["Owl Press", "Owl Press", "Hen House"], said))
    with open_page(path, "#view=all") as visit:
        told = visit.ask(
            """return ['link:a+--b', 'link:b+--c'].map((id) => {
              cg.showEdge(id);
              return document.querySelector('#detail').textContent;
            })"""
        )
        assert "Said in 3 articles of 2 publishers." in told[0]
        assert "Said in" not in told[1]
        assert visit.errors == []
