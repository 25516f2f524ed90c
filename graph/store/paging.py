"""Queries made of queries: one page of an answer, how many rows it has, and CONSTRUCT by way of SELECT.

A server that cuts its answers may do so without a word. So an answer that may be cut is asked for
page by page in a fixed order, and counted; a CONSTRUCT, whose answer shows neither, becomes the
SELECT of what its template names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import pyoxigraph as ox

from graph.resources import query
from graph.store.base import Term
from graph.store.forms import mask_query
from graph.store.terms import to_node

_PROLOGUE = re.compile(
    r"(?:\s|#[^\n]*(?:\n|$)|base\s*<[^<>\s]*>|prefix\s+[^\s:<>]*:\s*<[^<>\s]*>)*", re.IGNORECASE
)
_PREFIX = re.compile(r"\bprefix\s+([^\s:<>]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_CONSTRUCT = re.compile(r"\s*construct\s*", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")
# LIMIT10 is two words to the grammar; ?limit, limit:x and x:limit are others.
_MODIFIER = re.compile(
    r"(?<![?$:\w.-])(?:(LIMIT|OFFSET)\s*(\d+)|(ORDER|VALUES)(?![A-Za-z_]|\w*[:-]))", re.IGNORECASE
)
_PLACE = re.compile(r"^# from here\n.*^# to here\n", re.MULTILINE | re.DOTALL)
_HOLE: Final = "urn:x-claimgraph:variable:"


def with_prefixes(text: str, prefixes: Mapping[str, str] | None) -> str:
    """Declare those of `prefixes` that a query seems to use and does not declare itself."""
    start = _PROLOGUE.match(text)
    own = {name for name, _ in _PREFIX.findall(text[: start.end()])} if start is not None else set()
    masked = mask_query(text)
    lines = [
        f"PREFIX {name}: {ox.NamedNode(namespace)}\n"
        for name, namespace in (prefixes or {}).items()
        if name not in own and f"{name}:" in masked
    ]
    return "".join(lines) + text


class Window(NamedTuple):
    """Which of the rows that fit it a query asks for: at most `limit` (None: all) from `offset` (from 0) on.

    `is_sorted` says that the query has an order of its own.
    """

    offset: int
    limit: int | None
    is_sorted: bool

    def holds(self, fitting: int) -> int:
        """Give how many rows that is of so many which fit.

        >>> Window(offset=2, limit=5, is_sorted=True).holds(6)
        4
        """
        left = max(0, fitting - self.offset)
        return left if self.limit is None else min(left, self.limit)

    def is_for_pages(self, size: int) -> bool:
        """Say whether this is not to be asked at once of a server whose answers may be held to `size` rows.

        Virtuoso sorts for a LIMIT no more rows than that, those passed over counted, and knows no OFFSET
        without a LIMIT: it refuses both.
        """
        return bool(self.offset) if self.limit is None else self.is_sorted and self.offset + self.limit > size


def window(text: str) -> Window:
    """Give which rows a SELECT asks for by its own LIMIT and OFFSET."""
    found = _modifiers(text)
    offset, limit = (int(found[word][2]) if word in found else None for word in ("OFFSET", "LIMIT"))
    return Window(offset or 0, limit, is_sorted="ORDER" in found)


def counting(text: str) -> str:
    """Ask how many rows fit a SELECT, whatever their order, its own LIMIT and OFFSET apart."""
    return _around("count-rows", "".join(_halves(text)))


def sample(text: str) -> str:
    """Ask a SELECT for one row, any: its columns are those of the whole answer, in their order."""
    head, values = _halves(text)
    return f"{head}\nLIMIT 1\n{values}"


def page(text: str, variables: Sequence[str], size: int, offset: int) -> str:
    """Ask for `size` rows of the answer to a SELECT, from `offset` (from 0) on, in a fixed order.

    Where the query orders its rows, that order stays, and what it leaves open is fixed as well,
    before its VALUES. Its own LIMIT and OFFSET become those of the page: Virtuoso sorts whole answers
    of any length, but not the first 10,001 rows of one.
    """
    found = _modifiers(text)
    if "LIMIT" in found:
        size = max(0, min(size, int(found["LIMIT"][2]) - offset))
    if "OFFSET" in found:
        offset += int(found["OFFSET"][2])
    values = found["VALUES"].start() if "VALUES" in found else len(text)
    ends = (at.start() for word, at in found.items() if word != "ORDER")
    head, rest = text[: min(ends, default=values)], text[values:]
    if variables:
        verb = "" if "ORDER" in found else "ORDER BY "
        names = " ".join(f"?{name}" for name in variables)
        head += f"\n{verb}{names}\n"
    return _around("page-of-rows", head + rest) + f"\nLIMIT {size:d} OFFSET {offset:d}"


def _halves(text: str) -> tuple[str, str]:
    """Give a query without ORDER, LIMIT and OFFSET: what comes before them, and its VALUES."""
    found = _modifiers(text)
    values = found.pop("VALUES").start() if "VALUES" in found else len(text)
    return text[: min((at.start() for at in found.values()), default=values)] + "\n", text[values:]


def _modifiers(text: str) -> dict[str, re.Match[str]]:
    """Find what ends a query, by its word: ORDER, LIMIT, OFFSET, VALUES; not those of a query within."""
    return {(at[1] or at[3]).upper(): at for at in _MODIFIER.finditer(_outermost(text))}


def _outermost(text: str) -> str:
    """Blank out what is opaque in a query, and what stands in brackets, every place staying as it is."""
    masked, opened, kept = mask_query(text), list[str](), list[str]()
    for char in masked:
        kept.append(" " if opened or char in "(){}" else char)
        if char in "({":
            opened.append(char)
        elif char == ")" and opened and opened[-1] == "(":
            opened.pop()
        elif char == "}":
            while opened and opened.pop() != "{":
                pass
    return "".join(kept)


def _around(name: str, text: str) -> str:
    """Put a query into the place that a packaged one has for it."""
    start = _PROLOGUE.match(text)
    assert start is not None
    inner = text[start.end() :] + "\n"
    return text[: start.end()] + "\n" + _PLACE.sub(lambda _: inner, query(name))


@dataclass(frozen=True, slots=True)
class Template:
    """A CONSTRUCT taken apart: the SELECT that finds what its triples are made of, and the triples."""

    select: str
    triples: tuple[ox.Triple, ...]

    def fill(self, variables: Sequence[str], row: Sequence[Term | None]) -> Iterator[ox.Triple]:
        """Give the triples that a row makes; one with a gap, or with a literal in front, is left out.

        A nameless node of the template is a new one for each row (SPARQL 1.1, section 16.2.1).
        """
        values = dict(zip(variables, row, strict=True))
        fresh: defaultdict[ox.BlankNode, ox.BlankNode] = defaultdict(ox.BlankNode)
        for triple in self.triples:
            subject = _filled(triple.subject, values, fresh)
            predicate = _filled(triple.predicate, values, fresh)
            value = _filled(triple.object, values, fresh)
            if (
                isinstance(subject, ox.NamedNode | ox.BlankNode)
                and isinstance(predicate, ox.NamedNode)
                and isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal)
            ):
                yield ox.Triple(subject, predicate, value)


def take_apart(text: str) -> Template:
    """Take a CONSTRUCT apart, which Oxigraph has found to be one."""
    start = _PROLOGUE.match(text)
    assert start is not None
    prologue = text[: start.end()]
    masked = mask_query(text)
    verb = _CONSTRUCT.match(masked, start.end())
    assert verb is not None
    opening = masked.index("{", verb.end())
    closing = _closing(masked, opening)
    template = text[opening + 1 : closing]
    # CONSTRUCT WHERE { ... }: the pattern is the template as well.
    rest = text[closing + 1 :] if opening == verb.end() else text[verb.end() :]
    hidden = mask_query(template)
    names = tuple(dict.fromkeys(found[1] for found in _VARIABLE.finditer(hidden)))
    pieces, at = [], 0
    for found in _VARIABLE.finditer(hidden):
        pieces += [template[at : found.start()], f"<{_HOLE}{found[1]}>"]
        at = found.end()
    pieces.append(template[at:])
    turtle = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in _PREFIX.findall(prologue))
    turtle += "".join(pieces) + ("" if hidden.rstrip().endswith(".") or not hidden.strip() else " .")
    triples = tuple(quad.triple for quad in ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))
    projected = " ".join(f"?{name}" for name in names) or "*"
    return Template(f"{prologue}SELECT {projected} {rest}", triples)


def _closing(masked: str, opening: int) -> int:
    depth = 0
    for at in range(opening, len(masked)):
        depth += (masked[at] == "{") - (masked[at] == "}")
        if not depth:
            return at
    return len(masked)


def _filled(
    node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
    values: Mapping[str, Term | None],
    fresh: Mapping[ox.BlankNode, ox.BlankNode],
) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None:
    if isinstance(node, ox.BlankNode):
        return fresh[node]
    if not isinstance(node, ox.NamedNode) or not node.value.startswith(_HOLE):
        return node
    term = values.get(node.value.removeprefix(_HOLE))
    return to_node(term) if term is not None else None
