"""Sentences about results that several verbs print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.facts import left_out
from graph.model import LoopSearch
from graph.names import Names, link_iri, with_articles
from graph.sources import SourceCheck


def search_notes(search: LoopSearch) -> Iterator[str]:
    """Say what the list of loops leaves out, and what is told but not found."""
    note = left_out(search)
    if note is not None:
        yield note
    names = Names(with_articles(search.untold))
    for key in search.self_links:
        arrow = names.curie(link_iri(key))
        yield f"The arrow {arrow} leads from a concept to itself: it is not listed as a loop."
    for told in search.untold:
        where = names.curie(told)
        yield f"The cycle told in {where} is not closed by the claims: check the claims of its steps."


def check_notes(checks: Sequence[SourceCheck] | None) -> Iterator[str]:
    """Say what the source texts showed, that there was none, or (None) that none was looked at."""
    if checks is None:
        yield "Passages and own words: not checked: correct the violations first."
        return
    if not checks:
        yield "Passages and own words: skipped: no source text (give it with --source)."
    for check in checks:
        yield str(check)
