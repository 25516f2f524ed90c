"""From an article as people have it, text, Markdown or a web page, to the lines of `graph.text.passages`.

A line is a heading, a paragraph, or, with a bullet, a list item. Web pages are parsed by lxml and
Markdown by markdown-it; each is loaded only when such a source comes.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath
from urllib.parse import urlsplit

from graph.errors import FileUnreadable
from graph.text.extraction.decoding import decode_page, decode_text, refuse_binary
from graph.text.extraction.heads import Head, read_head

__all__ = ["MAX_BYTES", "Extracted", "Form", "Head", "extract"]

# Of a source, from a file as from an address: hundreds of times the longest article.
MAX_BYTES = 20_000_000
_BULLET = "\u2022 "
_PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml"})
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_TAG = re.compile(rb"<[a-z!/?]", re.IGNORECASE)
_PAGE_START = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:(?:<!--(?:(?!-->).)*-->|<\?xml[^>]*>)\s*)*<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_HEAD_BYTES = 4096


class Form(StrEnum):
    """The forms in which a source is read."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """A source's lines as text, the form that it was read as, and what a page says of itself."""

    form: Form
    text: str
    head: Head = field(default_factory=Head)


def extract(
    content: bytes, *, path: str, media_type: str | None = None, charset: str | None = None
) -> Extracted:
    """Read a source's lines, in order; linear in its length. Raises FileUnreadable for what is no text.

    `media_type` and `charset` are what a server says of it. The form follows from what the content
    shows itself to be, then from the media type, then from how `path`, a file or an address, ends.
    """
    refuse_binary(content, path)
    form = _form_of(content, path, media_type)
    if form is Form.TEXT:
        return Extracted(form=form, text=decode_text(content, path, charset))

    from graph.text.extraction.webpages import read_page  # what a text does not need

    head = Head()
    if form is Form.MARKDOWN:
        from graph.text.extraction.markdown import render_markdown  # as above

        lines = read_page(render_markdown(decode_text(content, path, charset), path), path=path).lines
    else:
        from graph.text.extraction.content import find_article  # as above

        markup = decode_page(content, path, charset)
        lines, head = find_article(read_page(markup, path=path)), read_head(markup)
    if not lines:
        raise FileUnreadable(path, "it shows no words: name the page as a browser saved it, or its text.")
    text = "\n".join(_BULLET * line.item + line.text for line in lines)
    return Extracted(form=form, text=text, head=head)


def _form_of(content: bytes, path: str, media_type: str | None) -> Form:
    suffix = PurePath(urlsplit(path).path if "://" in path else path).suffix.lower()
    head = content[:_HEAD_BYTES]
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        head = head.decode("utf-16", "replace").encode()
    if _PAGE_START.match(head) or media_type in {"text/html", "application/xhtml+xml"}:
        return Form.HTML
    if media_type == "text/markdown" or suffix in _MARKDOWN_SUFFIXES:
        return Form.MARKDOWN
    # Text that was only named a page has lines, which a page has not.
    named = media_type is None and suffix in _PAGE_SUFFIXES
    return Form.HTML if named and _TAG.search(head + content) else Form.TEXT
