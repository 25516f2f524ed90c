"""A loaded store answers SPARQL over what people wrote, the ontology, and what follows from both."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

import graph
from graph.errors import DataRefused, NotFound, QueryFailed
from graph.resources import packaged_queries
from tests.corpora import SHIPPED

EXAMPLE = files("graph") / "example.ttl"


def test_what_is_written_defined_and_derived_is_in_one_graph() -> None:
    """A claim, the label of its kind, its direct triple and the loop it closes meet in one query."""
    with graph.load_store(EXAMPLE) as store:
        rows = store.answer(
            "SELECT ?kind ?sign { ?claim cg:kind/rdfs:label ?kind . con:dry-eye cg:causes con:irritation . "
            "?loop cg:loopEdge ?claim ; cg:loopSign ?sign } GROUP BY ?kind ?sign"
        )
    assert list(rows) == [{"kind": "causal", "sign": "1"}]


@pytest.mark.parametrize("name", [entry.name for entry in packaged_queries() if entry.public])
def test_packaged_queries_are_asked_by_name(name: str) -> None:
    """Whoever knows the name of a question need not write it."""
    with graph.load_store(SHIPPED) as store:
        rows = store.answer(name)
    assert rows.variables == next(entry.returns for entry in packaged_queries() if entry.name == name)


def test_a_name_that_is_no_query_is_not_found_and_near_ones_are_offered() -> None:
    """A slip in a name is answered with the name that was meant."""
    with graph.load_store(EXAMPLE) as store, pytest.raises(NotFound, match="warning-signs"):
        store.answer("warning-sign")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * { ?a nope:b ?c }", "the prefix nope: is not declared"),
        ("DELETE WHERE { ?a ?b ?c }", "DELETE is not run here"),
        ("SELECT * { SERVICE <https://a.example/> { ?a ?b ?c } }", "SERVICE asks another endpoint"),
        ("SELECT * { ?a", "this is not SPARQL from here on"),
    ],
    ids=["prefix", "update", "elsewhere", "torn"],
)
def test_what_is_not_run_is_refused_with_the_reason(text: str, said: str) -> None:
    """Asking changes nothing and sends nothing; what cannot be asked says why."""
    with graph.load_store(EXAMPLE) as store, pytest.raises(QueryFailed, match=said):
        store.answer(text)


def test_prefixes_of_the_data_may_be_used_as_they_stand_there() -> None:
    """A name can be pasted from a data file, with the file's own prefix or the article's."""
    with graph.load_store(EXAMPLE) as store:
        assert store.answer("ASK { a:c001 a cg:Claim . dry-eye-example:c001 a cg:Claim }") is True


def test_a_closed_store_holds_nothing() -> None:
    """What was loaded is let go of."""
    store = graph.load_store(EXAMPLE)
    store.close()
    assert store.answer("ASK { ?a ?b ?c }") is False


def test_data_that_break_a_rule_are_refused(tmp_path: Path) -> None:
    """Answers come from valid data only, as everywhere."""
    path = tmp_path / "bare.ttl"
    path.write_text(
        "<https://a.example/c1> a <https://w3id.org/claimgraph/vocab#Claim> .\n", encoding="utf-8"
    )
    with pytest.raises(DataRefused):
        graph.load_store(path)
