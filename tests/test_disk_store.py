"""The store in a folder: who holds it, what a killed program leaves, and what is no store."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import ClaimsSyntaxError, StoreUnavailable, UsageError
from graph.store import Document, open_store
from graph.store.embedded import STAGING

_NAMES = [f"http://x.org/graph/{number}" for number in range(6)]

# A program that puts version after version of all graphs, and says of each that it is done.
_WRITER = f"""
import itertools, sys
from graph.store import Document, open_store
with open_store(sys.argv[1]) as store:
    for version in itertools.count(int(sys.argv[2])):
        count = int(sys.argv[3])
        lines = "".join(f"<http://x.org/s{{n}}> <http://x.org/p> {{version}} .\\n" for n in range(count))
        # Old graphs are replaced, and one is new each time.
        names = [*{_NAMES!r}, f"http://x.org/graph/new-{{version}}"]
        store.put([Document(path=name, graph=name, text=lines.encode()) for name in names])
        print(version, flush=True)
"""
_HOLDER = """
import sys
from graph.store import open_store
with open_store(sys.argv[1]) as store:
    print("open", flush=True)
    sys.stdin.read()
"""


def _document(number: int, graph: str = _NAMES[0]) -> Document:
    return Document(
        path="invented.ttl", graph=graph, text=f"<http://x.org/a> <http://x.org/p> {number} .".encode()
    )


@contextmanager
def running(program: str, *arguments: str | int | Path) -> Iterator[subprocess.Popen[str]]:
    """Run a Python program; kill it at the end, if it still runs."""
    with subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _versions(folder: Path) -> dict[str, list[tuple[str, int]]]:
    """Give the versions that each graph holds triples of, and how many."""
    with open_store(folder) as store:
        return {
            name: [
                (row["o"] or "", int(row["n"] or 0))
                for row in store.select(
                    "SELECT ?o (COUNT(*) AS ?n) { ?s <http://x.org/p> ?o } GROUP BY ?o", graphs=[name]
                )
            ]
            for name in store.graphs()
        }


@pytest.mark.parametrize(("triples", "times"), [(120, 8), (4000, 2)], ids=["small", "bulk"])
def test_a_killed_program_leaves_whole_graphs(tmp_path: Path, triples: int, times: int) -> None:
    """Killed at any moment: every graph is one version, none older than acknowledged; a repeat ends right."""
    chance = random.Random(triples)
    folder, version = tmp_path / "store", 0
    for _ in range(times):
        with running(_WRITER, folder, version, triples) as process:
            done = [int(_first_line(process)) for _ in range(chance.randrange(1, 3))]
            time.sleep(chance.random() * triples / 3000)
            process.send_signal(signal.SIGKILL)
            assert process.stdout is not None
            done += map(int, process.stdout.read().split())
        found = _versions(folder)
        assert not [*folder.glob("bulk-*")]
        assert all(len(held) == 1 and held[0][1] == triples for held in found.values()), found
        assert all(done[-1] <= int(found[name][0][0]) <= done[-1] + 1 for name in _NAMES)
        assert all(f"http://x.org/graph/new-{number}" in found for number in done)
        version = done[-1] + 2
    with open_store(folder) as store:
        store.put([_document(1, name) for name in _NAMES])
        assert [store.count(name) for name in _NAMES] == [1] * len(_NAMES)


def test_what_a_killed_program_had_not_put_in_place_is_dropped(tmp_path: Path) -> None:
    """It was never part of the data: it shows in no answer, and is gone once the store is opened to write."""
    folder = tmp_path / "store"
    with open_store(folder) as store:
        store.put([_document(1)])
    inner = ox.Store(str(folder))
    inner.load(
        b"<http://x.org/a> <http://x.org/p> 2 .",
        format=ox.RdfFormat.TURTLE,
        to_graph=ox.NamedNode(f"{STAGING}0"),
    )
    del inner
    with open_store(folder, read_only=True) as store:
        assert store.graphs() == (_NAMES[0],)
        assert len(store.select("SELECT * { ?s ?p ?o }")) == 1
        assert len(store.select("SELECT * { GRAPH ?g { ?s ?p ?o } }")) == 1
        assert store.ntriples().count(b"\n") == 1
    with open_store(folder) as store:
        assert len(store.select("SELECT * { GRAPH ?g { ?s ?p ?o } }")) == 1


def test_a_second_writer_is_told_who_holds_the_store(tmp_path: Path) -> None:
    """Process, host and time; readers are let in, and see what was there when they opened it."""
    folder = tmp_path / "store"
    with open_store(folder) as store:
        store.put([_document(1)])
    with running(_HOLDER, folder) as process:
        assert _first_line(process) == "open"
        with pytest.raises(StoreUnavailable) as caught:
            open_store(folder)
        assert f"process {process.pid} on {socket.gethostname()}, since 20" in str(caught.value)
        assert str(caught.value).startswith(f"{folder}: it is held by another program")
        assert caught.value.exit_code == 3
        with open_store(folder, read_only=True) as reader:
            assert reader.count(_NAMES[0]) == 1
        process.communicate()
    with open_store(folder) as store:
        assert store.graphs() == (_NAMES[0],)


def test_the_same_program_is_told_so(tmp_path: Path) -> None:
    """A store that was not closed, most often."""
    with open_store(tmp_path / "store"), pytest.raises(StoreUnavailable, match="held by this program itself"):
        open_store(tmp_path / "store")


@pytest.mark.parametrize(
    ("note", "who"),
    [
        (
            {"pid": 2**22 + 1, "host": socket.gethostname(), "since": "2020"},
            r"another program \(not claimgraph\)",
        ),
        (
            {"pid": 7, "host": "elsewhere\n\x1b[1m", "since": "2020"},
            r"process 7 on elsewhere\?\?\[1m, since 2020",
        ),
        ({"pid": "7"}, "held by another program:"),
        ([1], "held by another program:"),
        ("", "held by another program:"),
    ],
    ids=["stale", "other-host", "no-number", "no-object", "no-json"],
)
def test_a_note_that_is_stale_or_strange_deceives_nobody(tmp_path: Path, note: object, who: str) -> None:
    """The lock says whether the store is held, the note only by whom."""
    folder = tmp_path / "store"
    open_store(folder).close()
    text = note if isinstance(note, str) else json.dumps(note)
    (folder / "claimgraph.lock").write_text(text, encoding="utf-8")
    holding = ox.Store(str(folder))
    with pytest.raises(StoreUnavailable, match=who) as caught:
        open_store(folder)
    assert str(caught.value).isprintable()
    del holding
    with open_store(folder) as store:
        assert json.loads((folder / "claimgraph.lock").read_text(encoding="utf-8"))["pid"] == os.getpid()
        assert store.graphs() == ()
    assert not (folder / "claimgraph.lock").exists()


@pytest.mark.parametrize("read_only", [False, True], ids=["write", "read"])
def test_a_folder_of_other_things_is_refused_and_left_alone(tmp_path: Path, read_only: bool) -> None:  # noqa: FBT001 - given by pytest
    """A data folder named by mistake is not filled with a database."""
    (tmp_path / "claims.ttl").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match=r"holds other files \(claims\.ttl\)"):
        open_store(tmp_path, read_only=read_only)
    with pytest.raises(UsageError, match="this is a file"):
        open_store(tmp_path / "claims.ttl", read_only=read_only)
    assert [entry.name for entry in tmp_path.iterdir()] == ["claims.ttl"]


def test_what_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    """Nor is it made."""
    with pytest.raises(UsageError, match="there is no store here to read"):
        open_store(tmp_path / "store", read_only=True)
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("read_only", [False, True], ids=["write", "read"])
@pytest.mark.parametrize("damage", ["index-cut", "index-gone", "data-cut"])
def test_a_damaged_store_is_told_and_not_taken_for_empty(
    tmp_path: Path,
    damage: str,
    read_only: bool,  # noqa: FBT001 - given by pytest
) -> None:
    """Oxigraph opens some of them as empty, without a word."""
    folder = tmp_path / "store"
    with open_store(folder) as store:
        lines = "".join(f"<http://x.org/s{n}> <http://x.org/p> {n} .\n" for n in range(2000))
        store.put([Document(path="a.ttl", graph=name, text=lines.encode()) for name in _NAMES])
        store.optimize()
    if damage == "index-gone":
        (folder / "CURRENT").unlink()
    else:
        pattern = "MANIFEST-*" if damage == "index-cut" else "*.sst"
        for path in folder.glob(pattern):
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(StoreUnavailable) as caught, open_store(folder, read_only=read_only) as store:
        store.ntriples()
    assert str(caught.value).startswith(f"{folder}: it")
    assert caught.value.exit_code == 3


def test_a_store_that_was_emptied_is_not_damaged(tmp_path: Path) -> None:
    """Removing the last graph is no loss."""
    folder = tmp_path / "store"
    with open_store(folder) as store:
        store.put([_document(1), _document(2, _NAMES[1])])
        store.remove(_NAMES[:1])
        store.remove(_NAMES[1:2])
    with open_store(folder) as store:
        assert store.graphs() == ()
        store.put([_document(1)])
        store.put([Document(path="empty.ttl", graph=_NAMES[0], text=b"")])
    open_store(folder).close()


def test_a_large_file_and_many_small_ones_are_loaded_alike(tmp_path: Path) -> None:
    """By a transaction or in bulk, it is the same data; nameless nodes stay apart in both."""
    lines = "".join(f'<http://x.org/s{n}> <http://x.org/p> "{"x" * 90}{n}" .\n' for n in range(9000))
    large = Document(path="l.ttl", graph=_NAMES[0], text=(lines + "_:a <http://x.org/p> 1 .").encode())
    small = Document(path="s.ttl", graph=_NAMES[1], text=b"_:a <http://x.org/p> 1 .")
    with open_store(tmp_path / "one") as store, open_store(tmp_path / "other") as other:
        store.put([large])
        store.put([small])
        other.put([large, small])
        assert store.load(large) == 1  # its nameless node, which is another each time
        other.load(large)
        for one in (store, other):
            assert [one.count(name) for name in _NAMES[:2]] == [9002, 1]
            assert list(one.select("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s <http://x.org/p> 1 }")) == [
                {"n": "3"}
            ]


def test_a_file_that_is_refused_leaves_nothing_behind(tmp_path: Path) -> None:
    """In a call with many others, too."""
    bad = Document(path="bad.ttl", graph=_NAMES[2], text=b"<http://x.org/a> <http://x.org/p> 1 . oops")
    with open_store(tmp_path / "store") as store:
        store.put([_document(0)])
        with pytest.raises(ClaimsSyntaxError, match=r"bad\.ttl:1:"):
            store.put([_document(1), _document(1, _NAMES[1]), bad])
        with pytest.raises(ClaimsSyntaxError):
            store.load(bad)
        assert store.graphs() == (_NAMES[0],)
    with open_store(tmp_path / "store") as store:
        assert store.ntriples().count(b"\n") == 1


def test_a_reader_beside_a_writer_sees_whole_graphs(tmp_path: Path) -> None:
    """Opened again and again while another program writes in bulk: it opens, and nothing in it is half."""
    folder = tmp_path / "store"
    seen = set()
    with running(_WRITER, folder, 0, 4000) as process:
        assert _first_line(process) == "0"
        for _ in range(6):
            # Its files may be rewritten while they are read; then it says so.
            with suppress(StoreUnavailable), open_store(folder, read_only=True) as reader:
                seen |= {reader.count(name) for name in reader.graphs()}
    assert seen == {4000}
