"""Which shelf data stand on, and whether they are looked at all at once or article by article."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.articles.blinding import BlindShelf
from graph.articles.shelves import FileShelf, Shelf, StoreShelf
from graph.errors import NothingToBuild
from graph.store import Data, Stored, open_store

#: Data of more bytes than this are worked on article by article: about two thousand claims.
MOST_AT_ONCE = 2_000_000


@contextmanager
def open_shelf(data: Data, *, blind: str | None = None) -> Iterator[Shelf]:
    """Give the files of `data`; a store is open meanwhile. Raises NothingToBuild for an empty one.

    With `blind`, the name of a reviewer, they are as that reviewer may see them (`BlindShelf`).
    """
    if blind is not None:
        with open_shelf(data) as shelf:
            yield BlindShelf(shelf, blind)
        return
    if not isinstance(data, Stored):
        yield FileShelf(data)
        return
    with open_store(data.location, read_only=True) as store:
        shelf = StoreShelf(store)
        if not shelf.entries:
            raise NothingToBuild(data.location)
        yield shelf


def is_large(shelf: Shelf) -> bool:
    """Say whether these are too many data to be looked at all at once."""
    return shelf.size > MOST_AT_ONCE


def label_of(data: Data) -> str:
    """Give how messages call data."""
    return str(data) if isinstance(data, (str, Path, Stored)) else ", ".join(map(str, data))
