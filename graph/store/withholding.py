"""Reviews found in a document, and taken out of it, triple by triple: what is behind ``--blind``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import pyoxigraph as ox

from graph.store.documents import Document
from graph.store.parsing import parse_document
from graph.store.terms import turtle_order
from graph.vocab import CG, PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"
_PERSON = PREFIXES["prov"] + "Person"
_AUTHOR = PREFIXES["prov"] + "wasAttributedTo"
_ABOUT = PREFIXES["schema"] + "itemReviewed"
_TOLD = frozenset(map(ox.NamedNode, (_TYPE, _LABEL, _AUTHOR, _ABOUT)))
_BLANK = "_:"

Triples = list[ox.Triple]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewScan:
    """What a document tells of reviews and people, by IRI.

    `reviews` are what it calls a review, or says to be about a claim, by a name; `authors` whom it names
    as the author of anything, `people` the names of those it describes, `extras` the people and
    studies that it describes.
    """

    reviews: frozenset[str]
    authors: Mapping[str, frozenset[str]]
    people: Mapping[str, frozenset[str]]
    extras: frozenset[str]


def scan_reviews(document: Document) -> ReviewScan:
    """Say what reviews and people a document tells of. Linear; raises what parsing it raises."""
    kinds: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, set[str]] = defaultdict(set)
    authors: dict[str, set[str]] = defaultdict(set)
    reviews = set()
    for triple in parse_document(document):
        if triple.predicate not in _TOLD:  # most of them, and quicker than to name them first
            continue
        subject, relation = _name(triple.subject), triple.predicate.value
        if relation == _TYPE:
            kinds[subject].add(_name(triple.object))
        elif relation == _LABEL and isinstance(triple.object, ox.Literal):
            labels[subject].add(triple.object.value)
        elif relation == _AUTHOR:
            authors[subject].add(_name(triple.object))
        elif relation == _ABOUT:
            reviews.add(subject)
    reviews |= {iri for iri, own in kinds.items() if CG + "Review" in own}
    people = {iri for iri, own in kinds.items() if _PERSON in own}
    return ReviewScan(
        reviews=frozenset(iri for iri in reviews if not iri.startswith(_BLANK)),
        authors={iri: frozenset(own) for iri, own in authors.items()},
        people={iri: frozenset(labels[iri]) for iri in people},
        extras=frozenset(people | {iri for iri, own in kinds.items() if CG + "Study" in own}),
    )


def named_in(document: Document, wanted: Collection[str], but_in: Collection[str]) -> set[str]:
    """Give those of `wanted` that a document names, but for what it says of `but_in` or of themselves."""
    return {
        name
        for triple in parse_document(document)
        if _name(triple.subject) not in but_in
        for name in _names(triple.object)
        if name in wanted and name != _name(triple.subject)
    }


def withhold(document: Document, reviews: frozenset[str], extras: frozenset[str]) -> Document | None:
    """Take out what a document says of `reviews` and that anything points to them, and of `extras`.

    What has no name and belongs to a review goes with it; a review without a name always goes. A
    document that says nothing of them is given as it is, else it is written anew; None where
    nothing is left.
    """
    concerned = _nodes(reviews | extras)
    if not any(map(concerned.__contains__, _ends(document))):
        return document
    triples = list(parse_document(document))
    blank = {_name(triple.subject) for triple in triples if _is_review(triple)}
    gone = {name for name in blank if name.startswith(_BLANK)} | set(reviews)
    kept = _without(triples, gone, extras)
    if len(kept) == len(triples):
        return document
    if not kept:
        return None
    text = ox.serialize(sorted(set(kept), key=turtle_order), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    return replace(document, text=text or b"")


def _ends(document: Document) -> Iterator[object]:
    """Give what triples are about and what they lead to; in place of what has no name or is quoted, None."""
    for triple in parse_document(document):
        yield triple.subject if isinstance(triple.subject, ox.NamedNode) else None
        yield triple.object if isinstance(triple.object, (ox.NamedNode, ox.Literal)) else None


@lru_cache(maxsize=2)
def _nodes(iris: frozenset[str]) -> frozenset[object]:
    """Give IRIs as the parser does, to be compared without a step in between; and None."""
    return frozenset((None, *map(ox.NamedNode, iris)))


def _without(triples: Triples, gone: set[str], extras: Collection[str]) -> Triples:
    while True:
        out = [triple for triple in triples if _name(triple.subject) in gone]
        more = {name for triple in out for name in _names(triple.object) if name.startswith(_BLANK)}
        if more <= gone:
            break
        gone |= more
    return [
        triple
        for triple in triples
        if _name(triple.subject) not in extras
        and gone.isdisjoint((_name(triple.subject), *_names(triple.object)))
    ]


def _is_review(triple: ox.Triple) -> bool:
    relation = triple.predicate.value
    return relation == _ABOUT or (relation == _TYPE and _name(triple.object) == CG + "Review")


def _name(term: object) -> str:
    """Give the IRI of a term, of one without a name its label after ``_:``; of a literal nothing."""
    if isinstance(term, ox.NamedNode):
        return term.value
    return f"{_BLANK}{term.value}" if isinstance(term, ox.BlankNode) else ""


def _names(term: object) -> Iterator[str]:
    """Give what a term names: itself, or what the statement that it quotes names."""
    if isinstance(term, ox.Triple):
        for part in (term.subject, term.object):
            yield from _names(part)
    else:
        yield _name(term)
