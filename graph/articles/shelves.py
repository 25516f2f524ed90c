"""Where the files of a corpus are taken from, one at a time: a disk, or a store they were loaded into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

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


class Shelf(Protocol):
    """The files of a corpus; what is not asked for is not in memory."""

    @property
    def origin(self) -> str:
        """Where the files are: lines are counted there."""
        ...

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The files, in order of their graphs."""
        ...

    @property
    def size(self) -> int:
        """About how many bytes there are."""
        ...

    def read(self, graph: str) -> Document:
        """Read one file."""
        ...


class FileShelf:
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
        self._entries = tuple(sorted(entries, key=lambda entry: entry.graph))

    @property
    def origin(self) -> str:
        """Where the files are."""
        return "files"

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The files, in order of their graphs."""
        return self._entries

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return sum(entry.size for entry in self._entries)

    def read(self, graph: str) -> Document:
        """Read one file; raises FileUnreadable where it has changed since it was looked at."""
        path, name, digest = self._files[graph]
        document = read_document(path, name)
        if sha256(document.text).hexdigest() != digest:
            raise FileUnreadable(str(path), "it changed while it was read: start again.")
        return document


class StoreShelf:
    """Files that were loaded into a store, as its catalog lists them; the store stays the caller's.

    What is read is written anew, so lines are not those of the files; hashes are theirs.
    """

    def __init__(self, store: ClaimStore) -> None:
        self._store = store
        files = [one for entry in read_catalog(store).values() for one in entry.files]
        self._entries = tuple(
            Entry(
                graph=one.graph,
                path=one.path or one.graph,
                sha256=one.sha256 or "",
                size=one.triples * _BYTES_A_TRIPLE,
            )
            for one in sorted(files, key=lambda one: one.graph)
        )

    @property
    def origin(self) -> str:
        """Where the files are."""
        return "store"

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The files, in order of their graphs."""
        return self._entries

    @property
    def size(self) -> int:
        """About how many bytes of Turtle there were."""
        return sum(entry.size for entry in self._entries)

    def read(self, graph: str) -> Document:
        """Read one file."""
        return document_of(self._store, graph)
