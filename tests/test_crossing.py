"""Rules that need several files: each fault once, with the places of all that disagree."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import ValidationReport
from graph.resources import ontology
from graph.store import Document, Places, open_store
from graph.validation import validate_across
from graph.vocab import AUTHORED_GRAPHS, ONTOLOGY_GRAPH
from tests.corpora import SECOND, Outcome, run_cli

_HEAD = """\
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix cg: <https://w3id.org/claimgraph/vocab#> .
@prefix con: <https://w3id.org/claimgraph/concept#> .
@prefix a: <https://w3id.org/claimgraph/article/owls#> .
@prefix b: <https://w3id.org/claimgraph/article/hens#> .
"""
_PREFIXES = {"owls": "a:", "hens": "b:", "concept": "con:"}
# Lines that a generated file may hold, with what each says: (thing, what it has one of, value).
_LINES = {
    'a:article a cg:Article ; dcterms:title "Owls"@en .': ("a:article", "V00-article", None),
    'a:article dcterms:title "Owls at night"@en .': ("a:article", "more", None),
    'b:article a cg:Article ; dcterms:title "Hens"@en .': ("b:article", "V00-article", None),
    "a:c001 a cg:Claim .": ("a:c001", "V00-twice", None),
    "a:c002 a cg:Claim .": ("a:c002", "V00-twice", None),
    'con:owl skos:prefLabel "Owl"@en .': ("con:owl", "label en", "Owl"),
    'con:owl skos:prefLabel "An owl"@EN .': ("con:owl", "label en", "An owl"),
    'con:owl skos:prefLabel "Eule"@de .': ("con:owl", "label de", "Eule"),
    'con:owl skos:definition "It hoots."@en .': ("con:owl", "definition en", "It hoots."),
    'con:owl skos:definition "It hoots. Mostly."@en .': ("con:owl", "definition en", "It hoots. Mostly."),
    "con:owl a cg:Condition .": ("con:owl", "class", "Condition"),
    "con:owl a cg:Symptom .": ("con:owl", "class", "Symptom"),
    "con:hen a cg:Symptom .": ("con:hen", "class", "Symptom"),
}


def _report(texts: Mapping[str, str]) -> ValidationReport:
    """Judge files, given as name and text, in the order given."""
    documents = [
        Document(path=name, graph=f"{AUTHORED_GRAPHS}{name}", text=text.encode())
        for name, text in texts.items()
    ]
    with open_store() as store:
        store.load(Document(path="the ontology", graph=ONTOLOGY_GRAPH, text=ontology()))
        for document in documents:
            store.load(document)
        return validate_across(store, [document.graph for document in documents], Places(documents))[0]


def _named(report: ValidationReport) -> set[tuple[str, str, frozenset[str]]]:
    """Give of each finding rule, focus and the files that its message names."""
    return {
        (
            finding.rule,
            re.sub(r".*/(\w+)#", lambda match: _PREFIXES[match[1]], finding.focus),
            frozenset(re.findall(r"\b(\w+\.ttl):\d+", finding.message)),
        )
        for finding in report.findings
    }


def _expected(files: Mapping[str, Sequence[str]]) -> set[tuple[str, str, frozenset[str]]]:
    """Take together what files say of one thing, and see whether they may."""
    said: dict[tuple[str, str], list[tuple[str, str, str | None]]] = defaultdict(list)
    for name, lines in files.items():
        for thing, what, value in map(_LINES.__getitem__, lines):
            said[thing, "V00-article" if what == "more" else what].append((name, what, value))
    found = set()
    for (thing, rule), told in said.items():
        named = frozenset(name for name, _, _ in told)
        if len(named) < 2:
            continue
        if rule.startswith("V00"):
            if any(what == rule for _, what, _ in told):
                found.add((rule, thing, named))
        elif len({value for _, _, value in told}) > 1:
            found.add(("V00-diverging", thing, named))
    return found


_files = st.lists(st.lists(st.sampled_from(list(_LINES)), max_size=4, unique=True), min_size=1, max_size=4)


@settings(max_examples=50, deadline=None)
@given(_files, st.randoms(use_true_random=False))
def test_faults_between_files_are_those_that_comparing_each_two_finds(
    drawn: Sequence[Sequence[str]], chance: Random
) -> None:
    """Each once, with every file that takes part; in whatever order the files are read."""
    names = [f"f{number}.ttl" for number in range(len(drawn))]
    files = dict(zip(names, drawn, strict=True))
    texts = {name: _HEAD + "".join(f"{line}\n" for line in lines) for name, lines in files.items()}
    report = _report(texts)
    assert _named(report) == _expected(files)
    shuffled = list(texts.items())
    chance.shuffle(shuffled)
    assert _report(dict(shuffled)) == report


def test_both_lines_are_named() -> None:
    """A message has file and line of each place, and the finding that of the last."""
    (finding,) = _report(
        {
            "a.ttl": f'{_HEAD}con:owl skos:prefLabel "Owl"@en .\n',
            "b.ttl": f'{_HEAD}\n\ncon:owl skos:prefLabel "An owl"@en .\n',
        }
    ).findings
    assert '"Owl" at a.ttl:8 and "An owl" at b.ttl:10: keep the one that is meant' in finding.message
    assert finding.message.startswith('con:owl has 2 preferred labels in "en", ')
    assert (finding.path, finding.line) == ("b.ttl", 10)


def test_values_that_many_files_have_are_counted() -> None:
    """A message stays one sentence, however many files take part, and however long the texts are."""
    texts = {
        f"f{number:02}.ttl": f'{_HEAD}con:owl skos:definition "{"hoot " * 40}{number}"@en .\n'
        for number in range(40)
    }
    (finding,) = _report(texts).findings
    assert "has 40 definitions" in finding.message
    assert "and 35 more: keep" in finding.message
    assert len(finding.message) < 800


def test_the_one_file_that_differs_is_named_among_many() -> None:
    """Each value is shown once before any a second time."""
    texts = {f"f{number:02}.ttl": f'{_HEAD}con:owl skos:prefLabel "Owl"@en .\n' for number in range(40)}
    texts["f30.ttl"] = f'{_HEAD}con:owl skos:prefLabel "An owl"@en .\n'
    (finding,) = _report(texts).findings
    assert '"Owl" at f00.ttl:8, "An owl" at f30.ttl:8, "Owl" at f01.ttl:8' in finding.message


def test_names_in_the_data_act_on_nothing() -> None:
    """Quotes, braces and line ends in a label are text in the message, cut where they are long."""
    texts = {
        "a.ttl": f'{_HEAD}con:owl skos:prefLabel "{{0}} %s \\" }} GRAPH ?g {{ \\u0007"@en .\n',
        "b.ttl": f"{_HEAD}con:owl skos:prefLabel '''two\nlines'''@en .\n",
    }
    (finding,) = _report(texts).findings
    assert '{0} %s " } GRAPH ?g {' in finding.message


def _claims(*numbers: int) -> str:
    return "".join(
        f"a:c{number:03} a cg:Claim ; cg:passage a:c{number:03}-p .\n"
        f"a:c{number:03}-p a cg:Passage ; cg:section a:s02 .\n"
        for number in numbers
    )


_WHOLE = f"""{_HEAD}a:article a cg:Article .
a:s01 dcterms:isPartOf a:article .
a:s02 dcterms:isPartOf a:s01 .
"""


def test_claims_in_another_file_than_their_article_are_a_warning() -> None:
    """The article's place and that of the first claim are named; within one file nothing is."""
    assert _report({"a.ttl": _WHOLE + _claims(1, 2, 3)}).findings == ()
    (finding,) = _report({"a.ttl": _WHOLE + _claims(1), "b.ttl": _HEAD + _claims(3, 2)}).findings
    assert (finding.rule, finding.severity) == ("W10-split", "Warning")
    assert "described at a.ttl:8" in finding.message
    assert "owls:c002 at b.ttl:10 on" in finding.message


def test_a_claim_may_rest_on_a_passage_of_another_article() -> None:
    """It is named in the namespace of its own article, and stands with it."""
    hens = (
        f"{_HEAD}b:article a cg:Article .\nb:c001 a cg:Claim ; cg:passage b:c001-p .\n"
        "b:c001-p a cg:Passage ; cg:section a:s01 .\n"
    )
    assert _report({"a.ttl": _WHOLE, "b.ttl": hens}).findings == ()


def _second(folder: Path) -> Path:
    return Path(shutil.copytree(SECOND, folder / "data"))


def _rules(outcome: Outcome) -> list[str]:
    return sorted({entry["rule"] for entry in outcome.json["findings"] if entry["severity"] == "Violation"})


def _checked(capsys: pytest.CaptureFixture[str], data: Path) -> Outcome:
    return run_cli(capsys, "validate", "--format", "json", "--data", data)


def test_an_article_that_two_files_claim_is_refused_with_both_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What follows from it, such as two titles, is not said beside it."""
    data = _second(tmp_path)
    assert _rules(_checked(capsys, data)) == []
    text = (data / "screens-and-blinking.ttl").read_text(encoding="utf-8")
    other = text.replace("article/screens-and-blinking#", "article/why-tears-fail#")
    numbered = re.sub(r"\ba:(c|n)(\d\d\d)", r"a:\g<1>9\2", other)
    (data / "screens-and-blinking.ttl").write_text(numbered, encoding="utf-8")
    outcome = _checked(capsys, data)
    assert outcome.code == 1
    assert {"V12-title", "V12-url", "V12-length", "V12-hash"}.isdisjoint(_rules(outcome))
    (found,) = [entry for entry in outcome.json["findings"] if entry["rule"] == "V00-article"]
    for name in ("screens-and-blinking.ttl", "why-tears-fail.ttl"):
        assert re.search(rf"{name}:\d+", found["message"])


@pytest.mark.parametrize(
    ("adds", "words"),
    [
        ('con:dry-eye skos:definition "The eye is dry."@en .', "2 definitions"),
        ('con:dry-eye skos:prefLabel "Eye, dry"@en .', "2 preferred labels"),
        ("con:dry-eye a cg:Symptom .", "2 classes"),
    ],
    ids=["definition", "label", "class"],
)
def test_a_concept_that_two_files_describe_differently_is_refused_with_both_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], adds: str, words: str
) -> None:
    """It is one finding: the shape for one file stays silent."""
    data = _second(tmp_path)
    path = data / "why-tears-fail.ttl"
    text = path.read_text(encoding="utf-8")
    skos = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    path.write_text(f"{skos}{text}\n{adds}\n", encoding="utf-8")
    outcome = _checked(capsys, data)
    assert (outcome.code, _rules(outcome)) == (1, ["V00-diverging"])
    (found,) = [entry for entry in outcome.json["findings"] if entry["rule"] == "V00-diverging"]
    assert words in found["message"]
    line = len(text.splitlines()) + 3
    assert f"why-tears-fail.ttl:{line}" in found["message"]
    assert re.search(r"concepts\.ttl:\d+", found["message"])


def test_the_same_words_in_two_files_do_not_diverge(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A concept may be described again as it is, or in another language."""
    data = _second(tmp_path)
    same = (
        '\ncon:dry-eye a cg:Condition ; <http://www.w3.org/2004/02/skos/core#prefLabel> "Dry eye"@en , '
        '"Trockenes Auge"@de .\n'
    )
    path = data / "why-tears-fail.ttl"
    path.write_text(path.read_text(encoding="utf-8") + same, encoding="utf-8")
    assert _rules(_checked(capsys, data)) == []
