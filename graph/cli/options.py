"""Options that several verbs share, named once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from graph.cli.tables import table
from graph.facts import to_json

Verb = TypeVar("Verb", bound=Callable[..., Any])

data_option = click.option(
    "--data",
    default="data",
    show_default=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Turtle file, or folder of Turtle files.",
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="For people, or for programs.",
)
sources_option = click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="[SLUG=]FILE",
    help="The article's text, if at hand: passages and own words are checked against it. Repeatable.",
)


def print_facts(form: str, facts: object, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print `facts` as JSON, or `rows` as a table, as the user asked."""
    click.echo(to_json(facts).rstrip() if form == "json" else table(headings, rows))


def fail() -> None:
    """End the verb with exit code 1: what was asked for is printed, and it is not good."""
    raise click.exceptions.Exit(1)


