"""What a figure leaves open: the card that a reader of a statistic would want filled in.

What is asked for depends on the form of the figure. Of a share: of how many, of whom, over what
time. Of a comparison, a ratio ("doubles") or the result of a treatment: also compared with what,
and what the value is there (the baseline). A missing entry is mostly
missing from the source. After G. Gigerenzer et al., *Helping doctors and patients make sense of
health statistics* (Psychological Science in the Public Interest 8(2), 2007).
"""

from __future__ import annotations

from typing import Final

from graph.model import Statistic

VALUE: Final = "value"
DENOMINATOR: Final = "denominator"
POPULATION: Final = "population"
COMPARATOR: Final = "comparator"
BASELINE: Final = "baseline"
TIMEFRAME: Final = "timeframe_months"

_OF_A_SHARE = (VALUE, DENOMINATOR, POPULATION, TIMEFRAME)
_OF_A_COMPARISON = (VALUE, DENOMINATOR, POPULATION, COMPARATOR, BASELINE, TIMEFRAME)
_OF_A_COUNT = (VALUE,)


def expected_of(statistic: Statistic, *, of_treatment: bool) -> tuple[str, ...]:
    """Name what a reader would ask for, in the order of the card.

    `of_treatment` says that the figure is about a treatment, drug, device or habit.
    """
    compares = statistic.bound in {"higher", "lower"} or statistic.unit == "ratio" or statistic.comparator
    if statistic.unit == "count" and not compares:
        return _OF_A_COUNT
    return _OF_A_COMPARISON if compares or of_treatment else _OF_A_SHARE


def missing_of(statistic: Statistic, *, of_treatment: bool) -> tuple[str, ...]:
    """Name what of that the source does not state, in the order of the card."""
    stated = {
        VALUE: statistic.value,
        DENOMINATOR: statistic.denominator,
        POPULATION: statistic.population,
        COMPARATOR: statistic.comparator,
        BASELINE: statistic.baseline,
        TIMEFRAME: statistic.months,
    }
    return tuple(name for name in expected_of(statistic, of_treatment=of_treatment) if stated[name] is None)
