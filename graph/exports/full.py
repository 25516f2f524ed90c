"""Authored plus derived triples in one Turtle file, for any RDF 1.1 store.

Derived are: direct triples of affirmed claims, names and types for other vocabularies, Web
Annotation selectors (https://www.w3.org/TR/annotation-model/#selectors), deep links, loops, what
the reviews of a claim come to and how deep its citations go; of several articles also the arrows, with
the articles that say each, and how many publishers these have.
A direct triple means that some unrejected claim says so; not that it is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.model import Corpus, Link, Loop
from graph.names import link_iri, loop_iri, names_of
from graph.resources import query
from graph.store import ClaimStore, Term
from graph.vocab import CG, DERIVED_GRAPH, PREFIXES

_TEXT_FRAGMENTS = "https://wicg.github.io/scroll-to-text-fragment/"
# In order: a direct triple depends on the statuses.
_RULES = ("derive-status", "derive-identity", "derive-direct", "derive-selectors")

Triple = tuple[Term, Term, Term]


def full_turtle(
    store: ClaimStore, graphs: Sequence[str], corpus: Corpus, links: Iterable[Link], loops: Iterable[Loop]
) -> bytes:
    """Give the triples of the data files `graphs` and all that follows from them, sorted.

    Fills the store's derived graph on the way. No blank nodes; equal input gives equal bytes.
    """
    derive_triples(store, corpus, links, loops)
    return store.turtle([*graphs, DERIVED_GRAPH], names_of(corpus).prefixes)


def derive_triples(store: ClaimStore, corpus: Corpus, links: Iterable[Link], loops: Iterable[Loop]) -> None:
    """Put all that follows from the claims into the store's derived graph."""
    for rule in _RULES:
        store.derive(query(rule), DERIVED_GRAPH)
    store.add(_deep_links(corpus), DERIVED_GRAPH)
    store.add(_standing(corpus), DERIVED_GRAPH)
    own = tuple(links)
    several = len(corpus.sources) > 1
    store.add(_loops(own, loops, counted=several), DERIVED_GRAPH)
    if several:  # of one article, who says an arrow is no question
        store.add(_links(own), DERIVED_GRAPH)


def _deep_links(corpus: Corpus) -> Iterator[Triple]:
    seen = {passage.iri: passage for claim in corpus.claims for passage in claim.passages}
    for passage in seen.values():
        if passage.deep_link is None:
            continue
        selector = _iri(f"{passage.iri}-fragment")
        fragment = passage.deep_link.partition("#")[2]
        yield _iri(passage.iri), _cg("deepLink"), _iri(passage.deep_link)
        yield _iri(passage.iri), _term("oa", "hasSelector"), selector
        yield selector, _term("rdf", "type"), _term("oa", "FragmentSelector")
        yield selector, _term("rdf", "value"), Term(fragment, "literal")
        yield selector, _term("dcterms", "conformsTo"), _iri(_TEXT_FRAGMENTS)


def _standing(corpus: Corpus) -> Iterator[Triple]:
    for claim in corpus.claims:
        yield _iri(claim.iri), _cg("reviewStatus"), Term(claim.status, "literal")
        yield _iri(claim.iri), _cg("citationDepth"), Term(claim.citation_depth, "literal")


def _links(links: Iterable[Link]) -> Iterator[Triple]:
    for link in links:
        iri = _iri(link_iri(link.key))
        yield iri, _term("rdf", "type"), _cg("CausalLink")
        yield iri, _cg("linkFrom"), _iri(link.source)
        yield iri, _cg("linkTo"), _iri(link.target)
        yield iri, _cg("linkSign"), _integer(link.sign)
        for claim in link.claims:
            yield iri, _cg("linkClaim"), _iri(claim)
        for article in link.articles:
            yield iri, _cg("saidIn"), _iri(article)
        yield from _support(iri, len(link.articles), len(link.publishers))


def _support(iri: Term, articles: int, publishers: int) -> Iterator[Triple]:
    yield iri, _cg("articleCount"), _integer(articles)
    yield iri, _cg("publisherCount"), _integer(publishers)


def _loops(links: Iterable[Link], loops: Iterable[Loop], *, counted: bool) -> Iterator[Triple]:
    claims = {link.key: link.claims for link in links}
    for loop in loops:
        iri = _iri(loop_iri(loop.key))
        yield iri, _term("rdf", "type"), _cg("FeedbackLoop")
        yield iri, _cg("loopSign"), _integer(loop.sign)
        yield iri, _cg("loopKey"), Term(loop.key, "literal")
        if counted:
            yield from _support(iri, loop.articles, loop.publishers)
        if loop.declared_by:
            yield iri, _cg("declaredBy"), _iri(loop.declared_by)
        for link in loop.links:
            for claim in claims[link]:
                yield iri, _cg("loopEdge"), _iri(claim)


def _integer(value: int) -> Term:
    return Term(str(value), "literal", PREFIXES["xsd"] + "integer")


def _iri(value: str) -> Term:
    return Term(value, "iri")


def _term(prefix: str, local: str) -> Term:
    return _iri(PREFIXES[prefix] + local)


def _cg(local: str) -> Term:
    return _iri(CG + local)
