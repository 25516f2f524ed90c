"""Where the files of a corpus are taken from, one at a time: a disk, or a store they were loaded into."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from graph.articles.catalog import read_catalog
from graph.errors import FileUnreadable
from graph.store import ClaimStore, Document, document_of, find_files, read_document

# Of Turtle as people and programs write it.
_BYTES_A_TRIPLE = 35


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file on a shelf: its named graph, how messages call it, the SHA-256 of its text, its bytes, about."""

    graph: str
    path: str
    sha256: str
    size: int


class Shelf(ABC):
    """The files of a corpus; what is not asked for is not in memory.

    `entries` are the files, in order of their graphs; `origin` says where they are (``files``, ``store``):
    lines are counted there.
    """

    def __init__(self, entries: Iterable[Entry], origin: str) -> None:
        self.entries = tuple(sorted(entries, key=lambda entry: entry.graph))
        self.origin = origin

    @property
    def size(self) -> int:
        """About how many bytes there are."""
        return sum(entry.size for entry in self.entries)

    @abstractmethod
    def read(self, graph: str) -> Document:
        """Read one file."""

    def has_changed(self) -> bool:
        """Say whether what was read may not be what `entries` tell of; files tell that when they are read."""
        return False


class FileShelf(Shelf):
    """Turtle files, each read once to know its bytes, and again when it is worked on.

    Raises what `graph.store.read_documents` raises.
    """

    def __init__(self, data: Path | str | Sequence[Path | str]) -> None:
        self._files = {}
        entries = []
        for path, name in find_files(data):
            document = read_document(path, name)
            digest = sha256(document.text).hexdigest()
            self._files[document.graph] = (path, name, digest)
            size = len(document.text)
            entries.append(Entry(graph=document.graph, path=document.path, sha256=digest, size=size))
        super().__init__(entries, "files")

    def read(self, graph: str) -> Document:
        """Read one file; raises FileUnreadable where it has changed since it was looked at."""
        path, name, digest = self._files[graph]
        document = read_document(path, name)
        if sha256(document.text).hexdigest() != digest:
            raise FileUnreadable(str(path), "it changed while it was read: start again.")
        return document


class StoreShelf(Shelf):
    """Files that were loaded into a store, as its catalog lists them; the store stays the caller's.

    What is read is written anew, so lines are not those of the files; hashes are theirs.
    """

    def __init__(self, store: ClaimStore) -> None:
        self._store = store
        files = [one for entry in read_catalog(store).values() for one in entry.files]
        entries = (
            Entry(
                graph=one.graph,
                path=one.path or one.graph,
                sha256=one.sha256 or "",
                size=one.triples * _BYTES_A_TRIPLE,
            )
            for one in files
        )
        super().__init__(entries, "store")

    def read(self, graph: str) -> Document:
        """Read one file."""
        return document_of(self._store, graph)

    def has_changed(self) -> bool:
        """Say whether something was loaded meanwhile: a server shows it before its entry is there."""
        return StoreShelf(self._store).entries != self.entries
