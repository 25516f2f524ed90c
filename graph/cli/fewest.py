"""The fewest that touch every reinforcing loop: ``breaks --smallest``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph import pipeline
from graph.causes.breaksets import smallest_breaks
from graph.cli.acting import meanings
from graph.cli.asking import NO_ADVICE, labels_of, no_loop
from graph.cli.claimed import ClaimNames
from graph.cli.printing import print_facts, say
from graph.cli.steps import read_claims
from graph.facts import left_out
from graph.model import Corpus, HittingSets, Iri, LoopBreak, SmallestBreaks
from graph.names import link_iri, loop_iri, names_of
from graph.store import Data

# Members of a set, or claims, that a table names.
_MOST_MEMBERS = 12


def smallest(data: Data, form: str) -> None:
    """Give the fewest treatments, and the fewest arrows, that touch all reinforcing loops."""
    corpus = read_claims(data)
    derived = pipeline.derive(corpus)
    found = smallest_breaks(derived.search.loops, derived.breaks, derived.links, feeds=derived.feeds)
    names = names_of(corpus)
    labels = labels_of(corpus)
    ids = ClaimNames.of(corpus, names)
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
            predicates=[names.curies({iri for entry in own for iri in entry.predicates}) for own in touches],
            claims=[names.curies(_claims(own)) for own in touches],
        ),
        "arrows": _set_facts(
            found.links,
            [names.curies(map(link_iri, own)) for own in found.links.sets],
            claims=[names.curies({iri for key in own for iri in behind[key]}) for own in found.links.sets],
        ),
        "groups": {names.curie(iri): names.curies(members) for iri, members in sorted(groups.items())},
        "reinforcing": found.reinforcing,
        "untouched": [names.curie(loop_iri(key)) for key in found.untouched],
        "feeding": names.curies(found.feeding),
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
            _shortened([labels[Iri(iri)] for iri in own], "; "),
            _said_of_set(touched, corpus, ids),
            _shortened([ids.short(iri) for iri in sorted(_claims(touched))], " "),
        )
        for own, modality, touched in zip(
            found.treatments.sets, found.treatments.modalities, touches, strict=True
        )
    ]
    rows += [
        (
            "arrows",
            len(own),
            modality,
            _shortened([arrows[key] + ids.mark(behind[key]) for key in own], "; "),
            "",
            _shortened([" ".join(map(ids.short, behind[key])) for key in own], "; "),
        )
        for own, modality in zip(found.links.sets, found.links.modalities, strict=True)
    ]
    print_facts(form, facts, ("kind", "size", "firmness", "set", "says", "claims"), rows)
    say(form, _notes_on_sets(found, labels) if derived.search.loops else [no_loop(derived.links)])
    for iri, members in sorted(groups.items(), key=lambda entry: labels[entry[0]]):
        named = ", ".join(sorted(labels[own] for own in members))
        say(form, [f"{labels[iri]} is a group that includes: {named}."])
    say(form, meanings(corpus, (entry for own in touches for entry in own)))
    if not derived.search.complete:
        say(form, [f"The sets are for the loops that are listed. {left_out(derived.search)}"])
    say(form, [*ids.notes(), NO_ADVICE])


def _claims(touches: Iterable[LoopBreak]) -> set[Iri]:
    return {iri for entry in touches for iri in entry.claims}


def _shortened(parts: Sequence[str], between: str) -> str:
    """Join the first of them, and count the others: a set of thousands is for programs."""
    left = len(parts) - _MOST_MEMBERS
    return between.join(parts[:_MOST_MEMBERS]) + (f" … and {left:,} more" if left > 0 else "")


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
    """Give, for each loop that a set of treatments touches, where it does so most firmly.

    Of one firmness, what acts goes before what is but offered.
    """
    members = frozenset(chosen)
    firmest: dict[str, list[LoopBreak]] = defaultdict(list)
    for entry in breaks:
        if entry.treatment in members:
            best = firmest[entry.loop]
            if not best or _rank(entry) == _rank(best[0]):
                best.append(entry)
            elif _rank(entry) < _rank(best[0]):
                firmest[entry.loop] = [entry]
    return [entry for entries in firmest.values() for entry in entries]


def _rank(entry: LoopBreak) -> tuple[int, bool]:
    return entry.modality_rank, entry.offered


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


def _notes_on_sets(found: SmallestBreaks, labels: Mapping[Iri, str]) -> Iterator[str]:
    """Say what the sets are not."""
    if not found.reinforcing:
        yield "There is no reinforcing loop."
        return
    yield (
        "Firm sets first, and of one firmness what acts before what is only offered: a set is as firm as its "
        "touch of the loop that it touches least firmly."
    )
    if found.untouched:
        yield (
            f"No claim acts on {len(found.untouched)} of {found.reinforcing} reinforcing loops: the sets of "
            "treatments are for the others."
        )
    if found.feeding:
        named = ", ".join(sorted(labels[iri] for iri in found.feeding))
        yield f"In no set, since claims say that they feed a loop, too: {named}."
    for word, own in (("treatments", found.treatments), ("arrows", found.links)):
        if not own.exact:
            yield f"Best found, perhaps not the smallest: at least {own.at_least} {word} are needed."
        elif not own.complete:
            yield f"There are more sets of as few {word} than the {len(own.sets)} listed."
