"""Interests that reviewers declare: what is written, which reviews are marked, and where that shows."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
import pytest

import graph
from graph.errors import DataRefused, NotFound, UsageError
from graph.interests import DeclaredInterests
from graph.model import Concept, Corpus, Interest, Iri, ReviewerInterest
from graph.reviewing.declaring import Declaration, declare_interest
from graph.reviewing.recording import ReviewRequest, review_claim
from graph.reviewing.worklist import list_work
from tests.corpora import SECOND, claim, con, concept, corpus, headed_source, run_cli
from tests.test_agreement import verdict

BEN = "Ben Example"
ADVISES = Declaration(
    reviewer=BEN, things=("Goggle Works (invented)",), label="Advises the maker of goggles."
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Give a copy of the second data set to review."""
    return Path(shutil.copytree(SECOND, tmp_path / "data"))


def review(data: Path, name: str, who: str, said: str = "faithful") -> None:
    """Record a verdict on a claim."""
    review_claim(data, ReviewRequest(claim=name, axis="fidelity", verdict=said, reviewer=who))


def files(data: Path) -> list[Path]:
    """Give the files of declared interests, hidden ones too."""
    return sorted((data / "interests").iterdir()) if (data / "interests").exists() else []


def test_a_declared_interest_is_a_file_of_its_own_that_can_be_read_alone(data: Path) -> None:
    """With the person described; nothing that was there is touched, and the data stay valid."""
    before = {path: path.read_bytes() for path in data.iterdir() if path.is_file()}
    done = declare_interest(data, ADVISES)
    assert [done.path] == files(data)
    assert {path: path.read_bytes() for path in before} == before
    (one,) = graph.load_corpus(data).declared
    assert (one.label, one.person) == ("Advises the maker of goggles.", done.person.iri)
    assert one.organisations == ("Goggle Works (invented)",)
    assert one.concepts == (con("moisture-goggles"),)  # what the maker sells


def test_the_same_is_declared_once(data: Path) -> None:
    """However the name is spelt and whatever order the things are in; other words are another interest."""
    two = replace(ADVISES, things=("moisture goggles", "Goggle Works (invented)"))
    assert declare_interest(data, two).path is not None
    again = replace(two, reviewer="BEN  example", things=(*reversed(two.things), "con:moisture-goggles"))
    assert declare_interest(data, again).path is None
    assert declare_interest(data, replace(two, label="Owns shares.")).path is not None
    assert len(files(data)) == 2


@pytest.mark.parametrize(
    ("changes", "error", "says"),
    [
        ({"things": ("moisture googles",)}, NotFound, "did you mean 'Moisture goggles'"),
        ({"things": ("Goggle Work (invented)",)}, NotFound, "'Goggle Works .invented.'"),
        ({"things": ("screens-and-blinking:c001",)}, NotFound, "concept"),
        ({"things": ("",)}, NotFound, "no concept or organisation"),
        ({"things": ()}, UsageError, "In what|in what"),
        ({"label": " \n"}, UsageError, "What is the interest"),
        ({"reviewer": "—"}, UsageError, "no name"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    data: Path, changes: dict[str, object], error: type[Exception], says: str
) -> None:
    """Each with a sentence that says what to do."""
    with pytest.raises(error, match=says):
        declare_interest(data, replace(ADVISES, **changes))
    assert files(data) == []


def test_a_malformed_interest_is_a_violation_at_its_place(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a person nobody describes, in nothing, without words (the shapes have an example of each)."""
    path = declare_interest(data, ADVISES).path
    assert path is not None
    text = path.read_text("utf-8")
    path.write_text(text.replace("rdfs:label", "rdfs:comment").replace("prov:Person", "prov:Agent"), "utf-8")
    done = run_cli(capsys, "validate", "--data", data)
    assert done.code == 1
    assert {"V08-label", "V08-party"} <= set(done.out.split())
    with pytest.raises(DataRefused):
        graph.load_corpus(data)


OWLS = headed_source("https://w3id.org/claimgraph/article/owls#", "Of owls")
OWN = ReviewerInterest(iri=Iri("urn:i"), person=Iri("urn:ann"), label="Sells it", concepts=(con("lamp"),))


def touched(one: ReviewerInterest = OWN, **changes: object) -> bool:
    """Say whether an interest touches a claim that is changed in this way, of an article of the Owl Post."""
    kin: dict[str, Concept] = {name: concept(name) for name in ("lamp", "light", "dark", "owl")}
    kin["reading lamp"] = concept("reading-lamp", broader=["lamp"])
    passage = replace(
        graph.load_corpus(SECOND).claims[0].passages[0], source=OWLS.iri, section=OWLS.sections[0].iri
    )
    said = replace(claim(1, "light", 1, "dark"), passages=(passage,), **changes)
    whole: Corpus = replace(
        corpus([said], list(kin.values())),
        sources=(replace(OWLS, publisher="Owl Post"),),
        interests=(Interest(iri=Iri("urn:coi"), label="x", party="Lamp Works", concepts=()),),
        declared=(one,),
        reviews=(verdict(said, Iri("urn:ann"), "faithful"), verdict(said, Iri("urn:ben"), "faithful")),
    )
    declared = DeclaredInterests(whole)
    assert not declared.behind(whole.reviews[1])  # another's interest is not theirs
    return declared.behind(whole.reviews[0]) == (one,)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        ({"subject": con("lamp")}, True),
        ({"object": con("lamp")}, True),
        ({"contexts": (con("lamp"),)}, True),
        ({"mechanisms": (con("owl"), con("lamp"))}, True),
        ({"populations": (con("lamp"),)}, True),
        ({"subject": con("reading-lamp")}, True),
        ({"subject": con("owl")}, False),
    ],
)
def test_an_interest_touches_claims_that_name_its_concept_or_a_narrower_one(
    changes: dict[str, object], *, expected: bool
) -> None:
    """In any place; a claim on what is broader is about more than that."""
    assert touched(**changes) is expected
    narrow = replace(OWN, concepts=(con("reading-lamp"),))
    assert touched(narrow, subject=con("lamp")) is False


@pytest.mark.parametrize(
    ("organisation", "changes", "expected"),
    [
        ("Owl Post", {}, True),
        ("Lamp Works", {"interests": (Iri("urn:coi"),)}, True),
        ("Lamp Works", {}, False),
        ("Mouse Mail", {"interests": (Iri("urn:coi"),)}, False),
    ],
)
def test_an_interest_touches_what_its_organisation_publishes_or_gains_by(
    organisation: str, changes: dict[str, object], *, expected: bool
) -> None:
    """Beside what that sells, which is read as concepts."""
    assert touched(replace(OWN, concepts=(), organisations=(organisation,)), **changes) is expected


def test_who_declared_nothing_is_asked_nothing() -> None:
    """Without a declaration no claim is looked at."""
    assert touched(replace(OWN, person=Iri("urn:cleo"))) is False
    assert DeclaredInterests(Corpus()).touching(Iri("urn:ann"), Iri("urn:c")) == ()


def test_the_worklist_asks_for_somebody_without_an_interest(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Until one has reviewed it; declared before or after the review, by its author alone."""
    name = "screens-and-blinking:c005"

    def reasons() -> set[str]:
        work = list_work(graph.load_corpus(data))
        return {
            why.kind
            for item in work
            if item.claim.endswith("screens-and-blinking#c005")
            for why in item.reasons
        }

    review(data, name, BEN)
    assert "reviewer-interest" not in reasons()
    declare_interest(data, ADVISES)
    assert "reviewer-interest" in reasons()
    asked = ("worklist", "--most", "50", "--data", data)
    listed = run_cli(capsys, *asked)
    note = f"{BEN} has reviewed {name}, with an interest in what that says: Advises the maker of goggles."
    assert note in listed.err
    work = run_cli(capsys, *asked, "--format", "json").json["work"]
    marked = {entry["claim"]: entry["reviewed_with_interest"] for entry in work}
    assert [one["reviewer"] for one in marked.pop(name)] == [BEN]
    assert not any(marked.values())
    review(data, name, "Ann Example")
    assert "reviewer-interest" not in reasons()
    assert note in run_cli(capsys, *asked).err  # the review is marked all the same


@pytest.mark.parametrize("most", [10**9, 0], ids=["at once", "article by article"])
def test_reviews_are_marked_wherever_they_are_shown(
    most: int, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the queue of disagreements, with the claim, on the editors' page; those of others are not."""
    monkeypatch.setattr("graph.pipeline.shelving.MOST_AT_ONCE", most)
    name, label = "screens-and-blinking:c005", "Advises the maker of goggles."
    review(data, name, "Ann Example")
    review(data, name, BEN, "unfaithful")
    plain = run_cli(capsys, "agreement", "--data", data)
    assert f"{BEN}$" not in plain.out
    declare_interest(data, ADVISES)

    queue = run_cli(capsys, "agreement", "--data", data)
    assert f"{BEN}$" in queue.out
    assert "Ann Example$" not in queue.out
    assert label.rstrip(".") in queue.err
    (entry,) = run_cli(capsys, "agreement", "--data", data, "--format", "json").json["disagreements"]
    assert {one["reviewer"]: one["declares"] for one in entry["verdicts"]} == {
        "Ann Example": [],
        BEN: [label],
    }

    shown = run_cli(capsys, "show", name, "--data", data)
    lines = [line for line in shown.out.splitlines() if line.startswith("review ")]
    assert [f"$ {label}" in line for line in lines] == [False, True]
    reviews = run_cli(capsys, "show", name, "--data", data, "--format", "json").json["reviews"]
    assert [one["declares"] for one in reviews] == [[], [label]]

    graph.build(data, tmp_path / "site")
    (page,) = [
        path for path in (tmp_path / "site").rglob("editor.html") if f'id="{name}"' in path.read_text("utf-8")
    ][:1]
    tree = lxml.html.fromstring(page.read_text("utf-8"))
    cards = {
        card.get("id"): card.xpath(".//ul[@class='reviews']/li")
        for card in tree.xpath("//article[@data-kind]")
    }
    marks = {" ".join(item.text_content().split()): bool(item.find_class("interest")) for item in cards[name]}
    assert len(marks) == 2
    assert {text.split(" ")[1]: mark for text, mark in marks.items()} == {"Ann": False, "Ben": True}
    assert any(label in text for text in marks)
    assert not any(items for other, items in cards.items() if other != name)


def test_an_interest_marks_no_claim(data: Path, tmp_path: Path) -> None:
    """The mark on a claim tells readers who gains by it: a reviewer's interest is none of these."""
    graph.build(data, tmp_path / "before")
    declare_interest(data, ADVISES)
    graph.build(data, tmp_path / "after")
    before, after = (
        json.loads((tmp_path / name / "graph.json").read_text("utf-8")) for name in ("before", "after")
    )
    assert before == after
    assert (tmp_path / "before" / "index.html").read_bytes() == (
        tmp_path / "after" / "index.html"
    ).read_bytes()


class TestVerb:
    """``claimgraph review --interest``."""

    def test_with_a_verdict_both_are_recorded(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """And one call says so."""
        done = run_cli(
            capsys, "review", "screens-and-blinking:c005", "--axis", "fidelity", "--verdict", "faithful",
            "--by", BEN, "--interest", "moisture goggles", "--declares", "Sells some.", "--data", data,
            "--format", "json",
        )  # fmt: skip
        assert done.code == 0
        assert done.json["declared"]["in"] == ["con:moisture-goggles"]
        assert Path(done.json["declared"]["file"]) in files(data)
        assert len(done.json["records"]) == 1

    def test_alone_it_is_recorded_too(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """The second time it is said to be known."""
        asked = (
            "review",
            "--by",
            BEN,
            "--interest",
            "moisture goggles",
            "--declares",
            "Sells \x1b[31msome",
            "--data",
            data,
        )
        first, second = run_cli(capsys, *asked), run_cli(capsys, *asked)
        assert first.code == second.code == 0
        assert str(files(data)[0]) in first.out
        assert "nothing was written" in second.err
        assert "\x1b" not in first.out + first.err + second.out + second.err

    @pytest.mark.parametrize(
        "options",
        [
            ("--by", BEN, "--interest", "moisture goggles"),
            ("--by", BEN, "--declares", "Sells some"),
            ("--interest", "moisture goggles", "--declares", "Sells some"),
            ("--by", BEN, "--interest", "moisture goggles", "--declares", "x", "--axis", "fidelity"),
            ("--by", BEN, "--interest", "moisture goggles", "--declares", ""),
            ("--import", "decisions.json", "--interest", "moisture goggles", "--declares", "x"),
            ("--by", "\udcff", "--interest", "moisture goggles", "--declares", "x"),
        ],
    )
    def test_half_of_it_is_wrong_usage(
        self, options: tuple[str, ...], data: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With a sentence, and nothing is written."""
        done = run_cli(capsys, "review", *options, "--data", data)
        assert (done.code, done.out) == (2, "")
        assert "Traceback" not in done.err
        assert files(data) == []

    def test_blind_the_claim_stands_by_ones_own_verdicts(
        self, data: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Else the answer would tell what the others found."""
        review(data, "screens-and-blinking:c005", "Ann Example", "unfaithful")
        asked = (
            "review",
            "screens-and-blinking:c005",
            "--axis",
            "fidelity",
            "--verdict",
            "faithful",
            "--data",
            data,
        )
        assert "disputed" in run_cli(capsys, *asked, "--by", BEN).out
        blind = run_cli(capsys, *asked, "--by", "Cleo Example", "--blind")
        assert "in-review" in blind.out
        assert "disputed" not in blind.out + blind.err


def test_a_time_is_shown_with_each_review(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The day for people, the moment for programs."""
    request = ReviewRequest(
        claim="screens-and-blinking:c005",
        axis="fidelity",
        verdict="faithful",
        reviewer=BEN,
        note="As it says.",
    )
    review_claim(data, request, lambda: datetime(2026, 3, 1, 12, tzinfo=UTC))
    shown = run_cli(capsys, "show", "screens-and-blinking:c005", "--data", data)
    assert "2026-03-01 Ben Example: fidelity faithful – As it says." in shown.out
    answer = run_cli(capsys, "show", "screens-and-blinking:c005", "--data", data, "--format", "json").json
    assert answer["reviews"][0]["time"] == "2026-03-01T12:00:00+00:00"
