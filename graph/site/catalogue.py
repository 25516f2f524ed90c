"""The lists of a corpus that grow with it, each on plain pages of its own: articles, concepts, warning signs.

They need no script and hold no picture: what is listed is text and links. No page holds more than so many
lines; where that is too few, there are several, each saying from what to what it goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from unicodedata import combining, normalize
from urllib.parse import quote

from markupsafe import Markup

from graph.model import ArticleSummary, Concept, Iri, WarningSign
from graph.names import Names, with_articles
from graph.site import kinds
from graph.site.guide import MOST_LISTED, Guide, Homes, article_row, by_title, natural_key
from graph.site.rows import View
from graph.site.templating import csp_hash, dense_text, environment, vouch_script

#: So many articles stand on one page of their list: a browser sorts and narrows as many at once.
MOST_ROWS = 1_000
#: So many lines stand on one page of another list: about 300 kB.
MOST_LINES = 1_500
#: Of the articles that speak of a concept, or tell a sign, so many are named: those with most claims of it.
MOST_NAMED = 30
#: The folders of the lists; the first page of each is its index.html.
ARTICLES, CONCEPTS, SIGNS = "articles", "concepts", "signs"
_STYLES = ("tokens.css", "catalogue.css", "articles.css")
_OTHER = "0–9 and others"
_ONE = {ARTICLES: "article", CONCEPTS: "concept", SIGNS: "warning sign"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """Something with the articles that speak of it: their titles, paths and numbers; `more` are not named.

    A concept has its IRI and the name that is its address on the page.
    """

    label: str
    note: str
    links: tuple[tuple[str, str, int], ...]
    articles: int
    iri: Iri | None = None
    name: str = ""
    alts: tuple[str, ...] = ()

    @property
    def more(self) -> int:
        return self.articles - len(self.links)

    @property
    def lines(self) -> int:
        return 1 + len(self.links)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Entries under a title."""

    title: str
    entries: tuple[_Entry, ...]


class Lists:
    """The lists of a corpus: `guide` is the one given, which now says where they are."""

    def __init__(self, guide: Guide, concepts: Sequence[Concept]) -> None:
        """Part the lists into pages; `concepts` are those of all articles. Linear in what these speak of."""
        known = {concept.iri: concept for concept in concepts}
        self._concepts = list(_paged(_concept_groups(guide, known)))
        self._signs = list(_paged(_sign_groups(guide)))
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

    def render(self) -> dict[str, str]:
        """Render them, by path from the overview; equal input gives equal bytes."""
        pages = _article_pages(self.guide) if self.guide.articles_page else {}
        pages |= _entry_pages(self.guide, CONCEPTS, "Concepts", self._concepts, _CONCEPTS_LEAD)
        return pages | _entry_pages(self.guide, SIGNS, "Warning signs", self._signs, _SIGNS_LEAD)


_CONCEPTS_LEAD = "Each concept with the articles that speak of it, and in how many claims."
_SIGNS_LEAD = (
    "What articles call a warning sign, by what they say it calls for, with the articles that say so. "
    "A sign that is not here may still be one."
)


def _article_pages(guide: Guide) -> dict[str, str]:
    ordered = by_title(guide.articles)
    parts = [ordered[start : start + MOST_ROWS] for start in range(0, len(ordered), MOST_ROWS)]
    spans = [(part[0].title, part[-1].title) for part in parts]
    return {
        _path(ARTICLES, number): _render(
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
    guide: Guide, folder: str, title: str, parts: Sequence[Sequence[_Group]], lead: str
) -> dict[str, str]:
    spans = [(part[0].entries[0].label, part[-1].entries[-1].label) for part in parts]
    if folder == SIGNS:
        spans = [(part[0].title, part[-1].title) for part in parts]
    count = sum(len(group.entries) for part in parts for group in part)
    return {
        _path(folder, number): _render(
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


def _paged(groups: Iterable[_Group]) -> Iterable[list[_Group]]:
    """Part groups into pages of at most so many lines; a group that goes on has its title again."""
    page: list[_Group] = []
    room = MOST_LINES
    for group in groups:
        own: list[_Entry] = []
        for entry in group.entries:
            if entry.lines > room and room < MOST_LINES:
                yield [*page, *([replace(group, entries=tuple(own))] if own else [])]
                page, own, room = [], [], MOST_LINES
            own.append(entry)
            room -= entry.lines
        if own:
            page.append(replace(group, entries=tuple(own)))
    if page:
        yield page


def _concept_groups(guide: Guide, concepts: Mapping[Iri, Concept]) -> list[_Group]:
    """Give the concepts by first letter, each with the articles that speak of it."""
    homes = Homes(guide)
    speaking: dict[Iri, list[tuple[int, ArticleSummary]]] = defaultdict(list)
    for article in guide.articles:
        for iri, count in article.about:
            speaking[iri].append((count, article))
    letters: dict[str, list[tuple[str, Concept]]] = defaultdict(list)
    for concept in concepts.values():
        if concept.iri in speaking:
            folded = _folded(concept.label)
            letters[folded[0].upper() if folded[:1].isalpha() else _OTHER].append((folded, concept))
    names = Names(with_articles(speaking))
    groups = []
    for letter in sorted(letters, key=lambda one: (one == _OTHER, one)):
        entries = []
        for _, concept in sorted(letters[letter], key=lambda pair: (pair[0], pair[1].label, pair[1].iri)):
            telling = sorted(speaking[concept.iri], key=_by_count)
            entries.append(
                _Entry(
                    label=concept.label,
                    note=kinds.look(concept.kind).plural,
                    links=tuple(
                        (one.title, homes.place(one, concept.iri, start=CONCEPTS), count)
                        for count, one in telling[:MOST_NAMED]
                    ),
                    articles=len(telling),
                    iri=concept.iri,
                    name=names.curie(concept.iri),
                    alts=tuple(concept.alt_labels),
                )
            )
        groups.append(_Group(title=letter, entries=tuple(entries)))
    return groups


def _sign_groups(guide: Guide) -> list[_Group]:
    """Give the warning signs by what they call for, what most articles say first."""
    homes = Homes(guide)
    calls: dict[str, dict[tuple[str, tuple[str, ...]], list[tuple[ArticleSummary, WarningSign]]]]
    calls = defaultdict(lambda: defaultdict(list))
    for article in by_title(guide.articles):
        for sign in article.signs:
            calls[sign.call][sign.label, sign.when].append((article, sign))
    groups = [
        _Group(
            title=call,
            entries=tuple(_sign(*what, told, homes) for what, told in _ranked(signs)),
        )
        for call, signs in calls.items()
    ]
    return sorted(groups, key=lambda group: (-sum(one.articles for one in group.entries), group.title))


def _ranked(
    signs: Mapping[tuple[str, tuple[str, ...]], list[tuple[ArticleSummary, WarningSign]]],
) -> list[tuple[tuple[str, tuple[str, ...]], list[tuple[ArticleSummary, WarningSign]]]]:
    return sorted(signs.items(), key=lambda item: (_folded(item[0][0]), item[0]))


def _sign(
    label: str, when: tuple[str, ...], told: Sequence[tuple[ArticleSummary, WarningSign]], homes: Homes
) -> _Entry:
    firsts: dict[Iri, tuple[ArticleSummary, WarningSign]] = {}
    counts: dict[Iri, int] = defaultdict(int)
    for article, sign in told:
        firsts.setdefault(article.iri, (article, sign))
        counts[article.iri] += 1
    return _Entry(
        label=label,
        note=", ".join(when),
        links=tuple(
            (article.title, homes.place(article, sign.claim, start=SIGNS), counts[article.iri])
            for article, sign in list(firsts.values())[:MOST_NAMED]
        ),
        articles=len(firsts),
    )


def _by_count(pair: tuple[int, ArticleSummary]) -> tuple[int, list[tuple[int, int, str]], str]:
    count, article = pair
    return (-count, natural_key(article.title), article.iri)


def _folded(label: str) -> str:
    """Give a label as it is sorted: small letters without accents."""
    plain = normalize("NFKD", label.strip()).casefold()
    return "".join(char for char in plain if not combining(char))


def _path(folder: str, number: int) -> str:
    return f"{folder}/{_file(number)}"


def _file(number: int) -> str:
    return "index.html" if number == 1 else f"page-{number:03}.html"


def _render(
    guide: Guide, folder: str, number: int, spans: Sequence[tuple[str, str]], **content: object
) -> str:
    script = vouch_script(dense_text("catalogue.js"))
    view: View = {
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
