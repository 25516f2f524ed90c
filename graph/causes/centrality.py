"""Where a causal graph could be moved: which concepts and arrows lie on most loops, and between most.

Betweenness is that of L. C. Freeman, *A set of measures of centrality based on betweenness*,
Sociometry 40(1), 1977, as networkx computes it (U. Brandes, 2001); in large graphs it is
estimated from some concepts (U. Brandes, C. Pich, 2007).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from graph.model import ConceptLeverage, Iri, Leverage, Link, LinkLeverage, Loop

# Concepts times arrows up to which betweenness is exact: some seconds of work.
_MOST_WORK = 2_000_000


def leverage(links: Iterable[Link], loops: Iterable[Loop]) -> Leverage:
    """Count the loops through each concept and arrow, and measure where they stand in the graph.

    Concepts without an arrow to another are left out, and so are arrows from a concept to itself.
    What `loops` does not list is not counted: see `LoopSearch.complete`. Betweenness takes work in
    concepts times arrows up to a bound, beyond that it is estimated; it is given to six digits.

    >>> from graph.model import Iri, Link
    >>> links = [Link(key=a + "+--" + b, source=Iri(a), target=Iri(b), sign=1, claims=(), modality="asserted",
    ...               modality_rank=1, contested=False) for a, b in ("ab", "bc")]
    >>> [(entry.concept, entry.in_degree, entry.betweenness) for entry in leverage(links, []).concepts]
    [('b', 1, 0.5), ('a', 0, 0.0), ('c', 1, 0.0)]
    """
    import networkx as nx  # 0.2 s that commands which ask for no centrality do not pay

    own = sorted((link for link in links if link.source != link.target), key=lambda link: link.key)
    digraph: nx.DiGraph[Iri] = nx.DiGraph()
    digraph.add_nodes_from(sorted({end for link in own for end in (link.source, link.target)}))
    digraph.add_edges_from(sorted({(link.source, link.target) for link in own}))
    arrows = max(digraph.number_of_edges(), 1)
    pivots = max(_MOST_WORK // arrows, 1)
    exact = pivots >= digraph.number_of_nodes()
    between = nx.betweenness_centrality(digraph, k=None if exact else pivots, seed=1)
    every = tuple(loops)
    nodes = Counter(node for loop in every for node in loop.nodes)
    passed = Counter(key for loop in every for key in loop.links)
    reinforcing = [loop for loop in every if loop.sign > 0]
    nodes_up = Counter(node for loop in reinforcing for node in loop.nodes)
    passed_up = Counter(key for loop in reinforcing for key in loop.links)
    concepts = (
        ConceptLeverage(
            concept=node,
            loops=nodes[node],
            reinforcing=nodes_up[node],
            in_degree=digraph.in_degree(node),
            out_degree=digraph.out_degree(node),
            betweenness=round(between[node], 6),
        )
        for node in digraph
    )
    through = (
        LinkLeverage(link=link.key, loops=passed[link.key], reinforcing=passed_up[link.key]) for link in own
    )
    return Leverage(
        concepts=tuple(sorted(concepts, key=lambda one: (-one.loops, -one.betweenness, one.concept))),
        links=tuple(sorted(through, key=lambda one: (-one.loops, one.link))),
        pivots=None if exact else pivots,
    )
