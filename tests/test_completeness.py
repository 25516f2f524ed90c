"""The card of a statistic: what is asked for, what is missing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

import graph
from graph.completeness import expected_of, missing_of
from graph.model import Iri, Statistic
from tests.corpora import SECOND, SHIPPED

NAME = Iri("https://example.org/x")
SHARE = Statistic(iri=NAME, measure=NAME, bound="approximately", value=Decimal(95), unit="PERCENT")
RATIO = Statistic(iri=NAME, measure=NAME, bound="more-than", value=Decimal(2), unit="ratio")


def test_a_share_wants_its_denominator_and_a_result_its_comparator() -> None:
    """How many feel better says little without how many do so anyway."""
    assert missing_of(SHARE, of_treatment=False) == ("denominator", "population", "timeframe_months")
    assert "comparator" in missing_of(SHARE, of_treatment=True)


@pytest.mark.parametrize("figure", [RATIO, replace(RATIO, bound="higher", value=None, unit=None)])
def test_a_change_wants_what_it_is_compared_with_and_where_it_starts(figure: Statistic) -> None:
    """Twice as many says nothing without how many."""
    assert {"comparator", "baseline"} <= set(missing_of(figure, of_treatment=False))


def test_a_count_wants_only_itself() -> None:
    """How many there are needs no comparison."""
    count = replace(SHARE, unit="count")
    assert missing_of(count, of_treatment=False) == ()
    assert missing_of(replace(count, value=None), of_treatment=False) == ("value",)


@pytest.mark.parametrize("figure", [SHARE, RATIO])
@pytest.mark.parametrize("of_treatment", [True, False])
def test_what_is_stated_is_not_missing(figure: Statistic, *, of_treatment: bool) -> None:
    """Filling in one entry takes exactly that one off the list, until the card is full."""
    fields = {
        "denominator": 120,
        "population": NAME,
        "comparator": NAME,
        "baseline": Decimal(4),
        "timeframe_months": 24,
    }
    asked = expected_of(figure, of_treatment=of_treatment)
    for name in missing_of(figure, of_treatment=of_treatment):
        before = missing_of(figure, of_treatment=of_treatment)
        field = name.replace("timeframe_months", "months")
        figure = replace(figure, **{field: fields[name]})
        assert missing_of(figure, of_treatment=of_treatment) == tuple(n for n in before if n != name)
    assert missing_of(figure, of_treatment=of_treatment) == ()
    assert asked[0] == "value"


def test_the_shipped_figures_show_what_the_article_leaves_out() -> None:
    """The share for the device has no comparator, and what more than doubles has no baseline."""
    by_id = {claim.iri.rpartition("#")[2]: claim for claim in graph.load_corpus(SHIPPED).claims}
    device = next(c for c in by_id.values() if c.interests and c.statistic)
    assert device.statistic is not None
    assert "comparator" in device.statistic.missing
    (doubled,) = [c.statistic for c in by_id.values() if c.statistic and c.statistic.unit == "ratio"]
    assert "baseline" in doubled.missing


def test_reading_knows_whose_result_a_figure_is() -> None:
    """The survey of drop users is about a treatment, the prevalence is not."""
    figures = {c.iri.rpartition("/")[2]: c.statistic for c in graph.load_corpus(SECOND).claims if c.statistic}
    assert "comparator" in figures["why-tears-fail#c009"].expected
    assert "comparator" not in figures["screens-and-blinking#c001"].expected
