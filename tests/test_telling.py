"""Cycles that articles tell, beside the arrows: the whole aligns, each mutant is told with its place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph.causal import causal_links
from graph.loops import feedback_loops
from graph.model import Claim, Corpus, ToldCycle
from graph.pipeline import load_corpus
from graph.telling import told_cycles
from tests.corpora import SECOND, SHIPPED, claim, con, corpus, run_cli, told_cycle

_LIST = "list-cycle"
_STEPS = tuple(
    claim(item, source, 1, target, lists=[(_LIST, item)])
    for item, (source, target) in enumerate(["ab", "bc", "cd", "da"], start=1)
)


def _cycles(small: Corpus) -> tuple[ToldCycle, ...]:
    links = causal_links(small)
    return told_cycles(small, links, feedback_loops(small, links).loops)


def _differences(*claims: Claim) -> list[tuple[str, int]]:
    (cycle,) = _cycles(corpus(claims, lists=[told_cycle(_LIST)]))
    return [(entry.kind, entry.item) for entry in cycle.differences]


def _with(number: int, *changed: Claim) -> list[Claim]:
    """Give the steps with that one exchanged."""
    return [*_STEPS[: number - 1], *changed, *_STEPS[number:]]


def test_a_cycle_that_the_arrows_close_aligns() -> None:
    """No difference, and the computed loop is named."""
    (cycle,) = _cycles(corpus(_STEPS, lists=[told_cycle(_LIST)]))
    assert (cycle.items, cycle.loop, cycle.differences) == ((1, 2, 3, 4), "a+--b+--c+--d+", ())


@pytest.mark.parametrize("item", [1, 2, 3, 4])
def test_each_mutant_is_reported_with_kind_and_place(item: int) -> None:
    """A step reversed, of the wrong sign, or leading away, at each place of the list."""
    step = _STEPS[item - 1]
    assert step.object is not None
    turned = replace(step, subject=step.object, object=step.subject)
    assert _differences(*_with(item, turned)) == [("reversed", item)]
    assert _differences(*_with(item, replace(step, sign=-1))) == [("wrong-sign", item)]
    aside = claim(9, "x", 1, "y", lists=[(_LIST, item)])
    later = [
        replace(own, lists=(replace(own.lists[0], item=number + (number >= item)),))
        for number, own in enumerate(_STEPS, start=1)
    ]
    assert _differences(*later, aside) == [("extra", item)]


@pytest.mark.parametrize("item", [2, 3])
def test_a_step_that_only_other_claims_make_is_missing(item: int) -> None:
    """The arrow is there, the list does not tell it: missing before the item that comes next."""
    assert _differences(*_with(item, replace(_STEPS[item - 1], lists=()))) == [("missing", item + 1)]


def test_a_cycle_that_nothing_closes_is_open() -> None:
    """Without the last step no claim leads back, and the ends of what is lacking are named."""
    (cycle,) = _cycles(corpus(_STEPS[:3], lists=[told_cycle(_LIST)]))
    (entry,) = cycle.differences
    assert (entry.kind, entry.item, entry.source, entry.target) == ("open", 3, con("d"), con("a"))
    assert cycle.loop is None


def test_a_sign_that_other_claims_contradict_is_wrong() -> None:
    """Another claim gives the arrow of the second step the other sign."""
    assert _differences(*_STEPS, claim(9, "b", -1, "c")) == [("wrong-sign", 2)]


def test_a_list_that_tells_nothing_is_open() -> None:
    """A list without arrows is no cycle, and no error."""
    assert _differences() == [("open", 0)]


@pytest.mark.parametrize("data", [SHIPPED, SECOND], ids=["shipped", "second"])
def test_the_cycles_of_real_data_align(data: object) -> None:
    """What the articles tell is what the claims close."""
    cycles = _cycles(load_corpus(str(data)))
    assert cycles
    assert all(cycle.differences == () and cycle.loop for cycle in cycles)


@pytest.mark.parametrize(
    ("number", "changes", "expected"),
    [
        pytest.param("#c068", {"sign": -1}, ("wrong-sign", 3), id="wrong sign"),
        pytest.param(
            "#c069",
            {"subject": con("disc-herniation"), "object": con("disc-pressure")},
            ("reversed", 4),
            id="reversed",
        ),
        pytest.param("#c069", {"lists": ()}, ("missing", 5), id="missing"),
    ],
)
def test_mutants_of_the_shipped_cycle_are_reported(
    number: str, changes: dict[str, Any], expected: tuple[str, int]
) -> None:
    """One claim of the list changed: kind and place are told."""
    whole = load_corpus(SHIPPED)
    claims = [replace(own, **changes) if own.iri.endswith(number) else own for own in whole.claims]
    (cycle,) = _cycles(replace(whole, claims=tuple(claims)))
    assert expected in [(entry.kind, entry.item) for entry in cycle.differences]


def test_told_cycles_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """One row a cycle or difference; JSON names list, loop and places."""
    assert "aligned" in run_cli(capsys, "loops", "--told", "--data", SECOND).out
    facts = run_cli(capsys, "loops", "--told", "--data", SECOND, "--format", "json").json
    (cycle,) = facts["cycles"]
    assert (cycle["list"], cycle["items"]) == ("why-tears-fail:list-slide", [1, 2, 3])
    assert (cycle["aligned"], cycle["differences"]) == (True, [])
    assert cycle["loop"].startswith("loop:")
