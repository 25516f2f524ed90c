"""A build, and the checks that it begins with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.claims import read_corpus
from graph.dataset import Dataset, open_dataset, placed, read_valid, refuse
from graph.derivation import Derived, derive
from graph.errors import UsageError
from graph.exports import full_turtle
from graph.facts import facts_of, to_json_lines
from graph.model import Corpus, LoopSearch, Severity, Source, ValidationReport
from graph.names import Names, names_of
from graph.output import remove_own, usable_folder, write_all
from graph.reviewing.worklist import list_work
from graph.sources import (
    SourceCheck,
    SourceFile,
    check_sources,
    cover_sources,
    read_source_files,
    recognise,
    verify_files,
)
from graph.store import Places
from graph.text.passages import SourceText
from graph.validation import names_in
from graph.vocab import FULL_FILE

Progress = Callable[[str], None]

PAGE = "index.html"
FACTS = "graph.json"
EDITOR = "editor.html"
#: The editors' page with passages of the sources: for this computer only.
LOCAL_EDITOR = "editor.local.html"


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


def build(  # noqa: PLR0913  # one for each option of the verb
    data: Path | str,
    out: Path | str,
    *,
    sources: Sequence[str] = (),
    strict: bool = False,
    show_passages: bool = False,
    report_to: str | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Build the site from `data` into the folder `out`; nothing is written unless all is well.

    `sources` are source texts, each ``FILE`` or ``SLUG=FILE``, to check passages and wording
    against. With `strict`, warnings refuse the data as violations do. `progress` hears the name
    of each step as it begins. Files of other names in `out` are left alone. `report_to` is where
    readers of the page report errors: ``mailto:`` or ``https://`` (see `graph.site.reporting`).

    With `show_passages` the editors' page holds the passages of the sources; it is then a file of
    its own, `LOCAL_EDITOR`, not for publishing. One that an earlier build left there is removed.

    >>> from importlib.resources import files
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as out:
    ...     report = build(files("graph") / "example.ttl", out)
    >>> report.page.name, report.claims, report.links, len(report.search.loops)
    ('index.html', 4, 4, 1)
    """
    if report_to:
        from graph.site.reporting import report_template  # as the page below

        report_template(report_to)
    folder = usable_folder(Path(out))
    files = read_source_files(sources)
    progress = progress or _ignore
    progress("loading and validating")
    if show_passages and not files:
        raise UsageError("Which passages? Name the article's text with --source, to show what stands there.")
    with open_dataset(data) as dataset:
        corpus = read_valid(dataset)
        progress("checking against the sources")
        report, checks = _check(dataset, corpus, files)
        refuse(dataset, report, tuple(Severity)[: 2 if strict else 1])
        progress("deriving loops")
        derived = derive(corpus)
        progress("rendering")
        from graph.site import render_page  # the pages' libraries load only when one is made

        facts = facts_of(corpus, derived.links, derived.search.loops, derived.breaks)
        page = render_page(corpus, derived.links, derived.search, derived.breaks, facts, report_to=report_to)
        editor = _editor(corpus, files, show_passages=show_passages)
        full = full_turtle(
            dataset.store,
            [document.graph for document in dataset.documents],
            corpus,
            derived.links,
            derived.search.loops,
        )
    progress("writing")
    contents = {PAGE: page.encode(), FACTS: to_json_lines(facts).encode(), FULL_FILE: full}
    write_all(folder, {**contents, LOCAL_EDITOR if show_passages else EDITOR: editor.encode()})
    if not show_passages:
        remove_own(folder / LOCAL_EDITOR)
    return _summarise(folder / PAGE, corpus, derived, checks, report)


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
