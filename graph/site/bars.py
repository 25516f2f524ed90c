"""A figure drawn as what it is: a value, a limit, a direction without a number, or no number at all.

Of a scale the filled part is what is stated in any case, the hatched part is where the value may
lie, and the end says how sure it is: a line (exactly), a wave (about), a bracket (a limit that
belongs to it), a ring (a limit that does not). Where a share ends the scale does, at 100 %; other
scales are open. Lengths of directions mean nothing, so they are dashed. Units are those of the
drawing, `WIDTH` by `HEIGHT`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from graph.model import Statistic

WIDTH, HEIGHT = 240, 34
#: The line on which a scale stands; bars reach from `_TOP` to it.
_BASE, _TOP, _LEFT, _RIGHT = 22, 8, 4, 232
_MIDDLE = (_TOP + _BASE) // 2
_WHOLE = Decimal(100)
#: Bounds of what is only more, or only less.
DIRECTIONS = frozenset({"higher", "lower"})
_UPWARD = frozenset({"at-least", "more-than"})
_DOWNWARD = frozenset({"at-most", "less-than"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Path data (SVG 2, 9.3) of the parts of a drawing, each empty where there is none.

    `kind` is ``scale``, ``direction`` or ``unknown``; `ticks` are places along the line, with words.
    """

    kind: str
    axis: str
    filled: str = ""
    hatched: str = ""
    end: str = ""
    ticks: tuple[tuple[int, str], ...] = ()


def draw_figure(statistic: Statistic) -> Bar:
    """Draw the figure of a statistic.

    >>> from graph.model import Iri
    >>> draw_figure(Statistic(iri=Iri("x"), measure=Iri("m"), bound="higher")).kind
    'direction'
    """
    if statistic.value is None:
        return _direction(statistic.bound)
    value, share = statistic.value, statistic.unit == "PERCENT"
    low = min(Decimal(0), value * Decimal("1.25"))
    high = max(_WHOLE, value) if share else max(value * Decimal("1.7"), Decimal(1))
    if statistic.unit == "ratio":
        high = max(high, Decimal(2))
    zero, at = _along(Decimal(0), low, high), _along(value, low, high)
    bounded = share and high == _WHOLE and low == 0
    axis = f"M{_LEFT} {_BASE}H{_RIGHT}" + ("" if bounded else "m-5-4l6 4-6 4")
    return Bar(
        kind="scale",
        axis=axis,
        filled=_filled(statistic.bound, zero, at),
        hatched=_hatched(statistic.bound, zero, at),
        end=_end(statistic.bound, at),
        ticks=_ticks(statistic.unit, zero, _along(Decimal(1), low, high), bounded=bounded),
    )


def _along(value: Decimal, low: Decimal, high: Decimal) -> int:
    return round(_LEFT + (_RIGHT - _LEFT) * (value - low) / (high - low))


def _filled(bound: str, zero: int, at: int) -> str:
    if bound in _DOWNWARD:
        return ""
    if bound == "approximately":
        return f"M{zero} {_TOP}H{at}{_wave()}H{zero}z"
    return f"M{zero} {_TOP}H{at}V{_BASE}H{zero}z"


def _hatched(bound: str, zero: int, at: int) -> str:
    if bound in _DOWNWARD:
        return f"M{zero} {_TOP}H{at}V{_BASE}H{zero}z"
    return f"M{at} {_TOP}H{_RIGHT}V{_BASE}H{at}z" if bound in _UPWARD else ""


def _end(bound: str, at: int) -> str:
    """Draw the end of a value; a bound that is not known here gets the end of no other."""
    if bound == "approximately":
        return f"M{at} {_TOP - 2}{_wave()}t0 3.5"
    if bound in {"more-than", "less-than"}:
        return f"M{at - 5} {_MIDDLE}a5 5 0 1 0 10 0a5 5 0 1 0-10 0"
    if bound in {"at-most", "at-least"}:
        turn = 6 if bound == "at-least" else -6
        return f"M{at + turn} {_TOP - 4}H{at}V{_BASE + 4}h{turn}"
    if bound == "exactly":
        return f"M{at} {_TOP - 4}V{_BASE + 4}"
    return f"M{at} {_TOP - 4}v5m0 4v5m0 4v5"


def _wave() -> str:
    return "q4 1.75 0 3.5t0 3.5t0 3.5t0 3.5"


def _ticks(unit: str | None, zero: int, one: int, *, bounded: bool) -> tuple[tuple[int, str], ...]:
    ticks = ((zero, "0"),)
    if bounded:
        return (*ticks, (_RIGHT, "100 %"))
    return (*ticks, (one, "1: the same")) if unit == "ratio" else ticks


def _direction(bound: str) -> Bar:
    """Draw what is only higher or lower than something, or not even that."""
    middle = WIDTH // 2
    if bound not in DIRECTIONS:
        return Bar(kind="unknown", axis=f"M{_LEFT} {_BASE}H{_RIGHT}", ticks=((middle, "?"),))
    way = 1 if bound == "higher" else -1
    return Bar(
        kind="direction",
        axis=f"M{_LEFT} {_BASE}H{_RIGHT}",
        filled=f"M{middle} {_TOP - 4}V{_BASE + 4}",
        end=f"M{middle} {_MIDDLE}h{way * 78}m{way * -9}-6l{way * 9} 6l{way * -9} 6",
    )
