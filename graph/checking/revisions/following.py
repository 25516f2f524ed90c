"""Where a stretch of an old edition stands in a new one, by the words that are linked.

A sentence that is equal takes all its stretches with it. Of one that is not, a stretch reaches from
the first of its words that is linked to the last; where its own first or last word is not, or where it
begins or ends its sentence, it takes in the new words beside it that nothing else explains: there
stands what came in its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from graph.checking.revisions.alignment import Alignment
from graph.checking.revisions.rows import Row

#: A stretch of whose words less is linked is gone, though something is left of its sentence.
LEAST_SHARE: Final = 0.3


class Followed(NamedTuple):
    """Where a stretch stands in the new text, and the share of its words, weighted, that are linked there.

    `parts` counts the places it was torn into; this is the one with most of it.
    """

    start: int
    end: int
    share: float
    parts: int


class _Piece(NamedTuple):
    row: int
    start: int
    end: int
    weight: float


def follow(alignment: Alignment, start: int, end: int) -> Followed | None:
    """Give where a stretch of the old text stands in the new one; None where too little of it does."""
    pieces: list[_Piece] = []
    whole = 0.0
    for number in alignment.rows_at(start, end):
        row = alignment.old[number]
        if number in alignment.equal:
            there = alignment.new[alignment.equal[number]]
            shift = there.start - row.start
            # A stretch may hold the stop that a row leaves out.
            place = max(start, row.start) + shift, max(min(end, row.end), min(end, row.start)) + shift
            weight = sum(weight for _, weight in _words(row, start, end))
            pieces.append(_Piece(alignment.equal[number], *place, weight))
            whole += weight
            continue
        words = list(_words(row, start, end))
        whole += sum(weight for _, weight in words)
        pieces += _linked(alignment, number, [at for at, _ in words])
    if not pieces or not whole:
        return None
    clusters = _together(sorted(pieces))
    best = max(clusters, key=lambda cluster: (sum(piece.weight for piece in cluster), -cluster[0].row))
    share = sum(piece.weight for piece in best) / whole
    if share < LEAST_SHARE:
        return None
    place = min(piece.start for piece in best), max(piece.end for piece in best)
    return Followed(*_with_marks(alignment, (start, end), place), min(share, 1.0), len(clusters))


def _words(row: Row, start: int, end: int) -> Iterator[tuple[int, float]]:
    """Give the words of a row that a stretch touches, by number, with their weights."""
    for at, (word, weight) in enumerate(zip(row.words, row.weights, strict=True)):
        if word.start < end and start < word.end:
            yield at, weight


def _linked(alignment: Alignment, number: int, words: list[int]) -> Iterator[_Piece]:
    """Give what these words of an old row became, a piece for each new row."""
    row, links = alignment.old[number], alignment.links.get(number, {})
    rows: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for at in words:
        if at in links:
            there, other = links[at]
            rows[there].append((at, other))
    linked = [at for at in words if at in links]
    for there, pairs in rows.items():
        new = alignment.new[there]
        first, last = min(other for _, other in pairs), max(other for _, other in pairs)
        low, high = alignment.free_around(there, first, last)
        # What opens or ends the sentence belongs to a stretch that did, and to no other.
        opens, closes = words[0] == 0 == low, words[-1] == len(row.words) - 1 and high == len(new.words) - 1
        if pairs[0][0] == linked[0] and (linked[0] != words[0] or opens):
            first = low
        if pairs[-1][0] == linked[-1] and (linked[-1] != words[-1] or closes):
            last = high
        weight = sum(row.weights[at] for at, _ in pairs)
        yield _Piece(there, new.words[first].start, new.words[last].end, weight)


def _together(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Put pieces of rows that follow each other together."""
    clusters: list[list[_Piece]] = []
    for piece in pieces:
        if clusters and piece.row <= clusters[-1][-1].row + 1:
            clusters[-1].append(piece)
        else:
            clusters.append([piece])
    return clusters


def _with_marks(alignment: Alignment, old: tuple[int, int], new: tuple[int, int]) -> tuple[int, int]:
    """Take in the marks before the first word of the stretch and after its last, if they are still there."""
    rows = alignment.rows_at(*old)
    before, after = alignment.old[rows[0]], alignment.old[rows[-1]]
    words = [
        word for row in (before, after) for word in row.words if old[0] <= word.start and word.end <= old[1]
    ]
    if not words:
        return new
    text, other = before.text, alignment.new[0].text
    head, tail = text[old[0] : words[0].start], text[words[-1].end : old[1]]
    start = new[0] - len(head) if head and other.endswith(head, 0, new[0]) else new[0]
    end = new[1] + len(tail) if tail and other.startswith(tail, new[1]) else new[1]
    return start, end
