"""The picture as data of vis-network, made by pyvis. The only module that knows either.

pyvis is used for what it is good at, turning calls into the nodes, edges and options that
vis-network reads; its page, its options object and its way of writing files are not used
(each of them fetches from the web, repeats itself or lets data become markup).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from graph.model import Concept, Iri
from graph.names import Names, link_iri
from graph.site.blocks import Place
from graph.site.kinds import WARNING, look
from graph.site.labels import Card
from graph.site.layout import Layout
from graph.site.scene import Arrow, Scene
from graph.site.wording import said_in

_SCRIPT = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")
# A point for "raises", a bar for "lowers" (as biologists draw it), a small point for the rest.
_ENDS = {
    1: "to",
    -1: {"to": {"enabled": True, "type": "bar"}},
    0: {"to": {"enabled": True, "scaleFactor": 0.45}},
}
_BOW = 0.16
_BOW_STEP = 0.18
_BOW_WIDE = 0.6
_BOW_ACROSS = 0.41
_MIDDLE = 30
_NODE_FIELDS = {"id": str, "label": str, "shape": str, "x": int, "y": int, "w": int, "h": int, "size": int,
                "kind": str, "mark": str, "colour": str, "role": str}  # fmt: skip
_EDGE_FIELDS = {"id": str, "from": str, "to": str, "label": str, "sign": int, "width": float, "firm": str,
                "loop": bool, "status": str, "depth": str, "said": str, "interest": bool, "claims": list,
                "more": int, "arrows": (str, dict), "smooth": dict}  # fmt: skip


def network_data(
    scene: Scene,
    layout: Layout,
    cards: Mapping[Iri, Card],
    names: Names,
    claim_rows: Mapping[Iri, int],
    beyond: Sequence[Concept] = (),
) -> dict[str, Any]:
    """Give ``nodes``, ``edges`` and ``options`` for vis-network, as plain JSON values.

    One edge for each arrow of `scene`; an edge's ``claims`` are rows of the table of claims, from 0,
    and ``more`` says how many of its claims have none. Concepts `beyond` the scene have the role
    ``beyond`` and no place: they are drawn only when one asks for them, with the arrows at them.
    Raises ValueError for a field that vis-network would not take, or an id used twice.
    """
    from pyvis.network import Network  # a third of the build's time: only where a page is made

    net = Network(directed=True, cdn_resources="in_line")
    concepts = (*scene.concepts, *beyond)
    known = {concept.iri for concept in concepts}
    arrows = (*scene.arrows, *(one for one in scene.further if known.issuperset((one.source, one.target))))
    drawn = {concept.iri for concept in scene.concepts}
    for concept in concepts:
        card, (x, y) = cards[concept.iri], layout.places.get(concept.iri, (0, 0))
        seen = WARNING if concept.iri in scene.warning else look(concept.kind)
        net.add_node(
            names.curie(concept.iri),
            label="\n".join(card.lines),
            shape="custom",
            x=x,
            y=y,
            w=card.width,
            h=card.height,
            size=card.font,
            kind=concept.kind,
            mark=seen.mark,
            colour=seen.colour,
            role=_role(scene, concept.iri) if concept.iri in drawn else "beyond",
        )
    on_loop = {key for named in scene.loops for key in named.loop.links}
    main = set(scene.main.loop.links) if scene.main else set()
    for arrow, bow in zip(arrows, _bows(scene, arrows, layout.places), strict=True):
        net.add_edge(
            names.curie(arrow.source),
            names.curie(arrow.target),
            id=edge_id(arrow, names),
            label=edge_label(arrow),
            sign=arrow.sign,
            firm=arrow.firmness,
            loop=arrow.key in on_loop,
            status=arrow.status,
            depth=arrow.citation_depth,
            interest=arrow.interest,
            width=4.0 if arrow.key in main else 2.5 if arrow.key in on_loop else 1.6 if arrow.sign else 1.0,
            claims=[claim_rows[iri] for iri in arrow.claims if iri in claim_rows],
            **_unlisted(arrow, claim_rows),
            **_said(arrow),
            arrows=_ENDS[arrow.sign],
            smooth={"enabled": True, "type": "curvedCW", "roundness": bow},
        )
    nodes, edges, *_ = net.get_network_data()
    # pyvis gives every node its own colour; ours come from the style sheet.
    nodes = [{name: value for name, value in node.items() if name != "color"} for node in nodes]
    for node in nodes:
        _check(node, _NODE_FIELDS)
    for edge in edges:
        _check(edge, _EDGE_FIELDS)
    _check_unique([node["id"] for node in nodes], len(concepts))
    _check_unique([edge["id"] for edge in edges], len(arrows))
    return {"nodes": nodes, "edges": edges, "options": _options()}


@cache
def vis_script() -> str:
    """Give the vis-network script that ships within the installed pyvis."""
    return files("pyvis").joinpath(*_SCRIPT).read_text(encoding="utf-8")


def edge_id(arrow: Arrow, names: Names) -> str:
    """Name an arrow: a link by its id in graph.json, other pairs by their ends."""
    if arrow.sign:
        return names.curie(link_iri(arrow.key))
    return f"{names.curie(arrow.source)} {names.curie(arrow.target)}"


def edge_label(arrow: Arrow) -> str:
    """Give the signs written on an arrow: what it does, then what to beware of.

    ``+`` raises, ``−`` lowers, ``not`` is denied, ``≠`` the opposite is claimed too, ``%`` comes
    with a figure, ``%?`` with one for which no source is named, ``$`` somebody has an interest.
    """
    sign = {1: "+", -1: "−"}.get(arrow.sign, "")  # a minus as wide as the plus
    marks = [
        "not" if arrow.firmness == "denied" else sign,
        "≠" if arrow.contested else "",
        "%?" if arrow.uncited else "%" if arrow.figure else "",
        "$" if arrow.interest else "",
    ]
    return " ".join(mark for mark in marks if mark)


def _unlisted(arrow: Arrow, claim_rows: Mapping[Iri, int]) -> dict[str, int]:
    count = sum(iri not in claim_rows for iri in arrow.claims)
    return {"more": count} if count else {}


def _said(arrow: Arrow) -> dict[str, str]:
    said = said_in(arrow.articles, arrow.publishers)
    return {"said": said} if said else {}


def _role(scene: Scene, iri: Iri) -> str:
    if scene.main and iri in scene.main.loop.nodes:
        return "main"
    if iri in scene.core:
        return "core"
    if iri in scene.through:
        return "through"
    return "acting" if iri in scene.acting else "other"


def _bows(scene: Scene, arrows: Sequence[Arrow], places: Mapping[Iri, Place]) -> list[float]:
    """Bend each arrow so that all between the same two concepts can be told apart.

    The reverse direction bends to the other side by itself; a second arrow of the same
    direction bends further. A ring of two is opened wide, to hold the loop's name; signed arrows
    straight across a larger ring lead around that name.
    """
    loop = scene.main.loop if scene.main else None
    wide = set(loop.links) if loop and len(loop.links) == len(("there", "back")) else set()
    across = set(loop.nodes) if loop and not wide else set()
    pairs = {(arrow.source, arrow.target) for arrow in arrows}
    seen: Counter[tuple[Iri, Iri]] = Counter()
    bows = []
    for arrow in arrows:
        pair = (arrow.source, arrow.target)
        lone = (arrow.target, arrow.source) not in pairs and arrow.sign == 0
        bow = 0.06 if lone else _BOW_WIDE if arrow.key in wide else _BOW
        if arrow.sign and across.issuperset(pair) and _is_midway(places[arrow.source], places[arrow.target]):
            bow = _BOW_ACROSS
        bows.append(round(bow + _BOW_STEP * seen[pair], 2))
        seen[pair] += 1
    return bows


def _is_midway(one: Place, other: Place) -> bool:
    """Whether the middle between two places is about (0, 0), where the loop's name stands."""
    return all(abs(a + b) / 2 < _MIDDLE for a, b in zip(one, other, strict=True))


def _options() -> dict[str, Any]:
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": True,
            "multiselect": False,
            "selectConnectedEdges": False,
            "hoverConnectedEdges": False,
            "dragNodes": False,
            "keyboard": {"enabled": False},
        },
        "edges": {
            # Otherwise lines end where their arrows were drawn last: in the first frame, elsewhere.
            "arrowStrikethrough": True,
            "arrows": {"to": {"scaleFactor": 0.7}},
            "selectionWidth": 1.5,
            "hoverWidth": 0.5,
            "selfReference": {"size": 26, "angle": 0.8},
        },
    }


def _check(item: Mapping[str, Any], fields: Mapping[str, Any]) -> None:
    """Refuse what is not listed: a stray field may mean markup, a request or a blank page."""
    for name, value in item.items():
        expected = fields.get(name)
        if expected is None or not isinstance(value, expected):
            raise ValueError(f"{item.get('id')}: the field {name!r} is not one we draw: list it first.")
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(f"{item.get('id')}: the field {name!r} is not a number.")


def _check_unique(ids: list[str], expected: int) -> None:
    if len(set(ids)) != expected:
        counts: dict[str, int] = defaultdict(int)
        for name in ids:
            counts[name] += 1
        raise ValueError(f"ids of the picture: some are used twice: {[n for n in counts if counts[n] > 1]}")
