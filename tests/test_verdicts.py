"""What became of passages: labelled edits of invented articles, and of the real one where it is at hand.

The edits and their labels come from `tests.edits`, which shares no code with the checker.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest

import graph
from graph.checking.changes import Undone, what_changed
from graph.checking.verification import verify_passages
from graph.errors import WrongSource
from graph.model import Claim, Corpus, Iri, Passage, Verification
from graph.text.passages import read_source
from tests.article_edits import text_edits, wanted_and_called
from tests.corpora import ARTICLE, ROOT, SECOND, SHIPPED, Outcome, claim, run_cli
from tests.edits import (
    EDITS,
    STRANGERS,
    Article,
    Block,
    Part,
    Sentence,
    corpus_of,
    edits,
    invent,
    wanted_and_got,
)

TEARS = SECOND / "why-tears-fail.txt"
KEYS = [
    "claim", "passage", "verdict", "change", "start", "end", "score", "located_by", "relevance", "reasons",
]  # fmt: skip


def judged(seeds: range, *kinds: str) -> Counter[tuple[str, str]]:
    """Count what passages are and what they are called, over edits of invented articles."""
    found: Counter[tuple[str, str]] = Counter()
    for seed in seeds:
        article = invent(seed)
        data = corpus_of(article)
        for edited in edits(article, random.Random(seed), kinds):
            text = read_source(edited.article.written())
            verdicts = verify_passages(data, data.sources[0], text)
            found.update(wanted_and_got(edited, data, verdicts, text.text))
    return found


def share(found: Counter[tuple[str, str]], wanted: str) -> float:
    """Give the share of the passages that are `wanted` and are called so."""
    total = sum(count for (one, _), count in found.items() if one == wanted)
    assert total >= 10, f"too few passages are {wanted}"
    return found[wanted, wanted] / total


def test_labelled_edits_are_told_apart() -> None:
    """Over two hundred edits of every kind: nothing lost is called exact or moved, and the rest is right.

    The seeds are none of those that benchmarks/verification.py, on which thresholds were chosen, runs.
    """
    found = judged(range(2000, 2008))
    untouched = {"exact", "moved"}
    assert not [pair for pair in found if pair[1] in {*untouched, "elsewhere"} and pair[0] not in untouched]
    assert not [pair for pair in found if pair[1] == "elsewhere"]
    assert share(found, "exact") == 1
    assert share(found, "moved") >= 0.99
    assert share(found, "changed number") >= 0.97
    assert share(found, "changed hedge") >= 0.95
    assert share(found, "changed wording") >= 0.95
    assert share(found, "missing") >= 0.97


def test_each_kind_of_edit_is_made() -> None:
    """The generator finds a place for every kind of edit, two hundred edits in all."""
    made = Counter(one.kind for seed in range(2000, 2008) for one in edits(invent(seed), random.Random(seed)))
    assert set(made) == set(EDITS)
    assert made.total() >= 200


def held_against(article: Article, data: Corpus) -> dict[int, graph.Verdict]:
    """Verify an invented article; verdicts by the number of the sentence."""
    text = read_source(article.written())
    found = verify_passages(data, data.sources[0], text)
    return {int(one.passage.rpartition("#c")[2].removesuffix("-p")): one for one in found}


def first(article: Article, kind: str) -> Sentence:
    """Give the first sentence of a kind."""
    return next(one for _, _, one in article.sentences() if one.kind == kind)


def test_a_changed_number_is_named_with_what_stood_there() -> None:
    """The reason gives both numbers, though the old words are stored nowhere; the score is 1."""
    article = invent(1)
    data = corpus_of(article)
    sentence = first(article, "figure")
    sentence.words = sentence.words.replace(f"{sentence.value} percent", "57 percent")
    verdict = held_against(article, data)[sentence.number]
    assert (verdict.verdict, verdict.change, verdict.score, verdict.located_by) == (
        "changed",
        "number",
        1.0,
        "undo",
    )
    assert verdict.reasons == (f"It said '{sentence.value}' where it now says '57'.",)


def test_a_moved_passage_is_offered_its_pin_line() -> None:
    """The line holds the new offsets and the hash that the data have."""
    article = invent(2)
    data = corpus_of(article)
    article.parts[0].blocks[0].sentences.insert(0, Sentence(0, STRANGERS[0], ""))
    passages = {passage.iri: passage for claim in data.claims for passage in claim.passages}
    for verdict in held_against(article, data).values():
        passage = passages[verdict.passage]
        shift = len(STRANGERS[0]) + 1
        assert verdict.pin == (
            f"cg:start {passage.start + shift} ; cg:end {passage.end + shift} ; "
            f'cg:sha256 "{passage.sha256}" .'
        )


def test_of_two_that_are_alike_the_one_that_is_left_is_told_by_its_neighbours() -> None:
    """A sentence that stands twice, each with a passage, and is deleted once: the right one is missing."""
    article = invent(3)
    low, high = article.parts[0].blocks[0], article.parts[-1].blocks[0]
    twin = replace(first(article, "flat"), number=900)
    low.sentences.insert(1, replace(twin, number=901))
    high.sentences.insert(1, twin)
    data = corpus_of(article)
    assert {claim.iri.rpartition("#c")[2] for claim in data.claims} >= {"900", "901"}
    for gone, kept, block in ((900, 901, high), (901, 900, low)):
        edited = deepcopy(article)
        for part in edited.parts:
            for one in part.blocks:
                one.sentences = [sentence for sentence in one.sentences if sentence.number != gone]
        edited.parts[0].blocks[0].sentences.insert(0, Sentence(0, STRANGERS[1], ""))
        verdicts = held_against(edited, data)
        assert (verdicts[gone].verdict, verdicts[kept].verdict) == ("missing", "moved"), block


def test_the_word_of_a_deleted_item_elsewhere_is_not_that_item() -> None:
    """A list item of one word is missing when it is deleted, though the word stands in sentences."""
    article = Article(deepcopy(invent(4).parts))
    block = next(one for part in article.parts for one in part.blocks if one.is_list)
    item = Sentence(950, "Tarnish", "item", ends=("tarnish", "dust"), span=(0, 7))
    block.sentences.insert(1, item)
    other = next(one for part in article.parts for one in part.blocks if not one.is_list)
    other.sentences.append(Sentence(0, "Tarnish comes back, and Tarnish stays.", ""))
    data = corpus_of(article)
    block.sentences.remove(item)
    assert held_against(article, data)[950].verdict == "missing"


def test_a_deleted_item_is_not_the_next_one_that_begins_with_its_words() -> None:
    """Where the next item begins alike, the deleted one's words stand at its very offsets: it is missing."""
    article = invent(4)
    block = next(one for part in article.parts for one in part.blocks if one.is_list)
    item = Sentence(951, "Tarnish", "item", ends=("tarnish", "dust"), span=(0, 7))
    longer = Sentence(952, "Tarnish and dust", "item", ends=("tarnish", "dust"), span=(0, 16))
    block.sentences[1:1] = [item, longer]
    data = corpus_of(article)
    block.sentences.remove(item)
    verdicts = held_against(article, data)
    assert (verdicts[951].verdict, verdicts[952].verdict) == ("missing", "moved")


FLAT = Sentence(1, "Dust causes friction in small clocks.", "flat", ends=("dust", "friction"), span=(0, 36))
MAY = Sentence(
    1, "Dust may cause friction in small clocks.", "hedged", ends=("dust", "friction"), span=(0, 39),
    hedge="may", modality="possible",
)  # fmt: skip
SHARE = Sentence(
    1, "Up to 75 percent of clocks showed rust in damp rooms.", "figure", ends=("clocks", "rust"),
    span=(0, 52), value=75, bound="up to",
)  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "now", "verdict", "change", "proved"),
    [
        (SHARE, "Up to 57 percent of clocks showed rust in damp rooms.", "changed", "number", True),
        (SHARE, "Up to 7.5 percent of clocks showed rust in damp rooms.", "changed", "number", True),
        (SHARE, "At least 75 percent of clocks showed rust in damp rooms.", "changed", "hedge", True),
        (
            SHARE,
            "Up to seventy-five percent of clocks showed rust in damp rooms.",
            "changed",
            "wording",
            True,
        ),
        (SHARE, "Most of the clocks showed rust in damp rooms.", "changed", "number", False),
        (SHARE, "The fair is held in May near the river.", "missing", None, False),
        (MAY, "Dust will cause friction in small clocks.", "changed", "hedge", True),
        (MAY, "Dust causes friction in small clocks.", "changed", "hedge", True),
        (MAY, "Dust may not cause friction in small clocks.", "changed", "hedge", True),
        (MAY, "Dust may bring about friction in little clocks.", "changed", "wording", False),
        (MAY, "In little clocks, dust is known to bring about friction.", "changed", "hedge", False),
        (MAY, "Bells ring twice a day in the old tower.", "missing", None, False),
        (FLAT, "Dust does not cause friction in small clocks.", "changed", "hedge", True),
        (FLAT, "Dust doesn't cause friction in small clocks.", "changed", "hedge", True),
        (FLAT, "Dust may cause friction in small clocks.", "changed", "hedge", True),
        (FLAT, "Typically, dust causes friction in small clocks.", "changed", "hedge", True),
        (FLAT, "Dust causes friction in tiny clocks.", "changed", "wording", False),
    ],
)
def test_the_only_sentence_of_an_article_is_judged_without_neighbours(
    sentence: Sentence, now: str, verdict: str, change: str | None, *, proved: bool
) -> None:
    """Anchors, length and hash are enough: one edit is proved, more are judged by what is recorded."""
    article = Article([Part("Care", [Block([replace(sentence)])])], title="Notes")
    data = corpus_of(article)
    article.parts[0].blocks[0].sentences[0].words = now
    found = held_against(article, data)[1]
    assert (found.verdict, found.change) == (verdict, change)
    assert (found.located_by == "undo") == proved
    assert (found.score == 1) == proved


# --- what changed, where it is not proved -----------------------------------------------------------


def figure_claim() -> tuple[Claim, graph.Passage]:
    """Give a claim with a statistic and its passage."""
    data = corpus_of(invent(6))
    claim = next(one for one in data.claims if one.statistic is not None)
    return claim, claim.passages[0]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("It holds for 75 percent.", "It holds for 57 percent.", "number"),
        ("It holds for 75 percent.", "It holds for seventy-five percent.", "wording"),
        ("It may hold for 75 percent.", "It will hold for 75 percent.", "hedge"),
        ("It holds.", "It never holds.", "hedge"),
        ("Up to 75 percent hold.", "At least 75 percent hold.", "hedge"),
        ("It holds in the cold.", "It holds in the heat.", "wording"),
    ],
)
def test_an_edit_that_is_proved_is_sorted_by_what_it_touched(before: str, after: str, kind: str) -> None:
    """Numbers are compared as values, hedges and bounds as words."""
    claim, passage = figure_claim()
    assert what_changed([claim], passage, after, Undone(before, before, after)).kind == kind


def test_without_proof_the_recorded_facts_decide() -> None:
    """The statistic's value is looked for in digits and words; then its bound; then the hedge."""
    claim, passage = figure_claim()
    assert claim.statistic is not None
    value = claim.statistic.value
    bound = {"at-most": "up to", "at-least": "at least", "approximately": "about", "more-than": "more than"}
    said = bound[claim.statistic.bound]
    assert what_changed([claim], passage, f"Quite other words: {said} {value} percent.").kind == "wording"
    gone = what_changed([claim], passage, "Quite other words: plenty of them.")
    assert gone.kind == "number"
    assert gone.reasons == (f"The recorded value is {value} percent; no such number is there.",)
    assert what_changed([claim], passage, f"Quite other words: below {value} percent.").kind == "hedge"
    hedged = replace(claim, statistic=None, hedge="may", modality="possible")
    assert what_changed([hedged], passage, "It will.").reasons == ("The recorded hedge 'may' is gone.",)
    flat = replace(claim, statistic=None, hedge=None, modality="asserted")
    assert what_changed([flat], passage, "It may.").kind == "hedge"
    assert what_changed([flat], passage, "It does not.").kind == "hedge"
    assert what_changed([flat], passage, "It does.").kind == "wording"


# --- the verb ---------------------------------------------------------------------------------------


def verify(
    capsys: pytest.CaptureFixture[str], source: Path | str, *more: str, data: Path = SECOND
) -> Outcome:
    """Run the verb on the invented articles."""
    return run_cli(capsys, "verify", "--data", data, "--source", source, *more)


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """Give an edited copy of the invented article: another number, will for can, a sentence less."""
    text = TEARS.read_text(encoding="utf-8")
    sentence = " Most patients feel a gritty sting by evening."
    for old, new in (("40 percent", "60 percent"), ("can tear holes", "will tear holes"), (sentence, "")):
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "tears.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_text_that_is_as_the_data_say_is_exact_and_done(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 0, one entry a claim and passage, sorted, with exactly the keys that are promised."""
    done = verify(capsys, TEARS, "--format", "json")
    assert done.code == 0
    assert {(entry["verdict"], entry["score"], entry["located_by"]) for entry in done.json} == {
        ("exact", 1.0, "position")
    }
    assert all(list(entry) == KEYS for entry in done.json)
    pairs = [(entry["claim"], entry["passage"]) for entry in done.json]
    assert pairs == sorted(set(pairs))
    assert all(entry["claim"].startswith("why-tears-fail:c") for entry in done.json)
    assert "7 passages of other articles were not checked" in verify(capsys, TEARS).err


def test_an_edited_text_fails_and_says_what_changed(edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The number, the hedge and the missing sentence are told; what moved holds."""
    done = verify(capsys, edited, "--format", "json")
    assert done.code == 1
    told = {entry["claim"].rpartition(":")[2]: entry for entry in done.json}
    assert (told["c009"]["verdict"], told["c009"]["change"]) == ("changed", "number")
    assert (told["c005"]["verdict"], told["c005"]["change"]) == ("changed", "hedge")
    assert (told["c002"]["verdict"], told["c002"]["start"], told["c002"]["relevance"]) == (
        "missing",
        None,
        None,
    )
    assert told["c002"]["score"] == 0
    assert {told[name]["verdict"] for name in ("c003", "c004", "c006", "c007", "c008")} == {"moved"}


def test_the_readme_shows_what_an_edited_text_gives(edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table in README is this run's, cut where it has dots."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.split("```text\n", 1)[1].split("```", 1)[0].splitlines()
    printed = verify(capsys, edited).out
    for line in shown:
        # What the gate of relevance says is its own tests' to hold.
        cut = line[: line.index("missing")] if line.startswith("article") else line
        counts = 5 if line.startswith("why-tears-fail:article") else 99
        assert " ".join(cut.removesuffix("...").split()[:counts]) in " ".join(printed.split())


def test_several_texts_are_checked_together(capsys: pytest.CaptureFixture[str]) -> None:
    """Each against its own article; then no passage is left out."""
    other = SECOND / "screens-and-blinking.txt"
    done = verify(capsys, TEARS, "--source", f"screens-and-blinking={other}")
    assert done.code == 0
    assert "not checked" not in done.err
    assert done.err.count("all of them as the data say") == 2


def test_another_text_is_said_to_be_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence and exit 1, with and without the article's name; no passage is reported missing."""
    stranger = tmp_path / "fair.txt"
    stranger.write_text("The fair\n\n" + "\n\n".join(STRANGERS), encoding="utf-8")
    for source, said in (
        (stranger, "is the text of no article in the data"),
        (f"why-tears-fail={stranger}", "this is not the text of why-tears-fail:article"),
        (f"screens-and-blinking={TEARS}", "this is not the text of screens-and-blinking:article"),
    ):
        done = verify(capsys, source)
        assert (done.code, done.out) == (1, "")
        assert said in done.err
        assert done.err.count("\n") == 1


def test_nothing_checked_is_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no claim points into the article, that is said, and the exit code is 1."""
    found = Verification(source=corpus_of(invent(1)).sources[0].iri, path="x", verdicts=())
    assert not found.holds
    turtle = (SECOND / "screens-and-blinking.ttl").read_text(encoding="utf-8")
    (tmp_path / "a.ttl").write_text(turtle, encoding="utf-8")
    (tmp_path / "c.ttl").write_text((SECOND / "concepts.ttl").read_text(encoding="utf-8"), encoding="utf-8")
    head = (SECOND / "why-tears-fail.ttl").read_text(encoding="utf-8").split("a:list-slide", 1)[0]
    (tmp_path / "b.ttl").write_text(head, encoding="utf-8")
    done = verify(capsys, f"why-tears-fail={TEARS}", data=tmp_path)
    assert done.code == 1
    assert "0 passages checked" in done.err
    done = verify(capsys, f"why-tears-fail={TEARS}", "--format", "json", data=tmp_path)
    assert (done.code, json.loads(done.out)) == (1, [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "it holds no words", id="empty"),
        pytest.param(b"\x00\x01\x02" * 99, "not text", id="no text"),
        pytest.param(None, "cannot be read", id="no file"),
    ],
)
def test_a_source_that_cannot_be_read_is_exit_2(
    content: bytes | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence that names the file."""
    path = tmp_path / "source.txt"
    if content is not None:
        path.write_bytes(content)
    done = verify(capsys, path)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.startswith(str(path))


def test_without_a_source_the_usage_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is checked against nothing: that is wrong usage."""
    done = run_cli(capsys, "verify", "--data", SECOND)
    assert done.code == 2
    assert "--source" in done.err


def test_the_library_gives_what_the_verb_prints(edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`graph.verify` takes a corpus and texts, and refuses the text of another article."""
    corpus = graph.load_corpus(SECOND)
    (found,) = graph.verify(corpus, [str(edited)])
    assert {one.verdict for one in found.verdicts} == {"exact", "moved", "changed", "missing"}
    assert not found.holds
    with pytest.raises(WrongSource):
        graph.verify(corpus, [f"screens-and-blinking={edited}"])
    (found,) = graph.verify(corpus, [str(TEARS)])
    assert found.holds
    assert found.count("exact") == len(found.verdicts)


# --- the shipped article ----------------------------------------------------------------------------


def test_the_shipped_article_is_exact_throughout(capsys: pytest.CaptureFixture[str]) -> None:
    """Every passage stands where the data say; of every claim it is said whether its passage supports it."""
    if not ARTICLE.exists():
        pytest.skip("no source text")
    done = verify(capsys, ARTICLE, "--format", "json", data=SHIPPED)
    assert done.code == 0
    assert {entry["verdict"] for entry in done.json} == {"exact"}
    assert len({entry["claim"] for entry in done.json}) == len(graph.load_corpus(SHIPPED).claims)
    assert {entry["relevance"] for entry in done.json} <= {"supports", "abstains", "doubtful"}
    assert all(entry["reasons"] for entry in done.json if entry["relevance"] != "supports")


def test_edits_of_the_shipped_article_are_told_apart() -> None:
    """Figures, hedges, words and whole sentences of it, changed one at a time: as the invented ones."""
    if not ARTICLE.exists():
        pytest.skip("no source text")
    corpus = graph.load_corpus(SHIPPED)
    found: Counter[tuple[str, str]] = Counter()
    made = list(text_edits(ARTICLE.read_text(encoding="utf-8"), corpus))
    for edited in made[::5]:
        text = read_source(edited.text)
        found.update(wanted_and_called(edited, verify_passages(corpus, corpus.sources[0], text)))
    assert len(made) >= 200
    assert not [pair for pair in found if pair[1] == "still there" != pair[0]]
    assert share(found, "still there") == 1
    assert share(found, "changed hedge") >= 0.95
    assert share(found, "changed wording") >= 0.9
    assert share(found, "missing") >= 0.95


def test_a_recorded_denial_that_is_gone_is_a_changed_hedge() -> None:
    """What is denied no more is no mere rewording, and a hedge of two words is found as it stands."""
    where = Passage(
        iri=Iri("https://example.org/p"),
        source=None,
        section=Iri("https://example.org/s"),
        block=1,
        item=None,
        start=0,
        end=9,
        sha256="0" * 64,
        anchor_prefix=None,
        anchor_start="It",
        anchor_end=None,
        deep_link=None,
    )
    denied = claim(1, "wax", 1, "noise", polarity="negated")
    change = what_changed([denied], where, "Wax raises the noise at night")
    assert (change.kind, "nothing is denied" in " ".join(change.reasons)) == ("hedge", True)
    still = replace(claim(1, "wax", 1, "noise"), hedge="often, mostly")
    change = what_changed([still], where, "Wax often, mostly raises the noise")
    assert change.kind == "wording"
