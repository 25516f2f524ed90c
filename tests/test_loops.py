"""Feedback loops against brute force, the laws they obey, and what the search says when it stops early."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, permutations, product
from math import prod
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.causes import cycles
from graph.causes.causal import causal_links
from graph.causes.loops import MOST_LOOPS, feedback_loops
from graph.facts import left_out
from graph.model import Claim, Corpus, Iri, Link, Loop
from graph.vocab import CON
from tests.corpora import ARTICLE_A, RANKS, claim, con, corpus, ring, told_cycle

Arrow = tuple[str, int, str]
#: What a loop is, whatever it is called: the signed steps of the ring, from its smallest concept on.
Ring = tuple[tuple[str, int], ...]

_LAWS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def _arrows(draw: st.DrawFn, nodes: int = 6, most: int = 13) -> list[Arrow]:
    """Draw signed arrows, those from a concept to itself and those with both signs among them."""
    names = "abcdefg"[:nodes]
    ends = st.tuples(st.sampled_from(names), st.sampled_from([1, -1]), st.sampled_from(names))
    return draw(st.lists(ends, max_size=most, unique=True))


def _corpus(arrows: Iterable[Arrow], modalities: Sequence[str] = ("asserted",)) -> Corpus:
    return corpus(
        [
            claim(number, *arrow, modality=modalities[number % len(modalities)])
            for number, arrow in enumerate(arrows, start=1)
        ]
    )


def _loops(arrows: Iterable[Arrow], **options: int) -> tuple[Loop, ...]:
    small = _corpus(arrows)
    return feedback_loops(small, causal_links(small), **options).loops


def _ring_of(loop: Loop, links: dict[str, Link]) -> Ring:
    return tuple((links[key].source.removeprefix(CON), links[key].sign) for key in loop.links)


def _rings(arrows: Sequence[Arrow], **options: int) -> set[Ring]:
    small = _corpus(arrows)
    links = {link.key: link for link in causal_links(small)}
    loops = feedback_loops(small, links.values(), **options).loops
    found = [_ring_of(loop, links) for loop in loops]
    assert len(found) == len(set(found)), "a loop is listed twice"
    return set(found)


def _brute_force(arrows: Sequence[Arrow]) -> Iterator[Ring]:
    """Try every order of every subset of concepts with every choice of signs."""
    there = set(arrows)
    names = sorted({end for source, _, target in arrows for end in (source, target)})
    for size in range(2, len(names) + 1):
        for chosen in combinations(names, size):
            for rest in permutations(chosen[1:]):
                nodes = (chosen[0], *rest)
                pairs = list(zip(nodes, (*nodes[1:], nodes[0]), strict=True))
                if not all({(a, 1, b), (a, -1, b)} & there for a, b in pairs):
                    continue
                for signs in product([1, -1], repeat=size):
                    if all((a, sign, b) in there for (a, b), sign in zip(pairs, signs, strict=True)):
                        yield tuple(zip(nodes, signs, strict=True))


@_LAWS
@given(_arrows())
def test_loops_are_those_that_brute_force_finds(arrows: list[Arrow]) -> None:
    """Every simple cycle with every choice of signs is listed, once, and nothing else is."""
    assert _rings(arrows) == set(_brute_force(arrows))


#: A claim as it is drawn: an arrow, how firmly it is said, and whether it is denied.
Said = tuple[Arrow, str, bool]


def _drawn_claims(chance: Random) -> list[Said]:
    """Draw claims among up to seven concepts: to themselves, said twice, of both signs, denied."""
    names = "abcdefg"[: chance.randint(1, 7)]
    said = [
        (
            (chance.choice(names), chance.choice([1, -1]), chance.choice(names)),
            chance.choice(list(RANKS)),
            False,
        )
        for _ in range(chance.randint(0, 18))
    ]
    again = [(arrow, chance.choice(list(RANKS)), False) for arrow, _, _ in said if chance.random() < 0.15]
    twins = [((a, -sign, b), firm, False) for (a, sign, b), firm, _ in said if chance.random() < 0.1]
    return [(arrow, firm, chance.random() < 0.15) for arrow, firm, _ in [*said, *again, *twins]]


def _walked(said: Sequence[Said]) -> dict[Ring, tuple[int, int, bool]]:
    """Walk from each concept along affirmed claims until it is met again: ring -> sign, rank, contested."""
    firmest: dict[Arrow, int] = {}
    for arrow, firm, denied in said:
        if not denied:
            firmest[arrow] = min(RANKS[firm], firmest.get(arrow, 9))
    found = {}
    walks: list[tuple[Arrow, ...]] = [(arrow,) for arrow in firmest]
    while walks:
        walk = walks.pop()
        start, end = walk[0][0], walk[-1][2]
        if end == start and len(walk) > 1:
            steps = tuple((source, sign) for source, sign, _ in walk)
            negative = sum(sign < 0 for _, sign in steps) % 2
            contested = any((a, -sign, b) in firmest for a, sign, b in walk)
            found[steps] = (-1 if negative else 1, max(firmest[arrow] for arrow in walk), contested)
        elif end > start and end not in {source for source, _, _ in walk}:
            walks += [(*walk, arrow) for arrow in firmest if arrow[0] == end]
    return found


def test_loops_of_500_multigraphs_are_those_that_a_walk_finds() -> None:
    """Up to seven concepts, with all that claims can say: same rings, signs, firmness, contested, order."""
    for seed in range(500):
        said = _drawn_claims(Random(seed))
        small = corpus(
            [
                claim(n, *arrow, modality=firm, polarity="negated" if denied else "affirmed")
                for n, (arrow, firm, denied) in enumerate(said, start=1)
            ]
        )
        links = {link.key: link for link in causal_links(small)}
        found = feedback_loops(small, links.values())
        rings = {
            _ring_of(loop, links): (loop.sign, loop.modality_rank, loop.contested) for loop in found.loops
        }
        assert rings == _walked(said), f"seed {seed}"
        assert len(rings) == len(found.loops)
        order = [(len(loop.nodes), loop.modality_rank, loop.key) for loop in found.loops]
        assert order == sorted(order)
        behind = {claim_ for link in links.values() for claim_ in link.claims}
        assert behind == {one.iri for one in small.claims if one.polarity == "affirmed"}


@_LAWS
@given(_arrows(nodes=4, most=24))
def test_dense_graphs_with_both_signs_agree_with_brute_force(arrows: list[Arrow]) -> None:
    """Where nearly every pair has both signs, each combination is a loop of its own."""
    assert _rings(arrows) == set(_brute_force(arrows))


@_LAWS
@given(_arrows())
def test_each_loop_is_a_simple_cycle_of_links_with_the_product_of_their_signs(arrows: list[Arrow]) -> None:
    """Link i leads from node i to the next, no node comes twice, and the sign is the product."""
    small = _corpus(arrows, ("asserted", "possible", "tentative", "intended"))
    links = {link.key: link for link in causal_links(small)}
    for loop in feedback_loops(small, links.values()).loops:
        own = [links[key] for key in loop.links]
        assert [link.source for link in own] == list(loop.nodes)
        assert [link.target for link in own] == [*loop.nodes[1:], loop.nodes[0]]
        assert len(set(loop.nodes)) == len(loop.nodes) >= 2
        assert loop.sign == prod(link.sign for link in own)
        assert loop.nodes[0] == min(loop.nodes)
        assert loop.modality_rank == max(link.modality_rank for link in own)
        assert RANKS[loop.modality] == loop.modality_rank
        assert loop.contested == any(link.contested for link in own)


@_LAWS
@given(_arrows(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(arrows: list[Arrow], chance: Random) -> None:
    """Shuffled links give the same loops with the same ids in the same order."""
    small = _corpus(arrows)
    links = list(causal_links(small))
    expected = feedback_loops(small, links)
    chance.shuffle(links)
    assert feedback_loops(small, links) == expected


@_LAWS
@given(_arrows(), st.permutations("abcdefg"))
def test_renaming_concepts_renames_loops(arrows: list[Arrow], names: list[str]) -> None:
    """Other names for the concepts give the same rings under those names."""
    new = dict(zip("abcdefg", names, strict=True))
    renamed = [(new[source], sign, new[target]) for source, sign, target in arrows]

    def turned(ring_: Ring) -> Ring:
        steps = [(new[node], sign) for node, sign in ring_]
        first = steps.index(min(steps))
        return tuple(steps[first:] + steps[:first])

    assert _rings(renamed) == {turned(entry) for entry in _rings(arrows)}


@_LAWS
@given(_arrows(), st.data())
def test_removing_a_link_removes_just_the_loops_through_it(arrows: list[Arrow], data: st.DataObject) -> None:
    """No loop appears, and those that stay are the ones that did not pass there."""
    if not arrows:
        return
    gone = data.draw(st.sampled_from(arrows))
    before = {loop.key: loop for loop in _loops(arrows)}
    after = {loop.key for loop in _loops([arrow for arrow in arrows if arrow != gone])}
    key = f"{gone[0]}{'+' if gone[1] > 0 else '-'}--{gone[2]}"
    assert after == {name for name, loop in before.items() if key not in loop.links}


@_LAWS
@given(_arrows(), st.data())
def test_flipping_a_sign_changes_just_the_loops_through_it(arrows: list[Arrow], data: st.DataObject) -> None:
    """A loop through the arrow becomes the other kind of loop, every other one stays as it was."""
    flippable = [arrow for arrow in arrows if (arrow[0], -arrow[1], arrow[2]) not in arrows]
    if not flippable:
        return
    source, sign, target = data.draw(st.sampled_from(flippable))
    flipped = [(source, -sign, target) if arrow == (source, sign, target) else arrow for arrow in arrows]
    key = f"{source}{'+' if sign > 0 else '-'}--{target}"
    before, after = _loops(arrows), {loop.key: loop.sign for loop in _loops(flipped)}
    through = [loop for loop in before if key in loop.links]
    kept = {loop.key: loop.sign for loop in before if key not in loop.links}
    assert kept.items() <= after.items()
    assert len(after) == len(before)
    changed = sorted(sign for name, sign in after.items() if name not in kept)
    assert changed == sorted(-loop.sign for loop in through)


@_LAWS
@given(_arrows())
def test_an_arrow_to_itself_is_reported_and_no_loop(arrows: list[Arrow]) -> None:
    """Self-links stand in a list of their own, sorted, and close nothing."""
    small = _corpus(arrows)
    found = feedback_loops(small, causal_links(small))
    expected = sorted(f"{s}{'+' if sign > 0 else '-'}--{t}" for s, sign, t in arrows if s == t)
    assert list(found.self_links) == expected
    assert not {link for loop in found.loops for link in loop.links} & set(expected)


def test_loops_come_shortest_then_firmest_then_by_key() -> None:
    """The order in which a reader wants them."""
    small = corpus(
        [
            claim(1, "d", 1, "e", modality="tentative"),
            claim(2, "e", 1, "d"),
            claim(3, "f", 1, "g"),
            claim(4, "g", 1, "f"),
            claim(5, "a", 1, "b"),
            claim(6, "b", 1, "c"),
            claim(7, "c", 1, "a"),
            claim(8, "h", -1, "i"),
            claim(9, "i", 1, "h"),
        ]
    )
    found = feedback_loops(small, causal_links(small))
    assert [loop.key for loop in found.loops] == ["f+--g+", "h---i+", "d+--e+", "a+--b+--c+"]
    assert [loop.sign for loop in found.loops] == [1, -1, 1, 1]
    assert (found.complete, found.longest) == (True, None)


def test_no_links_no_loops() -> None:
    """Nothing is found in nothing, and that is complete."""
    found = feedback_loops(Corpus(), ())
    assert found == replace(found, loops=(), complete=True, longest=None, self_links=(), untold=())


@_LAWS
@given(_arrows(nodes=5, most=20), st.integers(1, 12))
def test_a_bounded_search_gives_all_loops_up_to_the_length_it_states(arrows: list[Arrow], most: int) -> None:
    """Beyond `most`, the answer says it is incomplete, how long its loops are, and where others may be."""
    small = _corpus(arrows, ("asserted", "tentative", "possible"))
    links = causal_links(small)
    every = feedback_loops(small, links)
    found = feedback_loops(small, links, most=most)
    assert every.complete
    assert every.unfinished == ()
    assert found.complete == (len(every.loops) <= most)
    if found.complete:
        assert found == every
        return
    assert found.longest is not None
    up_to = [loop for loop in every.loops if len(loop.nodes) <= found.longest]
    if found.partial is None:
        assert list(found.loops) == up_to
        assert len(up_to) <= most
    else:  # too many already of the shortest length there is: the firmest of them
        assert up_to == []
        assert list(found.loops) == [loop for loop in every.loops if len(loop.nodes) == found.partial][:most]
    unlisted = set(every.loops) - set(found.loops)
    concerned = [
        frozenset(part) for part in _components(arrows) if any(part.issuperset(one.nodes) for one in unlisted)
    ]
    assert sorted(part.concepts for part in found.unfinished) == sorted(map(len, concerned))
    assert {part.example for part in found.unfinished} <= set().union(*concerned)


def _components(arrows: Sequence[Arrow]) -> set[frozenset[Iri]]:
    """Give the sets of concepts each of which leads to each other, by trying all ways."""
    reach = {(source, target) for source, _, target in arrows}
    names = sorted({end for pair in reach for end in pair})
    for middle in names:
        reach |= {(a, b) for a in names for b in names if (a, middle) in reach and (middle, b) in reach}
    return {
        frozenset(con(b) for b in names if b == a or ((a, b) in reach and (b, a) in reach)) for a in names
    }


def test_of_loops_of_one_length_the_firmest_are_listed() -> None:
    """Where pairs alone are too many, those of the firmest weakest arrow come, not the first found."""
    firmness = ["tentative", "possible", "intended", "asserted"]
    small = corpus(
        [
            claim(2 * n + back, *ends, modality=firmness[n % 4])
            for n in range(40)
            for back, ends in enumerate(((f"a{n:02}", 1, f"b{n:02}"), (f"b{n:02}", 1, f"a{n:02}")))
        ]
    )
    found = feedback_loops(small, causal_links(small), most=12)
    assert (found.complete, found.longest, found.partial) == (False, 1, 2)
    assert [loop.modality for loop in found.loops] == ["asserted"] * 10 + ["possible"] * 2
    assert len(found.unfinished) == 40
    note = left_out(found)
    assert note is not None
    assert "12 of those of 2 concepts are, firmest first" in note
    assert "a part of 2 concepts and 2 arrows around con:a00, " in note
    assert note.endswith(" and 37 other parts.")
    assert left_out(feedback_loops(small, causal_links(small))) is None


def test_a_ring_where_all_is_contested_is_not_spelt_out() -> None:
    """Sixty arrows of both signs close 2^60 loops: the firmest ones are listed, in order of their keys."""
    names = [f"n{n:02}" for n in range(60)]
    pairs = zip(names, [*names[1:], names[0]], strict=True)
    small = _corpus([(a, sign, b) for a, b in pairs for sign in (1, -1)])
    found = feedback_loops(small, causal_links(small), most=3)
    assert (found.complete, found.longest, found.partial) == (False, 59, 60)
    plus = "--".join(f"{name}+" for name in names)
    last = f"{names[-1]}-"
    assert [loop.key for loop in found.loops][:2] == [plus, plus[: -len(last)] + last]
    assert [(part.concepts, part.arrows) for part in found.unfinished] == [(60, 120)]


def test_a_long_ring_is_one_loop() -> None:
    """Whatever its length, it is listed whole, from its first concept on."""
    size = 5_000
    small = _corpus([(f"n{n}", 1, f"n{(n + 1) % size}") for n in range(size)])
    found = feedback_loops(small, causal_links(small))
    assert (found.complete, len(found.loops)) == (True, 1)
    assert found.loops[0].nodes[:3] == (con("n0"), con("n1"), con("n2"))
    assert len(set(found.loops[0].nodes)) == size


@pytest.mark.parametrize("petals", [3, 800], ids=["few", "many"])
def test_loops_that_meet_in_one_concept_are_all_found(petals: int) -> None:
    """A hub with rings of three, each with an arrow back: two loops a petal, and no other."""
    arrows: list[Arrow] = []
    for n in range(petals):
        arrows += [("hub", 1, f"a{n}"), (f"a{n}", 1, f"b{n}"), (f"b{n}", -1, "hub"), (f"b{n}", 1, f"a{n}")]
    found = _rings(arrows)
    assert {len(entry) for entry in found} == {2, 3}
    assert len(found) == 2 * petals


def test_where_the_steps_do_not_suffice_no_length_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that is ended early lists less, and says up to where it is sure."""
    chance = Random(4)
    pairs = sorted({(f"n{chance.randrange(90)}", f"n{chance.randrange(90)}") for _ in range(600)})
    small = _corpus([(a, 1, b) for a, b in pairs if a != b])
    links = causal_links(small)
    full = feedback_loops(small, links)
    for steps in (0, 500, 20_000):
        monkeypatch.setattr(cycles, "_MOST_STEPS", steps)
        found = feedback_loops(small, links)
        assert not found.complete
        assert found.longest is not None
        sure = [loop for loop in full.loops if len(loop.nodes) <= found.longest]
        assert [loop for loop in found.loops if len(loop.nodes) <= found.longest] == sure
        assert found.unfinished
    assert full.longest is not None
    assert full.longest >= found.longest


def test_a_length_is_not_stated_before_all_its_loops_are_found() -> None:
    """Where loops of length three alone are too many, none of length two are missing."""
    arrows = [("a", 1, "b"), ("b", 1, "a")]
    arrows += [("a", 1, f"c{n}") for n in range(9)]
    arrows += [(f"c{n}", 1, "d") for n in range(9)]
    arrows += [("d", 1, "a")]
    small = _corpus(arrows)
    found = feedback_loops(small, causal_links(small), most=5)
    assert (found.complete, found.longest) == (False, 2)
    assert [loop.key for loop in found.loops] == ["a+--b+"]


def test_a_big_component_ends_with_its_shortest_loops() -> None:
    """300 concepts and 3,000 arrows close more loops than can be counted: the shortest come back, sorted."""
    chance = Random(2)
    names = [f"n{number:03}" for number in range(300)]
    pairs = {(chance.choice(names), chance.choice(names)) for _ in range(3_400)}
    chosen = sorted(pair for pair in pairs if pair[0] != pair[1])[:3_000]
    links = causal_links(_corpus([(a, chance.choice([1, -1]), b) for a, b in chosen]))
    found = feedback_loops(Corpus(), links)
    assert not found.complete
    assert 0 < len(found.loops) <= MOST_LOOPS
    assert found.longest == max(len(loop.nodes) for loop in found.loops)
    order = [(len(loop.nodes), loop.modality_rank, loop.key) for loop in found.loops]
    assert order == sorted(order)
    assert len(set(order)) == len(order)


def test_a_complete_answer_just_below_the_limit_stays_complete() -> None:
    """The limit counts loops with their signs: eight of them fit where eight are allowed."""
    arrows: list[Arrow] = [(a, sign, b) for a, b in ("ab", "bc", "ca") for sign in (1, -1)]
    small = _corpus(arrows)
    links = causal_links(small)
    assert feedback_loops(small, links, most=8).complete
    assert not feedback_loops(small, links, most=7).complete


# --- the cycles that sources tell


def _told(
    *claims: Claim, kinds: Sequence[str] = ("ordered-cycle",)
) -> tuple[dict[str, str | None], set[str]]:
    """Give loop -> the list that tells it, and the lists that no loop covers."""
    lists = [told_cycle(f"list-{number}", kind) for number, kind in enumerate(kinds, start=1)]
    small = corpus(claims, lists=lists)
    found = feedback_loops(small, causal_links(small))
    told = {loop.key: loop.declared_by and loop.declared_by.removeprefix(ARTICLE_A) for loop in found.loops}
    return told, {iri.removeprefix(ARTICLE_A) for iri in found.untold}


def _step(number: int, source: str, sign: int, target: str, item: int, **more: str) -> Claim:
    return claim(number, source, sign, target, lists=[("list-1", item)], **more)


_AB, _BC, _CA = _step(1, "a", 1, "b", 1), _step(2, "b", 1, "c", 2), _step(3, "c", 1, "a", 3)


def test_a_told_cycle_names_its_loop() -> None:
    """Where each step of an ordered cycle is an arrow of a loop, the loop is declared by that list."""
    assert _told(_AB, _BC, _CA) == ({"a+--b+--c+": "list-1"}, set())


def test_a_missing_step_leaves_the_cycle_untold() -> None:
    """A list whose steps do not close is reported; no loop is declared by it."""
    assert _told(_AB, _BC) == ({}, {"list-1"})


def test_an_arrow_that_no_step_tells_leaves_the_cycle_untold() -> None:
    """A loop through all the steps that needs one arrow more is not what was told."""
    assert _told(_AB, _BC, claim(3, "c", 1, "a")) == ({"a+--b+--c+": None}, {"list-1"})


def test_a_step_that_leads_elsewhere_leaves_the_cycle_untold() -> None:
    """A step about something outside the loop is left out by the loop: it is not what was told."""
    aside = _step(4, "c", 1, "d", 4)
    assert _told(_AB, _BC, _CA, aside) == ({"a+--b+--c+": None}, {"list-1"})


def test_a_loop_with_an_arrow_beside_the_told_steps_is_not_declared() -> None:
    """A shortcut that no step tells makes another loop, which no source tells."""
    shortcut = claim(4, "b", 1, "a")
    assert _told(_AB, _BC, _CA, shortcut) == ({"a+--b+--c+": "list-1", "a+--b+": None}, set())


def test_a_step_of_the_other_sign_makes_another_loop() -> None:
    """The told loop has the told signs: the contested twin of a step declares nothing."""
    twin = claim(4, "b", -1, "c")
    assert _told(_AB, _BC, _CA, twin) == ({"a+--b+--c+": "list-1", "a+--b---c+": None}, set())


def test_a_denied_step_leaves_the_cycle_untold() -> None:
    """A denial is no arrow, so the telling does not close."""
    denied = _step(3, "c", 1, "a", 3, polarity="negated")
    assert _told(_AB, _BC, denied) == ({}, {"list-1"})


def test_a_closing_step_that_repeats_earlier_claims_adds_no_arrow() -> None:
    """A telling may end with a step that says once more what earlier steps said."""
    again = claim(1, "a", 1, "b", lists=[("list-1", 1), ("list-1", 4)])
    assert _told(again, _BC, _CA) == ({"a+--b+--c+": "list-1"}, set())


def test_a_step_may_hold_several_claims() -> None:
    """A step that says two things is passed if the loop goes through one of them."""
    aside = _step(4, "b", 1, "d", 2)
    assert _told(_AB, _BC, _CA, aside) == ({"a+--b+--c+": "list-1"}, set())


def test_a_closing_step_may_repeat_what_stood_beside_the_loop() -> None:
    """A last step that only says again what an earlier step said adds nothing that the loop could miss."""
    aside = claim(4, "b", 1, "d", lists=[("list-1", 2), ("list-1", 4)])
    assert _told(_AB, _BC, _CA, aside) == ({"a+--b+--c+": "list-1"}, set())


def test_only_ordered_cycles_tell_loops() -> None:
    """An illustrative list of the same claims declares nothing and misses nothing."""
    assert _told(_AB, _BC, _CA, kinds=("illustrative",)) == ({"a+--b+--c+": None}, set())


def test_a_cycle_that_two_sources_tell_is_covered_for_both() -> None:
    """The loop names one of the lists; the other is closed by the claims as well, and not reported."""
    both = [
        replace(step, lists=(*step.lists, replace(step.lists[0], list=Iri(ARTICLE_A + "list-2"))))
        for step in (_AB, _BC, _CA)
    ]
    assert _told(*both, kinds=("ordered-cycle", "ordered-cycle")) == ({"a+--b+--c+": "list-1"}, set())


def test_a_told_cycle_is_listed_however_many_loops_are_shorter() -> None:
    """A bounded search leaves long loops out, but not the one that a source tells."""
    ring = ["a", "b", "c", "d", "e"]
    steps = [_step(n, ring[n], 1, ring[(n + 1) % 5], n + 1) for n in range(5)]
    short = [claim(10 + 2 * n, "a", 1, f"x{n}") for n in range(6)]
    back = [claim(11 + 2 * n, f"x{n}", 1, "a") for n in range(6)]
    small = corpus([*steps, *short, *back], lists=[told_cycle("list-1", "ordered-cycle")])
    found = feedback_loops(small, causal_links(small), most=6)
    assert (found.complete, found.longest) == (False, 4)
    assert [loop.key for loop in found.loops if loop.declared_by] == ["a+--b+--c+--d+--e+"]
    assert found.untold == ()


@pytest.mark.parametrize("sign", [1, -1], ids=["reinforcing", "balancing"])
def test_a_told_cycle_may_be_of_either_sign(sign: int) -> None:
    """Balancing cycles are told as well as vicious ones."""
    told, untold = _told(_step(1, "a", sign, "b", 1), _step(2, "b", 1, "a", 2))
    assert list(told.values()) == ["list-1"]
    assert not untold


def test_two_rings_that_share_a_concept_are_two_loops() -> None:
    """A figure of eight is no simple cycle."""
    small = ring(("a", 1, "b"), ("b", 1, "a"), ("a", 1, "c"), ("c", -1, "a"))
    found = feedback_loops(small, causal_links(small))
    assert [(loop.key, loop.sign) for loop in found.loops] == [("a+--b+", 1), ("a+--c-", -1)]
    assert found.loops[0].nodes == (con("a"), con("b"))
