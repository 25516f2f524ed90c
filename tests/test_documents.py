"""Data files: found in order, cleaned of what editors leave, searched for lines; bad ones refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import FileUnreadable, NothingToBuild, QueryFailed
from graph.store import Document, Place, Places, query_form, read_documents, read_text
from graph.vocab import AUTHORED_GRAPHS

_TURTLE = """@prefix a: <http://x.org/a#> .
PREFIX b: <http://x.org/b#>
# a:c001 in a comment
a:c001 a b:Claim ;
    b:next a:c002 .
a:c002 a b:Claim .
  <http://x.org/a#c003> a b:Claim .
a:c001 b:more 1 .
a:c0010 a b:Claim .
"""


def _document(text: str = _TURTLE) -> Document:
    return Document(path="x.ttl", graph="http://x.org/g", text=text.encode())


@pytest.mark.parametrize(
    ("local", "line"), [("c001", 4), ("c002", 6), ("c003", 7), ("c0010", 9), ("c004", None)]
)
def test_a_description_is_found_by_its_first_word(local: str, line: int | None) -> None:
    """With a prefix or in full, indented or not; comments and longer names do not count."""
    place = Places([_document()]).start(f"http://x.org/a#{local}")
    assert place == (None if line is None else Place("x.ttl", line))


def test_a_mention_is_found_anywhere() -> None:
    """The first line that names an IRI, as a whole word; for none, the file alone."""
    places = Places([_document()])

    def naming(iri: str) -> Place | None:
        return places.naming("http://x.org/g", iri, "http://x.org/a#none")

    assert naming("http://x.org/a#c002") == Place("x.ttl", 5)
    assert naming("http://x.org/b#Claim") == Place("x.ttl", 4)
    assert naming("http://x.org/a#c00") == Place("x.ttl", None)


def test_a_folder_is_read_in_order_of_name_with_its_subfolders(tmp_path: Path) -> None:
    """Files of other endings are left alone; each file is a graph of its own, named by its path."""
    (tmp_path / "sub dir").mkdir()
    for name in ("b.ttl", "a.ttl", "notes.txt", "sub dir/é.ttl"):
        (tmp_path / name).write_text("# nothing\n", encoding="utf-8")
    (tmp_path / "folder.ttl").mkdir()
    documents = list(read_documents(tmp_path))
    assert [Path(document.path).name for document in documents] == ["a.ttl", "b.ttl", "é.ttl"]
    assert [document.graph.removeprefix(AUTHORED_GRAPHS) for document in documents] == [
        "a.ttl",
        "b.ttl",
        "sub%20dir/%C3%A9.ttl",
    ]


def test_what_editors_hide_is_passed_over(tmp_path: Path) -> None:
    """Lock files, resource forks and checkpoints are no data, and no second description of them."""
    (tmp_path / ".checkpoints").mkdir()
    for name in ("a.ttl", "._a.ttl", ".checkpoints/a.ttl"):
        (tmp_path / name).write_bytes(b"# nothing\n")
    (tmp_path / ".#a.ttl").symlink_to("someone@somewhere")
    assert [Path(document.path).name for document in read_documents(tmp_path)] == ["a.ttl"]


def test_a_link_that_leads_nowhere_is_not_passed_over(tmp_path: Path) -> None:
    """Data that are missing must not be missed in silence."""
    (tmp_path / "a.ttl").write_bytes(b"# nothing\n")
    (tmp_path / "b.ttl").symlink_to(tmp_path / "gone.ttl")
    with pytest.raises(FileUnreadable, match=r"b\.ttl: it cannot be read"):
        list(read_documents(tmp_path))


def test_a_file_has_the_graph_it_has_in_its_folder(tmp_path: Path) -> None:
    """Naming the file or the folder that holds it alone makes no difference to the graph."""
    (tmp_path / "a.ttl").write_text("# nothing\n", encoding="utf-8")
    (one,) = read_documents(tmp_path)
    (other,) = read_documents(tmp_path / "a.ttl")
    assert one == other


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "bom"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path: Path, ends: str, mark: str) -> None:
    """However an editor saved it, the text is the same."""
    path = tmp_path / "a.ttl"
    path.write_bytes((mark + "a\nb\n").replace("\n", ends).encode())
    assert read_text(path) == b"a\nb\n"


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    """A path that leads nowhere: which, and the option that names another."""
    with pytest.raises(FileUnreadable, match=r"there is no such file or folder.*--data"):
        list(read_documents(tmp_path / "missing.ttl"))


def test_a_folder_without_turtle_is_said(tmp_path: Path) -> None:
    """An empty folder holds no claims; nor does one that holds what a build wrote."""
    (tmp_path / "claims.full.ttl").write_text("# written by a build\n", encoding="utf-8")
    with pytest.raises(NothingToBuild, match="there are no claims here"):
        list(read_documents(tmp_path))


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"\xff", 1, 1),
        (b"one\ntw\xc3o", 2, 3),
        ("\ufeffäö".encode() + b"\xe9", 1, 3),
        ("ä\r\nöü".encode() + b"\x80", 2, 3),
    ],
    ids=["first-byte", "cut-letter", "after-a-mark", "after-crlf"],
)
def test_what_is_not_utf8_is_refused_with_its_place(
    tmp_path: Path, content: bytes, line: int, column: int
) -> None:
    """Line and column, both from 1, count letters, not bytes."""
    path = tmp_path / "a.ttl"
    path.write_bytes(content)
    with pytest.raises(FileUnreadable) as caught:
        read_text(path)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert str(caught.value).startswith(f"{path}:{line}:{column}: ")


def test_an_unreadable_file_is_refused_with_the_reason(tmp_path: Path) -> None:
    """A folder is no file, and neither is a pipe, which would be waited for."""
    with pytest.raises(FileUnreadable, match="this is a folder"):
        read_text(tmp_path)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileUnreadable, match="no regular file"):
        read_text(pipe)


@given(st.text())
def test_any_text_comes_back_with_plain_line_ends(text: str) -> None:
    """Reading is decoding and nothing more, apart from line ends and a leading mark."""
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile() as file:
        Path(file.name).write_bytes(text.encode("utf-8", "surrogatepass"))
        if any("\ud800" <= char <= "\udfff" for char in text):
            return
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        assert read_text(Path(file.name)).decode() == plain


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("ask {}", "ASK"),
        ("# DELETE\nPREFIX drop: <http://insert.org/> CONSTRUCT WHERE { ?s drop:load ?o }", "CONSTRUCT"),
        ("BASE <http://delete.org/> SELECT ('DROP ALL' AS ?x) {}", "SELECT"),
        ("PREFIX a: <http://x.org/> SELECT ?service { ?a a:service ?service }", "SELECT"),
    ],
    ids=["select", "small-letters", "names-like-updates", "strings", "variables"],
)
def test_queries_that_only_read_are_told_by_their_form(text: str, form: str) -> None:
    """Comments, strings, names and variables do not decide, words do."""
    assert query_form(text) == form


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:b> <a:c> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "DESCRIBE <a:b>",
        "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "LOAD <http://x.org/>",
        "CLEAR ALL",
        "drop graph <a:b>",
        "SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://x.org/> { ?s ?p ?o } }",
        "",
        "# only a comment",
        "PREFIX a: <a:b>",
    ],
)
def test_every_other_form_is_refused(text: str) -> None:
    """Updates, DESCRIBE, calls to other endpoints and empty texts are not run."""
    with pytest.raises(QueryFailed):
        query_form(text)
