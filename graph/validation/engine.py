"""The door of the SHACL engine `shacl` (Rust): shapes and data in, faults out. Nothing else imports it.

pySHACL (`graph.validation.reference`) gives the same results, is what the tests hold this against, and
judges where this engine has no build. It takes some hundred times as long, nearly all of it in the
SPARQL constraints.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from graph import resources
from graph.model import Severity
from graph.store import Document, Term, open_store
from graph.validation.faults import Fault
from graph.vocab import PREFIXES

if TYPE_CHECKING:
    import shacl

_COMPILED: dict[str, shacl.Shapes] = {}
_NAMESPACE = re.compile(r"^.*[#/]")
_CLOSED = f"{PREFIXES['sh']}ClosedConstraintComponent"
_LONGEST_VALUE_CHARS = 60
# What makes a value part of a longer word, on its left and on its right.
_GOES_BEFORE = re.compile(r"[\w.]")
_GOES_ON = re.compile(r"[\w.]*\w")


class Result(NamedTuple):
    """One SHACL result (https://www.w3.org/TR/shacl/#results-validation-result).

    `rule` is the local name of the shape, or of the constraint for one in SPARQL, or the shape's
    ``skos:notation``; `path` is None where it is not a single property.
    """

    rule: str
    severity: Severity
    focus: Term
    path: str | None
    value: Term | None
    component: str
    message: str


def shape_faults(data: bytes, *, built: bool = False) -> list[Fault]:
    """Judge `data` (N-Triples) by the packaged shapes; give one fault for each result."""
    return [_fault(result) for result in shacl_results(data, built=built)]


def shacl_results(data: bytes, *, built: bool = False) -> list[Result]:
    """Give what the engine says of `data` (N-Triples), in order of rule, focus and value."""
    shapes = resources.shapes(built=built)
    # Which constraint of a shape was broken stands only in the report's RDF.
    return read_report(_report(data, shapes), shapes)


def _report(data: bytes, shapes: str) -> bytes:
    """Give the report as N-Triples, of the compiled engine where there is one."""
    try:
        import shacl  # has no build for some machines
    except ImportError:
        from graph.validation.reference import reference_report

        return reference_report(data, shapes)
    if shapes not in _COMPILED:  # a process judges thousands of files by the same ones
        _COMPILED[shapes] = shacl.Shapes.from_turtle(shapes)
    report = _COMPILED[shapes].validate_text(data.decode(), format="ntriples")
    return report.serialize("ntriples").encode()


def read_report(report: bytes, shapes: str) -> list[Result]:
    """Read a SHACL validation report (N-Triples) of any engine, made with `shapes` (Turtle)."""
    with open_store() as store:
        store.load(Document(path="report", graph="urn:x-claimgraph:report", text=report))
        rows = store.select(resources.query("check-results")).rows
    notations = _notations(shapes)
    return sorted((_result(row, notations) for row in rows), key=attrgetter("rule"))


@lru_cache(maxsize=4)
def _notations(shapes: str) -> dict[str, str]:
    """Give the rule ids that shapes give themselves, by the IRI of the shape or the constraint."""
    with open_store() as store:
        store.load(Document(path="shapes", graph="urn:x-claimgraph:shapes", text=shapes.encode()))
        rows = store.select(resources.query("check-notations"))
        return {row["source"] or "": row["notation"] or "" for row in rows}


def _result(row: Sequence[Term | None], notations: Mapping[str, str]) -> Result:
    source, severity, focus, path, value, component, message = row
    assert source is not None  # the query gives no row without these four
    assert severity is not None
    assert focus is not None
    assert component is not None
    return Result(
        rule=notations.get(source.value) or _NAMESPACE.sub("", source.value),
        severity=Severity(severity.value),
        focus=focus,
        path=path.value if path is not None and path.kind == "iri" else None,
        value=value,
        component=component.value,
        message=message.value if message is not None else "",
    )


def _fault(result: Result) -> Fault:
    focus, value = _plain(result.focus), result.value
    message = result.message
    if result.component == _CLOSED and result.path is not None:
        message = f"{result.path}: {message}"
    elif value is not None and value != result.focus and not _names(message, value):
        message = f"{message} (Found: {f'{result.path} ' if result.path else ''}{_shown(value)})"
    return Fault(
        rule=result.rule,
        severity=result.severity,
        focus=focus,
        message=message,
        property=result.path,
        value=_plain(value) if value is not None else None,
    )


def _names(message: str, value: Term) -> bool:
    """Say whether the message shows the value already, as those do that are made of it."""
    # A pattern made for each of many thousand values would cost more than all the rest.
    text = value.value
    start = message.find(text)
    while start >= 0:
        if not _GOES_BEFORE.match(message[max(start - 1, 0) : start]) and not _GOES_ON.match(
            message, start + len(text)
        ):
            return True
        start = message.find(text, start + 1)
    return False


def _plain(term: Term) -> str:
    return "[]" if term.kind == "blank" else term.value


def _shown(term: Term) -> str:
    """Show a value as it may be written: names as they are, texts in quotes and not too long."""
    if term.kind != "literal" or (term.datatype or "").startswith(PREFIXES["xsd"] + "dec"):
        return _plain(term)
    text = term.value
    cut = text if len(text) <= _LONGEST_VALUE_CHARS else f"{text[:_LONGEST_VALUE_CHARS]}…"
    return f'"{cut}"'
