"""The smallest sets that touch every loop, against trying all sets; and what is said beyond the bound."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import breaksets
from graph.breaksets import hitting_sets, smallest_breaks
from graph.causal import causal_links
from graph.loops import feedback_loops
from graph.model import Corpus, SmallestBreaks
from graph.treatments import loop_breaks
from tests.corpora import ROOT, SECOND, claim, con, concept, corpus, run_cli

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
    return smallest_breaks(loops, loop_breaks(small, links, loops))


@settings(max_examples=60, deadline=None)
@given(_FAMILIES)
def test_the_smallest_sets_are_those_of_brute_force(families: list[set[str]]) -> None:
    """All of them, and no other; said to be exact and complete."""
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


def test_one_arrow_in_all_loops_breaks_them_all() -> None:
    """What the loops share is the smallest set, and the only one."""
    small = corpus(
        [claim(1, "a", 1, "b"), claim(2, "b", 1, "a"), claim(3, "b", 1, "c"), claim(4, "c", 1, "a")]
    )
    assert _smallest(small).links.sets == (("a+--b",),)


def test_building_the_page_does_not_load_the_solver(tmp_path: Path) -> None:
    """The build needs no smallest sets, so it does not pay for scipy."""
    program = "import sys, graph; graph.build(sys.argv[1], sys.argv[2]); print('scipy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, str(SECOND), str(tmp_path / "site")],
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
    assert all(own[0].startswith("con:") for own in facts["treatments"]["sets"])
