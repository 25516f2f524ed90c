"""Cycles that articles tell, beside the arrows: the whole aligns, each mutant is told with its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.causes.causal import causal_links
from graph.causes.loops import feedback_loops
from graph.causes.telling import told_cycles
from graph.model import Claim, Corpus, Iri, ListPlace, ToldCycle
from graph.pipeline import load_corpus
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
    vicious = replace(told_cycle(_LIST), label="A vicious circle")
    (cycle,) = _cycles(corpus(claims, lists=[vicious]))
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


@pytest.mark.parametrize("item", [1, 2, 3, 4])
def test_a_step_that_only_other_claims_make_is_missing(item: int) -> None:
    """The arrow is there, the list does not tell it: missing before the item that comes next in the ring."""
    untold = _with(item, replace(_STEPS[item - 1], lists=()))
    assert _differences(*untold) == [("missing", item % 4 + 1)]


def test_a_cycle_that_nothing_closes_is_open() -> None:
    """Without the last step no claim leads back, and the ends of what is lacking are named."""
    (cycle,) = _cycles(corpus(_STEPS[:3], lists=[told_cycle(_LIST)]))
    (entry,) = cycle.differences
    assert (entry.kind, entry.item, entry.source, entry.target) == ("open", 3, con("d"), con("a"))
    assert cycle.loop is None


def test_a_sign_that_other_claims_contradict_is_wrong() -> None:
    """Another claim gives the arrow of the second step the other sign."""
    assert _differences(*_STEPS, claim(9, "b", -1, "c")) == [("wrong-sign", 2)]


@pytest.mark.parametrize("item", [2, 3])
def test_a_step_that_leads_to_the_next_by_no_claim_is_open(item: int) -> None:
    """Without a step that no claim makes, the gap is told after the step before it, with its ends."""
    (cycle,) = _cycles(corpus([*_STEPS[: item - 1], *_STEPS[item:]], lists=[told_cycle(_LIST)]))
    (entry,) = cycle.differences
    missing = _STEPS[item - 1]
    assert (entry.kind, entry.item) == ("open", item - 1)
    assert (entry.source, entry.target) == (missing.subject, missing.object)


@pytest.mark.parametrize("item", [1, 2, 3, 4])
def test_a_step_that_reviews_reject_makes_no_arrow(item: int) -> None:
    """The step leads nowhere, and where it led no claim leads on."""
    found = _differences(*_with(item, replace(_STEPS[item - 1], fidelity="unfaithful")))
    assert found == [("extra", item), ("open", item if item > 1 else 4)]


def test_a_cycle_told_as_balancing_is_told_correctly() -> None:
    """Nobody can know whether it is meant to be one: its sign is said, and no step called wrong."""
    lowering = _with(4, replace(_STEPS[3], sign=-1))
    (cycle,) = _cycles(corpus(lowering, lists=[told_cycle(_LIST)]))
    assert (cycle.differences, cycle.sign, cycle.loop) == ((), -1, "a+--b+--c+--d-")
    (cycle,) = _cycles(corpus(_STEPS, lists=[told_cycle(_LIST)]))
    assert cycle.sign == 1
    (cycle,) = _cycles(corpus(_with(4), lists=[told_cycle(_LIST)]))
    assert cycle.sign is None
    assert _differences(*lowering) == [("wrong-sign", 4)], "but a vicious circle is none"


def test_an_arrow_to_itself_is_no_cycle() -> None:
    """It leads nowhere, and is named."""
    own = claim(1, "a", 1, "a", lists=[(_LIST, 1)])
    (cycle,) = _cycles(corpus([own], lists=[told_cycle(_LIST)]))
    (entry,) = cycle.differences
    assert (entry.kind, entry.item, entry.source, entry.target) == ("extra", 1, con("a"), con("a"))


def test_an_item_without_arrow_is_named_by_what_it_tells() -> None:
    """What has no sign leads nowhere; the concepts of the item are told all the same."""
    unsigned = replace(_STEPS[1], sign=0)
    (cycle,) = _cycles(corpus(_with(2, unsigned), lists=[told_cycle(_LIST)]))
    assert ("extra", con("b"), con("c")) in {
        (entry.kind, entry.source, entry.target) for entry in cycle.differences
    }


def test_the_gap_is_named_where_an_item_has_side_branches() -> None:
    """Though a short cut is claimed elsewhere, and a last item repeats the start."""
    branch = claim(8, "c", 1, "b", lists=[(_LIST, 3)])
    short_cut = claim(9, "c", 1, "a")
    repeat = replace(claim(10, "a", 1, "b", lists=[(_LIST, 5)]))
    steps = [own for own in _STEPS if own.lists[0].item != 3]
    assert _differences(*steps, branch, short_cut, repeat) == [("open", 3)]
    steps = [own for own in _STEPS if own.lists[0].item != 4]
    (cycle,) = _cycles(corpus([*steps, branch, short_cut, repeat], lists=[told_cycle(_LIST)]))
    assert [(entry.kind, entry.item) for entry in cycle.differences] == [("extra", 3), ("missing", 5)]


def test_a_list_that_tells_nothing_is_open() -> None:
    """A list without arrows is no cycle, and no error."""
    assert _differences() == [("open", 0)]


@pytest.mark.parametrize("data", [SHIPPED, SECOND], ids=["shipped", "second"])
def test_the_cycles_of_real_data_align(data: object) -> None:
    """What the articles tell is what the claims close."""
    cycles = _cycles(load_corpus(str(data)))
    assert cycles
    assert all(cycle.differences == () and cycle.loop for cycle in cycles)


def _told_arrows(small: Corpus) -> list[Claim]:
    """Give the claims that the list of a corpus tells, and that make an arrow."""
    (cycle,) = (entry.iri for entry in small.lists if entry.kind == "ordered-cycle")
    return [own for own in small.claims if own.sign and any(place.list == cycle for place in own.lists)]


def _on_the_ring(small: Corpus) -> set[Iri]:
    """Give the told claims of the loops that the list tells: the others are told by the way."""
    links = causal_links(small)
    loops = [loop for loop in feedback_loops(small, links).loops if loop.declared_by]
    return {iri for link in links for iri in link.claims if any(link.key in loop.links for loop in loops)}


@pytest.mark.parametrize("data", [SHIPPED, SECOND], ids=["shipped", "second"])
def test_each_mutant_of_a_real_cycle_is_reported(data: object) -> None:
    """Each told arrow of it, turned or with the other sign, is named with its ends, and nothing else is."""
    whole = load_corpus(str(data))
    ring = _on_the_ring(whole)
    tried = 0
    for step in _told_arrows(whole):
        if step.iri not in ring:
            continue
        items = {place.item for place in step.lists}
        for kind, mutant in (
            ("wrong-sign", replace(step, sign=-step.sign)),
            ("reversed", replace(step, subject=step.object or step.subject, object=step.subject)),
        ):
            claims = [mutant if own.iri == step.iri else own for own in whole.claims]
            vicious = tuple(replace(own, label="A vicious circle") for own in whole.lists)
            (cycle,) = _cycles(replace(whole, claims=tuple(claims), lists=vicious))
            (entry,) = cycle.differences
            assert (entry.kind, entry.item in items) == (kind, True)
            assert (entry.source, entry.target) == (mutant.subject, mutant.object)
            assert cycle.loop is None
            tried += 1
    assert tried >= 6


@pytest.mark.parametrize("data", [SHIPPED, SECOND], ids=["shipped", "second"])
def test_a_foreign_step_in_a_real_cycle_is_extra(data: object) -> None:
    """Told as one more item, an arrow from elsewhere leads nowhere in the cycle."""
    whole = load_corpus(str(data))
    ring = {end for own in _told_arrows(whole) for end in (own.subject, own.object)}
    (cycle,) = (entry.iri for entry in whole.lists if entry.kind == "ordered-cycle")
    last = max(place.item for own in _told_arrows(whole) for place in own.lists if place.list == cycle)
    foreign = next(
        own for own in whole.claims if own.sign and own.object and not {own.subject, own.object} & ring
    )
    place = ListPlace(list=cycle, kind="ordered-cycle", item=last + 1)
    claims = [replace(own, lists=(place,)) if own.iri == foreign.iri else own for own in whole.claims]
    (found,) = _cycles(replace(whole, claims=tuple(claims)))
    (entry,) = found.differences
    assert (entry.kind, entry.item) == ("extra", last + 1)
    assert (entry.source, entry.target) == (foreign.subject, foreign.object)


def test_a_real_cycle_with_a_step_untold_or_unclaimed() -> None:
    """Only the list leaves it out: missing; no claim makes it: open. The place is in the ring, ends named."""
    whole = load_corpus(str(SECOND))
    for step in _told_arrows(whole):
        next_item = step.lists[0].item % 3 + 1
        untold = [replace(own, lists=()) if own.iri == step.iri else own for own in whole.claims]
        gone = [own for own in whole.claims if own.iri != step.iri]
        for claims, kind, item in (
            (untold, "missing", next_item),
            (gone, "open", (step.lists[0].item + 1) % 3 + 1),
        ):
            (cycle,) = _cycles(replace(whole, claims=tuple(claims)))
            (entry,) = cycle.differences
            assert (entry.kind, entry.item) == (kind, item)
            assert (entry.source, entry.target) == (step.subject, step.object)


def test_told_cycles_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """One row a cycle or difference; JSON names list, loop and places."""
    assert "aligned" in run_cli(capsys, "loops", "--told", "--data", SECOND).out
    facts = run_cli(capsys, "loops", "--told", "--data", SECOND, "--format", "json").json
    (cycle,) = facts["cycles"]
    assert (cycle["list"], cycle["items"]) == ("why-tears-fail:list-slide", [1, 2, 3])
    assert (cycle["aligned"], cycle["differences"]) == (True, [])
    assert cycle["loop"].startswith("loop:")


def test_a_list_that_differs_in_everything_is_answered_in_bounded_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Beyond the bound each step is extra, unless something better was found before."""
    monkeypatch.setattr("graph.causes.telling._MOST_MOVES", 1)
    aside = [claim(9 + item, f"x{item}", 1, f"y{item}", lists=[(_LIST, item)]) for item in (1, 2, 3)]
    assert _differences(*aside) == [("extra", 1), ("extra", 2), ("extra", 3)]
