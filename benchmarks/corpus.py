"""Does it scale? Loads, builds and queries of corpora up to a million claims, beside other libraries.

Corpora are those of `corpora.py`. Each comparison runs all its sides in one go and in turn, each in a
process of its own (`loading.py`), and prints medians and ratios; memory counts all processes of a
side. Exit code 1 where a limit is missed.

    python benchmarks/corpus.py load      our unchecked and checked loads beside pyoxigraph's bulk load
    python benchmarks/corpus.py rivals    the same beside rdflib and kglab, at several sizes
    python benchmarks/corpus.py build     builds: cold, after a change to one article, unchanged
    python benchmarks/corpus.py million   a build and the packaged queries on disk; growth of the cost
    python benchmarks/corpus.py questions asks a store, once and again
    python benchmarks/corpus.py remote    loads and builds through SPARQL servers

Sizes and runs are options, so that anybody can try them small: ``--claims 10000 --runs 1``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from corpora import article_path, change_article, imagine, write_corpus
from loading import ROOT
from measuring import Run, compare, machine, run

LOADING = str(Path(__file__).with_name("loading.py"))
ASKING = str(Path(__file__).with_name("asking.py"))
# What builds import: what is asked of them is beyond that.
IMPORTS = "import pyoxigraph, shacl, networkx, jinja2, graph.pipeline, graph.cli.building, graph.site"
UNCHECKED = "load --no-validate --no-derive"
CHECKED = "load, checked and derived, on disk"
_BY_FILE, _STREAM = "pyoxigraph bulk load {}, file by file", "pyoxigraph bulk load {}, one stream"
NOTHING = Run(seconds=0, cpu=0, peak=0)
# The limits, as ratios to the bulk load, as seconds, as megabytes, and of the growth of costs.
MOST_OF_A_LOAD, MOST_OF_A_CHECKED_LOAD, MOST_OF_A_BUILD = 1.3, 5.0, 12.0
LEAST_OF_RIVALS = 8.0
MOST_OF_A_CHANGE_S, MOST_OF_NOTHING_S, MOST_OF_A_QUERY_S = 5.0, 1.0, 2.0
MOST_MEMORY_MB, MOST_MEMORY_OF_A_MILLION_MB = 6_000, 8_000
MOST_GROWTH = 1.5


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what, what it took, its ratio to what, and whether a limit is kept."""

    what: str
    run: Run
    ratio: str = ""
    limit: str = ""
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comparison works: its folder, corpora by size in it, and how often it measures."""

    folder: Path
    claims: tuple[int, ...]
    runs: int
    kglab: str

    def corpus(self, claims: int) -> Path:
        """Give the folder of a corpus of that size, written if it is not there."""
        folder = self.folder / f"corpus-{claims}"
        if not folder.exists():
            print(f"(writing {claims:,} claims)", file=sys.stderr, flush=True)
            unfinished = folder.with_suffix(".part")
            shutil.rmtree(unfinished, ignore_errors=True)
            write_corpus(unfinished, claims).rename(folder)
        return folder

    def fresh(self, name: str) -> Path:
        """Give a path where there is nothing."""
        path = self.folder / name
        shutil.rmtree(path, ignore_errors=True)
        return path

    def way(self, way: str, corpus: Path, *, python: str = sys.executable) -> Callable[[], Run]:
        """Give the measuring of a way to load."""

        def measure() -> Run:
            store = self.fresh("store")
            measured = run([python, LOADING, way, str(corpus), str(store)])
            shutil.rmtree(store, ignore_errors=True)
            return measured

        return measure

    def command(self, *arguments: str, environment: Mapping[str, str] | None = None) -> Run:
        """Measure our command line, whose caches live in this folder."""
        own = {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(self.folder / "cache")}
        return run([sys.executable, "-m", "graph", *arguments], environment={**own, **(environment or {})})


def compare_loads(place: Place) -> Iterator[Row]:
    """Our loads beside pyoxigraph's bulk load of the same files, in memory and on disk.

    It loads a file after the other, each into its graph: that is what ours are compared with. Beside it
    stands a program that parses all files into one stream of quads and loads that, which is faster on disk
    and holds more in memory than either.
    """
    claims = place.claims[-1]
    corpus = place.corpus(claims)
    names = {
        "pyoxigraph parses only": "parse",
        _BY_FILE.format("in memory"): "memory",
        _STREAM.format("in memory"): "memory-stream",
        f"{UNCHECKED}, in memory": "ours-memory",
        _BY_FILE.format("on disk"): "disk",
        _STREAM.format("on disk"): "disk-stream",
        f"{UNCHECKED}, on disk": "ours",
        CHECKED: "ours-checked",
    }
    found = compare({name: place.way(way, corpus) for name, way in names.items()}, place.runs)
    for name, taken in found.items():
        if name.startswith("pyoxigraph"):
            yield Row(f"{claims:,}: {name}", taken)
            continue
        where = "in memory" if name.endswith("in memory") else "on disk"
        base, stream = found[_BY_FILE.format(where)], found[_STREAM.format(where)]
        most = MOST_OF_A_CHECKED_LOAD if name == CHECKED else MOST_OF_A_LOAD
        ratio = taken.seconds / base.seconds
        told = f"{ratio:.2f}; of one stream {taken.seconds / stream.seconds:.2f}"
        yield Row(f"{claims:,}: {name}", taken, told, f"at most {most}", ratio <= most)
        if name != CHECKED:
            # On disk a call a file keeps nothing: what is held is compared with what the stream holds.
            ratio = taken.peak / max(base.peak, stream.peak)
            yield Row("… its memory", taken, f"{ratio:.2f}", f"at most {most}", ratio <= most)


def compare_rivals(place: Place) -> Iterator[Row]:
    """Our load in memory beside rdflib's own parser and store, and kglab, at each size; the largest once.

    Ours onto the disk stands beside them: that is kept, where the others' is gone with the process.
    """
    for claims in place.claims:
        corpus = place.corpus(claims)
        ways = {
            f"{UNCHECKED}, in memory": place.way("ours-memory", corpus),
            f"{UNCHECKED}, on disk": place.way("ours", corpus),
            "rdflib": place.way("rdflib", corpus),
        }
        if place.kglab:
            ways["kglab"] = place.way("kglab", corpus, python=place.kglab)
        found = compare(ways, 1 if claims == max(place.claims) else place.runs)
        ours, on_disk = found[f"{UNCHECKED}, in memory"], found[f"{UNCHECKED}, on disk"]
        for name, taken in found.items():
            if name.startswith(UNCHECKED):
                yield Row(f"{claims:,}: {name}", taken)
                continue
            ratio, other = taken.seconds / ours.seconds, taken.seconds / on_disk.seconds
            told = f"{ratio:.1f} times ours in memory, {other:.1f} on disk"
            limit = f"at least {LEAST_OF_RIVALS:.0f}, in memory"
            yield Row(f"{claims:,}: {name}", taken, told, limit, ratio >= LEAST_OF_RIVALS)


def compare_builds(place: Place) -> Iterator[Row]:
    """Whole builds beside pyoxigraph's bulk load: cold, after a change to one article, and of nothing new."""
    claims = place.claims[-1]
    corpus = place.corpus(claims)
    world = imagine(claims)
    site = place.fresh("site")
    shutil.rmtree(place.folder / "cache", ignore_errors=True)
    ways = {_BY_FILE.format("on disk"): "disk", _STREAM.format("on disk"): "disk-stream"}
    loads = compare({name: place.way(way, corpus) for name, way in ways.items()}, 1)
    for name, taken in loads.items():
        yield Row(f"{claims:,}: {name}", taken)
    base = min(loads.values(), key=_seconds)
    imports = _imports(place.runs)
    yield Row("imports of a build", imports)
    build = ("build", "--data", str(corpus), "--out", str(site), "--quiet")
    cold = place.command(*build)
    ratio = cold.seconds / base.seconds
    yield Row(
        f"{claims:,}: build, cold",
        cold,
        f"{ratio:.1f}",
        f"at most {MOST_OF_A_BUILD:.0f}",
        ratio <= MOST_OF_A_BUILD,
    )
    kept = cold.peak <= MOST_MEMORY_MB
    yield Row("… its memory", cold, f"{cold.peak:,.0f} MB", f"at most {MOST_MEMORY_MB:,}", kept)
    unchanged = compare({"": lambda: place.command(*build)}, place.runs)[""]
    yield _beyond(f"{claims:,}: build, nothing changed", unchanged, imports, MOST_OF_NOTHING_S)
    taken = []
    number = len(world.sizes) // 2
    original = article_path(corpus, number).read_bytes()
    for edit in range(1, place.runs + 1):
        change_article(corpus, world, number, edit)
        taken.append(place.command(*build))
    article_path(corpus, number).write_bytes(original)
    changed = sorted(taken, key=_seconds)[len(taken) // 2]
    yield _beyond(f"{claims:,}: build, one article changed", changed, imports, MOST_OF_A_CHANGE_S)


def compare_millions(place: Place) -> Iterator[Row]:
    """Measure loads, builds and queries on disk at each size, and how the cost of a claim grows."""
    costs: dict[str, list[float]] = {}
    for claims in place.claims:
        corpus, store, site = place.corpus(claims), place.fresh("store"), place.fresh("site")
        shutil.rmtree(place.folder / "cache", ignore_errors=True)
        steps = {
            "load": ("load", "--data", str(corpus), "--store", str(store)),
            "build": ("build", "--store", str(store), "--out", str(site), "--quiet"),
        }
        for name, step in steps.items():
            taken = place.command(*step)
            costs.setdefault(name, []).append(taken.cpu / claims)
            most = MOST_MEMORY_OF_A_MILLION_MB
            kept = taken.peak <= most
            yield Row(f"{claims:,}: {name}", taken, f"{taken.peak:,.0f} MB", f"at most {most:,}", kept)
        asked = run([sys.executable, ASKING, str(store)], environment={"PYTHONPATH": str(ROOT)})
        answers = json.loads(asked.output.splitlines()[-1])
        seconds, articles = answers.pop("opening")
        opened = Run(seconds=seconds, cpu=seconds, peak=asked.peak)
        yield Row(f"{claims:,}: opening the store of {articles:,} articles", opened)
        for name, (seconds, rows) in answers.items():
            answer = Run(seconds=seconds, cpu=seconds, peak=asked.peak)
            limit, kept = f"under {MOST_OF_A_QUERY_S:.0f} s", seconds < MOST_OF_A_QUERY_S
            yield Row(f"{claims:,}: query {name}, {rows} rows", answer, "", limit, kept)
    for name, cost in costs.items():
        growth = max(cost) / cost[0]
        yield Row(
            f"cost of a claim, {name}",
            NOTHING,
            f"grows {growth:.2f} times",
            f"at most {MOST_GROWTH}",
            growth <= MOST_GROWTH,
        )


def compare_questions(place: Place) -> Iterator[Row]:
    """Measure a question about all arrows of a store: the first, and the next, which finds what was read."""
    for claims in place.claims:
        store = place.fresh("store")
        place.command("load", "--data", str(place.corpus(claims)), "--store", str(store))
        shutil.rmtree(place.folder / "cache", ignore_errors=True)
        ask = partial(place.command, "loops", "--store", str(store))
        first = ask()
        yield Row(f"{claims:,}: loops of a store, the first question", first)
        again = compare({"": ask}, place.runs)[""]
        ratio = first.seconds / again.seconds
        yield Row(f"{claims:,}: loops of a store, the next", again, f"{ratio:.1f} times as fast")


def compare_remotes(place: Place) -> Iterator[Row]:
    """Measure loads and builds through servers here: Oxigraph, and Virtuoso where it is installed."""
    sys.path.insert(0, str(ROOT))
    from tests.servers import VIRTUOSO_VARIABLE, oxigraph_server, virtuoso_server

    claims = place.claims[-1]
    corpus = place.corpus(claims)
    servers = {"Oxigraph": oxigraph_server(place.fresh("oxigraph"), "--union-default-graph")}
    virtuoso = os.environ.get(VIRTUOSO_VARIABLE) or shutil.which("virtuoso-t")
    if virtuoso:
        os.environ[VIRTUOSO_VARIABLE] = virtuoso
        servers["Virtuoso"] = virtuoso_server(place.fresh("virtuoso"))
    for name, starting in servers.items():
        shutil.rmtree(place.folder / "cache", ignore_errors=True)
        with starting as server:
            load = ("load", "--data", str(corpus), "--store", server.query)
            for what in ("load into", "load again, nothing changed, into"):
                loaded = place.command(*load, environment=server.environment())
                yield Row(f"{claims:,}: {what} {name}", loaded)
            build = ("build", "--store", server.query, "--out", str(place.fresh("site")), "--quiet")
            built = place.command(*build, environment=server.environment())
            yield Row(f"{claims:,}: build from {name}", built)
            site = place.fresh("site-of-files")
            place.command("build", "--data", str(corpus), "--out", str(site), "--quiet")
            same = _sites_agree(site, place.folder / "site")
            yield Row("… its graph.json as that of the files", NOTHING, str(same), "the same", same)


def _sites_agree(one: Path, other: Path) -> bool:
    """Say whether two builds wrote the same files for programs, byte for byte."""
    names = [{str(file.relative_to(site)) for file in site.rglob("*.json")} for site in (one, other)]
    return names[0] == names[1] and all(
        (one / name).read_bytes() == (other / name).read_bytes() for name in names[0]
    )


def _imports(runs: int) -> Run:
    environment = {"PYTHONPATH": str(ROOT)}
    return compare({"": lambda: run([sys.executable, "-c", IMPORTS], environment=environment)}, runs)[""]


def _beyond(what: str, taken: Run, imports: Run, most: float) -> Row:
    beyond = taken.seconds - imports.seconds
    return Row(what, taken, f"{beyond:.2f} s beyond imports", f"at most {most:.0f}", beyond <= most)


def _seconds(run_: Run) -> float:
    return run_.seconds


COMPARISONS = {
    "load": (compare_loads, (100_000,)),
    "rivals": (compare_rivals, (1_000, 10_000, 100_000)),
    "build": (compare_builds, (100_000,)),
    "million": (compare_millions, (10_000, 100_000, 1_000_000)),
    "questions": (compare_questions, (10_000, 100_000)),
    "remote": (compare_remotes, (100_000,)),
}


def main(arguments: Sequence[str]) -> int:
    """Print the comparisons asked for, all if none is named, line by line as they are done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("which", nargs="*", metavar="COMPARISON", help=f"of {', '.join(COMPARISONS)}")
    parser.add_argument("--claims", nargs="+", type=int, help="sizes, instead of those of the README")
    parser.add_argument("--runs", type=int, default=3, help="runs of what is not measured once (3)")
    parser.add_argument("--folder", type=Path, help="keep corpora here, and use those that are here")
    parser.add_argument("--kglab", default="", metavar="PYTHON", help="an interpreter that has kglab")
    asked = parser.parse_args(arguments)
    unknown = set(asked.which) - set(COMPARISONS)
    if unknown:
        parser.error(f"{', '.join(sorted(unknown))}: choose from {', '.join(COMPARISONS)}")
    missed = False
    with TemporaryDirectory(ignore_cleanup_errors=True) as other:
        folder = asked.folder or Path(other)
        folder.mkdir(parents=True, exist_ok=True)
        print(f"{machine()}\n\n| claims: what | s | processor s | MB | ratio | limit | |\n|{'---|' * 7}")
        for name in asked.which or COMPARISONS:
            comparison, sizes = COMPARISONS[name]
            place = Place(folder, tuple(sorted(asked.claims or sizes)), asked.runs, asked.kglab)
            for row in comparison(place):
                missed |= not row.kept
                print(_line(row), flush=True)
    return int(missed)


def _line(row: Row) -> str:
    numbers = (
        f"{row.run.seconds:.2f} | {row.run.cpu:.2f} | {row.run.peak:,.0f}" if row.run.seconds else " | | "
    )
    return f"| {row.what} | {numbers} | {row.ratio} | {row.limit} | {'' if row.kept else 'missed'} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
