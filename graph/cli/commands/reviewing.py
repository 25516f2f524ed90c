"""Verbs of editors: record what was found, and see what to look at next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.commands.options import blind_option, commands, data_option, format_option

if TYPE_CHECKING:
    from graph.store import Data


@commands.command()
@click.argument("claim", required=False)
@click.option("--axis", metavar="AXIS", help="fidelity (as the article says?) or evidence (is it so?).")
@click.option("--verdict", metavar="VERDICT", help="The answer; a wrong one gets the list of those that fit.")
@click.option("--by", "reviewer", metavar="NAME", help="Who reviews.")
@click.option("--note", help="A sentence in your own words.")
@click.option("--evidence", multiple=True, metavar="DOI|PMID", help="A study it rests on. Repeatable.")
@click.option("--title", "titles", multiple=True, help="That study's title, if it is new to the data.")
@click.option(
    "--interest",
    "things",
    multiple=True,
    metavar="CONCEPT|ORGANISATION",
    help="What NAME has an interest in; all that NAME reviews of it is marked. With or without a verdict. "
    "Repeatable.",
)
@click.option("--declares", metavar="TEXT", help='What that interest is, in a line: "advises the maker".')
@click.option("--blind", is_flag=True, help="Tell how the claim stands by NAME's own verdicts alone.")
@click.option("--import", "file", metavar="FILE", help="Take decisions that the editors' page downloaded.")
@data_option
@format_option
def review(
    claim: str | None,
    axis: str | None,
    verdict: str | None,
    reviewer: str | None,
    note: str | None,
    evidence: tuple[str, ...],
    titles: tuple[str, ...],
    things: tuple[str, ...],
    declares: str | None,
    blind: bool,
    file: str | None,
    data: Data,
    form: str,
) -> None:
    """Record a verdict on a claim, in a file of its own below the data.

    Records are only ever added. What would break a rule is refused, and nothing is written.
    """
    from graph.cli import reviewing

    if file is not None:
        if claim or axis or verdict or note or evidence or titles or things or declares:
            raise click.UsageError("--import takes all from the file: leave the rest out, but for --by.")
        reviewing.take(Path(file), data, form, reviewer=reviewer, blind=blind)
        return
    if bool(things) != (declares is not None):
        raise click.UsageError("An interest needs both: in what (--interest), and what it is (--declares).")
    interest = (things, declares) if declares is not None else None
    if interest and reviewer and not (claim or axis or verdict or note or evidence or titles):
        reviewing.declare(reviewer, data, form, *interest)
        return
    if not (claim and axis and verdict and reviewer):
        raise click.UsageError(
            "Which verdict? Give CLAIM, --axis, --verdict and --by, or --import FILE; to declare an interest "
            "alone, --by, --interest and --declares."
        )
    if len(titles) > len(evidence):
        raise click.UsageError("Each --title follows the --evidence it belongs to: name that study too.")
    studies = [(study, titles[n] if n < len(titles) else None) for n, study in enumerate(evidence)]
    reviewing.review(
        claim, data, form, axis, verdict, reviewer, note, studies, interest=interest, blind=blind
    )


@commands.command()
@click.option(
    "--most", default=20, show_default=True, type=click.IntRange(min=1), help="List so many claims."
)
@blind_option
@data_option
@format_option
def worklist(most: int, blind: str | None, data: Data, form: str) -> None:
    """List what to look at next and why: warning signs first, then what has gone stale or is disputed."""
    from graph.cli import reviewing

    reviewing.worklist(data, form, most=most, blind=blind)


@commands.command()
@click.option(
    "--most", default=20, show_default=True, type=click.IntRange(min=1), help="List so many disagreements."
)
@data_option
@format_option
def agreement(most: int, data: Data, form: str) -> None:
    """Say how far reviewers agree: percent and kappa, two by two, by question and kind of claim.

    Then where they do not, each with their reasons: warning signs first, then what most loops rest on.
    """
    from graph.cli import agreeing

    agreeing.agreement(data, form, most=most)
