"""Paths between two concepts against brute force, and what is said where there are none or too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, permutations, product
from math import prod
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.answers import paths_left_out
from graph.causes import paths as module
from graph.causes.causal import causal_links
from graph.causes.paths import find_paths
from graph.errors import NotFound, UsageError
from graph.model import Corpus, Iri, Link, PathSearch
from graph.pipeline import load_corpus
from tests.corpora import SECOND, claim, con, concept, corpus, run_cli

Arrow = tuple[str, int, str]

_LAWS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_MODALITIES = ("asserted", "possible", "tentative", "intended")
_NAMES = "abcdefgh"


@st.composite
def _corpora(draw: st.DrawFn) -> Corpus:
    """Draw claims among up to eight concepts: loops, arrows of both signs, denials, unsigned ones."""
    end = st.sampled_from(_NAMES[: draw(st.integers(2, 8))])
    drawn = st.tuples(
        end, st.sampled_from([1, 1, -1, -1, 0]), end, st.sampled_from(_MODALITIES), st.booleans()
    )
    claims = draw(st.lists(drawn, max_size=20))
    return corpus(
        [
            claim(
                number,
                source,
                sign,
                target,
                modality=modality,
                polarity="negated" if denied and number % 4 == 0 else "affirmed",
            )
            for number, (source, sign, target, modality, denied) in enumerate(claims, start=1)
        ],
        [concept(name) for name in _NAMES],
    )


def _simple(there: set[tuple[Iri, Iri]], nodes: tuple[Iri, ...], end: Iri) -> Iterator[tuple[Iri, ...]]:
    """Give every way on from `nodes` to `end` that passes no concept twice."""
    if nodes[-1] == end:
        yield nodes
        return
    for source, target in there:
        if source == nodes[-1] and target not in nodes:
            yield from _simple(there, (*nodes, target), end)


def _brute_force(links: Sequence[Link], start: Iri, end: Iri) -> list[tuple[Link, ...]]:
    """Give every simple path with every choice of signs, by rank."""
    by_ends: dict[tuple[Iri, Iri], list[Link]] = {}
    for link in links:
        by_ends.setdefault((link.source, link.target), []).append(link)
    found = [
        chosen
        for nodes in _simple(set(by_ends), (start,), end)
        for chosen in product(*(by_ends[pair] for pair in pairwise(nodes)))
    ]
    return sorted(
        found,
        key=lambda own: (len(own), max(link.modality_rank for link in own), [link.key for link in own]),
    )


def _keys(search: PathSearch) -> list[tuple[str | None, ...]]:
    return [tuple(step.link for step in path.steps) for path in search.paths]


@_LAWS
@given(_corpora(), st.integers(1, 8), st.integers(1, 30))
def test_paths_are_the_first_by_rank_that_brute_force_finds(small: Corpus, longest: int, most: int) -> None:
    """Within the bounds the same paths in the same order, and it is said whether some are left out."""
    links = causal_links(small)
    every = _brute_force(links, con("a"), con("b"))
    search = find_paths(small, links, con("a"), con("b"), longest=longest, most=most)
    if not every:
        assert search.kind in {"related", "none"}
        return
    short = [own for own in every if len(own) <= longest]
    assert search.kind == "causal"
    assert _keys(search) == [tuple(link.key for link in own) for own in short[:most]]
    assert search.complete == (len(every) == len(search.paths))
    assert (paths_left_out(search) is None) == search.complete
    assert search.shortest == len(every[0])
    if not search.complete:
        assert search.longest is not None
        whole = [own for own in every if len(own) <= search.longest]
        assert _keys(search)[: len(whole)] == [tuple(link.key for link in own) for own in whole]
        rest = {len(own) for own in short[len(whole) : most]}
        assert rest == (set() if search.partial is None else {search.partial})


@_LAWS
@given(_corpora())
def test_each_path_has_sign_claims_and_weakest_step_of_its_arrows(small: Corpus) -> None:
    """What a path says of itself follows from its steps, and these are links with their claims."""
    links = {link.key: link for link in causal_links(small)}
    for path in find_paths(small, links.values(), con("a"), con("b"), most=1000).paths:
        ranks = [step.modality_rank for step in path.steps]
        assert path.sign == prod(step.sign for step in path.steps)
        assert path.weakest == ranks.index(max(ranks))
        assert (path.modality_rank, path.modality) == (max(ranks), path.steps[path.weakest].modality)
        assert path.contested == any(step.contested for step in path.steps)
        assert list(pairwise(path.nodes)) == [(step.source, step.target) for step in path.steps]
        for step in path.steps:
            if step.link is not None:
                link = links[step.link]
                assert (step.source, step.target, step.sign) == (link.source, link.target, link.sign)
                assert step.claims == link.claims


@_LAWS
@given(_corpora(), st.randoms(use_true_random=False))
def test_the_order_of_the_links_does_not_matter(small: Corpus, chance: Random) -> None:
    """Shuffled links give an equal answer."""
    links = list(causal_links(small))
    expected = find_paths(small, links, con("a"), con("b"))
    chance.shuffle(links)
    assert find_paths(small, links, con("a"), con("b")) == expected


@_LAWS
@given(_corpora())
def test_relations_stand_in_only_where_no_causal_path_exists(small: Corpus) -> None:
    """They are affirmed claims of any kind, in either direction, and bear no sign."""
    links = causal_links(small)
    search = find_paths(small, links, con("a"), con("b"), most=10_000)
    if _brute_force(links, con("a"), con("b")):
        assert search.kind == "causal"
        return
    affirmed = [entry for entry in small.claims if entry.polarity == "affirmed" and entry.object]
    related = {(entry.subject, entry.object) for entry in affirmed if entry.object}
    related |= {(target, source) for source, target in related}
    expected = set(_simple(related, (con("a"),), con("b")))
    assert search.kind == ("related" if expected else "none")
    assert {path.nodes for path in search.paths} == expected
    for path in search.paths:
        assert path.sign == 0
        for step in path.steps:
            ends = {step.source, step.target}
            own = {entry.iri for entry in affirmed if {entry.subject, entry.object} == ends}
            assert set(step.claims) == own
            assert step.link is None


def test_a_path_beyond_the_bound_is_not_taken_for_none() -> None:
    """The answer is causal, empty, and says how far to look."""
    chain = _chain("abcd")
    search = find_paths(chain, causal_links(chain), con("a"), con("d"), longest=2)
    assert (search.kind, search.paths, search.shortest, search.complete) == ("causal", (), 3, False)
    assert paths_left_out(search) == "There are paths, and the shortest take 3 steps: ask for --longest 3."


def _chain(names: Iterable[str]) -> Corpus:
    return corpus([claim(n, *ends) for n, ends in enumerate(((a, 1, b) for a, b in pairwise(names)), 1)])


@pytest.mark.parametrize("sign", [1, -1])
def test_one_concept_twice_is_refused(sign: int) -> None:
    """A way back to the same concept is a loop, and the message says where these are."""
    small = corpus([claim(1, "a", sign, "b")])
    with pytest.raises(UsageError, match=r"con:a: .* claimgraph loops"):
        find_paths(small, causal_links(small), con("a"), con("a"))


def test_an_unknown_concept_and_senseless_bounds_are_refused() -> None:
    """Also where the graph is empty."""
    small = corpus([claim(1, "a", 1, "b")])
    with pytest.raises(NotFound, match="no concept"):
        find_paths(small, [], con("a"), con("z"))
    with pytest.raises(NotFound):
        find_paths(Corpus(), [], con("a"), con("b"))
    for bounds in ({"longest": 0}, {"most": 0}):
        with pytest.raises(UsageError, match="1 or more"):
            find_paths(small, [], con("a"), con("b"), **bounds)


def _thicket(nodes: int, arrows: int) -> Corpus:
    chance = Random(7)
    ends = {tuple(chance.sample(range(nodes), 2)) for _ in range(arrows)}
    return corpus(
        [
            claim(n, f"n{a}", chance.choice([1, -1]), f"n{b}", modality=chance.choice(_MODALITIES))
            for n, (a, b) in enumerate(sorted(ends), start=1)
        ]
    )


def test_a_thicket_is_answered_in_bounded_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a component of 2,000 concepts and 20,000 arrows the first paths are listed, and it is said."""
    thicket = _thicket(2_000, 20_000)
    tried: list[int] = []
    monkeypatch.setattr(module, "Budget", lambda steps: _Counted(steps, tried))
    search = find_paths(thicket, causal_links(thicket), con("n1"), con("n2"), longest=12, most=50)
    assert len(search.paths) == 50
    assert not search.complete
    assert paths_left_out(search) is not None
    assert sum(tried) < 2_000_000


class _Counted:
    """A budget that tells what was taken from it."""

    def __init__(self, steps: int, tried: list[int]) -> None:
        self.left = steps
        self.tried = tried

    @property
    def steps(self) -> int:
        return self.left

    @steps.setter
    def steps(self, steps: int) -> None:
        self.tried.append(max(self.left - steps, 0))
        self.left = steps

    @property
    def spent(self) -> bool:
        return self.left <= 0


def test_a_spent_budget_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the steps do not suffice, what was found is listed and not called complete."""
    thicket = _thicket(200, 2_000)
    monkeypatch.setattr(module, "_MOST_STEPS", 50)
    search = find_paths(thicket, causal_links(thicket), con("n1"), con("n2"), longest=9, most=100_000)
    assert not search.complete
    assert len(search.paths) < 100
    note = paths_left_out(search)
    assert note is not None


def test_the_verb_shows_paths_with_sign_weakest_step_and_claims(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the second data set, by label; JSON has the same."""
    outcome = run_cli(capsys, "paths", "salty tears", "UNSTABLE tear film", "--data", SECOND)
    assert outcome.code == 0, outcome.err
    assert "->" in outcome.out
    facts = run_cli(
        capsys, "paths", "salty tears", "unstable tear film", "--data", SECOND, "--format", "json"
    ).json
    assert facts["kind"] == "causal"
    assert all(step["claims"] for path in facts["paths"] for step in path["steps"])


def test_the_verb_names_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown concept gets suggestions (1), the same twice is wrong usage (2), each in a sentence."""
    outcome = run_cli(capsys, "paths", "dry eyy", "salty tears", "--data", SECOND)
    assert (outcome.code, outcome.out) == (1, "")
    assert "there is no concept 'dry eyy': did you mean 'Dry eye'" in outcome.err
    outcome = run_cli(capsys, "paths", "dry eye", "dry-eye", "--data", SECOND)
    assert (outcome.code, outcome.out) == (2, "")
    assert "claimgraph loops" in outcome.err
    assert run_cli(capsys, "paths", "a", "b", "--longest", "0", "--data", SECOND).code == 2


def test_every_pair_of_the_second_data_set_is_answered_with_the_shortest_way() -> None:
    """Along arrows where these lead there, else along any relation, else none; shortest ways first."""
    small = load_corpus(SECOND)
    links = causal_links(small)
    arrows = {(link.source, link.target) for link in links}
    said = {
        (one.subject, one.object)
        for one in small.claims
        if one.polarity == "affirmed" and one.object is not None
    }
    related = said | {(target, source) for source, target in said}
    kinds = set()
    for start, end in permutations([one.iri for one in small.concepts], 2):
        search = find_paths(small, links, start, end, longest=30, most=1000)
        causal, any_kind = _steps(arrows, start, end), _steps(related, start, end)
        kinds.add(search.kind)
        assert search.kind == ("causal" if causal else "related" if any_kind else "none")
        assert search.shortest == (causal or any_kind)
        lengths = [len(path.steps) for path in search.paths]
        assert lengths == sorted(lengths)
        assert lengths[:1] == ([search.shortest] if search.shortest else [])
    assert kinds == {"causal", "related", "none"}


def _steps(pairs: set[tuple[Iri, Iri]], start: Iri, end: Iri) -> int | None:
    """Count the steps of the shortest way, ring by ring."""
    reached, ring = {start}, {start}
    for count in range(1, len(pairs) + 1):
        ring = {target for source, target in pairs if source in ring} - reached
        reached |= ring
        if end in ring:
            return count
    return None


def test_ends_may_be_named_as_people_do() -> None:
    """By label or CURIE as by IRI, and a slip gets suggestions."""
    made = corpus([claim(1, "stress", 1, "pain")], [concept("stress", "Factor", label="Much stress")])
    links = causal_links(made)
    by_iri = find_paths(made, links, con("stress"), con("pain"))
    assert find_paths(made, links, "Much stress", "con:pain") == by_iri
    with pytest.raises(NotFound, match="Much stress"):
        find_paths(made, links, "much stres", "con:pain")


def test_relations_are_named_and_kin_with_a_causal_path_are_hinted_at(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which relation, in which direction; and the narrower concept from which a causal path does lead."""
    claims = [
        claim(1, "cramp", 0, "ache"),
        claim(2, "strain", 0, "ache"),
        claim(3, "back-cramp", 1, "strain"),
    ]
    kinds = [concept("cramp"), concept("back-cramp", broader=["cramp"])]
    monkeypatch.setattr("graph.pipeline.load_corpus", lambda _data, **_: corpus(claims, kinds))
    outcome = run_cli(capsys, "paths", "cramp", "strain")
    assert "cramp -[precedes]-> ache <-[precedes]- strain" in outcome.out
    assert (
        "A causal path leads from back-cramp to strain: back-cramp is a narrower concept than cramp.\n"
        in outcome.err
    )
