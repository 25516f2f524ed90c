"""Who is filling a store, noted in the store, so that two loads into one server do not meet.

SPARQL has no locks: the note is a graph that a load puts, reads back, renews as it goes, and takes away
at its end. One that was not renewed for a while, or whose process on this machine is gone, was left by a
load that was cut off, and counts no more. A store in a folder is held by the system (`graph.store`).
"""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING

from graph.errors import StoreUnavailable
from graph.resources import query
from graph.store import ClaimStore, Document, Term, open_store
from graph.vocab import HOLDER_GRAPH, PREFIXES

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

Clock = Callable[[], datetime]

#: A note that was not renewed for so long counts no more: a batch takes some seconds, rarely a minute.
STALE_AFTER = timedelta(minutes=5)
_RENEW_AFTER = timedelta(seconds=20)
_WHO = re.compile(r"process (\d{1,9}) on (.+)", re.DOTALL)


def utc_now() -> datetime:
    """Give the time, with its zone."""
    return datetime.now(UTC)


class Hold:
    """A store held for one load; a context manager. StoreUnavailable says who holds it instead."""

    def __init__(self, store: ClaimStore, clock: Clock = utc_now) -> None:
        self._store = store
        self._clock = clock
        self._token = token_hex(8)
        self._noted = datetime.min.replace(tzinfo=UTC)

    def renew(self) -> None:
        """Say that the load goes on, every 20 s at most. Raises where another has taken the store."""
        if self._clock() - self._noted > _RENEW_AFTER:
            self._check()
            self._note()

    def _check(self) -> None:
        """Raise where another's note is there and counts."""
        for row in self._store.select(query("holder")):
            since, who = _moment(row["time"] or ""), row["who"] or ""
            if row["token"] == self._token or since is None or _is_gone(who):
                continue
            if self._clock() - since < STALE_AFTER:
                raise StoreUnavailable(
                    self._store.location,
                    f"{who} is filling it (last heard of at {since:%H:%M:%S} UTC): wait until it is done.",
                )

    def _note(self) -> None:
        self._noted = self._clock()
        holder = Term(HOLDER_GRAPH, "iri")
        time = self._noted.isoformat(timespec="seconds")
        who = f"process {os.getpid()} on {socket.gethostname()}"
        with open_store() as scratch:
            scratch.add(
                [
                    (holder, _term("dcterms", "identifier"), Term(self._token, "literal")),
                    (holder, _term("rdfs", "label"), Term(who, "literal")),
                    (holder, _term("prov", "startedAtTime"), Term(time, "literal")),
                ],
                HOLDER_GRAPH,
            )
            text = scratch.ntriples([HOLDER_GRAPH])
        self._store.put([Document(path="the holder", graph=HOLDER_GRAPH, text=text)])

    def __enter__(self) -> Self:
        self._check()
        self._note()
        self._check()  # another may have come between
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if isinstance(error, StoreUnavailable):  # what is out of reach, or another's, is left alone
            return
        if self._token in {row["token"] for row in self._store.select(query("holder"))}:
            self._store.remove([HOLDER_GRAPH])


def _moment(text: str) -> datetime | None:
    """Read the time of a note; one that cannot be read was not left by us, and counts no more."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo is not None else None


def _is_gone(who: str) -> bool:
    """Say whether a note is of a process of this machine that has ended."""
    named = _WHO.fullmatch(who)
    if named is None or named[2] != socket.gethostname() or os.name != "posix":
        return False  # elsewhere, asking after a process may end it
    try:
        os.kill(int(named[1]), 0)  # asks whether it is there, and does nothing to it
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _term(prefix: str, local: str) -> Term:
    return Term(PREFIXES[prefix] + local, "iri")
