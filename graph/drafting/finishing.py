"""What of a draft is still open, and whether it keeps the rules once nothing is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from graph.articles.shelves import StoreShelf
from graph.dataset import judge
from graph.errors import FileUnreadable, InvalidIri, NothingToBuild
from graph.model import DraftState, Iri, OpenMark, ValidationReport
from graph.resources import query
from graph.store import (
    Data,
    Document,
    Places,
    Stored,
    finished_name,
    is_draft,
    open_store,
    read_document,
    read_documents,
)
from graph.vocab import CG

_OPEN: Final = f"{CG}open"
_SUGGESTED: Final = f"{CG}suggested"
_FIELD = re.compile(r"[A-Za-z][A-Za-z-]{0,30}(?=:)")
_NO_FIELD: Final = "?"
#: The order of fields in a description, as the house writes it.
_FIELDS: Final = (
    *(
        "creator",
        "title",
        "url",
        "published",
        "publisher",
        "retrieved",
        "label",
        "subject",
        "predicate",
        "object",
    ),
    *(
        "kind",
        "listKind",
        "polarity",
        "modality",
        "frequency",
        "measure",
        "months",
        "bound",
        "value",
        "reason",
    ),
)


def find_open(draft: Path | str, data: Data | None = None) -> DraftState:
    """Find the places of a draft that are not decided; where none is left, judge it among `data`.

    Marks come in order of the file, those of a node by field. Raises FileUnreadable for what is missing,
    is not UTF-8 or no draft, ClaimsSyntaxError for what is no Turtle. Linear in the file.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "owls.draft.ttl")
    ...     prefix = "@prefix cg: <https://w3id.org/claimgraph/vocab#> ."
    ...     _ = path.write_text(f'{prefix} <x:c001> a cg:Claim ; cg:open "label: one sentence" .')
    ...     [(mark.field, mark.suggested) for mark in find_open(path).marks]
    [('label', False)]
    """
    path = Path(draft)
    document = read_document(path, path.name)
    marks, articles = _read(document)
    if not marks and not is_draft(path):
        detail = "this is no draft: nothing in it is marked as open, and its name does not end in .draft.ttl."
        raise FileUnreadable(str(path), detail)
    if not marks and not articles:
        detail = "this draft holds no article: make it anew with claimgraph draft --source FILE."
        raise FileUnreadable(str(path), detail)
    report = None if marks else _judge(document, data)
    return DraftState(path=str(path), target=str(finished_name(path)), marks=marks, report=report)


def _read(document: Document) -> tuple[tuple[OpenMark, ...], int]:
    """Give the marks of a document, and how many articles it describes."""
    places = Places((document,))
    with open_store() as store:
        try:
            store.load(document)
        except InvalidIri as error:
            detail = f"{error.detail}: correct the name there."
            raise FileUnreadable(document.path, detail, error.line) from error
        rows = store.select(query("open-marks")).rows
    marks: list[OpenMark] = []
    articles = 0
    for node, mark, text in rows:
        assert node is not None  # the query binds all three
        assert mark is not None
        assert text is not None
        if mark.value not in (_OPEN, _SUGGESTED):
            articles += 1
            continue
        field = _FIELD.match(text.value)
        place = places.start(node.value)
        marks.append(
            OpenMark(
                node=Iri("[]" if node.kind == "blank" else node.value),
                field=field[0] if field else _NO_FIELD,
                text=text.value,
                suggested=mark.value == _SUGGESTED,
                line=place.line if place else None,
            )
        )
    marks.sort(key=lambda mark: (mark.line or 0, mark.node, mark.suggested, _rank(mark), mark.text))
    return tuple(marks), articles


def _rank(mark: OpenMark) -> tuple[int, str]:
    return (_FIELDS.index(mark.field) if mark.field in _FIELDS else len(_FIELDS)), mark.field


def _judge(document: Document, data: Data | None) -> ValidationReport:
    """Hold a draft against the rules, beside the data that it is to join."""
    beside = [one for one in _others(data) if not one.is_record]
    with open_store() as store:
        _, report = judge(store, [document], beside)
    return report


def _others(data: Data | None) -> Sequence[Document]:
    if data is None:
        return ()
    if isinstance(data, Stored):
        with open_store(data.location, read_only=True) as kept:
            shelf = StoreShelf(kept)
            return [shelf.read(entry.graph) for entry in shelf.entries]
    try:
        return list(read_documents(data))
    except NothingToBuild:  # a folder in which there are drafts alone
        return ()
