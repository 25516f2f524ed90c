"""All claims of some data as values: of little data all at once, of much article by article."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence

from graph import dataset
from graph.articles.merging import unite
from graph.articles.shelves import Shelf
from graph.dataset import BROKEN_RECORD
from graph.errors import BrokenRecordWarning, DataRefused, NothingToBuild
from graph.model import Corpus, Finding
from graph.pipeline.across import judge_across, put_together
from graph.pipeline.article import Wish, Worked, make_job, work_on
from graph.pipeline.corpus import scan_shelf
from graph.pipeline.pooling import spread, wanted_jobs
from graph.pipeline.shelving import is_large, label_of, open_shelf
from graph.store import Data, Stored


def load_corpus(data: Data) -> Corpus:
    """Read the claims in the Turtle files of `data`, or in a store (`Stored`).

    Raises DataRefused where the data break a rule, and what `graph.errors` lists for files; a review
    record that is cut off is a BrokenRecordWarning, and the rest is read. What a store holds was judged
    when it was loaded. Much data are read article by article, on as many cores as the environment
    variable CLAIMGRAPH_JOBS says (the commands use all): about two kilobytes of memory a claim.

    >>> from importlib.resources import files
    >>> corpus = load_corpus(files("graph") / "example.ttl")
    >>> corpus.claims[1].label, corpus.claims[1].hedge
    ('Itching may lead to rubbing.', 'may')
    """
    with open_shelf(data) as shelf:
        if is_large(shelf):
            return _read_many(shelf, label_of(data), check=not isinstance(data, Stored))
    return dataset.load_corpus(data)


def _read_many(shelf: Shelf, label: str, *, check: bool) -> Corpus:
    jobs = wanted_jobs()
    files, units = scan_shelf(shelf, None, salt="", jobs=jobs, progress=lambda _: None)
    tasks = (make_job(unit, shelf, Wish(claims=True, check=check, records=False)) for unit in units)
    worked = [done for _, done in spread(work_on, tasks, count=len(units), jobs=jobs)]
    if check:
        report = put_together((one.report for one in worked), judge_across(files, shelf))
        violations = [found for found in report.violations if found.rule != BROKEN_RECORD]
        if violations:
            raise DataRefused(label, tuple(map(str, violations)))
    for finding in _broken(worked):
        warnings.warn(str(finding), BrokenRecordWarning, stacklevel=4)
    corpus = unite(one.corpus for one in worked)
    if not corpus.claims:
        raise NothingToBuild(label)
    return corpus


def _broken(worked: Sequence[Worked]) -> Iterator[Finding]:
    return (found for one in worked for found in one.report.violations if found.rule == BROKEN_RECORD)
