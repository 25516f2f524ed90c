"""What does each stage cost on corpora of 1,000, 10,000 and more claims? Valid Turtle, in one run.

Each corpus (`corpora.py`: articles of 50 to 300 claims) is written, and then gone through in a process
of its own, stage by stage. Printed are seconds of processor time, so that other work on the machine
does not show, and the peak of memory until the end of the stage; the last column is the cost a claim
on the largest corpus over that on the one before: 1 is linear, 10 would be quadratic. Stages of
bounded work have less than 1.

    python benchmarks/scale.py [CLAIMS ...]
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpora import write_corpus

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SIZES = (1_000, 10_000, 100_000)
TOO_SHORT_S = 0.05


def stages(folder: Path) -> Iterator[tuple[str, Any]]:
    """Do one stage after the other on the data in `folder`; give the name of each once it is done."""
    import_module("networkx")  # loaded before the clock starts

    import graph
    from graph.causes.contradictions import find_contradictions
    from graph.claims import read_corpus
    from graph.claims.digests import read_digests
    from graph.resources import ontology
    from graph.reviewing.worklist import list_work
    from graph.store import Document, open_store, read_documents
    from graph.validation import validate
    from graph.vocab import ONTOLOGY_GRAPH

    yield "imports", 0
    store = open_store()
    documents = tuple(read_documents(folder))
    triples = sum(store.load(document) for document in documents)
    store.load(Document(path="the ontology", graph=ONTOLOGY_GRAPH, text=ontology()))
    yield "load", f"{triples:,} triples"
    report = validate(store, documents)
    if not report.conforms:
        raise SystemExit(f"the data break a rule: {report.findings[0]}")
    yield "validate", f"{len(report.findings):,} hints"
    yield "digests", f"{len(read_digests(store)):,}"
    corpus = read_corpus(store)
    store.close()
    yield "read", f"{len(corpus.claims):,} claims"
    links = graph.causal_links(corpus)
    yield "links", f"{len(links):,}"
    network = graph.causal_graph(corpus)
    yield "networkx graph", f"{network.number_of_nodes():,} nodes"
    search = graph.feedback_loops(corpus, links)
    yield "loops", f"{len(search.loops):,}{'' if search.complete else ' shortest'}"
    breaks = graph.loop_breaks(corpus, links, search.loops)
    yield "breaks", f"{len(breaks):,}"
    feeds = graph.loop_feeds(corpus, links, search.loops)
    sets = graph.smallest_breaks(search.loops, breaks, links, feeds=feeds)
    yield "smallest sets", "exact" if sets.links.exact else "best found"
    told = graph.told_cycles(corpus, links, search.loops)
    yield "told cycles", f"{len(told):,}"
    source, target = corpus.concepts[0].iri, corpus.concepts[1].iri
    found = graph.effects(corpus, links, raised=[source])
    yield "effects", f"{sum(entry.effect != '0' for entry in found.effects):,} concepts"
    ways = graph.find_paths(corpus, links, source, target)
    yield "paths", f"{len(ways.paths):,}"
    standing = graph.leverage(links, search.loops)
    yield "central", "exact" if standing.pivots is None else f"from {standing.pivots} concepts"
    yield "contradictions", f"{len(find_contradictions(corpus)):,}"
    yield "worklist", f"{len(list_work(corpus)):,}"


def run_one(folder: Path) -> int:
    """Print the figures of all stages, one a line as JSON: name, seconds, megabytes, what was found."""
    before = time.process_time()
    for name, found in stages(folder):
        seconds = time.process_time() - before
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
        print(json.dumps([name, seconds, peak, found]), flush=True)
        before = time.process_time()
    return 0


def measure(claims: int) -> dict[str, tuple[float, float, str]]:
    """Give seconds, megabytes and what was found for each stage on a corpus of so many claims."""
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder), claims)
        arguments = [sys.executable, __file__, "--folder", folder]
        done = subprocess.run(arguments, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {name: (seconds, peak, found) for name, seconds, peak, found in rows if name != "imports"}


def main(arguments: list[str]) -> int:
    """Measure all sizes and print a Markdown table, or go through one folder."""
    if arguments[:1] == ["--folder"]:
        return run_one(Path(arguments[1]))
    sizes = [int(word) for word in arguments] or [*SIZES]
    measured = {size: measure(size) for size in sizes}
    heads = [f"{size:,} claims" for size in sizes]
    print(f"| stage | {' | '.join(heads)} | found in the last | cost a claim, last to last but one |")
    print("|---" * (len(sizes) + 3) + "|")
    for stage in measured[sizes[0]]:
        cells = [f"{measured[size][stage][0]:.2f} s, {measured[size][stage][1]:.0f} MB" for size in sizes]
        growth = ""
        for less, more in [*pairwise(sizes)][-1:]:
            small, large = measured[less][stage][0], measured[more][stage][0]
            growth = f"{large / small * less / more:.1f}" if small > TOO_SHORT_S else "too short to say"
        print(f"| {stage} | {' | '.join(cells)} | {measured[sizes[-1]][stage][2]} | {growth} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
