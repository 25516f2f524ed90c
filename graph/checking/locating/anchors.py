"""What the anchors of a passage mark in a text: words that begin it, and words that end it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from graph.checking.locating.places import agrees
from graph.model import Passage
from graph.text.passages import SourceText, straighten

#: Words that stand in more places say nothing of where a passage is.
_MOST_PLACES: Final = 200

Place = tuple[int, int]


def of_its_length(text: SourceText, passage: Passage) -> Iterator[Place]:
    """Give the stretches of the passage's length that begin with its start anchor."""
    length = passage.end - passage.start
    for start, _ in text.as_normalized.places(straighten(passage.anchor_start)):
        yield start, start + length


def between_anchors(text: SourceText, passage: Passage) -> Iterator[Place]:
    """Give the stretches within one block, or one list, from the start anchor to the next end anchor."""
    search = text.as_normalized
    for place in islice(search.places(straighten(passage.anchor_start)), _MOST_PLACES):
        last = place
        if passage.anchor_end is not None:
            found = search.next_place(straighten(passage.anchor_end), place[1])
            if found is None:
                return
            last = found
        if text.block_at(place[0], last[1]):
            yield place[0], last[1]


def likeliest(text: SourceText, passage: Passage, places: Iterator[Place] | list[Place]) -> Place | None:
    """Choose the place in the passage's section, block and item, as far as one is; else the first."""
    return max(places, key=lambda place: likeness_of_place(text, passage, place), default=None)


def likeness_of_place(text: SourceText, passage: Passage, place: Place) -> tuple[int, int, int]:
    """Say how far section, block and item are the passage's."""
    block = text.block_at(*place)
    if block is None or block.section != passage.section:
        return (0, 0, 0)
    return (1, block.block == passage.block, agrees(block, passage))
