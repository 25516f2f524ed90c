"""What is said of where a passage stands: its verdict and place, and whether that place is its own."""

from __future__ import annotations

from typing import Final, NamedTuple

from graph.model import Claim, Corpus, Iri, Passage, Source
from graph.text.passages import Block, BlockKind, SourceText, straighten

EXACT: Final = "exact"
MOVED: Final = "moved"
CHANGED: Final = "changed"
MISSING: Final = "missing"


class Edit(NamedTuple):
    """One change: from `start` to `end` of the text stands what was `before` in the passage."""

    start: int
    end: int
    before: str


class Located(NamedTuple):
    """Where a passage was found: `verdict` is exact, moved, changed or missing, `by` how it was found.

    `score` is 1 where a hash proves it, 0 where it is missing, else how much of what the data
    record of it stands there. `edit` is the one change that made it, where that is proved.
    """

    verdict: str
    start: int | None
    end: int | None
    by: str | None
    score: float = 1.0
    edit: Edit | None = None


LOST: Final = Located(MISSING, None, None, None, 0.0)


def claims_by_passage(corpus: Corpus, source: Source) -> dict[Iri, tuple[Passage, list[Claim]]]:
    """Give the passages in `source`, each with the claims that rest on it: none on a mark for no claim."""
    found: dict[Iri, tuple[Passage, list[Claim]]] = {}
    for claim in corpus.claims:
        for passage in claim.passages:
            if passage.source == source.iri:
                found.setdefault(passage.iri, (passage, []))[1].append(claim)
    for mark in corpus.non_claims:
        for passage in mark.passages:
            if passage.source == source.iri:
                found.setdefault(passage.iri, (passage, []))
    return found


def marked_by_anchors(text: SourceText, passage: Passage) -> tuple[int, int] | None:
    """Give what a browser marks for the passage's anchors, quotes and dashes in any form."""
    prefix, start, end = passage.anchor_prefix, passage.anchor_start, passage.anchor_end
    return text.as_normalized.find(straighten(start), end and straighten(end), prefix and straighten(prefix))


def leads_there(text: SourceText, passage: Passage, place: tuple[int, int]) -> bool:
    """Say whether every browser jumps to `place`: those that tell quotes apart and those that do not."""
    if marked_by_anchors(text, passage) != place:
        return False
    if text.original == text.text:  # a copy with plain quotes cannot tell how the article has them
        return True
    return text.as_written.find(passage.anchor_start, passage.anchor_end, passage.anchor_prefix) == place


def agrees(block: Block | None, passage: Passage) -> bool:
    """Say whether the block is the one the passage names by section, block and item."""
    return block is not None and (block.section, block.block, block.item) == (
        passage.section,
        passage.block,
        passage.item,
    )


def say_place(block: Block | None) -> str:
    """Name a place for people: ``section s04, block 3, item 2``."""
    if block is None:
        return "several blocks"
    if block.kind is BlockKind.HEADING:
        return "a heading"
    section = f"section {local_name(block.section)}" if block.section else "no section of the data"
    return f"{section}, block {block.block}" + (f", item {block.item}" if block.item else "")


def local_name(iri: str) -> str:
    """Give the last part of an IRI, after its last ``#`` or ``/``."""
    return iri.rpartition("#")[2].rpartition("/")[2]
