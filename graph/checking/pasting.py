"""Passages as Turtle, ready to paste, in the names and the order of the house."""

from __future__ import annotations

import re

from graph.model import Iri, Passage, Source
from graph.vocab import namespace_of

_LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
# Control characters and those that turn the direction of text: people read Turtle on terminals.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def write_passage(passage: Passage, source: Source) -> str:
    """Write a passage of `source` as Turtle, in the order and with the names of the house."""
    where = f"cg:section {write_name(passage.section, source)} ; cg:block {passage.block} ;"
    if passage.item is not None:
        where += f" cg:item {passage.item} ;"
    named = (
        ("anchorPrefix", passage.anchor_prefix),
        ("anchorStart", passage.anchor_start),
        ("anchorEnd", passage.anchor_end),
    )
    quoted = " ; ".join(f"cg:{name} {write_text(words)}" for name, words in named if words)
    return (
        f"{write_name(passage.iri, source)} a cg:Passage ; {where}\n"
        f"    {quoted} ;\n"
        f'    cg:start {passage.start} ; cg:end {passage.end} ; cg:sha256 "{passage.sha256}" .\n'
    )


def write_text(text: str) -> str:
    r"""Write a Turtle string literal (Turtle 1.1, section 2.5).

    >>> print(write_text('a "b"'))
    "a \"b\""
    """
    return f'"{_UNSAFE.sub(_escaped, text.translate(_ESCAPES))}"'


def _escaped(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04X}"


def write_name(iri: Iri, source: Source) -> str:
    """Write a name as the house does: ``a:`` for those of the article, else in full."""
    namespace = namespace_of(source.iri)
    local = iri.removeprefix(namespace)
    return f"a:{local}" if local != iri and _LOCAL_NAME.fullmatch(local) else f"<{iri}>"
