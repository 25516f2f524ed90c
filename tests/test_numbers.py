"""Figures as cards: drawn as what they are, compared where they can be, and told what they lack."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Statistic
from graph.site.bars import HEIGHT, WIDTH, Bar, draw_figure
from graph.site.numbers import number_groups, number_key
from tests.corpora import claim, con

BOUNDS = ("exactly", "approximately", "at-most", "at-least", "more-than", "less-than")


def figure(
    bound: str, value: int | str | None = None, unit: str | None = "PERCENT", **more: Any
) -> Statistic:
    """Make a statistic of a share."""
    return Statistic(
        iri=con("stat"),
        measure=con("share"),
        bound=bound,
        value=None if value is None else Decimal(value),
        unit=unit if value is not None else None,
        **more,
    )


def reach(path: str) -> tuple[float, float]:
    """Give the left and right end of a path of moves and horizontal lines to absolute places."""
    places = [float(x) for x in re.findall(r"[MH](-?[\d.]+)", path)]
    return min(places), max(places)


def parts(bar: Bar) -> tuple[str, str, str]:
    """Give what tells one drawing from another."""
    return (bar.filled, bar.hatched, bar.end)


def test_no_two_bounds_are_drawn_alike() -> None:
    """The same value with another bound looks different without any colour."""
    drawn = {bound: parts(draw_figure(figure(bound, 75))) for bound in BOUNDS}
    assert len(set(drawn.values())) == len(BOUNDS)


@pytest.mark.parametrize("bound", ["at-most", "less-than"])
def test_an_upper_limit_is_not_filled_up_to_the_limit(bound: str) -> None:
    """At most three quarters must not look like three quarters: nothing is filled, all up to it hatched."""
    bar = draw_figure(figure(bound, 75))
    assert bar.filled == ""
    low, high = reach(bar.hatched)
    assert (high - low) / (reach(bar.axis)[1] - low) == pytest.approx(0.75, abs=0.01)


@pytest.mark.parametrize("bound", ["at-least", "more-than"])
def test_a_lower_limit_is_open_above(bound: str) -> None:
    """What is stated is filled, and all above it is hatched to the end of the scale."""
    bar = draw_figure(figure(bound, 40))
    assert reach(bar.filled)[1] == reach(bar.hatched)[0]
    assert reach(bar.hatched)[1] == reach(bar.axis)[1]


@given(st.decimals(min_value=0, max_value=100, places=1), st.sampled_from(["exactly", "approximately"]))
def test_a_share_is_as_long_as_it_is_large(value: Decimal, bound: str) -> None:
    """Of the scale from 0 to 100 % as much is filled as the share says, to a unit of the drawing."""
    bar = draw_figure(figure(bound, str(value)))
    left, right = reach(bar.axis)
    assert reach(bar.filled)[1] - left == pytest.approx(float(value) / 100 * (right - left), abs=0.6)
    assert bar.ticks[-1] == (right, "100 %")


@given(
    st.decimals(min_value=-1000, max_value=10000, places=2),
    st.sampled_from(BOUNDS),
    st.sampled_from(["PERCENT", "ratio", "count", None]),
)
def test_every_value_stays_within_the_drawing(value: Decimal, bound: str, unit: str | None) -> None:
    """Shares above the whole, ratios, counts and values below zero are on the scale."""
    bar = draw_figure(figure(bound, str(value), unit))
    for path in filter(None, (bar.axis, bar.filled, bar.hatched)):
        low, high = reach(path)
        assert 0 <= low <= high <= WIDTH
    assert all(0 <= x <= WIDTH for x, _ in bar.ticks)
    assert HEIGHT > 0


def test_a_scale_that_does_not_end_does_not_look_as_if_it_did() -> None:
    """Only shares of a whole end at 100 %."""
    assert draw_figure(figure("exactly", 23, "count")).axis != draw_figure(figure("exactly", 23)).axis
    assert [text for _, text in draw_figure(figure("more-than", 2, "ratio")).ticks] == ["0", "1: the same"]
    assert draw_figure(figure("exactly", 150)).ticks == ((4, "0"),)


def test_directions_point_and_have_no_scale() -> None:
    """Higher points to the right, lower to the left; without either there is a question mark."""
    higher, lower, unknown = (draw_figure(figure(bound)) for bound in ("higher", "lower", "unquantified"))
    assert "h78" in higher.end
    assert "h-78" in lower.end
    assert (higher.kind, lower.kind, unknown.kind) == ("direction", "direction", "unknown")
    assert [text for _, text in unknown.ticks] == ["?"]
    assert unknown.end == unknown.filled == ""


def grouped(*statistics: Statistic) -> list[list[int]]:
    """Group claims with these statistics; give the places of each group's members."""
    made = [
        replace(claim(number, "a", 0, "b"), statistic=statistic)
        for number, statistic in enumerate(statistics)
    ]
    groups = number_groups(made, [{"place": number} for number in range(len(made))], {})
    return [[card["row"]["place"] for card in group["cards"]] for group in groups]


def test_only_what_measures_the_same_in_the_same_unit_stands_side_by_side() -> None:
    """Same measure, outcome and unit are one group; another outcome or unit is another."""
    same = [figure("exactly", 10, outcome=con("x")), figure("at-most", 20, outcome=con("x"))]
    assert grouped(*same) == [[0, 1]]
    assert grouped(same[0], figure("exactly", 10, outcome=con("y"))) == [[0], [1]]
    assert grouped(same[0], figure("exactly", 10, "count", outcome=con("x"))) == [[0], [1]]


def test_what_has_no_number_joins_its_measure_and_numbers_come_first() -> None:
    """Higher among some stands beside the share of all; groups that say less come later."""
    assert grouped(figure("unquantified", outcome=con("y")), figure("higher"), figure("exactly", 2)) == [
        [2, 1],
        [0],
    ]


def test_a_card_names_what_is_not_stated() -> None:
    """What a reader would ask for is named in plain words, and counted."""
    made = replace(
        claim(1, "a", 0, "b"),
        statistic=figure("exactly", 5, expected=("value", "denominator"), missing=("denominator",)),
    )
    (group,) = number_groups([made], [{}], {con("share"): "Share"})
    assert group["cards"][0]["missing"] == ["of how many"]
    assert (group["cards"][0]["stated"], group["cards"][0]["asked"]) == (1, 2)
    assert group["title"] == "Share"


def test_the_key_explains_the_bounds_that_occur_and_no_others() -> None:
    """Each in words and drawn as on the cards, once, whatever the order of the claims."""
    made = [
        replace(claim(number, "a", 0, "share"), statistic=statistic)
        for number, statistic in enumerate(
            (figure("at-most", 75), figure("higher"), figure("at-most", 40), figure("unquantified")), start=1
        )
    ]
    key = number_key(made)
    assert [words for words, _ in key] == ["at most", "higher", "no number"]
    assert [bar.kind for _, bar in key] == ["scale", "direction", "unknown"]
    assert parts(key[0][1]) == parts(draw_figure(figure("at-most", 60)))
    assert number_key(reversed(made)) == key
    assert number_key([]) == []
