"""Words to anchor a passage anew by, such as ``claimgraph anchor`` takes."""

from __future__ import annotations

from typing import NamedTuple

from graph.checking.anchoring import anchor
from graph.errors import AnchorNotFound, AnchorNotUnique, UsageError
from graph.model import Source
from graph.text.passages import SourceText
from graph.text.wording import ANCHOR_WORDS, FREE_ANCHOR_WORDS


class Words(NamedTuple):
    """The words that begin a passage and those that end it; without an end, the start is the passage."""

    start: str
    end: str | None


def anchor_words(text: SourceText, source: Source, place: tuple[int, int]) -> Words | None:
    """Give the fewest words that lead to the stretch at `place`; None where none of these do.

    They are as the article writes them, and few enough that an anchor may quote them.
    """
    words = text.original[slice(*place)].split()
    if len(words) <= FREE_ANCHOR_WORDS + 1:
        choices = [Words(" ".join(words), None)]
    else:
        allowed = max(FREE_ANCHOR_WORDS, (len(words) + 1) // 2)
        choices = [
            Words(" ".join(words[:count]), " ".join(words[-last:]))
            for count in range(2, ANCHOR_WORDS + 1)
            for last in (1, 2)
            if count + last <= allowed
        ]
    for choice in choices:
        try:
            found = anchor(text, source, start=choice.start, end=choice.end)
        except (AnchorNotFound, AnchorNotUnique, UsageError):
            continue
        if (found.start, found.end) == place:
            return choice
    return None
