"""Verbs that ask how things relate: loops, what acts on them, paths, effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.cli.commands.options import commands, data_option, format_option, longest_option

if TYPE_CHECKING:
    from graph.store import Data


@commands.command()
@click.option("--told", is_flag=True, help="How the cycles that articles tell stand to the arrows, by step.")
@data_option
@format_option
def loops(told: bool, data: Data, form: str) -> None:
    """List the feedback loops, shortest and firmest first."""
    from graph.cli import asking, ledger

    if told:
        ledger.told(data, form)
    else:
        asking.loops(data, form)


@commands.command()
@click.option(
    "--smallest", is_flag=True, help="The fewest treatments, and arrows, that touch all reinforcing loops."
)
@data_option
@format_option
def breaks(smallest: bool, data: Data, form: str) -> None:
    """List what the claims say acts against a point of a loop."""
    from graph.cli import acting, fewest

    if smallest:
        fewest.smallest(data, form)
    else:
        acting.breaks(data, form)


@commands.command()
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@longest_option
@click.option(
    "--most",
    default=20,
    show_default=True,
    type=click.IntRange(min=1),
    help="List so many paths, the first by rank.",
)
@data_option
@format_option
def paths(start: str, end: str, longest: int, most: int, data: Data, form: str) -> None:
    """List how concept A leads to concept B: shortest paths first, then the firmest.

    Along the signed arrows; only where no causal path exists, along relations of any kind.
    """
    from graph.cli import relating

    relating.paths(start, end, data, form, longest=longest, most=most)


@commands.command()
@click.argument("name", metavar="[A]", required=False)
@click.option("--lower", is_flag=True, help="Lower A instead of raising it.")
@click.option("--on", "treatments", multiple=True, metavar="TREATMENT", help="Switch it on. Repeatable.")
@longest_option
@data_option
@format_option
def effects(
    name: str | None, lower: bool, treatments: tuple[str, ...], longest: int, data: Data, form: str
) -> None:
    """Say what follows for all other concepts where A goes up, or treatments are switched on.

    + or - where all paths agree, 0 where none leads, ? where they disagree, undecided where longer
    paths could matter.
    """
    from graph.cli import relating

    if name is None and (lower or not treatments):
        raise click.UsageError("What changes? Name a concept to raise or lower, or a treatment with --on.")
    relating.effects(name, treatments, data, form, lower=lower, longest=longest)


@commands.command()
@click.argument("name", metavar="A")
@click.argument("other", metavar="[B]", required=False)
@data_option
@format_option
def says(name: str, other: str | None, data: Data, form: str) -> None:
    """Say who says what of concept A, or between A and B, and how many independently.

    By statement, then by publisher and article: how firmly, with which figures, who denies it, and
    whose interest stands behind it. Articles of one publisher are not independent of each other.
    """
    from graph.cli import saying

    saying.says(name, other, data, form)


@commands.command()
@click.option(
    "--most", default=10, show_default=True, type=click.IntRange(min=1), help="List so many of each."
)
@data_option
@format_option
def central(most: int, data: Data, form: str) -> None:
    """List the concepts and arrows that lie on most loops, with degree and betweenness."""
    from graph.cli import relating

    relating.central(data, form, most=most)


@commands.command()
@data_option
@format_option
def contradictions(data: Data, form: str) -> None:
    """List claims that disagree: denials, opposite signs, figures that exclude, unlike firmness."""
    from graph.cli import relating

    relating.contradictions(data, form)
