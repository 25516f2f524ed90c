"""From what a reviewer decided to a review record: one Turtle file that is never changed.

A record says who, when, which question, which verdict, on what evidence, and what was looked at.
With it stand the descriptions of the person and of the studies, so that each file can be read
alone. Its name is claim, axis, time in UTC, reviewer and eight random hexadecimal digits: two
people on two branches, or in one second, never write the same file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.errors import UsageError
from graph.model import Corpus, Decision, Iri, Person, Review, Study
from graph.names import person_slug
from graph.store import Document, Term, open_store
from graph.vocab import AUTHORED_GRAPHS, CG, PREFIXES, REVIEWS_FOLDER, namespace_of

_AGENTS = PREFIXES["ag"]
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)$", re.IGNORECASE)
_PUBMED = re.compile(
    r"^(?:https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/|pmid:?\s*)?([1-9]\d{0,8})/?$",
    re.IGNORECASE,
)
_SHORT = re.compile(r"[a-z0-9-]+")
# What an IRI may not hold as it stands, and old DOIs do.
_ENCODED = {"<": "%3C", ">": "%3E", '"': "%22", "{": "%7B", "}": "%7D", "|": "%7C", "\\": "%5C", "^": "%5E"}

Triple = tuple[Term, Term, Term]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A review and the document that holds it; `name` is the name of its file."""

    name: str
    review: Review
    document: Document


def study_iri(written: str) -> Iri:
    """Give the IRI of a study from its DOI or PubMed number, however people write them.

    DOIs are compared without case (ISO 26324), so they are kept in small letters. Raises UsageError
    for anything else: whether such a study exists cannot be known here.

    >>> study_iri("doi:10.1000/ABC")
    'https://doi.org/10.1000/abc'
    >>> study_iri("PMID: 29176471")
    'https://pubmed.ncbi.nlm.nih.gov/29176471/'
    """
    text = written.strip()
    if match := _DOI.match(text):
        doi = match[1].lower().rstrip(".,;")
        return Iri("https://doi.org/" + "".join(_ENCODED.get(character, character) for character in doi))
    if match := _PUBMED.match(text):
        return Iri(f"https://pubmed.ncbi.nlm.nih.gov/{match[1]}/")
    raise UsageError(
        f"{written!r} is no DOI and no PubMed number: write it as 10.1000/182 or as PMID 12345678."
    )


def compose(corpus: Corpus, decision: Decision, token: str) -> Record:
    """Make the record of a decision; `token` is random and tells it from all others.

    It revises the newest earlier record of the same person on the same claim and axis. Raises
    UsageError where the reviewer's name is no name, or somebody else's.
    """
    person = person_of(corpus.people, decision.reviewer)
    time = decision.time.astimezone(UTC)
    stem = "-".join(
        [
            decision.claim.removeprefix(namespace_of(decision.claim)),
            decision.axis,
            f"{time:%Y%m%dT%H%M%SZ}",
            short_name(person),
            token,
        ]
    )
    earlier = [
        review
        for review in corpus.reviews
        if (review.claim, review.axis, review.reviewer) == (decision.claim, decision.axis, person.iri)
        and review.time < time
    ]
    newest = max(earlier, key=lambda review: (review.time, review.iri), default=None)
    review = Review(
        iri=Iri(namespace_of(decision.claim) + stem),
        claim=decision.claim,
        axis=decision.axis,
        verdict=decision.verdict,
        reviewer=person.iri,
        time=time,
        passage_hashes=tuple(sorted(set(decision.passage_hashes))),
        digest=decision.digest,
        note=decision.note,
        evidence=tuple(sorted(study.iri for study in decision.evidence)),
        revises=newest.iri if newest else None,
    )
    name = f"{stem}.ttl"
    graph = f"{AUTHORED_GRAPHS}{REVIEWS_FOLDER}/{name}"
    text = _turtle(review, person, decision.evidence, graph)
    return Record(
        name=name,
        review=review,
        document=Document(path=f"{REVIEWS_FOLDER}/{name}", graph=graph, text=text, is_record=True),
    )


def short_name(person: Person) -> str:
    """Give how names of files call a person: their own short name, of one named elsewhere a slug."""
    local = person.iri.removeprefix(_AGENTS)
    return local if _SHORT.fullmatch(local) else person_slug(person.name)


def person_of(people: Iterable[Person], name: str) -> Person:
    """Give the person of that name, a new one if nobody has it; who shares a short name is refused."""
    spelt = " ".join(unicodedata.normalize("NFC", name).split())
    if not any(character.isalnum() for character in spelt):
        raise UsageError(f"{name!r} is no name of a reviewer: say who reviews, with --by NAME.")
    iri = Iri(_AGENTS + person_slug(spelt))
    for person in people:
        if person.name.casefold() == spelt.casefold():
            return person
        if person.iri == iri:
            raise UsageError(
                f"{spelt!r} would be taken for {person.name!r}, who reviews already: write that name as it "
                "is there, or add what tells the two apart."
            )
    return Person(iri=iri, name=spelt)


def _turtle(review: Review, person: Person, studies: Iterable[Study], graph: str) -> bytes:
    with open_store() as store:
        triples = [
            *_review_triples(review),
            *describe(person.iri, "prov", "Person", "rdfs", "label", person.name),
        ]
        for study in studies:
            triples += describe(study.iri, None, "Study", "dcterms", "title", study.title)
        store.add(triples, graph)
        article = {"a": namespace_of(review.claim)}
        used = {
            prefix: space for prefix, space in {**PREFIXES, **article}.items() if _is_used(space, triples)
        }
        return store.turtle([graph], used)


def _review_triples(review: Review) -> Iterator[Triple]:
    def line(prefix: str, local: str, value: Term) -> Triple:
        return (_iri(review.iri), _term(prefix, local), value)

    yield line("rdf", "type", _iri(CG + "Review"))
    yield line("schema", "itemReviewed", _iri(review.claim))
    yield line("cg", "aspect", _iri(CG + review.axis))
    yield line("cg", "verdict", _iri(CG + review.verdict))
    yield line("prov", "wasAttributedTo", _iri(review.reviewer))
    yield line("prov", "generatedAtTime", _moment(review.time))
    if review.revises:
        yield line("prov", "wasRevisionOf", _iri(review.revises))
    for study in review.evidence:
        yield line("cito", "citesAsEvidence", _iri(study))
    if review.note:
        yield line("schema", "reviewBody", Term(review.note, "literal", language="en"))
    for value in review.passage_hashes:
        yield line("cg", "passageSha256", Term(value, "literal"))
    yield line("cg", "claimSha256", Term(review.digest, "literal"))


def describe(
    iri: str, prefix: str | None, kind: str, relation_prefix: str, relation: str, text: str
) -> list[Triple]:
    """Give the two triples that describe a person or a study: what it is, and what it is called."""
    label = Term(unicodedata.normalize("NFC", text), "literal", language="en")
    return [
        (_iri(iri), _term("rdf", "type"), _term(prefix or "cg", kind)),
        (_iri(iri), _term(relation_prefix, relation), label),
    ]


def _is_used(namespace: str, triples: Iterable[Triple]) -> bool:
    return any(
        (term.value if term.kind == "iri" else term.datatype or "").startswith(namespace)
        for triple in triples
        for term in triple
    )


def _moment(time: datetime) -> Term:
    written = time.isoformat(timespec="microseconds" if time.microsecond else "seconds")
    return Term(written.replace("+00:00", "Z"), "literal", PREFIXES["xsd"] + "dateTime")


def _iri(value: str) -> Term:
    return Term(value, "iri")


def _term(prefix: str, local: str) -> Term:
    return _iri(PREFIXES[prefix] + local)
