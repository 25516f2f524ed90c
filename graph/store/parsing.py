"""Turtle read as a stream of triples, and how Oxigraph's complaints about it become ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from graph.errors import ClaimsSyntaxError, InvalidIri
from graph.store.documents import Document

# How pyoxigraph words the ways in which a name fails to be an IRI (it has one error class).
_IRI_TROUBLE = re.compile(
    r"\bIRIs?\b|No scheme|in host|port|percent encoding|code point|^Invalid character", re.IGNORECASE
)
_PLACE = re.compile(r"^(?:Parser )?error (?:at|between) .*?: ", re.IGNORECASE)


def parse_document(document: Document) -> Iterator[ox.Triple]:
    """Give the triples of a document as they stand; raises ClaimsSyntaxError or InvalidIri on the way."""
    try:
        for quad in ox.parse(document.text, format=ox.RdfFormat.TURTLE):
            yield quad.triple
    except SyntaxError as error:
        raise syntax_fault(document.path, error) from error


def syntax_fault(path: str, error: SyntaxError) -> ClaimsSyntaxError | InvalidIri:
    """Make Oxigraph's error ours: line and column count from 1 on both sides."""
    detail = _PLACE.sub("", error.msg).removesuffix(f" (line {error.lineno})")
    detail = detail[:1].lower() + detail[1:]
    if _IRI_TROUBLE.search(detail):
        return InvalidIri(path, error.lineno, error.offset, detail)
    return ClaimsSyntaxError(path, error.lineno, error.offset, detail)
