"""Told against computed: ``loops --told``."""

from __future__ import annotations

from graph import pipeline
from graph.causes.telling import told_cycles
from graph.cli.asking import labels_of, no_loop
from graph.cli.printing import print_facts, say
from graph.cli.steps import read_claims
from graph.model import Iri, ToldCycle, ToldDifference
from graph.names import loop_iri, names_of
from graph.store import Data

_SIGNS = {1: "reinforcing", -1: "balancing", None: None}
_DIFFERENCES = {
    "missing": "before it a step is not told",
    "extra": "this step leads nowhere in the cycle",
    "reversed": "this step runs the other way round",
    "wrong-sign": "this step has the wrong sign",
    "open": "after it no claim leads on",
}


def told(data: Data, form: str) -> None:
    """Say of each cycle that an article tells how it stands to the arrows."""
    corpus = read_claims(data)
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
            "sign": _SIGNS[cycle.sign],
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
            or [("", "aligned", _aligned(cycle))]
        )
    ]
    if not rows:
        say(form, ["There is no cycle that an article tells step by step: no list of kind ordered-cycle."])
    elif not derived.links:
        say(form, [no_loop(derived.links)])
    print_facts(form, {"cycles": facts}, ("told", "step", "result", "what"), rows)


def _aligned(cycle: ToldCycle) -> str:
    balancing = ": a balancing loop" if cycle.sign == -1 else ""
    return f"all {len(cycle.items)} steps stand in the arrows{balancing}"


def _difference(entry: ToldDifference, labels: dict[Iri, str]) -> str:
    if entry.source is None or entry.target is None:
        return _DIFFERENCES[entry.kind]
    return f"{_DIFFERENCES[entry.kind]}: {labels[entry.source]} to {labels[entry.target]}"
