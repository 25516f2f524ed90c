"""Where everything stands: the same picture for the same data, without a physics engine.

The loop that matters most is a ring in the centre, run through clockwise from the top. Concepts
of other loops stand close to what they touch; what acts on the loops stands to the right,
symptoms to the left, causes from outside below, tests and places above. Each group is a block
of rows or columns, sorted by the mean place of its neighbours (the barycentre method of Sugiyama,
Tagawa and Toda, 1981, swept a few times), so that arrows cross as little as they can. World units,
x to the right, y down, the centre of the ring at (0, 0); a place is the centre of a card.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Concept, Iri
from graph.site.labels import Card
from graph.site.scene import Scene
from graph.vocab import TREATMENT_KINDS

GAP_X = 36
GAP_Y = 18
TITLE = 44
_SWEEPS = 4
_CENTRE_LABEL = (150, 76)
_LEFT = ("Symptom",)
_BELOW = ("Factor", "Outcome", "Scope")
_ABOVE = ("Mechanism", "Condition", "DiagnosticTest", "Anatomy")
_RIGHT = ("Treatment", "DrugClass", "Device", "SelfCare")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle around (x, y)."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box, gap_x: float = 0, gap_y: float = 0) -> bool:
        """Whether the two come closer than the gaps."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + gap_x
            and abs(self.y - other.y) < (self.height + other.height) / 2 + gap_y
        )


@dataclass(frozen=True, slots=True)
class Block:
    """A group that stands together: its name (a kind, ``acting`` or ``warning``) and its corner."""

    name: str
    left: int
    top: int
    members: tuple[Iri, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Every concept's place, and the blocks with the place of their titles."""

    places: Mapping[Iri, Place]
    blocks: tuple[Block, ...]


def lay_out(scene: Scene, cards: Mapping[Iri, Card]) -> Layout:
    """Place every concept of `scene`; no two cards overlap. Equal input gives equal places."""
    neighbours = _neighbours(scene)
    core = _place_core(scene, cards, neighbours)
    groups = _group(scene, set(core))
    places: dict[Iri, Place] = dict(core)
    blocks: tuple[Block, ...] = ()
    for _ in range(_SWEEPS):
        blocks, placed = _place_blocks(groups, core, places, cards, neighbours)
        places = {**core, **placed}
    return Layout(places, blocks)


def _place_core(scene: Scene, cards: Mapping[Iri, Card], neighbours: Mapping[Iri, set[Iri]]) -> dict[Iri, Place]:
    if scene.main is None:
        return {}
    ring = [node for node in scene.main.loop.nodes if node in scene.core]
    places = _ring([cards[node] for node in ring])
    core = dict(zip(ring, places, strict=True))
    taken = [_box(core[node], cards[node]) for node in ring]
    taken.append(Box(0, 0, *_CENTRE_LABEL))
    taken += _arcs(places)
    waiting = sorted(scene.core - core.keys())
    while waiting:
        node = max(waiting, key=lambda iri: (len(neighbours[iri] & core.keys()), -waiting.index(iri)))
        waiting.remove(node)
        wish = _mean([core[other] for other in sorted(neighbours[node] & core.keys())]) or (0.0, 0.0)
        core[node] = _nearest_free(wish, cards[node], taken)
        taken.append(_box(core[node], cards[node]))
    return core


def _ring(cards: Sequence[Card]) -> list[Place]:
    """Put cards on the smallest ellipse on which they stand clear of each other, clockwise from the top."""
    factor = 1.0
    while True:
        across, down = 172 * factor, 158 * factor
        places = [
            (
                round(across * math.sin(2 * math.pi * index / len(cards))),
                round(-down * math.cos(2 * math.pi * index / len(cards))),
            )
            for index in range(len(cards))
        ]
        boxes = [_box(place, card) for place, card in zip(places, cards, strict=True)]
        if not any(
            first.overlaps(second, 26, 44) for index, first in enumerate(boxes) for second in boxes[:index]
        ):
            return places
        factor *= 1.06


def _arcs(places: Sequence[Place]) -> list[Box]:
    """Give small boxes along the ring's arrows, so that no card is put on top of one."""
    boxes = []
    for (x1, y1), (x2, y2) in zip(places, [*places[1:], *places[:1]], strict=True):
        for step in range(1, 8):
            t = step / 8
            bow = 1 + 0.32 * t * (1 - t)
            boxes.append(Box((x1 + (x2 - x1) * t) * bow, (y1 + (y2 - y1) * t) * bow, 26, 26))
    return boxes


def _nearest_free(wish: tuple[float, float], card: Card, taken: Sequence[Box]) -> Place:
    """Find the free place nearest to `wish`, spiralling outwards; a little wider than high."""
    x, y = wish
    for radius in range(0, 100_000, 14):
        turns = max(1, round(radius / 5))
        for turn in range(turns):
            angle = 2 * math.pi * turn / turns
            place = (round(x + 1.15 * radius * math.cos(angle)), round(y + radius * math.sin(angle)))
            box = _box(place, card)
            if not any(box.overlaps(other, 20, 22) for other in taken):
                return place
    raise AssertionError("the plane is endless")


def _group(scene: Scene, core: set[Iri]) -> dict[str, list[Concept]]:
    groups: dict[str, list[Concept]] = defaultdict(list)
    for concept in scene.concepts:
        if concept.iri in core:
            continue
        if concept.iri in scene.warning and concept.kind not in TREATMENT_KINDS:
            groups["warning"].append(concept)
        elif concept.iri in scene.acting:
            groups["acting"].append(concept)
        else:
            groups[concept.kind].append(concept)
    return groups


def _place_blocks(
    groups: Mapping[str, Sequence[Concept]],
    core: Mapping[Iri, Place],
    known: Mapping[Iri, Place],
    cards: Mapping[Iri, Card],
    neighbours: Mapping[Iri, set[Iri]],
) -> tuple[tuple[Block, ...], dict[Iri, Place]]:
    """Stack the groups around the core: right, left, above, below; one sweep."""
    places: dict[Iri, Place] = {}
    blocks: list[Block] = []
    bounds = [_box(place, cards[iri]) for iri, place in core.items()] or [Box(0, 0, 0, 0)]
    left, right = min(b.x - b.width / 2 for b in bounds), max(b.x + b.width / 2 for b in bounds)
    top, bottom = min(b.y - b.height / 2 for b in bounds), max(b.y + b.height / 2 for b in bounds)
    height = max(bottom - top, 430.0)
    middle = (top + bottom) / 2

    def ordered(name: str, axis: int) -> list[Iri]:
        return _by_neighbours([concept.iri for concept in groups[name]], axis, known, neighbours)

    def columns(name: str, edge: float, side: int, centre: float, room: float) -> float:
        """Put a group into columns beside `edge` (side 1 to the right, -1 to the left)."""
        members = ordered(name, 1)
        wide, high = _cell(members, cards)
        across = max(1, math.ceil(len(members) * high / room))
        down = math.ceil(len(members) / across)
        first_y = centre - (down - 1) * high / 2
        for index, iri in enumerate(members):
            column, row = index % across, index // across
            places[iri] = (round(edge + side * (wide / 2 + column * wide)), round(first_y + row * high))
        far = edge + side * across * wide
        blocks.append(
            Block(name, round(min(edge, far) + GAP_X / 2), round(first_y - high / 2 - TITLE / 2), tuple(members))
        )
        return far

    def rows(name: str, edge: float, side: int, room: float) -> float:
        """Put a group into rows beyond `edge` (side 1 below, -1 above); fill columns to keep order."""
        members = ordered(name, 0)
        wide, high = _cell(members, cards)
        down = max(1, math.ceil(len(members) * wide / room))
        across = math.ceil(len(members) / down)
        first_x = (left + right) / 2 - (across - 1) * wide / 2
        start = edge + TITLE if side > 0 else edge - down * high - GAP_Y
        for index, iri in enumerate(members):
            places[iri] = (round(first_x + index // down * wide), round(start + (index % down + 0.5) * high))
        blocks.append(Block(name, round(first_x - wide / 2 + GAP_X / 2), round(start - TITLE / 2), tuple(members)))
        return start + down * high if side > 0 else start - TITLE

    if "acting" in groups:
        right = columns("acting", right + 84, 1, middle, height * 1.12)
    inner_top, inner_bottom = top - 46, bottom + 46
    room = max(right - left, 1100.0)
    others = sorted(groups.keys() - {*_LEFT, *_BELOW, *_ABOVE, *_RIGHT, "acting", "warning"})
    for name in (name for name in _ABOVE if name in groups):
        inner_top = rows(name, inner_top, -1, room)
    for name in (name for name in (*_BELOW, *others) if name in groups):
        inner_bottom = rows(name, inner_bottom, 1, room)
    left = min([left, *(place[0] - cards[iri].width / 2 for iri, place in places.items())]) - 84
    right = max([right, *(place[0] + cards[iri].width / 2 for iri, place in places.items())]) + 60
    tall = max(inner_bottom - inner_top, 700.0)
    if "Symptom" in groups:
        left = columns("Symptom", left, -1, middle, tall * 0.72) - 40
    if "warning" in groups:
        columns("warning", left, -1, middle, tall * 0.72)
    for name in (name for name in _RIGHT if name in groups):
        right = columns(name, right, 1, middle, tall * 0.8) + 40
    return tuple(blocks), places


def _by_neighbours(
    members: Iterable[Iri], axis: int, known: Mapping[Iri, Place], neighbours: Mapping[Iri, set[Iri]]
) -> list[Iri]:
    def key(iri: Iri) -> tuple[float, Iri]:
        mean = _mean([known[other] for other in sorted(neighbours[iri] & known.keys())])
        return (mean[axis] if mean else math.inf, iri)

    return sorted(members, key=key)


def _cell(members: Sequence[Iri], cards: Mapping[Iri, Card]) -> tuple[float, float]:
    return (
        max(cards[iri].width for iri in members) + GAP_X,
        max(cards[iri].height for iri in members) + GAP_Y,
    )


def _neighbours(scene: Scene) -> Mapping[Iri, set[Iri]]:
    neighbours: dict[Iri, set[Iri]] = defaultdict(set)
    for arrow in scene.arrows:
        neighbours[arrow.source].add(arrow.target)
        neighbours[arrow.target].add(arrow.source)
    return neighbours


def _mean(places: Sequence[Place]) -> tuple[float, float] | None:
    if not places:
        return None
    return (sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places))


def _box(place: Place, card: Card) -> Box:
    return Box(*place, card.width, card.height)
