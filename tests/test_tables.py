"""Tables on a terminal: what wraps, what becomes blocks; nothing is lost and nothing too wide."""

from __future__ import annotations

import os
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.cli.tables import display_width, fitted, table


def _on_a_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((columns, 24)))


def test_on_a_terminal_the_widest_columns_wrap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Narrow columns keep their width, wide ones share what is left, words stay whole."""
    _on_a_terminal(monkeypatch, 44)
    text = "one two three four five six seven"
    assert table(("n", "a", "b"), [(1, text, text), (22, "short", "")]).splitlines() == [
        " n  a                    b",
        "--  -------------------  -------------------",
        " 1  one two three four   one two three four",
        "    five six seven       five six seven",
        "22  short",
    ]


def test_on_a_narrow_terminal_each_row_is_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where columns would be too narrow to read, heading and value stand in a line; blanks are left out."""
    _on_a_terminal(monkeypatch, 30)
    text = "one two three four five six seven"
    assert table(("n", "wide", "b"), [(1, text, text), (22, text, "")]).splitlines() == [
        *("n     1", "wide  one two three four five", "      six seven"),
        *("b     one two three four five", "      six seven", ""),
        *("n     22", "wide  one two three four five", "      six seven"),
    ]


@given(
    st.lists(st.lists(st.text("ab 痛é\u0301", max_size=60), min_size=3, max_size=3), min_size=1, max_size=4),
    st.integers(20, 120),
)
@example([["", "", "a" * 18]], 20)
def test_on_a_terminal_nothing_is_wider_and_nothing_is_lost(rows: list[list[str]], columns: int) -> None:
    """Whatever the widths, lines fit, and the cells' letters are all there."""
    with pytest.MonkeyPatch.context() as patch:
        _on_a_terminal(patch, columns)
        shown = table(("x", "y", "z"), rows)
    assert all(display_width(line) <= columns for line in shown.splitlines())
    letters = re.sub("[-xyz\\s]", "", shown)
    assert sorted(letters) == sorted(re.sub("\\s", "", "".join(map("".join, rows))))


def test_notes_wrap_at_words_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said beside a table is as wide as the terminal; in a pipe it is one line; always safe."""
    text = "one two three four \x1b five"
    assert fitted(text) == "one two three four \\x1b five"
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((10, 24)))
    assert fitted(text).splitlines() == ["one two", "three four", "\\x1b five"]
