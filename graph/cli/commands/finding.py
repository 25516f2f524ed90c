"""Verbs that look things up: one claim or concept, words, SPARQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.cli.commands.options import commands, data_option, format_option

if TYPE_CHECKING:
    from graph.store import Data


@commands.command()
@click.argument("name", metavar="CLAIM|CONCEPT")
@data_option
@format_option
def show(name: str, data: Data, form: str) -> None:
    """Show one claim or concept in full: by id, IRI, label or other name."""
    from graph.cli import showing

    showing.show(name, data, form)


@commands.command()
@click.argument("text", nargs=-1, required=True)
@data_option
@format_option
def concepts(text: tuple[str, ...], data: Data, form: str) -> None:
    """Find concepts by words, so that none is invented twice."""
    from graph.cli import asking

    words = " ".join(text)
    if not words.strip():
        raise click.UsageError("Which concepts? Give words of a name.")
    asking.concepts(words, data, form)


@commands.command()
@click.argument("what", metavar="[NAME|FILE|-]", required=False)
@click.option("--list", "listed", is_flag=True, help="List the packaged queries.")
@click.option("--most", type=click.IntRange(min=1), metavar="ROWS", help="Give so many rows, the first.")
@data_option
@format_option
def query(what: str | None, listed: bool, most: int | None, data: Data, form: str) -> None:
    """Ask in SPARQL: a packaged query by NAME, a FILE, or - for standard input.

    SELECT, ASK and CONSTRUCT. The project's prefixes are declared already. The default graph holds
    the data, the ontology and the derived triples.
    """
    from graph.cli import asking

    if listed and what is not None:
        raise click.UsageError("--list lists the packaged queries: leave the name out, or --list.")
    if listed:
        asking.list_queries(form)
    elif what is None:
        raise click.UsageError("Which query? Give a NAME, a FILE or -; --list shows the names.")
    else:
        asking.query(what, data, form, most=most)
