"""Articles as text copies, Markdown and web pages: renderers that share no code with what reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from random import Random

from graph.text.passages import read_source

LONG = "The harbour bell rang all night, and nobody in the small town by the sea could sleep a wink of it."


@dataclass(frozen=True)
class Piece:
    """A block to render: its kind, its words, and how deep an item is nested (0 for the outermost)."""

    kind: str
    words: str
    depth: int = 0


def pieces_of(text: str) -> list[Piece]:
    """Give the blocks of a text copy; four spaces before a bullet are a level."""
    read = read_source(text)
    lines = [line for line in text.splitlines() if line.strip()]
    return [
        Piece(
            "item" if block.item else block.kind.value,
            read.original[block.start : block.end],
            (len(line) - len(line.lstrip())) // 4,
        )
        for block, line in zip(read.blocks, lines, strict=True)
    ]


def as_text(pieces: list[Piece]) -> str:
    """Render as a text copy: a line a block, items with bullets."""
    return "\n\n".join(
        "    " * piece.depth + "\u2022 " * (piece.kind == "item") + piece.words for piece in pieces
    )


def as_markdown(pieces: list[Piece]) -> str:
    """Render as Markdown, all its marks escaped."""
    rendered = []
    for piece in pieces:
        words = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", piece.words)
        rendered.append(
            {"heading": "## ", "paragraph": "", "item": "  " * piece.depth + "- "}[piece.kind] + words
        )
    return "\n\n".join(rendered)


def as_page(pieces: list[Piece], chance: Random) -> str:
    """Render as a web page, with noise in the words, between the blocks and around the article."""
    before, after = chance.choice(
        [("<main>", "</main>"), ("<main><article>", "</article></main>"), ("<div>", "</div>"), ("", "")]
    )
    body: list[str] = []
    depth = -1
    for piece in pieces:
        # Without a mark of the article, lines of links beside its prose are taken for menus.
        words = _noisy(piece.words, chance, linked="main" in before)
        if piece.kind == "item":
            opened = depth < 0 or piece.depth > depth
            body.append("<ul><li>" if opened else "</li></ul>" * (depth - piece.depth) + "</li><li>")
            depth = max(0, depth + 1) if opened else piece.depth
            body.append(chance.choice(["{}", "<p>{}</p>", "<span>{}</span>"]).format(words))
            body.append(chance.choice(["", "\n", "<!-- y -->", "<style>li { color: red }</style>"]))
        else:
            body.append("</li></ul>" * (depth + 1))
            depth = -1
            tag = chance.choice(["h1", "h2", "h3", "h6"]) if piece.kind == "heading" else "p"
            around = chance.choice(["{}", "<div>{}</div>", "<section class='x'><div>{}</div></section>"])
            body.append(around.format(f"<{tag}>{words}</{tag}>"))
            body.append(
                chance.choice(["", "\n", "<!-- <p>x</p> -->", "<script>a('<p>')</script>", "<p>&nbsp;</p>"])
            )
    body.append("</li></ul>" * (depth + 1))
    return (
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>T</title><style>p {}</style></head><body>"
        f"<div class='cookie-bar'><p>{LONG}</p><button>Yes</button></div>"
        "<nav><ul><li><a href='/'>Home</a></li></ul></nav>"
        f"{before}{''.join(body)}{after}"
        f"<aside><h2>More</h2><p>{LONG}</p></aside><footer><p>{LONG}</p></footer><script>b()</script></body></html>"
    )


def _noisy(words: str, chance: Random, *, linked: bool) -> str:
    rendered = []
    link = "<a href='/x'><b>{}</b></a>" if linked else "<u><b>{}</b></u>"
    for word in words.split(" "):
        plain = escape(word)
        encoded = "".join(f"&#{ord(letter)};" if chance.random() < 0.3 else escape(letter) for letter in word)
        rendered.append(
            chance.choice(
                [
                    plain,
                    plain,
                    encoded,
                    f"<em>{plain}</em>",
                    link.replace("{}", plain),
                    f"{plain}<!-- c -->",
                ]
            )
        )
        rendered.append(chance.choice([" ", " ", "\n   ", "&#32;", "\t", "<br>", " <span hidden>x</span> "]))
    return "".join(rendered[:-1])
