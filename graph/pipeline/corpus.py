"""A corpus of many articles, worked on one by one: what changed is done again, all else is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from graph.articles.keeping import freeze
from graph.articles.shelves import Shelf
from graph.articles.state import BuildState
from graph.articles.units import ScannedFile, Unit, gather_units
from graph.model import ArticleSummary, Corpus, ValidationReport
from graph.pipeline.article import Wish, Worked, make_job, work_on
from graph.pipeline.pooling import spread
from graph.pipeline.reports import Options, Progress
from graph.store import Scan, scan_document

# The parts of a result, each kept under its own name: most are never asked for again.
_SHORT, _SLIM, _FULL = "short", "slim", "full"
Short = tuple[ValidationReport, tuple[ArticleSummary, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a unit, from this build or from an earlier one.

    `written` are the files of its pages with their sizes, where this build wrote them.
    """

    unit: Unit
    report: ValidationReport
    articles: tuple[ArticleSummary, ...]
    written: tuple[tuple[str, int], ...]


def scan_shelf(
    shelf: Shelf, state: BuildState | None, *, salt: str, jobs: int, progress: Progress
) -> tuple[tuple[ScannedFile, ...], tuple[Unit, ...]]:
    """Give the files of a shelf scanned, and put together by article; those seen before are not read again.

    `salt` is what results depend on beside the files.

    Raises what `graph.store.scan_document` raises.
    """
    known = state.scans(entry.sha256 for entry in shelf.entries) if state is not None else {}
    new = [entry for entry in shelf.entries if entry.sha256 not in known]
    found: dict[str, object] = {}
    tasks = (shelf.read(entry.graph) for entry in new)
    done = spread(scan_document, tasks, count=len(new), jobs=jobs)
    for number, (entry, (_, scan)) in enumerate(zip(new, done, strict=True), start=1):
        progress(f"reading: {number} of {len(new)} files")
        found[entry.sha256] = scan
    if state is not None:
        state.keep_scans(found)
    known |= found
    files = tuple(
        ScannedFile(graph=entry.graph, sha256=entry.sha256, scan=cast("Scan", known[entry.sha256]))
        for entry in shelf.entries
    )
    return files, gather_units(files, salt)


class Workshop:
    """Works on units, and knows what is kept of them.

    With `pages`, pages are written into that folder, and what is kept of a unit counts only while the
    pages that show it lie where they were put.
    """

    def __init__(
        self, shelf: Shelf, state: BuildState, options: Options, progress: Progress, pages: Path | None = None
    ) -> None:
        self._shelf = shelf
        self._state = state
        self._options = options
        self._progress = progress
        self._pages = pages
        self._placed = state.placed() if pages is not None else {}

    def work(self, units: Sequence[Unit]) -> Iterator[Known]:
        """Give what is known of each unit, in no order, working on those of which nothing is kept."""
        new = []
        for unit in units:
            kept = cast("Short | None", self._state.result(unit.key, _SHORT))
            if kept is not None and self._is_shown(unit):
                report, articles = kept
                yield Known(unit=unit, report=report, articles=articles, written=())
            else:
                new.append(unit)
        pages = str(self._pages) if self._pages is not None else None
        wish = Wish(pages=pages, report_to=self._options.report_to, claims=True)
        shared = replace(wish, claims=False)  # of concepts that no article means, nothing is made
        tasks = (make_job(unit, self._shelf, wish if unit.articles else shared) for unit in new)
        done = spread(work_on, tasks, count=len(new), jobs=self._options.jobs)
        for number, (unit, (_, worked)) in enumerate(zip(new, done, strict=True), start=1):
            self._progress(f"working: {number} of {len(new)} articles")
            self._keep(worked)
            yield Known(
                unit=unit,
                report=worked.report,
                articles=worked.articles,
                written=worked.written,
            )

    def _is_shown(self, unit: Unit) -> bool:
        if self._pages is None or not unit.articles:
            return True
        files = self._placed.get(unit.key)
        return files is not None and self._state.is_intact(files)

    def _keep(self, worked: Worked) -> None:
        if worked.report.conforms:  # what is refused is looked at anew
            short: Short = (worked.report, worked.articles)
            self._state.keep_result(
                worked.key,
                {_SHORT: freeze(short), _SLIM: freeze(worked.slim), _FULL: freeze(worked.corpus)},
            )

    def slim(self, units: Iterable[Unit]) -> Iterator[Corpus]:
        """Give what the causal graph of all articles needs of each unit that has an article."""
        return (cast("Corpus", self._state.result(unit.key, _SLIM)) for unit in units if unit.articles)

    def full(self, units: Iterable[Unit]) -> Iterator[Corpus]:
        """Give all that each unit that has an article says."""
        return (cast("Corpus", self._state.result(unit.key, _FULL)) for unit in units if unit.articles)
