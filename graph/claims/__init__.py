"""Reading: from the dataset to the values of `graph.model`. The last module that sees RDF.

Expects data that validate; `read_corpus` leaves out what is incomplete (a claim without a
subject, a passage without a section), it does not repair. Passages whose pins are missing are
read with ``start = end = -1`` and an empty hash, so that `graph.checking.anchoring` can offer them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.claims.aside import read_non_claims
from graph.claims.digests import read_digests
from graph.claims.parts import (
    read_citations,
    read_concepts,
    read_interests,
    read_lists,
    read_passages,
    read_sources,
    read_statistics,
    read_terms,
)
from graph.claims.records import (
    read_answers,
    read_authors,
    read_declared,
    read_people,
    read_reviews,
    read_studies,
)
from graph.claims.rows import iri_of, iri_or_none, local_name, value_of, word_of
from graph.completeness import expected_of, missing_of
from graph.model import Claim, ClaimList, Corpus, Iri, ListPlace, Passage, Predicate, Review, Statistic
from graph.resources import query
from graph.standing import citation_depth, standing
from graph.store import ClaimStore
from graph.vocab import CG, TREATMENT_KINDS

__all__ = ["read_corpus"]

# A modality that the ontology does not rank counts as the weakest.
_UNRANKED = 99


def read_corpus(store: ClaimStore, *, digests: bool = True) -> Corpus:
    """Read everything the store's data say. One pass of a dozen queries, linear in the data.

    Without `digests`, claims have one only where there are reviews, which are judged by it.
    """
    words, ranks = read_terms(store)
    predicates = {row["predicate"]: row for row in store.select(query("predicates"))}
    sources = read_sources(store, words)
    lists = read_lists(store, words)
    passages_by_iri = read_passages(store, sources)
    statistics = read_statistics(store, words)
    citations = read_citations(store, words)
    concepts = read_concepts(store)
    kinds: dict[str | None, str] = {concept.iri: concept.kind for concept in concepts}
    roles = _read_roles(store)
    authors = read_authors(store)
    reviews = read_reviews(store, words)
    digest_of = read_digests(store) if digests or reviews else {}
    reviews_of: dict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        reviews_of[review.claim].append(review)
    claims = []
    for row in store.select(query("claims")):
        iri = value_of(row, "claim")
        role = roles[iri]
        own_passages = tuple(
            sorted(
                (passages_by_iri[name] for name in role["passage"] if name in passages_by_iri),
                key=lambda passage: (passage.source or "", passage.start, passage.end, passage.iri),
            )
        )
        statistic = _complete(statistics.get(row["statistic"] or ""), kinds.get(row["subject"]))
        cited = tuple(citations[name] for name in role["citation"] if name in citations)
        digest, own_authors, own_reviews = digest_of.get(iri, ""), authors.get(iri, ()), reviews_of[iri]
        stands = standing(digest, own_passages, own_authors, own_reviews)
        modality = value_of(row, "modality")
        predicate = predicates.get(row["predicate"])
        claims.append(
            Claim(
                iri=iri_of(row, "claim"),
                label=value_of(row, "label"),
                kind=words.get(value_of(row, "kind"), local_name(value_of(row, "kind"))),
                subject=iri_of(row, "subject"),
                predicate=iri_of(row, "predicate"),
                object=iri_or_none(row["object"]),
                object_literal=row["literal"],
                sign=int(predicate["sign"] or 0) if predicate else 0,
                polarity=word_of(words, row["polarity"]) or "",
                modality=words.get(modality, local_name(modality)),
                modality_rank=ranks.get(modality, _UNRANKED),
                frequency=word_of(words, row["frequency"]),
                hedge=row["hedge"],
                contexts=role["inContext"],
                mechanisms=role["viaMechanism"],
                populations=role["population"],
                lists=_places(role["inList"], own_passages, lists),
                passages=own_passages,
                statistic=statistic,
                citations=cited,
                interests=role["conflictOfInterest"],
                candidates=role["candidateStudy"],
                authors=own_authors,
                digest=digest,
                fidelity=stands.fidelity,
                evidence=stands.evidence,
                status=stands.status,
                citation_depth=citation_depth(statistic, cited, own_reviews),
            )
        )
    by_iri = {claim.iri: claim for claim in claims}
    return Corpus(
        sources=tuple(sources[iri] for iri in sorted(sources)),
        concepts=concepts,
        claims=tuple(by_iri[iri] for iri in sorted(by_iri)),
        lists=tuple(lists[iri] for iri in sorted(lists)),
        interests=read_interests(store),
        predicates=tuple(
            Predicate(
                iri=iri_of(row, "predicate"),
                label=value_of(row, "label"),
                sign=int(value_of(row, "sign")),
                definition=value_of(row, "definition"),
            )
            for row in predicates.values()
        ),
        reviews=reviews,
        people=read_people(store),
        studies=read_studies(store),
        answers=read_answers(store, words),
        non_claims=read_non_claims(store, words, passages_by_iri),
        declared=read_declared(store),
    )


def _complete(statistic: Statistic | None, kind: str | None) -> Statistic | None:
    """Say of a statistic about a concept of this kind what a reader would ask for and not find."""
    if statistic is None:
        return None
    of_treatment = kind in TREATMENT_KINDS
    return replace(
        statistic,
        expected=expected_of(statistic, of_treatment=of_treatment),
        missing=missing_of(statistic, of_treatment=of_treatment),
    )


def _read_roles(store: ClaimStore) -> dict[str, dict[str, tuple[Iri, ...]]]:
    """Give claim -> local name of the role -> what it links to, sorted."""
    found: dict[str, dict[str, tuple[Iri, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for row in store.select(query("claim-roles")):
        role = value_of(row, "role").removeprefix(CG)
        found[value_of(row, "claim")][role] += (iri_of(row, "value"),)
    return found


def _places(
    list_iris: Iterable[Iri], own_passages: tuple[Passage, ...], lists: Mapping[Iri, ClaimList]
) -> tuple[ListPlace, ...]:
    """Find where in its lists a claim stands: the items of its passages in the list's block."""
    return tuple(
        ListPlace(list=iri, kind=lists[iri].kind, item=item)
        for iri in list_iris
        if iri in lists
        for item in sorted(
            {
                passage.item
                for passage in own_passages
                if passage.item is not None
                and (passage.section, passage.block) == (lists[iri].section, lists[iri].block)
            }
        )
    )
