"""Where a remote store is: its three addresses, from what people name and from the environment."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit

from graph.errors import FileUnreadable, UsageError

UPDATE_VARIABLE: Final = "CLAIMGRAPH_UPDATE_URL"
GRAPH_STORE_VARIABLE: Final = "CLAIMGRAPH_GRAPH_STORE_URL"

_SCHEMES: Final = ("http", "https")
_URL_KEYS: Final = ("query", "update", "graph_store")
_TIMEOUT_KEYS: Final = ("connect_timeout_s", "read_timeout_s")
_SECRET_KEYS: Final = frozenset({"user", "username", "password", "token", "bearer", "auth"})
_CONNECT_TIMEOUT_S: Final = 10.0
_READ_TIMEOUT_S: Final = 120.0
_LONGEST_FILE_BYTES: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The addresses of a SPARQL 1.1 store; without `update` and `graph_store` it is only read.

    `location` is how messages call it. Timeouts are in seconds: until it is connected, and from
    one piece of an answer to the next.
    """

    location: str
    query: str
    update: str | None = None
    graph_store: str | None = None
    connect_timeout_s: float = _CONNECT_TIMEOUT_S
    read_timeout_s: float = _READ_TIMEOUT_S


def is_remote(location: str) -> bool:
    """Tell whether `location` names a remote store: an http(s) address, or a ``.toml`` file."""
    return "://" in location or location.endswith(".toml")


def read_addresses(location: str) -> Addresses:
    """Find the addresses of the store that `location` names. Raises UsageError for what is none.

    An address alone, as in ``http://127.0.0.1:7878``, is the base of an Oxigraph server; one with a
    path is the address for queries, and the environment gives the others. A TOML file gives all.
    """
    if location.endswith(".toml") and "://" not in location:
        return _read_file(Path(location))
    parts = _parts(location, "the store")
    update, graph_store = os.environ.get(UPDATE_VARIABLE), os.environ.get(GRAPH_STORE_VARIABLE)
    if parts.path in {"", "/"}:
        base = f"{parts.scheme}://{parts.netloc}"
        query, update, graph_store = (
            f"{base}/query",
            update or f"{base}/update",
            graph_store or f"{base}/store",
        )
    else:
        query = location
    for name, address in ((UPDATE_VARIABLE, update), (GRAPH_STORE_VARIABLE, graph_store)):
        if address:
            _parts(address, name)
    return Addresses(
        location=shown_address(location), query=query, update=update or None, graph_store=graph_store or None
    )


def shown_address(address: str) -> str:
    """Give an address as messages may show it: without user, password and query string.

    >>> shown_address("https://me:secret@data.example:8890/sparql?key=secret")
    'https://data.example:8890/sparql'
    """
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _parts(address: str, what: str) -> SplitResult:
    """Take an address apart; what is wrong with it is said without repeating what may be secret in it."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not address.isprintable() or " " in address:
        raise UsageError(f"{what}: this is no http or https address: write it as in https://host:port/path.")
    if "@" in parts.netloc:
        raise UsageError(
            f"{shown_address(address)}: an address must not hold a password: set CLAIMGRAPH_STORE_USER and "
            "CLAIMGRAPH_STORE_PASSWORD in the environment, or write an entry in ~/.netrc."
        )
    return parts


def _read_file(path: Path) -> Addresses:
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST_FILE_BYTES)
        table = tomllib.loads(content.decode())
    except OSError as error:
        raise FileUnreadable(
            str(path), f"it cannot be read ({error.strerror}): name the file of a store's addresses."
        ) from error
    except ValueError as error:
        raise FileUnreadable(str(path), "it is not TOML: write lines as in query = 'https://...'.") from error
    if _SECRET_KEYS & {key.lower() for key in table}:
        raise UsageError(
            f"{path}: passwords do not belong in this file: set CLAIMGRAPH_STORE_USER and "
            "CLAIMGRAPH_STORE_PASSWORD, or CLAIMGRAPH_STORE_TOKEN, in the environment, or use ~/.netrc."
        )
    if unknown := sorted(table.keys() - {*_URL_KEYS, *_TIMEOUT_KEYS}):
        raise UsageError(
            f"{path}: {unknown[0]!r} means nothing here: write {', '.join((*_URL_KEYS, *_TIMEOUT_KEYS))}."
        )
    urls = {key: _url(path, key, table[key]) for key in _URL_KEYS if key in table}
    if "query" not in urls:
        raise UsageError(f"{path}: the address for queries is missing: write query = 'https://...'.")
    seconds = {key: _seconds(path, key, table[key]) for key in _TIMEOUT_KEYS if key in table}
    return Addresses(
        location=shown_address(urls["query"]),
        query=urls["query"],
        update=urls.get("update"),
        graph_store=urls.get("graph_store"),
        connect_timeout_s=seconds.get("connect_timeout_s", _CONNECT_TIMEOUT_S),
        read_timeout_s=seconds.get("read_timeout_s", _READ_TIMEOUT_S),
    )


def _url(path: Path, key: str, value: object) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{path}: {key} is no text: write {key} = 'https://...'.")
    _parts(value, f"{path}: {key}")
    return value


def _seconds(path: Path, key: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
        raise UsageError(f"{path}: {key} is no time: write seconds, as in {key} = 30.")
    return float(value)
