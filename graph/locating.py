"""Where the passages of a source stand in a text: by position, by hash, by their anchors.

Shared by `graph.verification`, which judges what is found, and `graph.anchoring`, which offers
pin lines for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from graph.model import Claim, Corpus, Iri, Passage, Source
from graph.passages import Block, BlockKind, SourceText, straighten

EXACT: Final = "exact"
MOVED: Final = "moved"
CHANGED: Final = "changed"
MISSING: Final = "missing"


class Located(NamedTuple):
    """Where a passage was found: `verdict` is exact, moved, changed or missing, `by` how it was found."""

    verdict: str
    start: int | None
    end: int | None
    by: str | None


_LOST = Located(MISSING, None, None, None)


def claims_by_passage(corpus: Corpus, source: Source) -> dict[Iri, tuple[Passage, list[Claim]]]:
    """Give the passages in `source`, each with the claims that rest on it."""
    found: dict[Iri, tuple[Passage, list[Claim]]] = {}
    for claim in corpus.claims:
        for passage in claim.passages:
            if passage.source == source.iri:
                found.setdefault(passage.iri, (passage, []))[1].append(claim)
    return found


def of_its_length(text: SourceText, passage: Passage) -> Iterator[tuple[int, int]]:
    """Give the stretches of the passage's length that begin with its start anchor."""
    length = passage.end - passage.start
    for start, _ in text.as_normalized.places(straighten(passage.anchor_start)):
        yield start, start + length


def locate_all(text: SourceText, passages: Sequence[Passage]) -> dict[Iri, Located]:
    """Find every passage, climbing down the ladder: position, anchors, hash, anchors around other words."""
    located = {
        passage.iri: Located(EXACT, passage.start, passage.end, "position")
        for passage in passages
        if passage.sha256 and text.slice_sha256(passage.start, passage.end) == passage.sha256
    }
    # A deleted sentence must not be taken for its twin that another passage points to.
    taken = {(found.start, found.end) for found in located.values()}
    lost = []
    for passage in passages:
        if passage.iri in located:
            continue
        same = [
            place
            for place in of_its_length(text, passage)
            if place not in taken and passage.sha256 and text.slice_sha256(*place) == passage.sha256
        ]
        if same:
            located[passage.iri] = Located(MOVED, *_nearest(text, passage, same), "anchors")
        else:
            lost.append(passage)
    by_hash = _scan(text, lost, taken)
    for passage in lost:
        place = by_hash.get(passage.sha256)
        located[passage.iri] = Located(MOVED, *place, "hash") if place else _changed(text, passage, taken)
    return located


def _scan(
    text: SourceText, passages: Sequence[Passage], taken: Collection[tuple[int | None, int | None]]
) -> dict[str, tuple[int, int]]:
    """Find slices by hash and length wherever words begin: one pass over the text a length."""
    wanted: dict[int, set[str]] = defaultdict(set)
    for passage in passages:
        if passage.sha256 and passage.end > passage.start >= 0:
            wanted[passage.end - passage.start].add(passage.sha256)
    if not wanted:
        return {}
    found: dict[str, tuple[int, int]] = {}
    edges = [at for at in range(text.length + 1) if text.as_normalized.is_edge(at)]
    begins = [at for at in edges[:-1] if not text.text[at].isspace()]
    ends = {at for at in edges[1:] if not text.text[at - 1].isspace()}
    for length, hashes in wanted.items():
        for start in begins:
            if start + length in ends and (start, start + length) not in taken:
                hashed = text.slice_sha256(start, start + length)
                if hashed in hashes:
                    found.setdefault(hashed, (start, start + length))
    return found


def _changed(text: SourceText, passage: Passage, taken: Collection[tuple[int | None, int | None]]) -> Located:
    """Give the stretch the anchors still mark within one block, the place it names first.

    Where that has the passage's hash, only the offsets were wrong.
    """
    search = text.as_normalized
    marked = []
    for place in search.places(straighten(passage.anchor_start)):
        end = place
        if passage.anchor_end is not None:
            last = search.next_place(straighten(passage.anchor_end), place[1])
            if last is None:
                break
            end = last
        if text.block_at(place[0], end[1]) and not (passage.sha256 and (place[0], end[1]) in taken):
            marked.append((place[0], end[1]))
    same = [place for place in marked if text.slice_sha256(*place) == passage.sha256]
    if same:
        return Located(MOVED, *_nearest(text, passage, same), "anchors")
    return Located(CHANGED, *_nearest(text, passage, marked), "anchors") if marked else _LOST


def _nearest(text: SourceText, passage: Passage, places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Choose the place in the passage's section, block and item, as far as one is; else the first."""

    def likeness(place: tuple[int, int]) -> tuple[bool, bool, bool]:
        block = text.block_at(*place)
        if block is None or block.section != passage.section:
            return (False, False, False)
        return (
            True,
            block.block == passage.block,
            (block.block, block.item) == (passage.block, passage.item),
        )

    return max(places, key=likeness)


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
