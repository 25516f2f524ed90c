"""Is the build fast enough? Wall times of whole processes, compared within one run.

The measure is ``python -c "import rdflib, networkx, pyvis"``, what a user of these libraries waits
for before anything happens: the build of the shipped data may take `LIMIT` times as long. Runs are
interleaved, so that a busy machine slows both sides alike; medians are compared. Beside it stand
`import graph` and the help, against a bare Python. Exit code 1 above the limit.

    python benchmarks/build.py [RUNS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 4.0
RUNS = 7


def commands(out: str) -> dict[str, list[str]]:
    """Give the commands to time, by the name they are printed under; the build writes to `out`."""
    return {
        "bare python": ["-c", "pass"],
        "import graph": ["-c", "import graph"],
        "claimgraph --help": ["-m", "graph", "--help"],
        "import rdflib, networkx, pyvis": ["-c", "import rdflib, networkx, pyvis"],
        "build_graph.py": ["build_graph.py", "--out", out],
    }


def seconds(arguments: list[str]) -> float:
    """Run Python with `arguments` in the checkout and give its wall time in seconds."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    start = perf_counter()
    subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True
    )
    return perf_counter() - start


def main() -> int:
    """Time each command `RUNS` times in turn, after one run each that warms the caches."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as out:
        timed = commands(out)
        for arguments in timed.values():
            seconds(arguments)
        times: dict[str, list[float]] = {name: [] for name in timed}
        for _ in range(runs):
            for name, arguments in timed.items():
                times[name].append(seconds(arguments))
    medians = {name: median(values) for name, values in times.items()}
    for name, value in medians.items():
        print(f"{name:32}{value:7.3f} s   ({min(times[name]):.3f} to {max(times[name]):.3f}, {runs} runs)")
    for name in ("import graph", "claimgraph --help"):
        print(f"{name} / bare python: {medians[name] / medians['bare python']:.1f}")
    ratio = medians["build_graph.py"] / medians["import rdflib, networkx, pyvis"]
    print(f"build / imports: {ratio:.2f} (at most {LIMIT})")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
