"""What a web page says of itself in its head: title, site, language, date, address.

Open Graph (https://ogp.me), ``article:published_time``, the canonical link (RFC 6596) and the title
element. All of it is the page's word, and data: cut to one line, dates only as dates, addresses only
as http(s). Nothing of it is needed to read the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

__all__ = ["Head", "read_head"]

_CHARS_LOOKED_AT = 200_000
_CHUNK_BYTES = 1 << 12
_LONGEST_CHARS = 300
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?![0-9])")
_ADDRESS = re.compile(r"https?://[^\s/?#<>\"{}|\\^`]+(?:[/?#][^\s<>\"{}|\\^`]*)?", re.IGNORECASE)
_CONTROLS = dict.fromkeys([*range(0x20), 0x7F], " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a page says of itself; None where it does not. `published` is ``YYYY-MM-DD``."""

    title: str | None = None
    site: str | None = None
    language: str | None = None
    published: str | None = None
    address: str | None = None


def read_head(markup: str) -> Head:
    """Read what a page says of itself in its first two hundred thousand characters. Linear in them.

    >>> head = read_head('<html lang="en"><title>Owls</title><meta name="publisher" content="Bird Post">')
    >>> head.title, head.site, head.language
    ('Owls', 'Bird Post', 'en')
    """
    from lxml.etree import HTMLParser  # costs some time, and most sources are text

    reader = _Reader()
    parser = HTMLParser(
        target=reader, encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    content = markup[:_CHARS_LOOKED_AT].encode("utf-8", "replace")
    for start in range(0, len(content), _CHUNK_BYTES):
        parser.feed(content[start : start + _CHUNK_BYTES])
        if reader.is_past:
            break
    else:
        if content.strip():
            parser.close()
    named = reader.named
    published = _DATE.match(named.get("article:published_time", ""))
    return Head(
        title=_line(named.get("og:title") or "".join(reader.title)),
        site=_line(named.get("og:site_name") or named.get("publisher", "")),
        language=_line(reader.language),
        published=published[0] if published and _is_date(published[0]) else None,
        address=_address(reader.canonical or named.get("og:url", "")),
    )


class _Reader:
    """Takes the parser's events of a page's head."""

    def __init__(self) -> None:
        self.named: dict[str, str] = {}
        self.title: list[str] = []
        self.language = ""
        self.canonical = ""
        self._in_title = False
        self.is_past = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "html":
            self.language = self.language or attributes.get("lang", "")
        self.is_past = self.is_past or tag == "body"
        if self.is_past:
            return
        if tag == "title":
            self._in_title = not self.title
        elif tag == "meta":
            name = (attributes.get("property") or attributes.get("name") or "").lower()
            self.named.setdefault(name, attributes.get("content", ""))
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self.canonical = self.canonical or attributes.get("href", "")

    def end(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def data(self, text: str) -> None:
        if self._in_title:
            self.title.append(text)

    def close(self) -> None:
        """Nothing is left to end."""


def _line(text: str) -> str | None:
    return " ".join(text.translate(_CONTROLS).split())[:_LONGEST_CHARS].strip() or None


def _address(text: str) -> str | None:
    match = _ADDRESS.fullmatch(text.strip())
    return match[0] if match else None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
