"""Cytoscape JSON (``.cyjs``) by networkx: opens in Cytoscape and in Cytoscape.js."""

from __future__ import annotations

from graph.exports.network import beside_graph, flat_graph
from graph.exports.taken import Taken
from graph.facts import Facts, to_json


def take_cytoscape(facts: Facts) -> Taken:
    """Give the causal graph as Cytoscape JSON in UTF-8; concepts are named by their labels."""
    import networkx as nx  # 0.2 s that only this format pays

    flat = flat_graph(facts)
    document = nx.cytoscape_data(flat, name="label")
    # Cytoscape reads the network's own attributes from an object; networkx takes that back as well.
    document["data"] = dict(flat.graph)
    for edge in document["elements"]["edges"]:
        edge["data"].update(id=edge["data"]["key"], interaction=edge["data"]["label"])
    return Taken(content=to_json(document).encode(), beside=tuple(beside_graph(facts)))
