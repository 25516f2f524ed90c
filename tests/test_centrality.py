"""What lies on most loops, against counting by hand and by definition."""

from __future__ import annotations

from itertools import permutations
from random import Random

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.causes import centrality
from graph.causes.causal import causal_links
from graph.causes.centrality import leverage
from graph.causes.loops import feedback_loops
from graph.model import Leverage
from graph.vocab import CON
from tests.corpora import SECOND, claim, con, corpus, ring, run_cli

Arrow = tuple[str, int, str]

_LAWS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_ENDS = st.sampled_from("abcdef")
_ARROWS = st.lists(st.tuples(_ENDS, st.sampled_from([1, -1]), _ENDS), max_size=14, unique=True)


@_LAWS
@given(_ARROWS, st.randoms(use_true_random=False))
def test_counts_are_those_of_the_loops_and_betweenness_that_of_its_definition(
    arrows: list[Arrow], chance: Random
) -> None:
    """Loops through each place, distinct neighbours, and shares of shortest paths, in any order of links."""
    small = corpus([claim(n, *arrow) for n, arrow in enumerate(arrows, start=1)])
    links = list(causal_links(small))
    loops = feedback_loops(small, links).loops
    found = leverage(links, loops)
    chance.shuffle(links)
    assert leverage(links, loops) == found
    pairs = {(con(a), con(b)) for a, _, b in arrows if a != b}
    digraph = nx.DiGraph(pairs)
    assert {entry.concept for entry in found.concepts} == set(digraph)
    for entry in found.concepts:
        through = [loop for loop in loops if entry.concept in loop.nodes]
        assert (entry.loops, entry.reinforcing) == (len(through), sum(loop.sign > 0 for loop in through))
        assert entry.in_degree == len({a for a, b in pairs if b == entry.concept})
        assert entry.out_degree == len({b for a, b in pairs if a == entry.concept})
        share = 0.0
        for start, end in permutations(set(digraph) - {entry.concept}, 2):
            if nx.has_path(digraph, start, end):
                shortest = list(nx.all_shortest_paths(digraph, start, end))
                share += sum(entry.concept in path for path in shortest) / len(shortest)
        others = len(digraph) - 1
        assert entry.betweenness == pytest.approx(share / max(others * (others - 1), 1), abs=1e-6)
    assert {entry.link for entry in found.links} == {link.key for link in links if link.source != link.target}
    for one in found.links:
        assert one.loops == sum(one.link in loop.links for loop in loops)
        assert one.reinforcing == sum(one.link in loop.links for loop in loops if loop.sign > 0)


def test_what_lies_on_most_loops_comes_first() -> None:
    """Two rings that share an arrow: its ends, and the arrow itself, lead the lists."""
    small = ring(("a", 1, "b"), ("b", 1, "a"), ("b", -1, "c"), ("c", 1, "a"))
    links = causal_links(small)
    found = leverage(links, feedback_loops(small, links).loops)
    assert [(one.concept.removeprefix(CON), one.loops, one.reinforcing) for one in found.concepts] == [
        ("a", 2, 1),
        ("b", 2, 1),
        ("c", 1, 0),
    ]
    assert (found.links[0].link, found.links[0].loops, found.links[0].reinforcing) == ("a+--b", 2, 1)


def test_no_arrows_give_empty_lists() -> None:
    """An empty graph has no leverage, and that is exact."""
    assert leverage([], []) == Leverage(concepts=(), links=(), pivots=None)


def test_a_large_graph_is_estimated_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound betweenness comes from some concepts, the same ones each time."""
    chance = Random(3)
    ends = sorted({tuple(chance.sample(range(60), 2)) for _ in range(300)})
    large = corpus([claim(n, f"n{a}", 1, f"n{b}") for n, (a, b) in enumerate(ends, start=1)])
    links = causal_links(large)
    assert leverage(links, []).pivots is None
    monkeypatch.setattr(centrality, "_MOST_WORK", 10 * len(links))
    found = leverage(links, [])
    assert found.pivots == 10
    assert leverage(links, []) == found


def test_the_verb_lists_concepts_and_arrows(capsys: pytest.CaptureFixture[str]) -> None:
    """Both tables, the first of each on a loop, and the same as JSON."""
    outcome = run_cli(capsys, "central", "--data", SECOND)
    assert outcome.code == 0, outcome.err
    assert "concept" in outcome.out
    assert " -(+)-> " in outcome.out
    facts = run_cli(capsys, "central", "--data", SECOND, "--format", "json").json
    assert facts["concepts"][0]["loops"] >= facts["concepts"][-1]["loops"] == 0
    assert facts["complete"] is True
    assert len(facts["links"]) == 10
