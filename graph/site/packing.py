"""What the page knows, written so that nothing is said twice; `packing.js` reads it back.

Rows become columns; a column with few different values is a list of them, and the numbers of those
that the rows have. Concepts and arrows are named by their number wherever they are meant.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def pack_data(data: Row, labels: Mapping[str, str]) -> dict[str, Any]:
    """Pack nodes, edges, blocks, loops and what breaks them; the rest stays as it is. Linear in their size.

    `labels` are those that the page lists, by id: of a node of the same text only the words of each
    line are counted.
    """
    looks = _looks(data["nodes"])
    nodes = [
        {**_unlike(one, looks), "label": _lines(one["label"], labels.get(one["id"]))} for one in data["nodes"]
    ]
    node = {one["id"]: index for index, one in enumerate(data["nodes"])}
    edge = {one["id"]: index for index, one in enumerate(data["edges"])}
    arrows = [
        {**one, "id": _told(one), "from": node[one["from"]], "to": node[one["to"]]} for one in data["edges"]
    ]
    return {
        **data,
        "nodes": columns(nodes),
        "edges": columns(arrows),
        "looks": looks,
        "breaks": [
            [
                node.get(treatment, treatment),
                node.get(point, -1 - edge[point] if point in edge else point),
                rows,
            ]
            for treatment, point, rows in data.get("breaks", ())
        ],
        "blocks": [{**one, "members": [node[name] for name in one["members"]]} for one in data["blocks"]],
        "loops": [
            {
                **one,
                "nodes": [node[name] for name in one["nodes"]],
                "edges": [edge[name] for name in one["edges"]],
            }
            for one in data["loops"]
        ],
    }


def _looks(nodes: Sequence[Row]) -> dict[str, list[str]]:
    """Give the mark and colour that most concepts of a kind have."""
    counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for one in nodes:
        if "kind" in one:
            counts[one["kind"]][one["mark"], one["colour"]] += 1
    return {kind: list(found.most_common(1)[0][0]) for kind, found in sorted(counts.items())}


def _unlike(node: Row, looks: Mapping[str, list[str]]) -> Row:
    """Leave out the mark and the colour that follow from the kind."""
    if looks.get(node.get("kind", "")) != [node.get("mark"), node.get("colour")]:
        return node
    return {name: value for name, value in node.items() if name not in {"mark", "colour"}}


def columns(rows: Sequence[Row]) -> dict[str, Any]:
    """Give the columns of rows by name, sorted; what a row lacks is None, so no value may be.

    >>> columns([{"a": 1, "kind": "a longer word"}, {"kind": "a longer word"}, {"kind": "a longer word"}])
    {'a': [1, None, None], 'kind': {'of': ['a longer word'], 'at': [0, 0, 0]}}
    """
    names = sorted({name for row in rows for name in row})
    return {name: _column([row.get(name) for row in rows]) for name in names}


def _column(values: list[Any]) -> list[Any] | dict[str, Any]:
    keys = [json.dumps(value, sort_keys=True) for value in values]
    numbers = {key: index for index, key in enumerate(dict.fromkeys(keys))}
    told = {"of": [json.loads(key) for key in numbers], "at": [numbers[key] for key in keys]}
    return told if len(json.dumps(told)) < len(json.dumps(values)) else values


def _lines(drawn: str, listed: str | None) -> str | list[int]:
    """Give the numbers of words in each line, or the text if the words are not those of the list."""
    lines = [line.split(" ") for line in drawn.split("\n")]
    words = [word for line in lines for word in line]
    return [len(line) for line in lines] if listed and words == listed.split(" ") else drawn


def _told(edge: Row) -> str | None:
    """Give the id of an arrow, or None if it follows from its ends and its sign."""
    start, end = (str(edge[side]).partition(":")[2] for side in ("from", "to"))
    sign = "+" if edge["sign"] > 0 else "-"
    follows = f"link:{start}{sign}--{end}" if edge["sign"] else f"{edge['from']} {edge['to']}"
    return None if edge["id"] == follows else edge["id"]
