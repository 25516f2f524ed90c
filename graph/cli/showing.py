"""The verb ``show``: one claim or concept in full."""

from __future__ import annotations

from collections.abc import Sequence

from graph.cli.asking import labels_of
from graph.cli.claimed import ClaimNames
from graph.cli.interested import Reviewers
from graph.cli.printing import print_facts, say
from graph.cli.steps import read_claims
from graph.facts import claim_facts, concept_facts
from graph.lookup import find_entry
from graph.model import Claim, Concept, Corpus, Iri, Statistic
from graph.names import Names, names_of
from graph.store import Data
from graph.vocab import NEGATED

_CARD = {"timeframe_months": "time frame"}
_DEPTHS = {
    "none": "a figure without any source",
    "article": "the article's own word",
    "unnamed": "a study is mentioned, nothing to find it by",
    "named": "a journal or author is named, no study",
    "candidate": "a likely study was found, and not confirmed",
    "identified": "the study is known",
    "checked": "a review rests on the study",
}


def show(name: str, data: Data, form: str) -> None:
    """Show one claim or concept in full: by id, IRI, label or other name."""
    corpus = read_claims(data)
    names = names_of(corpus)
    ids = ClaimNames.of(corpus, names)
    entry = find_entry(corpus, name)
    if isinstance(entry, Claim):
        reviewers = Reviewers(corpus, names)
        facts = {**claim_facts(entry, names), "reviews": reviewers.facts(entry.iri)}
        rows = [
            *_claim_rows(entry, corpus, names, ids),
            *(("review", one) for one in reviewers.lines(entry.iri)),
        ]
    else:
        own = [claim for claim in corpus.claims if entry.iri in (claim.subject, claim.object)]
        facts = {**concept_facts(entry, names), "claims": names.curies(claim.iri for claim in own)}
        facts["interested"] = ids.interested(claim.iri for claim in own)
        rows = _concept_rows(entry, own, corpus, names, ids)
    print_facts(form, facts, ("what", "value"), rows)
    say(form, ids.notes())


def _claim_rows(claim: Claim, corpus: Corpus, names: Names, ids: ClaimNames) -> list[tuple[str, object]]:
    labels = labels_of(corpus)
    relations = {predicate.iri: predicate.label for predicate in corpus.predicates}
    interests = {interest.iri: f"{interest.label} ({interest.party})" for interest in corpus.interests}
    sections = {section.iri: section.title for source in corpus.sources for section in source.sections}
    end = labels.get(claim.object, "") if claim.object else f"“{claim.object_literal}”"
    denied = "not: " if claim.polarity == NEGATED else ""
    rows: list[tuple[str, object]] = [
        ("claim", ids.full(claim.iri)),
        ("says", claim.label),
        ("statement", f"{denied}{labels.get(claim.subject, '')} — {relations[claim.predicate]} — {end}"),
        ("kind", claim.kind),
        ("firmness", ", ".join(filter(None, (claim.modality, claim.frequency)))),
        ("hedge", claim.hedge),
        ("context", _named(claim.contexts, labels)),
        ("through", _named(claim.mechanisms, labels)),
        ("population", _named(claim.populations, labels)),
    ]
    if claim.statistic:
        statistic = claim.statistic
        figure = " ".join(
            str(part) for part in (statistic.bound, statistic.value, statistic.unit) if part is not None
        )
        rows += [
            ("statistic", f"{labels.get(statistic.measure, '')}: {figure}"),
            ("of", labels.get(statistic.population or Iri(""))),
            ("compared with", labels.get(statistic.comparator or Iri(""))),
            ("time frame", f"{statistic.months} months" if statistic.months else None),
            ("significance", statistic.stated_significance),
            ("stated", f"{_stated(statistic)} of {len(statistic.expected)} things a reader would ask for"),
            ("not stated", ", ".join(_CARD.get(name, name) for name in statistic.missing)),
        ]
    rows += [("cites", f"{citation.as_named} ({citation.status})") for citation in claim.citations]
    if claim.statistic and not claim.citations:
        rows.append(("cites", "no source for this statistic"))
    rows += [
        ("perhaps", f"{study}: found by an editor, not named by the source") for study in claim.candidates
    ]
    rows += [
        ("depth", f"{claim.citation_depth}: {_DEPTHS[claim.citation_depth]}"),
        ("status", ", ".join(filter(None, (claim.status, claim.fidelity, claim.evidence)))),
    ]
    rows += [("interest", f"$ {interests.get(iri, names.curie(iri))}") for iri in claim.interests]
    for passage in claim.passages:
        item = f", item {passage.item}" if passage.item else ""
        rows.append(("stands in", f"“{sections.get(passage.section, '')}”, block {passage.block}{item}"))
        rows.append(("open", passage.deep_link))
    return [(what, value) for what, value in rows if value]


def _stated(statistic: Statistic) -> int:
    return len(statistic.expected) - len(statistic.missing)


def _concept_rows(
    concept: Concept, claims: Sequence[Claim], corpus: Corpus, names: Names, ids: ClaimNames
) -> list[tuple[str, object]]:
    labels = labels_of(corpus)
    rows: list[tuple[str, object]] = [
        ("concept", names.curie(concept.iri)),
        ("label", concept.label),
        ("kind", concept.kind),
        ("also called", ", ".join(concept.alt_labels)),
        ("definition", concept.definition),
        ("broader", _named(concept.broader, labels)),
        ("elsewhere", ", ".join(names.curie(mapping.iri) for mapping in concept.mappings)),
    ]
    rows += [(ids.full(claim.iri), claim.label) for claim in claims]
    return [(what, value) for what, value in rows if value]


def _named(iris: Sequence[Iri], labels: dict[Iri, str]) -> str:
    return ", ".join(labels.get(iri, iri) for iri in iris)
