"""Text in boxes: where a label wraps, and how large the card is that holds it.

Sizes are world units of the canvas, one of which is a CSS pixel at scale 1. No font is at hand
when the page is built, so widths are estimates on the generous side; the page squeezes a line
that is wider still, so what does not overlap here does not overlap there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.model import Concept
from graph.names import Names

#: Sizes of the letters. The opening view never shrinks them below 12 pixels.
FONT = 15
FONT_MAIN = 17
WRAP_CHARS = 18
MAX_LINES = 4
LINE_HEIGHT = 1.2
PADDING_X = 9
PADDING_Y = 6
#: The mark of the kind stands at the left edge of a card, half of it outside.
MARK = 22

_NARROW = frozenset("iljI.,:;'|!()[]{}ftr-/ ")
_WIDE = frozenset("mwMW@%—")


@dataclass(frozen=True, slots=True)
class Card:
    """A wrapped label and the size of the card around it; `font` is the size of its letters."""

    lines: tuple[str, ...]
    width: int
    height: int
    font: int


def card(label: str, font: int) -> Card:
    """Wrap `label` and measure the card that holds it at letters of size `font`.

    >>> card("Pressure on the joint capsule", FONT).lines
    ('Pressure on the', 'joint capsule')
    """
    lines = wrap(label)
    text_width = max(text_width_em(line) for line in lines) * font
    return Card(
        lines,
        width=round(text_width + 2 * PADDING_X + MARK / 2),
        height=round(len(lines) * font * LINE_HEIGHT + 2 * PADDING_Y),
        font=font,
    )


def card_in_all(concept: Concept, font: int) -> Card:
    """Wrap a concept's label, on a card that has room for it in each of its languages."""
    made = [card(label, font) for label in (concept.label, *(label for _, label in concept.translations))]
    return replace(made[0], width=max(one.width for one in made), height=max(one.height for one in made))


def translations_of(concepts: Iterable[Concept], names: Names) -> dict[str, dict[str, list[str]]]:
    """Give the labels in each further language by concept, and how they are drawn: in lines."""
    found: dict[str, dict[str, list[str]]] = {}
    for concept in concepts:
        for language, label in concept.translations:
            found.setdefault(language, {})[names.curie(concept.iri)] = [label, "\n".join(wrap(label))]
    return found


def wrap(label: str, width: int = WRAP_CHARS, most: int = MAX_LINES) -> tuple[str, ...]:
    """Break `label` at spaces into at most `most` lines of about `width` columns.

    A word longer than a line is cut; what does not fit ends in an ellipsis (the full label
    stands in the panel and in the lists). Line lengths are evened out. Never empty.

    >>> wrap("Share without a second operation")
    ('Share without a', 'second operation')
    """
    words = [piece for word in label.split() for piece in _pieces(word, width)] or [" "]
    lines = _fill(words, width)
    for narrower in range(width - 1, width // 2, -1):
        tried = _fill(words, narrower)
        if len(tried) > len(lines):
            break
        lines = tried
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1].rstrip(" ,;") + "…"]
    return tuple(lines)


# Labels share few words and fewer characters, and each is measured at every width that is tried.
@lru_cache(maxsize=4096)
def columns(text: str) -> int:
    """Count the columns of `text`: wide East Asian characters and emoji take two, marks none."""
    return sum(_columns_of(character) for character in text)


def text_width_em(text: str) -> float:
    """Estimate the width of `text` in a proportional sans-serif font, in multiples of its size."""
    return sum(_em(character) for character in text)


@lru_cache(maxsize=4096)
def _columns_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    width = _columns_of(character)
    if width != 1:
        return width * 0.55
    if character in _NARROW:
        return 0.34
    if character in _WIDE:
        return 0.92
    return 0.7 if character.isupper() else 0.58


def _pieces(word: str, width: int) -> list[str]:
    if columns(word) <= width:
        return [word]
    pieces = [""]
    for character in word:
        if columns(pieces[-1]) + _columns_of(character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _fill(words: list[str], width: int) -> list[str]:
    lines: list[str] = []
    used = width
    for word in words:
        wide = columns(word)
        if lines and used + 1 + wide <= width:
            lines[-1] += f" {word}"
            used += 1 + wide
        else:
            lines.append(word)
            used = wide
    return lines
