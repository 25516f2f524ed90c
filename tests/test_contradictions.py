"""Claims that speak against each other, and such that only seem to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.contradictions import find_contradictions
from graph.model import Claim, Contradiction, Statistic
from tests.corpora import ARTICLE_A, SECOND, claim, con, corpus, run_cli

_NUMERIC = ("exactly", "at-most", "at-least", "more-than", "less-than")


def _figure(number: int, bound: str, value: int | None, **other: object) -> Claim:
    fields = {"measure": con("share"), "population": con("adults"), "unit": "PERCENT", **other}
    figure = Statistic(
        iri=con(f"s{number}"),
        bound=bound,
        value=None if value is None else Decimal(value),
        **fields,  # type: ignore[arg-type]
    )
    return replace(claim(number, "a", 0, "b"), statistic=figure)


def _pairs(*claims: Claim) -> list[tuple[str, list[str], list[str]]]:
    return [
        (
            entry.kind,
            [iri.removeprefix(ARTICLE_A) for iri in entry.claims],
            [iri.removeprefix(ARTICLE_A) for iri in entry.against],
        )
        for entry in find_contradictions(corpus(claims))
    ]


def test_opposite_signs_between_the_same_ends_contradict() -> None:
    """All that raise stand against all that lower; another direction, or a denial, does not."""
    claims = [claim(1, "a", 1, "b"), claim(2, "a", -1, "b"), claim(3, "a", 1, "b"), claim(4, "b", -1, "a")]
    assert _pairs(*claims) == [("sign", ["c001", "c003"], ["c002"])]
    assert _pairs(claims[0], replace(claims[1], polarity="negated")) == []


def test_what_is_affirmed_and_denied_contradicts() -> None:
    """The same subject, predicate and object with the other polarity, names included."""
    assert _pairs(claim(1, "a", 0, "b"), claim(2, "a", 0, "b", polarity="negated")) == [
        ("polarity", ["c001"], ["c002"])
    ]
    assert _pairs(claim(1, "a", 0, None), claim(2, "a", 0, None, polarity="negated"))
    assert _pairs(claim(1, "a", 0, "b"), claim(2, "a", 0, "c", polarity="negated")) == []


def _holds(bound: str, value: int, tried: Decimal) -> bool:
    return {
        "exactly": tried == value,
        "at-most": tried <= value,
        "at-least": tried >= value,
        "more-than": tried > value,
        "less-than": tried < value,
    }[bound]


@given(st.sampled_from(list(product(_NUMERIC, _NUMERIC))), st.integers(0, 4), st.integers(0, 4))
def test_figures_contradict_where_no_value_fits_both(bounds: tuple[str, str], one: int, other: int) -> None:
    """Compared with trying values: open and closed ends count."""
    tried = [Decimal(number) / 2 for number in range(-2, 12)]
    together = any(_holds(bounds[0], one, value) and _holds(bounds[1], other, value) for value in tried)
    assert bool(_pairs(_figure(1, bounds[0], one), _figure(2, bounds[1], other))) == (not together)


@pytest.mark.parametrize(
    "other",
    [
        {"unit": "count"},
        {"population": con("children")},
        {"measure": con("risk")},
        {"comparator": con("men")},
        {"months": 12},
        {"outcome": con("pain")},
    ],
    ids=lambda other: next(iter(other)),
)
def test_figures_of_something_else_do_not_contradict(other: dict[str, object]) -> None:
    """Unit, population, measure, comparison, time frame and outcome are all respected."""
    assert _pairs(_figure(1, "exactly", 1), _figure(2, "exactly", 2))
    assert _pairs(_figure(1, "exactly", 1), _figure(2, "exactly", 2, **other)) == []


def test_approximate_figures_and_comparisons() -> None:
    """A tenth off is still approximate; higher and lower exclude each other, unquantified nothing."""
    assert _pairs(_figure(1, "approximately", 80), _figure(2, "approximately", 90)) == []
    assert _pairs(_figure(1, "approximately", 80), _figure(2, "exactly", 95))
    assert _pairs(_figure(1, "higher", None), _figure(2, "lower", None))
    assert _pairs(_figure(1, "higher", None), _figure(2, "unquantified", None)) == []


def test_other_contexts_are_told() -> None:
    """Claims about different contexts or populations may both hold, so it is said."""
    one, other = claim(1, "a", 1, "b"), claim(2, "a", -1, "b")
    assert [entry.same_context for entry in find_contradictions(corpus([one, other]))] == [True]
    elsewhere = replace(other, contexts=(con("night"),))
    found = find_contradictions(corpus([one, elsewhere]))
    assert found == (Contradiction(kind="sign", claims=(one.iri,), against=(other.iri,), same_context=False),)


def test_the_verb_says_so_where_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    """Looking and finding nothing is an answer: exit 0, one sentence, an empty list."""
    outcome = run_cli(capsys, "contradictions", "--data", SECOND, "--format", "json")
    assert outcome.code == 0
    assert outcome.json == []
    outcome = run_cli(capsys, "contradictions", "--data", SECOND)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == "No claims speak against each other.\n"


def test_the_verb_shows_both_sides(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row has the kind, whether the context is the same, and the claims of either side."""
    torn = corpus([claim(1, "a", 1, "b"), claim(2, "a", -1, "b")])
    monkeypatch.setattr("graph.pipeline.load_corpus", lambda _data: torn)
    (row,) = run_cli(capsys, "contradictions").out.splitlines()[2:]
    assert " ".join(row.split()) == "sign same invented-a:c001: claim 1 invented-a:c002: claim 2"
    facts = run_cli(capsys, "contradictions", "--format", "json").json
    assert facts == [
        {
            "kind": "sign",
            "claims": ["invented-a:c001"],
            "against": ["invented-a:c002"],
            "same_context": True,
        }
    ]
