"""What takes its time, with the step at work shown on a terminal."""

from __future__ import annotations

import re
import sys
from types import TracebackType
from typing import Self

import click

from graph import pipeline
from graph.model import Corpus
from graph.store import Data

_COUNTED = re.compile(r"(\d+) of (\d+)")
_BAR_CHARS = 20


class Progress:
    """Shows the step at work on one line of stderr, on a terminal only; a context manager that clears it."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = sys.stderr.isatty() and not quiet

    def __call__(self, step: str) -> None:
        """Show a step in place of the one before; of one that is counted, as a bar."""
        if self._shown:
            click.echo(f"\r\x1b[K{_bar(step)}{step} …", nl=False, err=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)


def _bar(step: str) -> str:
    """Give the bar of a step that says ``12 of 50``, with a blank behind it; nothing for another."""
    counted = _COUNTED.search(step)
    if counted is None:
        return ""
    done = _BAR_CHARS * int(counted[1]) // max(int(counted[2]), 1)
    return f"[{'=' * done}{' ' * (_BAR_CHARS - done)}] "


def read_claims(data: Data) -> Corpus:
    """Read all claims of `data`; raises what `graph.pipeline.load_corpus` raises."""
    with Progress() as progress:
        return pipeline.load_corpus(data, progress=progress)
