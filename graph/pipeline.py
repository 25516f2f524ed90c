"""The whole product in the order of its steps; the only module that knows the order.

Load the Turtle, validate, read the claims, check them against the source text where it is at
hand, derive the causal graph, find its loops and what acts on them, write the site.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graph.causal import causal_links
from graph.claims import read_corpus
from graph.dataset import Dataset, load_corpus, open_dataset, placed, read_valid, refuse
from graph.errors import QueryFailed
from graph.exports import derive_triples, full_turtle
from graph.facts import facts_of, to_json_lines
from graph.loops import feedback_loops
from graph.model import Corpus, Link, LoopBreak, LoopSearch, Severity, Source, ValidationReport
from graph.names import Names, names_of
from graph.output import usable_folder, write_all
from graph.passages import SourceText
from graph.resources import public_query
from graph.sources import SourceCheck, SourceFile, check_sources, read_source_files, recognise
from graph.store import Places, Rows, query_form, undeclared_prefixes
from graph.treatments import loop_breaks
from graph.validation import names_in
from graph.vocab import FULL_FILE

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    import rdflib

__all__ = [
    "BuildReport",
    "Derived",
    "LoadedStore",
    "Progress",
    "Validation",
    "answer",
    "build",
    "derive",
    "load_corpus",
    "load_store",
    "open_dataset",
    "read_for_anchoring",
    "read_valid",
    "validate_data",
]

Progress = Callable[[str], None]

PAGE = "index.html"
FACTS = "graph.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What follows from the claims: arrows, loops, and what acts on them."""

    links: tuple[Link, ...]
    search: LoopSearch
    breaks: tuple[LoopBreak, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What checking showed. `checks` is None where sources were given but not looked at."""

    report: ValidationReport
    checks: tuple[SourceCheck, ...] | None
    names: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build found and wrote. `claims_by_kind` is sorted by kind; `page` is the page's path."""

    page: Path
    concepts: int
    claims: int
    claims_by_kind: dict[str, int] = field(hash=False)
    links: int
    search: LoopSearch
    acting_treatments: int
    statistics_with_source: int
    statistics_without_source: int
    source_checks: tuple[SourceCheck, ...]
    report: ValidationReport


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedStore:
    """All triples of some data, to be asked in SPARQL 1.1; a context manager that lets go of them.

    The default graph holds what people wrote, the ontology, and what a build derives: arrows, loops
    and ``cg:`` facts about them. The prefixes of the project and of the articles are declared for
    every query. Nothing is sent anywhere and nothing is changed: SERVICE and updates raise QueryFailed.
    """

    dataset: Dataset
    names: Names

    def answer(self, text: str, name: str = "query") -> bool | Rows | rdflib.Graph:
        """Answer a SELECT with rows, an ASK with a bool, a CONSTRUCT with an rdflib graph.

        `text` may also be the name of a packaged query, as ``claimgraph query --list`` gives them.
        `name` is how messages call the query. Raises QueryFailed for what is none of these forms.
        """
        if text.replace("-", "").isalnum():
            text = public_query(text).text
        # The prefixes of the files too, so that a name can be pasted from them as it stands.
        prefixes = {**Places(self.dataset.documents).prefixes(), **self.names.prefixes}
        store = self.dataset.store
        ask: dict[str, Callable[[str, dict[str, str]], bool | Rows | rdflib.Graph]] = {
            "SELECT": store.select,
            "ASK": store.ask,
            "CONSTRUCT": store.construct,
        }
        try:
            return ask[query_form(text, name)](text, prefixes)
        except QueryFailed as error:
            detail = error.detail
            for unknown in undeclared_prefixes(text, prefixes)[:1]:
                detail = f"the prefix {unknown}: is not declared: add PREFIX {unknown}: <...>."
            raise QueryFailed(name, detail, error.line, error.column) from error

    def close(self) -> None:
        """Let go of everything held."""
        self.dataset.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def validate_data(data: Path | str, sources: Sequence[str] = ()) -> Validation:
    """Check `data` against the rules and the source texts, as `build` does, and write nothing.

    Data that break a rule are not checked against sources: what they point to may be missing.
    """
    files = read_source_files(sources)
    with open_dataset(data) as dataset:
        names = names_in(dataset.store)
        if not dataset.report.conforms:
            return Validation(report=dataset.report, checks=None if files else (), names=names)
        report, checks = _check(dataset, read_valid(dataset), files)
    places = Places(dataset.documents)
    findings = tuple(finding if finding.line else placed(finding, places) for finding in report.findings)
    return Validation(report=ValidationReport(findings=findings), checks=checks, names=names)


def read_for_anchoring(data: Path | str, source: str) -> tuple[Corpus, Source, SourceText, Names]:
    """Read data that may lack pins, and the source text ``[SLUG=]FILE`` to take them from."""
    (file,) = read_source_files([source])
    with open_dataset(data) as dataset:
        corpus = read_corpus(dataset.store)
    return corpus, recognise(file, corpus), file.text, names_of(corpus)


def derive(corpus: Corpus) -> Derived:
    """Derive arrows, loops and breaks from the claims."""
    links = causal_links(corpus)
    search = feedback_loops(corpus, links)
    return Derived(links=links, search=search, breaks=loop_breaks(corpus, links, search.loops))


def load_store(data: Path | str) -> LoadedStore:
    """Load the Turtle file or folder `data`, and what follows from it, to be asked in SPARQL.

    Raises what `load_corpus` raises. Loading takes as long as a build without its page; each
    question after that takes only its own time.

    >>> from importlib.resources import files
    >>> with load_store(files("graph") / "example.ttl") as store:
    ...     rows = store.answer("SELECT ?label { ?loop a cg:FeedbackLoop ; cg:loopKey ?label }")
    >>> list(rows)
    [{'label': 'dry-eye+--irritation+--rubbing+'}]
    """
    dataset = open_dataset(data)
    corpus = read_valid(dataset)
    derived = derive(corpus)
    derive_triples(dataset.store, corpus, derived.links, derived.search.loops)
    return LoadedStore(dataset=dataset, names=names_of(corpus))


def answer(data: Path | str, text: str, name: str = "query") -> tuple[bool | Rows | rdflib.Graph, Names]:
    """Answer a SPARQL SELECT, ASK or CONSTRUCT over the data, the ontology and what is derived.

    As `LoadedStore.answer`; gives also the names by which to shorten the answer's IRIs.
    """
    query_form(text, name)  # a query that is none need not wait for the data
    with load_store(data) as store:
        return store.answer(text, name), store.names


def build(
    data: Path | str,
    out: Path | str,
    *,
    sources: Sequence[str] = (),
    strict: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Build the site from `data` into the folder `out`; nothing is written unless all is well.

    `sources` are source texts, each ``FILE`` or ``SLUG=FILE``, to check passages and wording
    against. With `strict`, warnings refuse the data as violations do. `progress` hears the name
    of each step as it begins. Files of other names in `out` are left alone.

    >>> from importlib.resources import files
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as out:
    ...     report = build(files("graph") / "example.ttl", out)
    >>> report.page.name, report.claims, report.links, len(report.search.loops)
    ('index.html', 4, 4, 1)
    """
    folder = usable_folder(Path(out))
    files = read_source_files(sources)
    progress = progress or _ignore
    progress("loading and validating")
    with open_dataset(data) as dataset:
        corpus = read_valid(dataset)
        progress("checking against the sources")
        report, checks = _check(dataset, corpus, files)
        refuse(dataset, report, tuple(Severity)[: 2 if strict else 1])
        progress("deriving loops")
        derived = derive(corpus)
        progress("rendering")
        from graph.site import render_page  # the page's libraries load only when one is made

        facts = facts_of(corpus, derived.links, derived.search.loops, derived.breaks)
        page = render_page(corpus, derived.links, derived.search, derived.breaks, facts)
        full = full_turtle(
            dataset.store,
            [document.graph for document in dataset.documents],
            corpus,
            derived.links,
            derived.search.loops,
        )
    progress("writing")
    write_all(folder, {PAGE: page.encode(), FACTS: to_json_lines(facts).encode(), FULL_FILE: full})
    return _summarise(folder / PAGE, corpus, derived, checks, report)


def _check(
    dataset: Dataset, corpus: Corpus, files: Sequence[SourceFile]
) -> tuple[ValidationReport, tuple[SourceCheck, ...]]:
    """Check against the source texts; the report is the dataset's with what they showed."""
    checks = check_sources(dataset.store, corpus, files)
    places = Places(dataset.documents)
    found = [placed(finding, places) for check in checks for finding in check.findings]
    findings = sorted(
        (*dataset.report.findings, *found), key=lambda finding: list(Severity).index(finding.severity)
    )
    return ValidationReport(findings=tuple(findings)), checks


def _ignore(step: str) -> None:
    """Hear of a step and say nothing."""


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
    )
