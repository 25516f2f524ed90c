"""Receipts of verifications: what was checked, by which rules, against which bytes, with what result.

A receipt holds hashes and results, no word of an article. Whoever has the data and the texts can rerun
the checks and see for exactly which claims it no longer holds, and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.errors import FileUnreadable, UsageError
from graph.model import Corpus, Verification
from graph.output import write_file
from graph.receipts.comparing import (
    ArticleCheck,
    Breach,
    Cause,
    ReceiptCheck,
    RuleChange,
    Why,
    compare_receipts,
)
from graph.receipts.form import OPENING, read_receipt, render_receipt
from graph.receipts.making import make_receipt
from graph.receipts.values import Receipt
from graph.sources import SourceFile, verify_files
from graph.store.documents import read_text

__all__ = [
    "ArticleCheck",
    "Breach",
    "Cause",
    "Receipt",
    "ReceiptCheck",
    "RuleChange",
    "Why",
    "check_receipt",
    "load_receipt",
    "require_place",
    "save_receipt",
]


def require_place(path: Path) -> None:
    """Refuse to write a receipt over what is none; raises UsageError."""
    if path.is_dir():
        raise UsageError(f"{path}: this is a folder: name a file for the receipt.")
    if path.is_file() and path.stat().st_size:
        with path.open("rb") as file:
            if file.read(len(OPENING)) != OPENING:
                raise UsageError(f"{path}: this file is no receipt and would be lost: name another.")


def save_receipt(
    path: Path, corpus: Corpus, files: Sequence[SourceFile], found: Sequence[Verification]
) -> Receipt | None:
    """Write the receipt of what `verify_files` found of `files` to a file, in one step, and give it.

    None, and nothing is written, where there is a text that no claim was held against. Raises what
    `make_receipt` raises.
    """
    if not all(one.verdicts for one in found):
        return None
    receipt = make_receipt(corpus, files, found)
    write_file(path, render_receipt(receipt), option="--receipt")
    return receipt


def load_receipt(path: Path) -> Receipt:
    """Read a receipt from a file; raises FileUnreadable for what is none, or not as it was written."""
    try:
        content = read_text(path)
    except (OSError, ValueError) as error:  # a name that no file can have
        raise FileUnreadable(str(path), "that is no name of a file: name a receipt.") from error
    return read_receipt(content, str(path))


def check_receipt(
    receipt: Receipt, path: Path, corpus: Corpus, files: Sequence[SourceFile]
) -> tuple[ReceiptCheck, tuple[Verification, ...]]:
    """Rerun the checks of a receipt, and say for which claims it no longer holds; with what verify found.

    Raises UsageError for the receipt of other data, and where the text of one of its articles is not
    given.
    """
    known = {source.iri for source in corpus.sources}
    strange = [one.article for one in receipt.articles if one.article not in known]
    if strange:
        raise UsageError(
            f"{path}: this is a receipt of other data, those of {', '.join(strange)}: name these with --data."
        )
    found = verify_files(corpus, files)
    here = {one.source for one in found}
    absent = [one.article for one in receipt.articles if one.article not in here]
    if absent:
        raise UsageError(
            f"{path}: this receipt is also of {', '.join(absent)}: give the text of that, too, with --source."
        )
    return compare_receipts(receipt, make_receipt(corpus, files, found)), found
