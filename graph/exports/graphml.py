"""GraphML by networkx (http://graphml.graphdrawing.org/): opens in Gephi, yEd, Cytoscape and igraph.

What is claimed stands in plain attributes. Three things are there for programs that would not show
it, or would take it for something else: yEd draws only what its own elements say, so that each
concept and arrow has its label and line there too; Gephi adds up parallel arrows unless their XML
attribute ``label`` differs, as it does here by sign; Cytoscape gives what follows the last arrow to
that arrow, so that the attributes of the graph stand before the first concept.

XML 1.0 holds no control characters but tab and line ends, not even escaped (section 2.2): U+FFFD
stands in the place of any other, and each text where that happened is told.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from graph.exports.network import COLOURS, beside_graph, flat_graph
from graph.exports.taken import Taken
from graph.facts import Facts
from graph.vocab import ASSERTED

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"
_Y = "http://www.yworks.com/xml/graphml"
# Gephi knows these names of keys for labels. It would else make columns of what is meant for yEd.
_NODE_KEY = "nodelabel"
_EDGE_KEY = "edgelabel"


def take_graphml(facts: Facts) -> Taken:
    """Give the causal graph as GraphML in UTF-8."""
    import networkx as nx  # 0.2 s that only this format pays

    flat = flat_graph(facts)
    losses = [
        *_cleaned(flat.nodes(data=True)),
        *_cleaned((key, data) for _, _, key, data in flat.edges(keys=True, data=True)),
    ]
    writer = nx.GraphMLWriter(flat)
    _dress(writer.xml, flat)
    file = io.BytesIO()
    writer.dump(file)
    # Raw, XML reads a carriage return as a line feed; in attributes the writer escapes it itself.
    content = file.getvalue().replace(b"\r", b"&#13;")
    return Taken(content=content, losses=tuple(losses), beside=tuple(beside_graph(facts)))


def _cleaned(entries: Any) -> Iterator[str]:  # noqa: ANN401 - networkx has no types
    """Replace in place what XML cannot hold, and say of each text how much that was."""
    for name, data in entries:
        for key, value in data.items():
            if isinstance(value, str):
                data[key], count = _NOT_XML.subn(_REPLACEMENT, value)
                if count:
                    yield (
                        f"{name}: {key}: XML has no place for control characters: U+FFFD stands in theirs "
                        f"({count}); take cytoscape for the exact text."
                    )


def _dress(root: Element, flat: Any) -> None:  # noqa: ANN401 - networkx has no types
    """Add what programs need beside the plain attributes, and put those of the graph first."""
    booleans = {key.attrib["id"] for key in root.iter("key") if key.attrib["attr.type"] == "boolean"}
    for data in root.iter("data"):
        if data.attrib["key"] in booleans:
            data.text = str(data.text).lower()  # as XML Schema writes it
    graph_element = root[-1]
    graph_element[:] = sorted(graph_element, key=lambda element: element.tag != "data")
    for node in graph_element.iter("node"):
        node.insert(0, _drawn_node(flat.nodes[node.attrib["id"]]["label"]))
    for edge in graph_element.iter("edge"):
        values = flat.edges[edge.attrib["source"], edge.attrib["target"], edge.attrib["id"]]
        edge.set("label", values["label"])
        edge.insert(0, _drawn_edge(values["sign"], values["modality"], values["label"]))
    root.set("xmlns:y", _Y)
    for scope, key in (("node", _NODE_KEY), ("edge", _EDGE_KEY)):
        root.insert(0, Element("key", {"id": key, "for": scope, "yfiles.type": f"{scope}graphics"}))


def _drawn_node(label: str) -> Element:
    data = Element("data", key=_NODE_KEY)
    shape = SubElement(data, "y:ShapeNode")
    # yEd runs a label that begins with <html> as a page; the plain attribute has it unchanged.
    SubElement(shape, "y:NodeLabel").text = f"\u200b{label}" if label.lstrip().startswith("<") else label
    return data


def _drawn_edge(sign: int, modality: str, label: str) -> Element:
    data = Element("data", key=_EDGE_KEY)
    line = SubElement(data, "y:PolyLineEdge")
    kind = "line" if modality == ASSERTED else "dashed"
    SubElement(line, "y:LineStyle", color=COLOURS[sign], type=kind, width="1.0")
    SubElement(line, "y:Arrows", source="none", target="standard" if sign > 0 else "t_shape")
    SubElement(line, "y:EdgeLabel").text = label
    return data
