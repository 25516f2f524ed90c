"""`claimgraph export`: read back by other programs, each format gives the facts of graph.json."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from graph import exports, pipeline
from graph.cli import commands
from graph.errors import UsageError
from graph.exports.delimited import take_csv
from graph.exports.graphml import take_graphml
from graph.exports.tables import COLUMNS
from graph.facts import Facts, facts_of
from graph.model import Citation, Corpus, Iri, Statistic
from graph.store import open_store
from graph.vocab import CG
from tests.corpora import (
    ARTICLE_A,
    HOSTILE,
    SECOND,
    SHIPPED,
    Outcome,
    claim,
    concept,
    corpus,
    run_cli,
    run_process,
    snapshot,
)

# rdflib's own reader of JSON-LD uses what rdflib calls old.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

Cli = Callable[..., Outcome]
Read = dict[str, Any]

_ARROW = ("id", "source", "target", "modality", "status", "citation_depth")
TEXT_FORMATS = [form for form in exports.FORMATS if form != "parquet"]
_FORMULA = re.compile(r"[\s]*[=+\-@]")


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Give the command line, run in this process."""
    return lambda *arguments: run_cli(capsys, *arguments)


def _facts(corpus_: Corpus) -> Facts:
    derived = pipeline.derive(corpus_)
    return facts_of(corpus_, derived.links, derived.search.loops, derived.breaks)


def _take(form: str, corpus_: Corpus, table: str = "claims") -> exports.Taken:
    derived = pipeline.derive(corpus_)
    with open_store() as store:
        return exports.take(
            form, store, corpus_, derived.links, derived.search.loops, derived.breaks, table=table
        )


def _hard() -> Corpus:
    """Give a corpus with a denied arrow, a contested one, a name, two hedges and texts that do harm."""
    interest = (Iri(ARTICLE_A + "coi-1"),)
    cited = (Citation(iri=Iri(ARTICLE_A + "cit-1"), as_named='=cmd|"x"', status="vague"),)
    figure = Statistic(
        iri=Iri(ARTICLE_A + "c006-stat"),
        measure=concept("b").iri,
        bound="exactly",
        value=Decimal("-2.5"),
        denominator=40,
        baseline=Decimal("1.5"),
        missing=("comparator",),
    )
    claims = [
        replace(
            claim(1, "a", 1, "b", modality="possible", label="=1+1"),
            hedge="-may",
            status="disputed",
            fidelity="needs-rewording",
            citation_depth="named",
        ),
        replace(
            claim(2, "a", 1, "b", label="'quoted"),
            interests=interest,
            citations=cited,
            candidates=(Iri("https://doi.example/10.1/x"),),
        ),
        claim(3, "a", -1, "b", label="line one\r\nline two\rline three\n"),
        replace(claim(4, "b", 1, "a", polarity="negated", label=" @lead"), hedge="@never"),
        claim(5, "b", 0, None, label='\ttab, "quote"; comma'),
        replace(claim(6, "b", 0, "a", label="+\x00nul\x1b"), statistic=figure),
    ]
    return corpus(
        claims,
        [
            concept("a", label="=a\x00\x1b\ufffe", alt_labels=("-x", "\x01"), definition="one\r\ntwo\rthree"),
            concept("b", label="<b> & \u202e\U0001f635 ]]>", broader=("a",)),
        ],
    )


def _corpora() -> list[Any]:
    return [
        pytest.param(lambda: pipeline.load_corpus(SECOND), id="second"),
        pytest.param(lambda: pipeline.load_corpus(HOSTILE), id="hostile"),
        pytest.param(lambda: pipeline.load_corpus(SHIPPED), id="shipped"),
        pytest.param(_hard, id="hard"),
        pytest.param(corpus, id="empty"),
    ]


@pytest.fixture(params=_corpora(), scope="module")
def data(request: pytest.FixtureRequest) -> Corpus:
    """Give each corpus in turn."""
    loaded = request.param()
    assert isinstance(loaded, Corpus)
    return loaded


# --- how a reader undoes what the formats document


def _cell(text: str) -> str:
    return text.removeprefix("'")


def _claim_of(row: Read) -> Read:
    """Make the entry of graph.json of a row, as the docstrings say it is to be read."""
    value = {key: _cell(text) or None for key, text in row.items()}
    names = ("contexts", "mechanisms", "populations", "interests", "candidates")
    read: Read = {key: (value[key] or "").split() if key in names else value[key] for key in value}
    for key in ("citations", "lists", "passages"):
        read[key] = json.loads(value[key] or "[]")
    read["sign"] = int(value["sign"] or "")
    statistic = {
        key.removeprefix("statistic_"): read.pop(key) for key in list(read) if key.startswith("statistic_")
    }
    statistic["missing"] = (statistic["missing"] or "").split()
    for key in ("value", "timeframe_months", "denominator", "baseline"):
        statistic[key] = statistic[key] and float(statistic[key])
    for key in ("denominator", "baseline"):  # graph.json names them only where they are stated
        if statistic[key] is None:
            del statistic[key]
    if not read["candidates"]:  # as those two
        del read["candidates"]
    read["statistic"] = statistic if statistic["measure"] else None
    for key in ("subject_label", "predicate_label", "object_label", "citation_statuses"):
        del read[key]
    return read


def _rows(content: bytes) -> list[Read]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def _without(facts: object, *characters: str) -> Any:
    """Give the facts with U+FFFD for `characters`, as a format that cannot hold them documents."""
    if isinstance(facts, str):
        return "".join("\ufffd" if char in characters else char for char in facts)
    if isinstance(facts, list):
        return [_without(entry, *characters) for entry in facts]
    if isinstance(facts, dict):
        return {key: _without(value, *characters) for key, value in facts.items()}
    return facts


_CONTROLS = [chr(code) for code in range(32) if chr(code) not in "\t\n\r"] + ["\ufffe", "\uffff"]


# --- csv


def test_csv_claims_read_back_are_the_facts(data: Corpus) -> None:
    """Every field of every claim survives: hedge, polarity, interest, citation status, passages."""
    read = [_claim_of(row) for row in _rows(_take("csv", data).content)]
    expected = _without(_facts(data)["claims"], "\0")
    assert read == expected


def test_csv_rows_name_what_the_ids_stand_for(data: Corpus) -> None:
    """Labels of both ends and of the relation stand beside the ids; statuses can be filtered by."""
    labels = {entry["id"]: entry["label"] for entry in _without(_facts(data)["concepts"], "\0")}
    for row, entry in zip(_rows(_take("csv", data).content), _facts(data)["claims"], strict=True):
        assert _cell(row["subject_label"]) == labels[entry["subject"]]
        assert _cell(row["object_label"]) == labels.get(entry["object"], "")
        assert row["citation_statuses"].split() == sorted({c["status"] for c in entry["citations"]})


def test_csv_links_read_back_are_the_facts(data: Corpus) -> None:
    """Sign, modality, contested and claims of each arrow, with the hedge of each claim."""
    facts = _facts(data)
    claims = {entry["id"]: entry for entry in facts["claims"]}
    rows = _rows(_take("csv", data, "links").content)
    assert [
        {
            **{key: row[key] for key in _ARROW},
            "sign": int(row["sign"]),
            "contested": {"true": True, "false": False}[row["contested"]],
            "claims": row["claims"].split(),
            "articles": row["articles"].split(),
            "article_count": int(row["article_count"]),
            "publishers": json.loads(row["publishers"] or "[]"),
            "publisher_count": int(row["publisher_count"]),
        }
        for row in rows
    ] == facts["links"]
    for row, link in zip(rows, facts["links"], strict=True):
        own = [claims[name] for name in link["claims"]]
        hedges = [entry["hedge"] for entry in own]
        assert (json.loads(row["hedges"]) if any(hedges) else row["hedges"]) == (
            hedges if any(hedges) else ""
        )
        assert row["polarity"] == "affirmed"
        assert set(row["interests"].split()) == {name for entry in own for name in entry["interests"]}
        statuses = {citation["status"] for entry in own for citation in entry["citations"]}
        assert set(row["citation_statuses"].split()) == statuses
        assert row["statuses"].split() == [entry["status"] for entry in own]
        assert row["citation_depths"].split() == [entry["citation_depth"] for entry in own]
        for key, of_claim in (("fidelities", "fidelity"), ("evidences", "evidence")):
            verdicts = [entry[of_claim] for entry in own]
            assert (json.loads(row[key]) if row[key] else [None] * len(own)) == verdicts


@pytest.mark.parametrize("table", ["claims", "links"])
def test_no_cell_of_csv_is_a_formula(data: Corpus, table: str) -> None:
    """What begins like a formula is a number, or has an apostrophe in front."""
    for row in _rows(_take("csv", data, table).content):
        for text in row.values():
            assert not _FORMULA.match(text) or re.fullmatch(r"-?\d+(\.\d+)?", text), text


@given(label=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_label_comes_back_from_csv(label: str) -> None:
    """Dropping one leading apostrophe gives back the text, whatever it is, and no cell is a formula."""
    small = corpus([claim(1, "a", 1, "b", label=label)])
    taken = take_csv(_facts(small), small, "claims")
    (row,) = _rows(taken.content)
    assert _cell(row["label"]) == label
    assert not _FORMULA.match(row["label"])
    assert taken.losses == ()


def test_csv_is_written_as_the_standard_says() -> None:
    """UTF-8 without a mark, CRLF after each record, quotes doubled; equal data give equal bytes."""
    content = _take("csv", _hard()).content
    assert content.startswith(b"id,label,")
    assert content.endswith(b"\r\n")
    assert b'""quote""' in content
    assert content == _take("csv", _hard()).content
    widths = {len(row) for row in csv.reader(io.StringIO(content.decode(), newline=""), strict=True)}
    assert widths == {len(COLUMNS["claims"])}


def test_csv_tells_of_each_nul_it_replaced() -> None:
    """Every cell is named, and nothing else is lost."""
    taken = _take("csv", _hard())
    assert b"\0" not in taken.content
    named = {tuple(line.split(": ")[:2]) for line in taken.losses}
    places = {(f"c00{number}", f"{end}_label") for number, end in enumerate(["subject"] * 3 + ["object"], 1)}
    places |= {("c006", "object_label"), ("c006", "label")}
    assert named == {(f"invented-a:{name}", column) for name, column in places}
    assert len(taken.losses) == len(named)


def test_every_field_of_a_claim_has_a_column() -> None:
    """A new field of graph.json cannot be forgotten here."""
    facts = _facts(_hard())
    (with_figure,) = [entry for entry in facts["claims"] if entry["statistic"]]
    columns = set(COLUMNS["claims"])
    assert {key for entry in facts["claims"] for key in entry} - {"statistic"} <= columns
    assert set(with_figure) - {"statistic"} <= columns
    assert {f"statistic_{key}" for key in with_figure["statistic"]} <= columns
    assert set(facts["links"][0]) <= set(COLUMNS["links"])


# --- graphml and cytoscape


def _read_graphml(content: bytes) -> Any:
    return nx.read_graphml(io.BytesIO(content), force_multigraph=True)


def _read_cytoscape(content: bytes) -> Any:
    return nx.cytoscape_graph(json.loads(content), name="label")


_GRAPHS = [
    pytest.param("graphml", _read_graphml, _CONTROLS, id="graphml"),
    pytest.param("cytoscape", _read_cytoscape, [], id="cytoscape"),
]


@pytest.mark.parametrize(("form", "read", "lost"), _GRAPHS)
def test_graphs_read_back_are_the_facts(
    data: Corpus, form: str, read: Callable[[bytes], Any], lost: list[str]
) -> None:
    """Networkx reads the same concepts and arrows, with sign, modality, contested and claims."""
    facts = _facts(data)
    got = read(_take(form, data).content)
    assert (got.is_directed(), got.is_multigraph()) == (True, True)
    arrows = [
        {
            "id": key,
            "source": source,
            "target": target,
            **{name: edge[name] for name in ("sign", "modality", "contested", "status", "citation_depth")},
            **{name: edge[name] for name in ("article_count", "publisher_count")},
            "claims": edge["claims"].split(),
            "articles": edge.get("articles", "").split(),
            "publishers": json.loads(edge.get("publishers", "[]")),
        }
        for source, target, key, edge in got.edges(keys=True, data=True)
    ]
    assert sorted(arrows, key=lambda arrow: str(arrow["id"])) == facts["links"]
    concepts = [
        {
            "id": name,
            "kind": node["kind"],
            "label": node["label"],
            "alt_labels": json.loads(node.get("alt_labels", "[]")),
            "definition": node.get("definition"),
            "broader": node.get("broader", "").split(),
            "mappings": json.loads(node.get("mappings", "[]")),
        }
        for name, node in got.nodes(data=True)
    ]
    expected = []
    for entry in facts["concepts"]:
        # Inside JSON, control characters are escapes that XML can hold; only these two are not.
        nested = [character for character in lost if character in "\ufffe\uffff"]
        plain = _without({key: entry[key] for key in ("label", "definition")}, *lost)
        expected.append({**_without(entry, *nested), **plain})
    assert concepts == expected


@pytest.mark.parametrize(("form", "read", "lost"), _GRAPHS)
def test_graphs_keep_what_the_claims_add(
    data: Corpus, form: str, read: Callable[[bytes], Any], lost: list[str]
) -> None:
    """Hedges, interests, citations and reviews are on the arrow; denied claims, in full, on their subject."""
    facts = _facts(data)
    claims = {entry["id"]: entry for entry in facts["claims"]}
    got = read(_take(form, data).content)
    for *_, edge in got.edges(keys=True, data=True):
        own = [claims[name] for name in edge["claims"].split()]
        hedges = json.loads(edge["hedges"]) if "hedges" in edge else [None] * len(own)
        assert hedges == [entry["hedge"] for entry in own]
        assert edge["polarity"] == "affirmed"
        assert {entry["polarity"] for entry in own} == {"affirmed"}
        interests = {name for entry in own for name in entry["interests"]}
        assert set(edge.get("interests", "").split()) == interests
        statuses = {citation["status"] for entry in own for citation in entry["citations"]}
        assert set(edge.get("citation_statuses", "").split()) == statuses
        assert edge["statuses"].split() == [entry["status"] for entry in own]
        assert edge["citation_depths"].split() == [entry["citation_depth"] for entry in own]
        for key, of_claim in (("fidelities", "fidelity"), ("evidences", "evidence")):
            verdicts = [entry[of_claim] for entry in own]
            assert (json.loads(edge[key]) if key in edge else [None] * len(own)) == verdicts
    denied = [entry for _, node in got.nodes(data=True) for entry in json.loads(node.get("denied", "[]"))]
    expected = [
        entry
        for entry in facts["claims"]
        if entry["polarity"] == "negated" and entry["sign"] and entry["object"]
    ]
    nested = [character for character in lost if character in "\ufffe\uffff"]
    assert sorted(denied, key=lambda entry: str(entry["id"])) == _without(expected, *nested)


@pytest.mark.parametrize("form", ["graphml", "cytoscape"])
def test_graphs_name_each_claim_that_makes_no_arrow(form: str) -> None:
    """Names and unsigned relations are listed one by one; they are no loss."""
    (line,) = [line for line in _take(form, _hard()).beside if "no signed arrow" in line]
    assert line == "Not in this file: 2 claims that make no signed arrow: invented-a: c005 c006"


def test_graphml_is_xml_and_tells_of_each_text_it_changed() -> None:
    """No character that XML forbids is left; concept, attribute and count are named."""
    taken = take_graphml(_facts(_hard()))
    ET.fromstring(taken.content)  # noqa: S314 - our own file
    assert [line.partition(";")[0] for line in taken.losses] == [
        "con:a: label: XML has no place for control characters: U+FFFD stands in theirs (3)"
    ]


def test_cytoscape_has_what_its_programs_look_for() -> None:
    """Names, unique ids, and the network's own attributes as an object."""
    document = json.loads(_take("cytoscape", _hard()).content)
    elements = document["elements"]
    assert [node["data"]["name"] for node in elements["nodes"]] == [
        "=a\x00\x1b\ufffe",
        "<b> & \u202e\U0001f635 ]]>",
    ]
    ids = [entry["data"]["id"] for kind in ("nodes", "edges") for entry in elements[kind]]
    assert len(ids) == len(set(ids)) == 4
    assert document["data"]["name"] == "Causal graph"
    assert {edge["data"]["interaction"] for edge in elements["edges"]} == {"increases", "decreases"}
    assert json.loads(document["data"]["prefixes"])["invented-a"] == ARTICLE_A


def test_cytoscape_draws_labels_and_tells_the_signs_apart() -> None:
    """The style sheet names attributes that are there, in the colours of the page."""
    document = json.loads(_take("cytoscape", _hard()).content)
    styles = {entry["selector"]: entry["style"] for entry in document["style"]}
    assert styles["node"]["label"] == "data(label)"
    tokens = (Path(exports.__file__).parent.parent / "site" / "static" / "tokens.css").read_text("utf-8")
    for name, selector in (("plus", "edge"), ("minus", "edge[sign < 0]")):
        assert f"--{name}: {styles[selector]['line-color']};" in tokens
    assert styles["edge"]["target-arrow-shape"] != styles["edge[sign < 0]"]["target-arrow-shape"]


# What each program does with GraphML is read from its source or its manual; see `graph.exports.graphml`.
_XML = {"g": "http://graphml.graphdrawing.org/xmlns", "y": "http://www.yworks.com/xml/graphml"}


def test_graphml_puts_the_attributes_of_the_graph_first() -> None:
    """Cytoscape gives an attribute to the element before it: none of the graph follows a concept."""
    graph_element = ET.fromstring(_take("graphml", _hard()).content).find("g:graph", _XML)  # noqa: S314
    assert graph_element is not None
    tags = [element.tag.rpartition("}")[2] for element in graph_element]
    assert tags == ["data"] * 4 + ["node"] * 2 + ["edge"] * 2


def test_graphml_keeps_arrows_of_both_signs_apart_in_gephi() -> None:
    """Gephi adds up parallel arrows of one XML label: the two of a contested pair have different ones."""
    root = ET.fromstring(_take("graphml", _hard()).content)  # noqa: S314 - our own file
    arrows = [(edge.attrib["source"], edge.attrib["target"], edge.attrib["label"]) for edge in _edges(root)]
    assert sorted(arrows) == [("con:a", "con:b", "decreases"), ("con:a", "con:b", "increases")]
    keys = {key.attrib["id"] for key in root.iterfind("g:key[@yfiles.type]", _XML)}
    assert keys == {"nodelabel", "edgelabel"}  # these two Gephi takes for labels, any other for a column


def test_graphml_draws_in_yed() -> None:
    """Each concept has its label, each arrow its colour, head and line; no label is run as a page."""
    labels = {"a": "<html><b>bold</b>", "b": "  <HTML>"}
    small = corpus(
        [claim(1, "a", 1, "b"), claim(2, "b", -1, "a", modality="possible")],
        [concept(name, label=label) for name, label in labels.items()],
    )
    root = ET.fromstring(_take("graphml", small).content)  # noqa: S314 - our own file
    drawn = [element.text or "" for element in root.iterfind(".//y:NodeLabel", _XML)]
    assert [text.removeprefix("\u200b") for text in drawn] == list(labels.values())
    assert not [text for text in drawn if text.lstrip().startswith("<")]
    looks = []
    for edge in _edges(root):
        line, arrows = edge.find(".//y:LineStyle", _XML), edge.find(".//y:Arrows", _XML)
        assert line is not None
        assert arrows is not None
        looks.append((edge.attrib["label"], line.attrib["type"], arrows.attrib["target"]))
    assert looks == [("increases", "line", "standard"), ("decreases", "dashed", "t_shape")]


def test_graphml_writes_truth_values_as_xml_does() -> None:
    """``true`` and ``false``, in lower case; a label that reads "True" stays what it is."""
    content = _take("graphml", corpus([claim(1, "a", 1, "b")], [concept("a", label="True")])).content
    assert b">false</data>" in content
    assert b">True</data>" in content
    assert b">False</data>" not in content


def _edges(root: ET.Element) -> list[ET.Element]:
    return root.findall("g:graph/g:edge", _XML)


# --- json-ld


@pytest.mark.parametrize("path", [SECOND, HOSTILE, SHIPPED], ids=["second", "hostile", "shipped"])
def test_jsonld_read_back_is_the_full_dataset(cli: Cli, path: Path, tmp_path: Path) -> None:
    """Rdflib reads the triples that claims.full.ttl holds: all authored, all derived, nothing else."""
    assert cli("build", "--data", path, "--out", tmp_path).code == 0
    assert cli("export", "jsonld", "--data", path, "-o", tmp_path / "all.jsonld").code == 0
    full = rdflib.Graph().parse(tmp_path / "claims.full.ttl", format="turtle")
    assert isomorphic(rdflib.Graph().parse(tmp_path / "all.jsonld", format="json-ld"), full)


def test_jsonld_is_short_and_sorted(cli: Cli) -> None:
    """Names are those of graph.json, equal data give equal bytes."""
    outcome = cli("export", "jsonld", "--data", SECOND)
    assert outcome.out == cli("export", "jsonld", "--data", SECOND).out
    names = [node["@id"] for node in outcome.json["@graph"]]
    assert "why-tears-fail:c003" in names
    assert outcome.json["@context"]["con"] == "https://w3id.org/claimgraph/concept#"


def test_jsonld_keeps_an_address_that_looks_like_a_short_name(cli: Cli, tmp_path: Path) -> None:
    """An address whose scheme is a prefix of ours, and one with a double slash, keep their meaning."""
    twin = tmp_path / "data"
    twin.mkdir()
    for path in SECOND.glob("*.ttl"):
        text = path.read_text(encoding="utf-8")
        if path.name == "concepts.ttl":
            text += (
                '<https://a.example/set> <http://purl.org/dc/terms/title> "t"@en ;\n'
                "  <http://www.w3.org/2000/01/rdf-schema#seeAlso> <unit:x> ,\n"
                "  <http://id.nlm.nih.gov/mesh///y> .\n"
            )
        (twin / path.name).write_text(text, encoding="utf-8")
    outcome = cli("export", "jsonld", "--data", twin)
    assert outcome.code == 0
    assert '"mesh://' not in outcome.out  # no short name may look like an address with a host
    read = rdflib.Graph().parse(data=outcome.out, format="json-ld")
    linked = set(read.objects(rdflib.URIRef("https://a.example/set"), rdflib.RDFS.seeAlso))
    assert linked == {rdflib.URIRef("unit:x"), rdflib.URIRef("http://id.nlm.nih.gov/mesh///y")}


def test_jsonld_says_how_each_claim_stands(cli: Cli) -> None:
    """What its reviews come to, and how deep its citations go, are triples like all else."""
    read = rdflib.Graph().parse(data=cli("export", "jsonld", "--data", SHIPPED).out, format="json-ld")
    facts = _facts(pipeline.load_corpus(SHIPPED))
    for term, key in (("reviewStatus", "status"), ("citationDepth", "citation_depth")):
        told = {str(s): str(o) for s, o in read.subject_objects(rdflib.URIRef(CG + term))}
        prefixes = facts["prefixes"]
        ids = {entry["id"]: entry["id"].partition(":") for entry in facts["claims"]}
        assert told == {
            prefixes[ids[entry["id"]][0]] + ids[entry["id"]][2]: entry[key] for entry in facts["claims"]
        }


def test_jsonld_of_nothing_is_a_document() -> None:
    """Without data there is a context and no node."""
    document = json.loads(_take("jsonld", corpus()).content)
    assert document["@graph"] == []
    assert len(rdflib.Graph().parse(data=json.dumps(document), format="json-ld")) == 0


# --- parquet


def test_parquet_read_back_is_the_table(data: Corpus) -> None:
    """The cells are those of csv, typed and unchanged; the prefixes are in the metadata."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    facts = _facts(data)
    got = parquet.read_table(io.BytesIO(_take("parquet", data).content))
    read = got.to_pylist()
    assert [row["id"] for row in read] == [entry["id"] for entry in facts["claims"]]
    for row, entry in zip(read, facts["claims"], strict=True):
        for key in ("label", "sign", "hedge", "polarity", "modality", "interests", "contexts"):
            assert row[key] == entry[key], key
        assert json.loads(row["passages"] or "[]") == entry["passages"]
        assert json.loads(row["citations"] or "[]") == entry["citations"]
        if entry["statistic"]:
            assert row["statistic_value"] == entry["statistic"]["value"]
    assert json.loads(got.schema.metadata[b"claimgraph.prefixes"]) == facts["prefixes"]
    links = parquet.read_table(io.BytesIO(_take("parquet", data, "links").content)).to_pylist()
    for row, link in zip(links, facts["links"], strict=True):
        wanted = link.keys() - {"publishers"}
        assert {key: row[key] for key in wanted} == {key: link[key] for key in wanted}
        assert json.loads(row["publishers"] or "[]") == link["publishers"]


def test_without_pyarrow_parquet_says_how_to_get_it(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One sentence, exit code 2, no file."""
    for name in ("pyarrow", "pyarrow.parquet"):
        monkeypatch.setitem(sys.modules, name, None)
    outcome = cli("export", "parquet", "--data", SECOND, "-o", tmp_path / "x.parquet")
    assert (outcome.code, outcome.out) == (2, "")
    assert "pyarrow is not installed: run pip install 'claimgraph[parquet]'" in outcome.err
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UsageError):
        _take("parquet", corpus())


# --- the verb


def test_the_verb_offers_the_formats_that_there_are() -> None:
    """The list in the command line is the list of the package."""
    (choice,) = [option.type for option in commands.commands["export"].params if option.name == "form"]
    assert tuple(choice.choices) == exports.FORMATS  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_stdout_and_file_are_the_same_bytes(cli: Cli, form: str, tmp_path: Path) -> None:
    """Without -o the data go to stdout; what is not in them goes to stderr, with exit code 0."""
    printed = cli("export", form, "--data", SECOND)
    assert printed.code == 0
    assert "Not in this file: " in printed.err
    written = cli("export", form, "--data", SECOND, "-o", tmp_path / "new" / "x")
    assert (written.code, written.out, written.err) == (0, "", printed.err)
    assert (tmp_path / "new" / "x").read_bytes() == printed.out.encode()


def test_the_table_is_chosen(cli: Cli) -> None:
    """Claims without a word, links on demand."""
    assert cli("export", "csv", "--data", SECOND).out.startswith("id,label,kind,")
    assert cli("export", "csv", "--data", SECOND, "--table", "links").out.startswith("id,source,")


@pytest.mark.parametrize(
    ("form", "where"), [("csv", "hostile-labels:c002: label"), ("graphml", "con:terminal: label")]
)
def test_what_was_replaced_is_told_with_exit_1(cli: Cli, form: str, where: str, tmp_path: Path) -> None:
    """The file is complete, the place is named, and nothing acts on the terminal."""
    outcome = cli("export", form, "--data", HOSTILE, "-o", tmp_path / "x")
    assert outcome.code == 1
    assert [line for line in outcome.err.splitlines() if line.startswith(where)]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", outcome.err)
    assert (tmp_path / "x").stat().st_size > 1000
    assert cli("export", "cytoscape", "--data", HOSTILE, "-o", tmp_path / "y").code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("xml",), "is not one of"),
        ((), "Missing argument"),
        (("csv", "--table", "concepts"), "is not one of"),
        (("graphml", "--table", "links"), "leave --table out"),
        (("csv", "-o", " "), "Where to?"),
        (("csv", "--data", "missing.ttl"), "missing.ttl"),
    ],
    ids=["format", "no format", "table", "table of a graph", "blank file", "no data"],
)
def test_wrong_use_is_exit_2(cli: Cli, arguments: tuple[str, ...], says: str) -> None:
    """One message, nothing on stdout."""
    outcome = cli("export", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert says in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("blocked", ["folder", "below a file", "name too long", "nul"])
def test_a_file_that_cannot_be_written_is_exit_2(cli: Cli, tmp_path: Path, blocked: str) -> None:
    """The place is named, and nothing is left behind."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    place = {
        "folder": tmp_path / "folder",
        "below a file": tmp_path / "file" / "x.csv",
        "name too long": tmp_path / ("x" * 300),
        "nul": f"{tmp_path}/a\0b",
    }[blocked]
    before = snapshot(tmp_path)
    outcome = cli("export", "csv", "--data", SECOND, "-o", place)
    assert (outcome.code, outcome.out) == (2, "")
    assert "it cannot be written" in outcome.err
    assert "name another file with -o" in outcome.err
    assert snapshot(tmp_path) == before
    assert list((tmp_path / "folder").iterdir()) == []


def test_an_existing_file_is_replaced_in_one_step(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader of the old file keeps it whole; a failure on the way leaves it, and nothing else."""
    place = tmp_path / "x.csv"
    place.write_text("old")
    with place.open() as reader:
        assert cli("export", "csv", "--data", SECOND, "-o", place).code == 0
        assert reader.read() == "old"
    done = place.read_bytes()
    assert done.startswith(b"id,")

    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    outcome = cli("export", "csv", "--data", SECOND, "--table", "links", "-o", place)
    assert outcome.code == 2
    assert "No space left" in outcome.err
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]
    assert place.read_bytes() == done


def test_a_link_stays_a_link(cli: Cli, tmp_path: Path) -> None:
    """What the link leads to is replaced."""
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert cli("export", "csv", "--data", SECOND, "-o", tmp_path / "link.csv").code == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes().startswith(b"id,")


def test_a_pipe_is_written_into(cli: Cli, tmp_path: Path) -> None:
    """A named pipe, as ``/dev/null`` is no file: it stays what it is."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    try:
        assert cli("export", "csv", "--data", SECOND, "--table", "links", "-o", pipe).code == 0
        assert os.read(reader, 10) == b"id,source,"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_nothing_in_the_data_acts_on_a_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """Shown on a terminal, characters that would act on it are escaped; in a file they are themselves."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    outcome = cli("export", form, "--data", HOSTILE)
    assert len(outcome.out) > 500
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", outcome.out)


def test_parquet_is_not_thrown_at_a_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody could read it, a file is asked for."""
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    outcome = cli("export", "parquet", "--data", SECOND)
    assert (outcome.code, outcome.out) == (2, "")
    assert "name a file with -o" in outcome.err


def test_data_that_break_a_rule_are_not_taken_away(cli: Cli, tmp_path: Path) -> None:
    """As for every verb: the findings, exit code 1, no file."""
    (tmp_path / "bad.ttl").write_text(
        "<https://w3id.org/claimgraph/article/x#c001> a <https://w3id.org/claimgraph/vocab#Claim> .",
        encoding="utf-8",
    )
    outcome = cli("export", "csv", "--data", tmp_path / "bad.ttl", "-o", tmp_path / "x.csv")
    assert (outcome.code, outcome.out) == (1, "")
    assert "Violation" in outcome.err
    assert not (tmp_path / "x.csv").exists()


def test_the_module_writes_bytes_to_a_pipe(tmp_path: Path) -> None:
    """In a process of its own stdout holds the file and stderr the rest."""
    outcome = run_process("export", "graphml", "--data", SECOND, cwd=tmp_path)
    assert outcome.code == 0
    assert len(ET.fromstring(outcome.out.encode())) > 1  # noqa: S314 - our own file
    assert "no signed arrow" in outcome.err
