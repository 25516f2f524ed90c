"""Shared runs of words, sentences, and how much anchors may quote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.wording import SharedRuns, anchor_fault, is_within, sentences_of, words_of

letters = st.lists(st.sampled_from("abc"), max_size=14).map(" ".join)


def longest_by_brute_force(one: str, other: str) -> int:
    """Compare every stretch of one text with every stretch of the other."""
    first, second = one.split(), other.split()
    return max(
        (
            size
            for size in range(1, len(first) + 1)
            for at in range(len(first) - size + 1)
            if any(second[to : to + size] == first[at : at + size] for to in range(len(second) - size + 1))
        ),
        default=0,
    )


@given(letters, letters, st.integers(1, 4))
def test_the_longest_run_is_the_longest(source: str, text: str, size: int) -> None:
    """The index finds a run as long as brute force does, or none where none is long enough."""
    expected = longest_by_brute_force(source, text)
    run = SharedRuns(source, size).longest(text)
    assert (run.count if run else 0) == (expected if expected >= size else 0)
    assert run is None or " ".join(run.words) in source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The OWL's caf\u00e9", ("the", "owl's", "cafe"), id="case and accents"),
        pytest.param("owl\u2019s", ("owl's",), id="curly apostrophe"),
        pytest.param("well-known, (so)", ("well", "known", "so"), id="hyphens and marks part"),
        pytest.param("\U0001f989 !", (), id="no words"),
    ],
)
def test_words_are_compared_without_case_accents_and_marks(text: str, expected: tuple[str, ...]) -> None:
    """Only letters and digits count."""
    assert words_of(text) == expected


def test_a_run_ignores_marks_and_case() -> None:
    """Changed punctuation does not make words one's own."""
    run = SharedRuns("At dusk, the grey owl leaves its barn to hunt.").longest(
        "THE GREY OWL: leaves its barn!"
    )
    assert run is not None
    assert run.words == ("the", "grey", "owl", "leaves", "its", "barn")
    assert run.start == 0


def test_five_words_in_a_row_are_allowed() -> None:
    """Five shared words are no run, six are."""
    source = SharedRuns("one two three four five six seven")
    assert source.longest("so two three four five six") is None
    assert source.longest("so two three four five six seven") is not None


def test_an_exempt_phrase_hides_itself_and_not_a_longer_run() -> None:
    """A title may be named; words beyond it count."""
    source = SharedRuns("Why do some owls hunt by day? They are hungry then.")
    title = words_of("Why do some owls hunt by day?")
    assert source.longest("It asks: why do some owls hunt by day", {title}) is None
    longer = source.longest("why do some owls hunt by day they", {title})
    assert longer is not None
    assert longer.count == 8


def test_a_copied_book_is_found_without_comparing_every_stretch() -> None:
    """A text copied whole is one long run, found in linear time."""
    book = " ".join(f"w{number}" for number in range(60_000))
    run = SharedRuns(book).longest(book)
    assert run is not None
    assert run.count == 60_000


def test_sentences_end_at_stops_and_lines() -> None:
    """A stop within a number ends nothing."""
    assert sentences_of('It is 2.5 m. "Is it?" Yes!\nEnd') == ("It is 2.5 m.", '"Is it?"', "Yes!", "End")


@pytest.mark.parametrize(
    ("passage", "start", "end", "prefix", "fault"),
    [
        pytest.param("a b c d e f g h i", "a b c d", "i", None, None, id="half rounded up"),
        pytest.param(
            "a b c d e f g h", "a b c d", "h", None, "5 of the passage's 8 words", id="more than half"
        ),
        pytest.param("a b c d e", "a b", "e", None, None, id="three words always"),
        pytest.param("a b c d", "a b c d", None, None, None, id="four words are their own anchor"),
        pytest.param("a b c d e", "a b c d e", None, None, "5 of the passage's 5", id="five words are not"),
        pytest.param("a " * 30, "a a a a a a", "a", None, "start anchor", id="six start words"),
        pytest.param("a " * 30, "a", "a a a a a a", None, "end anchor", id="six end words"),
        pytest.param("a " * 30, "a", "a", "a a a a", "prefix", id="four prefix words"),
        pytest.param("a " * 30, " ", "a", None, "start anchor", id="no start words"),
    ],
)
def test_anchors_quote_no_more_than_they_may(
    passage: str, start: str, end: str | None, prefix: str | None, fault: str | None
) -> None:
    """Each limit of the model is kept, and its breach named."""
    said = anchor_fault(passage, start, end, prefix)
    assert (said is None) == (fault is None)
    assert fault is None or fault in (said or "")


def test_within_means_in_a_row() -> None:
    """Words with others between are not within."""
    assert is_within(("a", "c"), ("b", "a", "c"))
    assert not is_within(("a", "c"), ("a", "b", "c"))
