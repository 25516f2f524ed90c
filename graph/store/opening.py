"""Which store a location means."""

from __future__ import annotations

from pathlib import Path

from graph.errors import UsageError
from graph.store.addresses import is_remote, read_addresses
from graph.store.base import ClaimStore
from graph.store.embedded import MemoryStore


def open_store(location: str | Path = ":memory:", *, read_only: bool = False) -> ClaimStore:
    """Open the store at `location`: ``:memory:`` (empty, gone when closed), a folder, or a server.

    A server is named by an http or https address: that of an Oxigraph server, or the one for
    queries of any store that speaks SPARQL 1.1, whose other addresses stand in the environment; or
    by a ``.toml`` file with all three (docs/stores.md).

    A folder that does not exist yet, or is empty, becomes a store; one with other files in it is
    refused (UsageError). `read_only` asks what another program may write meanwhile: such a store
    stays as it was when opened. StoreUnavailable says who holds a store for writing, or how it is
    damaged.

    >>> from graph.store import Document
    >>> text = b'<https://a.example/itch> <https://a.example/label> "Itch" .'
    >>> with open_store() as store:
    ...     loaded = store.load(Document(path="itch.ttl", graph="https://a.example/graph", text=text))
    ...     answer = store.select("SELECT ?label { ?thing <https://a.example/label> ?label }")
    >>> loaded, list(answer)
    (1, [{'label': 'Itch'}])
    """
    named = str(location)
    if named == ":memory:":
        return MemoryStore()
    if not named:
        raise UsageError("the store has no name: name a folder, an address, or :memory:.")
    if is_remote(named):
        from graph.store.remote import RemoteStore  # the HTTP libraries, 0.2 s, where they are needed

        return RemoteStore(read_addresses(named), read_only=read_only)
    from graph.store.disk import DiskStore  # only where there is a disk store

    return DiskStore(Path(location), read_only=read_only)
