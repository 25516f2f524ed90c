"""From a source's text to numbered blocks, and from anchors to offsets and hash.

The normalisation is ``cg-norm-1``: Unicode NFC, no zero-width characters or soft hyphens, straight
quotes and plain hyphens, no list bullets, single spaces, no empty blocks, one line feed between
blocks. Offsets count code points of that text, from 0, end exclusive (Web Annotation *text
position selector*); a JavaScript reader has to count code points too, not UTF-16 units.
Ordinals count from 1: the blocks under a heading, a whole list being one; the items of a list.

Beside the normalised text stands the *original*: the same, character for character, but with the
quotes and dashes of the article. Anchors are quoted from it, since a browser does not map them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from graph.errors import FileUnreadable
from graph.model import Iri, Section
from graph.text.fragments import BLOCK_END, Fragments, deep_link

__all__ = [
    "Block",
    "BlockKind",
    "SourceText",
    "count_titles",
    "deep_link",
    "normalize",
    "read_source",
    "straighten",
]

_INVISIBLE = dict.fromkeys([*range(0x200B, 0x200E), 0x2060, 0xFEFF, 0x00AD])
_STRAIGHT = (
    dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032"), "'")
    | dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033"), '"')
    | dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
)
# A run of bullets is one ("- - x"), so that normalising twice changes nothing. Numbers stay: they are text.
_BULLETS = re.compile(
    "^(?:[-*\u2022\u2023\u2043\u2219\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u25a1\uf0b7\uf0a7](?: |$))+"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_HEADING_WORDS = 12
_FINAL_STOPS = (".", ":", ";", ",", "\u2026")


class BlockKind(StrEnum):
    """What a block of a source is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of a source: its place in the text, and its ordinals.

    `heading` counts the headings recognised up to here (0 before the first), `section` is the
    section of the data that it stands in, before the first heading the source (None: no data). A
    heading has `block` 0; blocks under it count from 1, a whole list being one block; `item` counts
    the items of a list, None elsewhere.
    """

    kind: BlockKind
    start: int
    end: int
    heading: int
    section: Iri | None
    block: int
    item: int | None


@dataclass(frozen=True, slots=True)
class _Line:
    original: str
    text: str
    bulleted: bool


# No slots: `cached_property` keeps what it computes in the instance.
@dataclass(frozen=True, kw_only=True)
class SourceText:
    """A source's text, normalised and cut into blocks. Made by `read_source`.

    `path` is how messages call it. `original` has the length of `text` and differs from it in
    quotes and dashes only. `as_written` and `as_normalized` search them.
    """

    path: str
    text: str
    original: str
    blocks: tuple[Block, ...]

    @property
    def length(self) -> int:
        """The length of the normalised text, in code points."""
        return len(self.text)

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the normalised text in UTF-8, as lower-case hex: it names the edition."""
        return sha256(self.text.encode()).hexdigest()

    @cached_property
    def as_normalized(self) -> Fragments:
        """The normalised text, prepared for search: quotes and dashes in any form match."""
        return Fragments(self.text)

    @cached_property
    def as_written(self) -> Fragments:
        """The original text, prepared for search: quotes and dashes as the article has them."""
        return self.as_normalized if self.original == self.text else Fragments(self.original)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(block.start for block in self.blocks)

    def index_at(self, position: int) -> int:
        """Give the index in `blocks` of the last block that starts at or before `position`."""
        return bisect_right(self._starts, position) - 1

    def slice_sha256(self, start: int, end: int) -> str | None:
        """Give the SHA-256 of the slice in UTF-8; None where the text has no such slice."""
        if not 0 <= start < end <= self.length:
            return None
        return sha256(self.text[start:end].encode()).hexdigest()

    def block_at(self, start: int, end: int) -> Block | None:
        """Give the block that holds the slice, with `item` None for several items of one list.

        None where the slice holds no character of a block, or of blocks that count apart.
        """
        if not 0 <= start < end <= self.length:
            return None
        first = self.blocks[self.index_at(start)]
        last = self.blocks[self.index_at(end - 1)]
        if start >= first.end or _place(first) != _place(last):
            return None
        return first if first == last else replace(first, end=last.end, item=None)

    def under(self, sections: Sequence[Section]) -> SourceText:
        """Give the same text with its blocks counted under these sections."""
        lines = [
            _Line(
                self.original[block.start : block.end],
                self.text[block.start : block.end],
                block.kind is BlockKind.ITEM,
            )
            for block in self.blocks
        ]
        relabelled = replace(self, blocks=_number(lines, sections))
        # The text is the same: so is what was computed.
        for name in ("as_normalized", "as_written", "sha256"):
            if name in self.__dict__:
                relabelled.__dict__[name] = self.__dict__[name]
        return relabelled


def normalize(text: str) -> str:
    r"""Give the text under ``cg-norm-1``; normalising twice changes nothing.

    >>> normalize("A\u00a0\u201cfine\u201d day \u2013 so far\n\n  \u2022 Sun\n")
    'A "fine" day - so far\nSun'
    """
    return BLOCK_END.join(line.text for line in _lines(text))


def straighten(words: str) -> str:
    """Give the words with straight quotes and plain hyphens, as `SourceText.as_normalized` has them."""
    return words.translate(_STRAIGHT)


def read_source(text: str, sections: Sequence[Section] = (), *, path: str = "source") -> SourceText:
    """Normalise a source's text and cut it into blocks: each line is a heading, paragraph or list item.

    Headings are the lines equal to the titles of `sections`, in order, as many as can be had;
    without sections (a draft) every unbulleted line of at most twelve words without a final stop.
    Raises FileUnreadable for what is empty or is no text.
    """
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        detail = "it is not text (it holds control characters): name the article as plain text in UTF-8."
        raise FileUnreadable(path, detail, line)
    lines = list(_lines(text))
    if not lines:
        raise FileUnreadable(path, "it holds no words: name the article as plain text in UTF-8.")
    return SourceText(
        path=path,
        text=BLOCK_END.join(line.text for line in lines),
        original=BLOCK_END.join(line.original for line in lines),
        blocks=_number(lines, sections),
    )


def count_titles(text: SourceText, sections: Sequence[Section]) -> int:
    """Give how many of the titles of `sections` stand in the text as lines of their own, in order."""
    return sum(block.section is not None for block in text.under(sections).blocks if block.block == 0)


def _lines(text: str) -> Iterator[_Line]:
    """Give the lines that hold something, cleaned; `original` keeps the article's quotes and dashes."""
    composed = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    # Again: a letter and its accent may have met when what stood between them went.
    composed = unicodedata.normalize("NFC", composed)
    for raw in composed.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        original = " ".join(raw.split())
        straight = original.translate(_STRAIGHT)
        bullets = _BULLETS.match(straight)
        cut = bullets.end() if bullets else 0
        if len(straight) > cut:
            yield _Line(original[cut:], straight[cut:], bool(cut))


def _number(lines: Sequence[_Line], sections: Sequence[Section]) -> tuple[Block, ...]:
    """Count the lines' ordinals and offsets."""
    headings = _headings_of(lines, sections) if sections else _headings_by_form(lines)
    blocks = []
    position = heading = block = item = 0
    section = _whole_of(sections)  # before the first heading stands what is part of the whole
    for index, line in enumerate(lines):
        kind = BlockKind.ITEM if line.bulleted else BlockKind.PARAGRAPH
        if index in headings:
            kind, section = BlockKind.HEADING, headings[index]
            heading, block, item = heading + 1, 0, 0
        elif not line.bulleted:
            block, item = block + 1, 0
        else:
            block, item = (block if item else block + 1), item + 1
        blocks.append(
            Block(
                kind=kind,
                start=position,
                end=position + len(line.text),
                heading=heading,
                section=section,
                block=block,
                item=item or None,
            )
        )
        position += len(line.text) + len(BLOCK_END)
    return tuple(blocks)


def _whole_of(sections: Sequence[Section]) -> Iri | None:
    """Give what the sections are parts of; None where there are none."""
    own = {section.iri for section in sections}
    return next((section.parent for section in sections if section.parent not in own), None)


def _headings_by_form(lines: Iterable[_Line]) -> dict[int, Iri | None]:
    return {
        index: None
        for index, line in enumerate(lines)
        if not line.bulleted
        and len(line.text.split(maxsplit=_HEADING_WORDS)) <= _HEADING_WORDS
        and not line.text.endswith(_FINAL_STOPS)
    }


def _headings_of(lines: Iterable[_Line], sections: Sequence[Section]) -> dict[int, Iri | None]:
    """Match lines to titles, in order: the longest increasing subsequence, earliest lines first.

    A title that the text lacks, or has out of order, costs that title only, not all after it.
    """
    ordered = sorted(sections, key=lambda section: section.position)
    ranks: dict[str, list[int]] = {}
    for rank, section in enumerate(ordered):
        ranks.setdefault(normalize(section.title), []).append(rank)
    tails: list[int] = []  # the smallest rank that ends a chain of each length, and its node
    nodes: list[int] = []
    chain: list[tuple[int, int, int]] = []  # line, rank, node before (-1: none)
    for index, line in enumerate(lines):
        if line.bulleted:
            continue
        for rank in reversed(ranks.get(line.text, [])):
            length = bisect_left(tails, rank)
            if length < len(tails) and tails[length] == rank:
                continue  # an earlier line ends as long a chain
            chain.append((index, rank, nodes[length - 1] if length else -1))
            tails[length : length + 1] = [rank]
            nodes[length : length + 1] = [len(chain) - 1]
    found: dict[int, Iri | None] = {}
    node = nodes[-1] if nodes else -1
    while node >= 0:
        index, rank, node = chain[node]
        found[index] = ordered[rank].iri
    return found


def _place(block: Block) -> tuple[int, int]:
    return block.heading, block.block
