"""Is anything lost or half there when a load or a build is killed? At random moments, then repeated.

A corpus is loaded and built at leisure; then `claimgraph load` and `claimgraph build` are killed (SIGKILL)
again and again at a moment drawn from the time a whole run took, each going on with what the one before
left; one that ended before its moment is no kill, and the next begins from nothing. After each kill the
store opens and holds whole articles only, and no file of the site is other than it was or is to be; at
the end a repeat gives the same graphs and byte-identical files. Exit code 1 where that is not so.

    python benchmarks/kills.py [KILLS [CLAIMS [SEED]]]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

from corpora import write_corpus

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

KILLS = 50
CLAIMS = 4_000
MOST_PRINTED = 20

Check = Callable[[], list[str]]


def main() -> int:
    """Kill loads, then builds; print how many kills there were, and what was wrong after them."""
    numbers = [int(word) for word in sys.argv[1:]]
    kills, claims, seed = (*numbers, *(KILLS, CLAIMS, 1)[len(numbers) :])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        data = write_corpus(folder / "data", claims)
        wrong = [
            *_try("load", _loading(data, folder), kills, Random(seed)),
            *_try("build", _building(data, folder), kills, Random(seed)),
        ]
    for line in wrong[:MOST_PRINTED]:
        print(line)
    return int(bool(wrong))


def _loading(data: Path, folder: Path) -> tuple[list[str], list[str], Check, Check]:
    """Give the load at leisure, the one to kill, what must hold after a kill, and what at the end."""
    from graph.store import open_store

    whole, store = folder / "whole-store", folder / "store"
    arguments = ["load", "--data", str(data), "--quiet", "--store"]

    def contents(place: Path) -> dict[str, list[bytes]]:
        with open_store(place, read_only=True) as opened:
            return {graph: sorted(opened.ntriples([graph]).splitlines()) for graph in opened.graphs()}

    wanted: dict[str, list[bytes]] = {}

    def after() -> list[str]:
        if not wanted:
            wanted.update(contents(whole))
        if not store.exists() or not any(store.iterdir()):
            return []
        with open_store(store):  # the next writer clears away what was not finished
            pass
        found = contents(store) if any(store.iterdir()) else {}
        return [graph for graph, lines in found.items() if lines != wanted.get(graph)]

    def end() -> list[str]:
        found = contents(store)
        return [graph for graph in wanted.keys() | found.keys() if found.get(graph) != wanted.get(graph)]

    return [*arguments, str(whole)], [*arguments, str(store)], after, end


def _building(data: Path, folder: Path) -> tuple[list[str], list[str], Check, Check]:
    """Give the same for builds."""
    whole, site = folder / "whole-site", folder / "site"
    arguments = ["build", "--data", str(data), "--quiet", "--out"]

    def contents(place: Path) -> dict[str, bytes]:
        files = (path for path in place.rglob("*") if path.is_file())
        return {path.relative_to(place).as_posix(): path.read_bytes() for path in files}

    def after() -> list[str]:
        wanted = contents(whole)
        found = contents(site)
        hidden = {path for path in found if path.startswith(".") or "/." in path}
        return [path for path in found if path not in hidden and found[path] != wanted.get(path)]

    def end() -> list[str]:
        wanted, found = contents(whole), contents(site)
        return [path for path in wanted.keys() | found.keys() if found.get(path) != wanted.get(path)]

    return [*arguments, str(whole)], [*arguments, str(site)], after, end


def _try(
    name: str, trial: tuple[list[str], list[str], Check, Check], kills: int, chance: Random
) -> list[str]:
    """Run at leisure, kill, look, and repeat to the end; give what was wrong."""
    leisurely, command, after, end = trial
    start = time.perf_counter()
    _start(leisurely).wait()
    whole_s = time.perf_counter() - start
    wrong, killed, ended = [], 0, 0
    while killed < kills:
        process = _start(command)
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.1, whole_s))
        if process.poll() is None:
            killed += 1
            _kill(process)
            wrong += [f"{name}, kill {killed}: {what}" for what in after()]
        else:
            ended += 1
            wrong += [f"{name}, ended after kill {killed}: {what}" for what in end()]
            shutil.rmtree(command[-1], ignore_errors=True)
            shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)
    _start(command).wait()
    wrong += [f"{name}, at the end: {what}" for what in end()]
    print(
        f"{name}: {killed} runs killed within {whole_s:.1f} s each, {ended} that ended before; "
        f"{len(wrong)} things wrong",
        flush=True,
    )
    return wrong


def _start(arguments: list[str]) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    # A group of its own, so that the processes it starts are killed with it.
    return subprocess.Popen(
        [sys.executable, "-m", "graph", *arguments], cwd=ROOT, env=environment, start_new_session=True
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, 9)
    process.wait()


if __name__ == "__main__":
    sys.exit(main())
