"""The way through a corpus: what its overview says of all articles, and how pages lead to each other.

Paths are relative and lead from file to file, so that they work from a disk as from any host.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from graph.model import ArticleSummary, Claim, Iri, Link
from graph.names import Names, link_iri
from graph.site.listing import Listing
from graph.site.rows import View
from graph.vocab import PREFIXES, namespace_of

#: So many articles are listed on the overview itself; of more, those with most claims.
MOST_LISTED = 100
#: So many articles with warning signs are named beside the picture; the list has all.
_MOST_SIGNED = 6
_NUMBER = re.compile(r"([0-9]{1,18})")
# Of an arrow, so many articles are named that none of the claims shown is of.
_MOST_OTHERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """What the page of an article knows of its corpus: where the overview lies, as a path from the page.

    It holds nothing else: a page is made again only when its own article changes.
    """

    overview: str = "../../index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """What an overview says of the corpus it is of.

    `places` are the folders of the articles, by IRI, as paths from the overview, each ending in ``/``.
    `publishers` counts independent ones (`graph.voices`), `claims`, `concepts`, `loops` and `acting` what all
    articles come to, shown or not; `told` counts by
    key the claims of each arrow, where not all are shown, and `left_out` says whether any are not.
    `articles_page`, `concepts_page` and `signs_page` are the lists of everything, where there are such pages
    (`graph.site.catalogue`); `spoken` says where in them a concept stands, and how many articles speak of it.
    """

    articles: tuple[ArticleSummary, ...]
    places: Mapping[Iri, str]
    publishers: int
    claims: int
    concepts: int
    loops: int
    acting: int
    told: Mapping[str, int] = field(default_factory=dict, hash=False)
    left_out: bool = False
    articles_page: str | None = None
    concepts_page: str | None = None
    signs_page: str | None = None
    spoken: Mapping[Iri, tuple[str, int]] = field(default_factory=dict, hash=False)

    def page_of(self, article: Iri, *, start: str = "") -> str:
        """Give the path to an article's page, from the folder `start` if that is not the overview's.

        >>> from graph.model import Iri
        >>> places = {Iri("https://w3id.org/claimgraph/article/itch#article"): "articles/itch/"}
        >>> guide = Guide(articles=(), places=places, publishers=0, claims=0, concepts=0, loops=0, acting=0)
        >>> guide.page_of(*places, start="concepts")
        '../articles/itch/index.html'
        """
        up = "../" * len(PurePosixPath(start).parts)
        return f"{up}{quote(self.places[article])}index.html"


class Homes:
    """Finds the article of a claim, and the place of things on the pages of articles."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._articles = {article.iri: article for article in guide.articles}
        self._by_space = {namespace_of(article.iri): article for article in guide.articles}
        self._names: dict[Iri, Names] = {}
        self._shared = Names(PREFIXES)
        # Of a corpus, tens of thousands of places are asked for: few pages, and few names, again and again.
        self._pages: dict[tuple[Iri, str], str] = {}
        self._fragments: dict[str, str] = {}

    def home(self, claim: Claim) -> View | None:
        """Give the article of a claim, and the path to the claim there."""
        article = self._by_space.get(namespace_of(claim.iri))
        if article is None:
            return None
        return {
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published,
            "page": self.place(article, claim.iri),
        }

    def place(self, article: ArticleSummary, iri: Iri, *, start: str = "") -> str:
        """Give the path to a claim or concept on the page of an article: its id is an address there."""
        at = (article.iri, start)
        if at not in self._pages:
            self._pages[at] = self._guide.page_of(article.iri, start=start)
            self._names.setdefault(article.iri, Names({**PREFIXES, **dict(article.prefixes)}))
        # What is of none of the article's own namespaces is called the same on all pages.
        own = any(iri.startswith(namespace) for _, namespace in article.prefixes)
        name = (self._names[article.iri] if own else self._shared).curie(iri)
        if name not in self._fragments:
            self._fragments[name] = quote(name, safe="")
        return f"{self._pages[at]}#{self._fragments[name]}"

    def others(self, link: Link) -> View | None:
        """Give the articles that say an arrow of which no claim is shown, each with the arrow on its page."""
        shown = {namespace_of(iri) for iri in link.claims}
        rest = [iri for iri in link.articles if namespace_of(iri) not in shown and iri in self._articles]
        if not rest:
            return None
        key = link_iri(link.key)
        named = [[self._articles[iri].title, self._arrow(iri, key)] for iri in rest[:_MOST_OTHERS]]
        return {"named": named, "more": len(rest) - len(named)}

    def _arrow(self, article: Iri, key: Iri) -> str:
        fragment = quote(Names(PREFIXES).curie(key), safe="")
        return f"{self._guide.page_of(article)}#link={fragment}"


def guide_view(guide: Guide | WayBack | None, names: Names) -> View:
    """Give what the templates print of the way through the corpus; `names` are those of the page."""
    back = guide.overview if isinstance(guide, WayBack) else None
    if not isinstance(guide, Guide):
        return {"back": back, "articles": 0, "left_out": False, "signs": 0, "spoken": {}}
    ordered = by_title(guide.articles)
    listed = by_title(sorted(ordered, key=lambda one: -one.claims)[:MOST_LISTED])
    signed = sorted((one for one in ordered if one.warnings), key=lambda one: -one.warnings)
    return {
        "back": None,
        "articles": len(guide.articles),
        "publishers": guide.publishers,
        "rows": [article_row(article, guide) for article in listed],
        "left": len(guide.articles) - len(listed),
        "articles_page": guide.articles_page,
        "concepts_page": guide.concepts_page,
        "signs_page": guide.signs_page,
        "signed": [article_row(article, guide) for article in signed[:_MOST_SIGNED]],
        "signed_count": len(signed),
        "signs": sum(article.warnings for article in signed),
        "interested": sum(bool(article.interests) for article in guide.articles),
        "reviewed": sum(article.reviewed for article in guide.articles),
        "left_out": guide.left_out,
        "spoken": {names.curie(iri): spoken for iri, spoken in guide.spoken.items()},
    }


def widen(page: View, listing: Listing, guide: Guide) -> tuple[View, Listing]:
    """Let the head of an overview, and its lists, say what all articles come to, shown or not."""
    figures = sum(article.statistics for article in guide.articles)
    cited = sum(article.statistics_with_source for article in guide.articles)
    count = len(guide.articles)
    counts = {
        "claims": guide.claims,
        "concepts": guide.concepts,
        "loops": guide.loops,
        "acting": guide.acting,
        "figures": figures,
        "uncited": figures - cited,
    }
    wider = {
        **page,
        "title": f"What {count:,} article{'' if count == 1 else 's'} claim{'s' if count == 1 else ''}",
        # They stand in a list of their own.
        "sources": [],
        "interests": [] if guide.left_out else page["interests"],
        "shown": page["counts"],
        "counts": counts,
        "loops_left_out": guide.loops - page["counts"]["loops"] + page["loops_left_out"],
    }
    left = replace(
        listing,
        claims_left=guide.claims - len(listing.claims),
        concepts_left=guide.concepts - len(listing.concepts),
    )
    return wider, left


def by_title(articles: Sequence[ArticleSummary]) -> list[ArticleSummary]:
    """Sort articles by title, whatever the case, numbers in them by value; of equal titles by IRI."""
    return sorted(articles, key=lambda one: (natural_key(one.title), one.iri))


def natural_key(text: str) -> list[tuple[int, int, str]]:
    """Give a sort key of a text in which numbers count by value, and the case does not.

    >>> sorted(["Part 10", "part 9"], key=natural_key)
    ['part 9', 'Part 10']
    """
    parts = _NUMBER.split(text.casefold())
    return [(0, int(part), "") if _NUMBER.fullmatch(part) else (1, 0, part) for part in parts if part]


def article_row(article: ArticleSummary, guide: Guide, *, start: str = "") -> View:
    """Give one article as a row of the list, with the path to its page from the folder `start`."""
    page = guide.page_of(article.iri, start=start)
    return {
        "title": article.title,
        "page": page,
        "publisher": article.publisher,
        "published": article.published,
        "claims": article.claims,
        "loops": article.loops,
        "warnings": article.warnings,
        "warnings_page": f"{page}#warnings",
        "figures": article.statistics,
        "cited": article.statistics_with_source,
        "interests": article.interests,
        "reviewed": article.reviewed,
    }


def arrow_notes(guide: Guide, links: Sequence[Link]) -> dict[str, dict[str, Any]]:
    """Give by id what is left out of arrows: how many claims there are, and further articles."""
    homes = Homes(guide)
    names = Names(PREFIXES)
    notes = {}
    for link in links:
        others = homes.others(link)
        told = guide.told.get(link.key, 0)
        note = {
            **({"told": told} if told > len(link.claims) else {}),
            **({"others": others} if others else {}),
        }
        if note:
            notes[names.curie(link_iri(link.key))] = note
    return notes
