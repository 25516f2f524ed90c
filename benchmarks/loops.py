"""Compare our search for loops with plain networkx and with rustworkx, on the same graphs in one run.

Each engine gets each graph in a process of its own. Timed is the search alone, on the graph as the
engine wants it, in seconds of processor time, so that other work on the machine does not show; the
memory is the peak of the process, graph included. What takes longer than the limit, takes more
than 4 GB, or finds more than 100,000 loops is ended. Where two engines finish, their answers are
compared; the exit code is 1 where they differ. Prints a Markdown table. Wants the extra ``bench``
(rustworkx).

    python benchmarks/loops.py [SECONDS]
"""

from __future__ import annotations

import hashlib
import json
import math
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SECONDS = 20.0
MOST_LOOPS = 100_000
MOST_BYTES = 4 * 2**30

Pair = tuple[int, int]
# A graph as its number of concepts and, for each two ends, the signs of the arrows there.
Graph = tuple[int, dict[Pair, tuple[int, ...]]]
# Cycles as lists of concepts, or components as sets of them, and what is to be said of them.
Found = tuple[list[Sequence[int]], str]


# --- the graphs


def random_graph(concepts: int, arrows: int) -> Graph:
    """Draw so many arrows between any two concepts; one in twenty has a twin of the other sign."""
    return concepts, _signed(_drawn(concepts, arrows, set()))


def one_component(concepts: int, arrows: int) -> Graph:
    """Draw a ring through all concepts, and arrows across it."""
    return concepts, _signed(_drawn(concepts, arrows, {(n, (n + 1) % concepts) for n in range(concepts)}))


def acyclic(concepts: int, arrows: int) -> Graph:
    """Draw arrows that all lead on, so that none closes a loop."""
    return concepts, _signed({(min(pair), max(pair)) for pair in _drawn(concepts, arrows, set())})


def nearly_acyclic(concepts: int, arrows: int) -> Graph:
    """Draw arrows that lead on, and fifty that lead a few concepts back."""
    count, signs = acyclic(concepts, arrows)
    chance = Random(5)
    for _ in range(50):
        start = chance.randrange(count - 5)
        steps = [start, start + 1, start + 2, start + 4, start]
        signs |= dict.fromkeys(pairwise(steps), (1,))
    return count, signs


def _drawn(concepts: int, arrows: int, pairs: set[Pair]) -> set[Pair]:
    chance = Random(concepts + arrows)
    while len(pairs) < arrows:
        source, target = chance.randrange(concepts), chance.randrange(concepts)
        if source != target:
            pairs.add((source, target))
    return pairs


def _signed(pairs: Iterable[Pair]) -> dict[Pair, tuple[int, ...]]:
    chance = Random(7)
    choices = ((1,),) * 10 + ((-1,),) * 9 + ((1, -1),)
    return {pair: chance.choice(choices) for pair in sorted(pairs)}


GRAPHS: dict[str, Callable[[], Graph]] = {
    "random, 20 concepts, 40 arrows": lambda: random_graph(20, 40),
    "random, 200, 600": lambda: random_graph(200, 600),
    "random, 2,000, 6,000": lambda: random_graph(2_000, 6_000),
    "random, 20,000, 60,000": lambda: random_graph(20_000, 60_000),
    "random, 200,000, 600,000": lambda: random_graph(200_000, 600_000),
    "one component, 2,000, 20,000": lambda: one_component(2_000, 20_000),
    "one component, 200,000, 400,000": lambda: one_component(200_000, 400_000),
    "acyclic, 2,000, 6,000": lambda: acyclic(2_000, 6_000),
    "acyclic, 20,000, 60,000": lambda: acyclic(20_000, 60_000),
    "acyclic, 200,000, 600,000": lambda: acyclic(200_000, 600_000),
    "nearly acyclic, 200,000, 600,000": lambda: nearly_acyclic(200_000, 600_000),
}


# --- the engines: each makes its own kind of graph, and gives the search


def our_loops(graph: Graph, _bound: int | None) -> Callable[[], Found]:
    """Search for feedback loops as ``claimgraph loops`` does."""
    from graph.causes.loops import feedback_loops
    from graph.model import Corpus, Iri, Link
    from graph.names import link_key

    import_module("networkx")  # loaded before the clock starts, as for the others

    links = [
        Link(
            key=link_key(f"n{source}", f"n{target}", sign),
            source=Iri(f"n{source}"),
            target=Iri(f"n{target}"),
            sign=sign,
            claims=(),
            modality="asserted",
            modality_rank=1,
            contested=len(signs) > 1,
        )
        for (source, target), signs in graph[1].items()
        for sign in signs
    ]

    def search() -> Found:
        found = feedback_loops(Corpus(), links)
        cycles = [[int(node[1:]) for node in loop.nodes] for loop in found.loops]
        if found.complete:
            return cycles, "all"
        if found.partial is not None:
            return cycles, f"some of {found.partial}"
        return cycles, f"up to {found.longest}"

    return search


def networkx_loops(graph: Graph, bound: int | None) -> Callable[[], Found]:
    """Search for simple cycles, each repeated for each choice of signs."""
    import networkx as nx

    digraph = nx.DiGraph(list(graph[1]))
    return lambda: (
        _with_signs(nx.simple_cycles(digraph, bound), graph),
        f"up to {bound}" if bound else "all",
    )


def rustworkx_loops(graph: Graph, _bound: int | None) -> Callable[[], Found]:
    """As networkx; rustworkx knows no bound of length."""
    digraph = _rustworkx(graph)

    def search() -> Found:
        import rustworkx

        return _with_signs(map(list, rustworkx.simple_cycles(digraph)), graph), "all"

    return search


def our_components(graph: Graph, _bound: int | None) -> Callable[[], Found]:
    """Find the strongly connected components as our search for loops does."""
    from graph.causes.components import Core
    from graph.model import Iri

    import_module("networkx")  # loaded before the clock starts, as for the others

    ranks = {(Iri(f"n{a}"), Iri(f"n{b}")): [1] * len(signs) for (a, b), signs in graph[1].items()}

    def search() -> Found:
        core = Core(ranks)
        parts = [[int(core.names[node][1:]) for node in part.nodes] for part in core.parts()]
        return parts, "components"

    return search


def networkx_components(graph: Graph, _bound: int | None) -> Callable[[], Found]:
    """Find the components of more than one concept."""
    import networkx as nx

    digraph = nx.DiGraph(list(graph[1]))
    return lambda: (_parts(nx.strongly_connected_components(digraph)), "components")


def rustworkx_components(graph: Graph, _bound: int | None) -> Callable[[], Found]:
    """Find the components of more than one concept."""
    import rustworkx

    digraph = _rustworkx(graph)
    return lambda: (_parts(rustworkx.strongly_connected_components(digraph)), "components")


def _rustworkx(graph: Graph) -> Any:  # noqa: ANN401 - rustworkx is imported where it is there
    import rustworkx

    digraph = rustworkx.PyDiGraph()
    digraph.add_nodes_from(range(graph[0]))
    digraph.add_edges_from_no_data(list(graph[1]))
    return digraph


def _parts(components: Iterable[Iterable[int]]) -> list[Sequence[int]]:
    return [part for part in map(list, components) if len(part) > 1]


def _with_signs(cycles: Iterable[list[int]], graph: Graph) -> list[Sequence[int]]:
    found: list[Sequence[int]] = []
    for cycle in cycles:
        choices = 1
        for pair in zip(cycle, [*cycle[1:], cycle[0]], strict=True):
            choices *= len(graph[1][pair])
        # A long cycle with many twins makes more loops than can be written down.
        if len(found) + choices > MOST_LOOPS:
            raise OverflowError
        found += [cycle] * choices
    return found


ENGINES: dict[str, Callable[[Graph, int | None], Callable[[], Found]]] = {
    "claimgraph, loops": our_loops,
    "networkx, same lengths": networkx_loops,
    "networkx, all": networkx_loops,
    "rustworkx, all": rustworkx_loops,
    "claimgraph, components": our_components,
    "networkx, components": networkx_components,
    "rustworkx, components": rustworkx_components,
}


# --- the runs


def run_one(graph: str, engine: str, bound: int | None, limit_s: float) -> int:
    """Run one engine on one graph in this process, and print its figures as JSON."""
    search = ENGINES[engine](GRAPHS[graph](), bound)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    start = time.process_time()
    # The system ends the process when its time is up, whatever it is doing.
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(start + limit_s), resource.RLIM_INFINITY))
    try:
        found, what = search()
    except MemoryError:
        found, what = [], f"more than {MOST_BYTES // 2**30} GB"
    except OverflowError:
        found, what = [], f"more than {MOST_LOOPS:,} loops"
    seconds = time.process_time() - start
    resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
    print(json.dumps([seconds, peak, len(found), what, _digest(found, turn=what != "components")]))
    return 0


def _digest(found: Iterable[Sequence[int]], *, turn: bool) -> str:
    """Name what was found whatever its order: cycles turned to their least concept, components sorted."""
    lines = []
    for nodes in found:
        first = min(range(len(nodes)), key=nodes.__getitem__)
        own = [*nodes[first:], *nodes[:first]] if turn else sorted(nodes)
        lines.append(" ".join(map(str, own)))
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def figures(graph: str, engine: str, bound: int | None, limit_s: float) -> list[Any] | None:
    """Run one engine in a process of its own; None where it was not done in `limit_s`."""
    arguments = [sys.executable, __file__, graph, engine, str(bound or ""), str(limit_s)]
    done = subprocess.run(arguments, stdout=subprocess.PIPE, check=False)
    if done.returncode == -signal.SIGXCPU:
        return None
    if done.returncode:
        raise SystemExit(f"{engine} on {graph} failed: see above.")
    return list(json.loads(done.stdout))


def compare(graph: str, limit_s: float) -> bool:
    """Print the rows of one graph; False where engines that finished do not agree."""
    answers: dict[str, str] = {}
    agree = True
    bound: int | None = None
    for engine in ENGINES:
        if engine == "networkx, same lengths" and bound is None:
            continue
        own = bound if engine == "networkx, same lengths" else None
        done = figures(graph, engine, own, limit_s)
        if done is None:
            print(f"| {graph} | {engine} | gave up after {limit_s:g} s | | |", flush=True)
            continue
        seconds, peak, count, what, digest = done
        if what.startswith("more than "):
            print(
                f"| {graph} | {engine} | gave up after {seconds:.1f} s | {peak:.0f} MB | {what} |", flush=True
            )
            continue
        if what.startswith("up to "):
            bound = int(what.removeprefix("up to "))
        same = answers.setdefault(what, digest) == digest
        agree = agree and same
        said = f"{count:,} {what}" if what == "components" else f"{count:,} ({what})"
        said += "" if same else " **differs**"
        print(f"| {graph} | {engine} | {seconds:.3f} s | {peak:.0f} MB | {said} |", flush=True)
    return agree


def main(arguments: Sequence[str]) -> int:
    """Run everything, or one engine where a graph and an engine are named."""
    if find_spec("rustworkx") is None:
        print("rustworkx is not installed: python -m pip install 'claimgraph[bench]'.", file=sys.stderr)
        return 2
    match arguments:
        case [graph, engine, bound, limit]:
            return run_one(graph, engine, int(bound) if bound else None, float(limit))
        case [limit]:
            limit_s = float(limit)
        case _:
            limit_s = SECONDS
    print("| graph | engine | time | memory | found |\n|---|---|---|---|---|")
    agreed = [compare(graph, limit_s) for graph in GRAPHS]
    return 0 if all(agreed) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
