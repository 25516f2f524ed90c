"""All claims of some data as values: of little data all at once, of much article by article."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from graph import dataset
from graph.articles.keeping import freeze
from graph.articles.merging import unite
from graph.articles.shelves import Shelf
from graph.articles.state import BuildState
from graph.dataset import BROKEN_RECORD
from graph.errors import BrokenRecordWarning, DataRefused, FolderBusy, NothingToBuild
from graph.model import Corpus, Finding
from graph.pipeline.across import judge_across, put_together
from graph.pipeline.article import Wish, Worked, make_job, work_on
from graph.pipeline.corpus import scan_shelf
from graph.pipeline.pooling import spread, wanted_jobs
from graph.pipeline.reports import Progress
from graph.pipeline.shelving import is_large, label_of, open_shelf
from graph.store import Data, Stored

_FULL: Final = "full"


def load_corpus(data: Data, *, progress: Progress | None = None) -> Corpus:
    """Read the claims in the Turtle files of `data`, or in a store (`Stored`).

    Raises DataRefused where the data break a rule, and what `graph.errors` lists for files; a review
    record that is cut off is a BrokenRecordWarning, and the rest is read. What a store holds was judged
    when it was loaded. Much data are read article by article, on as many cores as the environment
    variable CLAIMGRAPH_JOBS says (the commands use all): about two kilobytes of memory a claim. What was
    read of an article is kept in the user's cache for the next question about the same data; `progress`
    hears of each file and article that is read.

    >>> from importlib.resources import files
    >>> corpus = load_corpus(files("graph") / "example.ttl")
    >>> corpus.claims[1].label, corpus.claims[1].hedge
    ('Itching may lead to rubbing.', 'may')
    """
    with open_shelf(data) as shelf:
        if is_large(shelf):
            return _read_large(shelf, data, progress or (lambda _: None))
    return dataset.load_corpus(data)


def _read_large(shelf: Shelf, data: Data, progress: Progress) -> Corpus:
    """Read with what earlier questions have kept; without that while another one reads, or if damaged."""
    name = _name_of(data)
    try:
        with BuildState(name=name) as state:
            return _read_many(shelf, data, state, progress)
    except FolderBusy:
        return _read_many(shelf, data, None, progress)
    except sqlite3.DatabaseError:
        BuildState.discard(name)
        return _read_many(shelf, data, None, progress)


def _read_many(shelf: Shelf, data: Data, state: BuildState | None, progress: Progress) -> Corpus:
    check, jobs = not isinstance(data, Stored), wanted_jobs()
    files, units = scan_shelf(shelf, state, salt=f"read {check}", jobs=jobs, progress=progress)
    found = {unit.key: _kept(state, unit.key) for unit in units}
    new = [unit for unit in units if found[unit.key] is None]
    tasks = (make_job(unit, shelf, Wish(claims=True, check=check, records=False)) for unit in new)
    worked = []
    for number, (_, done) in enumerate(spread(work_on, tasks, count=len(new), jobs=jobs), start=1):
        progress(f"reading: {number} of {len(new)} articles")
        if done.report.conforms:  # what is wrong is to be told again
            _keep(state, done)
        found[done.key] = done.corpus
        worked.append(replace(done, corpus=Corpus()))
    if state is not None:
        same = not shelf.has_changed()
        with suppress(sqlite3.OperationalError):
            state.forget_others([*found] if same else [], [file.sha256 for file in files] if same else [])
    if check:
        report = put_together((one.report for one in worked), judge_across(files, shelf))
        violations = [one for one in report.violations if one.rule != BROKEN_RECORD]
        if violations:
            raise DataRefused(label_of(data), tuple(map(str, violations)))
    for finding in _broken(worked):
        warnings.warn(str(finding), BrokenRecordWarning, stacklevel=5)
    corpus = unite(found[unit.key] or Corpus() for unit in units)
    if not corpus.claims:
        raise NothingToBuild(label_of(data))
    return corpus


def _name_of(data: Data) -> str:
    """Give the name under which it is kept what questions about these data have read."""
    given = [data] if isinstance(data, (str, Path, Stored)) else data
    places = {str(one) if "://" in str(one) else str(Path(str(one)).resolve()) for one in given}
    return " ".join(("questions about", *sorted(places)))


def _kept(state: BuildState | None, key: str) -> Corpus | None:
    found = state.result(key, _FULL) if state is not None else None
    return found if isinstance(found, Corpus) else None


def _keep(state: BuildState | None, done: Worked) -> None:
    """Keep what was read of a unit; where the disk is full, the question is answered all the same."""
    if state is not None:
        with suppress(sqlite3.OperationalError):
            state.keep_result(done.key, {_FULL: freeze(done.corpus)})


def _broken(worked: Sequence[Worked]) -> Iterator[Finding]:
    return (found for one in worked for found in one.report.violations if found.rule == BROKEN_RECORD)
