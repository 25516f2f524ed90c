"""An article in short: in numbers for lists, and as slim claims for the causal graph of all articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from graph.interests import named_concepts, with_broader
from graph.model import ArticleSummary, Claim, Corpus, Iri, Link, Loop, Source, WarningSign
from graph.names import names_of
from graph.vocab import AFFIRMED, ORDERED_CYCLE, PREFIXES, RED_FLAG, namespace_of


def restrict(corpus: Corpus, articles: Collection[str]) -> Corpus:
    """Give what a corpus says in these articles: their claims, and of the rest what these mean.

    Concepts are those that the claims name, and what is broader than these. Linear in the corpus.
    """
    spaces = {namespace_of(article) for article in articles}
    claims = tuple(claim for claim in corpus.claims if namespace_of(claim.iri) in spaces)
    own = {claim.iri for claim in claims}
    meant = concepts_of(corpus, claims)
    interests = {iri for claim in claims for iri in claim.interests}
    return replace(
        corpus,
        sources=tuple(source for source in corpus.sources if source.iri in articles),
        concepts=tuple(concept for concept in corpus.concepts if concept.iri in meant),
        claims=claims,
        lists=tuple(one for one in corpus.lists if namespace_of(one.iri) in spaces),
        interests=tuple(one for one in corpus.interests if one.iri in interests),
        reviews=tuple(review for review in corpus.reviews if review.claim in own),
        non_claims=tuple(mark for mark in corpus.non_claims if namespace_of(mark.iri) in spaces),
    )


def concepts_of(corpus: Corpus, claims: tuple[Claim, ...]) -> set[Iri]:
    """Give the concepts that claims name in any place, and all that are broader than these."""
    broader = {concept.iri: concept.broader for concept in corpus.concepts}
    return with_broader(broader, (iri for claim in claims for iri in named_concepts(claim)))


def summarise(
    corpus: Corpus, source: Source, links: tuple[Link, ...], loops: tuple[Loop, ...]
) -> ArticleSummary:
    """Put an article in numbers; `corpus` holds its claims alone. Linear."""
    figures = [claim for claim in corpus.claims if claim.statistic is not None]
    names = names_of(corpus)
    about = Counter(iri for claim in corpus.claims for iri in set(named_concepts(claim)))
    signs = _signs(corpus)
    return ArticleSummary(
        iri=source.iri,
        slug=names.curie(source.iri).partition(":")[0],
        title=source.title,
        url=source.url,
        publisher=source.publisher,
        published=source.published,
        sha256=source.sha256,
        claims=len(corpus.claims),
        kinds=tuple(sorted(Counter(claim.kind for claim in corpus.claims).items())),
        concepts=len(corpus.concepts),
        links=len(links),
        loops=len(loops),
        statistics=len(figures),
        statistics_with_source=sum(bool(claim.citations) for claim in figures),
        warnings=len(signs),
        interests=sum(bool(claim.interests) for claim in corpus.claims),
        reviewed=sum(claim.status != "unreviewed" for claim in corpus.claims),
        about=tuple(sorted(about.items())),
        signs=signs,
        prefixes=tuple(entry for entry in names.prefixes.items() if entry[0] not in PREFIXES),
    )


def _signs(corpus: Corpus) -> tuple[WarningSign, ...]:
    labels = {concept.iri: concept.label for concept in corpus.concepts}
    predicates = {predicate.iri: predicate.label for predicate in corpus.predicates}
    return tuple(
        WarningSign(
            claim=claim.iri,
            label=labels.get(claim.subject, claim.subject),
            when=tuple(labels.get(iri, iri) for iri in (*claim.contexts, *claim.populations)),
            call=" ".join(
                (
                    predicates.get(claim.predicate, ""),
                    labels.get(claim.object, claim.object) if claim.object else claim.object_literal or "",
                )
            ).strip(),
        )
        for claim in corpus.claims
        if claim.kind == RED_FLAG and claim.polarity == AFFIRMED
    )


def slim(corpus: Corpus) -> Corpus:
    """Give what the causal graph of all articles needs: claims with a sign, without what they rest on."""
    lists = tuple(one for one in corpus.lists if one.kind == ORDERED_CYCLE)
    told = {one.iri for one in lists}
    return Corpus(
        sources=tuple(replace(source, sections=()) for source in corpus.sources),
        concepts=tuple(replace(concept, definition=None, mappings=()) for concept in corpus.concepts),
        claims=tuple(
            replace(
                claim,
                label="",
                passages=(),
                statistic=None,
                citations=(),
                authors=(),
                candidates=(),
                digest="",
                lists=tuple(place for place in claim.lists if place.list in told),
            )
            for claim in corpus.claims
            if claim.sign and claim.object is not None
        ),
        lists=lists,
    )
