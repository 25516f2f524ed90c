"""A claim as a row of the table: every fact about it, as plain words and links that may be opened."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from graph.model import Claim, Corpus, Iri, Passage
from graph.names import Names
from graph.site import wording
from graph.site.scene import firmness
from graph.vocab import NEGATED

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """Look-ups that every view needs."""

    labels: Mapping[Iri, str]
    predicates: Mapping[Iri, str]
    sections: Mapping[Iri, str]
    sources: Mapping[Iri, str]
    interests: Mapping[Iri, str]


def words_of(corpus: Corpus) -> Words:
    """Gather the look-ups of a corpus."""
    return Words(
        labels={concept.iri: concept.label for concept in corpus.concepts},
        predicates={predicate.iri: predicate.label for predicate in corpus.predicates},
        sections={s.iri: s.title for source in corpus.sources for s in source.sections},
        sources={source.iri: source.title for source in corpus.sources},
        interests={one.iri: f"{one.label} ({one.party})" for one in corpus.interests},
    )


def claim_rows(
    corpus: Corpus,
    claims: Sequence[Claim],
    names: Names,
    listed: Container[Iri],
    home: Callable[[Claim], View | None] | None = None,
) -> list[View]:
    """Give a row for each of `claims`, in their order; only concepts that are `listed` become links.

    With `home`, which finds the article of a claim, a row says that; its passages need not.
    """
    words = words_of(corpus)
    if home is None:
        return [{**claim_row(claim, words, names, listed), "home": None} for claim in claims]
    words = replace(words, sources={})
    return [{**claim_row(claim, words, names, listed), "home": home(claim)} for claim in claims]


def safe_url(url: str | None) -> str | None:
    """Give `url` if it is a web address a link may open; anything else is no link.

    >>> safe_url("javascript:alert(1)") is None
    True
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


def _end(iri: Iri, words: Words, names: Names, listed: Container[Iri]) -> View:
    return {"id": names.curie(iri) if iri in listed else None, "label": words.labels.get(iri, iri)}


def claim_row(claim: Claim, words: Words, names: Names, listed: Container[Iri]) -> View:
    """Give one claim as a row."""
    statistic = claim.statistic
    return {
        "id": names.curie(claim.iri),
        "short": names.curie(claim.iri).rpartition(":")[2],
        "label": claim.label,
        "kind": claim.kind,
        "subject": _end(claim.subject, words, names, listed),
        "predicate": words.predicates.get(claim.predicate, names.curie(claim.predicate)),
        "object": _end(claim.object, words, names, listed) if claim.object else None,
        "literal": claim.object_literal,
        "sign": claim.sign,
        "denied": claim.polarity == NEGATED,
        "firmness": firmness(claim),
        "firmly": wording.firmly(claim),
        "modality": claim.modality,
        "status": claim.status,
        "depth": claim.citation_depth,
        "roles": [
            *(("when", words.labels.get(iri, iri)) for iri in claim.contexts),
            *(("through", words.labels.get(iri, iri)) for iri in claim.mechanisms),
            *(("in", words.labels.get(iri, iri)) for iri in claim.populations),
        ],
        "figure": None
        if statistic is None
        else {
            "text": wording.figure(statistic),
            "details": [
                (name, words.labels.get(iri, iri))
                for name, iri in (
                    ("measure", statistic.measure),
                    ("among", statistic.population),
                    ("outcome", statistic.outcome),
                    ("compared with", statistic.comparator),
                )
                if iri
            ]
            + ([("within", wording.duration(statistic.months))] if statistic.months else [])
            + ([("note", statistic.stated_significance)] if statistic.stated_significance else []),
        },
        "evidence": [
            {
                "text": wording.evidence(citation),
                "named": citation.as_named,
                "links": [link for link in map(safe_url, (citation.study, *citation.candidates)) if link],
            }
            for citation in claim.citations
        ],
        "no_evidence": wording.evidence(None),
        "uncited": statistic is not None and not claim.citations,
        "interests": [words.interests.get(iri, iri) for iri in claim.interests],
        "passages": [passage_view(passage, words) for passage in claim.passages],
    }


def passage_view(passage: Passage, words: Words) -> View:
    """Give where a passage is, and the address that opens it there."""
    section = words.sections.get(passage.section, "")
    source = words.sources.get(passage.source, "") if passage.source and len(words.sources) > 1 else ""
    return {
        "where": f"{source}: {section}" if source and section else source or section or "the article",
        "block": passage.block,
        "item": passage.item,
        "url": safe_url(passage.deep_link),
    }
