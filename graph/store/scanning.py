"""What a data file is about, from one pass over its triples: no store, no query.

A large corpus is worked on article by article; for that it must be known which file describes
which article, and what it says of things that other files mean too (concepts, people, studies).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.errors import ClaimsSyntaxError, InvalidIri
from graph.store.documents import Document
from graph.store.parsing import parse_document
from graph.vocab import CG, PREFIXES, namespace_of

_TYPE = PREFIXES["rdf"] + "type"
_ARTICLE = CG + "Article"
_OWNING = frozenset({_ARTICLE, CG + "Claim"})
_ABOUT = PREFIXES["schema"] + "itemReviewed"
_REVIEW = CG + "Review"
_POINTS_BACK = CG + "interestIn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What one file says of one thing: its triples as sorted N-Triples lines, and the IRIs they mean.

    `backs` are the things that it must be known with although they do not name it: the concepts of
    an interest.
    """

    lines: tuple[str, ...]
    means: tuple[str, ...]
    backs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a file is about. Namespaces end with ``#`` or ``/``.

    `articles` are the IRIs of the articles it describes, `owned` the namespaces in which it has an
    article or claims, `reviewed` those of the claims that it reviews, `spaces` those of all that it
    describes. `shared` is what it says of things outside `owned`, reviews excepted; `means` are the
    IRIs that the rest of it means and does not describe. `claims` counts its claims.
    """

    articles: tuple[str, ...]
    owned: tuple[str, ...]
    reviewed: tuple[str, ...]
    spaces: tuple[str, ...]
    claims: int
    means: tuple[str, ...]
    shared: dict[str, Described] = field(hash=False)


def scan_document(document: Document) -> Scan:
    """Say what `document` is about; raises ClaimsSyntaxError or InvalidIri as loading it does.

    A review record that is no Turtle is about nothing. Linear in the triples, all of which are in
    memory meanwhile.
    """
    told: dict[str, list[ox.Triple]] = {}
    try:
        for triple in parse_document(document):
            # What has no name is a fault that validation tells of; it belongs to the file.
            iri = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""
            told.setdefault(iri, []).append(triple)
    except (ClaimsSyntaxError, InvalidIri):
        if not document.is_record:
            raise
        told = {}
    kinds = {iri: _values(triples, _TYPE) for iri, triples in told.items()}
    owned = {namespace_of(iri) for iri, own in kinds.items() if own & _OWNING}
    reviews = {iri for iri, own in kinds.items() if _REVIEW in own}
    reviewed = {namespace_of(claim) for iri in reviews for claim in _values(told[iri], _ABOUT)}
    spaces = {namespace_of(iri) for iri in told}
    shared = {
        iri: _describe(triples)
        for iri, triples in told.items()
        if iri and iri not in reviews and namespace_of(iri) not in owned
    }
    means = {iri for subject, triples in told.items() if subject not in shared for iri in _meant(triples)}
    return Scan(
        articles=tuple(sorted(iri for iri, own in kinds.items() if _ARTICLE in own)),
        owned=tuple(sorted(owned)),
        reviewed=tuple(sorted(reviewed)),
        spaces=tuple(sorted(spaces)),
        claims=sum(CG + "Claim" in own for own in kinds.values()),
        means=tuple(sorted(means - told.keys())),
        shared=shared,
    )


def _describe(triples: list[ox.Triple]) -> Described:
    return Described(
        lines=tuple(sorted({f"{triple} ." for triple in triples})),
        means=tuple(sorted(_meant(triples))),
        backs=tuple(sorted(_values(triples, _POINTS_BACK))),
    )


def _values(triples: list[ox.Triple], predicate: str) -> set[str]:
    return {
        triple.object.value
        for triple in triples
        if triple.predicate.value == predicate and isinstance(triple.object, ox.NamedNode)
    }


def _meant(triples: list[ox.Triple]) -> Iterator[str]:
    """Give the IRIs in place of an object, those of the vocabulary excepted."""
    seen = set()
    for triple in triples:
        value = triple.object
        if isinstance(value, ox.NamedNode) and not value.value.startswith(CG):
            seen.add(value.value)
    return iter(seen)
