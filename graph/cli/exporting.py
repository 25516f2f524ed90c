"""The verb that gives the data away: ``export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graph import pipeline
from graph.cli.printing import fail
from graph.cli.tables import escaped, printable
from graph.dataset import read_despite_records
from graph.errors import UsageError
from graph.exports import Taken, take
from graph.facts import left_out
from graph.output import write_file
from graph.store import Data


def export(form: str, data: Data, out: str | None, table: str | None) -> None:
    """Write the data in one format to a file or to stdout; say on stderr what is not in it."""
    if form == "parquet":
        from graph.exports.parquet import require_pyarrow

        require_pyarrow()
    if out is None and form == "parquet" and sys.stdout.isatty():
        raise UsageError("export parquet: this is no text for a terminal: name a file with -o.")
    with pipeline.open_dataset(data) as dataset:
        corpus = read_despite_records(dataset)
        derived = pipeline.derive(corpus)
        taken = take(
            form,
            dataset.store,
            corpus,
            derived.links,
            derived.search.loops,
            derived.breaks,
            table=table or "claims",
        )
    _give(taken, out)
    notes = [*taken.beside, *taken.losses]
    unlisted = left_out(derived.search)
    if form == "jsonld" and unlisted:
        notes.insert(0, unlisted)
    for line in notes:
        click.echo(printable(line), err=True)
    if taken.losses:
        fail()


def _give(taken: Taken, out: str | None) -> None:
    if out is not None:
        write_file(Path(out), taken.content)
    elif sys.stdout.isatty():
        click.echo(escaped(taken.content.decode()), nl=False)
    else:
        click.echo(taken.content, nl=False)
