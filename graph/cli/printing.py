"""How results leave a verb: facts as JSON for programs, rows as a table for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from graph.cli.tables import escaped, fitted, table
from graph.facts import to_json


def print_facts(form: str, facts: object, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print `facts` as JSON, or `rows` as a table, as the user asked."""
    if form == "json":
        print_json(facts)
    else:
        click.echo(table(headings, rows))


def print_json(facts: object) -> None:
    """Print `facts` as JSON; characters that would act on a terminal are escaped."""
    click.echo(escaped(to_json(facts)), nl=False)


def say(form: str, notes: Iterable[str]) -> None:
    """Print notes on stderr beside a table; JSON holds them as fields."""
    if form == "table":
        for note in notes:
            click.echo(fitted(note), err=True)


def fail() -> None:
    """End the verb with exit code 1: what was asked for is printed, and it is not good."""
    raise click.exceptions.Exit(1)
