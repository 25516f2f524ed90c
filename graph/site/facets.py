"""By what claims can be filtered: the facets, their values in words, and which claim has which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from graph.model import Claim, Corpus, Iri
from graph.names import Names
from graph.site import kinds
from graph.site.rows import Words, words_of
from graph.site.scene import firmness
from graph.standing import DEPTHS, STATUSES
from graph.vocab import NEGATED

_MODALITIES = {
    "asserted": "said flatly",
    "possible": "said as possible",
    "tentative": "said tentatively",
    "intended": "only an aim",
    "denied": "denied",
}
_DEPTHS = {
    "checked": "the study was read in a review",
    "identified": "the study is known",
    "candidate": "a likely study, not confirmed",
    "named": "a journal or author is named, no study",
    "unnamed": "a study is mentioned, nothing to find it by",
    "article": "the article’s own word",
    "none": "a figure without any source",
}
_STATUSES = {
    "verified": "verified",
    "in-review": "in review",
    "unreviewed": "not yet reviewed",
    "stale": "changed since it was reviewed",
    "disputed": "disputed",
}
_SIGNS = {"plus": "raises", "minus": "lowers", "other": "another relation"}
#: What stands for "no section" or "no interest": the ids beside it are CURIEs or IRIs and have a colon.
_NO = "none"

Values = dict[str, str]


def facet_data(corpus: Corpus, claims: Sequence[Claim], names: Names) -> list[dict[str, Any]]:
    """Give each facet with its values that occur, and for each of `claims` the numbers of its values.

    ``every`` says that a claim is shown only if all its values are: an arrow needs both its ends.
    A modality says in ``of`` how it is drawn. Linear in the claims.
    """
    words = words_of(corpus)
    kind_of = {concept.iri: concept.kind for concept in corpus.concepts}
    kind_values = {kind: kinds.look(kind).plural for kind in sorted(set(kind_of.values()), key=kinds.order)}
    firm = {_modality(claim): firmness(claim) for claim in claims}
    facets = [
        _facet("kind", "Kind", kind_values, claims, lambda claim: _kinds(claim, kind_of), every=True),
        _facet("section", "Section", _sections(corpus, names), claims, lambda claim: _in(claim, names)),
        _facet("modality", "How firmly", _MODALITIES, claims, lambda claim: [_modality(claim)]),
        _facet("depth", "Evidence", _by_rank(_DEPTHS, DEPTHS), claims, lambda claim: [claim.citation_depth]),
        _facet("interest", "Interest", _interests(words, names), claims, lambda claim: _whose(claim, names)),
        _facet("status", "Review", _by_rank(_STATUSES, STATUSES), claims, lambda claim: [claim.status]),
        _facet("sign", "Sign", _SIGNS, claims, lambda claim: [_sign(claim)]),
    ]
    for value in facets[2]["values"]:
        value["of"] = firm[value["id"]]
    return facets


def _facet(
    name: str,
    title: str,
    known: Values,
    claims: Sequence[Claim],
    values_of: Callable[[Claim], Iterable[str]],
    *,
    every: bool = False,
) -> dict[str, Any]:
    own = [tuple(dict.fromkeys(values_of(claim))) for claim in claims]
    present = {value for values in own for value in values}
    ids = [value for value in known if value in present or every]
    ids += sorted(present.difference(known))
    place = {value: number for number, value in enumerate(ids)}
    return {
        "name": name,
        "title": title,
        "every": every,
        "values": [{"id": value, "label": known.get(value, value)} for value in ids],
        "rows": [_short([place[value] for value in values]) for values in own],
    }


def _short(numbers: list[int]) -> int | list[int]:
    """Write a single number without its list: nearly all are single, and the page is to be small."""
    return numbers[0] if len(numbers) == 1 else numbers


def _by_rank(words: Values, ranks: Sequence[str]) -> Values:
    return {rank: words.get(rank, rank) for rank in ranks}


def _kinds(claim: Claim, kind_of: dict[Iri, str]) -> list[str]:
    return [kind_of[iri] for iri in (claim.subject, claim.object) if iri in kind_of]


def _modality(claim: Claim) -> str:
    return "denied" if claim.polarity == NEGATED else claim.modality


def _sign(claim: Claim) -> str:
    return {1: "plus", -1: "minus"}.get(claim.sign, "other")


def _sections(corpus: Corpus, names: Names) -> Values:
    """Give the sections in the order of their articles; where there are several, with the article's title."""
    several = len(corpus.sources) > 1
    titles = {
        names.curie(section.iri): f"{source.title}: {section.title}" if several else section.title
        for source in corpus.sources
        for section in sorted(source.sections, key=lambda one: (one.position, one.iri))
    }
    return {**titles, _NO: "no passage"}


def _in(claim: Claim, names: Names) -> list[str]:
    return [names.curie(passage.section) for passage in claim.passages] or [_NO]


def _interests(words: Words, names: Names) -> Values:
    return {**{names.curie(iri): text for iri, text in words.interests.items()}, _NO: "none known"}


def _whose(claim: Claim, names: Names) -> list[str]:
    return [names.curie(iri) for iri in claim.interests] or [_NO]
