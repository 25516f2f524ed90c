"""Who sells what a claim is about: the mark on it in every output, and what withdrawing it changes."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html
import pyarrow.parquet as pq
import pytest
import rdflib

import graph
from graph.model import Corpus
from graph.names import names_of
from graph.pipeline import build
from graph.vocab import CG
from tests.corpora import SECOND, SHIPPED, run_cli

_STATED = re.compile(r"\s*cg:conflictOfInterest a:coi-1 ;")
_INTEREST = re.compile(r"^a:coi-1 a cg:ConflictOfInterest.*?\.\n", re.MULTILINE | re.DOTALL)
_TEARS = ("--source", str(SECOND / "why-tears-fail.txt"))
_SCREENS = ("--source", str(SECOND / "screens-and-blinking.txt"))

# What is asked of each data set; each answer names claims in which somebody has an interest.
ASKED = {
    "second": (
        ("show", "screens-and-blinking:c005"),
        ("show", "Moisture goggles"),
        ("loops",),
        ("breaks",),
        ("breaks", "--smallest"),
        ("paths", "Moisture goggles", "Evaporation of tears"),
        ("effects", "--on", "Moisture goggles"),
        ("central",),
        ("verify", *_TEARS, *_SCREENS),
        ("coverage", *_SCREENS),
    ),
    "shipped": (
        ("show", "c201"),
        ("show", "Barricaid annular closure device"),
        ("loops",),
        ("paths", "annular closure device", "risk of repeat surgery"),
        ("effects", "--on", "annular closure device"),
        ("central", "--most", "200"),
        ("contradictions",),
    ),
}
CASES = [
    pytest.param(name, asked, id=f"{name}: {' '.join(Path(word).name for word in asked)}")
    for name, verbs in ASKED.items()
    for asked in verbs
]


@dataclass(frozen=True)
class Twins:
    """A data set as it is, the same without its interests, and the claims that are marked in the first."""

    before: Path
    after: Path
    corpus: Corpus
    marked: frozenset[str]


def withdraw(data: Path, folder: Path) -> Path:
    """Copy the data without any statement of an interest."""
    shutil.copytree(data, folder, ignore=shutil.ignore_patterns("reviews"))
    for path in folder.glob("*.ttl"):
        text = path.read_text(encoding="utf-8")
        path.write_text(_INTEREST.sub("", _STATED.sub("", text)), encoding="utf-8")
        assert "onflictOfInterest" not in re.sub("^#.*", "", path.read_text("utf-8"), flags=re.MULTILINE)
    return folder


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Twins]:
    """Give both copies of a data set by its name, made once."""
    made: dict[str, Twins] = {}

    def give(name: str) -> Twins:
        if name not in made:
            data = {"second": SECOND, "shipped": SHIPPED}[name]
            corpus = graph.load_corpus(data)
            names = names_of(corpus)
            made[name] = Twins(
                before=data,
                after=withdraw(data, tmp_path_factory.mktemp(name) / "data"),
                corpus=corpus,
                marked=frozenset(names.curie(claim.iri) for claim in corpus.claims if claim.interests),
            )
        return made[name]

    return give


def unmarked(text: str) -> str:
    """Give a table without marks, the sentence on them, and the widths of its columns."""
    lines = [line for line in text.splitlines() if not line.startswith(("A $ marks", "interest  "))]
    plain = (line.replace(" $", "").replace("$", "") for line in lines)
    return "\n".join(re.sub(r"-{2,}", "--", re.sub(r" {2,}", "  ", line)).strip() for line in plain)


def without_interests(facts: Any) -> Any:
    """Give JSON without what it says of interests."""
    if isinstance(facts, dict):
        return {
            key: without_interests(value)
            for key, value in facts.items()
            if key not in {"interested", "interests"}
        }
    if isinstance(facts, list):
        return [without_interests(value) for value in facts if not is_mark(value)]
    return facts


def is_mark(value: Any) -> bool:
    """Say whether this is the sentence by which an entry with promised keys is marked."""
    return isinstance(value, str) and value.startswith("A party has an interest in what this claim says")


def said(facts: Any, claim: str | None = None) -> Iterator[str]:
    """Give the claims that JSON marks: those listed as such, and those that list their interests."""
    if isinstance(facts, list):
        for entry in facts:
            yield from said(entry)
    elif isinstance(facts, dict):
        yield from facts.get("interested", ())
        own = claim or facts.get("claim") or facts.get("id")
        if own and (facts.get("interests") or any(map(is_mark, facts.get("reasons") or ()))):
            yield own
        for key, value in facts.items():
            yield from said(value, key if isinstance(value, dict) else None)


@pytest.mark.parametrize(("name", "asked"), CASES)
def test_tables_and_json_mark_exactly_the_claims_with_an_interest(
    name: str,
    asked: tuple[str, ...],
    twins: Callable[[str], Twins],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Withdrawn, the mark is gone from every verb, and nothing else is different."""
    pair = twins(name)
    before, after = (run_cli(capsys, *asked, "--data", data) for data in (pair.before, pair.after))
    found = set(re.findall(r"((?:[\w-]+:)?c\d+)\$", before.out))
    article = next(iter(pair.marked)).partition(":")[0]  # where there is one, its prefix may be left out
    assert {one if ":" in one else f"{article}:{one}" for one in found} <= pair.marked
    assert not [one for one in pair.marked if re.search(rf"\b{one}\b(?!\$)", before.out)]
    assert ("A $ marks" in before.err) == ("$" in before.out)
    assert "$" not in after.out + after.err
    assert unmarked(before.out) == unmarked(after.out)

    facts = [
        run_cli(capsys, *asked, "--format", "json", "--data", data).json for data in (pair.before, pair.after)
    ]
    named = {one for one in pair.marked if f'"{one}"' in json.dumps(without_interests(facts[0]))}
    assert named <= set(said(facts[0])) <= pair.marked
    assert bool(set(said(facts[0]))) >= ("$" in before.out)
    assert set(said(facts[1])) == set()
    assert without_interests(facts[0]) == without_interests(facts[1])


def rows_of(page: Path, selector: str) -> dict[str, lxml.html.HtmlElement]:
    """Give the elements of a page that show a claim, by its id."""
    tree = lxml.html.fromstring(page.read_text(encoding="utf-8"))
    return {element.get("id"): element for element in tree.xpath(selector)}


@pytest.mark.parametrize("name", ASKED)
def test_pages_and_their_data_mark_exactly_the_claims_with_an_interest(
    name: str, twins: Callable[[str], Twins], tmp_path: Path
) -> None:
    """The explorers' page, the editors' page, graph.json and claims.full.ttl."""
    pair = twins(name)
    for site, data, marked in (
        (tmp_path / "a", pair.before, pair.marked),
        (tmp_path / "b", pair.after, frozenset()),
    ):
        build(data, site)
        for page, selector in (
            ("index.html", "//table[@id='claim-table']/tbody/tr"),
            ("editor.html", "//article[@data-kind]"),
        ):
            rows = rows_of(site / page, selector)
            assert len(rows) == len(pair.corpus.claims)
            assert {one for one, row in rows.items() if row.find_class("interest")} == marked
            assert {one for one, row in rows.items() if "$" in row.text_content()} == marked
        facts = json.loads((site / "graph.json").read_text(encoding="utf-8"))
        assert {claim["id"] for claim in facts["claims"] if claim["interests"]} == marked
        triples = rdflib.Graph().parse(site / "claims.full.ttl")
        stated = {str(claim) for claim in triples.subjects(rdflib.URIRef(CG + "conflictOfInterest"))}
        assert {names_of(pair.corpus).curie(claim) for claim in stated} == marked
    before, after = (
        json.loads((tmp_path / site / "graph.json").read_text(encoding="utf-8")) for site in "ab"
    )
    assert without_interests(before) == without_interests(after)
    for selector, page in (("//table[@id='claim-table']/tbody/tr", "index.html"),):
        texts = []
        for site in "ab":
            rows = rows_of(tmp_path / site / page, selector)
            for row in rows.values():
                for element in row.find_class("interest"):
                    element.drop_tree()
            texts.append({one: " ".join(row.text_content().split()) for one, row in rows.items()})
        assert texts[0] == texts[1]


@pytest.mark.parametrize("name", ASKED)
def test_every_format_to_take_away_has_the_interests(
    name: str, twins: Callable[[str], Twins], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A column or an attribute names them, of claims and of arrows; withdrawn, it is empty."""
    pair = twins(name)

    def take(form: str, data: Path) -> bytes:
        path = tmp_path / f"taken.{form}"
        assert run_cli(capsys, "export", form, "--data", data, "-o", path).code == 0
        return path.read_bytes()

    for data, marked in ((pair.before, pair.marked), (pair.after, frozenset())):
        content = io.StringIO(take("csv", data).decode("utf-8"))
        assert {row["id"] for row in csv.DictReader(content) if row["interests"]} == marked
        rows = pq.read_table(io.BytesIO(take("parquet", data))).to_pylist()
        assert {row["id"] for row in rows if row["interests"]} == marked
        for form in ("jsonld", "graphml", "cytoscape"):
            assert (b"coi-1" in take(form, data)) == bool(marked)


def test_what_notebooks_show_marks_them(twins: Callable[[str], Twins]) -> None:
    """In tables of claims, and wherever an answer names the claims it rests on."""
    pair = twins("second")
    plain = graph.load_corpus(pair.after)
    goggles = next(one.iri for one in pair.corpus.concepts if one.label == "Moisture goggles")
    for corpus, marks in ((pair.corpus, True), (plain, False)):
        links = graph.causal_links(corpus)
        loops = graph.feedback_loops(corpus, links).loops
        (claim,) = (one for one in corpus.claims if one.subject == goggles)
        for value in (
            claim,
            corpus.claims,
            graph.loop_breaks(corpus, links, loops),
            [link for link in links if link.source == goggles],
            graph.find_paths(corpus, links, goggles, claim.object),
        ):
            assert ("$ " in str(graph.show(value, corpus))) == marks


def test_a_claim_about_what_the_publisher_sells_without_a_mark_is_a_warning(
    twins: Callable[[str], Twins], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule W04 names every claim that lost its mark while the interest itself is still stated."""
    assert "W04" not in run_cli(capsys, "validate", "--data", SECOND).out
    folder = tmp_path / "data"
    shutil.copytree(SECOND, folder)
    path = folder / "screens-and-blinking.ttl"
    path.write_text(_STATED.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    found = run_cli(capsys, "validate", "--format", "json", "--data", folder).json["findings"]
    assert {entry["claim"] for entry in found if entry["rule"].startswith("W04")} == twins("second").marked


@pytest.mark.parametrize("name", ASKED)
def test_the_worklist_marks_them_and_asks_for_their_evidence(
    name: str, twins: Callable[[str], Twins], capsys: pytest.CaptureFixture[str]
) -> None:
    """Withdrawn, neither the mark nor the reason is left, and the claims stand as they stood."""
    pair = twins(name)
    asked = ("worklist", "--most", "1000", "--data")
    marked = set(re.findall(r"^(\S+)\$ ", run_cli(capsys, *asked, pair.before).out, re.MULTILINE))
    before, after = (
        {entry["claim"]: entry for entry in run_cli(capsys, *asked, data, "--format", "json").json["work"]}
        for data in (pair.before, pair.after)
    )
    assert marked == pair.marked
    for work, expected in ((before, pair.marked), (after, set())):
        assert {claim for claim, entry in work.items() if entry["interests"]} == expected
        kinds = {claim: {reason["kind"] for reason in entry["reasons"]} for claim, entry in work.items()}
        assert {claim for claim, own in kinds.items() if "interest" in own} == expected
    assert {claim: entry["status"] for claim, entry in before.items()} == {
        claim: entry["status"] for claim, entry in after.items()
    }
