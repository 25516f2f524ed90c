"""Simple paths through a directed graph of steps, one after the other, in bounded work.

Depth first, as in R. Sedgewick, *Algorithms in C, Part 5* (2001), but a path goes on only to
where the end can still be reached in the steps that are left, in the state that is asked for. A
state is what a path remembers of its steps: the product of its signs, or whether it has passed a
weakest step.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.model import ConceptPath, Iri, Link, PathStep

#: Longer paths are not looked at unless the caller says so.
LONGEST_PATH = 8

State = int
Place = tuple[Iri, State]
#: The state after a step, given the state before it; one that is none of the states shuts the step.
Move = Callable[[State, PathStep], State]


@dataclass(slots=True)
class Budget:
    """How many more steps may be tried."""

    steps: int

    @property
    def spent(self) -> bool:
        """Whether the search has to end."""
        return self.steps <= 0


class Roads:
    """Steps by where they start and end, in order of their keys; those that lead nowhere new are out."""

    def __init__(self, steps: Iterable[PathStep]) -> None:
        self.leaving: dict[Iri, list[PathStep]] = defaultdict(list)
        self.entering: dict[Iri, list[PathStep]] = defaultdict(list)
        for step in sorted(steps, key=lambda step: (step.link or "", step.source, step.target)):
            if step.source != step.target:
                self.leaving[step.source].append(step)
                self.entering[step.target].append(step)


def causal_steps(links: Iterable[Link]) -> list[PathStep]:
    """Give the arrows as steps."""
    return [
        PathStep(
            source=link.source,
            target=link.target,
            sign=link.sign,
            link=link.key,
            claims=link.claims,
            modality=link.modality,
            modality_rank=link.modality_rank,
            contested=link.contested,
            articles=link.articles,
            publishers=link.publishers,
        )
        for link in links
    ]


def concept_path(steps: Sequence[PathStep]) -> ConceptPath:
    """Make a path of its steps, of which there is at least one."""
    weakest = max(range(len(steps)), key=lambda index: steps[index].modality_rank)
    return ConceptPath(
        nodes=(steps[0].source, *(step.target for step in steps)),
        steps=tuple(steps),
        sign=math.prod(step.sign for step in steps),
        weakest=weakest,
        modality=steps[weakest].modality,
        modality_rank=steps[weakest].modality_rank,
        contested=any(step.contested for step in steps),
    )


@dataclass(slots=True, kw_only=True)
class PathFinder:
    """Finds the simple paths along `roads` that end in `goal`, a concept in a state.

    `states` are all there are, `move` gives the one after a step. Nodes of `closed` are not
    entered. `distance` is the least number of steps to the goal from each place that leads there
    in up to `reach` steps; making it is linear and charges the budget a step for each arrow. Paths
    that are longer than `reach` are not found.
    """

    roads: Roads
    goal: Place
    move: Move
    states: Sequence[State]
    budget: Budget
    closed: Collection[Iri] = ()
    reach: float = math.inf
    distance: dict[Place, int] = field(init=False)

    def __post_init__(self) -> None:
        # Names of their own: this loop sees each arrow of the graph, for each goal.
        distance = self.distance = {self.goal: 0}
        entering, states, move = self.roads.entering, self.states, self.move
        frontier = [self.goal]
        length = seen = 0
        while frontier and length < self.reach:
            length += 1
            reached = []
            for node, state in frontier:
                steps = () if node in self.closed else entering.get(node, ())
                seen += len(steps)
                for step in steps:
                    source = step.source
                    for before in states:
                        place = (source, before)
                        if place not in distance and move(before, step) == state:
                            distance[place] = length
                            reached.append(place)
            frontier = reached
        self.budget.steps -= seen

    def paths(self, start: Place, least: float, most: float) -> Iterator[tuple[PathStep, ...]]:
        """Give the simple paths of `least` to `most` steps from `start`, in order of their keys.

        Ends early when the budget is spent.
        """
        node, state = start
        taken: list[PathStep] = []
        on_path = {node}
        # Without a way to the goal there is nothing to try.
        stack = [(state, iter(self.roads.leaving.get(node, ())))] if start in self.distance else []
        while stack:
            state, rest = stack[-1]
            for step in rest:
                self.budget.steps -= 1
                if self.budget.spent:
                    return
                after = (step.target, self.move(state, step))
                left = self.distance.get(after)
                if left is None or step.target in on_path or step.target in self.closed:
                    continue
                length = len(taken) + 1
                if step.target == self.goal[0]:
                    # A path ends where it meets the goal's concept, in whatever state.
                    if left == 0 and least <= length <= most:
                        yield (*taken, step)
                elif length + left <= most:
                    taken.append(step)
                    on_path.add(step.target)
                    stack.append((after[1], iter(self.roads.leaving.get(step.target, ()))))
                    break
            else:
                stack.pop()
                if taken:
                    on_path.discard(taken.pop().target)
