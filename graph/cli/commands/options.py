"""Options that several verbs share, and the group they all belong to."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import click

if TYPE_CHECKING:
    from graph.store import Data

MEMORY = ":memory:"

store_option = click.option(
    "--store",
    default=MEMORY,
    show_default=True,
    metavar="LOCATION",
    help="Ask what claimgraph load put into a folder or at an http(s) address; with --data, load that first.",
)

Verb = TypeVar("Verb", bound=Callable[..., None])


def data_option(verb: Verb) -> Verb:
    """Add ``--data`` and ``--store`` to a verb, which gets what they name as its argument `data`."""

    @wraps(verb)
    def inner(*arguments: object, data: tuple[Path, ...], store: str, **options: object) -> None:
        verb(*arguments, data=named_data(data, store), **options)

    named = click.option(
        "--data",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="PATH",
        help="Turtle file, folder of Turtle files, or several, with wildcards. Repeatable.  [default: data]",
    )(inner)
    return cast("Verb", store_option(named))


def named_data(data: tuple[Path, ...], store: str) -> Data:
    """Give what is named: files, or what a store holds; with both, the files are loaded into it first."""
    files = data if len(data) > 1 else data[0] if data else Path("data")
    if store == MEMORY:
        return files
    from graph.store import Stored  # the store's library: not for --help

    if data:
        from graph.cli import loading

        loading.fill(files, store)
    return Stored(store)


format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="For people, or for programs.",
)
blind_option = click.option(
    "--blind",
    metavar="NAME",
    help="As NAME may see it who reviews without knowing what others found: their reviews are left out.",
)
longest_option = click.option(
    "--longest",
    default=8,
    show_default=True,
    type=click.IntRange(min=1),
    metavar="STEPS",
    help="Look at paths of up to so many steps.",
)
sources_option = click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="[SLUG=]FILE|URL",
    help="The article, if at hand, as text, Markdown, HTML or an http(s) address: passages and own words "
    "are checked against it. Repeatable.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="claimgraph", message="%(prog)s %(version)s")
def commands() -> None:
    """Turn health articles into a knowledge graph of their claims that people can check.

    The claims are the articles', not ours, and none of this is medical advice.
    """
