"""The simple cycles of a directed graph with parallel arrows: all of them, or the shortest, in bounded work.

Where cycles are too many to enumerate, they are found by growing length, each from both of its
ends (the idea of I. Pohl, *Bi-directional search*, Machine Intelligence 6, 1971).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from graph.causes.circuits import Cycle, cycles_of
from graph.causes.components import Core, Part, Ranks, closed
from graph.model import Component, Iri

# Steps of the search by length before it settles for the length reached: some seconds of work.
_MOST_STEPS = 2_000_000
# Concepts of all listed cycles together: of very long cycles fewer are listed.
_MOST_NODES = 2_000_000
# Arrows with a choice in all cycles of a component, beyond which enumerating them takes too long.
_MOST_CHOICES = 300_000


class Cycles(NamedTuple):
    """Cycles as lists of nodes; the rest as in `LoopSearch`.

    Where a length is `partial`, its `limit` firmest loops are among those that the cycles make.
    """

    cycles: list[list[Iri]]
    complete: bool
    longest: int | None
    partial: int | None
    unfinished: tuple[Component, ...]
    limit: int


def find_cycles(ranks: Ranks, most: int) -> Cycles:
    """Give all cycles if they make no more than `most` loops, else the shortest.

    A cycle makes a loop for each choice among its parallel arrows. Linear where nothing is cyclic.
    """
    core = Core(ranks)
    known: dict[int, list[Cycle]] = {}
    open_parts = {}
    loops = nodes = 0
    parts = core.parts()
    for number, part in enumerate(parts):
        found = _all_cycles(part, most - loops)
        if found is None:
            open_parts[number] = part
        else:
            known[number] = found
            loops += sum(cycle.loops for cycle in found)
            nodes += sum(cycle.length for cycle in found)
    if not open_parts and nodes <= _MOST_NODES:
        named = core.named(cycle.nodes() for cycle in chain.from_iterable(known.values()))
        return Cycles(named, complete=True, longest=None, partial=None, unfinished=(), limit=most)
    shortest = _Shortest(core, list(open_parts.values()), chain.from_iterable(known.values()))
    cycles, length, partial = shortest.listed(most)
    unfinished = (
        part.as_component()
        for number, part in enumerate(parts)
        if max((cycle.length for cycle in known.get(number, ())), default=len(part.nodes)) >= length
    )
    return Cycles(
        core.named(cycles),
        complete=False,
        longest=length - 1,
        partial=length if partial else None,
        unfinished=tuple(unfinished),
        limit=_fitting(most, length) if partial else most,
    )


def _fitting(most: int, length: int) -> int:
    """Give how many loops of that length are listed where there are more."""
    return min(most, max(_MOST_NODES // length, 1))


def _all_cycles(part: Part, most: int) -> list[Cycle] | None:
    """Give all cycles if they make no more than `most` loops and can be had in seconds."""
    # A component has at least E - V + 1 cycles (one an ear), which settles dense ones uncounted.
    if sum(map(len, part.successors.values())) - len(part.nodes) + 1 > most:
        return None
    found = []
    loops = choices = 0
    for cycle in cycles_of(part):
        loops += cycle.loops
        choices += len(cycle.arrows)
        if loops > most or choices > _MOST_CHOICES:
            return None
        found.append(cycle)
    return found


class _Shortest:
    """Lists cycles by growing length: those of `parts` are searched for, others are `known`."""

    def __init__(self, core: Core, parts: Sequence[Part], known: Iterable[Cycle]) -> None:
        self.core = core
        self.parts = parts
        self.known: dict[int, list[Cycle]] = defaultdict(list)
        for cycle in known:
            self.known[cycle.length].append(cycle)

    def listed(self, most: int) -> tuple[list[list[int]], int, bool]:
        """Give the cycles listed, the first length not all listed, and whether they are some of it.

        They are all of less than that length, or, where those of the shortest length are too
        many already, the firmest of these.
        """
        search = _Search()
        listed: list[list[int]] = []
        loops = length = 0
        while True:
            length = self._next(length)
            loops += sum(cycle.loops for cycle in self.known[length])
            count = len(self.known[length])
            found = []
            for cycle in self._searched(search, length):
                found.append(cycle)
                loops += self.core.loops(cycle)
                if loops > most:
                    break
            nodes = sum(map(len, listed)) + length * (count + len(found))
            if loops > most or nodes > _MOST_NODES or search.steps <= 0:
                break
            listed += found
            listed += ([*cycle.nodes()] for cycle in self.known[length])
        if listed or not (found or count):
            return listed, length, False
        fitting = _fitting(most, length)
        listed = self._firmest(length, fitting)
        listed += ([*cycle.nodes()] for cycle in islice(self.known[length], 10 * fitting))
        return listed, length, True

    def _next(self, length: int) -> int:
        """Give the next length that cycles may have: there is one, since not all of them fitted."""
        if any(len(part.nodes) > length for part in self.parts):
            return max(length + 1, 2)
        return min(other for other in self.known if other > length and self.known[other])

    def _searched(self, search: _Search, length: int) -> Iterator[list[int]]:
        for part in self.parts:
            if len(part.nodes) >= length:
                yield from search.cycles(part.successors, length)

    def _firmest(self, length: int, most: int) -> list[list[int]]:
        """Give the firmest cycles of that length, at least `most` if there are so many.

        By rank of the weakest arrow; of one rank, some where they are very many.
        """
        search = _Search()
        firmness = {ends: min(self.core.ranks(*ends)) for part in self.parts for ends in part.pairs()}
        found: list[list[int]] = []
        for rank in sorted(set(firmness.values())):
            for part in self.parts:
                firm = {
                    node: [target for target in targets if firmness[node, target] <= rank]
                    for node, targets in part.successors.items()
                }
                new = (
                    cycle
                    for cycle in search.cycles(firm, length)
                    if max(firmness[ends] for ends in closed(cycle)) == rank
                )
                found += islice(new, 10 * most)
            if len(found) >= most:
                break
        return found


class _Search:
    """Finds the cycles of one length in a component; `steps` counts down what may be tried in all."""

    def __init__(self) -> None:
        self.steps = _MOST_STEPS

    def cycles(self, successors: Mapping[int, Sequence[int]], length: int) -> Iterator[list[int]]:
        """Give each cycle of `length` nodes, from its least node on, while there are steps.

        The way back to the start is known for half of the length, so a path has to be tried
        only for the other half before it is seen whether it can end in time.
        """
        predecessors: dict[int, list[int]] = defaultdict(list)
        for node, targets in successors.items():
            for target in targets:
                predecessors[target].append(node)
        for start in successors:
            distance = self._back(start, predecessors, length // 2)
            if len(distance) > 1:
                yield from self._onward(start, successors, length, distance)
            if self.steps <= 0:
                return

    def _back(self, start: int, predecessors: Mapping[int, Sequence[int]], half: int) -> dict[int, int]:
        """Give the number of arrows from each later node back to `start`, as far as `half`."""
        distance = {start: 0}
        frontier = [start]
        for steps in range(1, half + 1):
            reached = []
            for node in frontier:
                self.steps -= 1
                for before in predecessors[node]:
                    if before > start and before not in distance:
                        distance[before] = steps
                        reached.append(before)
            frontier = reached
        return distance

    def _onward(
        self, start: int, successors: Mapping[int, Sequence[int]], length: int, distance: Mapping[int, int]
    ) -> Iterator[list[int]]:
        path = [start]
        on_path = {start}
        stack = [iter(successors[start])]
        while stack:
            left = length - len(path)
            near = left <= length // 2
            for node in stack[-1]:
                self.steps -= 1
                if node <= start or node in on_path or (near and distance.get(node, length) > left):
                    continue
                if left == 1:
                    yield [*path, node]
                else:
                    path.append(node)
                    on_path.add(node)
                    stack.append(iter(successors[node]))
                    break
            else:
                stack.pop()
                on_path.discard(path.pop())
            if self.steps <= 0:
                return
