"""GraphML by networkx (http://graphml.graphdrawing.org/): opens in Gephi, yEd, Cytoscape and igraph.

XML 1.0 holds no control characters but tab and line ends, not even escaped (section 2.2): U+FFFD
stands in the place of any other, and each text where that happened is told.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from graph.exports.network import beside_graph, flat_graph
from graph.exports.taken import Taken
from graph.facts import Facts

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"


def take_graphml(facts: Facts) -> Taken:
    """Give the causal graph as GraphML in UTF-8."""
    import networkx as nx  # 0.2 s that only this format pays

    flat = flat_graph(facts)
    losses = [
        *_cleaned(flat.nodes(data=True)),
        *_cleaned((key, data) for _, _, key, data in flat.edges(keys=True, data=True)),
    ]
    file = io.BytesIO()
    nx.write_graphml_xml(flat, file)
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
