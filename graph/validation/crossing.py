"""Rules that need several files: ids used twice, articles and concepts that two files describe.

Each file can be right by itself and wrong beside another. A message names all the places, so that
one can be chosen. Only the descriptions of articles, claims and concepts are asked for, one named
graph a file: a store that holds no more than these will do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from graph.model import Severity
from graph.resources import query
from graph.store import ClaimStore, Place, Places
from graph.validation.faults import Fault
from graph.vocab import PREFIXES

#: What a concept has one of, by property: how messages call it, and the shape that judges it in one file.
_ONE_OF = {
    f"{PREFIXES['rdf']}type": ("classes", "V11-class"),
    f"{PREFIXES['skos']}prefLabel": ("preferred labels", "V11-prefLabel"),
    f"{PREFIXES['skos']}definition": ("definitions", None),
}
_LONGEST_VALUE_CHARS = 60
# Of many places so many are named.
_MOST_NAMED = 5


def cross_faults(store: ClaimStore, graphs: Collection[str], places: Places) -> Iterator[Fault]:
    """Give the faults between the files `graphs`, one a thing, with the places of all that disagree.

    V00-twice: a claim that several files describe. V00-article: an article that several files
    describe. V00-diverging: a concept of which files give different classes, or different preferred
    labels or definitions in one language. W10-split: claims of an article in another file than the
    article. `store` holds these files, or what they say of articles, claims and concepts, each in
    its own graph, and the ontology. Linear in what is asked for; lines are looked up for faults only.
    """
    wanted = frozenset(graphs)
    yield from _claims(store, wanted, places)
    shared = _articles(store, wanted)
    yield from (_article(article, files, places) for article, files in shared.items())
    yield from _concepts(store, wanted, places)
    yield from _split(store, wanted, places, shared)


def consequences(faults: Iterable[Fault]) -> set[tuple[str, str]]:
    """Give what else follows from faults between files: focus and rule, to be said once."""
    found = set()
    for fault in faults:
        if fault.rule == "V00-twice":
            found.add((fault.focus, fault.rule))
        elif fault.rule == "V00-article":
            found |= {(fault.focus, f"V12-{shape}") for shape in ("title", "url", "norm", "length", "hash")}
        elif fault.rule == "V00-diverging" and (shape := _ONE_OF[fault.property or ""][1]):
            found.add((fault.focus, shape))
    return found


def _claims(store: ClaimStore, graphs: Collection[str], places: Places) -> Iterator[Fault]:
    """Find claims that several files describe: mostly a number used twice, and RDF would merge the two."""
    files: dict[str, set[str]] = defaultdict(set)
    for row in store.select(query("check-twice")):
        if row["first"] in graphs and row["second"] in graphs:
            files[row["claim"] or ""] |= {row["first"] or "", row["second"] or ""}
    found = dict(places.repeated(files)) if files else {}
    for claim, own in sorted(files.items()):
        # A description that starts within a line is not found by its layout.
        spots = set(found.get(claim, ()))
        known = {spot.path for spot in spots}
        spots |= {spot for graph in own if (spot := _place(places, graph, claim)).path not in known}
        yield twice(claim, sorted(spots, key=_by_place))


def twice(claim: str, spots: Sequence[Place]) -> Fault:
    """Say of a claim that it is described in all these places."""
    return Fault(
        rule="V00-twice",
        severity=Severity.VIOLATION,
        focus=claim,
        message=f"{claim} is described {len(spots)} times, at {_listed(spots)}: keep one description, or "
        "give the other claim a number of its own.",
        place=spots[-1],
    )


def _articles(store: ClaimStore, graphs: Collection[str]) -> dict[str, list[str]]:
    """Give the articles that several files describe, with these."""
    files: dict[str, list[str]] = defaultdict(list)
    for row in store.select(query("check-articles")):
        if row["file"] in graphs:
            files[row["article"] or ""].append(row["file"] or "")
    return {article: own for article, own in files.items() if len(own) > 1}


def _article(article: str, files: Iterable[str], places: Places) -> Fault:
    spots = [_place(places, graph, article) for graph in files]
    return Fault(
        rule="V00-article",
        severity=Severity.VIOLATION,
        focus=article,
        message=f"{article} is described in {len(spots)} files, at {_listed(spots)}: describe each article "
        "in one file, or give the other article an IRI of its own.",
        place=spots[-1],
    )


def _concepts(store: ClaimStore, graphs: Collection[str], places: Places) -> Iterator[Fault]:
    """Find concepts that files describe differently: one name would mean two things."""
    said: dict[tuple[str, str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(query("check-diverging")):
        if row["file"] in graphs:
            what = (row["concept"] or "", row["property"] or "", row["language"] or "")
            said[what][row["value"] or ""].append(row["file"] or "")
    for (concept, prop, language), values in said.items():
        if len(values) > 1 and len({file for files in values.values() for file in files}) > 1:
            told = []
            for value, files in values.items():
                spots = sorted((_place(places, graph, concept) for graph in files), key=_by_place)
                told += [(number, value, spot) for number, spot in enumerate(spots)]
            # Each value once before any a second time, so that few lines show all that differs.
            told.sort(key=lambda one: (one[0] > 0, _by_place(one[2]), one[1]))
            yield Fault(
                rule="V00-diverging",
                severity=Severity.VIOLATION,
                focus=concept,
                message=_diverging(concept, prop, language, [(value, spot) for _, value, spot in told]),
                property=prop,
                place=max((spot for _, _, spot in told), key=_by_place),
            )


def _diverging(concept: str, prop: str, language: str, told: list[tuple[str, Place]]) -> str:
    words, _ = _ONE_OF[prop]
    count = len({value for value, _ in told})
    within = f' in "{language}"' if language else ""
    shown = [f"{_shown(value, prop)} at {place}" for value, place in told]
    return (
        f"{concept} has {count} {words}{within}, {_enumerated(shown)}: keep the one that is meant, or give "
        "the other concept a name of its own."
    )


def _shown(value: str, prop: str) -> str:
    if prop == f"{PREFIXES['rdf']}type":
        return value
    cut = value if len(value) <= _LONGEST_VALUE_CHARS else f"{value[:_LONGEST_VALUE_CHARS]}…"
    return f'"{cut}"'


def _split(
    store: ClaimStore, graphs: Collection[str], places: Places, shared: Mapping[str, object]
) -> Iterator[Fault]:
    """Find claims in another file than their article: neither can be replaced or withdrawn as a whole."""
    for row in store.select(query("check-split")):
        article, file, other, claim = (row[name] or "" for name in ("article", "file", "other", "claim"))
        if article not in shared and file in graphs and other in graphs:
            spots = [_place(places, file, article), _place(places, other, claim)]
            yield Fault(
                rule="W10-split",
                severity=Severity.WARNING,
                focus=article,
                message=f"{article} is described at {spots[0]}, and claims of it stand in another file, from "
                f"{claim} at {spots[1]} on: put them into one file, so that the article can be replaced or "
                "withdrawn as a whole.",
                place=spots[1],
            )


def _place(places: Places, graph: str, thing: str) -> Place:
    return Place(places.path(graph) or graph, places.line(graph, thing))


def _by_place(spot: Place) -> tuple[str, int]:
    return spot.path, spot.line or 0


def _listed(spots: Iterable[Place]) -> str:
    return _enumerated([str(spot) for spot in spots])


def _enumerated(parts: Sequence[str]) -> str:
    """Join by commas and *and*; of many, the first and a count."""
    if len(parts) > _MOST_NAMED:
        parts = [*parts[:_MOST_NAMED], f"{len(parts) - _MOST_NAMED} more"]
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
