"""Verbs that need the article's text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.commands.options import commands, data_option, format_option

if TYPE_CHECKING:
    from graph.store import Data


@commands.command()
@click.option("--source", required=True, metavar="[SLUG=]FILE|URL", help="The article: text, Markdown, HTML.")
@click.option("--start", help="The first words of the passage, five at most.")
@click.option("--end", help="Its last words, five at most; without them the start is the passage.")
@click.option("--prefix", help="Up to three words right before it, where the start alone is not unique.")
@click.option(
    "--all", "every", is_flag=True, help="Print the right pin line of every passage that needs one."
)
@data_option
@format_option
def anchor(
    source: str, start: str | None, end: str | None, prefix: str | None, every: bool, data: Data, form: str
) -> None:
    """Find a passage by its words and print where it stands, ready to paste.

    Nothing is written to the data: paste what is printed yourself.
    """
    from graph.cli import sourcing

    if every and not (start or end or prefix):
        sourcing.print_pins(source, data, form)
    elif start and not every:
        sourcing.print_anchor(source, start, end, prefix, data, form)
    else:
        raise click.UsageError("What is to be anchored? Give --start (with --end, --prefix), or --all alone.")


@commands.command()
@click.option(
    "--source",
    "sources",
    multiple=True,
    required=True,
    metavar="[SLUG=]FILE|URL",
    help="The article: text, Markdown, HTML. Repeatable.",
)
@click.option("--strict", is_flag=True, help="Fail where something is left to do.")
@data_option
@format_option
def coverage(sources: tuple[str, ...], strict: bool, data: Data, form: str) -> None:
    """Say what of an article no claim speaks of yet, and which claims it does not hold.

    Every sentence, list item and heading is claimed, marked as no claim with a reason, or to do:
    numbers first, then causal wording, treatments, warnings. The article's text is not printed,
    only words to find it by.
    """
    from graph.cli import covering

    covering.coverage(sources, data, form, strict=strict)


@commands.command()
@click.option("--source", metavar="[SLUG=]FILE|URL", help="An article without claims: text, Markdown, HTML.")
@click.option(
    "--finish",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A draft: say what of it is open, and how to go on when nothing is.",
)
@data_option
@format_option
def draft(source: str | None, finish: Path | None, data: Data, form: str) -> None:
    """Draft the claims of an article that has none, as Turtle for an editor to finish.

    Print it into a file that ends in .draft.ttl: commands that read data pass that over. Proposed are
    passages with their pins, and what their words suggest; concepts are those of the data. Every place that
    is not decided is marked.
    """
    from graph.cli import drafting

    if source is not None and finish is None:
        drafting.print_draft(source, data, form)
    elif finish is not None and source is None:
        drafting.print_state(finish, data, form)
    else:
        raise click.UsageError(
            "What is to be done? Give --source for a new draft, or --finish for one that is there."
        )


@commands.command()
@click.option(
    "--source",
    "sources",
    multiple=True,
    required=True,
    metavar="[SLUG=]FILE|URL",
    help="The article: text, Markdown, HTML. Repeatable.",
)
@click.option("--receipt", metavar="FILE", help="Write down what was checked, with hashes, to be rerun.")
@click.option("--check-receipt", "old", metavar="FILE", help="Rerun that, and say what no longer holds.")
@data_option
@format_option
def verify(sources: tuple[str, ...], receipt: str | None, old: str | None, data: Data, form: str) -> None:
    """Say of every passage whether the article still says it, and where: exact, moved, changed, missing.

    What changed is a number, a hedge (how firmly, how often, or denied) or the wording. The exit code
    is 0 only if something was checked, and all of it is exact or moved.

    A receipt holds hashes of claims, rules and texts, and what was found, but no word of the article.
    Checked, it names each claim for which it no longer holds and why; the exit code is 0 if there is none.
    """
    from graph.cli import receipts, verifying

    if receipt is not None and old is not None:
        raise click.UsageError("Give --receipt to write one, or --check-receipt to check one.")
    if old is not None:
        receipts.check(old, sources, data, form)
    else:
        verifying.verify(sources, data, form, receipt)


@commands.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@data_option
@format_option
def diff(old: str, new: str, data: Data, form: str) -> None:
    """Compare two editions of an article, claim by claim: OLD and NEW are each [SLUG=]FILE|URL.

    A claim of OLD is the same, has moved, is reworded, has another number or hedge, or is gone. Then comes
    what NEW says that no claim speaks of, what is new in it first. The exit code is 0 if every claim is the
    same or has moved, 1 if not, 2 if the two cannot be compared.
    """
    from graph.cli import comparing

    comparing.diff(old, new, data, form)
