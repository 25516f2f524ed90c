"""From a web page to the lines that it shows, and the regions that its author marked.

One pass over the parser's events (no tree is kept), so the cost is linear in the page, however it
is nested. A block element's text is a line; a list item ends where a nested list begins, and each
nested item is a line of its own (`cg-norm-1`, rule 1). A table row is a line, a single line break
is white space, two of them end a line, and preformatted text keeps its own lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from graph.errors import FileUnreadable
from graph.resources import elements

__all__ = ["Apart", "Line", "Page", "Region", "read_page"]

# An end tag without a start is held against every open element: past this depth that would cost time.
_DEPTH = 1000
_CHUNK_BYTES = 1 << 16
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ELEMENTS = elements()
_BLOCKS = _ELEMENTS["blocks"]
_LISTS = _ELEMENTS["lists"]
_SECTIONS = _ELEMENTS["sections"]
_SILENT = _ELEMENTS["silent"]
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-list\s*:\s*ignore", re.IGNORECASE)
_WORD_ITEM = re.compile(r"mso-list\s*:\s*(?!\s|none|ignore|skip)", re.IGNORECASE)
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Links to a heading itself, which pages show beside it.
_PERMALINKS = frozenset({"#", "\u00a7", "\u00b6", "\U0001f517"})
_CONTROLS = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), 0x7F])


class Apart(IntEnum):
    """How surely a region is no part of the article: by nothing, by its name only, by its element or role."""

    NO = 0
    BY_NAME = 1
    BY_ELEMENT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page. `heading` is its level, 0 for none; `linked` counts its characters in links."""

    text: str
    item: bool
    heading: int
    linked: int


@dataclass(slots=True)
class Region:
    """A block element, and the lines in it: from `first`, to `last` exclusive. Made in document order."""

    tag: str
    apart: Apart
    first: int
    last: int = -1


@dataclass(slots=True)
class Page:
    """What a page shows, line by line, and its regions, outer ones before inner ones."""

    lines: list[Line] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)


def read_page(markup: str, *, path: str) -> Page:
    """Read a page's lines and regions; linear in its length. Raises FileUnreadable where it nests too deeply.

    What no reader sees is left out: scripts, styles, buttons and fields, hidden elements.
    """
    from lxml.etree import HTMLParser  # costs some time, and most sources are text

    reader = _Reader()
    content = markup.encode("utf-8", "replace")
    parser = HTMLParser(
        target=reader, encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    for start in range(0, len(content), _CHUNK_BYTES):
        parser.feed(content[start : start + _CHUNK_BYTES])
        if reader.depth > _DEPTH:
            detail = f"its elements are nested more than {_DEPTH} deep: name the article as plain text."
            raise FileUnreadable(path, detail)
    if content.strip():
        parser.close()
    return reader.page


@dataclass(slots=True)
class _Open:
    """An open element, and what is to be undone at its end."""

    tag: str
    muted: bool = False
    region: Region | None = None
    item: bool = False
    section: bool = False
    heading: bool = False
    link: int | None = None  # where its words begin


class _Reader:
    """Takes the parser's events; `page` has the lines of what was ended."""

    def __init__(self) -> None:
        self.page = Page()
        self.depth = 0  # the deepest yet
        self._open: list[_Open] = []
        self._parts: list[str] = []
        self._linked = 0
        self._breaks = 0
        self._muted = 0
        self._links = 0
        self._permalink: tuple[int, int] | None = None
        self._preformatted = 0
        self._sections = 0
        self._lists = 0
        self._quotes = 0
        self._heading = 0
        self._items: list[bool] = []  # the open list items; False for one that holds a part of the page

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        element = _Open(tag)
        self._open.append(element)
        self.depth = max(self.depth, len(self._open))
        if self._muted or tag in _SILENT or _is_unseen(tag, attributes):
            if tag in _BLOCKS:
                self._end_line()
            element.muted = True
            self._muted += 1
        elif tag in _BLOCKS:
            self._start_block(element, attributes)
        elif tag == "br":
            self._breaks += 1
        elif tag in {"td", "th"}:
            self._parts.append(" ")
        elif tag == "a":
            self._links += 1
            element.link = len(self._parts)

    def _start_block(self, element: _Open, attributes: Mapping[str, str]) -> None:
        self._end_line()
        tag = element.tag
        role = attributes.get("role", "")
        named = role if role in {"article", "main"} else tag
        element.region = Region(named, self._apartness(tag, role, attributes), len(self.page.lines))
        self.page.regions.append(element.region)
        if tag in _LISTS:
            self._lists += 1
        elif tag == "li" or role == "listitem" or _WORD_ITEM.search(attributes.get("style", "")):
            element.item = True
            self._items.append(True)
        self._preformatted += tag == "pre"
        self._quotes += tag == "blockquote"
        if tag in _HEADINGS:
            element.heading = True
            self._heading = _HEADINGS[tag]
        element.section = named in _SECTIONS
        self._sections += element.section
        if self._items and (element.section or element.heading):
            self._items[-1] = False

    def end(self, _tag: str) -> None:
        element = self._open.pop()
        if element.muted:
            self._muted -= 1
        elif element.region is not None:
            self._end_line()
            element.region.last = len(self.page.lines)
            self._lists -= element.tag in _LISTS
            self._preformatted -= element.tag == "pre"
            self._quotes -= element.tag == "blockquote"
            self._sections -= element.section
            if element.heading:
                self._heading = 0
            if element.item:
                self._items.pop()
        elif element.link is not None:
            self._links -= 1
            if self._heading and "".join(self._parts[element.link :]).strip() in _PERMALINKS:
                self._permalink = element.link, len(self._parts)

    def data(self, text: str) -> None:
        if self._muted:
            return
        if self._preformatted:
            first, *others = text.split("\n")
            self._add(first)
            for other in others:
                self._end_line()
                self._add(other)
        else:
            self._add(text)

    def close(self) -> None:
        self._end_line()

    def _add(self, text: str) -> None:
        visible = len(text.strip())
        if visible and self._breaks:
            if self._breaks > 1:
                self._end_line()
            self._parts.append(" ")
            self._breaks = 0
        self._parts.append(text)
        if self._links:
            self._linked += visible

    def _end_line(self) -> None:
        if self._permalink is not None:
            start, end = self._permalink
            before, after = ("".join(parts).strip() for parts in (self._parts[:start], self._parts[end:]))
            if not (before and after):
                del self._parts[start:end]
            self._permalink = None
        text = " ".join("".join(self._parts).translate(_CONTROLS).split())
        if text:
            item = self._items[-1] if self._items else self._lists > 0
            self.page.lines.append(Line(text=text, item=item, heading=self._heading, linked=self._linked))
        self._parts.clear()
        self._linked = self._breaks = 0

    def _apartness(self, tag: str, role: str, attributes: Mapping[str, str]) -> Apart:
        if role in _ELEMENTS["apart_roles"] or (
            tag in _ELEMENTS["apart"] and not (tag == "footer" and self._quotes)
        ):
            return Apart.BY_ELEMENT
        if tag == "header":
            return Apart.NO if self._sections else Apart.BY_ELEMENT
        if tag not in _ELEMENTS["groups"]:
            return Apart.NO
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        return (
            Apart.BY_NAME
            if tag == "form" or not _ELEMENTS["apart_names"].isdisjoint(_parts_of(names))
            else Apart.NO
        )


def _parts_of(names: str) -> Iterable[str]:
    """Give the words of names as sites write them: ``related-posts``, ``relatedPosts``, ``related_posts``."""
    return (part.lower() for part in _NAME_PARTS.findall(names))


def _is_unseen(tag: str, attributes: Mapping[str, str]) -> bool:
    """Say whether no reader sees an element. What holds a whole page is seen: scripts show it late."""
    if not attributes or tag in {"html", "body", "main", "article"}:
        return False
    if "hidden" in attributes or _UNSEEN_STYLE.search(attributes.get("style", "")):
        return True
    if attributes.get("aria-hidden") == "true" and tag not in _BLOCKS:
        return True
    return not _ELEMENTS["unseen_classes"].isdisjoint(attributes.get("class", "").split())
