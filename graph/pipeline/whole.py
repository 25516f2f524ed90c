"""A build of few articles: all of it at once, on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from graph.articles.shelves import Shelf
from graph.articles.state import BuildState
from graph.articles.summaries import restrict, summarise
from graph.dataset import open_documents, read_valid, refuse
from graph.derivation import Derived, derive
from graph.exports import full_turtle
from graph.facts import facts_of, to_json_lines
from graph.model import ArticleSummary, Corpus, Severity, ValidationReport
from graph.names import names_of
from graph.output import write_all
from graph.pipeline.article import render
from graph.pipeline.checks import check_against
from graph.pipeline.overview import render_whole
from graph.pipeline.placing import remove_others
from graph.pipeline.reports import (
    ARTICLES,
    EDITOR,
    FACTS,
    LOCAL_EDITOR,
    OWN,
    PAGE,
    ROOT,
    BuildReport,
    Options,
    Progress,
)
from graph.reviewing.worklist import list_work
from graph.sources import SourceCheck, SourceFile, cover_sources, verify_files
from graph.vocab import FULL_FILE


def build_whole(
    shelf: Shelf, label: str, out: Path, state: BuildState, options: Options, progress: Progress
) -> BuildReport:
    """Build the site of the articles on a shelf, which messages call `label`, into `out`.

    There is a page of all of them, and of several one each beside it.
    """
    files = options.sources
    progress("loading and validating")
    documents = (shelf.read(entry.graph) for entry in shelf.entries)
    with open_documents(documents, label) as dataset:
        corpus = read_valid(dataset)
        progress("checking against the sources")
        report, checks = check_against(dataset, corpus, files)
        refuse(dataset, report, tuple(Severity)[: 2 if options.strict else 1])
        progress("deriving loops")
        derived = derive(corpus)
        progress("rendering")
        facts = facts_of(corpus, derived.links, derived.search.loops, derived.breaks)
        pages = _pages(corpus, options) if len(corpus.sources) > 1 else []
        places = [(page.summary, f"{page.folder}/") for page in pages]
        root = render_whole(corpus, derived, facts, places, report_to=options.report_to)
        editor = _editor(corpus, files, show_passages=options.show_passages)
        full = full_turtle(
            dataset.store,
            [document.graph for document in dataset.documents],
            corpus,
            derived.links,
            derived.search.loops,
        )
    progress("writing")
    by_page = {
        page.summary.iri: {f"{page.folder}/{name}": text for name, text in page.contents.items()}
        for page in pages
    }
    contents = {**root, FACTS: to_json_lines(facts).encode(), FULL_FILE: full}
    contents[LOCAL_EDITOR if options.show_passages else EDITOR] = editor.encode()
    beside = {path: text for files in by_page.values() for path, text in files.items()}
    write_all(out, {**beside, **contents})
    for iri, written in by_page.items():
        state.keep_placed(iri, written)
    remove_others(out, state, {*beside, *contents, EDITOR}, OWN)
    state.keep_placed(ROOT, contents)
    return _summarise(out / PAGE, corpus, derived, checks, report)


class _Page(NamedTuple):
    """An article of several: its folder, and the files that go there."""

    summary: ArticleSummary
    folder: str
    contents: Mapping[str, bytes]


def _pages(corpus: Corpus, options: Options) -> list[_Page]:
    """Render the files of each article."""
    names = names_of(corpus)
    pages = []
    for source in corpus.sources:
        said = restrict(corpus, [source.iri])
        own = derive(said)
        pages.append(
            _Page(
                summary=summarise(said, source, own.links, own.search.loops),
                folder=f"{ARTICLES}/{names.curie(source.iri).partition(':')[0]}",
                contents=render(said, own, report_to=options.report_to),
            )
        )
    return pages


def _editor(corpus: Corpus, files: Sequence[SourceFile], *, show_passages: bool) -> str:
    """Render the editors' page; with sources at hand, with what they showed of every passage."""
    from graph.site.editor import Check, render_editor  # as the page

    held = [(file.text, found) for file, found in zip(files, verify_files(corpus, files), strict=True)]
    checks = {
        (claim, verdict.passage): Check(
            verdict=verdict.verdict,
            change=verdict.change,
            relevance=relevant.verdict if relevant else None,
            reasons=(*verdict.reasons, *(relevant.reasons if relevant else ())),
            text=text.text[verdict.start : verdict.end] if show_passages and verdict.end else None,
        )
        for text, found in held
        for relevances in ({(entry.claim, entry.passage): entry for entry in found.relevances},)
        for verdict in found.verdicts
        for claim in verdict.claims
        for relevant in (relevances.get((claim, verdict.passage)),)
    }
    coverage = [covered for _, _, covered in cover_sources(corpus, files)]
    return render_editor(corpus, list_work(corpus), checks=checks if files else None, coverage=coverage)


def _summarise(
    page: Path,
    corpus: Corpus,
    derived: Derived,
    checks: tuple[SourceCheck, ...],
    report: ValidationReport,
) -> BuildReport:
    with_statistic = [claim for claim in corpus.claims if claim.statistic is not None]
    cited = sum(bool(claim.citations) for claim in with_statistic)
    return BuildReport(
        page=page,
        concepts=len(corpus.concepts),
        claims=len(corpus.claims),
        claims_by_kind=dict(sorted(Counter(claim.kind for claim in corpus.claims).items())),
        links=len(derived.links),
        search=derived.search,
        acting_treatments=len({entry.treatment for entry in derived.breaks}),
        statistics_with_source=cited,
        statistics_without_source=len(with_statistic) - cited,
        source_checks=checks,
        report=report,
        hints=report.count(Severity.INFO),
        articles=len(corpus.sources),
        built=len(corpus.sources),
    )
