"""What the loops come to: ``breaks --smallest``, ``loops --told``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph import pipeline
from graph.breaksets import smallest_breaks
from graph.cli.asking import NO_ADVICE, labels_of
from graph.cli.printing import print_facts, say
from graph.facts import left_out
from graph.model import HittingSets, Iri, SmallestBreaks, ToldDifference
from graph.names import link_iri, loop_iri, names_of
from graph.telling import told_cycles

_DIFFERENCES = {
    "missing": "before it a step is not told",
    "extra": "this step leads nowhere in the cycle",
    "reversed": "this step runs the other way round",
    "wrong-sign": "this step has the wrong sign",
    "open": "after it no claim leads back",
}


def smallest(data: Path, form: str) -> None:
    """Give the fewest treatments, and the fewest arrows, that touch all reinforcing loops."""
    corpus = pipeline.load_corpus(data)
    derived = pipeline.derive(corpus)
    found = smallest_breaks(derived.search.loops, derived.breaks)
    names = names_of(corpus)
    labels = labels_of(corpus)
    arrows = {
        link.key: f"{labels[link.source]} -({'+' if link.sign > 0 else '-'})-> {labels[link.target]}"
        for link in derived.links
    }
    facts = {
        "treatments": _set_facts(found.treatments, [names.curies(own) for own in found.treatments.sets]),
        "arrows": _set_facts(found.links, [names.curies(map(link_iri, own)) for own in found.links.sets]),
        "reinforcing": found.reinforcing,
        "untouched": [names.curie(loop_iri(key)) for key in found.untouched],
        "all_loops_known": derived.search.complete,
    }
    rows = [
        ("treatments", len(own), "; ".join(labels[Iri(iri)] for iri in own)) for own in found.treatments.sets
    ]
    rows += [("arrows", len(own), "; ".join(map(arrows.__getitem__, own))) for own in found.links.sets]
    print_facts(form, facts, ("kind", "size", "set"), rows)
    say(form, _notes(found))
    if not derived.search.complete:
        say(form, [f"The sets are for the loops that are listed. {left_out(derived.search)}"])
    say(form, [NO_ADVICE])


def _set_facts(found: HittingSets, sets: list[list[str]]) -> dict[str, object]:
    return {"sets": sets, "exact": found.exact, "complete": found.complete, "at_least": found.at_least}


def _notes(found: SmallestBreaks) -> Iterator[str]:
    """Say what the sets are not."""
    if not found.reinforcing:
        yield "There is no reinforcing loop."
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


def told(data: Path, form: str) -> None:
    """Say of each cycle that an article tells how it stands to the arrows."""
    corpus = pipeline.load_corpus(data)
    derived = pipeline.derive(corpus)
    names = names_of(corpus)
    labels = labels_of(corpus)
    titles = {entry.iri: entry.label for entry in corpus.lists}
    cycles = told_cycles(corpus, derived.links, derived.search.loops)
    facts = [
        {
            "list": names.curie(cycle.list),
            "items": list(cycle.items),
            "aligned": not cycle.differences,
            "loop": names.curie(loop_iri(cycle.loop)) if cycle.loop else None,
            "differences": [
                {
                    "kind": entry.kind,
                    "item": entry.item,
                    "source": names.curie(entry.source) if entry.source else None,
                    "target": names.curie(entry.target) if entry.target else None,
                }
                for entry in cycle.differences
            ],
        }
        for cycle in cycles
    ]
    rows = [
        (titles[cycle.list], *row)
        for cycle in cycles
        for row in (
            [(str(entry.item), entry.kind, _difference(entry, labels)) for entry in cycle.differences]
            or [("", "aligned", f"all {len(cycle.items)} steps stand in the arrows")]
        )
    ]
    print_facts(form, {"cycles": facts}, ("told", "step", "result", "what"), rows)


def _difference(entry: ToldDifference, labels: dict[Iri, str]) -> str:
    if entry.source is None or entry.target is None:
        return _DIFFERENCES[entry.kind]
    return f"{_DIFFERENCES[entry.kind]}: {labels[entry.source]} to {labels[entry.target]}"
