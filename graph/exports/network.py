"""The causal graph as network programs take it: a node a concept, an edge a link, flat attributes.

What they take is text, whole numbers and truth values: lists of names are joined by spaces (names
hold none), nested values are JSON, and what is absent has no attribute. A denied claim makes no
arrow, since a program that draws or counts arrows would take it for affirmed: it stands in full in
the attribute ``denied`` of its subject.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from graph.exports.tables import Cell, json_cell, link_evidence
from graph.exports.taken import counted, named
from graph.facts import Facts
from graph.vocab import NEGATED

if TYPE_CHECKING:
    import networkx as nx

#: The lists whose entries are names or words, which hold no spaces.
_JOINED = frozenset(
    {"articles", "broader", "claims", "interests", "citation_statuses", "citation_depths", "statuses"}
)

#: How arrows are drawn, by sign: the colours of the page.
COLOURS = {1: "#8a5a2b", -1: "#1566a8"}

NOTE = "What articles claim, not what is true; no medical advice."


def flat_graph(facts: Facts) -> nx.MultiDiGraph[str]:
    """Give the causal graph with ids and edge keys as in graph.json. Linear."""
    import networkx as nx  # 0.2 s that only these formats pay

    claims = {claim["id"]: claim for claim in facts["claims"]}
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        name="Causal graph",
        note=NOTE,
        format=facts["format"],
        prefixes=json.dumps(facts["prefixes"], ensure_ascii=False),
    )
    denied = _denied(facts)
    for concept in facts["concepts"]:
        extra = {"denied": json_cell(denied.get(concept["id"]))}
        flat.add_node(concept["id"], **_flat({**concept, **extra}, without=("id",)))
    for link in facts["links"]:
        verb = "increases" if link["sign"] > 0 else "decreases"
        values = {**link, "label": verb, "interaction": verb}  # as Gephi and Cytoscape call it
        attributes = _flat({**values, **link_evidence(link, claims)}, without=("id", "source", "target"))
        flat.add_edge(link["source"], link["target"], key=link["id"], **attributes)
    return flat


def beside_graph(facts: Facts) -> Iterator[str]:
    """Say what the causal graph is not meant to hold: claims without an arrow one by one."""
    inside = {name for link in facts["links"] for name in link["claims"]}
    inside |= {claim["id"] for claims in _denied(facts).values() for claim in claims}
    without = [claim["id"] for claim in facts["claims"] if claim["id"] not in inside]
    yield from counted(facts, "sources", "loops", "breaks", "reviews", "non-claims")
    yield from named("claims that make no signed arrow", without)
    yield (
        "Take these claims with csv, all but links and breaks with jsonld; "
        "claimgraph build writes breaks into graph.json."
    )


def _denied(facts: Facts) -> dict[str, list[Facts]]:
    """Give the claims that deny an arrow, in full, by subject."""
    denied: dict[str, list[Facts]] = defaultdict(list)
    for claim in facts["claims"]:
        if claim["polarity"] == NEGATED and claim["sign"] and claim["object"] is not None:
            denied[claim["subject"]].append(claim)
    return denied


def _flat(values: Mapping[str, object], without: tuple[str, ...]) -> dict[str, Cell]:
    """Give what is there as scalars: a list of names is joined, any other list is JSON.

    `without` are the keys that the graph itself holds.
    """
    flat: dict[str, Cell] = {}
    for key, value in values.items():
        if key in without:
            continue
        if isinstance(value, list):
            joined = key in _JOINED
            cell = " ".join(value) or None if joined else json_cell(value)
            if cell is not None:
                flat[key] = cell
        elif isinstance(value, str | int):
            flat[key] = value
    return flat
