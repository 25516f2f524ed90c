"""A build of many articles: a page each, an overview of their causal graph, and an index."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from graph.articles.indexing import index_facts
from graph.articles.merging import choose_overview, gather, merge
from graph.articles.shelves import Shelf
from graph.articles.state import BuildState
from graph.articles.units import Unit
from graph.derivation import Derived, derive
from graph.errors import DataRefused, NothingToBuild, UsageError
from graph.facts import to_json_lines
from graph.model import ArticleSummary, Corpus, Severity, ValidationReport
from graph.names import with_articles
from graph.output import write_all
from graph.pipeline.across import judge_across, order_of, put_together
from graph.pipeline.corpus import Known, Workshop, files_of, scan_shelf
from graph.pipeline.overview import render_part
from graph.pipeline.placing import place_files, remove_others
from graph.pipeline.reports import ARTICLES, FACTS, OWN, PAGE, ROOT, BuildReport, Options, Progress
from graph.pipeline.sourcing import check_texts
from graph.sources import SourceCheck
from graph.vocab import namespace_of

# Pages wait here until all is known to be well; on the same disk, so that moving them is one step.
_STAGED = ".staged"
# Of all articles together there may be very many; the first of them, by rank, are enough for an overview.
_MOST_LOOPS = 1_000


def build_many(
    shelf: Shelf, label: str, out: Path, state: BuildState, options: Options, progress: Progress
) -> BuildReport:
    """Build the site of the articles on a shelf, which messages call `label`, into `out`.

    What an earlier build into `out` did is kept. Nothing is moved into place unless all is well; then
    the articles are, one by one, and the overview and the index last.
    """
    staged = out / _STAGED
    shutil.rmtree(staged, ignore_errors=True)
    if options.show_passages:
        raise UsageError(
            f"{label}: these are too many articles for one page with passages: name one article's file."
        )
    # Lines are those of the files, or of what a store gives back in their place.
    salt = json.dumps([options.report_to, shelf.origin])
    files, units = scan_shelf(shelf, state, salt=salt, jobs=options.jobs, progress=progress)
    folders = _folders(units)
    workshop = Workshop(shelf, state, options, progress, staged, folders)
    try:
        known = sorted(workshop.work(units), key=lambda one: one.unit.name)
        report = put_together((one.report for one in known), judge_across(files, shelf))
        checks: tuple[SourceCheck, ...] = ()
        if report.conforms:
            progress("checking against the sources")
            articles = [(one.unit, one.articles) for one in known]
            checks, found = check_texts(shelf, articles, folders, options.sources)
            report = replace(report, findings=tuple(sorted((*report.findings, *found), key=order_of)))
        _refuse(label, report, strict=options.strict)
        if not any(one.articles for one in known):
            raise NothingToBuild(label)
        progress("putting the articles together")
        merged = merge(workshop.slim(units))
        derived = derive(merged, most_loops=_MOST_LOOPS)
        root = _render_root(workshop, units, merged, derived, known, folders, options, state)
        progress("writing")
        _place(out, state, known, folders)
        remove_others(out, state, {*root, *chain.from_iterable(map(files_of, folders.values()))}, OWN)
        changed = {name: content for name, content in root.items() if not _is_there(out / name, content)}
        write_all(out, {name: content for name, content in changed.items() if name != FACTS})
        write_all(out, {name: content for name, content in changed.items() if name == FACTS})
        state.keep_placed(ROOT, root)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    state.forget_others([unit.key for unit in units], [entry.sha256 for entry in shelf.entries])
    return _summarise(out, merged, derived, known, report, checks)


def _is_there(path: Path, content: bytes) -> bool:
    """Say whether a file is as it is to be, so that what did not change keeps its time."""
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _refuse(label: str, report: ValidationReport, *, strict: bool) -> None:
    for severity in tuple(Severity)[: 2 if strict else 1]:
        bad = tuple(str(found) for found in report.findings if found.severity is severity)
        if bad:
            raise DataRefused(label, bad, severity)


def _folders(units: Iterable[Unit]) -> dict[str, str]:
    """Give the folder of each article by IRI: its slug, made unique in the corpus.

    Two articles of one namespace, which no data should have, are told apart by their numbers.
    """
    articles = sorted(iri for unit in units for iri in unit.articles)
    slugs = {namespace: prefix for prefix, namespace in with_articles(articles).items()}
    numbers: Counter[str] = Counter()
    folders = {}
    for iri in articles:
        slug = slugs[namespace_of(iri)]
        numbers[slug] += 1
        folders[iri] = slug if numbers[slug] == 1 else f"{slug}.{numbers[slug]}"
    return folders


def _place(out: Path, state: BuildState, known: Iterable[Known], folders: Mapping[str, str]) -> None:
    """Move what was written into place, an article's files one after the other."""
    for one in known:
        waiting = out / _STAGED / one.unit.key
        files = {
            f"{ARTICLES}/{folders[iri]}/{name.rpartition('/')[2]}": waiting / name
            for iri, name in one.written
        }
        if files:
            place_files(out, state, one.unit.key, files)


def _render_root(  # noqa: PLR0913, PLR0917 - all that is known of the corpus
    workshop: Workshop,
    units: Sequence[Unit],
    merged: Corpus,
    derived: Derived,
    known: Sequence[Known],
    folders: Mapping[str, str],
    options: Options,
    state: BuildState,
) -> dict[str, bytes]:
    overview = choose_overview(derived.links, derived.search, derived.breaks)
    spaces = overview.spaces
    telling = [unit for unit in units if spaces.intersection(map(namespace_of, unit.articles))]
    shown = gather(workshop.full(telling), overview)
    articles = sorted((article for one in known for article in one.articles), key=lambda one: one.iri)
    places = {article.iri: f"{ARTICLES}/{folders[article.iri]}/" for article in articles}
    index = index_facts(articles, places, merged, derived.links, derived.search, derived.breaks)
    beside = [(article, places[article.iri]) for article in articles]
    pages = render_part(
        shown, overview, merged, derived, beside, report_to=options.report_to, keep=state.keep_text
    )
    return {**pages, FACTS: to_json_lines(index).encode()}


def _summarise(
    out: Path,
    merged: Corpus,
    derived: Derived,
    known: Sequence[Known],
    report: ValidationReport,
    checks: tuple[SourceCheck, ...],
) -> BuildReport:
    articles: list[ArticleSummary] = [article for one in known for article in one.articles]
    kinds: Counter[str] = Counter()
    for article in articles:
        kinds.update(dict(article.kinds))
    figures = sum(article.statistics for article in articles)
    cited = sum(article.statistics_with_source for article in articles)
    return BuildReport(
        page=out / PAGE,
        concepts=len(merged.concepts),
        claims=sum(article.claims for article in articles),
        claims_by_kind=dict(sorted(kinds.items())),
        links=len(derived.links),
        search=derived.search,
        acting_treatments=len({entry.treatment for entry in derived.breaks}),
        statistics_with_source=cited,
        statistics_without_source=figures - cited,
        source_checks=checks,
        report=report,
        hints=report.count(Severity.INFO),
        articles=len(articles),
        built=sum(len(one.articles) for one in known if one.written),
    )
