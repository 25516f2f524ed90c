"""What an article is made of, read from its text alone: title, sections, and lines about the publication.

A text copy does not say which line is the title. Lines about the publication (who wrote when, the
name of a blog) are told by their words; the first line above all prose that is left is the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Final

from graph.model import Iri, Section, Source
from graph.names import article_slug
from graph.resources import lexicon
from graph.text.lexicon import Phrases, entries, words_in
from graph.text.passages import Block, BlockKind, SourceText, straighten

ARTICLES: Final = "https://w3id.org/claimgraph/article/"
PUBLISHING: Final = "publishing"
_NORMALIZATION: Final = "norm-1"
_LONGEST_SLUG: Final = 60
_FIRST_LINE: Final = "the first line that is none about the publication"
_DATE = re.compile(r"\b(?:19|20)\d{2}\b")
_LONGEST_LINE_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class Outline:
    """An article without claims, the text counted under its sections, and its lines about the publication.

    `publishing` are the offsets at which such lines start, with the words that told; `titled` says why the
    title is taken for it.
    """

    source: Source
    text: SourceText
    publishing: dict[int, str]
    titled: str


def outline(
    text: SourceText, *, slug: str | None, title: str | None, url: str, taken: Sequence[str]
) -> Outline:
    """Read what an article is made of. `title` is what its page says of itself; linear in the text.

    The article gets a namespace of its own, by `slug` or its title, that is none of `taken`.
    """
    headings = [block for block in text.blocks if block.kind is BlockKind.HEADING]
    prose = next((block.start for block in text.blocks if _is_prose(text, block)), text.length)
    publishing = {
        block.start: cue
        for block in text.blocks
        if (block.kind is BlockKind.HEADING or (block.kind is BlockKind.PARAGRAPH and block.start < prose))
        and (cue := _publishing_cue(text.text[block.start : block.end], above=block.start < prose))
    }
    left = [block for block in headings if block.start not in publishing]
    above = [block for block in left if block.start < prose]
    named = [block for block in above if title and _same(text.text[block.start : block.end], title)]
    heads = named or above
    at = heads[0].start if heads else None
    own_title = text.original[heads[0].start : heads[0].end] if heads else title or ""
    titled = _FIRST_LINE if above and heads[0] is above[0] else "as its page says"
    namespace = _namespace(slug, own_title, text, taken)
    article = Iri(f"{namespace}article")
    after = [block for block in left if at is None or block.start > at]
    sections = tuple(
        Section(
            iri=Iri(f"{namespace}s{number:02}"),
            title=text.original[block.start : block.end],
            position=number,
            parent=article,
        )
        for number, block in enumerate(after, start=1)
    )
    source = Source(
        iri=article,
        title=own_title,
        url=url,
        publisher=None,
        published=None,
        normalization=_NORMALIZATION,
        length=text.length,
        sha256=text.sha256,
        sections=sections,
    )
    # Without sections every block counts under the article, not under what looks like a heading.
    return Outline(source, text.under(sections or _none_of(article)), publishing, titled)


def _none_of(article: Iri) -> tuple[Section, ...]:
    """Give a section that no line is the heading of."""
    return (Section(iri=Iri(f"{article}-none"), title="\n", position=1, parent=article),)


def _is_prose(text: SourceText, block: Block) -> bool:
    """Say whether a block is of the article itself, not above it."""
    words = text.text[block.start : block.end].split(maxsplit=_LONGEST_LINE_WORDS)
    return block.kind is BlockKind.ITEM or (
        block.kind is BlockKind.PARAGRAPH and len(words) > _LONGEST_LINE_WORDS
    )


def _same(line: str, title: str) -> bool:
    """Say whether a page's title is a line, or the line with the name of the site."""
    return straighten(line).casefold() in straighten(title).casefold()


def _publishing_cue(line: str, *, above: bool) -> str | None:
    """Give the words by which a short line tells of the publication; None if none do."""
    words = words_in(line)
    if not words or len(words) > _LONGEST_LINE_WORDS:
        return None
    if above and words[0].text in lexicon()["bylines"]["words"]:
        return words[0].text
    for at in range(len(words)):
        length, _ = _about_publishing().longest(words, at)
        if length:
            return " ".join(word.text for word in words[at : at + length])
    year = _DATE.search(line)
    # A date alone, or with a mark that parts it from a name.
    if year and ("|" in line or sum(word.text.isalpha() for word in words) <= _FEW):
        return year[0]
    return None


_FEW: Final = 2


@cache
def _about_publishing() -> Phrases:
    return Phrases(entry for entry in entries("reasons") if entry[1][1] == PUBLISHING)


def _namespace(slug: str | None, title: str, text: SourceText, taken: Sequence[str]) -> str:
    """Give a namespace named as the article; its hash where the title has no Latin letters."""
    base = slug or _slug_of(title) or f"article-{sha256(text.text.encode()).hexdigest()[:8]}"
    return next(name for name in _numbered(base) if name not in taken)


def _slug_of(title: str) -> str:
    if not any(character.isascii() and character.isalpha() for character in title):
        return ""
    full = article_slug(f"{title.replace('/', ' ').replace('#', ' ')}#")
    if len(full) <= _LONGEST_SLUG:
        return full
    return full[: _LONGEST_SLUG + 1].rpartition("-")[0] or full[:_LONGEST_SLUG]


def _numbered(base: str) -> Iterator[str]:
    yield f"{ARTICLES}{base}#"
    number = 2
    while True:
        yield f"{ARTICLES}{base}-{number}#"
        number += 1
