"""The steps for one article of a large corpus, from its files to what it comes to.

They run in a process of their own; what goes in and comes out are values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.articles.shelves import Shelf
from graph.articles.summaries import restrict, slim, summarise
from graph.articles.units import Unit
from graph.claims import read_corpus
from graph.dataset import BROKEN_RECORD, judge, placed
from graph.derivation import Derived, derive
from graph.exports import derive_triples
from graph.facts import facts_of, to_json_lines
from graph.model import ArticleSummary, Corpus, Severity, ValidationReport
from graph.output import write_all
from graph.pipeline.reports import EDITOR, FACTS, PAGE
from graph.sources import SourceCheck, SourceFile, check_sources, is_named
from graph.store import Document, Places, open_store
from graph.vocab import DERIVED_GRAPH

if TYPE_CHECKING:
    from graph.store import ClaimStore

#: The graph of what other files say of the things that an article means.
SLICE_GRAPH = "https://w3id.org/claimgraph/graph/slice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for of a unit, beside being judged and put in numbers.

    `sources` are texts; those of its articles are checked. With `pages`, the pages of its articles are
    written into a folder of that folder, named by the unit's key, one folder an article; `report_to` is
    where their readers report errors. With `derived`, what follows is given as triples; the report
    holds what is as severe as `least`; with `claims`, they are handed back. Without `check`, nothing is
    judged; without `records`, review records that are cut off are passed over.
    """

    sources: tuple[SourceFile, ...] = ()
    pages: str | None = None
    report_to: str | None = None
    derived: bool = False
    least: Severity = Severity.WARNING
    claims: bool = False
    check: bool = True
    records: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A unit to work on (`graph.articles.units`): its articles, its documents, and what it is read with.

    `slice` is N-Triples.
    """

    key: str
    articles: tuple[str, ...]
    documents: tuple[Document, ...]
    beside: tuple[Document, ...]
    slice: bytes
    wish: Wish


def make_job(unit: Unit, shelf: Shelf, wish: Wish) -> Job:
    """Make the job of a unit: its files are read."""
    return Job(
        key=unit.key,
        articles=unit.articles,
        documents=tuple(map(shelf.read, unit.files)),
        beside=tuple(map(shelf.read, unit.beside)),
        slice="".join(f"{line}\n" for line in unit.slice).encode(),
        wish=wish,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What a unit comes to; where `report` has a violation, there is nothing but that.

    Hints come by the hundred: the report counts them, and lists them only where they were asked for.
    `articles` are in order of IRI. `corpus` is all that they say, `slim` what the causal graph of
    all articles needs of it. `written` are the files of the pages, each with the IRI of its article,
    `derived` N-Triples.
    """

    key: str
    report: ValidationReport
    checks: tuple[SourceCheck, ...] = ()
    articles: tuple[ArticleSummary, ...] = ()
    corpus: Corpus = field(default_factory=Corpus)
    slim: Corpus = field(default_factory=Corpus)
    written: tuple[tuple[str, str], ...] = ()
    derived: bytes = b""


def work_on(job: Job) -> Worked:
    """Judge a unit, read it, derive what follows and write its pages, as far as asked.

    Raises ClaimsSyntaxError and InvalidIri; what is wrong otherwise is in the report.
    """
    beside = (*job.beside, Document(path="other files", graph=SLICE_GRAPH, text=job.slice))
    with open_store() as store:
        wish = job.wish
        documents, report = judge(store, job.documents, beside, check=wish.check, least=wish.least)
        if any(found.rule != BROKEN_RECORD or job.wish.records for found in report.violations):
            return Worked(key=job.key, report=report)
        # Claims that are neither handed back nor shown need a digest only to tell which reviews still hold.
        corpus = read_corpus(store, digests=wish.claims or wish.pages is not None)
        if job.articles:
            corpus = restrict(corpus, job.articles)
        checks = _check(store, corpus, job)
        places = Places(documents)
        checks = tuple(
            replace(check, findings=tuple(placed(found, places) for found in check.findings))
            for check in checks
        )
        found = tuple(found for check in checks for found in check.findings)
        report = replace(report, findings=(*report.findings, *found))
        derived = derive(corpus)
        triples = b""
        if job.wish.derived:
            derive_triples(store, corpus, derived.links, derived.search.loops)
            triples = store.ntriples([DERIVED_GRAPH])
    written: list[tuple[str, str]] = []
    summaries = []
    for number, source in enumerate(corpus.sources):
        said = corpus if len(corpus.sources) == 1 else restrict(corpus, [source.iri])
        own = derived if said is corpus else derive(said)
        summary = summarise(said, source, own.links, own.search.loops)
        summaries.append(summary)
        if job.wish.pages is not None:
            contents = render(said, own, report_to=job.wish.report_to)
            write_all(Path(job.wish.pages) / job.key / str(number), contents)
            written += [(source.iri, f"{number}/{name}") for name in contents]
    return Worked(
        key=job.key,
        report=report,
        checks=checks,
        articles=tuple(summaries),
        corpus=corpus if job.wish.claims else Corpus(),
        slim=slim(corpus) if job.wish.claims else Corpus(),
        written=tuple(written),
        derived=triples,
    )


def render(corpus: Corpus, derived: Derived, *, report_to: str | None = None) -> Mapping[str, bytes]:
    """Give the files of one article of a corpus: its page, its facts, its editors' page."""
    from graph.reviewing.worklist import list_work  # as the pages: only where they are made
    from graph.site import render_page
    from graph.site.editor import render_editor
    from graph.site.guide import WayBack

    facts = facts_of(corpus, derived.links, derived.search.loops, derived.breaks)
    page = render_page(
        corpus,
        derived.links,
        derived.search,
        derived.breaks,
        facts,
        report_to=report_to,
        guide=WayBack(),
    )
    editor = render_editor(corpus, list_work(corpus), checks=None, coverage=[])
    return {PAGE: page.encode(), FACTS: to_json_lines(facts).encode(), EDITOR: editor.encode()}


def _check(store: ClaimStore, corpus: Corpus, job: Job) -> tuple[SourceCheck, ...]:
    return check_sources(store, corpus, [file for file in job.wish.sources if is_named(file, corpus)])
