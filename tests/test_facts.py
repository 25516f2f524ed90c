"""`graph.json`: every key of the format, sorted, resolvable, and equal for equal input."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph import pipeline
from graph.facts import claim_facts, facts_of, source_facts, statistic_facts, to_json, to_json_lines
from graph.model import Citation, Corpus, Iri, Source, Statistic
from graph.model import Mapping as ConceptMapping
from graph.names import Names, names_of
from graph.vocab import CON, PREFIXES
from tests.corpora import HOSTILE, SECOND, SHIPPED, claim, con, concept, corpus

#: The format ``claimgraph/1`` as it was agreed: later issues add keys, none is renamed.
SCHEMA: Mapping[str, tuple[str, ...]] = {
    "sources": ("id", "title", "url", "publisher", "published", "normalization", "length", "sha256"),
    "concepts": ("id", "kind", "label", "alt_labels", "definition", "broader", "mappings"),
    "claims": (
        *("id", "label", "kind", "subject", "predicate", "object", "object_literal", "sign", "polarity"),
        *("modality", "frequency", "hedge", "contexts", "mechanisms", "populations", "lists", "passages"),
        *("statistic", "citations", "interests"),
    ),
    "links": ("id", "source", "target", "sign", "claims", "modality", "contested"),
    "loops": ("id", "sign", "nodes", "links", "modality", "declared_by", "contested"),
    "breaks": ("treatment", "loop", "point", "claims"),
}
PASSAGE = (
    *("id", "source", "section", "block", "item", "start", "end", "sha256"),
    *("anchor_prefix", "anchor_start", "anchor_end", "deep_link"),
)
STATISTIC = (
    *("measure", "value", "bound", "unit", "population", "outcome", "comparator"),
    *("timeframe_months", "stated_significance", "missing"),
)
CITATION = ("as_named", "status", "study", "candidates")
CLOSED = {
    "kind": {
        *("causal", "definition", "symptom", "treatment", "diagnostic", "statistic", "prevention"),
        *("red-flag", "editorial"),
    },
    "polarity": {"affirmed", "negated"},
    "modality": {"asserted", "possible", "tentative", "intended"},
    "frequency": {"usual", "occasional", None},
}
BOUNDS = {
    *("exactly", "approximately", "at-most", "at-least", "more-than", "less-than"),
    *("higher", "lower", "unquantified"),
}
DATA = [
    pytest.param(SECOND, id="second"),
    pytest.param(HOSTILE, id="hostile"),
    pytest.param(SHIPPED, id="shipped"),
]


def facts_from(data: Path) -> dict[str, Any]:
    """Give the facts of a data set as a program reads them back from the file."""
    small = pipeline.load_corpus(data)
    derived = pipeline.derive(small)
    facts = facts_of(small, derived.links, derived.search.loops, derived.breaks)
    return json.loads(to_json(facts))  # type: ignore[no-any-return]


@pytest.fixture(params=DATA, scope="module")
def facts(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Give the facts of each data set."""
    return facts_from(request.param)


def _identifiers(facts: dict[str, Any]) -> Iterator[str]:
    """Give everything in the facts that names something."""
    for entry in facts["sources"] + facts["links"] + facts["loops"]:
        yield entry["id"]
    for entry in facts["concepts"]:
        yield from (entry["id"], *entry["broader"], *(mapping["relation"] for mapping in entry["mappings"]))
    for entry in facts["claims"]:
        yield from (entry["id"], entry["subject"], entry["predicate"])
        yield from (entry["object"],) if entry["object"] else ()
        yield from entry["contexts"] + entry["mechanisms"] + entry["populations"] + entry["interests"]
        yield from (place["id"] for place in entry["lists"])
        for passage in entry["passages"]:
            yield from (passage["id"], passage["source"], passage["section"])
        statistic = entry["statistic"] or {}
        yield from filter(
            None, (statistic.get(k) for k in ("measure", "population", "outcome", "comparator"))
        )
    for entry in facts["links"]:
        yield from (entry["source"], entry["target"], *entry["claims"])
    for entry in facts["loops"]:
        yield from (*entry["nodes"], *entry["links"], *filter(None, [entry["declared_by"]]))
    for entry in facts["breaks"]:
        yield from (entry["treatment"], entry["loop"], *entry["point"].values(), *entry["claims"])
        yield from entry["predicates"] + entry["contexts"] + entry["populations"]


def test_every_key_of_the_format_is_there(facts: dict[str, Any]) -> None:
    """Programs written for the format find every key in every entry, absent or not."""
    assert facts["format"] == "claimgraph/1"
    for name, keys in SCHEMA.items():
        for entry in facts[name]:
            assert entry.keys() >= set(keys), (name, entry)
    for entry in facts["claims"]:
        assert all(passage.keys() >= set(PASSAGE) for passage in entry["passages"])
        assert all(citation.keys() >= set(CITATION) for citation in entry["citations"])
        assert all(place.keys() >= {"id", "kind", "item"} for place in entry["lists"])
        assert entry["statistic"] is None or entry["statistic"].keys() >= set(STATISTIC)
    assert all(set(entry["point"]) in ({"node"}, {"link"}) for entry in facts["breaks"])


def test_closed_values_are_bare_words(facts: dict[str, Any]) -> None:
    """Kinds, modalities, bounds and the like are words of the model, without prefix or marker."""
    for entry in facts["claims"]:
        for key, words in CLOSED.items():
            assert entry[key] in words, (entry["id"], key)
        assert entry["sign"] in (1, -1, 0)
        assert (entry["object"] is None) != (entry["object_literal"] is None)
        if statistic := entry["statistic"]:
            assert statistic["bound"] in BOUNDS
            assert statistic["unit"] in (None, "PERCENT", "ratio", "count")
        assert {place["kind"] for place in entry["lists"]} <= {"illustrative", "exhaustive", "ordered-cycle"}
    assert {entry["sign"] for entry in facts["links"]} <= {1, -1}
    assert {entry["sign"] for entry in facts["loops"]} <= {"reinforcing", "balancing"}
    assert {type(entry["contested"]) for entry in facts["links"] + facts["loops"]} <= {bool}


def test_lists_are_sorted_by_id(facts: dict[str, Any]) -> None:
    """The same facts always stand in the same order, each once."""
    for name in ("sources", "concepts", "claims", "links", "loops"):
        ids = [entry["id"] for entry in facts[name]]
        assert ids == sorted(set(ids)), name
    for entry in facts["claims"]:
        for own in (entry["contexts"], entry["mechanisms"], entry["populations"], entry["interests"]):
            assert own == sorted(own)
        assert [p["id"] for p in entry["passages"]] == sorted(p["id"] for p in entry["passages"])
    points = [
        (e["treatment"], e["loop"], json.dumps(e["point"]), e.get("via") or "") for e in facts["breaks"]
    ]
    assert points == sorted(set(points))


def test_every_identifier_resolves_under_the_prefixes(facts: dict[str, Any]) -> None:
    """Each id is a CURIE of a prefix in the file, and two names never give one IRI."""
    resolved: dict[str, str] = {}
    for name in _identifiers(facts):
        prefix, colon, local = name.partition(":")
        assert colon, name
        assert prefix in facts["prefixes"], name
        iri = facts["prefixes"][prefix] + local
        assert resolved.setdefault(iri, name) == name
    namespaces = list(facts["prefixes"].values())
    assert len(namespaces) == len(set(namespaces))


def test_every_reference_leads_somewhere(facts: dict[str, Any]) -> None:
    """Concepts, claims, links and loops that are named are there."""
    ids = {name: {entry["id"] for entry in facts[name]} for name in SCHEMA if name != "breaks"}
    for entry in facts["claims"]:
        ends = {entry["subject"], *filter(None, [entry["object"]])}
        assert ends | set(entry["contexts"]) | set(entry["mechanisms"]) <= ids["concepts"]
        assert {passage["source"] for passage in entry["passages"]} <= ids["sources"]
        assert entry["passages"]
    for entry in facts["links"]:
        assert {entry["source"], entry["target"]} <= ids["concepts"]
        assert set(entry["claims"]) <= ids["claims"]
        assert entry["claims"]
    for entry in facts["loops"]:
        assert set(entry["nodes"]) <= ids["concepts"]
        assert set(entry["links"]) <= ids["links"]
        assert len(entry["nodes"]) == len(entry["links"])
    for entry in facts["breaks"]:
        assert entry["treatment"] in ids["concepts"]
        assert entry["loop"] in ids["loops"]


def test_passages_point_with_whole_pins(facts: dict[str, Any]) -> None:
    """Start lies below end, within the source, and the hash is one."""
    lengths = {entry["id"]: entry["length"] for entry in facts["sources"]}
    for entry in facts["claims"]:
        for passage in entry["passages"]:
            assert 0 <= passage["start"] < passage["end"] <= lengths[passage["source"]]
            assert len(passage["sha256"]) == 64
            assert passage["block"] >= 1
            assert passage["deep_link"].partition("#")[2].startswith(":~:text=")


def test_the_second_data_set_says_what_its_articles_say() -> None:
    """Two articles, one loop of each sign, one told cycle, and each kind of break."""
    facts = facts_from(SECOND)
    assert [entry["id"] for entry in facts["sources"]] == [
        "screens-and-blinking:article",
        "why-tears-fail:article",
    ]
    firsts = [entry["id"] for entry in facts["claims"] if entry["id"].endswith(":c001")]
    assert firsts == ["screens-and-blinking:c001", "why-tears-fail:c001"]
    loops = {entry["id"]: entry for entry in facts["loops"]}
    slide = "loop:salty-tears+--surface-inflammation+--tear-instability+"
    flood = "loop:eye-irritation+--reflex-tears-"
    assert {name: entry["sign"] for name, entry in loops.items()} == {
        slide: "reinforcing",
        flood: "balancing",
    }
    assert loops[slide]["declared_by"] == "why-tears-fail:list-slide"
    assert loops[slide]["modality"] == "possible"
    assert loops[flood]["declared_by"] is None
    assert [(e["treatment"], e["loop"], e["point"], e.get("via"), e["claims"]) for e in facts["breaks"]] == [
        (
            "con:anti-inflammatory-drops",
            slide,
            {"node": "con:surface-inflammation"},
            "con:inflammation",
            ["why-tears-fail:c008"],
        ),
        (
            "con:artificial-tears",
            flood,
            {"node": "con:eye-irritation"},
            None,
            ["screens-and-blinking:c006"],
        ),
        (
            "con:moisture-goggles",
            slide,
            {"link": "link:tear-instability+--salty-tears"},
            None,
            ["screens-and-blinking:c005"],
        ),
    ]


def test_a_negated_claim_is_a_fact_but_no_link() -> None:
    """What a source denies is listed with its polarity, and draws no arrow."""
    facts = facts_from(SECOND)
    (denied,) = [entry for entry in facts["claims"] if entry["polarity"] == "negated"]
    assert (denied["id"], denied["predicate"]) == ("screens-and-blinking:c004", "cg:rulesOut")
    assert not [entry for entry in facts["links"] if denied["id"] in entry["claims"]]


def test_a_statistic_names_what_it_leaves_open() -> None:
    """What a reader would ask for and the source does not give is listed as missing."""
    facts = facts_from(SECOND)
    by_id = {entry["id"]: entry for entry in facts["claims"]}
    prevalence = by_id["screens-and-blinking:c001"]
    assert prevalence["statistic"] == {
        "measure": "con:prevalence",
        "value": 15,
        "bound": "approximately",
        "unit": "PERCENT",
        "population": "con:adults",
        "outcome": "con:dry-eye",
        "comparator": None,
        "timeframe_months": None,
        "stated_significance": None,
        "missing": ["denominator", "timeframe_months"],
    }
    assert prevalence["citations"] == []
    survey = by_id["why-tears-fail:c009"]
    assert (survey["statistic"]["bound"], survey["statistic"]["value"]) == ("at-least", 40)
    assert survey["statistic"]["timeframe_months"] == 3
    assert survey["citations"] == [
        {"as_named": "a survey, nothing else given", "status": "vague", "study": None, "candidates": []}
    ]


@pytest.mark.parametrize(
    ("value", "written"),
    [("75.0", "75"), ("2.50", "2.5"), ("0.0", "0"), ("1000000.0", "1000000"), ("0.001", "0.001")],
)
def test_numbers_are_written_as_json_has_them(value: str, written: str) -> None:
    """Stores spell a decimal in different ways; the file has one spelling."""
    statistic = Statistic(iri=Iri("x:s"), measure=con("m"), bound="exactly", value=Decimal(value))
    assert to_json(statistic_facts(statistic, Names(PREFIXES))["value"]).strip() == written


def test_what_is_absent_is_null_or_empty() -> None:
    """A bare claim has every key, and says nothing that is not stated."""
    facts = claim_facts(claim(1, "a", 1, None), Names(PREFIXES))
    assert facts["object"] is None
    assert facts["object_literal"] == "a name"
    empty = ("contexts", "mechanisms", "populations", "lists", "passages", "citations", "interests")
    assert [facts[key] for key in empty] == [[]] * len(empty)
    assert (facts["frequency"], facts["hedge"], facts["statistic"]) == (None, None, None)


def test_each_role_has_its_own_key() -> None:
    """Context, mechanism and population are told apart, each sorted."""
    own = replace(
        claim(1, "a", 1, "b", mechanisms=["m"]), contexts=(con("z"), con("c")), populations=(con("p"),)
    )
    facts = claim_facts(own, Names(PREFIXES))
    assert facts["contexts"] == ["con:c", "con:z"]
    assert facts["mechanisms"] == ["con:m"]
    assert facts["populations"] == ["con:p"]


def test_a_study_is_a_full_iri() -> None:
    """Studies are named by their addresses, candidates as well, sorted."""
    cited = Citation(
        iri=Iri("x:c"),
        as_named="two trials",
        status="candidate",
        candidates=(Iri("https://doi.org/10.2/b"), Iri("https://doi.org/10.1/a")),
    )
    facts = claim_facts(replace(claim(1, "a", 1, "b"), citations=(cited,)), Names(PREFIXES))
    (entry,) = facts["citations"]
    assert entry["candidates"] == ["https://doi.org/10.1/a", "https://doi.org/10.2/b"]
    assert entry["study"] is None


def test_mappings_name_relation_and_target() -> None:
    """The relation is a CURIE of SKOS, the target stays a full IRI."""
    own = replace(
        concept("a"),
        mappings=(ConceptMapping(relation=Iri(PREFIXES["skos"] + "exactMatch"), iri=Iri(CON + "b")),),
    )
    small = replace(corpus(), concepts=(own,))
    (entry,) = facts_of(small, (), (), ())["concepts"]
    assert entry["mappings"] == [{"relation": "skos:exactMatch", "iri": CON + "b"}]


def test_two_articles_of_one_slug_stay_apart() -> None:
    """Prefixes are made so that no id of one article is an id of the other."""
    iris = ("https://one.example/dry-eye#article", "https://two.example/dry-eye#article")
    empty = {"publisher": None, "published": None, "normalization": None, "length": None, "sha256": None}
    sources = tuple(Source(iri=Iri(iri), title="", url="", **empty) for iri in iris)  # type: ignore[arg-type]
    small = Corpus(sources=sources)
    names = names_of(small)
    assert [source_facts(source, names)["id"] for source in sources] == [
        "dry-eye:article",
        "dry-eye-2:article",
    ]


def test_json_keeps_text_as_it_is_and_refuses_what_is_no_json() -> None:
    """Letters of any script are written as they are; a value that JSON lacks is a defect."""
    written = to_json({"label": "痛 </script> é"})
    assert json.loads(written) == {"label": "痛 </script> é"}
    assert "痛 </script> é" in written
    assert written.endswith("\n")
    with pytest.raises(ValueError, match="JSON"):
        to_json(float("nan"))


def test_the_file_has_a_line_for_each_entry() -> None:
    """A change of one claim is a change of one line; the facts are the same."""
    small = pipeline.load_corpus(SECOND)
    derived = pipeline.derive(small)
    facts = facts_of(small, derived.links, derived.search.loops, derived.breaks)
    written = to_json_lines(facts)
    assert json.loads(written) == facts
    assert sum('"id": "why-tears-fail:c00' in line for line in written.splitlines()) >= 9
    for line in written.splitlines():
        assert line.count('"polarity"') <= 1
