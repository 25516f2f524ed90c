"""Text, Markdown and web pages give the same blocks; what is no article is left out or refused."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import FileUnreadable
from graph.model import Iri, Section
from graph.text.extraction import Form, extract
from graph.text.passages import SourceText, read_source
from tests.corpora import ARTICLE, HERE
from tests.rendering import LONG, Piece, as_markdown, as_page, as_text, pieces_of

PAGES = HERE / "data" / "pages"
TITLES = (
    "Why Harbour Bells Fall Silent",
    "What Is a Harbour Bell?",
    "Causes of a Silent Bell",
    "Rust",
    "Weed",
    "What Helps",
    "Does It Last?",
)


def sections(*titles: str) -> tuple[Section, ...]:
    """Give sections with these titles in order."""
    return tuple(
        Section(
            iri=Iri(f"https://example.org/a#s{number:02}"),
            title=title,
            position=number,
            parent=Iri("https://example.org/a#article"),
        )
        for number, title in enumerate(titles, 1)
    )


def blocks_of(text: SourceText) -> list[tuple[str, int, int, int | None, str]]:
    """Give each block as kind, heading, block, item and text."""
    return [
        (block.kind.value, block.heading, block.block, block.item, text.original[block.start : block.end])
        for block in text.blocks
    ]


def lines_of(content: str | bytes, path: str = "page.html", **server: str) -> list[str]:
    """Give the lines that a page is read as; items with their bullet."""
    whole = content if isinstance(content, bytes) else content.encode()
    return extract(whole, path=path, **server).text.split("\n")


# --- the fixtures: one invented article in five forms


@pytest.mark.parametrize("name", ["clean.html", "blog.html", "word.html", "article.md"])
def test_an_article_gives_the_blocks_of_its_text_in_every_form(name: str) -> None:
    """A clean page, a blog's template, a page of Word and Markdown have the blocks of the text copy."""
    told = sections(*TITLES)
    text = extract((PAGES / "article.txt").read_bytes(), path="article.txt")
    page = extract((PAGES / name).read_bytes(), path=name)
    expected = read_source(text.text, told)
    found = read_source(page.text, told)
    assert blocks_of(found) == blocks_of(expected)
    assert found.sha256 == expected.sha256
    assert sum(block.section is not None and block.block == 0 for block in found.blocks) == len(TITLES)
    assert (text.form, page.form) == (Form.TEXT, Form.MARKDOWN if name.endswith("md") else Form.HTML)


@pytest.mark.skipif(not ARTICLE.exists(), reason="no source text")
@pytest.mark.parametrize("seed", range(4))
def test_the_first_article_gives_the_same_blocks_as_a_page_and_as_markdown(seed: int) -> None:
    """The real text, rendered with every kind of noise around and in it, reads as before."""
    text = ARTICLE.read_text(encoding="utf-8")
    expected, pieces = read_source(text), pieces_of(text)
    chance = Random(seed)
    for name, content in (("a.html", as_page(pieces, chance)), ("a.md", as_markdown(pieces))):
        found = read_source(extract(content.encode(), path=name).text)
        assert blocks_of(found) == blocks_of(expected), name


# --- any structure of blocks, by renderers that share no code with the reader


_LETTERS = st.text(
    alphabet="abcdefghijklmnopqrstuvwxyzABC\u00e9\u00fc\u4e2d\U0001f41f", min_size=1, max_size=9
)
_MARKS = st.sampled_from(
    [
        *(
            "&",
            "<b>",
            "&amp;",
            "*",
            "__",
            "`x`",
            "[y](z)",
            "1.",
            "#",
            "40%",
            "\u2013",
            "\u201cso\u201d",
            "it\u2019s",
        ),
        *("|", "\\", "<!--", "~~", ">", "x\u00a0y", "w\u00adz", "(a)", "!", "-", "http://e.example/?a=1&b=2"),
    ]
)


@st.composite
def piece_words(draw: st.DrawFn) -> str:
    """Give words that begin and end with letters, with what markup could mistake in between."""
    middle = draw(st.lists(st.one_of(_LETTERS, _MARKS), max_size=25))
    return " ".join([draw(_LETTERS), *middle, draw(_LETTERS)])


@st.composite
def articles(draw: st.DrawFn) -> list[Piece]:
    """Give an article: headings, paragraphs and lists, in which an item is one level deeper at most."""
    pieces: list[Piece] = []
    for kind in draw(st.lists(st.sampled_from(["heading", "paragraph", "list"]), min_size=1, max_size=10)):
        if kind != "list":
            pieces.append(Piece(kind, draw(piece_words())))
            continue
        depth = 0
        for step in draw(st.lists(st.integers(-3, 1), min_size=1, max_size=6)):
            depth = max(0, depth + step) if pieces and pieces[-1].kind == "item" else 0
            pieces.append(Piece("item", draw(piece_words()), depth))
    return pieces


@given(articles(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_any_article_gives_the_same_blocks_as_text_page_and_markdown(
    pieces: list[Piece], chance: Random
) -> None:
    """Whatever the structure, and whatever stands around it, no block is lost, added or moved."""
    told = sections(*(piece.words for piece in pieces if piece.kind == "heading"))
    expected = read_source(as_text(pieces), told)
    assert len(expected.blocks) == len(pieces)
    for name, content in (("a.html", as_page(pieces, chance)), ("a.md", as_markdown(pieces))):
        found = read_source(extract(content.encode(), path=name).text, told)
        assert blocks_of(found) == blocks_of(expected), content


# --- what a page shows


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param("<p>a<br>b <br/> c</p>", ["a b c"], id="one line break is a space"),
        pytest.param("<p>a<br><br>b<br>\n<br>c</p>", ["a", "b", "c"], id="two end a line"),
        pytest.param("<p>a<wbr>b<b>c</b>d <i> e</i></p>", ["abcd e"], id="inline elements do not part words"),
        pytest.param("<pre>a b\n  c</pre>", ["a b", "c"], id="preformatted lines"),
        pytest.param("<div>a<p>b</p>c<div>d</div></div>", ["a", "b", "c", "d"], id="loose text is a line"),
        pytest.param(
            "<table><tr><td>a</td><td>b<p>c</p></td></tr><tr><th>d<th>e</table>",
            ["a b", "c", "d e"],
            id="a row is a line",
        ),
        pytest.param("<dl><dt>a<dd>b<dt>c<dd>d</dl>", ["a", "b", "c", "d"], id="definitions"),
        pytest.param(
            "<ul><li>a<ul><li>b</ul>c<li>d</ul>",
            ["\u2022 a", "\u2022 b", "\u2022 c", "\u2022 d"],
            id="around a list",
        ),
        pytest.param(
            "<ul>a<ul><li>b</ul></ul>", ["\u2022 a", "\u2022 b"], id="lists that are not well formed"
        ),
        pytest.param("<ul><li><p>a<p>b</ul>c", ["\u2022 a", "\u2022 b", "c"], id="paragraphs of an item"),
        pytest.param("<ol><li><h3>A</h3><p>b</p></ol>", ["A", "b"], id="an item that is a part of the page"),
        pytest.param("<div role=list><div role=listitem>a</div></div>", ["\u2022 a"], id="items by role"),
        pytest.param("<p>a<div>b</p></div>c<i>d<p>e</i>f", ["a", "b", "cd", "ef"], id="tags that cross"),
        pytest.param("<p>a<p hidden>b<p style='Display : NONE'>c<p>d", ["a", "d"], id="hidden"),
        pytest.param("<p>a <span class='x sr-only'>b</span><svg><text>c</text></svg>d", ["a d"], id="unseen"),
        pytest.param("<p>a <button>b</button><textarea>c</textarea>d", ["a d"], id="controls"),
        pytest.param(
            "<p>a&amp;lt;b&#8217;s &NotEqualTilde; &bogus; &#146;",
            ["a&lt;b\u2019s \u2242\u0338 &bogus; \u2019"],
            id="entities",
        ),
        pytest.param("<p>a&#10;b&#7;c&nbsp;</p>", ["a bc"], id="control characters"),
        pytest.param(
            "<h2>A # b<a href=#a> # </a></h2><h2><a>\u00b6</a>C</h2><h3>D<a>#</a>e</h3><p>f<a>#</a>",
            ["A # b", "C", "D#e", "f#"],
            id="links to a heading",
        ),
        pytest.param("<details><summary>a</summary>b</details>", ["a", "b"], id="what a click unfolds"),
        pytest.param("<blockquote>a<footer>b</footer></blockquote><p>c", ["a", "b", "c"], id="who is quoted"),
        pytest.param("<my-card>a<my-x>b</my-x></my-card>", ["ab"], id="unknown elements are inline"),
        pytest.param("<p>a</p><![CDATA[b]]><?php c ?><p>d", ["a", "d"], id="what is no markup"),
    ],
)
def test_a_page_is_read_as_its_reader_sees_it(markup: str, expected: list[str]) -> None:
    """Each rule of the reading, alone."""
    assert lines_of(f"<!doctype html><body>{markup}") == expected


@pytest.mark.parametrize(
    "around",
    [
        pytest.param("<nav>{}</nav>", id="navigation"),
        pytest.param("<div role=navigation>{}</div>", id="navigation by role"),
        pytest.param("<aside>{}</aside>", id="aside"),
        pytest.param("<footer>{}</footer>", id="footer"),
        pytest.param("<dialog>{}</dialog>", id="dialog"),
        pytest.param("<div class='cookie-consent'>{}</div>", id="cookies"),
        pytest.param("<div id=relatedPosts>{}</div>", id="related, in camel case"),
        pytest.param("<section class=post__comments>{}</section>", id="comments"),
        pytest.param("<ul class=share>{}</ul>", id="share"),
        pytest.param("<form>{}</form>", id="form"),
        pytest.param("<noscript>{}</noscript>", id="for browsers without scripts"),
        pytest.param("<template>{}</template>", id="template"),
    ],
)
@pytest.mark.parametrize("article", ["<main>{}</main>", "<article>{}</article>", "<div>{}</div>", "{}"])
def test_what_stands_apart_is_no_part_of_the_article(around: str, article: str) -> None:
    """Before the article, after it and inside it, with as much prose as there may be."""
    apart = around.format(f"<p>{LONG}</p>")
    inside = article.format(f"<p>One.</p>{apart}<p>{LONG} So.</p><p>{LONG} Yes.</p><p>Two.</p>")
    assert lines_of(f"<html>{apart}{inside}{apart}") == ["One.", f"{LONG} So.", f"{LONG} Yes.", "Two."]


def test_a_name_does_not_set_apart_what_holds_the_article() -> None:
    """Sites name their outer elements for everything: a class "share" around the whole page hides nothing."""
    assert lines_of(f"<html><div class='page share'><form id=comments><p>{LONG}</p></form></div>") == [LONG]


def test_names_in_words_do_not_set_paragraphs_apart() -> None:
    """Classes of paragraphs, items and headings say how they look, not that they stand apart."""
    assert lines_of("<html><h2 class=share>A</h2><p class=ad>b<ul><li class=menu>c</ul>") == [
        "A",
        "b",
        "\u2022 c",
    ]


def test_of_many_articles_the_longest_is_read_if_it_is_most_of_the_page() -> None:
    """Teasers of other articles are left out; of a page of equal articles nothing is."""
    teaser = "<article><p>Read on.</p></article>"
    page = f"<html><main>{teaser}<article><p>{LONG}</p><p>End.</p></article>{teaser}</main>"
    assert lines_of(page) == [LONG, "End."]
    equal = "".join(f"<article><p>{LONG} {number}</p></article>" for number in range(5))
    assert len(lines_of(f"<html><body>{equal}")) == 5


@pytest.mark.parametrize("mark", ["main", "article"])
def test_the_main_heading_is_read_also_where_it_stands_above_the_article(mark: str) -> None:
    """Templates put it into a header; what stands between, who wrote and when, comes with it."""
    page = (
        "<html><header><a href='/'>Home</a><nav><a>Bells</a></nav><h1>Bells</h1><p>By Ada</p></header>"
        f"<{mark}><p>{LONG}</p></{mark}>"
    )
    assert lines_of(page) == ["Bells", "By Ada", LONG]


def test_of_two_main_headings_above_the_article_the_nearer_one_is_read() -> None:
    """The first is the name of the site, as in many templates."""
    page = f"<html><h1>The Buoy</h1><h1>Bells</h1><main><p>{LONG}</p></main>"
    assert lines_of(page) == ["Bells", LONG]
    page = f"<html><h1>The Buoy</h1><main><p>{LONG}</p><h1>Bells</h1></main>"
    assert lines_of(page) == [LONG, "Bells"]


def test_a_header_is_part_of_the_article_that_it_stands_in_and_else_of_the_site() -> None:
    """Who wrote and when stands there; the name of the site does not."""
    header = "<header><p>By Ada</p></header>"
    assert lines_of(f"<html>{header}<article>{header}<p>{LONG}</p></article>") == ["By Ada", LONG]
    assert lines_of(f"<html>{header}<p>{LONG}</p>") == [LONG]


def test_an_article_that_is_less_than_half_of_the_main_part_is_not_all_of_it() -> None:
    """Then the main part is the article, and what is marked in it a part of that."""
    page = f"<html><main><p>{LONG}</p><article><p>{LONG} Inside.</p></article><p>{LONG} After.</p></main>"
    assert lines_of(page) == [LONG, f"{LONG} Inside.", f"{LONG} After."]


def test_without_marks_lines_of_links_around_the_prose_are_left_out() -> None:
    """A page of plain divisions keeps all that is no link, and all in the part that holds the prose."""
    menu = "<div><a href='/1'>One</a> <a href='/2'>Two</a></div>"
    page = f"<html><body>{menu}<div>By Ada</div><div><p>{LONG}</p>{menu}<p>{LONG}!</p></div>{menu}</body>"
    assert lines_of(page) == ["By Ada", LONG, "One Two", f"{LONG}!"]
    parts = f"<div><div><p>{LONG}</p><p>{LONG}</p></div>{menu}<div>{LONG}!</div></div>"
    assert lines_of(f"<html>{menu}{parts}") == [LONG, LONG, "One Two", f"{LONG}!"]
    assert lines_of(f"<html>{menu}<h2><a href='#'>A</a></h2><div><p>{LONG}</p></div>") == ["A", LONG]


def test_a_page_hidden_until_its_scripts_run_is_read() -> None:
    """Only what is hidden inside a page is left out: a saved page may carry the marks of its loading."""
    assert lines_of("<html hidden><body style='visibility:hidden'><main hidden><p>a</main>") == ["a"]


# --- Markdown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A\n=\nb\nc  \nd\n\n## E ##", ["A", "b c d", "E"], id="headings and lines"),
        pytest.param("*a* __b__ `c` ~~d~~ [e](f) ![g](h) <i>i</i> \\*j\\*", ["a b c d e i *j*"], id="marks"),
        pytest.param(
            "- a\n  - b\n\n    c\n- d\n\ne",
            ["\u2022 a", "\u2022 b", "\u2022 c", "\u2022 d", "e"],
            id="nested",
        ),
        pytest.param(
            "a:\n\u2022 b\n  \u25e6 c\n\u2022 d",
            ["a:", "\u2022 b", "\u2022 c", "\u2022 d"],
            id="bullets as typed",
        ),
        pytest.param("a\n---\nb: c", ["a", "b: c"], id="no front matter"),
        pytest.param("---\na: b\nc:\n  - d\n---\ne", ["e"], id="front matter"),
        pytest.param("```\na\n  b\n```\n    c", ["a", "b", "c"], id="code"),
        pytest.param(
            "> a\n> b\n\n***\n\nc &mdash; &amp;amp; d",
            ["a b", "c \u2014 &amp; d"],
            id="quotes, rules, entities",
        ),
        pytest.param("|a|b|\n|-|-|\n|c|d|", ["a b", "c d"], id="tables"),
        pytest.param("a\r\n\r\n\ufeffb", ["a", "\ufeffb"], id="line ends"),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "A.Markdown"])
def test_markdown_is_read_as_the_page_that_it_makes(text: str, expected: list[str], name: str) -> None:
    """CommonMark and tables, and what editors put around them."""
    assert lines_of(text, name) == expected


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_markdown_nested_too_deeply_is_refused(mark: str) -> None:
    """The parser leaves out what is deeper than it looks, which must not pass for the article."""
    assert lines_of(mark * 20 + "x", "a.md")[-1].endswith("x")
    with pytest.raises(FileUnreadable, match=r"a\.md: its lists or quotes are nested too deeply"):
        lines_of(mark * 2000 + "x", "a.md")


# --- which form, which encoding


@pytest.mark.parametrize(
    ("content", "path", "media_type", "form"),
    [
        ("a\nb", "a.txt", None, Form.TEXT),
        ("a\nb", "a", None, Form.TEXT),
        ("# a", "a.txt", None, Form.TEXT),
        ("# a", "a.md", None, Form.MARKDOWN),
        ("<p>a", "a.html", None, Form.HTML),
        ("<p>a", "A.HTM", None, Form.HTML),
        ("<p>a", "a.txt", None, Form.TEXT),
        ("a < b\nc", "a.html", None, Form.TEXT),
        (" <!-- x --> <!-- y -->\n<!DOCTYPE html><p>a", "a.txt", None, Form.HTML),
        ("<?xml version='1.0' encoding='utf-8'?><html><p>a</p></html>", "a.md", None, Form.HTML),
        ("<htmlish>", "a", None, Form.TEXT),
        ("a", "http://x.example/a", "text/html", Form.HTML),
        ("a", "http://x.example/a.html", "text/plain", Form.TEXT),
        ("a", "http://x.example/a.md?b=1.html#c", "text/plain", Form.MARKDOWN),
        ("a", "http://x.example/a", "text/markdown", Form.MARKDOWN),
        ("<html>a", "http://x.example/a", "text/plain", Form.HTML),
        ("<html>a", "http://x.example/a", None, Form.HTML),
    ],
)
def test_the_form_follows_from_content_media_type_and_name(
    content: str, path: str, media_type: str | None, form: Form
) -> None:
    """What shows itself to be a page is one; then the server's word counts, then the ending of the name."""
    assert extract(content.encode(), path=path, media_type=media_type).form is form


_WORDS = "\u201cb\u00fcoy\u201d"


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        pytest.param(f"<p>{_WORDS}".encode(), None, id="utf-8, undeclared"),
        pytest.param(f"<p>{_WORDS}".encode("cp1252"), None, id="windows-1252, undeclared"),
        pytest.param(f"<p>{_WORDS}".encode("utf-8-sig"), "latin-1", id="the byte order mark leads"),
        pytest.param(f"<p>{_WORDS}".encode("utf-16"), None, id="utf-16"),
        pytest.param(f"<html><p>{_WORDS}".encode("utf-16"), None, id="utf-16, seen as a page"),
        pytest.param(f"<meta charset=latin1><p>{_WORDS}".encode(), "UTF-8", id="then the server"),
        pytest.param(f"<meta charset='iso-8859-1'><p>{_WORDS}".encode("cp1252"), None, id="then the page"),
        pytest.param(f"<meta charset=utf-16><p>{_WORDS}".encode(), None, id="it cannot be utf-16"),
        pytest.param(
            f"<meta http-equiv=Content-Type content='text/html; charset=macintosh'><p>{_WORDS}".encode(
                "mac-roman"
            ),
            None,
            id="an older declaration",
        ),
        pytest.param(
            f"<?xml version='1.0' encoding='windows-1252'?><html><p>{_WORDS}</p></html>".encode("cp1252"),
            None,
            id="xhtml",
        ),
    ],
)
def test_a_page_is_decoded_as_the_standard_says(content: bytes, charset: str | None) -> None:
    """Byte order mark, server, declaration, UTF-8, windows-1252: in that order."""
    assert extract(content, path="a.html", charset=charset).text == _WORDS


@pytest.mark.parametrize(
    "charset", ["utf-7", "hex", "rot13", "unicode_escape", "idna", "x" * 999, "\0", "punycode"]
)
def test_only_encodings_of_the_web_are_read(charset: str) -> None:
    """A page cannot name another codec of Python."""
    with pytest.raises(FileUnreadable, match="which is not read: save it as UTF-8"):
        extract(b"<p>a", path="a.html", charset=charset)


@pytest.mark.parametrize(("name", "place"), [("a.txt", (2, 4)), ("a.md", (2, 4)), ("a.html", (2, 4))])
def test_text_that_is_not_in_its_encoding_is_refused_with_the_place(
    name: str, place: tuple[int, int]
) -> None:
    """Line and column count from 1."""
    with pytest.raises(FileUnreadable, match="it is not UTF-8 from here on: save it as UTF-8") as refused:
        extract("<p>\n\u00fcby\udcff".encode(errors="surrogateescape"), path=name, charset="utf-8")
    assert (refused.value.line, refused.value.column) == place


def _zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "not text but a PDF"),
        (b"\x89PNG\r\n\x1a\n\0", "not text but a PNG picture"),
        (b"\xff\xd8\xff\xe0\0", "not text but a JPEG picture"),
        (_zip(), "not text but a ZIP archive, as Word, OpenDocument and EPUB files are"),
        (gzip.compress(b"x", mtime=0), "not text but a gzip archive"),
        (b"{\\rtf1 x}", "not text but rich text"),
        (b"\xd0\xcf\x11\xe0", "not text but an old Office document"),
        (b"words\0words", "not text but a binary file"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\n<html>", "a web archive (MHTML)"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a"])
def test_what_is_no_text_is_refused_by_what_it_is(content: bytes, kind: str, name: str) -> None:
    """Whatever the file is called."""
    with pytest.raises(FileUnreadable, match=re.escape(kind)):
        extract(content, path=name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.html"),
        (b"<html><script>draw()</script><div id=app></div>", "a.html"),
        (b"<!---->" * 5000, "a.html"),
        (b"", "a.md"),
        (b"---\na: b\n---\n", "a.md"),
    ],
)
def test_a_page_without_words_is_refused(content: bytes, name: str) -> None:
    """Such as one that its scripts would have drawn."""
    media_type = "text/html" if name == "a.html" else None
    with pytest.raises(FileUnreadable, match="it shows no words"):
        extract(content, path=name, media_type=media_type)


@pytest.mark.parametrize("unit", ["<div>", "<ul><li>", "<b>", "<blockquote><p>x"])
def test_a_page_nested_too_deeply_is_refused(unit: str) -> None:
    """The end of each element is sought among all that are open: that is bounded."""
    assert lines_of(f"<html>{unit * 90}x</b>")[-1].endswith("x")
    with pytest.raises(FileUnreadable, match="its elements are nested more than 1000 deep"):
        lines_of(f"<html>{unit * 50_000}x</b>")


@given(
    st.text(alphabet="<>/!-ab =\"'&;\n\u2022\0", max_size=80), st.sampled_from(["a.html", "a.md", "a.txt"])
)
@settings(deadline=None)
def test_any_content_is_read_or_refused_in_one_sentence(content: str, name: str) -> None:
    """Nothing but FileUnreadable comes of it."""
    try:
        message = extract(content.encode(), path=name).form.value
    except FileUnreadable as refused:
        message = str(refused)
    assert "\n" not in message


_HOSTILE: dict[str, Callable[[int], str]] = {
    "unclosed": lambda count: "".join(f"<p><b id={number}>x" for number in range(count)),
    "attributes": lambda count: "<p " + " ".join(f"a{number}=1" for number in range(count)) + ">x",
    "comments": lambda count: "<!--" * count + "-->x",
    "brackets": lambda count: "<" * count + "x",
    "lists": lambda count: "<ul><li>x<ul><li>y</ul></ul>" * count,
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_hostile_markup_of_some_size_is_read(name: str) -> None:
    """Each costs a parser of trees its square; none is near the limit of a test here."""
    assert lines_of("<html>" + _HOSTILE[name](40_000))
