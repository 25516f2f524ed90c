"""Options that several verbs share, and the group they all belong to."""

from __future__ import annotations

from pathlib import Path

import click

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
