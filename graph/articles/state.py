"""What builds into a folder, or questions about some data, have done already: the next one does the rest.

A SQLite file for each, in the user's cache: nothing of it is published, and without it everything
is done anew. Beside it lies a lock: two builds into one folder do not meet. Both outlive a kill:
SQLite commits whole or not at all, and the system lets go of a lock when its holder ends.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.articles.keeping import freeze, thaw
from graph.errors import FolderBusy

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

# What else the bytes of a result depend on.
_ENGINES = ("deflate", "pyoxigraph", "pyshacl", "pyvis", "shacl")
_TABLES = """\
create table if not exists facts (name text primary key, value text) without rowid;
create table if not exists scans (sha256 text primary key, value blob) without rowid;
create table if not exists results (key text, part text, value blob, primary key (key, part)) without rowid;
create table if not exists placed (path text primary key, key text, size integer, time integer) without rowid;
"""


class PlacedFile(NamedTuple):
    """A file in the folder: its path from there, its size in bytes, its time in nanoseconds."""

    path: str
    size: int
    time_ns: int


class BuildState:
    """What is known from earlier builds into one folder; a context manager that holds its lock.

    With a `name`, what is known under that, whatever it is of.
    """

    def __init__(self, folder: Path | None = None, *, name: str = "") -> None:
        self._folder = folder.resolve() if folder is not None else Path()
        self._texts: set[str] = set()
        self._lock: sqlite3.Connection | None = None
        place = _place(name or str(self._folder))
        try:
            place.mkdir(parents=True, exist_ok=True)
            self._lock = sqlite3.connect(place / "lock.sqlite", timeout=0)
            self._take_lock(self._lock)
            self._inner = _open(place / "state.sqlite")
        except (OSError, sqlite3.Error):  # no home, or a disk that is full: as if all were new
            self._inner = _open(None)
        try:
            self._start()
        except BaseException:  # what is kept is damaged: nobody waits for a state that nobody holds
            self.close()
            raise

    def _start(self) -> None:
        """Forget what another program found."""
        if self.fact("program") != program():
            for table in ("facts", "scans", "results"):  # what was put into the folder stays known
                self._inner.execute(f"delete from {table}")  # noqa: S608 - the names stand above
            self.set_fact("program", program())

    def _take_lock(self, lock: sqlite3.Connection) -> None:
        """Take the lock, and write down who has it; raises FolderBusy where somebody else has."""
        try:
            lock.execute("create table if not exists holder (process integer, since real)")
            lock.commit()
            lock.execute("begin immediate")
            lock.execute("delete from holder")
            lock.execute("insert into holder values (?, ?)", (os.getpid(), time.time()))
            lock.commit()
            lock.execute("begin immediate")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            held = None
            with suppress(sqlite3.Error):  # who it is can be read once it has been written down
                held = lock.execute("select process, since from holder").fetchone()
            lock.close()
            raise FolderBusy(str(self._folder), *(held or (None, None))) from error

    @staticmethod
    def discard(name: str) -> None:
        """Forget all that is known under a name, that of builds being their folder's: it is damaged."""
        _remove(_place(name) / "state.sqlite")

    def fact(self, name: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Give a fact that was set, or None."""
        row = self._inner.execute("select value from facts where name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else None

    def set_fact(self, name: str, value: object) -> None:
        """Keep a fact, any JSON value, for the next build."""
        self._inner.execute("insert or replace into facts values (?, ?)", (name, json.dumps(value)))
        self._inner.commit()

    def scans(self, hashes: Iterable[str]) -> dict[str, object]:
        """Give the scans that are known of files with these hashes."""
        wanted = set(hashes)
        return {
            digest: value
            for digest, content in self._inner.execute("select sha256, value from scans")
            if digest in wanted and (value := _thawed(content)) is not None
        }

    def keep_scans(self, scans: Mapping[str, object]) -> None:
        """Keep scans by the hash of their file."""
        rows = [(digest, freeze(scan)) for digest, scan in scans.items()]
        self._inner.executemany("insert or replace into scans values (?, ?)", rows)
        self._inner.commit()

    def result(self, key: str, part: str) -> object | None:
        """Give a part of the result with that key, or None."""
        row = self._inner.execute(
            "select value from results where key = ? and part = ?", (key, part)
        ).fetchone()
        return _thawed(row[0]) if row else None

    def keep_result(self, key: str, parts: Mapping[str, bytes]) -> None:
        """Keep the parts of a result, each frozen already: all or none."""
        rows = [(key, part, value) for part, value in parts.items()]
        self._inner.executemany("insert or replace into results values (?, ?, ?)", rows)
        self._inner.commit()

    def keep_text(self, key: str, make: Callable[[], str]) -> str:
        """Give the text that is kept by `key`, or make and keep it; both count as needed by this build."""
        self._texts.add(key)
        kept = self.result(key, "text")
        if isinstance(kept, str):
            return kept
        text = make()
        self.keep_result(key, {"text": freeze(text)})
        return text

    def placed(self) -> dict[str, list[PlacedFile]]:
        """Give the files that builds have put into the folder, by the key of the result they show."""
        found: dict[str, list[PlacedFile]] = {}
        for path, key, size, time_ns in self._inner.execute("select path, key, size, time from placed"):
            found.setdefault(key, []).append(PlacedFile(path, size, time_ns))
        return found

    def keep_placed(self, key: str, paths: Iterable[str]) -> None:
        """Keep that these files of the folder, named from it, show the result with that key."""
        rows = []
        for path in paths:
            seen = (self._folder / path).stat()
            rows.append((path, key, seen.st_size, seen.st_mtime_ns))
        self._inner.executemany("insert or replace into placed values (?, ?, ?, ?)", rows)
        self._inner.commit()

    def forget_placed(self, path: str) -> None:
        """Forget a file that was removed from the folder."""
        self._inner.execute("delete from placed where path = ?", (path,))
        self._inner.commit()

    def is_intact(self, files: Iterable[PlacedFile]) -> bool:
        """Say whether files lie in the folder as they were put there, by size and time."""
        for file in files:
            try:
                seen = (self._folder / file.path).stat()
            except OSError:
                return False
            if (seen.st_size, seen.st_mtime_ns) != (file.size, file.time_ns):
                return False
        return True

    def forget_others(self, keys: Sequence[str], hashes: Sequence[str]) -> None:
        """Forget the results, texts and scans that this build did not need."""
        needed = [*keys, *self._texts]
        for table, column, kept in (("results", "key", needed), ("scans", "sha256", hashes)):
            self._inner.execute("create temp table kept (name text primary key)")
            self._inner.executemany("insert or ignore into kept values (?)", [(name,) for name in kept])
            self._inner.execute(
                f"delete from {table} where {column} not in (select name from kept)"  # noqa: S608 - as above
            )
            self._inner.execute("drop table kept")
        self._inner.commit()

    def close(self) -> None:
        """Let go of the lock."""
        self._inner.close()
        if self._lock is not None:
            self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


@cache
def program() -> str:
    """Give a digest that changes with the program: of all its files, and of the versions of its engines.

    It is the same on every machine, so that one store can be filled from several.
    """
    digest = sha256(" ".join(map(_version, _ENGINES)).encode())
    waiting = [files("graph")]
    while waiting:
        place = waiting.pop()
        if place.is_file():
            digest.update(f"{place.name}\0".encode() + place.read_bytes())
        elif place.name != "__pycache__":
            waiting += sorted(place.iterdir(), key=lambda one: one.name)
    return digest.hexdigest()


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # 20 ms that only builds and loads pay

    try:
        return version(package)
    except PackageNotFoundError:
        return "none"  # where one engine has no build, another does its work


def _cache() -> Path:
    from platformdirs import user_cache_path  # only a build needs the place

    return user_cache_path("claimgraph", appauthor=False)


def _place(name: str) -> Path:
    return _cache() / sha256(name.encode()).hexdigest()[:32]


def _open(path: Path | None) -> sqlite3.Connection:
    """Open a state, in memory without a `path`; one that is damaged at its head is made anew."""
    try:
        return _prepared(path)
    except sqlite3.DatabaseError as error:
        if path is None or isinstance(error, sqlite3.OperationalError):
            raise
        _remove(path)
        return _prepared(path)


def _prepared(path: Path | None) -> sqlite3.Connection:
    inner = sqlite3.connect(path or ":memory:", timeout=5)
    try:
        # The file can be made anew at any time, so a loss of power may cost it, but not slow each commit.
        inner.execute("pragma synchronous = off")
        inner.execute("pragma mmap_size = 1000000000")
        inner.executescript(_TABLES)
    except sqlite3.Error:
        inner.close()
        raise
    return inner


def _remove(path: Path) -> None:
    for name in (path, path.with_name(f"{path.name}-journal")):
        with suppress(OSError):
            name.unlink()


def _thawed(content: bytes) -> object | None:
    try:
        return thaw(content)
    except ValueError:
        return None
