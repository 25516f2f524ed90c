"""The index of a corpus: ``graph.json`` where there is one of these an article.

Its format is ``claimgraph-corpus/1``: the articles with their numbers and where their pages and facts
lie (paths from the index), the loops of all articles together, the arrows of these loops with who
says them, and what acts on them. Names and values are those of ``claimgraph/1`` (`graph.facts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.facts import Facts, break_facts, link_facts, loop_facts
from graph.model import ArticleSummary, Corpus, Iri, Link, LoopBreak, LoopSearch
from graph.names import Names, with_articles
from graph.voices import Voices

FORMAT = "claimgraph-corpus/1"


def index_facts(
    articles: Sequence[ArticleSummary],
    places: Mapping[Iri, str],
    merged: Corpus,
    links: Sequence[Link],
    search: LoopSearch,
    breaks: Iterable[LoopBreak],
) -> Facts:
    """Give the index as JSON values; `places` are the folders of the articles, by IRI, each ending in ``/``.

    Linear in what is given; equal input gives equal output.
    """
    iris = [article.iri for article in articles]
    iris += [concept.iri for concept in merged.concepts]
    names = Names(with_articles(iris))
    on_loops = {key for loop in search.loops for key in loop.links}
    return {
        "format": FORMAT,
        "prefixes": names.prefixes,
        "totals": {
            "articles": len(articles),
            "publishers": len(Voices(merged).publishers(article.iri for article in articles)),
            "claims": sum(article.claims for article in articles),
            "concepts": len(merged.concepts),
            "links": len(links),
            "loops": len(search.loops),
            "loops_complete": search.complete,
        },
        "articles": [_article(article, places[article.iri], names) for article in articles],
        "links": [link_facts(link, names) for link in links if link.key in on_loops],
        "loops": [loop_facts(loop, names) for loop in search.loops],
        "breaks": [break_facts(entry, names) for entry in breaks],
    }


def _article(article: ArticleSummary, place: str, names: Names) -> Facts:
    return {
        "id": names.curie(article.iri),
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "published": article.published,
        "sha256": article.sha256,
        "page": f"{place}index.html",
        "facts": f"{place}graph.json",
        "claims": article.claims,
        "claims_by_kind": dict(article.kinds),
        "concepts": article.concepts,
        "links": article.links,
        "loops": article.loops,
        "statistics": article.statistics,
        "statistics_with_source": article.statistics_with_source,
        "warning_signs": article.warnings,
        "claims_with_interest": article.interests,
        "claims_reviewed": article.reviewed,
    }
