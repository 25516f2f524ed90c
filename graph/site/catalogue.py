"""The lists of a corpus that grow with it, each on plain pages of its own: articles, concepts, warning signs.

They need no script and hold no picture: what is listed is text and links. No page holds more than so many
lines; where that is too few, there are several, each saying from what to what it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from urllib.parse import quote

from markupsafe import Markup

from graph.model import Concept
from graph.site.entries import CONCEPTS, SIGNS, Group, concept_groups, part_groups, sign_groups
from graph.site.guide import MOST_LISTED, Guide, article_row, by_title
from graph.site.rows import View
from graph.site.templating import csp_hash, dense_text, environment, vouch_script

#: So many articles stand on one page of their list: a browser sorts and narrows as many at once.
MOST_ROWS = 1_000
#: The folder of the list of articles; the first page of each list is its index.html.
ARTICLES = "articles"
#: Gives a page by its key: one that was kept, or the one that the function makes.
Keep = Callable[[str, Callable[[], str]], str]
_STYLES = ("tokens.css", "frame.css", "catalogue.css", "rows.css", "articles.css")
_SCRIPTS = ("shared.js", "fold.js", "catalogue.js")
_ONE = {ARTICLES: "article", CONCEPTS: "concept", SIGNS: "warning sign"}


class Lists:
    """The lists of a corpus: `guide` is the one given, which now says where they are."""

    def __init__(self, guide: Guide, concepts: Sequence[Concept]) -> None:
        """Part the lists into pages; `concepts` are those of all articles. Linear in what these speak of."""
        known = {concept.iri: concept for concept in concepts}
        self._concepts = list(part_groups(concept_groups(guide, known)))
        self._signs = list(part_groups(sign_groups(guide)))
        spoken = {
            entry.iri: (f"{_path(CONCEPTS, number)}#{quote(entry.name, safe='')}", entry.articles)
            for number, page in enumerate(self._concepts, start=1)
            for group in page
            for entry in group.entries
            if entry.iri
        }
        self.guide = replace(
            guide,
            articles_page=_path(ARTICLES, 1) if len(guide.articles) > MOST_LISTED else None,
            concepts_page=_path(CONCEPTS, 1) if self._concepts else None,
            signs_page=_path(SIGNS, 1) if self._signs else None,
            spoken=spoken,
        )

    def render(self, keep: Keep | None = None) -> dict[str, str]:
        """Render them, by path from the overview; equal input gives equal bytes.

        `keep` is asked for each page, by a key that says all that is on it, and may have it from before.
        """
        pages = _article_pages(self.guide) if self.guide.articles_page else {}
        pages |= _entry_pages(self.guide, CONCEPTS, "Concepts", self._concepts, _CONCEPTS_LEAD)
        pages |= _entry_pages(self.guide, SIGNS, "Warning signs", self._signs, _SIGNS_LEAD)
        keep = keep or _make
        return {path: keep(_key(view), partial(_render, view)) for path, view in pages.items()}


_CONCEPTS_LEAD = "Each concept with the articles that speak of it, and in how many claims."
_SIGNS_LEAD = (
    "What articles call a warning sign, by what they say it calls for, with the articles that say so. "
    "A sign that is not here may still be one."
)


def _article_pages(guide: Guide) -> dict[str, View]:
    ordered = by_title(guide.articles)
    parts = [ordered[start : start + MOST_ROWS] for start in range(0, len(ordered), MOST_ROWS)]
    spans = [(part[0].title, part[-1].title) for part in parts]
    return {
        _path(ARTICLES, number): _view(
            guide,
            ARTICLES,
            number,
            spans,
            title="Articles",
            count=len(ordered),
            shown=len(part),
            lead="By title; each with its numbers, and a page with all its claims.",
            rows=[article_row(article, guide, start=ARTICLES) for article in part],
        )
        for number, part in enumerate(parts, start=1)
    }


def _entry_pages(
    guide: Guide, folder: str, title: str, parts: Sequence[Sequence[Group]], lead: str
) -> dict[str, View]:
    spans = [(part[0].entries[0].label, part[-1].entries[-1].label) for part in parts]
    if folder == SIGNS:
        spans = [(part[0].title, part[-1].title) for part in parts]
    count = sum(len(group.entries) for part in parts for group in part)
    return {
        _path(folder, number): _view(
            guide,
            folder,
            number,
            spans,
            title=title,
            count=count,
            shown=sum(len(group.entries) for group in part),
            lead=lead,
            groups=part,
        )
        for number, part in enumerate(parts, start=1)
    }


def _path(folder: str, number: int) -> str:
    return f"{folder}/{_file(number)}"


def _file(number: int) -> str:
    return "index.html" if number == 1 else f"page-{number:03}.html"


def _view(
    guide: Guide, folder: str, number: int, spans: Sequence[tuple[str, str]], **content: object
) -> View:
    """Give all that a page of a list says."""
    return {
        "groups": [],
        "rows": [],
        **content,
        "folder": folder,
        "number": number,
        "articles": len(guide.articles),
        "overview": "../index.html",
        "lists": {
            ARTICLES: f"../{guide.articles_page or f'index.html#{ARTICLES}'}",
            CONCEPTS: guide.concepts_page and f"../{guide.concepts_page}",
            SIGNS: guide.signs_page and f"../{guide.signs_page}",
        },
        # All pages on the first; on the others the neighbours, so that none grows with their number.
        "pages": [
            {"number": at, "file": _file(at), "first": first, "last": last}
            for at, (first, last) in enumerate(spans, start=1)
            if number == 1 or abs(at - number) <= 1
        ]
        if len(spans) > 1
        else [],
        "page_count": len(spans),
        "one": _ONE[folder],
    }


def _key(view: View) -> str:
    """Name all that a page says; the program that makes it is not part of it."""
    return sha256(repr(sorted(view.items())).encode()).hexdigest()


def _make(_key: str, make: Callable[[], str]) -> str:
    """Make a page, whatever was kept."""
    return make()


def _render(view: View) -> str:
    script = vouch_script("\n".join(dense_text(name) for name in _SCRIPTS))
    return (
        environment()
        .get_template("catalogue.html")
        .render(
            view=view,
            styles=Markup("\n".join(dense_text(name) for name in _STYLES)),  # noqa: S704  # our own files
            script=script,
            script_hash=csp_hash(script),
        )
    )
