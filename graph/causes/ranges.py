"""What a figure is of and the values it leaves possible; whether two leave nothing in common."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from graph.model import Claim, Iri, Statistic

# So far a figure that is called approximate may be off, as a share of it.
_APPROXIMATE = Decimal("0.1")
_INFINITY = Decimal("Infinity")
_PERCENT, _RATIO, _SHARE = "PERCENT", "ratio", "share"


class Range(NamedTuple):
    """The values a statistic leaves possible; an open end is not among them.

    `turned` says that it is of B to A where the others are of A to B, with `slack` for its last digit.
    """

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False
    turned: bool = False
    slack: Decimal = Decimal(0)


# What a figure is of, with its unit.
Measured = tuple[object, ...]


def people_of(claim: Claim) -> frozenset[Iri]:
    """Give the populations that a claim is limited to, itself or by its statistic."""
    own = claim.statistic.population if claim.statistic else None
    return frozenset({*claim.populations, *([own] if own else ())})


def figure_of(claim: Claim) -> tuple[Measured, Range] | None:
    """Give what a claim's figure is of, and the values it leaves possible; None: any, or no figure.

    Of a comparison of two populations, these in one order, and its ratio, of which "higher" is more than 1.
    """
    figure = claim.statistic
    if figure is None:
        return None
    share = _as_share(figure)
    values = _values(share)
    if values is None:
        return None
    people, other = people_of(claim), share.comparator
    unit = (share.unit, share.value is None)
    if other is not None and (share.value is None or share.unit == _RATIO):
        unit = (_RATIO, False)
        shift = Decimal(1) if share.value is None else Decimal(0)
        values = values._replace(low=max(values.low + shift, Decimal(0)), high=values.high + shift)
        (one,) = people if len(people) == 1 else (None,)
        if one is not None and other < one:
            people, other = frozenset({other}), one
            exact = share.value if share.bound == "exactly" else None
            exponent = exact.as_tuple().exponent if exact is not None else None
            rounded = Decimal((0, (5,), exponent - 1)) if isinstance(exponent, int) else Decimal(0)
            values = values._replace(turned=True, slack=rounded)
    return (figure.measure, people, figure.outcome, other, figure.months, *unit), values


def align(one: Range, other: Range) -> tuple[Range, Range]:
    """Give two ranges the same way round: of ratios of A to B and of B to A both of A to B."""
    if one.turned == other.turned:
        return one, other
    return (_inverse(one), other) if one.turned else (one, _inverse(other))


def _inverse(values: Range) -> Range:
    """Give one divided by the values, which are not below 0; what is exact may be rounded."""
    low, high = max(values.low - values.slack, Decimal(0)), values.high + values.slack
    return Range(
        low=Decimal(0) if high == _INFINITY else 1 / high if high else _INFINITY,
        high=1 / low if low else _INFINITY,
        low_open=values.high_open,
        high_open=values.low_open,
    )


def _as_share(figure: Statistic) -> Statistic:
    """Give a percentage, or a ratio that can be one, as a share of 1; of comparisons neither."""
    if figure.value is None or figure.comparator is not None:
        return figure
    if figure.unit == _PERCENT:
        return replace(figure, value=figure.value / 100, unit=_SHARE)
    return replace(figure, unit=_SHARE) if figure.unit == _RATIO and abs(figure.value) <= 1 else figure


def _values(figure: Statistic) -> Range | None:
    """Give the values that a statistic leaves possible; of a comparison, those of the difference."""
    value = figure.value
    if value is None:
        return {
            "higher": Range(Decimal(0), _INFINITY, low_open=True),
            "lower": Range(-_INFINITY, Decimal(0), high_open=True),
        }.get(figure.bound)
    slack = abs(value) * _APPROXIMATE
    return {
        "exactly": Range(value, value),
        "approximately": Range(value - slack, value + slack),
        "at-most": Range(-_INFINITY, value),
        "at-least": Range(value, _INFINITY),
        "more-than": Range(value, _INFINITY, low_open=True),
        "less-than": Range(-_INFINITY, value, high_open=True),
    }.get(figure.bound)


def are_apart(one: Range, other: Range) -> bool:
    """Say whether no value is in both."""
    low, high = max(one.low, other.low), min(one.high, other.high)
    if low != high:
        return low > high
    opens = (entry.low_open and entry.low == low for entry in (one, other))
    closes = (entry.high_open and entry.high == high for entry in (one, other))
    return any(opens) or any(closes)
