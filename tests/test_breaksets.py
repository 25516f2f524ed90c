"""The smallest sets that touch every loop, against trying all sets; and what is said beyond the bound."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.causes import breaksets
from graph.causes.breaksets import hitting_sets, smallest_breaks
from graph.causes.causal import causal_links
from graph.causes.loops import feedback_loops
from graph.causes.treatments import loop_breaks
from graph.model import Corpus, SmallestBreaks
from tests.corpora import RANKS, ROOT, SECOND, SHIPPED, claim, con, concept, corpus, run_cli

_FAMILIES = st.lists(st.sets(st.sampled_from("abcdefg"), min_size=1, max_size=4), min_size=1, max_size=7)


def _brute_force(families: list[set[str]]) -> tuple[tuple[str, ...], ...]:
    """Try all sets, small ones first."""
    members = sorted(set().union(*families))
    for size in range(len(members) + 1):
        found = [chosen for chosen in combinations(members, size) if all(f & set(chosen) for f in families)]
        if found:
            return tuple(found)
    return ()


def _smallest(small: Corpus) -> SmallestBreaks:
    links = causal_links(small)
    loops = feedback_loops(small, links).loops
    return smallest_breaks(loops, loop_breaks(small, links, loops), links, feeds=())


@settings(max_examples=60, deadline=None)
@given(_FAMILIES, st.sampled_from([0, 2, 3]))
def test_the_smallest_sets_are_those_of_brute_force(families: list[set[str]], tried: int) -> None:
    """All of them, and no other, by trying as by the solver; said to be exact and complete."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(breaksets, "_SMALL", tried)
        found = hitting_sets(families)
    expected = _brute_force(families)
    assert found.sets == expected
    assert (found.exact, found.complete, found.at_least) == (True, True, len(expected[0]))


@settings(max_examples=30, deadline=None)
@given(_FAMILIES, st.integers(min_value=1, max_value=3))
def test_a_stated_number_of_sets_is_kept(families: list[set[str]], most: int) -> None:
    """No more than asked for, each of them a smallest one, and the cut is said."""
    found = hitting_sets(families, most=most)
    every = _brute_force(families)
    assert len(found.sets) == min(most, len(every))
    assert set(found.sets) <= set(every)
    assert found.exact
    assert found.complete is (len(every) <= most)


@settings(max_examples=60, deadline=None)
@given(_FAMILIES)
def test_beyond_the_bound_a_set_still_touches_all(families: list[set[str]]) -> None:
    """The best found hits each family, its claim to be smallest is true, and so is the lower bound."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(breaksets, "MOST_ROWS", 0)
        found = hitting_sets(families)
    size = len(_brute_force(families)[0])
    assert found.sets
    assert all(family & set(best) for best in found.sets for family in families)
    assert all(found.at_least <= size <= len(best) for best in found.sets)
    assert not found.complete
    assert found.exact is (found.at_least == len(found.sets[0]))
    assert found.exact or len(found.sets) == 1


def test_no_loop_needs_no_set() -> None:
    """Nothing to touch gives no set, and an empty family is refused."""
    assert hitting_sets([]).sets == ()
    with pytest.raises(ValueError, match="an empty family"):
        hitting_sets([set()])


def test_loops_that_nothing_acts_on_are_named_and_left_out() -> None:
    """One treatment touches two loops, the third is named; balancing ones are not asked for."""
    small = corpus(
        [
            claim(1, "a", 1, "b"),
            claim(2, "b", 1, "a"),
            claim(3, "b", 1, "c"),
            claim(4, "c", 1, "b"),
            claim(5, "x", 1, "y"),
            claim(6, "y", 1, "x"),
            claim(7, "p", 1, "q"),
            claim(8, "q", -1, "p"),
            claim(9, "drops", -1, "b"),
            claim(10, "rest", -1, "a"),
            claim(11, "rest", -1, "q"),
        ],
        [concept("drops", "Treatment"), concept("rest", "SelfCare")],
    )
    found = _smallest(small)
    assert found.treatments.sets == ((con("drops"),),)
    assert (found.reinforcing, found.untouched) == (3, ("x+--y+",))
    assert len(found.links.sets) == 8
    assert ("a+--b", "b+--c", "x+--y") in found.links.sets
    assert set(found.links.modalities) == {"asserted"}


_ENDS = st.tuples(
    st.sampled_from("abcd"),
    st.sampled_from([1, 1, 1, -1]),
    st.sampled_from("abcd"),
    st.sampled_from(sorted(RANKS)),
)
_ACTS = st.tuples(
    st.sampled_from("tuvw"), st.just(-1), st.sampled_from("abcd"), st.sampled_from(sorted(RANKS))
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_ENDS, min_size=3, max_size=9), st.lists(_ACTS, max_size=7))
def test_firm_sets_come_first_and_none_is_missing(
    ends: list[tuple[str, int, str, str]], acts: list[tuple[str, int, str, str]]
) -> None:
    """Against trying all sets: the same sets, each as firm as its least firm loop, firm ones first."""
    small = corpus(
        [
            claim(number, source, sign, target, modality=modality)
            for number, (source, sign, target, modality) in enumerate(ends + acts, start=1)
        ],
        [concept(name, "Treatment") for name in "tuvw"],
    )
    links = causal_links(small)
    loops = [loop for loop in feedback_loops(small, links).loops if loop.sign > 0]
    ranks = {link.key: RANKS[link.modality] for link in links}
    breaks = loop_breaks(small, links, loops)
    crossing = [{key: ranks[key] for key in loop.links} for loop in loops]
    acting: list[dict[str, int]] = [{} for _ in loops]
    for entry, own in (
        (entry, own)
        for own, loop in zip(acting, loops, strict=True)
        for entry in breaks
        if entry.loop == loop.key
    ):
        firmness = min(RANKS[one.modality] for one in small.claims if one.iri in entry.claims)
        own[entry.treatment] = min(own.get(entry.treatment, 9), firmness)
    found = _smallest(small)
    assert found.untouched == tuple(loop.key for loop, own in zip(loops, acting, strict=True) if not own)
    for sets, families in ((found.treatments, [own for own in acting if own]), (found.links, crossing)):
        expected = sorted(
            (max(min(own[member] for member in chosen if member in own) for own in families), chosen)
            for chosen in (_brute_force([set(own) for own in families]) if families else ())
        )
        assert [(RANKS[word], own) for word, own in zip(sets.modalities, sets.sets, strict=True)] == expected
        assert (sets.exact, sets.complete) == (True, True)


def test_without_the_arrows_their_sets_have_no_firmness() -> None:
    """What is not known is not made up: the sets are sorted by members."""
    small = corpus([claim(1, "a", 1, "b", modality="possible"), claim(2, "b", 1, "a")])
    loops = feedback_loops(small, causal_links(small)).loops
    assert smallest_breaks(loops, [], feeds=[]).links.modalities == ()
    assert smallest_breaks(loops, [], feeds=[]).links.sets == (("a+--b",), ("b+--a",))
    assert _smallest(small).links.sets == (("b+--a",), ("a+--b",))
    assert _smallest(small).links.modalities == ("asserted", "possible")


def test_one_arrow_in_all_loops_breaks_them_all() -> None:
    """What the loops share is the smallest set, and the only one."""
    small = corpus(
        [claim(1, "a", 1, "b"), claim(2, "b", 1, "a"), claim(3, "b", 1, "c"), claim(4, "c", 1, "a")]
    )
    assert _smallest(small).links.sets == (("a+--b",),)


@pytest.mark.parametrize("data", [SECOND, SHIPPED], ids=["second", "shipped"])
def test_building_the_page_does_not_load_the_solver(tmp_path: Path, data: Path) -> None:
    """The smallest sets that the page offers are small enough to try, so the build does not pay for scipy."""
    program = "import sys, graph; graph.build(sys.argv[1], sys.argv[2]); print('scipy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, str(data), str(tmp_path / "site")],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "False\n"


def test_the_smallest_sets_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """One row a set, by label; JSON has identifiers and says how sure it is."""
    outcome = run_cli(capsys, "breaks", "--smallest", "--data", SECOND)
    assert outcome.code == 0
    assert "Unstable tear film -(+)-> Salty tears" in outcome.out
    assert "no medical advice" in outcome.err
    facts = run_cli(capsys, "breaks", "--smallest", "--data", SECOND, "--format", "json").json
    assert facts["reinforcing"] == 1
    assert facts["untouched"] == []
    assert facts["all_loops_known"] is True
    assert all(entry["exact"] and entry["complete"] for entry in (facts["treatments"], facts["arrows"]))
    assert {len(own) for own in facts["arrows"]["sets"]} == {1}
    for entry in (facts["treatments"], facts["arrows"]):
        assert len(entry["modalities"]) == len(entry["sets"])
    assert all(own[0].startswith("con:") for own in facts["treatments"]["sets"])
    assert facts["treatments"]["via"] == [[], ["con:inflammation"]]
    assert "decreases: " in outcome.err


def test_a_group_beside_its_members_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two sets that are one group and a member of it are not two ways: it is said."""
    small = corpus(
        [claim(1, "a", 1, "b"), claim(2, "b", 1, "a"), claim(3, "care", -1, "a"), claim(4, "drops", -1, "b")],
        [concept("care", "Treatment"), concept("drops", "Treatment", broader=["care"])],
    )
    monkeypatch.setattr("graph.pipeline.load_corpus", lambda _data, **_: small)
    outcome = run_cli(capsys, "breaks", "--smallest")
    assert "care is a group that includes: drops." in outcome.err.splitlines()
    assert run_cli(capsys, "breaks", "--smallest", "--format", "json").json["groups"] == {
        "con:care": ["con:drops"]
    }


def test_what_feeds_a_loop_cannot_be_forgotten() -> None:
    """Without it a set could hold what makes the circle worse, so nobody can ask without saying it."""
    ring = [claim(1, "a", 1, "b"), claim(2, "b", 1, "a")]
    loops = feedback_loops(corpus(ring), causal_links(corpus(ring))).loops
    with pytest.raises(TypeError, match="feeds"):
        smallest_breaks(loops, [])  # type: ignore[call-arg]
