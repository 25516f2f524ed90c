"""The store in a folder, by Oxigraph: one writer at a time, as many readers as you like."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.errors import StoreUnavailable, UsageError
from graph.store.base import Term
from graph.store.documents import Document
from graph.store.embedded import STAGING, MemoryStore
from graph.store.holding import HOLDER_NOTE, drop_note, holder, write_note
from graph.store.parsing import syntax_fault
from graph.store.terms import is_corruption

# Stands beside the data from the first write on: a store whose index was lost opens as empty.
_FILLED_NOTE: Final = "claimgraph.filled"
_OWN_FILES = re.compile(
    r"CURRENT|IDENTITY|LOCK|LOG(\.old\.\d+)?|(MANIFEST|OPTIONS)-\d+(\.dbtmp)?|(bulk-)?\d+\.(sst|log|dbtmp|blob)"
    rf"|{re.escape(HOLDER_NOTE)}(\.\d+)?|{re.escape(_FILLED_NOTE)}"
)
# Below, a transaction is faster than a bulk load, and makes no new files on disk.
_SMALL_BYTES: Final = 1_000_000
# How often, and with what pause, a store is tried to be opened for reading while another writes.
_ATTEMPTS: Final = 5
_PAUSE_S: Final = 0.1


class DiskStore(MemoryStore):
    """A `ClaimStore` in the folder `location`: it outlives the program.

    Beside Oxigraph's files the folder holds two short notes of ours: who writes (while it is open
    for writing), and that anything was ever written.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self._folder = folder
        self._read_only = read_only
        self._open = False
        is_new = _is_new(folder)
        if read_only and is_new:
            raise UsageError(f"{folder}: there is no store here to read: fill one with claimgraph load.")
        _check_index(folder)
        super().__init__(_open_inner(folder, read_only=read_only), str(folder))
        self._open = True
        if not read_only:
            write_note(folder)
        self._clean()
        self._check_filled()

    def load(self, document: Document) -> int:
        """Add a document to the graph it names; give the number of triples that are new there."""
        self._check_writable()
        before = self.count(document.graph)
        if len(document.text) < _SMALL_BYTES:
            self._load_one(document)
        else:
            self._load_bulk(document)
        self._mark_filled()
        return self.count(document.graph) - before

    def put(self, documents: Sequence[Document]) -> None:
        """Make the graph of each document hold exactly its triples; see `ClaimStore.put`.

        They go in with one bulk load: one for each file would leave files of its own on disk for
        each, and take twice as long. One that replaces another is written beside it, and takes its
        place in one transaction.
        """
        self._check_writable()
        super().put(documents)
        self._mark_filled()

    def _fill(self, documents: Sequence[Document]) -> None:
        if sum(len(document.text) for document in documents) < _SMALL_BYTES:
            with self._faults():
                for _ in chain.from_iterable(map(_quads, documents)):
                    pass  # all of them parse, or none is loaded
            for document in documents:
                self._load_one(document)
        else:
            with self._faults():
                self._inner.bulk_extend(chain.from_iterable(map(_quads, documents)))

    def _load_one(self, document: Document) -> None:
        """Load a document in one transaction: no new files on disk, as a bulk load makes."""
        with self._faults(document.path):
            self._inner.load(document.text, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(document.graph))

    def remove(self, graphs: Sequence[str]) -> None:
        """Take `graphs` away, each as a whole; one that is not there is gone already."""
        self._check_writable()
        if graphs and not set(self.graphs()) - set(graphs):
            (self._folder / _FILLED_NOTE).unlink(missing_ok=True)
        super().remove(graphs)

    def derive(self, text: str, graph: str, *, graphs: Sequence[str] | None = None) -> int:
        """Add what a CONSTRUCT gives to `graph`; give the number of triples of the answer."""
        self._check_writable()
        count = super().derive(text, graph, graphs=graphs)
        self._mark_filled()
        return count

    def add(self, triples: Iterable[tuple[Term, Term, Term]], graph: str) -> None:
        """Add `triples` to `graph`."""
        self._check_writable()
        super().add(triples, graph)
        self._mark_filled()

    def optimize(self) -> None:
        """Merge the files that bulk loads left; some seconds for a million triples."""
        self._check_writable()
        with self._faults():
            self._inner.optimize()

    def close(self) -> None:
        """Let go of the folder: another program may write now. What was written is on disk."""
        if not self._open:
            return
        self._open = False
        if not self._read_only:
            with self._faults():
                self._inner.flush()
        super().close()
        if not self._read_only:
            if (self._folder / _FILLED_NOTE).exists():
                (self._folder / _FILLED_NOTE).write_text(_index(self._folder) + "\n", encoding="utf-8")
            drop_note(self._folder)

    def _damage(self, error: OSError | RuntimeError) -> Exception:
        if self._read_only and "No such file" in str(error):
            return StoreUnavailable(
                self.location, "another program has rewritten it since it was opened: open it again."
            )
        return super()._damage(error)

    def _check_writable(self) -> None:
        if self._read_only:
            raise UsageError(f"{self.location}: it was opened for reading: open it for writing.")

    def _clean(self) -> None:
        """Drop what a program that was killed had not yet put in its place; hide it where it is read."""
        with self._faults():
            names = [node.value for node in self._inner.named_graphs() if isinstance(node, ox.NamedNode)]
        left = [name for name in names if name.startswith(STAGING)]
        if self._read_only:
            self._hides = bool(left)
        else:
            for name in left:
                self._inner.remove_graph(ox.NamedNode(name))
            # What a bulk load had written and not yet handed over; Oxigraph never looks at it again.
            for path in self._folder.glob("bulk-*.sst"):
                path.unlink(missing_ok=True)

    def _mark_filled(self) -> None:
        """Note whether the store holds anything, when that has changed."""
        note = self._folder / _FILLED_NOTE
        if self._any_graph() != note.exists():
            if note.exists():
                note.unlink()
            else:
                note.write_text(_index(self._folder) + "\n", encoding="utf-8")

    def _any_graph(self) -> bool:
        with self._faults():
            return next(iter(self._inner), None) is not None

    def _check_filled(self) -> None:
        if (self._folder / _FILLED_NOTE).exists() and not self._any_graph():
            self.close()
            raise StoreUnavailable(
                self.location,
                "it opens as empty although data were written to it, so its index is damaged: "
                "load the data into a new folder, or bring back a copy.",
            )


def _quads(document: Document) -> Iterator[ox.Quad]:
    """Parse a document for its graph; nameless nodes get names that no other document has."""
    graph = ox.NamedNode(document.graph)
    try:
        for quad in ox.parse(document.text, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)
    except SyntaxError as error:
        raise syntax_fault(document.path, error) from error


def _is_new(folder: Path) -> bool:
    """Tell whether there is no store in `folder` yet. Raises for a folder that is no place for one."""
    if not folder.exists():
        return True
    if not folder.is_dir():
        raise UsageError(f"{folder}: this is a file: name a folder for the store.")
    names = {entry.name for entry in folder.iterdir()}
    if strange := sorted(name for name in names if not _OWN_FILES.fullmatch(name)):
        raise UsageError(
            f"{folder}: this folder holds other files ({strange[0]}): name an empty or a new one."
        )
    if "CURRENT" in names:
        return False
    if any(name.endswith(".sst") for name in names) or _FILLED_NOTE in names:
        raise StoreUnavailable(
            str(folder),
            "its index (CURRENT) is missing: load the data into a new folder, or bring back a copy.",
        )
    return True


def _index(folder: Path) -> str:
    """Give the name and the size in bytes of the index that is used; it only ever grows."""
    try:
        name = (folder / "CURRENT").read_text(encoding="utf-8").strip()
        return f"{name} {(folder / name).stat().st_size}"
    except (OSError, ValueError):
        return ""


def _check_index(folder: Path) -> None:
    """Raise where the index is shorter than was noted: Oxigraph opens what is left, without a word."""
    try:
        name, _, size = (folder / _FILLED_NOTE).read_text(encoding="utf-8").strip().partition(" ")
    except (OSError, ValueError):
        return
    now, _, there = _index(folder).partition(" ")
    if now == name and size.isdecimal() and int(there) < int(size):
        raise StoreUnavailable(
            str(folder),
            f"its index ({name}) was cut off: load the data into a new folder, or bring back a copy.",
        )


def _open_inner(folder: Path, *, read_only: bool) -> ox.Store:
    if not read_only:
        folder.mkdir(parents=True, exist_ok=True)
    for attempt in range(_ATTEMPTS):
        try:
            return ox.Store.read_only(str(folder)) if read_only else ox.Store(str(folder))
        except (OSError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and not is_corruption(error):
                raise
            if isinstance(error, OSError) and "lock" in str(error).lower():
                raise StoreUnavailable(str(folder), holder(folder)) from error
            # Beside a writer, a file may go between the look at the index and the look at the file.
            if not read_only or attempt + 1 == _ATTEMPTS:
                raise StoreUnavailable(
                    str(folder),
                    f"it cannot be opened ({error}): check the folder, or load the data into a new one.",
                ) from error
            time.sleep(_PAUSE_S)
    raise AssertionError
