"""Normalisation, blocks, offsets and the text-fragment rules."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import FileUnreadable
from graph.model import Iri, Section
from graph.text.fragments import Fragments
from graph.text.passages import BlockKind, SourceText, count_titles, deep_link, normalize, read_source

ARTICLE = Path(__file__).parents[2] / "shared" / "article.txt"


def sections(*titles: str) -> tuple[Section, ...]:
    """Give sections with these titles in order, named s01, s02 ..."""
    return tuple(
        Section(
            iri=Iri(f"https://example.org/a#s{number:02}"),
            title=title,
            position=number,
            parent=Iri("https://example.org/a#article"),
        )
        for number, title in enumerate(titles, 1)
    )


def outline(text: SourceText) -> list[tuple[str, str, str | None, int, int | None]]:
    """Give each block as kind, text, section, block and item."""
    return [
        (
            block.kind.value,
            text.text[block.start : block.end],
            block.section and block.section.rpartition("#")[2],
            block.block,
            block.item,
        )
        for block in text.blocks
    ]


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    """What is normalised stays as it is."""
    assert normalize(normalize(text)) == normalize(text)


@given(
    st.lists(
        st.sampled_from(
            ["-", "\u2013", "\u2022", " ", "\u00a0", "a", "e", "\u0301", "\u200b", "\n", "\r", "\u2019"]
        )
    )
)
def test_normalising_marks_twice_changes_nothing(parts: list[str]) -> None:
    """Bullets, spaces, accents and invisible characters in any order are done with in one go."""
    once = normalize("".join(parts))
    assert normalize(once) == once
    assert not set(once) & set("\u2013\u00a0\u200b\r\u2019")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("a\u00a0\u2003 b\t\u3000c\u202fd", "a b c d", id="every kind of space"),
        pytest.param("so\u00adft z\u200be\u200dro \ufeffx\u2060y", "soft zero xy", id="invisible characters"),
        pytest.param("\u201cHi\u201d \u2018it\u2019s\u2019", "\"Hi\" 'it's'", id="curly quotes"),
        pytest.param("a\u2014b \u20132 \u22123", "a-b -2 -3", id="dashes"),
        pytest.param("e\u0301t\u200b\u0301e", "\u00e9t\u0301e", id="composed accents"),
        pytest.param("a\u200b\u0301", "\u00e1", id="an accent that met its letter late"),
        pytest.param(
            "  \u2022 one\n    \u2013 two\n* three\n-4 degrees", "one\ntwo\nthree\n-4 degrees", id="bullets"
        ),
        pytest.param("\n\n a \r\n \u2022 \r\n\rb\n", "a\nb", id="empty blocks and line ends"),
        pytest.param("\U0001f600 smile", "\U0001f600 smile", id="astral"),
        pytest.param("", "", id="empty"),
    ],
)
def test_normalisation_follows_the_rule(raw: str, expected: str) -> None:
    """Each step of cg-norm-1 does what it says."""
    assert normalize(raw) == expected


def test_original_keeps_the_marks_of_the_article_at_the_same_offsets() -> None:
    """Text and original have the same length and differ in quotes and dashes only."""
    text = read_source("\u2022 The owl\u2019s  \u201cwing\u201d \u2014 grey\n")
    assert text.text == 'The owl\'s "wing" - grey'
    assert text.original == "The owl\u2019s \u201cwing\u201d \u2014 grey"


@given(st.text(alphabet="ab \u00e9\U0001f600\u2019\n\u2022-\u00a0", min_size=1), st.data())
def test_offsets_cut_exactly_the_text_that_was_hashed(raw: str, data: st.DataObject) -> None:
    """The slice's hash is that of the slice in UTF-8, and outside the text there is none."""
    if not normalize(raw):
        return
    text = read_source(raw)
    start = data.draw(st.integers(0, text.length - 1))
    end = data.draw(st.integers(start + 1, text.length))
    assert text.slice_sha256(start, end) == sha256(text.text[start:end].encode()).hexdigest()
    assert text.slice_sha256(start, start) is None
    assert text.slice_sha256(-1, end) is None
    assert text.slice_sha256(start, text.length + 1) is None


@given(st.text(alphabet="ab \n\u2022", min_size=1))
def test_blocks_tile_the_text(raw: str) -> None:
    """The blocks are the lines of the normalised text, in order, and each is found at its offsets."""
    if not normalize(raw):
        return
    text = read_source(raw)
    assert [text.text[block.start : block.end] for block in text.blocks] == text.text.split("\n")
    assert all(text.block_at(block.start, block.end) == block for block in text.blocks)


def test_blocks_count_under_their_heading_with_a_list_as_one() -> None:
    """Nested and loose items count on in their list; before the first heading stands the article itself."""
    text = read_source(
        "The Blog\n\nBirds\n\nOwls hunt.\n\n  \u2022 by ear\n    \u2022 at night\n\n  \u2022 alone\n\n"
        "They sleep.\n\u2022 by day\nNests\n\u2022 twigs\n",
        sections("Birds", "Nests"),
    )
    assert outline(text) == [
        ("paragraph", "The Blog", "article", 1, None),
        ("heading", "Birds", "s01", 0, None),
        ("paragraph", "Owls hunt.", "s01", 1, None),
        ("item", "by ear", "s01", 2, 1),
        ("item", "at night", "s01", 2, 2),
        ("item", "alone", "s01", 2, 3),
        ("paragraph", "They sleep.", "s01", 3, None),
        ("item", "by day", "s01", 4, 1),
        ("heading", "Nests", "s02", 0, None),
        ("item", "twigs", "s02", 1, 1),
    ]


@pytest.mark.parametrize(
    ("lines", "titles", "expected"),
    [
        pytest.param("A|x.|B|y.|A|z.", ["A", "B", "A"], ["s01", "s02", "s03"], id="a title used twice"),
        pytest.param("A|x.|A|B|y.", ["A", "B"], ["s01", None, "s02"], id="a heading repeated as a line"),
        pytest.param("A|x.|C|y.", ["A", "B", "C"], ["s01", "s03"], id="a title that is not there"),
        pytest.param("B|A|x.|B|y.", ["A", "B"], [None, "s01", "s02"], id="a title out of order"),
        pytest.param("\u2022 A|A|x.", ["A"], [None, "s01"], id="a bulleted line is no heading"),
        pytest.param("Owl\u2019s\u00a0nest|x.", ["Owl's nest"], ["s01"], id="other quotes and spaces"),
    ],
)
def test_headings_are_the_titles_in_order(lines: str, titles: list[str], expected: list[str | None]) -> None:
    """Lines that equal a title are its heading if the order of the sections allows it."""
    text = read_source(lines.replace("|", "\n"), sections(*titles))
    found = [
        block.section.rpartition("#")[2] if block.section and block.kind is BlockKind.HEADING else None
        for block in text.blocks
        if not text.text[block.start : block.end].endswith(".")
    ]
    assert found == expected
    assert count_titles(text, sections(*titles)) == len(set(expected) - {None})


def test_a_draft_takes_short_lines_without_a_stop_for_headings() -> None:
    """Without sections the form of a line decides: no bullet, twelve words at most, no final stop."""
    long_line = " ".join(["word"] * 13)
    text = read_source(f"Why owls?\nThey see.\nAmong them:\n\u2022 Barn owl\n{long_line}\nOwls by night")
    assert [block.kind.value for block in text.blocks] == [
        "heading",
        "paragraph",
        "paragraph",
        "item",
        "paragraph",
        "heading",
    ]
    assert [block.heading for block in text.blocks] == [1, 1, 1, 1, 1, 2]
    assert text.under(sections("Owls by night")).blocks[-1].section == sections("x")[0].iri


def test_a_slice_of_two_items_has_no_item_and_one_of_two_paragraphs_no_block() -> None:
    """A slice belongs to one block, a list being one."""
    text = read_source("Lead.\n\u2022 one\n\u2022 two\nLast.", sections("None"))
    assert text.text == "Lead.\none\ntwo\nLast."
    across = text.block_at(6, 13)
    assert across is not None
    assert (across.block, across.item, across.end) == (2, None, 13)
    assert text.block_at(0, 8) is None
    assert text.block_at(5, 7) is None
    assert text.block_at(3, 99) is None


@pytest.mark.parametrize("raw", ["", " \n\u00a0\u200b\n", "\u2022\n-\n", "a\x00b", "PK\x03\x04"])
def test_what_is_no_text_is_refused_with_the_file_named(raw: str) -> None:
    """Empty and binary input give one sentence that names the file, and exit code 2."""
    with pytest.raises(FileUnreadable, match=r"^owl\.txt(:1)?: it .*: name the article") as caught:
        read_source(raw, path="owl.txt")
    assert caught.value.exit_code == 2


# --- text fragments -----------------------------------------------------------------------------


def naive_fragment(  # noqa: C901 -- step by step, as the specification has it
    blocks: list[str], start: str, end: str | None, prefix: str | None
) -> tuple[int, int] | None:
    """Walk the steps of *find a range from a text directive*, literally and slowly."""
    whole = "\n".join(blocks)

    def plain(text: str) -> str:
        return text.lower().replace("\u00e9", "e")

    def edge(position: int) -> bool:
        before, after = whole[position - 1 : position], whole[position : position + 1]
        if before.isalpha() and after.isalpha():
            return False
        if before.isalpha() and after == "'" and whole[position + 1 : position + 2].isalpha():
            return False
        return not (before == "'" and after.isalpha() and whole[position - 2 : position - 1].isalpha())

    def find(term: str, begin: int, *, start_bound: bool, end_bound: bool) -> tuple[int, int] | None:
        for position in range(begin, len(whole) - len(term) + 1):
            stop = position + len(term)
            if (
                plain(whole[position:stop]) == plain(term)
                and (edge(position) or not start_bound)
                and (edge(stop) or not end_bound)
            ):
                return position, stop
        return None

    begin = 0
    while True:
        if prefix:
            before = find(prefix, begin, start_bound=True, end_bound=False)
            if before is None:
                return None
            begin, at = before[0] + 1, before[1]
            while at < len(whole) and whole[at].isspace():
                at += 1
            match = find(start, at, start_bound=False, end_bound=True)
            if match is None:
                return None
            if match[0] != at:
                continue
        else:
            match = find(start, begin, start_bound=True, end_bound=True)
            if match is None:
                return None
        if end is None:
            return match
        last = find(end, match[1], start_bound=True, end_bound=True)
        return None if last is None else (match[0], last[1])


words = st.sampled_from(["a", "b", "ab", "A", "\u00e9", "e", "a-b", "b'a", "'", "ba.", "(a"])
phrase = st.lists(words, min_size=1, max_size=3).map(" ".join)


@settings(max_examples=400)
@given(
    st.lists(st.lists(words, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=4),
    phrase,
    st.none() | phrase,
    st.none() | phrase,
)
def test_fragments_agree_with_the_steps_of_the_specification(
    blocks: list[str], start: str, end: str | None, prefix: str | None
) -> None:
    """The indexed search finds what the specification's own steps find, on any small text."""
    assert Fragments("\n".join(blocks)).find(start, end, prefix) == naive_fragment(blocks, start, end, prefix)


def found(text: str, *terms: str | None) -> str | None:
    """Give the slice that start, end, prefix mark in a text."""
    place = Fragments(text).find(*terms)  # type: ignore[arg-type]
    return place and text[place[0] : place[1]]


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        pytest.param("An owlet, an OWL.", ("owl",), "OWL", id="whole words and any case"),
        pytest.param(
            "Caf\u00e9 cre\u0300me", ("CAFE", "creme"), "Caf\u00e9 cre\u0300me", id="accents, composed or not"
        ),
        pytest.param(
            "Gro\u00dfe Stra\u00dfe da", ("strasse", "da"), "Stra\u00dfe da", id="letters that fold to two"
        ),
        pytest.param("the owl\nhunts", ("owl hunts",), None, id="one term stays in its block"),
        pytest.param("the owl\nhunts", ("owl", "hunts"), "owl\nhunts", id="a range may cross blocks"),
        pytest.param(
            "An owl. So:\nan owl", ("an owl", None, "so:"), "an owl", id="the prefix closes the block before"
        ),
        pytest.param("an owl, an owl", ("owl", None, "an owl, an"), "owl", id="a prefix right before"),
        pytest.param("so an owl", ("owl", None, "so"), None, id="a prefix with words between"),
        pytest.param("it\u2019s it", ("it",), "it", id="an apostrophe joins"),
        pytest.param("2.5 5", ("5",), "5", id="a decimal point joins"),
        pytest.param("well-known", ("known",), "known", id="a hyphen parts"),
        pytest.param(
            "\U0001f989 owl \U0001f989", ("owl", "\U0001f989"), "owl \U0001f989", id="astral code points"
        ),
        pytest.param("owl", ("owl", "owl"), None, id="the end comes after the start"),
        pytest.param("owl", ("",), None, id="no words"),
        pytest.param("a \u2014 b", ("\u2014",), "\u2014", id="a term without a word"),
    ],
)
def test_fragments_match_as_a_browser_does(text: str, terms: tuple[str, ...], expected: str | None) -> None:
    """The first hit counts, in whole words, without case and accents."""
    assert found(text, *terms) == expected


def test_apostrophe_hit_is_the_second_word() -> None:
    """A word with an apostrophe is no hit for its first half."""
    assert Fragments("it\u2019s it").find("it") == (5, 7)
    assert Fragments("2.5 5").find("5") == (4, 5)


def test_straight_quotes_do_not_match_curly_ones_as_written() -> None:
    """A browser does not map quotes; the normalised text does."""
    text = read_source("The owl\u2019s wing")
    assert text.as_written.find("owl's wing") is None
    assert text.as_written.find("owl\u2019s wing") == (4, 14)
    assert text.as_normalized.find("owl's wing") == (4, 14)


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        pytest.param((None, "owl", None), "https://e.org/a#:~:text=owl", id="start only"),
        pytest.param(
            ("so,", "an-owl", "R&D"),
            "https://e.org/a#:~:text=so%2C-,an%2Dowl,R%26D",
            id="marks with a meaning",
        ),
        pytest.param(
            (None, "\u00fc 50%", "b\u2019s"),
            "https://e.org/a#:~:text=%C3%BC%2050%25,b%E2%80%99s",
            id="other marks",
        ),
    ],
)
def test_deep_links_encode_their_terms(terms: tuple[str | None, str, str | None], expected: str) -> None:
    """Dash, comma, ampersand and all that is not plain are percent-encoded."""
    assert deep_link("https://e.org/a", *terms) == expected


def test_a_deep_link_keeps_query_and_fragment_and_replaces_a_directive() -> None:
    """What the address has stays before the directive; an older directive goes."""
    assert deep_link("https://e.org/a?b=1#c", None, "x", None) == "https://e.org/a?b=1#c:~:text=x"
    assert deep_link("https://e.org/a#c:~:text=y", None, "x", None) == "https://e.org/a#c:~:text=x"


def test_five_megabytes_are_read_and_searched() -> None:
    """A long text works, and its last words are found at their place."""
    text = read_source("Owls hunt mice at night in the old barn.\n" * 125_000 + "The end is here.")
    assert text.length == 41 * 125_000 + 16
    assert text.as_normalized.find("the end", "here") == (text.length - 16, text.length - 1)
    assert text.block_at(text.length - 3, text.length - 1) == text.blocks[-1]


def lines_of_article() -> Iterator[str]:
    """Give the article's lines, where it is at hand."""
    if not ARTICLE.exists():
        pytest.skip("no source text")
    yield from ARTICLE.read_text(encoding="utf-8").splitlines()


def test_the_article_has_the_length_and_hash_of_the_model() -> None:
    """cg-norm-1 gives the edition that the data name."""
    text = read_source("\n".join(lines_of_article()))
    assert text.length == 11232
    assert text.sha256 == "fee6528683d397a6484a527ec3209b15fff875041ff94042fc757bd782aeec87"
    assert normalize(text.text) == text.text
