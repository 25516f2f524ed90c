"""The cards of figures: each drawn as what it is, with what a reader would still have to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from graph.model import Claim, Iri, Statistic
from graph.site.bars import DIRECTIONS, Bar, draw_figure
from graph.site.checked import CARD
from graph.site.rows import View

_KEY = {
    "exactly": "just so",
    "approximately": "about",
    "at-most": "at most",
    "less-than": "less than",
    "at-least": "at least",
    "more-than": "more than",
    "higher": "higher",
    "lower": "lower",
    "unquantified": "no number",
}
_Same = tuple[Iri, Iri | None]


def number_groups(claims: Iterable[Claim], rows: Sequence[View], labels: dict[Iri, str]) -> list[View]:
    """Give the figures of `claims`, whose rows are `rows`, in groups that may be compared; linear.

    Comparable are figures of the same measure, outcome and unit; one without a number joins those of
    its measure and outcome. Groups with a number come first, then those with a direction, each in the
    order of their first claims.
    """
    by_kind: dict[_Same, list[tuple[Statistic, View]]] = {}
    for claim, row in zip(claims, rows, strict=True):
        if claim.statistic is not None:
            kind = (claim.statistic.measure, claim.statistic.outcome)
            by_kind.setdefault(kind, []).append((claim.statistic, row))
    groups = sorted((group for same in by_kind.values() for group in _by_unit(same)), key=_vagueness)
    return [
        {
            "title": " – ".join(
                labels.get(iri, iri) for iri in (group[0][0].measure, group[0][0].outcome) if iri
            ),
            "measure": labels.get(group[0][0].measure, group[0][0].measure),
            "cards": [_card(statistic, row) for statistic, row in group],
        }
        for group in groups
    ]


def number_key(claims: Iterable[Claim]) -> list[tuple[str, Bar]]:
    """Give the ways in which the figures of `claims` are drawn, each in words and once; linear."""
    bounds = {claim.statistic.bound for claim in claims if claim.statistic}
    return [(words, draw_figure(_example(bound))) for bound, words in _KEY.items() if bound in bounds]


def _example(bound: str) -> Statistic:
    without = bound in DIRECTIONS or bound == "unquantified"
    return Statistic(
        iri=Iri(""),
        measure=Iri(""),
        bound=bound,
        value=None if without else Decimal(60),
        unit=None if without else "PERCENT",
    )


def _vagueness(group: Sequence[tuple[Statistic, View]]) -> int:
    """Rank a group by the most that it says: 0 a number, 1 a direction, 2 neither."""
    return min(
        0 if statistic.value is not None else 1 if statistic.bound in DIRECTIONS else 2
        for statistic, _ in group
    )


def _by_unit(same: Sequence[tuple[Statistic, View]]) -> list[list[tuple[Statistic, View]]]:
    groups: dict[str | None, list[tuple[Statistic, View]]] = {}
    for statistic, row in same:
        groups.setdefault(statistic.unit, []).append((statistic, row))
    without = groups.pop(None, [])
    if groups:
        next(iter(groups.values())).extend(without)
    return list(groups.values()) or [without]


def _card(statistic: Statistic, row: View) -> View:
    return {
        "row": row,
        "bar": draw_figure(statistic),
        "missing": [CARD.get(name, name) for name in statistic.missing],
        "stated": len(statistic.expected) - len(statistic.missing),
        "asked": len(statistic.expected),
    }
