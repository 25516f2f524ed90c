"""Loops and causal graphs as drawings that stand still: boxes and arrows with all their numbers.

A template only prints them. Sizes are CSS pixels, x to the right, y down.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from graph.model import Iri
from graph.site import kinds
from graph.site.blocks import Box, Place, box_of
from graph.site.labels import FONT, LINE_HEIGHT, Card, card
from graph.site.layout import lay_out
from graph.site.scene import Arrow, Scene

_MARGIN = 16
_ACROSS = 200
_DOWN = 120
_CENTRE = (150, 60)
_SAMPLES = 160
_THINNED = 4
# Where along an arrow its sign may stand, best first.
_MARK_AT = (0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75)
_BOW = 0.08
# Lengths of an arrow's tip and of the bar that stands for "lowers", in pixels.
_TIP = 11
_TIP_HALF = 5
_BAR_HALF = 8
_AIR = 3
_MARK = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of letters; (x, y) is where it begins or, with `middle`, the middle of its base line."""

    text: str
    x: float
    y: float
    middle: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnBox:
    """A card: its corner, its size, its lines, and the whole label, which the lines may cut."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnArrow:
    """An arrow: the `shaft` and the `end` as SVG paths, its sign and where that stands.

    `firm` is how the claims behind it are made: ``flat``, ``hedged`` or ``aim``.
    """

    shaft: str
    end: str
    sign: int
    mark: Line
    firm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What a template draws. `label` says all of it in words; `titles` name groups of boxes."""

    label: str
    left: int
    top: int
    width: int
    height: int
    boxes: tuple[DrawnBox, ...]
    arrows: tuple[DrawnArrow, ...]
    titles: tuple[Line, ...]


class _Way(NamedTuple):
    """The way of an arrow from box to box, centre to centre."""

    points: Sequence[tuple[float, float]]
    start: Box
    end: Box
    sign: int
    firm: str

    @property
    def seen(self) -> Sequence[tuple[float, float]]:
        """What of it lies outside both boxes; all of it if that is nothing."""
        outside = [
            point for point in self.points if not _within(point, self.start) and not _within(point, self.end)
        ]
        return outside if len(outside) > 1 else self.points


def draw_loop(steps: Sequence[tuple[str, int, str]], name: str, label: str) -> Drawing:
    """Draw a loop as a ring, clockwise; `steps` are label, sign and firmness of each arrow's start.

    >>> drawn = draw_loop([("Spasm", 1, "flat"), ("Pain", -1, "hedged")], "balancing", "Spasm, pain")
    >>> [arrow.sign for arrow in drawn.arrows], drawn.titles[0].text
    ([1, -1], 'balancing')
    """
    cards = [card(step[0], FONT) for step in steps]
    across, down, places = _ring(cards)
    boxes = [box_of(place, one) for place, one in zip(places, cards, strict=True)]
    count = len(steps)
    arrows = []
    for index, (_, sign, firm) in enumerate(steps):
        points = [
            _on_ellipse(across, down, (index + part / _SAMPLES) / count, count)
            for part in range(_SAMPLES + 1)
        ]
        arrows.append(_Way(points, boxes[index], boxes[(index + 1) % count], sign, firm))
    titles = [Line(text=name, x=0, y=5)]
    return _finish(label, [step[0] for step in steps], cards, boxes, arrows, titles)


def draw_scene(scene: Scene, label: str) -> Drawing:
    """Draw the concepts and arrows of a scene where the page would put them."""
    cards = {concept.iri: card(concept.label, FONT) for concept in scene.concepts}
    layout = lay_out(scene, cards)
    boxes = {iri: box_of(place, cards[iri]) for iri, place in layout.places.items()}
    order = [concept.iri for concept in scene.concepts]
    return _finish(
        label,
        [concept.label for concept in scene.concepts],
        [cards[iri] for iri in order],
        [boxes[iri] for iri in order],
        [_bend(arrow, boxes) for arrow in scene.arrows],
        [
            Line(
                text=kinds.GROUPS.get(block.name) or kinds.look(block.name).plural,
                x=block.left,
                y=block.top - FONT / 2,
                middle=False,
            )
            for block in layout.blocks
        ],
    )


def _ring(cards: Sequence[Card]) -> tuple[float, float, list[Place]]:
    """Find the smallest ellipse on which the cards stand clear of each other and of the middle."""
    factor, count = 1.0, len(cards)
    while True:
        across, down = _ACROSS * factor, _DOWN * factor
        places = [
            (round(x), round(y))
            for x, y in (_on_ellipse(across, down, index / count, count) for index in range(count))
        ]
        boxes = [box_of(place, one) for place, one in zip(places, cards, strict=True)]
        crowded = any(one.overlaps(other, 26, 40) for one, other in combinations(boxes, 2))
        if not crowded and not any(box.overlaps(Box(0, 0, *_CENTRE)) for box in boxes):
            return across, down, places
        factor *= 1.06


def _on_ellipse(across: float, down: float, turn: float, count: int) -> tuple[float, float]:
    """Give a place on the ellipse, `turn` from 0 to 1, clockwise from the top, of two cards from the left."""
    angle = 2 * math.pi * turn - (math.pi / 2 if count == len(("there", "back")) else 0)
    return across * math.sin(angle), -down * math.cos(angle)


def _bend(arrow: Arrow, boxes: Mapping[Iri, Box]) -> _Way:
    """Lead an arrow, a little bent to its left, so that the one that leads back is another."""
    start, end = boxes[arrow.source], boxes[arrow.target]
    if arrow.source == arrow.target:
        loop = [
            (start.x + start.width / 2 * math.cos(t), start.y - start.height * (0.5 + 0.9 * math.sin(t)))
            for t in (math.pi * part / _SAMPLES for part in range(_SAMPLES + 1))
        ]
        return _Way(loop, start, start, arrow.sign, arrow.firmness)
    across, down = end.x - start.x, end.y - start.y
    points = []
    for part in range(_SAMPLES + 1):
        t = part / _SAMPLES
        bow = 4 * _BOW * t * (1 - t)
        points.append((start.x + across * t + down * bow, start.y + down * t - across * bow))
    return _Way(points, start, end, arrow.sign, arrow.firmness)


def _arrow(way: _Way, boxes: Sequence[Box]) -> DrawnArrow:
    """Put an end to a way, and its sign where it hides no box, if there is such a place."""
    seen = way.seen
    (x1, y1), (x2, y2) = seen[-2], seen[-1]
    length = math.hypot(x2 - x1, y2 - y1) or 1
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    if way.sign < 0:
        across, down = uy * _BAR_HALF, ux * _BAR_HALF
        ends = f"M{_xy(x2 - across, y2 + down)}L{_xy(x2 + across, y2 - down)}"
    else:
        bx, by = x2 - ux * _TIP, y2 - uy * _TIP
        left = _xy(bx - uy * _TIP_HALF, by + ux * _TIP_HALF)
        right = _xy(bx + uy * _TIP_HALF, by - ux * _TIP_HALF)
        ends = f"M{_xy(x2, y2)}L{left}L{right}Z"
    places = [seen[int(len(seen) * part)] for part in _MARK_AT]
    free = (place for place in places if not any(_within(place, box, _MARK) for box in boxes))
    x, y = next(free, places[0])
    return DrawnArrow(
        shaft="M" + "L".join(_xy(*point) for point in (*seen[:-1:_THINNED], seen[-1])),
        end=ends,
        sign=way.sign,
        mark=Line(text="+" if way.sign > 0 else "−", x=x, y=y),
        firm=way.firm,
    )


def _within(point: tuple[float, float], box: Box, air: float = _AIR) -> bool:
    x, y = point
    return abs(x - box.x) < box.width / 2 + air and abs(y - box.y) < box.height / 2 + air


def _xy(x: float, y: float) -> str:
    return f"{x:.1f} {y:.1f}"


def _finish(
    label: str,
    names: Sequence[str],
    cards: Sequence[Card],
    boxes: Sequence[Box],
    ways: Sequence[_Way],
    titles: Sequence[Line],
) -> Drawing:
    """Put the lines into the boxes and ends to the ways, and measure all of it."""
    corners = [
        (box.x + side * box.width / 2, box.y + side * box.height / 2) for box in boxes for side in (-1, 1)
    ]
    corners += [(line.x, line.y - FONT) for line in titles]
    corners += [point for way in ways for point in way.seen]
    left, top = (math.floor(min(values, default=0)) - _MARGIN for values in _columns(corners))
    right, bottom = (math.ceil(max(values, default=0)) + _MARGIN for values in _columns(corners))
    return Drawing(
        label=label,
        left=left,
        top=top,
        width=right - left,
        height=bottom - top,
        boxes=tuple(map(_box, names, cards, boxes)),
        arrows=tuple(_arrow(way, boxes) for way in ways),
        titles=tuple(titles),
    )


def _columns(places: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [x for x, _ in places], [y for _, y in places]


def _box(name: str, wrapped: Card, box: Box) -> DrawnBox:
    high = wrapped.font * LINE_HEIGHT
    first = box.y - high * len(wrapped.lines) / 2 + 0.76 * high
    return DrawnBox(
        x=box.x - box.width / 2,
        y=box.y - box.height / 2,
        width=box.width,
        height=box.height,
        lines=tuple(
            Line(text=text, x=box.x, y=round(first + index * high, 1))
            for index, text in enumerate(wrapped.lines)
        ),
        label=name,
    )
