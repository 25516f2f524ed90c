"""The verb ``load``: Turtle into a store that is kept."""

from __future__ import annotations

from collections.abc import Iterator

import click

from graph.cli.commands.options import MEMORY
from graph.cli.printing import fail, print_facts
from graph.cli.steps import Progress
from graph.cli.tables import printable
from graph.pipeline.filling import LoadReport, Refusal
from graph.pipeline.loading import load as load_data
from graph.pipeline.pooling import wanted_jobs
from graph.store import Data


def load(
    data: Data, location: str, form: str, *, check: bool, derive: bool, prune: bool, quiet: bool
) -> None:
    """Load what is new and say what was done; fail where a file was refused."""
    report = _fill(data, location, check=check, derive=derive, prune=prune, quiet=quiet)
    facts = {
        "store": report.store,
        "loaded": report.loaded,
        "unchanged": report.unchanged,
        "withdrawn": report.withdrawn,
        "triples": report.triples,
        "refused": [{"paths": list(one.paths), "reasons": list(one.reasons)} for one in report.refused],
    }
    rows = [
        ("files loaded", report.loaded),
        ("files as they were", report.unchanged),
        ("files taken out", report.withdrawn),
        ("files refused", sum(len(one.paths) for one in report.refused)),
        ("triples", report.triples),
    ]
    if not quiet:
        print_facts(form, facts, ("what", "count"), rows)
        if form == "table":
            click.echo(f"\n{_closing(report)}")
    if report.refused:
        fail()


def fill(data: Data, location: str) -> None:
    """Load what is new before a verb asks the store; fail where a file was refused."""
    if _fill(data, location, check=True, derive=True, prune=False, quiet=False).refused:
        fail()


def _fill(data: Data, location: str, *, check: bool, derive: bool, prune: bool, quiet: bool) -> LoadReport:
    with Progress(quiet=quiet) as progress:
        report = load_data(
            data, location, check=check, derive=derive, prune=prune, jobs=wanted_jobs(), progress=progress
        )
    for one in report.refused:
        for line in _why(one):
            click.echo(printable(line), err=True)
    return report


def _why(refusal: Refusal) -> Iterator[str]:
    yield from refusal.reasons
    paths = refusal.paths
    what = f"{paths[0]} was" if len(paths) == 1 else f"{paths[0]} and {len(paths) - 1} beside it were"
    yield f"{what} not loaded: correct this and load again."


def _closing(report: LoadReport) -> str:
    if report.store == MEMORY:
        return "A store in memory is gone now: name a folder or an address with --store, to keep it."
    if report.loaded or report.withdrawn:
        return f"Ask it with: claimgraph loops --store {report.store}"
    return "Nothing has changed since the last load." if not report.refused else "Nothing was loaded."
