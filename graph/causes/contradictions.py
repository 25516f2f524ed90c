"""Claims that disagree as they stand: within one article, and across articles.

Nothing here says which is right, or that one is wrong: contexts and populations may tell them apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from heapq import merge
from itertools import combinations, islice, product
from typing import NamedTuple

from graph.causes.ranges import Measured, Range, align, are_apart, figure_of, people_of
from graph.model import Claim, Contradiction, Corpus, Iri
from graph.vocab import AFFIRMED, NEGATED
from graph.voices import Voices

#: Of one measure so many pairs of figures of other people, or over another time, are given.
MOST_FIGURES = 20

_UNFAITHFUL = "unfaithful"
_USUAL, _OCCASIONAL = "usual", "occasional"


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
    over another time: both may hold. Of one measure the `MOST_FIGURES` pairs that lie farthest apart are
    given; `Contradiction.left_out` counts the others. ``hedge``: the same is said with unlike firmness, or
    as usual and as occasional: firmer `claims`, weaker `against`.

    Claims that the article does not make, as the newest review says, are left out. Each says which articles
    and publishers stand on either side: where they share a publisher, the two are not independent.

    Linear, but for these: ``statistic`` compares all n unlike figures of one measure of the same people over
    the same time, n²; ``polarity`` all predicates between the same concepts. Of n unlike ``figures`` of one
    measure the counting and the choice take n log n.

    >>> find_contradictions(Corpus())
    ()
    """
    claims = [claim for claim in corpus.claims if claim.fidelity != _UNFAITHFUL]
    said, voices = {claim.iri: claim for claim in claims}, Voices(corpus)
    found = (
        _polarities(claims),
        _signs(claims),
        _statistics(claims),
        _figures(claims, voices),
        _hedges(claims),
    )
    return tuple(
        _voiced(entry, said, voices)
        for entries in found
        for entry in sorted(entries, key=lambda entry: (entry.claims, entry.against, entry.predicates))
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
        populations=tuple(sorted({iri for claim in own for iri in people_of(claim)})),
        against_articles=against,
        against_publishers=others_publishers,
        against_populations=tuple(sorted({iri for claim in others for iri in people_of(claim)})),
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
_Said = dict[tuple[Measured, Range] | None, list[Claim]]


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
            said[figure_of(claim)].append(claim)
    for ends in affirmed.keys() & denied.keys():
        for said, denials in product(affirmed[ends].values(), denied[ends].values()):
            for figure, against in denials.items():
                speaking = [claim for own, some in said.items() if _denies(figure, own) for claim in some]
                if speaking:
                    yield _contradiction("polarity", speaking, against)


def _denies(denial: tuple[Measured, Range] | None, said: tuple[Measured, Range] | None) -> bool:
    """Say whether to deny the one figure is to deny the other: no value of `said` is left."""
    if denial is None or said is None or denial[0] != said[0]:
        return denial is None
    whole, part = align(denial[1], said[1])
    below = part.low > whole.low or (part.low == whole.low and (part.low_open or not whole.low_open))
    above = part.high < whole.high or (part.high == whole.high and (part.high_open or not whole.high_open))
    return below and above


def _statistics(claims: Iterable[Claim]) -> Iterator[Contradiction]:
    measured: dict[Measured, dict[Range, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        figure = figure_of(claim) if claim.polarity == AFFIRMED else None
        if figure is not None:
            what, values = figure
            measured[claim.subject, *what][values].append(claim)
    for ranges in measured.values():
        for one, other in combinations(sorted(ranges), 2):
            if are_apart(*align(one, other)):
                yield _contradiction("statistic", ranges[one], ranges[other])


class _Told(NamedTuple):
    """Claims that tell one figure of the same people over the same time, and the articles they stand in."""

    order: tuple[tuple[Iri, ...], int, Range]
    claims: list[Claim]
    articles: tuple[Iri, ...]

    @property
    def values(self) -> Range:
        return self.order[-1]

    @property
    def of_whom(self) -> Hashable:
        return self.order[:2]

    @property
    def end(self) -> tuple[Decimal, int]:
        """The end of its values, an open one before a closed one: what begins after it, is apart from it."""
        return (self.values.high, 0 if self.values.high_open else 1)

    @property
    def start(self) -> tuple[Decimal, int]:
        """The start of its values, an open one after a closed one."""
        return (self.values.low, 2 if self.values.low_open else 1)


def _figures(claims: Iterable[Claim], voices: Voices) -> Iterator[Contradiction]:
    """Give what the articles tell of other people, or over another time, where no value fits both."""
    of_measure: dict[Measured, dict[tuple[frozenset[Iri], int | None, Range], list[Claim]]]
    of_measure = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        figure = figure_of(claim) if claim.polarity == AFFIRMED else None
        if figure is not None and claim.statistic is not None and claim.statistic.comparator is None:
            (measure, _, outcome, _, _, *unit), values = figure
            same = of_measure[claim.subject, measure, outcome, *unit]
            same[people_of(claim), claim.statistic.months, values].append(claim)
    for same in of_measure.values():
        told = [
            _Told(
                (tuple(sorted(people)), -1 if months is None else months, values), some, voices.articles(some)
            )
            for (people, months, values), some in same.items()
        ]
        # Of what the data do not show the article, it may be the other's.
        yield from _farthest(sorted((one for one in told if one.articles), key=lambda one: one.order))


def _farthest(told: Collection[_Told]) -> Iterator[Contradiction]:
    """Give the pairs that lie farthest apart; the first carries how many further ones there are."""
    count = _count_apart(told)
    lowest = _lowest(told) if count else []
    pairs = merge(*(_below(one, lowest) for one in told if lowest), key=lambda pair: pair[0])
    left_out = max(count - MOST_FIGURES, 0)
    for _, *pair in islice(pairs, min(count, MOST_FIGURES)):
        one, other = sorted(pair, key=lambda one: one.order)
        entry = _contradiction("figures", one.claims, other.claims)
        yield replace(entry, same_context=False, left_out=left_out)
        left_out = 0


def _lowest(told: Iterable[_Told]) -> list[_Told]:
    """Give what may lie below in a pair that is given, by its end: some 8 `MOST_FIGURES` at most.

    Left out is what has `MOST_FIGURES` below it that pair with whatever it pairs with: all of its own
    article and people do, and of the others all but those of one article and those of one people.
    """
    kept: list[_Told] = []
    cells, articles, people = Counter[Hashable](), Counter[Hashable](), Counter[Hashable]()
    for one in sorted(told, key=lambda one: one.end):
        article, of_whom = _article(one), one.of_whom
        hindered = _most_other(articles, article) + _most_other(people, of_whom)
        if max(cells[article, of_whom], len(kept) - hindered) < MOST_FIGURES:
            kept.append(one)
            cells[article, of_whom] += 1
            articles[article] += 1
            people[of_whom] += 1
    return kept


def _article(one: _Told) -> Hashable:
    """Give the article of a figure; one that several tell pairs with those of each of them."""
    return one.articles if len(one.articles) == 1 else one.order


def _most_other(counts: Counter[Hashable], own: Hashable) -> int:
    return max((count for key, count in counts.items() if key != own), default=0)


def _below(upper: _Told, by_end: Iterable[_Told]) -> Iterator[tuple[Decimal, _Told, _Told]]:
    """Give what lies below, the farthest first, each with how far, negated."""
    for lower in by_end:
        if lower.end >= upper.start:
            return
        if lower.of_whom != upper.of_whom and len({*lower.articles, *upper.articles}) > 1:
            yield lower.values.high - upper.values.low, lower, upper


def _count_apart(told: Collection[_Told]) -> int:
    """Count the pairs of which no value is in both, but for those of one article or of the same people."""

    def alike(group: Callable[[_Told], Hashable]) -> int:
        groups: dict[Hashable, list[_Told]] = defaultdict(list)
        for one in told:
            groups[group(one)].append(one)
        return sum(_count_below(some) for some in groups.values())

    # Those that are both are taken away twice.
    both = alike(lambda one: (_article(one), one.of_whom))
    return _count_below(told) - alike(lambda one: one.of_whom) - alike(_article) + both


def _count_below(told: Collection[_Told]) -> int:
    """Count the pairs of which one ends before the other starts."""
    ends = sorted(one.end for one in told)
    return sum(bisect_left(ends, one.start) for one in told)


def _measured(claim: Claim) -> Measured:
    """Give what a claim's statistic is about, whatever it says of it."""
    figure = claim.statistic
    if figure is None:
        return ()
    return (figure.measure, people_of(claim), figure.outcome, figure.comparator, figure.months)


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
    settings = {(frozenset(claim.contexts), people_of(claim)) for claim in (*claims, *against)}
    return Contradiction(
        kind=kind,
        claims=tuple(sorted(claim.iri for claim in claims)),
        against=tuple(sorted(claim.iri for claim in against)),
        same_context=len(settings) == 1,
        predicates=tuple(sorted({claim.predicate for claim in (*claims, *against)})),
    )
