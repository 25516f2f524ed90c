"""Laws that hold for any data: reading gives back what was written, bad files never crash the program."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import pipeline
from graph.claims import read_corpus
from graph.cli.tables import display_width, printable, table
from graph.errors import GraphError
from graph.facts import facts_of, to_json
from graph.model import Claim, Corpus
from graph.resources import ontology
from graph.store import Document, open_store
from graph.vocab import ONTOLOGY_GRAPH, PREFIXES
from tests.corpora import SECOND, SHIPPED, claim, concept, corpus

_SLOW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
#: Texts that a literal may hold: any code point but surrogates, in form NFC, not empty.
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).map(
    lambda text: normalize("NFC", text)
)
_NAMES = "abcdef"
_MODALITIES = ("asserted", "possible", "tentative", "intended")


@st.composite
def _corpora(draw: st.DrawFn) -> Corpus:
    """Draw concepts with any labels, and claims between them of any firmness."""
    concepts = [
        concept(
            name,
            draw(st.sampled_from(["Condition", "Mechanism", "Treatment", "SelfCare", "Symptom"])),
            label=draw(_TEXTS),
            alt_labels=tuple(sorted(set(draw(st.lists(_TEXTS, max_size=2))))),
            broader=sorted(set(draw(st.lists(st.sampled_from(_NAMES), max_size=2)))),
        )
        for name in _NAMES
    ]
    claims = [
        claim(
            number,
            draw(st.sampled_from(_NAMES)),
            draw(st.sampled_from([1, 1, -1, 0])),
            draw(st.sampled_from(_NAMES)),
            modality=draw(st.sampled_from(_MODALITIES)),
            polarity=draw(st.sampled_from(["affirmed", "affirmed", "negated"])),
            mechanisms=sorted(set(draw(st.lists(st.sampled_from(_NAMES), max_size=2)))),
            label=draw(_TEXTS),
        )
        for number in range(1, draw(st.integers(2, 12)))
    ]
    return corpus(claims, concepts)


def _literal(text: str) -> str:
    """Write a Turtle literal with every character escaped that need be (Turtle 1.1, section 6.4)."""
    short = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
    return '"' + "".join(short.get(char, char) for char in text) + '"@en'


def _turtle(claims: Iterable[Claim], small: Corpus) -> str:
    """Write claims and concepts as people author them."""
    lines = [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in ("cg", "rdf", "rdfs", "skos")]
    for entry in small.concepts:
        line = f"<{entry.iri}> a cg:{entry.kind} ; skos:prefLabel {_literal(entry.label)}"
        line += "".join(f" ; skos:altLabel {_literal(name)}" for name in entry.alt_labels)
        line += "".join(f" ; skos:broader <{iri}>" for iri in entry.broader)
        lines.append(line + " .")
    for own in claims:
        line = f"<{own.iri}> a cg:Claim ; rdfs:label {_literal(own.label)} ; rdf:subject <{own.subject}>"
        line += f" ; rdf:predicate <{own.predicate}> ; rdf:object <{own.object}> ; cg:kind cg:kind-{own.kind}"
        line += f" ; cg:polarity cg:{own.polarity} ; cg:modality cg:{own.modality}"
        line += "".join(f" ; cg:viaMechanism <{iri}>" for iri in own.mechanisms)
        lines.append(line + " .")
    return "\n".join(lines)


def _read(turtle: str) -> Corpus:
    with open_store() as store:
        store.load(Document(path="drawn.ttl", graph="urn:x-test:drawn", text=turtle.encode()))
        store.load(Document(path="ontology", graph=ONTOLOGY_GRAPH, text=ontology()))
        return read_corpus(store)


def _facts(small: Corpus) -> str:
    derived = pipeline.derive(small)
    return to_json(facts_of(small, derived.links, derived.search.loops, derived.breaks))


@_SLOW
@given(_corpora())
def test_what_is_written_is_read(small: Corpus) -> None:
    """Claims and concepts come back from Turtle as the values they were, whatever their labels."""
    back = _read(_turtle(small.claims, small))
    assert back.claims == small.claims
    assert back.concepts == small.concepts


@_SLOW
@given(_corpora(), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_show(small: Corpus, chance: object) -> None:
    """Claims and concepts in any order, through the file or as values, give the same facts."""
    claims, concepts = list(small.claims), list(small.concepts)
    chance.shuffle(claims)  # type: ignore[attr-defined]
    chance.shuffle(concepts)  # type: ignore[attr-defined]
    turned = replace(small, claims=tuple(claims), concepts=tuple(concepts))
    expected = _facts(small)
    assert _facts(turned) == expected
    assert json.loads(_facts(_read(_turtle(claims, turned))))["loops"] == json.loads(expected)["loops"]


@_SLOW
@given(_corpora())
def test_facts_survive_json(small: Corpus) -> None:
    """Any label, with quotes, line ends or other scripts, reads back as it was."""
    facts = json.loads(_facts(small))
    assert {entry["label"] for entry in facts["claims"]} == {own.label for own in small.claims}
    assert {entry["label"] for entry in facts["concepts"]} == {own.label for own in small.concepts}


@_SLOW
@given(_corpora())
def test_a_loop_never_runs_through_a_denial(small: Corpus) -> None:
    """Every link rests on affirmed claims of its sign, and so does every loop."""
    claims = {own.iri: own for own in small.claims}
    for link in pipeline.derive(small).links:
        for iri in link.claims:
            assert (claims[iri].polarity, claims[iri].sign) == ("affirmed", link.sign)


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=4))
def test_a_table_has_a_line_for_each_row(rows: list[list[str]]) -> None:
    """Whatever the cells hold, no cell breaks its row or acts on the terminal."""
    lines = table(("one", "two"), rows).split("\n")
    assert len(lines) == 2 + len(rows)
    for line in lines:
        assert line == printable(line)


@given(st.text())
def test_width_is_never_negative(text: str) -> None:
    """Columns are counted, whatever the script."""
    assert 0 <= display_width(text) <= 2 * len(text)


_FILES = {path.name: path.read_bytes() for path in sorted(SECOND.glob("*.ttl"))}


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.sampled_from(sorted(_FILES)),
    st.floats(0, 1),
    st.integers(0, 60),
    st.one_of(
        st.binary(max_size=12),
        st.sampled_from(
            [b";", b".", b'"', b"<", b">", b"[ ]", b"_:x", b"cg:", b"1.0", b"true", b"@en", b"a:c001"]
        ),
    ),
)
def test_a_spoilt_file_never_crashes_the_program(
    tmp_path: Path, name: str, place: float, cut: int, put: bytes
) -> None:
    """A slip anywhere in a file ends in a report or in an error of ours, never in a crash."""
    for other, content in _FILES.items():
        (tmp_path / other).write_bytes(content)
    content = _FILES[name]
    start = int(place * len(content))
    (tmp_path / name).write_bytes(content[:start] + put + content[start + cut :])
    with suppress(GraphError):
        report = pipeline.validate_data(tmp_path).report
        assert all(finding.message for finding in report.findings)
        if report.conforms:
            pipeline.derive(pipeline.load_corpus(tmp_path))


@pytest.mark.parametrize("data", [SECOND, SHIPPED], ids=["second", "shipped"])
def test_no_link_of_a_loop_can_be_left_out(data: Path) -> None:
    """On real data as on drawn ones: without one of its links a loop is gone, and no other appears."""
    from graph.causes.causal import causal_links
    from graph.causes.loops import feedback_loops

    small = pipeline.load_corpus(data)
    links = causal_links(small)
    loops = {loop.key: loop for loop in feedback_loops(small, links).loops}
    for gone in sorted({key for loop in loops.values() for key in loop.links}):
        left = feedback_loops(small, [link for link in links if link.key != gone]).loops
        assert {loop.key for loop in left} == {key for key, loop in loops.items() if gone not in loop.links}
