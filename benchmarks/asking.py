"""Time each packaged query on a filled store, to its first hundred rows, warm.

Prints one line of JSON: for each query that ``claimgraph query --list`` names, the median of the
seconds of three runs after one that warms the caches, and how many rows came (100 at most); first of
all how long it took to open the store, and how many articles it has.

    python benchmarks/asking.py STORE
"""

from __future__ import annotations

import json
import sys
import time
from statistics import median
from typing import TYPE_CHECKING, cast

from loading import ROOT

if TYPE_CHECKING:
    from graph.store import Rows

RUNS = 3
ROWS = 100


def main(arguments: list[str]) -> int:
    """Ask every packaged query of the store named."""
    sys.path.insert(0, str(ROOT))
    from graph.answering import load_store
    from graph.resources import packaged_queries
    from graph.store import Stored

    start = time.perf_counter()
    with load_store(Stored(arguments[0])) as store:
        answers = {"opening": (time.perf_counter() - start, store.articles)}
        for query in packaged_queries():
            if not query.public:
                continue
            times, rows = [], 0
            for _ in range(RUNS + 1):
                start = time.perf_counter()
                rows = sum(1 for _ in cast("Rows", store.answer(query.name, most=ROWS)))
                times.append(time.perf_counter() - start)
            answers[query.name] = (median(times[1:]), rows)
            print(f"{query.name}: {answers[query.name][0]:.2f} s", file=sys.stderr, flush=True)
    print(json.dumps(answers))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
