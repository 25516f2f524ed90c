"""Numbers in a text: digits and words, units, shares, ranges and bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Iri, Statistic
from graph.text.figures import figures_in, look_up

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
SMALL = [*ONES.split(), "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    """Spell a number below a million as people do."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{SMALL[number // 100]} hundred{rest}"
    rest = f" {in_words(number % 1000)}" if number % 1000 else ""
    return f"{in_words(number // 1000)} thousand{rest}"


def read(text: str) -> list[tuple[str, str | None, str | None]]:
    """Give value, unit and bound of each figure."""
    return [
        (str(float(f"{figure.value:.4g}")).removesuffix(".0"), figure.unit, figure.bound)
        for figure in figures_in(text)
    ]


def statistic(value: str | None, unit: str | None, bound: str = "exactly") -> Statistic:
    """Make a statistic."""
    return Statistic(
        iri=Iri("a:x-stat"),
        measure=Iri("con:share"),
        bound=bound,
        value=None if value is None else Decimal(value),
        unit=unit,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("95 percent", [("95", "percent", None)]),
        ("95 %, 95%", [("95", "percent", None)] * 2),
        ("ninety-five per cent", [("95", "percent", None)]),
        ("one hundred and five sleepers", [("105", "count", None)]),
        ("1,200 sleepers", [("1200", "count", None)]),
        ("2.5 times the risk", [("2.5", "ratio", None)]),
        ("three out of four", [("75", "percent", None)]),
        ("one in five", [("20", "percent", None)]),
        ("3 of 4 nights", [("75", "percent", None)]),
        ("two thirds", [("66.67", "percent", None)]),
        ("a quarter, half", [("25", "percent", None), ("50", "percent", None)]),
        ("one person in five, 2 out of every 4", [("20", "percent", None), ("50", "percent", None)]),
        ("two attacks in three years", [("2", "count", None), ("3", "year", None)]),
        ("2 weeks in 12 rooms", [("2", "week", None), ("12", "count", None)]),
        ("one to two weeks, half-hour", [("1", "week", None), ("2", "week", None), ("0.5", "hour", None)]),
        ("half an hour", [("0.5", "hour", None)]),
        ("two and a half years", [("2.5", "year", None)]),
        ("5-10 %", [("5", "percent", None), ("10", "percent", None)]),
        ("between 5 and 10 percent", [("5", "percent", None), ("10", "percent", None)]),
        ("12\u201318 months", [("12", "month", None), ("18", "month", None)]),
        ("a 2-year study", [("2", "year", None)]),
        ("it more than doubles", [("2", "ratio", "more-than")]),
        ("3x, threefold, 3-fold, three times as much", [("3", "ratio", None)] * 4),
        ("three times a day", [("3", "count", None)]),
        ("up to 75 percent", [("75", "percent", "at-most")]),
        ("no more than three quarters", [("75", "percent", "at-most")]),
        ("nearly half", [("50", "percent", "approximately")]),
        ("one or more rooms", [("1", "count", "at-least")]),
        ("18 years or older", [("18", "year", "at-least")]),
        ("type 2, in 2019", [("2", None, None), ("2019", None, None)]),
        ("3 in 2019", [("3", "count", None), ("2019", None, None)]),
        ("a dozen, 3 million", [("12", "count", None), ("3000000", "count", None)]),
        ("\u00bd of them, 2\u00bd years", [("50", "percent", None), ("2.5", "year", None)]),
        ("the other one, one room, B12, 2nd, double vision, a third party", []),
        ("a strong one-sided ache", []),
        (
            "nearly one-third, at least one-week rests",
            [("33.33", "percent", "approximately"), ("1", "week", "at-least")],
        ),
    ],
)
def test_reads_numbers_as_people_write_them(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Digits and words, shares, ranges, multiples and bounds are read; pronouns and names are not."""
    assert read(text) == expected


@given(st.integers(0, 999_999))
def test_words_and_digits_are_one_number(number: int) -> None:
    """A number in words has the value of the number in digits."""
    words = figures_in(f"there were {in_words(number)} percent of it")
    digits = figures_in(f"there were {number:,} percent of it")
    assert [figure.value for figure in words] == [figure.value for figure in digits] == [Decimal(number)]


@given(st.text(alphabet="a 1,.%-/half0\u00bdone intwo\n\u0661", max_size=60))
def test_figures_stand_where_they_say_in_order(text: str) -> None:
    """Whatever the text, figures are slices of it, in order and apart."""
    last = 0
    for figure in figures_in(text):
        assert last <= figure.start < figure.end <= len(text)
        last = figure.end


def test_offsets_count_code_points() -> None:
    """What stands at a figure's offsets is its number and unit, beyond the first plane too."""
    text = "\U0001f634 about ninety percent"
    (figure,) = figures_in(text)
    assert text[figure.start : figure.end] == "ninety percent"
    assert text[figure.bound_start : figure.bound_end] == "about"


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound", "held"),
    [
        ("up to three quarters of them", "75", "PERCENT", "at-most", (True, True)),
        ("75 percent of them", "75", "PERCENT", "at-most", (True, False)),
        ("two thirds of them", "67", "PERCENT", "exactly", (True, True)),
        ("it doubles the risk", "2", "ratio", "exactly", (True, True)),
        ("half the risk", "0.5", "ratio", "exactly", (True, True)),
        ("23 rooms", "23", "count", "exactly", (True, True)),
        ("24 rooms", "23", "count", "exactly", (False, False)),
        ("95 rooms", "95", "PERCENT", "exactly", (False, False)),
    ],
)
def test_looks_a_statistic_up(text: str, value: str, unit: str, bound: str, held: tuple[bool, bool]) -> None:
    """The value counts in its unit, in digits or words; whether the bound is the same is said apart."""
    found = look_up(statistic(value, unit, bound), figures_in(text))
    assert (found.figure is not None, found.bound) == held


def test_another_number_of_the_unit_is_named() -> None:
    """Where the value is not said, the other figures of its unit are given."""
    found = look_up(statistic("40", "PERCENT"), figures_in("45 percent of 40 sleepers"))
    assert found.figure is None
    assert [str(figure.value) for figure in found.others] == ["45"]


def test_a_statistic_without_value_is_not_contradicted() -> None:
    """A comparison in words only has no number to find and none against it."""
    assert look_up(statistic(None, None, "higher"), figures_in("45 percent")) == (None, (), True)


@pytest.mark.parametrize(
    "piece", ["1,200", "1 in ", "one hundred and ", "half a ", "ninety five ", "9", "1/"]
)
def test_long_runs_of_numbers_are_read(piece: str) -> None:
    """Runs that could make a careless reader slow or endless come to an end."""
    text = piece * 3000
    assert all(figure.end <= len(text) for figure in figures_in(text))
