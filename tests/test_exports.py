"""`claims.full.ttl`: any RDF store loads it, and what is derived follows from what is authored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import RDF, SKOS

from graph import pipeline
from graph.exports import derive_triples, full_turtle
from graph.model import Corpus
from graph.store import Document, open_store
from graph.validation import validate
from graph.vocab import CG, DERIVED_GRAPH, LOOP, PREFIXES
from tests.corpora import HOSTILE, SECOND, SHIPPED

_CG = rdflib.Namespace(CG)
_OA = rdflib.Namespace(PREFIXES["oa"])
_DATA = [
    pytest.param(SECOND, id="second"),
    pytest.param(HOSTILE, id="hostile"),
    pytest.param(SHIPPED, id="shipped"),
]


def _full(data: Path) -> tuple[bytes, Corpus, rdflib.Graph]:
    """Give the file's bytes, the corpus behind it, and the authored triples alone."""
    with pipeline.open_dataset(data) as dataset:
        small = pipeline.read_valid(dataset)
        derived = pipeline.derive(small)
        graphs = [document.graph for document in dataset.documents]
        authored = rdflib.Graph().parse(data=dataset.store.ntriples(graphs), format="nt")
        content = full_turtle(dataset.store, graphs, small, derived.links, derived.search.loops)
    return content, small, authored


@pytest.fixture(params=_DATA, scope="module")
def built(request: pytest.FixtureRequest) -> tuple[bytes, Corpus, rdflib.Graph, rdflib.Graph]:
    """Give the file of each data set, its corpus, its authored triples, and all of it in rdflib."""
    content, small, authored = _full(request.param)
    return content, small, authored, rdflib.Graph().parse(data=content, format="turtle")


def test_two_stores_read_the_same_triples(
    built: tuple[bytes, Corpus, rdflib.Graph, rdflib.Graph],
) -> None:
    """Rdflib and Oxigraph count the same triples, and everything authored is among them."""
    content, _, authored, full = built
    parsed = {quad.triple for quad in pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.TURTLE)}
    assert len(full) == len(parsed)
    assert len(authored) < len(full)
    assert set(authored) <= set(full)


def test_nothing_in_it_is_nameless(built: tuple[bytes, Corpus, rdflib.Graph, rdflib.Graph]) -> None:
    """Loading the file twice changes no count: there is no blank node."""
    *_, full = built
    assert not [node for node in full.all_nodes() if isinstance(node, rdflib.BNode)]


def test_direct_triples_are_those_of_affirmed_claims(
    built: tuple[bytes, Corpus, rdflib.Graph, rdflib.Graph],
) -> None:
    """Each affirmed claim gives its triple, no negated one does, and there are no others."""
    _, small, _, full = built
    expected = set()
    for claim in small.claims:
        if claim.polarity == "affirmed":
            end = (
                rdflib.URIRef(claim.object)
                if claim.object
                else rdflib.Literal(claim.object_literal, lang="en")
            )
            expected.add((rdflib.URIRef(claim.subject), rdflib.URIRef(claim.predicate), end))
    predicates = {rdflib.URIRef(predicate.iri) for predicate in small.predicates}
    assert {triple for triple in full if triple[1] in predicates} == expected


def test_a_name_that_a_claim_gives_becomes_an_alternative_label(
    built: tuple[bytes, Corpus, rdflib.Graph, rdflib.Graph],
) -> None:
    """Affirmed names are found by programs that know SKOS only; denied ones are not given."""
    _, small, authored, full = built
    given = {
        (rdflib.URIRef(claim.subject), rdflib.Literal(claim.object_literal, lang="en"))
        for claim in small.claims
        if claim.object_literal and claim.polarity == "affirmed"
    }
    assert set(full.subject_objects(SKOS.altLabel)) == set(authored.subject_objects(SKOS.altLabel)) | given


def test_every_passage_has_web_annotation_selectors(
    built: tuple[bytes, Corpus, rdflib.Graph, rdflib.Graph],
) -> None:
    """Position and fragment select the passage in its source, in the state that was read."""
    _, small, _, full = built
    sources = {source.iri: source for source in small.sources}
    for passage in {p.iri: p for claim in small.claims for p in claim.passages}.values():
        node = rdflib.URIRef(passage.iri)
        assert passage.source is not None
        assert passage.deep_link is not None
        assert (node, RDF.type, _OA.SpecificResource) in full
        assert list(full.objects(node, _OA.hasSource)) == [rdflib.URIRef(passage.source)]
        (state,) = full.objects(node, _OA.hasState)
        assert (state, RDF.type, _OA.State) in full
        assert str(full.value(state, _CG.sha256)) == sources[passage.source].sha256
        selectors = set(full.objects(node, _OA.hasSelector))
        kinds = {full.value(selector, RDF.type): selector for selector in selectors}
        assert kinds.keys() == {_OA.TextPositionSelector, _OA.FragmentSelector}
        position = kinds[_OA.TextPositionSelector]
        assert [int(full.value(position, key)) for key in (_OA.start, _OA.end)] == [  # type: ignore[arg-type]
            passage.start,
            passage.end,
        ]
        assert list(full.objects(node, _CG.deepLink)) == [rdflib.URIRef(passage.deep_link)]
        fragment = str(full.value(kinds[_OA.FragmentSelector], RDF.value))
        assert passage.deep_link.endswith(f"#{fragment}")
        assert passage.anchor_start.split()[0] in unquote(fragment)


def test_loops_are_there_for_people_without_python(
    built: tuple[bytes, Corpus, rdflib.Graph, rdflib.Graph],
) -> None:
    """Each loop with its sign, its claims and the list that tells it."""
    _, small, _, full = built
    derived = pipeline.derive(small)
    claims = {link.key: link.claims for link in derived.links}
    assert {str(s) for s in full.subjects(RDF.type, _CG.FeedbackLoop)} == {
        LOOP + loop.key for loop in derived.search.loops
    }
    for loop in derived.search.loops:
        node = rdflib.URIRef(LOOP + loop.key)
        assert int(full.value(node, _CG.loopSign)) == loop.sign  # type: ignore[arg-type]
        edges = {str(edge) for edge in full.objects(node, _CG.loopEdge)}
        assert edges == {iri for key in loop.links for iri in claims[key]}
        told = full.value(node, _CG.declaredBy)
        assert (told and str(told)) == loop.declared_by


@pytest.mark.parametrize("data", _DATA)
def test_what_was_derived_keeps_the_rules_for_loops(data: Path) -> None:
    """The shapes for the built graph find nothing to blame."""
    with pipeline.open_dataset(data) as dataset:
        small = pipeline.read_valid(dataset)
        derived = pipeline.derive(small)
        derive_triples(dataset.store, small, derived.links, derived.search.loops)
        assert validate(dataset.store, dataset.documents, built=True).findings == ()


def test_the_rules_for_loops_are_not_empty() -> None:
    """A loop that runs through a denied claim would be found."""
    with pipeline.open_dataset(SECOND) as dataset:
        small = pipeline.read_valid(dataset)
        derived = pipeline.derive(small)
        derive_triples(dataset.store, small, derived.links, derived.search.loops)
        denied = "https://w3id.org/claimgraph/article/screens-and-blinking#c004"
        wrong = f"<{LOOP}{derived.search.loops[0].key}> <{CG}loopEdge> <{denied}> ."
        dataset.store.load(Document(path="wrong", graph=DERIVED_GRAPH, text=wrong.encode()))
        report = validate(dataset.store, dataset.documents, built=True)
    assert [finding.rule for finding in report.findings] == ["V13-edge"]


def test_loaded_again_it_holds_the_same_claims(tmp_path: Path) -> None:
    """The file round-trips: read as data without judging, it gives the same claims.

    A digest covers what people wrote, which a file with everything derived no longer tells apart.
    """
    from graph.claims import read_corpus
    from graph.resources import ontology
    from graph.vocab import ONTOLOGY_GRAPH

    content, small, _ = _full(SECOND)
    with open_store() as store:
        store.load(Document(path="full", graph="urn:x-test:full", text=content))
        store.load(Document(path="ontology", graph=ONTOLOGY_GRAPH, text=ontology()))
        again = read_corpus(store)
    assert again.claims == tuple(replace(entry, digest="") for entry in small.claims)
    assert again.sources == small.sources


def test_it_is_sorted_and_uses_the_short_names() -> None:
    """Equal data give equal bytes, and people can read the file."""
    content, *_ = _full(SECOND)
    again, *_ = _full(SECOND)
    assert content == again
    assert b"why-tears-fail:c003" in content
    assert b"loop:" in content
