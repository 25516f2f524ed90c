"""From the causal graph to its feedback loops.

A loop is a simple directed cycle. Its sign is the product of its arrows' signs: reinforcing (1)
with an even number of ``-1``, balancing (-1) with an odd one (Sterman, *Business Dynamics*, 2000,
ch. 5). All loops are enumerated by Johnson's algorithm (D. B. Johnson, *Finding all the elementary
circuits of a directed graph*, SIAM J. Comput. 4(1), 1975) as networkx has it, on each strongly
connected component. Where there are more than `MOST_LOOPS`, only the shortest are listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from graph.model import Claim, Corpus, Iri, Link, Loop, LoopSearch
from graph.names import loop_key, slug
from graph.vocab import ORDERED_CYCLE

if TYPE_CHECKING:
    import networkx as nx

#: Up to so many loops are all listed; beyond, the shortest, and it is said what was left out.
MOST_LOOPS = 10_000
# Steps of the bounded search before it settles for the length reached: some seconds of work.
_MOST_STEPS = 3_000_000

Arrows = Mapping[tuple[Iri, Iri], Sequence[Link]]


def feedback_loops(corpus: Corpus, links: Iterable[Link], *, most: int = MOST_LOOPS) -> LoopSearch:
    """Find the feedback loops that `links` close, by rank: shortest, firmest, then by key.

    An arrow with both signs is expanded: each combination of signs is a loop of its own, marked
    contested. An arrow from a concept to itself is reported, not listed as a loop.
    Complete up to `most` loops; otherwise `LoopSearch.complete` is False and all loops of up to
    `LoopSearch.longest` concepts are listed, or, if the shortest are too many, `most` of them.
    Loops that a source tells are listed however long they are. Cost: O((V + E) · loops) while
    complete, bounded beyond.
    """
    arrows: dict[tuple[Iri, Iri], list[Link]] = defaultdict(list)
    self_links = []
    for link in links:
        if link.source == link.target:
            self_links.append(link.key)
        else:
            arrows[link.source, link.target].append(link)
    cycles, complete, longest, partial = _find_cycles(arrows, most)
    told = _told_cycles(corpus)
    loops = sorted((_loop(signed, told) for cycle in cycles for signed in _expand(cycle, arrows)), key=_rank)[
        :most
    ]
    if not complete:
        listed = {loop.key for loop in loops}
        loops += [loop for loop in _told_loops(arrows, told, most) if loop.key not in listed]
        loops.sort(key=_rank)
    by_key = {link.key: link for pair in arrows.values() for link in pair}
    covered = {
        iri
        for loop in loops
        for iri, cycle in told.items()
        if _tells(cycle, [by_key[key] for key in loop.links])
    }
    return LoopSearch(
        loops=tuple(loops),
        complete=complete,
        longest=longest,
        partial=partial,
        self_links=tuple(sorted(self_links)),
        untold=tuple(sorted(iri for iri in told if iri not in covered)),
    )


def _rank(loop: Loop) -> tuple[int, int, str]:
    return (len(loop.nodes), loop.modality_rank, loop.key)


def _told_loops(arrows: Arrows, told: Mapping[Iri, _Told], most: int) -> list[Loop]:
    """Find the loops that sources tell, among the arrows of each told cycle alone."""
    found = {}
    for cycle in told.values():
        claims = frozenset[Iri]().union(*cycle.values())
        own = {
            pair: links
            for pair, parallel in arrows.items()
            if (links := [link for link in parallel if claims.intersection(link.claims)])
        }
        for nodes in _find_cycles(own, most).cycles:
            for signed in _expand(nodes, own):
                loop = _loop(signed, told)
                if loop.declared_by is not None:
                    found[loop.key] = loop
    return list(found.values())


class _Cycles(NamedTuple):
    """Cycles as lists of nodes; the rest as in `LoopSearch`."""

    cycles: list[list[Iri]]
    complete: bool
    longest: int | None = None
    partial: int | None = None


def _find_cycles(arrows: Arrows, most: int) -> _Cycles:
    """Give all cycles if they make no more than `most` loops, else the shortest."""
    import networkx as nx  # 0.2 s that commands which ask for no loops do not pay

    digraph: nx.DiGraph[Iri] = nx.DiGraph(sorted(arrows))
    components = [
        digraph.subgraph(sorted(nodes))
        for nodes in nx.strongly_connected_components(digraph)
        if len(nodes) > 1
    ]
    # A strongly connected component has at least E - V + 1 simple cycles (one an ear), which
    # settles dense graphs without counting.
    certain = sum(part.number_of_edges() - part.number_of_nodes() + 1 for part in components)
    if certain <= most:
        weight = 0
        cycles = []
        for cycle in islice(_all_cycles(components), most + 1):
            weight += prod(len(arrows[pair]) for pair in _pairs(cycle))
            if weight > most:
                break
            cycles.append(cycle)
        else:
            return _Cycles(cycles, complete=True)
    return _short_cycles(components, arrows, most)


def _all_cycles(components: Iterable[nx.DiGraph[Iri]]) -> Iterator[list[Iri]]:
    import networkx as nx  # as above

    for part in components:
        yield from nx.simple_cycles(part)


def _short_cycles(components: Sequence[nx.DiGraph[Iri]], arrows: Arrows, most: int) -> _Cycles:
    """Give all cycles of up to the greatest length at which they make no more than `most` loops.

    Where those of the shortest length are too many already, some of these.
    """
    best: list[list[Iri]] = []
    steps = [_MOST_STEPS]
    length = 2
    while True:
        found: list[list[Iri]] = []
        weight = 0
        for cycle in chain.from_iterable(_bounded_cycles(part, length, steps) for part in components):
            weight += prod(len(arrows[pair]) for pair in _pairs(cycle))
            found.append(cycle)
            if weight > most:
                break
        if weight > most or steps[0] <= 0:
            partial = None if best else length
            return _Cycles(best or found, complete=False, longest=length - 1, partial=partial)
        best = found
        length += 1


def _bounded_cycles(part: nx.DiGraph[Iri], length: int, steps: list[int]) -> Iterator[list[Iri]]:
    """Give the cycles of at most `length` nodes: depth first from each node to nodes after it.

    A path goes on only to nodes from which the start can still be reached in the steps that
    are left; `steps` counts down and ends the search at zero.
    """
    order = {node: number for number, node in enumerate(sorted(part))}
    successors = {node: sorted(part.successors(node)) for node in part}
    predecessors = {node: list(part.predecessors(node)) for node in part}
    for start in sorted(part):
        distance = _distances_back(start, predecessors, order, length - 1)
        stack = [(start, iter(successors[start]))]
        on_path = {start}
        while stack:
            node, rest = stack[-1]
            for nxt in rest:
                steps[0] -= 1
                if nxt == start:
                    yield [entry for entry, _ in stack]
                elif nxt not in on_path and len(stack) + distance.get(nxt, length) <= length:
                    stack.append((nxt, iter(successors[nxt])))
                    on_path.add(nxt)
                    break
            else:
                stack.pop()
                on_path.discard(node)
            if steps[0] <= 0:
                return


def _distances_back(
    start: Iri, predecessors: Mapping[Iri, Sequence[Iri]], order: Mapping[Iri, int], limit: int
) -> dict[Iri, int]:
    """Give the number of arrows from each later node back to `start`, as far as `limit`."""
    distance = {start: 0}
    frontier = [start]
    for steps in range(1, limit + 1):
        frontier = [
            node
            for reached in frontier
            for node in predecessors[reached]
            if order[node] > order[start] and distance.setdefault(node, steps) == steps
        ]
        frontier = list(dict.fromkeys(frontier))
    return distance


def _pairs(cycle: Sequence[Iri]) -> Iterator[tuple[Iri, Iri]]:
    return zip(cycle, [*cycle[1:], cycle[0]], strict=True)


def _expand(cycle: Sequence[Iri], arrows: Arrows) -> Iterator[tuple[Link, ...]]:
    """Give the cycle once for each choice of sign on its arrows."""
    yield from product(*(arrows[pair] for pair in _pairs(cycle)))


def _loop(links: tuple[Link, ...], told: Mapping[Iri, _Told]) -> Loop:
    first = min(range(len(links)), key=lambda index: slug(links[index].source))
    turned = links[first:] + links[:first]
    weakest = max(turned, key=lambda link: link.modality_rank)
    return Loop(
        key=loop_key(turned),
        sign=prod(link.sign for link in turned),
        nodes=tuple(link.source for link in turned),
        links=tuple(link.key for link in turned),
        modality=weakest.modality,
        modality_rank=weakest.modality_rank,
        declared_by=next((iri for iri, cycle in told.items() if _tells(cycle, turned)), None),
        contested=any(link.contested for link in turned),
    )


# An ordered-cycle list as item -> the claims that the item makes.
_Told = Mapping[int, frozenset[Iri]]


def _told_cycles(corpus: Corpus) -> dict[Iri, _Told]:
    """Give the ordered-cycle lists of the corpus with the claims of each step, by IRI of the list."""
    told: dict[Iri, dict[int, set[Iri]]] = {
        entry.iri: defaultdict(set) for entry in corpus.lists if entry.kind == ORDERED_CYCLE
    }
    for claim in corpus.claims:
        for place in claim.lists:
            if place.list in told and _signed(claim):
                told[place.list][place.item].add(claim.iri)
    return {
        iri: {item: frozenset(claims) for item, claims in sorted(steps.items())}
        for iri, steps in sorted(told.items())
    }


def _signed(claim: Claim) -> bool:
    return claim.sign != 0 and claim.object is not None


def _tells(told: _Told, links: Sequence[Link]) -> bool:
    """Say whether a source tells this loop: every arrow is a step, and no step is left out.

    A step counts as passed by the loop if one of its claims is behind an arrow, or if all its
    claims were made by earlier steps already: such a step closes the telling, as in *and so the
    pain grows*, and adds no arrow.
    """
    if not told:
        return False
    behind = [set(link.claims) for link in links]
    every = frozenset[Iri]().union(*told.values())
    if not all(claims & every for claims in behind):
        return False
    walked = set().union(*behind)
    said: set[Iri] = set()
    for claims in told.values():
        if not claims & walked and not claims <= said:
            return False
        said |= claims
    return True
