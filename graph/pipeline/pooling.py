"""Work on many articles: here, or spread over processes."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from multiprocessing import parent_process
from threading import Thread, current_thread, main_thread
from typing import TypeVar

from graph.errors import WorkerLost

Task = TypeVar("Task")
Done = TypeVar("Done")

#: Fewer tasks than this are done before another process has started.
_WORTH_IT = 8
# So many tasks a process wait their turn: enough to do while a batch is put, and not all texts in memory.
_AHEAD = 16


def wanted_jobs() -> int:
    """Give how many processes the environment variable CLAIMGRAPH_JOBS asks for; one without it."""
    wanted = os.environ.get("CLAIMGRAPH_JOBS", "")
    return int(wanted) if wanted.isdecimal() and int(wanted) else 1


def spread(
    work: Callable[[Task], Done], tasks: Iterable[Task], *, count: int, jobs: int
) -> Iterator[tuple[Task, Done]]:
    """Give each task with its result, in order of the tasks; `count` is about how many there are.

    `work` is a function of a module. With one job, or few tasks, everything is done in this process.
    What `work` raises is raised here, and what has not begun is left; WorkerLost says that a process was
    ended from outside. Processes are new ones, which
    share nothing with this one: native libraries hold threads that a copy would lack.
    """
    if jobs <= 1 or count < _WORTH_IT:
        for task in tasks:
            yield task, work(task)
        return
    from concurrent.futures import Future, ProcessPoolExecutor  # only many articles pay for it
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_settle) as pool:
        waiting: deque[tuple[Task, Future[Done]]] = deque()
        try:
            for number, task in enumerate(tasks):
                with _deaf_to_interrupts() if number < jobs else nullcontext():  # a process starts with these
                    future = pool.submit(work, task)
                waiting.append((task, future))
                if len(waiting) >= jobs * _AHEAD:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        except BrokenProcessPool as error:
            raise WorkerLost from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ignore Ctrl-C, so that processes started meanwhile do: the one that started them ends them."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _settle() -> None:
    """Make a new process ready: it ends with the one that started it, however that ends.

    It looks for rings of dead values less often: an article makes a million values, and hardly any ring.
    """
    gc.set_threshold(200_000, 20, 20)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
