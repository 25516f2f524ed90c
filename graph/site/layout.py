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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.model import Concept, Iri
from graph.site.blocks import Block, Box, Place, box_of, mean, place_blocks
from graph.site.labels import Card
from graph.site.scene import Scene
from graph.vocab import TREATMENT_KINDS

_SWEEPS = 4
_CENTRE_LABEL = (164, 76)


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
        blocks, placed = place_blocks(groups, core, places, cards, neighbours)
        places = {**core, **placed}
    return Layout(places, blocks)


def _place_core(
    scene: Scene, cards: Mapping[Iri, Card], neighbours: Mapping[Iri, set[Iri]]
) -> dict[Iri, Place]:
    if scene.main is None:
        return {}
    ring = [node for node in scene.main.loop.nodes if node in scene.core]
    places = _ring([cards[node] for node in ring])
    core = dict(zip(ring, places, strict=True))
    taken = [box_of(core[node], cards[node]) for node in ring]
    taken.append(Box(0, 0, *_CENTRE_LABEL))
    taken += _arcs(places)
    waiting = sorted(scene.core - core.keys())
    while waiting:
        node = max(waiting, key=lambda iri: (len(neighbours[iri] & core.keys()), -waiting.index(iri)))
        waiting.remove(node)
        x, y = mean([core[other] for other in sorted(neighbours[node] & core.keys())]) or (0.0, 0.0)
        # What acts on the loops stands to the right: what it acts on most is better placed there.
        wish = (x + 30 + 40 * min(8, len(neighbours[node] & scene.acting)), y)
        core[node] = _nearest_free(wish, cards[node], taken)
        taken.append(box_of(core[node], cards[node]))
    # What stands for a concept of a loop goes outwards from it, but not among the treatments.
    right = max(box.x + box.width / 2 for box in taken)
    for node, point in sorted(scene.through.items()):
        x, y = core[point]
        wish = (x, y + math.copysign(90, y))
        core[node] = _nearest_free(wish, cards[node], taken, right)
        taken.append(box_of(core[node], cards[node]))
    return core


def _ring(cards: Sequence[Card]) -> list[Place]:
    """Put cards on the smallest ellipse on which they stand clear of each other, clockwise from the top."""
    factor = 1.0
    while True:
        across, down = 150 * factor, 165 * factor
        places = [
            (
                round(across * math.sin(2 * math.pi * index / len(cards))),
                round(-down * math.cos(2 * math.pi * index / len(cards))),
            )
            for index in range(len(cards))
        ]
        boxes = [box_of(place, card) for place, card in zip(places, cards, strict=True)]
        crowded = any(one.overlaps(other, 14, 44) for one, other in combinations(boxes, 2))
        if not crowded and not any(box.overlaps(Box(0, 0, *_CENTRE_LABEL)) for box in boxes):
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


def _nearest_free(
    wish: tuple[float, float], card: Card, taken: Sequence[Box], right: float = math.inf
) -> Place:
    """Find the free place nearest to `wish` and left of `right`, spiralling outwards, wider than high."""
    x, y = wish
    for radius in range(0, 100_000, 14):
        turns = max(1, round(radius / 5))
        for turn in range(turns):
            angle = 2 * math.pi * turn / turns
            place = (round(x + 1.15 * radius * math.cos(angle)), round(y + radius * math.sin(angle)))
            box = box_of(place, card)
            if box.x + box.width / 2 <= right and not any(box.overlaps(other, 30, 28) for other in taken):
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
        elif concept.kind in TREATMENT_KINDS:
            groups["care"].append(concept)
        else:
            groups[concept.kind].append(concept)
    return groups


def _neighbours(scene: Scene) -> Mapping[Iri, set[Iri]]:
    neighbours: dict[Iri, set[Iri]] = defaultdict(set)
    for arrow in scene.arrows:
        neighbours[arrow.source].add(arrow.target)
        neighbours[arrow.target].add(arrow.source)
    return neighbours
