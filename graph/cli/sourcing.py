"""The verb that points into a source: ``anchor``."""

from __future__ import annotations

from pathlib import Path

import click

from graph import pipeline
from graph.anchoring import Anchored, Pin, anchor as find_anchor, pins
from graph.cli.options import data_option, fail, format_option, print_facts
from graph.cli.tables import printable
from graph.errors import UsageError
from graph.facts import to_json
from graph.names import Names


@click.command()
@click.option("--source", required=True, metavar="[SLUG=]FILE", help="The article's text.")
@click.option("--start", help="The first words of the passage, five at most.")
@click.option("--end", help="Its last words, five at most; without them the start is the passage.")
@click.option("--prefix", help="Up to three words right before it, where the start alone is not unique.")
@click.option("--all", "every", is_flag=True, help="Print the right pin line of every passage that needs one.")
@data_option
@format_option
def anchor(
    source: str, start: str | None, end: str | None, prefix: str | None, every: bool, data: Path, form: str
) -> None:
    """Find a passage by its words, and print where it stands, ready to paste into the data.

    Nothing is written: paste what is printed yourself.
    """
    if every == bool(start) or (every and (end or prefix)):
        raise UsageError("What is to be anchored? Give --start with --end and --prefix, or --all alone.")
    corpus, article, text, names = pipeline.read_for_anchoring(data, source)
    if every:
        _print_pins(pins(corpus, article, text), form, names)
    else:
        found = find_anchor(text, article, start=start or "", end=end, prefix=prefix)
        _print_anchored(found, form, names)


def _print_anchored(found: Anchored, form: str, names: Names) -> None:
    facts = {
        "section": names.curie(found.section),
        "block": found.block,
        "item": found.item,
        "start": found.start,
        "end": found.end,
        "sha256": found.sha256,
        "anchor_prefix": found.anchor_prefix,
        "anchor_start": found.anchor_start,
        "anchor_end": found.anchor_end,
        "turtle": found.turtle,
    }
    if form == "json":
        click.echo(to_json(facts).rstrip())
        return
    print_facts(form, facts, ("what", "value"), [(n, v) for n, v in facts.items() if v is not None and n != "turtle"])
    click.echo(f"\n{found.turtle}")


def _print_pins(found: tuple[Pin, ...], form: str, names: Names) -> None:
    """Print the lines to paste on stdout, the sentences about the rest on stderr."""
    facts = [
        {"id": names.curie(pin.iri), "state": pin.state, "line": pin.line, "message": pin.message} for pin in found
    ]
    if form == "json":
        click.echo(to_json(facts).rstrip())
    else:
        for pin in found:
            if pin.line is None:
                click.echo(f"{names.curie(pin.iri)}: {pin.state}: {printable(pin.message)}", err=True)
            else:
                click.echo(f"{names.curie(pin.iri)} ({pin.state})\n    {pin.line}")
        if not found:
            click.echo("Every passage has its right pin line.", err=True)
    if any(pin.line is None for pin in found):
        fail()
