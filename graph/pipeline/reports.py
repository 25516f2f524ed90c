"""What the steps tell those who asked for them, and how what they write is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from graph.model import LoopSearch, Severity, ValidationReport
from graph.names import Names
from graph.sources import SourceCheck, SourceFile
from graph.vocab import FULL_FILE

Progress = Callable[[str], None]

PAGE = "index.html"
FACTS = "graph.json"
EDITOR = "editor.html"
#: The editors' page with passages of the sources: for this computer only.
LOCAL_EDITOR = "editor.local.html"
#: The folder of the pages of a corpus' articles, one folder an article.
ARTICLES = "articles"
#: What builds write into their folder itself.
OWN = frozenset({PAGE, FACTS, EDITOR, LOCAL_EDITOR, FULL_FILE})
#: The key under which it is kept that these are there (`graph.articles.state`).
ROOT = "root"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a build was asked for beside data and folder; see `graph.pipeline.build`."""

    sources: tuple[SourceFile, ...] = ()
    strict: bool = False
    show_passages: bool = False
    report_to: str | None = None
    jobs: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What checking showed. `checks` is None where sources were given but not looked at."""

    report: ValidationReport
    checks: tuple[SourceCheck, ...] | None
    names: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build found and wrote. `claims_by_kind` is sorted by kind; `page` is the page's path.

    `report` may leave out hints, which `hints` counts. `articles` counts articles, `built` those that
    this build worked on; the others were as an earlier build had left them. Where it is 0, nothing
    had changed.
    """

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
    hints: int = 0
    articles: int = 1
    built: int = 1

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity, hints included."""
        return self.hints if severity is Severity.INFO else self.report.count(severity)
