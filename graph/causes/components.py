"""The parts of a directed graph in which cycles can lie: its strongly connected components.

What nothing leads to, or leads nowhere, is peeled off first, so that a graph without cycles costs
no more than looking at its arrows once. Components are found along one path (H. N. Gabow, *Path-based
depth-first search for strong and biconnected components*, Information Processing Letters 74, 2000).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import TypeVar

from graph.model import Component, Iri

Node = TypeVar("Node")
#: The ranks of the parallel arrows between two ends, by the ends.
Ranks = Mapping[tuple[Iri, Iri], Sequence[int]]


class Core:
    """What is left of the graph where nodes that nothing leads to, or that lead nowhere, are peeled off.

    Nodes are numbered, those with most arrows first: a search that starts from the hubs and then
    leaves them out does not pass them again and again.
    """

    def __init__(self, ranks: Ranks) -> None:
        onward: dict[Iri, list[Iri]] = defaultdict(list)
        back: dict[Iri, list[Iri]] = defaultdict(list)
        for source, target in ranks:
            onward[source].append(target)
            back[target].append(source)
        kept = _peeled(onward, back)
        weights = {node: len(onward[node]) * len(back[node]) for node in kept}
        self.names = sorted(kept, key=lambda node: (-weights[node], node))
        numbers = {name: number for number, name in enumerate(self.names)}
        self.successors: list[list[int]] = [
            sorted(numbers[target] for target in onward[name] if target in numbers) for name in self.names
        ]
        self._ranks = ranks

    def parts(self) -> list[Part]:
        """Give the strongly connected components of more than one node, those with hubs first."""
        return [Part(self, nodes) for nodes in sorted(map(sorted, _strong(self.successors)))]

    def ranks(self, source: int, target: int) -> Sequence[int]:
        """Give the ranks of the parallel arrows between two nodes."""
        return self._ranks[self.names[source], self.names[target]]

    def loops(self, cycle: Sequence[int]) -> int:
        """Count the choices among parallel arrows along a cycle."""
        return prod(len(self.ranks(*ends)) for ends in closed(cycle))

    def named(self, cycles: Iterable[Iterable[int]]) -> list[list[Iri]]:
        """Give the cycles with the names of their nodes."""
        return [[self.names[node] for node in cycle] for cycle in cycles]


def closed(cycle: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Give the ends of each arrow of a cycle, of that back to the start too.

    >>> list(closed("abc"))
    [('a', 'b'), ('b', 'c'), ('c', 'a')]
    """
    return zip(cycle, [*cycle[1:], cycle[0]], strict=True)


def _peeled(onward: Mapping[Iri, list[Iri]], back: Mapping[Iri, list[Iri]]) -> set[Iri]:
    """Give the nodes that lie on a cycle or between two; linear."""
    kept = {*onward, *back}
    for leaving, entering in ((onward, back), (back, onward)):
        left = {node: len(entering.get(node, ())) for node in kept}
        bare = [node for node, count in left.items() if not count]
        while bare:
            node = bare.pop()
            kept.discard(node)
            for other in leaving.get(node, ()):
                if other in left:
                    left[other] -= 1
                    if not left[other]:
                        bare.append(other)
    return kept


def _strong(successors: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Give the strongly connected components of more than one node; linear."""
    done = len(successors) + 1
    place = [0] * len(successors)  # on the path, from 1; 0 before
    path: list[int] = []
    bounds: list[int] = []  # where on the path the components begin that are not done
    for root in range(len(successors)):
        waiting = [] if place[root] else [(root, iter(successors[root]))]
        while waiting:
            node, rest = waiting[-1]
            if not place[node]:
                path.append(node)
                place[node] = len(path)
                bounds.append(len(path))
            for target in rest:
                if not place[target]:
                    waiting.append((target, iter(successors[target])))
                    break
                while place[target] < bounds[-1]:
                    bounds.pop()
            else:
                waiting.pop()
                if bounds[-1] == place[node]:
                    own = path[bounds.pop() - 1 :]
                    del path[-len(own) :]
                    for member in own:
                        place[member] = done
                    if len(own) > 1:
                        yield own


class Part:
    """A strongly connected component; `nodes` rise, `successors` are those within it."""

    def __init__(self, core: Core, nodes: list[int]) -> None:
        self.core = core
        self.nodes = nodes
        own = set(nodes)
        self.successors = {
            node: [target for target in core.successors[node] if target in own] for node in nodes
        }

    def as_component(self) -> Component:
        """Say of what size it is, and name its concept with most arrows."""
        arrows = sum(len(self.core.ranks(*pair)) for pair in self.pairs())
        return Component(concepts=len(self.nodes), arrows=arrows, example=self.core.names[self.nodes[0]])

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Give the ends of the arrows within the component."""
        return ((node, target) for node, targets in self.successors.items() for target in targets)
