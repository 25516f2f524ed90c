"""What every store promises (`graph.store.ClaimStore`): the same tests for each kind of store.

In memory, on disk, and on an Oxigraph server in the normal suite; on Virtuoso where ``make test-servers``
found one. A server may hold graphs of its own: the tests ask about theirs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import rdflib

from graph import resources, vocab
from graph.errors import ClaimsSyntaxError, InvalidIri, QueryFailed, UsageError
from graph.store import ClaimStore, Document, Rows, Term, open_store, read_documents
from tests.corpora import SECOND
from tests.servers import VIRTUOSO_VARIABLE, Server, oxigraph_server, virtuoso_server

_KINDS = ["disk", "memory", "oxigraph", *(["virtuoso"] if os.environ.get(VIRTUOSO_VARIABLE) else [])]
_ONE = "http://x.org/graph/one"
_TWO = "http://x.org/graph/two"
_XSD = vocab.PREFIXES["xsd"]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Server]]:
    """Start each server once."""
    folder = tmp_path_factory.mktemp("servers")
    with oxigraph_server(folder / "oxigraph", "--union-default-graph") as oxigraph:
        if "virtuoso" in _KINDS:
            with virtuoso_server(folder / "virtuoso") as virtuoso:
                yield {"oxigraph": oxigraph, "virtuoso": virtuoso}
        else:
            yield {"oxigraph": oxigraph}


@pytest.fixture(params=_KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str | Path:
    """Give the location of an empty store of each kind."""
    if request.param == "memory":
        return ":memory:"
    if request.param == "disk":
        return tmp_path / "store"
    server: Server = request.getfixturevalue("servers")[request.param]
    for name, value in server.environment().items():
        monkeypatch.setenv(name, value)
    with open_store(server.query) as opened:
        opened.remove(opened.graphs())
    return server.query


@pytest.fixture
def store(place: str | Path) -> Iterator[ClaimStore]:
    """Open an empty store of each kind."""
    with open_store(place) as opened:
        yield opened


def _document(turtle: str, graph: str = _ONE) -> Document:
    return Document(path="invented.ttl", graph=graph, text=turtle.encode())


def _iri(name: str) -> Term:
    return Term(f"http://x.org/{name}", "iri")


def test_a_document_is_loaded_into_the_graph_it_names(store: ClaimStore) -> None:
    """The number of triples comes back, and each graph holds its own."""
    assert store.load(_document("@prefix : <http://x.org/> . :a :b :c , :d .")) == 2
    assert store.load(_document("<http://x.org/e> <http://x.org/b> 1 .", _TWO)) == 1
    rows = store.select(
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g", graphs=[_ONE, _TWO]
    )
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
    rows = store.select("SELECT ?o { ?s <http://x.org/p> ?o }")
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
    answer = store.construct(
        "CONSTRUCT { ?o2 <http://x.org/of> ?s } WHERE { ?s ?p ?o BIND (?s AS ?o2) }", graphs=[_ONE]
    )
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
    assert store.derive("CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?o }", _TWO, graphs=[_ONE]) == 1
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


def test_something_nameless_may_be_added(store: ClaimStore) -> None:
    """In front of a triple and behind it, one node where it has one name."""
    node = Term("_:n", "blank")
    store.add([(node, _iri("p"), Term("1", "literal")), (_iri("a"), _iri("q"), node)], _ONE)
    assert store.ask("ASK { <http://x.org/a> <http://x.org/q> ?n . ?n <http://x.org/p> ?o }", graphs=[_ONE])
    assert store.count(_ONE) == 2


@pytest.mark.parametrize(
    "bad",
    [
        (Term("a", "literal"), _iri("p"), _iri("b")),
        (_iri("a"), Term("_:p", "blank"), _iri("b")),
        (_iri("a"), Term("p", "literal"), _iri("b")),
        (Term("no iri", "iri"), _iri("p"), _iri("b")),
        (_iri("a"), _iri("p"), Term("http://x.org/a b", "iri")),
        (_iri("a"), _iri("p"), Term("a", "literal", None, "no tag")),
        (Term("_:a b", "blank"), _iri("p"), _iri("b")),
        (_iri("a"), _iri("p\ud800\x1b[31m"), _iri("b")),
    ],
    ids=["text", "nameless", "text-between", "no-iri", "no-iri-behind", "language", "label", "letters"],
)
def test_what_is_no_triple_is_told_and_nothing_is_added(
    store: ClaimStore, bad: tuple[Term, Term, Term]
) -> None:
    """One sentence that can be printed, and the others of the call are not added either."""
    with pytest.raises(UsageError, match="a triple of") as caught:
        store.add([(_iri("a"), _iri("p"), _iri("b")), bad], _ONE)
    assert str(caught.value).isprintable()
    assert store.count(_ONE) == 0


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


def test_putting_replaces_what_was_there(store: ClaimStore) -> None:
    """Afterwards each graph holds exactly its document, and no other graph is touched."""
    store.put(
        [
            _document("@prefix : <http://x.org/> . :a :p 1 , 2 ."),
            _document("<http://x.org/z> a <http://x.org/T> .", _TWO),
        ]
    )
    store.put([_document("@prefix : <http://x.org/> . :a :p 2 , 3 .")])
    assert _values(store.select("SELECT ?o { ?s <http://x.org/p> ?o }")) == ["2", "3"]
    assert (store.count(_ONE), store.count(_TWO)) == (2, 1)


def test_putting_many_at_once(store: ClaimStore) -> None:
    """New graphs and replaced ones in one call, all as they are to be; doing it again changes nothing."""
    names = [f"http://x.org/graph/{number}" for number in range(12)]
    store.put([_document("<http://x.org/old> <http://x.org/p> 0 .", name) for name in names[:4]])
    documents = [
        _document(f"<http://x.org/s> <http://x.org/p> {number} , {number + 1} .", name)
        for number, name in enumerate(names)
    ]
    for _ in range(2):
        store.put(documents)
        assert store.graphs() == tuple(sorted(names))
        assert [store.count(name) for name in names] == [2] * len(names)
    assert not store.ask("ASK { <http://x.org/old> <http://x.org/p> ?o }")


def test_of_two_documents_for_one_graph_the_later_counts(store: ClaimStore) -> None:
    """A graph is one document's: the last one named."""
    store.put(
        [
            _document("<http://x.org/a> <http://x.org/p> 1 , 2 ."),
            _document("<http://x.org/a> <http://x.org/p> 3 ."),
        ]
    )
    assert store.ntriples([_ONE]) == f'<http://x.org/a> <http://x.org/p> "3"^^<{_XSD}integer> .\n'.encode()


def test_putting_nothing_empties_a_graph(store: ClaimStore) -> None:
    """A document without triples leaves a graph that holds nothing, and is not listed."""
    store.put([_document("<http://x.org/a> <http://x.org/p> 1 .")])
    store.put([_document("# nothing is said here")])
    assert store.graphs() == ()
    assert store.count(_ONE) == 0
    store.put([])


@pytest.mark.parametrize(
    "turtle", ["<http://x.org/a> <http://x.org/b>", "<a b> <http://x.org/b> 1 ."], ids=["syntax", "iri"]
)
def test_one_bad_document_leaves_everything_as_it_was(store: ClaimStore, turtle: str) -> None:
    """The others of the call are not put either, be they new or to be replaced."""
    store.put([_document("<http://x.org/a> <http://x.org/p> 1 .")])
    with pytest.raises((ClaimsSyntaxError, InvalidIri)):
        store.put(
            [
                _document("<http://x.org/a> <http://x.org/p> 2 ."),
                _document("<http://x.org/a> <http://x.org/p> 3 .", _TWO),
                _document(turtle, "http://x.org/graph/three"),
            ]
        )
    assert store.graphs() == (_ONE,)
    assert _values(store.select("SELECT ?o { ?s <http://x.org/p> ?o }")) == ["1"]


def test_removed_graphs_are_gone_as_a_whole(store: ClaimStore) -> None:
    """What was never there may be named as well."""
    store.put(
        [
            _document("<http://x.org/a> <http://x.org/p> 1 , 2 ."),
            _document("<http://x.org/a> <http://x.org/p> 3 .", _TWO),
        ]
    )
    store.remove([_ONE, "http://x.org/graph/never"])
    assert store.graphs() == (_TWO,)
    assert _values(store.select("SELECT ?o { ?s <http://x.org/p> ?o }")) == ["3"]
    store.remove([])
    store.remove([_TWO])
    assert store.graphs() == ()


@pytest.mark.parametrize("name", ["a%20b.ttl", "é.ttl", "a,b;c=d&e+f.ttl", "part?x=1&y=%26#end"])
def test_a_graph_may_have_any_name(store: ClaimStore, name: str) -> None:
    """Names travel as they are, whatever they mean in an address."""
    graph = f"http://x.org/graph/{name}"
    store.put([_document("<http://x.org/a> <http://x.org/p> 1 .", graph)])
    assert store.graphs() == (graph,)
    assert store.count(graph) == 1
    assert store.ask("ASK { ?s <http://x.org/p> 1 }", graphs=[graph])
    store.remove([graph])
    assert store.graphs() == ()


def test_a_query_sees_only_the_graphs_it_is_about(store: ClaimStore) -> None:
    """Their union is its default graph, and GRAPH finds no others."""
    names = [f"http://x.org/graph/{number}" for number in range(3)]
    store.put([_document(f"<http://x.org/s> <http://x.org/p> {n} .", name) for n, name in enumerate(names)])
    text = "SELECT ?o { ?s <http://x.org/p> ?o }"
    assert _values(store.select(text)) == ["0", "1", "2"]
    assert _values(store.select(text, graphs=names[:2])) == ["0", "1"]
    assert [row[0].value for row in store.rows(text, graphs=names[2:]) if row[0]] == ["2"]
    assert store.select(text, graphs=[]).rows == ()
    assert store.select(text, graphs=["http://x.org/graph/never"]).rows == ()
    named = store.select("SELECT ?o { GRAPH ?g { ?s <http://x.org/p> ?o } }", graphs=names[1:])
    assert _values(named) == ["1", "2"]
    assert store.ask("ASK { ?s <http://x.org/p> 1 }", graphs=names[1:])
    assert not store.ask("ASK { ?s <http://x.org/p> 0 }", graphs=names[1:])
    assert len(store.construct("CONSTRUCT WHERE { ?s <http://x.org/p> ?o }", graphs=names[1:])) == 2
    assert (
        store.derive(
            "CONSTRUCT { ?s <http://x.org/q> ?o } { ?s <http://x.org/p> ?o }", _TWO, graphs=names[:1]
        )
        == 1
    )


def test_rows_are_streamed_as_select_gives_them(store: ClaimStore) -> None:
    """The same rows in the same order; what is malformed is refused before the first is asked for."""
    store.load(_document("@prefix : <http://x.org/> . :a :p 3 , 1 , 2 ; :q :z . :b :p 4 ."))
    text = "SELECT ?o ?q { ?s :p ?o OPTIONAL { ?s :q ?q } } ORDER BY DESC(?o)"
    prefixes = {"": "http://x.org/"}
    assert tuple(store.rows(text, prefixes)) == store.select(text, prefixes).rows
    assert [row[0].value for row in store.rows(text, prefixes) if row[0]] == ["4", "3", "2", "1"]
    with pytest.raises(QueryFailed):
        store.rows("SELECT * {")
    with pytest.raises(QueryFailed):
        store.rows("ASK {}")


@pytest.mark.parametrize(
    ("written", "value", "datatype"),
    [
        ("75.0", "75", "decimal"),
        ("0.50", "0.5", "decimal"),
        ("-0.0125", "-0.0125", "decimal"),
        ("7", "7", "integer"),
        ('"007"^^xsd:integer', "7", "integer"),
        ('"5"^^xsd:nonNegativeInteger', "5", "integer"),
        ("1.0e3", "1000", "double"),
        ("false", "false", "boolean"),
        ('"2024-02-29"^^xsd:date', "2024-02-29", "date"),
        ('"2024-02-29T10:00:00.000Z"^^xsd:dateTime', "2024-02-29T10:00:00Z", "dateTime"),
        ('"2024"^^xsd:gYear', "2024", "gYear"),
        ('"2024-02"^^xsd:gYearMonth', "2024-02", "gYearMonth"),
        ('"http://x.org/a"^^xsd:anyURI', "http://x.org/a", "anyURI"),
        ('"plain"', "plain", "string"),
        ('""', "", "string"),
        ('"0.50"', "0.50", "string"),
    ],
)
def test_a_value_comes_back_in_one_form(store: ClaimStore, written: str, value: str, datatype: str) -> None:
    """Stores rewrite literals, each in its own way; here they all give the same."""
    store.load(_document(f"@prefix xsd: <{_XSD}> . <http://x.org/a> <http://x.org/p> {written} ."))
    rows = store.select("SELECT ?o { ?s <http://x.org/p> ?o }").rows
    assert rows == ((Term(value, "literal", _XSD + datatype),),)


def test_texts_come_back_as_they_were(store: ClaimStore) -> None:
    """Line ends, quotes, backslashes, other scripts, and the language, in small letters."""
    text = 'a "b"\\ \n\t<c> & é – 目 🙂 \u200f'
    literal = rdflib.Literal(text, lang="en-GB").n3()
    store.put([_document(f"<http://x.org/a> <http://x.org/p> {literal} .")])
    ((found,),) = store.select("SELECT ?o { ?s <http://x.org/p> ?o }").rows
    assert found == Term(text, "literal", vocab.PREFIXES["rdf"] + "langString", "en-gb")
    (kept,) = rdflib.Graph().parse(data=store.ntriples([_ONE])).objects()
    assert str(kept) == text


def test_nameless_nodes_of_two_documents_stay_apart(store: ClaimStore) -> None:
    """One label in two files means two things."""
    turtle = "_:x <http://x.org/p> 1 . <http://x.org/a> <http://x.org/q> _:x ."
    store.put([_document(turtle), _document(turtle, _TWO)])
    assert list(store.select("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s <http://x.org/p> 1 }")) == [{"n": "2"}]
    assert store.ask("ASK { <http://x.org/a> <http://x.org/q>/<http://x.org/p> 1 }", graphs=[_TWO])


def test_an_answer_is_never_cut_short(store: ClaimStore) -> None:
    """Beyond ten thousand rows, where a server may stop with a status that says all is well."""
    count = 12_345
    lines = (f"<http://x.org/s{n}> <http://x.org/p> {n} ; <http://x.org/q> {n % 7} ." for n in range(count))
    store.put([_document("\n".join(lines))])
    assert store.count(_ONE) == 2 * count
    ordered = [
        row[0].value for row in store.rows("SELECT ?o { ?s <http://x.org/p> ?o } ORDER BY DESC(?o)") if row[0]
    ]
    assert ordered == [str(n) for n in reversed(range(count))]
    ties = store.select("SELECT ?s ?q { ?s <http://x.org/q> ?q } ORDER BY ?q")
    assert [row["q"] for row in ties] == sorted(str(n % 7) for n in range(count))
    assert len({row["s"] for row in ties}) == count
    assert len(set(store.rows("SELECT ?s { ?s <http://x.org/p> ?o }"))) == count
    assert len(store.select("SELECT ?s { ?s <http://x.org/p> ?o } LIMIT 11000")) == 11_000
    some = store.select("SELECT ?s ?o { ?s <http://x.org/p> ?o } ORDER BY ?o LIMIT 9000 OFFSET 1000")
    assert [row["o"] for row in some] == [str(n) for n in range(1000, 10_000)]
    assert (
        store.derive("CONSTRUCT { ?s <http://x.org/r> ?o } WHERE { ?s <http://x.org/p> ?o }", _TWO) == count
    )
    assert store.count(_TWO) == count
    assert store.ntriples([_TWO]).count(b"\n") == count


def test_a_query_may_limit_itself_to_more_than_a_server_gives_at_once(store: ClaimStore) -> None:
    """By its own LIMIT and OFFSET, beyond ten thousand rows, in an order of its own or in none."""
    count = 12_345
    lines = (f"<http://x.org/s{n}> <http://x.org/p> {n} ; <http://x.org/q> {n % 7} ." for n in range(count))
    store.put([_document("\n".join(lines))])
    text = "SELECT ?q ?o { ?s <http://x.org/p> ?o ; <http://x.org/q> ?q }"
    numbers = list(range(count))
    for end, wanted in (
        ("ORDER BY ?o LIMIT 11000", numbers[:11_000]),
        ("ORDER BY ?o LIMIT 9000 OFFSET 3000", numbers[3000:12_000]),
        ("ORDER BY DESC(?o) OFFSET 300 LIMIT 20000", numbers[:-300][::-1]),
        ("ORDER BY ?o OFFSET 12000", numbers[12_000:]),
        ("ORDER BY ?o LIMIT 10000", numbers[:10_000]),
    ):
        found = store.select(f"{text} {end}")
        assert found.variables == ("q", "o")
        assert [row["o"] for row in found] == [str(n) for n in wanted], end
    for end, size in (("OFFSET 300", count - 300), ("LIMIT 11000 OFFSET 1000", 11_000), ("OFFSET 20000", 0)):
        rows = store.select(f"{text} {end}").rows
        assert len(rows) == len(set(rows)) == size, end
    construct = (
        "CONSTRUCT { ?s <http://x.org/r> ?o } WHERE { ?s <http://x.org/p> ?o } ORDER BY ?o LIMIT 11000"
    )
    assert store.derive(construct, _TWO) == 11_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CONSTRUCT WHERE { ?s :p ?o }", {("a", "p", "b"), ("c", "p", "d")}),
        ("CONSTRUCT { ?o :q ?s } WHERE { ?s :p ?o }", {("b", "q", "a"), ("d", "q", "c")}),
        (
            "CONSTRUCT{?s :q ?o,:z;:r ?none.}{?s :p ?o OPTIONAL{?s :nothing ?none}}",
            {("a", "q", "b"), ("c", "q", "d"), ("a", "q", "z"), ("c", "q", "z")},
        ),
        (
            "# { not this\nCONSTRUCT { ?s :q :z } # } nor this\nWHERE { ?s :p ?o } ORDER BY ?s LIMIT 1",
            {("a", "q", "z")},
        ),
        ("CONSTRUCT { :x :q :y } WHERE { ?s :p ?o }", {("x", "q", "y")}),
        ("CONSTRUCT { $s $p $o } WHERE { $s $p $o FILTER ($s = :a) }", {("a", "p", "b")}),
        (
            "PREFIX : <http://x.org/> CONSTRUCT { ?s ?p ?o } { BIND (:p AS ?p) ?s ?p ?o FILTER (?o != '}') }",
            {("a", "p", "b"), ("c", "p", "d")},
        ),
        ("CONSTRUCT { } WHERE { ?s :p ?o }", set()),
        ("CONSTRUCT { ?s :q ?o } WHERE { ?s :never ?o }", set()),
    ],
    ids=["short", "turned", "gaps", "comments", "constant", "dollars", "strings", "empty", "none"],
)
def test_a_construct_gives_what_its_template_says(
    store: ClaimStore, text: str, expected: set[tuple[str, ...]]
) -> None:
    """However it is written; a triple with a gap is left out."""
    store.put([_document("@prefix : <http://x.org/> . :a :p :b . :c :p :d .")])
    answer = store.construct(text, {"": "http://x.org/"}, graphs=[_ONE])
    assert {
        tuple(str(term).removeprefix("http://x.org/") for term in triple) for triple in answer
    } == expected


def test_a_nameless_node_of_a_template_is_new_for_each_row(store: ClaimStore) -> None:
    """Within a row one label is one node; of two rows it is two, and a node of the data stays itself."""
    store.put([_document("@prefix : <http://x.org/> . :a :p :b . :c :p :d .")])
    text = "CONSTRUCT { _:note :of ?s ; :says ?o . ?s :noted _:note } WHERE { ?s :p ?o }"
    answer = store.construct(text, {"": "http://x.org/"}, graphs=[_ONE])
    assert len(answer) == 6
    notes = {node for node in answer.subjects() if isinstance(node, rdflib.BNode)}
    x = rdflib.Namespace("http://x.org/")
    assert {frozenset(answer.predicate_objects(node)) for node in notes} == {
        frozenset({(x.of, x.a), (x.says, x.b)}),
        frozenset({(x.of, x.c), (x.says, x.d)}),
    }
    assert {(s, o) for s, o in answer.subject_objects(x.noted)} == {
        (answer.value(node, x.of), node) for node in notes
    }


def test_a_construct_keeps_the_literals_of_its_template(store: ClaimStore) -> None:
    """Texts, numbers and types that the query itself writes."""
    store.put([_document("<http://x.org/a> <http://x.org/p> <http://x.org/b> .")])
    text = """CONSTRUCT { ?s a :T ; :q "?s } #", 5 , 'é'@fr } WHERE { ?s :p ?o }"""
    answer = store.construct(text, {"": "http://x.org/"})
    assert {str(value) for value in answer.objects()} == {"http://x.org/T", "?s } #", "5", "é"}


def test_packaged_queries_answer_the_same_everywhere(store: ClaimStore) -> None:
    """Every packaged query, on two invented articles and the ontology, as the store in memory answers it."""
    ontology = Document(path="claims.ttl", graph=vocab.ONTOLOGY_GRAPH, text=resources.ontology())
    documents = [*read_documents(SECOND), ontology]
    graphs = [document.graph for document in documents]
    store.put(documents)
    with open_store() as oracle:
        oracle.put(documents)
        assert [store.count(name) for name in graphs] == [oracle.count(name) for name in graphs]
        different = []
        for packaged in filter(_asks_for_all, resources.packaged_queries()):
            expected = oracle.select(packaged.text, vocab.PREFIXES, graphs=graphs)
            found = store.select(packaged.text, vocab.PREFIXES, graphs=graphs)
            if (found.variables, _plain(found)) != (expected.variables, _plain(expected)):
                different.append(packaged.name)
        for packaged in resources.packaged_queries():
            if "\nCONSTRUCT" in packaged.text:
                made, meant = (
                    set(one.construct(packaged.text, vocab.PREFIXES, graphs=graphs))
                    for one in (store, oracle)
                )
                if made != meant:
                    different.append(packaged.name)
        assert different == []
        prefixes = vocab.PREFIXES
        assert store.turtle(graphs, prefixes) == oracle.turtle(graphs, prefixes)


def test_optimizing_changes_no_answer(store: ClaimStore) -> None:
    """It is about speed alone."""
    store.put([_document("<http://x.org/a> <http://x.org/p> 1 , 2 .")])
    before = store.ntriples([_ONE])
    store.optimize()
    assert sorted(store.ntriples([_ONE]).splitlines()) == sorted(before.splitlines())


def test_what_was_written_is_there_for_the_next(place: str | Path) -> None:
    """All but the store in memory outlive the program; one opened for reading refuses to be written."""
    with open_store(place) as first:
        first.put([_document("<http://x.org/a> <http://x.org/p> 1 .")])
        where = first.location
    if place == ":memory:":
        assert first.ntriples() == b""
        return
    with open_store(place, read_only=True) as second:
        assert second.location == where
        assert second.graphs() == (_ONE,)
        for write in (
            lambda: second.put([]),
            lambda: second.load(_document("")),
            lambda: second.remove([_ONE]),
            lambda: second.add([], _ONE),
            lambda: second.derive("CONSTRUCT WHERE { ?s ?p ?o }", _TWO),
        ):
            with pytest.raises(UsageError, match="opened for reading"):
                write()
        assert second.count(_ONE) == 1


def _values(rows: Rows) -> list[str]:
    """Give the first column, sorted."""
    return sorted(row[0].value for row in rows.rows if row[0] is not None)


def _plain(rows: Rows) -> list[tuple[str, ...]]:
    """Give rows in an order of their own, nameless nodes without their names."""
    return sorted(
        tuple("" if it is None else "_:" if it.kind == "blank" else repr(it) for it in row)
        for row in rows.rows
    )


def _asks_for_all(packaged: resources.PackagedQuery) -> bool:
    """Whether it is a SELECT that leaves no choice of rows."""
    return "\nSELECT" in packaged.text and "LIMIT" not in packaged.text
