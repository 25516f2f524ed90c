"""Which way an effect goes: read from cue words and where the ends are named."""

from __future__ import annotations

import pytest

from graph.checking.direction import is_borne_out, oppositions
from graph.text.cues import cues_in
from graph.text.lexicon import stem


def offsets(text: str, word: str) -> frozenset[int]:
    """Give where a word begins in a text."""
    return frozenset(at for at in range(len(text)) if text.startswith(word, at))


def opposed(sign: int, text: str) -> list[str]:
    """Say how a text about naps and fatigue speaks against an effect of naps on fatigue."""
    ends = (offsets(text, "naps"), offsets(text, "fatigue"))
    return list(oppositions(sign, text, cues_in(text), ends, in_full=True))


@pytest.mark.parametrize(
    ("sign", "text"),
    [
        (-1, "naps reduce fatigue"),
        (-1, "fatigue is reduced by naps"),
        (-1, "naps do not only reduce fatigue"),
        (-1, "naps do not cause but reduce fatigue"),
        (1, "fatigue results from naps"),
        (1, "fatigue worsens with naps"),
        (1, "naps lead to fatigue"),
        (1, "naps improve fatigue"),
        (1, "naps and fatigue"),
        (1, "nothing of the kind"),
    ],
)
def test_what_agrees_or_says_nothing_is_not_opposed(sign: int, text: str) -> None:
    """Either word order, verbs that go either way, and texts without an effect speak against nothing."""
    assert opposed(sign, text) == []


@pytest.mark.parametrize(
    ("sign", "text", "how"),
    [
        (1, "naps reduce fatigue", "says \u201creduce\u201d, the opposite of the claim"),
        (-1, "naps cause fatigue", "says \u201ccause\u201d, the opposite of the claim"),
        (-1, "naps never reduce fatigue", "denies \u201creduce\u201d, which the claim affirms"),
        (-1, "naps do not really reduce fatigue", "denies \u201creduce\u201d, which the claim affirms"),
        (-1, "fatigue reduces naps", "says it the other way round"),
        (1, "naps are due to fatigue", "says it the other way round"),
    ],
)
def test_what_opposes_is_said(sign: int, text: str, how: str) -> None:
    """Another sign, a denial right before the effect, and the ends in each other's place."""
    assert opposed(sign, text) == [how]


def test_a_cue_in_the_name_of_an_end_is_no_effect() -> None:
    """Who speaks of reduced sleep has not said that something reduces."""
    text = "reduced sleep and fatigue"
    ends = (offsets(text, "reduced") | offsets(text, "sleep"), offsets(text, "fatigue"))
    assert list(oppositions(1, text, cues_in(text), ends, in_full=True)) == []


@pytest.mark.parametrize(
    ("sign", "text", "borne_out"),
    [
        (1, "naps cause fatigue", True),
        (-1, "naps cause fatigue", False),
        (-1, "the treatment of fatigue", True),
        (1, "the treatment of fatigue", False),
        (1, "naps make people tired", True),
        (-1, "naps improve fatigue", True),
        (1, "naps and fatigue", False),
        (1, "the release of pollen", True),
    ],
)
def test_a_direction_needs_a_word_that_bears_it(sign: int, text: str, *, borne_out: bool) -> None:
    """A cue of the sign or of either, a weak word, a treatment for less, or the end's own name."""
    assert is_borne_out(sign, cues_in(text), text, frozenset({stem("release")})) is borne_out
