"""The command line: each verb parses, makes one call, and prints.

Data go to stdout, progress and messages to stderr. Exit codes: 0 done, 1 the data are not good
(or nothing was found), 2 wrong usage or unreadable input.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from graph.cli.commands import commands
from graph.cli.tables import printable
from graph.errors import GraphError


def main(arguments: Sequence[str] | None = None, prog_name: str = "claimgraph") -> None:
    """Run the command line and exit: the console script ``claimgraph``."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments, prog_name))


def run(arguments: Sequence[str], prog_name: str = "claimgraph") -> int:
    """Run the command line with `arguments` and give the exit code; errors become one message."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Labels hold any script; a terminal of another encoding must not end in a traceback.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = commands.main(list(arguments), prog_name=prog_name, standalone_mode=False)
    except GraphError as error:
        # Messages quote the data: a line for each finding, and nothing in them acts on the terminal.
        click.echo("\n".join(map(printable, str(error).split("\n"))), err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; nothing was written.", err=True)
        return 130
    except BrokenPipeError:
        # The reader (head, less) has gone: point stdout nowhere, so that closing it is quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    # Click gives the code of a verb that ended itself (help, `printing.fail`), and None after the others.
    return code if isinstance(code, int) else 0
