"""The sentences and list items of a text, as passages point to them: without their final stops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.checking.locating.anchors import Place
from graph.text.passages import BlockKind, SourceText

SENTENCE_END: Final = re.compile(r"(?<=[.!?\u2026])[\"')\]]*\s+")
STOPS: Final = " .!?;:,"


def units_of(text: SourceText) -> Iterator[Place]:
    """Give the sentences and list items of the text, without their final stops."""
    for block in text.blocks:
        if block.kind is BlockKind.HEADING:
            continue
        start = block.start
        for stop in (*SENTENCE_END.finditer(text.text, block.start, block.end), None):
            end = stop.start() if stop else block.end
            last = end
            while last > start and text.text[last - 1] in STOPS:
                last -= 1
            if last > start:
                yield start, last
            start = stop.end() if stop else end
