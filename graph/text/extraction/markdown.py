"""Markdown, read as CommonMark with tables by markdown-it, so that its blocks are those of its web page."""

from __future__ import annotations

import re

from graph.errors import FileUnreadable

__all__ = ["render_markdown"]

_NESTING = 100
# Editors paste these from pages and word processors; CommonMark knows the ASCII ones only.
_BULLET = re.compile(
    "^([ \t]*)[\u2022\u2023\u2043\u2219\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u25a1][ \t\u00a0]+", re.MULTILINE
)
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?:\w[\w-]*:[^\n]*\n|[ \t#-][^\n]*\n|\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)


def render_markdown(text: str, path: str) -> str:
    """Give the Markdown as HTML, without front matter. Raises FileUnreadable where it nests too deeply."""
    from markdown_it import MarkdownIt  # costs some time, and most sources are text

    reader = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    body = _FRONT_MATTER.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    tokens = reader.parse(_BULLET.sub(r"\1- ", body))
    # What is nested deeper was left out without a word.
    if any(token.level >= _NESTING - 1 for token in tokens):
        raise FileUnreadable(path, "its lists or quotes are nested too deeply: name it as plain text.")
    return str(reader.renderer.render(tokens, reader.options, {}))
