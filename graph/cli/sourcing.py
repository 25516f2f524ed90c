"""The verb that points into a source: ``anchor``."""

from __future__ import annotations

import click

from graph import pipeline
from graph.checking.anchoring import Anchored, Pin, pins
from graph.checking.anchoring import anchor as find_anchor
from graph.cli.printing import fail, print_facts, print_json
from graph.cli.tables import printable
from graph.names import Names
from graph.store import Data


def print_anchor(source: str, start: str, end: str | None, prefix: str | None, data: Data, form: str) -> None:
    """Find a passage by its words and print where it stands, with Turtle to paste."""
    _, article, text, names = pipeline.read_for_anchoring(data, source)
    _print_anchored(find_anchor(text, article, start=start, end=end, prefix=prefix), form, names)


def print_pins(source: str, data: Data, form: str) -> None:
    """Print the right pin line of every passage that has none or a wrong one.

    Lines to paste go to stdout, sentences about what cannot be pinned to stderr.
    """
    corpus, article, text, names = pipeline.read_for_anchoring(data, source)
    _print_pins(pins(corpus, article, text), form, names)


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
        print_json(facts)
        return
    print_facts(
        form, facts, ("what", "value"), [(n, v) for n, v in facts.items() if v is not None and n != "turtle"]
    )
    click.echo(f"\n{found.turtle}")


def _print_pins(found: tuple[Pin, ...], form: str, names: Names) -> None:
    facts = [
        {"id": names.curie(pin.iri), "state": pin.state, "line": pin.line, "message": pin.message}
        for pin in found
    ]
    if form == "json":
        print_json(facts)
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
