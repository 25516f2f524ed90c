"""Claims that cannot both hold as they stand: within one article, and across articles.

Nothing here says which is right, or that one is wrong: contexts and populations may tell them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from graph.model import Claim, Contradiction, Corpus, Iri
from graph.vocab import AFFIRMED, NEGATED

# So far a figure that is called approximate may be off, as a share of it.
_APPROXIMATE = Decimal("0.1")
_INFINITY = Decimal("Infinity")


class _Range(NamedTuple):
    """The values a statistic leaves possible; an open end is not among them."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False


def find_contradictions(corpus: Corpus) -> tuple[Contradiction, ...]:
    """Find what speaks against each other, sorted by kind and claims.

    ``sign``: of the same two concepts it is affirmed that one raises and that it lowers the other.
    ``polarity``: the same is affirmed and denied. ``statistic``: of the same subject, measure,
    population, outcome, comparison, time frame and unit the figures exclude each other; one that
    is approximate may be off by a tenth. Linear but for different figures of one such measure.

    >>> find_contradictions(Corpus())
    ()
    """
    found = [*_signs(corpus.claims), *_polarities(corpus.claims), *_statistics(corpus.claims)]
    return tuple(sorted(found, key=lambda entry: (entry.kind, entry.claims, entry.against)))


def _signs(claims: Iterable[Claim]) -> Iterator[Contradiction]:
    by_ends: dict[tuple[Iri, Iri], dict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.polarity == AFFIRMED and claim.sign and claim.object is not None:
            by_ends[claim.subject, claim.object][claim.sign].append(claim)
    for signs in by_ends.values():
        if signs[1] and signs[-1]:
            yield _contradiction("sign", signs[1], signs[-1])


def _polarities(claims: Iterable[Claim]) -> Iterator[Contradiction]:
    said: dict[tuple[str | None, ...], dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        said[claim.subject, claim.predicate, claim.object, claim.object_literal][claim.polarity].append(claim)
    for polarities in said.values():
        if polarities[AFFIRMED] and polarities[NEGATED]:
            yield _contradiction("polarity", polarities[AFFIRMED], polarities[NEGATED])


def _statistics(claims: Iterable[Claim]) -> Iterator[Contradiction]:
    measured: dict[tuple[object, ...], dict[_Range, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        figure = claim.statistic
        values = _values(claim)
        if figure is not None and values is not None:
            numeric = figure.value is not None
            what = (figure.measure, figure.population, figure.outcome, figure.comparator, figure.months)
            measured[(claim.subject, *what, figure.unit, numeric)][values].append(claim)
    for ranges in measured.values():
        for one, other in combinations(sorted(ranges), 2):
            if _apart(one, other):
                yield _contradiction("statistic", ranges[one], ranges[other])


def _values(claim: Claim) -> _Range | None:
    """Give the values that a statistic leaves possible; of a comparison, those of the difference."""
    figure = claim.statistic
    if figure is None or claim.polarity != AFFIRMED:
        return None
    value = figure.value
    if value is None:
        return {
            "higher": _Range(Decimal(0), _INFINITY, low_open=True),
            "lower": _Range(-_INFINITY, Decimal(0), high_open=True),
        }.get(figure.bound)
    slack = abs(value) * _APPROXIMATE
    return {
        "exactly": _Range(value, value),
        "approximately": _Range(value - slack, value + slack),
        "at-most": _Range(-_INFINITY, value),
        "at-least": _Range(value, _INFINITY),
        "more-than": _Range(value, _INFINITY, low_open=True),
        "less-than": _Range(-_INFINITY, value, high_open=True),
    }.get(figure.bound)


def _apart(one: _Range, other: _Range) -> bool:
    """Say whether no value is in both."""
    low, high = max(one.low, other.low), min(one.high, other.high)
    if low != high:
        return low > high
    opens = (entry.low_open and entry.low == low for entry in (one, other))
    closes = (entry.high_open and entry.high == high for entry in (one, other))
    return any(opens) or any(closes)


def _contradiction(kind: str, claims: list[Claim], against: list[Claim]) -> Contradiction:
    settings = {(frozenset(claim.contexts), frozenset(claim.populations)) for claim in (*claims, *against)}
    return Contradiction(
        kind=kind,
        claims=tuple(sorted(claim.iri for claim in claims)),
        against=tuple(sorted(claim.iri for claim in against)),
        same_context=len(settings) == 1,
    )
