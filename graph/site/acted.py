"""Exhibits of what acts on the loops: breaks, the order of treatments, and the smallest sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.model import HittingSets, Iri, Link, LoopBreak, SmallestBreaks, TreatmentPlace
from graph.site.ground import NO_ADVICE, Ground, firmness_words
from graph.site.inline import Exhibit, Part, Table, tabulate

_WAYS = {1: " (raises)", -1: " (lowers)"}


def exhibit_breaks(breaks: Sequence[LoopBreak], ground: Ground) -> Exhibit:
    """Show what is said to act on loops: a row for each treatment and point, in the order of the breaks."""
    grouped: dict[tuple[Iri, str, Iri | None], list[LoopBreak]] = defaultdict(list)
    ways = any(entry.sign > 0 for entry in breaks)
    for entry in breaks:
        point = ground.label(entry.node) if entry.node else ground.arrow(entry.link or "")
        point += _WAYS[entry.sign] if ways else ""
        grouped[entry.treatment, point, entry.via].append(entry)
    rows = [
        (
            ground.label(treatment),
            ", ".join(sorted(ground.words.predicates[iri] for iri in entries[0].predicates)),
            point + (f" (named as {ground.label(via)})" if via else ""),
            firmness_words(entries[0].modality, contested=entries[0].contested),
            len({entry.loop for entry in entries}),
            ground.labels((*entries[0].contexts, *entries[0].populations)),
            ground.cited(entries[0].claims),
        )
        for (treatment, point, via), entries in grouped.items()
    ]
    treatments = len({entry.treatment for entry in breaks})
    title = f"{treatments} treatment{'' if treatments == 1 else 's'} said to act on a loop"
    headings = ("treatment", "relation", "acts on", "how firmly", "loops", "when, in", "claims")
    return Exhibit(
        title=title,
        parts=(tabulate(title, headings, rows, ground.most),),
        notes=(*_meanings(breaks, ground), NO_ADVICE),
    )


def exhibit_order(places: Sequence[TreatmentPlace], ground: Ground) -> Exhibit:
    """Show treatments in the order in which the articles tell them."""
    rows = [
        (
            number,
            ground.label(place.treatment),
            ground.words.sections[place.section] if place.section else "",
            ground.labels(place.contexts),
            ground.labels(place.after),
        )
        for number, place in enumerate(places, start=1)
    ]
    title = f"{len(places):,} treatment{'' if len(places) == 1 else 's'}, in the order in which they are told"
    table = tabulate(title, ("order", "treatment", "told in", "when", "after"), rows, ground.most)
    return Exhibit(title=title, parts=(table,), notes=(NO_ADVICE,))


def exhibit_smallest(found: SmallestBreaks, ground: Ground) -> Exhibit:
    """Show the fewest treatments, and the fewest arrows, that touch every reinforcing loop."""
    treatments = [tuple(ground.label(Iri(iri)) for iri in own) for own in found.treatments.sets]
    arrows = [tuple(map(ground.arrow, own)) for own in found.links.sets]
    said = [
        _said(ground, [entry for entry in found.breaks if entry.treatment in own])
        for own in found.treatments.sets
    ]
    behind = [
        ("", _cited([ground.links[key] for key in own if key in ground.links], ground))
        for own in found.links.sets
    ]
    notes = [*_doubts("treatments", found.treatments), *_doubts("arrows", found.links)]
    if found.untouched:
        notes.insert(
            0,
            f"No claim acts on {len(found.untouched):,} of the {found.reinforcing:,} reinforcing loops: the "
            "sets of treatments are for the others.",
        )
    if found.feeding:
        fed = ground.labels(found.feeding)
        notes.append(f"In no set, since claims say that they feed a loop, too: {fed}.")
    return Exhibit(
        title=f"The fewest that touch all {found.reinforcing} reinforcing loops",
        parts=(
            _sets("treatments", treatments, found.treatments, ground, said),
            _sets("arrows", arrows, found.links, ground, behind),
        ),
        notes=(*notes, *_meanings(found.breaks, ground), NO_ADVICE),
    )


def _sets(
    members: str,
    sets: Sequence[tuple[str, ...]],
    found: HittingSets,
    ground: Ground,
    said: Sequence[tuple[object, object]],
) -> Table:
    firm = [firmness_words(modality) for modality in found.modalities] or [""] * len(sets)
    rows = [
        (len(own), own or "none is needed", word, *words)
        for own, word, words in zip(sets, firm, said, strict=True)
    ]
    headings = ("size", members, "weakest touch", "relation", "claims")
    return tabulate(f"Sets of {members}", headings, rows, ground.most)


def _said(ground: Ground, breaks: Sequence[LoopBreak]) -> tuple[object, object]:
    """Give the relations that breaks state, and their claims."""
    relations = {ground.words.predicates.get(iri, iri) for entry in breaks for iri in entry.predicates}
    return ", ".join(sorted(relations)), _cited(breaks, ground)


def _cited(entries: Iterable[LoopBreak | Link], ground: Ground) -> tuple[Part, ...]:
    return ground.cited(sorted({iri for entry in entries for iri in entry.claims}))


def _meanings(breaks: Iterable[LoopBreak], ground: Ground) -> list[str]:
    """Say what the relations mean: an offer is not an effect."""
    used = sorted({iri for entry in breaks for iri in entry.predicates} & ground.definitions.keys())
    return [f"“{ground.words.predicates[iri]}”: {ground.definitions[iri]}" for iri in used]


def _doubts(word: str, found: HittingSets) -> list[str]:
    if not found.exact:
        return [f"Best found, perhaps not the smallest: at least {found.at_least} {word} are needed."]
    return [] if found.complete else [f"There are more sets of as few {word} than these {len(found.sets):,}."]
