"""All simple cycles of a strongly connected component, by the algorithm of Johnson.

Nodes that a cycle can pass in one way only are first taken into a longer arrow: a ring of very
many concepts costs no more than a small one, and what is left has a choice at each node. That is
enumerated by Johnson's algorithm (D. B. Johnson, *Finding all the elementary circuits of a directed
graph*, SIAM J. Comput. 4(1), 1975) as networkx has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, product
from math import prod
from typing import NamedTuple

from graph.causes.components import Part, closed


@dataclass(frozen=True, slots=True, eq=False)
class _Arrow:
    """An arrow, or a way of several (`length`) where cycles have no choice, which makes so many `loops`."""

    length: int
    loops: int
    ends: tuple[int, int]
    halves: tuple[_Arrow, ...] = ()

    def nodes(self) -> Iterator[int]:
        """Give the nodes of the way but for its last."""
        stack = [self]
        while stack:
            way = stack.pop()
            if way.halves:
                stack += way.halves[::-1]
            else:
                yield way.ends[0]


class Cycle(NamedTuple):
    """A cycle of so many concepts (`length`), which makes so many `loops`."""

    length: int
    loops: int
    arrows: tuple[_Arrow, ...]

    def nodes(self) -> Iterator[int]:
        """Give the nodes in order, from any of them on."""
        return chain.from_iterable(arrow.nodes() for arrow in self.arrows)


def cycles_of(part: Part) -> Iterator[Cycle]:
    """Give the cycles one by one: there may be more than anyone can wait for."""
    import networkx as nx  # 0.2 s that graphs without cycles do not pay

    leaving: dict[int, dict[_Arrow, None]] = {
        node: {_Arrow(1, len(part.core.ranks(node, target)), (node, target)): None for target in targets}
        for node, targets in part.successors.items()
    }
    for arrow in _contract(leaving):
        yield Cycle(arrow.length, arrow.loops, (arrow,))
    parallel: dict[tuple[int, int], list[_Arrow]] = defaultdict(list)
    for arrow in sorted(chain.from_iterable(leaving.values()), key=lambda arrow: arrow.ends):
        parallel[arrow.ends].append(arrow)
    # networkx starts where the set of nodes starts: of small numbers this is about the least, a hub.
    for cycle in nx.simple_cycles(nx.DiGraph(list(parallel))):
        for arrows in product(*(parallel[ends] for ends in closed(cycle))):
            yield Cycle(sum(one.length for one in arrows), prod(one.loops for one in arrows), arrows)


def _contract(leaving: dict[int, dict[_Arrow, None]]) -> Iterator[_Arrow]:
    """Take nodes with one arrow in and one out into a longer arrow; give those that lead back at once.

    Every cycle of the graph is one of those given, or one of what is left, where each node has
    three arrows or more. Linear.
    """
    entering: dict[int, dict[_Arrow, None]] = {node: {} for node in leaving}
    for arrow in chain.from_iterable(leaving.values()):
        entering[arrow.ends[1]][arrow] = None
    waiting = sorted(leaving)
    while waiting:
        node = waiting.pop()
        if not len(leaving[node]) == len(entering[node]) == 1:
            continue
        before, after = *entering[node], *leaving[node]
        source, target = before.ends[0], after.ends[1]
        entering[node], leaving[node] = {}, {}
        del leaving[source][before], entering[target][after]
        way = _Arrow(
            before.length + after.length, before.loops * after.loops, (source, target), (before, after)
        )
        if source == target:
            yield way
            waiting.append(source)
        else:
            leaving[source][way] = entering[target][way] = None
