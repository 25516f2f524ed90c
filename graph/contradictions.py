"""Claims that disagree as they stand: within one article, and across articles.

Nothing here says which is right, or that one is wrong: contexts and populations may tell them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from graph.model import Claim, Contradiction, Corpus, Iri, Statistic
from graph.vocab import AFFIRMED, NEGATED

# So far a figure that is called approximate may be off, as a share of it.
_APPROXIMATE = Decimal("0.1")
_INFINITY = Decimal("Infinity")
_PERCENT, _RATIO, _SHARE = "PERCENT", "ratio", "share"
_UNFAITHFUL = "unfaithful"
_USUAL, _OCCASIONAL = "usual", "occasional"


class _Range(NamedTuple):
    """The values a statistic leaves possible; an open end is not among them."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False


def find_contradictions(corpus: Corpus) -> tuple[Contradiction, ...]:
    """Find what speaks against each other, sorted by kind (as named here), then claims.

    ``polarity``: the same is affirmed and denied. ``sign``: of the same two concepts it is affirmed
    that one raises and that it lowers the other. ``statistic``: of the same subject, measure,
    population, outcome, comparison and time frame the figures exclude each other; one that is
    approximate may be off by a tenth. Units are respected; a ratio of at most 1 to nothing else is
    a share, as a percentage is. ``hedge``: the same is said with unlike firmness, or as usual and
    as occasional: firmer `claims`, weaker `against`. Linear but for different figures of one such
    measure. Claims that the article does not make, as the newest review says, are left out.

    >>> find_contradictions(Corpus())
    ()
    """
    claims = [claim for claim in corpus.claims if claim.fidelity != _UNFAITHFUL]
    found = (find(claims) for find in (_polarities, _signs, _statistics, _hedges))
    return tuple(
        entry
        for entries in found
        for entry in sorted(entries, key=lambda entry: (entry.claims, entry.against))
    )


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
        if figure is None or claim.polarity != AFFIRMED:
            continue
        figure = _turned(_as_share(figure))
        values = _values(figure)
        if values is not None:
            measured[claim.subject, *_measured(figure), figure.unit, figure.value is None][values].append(
                claim
            )
    for ranges in measured.values():
        for one, other in combinations(sorted(ranges), 2):
            if _apart(one, other):
                yield _contradiction("statistic", ranges[one], ranges[other])


def _measured(figure: Statistic | None) -> tuple[object, ...]:
    """Give what a statistic is about, whatever it says of it."""
    if figure is None:
        return ()
    return (figure.measure, figure.population, figure.outcome, figure.comparator, figure.months)


def _as_share(figure: Statistic) -> Statistic:
    """Give a percentage, or a ratio that can be one, as a share of 1; of comparisons neither."""
    if figure.value is None or figure.comparator is not None:
        return figure
    if figure.unit == _PERCENT:
        return replace(figure, value=figure.value / 100, unit=_SHARE)
    return replace(figure, unit=_SHARE) if figure.unit == _RATIO and abs(figure.value) <= 1 else figure


def _turned(figure: Statistic) -> Statistic:
    """Give "A more than B" and "B less than A" alike."""
    turned = {"higher": "lower", "lower": "higher"}.get(figure.bound)
    one, other = figure.population, figure.comparator
    if turned is None or one is None or other is None or one < other:
        return figure
    return replace(figure, bound=turned, population=other, comparator=one)


def _values(figure: Statistic) -> _Range | None:
    """Give the values that a statistic leaves possible; of a comparison, those of the difference."""
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


def _hedges(claims: Iterable[Claim]) -> Iterator[Contradiction]:
    said: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        what = (claim.subject, claim.predicate, claim.object, claim.object_literal, claim.polarity)
        said[*what, *_measured(claim.statistic)].append(claim)
    for same in said.values():
        by_rank: dict[int, list[Claim]] = defaultdict(list)
        by_frequency: dict[str | None, list[Claim]] = defaultdict(list)
        for claim in same:
            by_rank[claim.modality_rank].append(claim)
            by_frequency[claim.frequency].append(claim)
        firmest, *weaker = sorted(by_rank)
        for rank in weaker:
            yield _contradiction("hedge", by_rank[firmest], by_rank[rank])
        often, rarely = by_frequency[_USUAL], by_frequency[_OCCASIONAL]
        # Those that differ in firmness too are told already.
        for rank in sorted(by_rank):
            one = [claim for claim in often if claim.modality_rank == rank]
            other = [claim for claim in rarely if claim.modality_rank == rank]
            if one and other:
                yield _contradiction("hedge", one, other)


def _contradiction(kind: str, claims: list[Claim], against: list[Claim]) -> Contradiction:
    settings = {(frozenset(claim.contexts), frozenset(claim.populations)) for claim in (*claims, *against)}
    return Contradiction(
        kind=kind,
        claims=tuple(sorted(claim.iri for claim in claims)),
        against=tuple(sorted(claim.iri for claim in against)),
        same_context=len(settings) == 1,
    )
