"""What people read when they ask what acts on the loops."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cli.asking import short_names
from graph.model import Corpus, Iri, Loop, Predicate, Source
from graph.vocab import CG
from tests.corpora import ARTICLE_A, SHIPPED, claim, con, concept, corpus, run_cli

_CARE = [concept(name, "Treatment") for name in ("drops", "rest")]
_RINGS = [claim(1, "a", 1, "b"), claim(2, "b", 1, "a"), claim(3, "x", 1, "y"), claim(4, "y", -1, "x")]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """Two loops, one of them acted on: by rest first, by drops where rest has failed."""
    claims = [
        *_RINGS,
        replace(claim(5, "drops", -1, "b", modality="intended"), contexts=(con("rest-failed"),)),
        claim(6, "rest", -1, "b"),
        replace(claim(7, "rest", -1, "b"), populations=(con("adults"),)),
        claim(8, "rest", 0, "drops"),
        replace(
            claim(9, "b", 0, "rest", label="b calls for rest"), kind="red-flag", contexts=(con("night"),)
        ),
        replace(claim(10, "a", 0, "drops", polarity="negated", label="no drops")),
    ]
    scopes = [concept(name, "Scope") for name in ("rest-failed", "adults", "night")]
    source = Source(
        iri=con("source"),
        title="T",
        url="https://example.org/",
        publisher=None,
        published=None,
        normalization=None,
        length=None,
        sha256=None,
    )
    made = replace(
        corpus(claims, [*_CARE, *scopes]),
        sources=(source,),
        predicates=(
            Predicate(iri=claims[5].predicate, label="lowers", sign=-1, definition="Makes less of."),
            Predicate(iri=claims[7].predicate, label="comes before", sign=0, definition="Is first."),
        ),
    )
    monkeypatch.setattr("graph.pipeline.load_corpus", lambda _data, **_: made)
    return made


def _cells(text: str) -> list[list[str]]:
    """Give the cells of a table, by the columns that its rule marks."""
    lines = text.splitlines()
    starts = [0, *(i + 2 for i in range(len(lines[1])) if lines[1][i : i + 3] == "  -")]
    return [
        [line[a:b].strip() for a, b in zip(starts, [*starts[1:], None], strict=True)]
        for line in (lines[0], *lines[2:])
    ]


@pytest.mark.usefixtures("small")
def test_the_table_of_breaks(capsys: pytest.CaptureFixture[str]) -> None:
    """Untouched loops first, then treatments as told, each with relation, firmness and limits."""
    assert _cells(run_cli(capsys, "breaks").out) == [
        ["treatment", "acts against", "says", "loops", "limited to", "claims"],
        ["(no claim acts on it)", "x ⇄ y", "", "1", "", ""],
        ["rest", "b", "lowers (asserted)", "1", "adults (c007)", "c006 c007"],
        ["drops", "b", "lowers (intended)", "1", "rest-failed", "c005"],
    ]


@pytest.mark.usefixtures("small")
def test_the_notes_below_the_breaks(capsys: pytest.CaptureFixture[str]) -> None:
    """What a relation means, warning signs with their circumstances, what speaks against a treatment."""
    assert run_cli(capsys, "breaks").err.splitlines() == [
        "Treatments stand in the order in which the articles tell them.",
        "lowers: Makes less of.",
        (
            "Undecided: no condition or symptom, or such on both sides, says which side of these loops is "
            "the worse one: what lowers a point may help or harm: a ⇄ b."
        ),
        "Warning signs (comes before: rest): b (night).",
        "Against a treatment: c010: no drops",
        "These are what the articles claim, no medical advice.",
    ]


@pytest.fixture
def sleepless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load a vicious circle of less and less sleep, a balancing loop, and what acts on them either way."""
    claims = [
        claim(1, "pain", -1, "sleep"),
        claim(2, "sleep", -1, "pain"),
        claim(3, "habits", 1, "sleep"),
        claim(4, "caffeine", -1, "sleep"),
        claim(5, "caffeine", -1, "pain"),
        *_RINGS[2:],
        claim(6, "habits", 1, "x"),
    ]
    kinds = {"pain": "Symptom", "sleep": "Factor", "habits": "SelfCare", "caffeine": "DrugClass"}
    made = corpus(claims, [concept(name, kind) for name, kind in kinds.items()])
    monkeypatch.setattr("graph.pipeline.load_corpus", lambda _data, **_: made)


@pytest.mark.usefixtures("sleepless")
def test_what_feeds_a_loop_stands_apart(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody reads it as help; and what acts on a balancing loop is no help either."""
    against, feeds, balancing = run_cli(capsys, "breaks").out.split("\n\n")
    assert [row[:2] for row in _cells(against)[1:]] == [
        ["caffeine", "pain (lowers)"],
        ["habits", "sleep (raises)"],
    ]
    assert [row[:2] for row in _cells(feeds)] == [
        ["said to feed a loop", "feeds it at"],
        ["caffeine", "sleep (lowers)"],
    ]
    assert [row[:2] for row in _cells(balancing)] == [
        ["acts on a balancing loop", "at"],
        ["habits", "x (raises)"],
    ]
    facts = run_cli(capsys, "breaks", "--format", "json").json
    assert [(entry["treatment"], entry["sign"]) for entry in facts["feeds"]] == [("con:caffeine", -1)]
    assert sorted((entry["treatment"], entry["sign"], entry["orientation"]) for entry in facts["breaks"]) == [
        ("con:caffeine", -1, "known"),
        ("con:habits", 1, "balancing"),
        ("con:habits", 1, "known"),
    ]


@pytest.mark.usefixtures("sleepless")
def test_what_feeds_a_loop_is_in_no_smallest_set(capsys: pytest.CaptureFixture[str]) -> None:
    """Though it is also said to act against it; and that is told."""
    outcome = run_cli(capsys, "breaks", "--smallest")
    sets = [row[3] for row in _cells(outcome.out)[1:] if row[0] == "treatments"]
    assert sets == ["habits"]
    assert "In no set, since claims say that they feed a loop, too: caffeine.\n" in outcome.err
    assert run_cli(capsys, "breaks", "--smallest", "--format", "json").json["feeding"] == ["con:caffeine"]


@pytest.mark.usefixtures("small")
def test_breaks_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get the same: order, contexts, firmness, untouched loops and warnings."""
    facts = run_cli(capsys, "breaks", "--format", "json").json
    assert facts["untouched"] == ["loop:x+--y-"]
    assert [(entry["treatment"], entry["contexts"], entry["after"]) for entry in facts["order"]] == [
        ("con:rest", [], []),
        ("con:drops", ["con:rest-failed"], ["con:rest"]),
    ]
    drops = next(entry for entry in facts["breaks"] if entry["treatment"] == "con:drops")
    assert (drops["modality"], drops["contested"]) == ("intended", False)
    assert (drops["contexts"], drops["populations"]) == (["con:rest-failed"], [])
    assert [iri[-4:] for iri in facts["warning_signs"]] == ["c009"]
    assert [iri[-4:] for iri in facts["against_treatments"]] == ["c010"]


def test_claims_of_several_articles_are_named_in_full(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, small: Corpus
) -> None:
    """A short id would name two things."""
    (source,) = small.sources
    monkeypatch.setattr(
        "graph.pipeline.load_corpus",
        lambda _data, **_: replace(small, sources=(source, replace(source, iri=con("another")))),
    )
    assert "invented-a:c006 invented-a:c007" in run_cli(capsys, "breaks").out
    assert ARTICLE_A.endswith("invented-a#")


def test_the_first_article_tells_simple_care_before_what_follows_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Of its own treatments those limited to first-line care come before those for its failure."""
    order = run_cli(capsys, "breaks", "--data", SHIPPED, "--format", "json").json["order"]
    first = [number for number, entry in enumerate(order) if "con:first-line" in entry["contexts"]]
    then = [
        number for number, entry in enumerate(order) if "con:conservative-care-failed" in entry["contexts"]
    ]
    assert len(first) > 10
    assert len(then) > 4
    assert max(first) < min(then)


def test_an_effect_stands_above_an_offer(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of one firmness what is said to act goes first: that it is offered is not that it helps."""
    offered = replace(claim(3, "drops", -1, "b"), predicate=Iri(CG + "treats"))
    mixed = replace(claim(5, "wraps", -1, "b"), predicate=Iri(CG + "treats"))
    claims = [*_RINGS[:2], offered, claim(4, "rest", -1, "b"), mixed]
    claims += [claim(6, "wraps", -1, "b", modality="possible")]
    made = corpus(claims, [*_CARE, concept("wraps", "Device")])
    monkeypatch.setattr("graph.pipeline.load_corpus", lambda _data, **_: made)
    rows = [row for row in _cells(run_cli(capsys, "breaks", "--smallest").out) if row[0] == "treatments"]
    assert [(row[2], row[3]) for row in rows] == [
        ("asserted", "rest"),
        ("asserted", "drops"),
        ("asserted", "wraps"),
    ]
    facts = run_cli(capsys, "breaks", "--smallest", "--format", "json").json
    cited = [[iri[-4:] for iri in own] for own in facts["treatments"]["claims"]]
    assert cited == [["c004"], ["c003"], ["c005", "c006"]]
    assert [[iri[-4:] for iri in own] for own in facts["arrows"]["claims"]] == [["c001"], ["c002"]]
    assert [row[5][-4:] for row in rows] == ["c004", "c003", "c006"]


def test_a_long_set_is_shortened_in_the_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirty loops apart need thirty arrows: a person sees the first, a program all of one set."""
    rings = [
        claim(2 * number + turn + 1, f"{'ab'[turn]}{number}", 1, f"{'ba'[turn]}{number}")
        for number in range(120)
        for turn in (0, 1)
    ]
    monkeypatch.setattr("graph.pipeline.load_corpus", lambda _data, **_: corpus(rings))
    (row,) = [row for row in _cells(run_cli(capsys, "breaks", "--smallest").out) if row[0] == "arrows"][:1]
    assert row[3].endswith("… and 108 more")
    facts = run_cli(capsys, "breaks", "--smallest", "--format", "json").json
    assert all(len(own) == 120 for own in facts["arrows"]["sets"])


@pytest.mark.parametrize("verb", [["loops"], ["breaks"], ["breaks", "--smallest"], ["central"]], ids=" ".join)
@pytest.mark.parametrize("sign", [0, 1])
def test_that_there_is_no_loop_is_said_in_words(
    verb: list[str], sign: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With arrows that close no circle, and with claims that make no arrow at all."""
    monkeypatch.setattr("graph.pipeline.load_corpus", lambda _data, **_: corpus([claim(1, "a", sign, "b")]))
    said = "the arrows close no circle" if sign else "and no arrow"
    outcome = run_cli(capsys, *verb)
    assert outcome.code == 0
    assert outcome.err.count(said) == 1


@given(st.lists(st.permutations("abcdef").map(lambda order: "".join(order[:5])), max_size=12))
def test_loops_have_distinct_names(rings: list[str]) -> None:
    """However alike they are; the first of those with the same ends has the short name."""
    loops = [
        Loop(
            key=f"{number}",
            sign=1,
            nodes=tuple(map(Iri, ring)),
            links=(),
            modality="asserted",
            modality_rank=1,
            declared_by=None,
            contested=False,
        )
        for number, ring in enumerate(rings)
    ]
    called = short_names(loops, {})
    assert len(set(called.values())) == len(rings)
    if rings:
        assert called["0"] == f"{rings[0][0]} → … → {rings[0][-1]}"
    for loop, ring in zip(loops, rings, strict=True):
        assert called[loop.key].startswith(f"{ring[0]} → ")


@pytest.mark.usefixtures("small")
def test_the_claims_of_each_arrow_stand_in_the_table_of_loops(capsys: pytest.CaptureFixture[str]) -> None:
    """Arrows parted by semicolons; of one article by their short ids."""
    assert [row[-1] for row in _cells(run_cli(capsys, "loops").out)] == ["claims", "c001; c002", "c003; c004"]
