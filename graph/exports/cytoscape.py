"""Cytoscape JSON (``.cyjs``) by networkx: opens in Cytoscape and in Cytoscape.js.

With a style sheet for Cytoscape.js (https://js.cytoscape.org/#style), which shows labels and tells
the signs apart. Cytoscape itself shows ``name`` in its default style.
"""

from __future__ import annotations

from graph.exports.network import COLOURS, beside_graph, flat_graph
from graph.exports.taken import Taken
from graph.facts import Facts, to_json
from graph.vocab import ASSERTED

_STYLE = (
    {"selector": "node", "style": {"label": "data(label)", "text-wrap": "wrap", "text-max-width": "9em"}},
    {
        "selector": "edge",
        "style": {
            "curve-style": "bezier",
            "line-color": COLOURS[1],
            "target-arrow-color": COLOURS[1],
            "target-arrow-shape": "triangle",
        },
    },
    {
        "selector": "edge[sign < 0]",
        "style": {
            "line-color": COLOURS[-1],
            "target-arrow-color": COLOURS[-1],
            "target-arrow-shape": "tee",
        },
    },
    {"selector": f'edge[modality != "{ASSERTED}"]', "style": {"line-style": "dashed"}},
)


def take_cytoscape(facts: Facts) -> Taken:
    """Give the causal graph as Cytoscape JSON in UTF-8; concepts are named by their labels."""
    import networkx as nx  # 0.2 s that only this format pays

    flat = flat_graph(facts)
    document = nx.cytoscape_data(flat, name="label")
    # Cytoscape reads the network's own attributes from an object; networkx takes that back as well.
    document["data"] = dict(flat.graph)
    document["style"] = _STYLE
    for edge in document["elements"]["edges"]:
        edge["data"].update(id=edge["data"]["key"], name=edge["data"]["key"])
    return Taken(content=to_json(document).encode(), beside=tuple(beside_graph(facts)))
