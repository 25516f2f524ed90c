"""The work of ``claimgraph anchor``: from words to a passage to paste, and pin lines made right.

Nothing here writes to the data: people paste what is printed, so comments, order and line breaks
stay theirs. Words may be typed with any quotes and dashes; what is printed has the article's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.checking.locating import (
    CHANGED,
    EXACT,
    MOVED,
    Located,
    agrees,
    claims_by_passage,
    locate_all,
    marked_by_anchors,
    say_place,
)
from graph.checking.pasting import write_passage, write_text
from graph.errors import AnchorNotFound, AnchorNotUnique, UsageError
from graph.model import Corpus, Iri, Passage, Source
from graph.text.passages import BlockKind, SourceText, straighten
from graph.text.wording import ANCHOR_WORDS, PREFIX_WORDS, anchor_fault
from graph.vocab import namespace_of

#: So many prefixes are offered at most, for the first places.
_OFFERED = 8
#: No three words are longer together: a paragraph may be a book.
_FAR = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """A passage found by its words. Anchors are as the article writes them.

    `turtle` describes it, ready to paste under a name of one's own in place of ``c___``.
    """

    section: Iri
    block: int
    item: int | None
    start: int
    end: int
    sha256: str
    anchor_prefix: str | None
    anchor_start: str
    anchor_end: str | None
    turtle: str


class PinState(StrEnum):
    """Why a pin line is offered, or none can be."""

    UNPINNED = "unpinned"
    MOVED = "moved"
    CHANGED = "changed"
    ELSEWHERE = "elsewhere"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """What to do about the pins of a passage, or of the article itself.

    `line` is the corrected line to paste; None where the words decide nothing (elsewhere, lost).
    `message` is a sentence for the curator.
    """

    iri: Iri
    state: PinState
    line: str | None
    message: str


def anchor(
    text: SourceText, source: Source, *, start: str, end: str | None = None, prefix: str | None = None
) -> Anchored:
    """Find the passage from the words `start` to the next `end` in the same paragraph or list.

    Raises AnchorNotFound for words that are not there, AnchorNotUnique where `start` (after
    `prefix`) leads to several places or a browser would jump to another one, with the prefixes
    that tell them apart, UsageError for anchors that quote too much or a place without section.
    """
    _check_length(text.path, start, end, prefix)
    text = text.under(source.sections)
    search = text.as_normalized
    places = list(search.places(straighten(start), prefix and straighten(prefix)))
    if not places:
        if prefix and next(search.places(straighten(start)), None):
            raise AnchorNotFound(text.path, prefix, f"right before {start!r}, with the marks between them")
        raise AnchorNotFound(text.path, start)
    ends = [_end_in_block(text, place, end) for place in places]
    fitting = [(place, last) for place, last in zip(places, ends, strict=True) if last]
    if not fitting:
        raise AnchorNotFound(text.path, end or start, f"after {start!r} in the same paragraph or list")
    if len(fitting) > 1 or fitting[0][0] != places[0]:
        offered = (_telling_prefix(text, start, place[0]) for place, _ in fitting[:_OFFERED])
        words = f"{prefix} {start}" if prefix else start
        raise AnchorNotUnique(text.path, words, len(places), tuple(filter(None, offered)))
    (first, first_end), (last_start, last_end) = fitting[0]
    fault = anchor_fault(text.text[first:last_end], start, end, prefix)
    if fault:
        raise UsageError(f"{text.path}: {fault}")
    return _describe(
        text,
        source,
        (first, last_end),
        (
            prefix and _as_written(text, first, prefix),
            text.original[first:first_end],
            text.original[last_start:last_end] if end else None,
        ),
    )


def pins(corpus: Corpus, source: Source, text: SourceText) -> tuple[Pin, ...]:
    """Give what to correct in the pins of the source's passages and of the source, sorted by IRI.

    Passages whose pins are right and whose anchors lead to them are not among them. A passage
    without pins has ``start < 0`` and an empty hash.
    """
    text = text.under(source.sections)
    passages = [passage for passage, _ in claims_by_passage(corpus, source).values()]
    located = locate_all(text, passages)
    found = [pin for passage in passages if (pin := _pin(text, passage, located[passage.iri]))]
    if (source.length, source.sha256) != (text.length, text.sha256):
        state = PinState.CHANGED if source.sha256 else PinState.UNPINNED
        line = f'cg:length {text.length} ; cg:sha256 "{text.sha256}" .'
        message = f"{text.path} is not the edition the data name: paste this line to follow it."
        found.append(Pin(iri=source.iri, state=state, line=line, message=message))
    return tuple(sorted(found, key=lambda pin: pin.iri))


def _pin(text: SourceText, passage: Passage, found: Located) -> Pin | None:
    pinned = bool(passage.sha256) and 0 <= passage.start < passage.end
    if found.start is None or found.end is None:
        words = " ... ".join(filter(None, (passage.anchor_prefix, passage.anchor_start, passage.anchor_end)))
        message = f"the words {words!r} are not in {text.path}: anchor this passage anew."
        return Pin(iri=passage.iri, state=PinState.LOST, line=None, message=message)
    place = (found.start, found.end)
    block = text.block_at(*place)
    here = agrees(block, passage)
    leads = marked_by_anchors(text, passage) == place
    if found.verdict == EXACT and leads:
        return None
    if not leads or (found.verdict == CHANGED and not here):
        first = marked_by_anchors(text, passage)
        where = f"lead to {say_place(text.block_at(*first))} instead" if first else "do not lead there"
        message = f"its anchors {where}: {_way_out(text, passage, found.start)}."
        return Pin(iri=passage.iri, state=PinState.ELSEWHERE, line=None, message=message)
    line = f'cg:start {place[0]} ; cg:end {place[1]} ; cg:sha256 "{text.slice_sha256(*place)}" .'
    if not pinned:
        message = "it has no pins: paste this line."
        return Pin(iri=passage.iri, state=PinState.UNPINNED, line=line, message=message)
    if found.verdict == MOVED:
        more = "" if here else f", and correct its place to {say_place(block)}"
        return Pin(
            iri=passage.iri, state=PinState.MOVED, line=line, message=f"it has moved: paste this line{more}."
        )
    message = "its words have changed: read it again, then paste this line if the claim still holds."
    return Pin(iri=passage.iri, state=PinState.CHANGED, line=line, message=message)


def _way_out(text: SourceText, passage: Passage, position: int) -> str:
    """Say how to make the anchors lead to the place the passage names, else to `position`."""
    places = [place for place, _ in text.as_normalized.places(straighten(passage.anchor_start))]
    named = [place for place in places if agrees(text.block_at(place, place + 1), passage)]
    for place in (position, *named):
        if place in places and (not named or place in named):
            prefix = _telling_prefix(text, passage.anchor_start, place)
            if prefix and prefix != passage.anchor_prefix:
                return f"add cg:anchorPrefix {write_text(prefix)}"
    return "choose other words, or correct its section, block and item"


def _check_length(path: str, start: str, end: str | None, prefix: str | None) -> None:
    """Refuse anchors that are too long before any search; that they quote half is seen after it."""
    for name, words, limit in (
        ("start", start, ANCHOR_WORDS),
        ("end", end, ANCHOR_WORDS),
        ("prefix", prefix, PREFIX_WORDS),
    ):
        if words is not None and not 1 <= len(words.split()) <= limit:
            detail = f"the words for --{name} are {len(words.split())}: give one to {limit}."
            raise UsageError(f"{path}: {detail}")


def _end_in_block(text: SourceText, place: tuple[int, int], end: str | None) -> tuple[int, int] | None:
    """Give the place of the first `end` after `place`; None if that leaves its paragraph or list."""
    if end is None:
        return place
    last = text.as_normalized.next_place(straighten(end), place[1])
    return last if last and text.block_at(place[0], last[1]) else None


def words_before(text: SourceText, position: int) -> Iterator[str]:
    """Give the last word before `position`, the last two, the last three, all of one block.

    `position` is not that of the text's first block.
    """
    at = text.index_at(position)
    block = text.blocks[at if text.blocks[at].start < position else at - 1]
    end = min(block.end, position)
    words = text.original[max(block.start, end - _FAR) : end].split()
    for count in range(1, min(PREFIX_WORDS, len(words)) + 1):
        yield " ".join(words[-count:])


def _telling_prefix(text: SourceText, start: str, position: int) -> str | None:
    """Give the shortest prefix with which `start` stands at `position` only; None if none does."""
    if position == 0:
        return None
    for prefix in words_before(text, position):
        places = text.as_normalized.places(straighten(start), straighten(prefix))
        if [place[0] for place in places] == [position]:
            return prefix
    return None


def _as_written(text: SourceText, position: int, prefix: str) -> str:
    """Give the prefix as the article writes it."""
    written = list(words_before(text, position))
    count = len(prefix.split())
    return written[count - 1] if count <= len(written) else prefix


def _describe(
    text: SourceText, source: Source, place: tuple[int, int], anchors: tuple[str | None, str, str | None]
) -> Anchored:
    """Put the passage at `place` with these anchors (prefix, start, end) into values and Turtle.

    Raises UsageError where the data have no section for the place.
    """
    prefix, start, end = anchors
    block = text.block_at(*place)
    if block is None or block.kind is BlockKind.HEADING:
        raise UsageError(f"{text.path}: these words are a heading: anchor the text under it.")
    if block.section is None:
        detail = (
            "these words stand under no heading that the data describe: add the section to the data first."
        )
        raise UsageError(f"{text.path}: {detail}")
    hashed = text.slice_sha256(*place)
    assert hashed is not None
    passage = Passage(
        iri=Iri(f"{namespace_of(source.iri)}c___-p"),
        source=source.iri,
        section=block.section,
        block=block.block,
        item=block.item,
        start=place[0],
        end=place[1],
        sha256=hashed,
        anchor_prefix=prefix,
        anchor_start=start,
        anchor_end=end,
        deep_link=None,
    )
    return Anchored(
        section=block.section,
        block=block.block,
        item=block.item,
        start=place[0],
        end=place[1],
        sha256=hashed,
        anchor_prefix=prefix,
        anchor_start=start,
        anchor_end=end,
        turtle=write_passage(passage, source),
    )
