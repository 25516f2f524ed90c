"""How a remote store is written: by the Graph Store HTTP Protocol, or by SPARQL Update where there is none.

https://www.w3.org/TR/sparql11-http-rdf-update/, https://www.w3.org/TR/sparql11-update/. Graphs are
sent as N-Triples, written by Oxigraph, which every reader of Turtle reads.

Putting a graph empties it first, whatever it holds, and so may be repeated. Of a large one the first
piece does that, and the others are added; where one of them fails for now, all begins with the first
again, so that a graph which was put is whole. Where it fails for good, a part of it may be there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, Protocol

import httpx
import pyoxigraph as ox

from graph.errors import UsageError
from graph.store.addresses import GRAPH_STORE_VARIABLE, UPDATE_VARIABLE
from graph.store.connection import Connection

_TURTLE: Final = "text/turtle; charset=utf-8"
_UPDATE: Final = "application/sparql-update; charset=utf-8"
# A graph beyond this goes in pieces of whole triples; servers limit what one request may hold.
_LARGEST_BYTES: Final = 8_000_000
_TRIPLES_AN_ADDITION: Final = 5_000
# Virtuoso refuses 12,000 triples in one update.
_TRIPLES_AN_UPDATE: Final = 1_000


class Writer(Protocol):
    """What writes the graphs of a remote store."""

    def put(self, graph: str, triples: bytes) -> None:
        """Make `graph` hold exactly `triples` (N-Triples); after a passing fault it begins anew."""
        ...

    def add(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        """Add `triples` to `graph`."""
        ...

    def remove(self, graph: str) -> None:
        """Take `graph` away; it need not be there."""
        ...


def open_writer(connection: Connection) -> Writer:
    """Choose how to write to a store; raises UsageError where no address for it is known."""
    addresses = connection.addresses
    if addresses.graph_store is not None:
        return GraphStoreWriter(connection, addresses.graph_store)
    if addresses.update is not None:
        return UpdateWriter(connection, addresses.update)
    raise UsageError(
        f"{addresses.location}: it can only be read as it is named: name its address for graphs in "
        f"{GRAPH_STORE_VARIABLE}, or for updates in {UPDATE_VARIABLE}."
    )


class GraphStoreWriter:
    """Writes graph by graph: PUT, POST, DELETE."""

    def __init__(self, connection: Connection, address: str) -> None:
        self._connection = connection
        self._address = address

    def put(self, graph: str, triples: bytes) -> None:
        """Make `graph` hold exactly `triples`; a large one goes in pieces, and the first empties it."""
        pieces, address = _pieces(triples), self._of(graph)

        def task() -> None:
            for number, piece in enumerate(pieces):
                method = "POST" if number else "PUT"
                self._connection.send(method, address, content=piece, kind=_TURTLE)

        self._connection.repeat(task)

    def add(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        """Add `triples` to `graph`, some thousands at a time."""
        address = self._of(graph)
        for part in _parts(triples, _TRIPLES_AN_ADDITION):
            content = ox.serialize(part, format=ox.RdfFormat.N_TRIPLES) or b""
            self._connection.repeat(
                partial(self._connection.send, "POST", address, content=content, kind=_TURTLE), attempts=1
            )

    def remove(self, graph: str) -> None:
        """Take `graph` away; it need not be there."""
        address = self._of(graph)
        self._connection.repeat(lambda: self._connection.send("DELETE", address))

    def _of(self, graph: str) -> str:
        return str(httpx.URL(self._address).copy_merge_params({"graph": ox.NamedNode(graph).value}))


class UpdateWriter:
    """Writes by updates of some hundred triples each."""

    def __init__(self, connection: Connection, address: str) -> None:
        self._connection = connection
        self._address = address

    def put(self, graph: str, triples: bytes) -> None:
        """Make `graph` hold exactly `triples`; it is emptied first, and filled batch by batch."""
        parsed = [quad.triple for quad in ox.parse(triples, format=ox.RdfFormat.N_TRIPLES)]

        def task() -> None:
            self._send(_dropping(graph))
            for part in _parts(parsed, _TRIPLES_AN_UPDATE):
                self._send(_inserting(graph, part))

        self._connection.repeat(task)

    def add(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        """Add `triples` to `graph`, some hundreds at a time."""
        for part in _parts(triples, _TRIPLES_AN_UPDATE):
            self._connection.repeat(partial(self._send, _inserting(graph, part)), attempts=1)

    def remove(self, graph: str) -> None:
        """Take `graph` away; it need not be there."""
        self._connection.repeat(partial(self._send, _dropping(graph)))

    def _send(self, text: str) -> None:
        self._connection.send("POST", self._address, content=text.encode(), kind=_UPDATE)


def _dropping(graph: str) -> str:
    return f"DROP SILENT GRAPH {ox.NamedNode(graph)}"


def _inserting(graph: str, part: Sequence[ox.Triple]) -> str:
    # Terms as Oxigraph writes them: the grammar of data in an update is that of N-Triples.
    data = (ox.serialize(part, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    return f"INSERT DATA {{ GRAPH {ox.NamedNode(graph)} {{\n{data}}} }}"


def _pieces(triples: bytes) -> list[bytes]:
    """Cut N-Triples at ends of lines; not where nameless nodes would come apart."""
    if len(triples) <= _LARGEST_BYTES or b"\n_:" in triples or b" _:" in triples:
        return [triples]
    pieces, start = [], 0
    while start < len(triples):
        end = triples.rfind(b"\n", start, start + _LARGEST_BYTES) + 1
        if not end:
            end = triples.find(b"\n", start) + 1 or len(triples)
        pieces.append(triples[start:end])
        start = end
    return pieces


def _parts(triples: Sequence[ox.Triple], size: int) -> Iterator[Sequence[ox.Triple]]:
    """Cut a sequence into parts of `size`; not where nameless nodes would come apart."""
    if any(isinstance(end, ox.BlankNode) for triple in triples for end in (triple.subject, triple.object)):
        size = len(triples)
    for start in range(0, len(triples), size):
        yield triples[start : start + size]
