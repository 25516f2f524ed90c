"""Who says what of a concept, or of two: statement by statement, article by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.errors import UsageError
from graph.lookup import concept_iri
from graph.model import Claim, Corpus, Iri, Statement, Voice
from graph.names import names_of
from graph.vocab import NEGATED
from graph.voices import Voices

_UNFAITHFUL = "unfaithful"
# Subject, object, the name that is the object, sign, and the predicate of what has no sign.
_What = tuple[Iri, Iri | None, str | None, int, Iri | None]


def who_says(corpus: Corpus, concept: str, other: str | None = None) -> tuple[Statement, ...]:
    """Find what is said of `concept`, or between it and `other`, in either direction, and who says it.

    They are named by IRI, CURIE, label or other name. Claims that say the same are one statement: of
    predicates with a sign those of the same ends and sign, of others those of the same predicate.
    Denials stand with what they deny. First what most publishers say, then what most articles say, then
    the firmest, then by name. Claims that the article does not make, as the newest review says, are
    left out; those that the evidence contradicts are said all the same. Linear in the claims, but for
    sorting. Raises NotFound for what is no concept of the corpus, UsageError for one concept twice.

    >>> from importlib.resources import files
    >>> from graph.dataset import load_corpus
    >>> corpus = load_corpus(files("graph") / "example.ttl")
    >>> for statement in who_says(corpus, "irritation", "rubbing"):
    ...     print(statement.sign, statement.modality, statement.publishers, len(statement.articles))
    1 possible ('Example Publisher',) 1
    """
    first = concept_iri(corpus, concept)
    second = concept_iri(corpus, other) if other is not None else None
    if first == second:
        name = names_of(corpus).curie(first)
        raise UsageError(f"{name}: name two different concepts, or one alone to see all that is said of it.")
    grouped: dict[_What, list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        ends = {claim.subject, claim.object}
        if first in ends and (second is None or second in ends) and claim.fidelity != _UNFAITHFUL:
            grouped[_what(claim)].append(claim)
    voices = Voices(corpus)
    affirmed = {what for what, own in grouped.items() if any(claim.polarity != NEGATED for claim in own)}
    return tuple(
        sorted(
            (_statement(what, own, voices, affirmed) for what, own in grouped.items()),
            key=lambda one: (
                -len(one.publishers),
                -len(one.articles),
                one.modality_rank,
                one.subject,
                one.object or "",
                one.object_literal or "",
                -one.sign,
                one.predicates,
            ),
        )
    )


def _what(claim: Claim) -> _What:
    sign = claim.sign if claim.object is not None else 0
    return (claim.subject, claim.object, claim.object_literal, sign, None if sign else claim.predicate)


def _statement(what: _What, claims: Iterable[Claim], voices: Voices, affirmed: Iterable[_What]) -> Statement:
    subject, target, literal, sign, predicate = what
    ranked = sorted(claims, key=lambda claim: (claim.modality_rank, claim.iri))
    said = [claim for claim in ranked if claim.polarity != NEGATED]
    denied = [claim for claim in ranked if claim.polarity == NEGATED]
    articles, against = voices.articles(said), voices.articles(denied)
    firmest = (said or denied)[0]
    return Statement(
        subject=subject,
        object=target,
        object_literal=literal,
        sign=sign,
        predicates=tuple(sorted({claim.predicate for claim in ranked})),
        modality=firmest.modality,
        modality_rank=firmest.modality_rank,
        articles=articles,
        publishers=voices.publishers(articles),
        against_articles=against,
        against_publishers=voices.publishers(against),
        disinterested=voices.publishers(voices.articles(claim for claim in said if not claim.interests)),
        opposite=bool(sign) and (subject, target, literal, -sign, predicate) in affirmed,
        voices=_voices(said, denied, voices),
    )


def _voices(said: Iterable[Claim], denied: Iterable[Claim], voices: Voices) -> tuple[Voice, ...]:
    by_article: dict[Iri | None, tuple[list[Claim], list[Claim]]] = defaultdict(lambda: ([], []))
    for side, claims in enumerate((said, denied)):
        for claim in claims:
            for article in voices.articles([claim]) or (None,):
                by_article[article][side].append(claim)
    found = [
        Voice(
            article=article,
            publisher=voices.publishers([article])[0] if article is not None else None,
            claims=tuple(claim.iri for claim in own),
            denials=tuple(claim.iri for claim in against),
            interests=tuple(sorted({iri for claim in (*own, *against) for iri in claim.interests})),
        )
        for article, (own, against) in by_article.items()
    ]
    return tuple(sorted(found, key=lambda voice: (voice.publisher or "", voice.article or "")))
