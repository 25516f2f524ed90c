"""Answers of a SPARQL server, read as they come: SPARQL 1.1 Query Results JSON Format.

https://www.w3.org/TR/sparql11-results-json/. Nothing in them is believed: what is not of this form
raises Lasting, what ends too early Passing. Virtuoso's ways are known: ``typed-literal``, and an
ASK that is answered with rows.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

import pyoxigraph as ox

from graph.store.base import Term
from graph.store.faults import Lasting, Passing
from graph.store.terms import to_term
from graph.vocab import PREFIXES

_STRING: Final = PREFIXES["xsd"] + "string"
_LANG_STRING: Final = PREFIXES["rdf"] + "langString"
_LONGEST_VALUE_CHARS: Final = 64_000_000
_CUT: Final = "its answer was cut off in the middle: try again, or ask for less."
_STRANGE: Final = "its answer is not SPARQL results in JSON: is this the address for queries?"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: `truth` for an ASK, else `rows` of `variables`, read while they are taken."""

    variables: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]
    truth: bool | None = None


def read_answer(chunks: Iterator[bytes]) -> Answer:
    """Read as much of an answer as tells its variables; the rows are read when they are taken."""
    events = _events(_Text(chunks))
    variables: tuple[str, ...] | None = None
    early: list[object] = []
    for kind, value in events:
        if kind == "truth":
            for _ in events:  # to the end, which shows that it is whole
                pass
            return Answer((), iter(()), truth=bool(value))
        if kind == "head":
            variables = _variables(value)
        else:
            early.append(value)
        if variables:  # else an ASK, or a server that sends the head last
            break
    if variables is None:
        raise Lasting(_STRANGE)
    names, found = variables, chain(early, (value for kind, value in events if kind == "row"))
    return Answer(names, (_row(names, value) for value in found))


class _Text:
    """A text that comes in pieces, taken apart value by value."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._values = json.JSONDecoder()
        self._buffer = ""
        self._at = 0

    def _fill(self) -> bool:
        """Read on until twice as much lies here, so that long values take no quadratic time."""
        rest = self._buffer[self._at :]
        wanted = max(2 * len(rest), 1)
        if len(rest) > _LONGEST_VALUE_CHARS:
            raise Lasting("its answer holds a value of unreasonable length: ask for something else.")
        parts, size = [rest], len(rest)
        try:
            for chunk in self._chunks:
                parts.append(self._decoder.decode(chunk))
                size += len(parts[-1])
                if size >= wanted and size > len(rest):
                    break
        except UnicodeDecodeError as error:
            raise Lasting("its answer is not UTF-8: is this the address for queries?") from error
        self._buffer, self._at = "".join(parts), 0
        return size > len(rest)

    def peek(self) -> str:
        """Give the next character that is no space; nothing at the end."""
        while True:
            while self._at < len(self._buffer):
                if not self._buffer[self._at].isspace():
                    return self._buffer[self._at]
                self._at += 1
            if not self._fill():
                return ""

    def take(self, *wanted: str) -> str:
        """Give the next character, which must be one of `wanted`."""
        found = self.peek()
        if not found:
            raise Passing(_CUT)
        if found not in wanted:
            raise Lasting(_STRANGE)
        self._at += 1
        return found

    def value(self) -> object:
        """Give the next value, whole."""
        if not self.peek():
            raise Passing(_CUT)
        while True:
            try:
                found, self._at = self._values.raw_decode(self._buffer, self._at)
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError):
                    raise Lasting(_STRANGE) from error
                if not self._fill():
                    raise Passing(_CUT) from error
            else:
                return found


def _members(text: _Text) -> Iterator[str]:
    """Pass over the members of an object: give each key, whose value is to be taken."""
    text.take("{")
    if text.peek() == "}":
        text.take("}")
        return
    while True:
        key = text.value()
        if not isinstance(key, str):
            raise Lasting(_STRANGE)
        text.take(":")
        yield key
        if text.take(",", "}") == "}":
            return


def _items(text: _Text) -> Iterator[object]:
    """Pass over the items of an array."""
    text.take("[")
    if text.peek() == "]":
        text.take("]")
        return
    while True:
        yield text.value()
        if text.take(",", "]") == "]":
            return


def _events(text: _Text) -> Iterator[tuple[str, object]]:
    for key in _members(text):
        if key == "head":
            yield "head", text.value()
        elif key == "boolean":
            truth = text.value()
            if not isinstance(truth, bool):
                raise Lasting(_STRANGE)
            yield "truth", truth
        elif key == "results":
            for inner in _members(text):
                if inner == "bindings":
                    yield from (("row", value) for value in _items(text))
                else:
                    text.value()
        else:
            text.value()
    if text.peek():
        raise Lasting(_STRANGE)


def _variables(head: object) -> tuple[str, ...]:
    names = head.get("vars", []) if isinstance(head, dict) else None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise Lasting(_STRANGE)
    for name in names:
        _check_letters(name)
    return tuple(names)


def _check_letters(text: str) -> None:
    r"""Refuse half a letter, which JSON can write (``"\ud800"``) and no text can hold."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise Lasting("its answer holds half a letter: load the data into it anew.") from error


def _row(variables: tuple[str, ...], binding: object) -> tuple[Term | None, ...]:
    if not isinstance(binding, dict) or not binding.keys() <= set(variables):
        raise Lasting(_STRANGE)
    return tuple(_term(binding[name]) if name in binding else None for name in variables)


def _term(value: object) -> Term:
    if not isinstance(value, dict):
        raise Lasting(_STRANGE)
    kind, text = value.get("type"), value.get("value")
    datatype, language = value.get("datatype"), value.get("xml:lang")
    if not isinstance(text, str) or not all(it is None or isinstance(it, str) for it in (datatype, language)):
        raise Lasting(_STRANGE)
    _check_letters(text)
    if kind == "uri":
        try:
            return Term(ox.NamedNode(text).value, "iri")
        except ValueError as error:
            raise Lasting("its answer holds a name that is no IRI: load the data into it anew.") from error
    if kind == "bnode":
        return Term(
            "_:" + "".join(it if it.isascii() and it.isalnum() else f"x{ord(it):x}" for it in text), "blank"
        )
    if kind not in {"literal", "typed-literal"}:
        raise Lasting("its answer holds something that is neither an IRI nor a literal nor a nameless node.")
    if language:
        return Term(text, "literal", _LANG_STRING, _language(language))
    if datatype in {None, _STRING}:
        return Term(text, "literal", _STRING)
    return canonical_literal(text, datatype)


@lru_cache(maxsize=1_000)
def _language(tag: str) -> str:
    """Give a tag of a language in small letters; Oxigraph says whether it is one."""
    try:
        ox.Literal("", language=tag)
    except ValueError as error:
        raise Lasting("its answer holds a language that is none: load the data into it anew.") from error
    return tag.lower()


@lru_cache(maxsize=10_000)
def canonical_literal(text: str, datatype: str) -> Term:
    """Give a typed value as every store gives it: ``75.0`` as ``75``, ``0`` of a boolean as ``false``.

    Oxigraph itself is asked, so that the stores in this process and remote ones agree by construction.

    >>> canonical_literal("0.50", "http://www.w3.org/2001/XMLSchema#decimal").value
    '0.5'
    """
    try:
        value = ox.Literal(text, datatype=ox.NamedNode(datatype))
    except ValueError as error:
        raise Lasting("its answer holds a datatype that is no IRI: load the data into it anew.") from error
    store = ox.Store()
    node = ox.NamedNode("urn:x")
    store.add(ox.Quad(node, node, value))
    term = to_term(next(iter(store)).object)
    assert term is not None
    return term
