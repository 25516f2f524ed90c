"""Effects against the enumeration of all simple paths, and what is said beyond the bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import prod
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.causes import influence
from graph.causes.causal import causal_links
from graph.causes.influence import effects
from graph.errors import NotFound, UsageError
from graph.model import Corpus, Effect, EffectReport, Iri, Link
from graph.vocab import CON
from tests.corpora import SECOND, claim, con, concept, corpus, run_cli

Arrow = tuple[str, int, str]

_LAWS = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_NAMES = "abcdefgh"


def _corpus(arrows: Iterable[Arrow]) -> Corpus:
    return corpus(
        [claim(number, *arrow) for number, arrow in enumerate(arrows, start=1)],
        [concept(name) for name in _NAMES],
    )


@st.composite
def _arrows(draw: st.DrawFn) -> list[Arrow]:
    """Draw signed arrows among up to eight concepts, to themselves and of both signs among them."""
    end = st.sampled_from(_NAMES[: draw(st.integers(2, 8))])
    return draw(st.lists(st.tuples(end, st.sampled_from([1, -1]), end), max_size=18, unique=True))


def _ask(arrows: Iterable[Arrow], starts: Mapping[str, int], longest: int = 8) -> EffectReport:
    small = _corpus(arrows)
    raised = [con(name) for name, sign in starts.items() if sign > 0]
    lowered = [con(name) for name, sign in starts.items() if sign < 0]
    return effects(small, causal_links(small), raised=raised, lowered=lowered, longest=longest)


def _words(report: EffectReport) -> dict[str, str]:
    return {entry.concept.removeprefix(CON): entry.effect for entry in report.effects}


def _enumerated(arrows: Iterable[Arrow], starts: Mapping[str, int]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Give every simple path from a start that enters no start, with the sign of its effect."""
    there = list(arrows)
    stack = [((name,), sign) for name, sign in starts.items()]
    while stack:
        nodes, sign = stack.pop()
        for source, own, target in there:
            if source == nodes[-1] and target not in nodes and target not in starts:
                entry = ((*nodes, target), sign * own)
                yield entry
                stack.append(entry)


def _expected(arrows: Iterable[Arrow], starts: Mapping[str, int], longest: int) -> dict[str, str]:
    """Say of each concept what all paths say, as far as those of up to `longest` arrows can decide."""
    every: dict[str, set[int]] = {name: set() for name in _NAMES if name not in starts}
    short: dict[str, set[int]] = {name: set() for name in every}
    for nodes, sign in _enumerated(arrows, starts):
        every[nodes[-1]].add(sign)
        if len(nodes) - 1 <= longest:
            short[nodes[-1]].add(sign)
    words = {frozenset({1}): "+", frozenset({-1}): "-", frozenset({1, -1}): "?", frozenset[int](): "0"}
    return {
        name: words[frozenset(signs)] if signs == short[name] else "undecided"
        for name, signs in every.items()
    }


_STARTS = st.dictionaries(st.sampled_from(_NAMES), st.sampled_from([1, -1]), min_size=1, max_size=3)


@_LAWS
@given(_arrows(), _STARTS, st.integers(1, 8))
def test_effects_are_what_all_simple_paths_say(
    arrows: list[Arrow], starts: dict[str, int], longest: int
) -> None:
    """A sign where all agree, ? where not, 0 where none leads; undecided where longer paths matter."""
    report = _ask(arrows, starts, longest)
    assert _words(report) == _expected(arrows, starts, longest)
    assert report.steps_left


@_LAWS
@given(_arrows(), _STARTS, st.integers(1, 8))
def test_each_effect_comes_with_the_paths_that_decide_it(
    arrows: list[Arrow], starts: dict[str, int], longest: int
) -> None:
    """One shortest path for each sign: simple, from a start, past no other start, of links with claims."""
    small = _corpus(arrows)
    claims = {(link.source, link.target, link.sign): link.claims for link in causal_links(small)}
    shortest: dict[tuple[str, int], int] = {}
    for nodes, sign in _enumerated(arrows, starts):
        place = (nodes[-1], sign)
        shortest[place] = min(shortest.get(place, 99), len(nodes) - 1)
    for entry in _ask(arrows, starts, longest).effects:
        name = entry.concept.removeprefix(CON)
        signs = []
        for path in entry.paths:
            nodes = [node.removeprefix(CON) for node in path.nodes]
            assert nodes[-1] == name
            assert len(set(nodes)) == len(nodes)
            assert [node in starts for node in nodes] == [True] + [False] * (len(nodes) - 1)
            assert [(step.source, step.target) for step in path.steps] == list(pairwise(path.nodes))
            assert all(claims[s.source, s.target, s.sign] == s.claims for s in path.steps)
            signs.append(starts[nodes[0]] * prod(step.sign for step in path.steps))
            assert len(path.steps) == shortest[name, signs[-1]] <= longest
        if entry.effect in {"+", "-", "?", "0"}:
            assert signs == {"+": [1], "-": [-1], "?": [1, -1], "0": []}[entry.effect]


@_LAWS
@given(_arrows(), _STARTS)
def test_the_opposite_change_has_the_opposite_effects(arrows: list[Arrow], starts: dict[str, int]) -> None:
    """What was raised is lowered: + and - change places, all else stays."""
    turned = {"+": "-", "-": "+"}
    opposite = _words(_ask(arrows, {name: -sign for name, sign in starts.items()}))
    words = _words(_ask(arrows, starts))
    assert opposite == {name: turned.get(word, word) for name, word in words.items()}


@_LAWS
@given(_arrows(), _STARTS, st.randoms(use_true_random=False))
def test_the_order_of_the_links_does_not_matter(
    arrows: list[Arrow], starts: dict[str, int], chance: Random
) -> None:
    """Shuffled links give an equal answer."""
    small = _corpus(arrows)
    links: list[Link] = list(causal_links(small))
    raised = [con(name) for name in starts]
    expected = effects(small, links, raised=raised)
    chance.shuffle(links)
    assert effects(small, links, raised=raised) == expected


def test_a_sign_beyond_the_bound_is_never_given() -> None:
    """A path of three arrows does not decide where two are the most, and a longer one unsettles."""
    chain: list[Arrow] = [("a", 1, "b"), ("b", 1, "c"), ("c", 1, "d")]
    assert _words(_ask(chain, {"a": 1}, longest=2))["d"] == "undecided"
    assert _words(_ask([*chain, ("a", -1, "d")], {"a": 1}, longest=2))["d"] == "undecided"
    assert _words(_ask([*chain, ("a", -1, "d")], {"a": 1}, longest=3))["d"] == "?"


def test_a_walk_that_is_no_path_does_not_unsettle() -> None:
    """Round a negative loop the other sign could only arrive by passing a concept twice."""
    arrows: list[Arrow] = [("a", 1, "b"), ("b", 1, "c"), ("c", -1, "b"), ("c", 1, "d")]
    assert _words(_ask(arrows, {"a": 1})) | {"e": "0"} == {
        **dict.fromkeys("efgh", "0"),
        **dict.fromkeys("bcd", "+"),
    }


def test_where_the_steps_do_not_suffice_nothing_is_given_for_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no steps to search, what only a search can settle is undecided, and the report says so."""
    monkeypatch.setattr(influence, "_MOST_STEPS", 0)
    arrows: list[Arrow] = [("a", 1, "b"), ("b", 1, "c"), ("c", -1, "b"), ("c", 1, "d")]
    report = _ask(arrows, {"a": 1})
    assert {_words(report)[name] for name in "bcd"} == {"undecided"}
    assert not report.steps_left


def test_a_thicket_is_answered() -> None:
    """Of 2,000 concepts and 20,000 arrows nearly all are settled, whatever is not is undecided."""
    chance = Random(7)
    ends = sorted({tuple(chance.sample(range(2_000), 2)) for _ in range(20_000)})
    thicket = corpus(
        [claim(n, f"n{a}", chance.choice([1, -1]), f"n{b}") for n, (a, b) in enumerate(ends, start=1)]
    )
    found = effects(thicket, causal_links(thicket), raised=[con("n1")]).effects
    assert sum(entry.effect == "?" for entry in found) > 1_900
    assert {entry.effect for entry in found} <= {"+", "-", "?", "0", "undecided"}
    assert all(len(entry.paths) == 2 for entry in found if entry.effect == "?")


@pytest.mark.parametrize(
    ("raised", "lowered", "error"),
    [
        ([], [], UsageError),
        (["a"], ["a"], UsageError),
        (["a", "a"], [], UsageError),
        (["nobody"], [], NotFound),
    ],
    ids=["none", "up-and-down", "twice", "unknown"],
)
def test_senseless_changes_are_refused(raised: list[str], lowered: list[str], error: type[Exception]) -> None:
    """Nothing changed, a concept twice, and what is no concept are refused with a sentence."""
    small = _corpus([])
    with pytest.raises(error):
        effects(small, [], raised=map(con, raised), lowered=map(con, lowered))


def test_an_empty_graph_has_no_effects() -> None:
    """Without arrows every other concept stays as it is."""
    report = _ask([], {"a": 1})
    assert report.effects == tuple(Effect(concept=Iri(con(n)), effect="0", paths=()) for n in "bcdefgh")
    with pytest.raises(UsageError, match="1 or more"):
        _ask([], {"a": 1}, longest=0)


def test_the_verb_shows_effects_with_the_deciding_paths(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the second data set: what is lowered turns each sign, and JSON lists all other concepts."""
    up = run_cli(capsys, "effects", "salty tears", "--data", SECOND, "--format", "json")
    down = run_cli(capsys, "effects", "SALTY TEARS", "--lower", "--data", SECOND, "--format", "json")
    assert (up.code, down.code) == (0, 0)
    words = [{entry["concept"]: entry["effect"] for entry in run.json["effects"]} for run in (up, down)]
    turned = {"+": "-", "-": "+", "0": "0", "?": "?"}
    assert {"+", "0"} <= set(words[0].values())
    assert len(words[0]) == 18
    assert words[1] == {name: turned[word] for name, word in words[0].items()}
    table = run_cli(capsys, "effects", "salty tears", "--data", SECOND)
    assert "Salty tears -(+)-> Inflamed eye surface" in table.out
    assert "no medical advice" in table.err


def test_treatments_are_switched_on_and_only_treatments(capsys: pytest.CaptureFixture[str]) -> None:
    """``--on`` takes several treatments and refuses another kind of concept, and no change at all."""
    outcome = run_cli(capsys, "effects", "--on", "anti-inflammatory-drops", "--data", SECOND)
    assert outcome.code == 0
    assert "Anti-inflammatory eye drops -(-)-> Inflammation" in outcome.out
    outcome = run_cli(capsys, "effects", "--on", "salty tears", "--data", SECOND)
    assert (outcome.code, outcome.out) == (2, "")
    assert "no treatment" in outcome.err
    assert run_cli(capsys, "effects", "--data", SECOND).code == 2
    assert (
        run_cli(capsys, "effects", "--lower", "--on", "anti-inflammatory-drops", "--data", SECOND).code == 2
    )
    assert run_cli(capsys, "effects", "no such thing", "--data", SECOND).code == 1


def test_what_changes_may_be_named_as_people_do() -> None:
    """By label or CURIE as by IRI, and a slip gets suggestions."""
    made = corpus([claim(1, "stress", 1, "pain")], [concept("stress", "Factor", label="Much stress")])
    links = causal_links(made)
    by_iri = effects(made, links, raised=[con("stress")])
    assert effects(made, links, raised=["much stress"]) == by_iri
    assert effects(made, links, raised=["con:stress"]) == by_iri
    with pytest.raises(UsageError, match="twice"):
        effects(made, links, raised=["con:stress", "Much stress"])
    with pytest.raises(NotFound, match="Much stress"):
        effects(made, links, raised=["much stres"])
