"""Who says what: statements, articles and publishers, beside a plain look at every claim."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.causes.sayings import who_says
from graph.errors import NotFound, UsageError
from graph.model import Claim, Corpus, Iri
from tests.corpora import HOSTILE, SECOND, SHIPPED, Said, con, run_cli, spoken

_HOUSES = (None, "Owl Press", "owl press", "Hen House")
_INTEREST = Iri("https://w3id.org/claimgraph/article/invented-0#coi-1")


@st.composite
def _corpora(draw: st.DrawFn) -> Corpus:
    publishers = draw(st.lists(st.sampled_from(_HOUSES), min_size=1, max_size=4))
    said = st.builds(
        Said,
        article=st.integers(0, len(publishers) - 1),
        source=st.sampled_from("abc"),
        sign=st.sampled_from((-1, 0, 1)),
        target=st.sampled_from("abc"),
        whole=st.booleans(),
    )
    whole = spoken(publishers, draw(st.lists(said, max_size=10)))
    changed = [
        replace(
            claim,
            polarity=draw(st.sampled_from(("affirmed", "affirmed", "negated"))),
            interests=(_INTEREST,) * draw(st.integers(0, 1)),
            fidelity=draw(st.sampled_from((None, None, "unfaithful"))),
        )
        for claim in whole.claims
    ]
    return replace(whole, claims=tuple(changed))


def _house(corpus: Corpus, claim: Claim) -> str:
    (source,) = [one for one in corpus.sources if claim.iri.startswith(one.iri.removesuffix("article"))]
    return (source.publisher or source.iri).lower()


def _about(corpus: Corpus, *names: str) -> list[Claim]:
    return [
        claim
        for claim in corpus.claims
        if {con(name) for name in names} <= {claim.subject, claim.object} and claim.fidelity != "unfaithful"
    ]


@given(_corpora(), st.sampled_from([("a",), ("a", "b"), ("c", "b")]), st.randoms(use_true_random=False))
def test_every_claim_stands_once_in_its_statement_with_whom_it_is_from(
    corpus: Corpus, asked: tuple[str, ...], chance: Random
) -> None:
    """Publishers, denials and interests as a look at every claim gives them, in any order of the claims."""
    known = {concept.iri for concept in corpus.concepts}
    if not {con(name) for name in asked} <= known:
        return
    found = who_says(corpus, *map(con, asked))
    own = _about(corpus, *asked)
    told = [iri for one in found for voice in one.voices for iri in (*voice.claims, *voice.denials)]
    assert sorted(told) == sorted(claim.iri for claim in own)
    for one in found:
        same = [
            claim
            for claim in own
            if (claim.subject, claim.object, claim.sign) == (one.subject, one.object, one.sign)
        ]
        for polarity, articles, publishers in (
            ("affirmed", one.articles, one.publishers),
            ("negated", one.against_articles, one.against_publishers),
        ):
            side = [claim for claim in same if claim.polarity == polarity]
            assert len(articles) == len({claim.iri.partition("#")[0] for claim in side})
            assert {name.lower() for name in publishers} == {_house(corpus, claim) for claim in side}
        without = {
            _house(corpus, claim) for claim in same if claim.polarity == "affirmed" and not claim.interests
        }
        assert {name.lower() for name in one.disinterested} == without
        assert one.opposite == any(
            (claim.subject, claim.object, claim.sign) == (one.subject, one.object, -one.sign or None)
            and claim.polarity == "affirmed"
            for claim in own
        )
    support = [(-len(one.publishers), -len(one.articles), one.modality_rank) for one in found]
    assert support == sorted(support)
    claims = list(corpus.claims)
    chance.shuffle(claims)
    assert who_says(replace(corpus, claims=tuple(claims)), *map(con, asked)) == found


def test_a_name_that_nothing_has_and_one_concept_twice_are_refused() -> None:
    """Both in one sentence, as everywhere."""
    corpus = spoken([None], [Said(0, "a", 1, "b", whole=True)])
    with pytest.raises(NotFound):
        who_says(corpus, "nonsense")
    with pytest.raises(UsageError, match="two different concepts"):
        who_says(corpus, "a", "a")


def _again(tmp_path: Path) -> Path:
    """Copy the second data set with two further articles: one of the same publisher, and one that denies."""
    data = Path(shutil.copytree(SECOND, tmp_path / "data"))
    text = (data / "why-tears-fail.ttl").read_text(encoding="utf-8")
    again = text.replace("article/why-tears-fail#", "article/tears-again#")
    (data / "tears-again.ttl").write_text(again, encoding="utf-8")
    other = text.replace("article/why-tears-fail#", "article/tears-apart#")
    other = other.replace("ag:eye-letter", "ag:post").replace("The Eye Letter", "The Tear Post")
    at = other.index("a:c004 a cg:Claim")
    other = other[:at] + other[at:].replace("cg:affirmed", "cg:negated", 1)
    at = other.index("a:c009-stat a cg:Statistic")
    other = other[:at] + other[at:].replace("con:drop-users", "con:adults").replace("40.0", "12.5", 1)
    (data / "tears-apart.ttl").write_text(other, encoding="utf-8")
    return data


def test_who_denies_it_stands_beside_who_says_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two articles of one publisher are one voice; the third denies, and is another."""
    data = _again(tmp_path)
    facts = run_cli(
        capsys, "says", "salty tears", "inflamed eye surface", "--data", data, "--format", "json"
    ).json
    (statement,) = facts["statements"]
    assert (statement["said_by"]["article_count"], statement["said_by"]["publisher_count"]) == (2, 1)
    assert statement["denied_by"]["publishers"] == ["The Tear Post (invented)"]
    assert [len(voice["claims"]) - len(voice["denials"]) for voice in statement["voices"]] == [1, 1, -1]
    outcome = run_cli(capsys, "says", "salty tears", "inflamed eye surface", "--data", data)
    assert "2 articles of 1 publisher" in outcome.out
    assert "not: causes" in outcome.out
    assert "count the publishers" in outcome.err


def test_figures_of_several_articles_stand_side_by_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each article's own, with bound, people and time."""
    out = run_cli(capsys, "says", "con:anti-inflammatory-drops", "--data", _again(tmp_path)).out
    assert out.count("at least 40 % of Users of anti-inflammatory eye drops in 3 months") == 2
    assert out.count("at least 12.5 % of Adults in 3 months") == 1


def test_whose_interest_it_is_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """What only an interested publisher says is named as such, with the party."""
    outcome = run_cli(capsys, "says", "moisture goggles", "--data", SECOND)
    assert "No. 1: said in 1 article, with a stated interest behind it." in outcome.err
    assert "Goggle Works" in outcome.err
    (one, *_) = run_cli(capsys, "says", "moisture goggles", "--data", SECOND, "--format", "json").json[
        "statements"
    ]
    assert one["disinterested"] == []
    assert one["voices"][0]["interests"]


def test_how_many_say_it_without_an_interest_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of two publishers one has a stake: one is left."""
    data = Path(shutil.copytree(SECOND, tmp_path / "data"))
    text = (data / "screens-and-blinking.ttl").read_text(encoding="utf-8")
    other = text.replace("article/screens-and-blinking#", "article/blinking-again#")
    other = re.sub(r"cg:conflictOfInterest [^;.]+;", "", other.replace("ag:goggle-works", "ag:post"))
    other += '\nag:post a schema:Organization ; schema:name "The Tear Post" .\n'
    (data / "blinking-again.ttl").write_text(other, encoding="utf-8")
    err = run_cli(capsys, "says", "moisture goggles", "--data", data).err
    assert "said in 2 articles of 2 publishers, of these 1 without a stated interest behind it." in err


def test_what_nobody_relates_is_exit_1(capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence; JSON has an empty list."""
    outcome = run_cli(capsys, "says", "moisture goggles", "salty tears", "--data", SECOND)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == "No claim speaks of Moisture goggles and Salty tears together.\n"
    outcome = run_cli(capsys, "says", "moisture goggles", "salty tears", "--data", SECOND, "--format", "json")
    assert (outcome.code, outcome.json["statements"]) == (1, [])


def test_names_that_would_act_on_a_terminal_do_not(capsys: pytest.CaptureFixture[str]) -> None:
    """Labels, titles and publishers are text, whatever they hold."""
    facts = run_cli(capsys, "show", "c001", "--data", HOSTILE, "--format", "json").json
    outcome = run_cli(capsys, "says", facts["subject"], "--data", HOSTILE)
    assert outcome.code == 0
    assert "\x1b" not in outcome.out
    assert "\x1b" not in outcome.err


def test_of_one_article_nothing_is_counted_but_the_article(capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is one article there is one voice, and no note about publishers."""
    outcome = run_cli(capsys, "says", "pain", "--data", SHIPPED)
    assert "publishers" not in outcome.out
    assert "count the publishers" not in outcome.err
