"""Drafts: what they propose is where they say, in few words of the article, and is no data."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph import Draft, find_open, load_corpus, resources
from graph import draft as make
from graph.checking.locating import leads_there
from graph.checking.verification import verify_passages
from graph.claims import read_corpus
from graph.dataset import open_documents
from graph.drafting import draft_file
from graph.drafting.clauses import stretches
from graph.errors import ClaimsSyntaxError, FileUnreadable, NothingToBuild
from graph.model import Concept, Corpus, Iri
from graph.sources import SourceFile
from graph.store import Document, find_files
from graph.text.language import share_of_known_words
from graph.text.passages import read_source
from graph.text.wording import SharedRuns, words_of
from graph.vocab import AUTHORED_GRAPHS, CG, namespace_of
from tests.corpora import ARTICLE, HERE, ROOT, SECOND, run_cli, run_process
from tests.drafted import CONCEPTS, MARK, finish
from tests.held_out import ARTICLES, FOLDER, held_out
from tests.rendering import as_markdown, as_page, as_text, pieces_of
from tests.test_fetching import Server, answer, server  # noqa: F401 (a fixture)

OWLS = """The Owl Blog

By a friend of owls

Why Owls Tire

How Owls Hear

Hunger may lead to hunting at night. Up to 75 percent of owls sleep by day, which can often save strength!
Have you ever heard one? In this article, you will learn how they hear. Owls do not cause floods.

What helps them:

\u2022 Rest - Quiet days can reduce tiredness, and warm nests relieve cold.
\u2022 Voles \u2013 \u201cquiet\u201d ones
\u2022 Sit-down-and-wait stay-at-home night-by-night day-by-day hunts ease hunger

Read more about owls. Noise doubles the risk of waking. Over two years there were fewer nests than before.
"""
TURTLE_MARKS = '"\\<>{}|^`.;,@#[]()?!*_\u201c\u2019\u2013\u2028\u202e\u0085\ud7ff\U0001f989 \t'
ANCHORS = ("anchorPrefix", "anchorStart", "anchorEnd")


def drafted(text: str, corpus: Corpus | None = None, slug: str | None = None) -> Draft:
    """Draft a text with the concepts of a corpus."""
    return draft_file(SourceFile(slug=slug, text=read_source(text, path="owls.txt")), corpus or Corpus())


def triples(turtle: str) -> list[ox.Triple]:
    """Parse Turtle by a parser that is not ours."""
    return list(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))


def texts_of(article: str) -> str:
    """Give the text of an article by its name: held out, of the second corpus, or the shipped one."""
    if article == "owls":
        return OWLS
    for path in (FOLDER / f"{article}.txt", SECOND / f"{article}.txt", ARTICLE):
        if path.exists() and path.stem == article:
            return path.read_text(encoding="utf-8")
    pytest.skip("no source text")


EVERY = ["owls", *ARTICLES, "why-tears-fail", "screens-and-blinking", "article"]


PROPERTIES = {one.predicate.value for one in triples(drafted(OWLS).turtle)} | {f"{CG}anchorPrefix"}


class TestProposals:
    """What a draft proposes of an article."""

    @pytest.mark.parametrize("name", EVERY)
    def test_each_passage_is_exact_in_the_source(self, name: str) -> None:
        """Finished without another look, it is good data, and verification finds every passage exact."""
        text = texts_of(name)
        draft = drafted(text)
        document = Document(path="d.ttl", graph=f"{AUTHORED_GRAPHS}d.ttl", text=finish(draft.turtle).encode())
        with open_documents([document], "d.ttl") as dataset:
            assert [str(found) for found in dataset.report.violations] == []
            corpus = read_corpus(dataset.store)
        (source,) = corpus.sources
        verdicts = verify_passages(corpus, source, read_source(text))
        assert len(verdicts) == len({one.passage.iri for one in (*draft.claims, *draft.non_claims)}) > 5
        assert {verdict.verdict for verdict in verdicts} == {"exact"}
        assert [str(found) for verdict in verdicts for found in verdict.findings] == []
        assert len(corpus.claims) == len(draft.claims)
        assert (source.sha256, source.length) == (read_source(text).sha256, read_source(text).length)

    @pytest.mark.parametrize("name", EVERY)
    def test_no_more_than_five_words_of_the_article_stand_in_a_row(self, name: str) -> None:
        """In no text of the draft, nor across its texts; only titles are named as they stand."""
        text = texts_of(name)
        draft = drafted(text, held_out(name).corpus if name in ARTICLES else None)
        titles = {
            words_of(title) for title in (draft.source.title, *(one.title for one in draft.source.sections))
        }
        said = SharedRuns(read_source(text).text)
        for triple in triples(draft.turtle):
            if isinstance(triple.object, ox.Literal):
                assert said.longest(triple.object.value, titles) is None, triple
                if triple.predicate.value.removeprefix(CG) in ANCHORS:
                    assert len(words_of(triple.object.value)) <= 5
                    assert len(triple.object.value.split()) <= 5
        lines = [line for line in draft.turtle.split("\n") if "dcterms:title" not in line]
        assert said.longest("\n".join(lines), titles) is None

    @pytest.mark.parametrize("name", ARTICLES)
    def test_every_sentence_is_proposed_or_set_aside(self, name: str) -> None:
        """Each word of the prose stands in a passage, but for an "and" between two, and for headings."""
        draft = drafted(texts_of(name))
        text = read_source(texts_of(name)).under(draft.source.sections)
        held = {
            place
            for one in (*draft.claims, *draft.non_claims)
            for place in range(one.passage.start, one.passage.end)
        }
        left = [
            match[0]
            for block in text.blocks
            if block.kind != "heading" and block.start
            for match in re.compile(r"\w+").finditer(text.text, block.start, block.end)
            if match.start() not in held
        ]
        assert set(left) <= set(resources.lexicon()["clauses"]["joining"])
        assert draft.unanchored == 0

    def test_what_claims_nothing_is_set_aside_with_the_reason(self) -> None:
        """Questions, announcements, calls, lead-ins, lines about the publication; headings are sections."""
        draft = drafted(OWLS)
        text = read_source(OWLS).text
        reasons = {text[one.passage.start : one.passage.end]: one.reason.value for one in draft.non_claims}
        assert reasons == {
            "By a friend of owls": "publishing",
            "Have you ever heard one?": "question",
            "In this article, you will learn how they hear": "transition",
            "What helps them:": "lead-in",
            "Read more about owls": "call-to-action",
            "The Owl Blog": "publishing",
        }

    def test_title_and_sections_are_read_from_the_text(self) -> None:
        """The first line that is none about the publication is the title; the next are sections."""
        draft = drafted(OWLS)
        assert draft.source.title == "Why Owls Tire"
        assert [section.title for section in draft.source.sections] == ["How Owls Hear"]
        assert draft.source.iri.endswith("/article/why-owls-tire#article")

    def test_hedges_figures_kinds_and_predicates_come_with_their_cues(self) -> None:
        """Each value has the words that it was read from."""
        text = read_source(OWLS).text
        claims = {text[one.passage.start : one.passage.end]: one for one in drafted(OWLS).claims}
        may = claims["Hunger may lead to hunting at night"]
        assert (may.modality.value, may.modality.cue, may.hedge) == ("possible", "may", "may")
        assert may.kind is not None
        assert (may.kind.value, may.kind.cue) == ("causal", "lead to")
        assert (may.predicates[0].value, may.predicates[0].cue) == ("causes", "lead to")
        share = claims["Up to 75 percent of owls sleep by day"]
        assert share.kind is not None
        assert share.kind.value == "statistic"
        assert share.figure is not None
        assert (share.figure.bound, str(share.figure.value), share.figure.unit) == (
            "at-most",
            "75",
            "PERCENT",
        )
        assert share.figure.cue == "up to 75 percent"
        often = claims["which can often save strength"]
        assert often.frequency is not None
        assert (often.frequency.value, often.frequency.cue, often.modality.value) == (
            "usual",
            "often",
            "possible",
        )
        denied = claims["Owls do not cause floods"]
        assert (denied.polarity, denied.denial) == ("negated", "not")
        relief = claims["and warm nests relieve cold"]
        assert relief.predicates[0].value == "relieves"
        doubled = claims["Noise doubles the risk of waking"]
        assert doubled.figure is not None
        assert (str(doubled.figure.value), doubled.figure.unit) == ("2", "ratio")
        fewer = claims["Over two years there were fewer nests than before"]
        assert fewer.figure is not None
        assert (fewer.figure.bound, fewer.figure.value, fewer.figure.months) == ("lower", None, 24)
        assert claims["Rest"].list is not None

    def test_each_figure_of_a_sentence_has_a_claim_of_its_own(self) -> None:
        """They share the passage, which is described once."""
        draft = drafted("Title\n\nIt affects 20 percent of men or 30 percent of women in a year.")
        assert [str(one.figure.value) for one in draft.claims if one.figure] == ["20", "30"]
        assert len({one.passage for one in draft.claims}) == 1
        assert draft.turtle.count("a cg:Passage") == 1
        assert triples(draft.turtle)

    def test_what_calls_for_help_is_a_warning_sign_whatever_it_counts(self) -> None:
        """A figure decides the kind of other passages."""
        (sign,) = drafted("Title\n\nIf more than 20 percent of hoots fail, see a doctor at once.").claims
        assert sign.kind is not None
        assert sign.kind.value == "red-flag"
        assert sign.figure is not None
        assert (str(sign.figure.value), sign.figure.unit) == ("20", "PERCENT")

    def test_concepts_are_known_by_all_their_labels(self, tmp_path: Path) -> None:
        """By the preferred, an alternative and a hidden label, in any inflection; the longer name wins."""
        data = tmp_path / "data"
        data.mkdir()
        prefixes = "".join(
            re.findall(r"^@prefix (?:cg|con|skos):.*\n", resources.draft_header(), re.MULTILINE)
        )
        (data / "concepts.ttl").write_text(
            prefixes + 'con:a a cg:Symptom ; skos:prefLabel "Cold wing"@en .\n'
            'con:b a cg:Condition ; skos:prefLabel "Zzz"@en ; skos:altLabel "feather loss"@en .\n'
            'con:c a cg:Condition ; skos:prefLabel "Yyy"@en ; skos:hiddenLabel "fether loss"@en .\n'
            'con:d a cg:Symptom ; skos:prefLabel "Wing"@en .\n',
            encoding="utf-8",
        )
        path = tmp_path / "owls.txt"
        path.write_text("Owls\n\nLosing feathers causes cold wings.\n\nFether loss is seen in many wings.\n")
        first, second = make(str(path), data).claims
        assert [one.concept.rpartition("#")[2] for one in first.mentions if one.place == "own"] == ["b", "a"]
        assert [one.concept.rpartition("#")[2] for one in second.mentions if one.place == "own"] == ["c", "d"]
        assert first.mentions[1].cue == "cold wings"
        assert first.subjects[0].concept.endswith("#b")
        assert first.objects[0].concept.endswith("#a")
        assert first.predicates[0].value == "causes"

    def test_words_that_hedge_name_no_concept(self) -> None:
        """Men are not named by "many"."""
        concepts = (Concept(iri=Iri("x:men"), kind="Scope", label="Men"),)
        (claim,) = drafted("T\n\nIt affects many owls.", Corpus(concepts=concepts)).claims
        assert claim.mentions == ()

    @pytest.mark.parametrize(
        ("sentence", "parts"),
        [
            ("Rest - Sleep helps owls.", ["Rest", "Sleep helps owls"]),
            ("It hurts; it is cold here.", ["It hurts; it is cold here"]),
            ("It is warm now; it was cold then.", ["It is warm now", "it was cold then"]),
            ("Owls can fly, which is useful.", ["Owls can fly", "which is useful"]),
            ("Owls, mice and voles are shy.", ["Owls, mice and voles are shy"]),
            ("They are shy, mice, and old.", ["They are shy, mice, and old"]),
            ("...", []),
        ],
    )
    def test_clauses_that_say_something_stand_alone(self, sentence: str, parts: list[str]) -> None:
        """Cut where both sides have a verb, a cue or a number; enumerations stay whole."""
        found = stretches(sentence, 0, len(sentence), item=True)
        assert [sentence[one.start : one.end] for one in found] == parts


class TestText:
    """The file for the editor."""

    @pytest.mark.parametrize("name", ["hay-fever", "knee-arthritis"])
    def test_equal_input_gives_equal_bytes(self, name: str, tmp_path: Path) -> None:
        """In processes with other seeds for hashes."""
        paths = str(FOLDER / f"{name}.txt"), str(ROOT / "data")
        program = f"import graph; print(graph.draft({paths[0]!r}, {paths[1]!r}).turtle)"
        found = {
            subprocess.run(
                [sys.executable, "-c", program],
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
            ).stdout
            for seed in ("1", "2")
        }
        assert len(found) == 1

    @pytest.mark.parametrize("name", ["why-tears-fail", "screens-and-blinking", "hay-fever"])
    def test_text_markdown_page_and_address_give_the_same_draft(
        self,
        name: str,
        tmp_path: Path,
        server: Server,  # noqa: F811
    ) -> None:
        """But for the address, where there is one."""
        pieces = pieces_of(texts_of(name))
        page = as_page(pieces, Random(7)).encode()
        (tmp_path / "a.txt").write_text(as_text(pieces), encoding="utf-8")
        (tmp_path / "a.md").write_text(as_markdown(pieces), encoding="utf-8")
        (tmp_path / "a.html").write_bytes(page)
        server.answers["/a"] = answer(page)
        plain, markdown, html = (make(str(tmp_path / f"a.{form}")).turtle for form in ("txt", "md", "html"))
        assert plain == markdown == html
        fetched = make(server.url("/a"))
        assert fetched.source.url == server.url("/a")
        lines = [line for line in fetched.turtle.split("\n") if "schema:url" not in line]
        assert lines == [line for line in plain.split("\n") if "schema:url" not in line]

    def test_what_a_page_says_of_itself_is_suggested(self, tmp_path: Path) -> None:
        """Title, publisher, date and address; each has its mark."""
        page = tmp_path / "a.html"
        page.write_text(
            '<!doctype html><html lang="en"><head><title>Tired Owls | The "Owl\\" Post</title>'
            '<meta property="og:site_name" content="The &quot;Owl\\&quot; Post">'
            '<meta property="article:published_time" content="2024-02-29T10:00:00Z">'
            '<link rel="canonical" href="https://owls.example/tired?a=b"></head>'
            "<body><main><p>Home of birds</p><h1>Tired Owls</h1><p>Hunger causes hunting.</p></main>",
            encoding="utf-8",
        )
        draft = make(str(page))
        told = {(one.predicate.value, str(one.object)) for one in triples(draft.turtle)}
        assert draft.source.title == "Tired Owls"
        assert ("https://schema.org/url", "<https://owls.example/tired?a=b>") in told
        assert ("https://schema.org/name", '"The \\"Owl\\\\\\" Post"') in told
        assert any("2024-02-29" in value for name, value in told if name.endswith("datePublished"))
        suggested = {one.split(":")[0].strip('"') for name, one in told if name == f"{CG}suggested"}
        assert {"title", "url", "published", "publisher"} <= suggested
        assert find_open(written(tmp_path, draft.turtle)).marks

    @given(st.text(st.sampled_from(TURTLE_MARKS + "abc is may lead to 7%\n"), max_size=300))
    @example('a" . <x:y> <x:z> "b\n\n"""is""" may lead to \\" . a:c001 a cg:Claim .\n')
    @example("Is it so\n\n@prefix a: <x:y> . # may lead to <https://x.example/> \\u0022 7 %\n")
    @settings(max_examples=150, deadline=None)
    def test_whatever_an_article_holds_stays_data(self, text: str) -> None:
        """Quotes, stops, names and escapes of Turtle in the article end nothing and begin nothing."""
        try:
            source = read_source(text)
        except FileUnreadable:
            return
        draft = drafted(text)
        found = triples(draft.turtle)
        base = namespace_of(draft.source.iri)
        assert {
            one.subject.value for one in found if not one.subject.value.startswith(base.removesuffix("#"))
        } == set()
        assert {one.predicate.value for one in found} <= PROPERTIES
        for claim in (*draft.claims, *draft.non_claims):
            passage = claim.passage
            assert source.slice_sha256(passage.start, passage.end) == passage.sha256
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u202a-\u202e]", draft.turtle)

    def test_a_sentence_said_twice_is_pointed_at_twice_or_counted(self) -> None:
        """The second is told by the words before it; where these are the same it is left out and counted."""
        twice = drafted("T\n\nFirst come owls. Owls may sleep a lot. Then come mice. Owls may sleep a lot.")
        assert twice.unanchored == 0
        assert len(twice.claims) == 4
        same = drafted("T\n\n" + "Owls may sleep a lot by day. " * 20)
        assert same.unanchored >= 15
        assert triples(same.turtle)

    def test_a_text_that_repeats_itself_costs_no_more(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What has the same words before it elsewhere is not searched for, and soon no prefix is tried."""
        tried: list[object] = []

        def counting(*given: Any) -> bool:
            tried.append(given)
            return leads_there(*given)

        monkeypatch.setattr("graph.drafting.pointing.leads_there", counting)
        same = drafted("T\n\n" + "Owls may sleep a lot by day. " * 500)
        assert same.unanchored >= 495
        assert len(tried) < 300
        tried.clear()
        middles = " ".join(f"Owls that are old and {number} may sleep a lot by day." for number in range(500))
        like = drafted(f"T\n\n{middles}")
        assert len(like.claims) + like.unanchored == 500
        assert len(tried) < 500 * 30 + 100 * 120

    def test_no_mark_ends_a_description(self) -> None:
        """So that deleting any of them leaves Turtle, with one mark less."""
        for name in ("hay-fever", "sunken-bread"):
            turtle = drafted(texts_of(name), held_out(name).corpus).turtle
            body = turtle.partition("\n@prefix")[2]
            marks = [one for one in triples(turtle) if one.predicate.value in (f"{CG}open", f"{CG}suggested")]
            assert (
                len(MARK.findall(body))
                == len(marks)
                == body.count('cg:open "') + body.count('cg:suggested "')
            )


def written(folder: Path, turtle: str, name: str = "owls.draft.ttl") -> Path:
    """Write a draft and give its path."""
    path = folder / name
    path.write_text(turtle, encoding="utf-8")
    return path


class TestFinishing:
    """What is still open."""

    def test_marks_are_counted_exactly_as_they_go(self, tmp_path: Path) -> None:
        """In any order, each that is deleted is one less, and it is the one that is missing."""
        turtle = drafted(OWLS).turtle
        head, _, body = turtle.partition("\n@prefix")
        before = find_open(written(tmp_path, turtle)).marks
        chance = Random(3)
        while marks := list(MARK.finditer(body)):
            gone = chance.choice(marks)
            body = body[: gone.start()] + body[gone.end() :]
            after = find_open(written(tmp_path, f"{head}\n@prefix{body}")).marks
            assert len(after) == len(before) - 1 == len(marks) - 1
            (missing,) = {(one.node, one.text) for one in before} - {(one.node, one.text) for one in after}
            assert missing[1].split(":")[0] == gone[2].partition(":")[0]
            before = after

    def test_a_mark_says_node_field_line_and_what_it_is(self, tmp_path: Path) -> None:
        """In the order of the file; what is to be written stands before what is to be confirmed."""
        path = written(tmp_path, drafted(OWLS).turtle)
        state = find_open(path)
        assert not state.finished
        lines = path.read_text(encoding="utf-8").split("\n")
        claim = [one for one in state.marks if one.node.endswith("#c001")]
        assert [one.field for one in claim] == [
            *("label", "subject", "predicate", "object"),
            *("kind", "polarity", "modality"),
        ]
        assert [one.suggested for one in claim] == [False] * 4 + [True] * 3
        assert all(one.line and lines[one.line - 1].startswith("a:c001 a cg:Claim") for one in claim)
        order = [one.line or 0 for one in state.marks]
        assert order == sorted(order)

    def test_finished_it_keeps_the_rules_and_says_how_to_go_on(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Exit code 1 while something is open, 0 when nothing is; renamed as told, it is data."""
        data = tmp_path / "data"
        data.mkdir()
        path = written(data, drafted(OWLS).turtle)
        done = run_cli(capsys, "draft", "--finish", path, "--data", data)
        assert done.code == 1
        assert "to write (cg:open)" in done.err
        assert re.search(
            r"^c001 +\d+ +label subject predicate object +kind polarity modality", done.out, re.MULTILINE
        )
        path.write_text(finish(path.read_text(encoding="utf-8")), encoding="utf-8")
        done = run_cli(capsys, "draft", "--finish", path, "--data", data)
        assert (done.code, done.out) == (0, "")
        assert f"mv {path} {data / 'owls.ttl'}" in done.err
        path.rename(data / "owls.ttl")
        assert len(load_corpus(data).claims) == len(drafted(OWLS).claims)
        article = tmp_path / "owls.txt"
        article.write_text(OWLS, encoding="utf-8")
        assert run_cli(capsys, "verify", "--data", data, "--source", article).code == 0
        assert run_cli(capsys, "validate", "--data", data, "--source", article).code == 0

    def test_concepts_of_the_data_are_known_to_a_finished_draft(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What the draft does not describe the data may; without them it is a violation, and exit code 1."""
        data = tmp_path / "data"
        data.mkdir()
        turtle = finish(drafted(OWLS).turtle).removesuffix(CONCEPTS)
        path = written(tmp_path, turtle)
        prefixes = "\n".join(line for line in turtle.split("\n") if line.startswith("@prefix"))
        done = run_cli(capsys, "draft", "--finish", path, "--data", data)
        assert done.code == 1
        assert "V01-subject" in done.out
        assert "rules are broken" in done.err
        (data / "concepts.ttl").write_text(prefixes + CONCEPTS, encoding="utf-8")
        assert run_cli(capsys, "draft", "--finish", path, "--data", data).code == 0

    def test_a_draft_renamed_too_early_is_refused_with_the_reason(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Each open place is a violation that says so, at the line of its claim; build writes nothing."""
        path = written(tmp_path, drafted(OWLS).turtle, "owls.ttl")
        done = run_cli(capsys, "validate", "--data", path, "--format", "json")
        assert done.code == 1
        rules = {found["rule"] for found in done.json["findings"]}
        assert {"V17-open", "V17-suggested"} <= rules
        assert not {rule for rule in rules if rule.startswith(("V00", "V09"))}
        built = run_cli(capsys, "build", "--data", path, "--out", tmp_path / "site")
        assert built.code == 1
        assert not (tmp_path / "site").exists()
        assert find_open(path).marks

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("a.draft.ttl", b"a:c001 a cg:Claim", ":1"),
            ("a.draft.ttl", b"\xff\xfe", "not UTF-8"),
            ("a.draft.ttl", b"", "holds no article"),
            ("a.ttl", b"<x:a> a <x:b> .", "no draft"),
            ("a.draft.ttl", b"<a b> a <x:b> .", ":1"),
            ("missing.draft.ttl", None, "cannot be read"),
            (".", None, "a folder"),
        ],
    )
    def test_what_is_no_draft_is_one_sentence(
        self, name: str, content: bytes | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Exit code 2, with the file."""
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        done = run_cli(capsys, "draft", "--finish", path, "--data", SECOND)
        assert done.code == 2
        assert said in done.err
        assert done.err.count("\n") == 1
        assert not done.out

    @pytest.mark.parametrize(
        "marks",
        [
            "cg:open 5",
            "cg:suggested <x:y>",
            'cg:open "\\u202E\\u0007"',
            'cg:open "a" , "a"@en , "b: c"',
            "cg:open [ cg:open true ]",
        ],
    )
    def test_marks_of_any_form_are_counted(
        self, marks: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Whatever somebody wrote as a mark is one, and printing it is safe."""
        turtle = f"@prefix cg: <{CG}> . <x:a#b> a cg:Claim ; {marks} ."
        path = written(tmp_path, turtle)
        expected = sum(one.predicate.value in (f"{CG}open", f"{CG}suggested") for one in triples(turtle))
        assert len(find_open(path).marks) == expected > 0
        done = run_cli(capsys, "draft", "--finish", path)
        assert done.code == 1
        assert "\u202e" not in done.out
        assert "\x07" not in done.out
        assert run_cli(capsys, "draft", "--finish", path, "--format", "json").json["open"] == expected

    def test_both_formats_tell_the_same(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """JSON has each node with its fields and the texts of its marks."""
        path = written(tmp_path, drafted(OWLS).turtle)
        facts = run_cli(capsys, "draft", "--finish", path, "--format", "json").json
        assert facts["open"] == facts["to_write"] + facts["to_confirm"] == len(find_open(path).marks)
        (claim,) = [one for one in facts["nodes"] if one["id"] == "c001"]
        assert [one["field"] for one in claim["to_write"]] == ["label", "subject", "predicate", "object"]
        assert facts["finished"] is False
        assert facts["rename_to"] is None


class TestVerb:
    """`claimgraph draft --source`."""

    def test_it_prints_the_draft_and_writes_nothing(self, tmp_path: Path) -> None:
        """From a folder without any data; the notes are on stderr; redirected, it is what --finish reads."""
        (tmp_path / "owls.txt").write_text(OWLS, encoding="utf-8")
        done = run_process("draft", "--source", "owls.txt", cwd=tmp_path)
        assert done.code == 0
        assert done.out == make(str(tmp_path / "owls.txt")).turtle
        assert sorted(path.name for path in tmp_path.iterdir()) == ["owls.txt"]
        marks = len(find_open(written(tmp_path, done.out)).marks)
        assert f"{marks} places are to be decided" in done.err
        assert "No concept is known yet" in done.err

    def test_json_holds_what_the_turtle_does(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The same claims, with cues; no text of the article but what the Turtle has."""
        path = tmp_path / "owls.txt"
        path.write_text(OWLS, encoding="utf-8")
        facts = run_cli(capsys, "draft", "--source", path, "--data", SECOND, "--format", "json").json
        draft = make(str(path), SECOND)
        assert facts["turtle"] == draft.turtle
        assert [one["start"] for one in facts["claims"]] == [one.passage.start for one in draft.claims]
        assert facts["claims"][0]["modality"] == {"value": "possible", "cue": "may", "reason": None}
        assert len(facts["no_claims"]) == len(draft.non_claims)

    def test_an_article_that_the_data_describe_is_said_to_be(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """It gets a namespace of its own, and the reader is told where to look."""
        text = SECOND / "why-tears-fail.txt"
        done = run_cli(capsys, "draft", "--source", text, "--data", SECOND)
        assert done.code == 0
        assert "claimgraph coverage" in done.err
        assert "article/why-tears-fail-2#" in done.out
        named = run_cli(capsys, "draft", "--source", f"tears={text}", "--data", SECOND)
        assert "article/tears#" in named.out
        assert tmp_path.exists()

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (b"", "it holds no words"),
            (b" \n\t\n \xc2\xa0", "it holds no words"),
            (b"%PDF-1.7", "a PDF"),
            (b"a\x00b", "binary"),
            (b"Le genou fait mal quand il fait froid, et la douleur est plus forte. " * 5, "English"),
            ("Das Knie schmerzt bei K\u00e4lte, und abends wird es schlimmer. ".encode() * 5, "English"),
            (
                "\u819d\u76d6\u75bc\u75db\u5728\u5bd2\u51b7\u7684\u65f6\u5019\u5f80\u5f80\u66f4\u4e25\u91cd\u3002".encode()
                * 12,
                "English",
            ),
        ],
    )
    def test_what_cannot_be_drafted_is_one_sentence(
        self, text: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """An empty article, one in another language, what is no text: exit code 2, nothing on stdout."""
        path = tmp_path / "a.txt"
        path.write_bytes(text)
        done = run_cli(capsys, "draft", "--source", path, "--data", SECOND)
        assert (done.code, done.out) == (2, "")
        assert said in done.err
        assert done.err.count("\n") == 1

    @pytest.mark.parametrize("options", [(), ("--source", "a.txt", "--finish", "b.draft.ttl")])
    def test_one_thing_is_asked_for(
        self, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Neither, or both: exit code 2, and what to give."""
        done = run_cli(capsys, "draft", *options)
        assert done.code == 2
        assert "--source" in done.err

    def test_notes_in_english_are_english(self) -> None:
        """A list of notes without small words is told from another language; a few words cannot be."""
        notes = (
            "Cold packs reduce swelling. Heat relaxes muscles. Massage relieves spasm. Rest speeds healing. "
        )
        assert (share_of_known_words(notes * 3) or 0) > 0.3
        assert share_of_known_words("Owls hunt.") is None


class TestDataFolders:
    """Drafts beside data."""

    def test_commands_that_read_data_pass_drafts_over(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """In folders, below them, and by wildcards; even one that is cut off, as a shell leaves it."""
        data = tmp_path / "data"
        (data / "more").mkdir(parents=True)
        for path in SECOND.glob("*.ttl"):
            (data / path.name).write_bytes(path.read_bytes())
        plain = find_files(data)
        corpus = load_corpus(data)
        written(data, drafted(OWLS).turtle)
        written(data / "more", "broken", "b.draft.ttl")
        assert find_files(data) == plain
        assert [path.name for path, _ in find_files(str(data / "*.ttl"))] == [path.name for path, _ in plain]
        assert load_corpus(data) == corpus
        for verb in (("validate",), ("build", "--out", tmp_path / "site", "--quiet"), ("worklist",)):
            assert run_cli(capsys, *verb, "--data", data).code == 0
        store = tmp_path / "store"
        assert run_cli(capsys, "load", "--data", data, "--store", store).code == 0
        assert run_cli(capsys, "loops", "--store", store).code == 0

    def test_a_draft_that_is_named_is_refused_with_the_way_out(self, tmp_path: Path) -> None:
        """One sentence, which names the command that reads it and the name it will have."""
        path = written(tmp_path, drafted(OWLS).turtle)
        with pytest.raises(FileUnreadable, match=r"claimgraph draft --finish .*owls\.ttl"):
            find_files(path)
        with pytest.raises(FileUnreadable, match="no data yet"):
            find_files([SECOND, path])

    def test_a_folder_of_drafts_alone_has_no_data(self, tmp_path: Path) -> None:
        """Which is said of it, and a further article can be drafted beside them."""
        path = written(tmp_path, drafted(OWLS).turtle)
        with pytest.raises(NothingToBuild):
            load_corpus(tmp_path)
        article = tmp_path / "owls.txt"
        article.write_text(OWLS, encoding="utf-8")
        assert make(str(article), tmp_path).turtle == path.read_text(encoding="utf-8")
        (tmp_path / "bad.ttl").write_text("nonsense", encoding="utf-8")
        with pytest.raises(ClaimsSyntaxError):
            make(str(article), tmp_path)


class TestLexicon:
    """The words that drafts are read by."""

    def test_names_are_those_of_the_ontology(self) -> None:
        """Predicates, kinds, reasons and kinds of lists; each kind has the predicate that it mostly takes."""
        ontology = triples(resources.ontology().decode())

        def terms(kind: str, marker: str = "") -> set[str]:
            return {
                one.subject.value.removeprefix(f"{CG}{marker}")
                for one in ontology
                if one.predicate.value.endswith("#type") and str(one.object) == f"<{CG}{kind}>"
            }

        lexicon = resources.lexicon()
        kinds = terms("Kind", "kind-")
        assert set(lexicon["predicates"]) == terms("ClaimPredicate")
        assert set(lexicon["kinds"]) <= kinds
        assert set(lexicon["usual"]) == kinds
        assert set(lexicon["usual"].values()) <= terms("ClaimPredicate")
        assert set(lexicon["reasons"]) <= terms("Reason", "reason-")
        assert set(lexicon["lists"]) <= terms("ListKind")
        assert str(HERE)
