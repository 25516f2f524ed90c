"""Ways to load a folder of Turtle files, each in a process of its own, timed from within.

Prints one line of JSON: seconds of wall clock, seconds of processor time (children included) and
how many triples there were, where that costs nothing to say. What a library imports is loaded before
the clock starts, with the tiny file TINY. No way but the first three knows our project, so that any
interpreter can run the others: kglab wants one of its own.

    python benchmarks/loading.py WAY FOLDER [STORE]
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "graph" / "example.ttl"
_GRAPHS = "https://w3id.org/claimgraph/graph/authored/"


def files_in(folder: Path) -> list[Path]:
    """Give the Turtle files of a folder, in order."""
    return sorted(folder.rglob("*.ttl"))


def by_command(folder: Path, store: str, *options: str) -> Callable[[], object]:
    """Make ready our own verb, on the store named."""
    sys.path.insert(0, str(ROOT))
    from graph.cli import run

    def load(data: Path, where: str) -> None:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
            code = run(["load", "--data", str(data), "--store", where, *options])
        if code:
            raise SystemExit(code)

    with TemporaryDirectory() as other:
        load(TINY, str(Path(other) / "store"))
    return lambda: load(folder, store)


def by_pyoxigraph(folder: Path, where: str | None, *, stream: bool) -> Callable[[], object]:
    """Make ready pyoxigraph's bulk load, in memory or in a folder: a file after the other, or all in one."""
    import pyoxigraph as ox

    def name(file: Path) -> ox.NamedNode:
        return ox.NamedNode(_GRAPHS + file.relative_to(folder).as_posix())

    def quads() -> Iterator[ox.Quad]:
        for file in files_in(folder):
            graph = name(file)
            for triple in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
                yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)

    def load() -> object:
        store = ox.Store(where) if where else ox.Store()
        if stream:
            store.bulk_extend(quads())
        else:
            for file in files_in(folder):
                store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE, to_graph=name(file))
        if where:
            store.flush()
        return store

    ox.Store().load(path=str(TINY), format=ox.RdfFormat.TURTLE)
    return load


def by_parser(folder: Path) -> Callable[[], object]:
    """Make ready pyoxigraph's parser alone: nothing that loads is faster."""
    import pyoxigraph as ox

    def parse() -> object:
        return sum(
            1 for file in files_in(folder) for _ in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
        )

    return parse


def by_rdflib(folder: Path) -> Callable[[], object]:
    """Make ready rdflib's own parser and store."""
    import rdflib

    rdflib.Graph().parse(TINY, format="turtle")

    def load() -> object:
        graph = rdflib.Graph()
        for file in files_in(folder):
            graph.parse(file, format="turtle")
        return graph

    return load


def by_kglab(folder: Path) -> Callable[[], object]:
    """Make ready kglab."""
    import kglab

    kglab.KnowledgeGraph().load_rdf(str(TINY), format="ttl")

    def load() -> object:
        graph = kglab.KnowledgeGraph()
        for file in files_in(folder):
            graph.load_rdf(str(file), format="ttl")
        return graph

    return load


def make_ready(way: str, folder: Path, store: str) -> Callable[[], object]:
    """Give what is to be timed. Raises ValueError for a way that there is not."""
    ways: dict[str, Callable[[], Callable[[], object]]] = {
        "ours": lambda: by_command(folder, store, "--no-validate", "--no-derive"),
        "ours-checked": lambda: by_command(folder, store),
        "ours-memory": lambda: by_command(folder, ":memory:", "--no-validate", "--no-derive"),
        "memory": lambda: by_pyoxigraph(folder, None, stream=False),
        "memory-stream": lambda: by_pyoxigraph(folder, None, stream=True),
        "disk": lambda: by_pyoxigraph(folder, store, stream=False),
        "disk-stream": lambda: by_pyoxigraph(folder, store, stream=True),
        "parse": lambda: by_parser(folder),
        "rdflib": lambda: by_rdflib(folder),
        "kglab": lambda: by_kglab(folder),
    }
    if way not in ways:
        raise ValueError(f"{way}: no such way")
    return ways[way]()


def main(arguments: list[str]) -> int:
    """Load once and say how long it took."""
    way, folder, *rest = arguments
    load = make_ready(way, Path(folder), rest[0] if rest else "")
    before, start = os.times(), time.perf_counter()
    done = load()
    triples = done if isinstance(done, int) else None
    del done  # our verb lets go of a store in memory at its end, so all others do
    seconds, after = time.perf_counter() - start, os.times()
    cpu = sum(after[:4]) - sum(before[:4])
    print(json.dumps({"seconds": seconds, "cpu": cpu, "triples": triples}))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
