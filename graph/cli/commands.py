"""Every verb with its options and help. What a verb does is loaded when it is called.

Showing help must not cost the libraries that the work needs: hence the imports inside.
"""

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
    metavar="[SLUG=]FILE",
    help="The article's text, if at hand: passages and own words are checked against it. Repeatable.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="claimgraph", message="%(prog)s %(version)s")
def commands() -> None:
    """Turn health articles into a knowledge graph of their claims that people can check.

    The claims are the articles', not ours, and none of this is medical advice.
    """


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
@click.option("--strict", is_flag=True, help="Warnings refuse the data as well.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@format_option
def build(data: Path, out: str, sources: tuple[str, ...], strict: bool, quiet: bool, form: str) -> None:
    """Build the page and the files for programs from the claims."""
    from graph.cli import building

    if not out.strip():
        raise click.UsageError("Where to? Name a folder of its own with --out.")
    building.build(data, Path(out), sources, strict=strict, quiet=quiet, form=form)


@commands.command()
@data_option
@sources_option
@click.option("--strict", is_flag=True, help="Fail for warnings as well.")
@click.option("--all", "everything", is_flag=True, help="Show hints too, not only violations and warnings.")
@format_option
def validate(data: Path, sources: tuple[str, ...], strict: bool, everything: bool, form: str) -> None:
    """Check the data against the rules, and against the article if it is at hand."""
    from graph.cli import building

    building.validate(data, sources, strict=strict, everything=everything, form=form)


@commands.command()
@click.option("--told", is_flag=True, help="How the cycles that articles tell stand to the arrows, by step.")
@data_option
@format_option
def loops(told: bool, data: Path, form: str) -> None:
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
def breaks(smallest: bool, data: Path, form: str) -> None:
    """List what the claims say acts against a point of a loop."""
    from graph.cli import asking, ledger

    if smallest:
        ledger.smallest(data, form)
    else:
        asking.breaks(data, form)


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
def paths(start: str, end: str, longest: int, most: int, data: Path, form: str) -> None:
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
    name: str | None, lower: bool, treatments: tuple[str, ...], longest: int, data: Path, form: str
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
@click.option(
    "--most", default=10, show_default=True, type=click.IntRange(min=1), help="List so many of each."
)
@data_option
@format_option
def central(most: int, data: Path, form: str) -> None:
    """List the concepts and arrows that lie on most loops, with degree and betweenness."""
    from graph.cli import relating

    relating.central(data, form, most=most)


@commands.command()
@data_option
@format_option
def contradictions(data: Path, form: str) -> None:
    """List claims that speak against each other: opposite signs, denials, figures that exclude."""
    from graph.cli import relating

    relating.contradictions(data, form)


@commands.command()
@click.argument("name", metavar="CLAIM|CONCEPT")
@data_option
@format_option
def show(name: str, data: Path, form: str) -> None:
    """Show one claim or concept in full: by id, IRI, label or other name."""
    from graph.cli import showing

    showing.show(name, data, form)


@commands.command()
@click.argument("text", nargs=-1, required=True)
@data_option
@format_option
def concepts(text: tuple[str, ...], data: Path, form: str) -> None:
    """Find concepts by words, so that none is invented twice."""
    from graph.cli import asking

    words = " ".join(text)
    if not words.strip():
        raise click.UsageError("Which concepts? Give words of a name.")
    asking.concepts(words, data, form)


@commands.command()
@click.argument("what", metavar="[NAME|FILE|-]", required=False)
@click.option("--list", "listed", is_flag=True, help="List the packaged queries.")
@data_option
@format_option
def query(what: str | None, listed: bool, data: Path, form: str) -> None:
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
        asking.query(what, data, form)


@commands.command()
@click.option("--source", required=True, metavar="[SLUG=]FILE", help="The article's text.")
@click.option("--start", help="The first words of the passage, five at most.")
@click.option("--end", help="Its last words, five at most; without them the start is the passage.")
@click.option("--prefix", help="Up to three words right before it, where the start alone is not unique.")
@click.option(
    "--all", "every", is_flag=True, help="Print the right pin line of every passage that needs one."
)
@data_option
@format_option
def anchor(
    source: str, start: str | None, end: str | None, prefix: str | None, every: bool, data: Path, form: str
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
def export(form: str, out: str | None, table: str | None, data: Path) -> None:
    """Take the data away: csv, cytoscape, graphml, jsonld or parquet.

    csv and parquet hold a table of claims, or with --table links one of the causal arrows. cytoscape
    and graphml hold the causal graph for Cytoscape, Gephi or yEd. jsonld holds all that was written
    and derived. What is not in the file is said on stderr; where characters had to be replaced, each
    is named, and the exit code is 1. In csv, text that a spreadsheet could take for a formula has an
    apostrophe in front.
    """
    from graph.cli import exporting

    if table and form not in {"csv", "parquet"}:
        raise click.UsageError(f"{form} holds all in one file: leave --table out, or take csv.")
    if out is not None and not out.strip():
        raise click.UsageError("Where to? Name a file with -o, or leave it out for stdout.")
    exporting.export(form, data, out, table)
