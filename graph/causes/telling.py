"""Told against computed: the ordered cycles that articles tell, step by step, beside the arrows.

The steps of a list are aligned with a closed walk along the arrows at the least cost, as texts are
aligned (S. B. Needleman, C. D. Wunsch, *A general method applicable to the search for similarities*,
1970), here by Dijkstra's algorithm over (step, concept).
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import NamedTuple

from graph.model import Corpus, Iri, Link, Loop, ToldCycle, ToldDifference
from graph.standing import is_rejected
from graph.vocab import AFFIRMED, ORDERED_CYCLE

# What explains least goes last: that a step is extra costs more than that one is missing or turned,
# and that nothing leads on more than one of each, but less than two extra steps.
_DIFFERENCE, _EXTRA, _OPEN = 20, 30, 51

# Moves to try for a list, some seconds of work: beyond, the best alignment found.
_MOST_MOVES = 2_000_000

_Ends = tuple[Iri, Iri]


class _Step(NamedTuple):
    """An item of the list: its arrows with their sign, and whether earlier items made them all."""

    item: int
    arrows: Mapping[_Ends, int]
    repeats: bool


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

    The sign is wrong where claims outside the list give the arrow the other sign; and, since a
    cycle that is told keeps itself going, each lowering step is named where their number is odd:
    a cycle told as balancing on purpose is for a person to tell. Cost: O(k · arrows) for k steps that
    align; a list that differs much gets the best alignment found in bounded time.

    >>> told_cycles(Corpus(), (), ())
    ()
    """
    by_list: dict[Iri, dict[int, dict[_Ends, int]]] = {
        entry.iri: defaultdict(dict) for entry in corpus.lists if entry.kind == ORDERED_CYCLE
    }
    claimed: dict[Iri, set[Iri]] = defaultdict(set)
    for claim in corpus.claims:
        for place in claim.lists:
            if place.list in by_list:
                arrows = by_list[place.list][place.item]
                makes = claim.polarity == AFFIRMED and claim.sign and not is_rejected(claim)
                if makes and claim.object is not None:
                    ends = (claim.subject, claim.object)
                    arrows[ends] = max(claim.sign, arrows.get(ends, -1))
                    claimed[place.list].add(claim.iri)
    arrows_there = tuple(links)
    rings = {iri: loop.key for loop in loops if (iri := loop.declared_by) is not None}
    return tuple(
        _aligned(iri, _steps(items), arrows_there, claimed[iri], rings.get(iri))
        for iri, items in sorted(by_list.items())
    )


def _steps(items: Mapping[int, Mapping[_Ends, int]]) -> list[_Step]:
    said: set[_Ends] = set()
    steps = []
    for item, arrows in sorted(items.items()):
        steps.append(_Step(item, arrows, bool(arrows) and said.issuperset(arrows)))
        said.update(arrows)
    return steps


def _aligned(
    told: Iri, steps: Sequence[_Step], links: Sequence[Link], claimed: set[Iri], loop: str | None
) -> ToldCycle:
    onward: dict[Iri, list[Link]] = defaultdict(list)
    for link in links:
        onward[link.source].append(link)
    cost, moves, start = None, [_Move("open", 0, None, None)], told
    left = [_MOST_MOVES]
    for least, end in _starts(steps):
        # Steps before the one that leads from or to the start are extra.
        if cost is not None and (least >= cost or left[0] <= 0):
            break
        price, walk = _walk(end, steps, onward, None if cost is None else cost - 1, left)
        if cost is None or price < cost:
            cost, moves, start = price, walk, end
    found = [move for move in moves if move.kind is not None]
    found += _wrong_signs(moves, links, claimed)
    if cost == 0:
        found += [move for move in _beside(start, steps, moves, (links, claimed)) if move not in found]
    return ToldCycle(
        list=told,
        items=tuple(step.item for step in steps),
        loop=None if found else loop,
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
    start: Iri, steps: Sequence[_Step], moves: Iterable[_Move], signed: tuple[Iterable[Link], set[Iri]]
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
                    wrong = _wrong_signs(way, *signed) if forth else [_Move("reversed", step.item, *ends)]
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
        extra = [_Move("extra", step.item, *next(iter(sorted(step.arrows)), (None, None))) for step in steps]
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
    if not passed:
        for link in onward.get(here, ()):
            # After the last item comes the first again.
            move = _Move("missing", steps[0 if last else number].item, here, link.target)
            yield _DIFFERENCE, (number, link.target, False), move
    if last:
        closes = here == start
        yield (
            0 if closes else _OPEN,
            (number + 1, start, False),
            None if closes else _Move("open", steps[-1].item, here, start),
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
    for (source, target), sign in sorted(step.arrows.items()):
        if source == here:
            yield 0, (number, target, True), _Move(None, step.item, source, target, sign)
        elif target == here and not passed and not step.repeats:
            # And on to the next step, lest the same arrow leads forth again.
            move = _Move("reversed", step.item, source, target, sign)
            yield _DIFFERENCE, (number + 1, source, False), move
    if passed or step.repeats:
        yield 0, (number + 1, here, False), None
    else:
        ends = next(iter(sorted(step.arrows)), (None, None))
        yield _EXTRA, (number + 1, here, False), _Move("extra", step.item, *ends)


def _wrong_signs(moves: Iterable[_Move], links: Iterable[Link], claimed: set[Iri]) -> list[_Move]:
    """Give the told steps whose sign is not that of other claims, or makes the cycle a balancing one."""
    told = [move for move in moves if move.kind is None]
    other = {
        (link.source, link.target, -link.sign) for link in links if not claimed.intersection(link.claims)
    }
    wrong = [move for move in told if (move.source, move.target, move.sign) in other]
    if not wrong and prod(move.sign for move in told) < 0:
        wrong = [move for move in told if move.sign < 0]
    return [move._replace(kind="wrong-sign") for move in wrong]
