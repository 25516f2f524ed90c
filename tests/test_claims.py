"""Reading: every value of a claim comes from the data or the ontology, as the model says it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib

from graph import pipeline
from graph.claims import read_corpus
from graph.model import Claim, Corpus, Iri
from graph.store import Document, open_store, read_documents
from graph.vocab import CG, ONTOLOGY_GRAPH, PREFIXES
from tests.corpora import SECOND, con

_SCREENS = "https://w3id.org/claimgraph/article/screens-and-blinking#"
_TEARS = "https://w3id.org/claimgraph/article/why-tears-fail#"


@pytest.fixture(scope="module")
def second() -> Corpus:
    """Read the second data set once."""
    return pipeline.load_corpus(SECOND)


def _claim(small: Corpus, iri: str) -> Claim:
    (found,) = [entry for entry in small.claims if entry.iri == iri]
    return found


def _read(data: Path, change: Callable[[str], str]) -> Corpus:
    """Read data after a change to the text of each file, without judging them."""
    with open_store() as store:
        for document in read_documents(data):
            text = change(document.text.decode()).encode()
            store.load(Document(path=document.path, graph=document.graph, text=text))
        from graph.resources import ontology

        store.load(Document(path="ontology", graph=ONTOLOGY_GRAPH, text=ontology()))
        return read_corpus(store)


def test_everything_is_read_once_and_sorted(second: Corpus) -> None:
    """Each tuple of the corpus is sorted by IRI, without doubles."""
    for entries in (second.sources, second.concepts, second.claims, second.lists, second.interests):
        iris = [entry.iri for entry in entries]
        assert iris == sorted(set(iris))
    assert len(second.claims) == 16
    assert len(second.sources) == 2


def test_a_claim_brings_its_sign_from_the_ontology(second: Corpus) -> None:
    """Subject, predicate and object are the data's, the sign is the predicate's."""
    eased = _claim(second, f"{_SCREENS}c003")
    assert (eased.subject, eased.object) == (con("reflex-tears"), con("eye-irritation"))
    assert (eased.predicate, eased.sign) == (CG + "relieves", -1)
    assert _claim(second, f"{_TEARS}c004").sign == 1
    assert _claim(second, f"{_TEARS}c002").sign == 0


def test_every_predicate_of_the_ontology_is_read() -> None:
    """The table of predicates is the ontology's, signs and definitions included."""
    from graph.resources import ontology

    vocabulary = rdflib.Graph().parse(data=ontology(), format="turtle")
    signs = {str(s): int(o) for s, o in vocabulary.subject_objects(rdflib.URIRef(CG + "sign"))}
    predicates = pipeline.load_corpus(SECOND).predicates
    assert {entry.iri: entry.sign for entry in predicates} == signs
    assert len(predicates) == 20
    assert all(entry.label and entry.definition for entry in predicates)


def test_hedges_are_read_on_two_axes_and_in_words(second: Corpus) -> None:
    """How firmly, how often, and the word itself; closed values are bare words."""
    often = _claim(second, f"{_TEARS}c006")
    assert (often.modality, often.modality_rank, often.frequency, often.hedge) == (
        "asserted",
        1,
        "usual",
        "often",
    )
    can = _claim(second, f"{_TEARS}c005")
    assert (can.modality, can.modality_rank, can.frequency) == ("possible", 2, None)
    assert _claim(second, f"{_SCREENS}c006").modality == "tentative"
    assert _claim(second, f"{_TEARS}c008").modality_rank == 4
    assert _claim(second, f"{_SCREENS}c004").polarity == "negated"


def test_a_name_is_the_object_of_also_known_as(second: Corpus) -> None:
    """Exactly one of object and name is there."""
    named = _claim(second, f"{_TEARS}c001")
    assert (named.object, named.object_literal) == (None, "dry eye syndrome")
    assert all((entry.object is None) != (entry.object_literal is None) for entry in second.claims)


def test_a_claim_knows_its_place_in_a_list(second: Corpus) -> None:
    """The item is that of the passage in the list's section and block."""
    steps = [_claim(second, f"{_TEARS}c00{number}") for number in (3, 4, 5)]
    assert [[(p.list, p.kind, p.item) for p in step.lists] for step in steps] == [
        [(f"{_TEARS}list-slide", "ordered-cycle", item)] for item in (1, 2, 3)
    ]


def test_a_passage_knows_its_source_and_the_way_there(second: Corpus) -> None:
    """A passage stands in a section of one of the two articles; its link leads to that one."""
    (passage,) = _claim(second, f"{_TEARS}c003").passages
    assert passage.source == f"{_TEARS}article"
    assert (passage.section, passage.block, passage.item) == (f"{_TEARS}s02", 2, 1)
    assert passage.deep_link == ("https://eyes.example/why-tears-fail#:~:text=A%20ragged,grows%20salty")
    assert {p.source for entry in second.claims for p in entry.passages} == {
        f"{_TEARS}article",
        f"{_SCREENS}article",
    }


def test_passages_stand_in_the_order_of_the_text() -> None:
    """A claim that is said twice lists the earlier place first, whatever its name."""
    small = _read(
        SECOND,
        lambda text: text.replace("cg:passage a:c002-p .", "cg:passage a:c002-p , a:c001-p .").replace(
            "a:c001-p", "a:z"
        ),
    )
    passages = _claim(small, f"{_TEARS}c002").passages
    assert [passage.iri.removeprefix(_TEARS) for passage in passages] == ["z", "c002-p"]
    assert passages[0].start < passages[1].start


def test_sources_come_with_edition_and_sections(second: Corpus) -> None:
    """Title, address, publisher's name, date, rule, length, hash; sections in reading order."""
    screens = second.sources[0]
    assert (screens.title, screens.url) == (
        "Screens, Blinking and Sore Eyes",
        "https://goggles.example/screens",
    )
    assert (screens.publisher, screens.published) == ("Goggle Works (invented)", "2025-10-01")
    assert screens.normalization == "norm-1"
    assert [section.position for section in screens.sections] == [1, 2, 3, 4]


def test_a_subsection_belongs_to_its_article() -> None:
    """Sections of sections are followed up to the article; a circle ends the climb."""
    nested = _read(
        SECOND,
        lambda text: text.replace(
            "a:s03 a cg:Section ; dcterms:isPartOf a:article", "a:s03 a cg:Section ; dcterms:isPartOf a:s02"
        ),
    )
    assert all(len(source.sections) in (3, 4) for source in nested.sources)
    assert all(p.source for entry in nested.claims for p in entry.passages)
    circle = _read(
        SECOND,
        lambda text: text.replace(
            "a:s03 a cg:Section ; dcterms:isPartOf a:article", "a:s03 a cg:Section ; dcterms:isPartOf a:s03"
        ),
    )
    assert len(circle.claims) == 16


def test_a_statistic_is_read_with_its_figures(second: Corpus) -> None:
    """Value, bound, unit, population and months, as far as stated."""
    statistic = _claim(second, f"{_TEARS}c009").statistic
    assert statistic is not None
    assert (statistic.value, statistic.bound, statistic.unit) == (Decimal(40), "at-least", "PERCENT")
    assert (statistic.months, statistic.population, statistic.comparator) == (3, con("drop-users"), None)


def test_interests_are_read_with_party_and_concepts(second: Corpus) -> None:
    """Who has an interest in what, and which claim is marked with it."""
    (interest,) = second.interests
    assert (interest.party, interest.concepts) == ("Goggle Works (invented)", (con("moisture-goggles"),))
    marked = [entry.iri for entry in second.claims if entry.interests]
    assert marked == [f"{_SCREENS}c005"]


def test_concepts_are_read_with_names_and_mappings(second: Corpus) -> None:
    """Class, label, other names (those that claims give as well), broader concepts, counterparts."""
    concepts = {entry.iri: entry for entry in second.concepts}
    dry = concepts[con("dry-eye")]
    assert (dry.kind, dry.label) == ("Condition", "Dry eye")
    assert dry.alt_labels == ("Keratoconjunctivitis sicca", "dry eye syndrome")
    assert [(m.relation, m.iri) for m in dry.mappings] == [
        (PREFIXES["skos"] + "closeMatch", "https://terms.example/dry-eye")
    ]
    assert concepts[con("surface-inflammation")].broader == (con("inflammation"),)


def test_a_label_in_another_language_makes_no_second_concept() -> None:
    """Concepts may be labelled in several languages: the English label is the one that is shown."""
    small = _read(
        SECOND,
        lambda text: text.replace(
            'skos:prefLabel "Dry eye"@en', 'skos:prefLabel "Trockenes Auge"@de , "Dry eye"@en , "Œil sec"@fr'
        ),
    )
    found = [entry for entry in small.concepts if entry.iri == con("dry-eye")]
    assert [entry.label for entry in found] == ["Dry eye"]
    assert found[0].translations == (("de", "Trockenes Auge"), ("fr", "Œil sec"))
    assert len(small.concepts) == 19


def test_english_comes_first_wherever_it_stands_in_the_alphabet() -> None:
    """The label and the definition of one language belong together; tags are told in small letters."""
    small = _read(
        SECOND,
        lambda text: text.replace(
            'skos:prefLabel "Dry eye"@en',
            'skos:definition "Ein Wort."@de-AT , "A word."@en-GB ;'
            ' skos:prefLabel "Augentrockenheit"@de-AT , "Dry eye"@en-GB',
        ),
    )
    (found,) = [entry for entry in small.concepts if entry.iri == con("dry-eye")]
    assert (found.label, found.translations) == ("Dry eye", (("de-at", "Augentrockenheit"),))
    assert found.definition == "A word."


def test_a_passage_without_pins_is_read_for_anchoring() -> None:
    """What is not pinned yet has no offsets and no hash, and is not left out."""
    import re

    small = _read(
        SECOND,
        lambda text: re.sub(r';\n    cg:start \d+ ; cg:end \d+ ; cg:sha256 "[0-9a-f]{64}" \.', ".", text),
    )
    pins = {(p.start, p.end, p.sha256) for entry in small.claims for p in entry.passages}
    assert pins == {(-1, -1, "")}
    assert len(small.claims) == 16


def test_an_incomplete_claim_is_left_out() -> None:
    """A claim without a subject is no claim; the others are read."""
    small = _read(SECOND, lambda text: text.replace("rdf:subject con:salty-tears ;", ""))
    assert Iri(f"{_TEARS}c004") not in {entry.iri for entry in small.claims}
    assert len(small.claims) == 15


def test_no_data_no_claims() -> None:
    """An empty file is read as an empty corpus that still knows the predicates."""
    small = _read(SECOND, lambda text: text[:0])
    assert (small.claims, small.concepts, small.sources) == ((), (), ())
    assert len(small.predicates) == 20
