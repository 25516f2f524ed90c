"""What acts on the loops: ``breaks``, ``breaks --smallest``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from graph import pipeline
from graph.causes.breaksets import smallest_breaks
from graph.causes.treatments import find_warnings, treatment_order, without_mechanism
from graph.cli.asking import NO_ADVICE, labels_of, short_name
from graph.cli.claimed import ClaimNames
from graph.cli.printing import print_facts, say
from graph.facts import break_facts, left_out
from graph.model import Claim, Corpus, HittingSets, Iri, LoopBreak, SmallestBreaks
from graph.names import link_iri, loop_iri, names_of
from graph.pipeline import Derived

_HEADINGS = ("treatment", "acts against", "says", "loops", "limited to", "claims")


def breaks(data: Path, form: str) -> None:
    """List what the claims say acts against a point of a loop, loops that nothing acts on first."""
    corpus = pipeline.load_corpus(data)
    derived = pipeline.derive(corpus)
    names = names_of(corpus)
    labels = labels_of(corpus)
    ids = ClaimNames(corpus, names)
    acted_on = {entry.loop for entry in derived.breaks}
    untouched = [loop for loop in derived.search.loops if loop.key not in acted_on]
    aside, unsigned = without_mechanism(corpus, derived.breaks)
    signs, against = find_warnings(corpus)
    facts = {
        "untouched": [names.curie(loop_iri(loop.key)) for loop in untouched],
        "breaks": [break_facts(entry, names) for entry in derived.breaks],
        "order": [
            {
                "treatment": names.curie(entry.treatment),
                "section": names.curie(entry.section) if entry.section else None,
                "contexts": names.curies(entry.contexts),
                "after": names.curies(entry.after),
            }
            for entry in treatment_order(corpus)
        ],
        "on_no_loop": names.curies(aside),
        "no_signed_claim": names.curies(unsigned),
        "warning_signs": names.curies(claim.iri for claim in signs),
        "against_treatments": names.curies(claim.iri for claim in against),
        "interested": ids.interested(iri for entry in derived.breaks for iri in entry.claims),
    }
    rows: list[tuple[object, ...]] = [
        ("(no claim acts on it)", short_name(loop, labels), "", 1, "", "") for loop in untouched
    ]
    rows += _break_rows(corpus, derived, ids)
    print_facts(form, facts, _HEADINGS, rows)
    say(form, _notes_on_breaks(corpus, derived.breaks, aside, unsigned))
    say(form, [*_warning_notes(corpus, signs, against, ids), *ids.notes(), NO_ADVICE])


def _break_rows(corpus: Corpus, derived: Derived, ids: ClaimNames) -> Iterator[tuple[object, ...]]:
    """Give a row for each treatment and what its claims name, in the order in which it is told."""
    labels = labels_of(corpus)
    claims = {claim.iri: claim for claim in corpus.claims}
    ends = {link.key: f"{labels[link.source]} -> {labels[link.target]}" for link in derived.links}
    order = {entry.treatment: number for number, entry in enumerate(treatment_order(corpus))}
    grouped: dict[tuple[Iri, Iri | None, tuple[Iri, ...]], list[LoopBreak]] = defaultdict(list)
    for entry in derived.breaks:
        grouped[entry.treatment, entry.via, entry.claims].append(entry)
    for (treatment, via, cited), entries in sorted(
        grouped.items(), key=lambda group: (order[group[0][0]], group[1][0].modality_rank, group[0][2])
    ):
        points = {labels[entry.node] if entry.node else ends[entry.link or ""]: None for entry in entries}
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
        yield from _meanings(corpus, breaks)
    for what, treatments in (
        ("Said to lower something, but no point of a loop", aside),
        ("Treatments with no stated mechanism", unsigned),
    ):
        named = ", ".join(sorted(labels[iri] for iri in treatments))
        if named:
            yield f"{what}: {named}."


def _meanings(corpus: Corpus, breaks: Iterable[LoopBreak]) -> Iterator[str]:
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


def smallest(data: Path, form: str) -> None:
    """Give the fewest treatments, and the fewest arrows, that touch all reinforcing loops."""
    corpus = pipeline.load_corpus(data)
    derived = pipeline.derive(corpus)
    found = smallest_breaks(derived.search.loops, derived.breaks, derived.links)
    names = names_of(corpus)
    labels = labels_of(corpus)
    ids = ClaimNames(corpus, names)
    groups = _groups(corpus, found.treatments)
    behind = {link.key: link.claims for link in derived.links}
    arrows = {
        link.key: f"{labels[link.source]} -({'+' if link.sign > 0 else '-'})-> {labels[link.target]}"
        for link in derived.links
    }
    touches = [_touches(derived.breaks, own) for own in found.treatments.sets]
    facts = {
        "treatments": _set_facts(
            found.treatments,
            [names.curies(own) for own in found.treatments.sets],
            via=[names.curies({entry.via for entry in own if entry.via}) for own in touches],
        ),
        "arrows": _set_facts(found.links, [names.curies(map(link_iri, own)) for own in found.links.sets]),
        "groups": {names.curie(iri): names.curies(members) for iri, members in sorted(groups.items())},
        "reinforcing": found.reinforcing,
        "untouched": [names.curie(loop_iri(key)) for key in found.untouched],
        "all_loops_known": derived.search.complete,
        "interested": ids.interested(
            [
                *(iri for own in touches for entry in own for iri in entry.claims),
                *(iri for own in found.links.sets for key in own for iri in behind[key]),
            ]
        ),
    }
    rows = [
        (
            "treatments",
            len(own),
            modality,
            "; ".join(labels[Iri(iri)] for iri in own),
            _said_of_set(touched, corpus, ids),
        )
        for own, modality, touched in zip(
            found.treatments.sets, found.treatments.modalities, touches, strict=True
        )
    ]
    rows += [
        ("arrows", len(own), modality, "; ".join(arrows[key] + ids.mark(behind[key]) for key in own), "")
        for own, modality in zip(found.links.sets, found.links.modalities, strict=True)
    ]
    print_facts(form, facts, ("kind", "size", "firmness", "set", "says"), rows)
    say(form, _notes_on_sets(found))
    for iri, members in sorted(groups.items(), key=lambda entry: labels[entry[0]]):
        named = ", ".join(sorted(labels[own] for own in members))
        say(form, [f"{labels[iri]} is a group that includes: {named}."])
    say(form, _meanings(corpus, (entry for own in touches for entry in own)))
    if not derived.search.complete:
        say(form, [f"The sets are for the loops that are listed. {left_out(derived.search)}"])
    say(form, [*ids.notes(), NO_ADVICE])


def _groups(corpus: Corpus, found: HittingSets) -> dict[Iri, tuple[Iri, ...]]:
    """Give those of the treatments found that are broader than others of them, with these."""
    members = {Iri(iri) for own in found.sets for iri in own}
    narrower: dict[Iri, list[Iri]] = defaultdict(list)
    for concept in corpus.concepts:
        if concept.iri in members:
            for broader in members.intersection(concept.broader):
                narrower[broader].append(concept.iri)
    return {iri: tuple(own) for iri, own in narrower.items()}


def _touches(breaks: Iterable[LoopBreak], chosen: Sequence[str]) -> list[LoopBreak]:
    """Give, for each loop that a set of treatments touches, where it does so most firmly."""
    members = frozenset(chosen)
    firmest: dict[str, list[LoopBreak]] = defaultdict(list)
    for entry in breaks:
        if entry.treatment in members:
            best = firmest[entry.loop]
            if not best or entry.modality_rank == best[0].modality_rank:
                best.append(entry)
            elif entry.modality_rank < best[0].modality_rank:
                firmest[entry.loop] = [entry]
    return [entry for entries in firmest.values() for entry in entries]


def _said_of_set(touches: Sequence[LoopBreak], corpus: Corpus, ids: ClaimNames) -> str:
    """Give the relations by which a set touches the loops, and the names that the claims use."""
    labels = labels_of(corpus)
    words = {predicate.iri: predicate.label for predicate in corpus.predicates}
    said = sorted({words.get(iri, iri) for entry in touches for iri in entry.predicates})
    named = sorted({labels[entry.via] for entry in touches if entry.via})
    mark = ids.mark(iri for entry in touches for iri in entry.claims)
    return ", ".join(said) + (f" (named as {'; '.join(named)})" if named else "") + mark


def _set_facts(found: HittingSets, sets: list[list[str]], **more: object) -> dict[str, object]:
    return {
        "sets": sets,
        "modalities": list(found.modalities),
        **more,
        "exact": found.exact,
        "complete": found.complete,
        "at_least": found.at_least,
    }


def _notes_on_sets(found: SmallestBreaks) -> Iterator[str]:
    """Say what the sets are not."""
    if not found.reinforcing:
        yield "There is no reinforcing loop."
        return
    yield "Firm sets first: a set is as firm as its touch of the loop that it touches least firmly."
    if found.untouched:
        yield (
            f"No claim acts on {len(found.untouched)} of {found.reinforcing} reinforcing loops: the sets of "
            "treatments are for the others."
        )
    for word, own in (("treatments", found.treatments), ("arrows", found.links)):
        if not own.exact:
            yield f"Best found, perhaps not the smallest: at least {own.at_least} {word} are needed."
        elif not own.complete:
            yield f"There are more sets of as few {word} than the {len(own.sets)} listed."
