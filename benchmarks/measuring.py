"""Seconds, processor time and memory of commands with all their children; medians; a table of ratios.

Memory is what the kernel says of a process and its children at a time, read twenty times a second
(``/proc``, so on Linux alone): of one process what is resident, of several the sum of their shares,
so that pages they share count once. Runs of several commands are interleaved, so that a busy machine
slows all alike.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from threading import Event, Thread

_EVERY_S = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a command took: wall clock and processor time in seconds, peak memory in MB; what it printed."""

    seconds: float
    cpu: float
    peak: float
    output: str = ""


def run(command: Sequence[str], *, stdin: str = "", environment: Mapping[str, str] | None = None) -> Run:
    """Run a command and measure it. Where it prints its own seconds as JSON, those count.

    Raises CalledProcessError where its exit code is not 0.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        [*command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, **(environment or {})},
    )
    peaks, done = [0.0], Event()
    watcher = Thread(target=_watch, args=(process.pid, peaks, done), daemon=True)
    watcher.start()
    before = os.times()
    output, _ = process.communicate(stdin)
    seconds, after = time.perf_counter() - start, os.times()
    done.set()
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    measured = Run(seconds=seconds, cpu=cpu, peak=max(peaks), output=output)
    with suppress(ValueError, IndexError, TypeError, KeyError):
        own = json.loads(output.splitlines()[-1])
        measured = replace(measured, seconds=own["seconds"], cpu=own["cpu"])
    return measured


def compare(ways: Mapping[str, Callable[[], Run]], runs: int) -> dict[str, Run]:
    """Run all in turn, `runs` times; give medians of their times, and the most of their memory."""
    taken: dict[str, list[Run]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            taken[name].append(way())
            print(f"({name}: {taken[name][-1].seconds:.1f} s)", file=sys.stderr, flush=True)
    return {
        name: Run(
            seconds=median(one.seconds for one in own),
            cpu=median(one.cpu for one in own),
            peak=max(one.peak for one in own),
            output=own[-1].output,
        )
        for name, own in taken.items()
    }


def machine() -> str:
    """Say on what is measured, and how busy it is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = platform.system()
    with suppress(OSError):
        system = platform.freedesktop_os_release().get("PRETTY_NAME", system)
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, {system}; "
        f"load when started {os.getloadavg()[0]:.1f}"
    )


def _watch(pid: int, peaks: list[float], done: Event) -> None:
    while not done.wait(_EVERY_S):
        peaks.append(_memory([*_tree(pid)]))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from _tree(int(child))


def _memory(pids: Sequence[int]) -> float:
    """Give the memory of processes in MB; who has ended meanwhile has none."""
    file, key = ("status", "VmRSS:") if len(pids) == 1 else ("smaps_rollup", "Pss:")
    total = 0
    for pid in pids:
        with suppress(OSError):
            for line in Path(f"/proc/{pid}/{file}").read_text(encoding="utf-8").splitlines():
                if line.startswith(key):
                    total += int(line.split()[1])
                    break
    return total / 1024
