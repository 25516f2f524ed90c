"""The smallest sets of treatments, and of arrows, that touch every reinforcing loop.

Each reinforcing loop is the set of what acts on it; a *hitting set* has a member of each. The
smallest ones are found exactly as an integer programme (R. M. Karp, *Reducibility among
combinatorial problems*, 1972, no. 14: hard in general): small ones by trying, larger ones solved by
HiGHS as ``scipy.optimize.milp`` has it. "Touch" means that a claim says so: it is no advice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, product
from math import ceil
from typing import NamedTuple

from graph.causes.covers import Row, count_disjoint, cover_greedily
from graph.model import HittingSets, Iri, Link, Loop, LoopBreak, SmallestBreaks

#: Up to so many smallest sets are listed.
MOST_SETS = 100
#: Beyond so many loops, or things that act, that differ from one another: the best found, not the best.
MOST_ROWS = 200
MOST_COLUMNS = 100
# Branches that the solver may open in all: a bound that does not depend on the machine, as time would.
_MOST_BRANCHES = 300
# Sets of up to so many are tried one by one, as long as there are not more of them than this.
_SMALL, _MOST_TRIES = 3, 30_000

# A loop as what acts on it, with rank of the firmest modality, whether that is but an offer, and its name.
_Touches = dict[str, tuple[int, bool, str]]


def smallest_breaks(
    loops: Iterable[Loop],
    breaks: Iterable[LoopBreak],
    links: Iterable[Link] = (),
    *,
    feeds: Iterable[LoopBreak],
    most: int = MOST_SETS,
) -> SmallestBreaks:
    """Find the smallest sets of treatments, and of arrows, that touch each reinforcing loop.

    Loops that no treatment acts on are left out of the sets of treatments and named in
    `SmallestBreaks.untouched`. A treatment that claims say feeds one of the loops (of `feeds`, where
    the worse side is known) is in no set, but named in `SmallestBreaks.feeding`. Exact, all smallest
    sets up to `most` of them, while no more than `MOST_ROWS` loops and `MOST_COLUMNS` treatments or
    arrows differ in what they have in common; else, and where the solver would have to branch too
    often, `HittingSets.exact` is False. For the loops given: of an incomplete search, the listed ones.

    Sets are sorted by firmness (`HittingSets.modalities`), then what acts before what is but offered
    (*treats* implies no efficacy), then by members; those of arrows only
    where `links` are given. Of more than `most` sets, firm ones may be among those left out.

    >>> from graph.model import Iri
    >>> ring = Loop(key="a", sign=1, nodes=(Iri("x"), Iri("y")), links=("x-y", "y-x"), modality="asserted",
    ...             modality_rank=1, declared_by=None, contested=False)
    >>> smallest_breaks([ring], [], feeds=[]).links.sets
    (('x-y',), ('y-x',))
    """
    reinforcing = [loop for loop in loops if loop.sign > 0]
    acting: dict[str, _Touches] = {loop.key: {} for loop in reinforcing}
    breaks = tuple(breaks)
    harmful = {entry.treatment for entry in feeds if entry.loop in acting and entry.orientation == "known"}
    feeding: set[Iri] = set()
    for entry in breaks:
        if entry.loop in acting and entry.treatment in harmful:
            feeding.add(entry.treatment)
        elif entry.loop in acting:
            touch = (entry.modality_rank, entry.offered, entry.modality)
            own = acting[entry.loop]
            own[entry.treatment] = min(touch, own.get(entry.treatment, touch))
    firmness = {link.key: (link.modality_rank, False, link.modality) for link in links}
    crossing: list[_Touches] = [
        {key: firmness[key] for key in loop.links if key in firmness} for loop in reinforcing
    ]
    touched = [touches for touches in acting.values() if touches]
    treatments = _firm_first(hitting_sets(touched, most=most), touched)
    members = set[str]().union(*treatments.sets)
    chosen = [entry for entry in breaks if entry.loop in acting and entry.treatment in members]
    return SmallestBreaks(
        treatments=treatments,
        links=_firm_first(hitting_sets([set(loop.links) for loop in reinforcing], most=most), crossing),
        reinforcing=len(reinforcing),
        untouched=tuple(key for key, touches in acting.items() if not touches),
        feeding=tuple(sorted(feeding)),
        breaks=tuple(chosen),
    )


def _firm_first(found: HittingSets, loops: Sequence[_Touches]) -> HittingSets:
    """Sort the sets by firmness and members; as they are where that of a member is not known."""
    known = set[str]().union(*loops)
    if not all(known.issuperset(own) for own in found.sets):
        return found
    ranked = sorted(
        (max(min(touches[member] for member in own if member in touches) for touches in loops), own)
        for own in found.sets
    )
    return replace(
        found,
        sets=tuple(own for _, own in ranked),
        modalities=tuple(modality for (*_, modality), _ in ranked),
    )


def hitting_sets(families: Iterable[Iterable[str]], *, most: int = MOST_SETS) -> HittingSets:
    """Find the smallest sets that have a member of each family, sorted, members sorted.

    No family, no set. A family that is empty cannot be hit: ValueError. Bounds as in
    `smallest_breaks`.

    >>> hitting_sets([{"a", "b"}, {"b", "c"}, {"c", "d"}]).sets
    (('a', 'c'), ('b', 'c'), ('b', 'd'))
    """
    sets = {frozenset(family) for family in families}
    if frozenset() in sets:
        raise ValueError("an empty family: nothing can have a member of it")
    if not sets:
        return HittingSets(sets=(), exact=True, complete=True, at_least=0)
    names, rows = _reduced(sets)
    found = _solve(rows, len(names), most)
    spelt = (
        tuple(sorted(choice)) for chosen in found.sets for choice in product(*(names[c] for c in chosen))
    )
    # Of the best found one will do: that there are others of its size says nothing.
    most = most if found.exact else 1
    listed = list(islice(spelt, most + 1))
    return HittingSets(
        sets=tuple(sorted(listed[:most])),
        exact=found.exact,
        complete=found.complete and len(listed) <= most,
        at_least=found.at_least,
    )


def _reduced(sets: Iterable[frozenset[str]]) -> tuple[list[list[str]], list[Row]]:
    """Put together what is in the same families, and leave out families that contain another.

    Neither changes which sets are smallest: hitting the smaller family hits the larger, and of
    members that hit the same families one does, whichever.
    """
    ordered = sorted(sets, key=lambda family: (len(family), sorted(family)))
    kept: list[frozenset[str]] = []
    by_first: dict[str, list[frozenset[str]]] = defaultdict(list)
    for family in ordered:
        if not any(other <= family for member in family for other in by_first[member]):
            kept.append(family)
            by_first[min(family)].append(family)
    within: dict[str, list[int]] = defaultdict(list)
    for number, family in enumerate(kept):
        for member in family:
            within[member].append(number)
    alike: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for member in sorted(within):
        alike[tuple(within[member])].append(member)
    rows: list[set[int]] = [set() for _ in kept]
    for column, numbers in enumerate(alike):
        for number in numbers:
            rows[number].add(column)
    return list(alike.values()), [frozenset(row) for row in rows]


class _Found(NamedTuple):
    """Sets of columns; the rest as in `HittingSets`."""

    sets: list[list[int]]
    exact: bool
    complete: bool
    at_least: int


def _solve(rows: Sequence[Row], columns: int, most: int) -> _Found:
    """Give all smallest sets of columns up to `most`: each one found is cut off before the next."""
    greedy, disjoint = cover_greedily(rows), count_disjoint(rows)
    if len(rows) > MOST_ROWS or columns > MOST_COLUMNS:
        return _Found([greedy], exact=len(greedy) == disjoint, complete=False, at_least=disjoint)
    small = _small(rows, most) if disjoint <= _SMALL else None
    if small is not None:
        return small
    branches = [_MOST_BRANCHES]
    first = _cheapest(rows, columns, branches)
    if not first.proven:
        best = min(filter(None, (first.chosen, greedy)), key=len)
        at_least = max(disjoint, first.at_least)
        return _Found([best], exact=len(best) == at_least, complete=False, at_least=at_least)
    found: list[list[int]] = []
    size = len(first.chosen)
    answer = first
    while answer.proven and len(answer.chosen) == size:
        found.append(answer.chosen)
        if len(found) > most:
            return _Found(found, exact=True, complete=False, at_least=size)
        answer = _cheapest(rows, columns, branches, found)
    complete = answer.proven or answer.infeasible
    return _Found(found, exact=True, complete=complete, at_least=size)


def _small(rows: Sequence[Row], most: int) -> _Found | None:
    """Try the sets of up to `_SMALL` columns, one row that is not hit after the other; None: there is none.

    Most graphs of one article end here, without a solver; None too where there is much to try.
    """
    ordered = sorted(rows, key=lambda row: (len(row), sorted(row)))
    tries = _MOST_TRIES
    for size in range(1, _SMALL + 1):
        found: set[tuple[int, ...]] = set()
        waiting: list[tuple[int, ...]] = [()]
        while waiting:
            tries -= 1
            if tries < 0:
                return None
            chosen = waiting.pop()
            open_row = next((row for row in ordered if row.isdisjoint(chosen)), None)
            if open_row is None:
                found.add(tuple(sorted(chosen)))
            elif len(chosen) < size:
                waiting += [(*chosen, column) for column in open_row]
        if found:
            sets = [list(own) for own in sorted(found)[: most + 1]]
            return _Found(sets, exact=True, complete=len(found) <= most, at_least=size)
    return None


class _Answer(NamedTuple):
    """What one run of the solver gave: the columns chosen, and whether none fewer would do."""

    chosen: list[int]
    proven: bool
    infeasible: bool
    at_least: int


def _cheapest(
    rows: Sequence[Row], columns: int, branches: list[int], beside: Sequence[Sequence[int]] = ()
) -> _Answer:
    """Give a smallest choice of columns that hits all rows and contains none of `beside`.

    `branches` counts down what the solver may still open.
    """
    from scipy import optimize, sparse  # 0.3 s that only this question pays

    entries = [(number, column) for number, row in enumerate([*rows, *beside]) for column in sorted(row)]
    matrix = sparse.csr_array(
        ([1.0] * len(entries), tuple(zip(*entries, strict=True))), shape=(len(rows) + len(beside), columns)
    )
    lower = [1.0] * len(rows) + [0.0] * len(beside)
    upper = [float(columns)] * len(rows) + [len(cut) - 1.0 for cut in beside]
    result = optimize.milp(
        c=[1.0] * columns,
        integrality=[1] * columns,
        bounds=optimize.Bounds(0, 1),
        constraints=optimize.LinearConstraint(matrix, lower, upper),
        options={"node_limit": max(branches[0], 1)},
    )
    branches[0] -= max(int(result.mip_node_count or 0), 1)
    chosen = [] if result.x is None else [column for column, value in enumerate(result.x) if round(value)]
    # Rounded up past the solver's tolerance: a bound of 2.0000001 says two, not three.
    at_least = ceil(result.mip_dual_bound - 1e-6) if result.mip_dual_bound is not None else 0
    ended = {0: "proven", 2: "infeasible"}.get(result.status)  # as `scipy.optimize.milp` says
    return _Answer(chosen, proven=ended == "proven", infeasible=ended == "infeasible", at_least=at_least)
