"""Told against computed: the ordered cycles that articles tell, step by step, beside the arrows.

The steps of a list are aligned with a closed walk along the arrows at the least cost, as texts are
aligned (S. B. Needleman, C. D. Wunsch, *A general method applicable to the search for similarities*,
1970), here by Dijkstra's algorithm over (step, concept).
"""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from math import prod
from typing import NamedTuple

from graph.model import Corpus, Iri, Link, Loop, ToldCycle, ToldDifference
from graph.standing import is_rejected
from graph.vocab import AFFIRMED, ORDERED_CYCLE

# What explains least goes last: that a step is extra costs more than that one is missing or turned
# (less where it starts where the walk is: it tells of the right place), and that nothing leads on more
# than two that are missing, but less than one that is missing beside one that is extra.
_DIFFERENCE, _ASIDE, _EXTRA, _OPEN = 20, 9, 36, 43
# A gap stands before an item that only repeats earlier ones, rather than after it.
_LATE = 1
# What the title of a list calls a cycle that keeps itself going.
_REINFORCING = re.compile(
    r"\b(vicious|virtuous|self-?(reinforc|perpetuat|sustain)|reinforc|spiral)", re.IGNORECASE
)

# Moves to try for a list, some seconds of work: beyond, the best alignment found.
_MOST_MOVES = 2_000_000

_Ends = tuple[Iri, Iri]


class _Step(NamedTuple):
    """An item of the list: its arrows with their sign, and whether earlier items made them all.

    `ends` are those of an item that is extra: of its first arrow, or of what else it tells.
    """

    item: int
    arrows: Mapping[_Ends, int]
    repeats: bool
    ends: tuple[Iri | None, Iri | None]


class _Move(NamedTuple):
    """One move of the walk: by a step's arrow (`kind` is None), or a difference."""

    kind: str | None
    item: int
    source: Iri | None
    target: Iri | None
    sign: int = 1


def told_cycles(corpus: Corpus, links: Iterable[Link], loops: Iterable[Loop]) -> tuple[ToldCycle, ...]:
    """Align each ordered-cycle list with the arrows; sorted by list.

    Differences are, with the item where they stand: ``missing`` (before this item an arrow that
    claims make is not told), ``extra`` (the item leads nowhere in the cycle), ``reversed``,
    ``wrong-sign``, ``open`` (after the item no claim leads on: of the last, back). An item that
    only repeats arrows of earlier ones closes the telling and may be passed over. What reviews
    reject makes no arrow: its item is extra. Of an item that tells several arrows one leads on;
    the others are looked at for direction and sign.

    The sign is wrong where claims outside the list give the arrow the other sign. Whether a cycle
    that is told as it is balances on purpose nobody can know: `ToldCycle.sign` says what it is. Only
    where the list's title calls it vicious, virtuous or the like, and the number of its lowering
    steps is odd, each of these is named. An arrow from a concept to itself leads nowhere. Cost:
    O(k · arrows) for k steps that align; a list that differs much gets the best alignment found in
    bounded time.

    >>> told_cycles(Corpus(), (), ())
    ()
    """
    titles = {entry.iri: entry.label for entry in corpus.lists if entry.kind == ORDERED_CYCLE}
    by_list: dict[Iri, dict[int, dict[_Ends, int]]] = {iri: defaultdict(dict) for iri in titles}
    others: dict[tuple[Iri, int], list[_Ends]] = defaultdict(list)
    claimed: dict[Iri, set[Iri]] = defaultdict(set)
    for claim in corpus.claims:
        for place in claim.lists:
            if place.list in by_list:
                arrows = by_list[place.list][place.item]
                makes = claim.polarity == AFFIRMED and claim.sign and not is_rejected(claim)
                if claim.object is None:
                    continue
                ends = (claim.subject, claim.object)
                others[place.list, place.item].append(ends)
                if makes and claim.subject != claim.object:
                    arrows[ends] = max(claim.sign, arrows.get(ends, -1))
                    claimed[place.list].add(claim.iri)
    arrows_there = tuple(links)
    rings = {iri: loop.key for loop in loops if (iri := loop.declared_by) is not None}
    return tuple(
        _aligned(
            iri,
            _steps(items, {item: min(others[iri, item], default=(None, None)) for item in items}),
            arrows_there,
            claimed[iri],
            rings.get(iri),
            reinforcing=bool(_REINFORCING.search(titles[iri])),
        )
        for iri, items in sorted(by_list.items())
    )


def _steps(
    items: Mapping[int, Mapping[_Ends, int]], others: Mapping[int, tuple[Iri | None, Iri | None]]
) -> list[_Step]:
    said: set[_Ends] = set()
    steps = []
    for item, arrows in sorted(items.items()):
        ends = min(arrows, default=others[item])
        steps.append(_Step(item, arrows, bool(arrows) and said.issuperset(arrows), ends))
        said.update(arrows)
    return steps


def _aligned(
    told: Iri,
    steps: Sequence[_Step],
    links: Sequence[Link],
    claimed: set[Iri],
    loop: str | None,
    *,
    reinforcing: bool,
) -> ToldCycle:
    onward: dict[Iri, list[Link]] = defaultdict(list)
    for link in links:
        onward[link.source].append(link)
    cost, start = None, told
    moves = [_Move("extra", step.item, *step.ends) for step in steps] or [_Move("open", 0, None, None)]
    left = [_MOST_MOVES]
    for least, end in _starts(steps):
        # Steps before the one that leads from or to the start are extra.
        if cost is not None and (least >= cost or left[0] <= 0):
            break
        price, walk = _walk(end, steps, onward, None if cost is None else cost - 1, left)
        if cost is None or price < cost:
            cost, moves, start = price, walk, end
    found = [move for move in moves if move.kind is not None]
    signed = partial(_wrong_signs, links=links, claimed=claimed, reinforcing=reinforcing)
    found += signed(moves)
    if cost == 0:
        found += [move for move in _beside(start, steps, moves, signed) if move not in found]
    return ToldCycle(
        list=told,
        items=tuple(step.item for step in steps),
        loop=None if found else loop,
        sign=prod(move.sign for move in moves if move.kind is None) if cost == 0 else None,
        differences=tuple(
            ToldDifference(kind=move.kind or "", item=move.item, source=move.source, target=move.target)
            for move in sorted(found, key=lambda move: (move.item, move.kind or ""))
        ),
    )


def _starts(steps: Sequence[_Step]) -> Iterator[tuple[int, Iri]]:
    """Give where a walk may start, as the telling does, with what it costs at least to start there."""
    seen: set[Iri] = set()
    least = 0
    for step in steps:
        sources = {source for source, _ in step.arrows}
        ends = {end for pair in step.arrows for end in pair} - seen
        yield from ((least, end) for end in sorted(ends, key=lambda end: (end not in sources, end)))
        seen |= ends
        least += 0 if step.repeats else _EXTRA


def _beside(
    start: Iri, steps: Sequence[_Step], moves: Iterable[_Move], signed: Callable[[list[_Move]], list[_Move]]
) -> list[_Move]:
    """Give what is wrong with the other arrows of items that tell several: each could be the one meant.

    What leads nowhere in the cycle either way round is told by the way, and not wrong.
    """
    walked = {(move.item, move.source, move.target) for move in moves}
    found: dict[_Move, None] = {}
    for number, step in enumerate(steps):
        for ends, sign in sorted(step.arrows.items()):
            if len(step.arrows) == 1 or (step.item, *ends) in walked:
                continue
            for forth, arrow in ((True, ends), (False, ends[::-1])):
                alone = step._replace(arrows={arrow: sign}, repeats=False)
                cost, way = _walk(start, [*steps[:number], alone, *steps[number + 1 :]], {}, 0, [_MOST_MOVES])
                if not cost:
                    wrong = signed(way) if forth else [_Move("reversed", step.item, *ends)]
                    found |= dict.fromkeys(wrong)
                    break
    return [*found]


def _walk(
    start: Iri,
    steps: Sequence[_Step],
    onward: Mapping[Iri, Sequence[Link]],
    dearest: int | None,
    left: list[int],
) -> tuple[int, list[_Move]]:
    """Give cost and moves of the cheapest walk from `start` past all steps and back.

    One that costs more than `dearest` is not looked for. `left` counts down the moves tried; where
    none are left, or no walk is found, all steps are extra.
    """
    end = (len(steps) + 1, start, False)
    heap: list[tuple[int, tuple[int, Iri, bool]]] = [(0, (0, start, False))]
    best: dict[tuple[int, Iri, bool], int] = {heap[0][1]: 0}
    came: dict[tuple[int, Iri, bool], tuple[tuple[int, Iri, bool], _Move | None]] = {}
    while heap and left[0] > 0:
        cost, state = heapq.heappop(heap)
        if state == end:
            break
        if cost > best[state]:
            continue
        for price, following, move in _moves(state, start, steps, onward):
            left[0] -= 1
            if dearest is not None and cost + price > dearest:
                continue
            if cost + price < best.get(following, cost + price + 1):
                best[following] = cost + price
                came[following] = (state, move)
                heapq.heappush(heap, (cost + price, following))
    if end not in best:
        extra = [_Move("extra", step.item, *step.ends) for step in steps]
        return _EXTRA * len(extra) + 1, extra
    moves = []
    state = end
    while state in came:
        state, move = came[state]
        if move is not None:
            moves.append(move)
    return best[end], moves[::-1]


def _moves(
    state: tuple[int, Iri, bool], start: Iri, steps: Sequence[_Step], onward: Mapping[Iri, Sequence[Link]]
) -> Iterator[tuple[int, tuple[int, Iri, bool], _Move | None]]:
    """Give what can follow: cost, next state (step, concept, whether the step was told), move."""
    number, here, passed = state
    last = number == len(steps)
    if number > len(steps):
        return
    late = _LATE if number and steps[number - 1].repeats else 0
    if not passed:
        for link in onward.get(here, ()):
            # After the last item comes the first again.
            move = _Move("missing", steps[0 if last else number].item, here, link.target)
            yield _DIFFERENCE + late, (number, link.target, False), move
    if last:
        closes = here == start
        told = [step.item for step in steps if not step.repeats]
        yield (
            0 if closes else _OPEN,
            (number + 1, start, False),
            None if closes else _Move("open", told[-1], here, start),
        )
        return
    if not passed:
        for source in sorted({source for source, _ in steps[number].arrows} - {here}):
            yield _OPEN, (number, source, False), _Move("open", steps[number - 1].item, here, source)
    yield from _told_moves(state, steps[number])


def _told_moves(
    state: tuple[int, Iri, bool], step: _Step
) -> Iterator[tuple[int, tuple[int, Iri, bool], _Move | None]]:
    """Give the moves by a step, forth or back, and past it."""
    number, here, passed = state
    for (source, target), sign in () if step.repeats else sorted(step.arrows.items()):
        if source == here:
            yield 0, (number, target, True), _Move(None, step.item, source, target, sign)
        elif target == here and not passed:
            # And on to the next step, lest the same arrow leads forth again.
            move = _Move("reversed", step.item, source, target, sign)
            yield _DIFFERENCE, (number + 1, source, False), move
    if passed or step.repeats:
        yield 0, (number + 1, here, False), None
    else:
        aside = any(source == here for source, _ in step.arrows)
        yield _ASIDE if aside else _EXTRA, (number + 1, here, False), _Move("extra", step.item, *step.ends)


def _wrong_signs(
    moves: Iterable[_Move], links: Iterable[Link], claimed: set[Iri], *, reinforcing: bool
) -> list[_Move]:
    """Give the told steps whose sign is not that of other claims, or not what the title says."""
    told = [move for move in moves if move.kind is None]
    other = {
        (link.source, link.target, -link.sign) for link in links if not claimed.intersection(link.claims)
    }
    wrong = [move for move in told if (move.source, move.target, move.sign) in other]
    if reinforcing and not wrong and prod(move.sign for move in told) < 0:
        wrong = [move for move in told if move.sign < 0]
    return [move._replace(kind="wrong-sign") for move in wrong]
