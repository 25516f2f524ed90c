"""The groups around the loops: each a block of rows or columns with a title.

Left and right of the loops stand columns, as high as the loops or a little higher; above and
below stand rows, as wide as all of that together. World units, as in `graph.site.layout`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import Concept, Iri
from graph.site.labels import Card

GAP_X = 30
GAP_Y = 10
#: Room for a title above a block.
TITLE = 62
#: Columns are about this high, unless the loops themselves are higher.
HEIGHT = 640
#: Rows are at least this wide.
WIDTH = 1300
_LEFT = ("Symptom", "warning")
_ABOVE = ("Mechanism", "Condition", "DiagnosticTest", "Anatomy")
_BELOW = ("Factor", "Outcome")

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
    """A group that stands together: its name (a kind, ``acting`` …), where its title is, who is in it."""

    name: str
    left: int
    top: int
    members: tuple[Iri, ...]


@dataclass(slots=True)
class _Sheet:
    """What has been placed so far, and the bounds of it."""

    cards: Mapping[Iri, Card]
    known: Mapping[Iri, Place]
    neighbours: Mapping[Iri, set[Iri]]
    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0
    places: dict[Iri, Place] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)

    def include(self, iris: Iterable[Iri], places: Mapping[Iri, Place]) -> None:
        """Widen the bounds so that they hold the cards of `iris`."""
        boxes = [box_of(places[iri], self.cards[iri]) for iri in iris]
        if boxes:
            self.left = min(self.left, *(box.x - box.width / 2 for box in boxes))
            self.right = max(self.right, *(box.x + box.width / 2 for box in boxes))
            self.top = min(self.top, *(box.y - box.height / 2 for box in boxes))
            self.bottom = max(self.bottom, *(box.y + box.height / 2 for box in boxes))

    def ordered(self, group: Sequence[Concept], axis: int) -> list[Iri]:
        """Sort a group by the mean place of its neighbours; what has none comes last, by IRI."""

        def key(iri: Iri) -> tuple[float, Iri]:
            centre = mean([self.known[other] for other in sorted(self.neighbours[iri] & self.known.keys())])
            return (centre[axis] if centre else math.inf, iri)

        return sorted((concept.iri for concept in group), key=key)


def place_blocks(
    groups: Mapping[str, Sequence[Concept]],
    core: Mapping[Iri, Place],
    known: Mapping[Iri, Place],
    cards: Mapping[Iri, Card],
    neighbours: Mapping[Iri, set[Iri]],
) -> tuple[tuple[Block, ...], dict[Iri, Place]]:
    """Place the groups around `core`, sorted by where their neighbours are `known` to be: one sweep."""
    sheet = _Sheet(cards, known, neighbours)
    sheet.include(core, core)
    middle = (sheet.top + sheet.bottom) / 2
    if "acting" in groups:
        _columns(sheet, "acting", groups["acting"], 1, middle, 56)
    beside = ("care", "Scope")
    for name in (name for name in _LEFT if name in groups):
        _columns(sheet, name, groups[name], -1, middle, 84)
    for name in (name for name in beside if name in groups):
        _columns(sheet, name, groups[name], 1, middle, 72)
    others = sorted(groups.keys() - {*_LEFT, *_BELOW, *_ABOVE, *beside, "acting"})
    for name in (name for name in _ABOVE if name in groups):
        _rows(sheet, name, groups[name], -1)
    for name in (name for name in (*_BELOW, *others) if name in groups):
        _rows(sheet, name, groups[name], 1)
    return tuple(sheet.blocks), sheet.places


def box_of(place: Place, card: Card) -> Box:
    """Give the box of a card at a place."""
    return Box(*place, card.width, card.height)


def mean(places: Sequence[Place]) -> tuple[float, float] | None:
    """Give the mean of some places, None of none."""
    if not places:
        return None
    return (sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places))


def _columns(
    sheet: _Sheet, name: str, group: Sequence[Concept], side: int, middle: float, gap: float
) -> None:
    """Put a group into columns, beyond the right edge (side 1) or the left one (-1)."""
    members = sheet.ordered(group, 1)
    room = max(sheet.bottom - sheet.top, HEIGHT)
    across = max(1, math.ceil(_tall(sheet, members) / room))
    edge = sheet.right + gap if side > 0 else sheet.left - gap
    far, tops = edge, []
    for stack in (members[index::across] for index in range(across)):
        wide = max(sheet.cards[iri].width for iri in stack) + GAP_X
        y = middle - _tall(sheet, stack) / 2
        tops.append(y)
        for iri in stack:
            high = sheet.cards[iri].height + GAP_Y
            sheet.places[iri] = (round(far + side * wide / 2), round(y + high / 2))
            y += high
        far += side * wide
    sheet.blocks.append(Block(name, round(min(edge, far) + GAP_X / 2), round(min(tops)), tuple(members)))
    sheet.include(members, sheet.places)


def _rows(sheet: _Sheet, name: str, group: Sequence[Concept], side: int) -> None:
    """Put a group into rows, below the bottom edge (side 1) or above the top one (-1).

    Columns are filled first, so that the order from left to right is kept.
    """
    members = sheet.ordered(group, 0)
    room = max(sheet.right - sheet.left, WIDTH)
    wide: float = max(sheet.cards[iri].width for iri in members) + GAP_X
    down = max(1, math.ceil(len(members) * wide / room))
    across = math.ceil(len(members) / down)
    wide = max(wide, min(1.5 * wide, room / across))  # arrows within a row want some length
    lines = [members[index::down] for index in range(down)]
    tall = sum(max(sheet.cards[iri].height for iri in line) + GAP_Y for line in lines)
    first_x = (sheet.left + sheet.right) / 2 - (across - 1) * wide / 2
    start = y = sheet.bottom + TITLE + 24 if side > 0 else sheet.top - tall - 36
    for line in lines:
        high = max(sheet.cards[iri].height for iri in line) + GAP_Y
        for column, iri in enumerate(line):
            sheet.places[iri] = (round(first_x + column * wide), round(y + high / 2))
        y += high
    sheet.blocks.append(Block(name, round(first_x - wide / 2 + GAP_X / 2), round(start), tuple(members)))
    sheet.include(members, sheet.places)
    if side < 0:
        sheet.top -= TITLE


def _tall(sheet: _Sheet, stack: Sequence[Iri]) -> float:
    """Give the height of a stack of cards, gaps included."""
    return sum(sheet.cards[iri].height + GAP_Y for iri in stack)
