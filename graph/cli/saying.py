"""The verb ``says``: who says it, in how many articles of how many publishers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import click

from graph.answers import statement_facts
from graph.causes.sayings import who_says
from graph.cli.asking import labels_of
from graph.cli.claimed import ClaimNames
from graph.cli.printing import fail, print_facts, print_json, say
from graph.cli.spelling import SIGNS, said_in
from graph.cli.steps import read_claims
from graph.facts import Facts, statistic_facts
from graph.lookup import find_concept
from graph.model import Claim, Corpus, Iri, Statement, Statistic, Voice
from graph.names import Names, names_of
from graph.store import Data
from graph.vocab import NEGATED

_UNITS = {"PERCENT": "%", "ratio": "times", "count": None}


def says(name: str, other: str | None, data: Data, form: str) -> None:
    """List what is said of a concept, or between two, with the articles and publishers that say it."""
    corpus = read_claims(data)
    concepts = [find_concept(corpus, one) for one in (name, other) if one is not None]
    found = who_says(corpus, *(concept.iri for concept in concepts))
    names = names_of(corpus)
    ids = ClaimNames.of(corpus, names)
    claims = {claim.iri: claim for claim in corpus.claims}
    if form == "json":
        print_json(
            {
                "concepts": [names.curie(concept.iri) for concept in concepts],
                "statements": [
                    {**statement_facts(one, names), "said": _said(one, claims, names)} for one in found
                ],
                "interested": ids.interested(
                    iri for one in found for voice in one.voices for iri in (*voice.claims, *voice.denials)
                ),
            }
        )
    elif found:
        _print(found, corpus, claims, ids)
    if not found:
        what = " and ".join(concept.label for concept in concepts)
        say(form, [f"No claim speaks of {what}{' together' if len(concepts) > 1 else ''}."])
        fail()


def _print(found: Sequence[Statement], corpus: Corpus, claims: Mapping[Iri, Claim], ids: ClaimNames) -> None:
    """Print a line a statement, then who says each, a line an article and side."""
    labels = labels_of(corpus)
    words = {predicate.iri: predicate.label for predicate in corpus.predicates}
    summary = [
        (
            number,
            _spelt(one, labels, words),
            said_in(len(one.articles), len(one.publishers)),
            said_in(len(one.against_articles), len(one.against_publishers)),
            one.modality + (", the opposite is said too" if one.opposite else ""),
        )
        for number, one in enumerate(found, start=1)
    ]
    print_facts("table", None, ("no.", "what", "said in", "denied in", "firmest"), summary)
    click.echo()
    titles = {source.iri: source.title for source in corpus.sources}
    rows = [
        (number, *_who(voice, titles), *_how([claims[iri] for iri in side], labels, words, ids))
        for number, one in enumerate(found, start=1)
        for voice in one.voices
        for side in (voice.claims, voice.denials)
        if side
    ]
    print_facts("table", None, ("no.", "publisher", "article", "says", "how", "figures", "claims"), rows)
    say("table", [*_notes(found), *ids.notes()])


def _notes(found: Sequence[Statement]) -> Iterator[str]:
    """Say how many of those who say something are independent, and have no interest in it."""
    if any(len(one.articles) > len(one.publishers) for one in found):
        yield "What one publisher says in several articles is said once: count the publishers."
    for number, one in enumerate(found, start=1):
        if len(one.publishers) > len(one.disinterested):
            without = len(one.disinterested) or "none"
            rest = f", of these {without} without a stated interest behind it"
            yield (
                f"No. {number}: said in {said_in(len(one.articles), len(one.publishers))}"
                f"{rest if len(one.publishers) > 1 else ', with a stated interest behind it'}."
            )


def _spelt(one: Statement, labels: Mapping[Iri, str], words: Mapping[Iri, str]) -> str:
    end = labels.get(one.object, one.object) if one.object is not None else f"“{one.object_literal}”"
    how = f"({SIGNS[one.sign]})" if one.sign else f"[{words.get(one.predicates[0], one.predicates[0])}]"
    return f"{labels.get(one.subject, one.subject)} -{how}-> {end}"


def _who(voice: Voice, titles: Mapping[Iri, str]) -> tuple[str, str]:
    if voice.article is None:
        return "", ""
    named = voice.publisher if voice.publisher != voice.article else None
    return named or "", titles.get(voice.article, voice.article)


def _how(
    claims: Sequence[Claim], labels: Mapping[Iri, str], words: Mapping[Iri, str], ids: ClaimNames
) -> tuple[str, ...]:
    """Give by which words, how firmly, with which figures, and in which claims one side says it."""
    denied = "not: " if claims[0].polarity == NEGATED else ""
    relations = dict.fromkeys(words.get(claim.predicate, claim.predicate) for claim in claims)
    firm = dict.fromkeys(
        ", ".join(filter(None, (claim.modality, claim.frequency, _limits(claim, labels), _doubt(claim))))
        for claim in claims
    )
    figures = (_figure(claim.statistic, labels) for claim in claims if claim.statistic)
    return (
        denied + ", ".join(relations),
        "; ".join(firm),
        "; ".join(figures),
        " ".join(ids.short(claim.iri) for claim in claims),
    )


def _limits(claim: Claim, labels: Mapping[Iri, str]) -> str | None:
    """Name the people and circumstances that a claim is limited to."""
    named = [labels.get(iri, iri) for iri in (*claim.populations, *claim.contexts)]
    return f"only {', '.join(named)}" if named else None


def _doubt(claim: Claim) -> str | None:
    return "evidence contradicts" if claim.evidence == "contradicted" else None


def _figure(statistic: Statistic, labels: Mapping[Iri, str]) -> str:
    """Spell a figure: its bound, value and unit, then whom it is of, against whom, and over what time."""
    unit = _UNITS.get(statistic.unit or "", statistic.unit)
    value = None if statistic.value is None else _plain(statistic.value)
    bound = None if statistic.bound == "exactly" else statistic.bound.replace("-", " ")
    parts = [" ".join(filter(None, (bound, value, unit)))]
    parts += [f"of {labels.get(iri, iri)}" for iri in (statistic.population,) if iri]
    parts += [f"against {labels.get(iri, iri)}" for iri in (statistic.comparator,) if iri]
    parts += [f"in {months} month{'' if months == 1 else 's'}" for months in (statistic.months,) if months]
    outcome = f", outcome {labels.get(statistic.outcome, statistic.outcome)}" if statistic.outcome else ""
    return " ".join(parts) + outcome


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _said(one: Statement, claims: Mapping[Iri, Claim], names: Names) -> dict[str, Facts]:
    """Give what a program needs to compare the claims of a statement, by claim."""
    own = dict.fromkeys(iri for voice in one.voices for iri in (*voice.claims, *voice.denials))
    return {
        names.curie(iri): {
            "label": claim.label,
            "predicate": names.curie(claim.predicate),
            "polarity": claim.polarity,
            "modality": claim.modality,
            "frequency": claim.frequency,
            "hedge": claim.hedge,
            "contexts": names.curies(claim.contexts),
            "populations": names.curies(claim.populations),
            "statistic": statistic_facts(claim.statistic, names) if claim.statistic else None,
            "status": claim.status,
            "evidence": claim.evidence,
            "interests": names.curies(claim.interests),
        }
        for iri in own
        for claim in (claims[iri],)
    }
