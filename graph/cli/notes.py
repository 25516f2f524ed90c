"""Sentences about results that several verbs print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.model import LoopSearch
from graph.names import Names, with_articles
from graph.sources import SourceCheck


def search_notes(search: LoopSearch) -> Iterator[str]:
    """Say what the list of loops leaves out, and what is told but not found."""
    if not search.complete:
        yield (
            f"There are too many loops to list: these are the shortest, up to {search.longest} concepts "
            "long; longer ones are left out."
        )
    for key in search.self_links:
        yield f"The arrow {key} leads from a concept to itself: it is not listed as a loop."
    names = Names(with_articles(search.untold))
    for told in search.untold:
        where = names.curie(told)
        yield f"The cycle told in {where} is not closed by the claims: check the claims of its steps."


def check_notes(checks: Iterable[SourceCheck]) -> Iterator[str]:
    """Say what the source texts showed, or that there was none."""
    checks = tuple(checks)
    if not checks:
        yield "Passages and own words: skipped: no source text (give it with --source)."
    for check in checks:
        yield str(check)
