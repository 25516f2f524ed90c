"""Claims that disagree as they stand: within one article, and across articles.

Nothing here says which is right, or that one is wrong: contexts and populations may tell them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product
from typing import NamedTuple

from graph.model import Claim, Contradiction, Corpus, Iri, Statistic
from graph.vocab import AFFIRMED, NEGATED
from graph.voices import Voices

# So far a figure that is called approximate may be off, as a share of it.
_APPROXIMATE = Decimal("0.1")
_INFINITY = Decimal("Infinity")
_PERCENT, _RATIO, _SHARE = "PERCENT", "ratio", "share"
_UNFAITHFUL = "unfaithful"
_USUAL, _OCCASIONAL = "usual", "occasional"


class _Range(NamedTuple):
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
_Measured = tuple[object, ...]


def find_contradictions(corpus: Corpus) -> tuple[Contradiction, ...]:
    """Find what speaks against each other, sorted by kind (as named here), then claims.

    ``polarity``: the same is affirmed and denied; of two concepts also by another predicate of the
    same sign (`Contradiction.predicates`: that an offer is denied does not deny an effect). A
    denied figure speaks only against figures of the same that leave no other value. ``sign``: of
    the same two concepts it is affirmed that one raises and that it lowers the other.
    ``statistic``: of the same subject, measure, population (of the statistic or the claim),
    outcome, comparison and time frame the figures exclude each other; one that is approximate may
    be off by a tenth. Units are respected; a ratio of at most 1 to nothing else is a share, as a
    percentage is; a ratio of A to B is compared with one of B to A, and with "higher" and "lower".
    ``figures``: so do figures of several articles, compared with nothing, that are of other people or
    over another time: both may hold. ``hedge``: the same is said with unlike firmness, or as usual and
    as occasional: firmer `claims`, weaker `against`. Linear but for different figures of one such
    measure, and for the predicates between the same concepts. Claims that the article does not make, as
    the newest review says, are left out. Each says which articles and publishers stand on either side:
    where they share a publisher, the two are not independent.

    >>> find_contradictions(Corpus())
    ()
    """
    claims = [claim for claim in corpus.claims if claim.fidelity != _UNFAITHFUL]
    found = (find(claims) for find in (_polarities, _signs, _statistics, _figures, _hedges))
    said, voices = {claim.iri: claim for claim in claims}, Voices(corpus)
    voiced = (
        _voiced(entry, said, voices)
        for entries in found
        for entry in sorted(entries, key=lambda entry: (entry.claims, entry.against, entry.predicates))
    )
    # What one article says of several groups of people is no disagreement.
    return tuple(
        entry
        for entry in voiced
        if entry.kind != "figures" or len({*entry.articles, *entry.against_articles}) > 1
    )


def _voiced(entry: Contradiction, said: Mapping[Iri, Claim], voices: Voices) -> Contradiction:
    """Say which articles and publishers stand on either side, and of whom they speak."""
    own, others = ([said[iri] for iri in side] for side in (entry.claims, entry.against))
    articles, against = voices.articles(own), voices.articles(others)
    publishers, others_publishers = voices.publishers(articles), voices.publishers(against)
    return replace(
        entry,
        articles=articles,
        publishers=publishers,
        populations=tuple(sorted({iri for claim in own for iri in _people(claim)})),
        against_articles=against,
        against_publishers=others_publishers,
        against_populations=tuple(sorted({iri for claim in others for iri in _people(claim)})),
        independent=bool(publishers and others_publishers) and {*publishers}.isdisjoint(others_publishers),
    )


def _signs(claims: Iterable[Claim]) -> Iterator[Contradiction]:
    by_ends: dict[tuple[Iri, Iri], dict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.polarity == AFFIRMED and claim.sign and claim.object is not None:
            by_ends[claim.subject, claim.object][claim.sign].append(claim)
    for signs in by_ends.values():
        if signs[1] and signs[-1]:
            yield _contradiction("sign", signs[1], signs[-1])


# Claims by what they say of a figure, None: no figure.
_Said = dict[tuple[_Measured, _Range] | None, list[Claim]]


def _polarities(claims: Iterable[Claim]) -> Iterator[Contradiction]:
    # What the sign of two predicates makes alike: subject, object, and sign or predicate.
    affirmed: dict[tuple[object, ...], dict[Iri, _Said]] = defaultdict(dict)
    denied: dict[tuple[object, ...], dict[Iri, _Said]] = defaultdict(dict)
    for claim in claims:
        sides = {AFFIRMED: affirmed, NEGATED: denied}
        signed = claim.sign if claim.sign and claim.object is not None else claim.predicate
        if claim.polarity in sides:
            by_predicate = sides[claim.polarity][claim.subject, claim.object, claim.object_literal, signed]
            said = by_predicate.setdefault(claim.predicate, defaultdict(list))
            said[_figure(claim)].append(claim)
    for ends in affirmed.keys() & denied.keys():
        for said, denials in product(affirmed[ends].values(), denied[ends].values()):
            for figure, against in denials.items():
                speaking = [claim for own, some in said.items() if _denies(figure, own) for claim in some]
                if speaking:
                    yield _contradiction("polarity", speaking, against)


def _denies(denial: tuple[_Measured, _Range] | None, said: tuple[_Measured, _Range] | None) -> bool:
    """Say whether to deny the one figure is to deny the other: no value of `said` is left."""
    if denial is None or said is None or denial[0] != said[0]:
        return denial is None
    whole, part = _alike(denial[1], said[1])
    below = part.low > whole.low or (part.low == whole.low and (part.low_open or not whole.low_open))
    above = part.high < whole.high or (part.high == whole.high and (part.high_open or not whole.high_open))
    return below and above


def _statistics(claims: Iterable[Claim]) -> Iterator[Contradiction]:
    measured: dict[_Measured, dict[_Range, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        figure = _figure(claim) if claim.polarity == AFFIRMED else None
        if figure is not None:
            what, values = figure
            measured[claim.subject, *what][values].append(claim)
    for ranges in measured.values():
        for one, other in combinations(sorted(ranges), 2):
            if _apart(*_alike(one, other)):
                yield _contradiction("statistic", ranges[one], ranges[other])


def _figures(claims: Iterable[Claim]) -> Iterator[Contradiction]:
    of_whom: dict[_Measured, dict[tuple[frozenset[Iri], int | None, _Range], list[Claim]]]
    of_whom = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        figure = _figure(claim) if claim.polarity == AFFIRMED else None
        if figure is not None and claim.statistic is not None and claim.statistic.comparator is None:
            (measure, _, outcome, _, _, *unit), values = figure
            told = of_whom[claim.subject, measure, outcome, *unit]
            told[_people(claim), claim.statistic.months, values].append(claim)
    for told in of_whom.values():
        ordered = sorted(told, key=lambda one: (sorted(one[0]), one[1] or 0, one[2]))
        for one, other in combinations(ordered, 2):
            if one[:2] != other[:2] and _apart(one[2], other[2]):
                yield replace(_contradiction("figures", told[one], told[other]), same_context=False)


def _people(claim: Claim) -> frozenset[Iri]:
    """Give the populations that a claim is limited to, itself or by its statistic."""
    own = claim.statistic.population if claim.statistic else None
    return frozenset({*claim.populations, *([own] if own else ())})


def _measured(claim: Claim) -> _Measured:
    """Give what a claim's statistic is about, whatever it says of it."""
    figure = claim.statistic
    if figure is None:
        return ()
    return (figure.measure, _people(claim), figure.outcome, figure.comparator, figure.months)


def _figure(claim: Claim) -> tuple[_Measured, _Range] | None:
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
    people, other = _people(claim), share.comparator
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


def _alike(one: _Range, other: _Range) -> tuple[_Range, _Range]:
    """Give two ranges the same way round: of ratios of A to B and of B to A both of A to B."""
    if one.turned == other.turned:
        return one, other
    return (_inverse(one), other) if one.turned else (one, _inverse(other))


def _inverse(values: _Range) -> _Range:
    """Give one divided by the values, which are not below 0; what is exact may be rounded."""
    low, high = max(values.low - values.slack, Decimal(0)), values.high + values.slack
    return _Range(
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
        said[*what, *_measured(claim)].append(claim)
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
    settings = {(frozenset(claim.contexts), _people(claim)) for claim in (*claims, *against)}
    return Contradiction(
        kind=kind,
        claims=tuple(sorted(claim.iri for claim in claims)),
        against=tuple(sorted(claim.iri for claim in against)),
        same_context=len(settings) == 1,
        predicates=tuple(sorted({claim.predicate for claim in (*claims, *against)})),
    )
