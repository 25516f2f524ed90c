"""The command line: each verb parses, makes one call, and prints.

Data go to stdout, progress and messages to stderr. Exit codes: 0 done, 1 the data are not good
(or nothing was found), 2 wrong usage or unreadable input.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

import click

from graph.cli.commands import commands
from graph.cli.tables import printable
from graph.errors import BrokenRecordWarning, GraphError, UnknownReviewerWarning

_BROKEN = 1
_UNUSABLE = 2
_INTERRUPTED = 130  # as shells have it: 128 and the number of SIGINT


def main(arguments: Sequence[str] | None = None, prog_name: str = "claimgraph") -> None:
    """Run the command line and exit: the console script ``claimgraph``."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments, prog_name))


def run(arguments: Sequence[str], prog_name: str = "claimgraph") -> int:
    """Run the command line with `arguments` and give the exit code; errors become one message."""
    _prepare_streams()
    # Processes are started from here alone: a program that imports us may not be ready for it.
    os.environ.setdefault("CLAIMGRAPH_JOBS", str(_usable_cores()))
    # A corpus is a million values, hardly any in dead rings: looking for these took a third of a build.
    gc.set_threshold(1_000_000, 20, 20)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always", BrokenRecordWarning)
        warnings.simplefilter("always", UnknownReviewerWarning)
        code = _run(arguments, prog_name)
    return _name_broken(heard, code)


def _run(arguments: Sequence[str], prog_name: str) -> int:
    try:
        # Not `commands.main`: it takes a reader that has gone for a failure.
        with commands.make_context(prog_name, list(arguments)) as context:
            commands.invoke(context)
        sys.stdout.flush()
    except GraphError as error:
        # Messages quote the data: a line for each finding, and nothing in them acts on the terminal.
        click.echo("\n".join(map(printable, str(error).split("\n"))), err=True)
        return error.exit_code
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return _INTERRUPTED
    except BrokenPipeError:
        _close_stdout()  # the reader (head, less) has what it wanted
    except OSError as error:
        _close_stdout()
        click.echo(f"The result cannot be written ({error.strerror}): make room and try again.", err=True)
        return _UNUSABLE
    return 0


def _name_broken(heard: Sequence[warnings.WarningMessage], code: int) -> int:
    """Name the review records that were left out, and give the exit code that says so.

    That nobody of a name has reviewed is said, too, and is no fault.
    """
    broken = {str(entry.message) for entry in heard if issubclass(entry.category, BrokenRecordWarning)}
    unknown = {str(entry.message) for entry in heard if issubclass(entry.category, UnknownReviewerWarning)}
    for message in sorted(broken | unknown):
        click.echo(printable(message), err=True)
    for other in heard:
        if not issubclass(other.category, (BrokenRecordWarning, UnknownReviewerWarning)):
            warnings.warn_explicit(other.message, other.category, other.filename, other.lineno)
    return max(code, _BROKEN) if broken else code


def _prepare_streams() -> None:
    """Make all three streams usable: a closed one is empty, and labels of any script can be written."""
    nowhere = Path(os.devnull)
    sys.stdin = sys.stdin or nowhere.open(encoding="utf-8")
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _usable_cores() -> int:
    """Give how many processes may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _close_stdout() -> None:
    """Point stdout nowhere, so that what is left in it is lost in silence when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
