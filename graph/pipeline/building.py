"""A build: what has changed since the last one, and in which of two ways it is done."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from graph.articles.keeping import freeze
from graph.articles.shelves import Shelf
from graph.articles.state import BuildState
from graph.errors import UsageError
from graph.output import usable_folder
from graph.pipeline.many import build_many
from graph.pipeline.reports import PAGE, BuildReport, Options, Progress
from graph.pipeline.shelving import is_large, label_of, open_shelf
from graph.pipeline.whole import build_whole
from graph.sources import SourceCheck, read_source_files
from graph.store import Data
from graph.text.extraction import Form


def build(  # noqa: PLR0913  # one for each option of the verb
    data: Data,
    out: Path | str,
    *,
    sources: Sequence[str] = (),
    strict: bool = False,
    show_passages: bool = False,
    report_to: str | None = None,
    jobs: int = 1,
    blind: str | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Build the site from `data` into the folder `out`; nothing is written unless all is well.

    `sources` are source texts, each ``FILE`` or ``SLUG=FILE``, to check passages and wording
    against. With `strict`, warnings refuse the data as violations do. `progress` hears the name
    of each step as it begins. Files of other names in `out` are left alone. `report_to` is where
    readers of the page report errors: ``mailto:`` or ``https://`` (see `graph.site.reporting`).

    Nothing is done again whose bytes have not changed since the last build into `out`: what these did is
    kept in the user's cache. Many articles get a page each, and an overview with an index of them;
    they are worked on one by one, spread over `jobs` processes (with more than one, call this from
    within ``if __name__ == "__main__"``). Raises FolderBusy while another build writes into `out`.

    With `show_passages` the editors' page holds the passages of the sources; it is then a file of
    its own, `LOCAL_EDITOR`, not for publishing. One that an earlier build left there is removed.

    `blind` names a reviewer: the site then is what it would be if nobody else had reviewed, to the byte
    (see `graph.articles.blinding`).

    >>> from importlib.resources import files
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as out:
    ...     report = build(files("graph") / "example.ttl", out)
    >>> report.page.name, report.claims, report.links, len(report.search.loops)
    ('index.html', 4, 4, 1)
    """
    if report_to:
        from graph.site.reporting import report_template  # where the pages' libraries load

        report_template(report_to)
    folder = usable_folder(Path(out))
    if show_passages and not sources:
        raise UsageError("Which passages? Name the article's text with --source, to show what stands there.")
    options = Options(
        sources=read_source_files(sources),
        strict=strict,
        show_passages=show_passages,
        report_to=report_to,
        jobs=jobs,
    )
    progress = progress or _ignore
    progress("reading")
    try:
        return _build(data, blind, folder, options, progress)
    except sqlite3.DatabaseError:  # what was kept is damaged beyond its head; it can be made anew
        BuildState.discard(str(folder.resolve()))
        return _build(data, blind, folder, options, progress)


def _build(data: Data, blind: str | None, folder: Path, options: Options, progress: Progress) -> BuildReport:
    with BuildState(folder) as state, open_shelf(data, blind=blind) as shelf:
        stamp = _stamp(shelf, options)
        known = _unchanged(folder, state, stamp)
        if known is not None:
            return known
        state.set_fact("stamp", None)
        if is_large(shelf):
            report = build_many(shelf, label_of(data), folder, state, options, progress)
        else:
            report = build_whole(shelf, label_of(data), folder, state, options, progress)
        state.keep_result("report", {"all": freeze(_told(report))})
        state.set_fact("stamp", stamp)
    return report


def _stamp(shelf: Shelf, options: Options) -> str:
    """Give a digest of all that a build depends on, beside the program."""
    texts = [[file.text.path, file.slug, file.text.sha256] for file in options.sources]
    asked = [texts, options.strict, options.show_passages, options.report_to]
    digest = sha256(json.dumps(asked).encode())
    for entry in shelf.entries:
        digest.update(f"{entry.graph} {entry.path} {entry.sha256}\0".encode())
    return digest.hexdigest()


def _unchanged(folder: Path, state: BuildState, stamp: str) -> BuildReport | None:
    """Give what the last build reported if nothing has changed since, its files included."""
    if state.fact("stamp") != stamp:
        return None
    files = [file for group in state.placed().values() for file in group]
    kept = state.result("report", "all")
    if kept is None or not files or not state.is_intact(files):
        return None
    told = cast("dict[str, Any]", kept)
    checks = tuple(SourceCheck(**{**check, "form": Form(check["form"])}) for check in told["source_checks"])
    return BuildReport(**{**told, "source_checks": checks, "page": folder / PAGE, "built": 0})


def _told(report: BuildReport) -> dict[str, object]:
    """Give what a report says as values of the model."""
    told = {one.name: getattr(report, one.name) for one in fields(report) if one.name != "page"}
    checks = [{one.name: getattr(check, one.name) for one in fields(check)} for check in report.source_checks]
    return {**told, "source_checks": [{**check, "form": str(check["form"])} for check in checks]}


def _ignore(step: str) -> None:
    """Hear of a step and say nothing."""
