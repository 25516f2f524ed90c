"""Exhibits of an editor's work: what to look at next, what a text showed, what a figure leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from graph.model import Claim, Iri, Statistic, Verdict, Verification, WorkItem
from graph.site import wording
from graph.site.claimed import DEPTHS
from graph.site.ground import Ground
from graph.site.inline import Exhibit, Part, tabulate

_VERDICTS = ("exact", "moved", "changed", "missing")
CARD = {
    "value": "the figure",
    "denominator": "of how many",
    "population": "of whom",
    "comparator": "compared with",
    "baseline": "baseline",
    "timeframe_months": "time frame",
}


def exhibit_work(work: Sequence[WorkItem], ground: Ground) -> Exhibit:
    """Show what to look at next, a row a claim; the lead counts the most pressing reasons."""
    kinds = [item.reasons[0].kind for item in work if item.reasons]
    counts = ", ".join(f"{len(list(own)):,} {kind}" for kind, own in groupby(kinds))
    rows = [
        (
            ground.cited([item.claim]),
            item.reasons[0].kind,
            item.reasons[0].text,
            ", ".join(why.kind for why in item.reasons[1:]),
        )
        for item in work
    ]
    title = f"{len(rows):,} claim{' wants' if len(rows) == 1 else 's want'} a look"
    table = tabulate(title, ("claim", "why", "what to do", "and"), rows, ground.most)
    return Exhibit(title=title, lead=(f"{counts}.",) if rows else (), parts=(table,) if rows else ())


def exhibit_verifications(found: Sequence[Verification], ground: Ground) -> Exhibit:
    """Show what texts showed: counts, then the passages that are not as the data say, then doubts."""
    counts = tabulate(
        "What became of the passages",
        ("text", "article", *_VERDICTS),
        [(one.path, ground.short(one.source), *map(one.count, _VERDICTS)) for one in found],
        ground.most,
    )
    verdicts = [verdict for one in found for verdict in one.verdicts]
    worst = sorted(
        (verdict for verdict in verdicts if verdict.verdict != _VERDICTS[0]),
        key=lambda verdict: (-_VERDICTS.index(verdict.verdict), verdict.passage),
    )
    doubts = [entry for one in found for entry in one.relevances if entry.verdict == "doubtful"]
    tables = [counts]
    if worst:
        headings: tuple[str, ...] = ("claims", "verdict", "where now", "found by", "score", "what changed")
        rows = [_verdict_row(verdict, ground) for verdict in worst]
        tables.append(tabulate("Not where or as the data say", headings, rows, ground.most))
    if doubts:
        rows = [(ground.cited([entry.claim]), " ".join(entry.reasons)) for entry in doubts]
        headings = ("claim", "why it is doubtful that the passage says it")
        tables.append(tabulate("Doubtful passages", headings, rows, ground.most))
    holds = bool(found) and all(one.holds for one in found)
    return Exhibit(
        title=f"{len(verdicts):,} passages checked: {'all hold' if holds else 'some to read again'}"
        if verdicts
        else "0 passages checked: nothing is shown by that",
        parts=tuple(tables) if found else (),
    )


def exhibit_statistics(statistics: Sequence[Statistic], ground: Ground) -> Exhibit:
    """Show figures as cards, a row each: what is stated, and what a reader would still have to ask."""
    claims = {claim.statistic.iri: claim for claim in ground.claims.values() if claim.statistic}
    rows = [_statistic_row(statistic, claims.get(statistic.iri), ground) for statistic in statistics]
    complete = sum(not statistic.missing for statistic in statistics)
    title = f"{len(rows):,} figure{'' if len(rows) == 1 else 's'}, {complete} of them complete"
    headings = ("figure", "claim", "stated", "not stated", "source")
    return Exhibit(title=title, parts=(tabulate(title, headings, rows, ground.most),))


def _verdict_row(verdict: Verdict, ground: Ground) -> tuple[object, ...]:
    change = f": {verdict.change}" if verdict.change else ""
    return (
        ground.cited(verdict.claims),
        verdict.verdict + change,
        "" if verdict.start is None else f"{verdict.start} to {verdict.end}",
        verdict.located_by or "",
        f"{verdict.score:.2f}",
        " ".join(verdict.reasons),
    )


def _statistic_row(statistic: Statistic, claim: Claim | None, ground: Ground) -> tuple[object, ...]:
    depth = claim.citation_depth if claim else ""
    return (
        (Part(ground.label(Iri(statistic.measure))), Part(wording.figure(statistic), mark="small")),
        ground.cited([claim.iri]) if claim else "",
        f"{len(statistic.expected) - len(statistic.missing)} of {len(statistic.expected)}",
        ", ".join(CARD.get(name, name) for name in statistic.missing),
        (Part(DEPTHS.get(depth, depth), mark="uncited" if depth == "none" else None),),
    )
