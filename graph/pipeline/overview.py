"""The overview of a corpus: what all articles together come to, and the lists that lead to each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph.articles.merging import Overview
from graph.derivation import Derived
from graph.facts import Facts, facts_of
from graph.model import ArticleSummary, Corpus
from graph.pipeline.reports import PAGE
from graph.voices import Voices

#: The articles of a corpus, each with the folder of its page as a path from the site's, ending in ``/``.
Places = Sequence[tuple[ArticleSummary, str]]


def render_whole(
    corpus: Corpus, derived: Derived, facts: Facts, places: Places, *, report_to: str | None = None
) -> dict[str, bytes]:
    """Render the page of few articles, which shows all they say, by path from the folder of the site.

    Where there are too many for one list, the lists have pages of their own. One article alone needs no
    guide; of it there are no `places`.
    """
    from graph.site import render_page  # the pages' libraries load only when one is made
    from graph.site.catalogue import Lists
    from graph.site.guide import MOST_LISTED, Guide

    guide, lists = None, {}
    if places:
        guide = Guide(**_counts(corpus, derived, places), claims=len(corpus.claims))
    if guide and len(places) > MOST_LISTED:
        made = Lists(guide, corpus.concepts)
        guide, lists = made.guide, made.render()
    page = render_page(
        corpus, derived.links, derived.search, derived.breaks, facts, report_to=report_to, guide=guide
    )
    return {path: text.encode() for path, text in {**lists, PAGE: page}.items()}


def render_part(  # noqa: PLR0913 - all that is known of the corpus
    shown: Corpus,
    overview: Overview,
    merged: Corpus,
    derived: Derived,
    places: Places,
    *,
    report_to: str | None = None,
    keep: Callable[[str, Callable[[], str]], str] | None = None,
) -> dict[str, bytes]:
    """Render the overview of many articles and the lists beside it, by path from the folder of the site.

    `shown` is what `overview` shows of the articles, `merged` and `derived` what these come to.
    `keep` may have pages of the lists from before (`graph.site.catalogue.Keep`).
    """
    from graph.site import render_page  # as above
    from graph.site.catalogue import Lists
    from graph.site.guide import Guide

    claims = sum(article.claims for article, _ in places)
    guide = Guide(
        **_counts(merged, derived, places),
        claims=claims,
        told=overview.told,
        left_out=len(shown.claims) < claims,
    )
    lists = Lists(guide, merged.concepts)
    links, search, breaks = overview.links, overview.search, overview.breaks
    facts = facts_of(shown, links, search.loops, breaks)
    page = render_page(shown, links, search, breaks, facts, report_to=report_to, guide=lists.guide)
    return {path: text.encode() for path, text in {**lists.render(keep), PAGE: page}.items()}


def _counts(corpus: Corpus, derived: Derived, places: Places) -> Mapping[str, Any]:
    """Give what a guide says of all articles, but for their claims."""
    return {
        "articles": tuple(article for article, _ in places),
        "places": {article.iri: place for article, place in places},
        "publishers": len(Voices(corpus).publishers(article.iri for article, _ in places)),
        "concepts": len(corpus.concepts),
        "loops": len(derived.search.loops),
        "acting": len({entry.treatment for entry in derived.breaks}),
    }
