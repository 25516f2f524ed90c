"""What every store promises (`graph.store.ClaimStore`): the same tests for each kind of store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rdflib

from graph.errors import ClaimsSyntaxError, InvalidIri, QueryFailed
from graph.store import ClaimStore, Document, Term, open_store

_OPENERS: dict[str, Callable[[Path], ClaimStore]] = {
    "memory": lambda _folder: open_store(),
    "disk": lambda folder: open_store(folder / "store"),
}
_ONE = "http://x.org/graph/one"
_TWO = "http://x.org/graph/two"


@pytest.fixture(params=sorted(_OPENERS))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ClaimStore]:
    """Open an empty store of each kind."""
    with _OPENERS[request.param](tmp_path) as opened:
        yield opened


def _document(turtle: str, graph: str = _ONE) -> Document:
    return Document(path="invented.ttl", graph=graph, text=turtle.encode())


def _iri(name: str) -> Term:
    return Term(f"http://x.org/{name}", "iri")


def test_a_document_is_loaded_into_the_graph_it_names(store: ClaimStore) -> None:
    """The number of triples comes back, and each graph holds its own."""
    assert store.load(_document("@prefix : <http://x.org/> . :a :b :c , :d .")) == 2
    assert store.load(_document("<http://x.org/e> <http://x.org/b> 1 .", _TWO)) == 1
    rows = store.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g")
    assert list(rows) == [{"g": _ONE, "n": "2"}, {"g": _TWO, "n": "1"}]


def test_loading_twice_changes_nothing(store: ClaimStore) -> None:
    """A graph is a set of triples: the second time none is new."""
    document = _document("<http://x.org/a> <http://x.org/b> 1 , 1 .")
    assert [store.load(document), store.load(document)] == [1, 0]
    assert store.load(_document(document.text.decode(), _TWO)) == 1


def test_without_a_graph_a_query_sees_all_of_them(store: ClaimStore) -> None:
    """The default graph is the union of the named ones: a pattern may span two files."""
    store.load(_document("<http://x.org/a> <http://x.org/b> <http://x.org/c> ."))
    store.load(_document("<http://x.org/c> <http://x.org/b> <http://x.org/d> .", _TWO))
    assert store.ask("ASK { <http://x.org/a> <http://x.org/b>/<http://x.org/b> <http://x.org/d> }")


def test_rows_keep_order_and_leave_gaps(store: ClaimStore) -> None:
    """Rows come as the query orders them; what is unbound is None."""
    store.load(_document("@prefix : <http://x.org/> . :b :p 2 . :a :p 1 ; :q :z ."))
    rows = store.select("SELECT ?s ?q { ?s :p ?n OPTIONAL { ?s :q ?q } } ORDER BY ?n", {"": "http://x.org/"})
    assert rows.variables == ("s", "q")
    assert list(rows) == [
        {"s": "http://x.org/a", "q": "http://x.org/z"},
        {"s": "http://x.org/b", "q": None},
    ]
    assert len(rows) == 2


def test_terms_say_what_they_are(store: ClaimStore) -> None:
    """IRIs, texts with a language, typed values and nameless nodes can be told apart."""
    store.load(_document('@prefix : <http://x.org/> . :a :p :b , "où"@fr , 1.50 , "s" , [] .'))
    rows = store.select("SELECT ?o { ?s ?p ?o }")
    found = {term.kind: [] for term in (row[0] for row in rows.rows) if term}
    for row in rows.rows:
        assert row[0] is not None
        found[row[0].kind].append(row[0])
    assert [term.value for term in found["iri"]] == ["http://x.org/b"]
    assert len(found["blank"]) == 1
    texts = {(term.value, term.language) for term in found["literal"]}
    assert ("où", "fr") in texts
    assert ("s", None) in texts
    datatypes = {term.datatype for term in found["literal"]}
    assert "http://www.w3.org/2001/XMLSchema#decimal" in datatypes


def test_construct_gives_an_rdflib_graph(store: ClaimStore) -> None:
    """Users and exports are handed rdflib, whatever holds the data."""
    store.load(_document('<http://x.org/a> <http://x.org/b> "é"@fr .'))
    answer = store.construct("CONSTRUCT { ?o2 <http://x.org/of> ?s } WHERE { ?s ?p ?o BIND (?s AS ?o2) }")
    assert isinstance(answer, rdflib.Graph)
    assert set(answer) == {
        (rdflib.URIRef("http://x.org/a"), rdflib.URIRef("http://x.org/of"), rdflib.URIRef("http://x.org/a"))
    }


@pytest.mark.parametrize(
    ("method", "text"),
    [
        ("select", "ASK {}"),
        ("ask", "SELECT * {}"),
        ("construct", "ASK {}"),
        ("select", "SELECT * WHERE {"),
        ("ask", "nonsense"),
        ("select", "INSERT DATA { <http://x.org/a> <http://x.org/b> 1 }"),
        ("select", "SELECT * { ?s undeclared:p ?o }"),
    ],
    ids=["ask-as-select", "select-as-ask", "ask-as-construct", "cut-short", "nonsense", "update", "prefix"],
)
def test_a_query_of_another_form_or_none_is_refused(store: ClaimStore, method: str, text: str) -> None:
    """A query that is malformed or of another form raises one error, and nothing else."""
    with pytest.raises(QueryFailed):
        getattr(store, method)(text)


def test_asking_changes_nothing(store: ClaimStore) -> None:
    """An update in place of a query is refused before it does anything."""
    with pytest.raises(QueryFailed):
        store.select("INSERT DATA { <http://x.org/a> <http://x.org/b> 1 }")
    assert store.ntriples() == b""


@pytest.mark.parametrize(
    ("turtle", "line", "column"),
    [
        ("<http://x.org/a> <http://x.org/b> 1 .\n<http://x.org/a> <http://x.org/b> .", 2, 35),
        ("@prefix a: <http://x.org/> .\n\na:a a:b 'open .", 3, 9),
        ("a:a a:b 1 .", 1, 1),
    ],
    ids=["no-object", "open-string", "no-prefix"],
)
def test_bad_turtle_is_refused_with_its_place(store: ClaimStore, turtle: str, line: int, column: int) -> None:
    """File, line and column, both from 1, and nothing of the file is loaded."""
    with pytest.raises(ClaimsSyntaxError) as caught:
        store.load(_document(turtle))
    assert (caught.value.path, caught.value.line, caught.value.column) == ("invented.ttl", line, column)
    assert caught.value.exit_code == 2
    assert store.ntriples() == b""


@pytest.mark.parametrize(
    "name",
    ["http://x.org/a b", "no-scheme", "http://x.org/%zz", "http://[x.org/", "http://x.org:port/a"],
    ids=["space", "relative", "percent", "bracket", "port"],
)
def test_a_name_that_is_no_iri_is_refused_as_such(store: ClaimStore, name: str) -> None:
    """What is no IRI is told apart from other syntax: the remedy is another one."""
    with pytest.raises(InvalidIri) as caught:
        store.load(_document(f"\n<{name}> <http://x.org/b> 1 ."))
    assert caught.value.line == 2
    assert caught.value.exit_code == 1
    assert store.ntriples() == b""


def test_derived_triples_stand_apart(store: ClaimStore) -> None:
    """What a CONSTRUCT gives goes into the graph that is named, and nowhere else."""
    store.load(_document("<http://x.org/a> <http://x.org/b> <http://x.org/c> ."))
    assert store.derive("CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?o }", _TWO) == 1
    assert store.ntriples([_TWO]) == b"<http://x.org/c> <http://x.org/b> <http://x.org/a> .\n"
    assert store.ntriples([_ONE]) == b"<http://x.org/a> <http://x.org/b> <http://x.org/c> .\n"
    with pytest.raises(QueryFailed):
        store.derive("SELECT * {}", _TWO)


def test_added_triples_keep_language_and_datatype(store: ClaimStore) -> None:
    """Values put in come out as they were."""
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    store.add(
        [
            (_iri("a"), _iri("b"), Term('"quoted"\n\\', "literal")),
            (_iri("a"), _iri("b"), Term("où", "literal", language="fr")),
            (_iri("a"), _iri("b"), Term("7", "literal", integer)),
        ],
        _ONE,
    )
    found = {(o, getattr(o, "language", None)) for o in rdflib.Graph().parse(data=store.ntriples()).objects()}
    assert (rdflib.Literal("où", lang="fr"), "fr") in found
    assert (rdflib.Literal(7), None) in found
    assert (rdflib.Literal('"quoted"\n\\'), None) in found


def test_equal_graphs_give_equal_turtle(store: ClaimStore) -> None:
    """The order of loading does not show, a triple of two graphs is written once, types come first."""
    lines = [f"<http://x.org/s{n % 3}> <http://x.org/p> {n} ." for n in range(9)]
    lines.append("<http://x.org/s1> a <http://x.org/T> .")
    with open_store() as other:
        store.load(_document("\n".join(lines)))
        other.load(_document("\n".join(reversed(lines)), _TWO))
        other.load(_document("\n".join(lines[:4]), _ONE))
        prefixes = {"x": "http://x.org/"}
        written = store.turtle([_ONE], prefixes)
        assert written == other.turtle([_ONE, _TWO], prefixes)
    assert b"x:s1 a x:T" in written
    assert len(rdflib.Graph().parse(data=written, format="turtle")) == 10


def test_a_closed_store_holds_nothing(tmp_path: Path) -> None:
    """After the block everything is let go of."""
    for opener in _OPENERS.values():
        with opener(tmp_path) as opened:
            opened.load(_document("<http://x.org/a> <http://x.org/b> 1 ."))
        assert opened.ntriples() == b""
