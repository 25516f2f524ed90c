"""What is taken away holds for any data: pandas, networkx and rdflib read back what was put in.

Chance makes the corpora; their texts are those that break files: separators, quotes, line ends,
formulas, markup, control characters, other scripts, and very long ones.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import networkx as nx
import pandas as pd
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from graph import exports, pipeline
from graph.exports.tables import COLUMNS
from graph.facts import Facts, facts_of
from graph.model import Citation, Claim, Corpus, Iri
from graph.store import Document, open_store
from graph.vocab import DERIVED_GRAPH
from tests.corpora import ARTICLE_A, claim, concept, corpus

# rdflib's own reader of JSON-LD uses what rdflib calls old.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

_PIECES = st.sampled_from(
    [
        *('"', "'", ",", ";", "\t", "\n", "\r\n", "\r", " ", "=1+1", "-2", "+x", "@x", "|", "\\", "\ufeff"),
        *("<html>", "]]>", "&amp;", "<!--", "{", "[]", "NA", "null", "nan", "True", "1e5", "007", "1,5"),
        *("\x00", "\x01", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ufffe", "\ufffd", "\u202e", "é", "e\u0301"),
        *("痛", "😵", "word " * 2000),
    ]
)
_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
    st.lists(_PIECES, min_size=1, max_size=5).map("".join),
)
_NAMES = st.sampled_from("abcd")
_STATUSES = st.sampled_from(["unreviewed", "in-review", "verified", "disputed", "stale"])
_DEPTHS = st.sampled_from(["none", "article", "unnamed", "named", "candidate", "identified", "checked"])


@st.composite
def _claims(draw: st.DrawFn, number: int) -> Claim:
    plain = claim(
        number,
        draw(_NAMES),
        draw(st.sampled_from([-1, 0, 1])),
        draw(_NAMES),
        modality=draw(st.sampled_from(["asserted", "possible", "tentative", "intended"])),
        polarity=draw(st.sampled_from(["affirmed", "affirmed", "negated"])),
        label=draw(_TEXTS),
    )
    cited = draw(st.booleans())
    return replace(
        plain,
        hedge=draw(st.none() | _TEXTS),
        frequency=draw(st.none() | st.just("often")),
        interests=(Iri(ARTICLE_A + "coi-1"),) if draw(st.booleans()) else (),
        citations=(Citation(iri=Iri(ARTICLE_A + "cit-1"), as_named=draw(_TEXTS), status="vague"),)
        if cited
        else (),
        status=draw(_STATUSES),
        fidelity=draw(st.sampled_from([None, "faithful", "needs-rewording"])),
        evidence=draw(st.sampled_from([None, "supported", "source-needed"])),
        citation_depth=draw(_DEPTHS),
    )


@st.composite
def _corpora(draw: st.DrawFn) -> Corpus:
    """Give up to six claims among up to four concepts."""
    claims = [draw(_claims(number)) for number in range(1, draw(st.integers(1, 6)) + 1)]
    concepts = [
        concept(
            name,
            label=draw(_TEXTS),
            alt_labels=tuple(draw(st.lists(_TEXTS, max_size=2))),
            definition=draw(st.none() | _TEXTS),
        )
        for name in "abcd"
    ]
    return corpus(claims, concepts)


def _take(form: str, small: Corpus, table: str = "claims") -> tuple[bytes, Facts]:
    derived = pipeline.derive(small)
    parts = (small, derived.links, derived.search.loops, derived.breaks)
    with open_store() as store:
        return exports.take(form, store, *parts, table=table).content, facts_of(*parts)


# --- tables, read by pandas


def _frame_of_csv(content: bytes) -> pd.DataFrame:
    """Read as docs/asking.md says."""
    frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, na_values=[""])
    return frame.replace(r"\A'", "", regex=True)


def _expected(form: str, value: object, kind: type) -> Any:
    """Give what a cell holds: in csv all is text, lists are parted by spaces, NUL is replaced."""
    if form == "parquet":
        return value
    if value is None or value == []:
        return None
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace("\0", "\ufffd") if kind is str else str(value)


def _cell(value: Any) -> Any:
    if hasattr(value, "tolist"):
        value = value.tolist()
    return None if not isinstance(value, list) and pd.isna(value) else value


@settings(max_examples=40, deadline=None)
@given(small=_corpora(), form=st.sampled_from(["csv", "parquet"]))
def test_pandas_reads_the_claims_as_they_are(small: Corpus, form: str) -> None:
    """Each plain field of each claim, lists, citations as JSON, and the labels beside the ids."""
    content, facts = _take(form, small)
    frame = _frame_of_csv(content) if form == "csv" else pd.read_parquet(io.BytesIO(content))
    assert list(frame.columns) == list(COLUMNS["claims"])
    labels = {entry["id"]: entry["label"] for entry in facts["concepts"]}
    same = [name for name in COLUMNS["claims"] if name in facts["claims"][0]]
    plain = [name for name in same if name not in {"citations", "lists", "passages"}]
    assert {"hedge", "polarity", "interests", "status", "fidelity", "evidence", "citation_depth"} <= set(
        plain
    )
    for row, entry in zip(frame.to_dict("records"), facts["claims"], strict=True):
        wanted = {**entry, "subject_label": labels[entry["subject"]], "object_label": labels[entry["object"]]}
        for name in [*plain, "subject_label", "object_label"]:
            assert _cell(row[name]) == _expected(form, wanted[name], COLUMNS["claims"][name]), name
        assert json.loads(_cell(row["citations"]) or "[]") == entry["citations"]


@settings(max_examples=40, deadline=None)
@given(small=_corpora(), form=st.sampled_from(["csv", "parquet"]))
def test_pandas_reads_the_arrows_as_they_are(small: Corpus, form: str) -> None:
    """Sign, firmness and claims of each arrow; one hedge, one status and one depth for each claim."""
    content, facts = _take(form, small, "links")
    frame = _frame_of_csv(content) if form == "csv" else pd.read_parquet(io.BytesIO(content))
    claims = {entry["id"]: entry for entry in facts["claims"]}
    assert len(frame) == len(facts["links"])
    for row, link in zip(frame.to_dict("records"), facts["links"], strict=True):
        own = [claims[name] for name in link["claims"]]
        wanted = {
            **link,
            "statuses": [entry["status"] for entry in own],
            "citation_depths": [entry["citation_depth"] for entry in own],
        }
        assert json.loads(_cell(row["publishers"]) or "[]") == wanted.pop("publishers")
        for name, value in wanted.items():
            assert _cell(row[name]) == _expected(form, value, COLUMNS["links"][name]), name
        hedges = json.loads(_cell(row["hedges"]) or "null") or [None] * len(own)
        assert hedges == [entry["hedge"] for entry in own]


@settings(max_examples=40, deadline=None)
@given(small=_corpora(), table=st.sampled_from(["claims", "links"]))
def test_no_cell_that_pandas_reads_from_csv_is_a_formula(small: Corpus, table: str) -> None:
    """Before the apostrophes are dropped, nothing but a number begins as a formula does."""
    content, _ = _take("csv", small, table)
    frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    for name in frame.columns:
        if COLUMNS[table][name] is str:
            assert not frame[name].str.match(r"[\s\x00-\x1f]*[=+\-@]").any(), name


# --- graphs, read by networkx


def _no_controls(value: Any, lost: str) -> Any:
    return "".join("\ufffd" if char in lost else char for char in value) if isinstance(value, str) else value


_XML_LACKS = "".join(map(chr, range(32))).translate({9: None, 10: None, 13: None}) + "\ufffe\uffff"
_READERS: dict[str, tuple[Callable[[bytes], Any], str]] = {
    "graphml": (lambda content: nx.read_graphml(io.BytesIO(content), force_multigraph=True), _XML_LACKS),
    "cytoscape": (lambda content: nx.cytoscape_graph(json.loads(content), name="label"), ""),
}


@settings(max_examples=60, deadline=None)
@given(small=_corpora(), form=st.sampled_from(sorted(_READERS)))
def test_networkx_reads_the_causal_graph_as_it_is(small: Corpus, form: str) -> None:
    """Concepts with their texts; arrows with sign, firmness, claims and how those stand."""
    content, facts = _take(form, small)
    read, lost = _READERS[form]
    got = read(content)
    claims = {entry["id"]: entry for entry in facts["claims"]}
    assert {name: data["label"] for name, data in got.nodes(data=True)} == {
        entry["id"]: _no_controls(entry["label"], lost) for entry in facts["concepts"]
    }
    for entry in facts["concepts"]:
        assert got.nodes[entry["id"]].get("definition") == _no_controls(entry["definition"], lost)
    assert got.number_of_edges() == len(facts["links"])
    for link in facts["links"]:
        edge = got.edges[link["source"], link["target"], link["id"]]
        own = [claims[name] for name in link["claims"]]
        assert [edge[key] for key in ("sign", "modality", "contested")] == [
            link[key] for key in ("sign", "modality", "contested")
        ]
        assert edge["claims"].split() == link["claims"]
        assert edge["statuses"].split() == [entry["status"] for entry in own]
        hedges = json.loads(edge.get("hedges", "null")) or [None] * len(own)
        # Inside JSON, control characters are escapes that XML can hold; only these two are not.
        nested = "\ufffe\uffff" if lost else ""
        assert hedges == [_no_controls(entry["hedge"], nested) for entry in own]
    denied = [entry for _, node in got.nodes(data=True) for entry in json.loads(node.get("denied", "[]"))]
    assert {entry["id"] for entry in denied} == {
        entry["id"] for entry in facts["claims"] if entry["polarity"] == "negated" and entry["sign"]
    }


# --- json-ld, read by rdflib

_IRIS = st.sampled_from(
    [
        *("https://a.example/x", "https://w3id.org/claimgraph/concept#a", "urn:x:y", "unit:m", "con:a"),
        *("http://id.nlm.nih.gov/mesh///y", "https://a.example/é?q=1&r=2#f", "mailto:a@b.example"),
        "https://w3id.org/claimgraph/vocab#Claim",
    ]
).map(rdflib.URIRef)
_LITERALS = st.one_of(
    _TEXTS.map(rdflib.Literal),
    st.builds(lambda text, tag: rdflib.Literal(text, lang=tag), _TEXTS, st.sampled_from(["en", "de-ch"])),
    st.integers().map(rdflib.Literal),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(rdflib.Literal),
    st.booleans().map(rdflib.Literal),
    st.builds(lambda text: rdflib.Literal(text, datatype=rdflib.URIRef("https://a.example/type")), _TEXTS),
)
_AUTHORED = "https://w3id.org/claimgraph/graph/authored/x"
_TRIPLES = st.lists(st.tuples(_IRIS, _IRIS | st.just(rdflib.RDF.type), _IRIS | _LITERALS), max_size=8)


@settings(max_examples=60, deadline=None)
@given(triples=_TRIPLES)
def test_rdflib_reads_every_triple_from_json_ld(triples: list[tuple[Any, Any, Any]]) -> None:
    """Whatever is in the store comes back: IRIs that look like short names, types, languages, texts."""
    authored = rdflib.Graph()
    for triple in triples:
        authored.add(triple)
    with open_store() as store:
        text = authored.serialize(format="nt", encoding="utf-8")
        store.load(Document(path="x", graph=_AUTHORED, text=text))
        taken = exports.take("jsonld", store, corpus(), (), (), ())
        # The store writes numbers its own way: 0.000 as 0.
        held = store.ntriples([_AUTHORED, DERIVED_GRAPH])
    assert isomorphic(
        rdflib.Graph().parse(data=taken.content, format="json-ld"),
        rdflib.Graph().parse(data=held, format="nt"),
    )
    assert len(rdflib.Graph().parse(data=held, format="nt")) >= len(authored)
