"""Verbs that check the data and make files of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.commands.options import (
    MEMORY,
    blind_option,
    commands,
    data_option,
    format_option,
    sources_option,
)

if TYPE_CHECKING:
    from graph.store import Data


@commands.command()
@data_option
@click.option(
    "--out",
    default="_site",
    show_default=True,
    metavar="DIR",
    help="Folder to write the page and the files for programs into.",
)
@sources_option
@click.option(
    "--show-passages",
    is_flag=True,
    help="With --source: an editors' page with the article's passages, for this computer only.",
)
@click.option(
    "--report-to",
    metavar="ADDRESS",
    help="Where readers report an error in a claim: mailto: or https:, its name in place of {claim}.",
)
@blind_option
@click.option("--strict", is_flag=True, help="Warnings refuse the data as well.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@format_option
def build(
    data: Data,
    out: str,
    sources: tuple[str, ...],
    show_passages: bool,
    report_to: str | None,
    blind: str | None,
    strict: bool,
    quiet: bool,
    form: str,
) -> None:
    """Build the page and the files for programs from the claims."""
    from graph.cli import building

    if not out.strip():
        raise click.UsageError("Where to? Name a folder of its own with --out.")
    building.build(
        data,
        Path(out),
        sources,
        show_passages=show_passages,
        report_to=report_to,
        blind=blind,
        strict=strict,
        quiet=quiet,
        form=form,
    )


@commands.command()
@data_option
@sources_option
@click.option("--strict", is_flag=True, help="Fail for warnings as well.")
@click.option("--all", "everything", is_flag=True, help="Show hints too, not only violations and warnings.")
@format_option
def validate(data: Data, sources: tuple[str, ...], strict: bool, everything: bool, form: str) -> None:
    """Check the data against the rules, and against the article if it is at hand."""
    from graph.cli import building

    building.validate(data, sources, strict=strict, everything=everything, form=form)


@commands.command()
@click.argument(
    "form", metavar="FORMAT", type=click.Choice(["csv", "cytoscape", "graphml", "jsonld", "parquet"])
)
@click.option("-o", "out", metavar="FILE", help="File to write, replaced in one step; stdout without it.")
@click.option(
    "--table",
    type=click.Choice(["claims", "links"]),
    help="Which table, for csv and parquet.  [default: claims]",
)
@data_option
def export(form: str, out: str | None, table: str | None, data: Data) -> None:
    """Take the data away: csv, cytoscape, graphml, jsonld or parquet.

    csv and parquet hold a table of claims, or with --table links one of the causal arrows, for
    spreadsheets, pandas and R. cytoscape and graphml hold the causal graph, for Cytoscape, Gephi,
    yEd, networkx and igraph. jsonld holds all that was written and derived, for RDF stores.

    What is not in the file is said on stderr; where characters had to be replaced, each place is
    named, and the exit code is 1. In csv, text that a spreadsheet could take for a formula has an
    apostrophe in front: drop it to have the text back.
    """
    from graph.cli import exporting

    if table and form not in {"csv", "parquet"}:
        raise click.UsageError(f"{form} holds all in one file: leave --table out, or take csv.")
    if out is not None and not out.strip():
        raise click.UsageError("Where to? Name a file with -o, or leave it out for stdout.")
    exporting.export(form, data, out, table)


@commands.command()
@click.option(
    "--data",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Turtle file, folder of Turtle files, or several, with wildcards. Repeatable.  [default: data]",
)
@click.option(
    "--store",
    default=MEMORY,
    show_default=True,
    metavar="LOCATION",
    help="A folder, or an http(s) address; in memory, it is only seen what a load would do.",
)
@click.option("--no-validate", "check", flag_value=False, default=True, help="Load what breaks rules, too.")
@click.option("--no-derive", "derive", flag_value=False, default=True, help="Leave out what follows.")
@click.option("--prune", is_flag=True, help="Take out what the store holds of files that are not named.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@format_option
def load(
    data: tuple[Path, ...], store: str, check: bool, derive: bool, prune: bool, quiet: bool, form: str
) -> None:
    """Load the data into a store that is kept, article by article; what did not change is not loaded again.

    An article that breaks a rule is refused whole, by name, and the others are loaded. Interrupted, it
    can be repeated. Other verbs ask such a store with --store.
    """
    from graph.cli import loading

    named = data if len(data) > 1 else data[0] if data else Path("data")
    loading.load(named, store, form, check=check, derive=derive, prune=prune, quiet=quiet)
