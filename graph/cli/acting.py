"""What acts on the loops: ``breaks``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import click

from graph import pipeline
from graph.causes.succession import treatment_order
from graph.causes.treatments import find_warnings, without_mechanism
from graph.cli.asking import NO_ADVICE, labels_of, no_loop, short_names
from graph.cli.claimed import ClaimNames
from graph.cli.printing import print_facts, say
from graph.cli.steps import read_claims
from graph.facts import break_facts
from graph.model import Claim, Corpus, Iri, LoopBreak
from graph.names import loop_iri, names_of
from graph.pipeline import Derived
from graph.store import Data

_BALANCING = "balancing"
_WAYS = {1: " (raises)", -1: " (lowers)"}
# Of the loops that a note is about, so many are named.
_MOST_NAMED = 5
_HEADINGS = ("treatment", "acts against", "says", "loops", "limited to", "claims")


def breaks(data: Data, form: str) -> None:
    """List what the claims say acts against a point of a loop, loops that nothing acts on first."""
    corpus = read_claims(data)
    derived = pipeline.derive(corpus)
    names = names_of(corpus)
    labels = labels_of(corpus)
    ids = ClaimNames.of(corpus, names)
    acted_on = {entry.loop for entry in derived.breaks}
    fed = {entry.loop for entry in derived.feeds}
    acting = (*derived.breaks, *derived.feeds)
    untouched = [loop for loop in derived.search.loops if loop.key not in acted_on]
    aside, unsigned = without_mechanism(corpus, acting)
    signs, warned = find_warnings(corpus)
    called = short_names(derived.search.loops, labels)
    told = treatment_order(corpus)
    order = {entry.treatment: number for number, entry in enumerate(told)}
    facts = {
        "untouched": [names.curie(loop_iri(loop.key)) for loop in untouched],
        "breaks": [break_facts(entry, names) for entry in derived.breaks],
        "feeds": [break_facts(entry, names) for entry in derived.feeds],
        "order": [
            {
                "treatment": names.curie(entry.treatment),
                "section": names.curie(entry.section) if entry.section else None,
                "contexts": names.curies(entry.contexts),
                "after": names.curies(entry.after),
            }
            for entry in told
        ],
        "on_no_loop": names.curies(aside),
        "no_signed_claim": names.curies(unsigned),
        "warning_signs": names.curies(claim.iri for claim in signs),
        "against_treatments": names.curies(claim.iri for claim in warned),
        "interested": ids.interested(iri for entry in acting for iri in entry.claims),
    }
    rows: list[tuple[object, ...]] = [
        (
            "(no claim acts against it)" if loop.key in fed else "(no claim acts on it)",
            called[loop.key],
            "",
            1,
            "",
            "",
        )
        for loop in untouched
    ]
    against = [entry for entry in derived.breaks if entry.orientation != _BALANCING]
    # That something is lowered goes without saying where all is.
    rows += _act_rows(corpus, derived, against, ids, order, ways=any(entry.sign > 0 for entry in against))
    print_facts(form, facts, _HEADINGS, rows)
    balancing = [entry for entry in derived.breaks if entry.orientation == _BALANCING]
    for heading, aim, entries in (
        ("said to feed a loop", "feeds it at", derived.feeds),
        ("acts on a balancing loop", "at", balancing),
    ):
        if entries and form != "json":
            click.echo()
            headings = (heading, aim, *_HEADINGS[2:])
            found = _act_rows(corpus, derived, entries, ids, order, ways=True)
            print_facts(form, None, headings, list(found))
    if not derived.search.loops:
        say(form, [no_loop(derived.links)])
    say(form, _notes_on_breaks(corpus, acting, aside, unsigned))
    say(form, _notes_on_sides(derived, called))
    say(form, [*_warning_notes(corpus, signs, warned, ids), *ids.notes(), NO_ADVICE])


def _act_rows(
    corpus: Corpus,
    derived: Derived,
    acts: Iterable[LoopBreak],
    ids: ClaimNames,
    order: Mapping[Iri, int],
    *,
    ways: bool,
) -> Iterator[tuple[object, ...]]:
    """Give a row for each treatment and what its claims name, in the order in which it is told."""
    labels = labels_of(corpus)
    claims = {claim.iri: claim for claim in corpus.claims}
    ends = {link.key: f"{labels[link.source]} -> {labels[link.target]}" for link in derived.links}
    grouped: dict[tuple[Iri, Iri | None, tuple[Iri, ...]], list[LoopBreak]] = defaultdict(list)
    for entry in acts:
        grouped[entry.treatment, entry.via, entry.claims].append(entry)
    for (treatment, via, cited), entries in sorted(
        grouped.items(), key=lambda group: (order[group[0][0]], group[1][0].modality_rank, group[0][2])
    ):
        way = _WAYS[entries[0].sign] if ways else ""
        points = {
            (labels[entry.node] if entry.node else ends[entry.link or ""]) + way: None for entry in entries
        }
        yield (
            labels[treatment],
            "; ".join(sorted(points)) + (f" (named as {labels[via]})" if via else ""),
            _says(entries[0], corpus),
            len({entry.loop for entry in entries}),
            _limits([claims[iri] for iri in cited], labels, ids),
            " ".join(map(ids.short, cited)),
        )


def _says(entry: LoopBreak, corpus: Corpus) -> str:
    """Give the relations that the claims state, and how firmly the firmest does."""
    words = {predicate.iri: predicate.label for predicate in corpus.predicates}
    said = ", ".join(sorted(words.get(iri, iri) for iri in entry.predicates))
    return f"{said} ({entry.modality}{', contested' if entry.contested else ''})"


def _limits(claims: Sequence[Claim], labels: Mapping[Iri, str], ids: ClaimNames) -> str:
    """Give the contexts and people that claims are limited to; what not all are, with the claims' ids."""
    limited: dict[Iri, list[str]] = defaultdict(list)
    for claim in claims:
        people = {claim.statistic.population} if claim.statistic else set()
        for iri in sorted({*claim.contexts, *claim.populations, *people} - {None}, key=str):
            limited[Iri(iri or "")].append(ids.full(claim.iri).rpartition(":")[2])
    return "; ".join(
        labels.get(iri, iri) + ("" if len(own) == len(claims) else f" ({' '.join(own)})")
        for iri, own in sorted(limited.items(), key=lambda entry: (-len(entry[1]), labels.get(entry[0], "")))
    )


def _notes_on_breaks(
    corpus: Corpus, breaks: Sequence[LoopBreak], aside: Iterable[Iri], unsigned: Iterable[Iri]
) -> Iterator[str]:
    labels = labels_of(corpus)
    if breaks:
        yield "Treatments stand in the order in which the articles tell them."
        yield from meanings(corpus, breaks)
    for what, treatments in (
        ("Said to lower something, but no point of a loop", aside),
        ("Treatments with no stated mechanism", unsigned),
    ):
        named = ", ".join(sorted(labels[iri] for iri in treatments))
        if named:
            yield f"{what}: {named}."


def _notes_on_sides(derived: Derived, called: Mapping[str, str]) -> Iterator[str]:
    """Say which sign helps, where that is not plain."""
    acts = (*derived.breaks, *derived.feeds)
    if derived.feeds or any(entry.sign > 0 or entry.orientation == _BALANCING for entry in acts):
        yield "(raises), (lowers): what more of the treatment does to the point."
    undecided = {entry.loop for entry in acts if entry.orientation == "undecided"}
    loops = [called[loop.key] for loop in derived.search.loops if loop.key in undecided]
    if loops:
        more = f" and {len(loops) - _MOST_NAMED} more" if len(loops) > _MOST_NAMED else ""
        yield (
            "Undecided: no condition or symptom, or such on both sides, says which side of these loops is "
            f"the worse one: what lowers a point may help or harm: {'; '.join(loops[:_MOST_NAMED])}{more}."
        )


def meanings(corpus: Corpus, breaks: Iterable[LoopBreak]) -> Iterator[str]:
    """Say what the relations mean that are in use: an offer is not an effect."""
    used = {iri for entry in breaks for iri in entry.predicates}
    for predicate in corpus.predicates:
        if predicate.iri in used:
            yield f"{predicate.label}: {predicate.definition}"


def _warning_notes(
    corpus: Corpus, signs: Sequence[Claim], against: Sequence[Claim], ids: ClaimNames
) -> Iterator[str]:
    """Name the warning signs by what they call for, and the claims that speak against a treatment."""
    labels = labels_of(corpus)
    words = {predicate.iri: predicate.label for predicate in corpus.predicates}
    grouped: dict[str, list[str]] = defaultdict(list)
    for claim in signs:
        limits = _limits([claim], labels, ids)
        sign = labels[claim.subject] + (f" ({limits})" if limits else "") + ids.mark([claim.iri])
        call = labels[claim.object] if claim.object else claim.object_literal
        grouped[f"{words.get(claim.predicate, claim.predicate)}: {call}"].append(sign)
    for call, named in sorted(grouped.items()):
        yield f"Warning signs ({call}): {'; '.join(named)}."
    for claim in against:
        yield f"Against a treatment: {ids.short(claim.iri)}: {claim.label}"
