"""Validation: each mistake gives its finding, pySHACL agrees, and the shapes keep their promises."""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph import resources
from graph.errors import UsageError
from graph.model import Finding, Severity, ValidationReport
from graph.store import ClaimStore, Document, Term, open_store, read_documents
from graph.validation import validate
from graph.validation.engine import Result, read_report, shacl_results
from graph.vocab import AUTHORED_GRAPHS, ONTOLOGY_GRAPH, PREFIXES

HERE = Path(__file__).parent
SHAPES = HERE / "data" / "shapes"
EXAMPLE = HERE.parent.parent / "shared" / "model-example.ttl"
GOOD = (SHAPES / "good.ttl").read_text(encoding="utf-8")
CASES: list[dict[str, Any]] = tomllib.loads((SHAPES / "cases.toml").read_text(encoding="utf-8"))["case"]
BY_ID = {case["id"]: case for case in CASES}
SLUG = "https://w3id.org/claimgraph/article/dry-eye#"

Oracle = Callable[[bytes, str], list[Result]]

each_case = pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])


def document(text: str, name: str = "good.ttl") -> Document:
    """Give a text as the document that reading a file of that name gives."""
    return Document(path=name, graph=AUTHORED_GRAPHS + name, text=text.encode())


def loaded(*documents: Document, ontology: str | None = None) -> ClaimStore:
    """Give a store with the ontology and the documents."""
    store = open_store()
    text = ontology.encode() if ontology else resources.ontology()
    store.load(Document(path="ontology", graph=ONTOLOGY_GRAPH, text=text))
    for entry in documents:
        store.load(entry)
    return store


def report_on(*texts: str) -> ValidationReport:
    """Validate texts as files one.ttl, two.ttl ..."""
    documents = [
        document(text, f"{name}.ttl") for text, name in zip(texts, ("one", "two", "three"), strict=False)
    ]
    return validate(loaded(*documents), documents)


def edited(case: dict[str, Any], text: str) -> str:
    """Make the edits of a case; each must fit exactly once, so that no case goes stale unseen."""
    for old, new in case.get("edits", ()):
        assert text.count(old) == 1, f"{case['id']}: {old!r} stands there {text.count(old)} times"
        text = text.replace(old, new)
    return text + "\n" + case.get("adds", "") + "\n"


def prepared(case: dict[str, Any]) -> tuple[ClaimStore, Document]:
    """Give the store and the document of a case."""
    if case.get("in") == "ontology":
        ours = document(GOOD)
        return loaded(ours, ontology=edited(case, resources.ontology().decode())), ours
    ours = document(edited(case, GOOD))
    return loaded(ours), ours


def last_part(node: str) -> str:
    """Give the last part of an IRI."""
    return re.split("[#/]", node)[-1]


def spoken(findings: tuple[Finding, ...]) -> Counter[str]:
    """Count violations and warnings as "rule node"."""
    return Counter(
        f"{finding.rule} {last_part(finding.focus)}"
        for finding in findings
        if finding.severity is not Severity.INFO
    )


@pytest.fixture(scope="module")
def good() -> ValidationReport:
    """Report on the good data."""
    ours = document(GOOD)
    return validate(loaded(ours), [ours])


class TestGoodData:
    """Data that break no rule."""

    def test_give_no_violation(self, good: ValidationReport) -> None:
        """Good data conform, with the one warning they mean to have."""
        assert good.conforms
        assert spoken(good.findings) == {"W02-identified cit-journal": 1}

    def test_give_every_kind_of_hint_that_applies(self, good: ValidationReport) -> None:
        """Hints are counted apart and do not disturb conformance."""
        rules = Counter(finding.rule for finding in good.findings if finding.severity is Severity.INFO)
        assert rules == {"I01-unreviewed": 6, "I02-mapping": 2}

    def test_hints_speak_of_flat_causes_and_bare_figures(self) -> None:
        """A causal claim without hedge and a figure without population or time frame give hints."""
        text = GOOD.replace("cg:modality cg:possible", "cg:modality cg:asserted").replace(
            "cg:months 12 ;\n    cg:population con:adults ; ", ""
        )
        rules = {finding.rule for finding in report_on(text).findings}
        assert rules >= {"I03-flat", "I04-months", "I04-population"}

    def test_the_built_shapes_ask_for_loops_only(self) -> None:
        """Without loops the built graph has nothing to report, not even the hints."""
        ours = document(GOOD)
        assert validate(loaded(ours), [ours], built=True).findings == ()

    @pytest.mark.skipif(not EXAMPLE.exists(), reason="no example of the data model")
    def test_the_example_of_the_data_model_has_two_warnings(self) -> None:
        """The worked example gives no violation, and beside unread red flags the two known warnings."""
        documents = list(read_documents(EXAMPLE))
        found = spoken(validate(loaded(*documents), documents).findings)
        assert found == {
            "W02-identified cit-interdisciplinary-neurosurgery": 1,
            "W03-product c201-stat": 1,
            "W06-red-flag c176": 1,  # its review stands in a file of its own
        }

    def test_the_shipped_data_conform(self) -> None:
        """The data of the project give no violation."""
        documents = list(read_documents(HERE.parent / "data"))
        report = validate(loaded(*documents), documents)
        assert [finding for finding in report.findings if finding.severity is Severity.VIOLATION] == []


class TestMistakes:
    """Each mistake of cases.toml."""

    @each_case
    def test_gives_exactly_its_findings(self, case: dict[str, Any], good: ValidationReport) -> None:
        """A mistake gives the findings written beside it, and no other."""
        store, ours = prepared(case)
        found = spoken(validate(store, [ours], built=case.get("built", False)).findings)
        before = Counter() if case.get("built") else spoken(good.findings)
        assert sorted((found - before).elements()) == sorted(case["gives"])

    @each_case
    def test_is_reported_for_people(self, case: dict[str, Any]) -> None:
        """Each message is a sentence with short names; each violation of a claim says file and line."""
        store, ours = prepared(case)
        for finding in validate(store, [ours], built=case.get("built", False)).findings:
            assert re.fullmatch(r".+: .+\.( \(Found: .+\))?|.+: did you mean .+\?", finding.message), finding
            assert not any(namespace in finding.message for namespace in PREFIXES.values()), finding
            assert SLUG not in finding.message
            if finding.severity is Severity.VIOLATION and finding.claim:
                assert (finding.path, finding.line) > ("good.ttl", 0), finding


@pytest.fixture(scope="module")
def oracle() -> Iterator[Oracle]:
    """Give a function from N-Triples and shapes to pySHACL's results, read as the engine's are.

    rdflib parses the text of a constraint anew for each focus node, which is most of its time; here
    each text is parsed once. Nothing else is changed.
    """
    import pyshacl
    import rdflib
    from rdflib.plugins.sparql import processor

    parse, translate = processor.parseQuery, processor.translateQuery
    parsed: dict[object, Any] = {}

    def once(text: str, base: str | None = None, names: Mapping[str, Any] | None = None) -> Any:
        prefixes, rest = text[: (at := text.index("SELECT"))], text[at:]
        key = (frozenset(prefixes.split("\n")), rest, base)
        if key not in parsed:
            parsed[key] = translate(parse(text), base, names)
        return parsed[key]

    @cache
    def parsed_shapes(text: str) -> rdflib.Graph:
        return rdflib.Graph().parse(data=text, format="turtle")

    def results(data: bytes, shapes: str) -> list[Result]:
        graph = rdflib.Graph().parse(data=data, format="nt")
        _, report, _ = pyshacl.validate(graph, shacl_graph=parsed_shapes(shapes), inplace=True)
        return read_report(report.serialize(format="nt").encode(), shapes)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processor, "parseQuery", str)
        patch.setattr(processor, "translateQuery", once)
        yield results


class TestOracle:
    """The same results as pySHACL, the reference in Python."""

    @pytest.mark.filterwarnings("default")  # what pySHACL and rdflib deprecate is not ours to fix
    @pytest.mark.parametrize("case", [{"id": "good"}, *CASES], ids=["good", *BY_ID])
    def test_agrees(self, case: dict[str, Any], oracle: Oracle) -> None:
        """Both engines give the same rules, nodes, severities, paths and values on every file."""
        store, ours = prepared(case)
        built = case.get("built", False)
        data = store.ntriples([ours.graph, ONTOLOGY_GRAPH])
        expected = oracle(data, resources.shapes(built=built))
        assert comparable(shacl_results(data, built=built)) == comparable(expected)


def test_without_the_compiled_engine_the_reference_judges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the engine has no build, the results are the same; where neither is there, it is said."""
    store, ours = prepared(CASES[0])
    data = store.ntriples([ours.graph, ONTOLOGY_GRAPH])
    expected = comparable(shacl_results(data))
    monkeypatch.setitem(sys.modules, "shacl", None)
    assert comparable(shacl_results(data)) == expected
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(UsageError, match="pyshacl"):
        shacl_results(data)


def comparable(results: Iterable[Result]) -> Counter[tuple[object, ...]]:
    """Count results by what has to agree; the labels of blank nodes do not."""

    def plain(term: Term | None) -> Term | str | None:
        return "[]" if term is not None and term.kind == "blank" else term

    return Counter((r.rule, r.severity, plain(r.focus), r.path, plain(r.value), r.component) for r in results)


class TestPlace:
    """Where a finding says it is."""

    def test_a_claim_is_found_by_its_line(self) -> None:
        """A violation of a claim names label, file and the line the claim starts on."""
        text = GOOD.replace("cg:modality cg:possible ; ", "")
        (finding,) = (f for f in report_on(text).findings if f.severity is Severity.VIOLATION)
        line = text.split("\n").index("a:c003 a cg:Claim ;") + 1
        assert (finding.claim, finding.path, finding.line) == (f"{SLUG}c003", "one.ttl", line)
        assert finding.label == "Left alone, an inflamed surface may lose yet more tears."

    @pytest.mark.parametrize(
        ("old", "new", "claim"),
        [
            ("cg:start 30 ; cg:end 60", "cg:start 60 ; cg:end 30", "c001"),
            ("cg:value 12.5", "cg:value 120.5", "c005"),
            ("cg:citationStatus cg:cit-candidate", "cg:citationStatus cg:cit-resolved", "c007"),
            ('dcterms:title "An invented trial of tear plugs"@en', 'rdfs:label "x"@en', "c007"),
            ("cg:party ag:clinic ; ", "", "c007"),
        ],
        ids=["passage", "statistic", "citation", "study", "interest"],
    )
    def test_a_part_is_found_by_the_claim_that_uses_it(self, old: str, new: str, claim: str) -> None:
        """A fault of a part leads to the (first) claim that needs it."""
        text = GOOD.replace(old, new)
        (finding,) = (f for f in report_on(text).findings if f.severity is Severity.VIOLATION)
        line = text.split("\n").index(f"a:{claim} a cg:Claim ;") + 1
        assert (finding.claim, finding.line) == (SLUG + claim, line)

    def test_a_review_is_found_in_its_own_file(self) -> None:
        """A fault of a review names the claim, but leads to the review."""
        head, reviews = GOOD.split("################ Reviews\n")
        prefixes = "".join(line + "\n" for line in head.split("\n") if line.startswith("@prefix"))
        report = report_on(head, prefixes + reviews.replace("prov:wasAttributedTo ag:editor-2", ""))
        assert not report.conforms
        (finding,) = (f for f in report.findings if f.rule == "V10-person")
        assert (finding.claim, finding.path) == (f"{SLUG}c007", "two.ttl")
        text = (prefixes + reviews).split("\n")
        assert text[(finding.line or 0) - 1] == "a:c007-r2 a cg:Review ;"

    def test_a_concept_has_its_own_line_and_label(self) -> None:
        """What belongs to no claim is called by its own label."""
        report = report_on(GOOD + "con:salty-tears a cg:Symptom .\n")
        finding = report.findings[0]
        line = next(n for n, text in enumerate(GOOD.split("\n"), 1) if text.startswith("con:salty-tears"))
        assert (finding.claim, finding.label, finding.line) == (None, "Salty tears", line)

    def test_the_worst_comes_first(self) -> None:
        """Violations stand before warnings and hints, those of one severity in order of path and line."""
        text = GOOD.replace("cg:start 30 ; cg:end 60", "cg:start 60 ; cg:end 30").replace(
            "cg:modality cg:possible ; ", ""
        )
        findings = report_on(text).findings
        order = [finding.severity for finding in findings]
        assert order == sorted(order, key=list(Severity).index)
        assert [finding.rule for finding in findings[:2]] == ["V03-start", "V01-modality"]

    def test_equal_data_give_equal_reports(self) -> None:
        """Nothing in a report depends on the order of loading or the labels of blank nodes."""
        case = BY_ID["nameless"]
        stores = [prepared(case) for _ in range(2)]
        first, second = (validate(store, [ours]) for store, ours in stores)
        assert first == second


class TestTerms:
    """Names that the vocabulary does not have."""

    @pytest.mark.parametrize(
        ("old", "new", "sentence"),
        [
            (
                "rdf:predicate cg:causes",
                "rdf:predicate cg:cures",
                "cg:cures is no claim predicate of the vocabulary: did you mean cg:causes?",
            ),
            (
                "con:salty-tears a cg:Mechanism",
                "con:salty-tears a cg:Mecanism",
                "cg:Mecanism is no class of the vocabulary: did you mean cg:Mechanism?",
            ),
            (
                "cg:modality cg:possible",
                "cg:modalty cg:possible",
                "cg:modalty is no property of the vocabulary: did you mean cg:modality?",
            ),
            (
                "cg:bound cg:at-most",
                "cg:bound cg:at-must",
                "cg:at-must is no name of the vocabulary: did you mean cg:at-most?",
            ),
            (
                "cg:citationStatus cg:cit-candidate",
                "cg:citationStatus cg:candidate",
                "cg:candidate is no name of the vocabulary: did you mean cg:cit-candidate?",
            ),
        ],
        ids=["predicate", "class", "property", "bound", "status"],
    )
    def test_are_answered_with_the_nearest_name_of_the_right_sort(
        self, old: str, new: str, sentence: str
    ) -> None:
        """The message names what was meant, and the line on which the slip stands."""
        text = GOOD.replace(old, new)
        (finding,) = (f for f in report_on(text).findings if f.rule == "V00-term")
        assert finding.message == sentence
        assert new in text.split("\n")[(finding.line or 0) - 1]

    def test_are_found_where_they_stand_and_not_where_they_stood_first(self) -> None:
        """The same slip on two claims gives two findings, each with its line."""
        text = GOOD.replace("cg:polarity cg:affirmed", "cg:polarity cg:afirmed", 2)
        lines = [f.line for f in report_on(text).findings if f.rule == "V00-term"]
        assert lines == [n for n, line in enumerate(text.split("\n"), 1) if "cg:afirmed" in line]

    def test_are_not_reported_twice(self) -> None:
        """The shape that speaks of the same slip stays silent."""
        report = report_on(GOOD.replace("rdf:predicate cg:causes", "rdf:predicate cg:cures"))
        assert [f.rule for f in report.findings if f.severity is Severity.VIOLATION] == ["V00-term"]


class TestTwice:
    """Claims that are described more than once."""

    def test_in_two_files_names_both_places(self) -> None:
        """A claim number that two files use is reported once, with both lines."""
        report = report_on(GOOD, GOOD)
        (finding,) = (f for f in report.findings if f.rule == "V00-twice" and last_part(f.focus) == "c004")
        line = GOOD.split("\n").index("a:c004 a cg:Claim ;") + 1
        assert f"at one.ttl:{line} and two.ttl:{line}: keep one" in finding.message

    def test_in_one_file_under_two_spellings(self) -> None:
        """The full name and the prefixed one are the same claim."""
        report = report_on(f'{GOOD}<{SLUG}c004>\n    rdfs:comment "again"@en .\n')
        assert [last_part(f.focus) for f in report.findings if f.rule == "V00-twice"] == ["c004"]

    def test_in_two_files_however_they_are_laid_out(self) -> None:
        """A claim that starts within a line of the second file is found by what was loaded."""
        prefixes = "".join(line + "\n" for line in GOOD.split("\n") if line.startswith("@prefix"))
        report = report_on(GOOD, prefixes + "ag:x a prov:Person . a:c004 a cg:Claim .\n")
        (finding,) = (f for f in report.findings if f.rule == "V00-twice")
        assert "one.ttl:" in finding.message
        assert "two.ttl" in finding.message

    def test_is_not_said_of_a_name_that_only_heads_a_line(self) -> None:
        """A claim named as the object at the head of a line is not described there."""
        text = GOOD.replace(
            "schema:itemReviewed a:c006 ; cg:aspect", "schema:itemReviewed\n  a:c006 ; cg:aspect"
        )
        text = text.replace(
            "schema:itemReviewed a:c007 ;", "schema:itemReviewed # of the plug.\na:c007 # that\n;"
        )
        assert text != GOOD
        assert report_on(text).conforms
