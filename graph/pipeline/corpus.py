"""A corpus of many articles, worked on one by one: what changed is done again, all else is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from graph.articles.keeping import freeze
from graph.articles.shelves import Shelf
from graph.articles.state import BuildState
from graph.articles.units import ScannedFile, Unit, gather_units
from graph.model import ArticleSummary, Corpus, Finding, ValidationReport
from graph.pipeline.article import Wish, Worked, make_job, work_on
from graph.pipeline.pooling import spread
from graph.pipeline.reports import ARTICLES, EDITOR, FACTS, PAGE, Options, Progress
from graph.store import Scan, scan_document

# The parts of a result, each kept under its own name: most are never asked for again.
_SHORT, _SLIM, _FULL = "short", "slim", "full"
Short = tuple[ValidationReport, tuple[ArticleSummary, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a unit, from this build or from an earlier one.

    `written` are the files of its pages, each with the IRI of its article, where this build wrote them.
    """

    unit: Unit
    report: ValidationReport
    articles: tuple[ArticleSummary, ...]
    written: tuple[tuple[str, str], ...]


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


def files_of(folder: str) -> list[str]:
    """Give the files of an article's `folder`, as paths from that of the site."""
    return [f"{ARTICLES}/{folder}/{name}" for name in (PAGE, FACTS, EDITOR)]


def renamed(report: ValidationReport, paths: Mapping[str, str]) -> ValidationReport:
    """Give a report in which files are called as they are now; `paths` are the new names by the old."""
    if all(old == new for old, new in paths.items()):
        return report

    def rename(found: Finding) -> Finding:
        message = found.message
        for old, new in paths.items():
            message = message.replace(f"{old}:", f"{new}:")
        return replace(found, path=paths.get(found.path or "", found.path), message=message)

    return replace(report, findings=tuple(map(rename, report.findings)))


class Workshop:
    """Works on units, and knows what is kept of them.

    Pages are written into the folder `pages`, and what is kept of a unit counts only while those that
    show it lie where they are to be: in the `folders` of its articles, which are given by IRI.
    """

    def __init__(
        self,
        shelf: Shelf,
        state: BuildState,
        options: Options,
        progress: Progress,
        pages: Path,
        folders: Mapping[str, str],
    ) -> None:
        self._shelf = shelf
        self._state = state
        self._options = options
        self._progress = progress
        self._pages = pages
        self._folders = folders
        self._placed = state.placed()
        self._paths = {entry.graph: entry.path for entry in shelf.entries}

    def work(self, units: Sequence[Unit]) -> Iterator[Known]:
        """Give what is known of each unit, in no order, working on those of which nothing is kept."""
        new = []
        for unit in units:
            kept = cast("Short | None", self._state.result(unit.key, _SHORT))
            if kept is not None and self._is_shown(unit):
                report, articles, paths = kept
                report = renamed(report, dict(zip(paths, self._paths_of(unit), strict=True)))
                yield Known(unit=unit, report=report, articles=articles, written=())
            else:
                new.append(unit)
        wish = Wish(pages=str(self._pages), report_to=self._options.report_to, claims=True)
        shared = replace(wish, claims=False)  # of concepts that no article means, nothing is made
        tasks = (make_job(unit, self._shelf, wish if unit.articles else shared) for unit in new)
        done = spread(work_on, tasks, count=len(new), jobs=self._options.jobs)
        for number, (unit, (_, worked)) in enumerate(zip(new, done, strict=True), start=1):
            self._progress(f"working: {number} of {len(new)} articles")
            self._keep(unit, worked)
            yield Known(
                unit=unit,
                report=worked.report,
                articles=worked.articles,
                written=worked.written,
            )

    def _is_shown(self, unit: Unit) -> bool:
        wanted = {path for iri in unit.articles for path in files_of(self._folders[iri])}
        files = self._placed.get(unit.key, [])
        return wanted == {file.path for file in files} and self._state.is_intact(files)

    def _paths_of(self, unit: Unit) -> tuple[str, ...]:
        """Give how messages call the files of a unit now."""
        return tuple(self._paths[graph] for graph in (*unit.files, *unit.beside))

    def _keep(self, unit: Unit, worked: Worked) -> None:
        if worked.report.conforms:  # what is refused is looked at anew
            short: Short = (worked.report, worked.articles, self._paths_of(unit))
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
