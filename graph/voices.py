"""Who says what: the articles in which claims stand, and the publishers behind these.

Articles of one publisher are not independent of each other: what a publisher says in three articles
is said once. So support is counted twice, in articles and in publishers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from unicodedata import normalize

from graph.model import Claim, Corpus, Iri
from graph.names import Names
from graph.vocab import namespace_of


class Voices:
    """The articles and publishers of a corpus, to be asked who says some of its claims.

    A claim is said by the articles in which its passages stand; one without such a passage by the
    article in whose namespace it is named. Publishers are told apart by their names, whatever the case
    and the spacing; an article whose publisher has no name counts as its own.

    >>> from importlib.resources import files
    >>> from graph.dataset import load_corpus
    >>> corpus = load_corpus(files("graph") / "example.ttl")
    >>> voices = Voices(corpus)
    >>> voices.publishers(voices.articles(corpus.claims))
    ('Example Publisher',)
    """

    def __init__(self, corpus: Corpus) -> None:
        self._in_namespace = {namespace_of(source.iri): source.iri for source in corpus.sources}
        named = {source.iri: " ".join((source.publisher or "").split()) for source in corpus.sources}
        spelt: dict[str, str] = {}
        for name in sorted(named.values()):
            spelt.setdefault(_folded(name), name)
        self._publishers = {
            article: spelt[_folded(name)] if name else article for article, name in named.items()
        }

    def articles(self, claims: Iterable[Claim]) -> tuple[Iri, ...]:
        """Give the articles that say any of `claims`, sorted; none where the data do not show it."""
        found: set[Iri] = set()
        for claim in claims:
            own = {passage.source for passage in claim.passages if passage.source is not None}
            if not own and (article := self._in_namespace.get(namespace_of(claim.iri))) is not None:
                own.add(article)
            found |= own
        return tuple(sorted(found))

    def publishers(self, articles: Iterable[Iri]) -> tuple[str, ...]:
        """Give the publishers of `articles`, each once, sorted: by name, or the article's IRI without one."""
        return tuple(sorted({self._publishers.get(article, article) for article in articles}))


def voice_facts(articles: Collection[Iri], publishers: Sequence[str], names: Names) -> dict[str, object]:
    """Give who says something, and how many, as JSON values; an article stands for a nameless publisher."""
    return {
        "articles": names.curies(articles),
        "article_count": len(articles),
        "publishers": [names.curie(name) if name in articles else name for name in publishers],
        "publisher_count": len(publishers),
    }


def _folded(name: str) -> str:
    return normalize("NFKC", name).casefold()
