"""What of a source is claimed, marked as no claim, or left to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import uncovered
from graph.answering import load_store
from graph.checking.anchoring import PinState, pins
from graph.checking.coverage import find_coverage
from graph.checking.verification import verify_passages
from graph.claims import read_corpus
from graph.dataset import load_corpus, open_dataset
from graph.model import (
    Corpus,
    CueKind,
    Fate,
    Iri,
    NonClaim,
    Passage,
    Sentence,
    SentenceKind,
    Severity,
    Source,
)
from graph.store import Rows
from graph.text.passages import SourceText, normalize, read_source
from tests.corpora import ARTICLE, HERE, SECOND, SHIPPED, Outcome, claim, headed_source, run_cli, run_process

BASE = "https://example.org/owls#"
needs_article = pytest.mark.skipif(not ARTICLE.exists(), reason="no source text")

TEXT = """Of owls

By a friend of owls

Hearing

The barn owl hunts by ear. Have you heard one? Its face gathers sound, and 9 in 10 mice are heard.

It finds:

\u2022 mice under snow
\u2022 voles \u2013 quiet ones

Sleep

Light causes waking. It is not often tired. Owls rest in trees by day. Seek shelter at once.
"""


OWLS = headed_source(BASE, "Hearing", "Sleep")


def passage(text: SourceText, number: int, start: int, end: int, *, letter: str = "c") -> Passage:
    """Give the passage that points at a stretch."""
    hashed = text.slice_sha256(start, end)
    assert hashed is not None
    block = text.block_at(start, end)
    return Passage(
        iri=Iri(f"{BASE}{letter}{number:03}-p"),
        source=OWLS.iri,
        section=(block and block.section) or OWLS.iri,
        block=block.block if block else 1,
        item=block.item if block else None,
        start=start,
        end=end,
        sha256=hashed,
        anchor_prefix=None,
        anchor_start=" ".join(text.text[start:end].split()[:3]),
        anchor_end=None,
        deep_link=None,
    )


def corpus(
    text: str, claimed: Sequence[str] = (), marked: Sequence[str] = (), *, about: Source = OWLS
) -> Corpus:
    """Give a corpus with a claim on each stretch of `claimed` and a mark on each of `marked`."""
    read = read_source(text, about.sections)

    def found(words: str, number: int, letter: str) -> Passage:
        start = read.text.index(words)
        return passage(read, number, start, start + len(words), letter=letter)

    return Corpus(
        sources=(about,),
        claims=tuple(
            replace(claim(n, "a", 1, "b"), iri=Iri(f"{BASE}c{n:03}"), passages=(found(words, n, "c"),))
            for n, words in enumerate(claimed, 1)
        ),
        non_claims=tuple(
            NonClaim(iri=Iri(f"{BASE}n{n:03}"), reason="question", passages=(found(words, n, "n"),))
            for n, words in enumerate(marked, 1)
        ),
    )


def fates(text: str, claimed: Sequence[str] = (), marked: Sequence[str] = ()) -> dict[str, str]:
    """Give each sentence of a text with its fate."""
    read = read_source(text, OWLS.sections)
    found = find_coverage(corpus(text, claimed, marked), OWLS, read)
    return {read.text[sentence.start : sentence.end]: sentence.fate.value for sentence in found.sentences}


def words_left(text: str, claimed: Sequence[str] = (), marked: Sequence[str] = ()) -> list[str]:
    """Give what is left to do, in its order."""
    read = read_source(text, OWLS.sections)
    found = find_coverage(corpus(text, claimed, marked), OWLS, read)
    return [read.text[start:end] for sentence in found.to_do for start, end in sentence.left]


class TestFates:
    """What becomes of a sentence."""

    def test_every_sentence_item_and_heading_has_one(self) -> None:
        """Claimed, marked, a heading of the data, the title, or to do; nothing is left out."""
        assert fates(TEXT, ["The barn owl hunts by ear", "mice under snow"], ["Have you heard one?"]) == {
            "Of owls": "no-claim",
            "By a friend of owls": "to-do",
            "Hearing": "no-claim",
            "The barn owl hunts by ear.": "claimed",
            "Have you heard one?": "no-claim",
            "Its face gathers sound, and 9 in 10 mice are heard.": "to-do",
            "It finds:": "to-do",
            "mice under snow": "claimed",
            "voles - quiet ones": "to-do",
            "Sleep": "no-claim",
            "Light causes waking.": "to-do",
            "It is not often tired.": "to-do",
            "Owls rest in trees by day.": "to-do",
            "Seek shelter at once.": "to-do",
        }

    def test_kind_and_place_are_those_of_its_block(self) -> None:
        """Section, block and item count as those of passages; before the first heading: the article."""
        found = find_coverage(corpus(TEXT), OWLS, read_source(TEXT, OWLS.sections))
        places = [
            (s.kind.value, (s.section or "").removeprefix(BASE), s.block, s.item) for s in found.sentences
        ]
        assert places == [
            ("heading", "article", 1, None),
            ("sentence", "article", 2, None),
            ("heading", "s01", 0, None),
            *[("sentence", "s01", 1, None)] * 3,
            ("sentence", "s01", 2, None),
            ("item", "s01", 3, 1),
            ("item", "s01", 3, 2),
            ("heading", "s02", 0, None),
            *[("sentence", "s02", 1, None)] * 4,
        ]

    def test_a_short_line_that_is_no_title_may_say_something(self) -> None:
        """Only what the data name is taken for a heading: "Owls cure colds" over a text is to do."""
        assert fates("Owls cure colds\n\nHearing\n\nOwls hear.")["Owls cure colds"] == "to-do"

    @pytest.mark.parametrize(
        ("claimed", "left"),
        [
            pytest.param(["Its face gathers sound", "9 in 10 mice are heard"], [], id="a link word"),
            pytest.param(["face gathers sound, and 9 in 10 mice are heard"], [], id="a pronoun"),
            pytest.param(["Its face gathers sound", "mice are heard"], ["and 9 in 10"], id="a number"),
            pytest.param(["Its face gathers sound, and", "10 mice are heard"], ["9 in"], id="one digit"),
            pytest.param(["Its face", "9 in 10 mice are heard"], ["gathers sound, and"], id="three words"),
            pytest.param(["Its face gathers sound"], ["and 9 in 10 mice are heard"], id="the second half"),
            pytest.param(
                ["ts face gathers sound, and 9 in 10 mice are hear"], [], id="cut words count apart"
            ),
        ],
    )
    def test_what_a_passage_leaves_of_a_sentence_is_seen(self, claimed: list[str], left: list[str]) -> None:
        """Two words that link are not held against it; a third, or a number, is."""
        found = words_left(TEXT, claimed)
        line = next(line for line in TEXT.splitlines() if "9 in 10" in line)
        assert [words for words in found if words in line.partition("one? ")[2]] == left

    @pytest.mark.parametrize(
        ("claimed", "left"),
        [
            pytest.param("It is", "not often tired", id="the rest"),
            pytest.param("often tired", "It is not", id="the denial"),
        ],
    )
    def test_a_denial_or_a_hedge_is_never_a_link_word(self, claimed: str, left: str) -> None:
        """A passage that leaves out "not" leaves out what matters."""
        assert left in words_left(TEXT, [claimed])

    def test_claims_and_marks_account_for_a_sentence_together(self) -> None:
        """A claim beside a mark makes a sentence claimed; both are named."""
        text = read_source(TEXT, OWLS.sections)
        both = corpus(TEXT, ["9 in 10 mice are heard"], ["Its face gathers sound"])
        (found,) = (s for s in find_coverage(both, OWLS, text).sentences if s.claims)
        assert (found.fate, found.claims, found.reasons) == (Fate.CLAIMED, (f"{BASE}c001",), ("question",))

    def test_moved_words_count_and_changed_ones_do_not(self) -> None:
        """A passage that moved still covers its sentence; where words changed, both are told."""
        known = corpus(TEXT, ["The barn owl hunts by ear", "Owls rest in trees by day"])
        edited = TEXT.replace("Of owls\n", "Of owls\n\nNews of the day.\n").replace("by day", "by night")
        found = find_coverage(known, OWLS, read_source(edited, OWLS.sections))
        assert found.unplaced == (f"{BASE}c002",)
        by_claim = [sentence for sentence in found.sentences if sentence.claims]
        assert [(s.fate, s.claims) for s in by_claim] == [(Fate.CLAIMED, (f"{BASE}c001",))]
        assert not found.complete

    def test_passages_of_another_article_cover_nothing(self) -> None:
        """What a claim or a mark of another article points to is not looked for."""
        known = corpus(TEXT, ["The barn owl hunts by ear"], ["Have you heard one?"])
        elsewhere = Iri("https://example.org/other#article")
        other, mark = (
            replace(entry, passages=(replace(entry.passages[0], source=elsewhere),))
            for entry in (*known.claims, *known.non_claims)
        )
        known = replace(known, claims=(other,), non_claims=(mark,))
        found = find_coverage(known, OWLS, read_source(TEXT, OWLS.sections))
        assert (found.unplaced, [s for s in found.sentences if s.claims]) == ((), [])
        assert {reason for s in found.sentences for reason in s.reasons} == {"heading"}

    def test_signs_without_a_word_are_no_sentence(self) -> None:
        """A rule of signs is nothing to do, and a mark on it covers nothing else."""
        text = "Hearing\n\nOwls hear.\n\n~ ~ ~\n\nSleep"
        assert fates(text, marked=["~ ~ ~"]) == {
            "Hearing": "no-claim",
            "Owls hear.": "to-do",
            "Sleep": "no-claim",
        }

    def test_an_item_with_the_words_of_the_title_is_no_heading(self) -> None:
        """Only a line of its own is a heading."""
        assert fates("\u2022 Of owls\n\nHearing")["Of owls"] == "to-do"


class TestRank:
    """What is to do first."""

    def test_numbers_causes_treatments_and_warnings_come_first(self) -> None:
        """Each kind of cue in its turn, then what has none; the cue is a stretch of the sentence."""
        text = (
            "Owls sit. They may sleep. They never swim. Seek shelter at once. A tablet is there. "
            "Light causes waking. Half of them hunt. Owls stand."
        )
        read = read_source(text)
        found = find_coverage(Corpus(sources=(OWLS,)), headed_source(BASE), read)
        assert [s.cue and (s.cue.kind.value, read.text[s.cue.start : s.cue.end]) for s in found.to_do] == [
            ("number", "Half"),
            ("causal", "causes"),
            ("treatment", "tablet"),
            ("warning", "Seek"),
            ("negation", "never"),
            ("hedge", "may"),
            None,
            None,
        ]
        assert [s.rank for s in found.to_do] == list(range(1, 9))
        assert [s.start for s in found.to_do[-2:]] == [0, read.text.index("Owls stand")]

    def test_the_cue_is_one_of_what_is_left(self) -> None:
        """What a claim holds already ranks nothing."""
        found = uncovered(corpus(TEXT, ["9 in 10 mice are heard"]), OWLS, TEXT)
        (part,) = (sentence for sentence in found if sentence.claims)
        assert part.cue is None

    def test_it_is_the_public_answer(self) -> None:
        """`graph.uncovered` gives the same list from plain text."""
        known = corpus(TEXT, ["mice under snow"])
        assert uncovered(known, OWLS, TEXT) == find_coverage(known, OWLS, read_source(TEXT)).to_do


# --- laws ---------------------------------------------------------------------------------------

WORD = st.sampled_from(
    ["owls", "hear", "mice", "Dr. Grey", "3.5", "e.g. voles", "not", "\u201csnow\u201d", "\u2013"]
)
PLAIN = st.lists(WORD, min_size=1, max_size=7).map(lambda words: f"The owl {' '.join(words)} fly.")
PART = st.sampled_from(["claim", "mark", "none"])
BLOCK = st.tuples(st.booleans(), st.lists(st.tuples(PLAIN, PART), min_size=1, max_size=4))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(BLOCK, st.just("heading")), min_size=1, max_size=6), st.data())
def test_sums_offsets_and_single_changes_of_random_articles(blocks: list[Any], data: st.DataObject) -> None:
    """Sentences add up to those put in, each cut exactly; one passage more or less moves one sentence."""
    titles = [f"Part {number} of it" for number, block in enumerate(blocks) if block == "heading"]
    about = headed_source(BASE, *titles)
    lines, expected = ["Of owls"], [("Of owls", "none")]
    rest = iter(titles)
    for number, block in enumerate(blocks):
        if block == "heading":
            lines.append(next(rest))
            expected.append((lines[-1], "none"))
            continue
        bulleted, parts = block
        # Numbered, so that no two sentences are alike.
        parts = [(f"{words[:-1]} {number}-{place}.", part) for place, (words, part) in enumerate(parts)]
        expected += parts
        line = " ".join(words for words, _ in parts)
        lines.append(f"\u2022 {line}" if bulleted else line)
    written = "\n\n".join(lines)
    chosen = {kind: [normalize(w) for w, part in expected if part == kind] for kind in ("claim", "mark")}
    known = corpus(written, chosen["claim"], chosen["mark"], about=about)
    text = read_source(written, about.sections)
    found = find_coverage(known, about, text)

    assert [text.text[s.start : s.end] for s in found.sentences] == [
        normalize(words) for words, _ in expected
    ]
    by_fate = Counter(sentence.fate for sentence in found.sentences)
    parts_of = Counter(part for _, part in expected)
    headings = 1 + len(titles)
    assert by_fate[Fate.CLAIMED] == parts_of["claim"]
    assert by_fate[Fate.NO_CLAIM] == parts_of["mark"] + headings
    assert by_fate[Fate.TO_DO] == parts_of["none"] - headings == len(found.to_do)
    assert sorted(s.rank for s in found.to_do if s.rank) == list(range(1, len(found.to_do) + 1))
    assert all(s.start <= a < b <= s.end for s in found.to_do for a, b in s.left)

    if known.claims:
        gone = data.draw(st.sampled_from(known.claims))
        rest_claims = tuple(entry for entry in known.claims if entry is not gone)
        less = find_coverage(replace(known, claims=rest_claims), about, text)
        place = (gone.passages[0].start, gone.passages[0].end)
        assert changed(found.sentences, less.sentences) == [place]
        mark = NonClaim(iri=Iri(f"{BASE}n999"), reason="anecdote", passages=gone.passages)
        marked = replace(known, claims=rest_claims, non_claims=(*known.non_claims, mark))
        again = find_coverage(marked, about, text)
        assert {(s.start, s.end) for s in less.to_do} - {(s.start, s.end) for s in again.to_do} == {place}
        assert len(again.to_do) == len(found.to_do)


def changed(before: Sequence[Sentence], after: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Give the sentences whose fate is another now."""
    return [(old.start, old.end) for old, new in zip(before, after, strict=True) if old.fate is not new.fate]


# --- an independent splitter --------------------------------------------------------------------


def counted_by_hand(text: str) -> Counter[str]:
    """Count sentences and list items another way: word by word, no expressions, no tables.

    The last word before a sentence ends in a stop (quotes and brackets aside); the next begins with no
    small letter. Good enough for texts without abbreviations, which those it is used on are.
    """
    counts: Counter[str] = Counter()
    for line in text.splitlines():
        words = line.split()
        kind = "sentence"
        if words and words[0] in "\u2022-*":
            kind, words = "item", words[1:]
        for place, word in enumerate(words):
            bare = word.rstrip("\"'\u201d\u2019)")
            last = place + 1 == len(words)
            if last or (
                bare.endswith((".", "!", "?")) and not words[place + 1].lstrip('\u201c"(')[:1].islower()
            ):
                counts[kind] += 1
    return counts


@pytest.mark.parametrize(
    "path",
    [*sorted(SECOND.glob("*.txt")), pytest.param(ARTICLE, marks=needs_article)],
    ids=lambda path: path.stem,
)
def test_the_sums_are_those_of_an_independent_splitter(path: Path) -> None:
    """Sentences, items and headings add up to what another way of counting gives."""
    known = load_corpus(SHIPPED if path == ARTICLE else SECOND)
    written = path.read_text(encoding="utf-8")
    slug = path.stem if path != ARTICLE else "herniated-disc-muscle-spasm"
    (about,) = (entry for entry in known.sources if f"/{slug}#" in entry.iri)
    found = find_coverage(known, about, read_source(written, about.sections))
    kinds = Counter(sentence.kind.value for sentence in found.sentences)
    counts = counted_by_hand(written)
    assert kinds["item"] == counts["item"]
    assert kinds["sentence"] + kinds["heading"] == counts["sentence"]
    assert kinds["heading"] == len(about.sections) + 1
    assert Counter(s.fate for s in found.sentences).total() == counts.total()


@needs_article
def test_nothing_is_left_of_the_shipped_article() -> None:
    """Every sentence of the article is claimed or marked, and every claim has its passage."""
    known = load_corpus(SHIPPED)
    (about,) = known.sources
    found = find_coverage(known, about, read_source(ARTICLE.read_text(encoding="utf-8"), about.sections))
    assert found.complete
    assert found.to_do == ()
    assert {iri for sentence in found.sentences for iri in sentence.claims} == {
        entry.iri for entry in known.claims
    }
    reasons = {mark.reason for mark in known.non_claims}
    assert {r for s in found.sentences for r in s.reasons} == {*reasons, "heading"}


@needs_article
def test_a_claim_withdrawn_from_the_article_is_missed() -> None:
    """Without any one claim with a figure, the sentence of the figure is to do, by its number."""
    known = load_corpus(SHIPPED)
    (about,) = known.sources
    text = read_source(ARTICLE.read_text(encoding="utf-8"), about.sections)
    figures = [entry for entry in known.claims if entry.statistic and entry.statistic.value is not None]
    assert len(figures) >= 7
    for figure in figures:
        places = {(passage.start, passage.end) for passage in figure.passages}
        rest = tuple(
            entry
            for entry in known.claims
            if not any(
                passage.start < end and start < passage.end
                for passage in entry.passages
                for start, end in places
            )
        )
        found = find_coverage(replace(known, claims=rest), about, text)
        missed = [
            s for s in found.to_do if any(a < end and start < b for a, b in s.left for start, end in places)
        ]
        assert CueKind.NUMBER in {s.cue.kind for s in missed if s.cue}, figure.label


# --- marks elsewhere ----------------------------------------------------------------------------


def test_marks_are_read_with_reason_and_passages() -> None:
    """The good example's marks arrive in order, one of them before the first heading."""
    with open_dataset(HERE / "data" / "shapes" / "good.ttl") as dataset:
        marks = read_corpus(dataset.store).non_claims
    assert [(mark.iri.rpartition("#")[2], mark.reason, len(mark.passages)) for mark in marks] == [
        ("n001", "publishing", 1),
        ("n002", "lead-in", 1),
    ]
    assert marks[0].passages[0].source == marks[0].passages[0].section


def test_marks_are_held_against_the_text_as_claims_are() -> None:
    """A mark whose words changed is found by the check of a build, and by ``anchor --all``."""
    known = corpus(TEXT, ["mice under snow"], ["Have you heard one?"])
    text = read_source(TEXT.replace("heard one", "heard any"), OWLS.sections)
    (bad,) = (entry for entry in verify_passages(known, OWLS, text) if entry.findings and not entry.claims)
    assert next((f.rule, f.severity, f.claim) for f in bad.findings) == (
        "P01-passage",
        Severity.VIOLATION,
        None,
    )
    states = {pin.iri: pin.state for pin in pins(known, OWLS, text)}
    assert states[Iri(f"{BASE}n001-p")] in (PinState.LOST, PinState.CHANGED, PinState.ELSEWHERE)


def test_marks_have_selectors_of_their_article_wherever_they_stand() -> None:
    """Also a passage before the first heading leads programs to its source and position."""
    with load_store(HERE / "data" / "shapes" / "good.ttl") as store:
        rows = store.answer(
            "SELECT ?mark ?source ?start WHERE { ?mark a cg:NonClaim ; cg:passage ?passage . "
            "?passage oa:hasSource ?source ; oa:hasSelector/oa:start ?start } ORDER BY ?mark"
        )
    assert isinstance(rows, Rows)
    assert [(row["source"] or "").rpartition("#")[2] for row in rows] == ["article", "article"]
    assert [row["start"] for row in rows] == ["0", "280"]


# --- the verb -----------------------------------------------------------------------------------

TEARS = SECOND / "why-tears-fail.txt"


def covered(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Outcome:
    """Run the verb on the second data set."""
    return run_cli(capsys, "coverage", "--data", SECOND, *arguments)


class TestVerb:
    """``claimgraph coverage``."""

    def test_json_gives_offsets_and_fates(self, capsys: pytest.CaptureFixture[str]) -> None:
        """An entry a source, its sentences in reading order, totals that add up."""
        (found,) = covered(capsys, "--source", TEARS, "--format", "json").json
        assert (found["source"], found["complete"]) == ("why-tears-fail:article", False)
        assert found["totals"] == {"sentences": 13, "claimed": 7, "no_claim": 4, "to_do": 2}
        assert [entry["start"] for entry in found["sentences"]] == sorted(
            s["start"] for s in found["sentences"]
        )
        for name, total in found["totals"].items():
            assert sum(section[name] for section in found["sections"]) == total
        first = next(entry for entry in found["sentences"] if entry["fate"] == "claimed")
        assert first["claims"][0].startswith("why-tears-fail:c")
        left = [entry for entry in found["sentences"] if entry["rank"]]
        assert sorted(entry["rank"] for entry in left) == [1, 2]
        text = normalize(TEARS.read_text(encoding="utf-8"))
        assert [text[part["start"] : part["end"]].split()[0] for entry in left for part in entry["left"]] == [
            "Left",
            "and",
        ]

    def test_json_never_holds_the_text(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """Of no sentence four words in a row stand in it, headings aside, though all are to do."""
        path = tmp_path / "tears.txt"
        path.write_text(TEARS.read_text(encoding="utf-8") + "\nNine of ten blink less, and rain helps.\n")
        out = covered(capsys, "--source", f"why-tears-fail={path}", "--format", "json").out
        for line in normalize(path.read_text(encoding="utf-8")).split("\n"):
            words = line.split()
            runs = {" ".join(words[at : at + 4]) for at in range(max(0, len(words) - 3))}
            if line not in {"A Slide in Three Moves", "When Tears Turn Patchy"}:
                assert not any(run in out for run in runs)

    def test_the_table_shows_what_an_anchor_may(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Sections with counts, then what is to do, each with five words at most to find it by."""
        outcome = covered(capsys, "--source", TEARS)
        sections, to_do = outcome.out.strip().split("\n\n")
        assert [line.split()[-4:] for line in sections.splitlines()[-2:]] == [
            ["3", "2", "1", "0"],
            ["13", "7", "4", "2"],
        ]
        for line in to_do.splitlines()[2:]:
            words = re.split(r"  +", line.strip())[3]
            assert len(words.replace("\u2026", "").split()) <= 5
        assert "2 to do" in outcome.err

    @pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)], ids=["by itself", "strict"])
    def test_what_is_left_fails_only_where_asked(
        self, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], code: int
    ) -> None:
        """Exit code 1 with --strict, in both formats."""
        assert covered(capsys, "--source", TEARS, *options).code == code
        assert covered(capsys, "--source", TEARS, *options, "--format", "json").code == code

    def test_claims_the_text_does_not_hold_are_listed(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """A deleted sentence leaves claims without a passage: named with what they say."""
        path = tmp_path / "tears.txt"
        kept = [
            line for line in TEARS.read_text(encoding="utf-8").splitlines() if "Salty tears leave" not in line
        ]
        path.write_text("\n".join(kept), encoding="utf-8")
        outcome = covered(capsys, "--source", path, "--strict")
        assert outcome.code == 1
        assert "claim without a passage here" in outcome.out
        assert "1 claim has no passage in it" in outcome.err
        (found,) = covered(capsys, "--source", path, "--format", "json").json
        assert len(found["claims_without_passage"]) == 1

    def test_several_sources_are_reported_one_after_the_other(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """As many entries as sources, in the order given."""
        both = ("--source", SECOND / "screens-and-blinking.txt", "--source", TEARS)
        found = covered(capsys, *both, "--format", "json").json
        assert [entry["source"].partition(":")[0] for entry in found] == [
            "screens-and-blinking",
            "why-tears-fail",
        ]
        assert covered(capsys, *both).out.count("claimed") == 2

    def test_a_text_that_is_no_article_of_the_data_is_refused(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """Another text is said to be none, not reported as a hundred sentences to do."""
        path = tmp_path / "other.txt"
        path.write_text("Nothing of this is in the data.\n", encoding="utf-8")
        outcome = covered(capsys, "--source", path)
        assert (outcome.code, outcome.out) == (2, "")
        assert "no article in the data" in outcome.err
        named = covered(capsys, "--source", f"why-tears-fail={path}")
        assert (named.code, named.out) == (2, "")
        assert "not the text of why-tears-fail" in named.err
        assert covered(capsys).code == 2

    def test_an_article_without_claims_is_all_to_do(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """Before the first claim is written the list is the plan of work; titles are no claims."""
        data = tmp_path / "new.ttl"
        whole = (SECOND / "why-tears-fail.ttl").read_text(encoding="utf-8")
        described = [
            part
            for part in re.split(r"\n(?=@|a:|con:|ag:|<)", whole)
            if re.match(r"@|a:article |a:s\d|ag:", part)
        ]
        data.write_text("\n".join(described), encoding="utf-8")
        outcome = run_cli(capsys, "coverage", "--data", data, "--source", TEARS, "--format", "json")
        assert outcome.code == 0, outcome.err
        assert outcome.json[0]["totals"] == {"sentences": 13, "claimed": 0, "no_claim": 4, "to_do": 9}

    def test_data_that_break_a_rule_are_refused(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """What claims point to may be missing: the rule is named first."""
        data = tmp_path / "bad.ttl"
        whole = (HERE / "data" / "shapes" / "good.ttl").read_text(encoding="utf-8")
        data.write_text(whole.replace("cg:reason cg:reason-publishing ; ", ""), encoding="utf-8")
        outcome = run_cli(capsys, "coverage", "--data", data, "--source", f"dry-eye={TEARS}")
        assert (outcome.code, outcome.out) == (1, "")
        assert "V16-reason" in outcome.err

    def test_hostile_text_does_not_act_on_a_terminal(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """Direction marks and line separators of the article are shown as escapes."""
        path = tmp_path / "hostile.txt"
        evil = "\u202eevil\u2066 causes 9\u2028deaths <script>alert(1)</script>"
        path.write_text(TEARS.read_text(encoding="utf-8") + f"\n{evil}\n", encoding="utf-8")
        outcome = covered(capsys, "--source", path)
        assert outcome.code == 0, outcome.err
        assert not re.search("[\u202e\u2066\u2028\x1b]", outcome.out + outcome.err)
        assert "number: 9" in outcome.out

    def test_it_runs_as_people_run_it(self, tmp_path: Path) -> None:
        """As a process of its own, from another folder."""
        outcome = run_process("coverage", "--data", SECOND, "--source", TEARS, "--strict", cwd=tmp_path)
        assert outcome.code == 1
        assert outcome.out.startswith("section")


def test_kinds_and_fates_are_plain_words() -> None:
    """What JSON and tables print is a closed set of words."""
    assert [kind.value for kind in SentenceKind] == ["sentence", "item", "heading"]
    assert [fate.value for fate in Fate] == ["claimed", "no-claim", "to-do"]
