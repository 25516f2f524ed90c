"""Two editions of an article: the fate of each claim, what is new, and what cannot be compared."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.checking.locating import common_runs
from graph.checking.revisions import compare_texts, in_common, is_english
from graph.checking.revisions.alignment import Alignment
from graph.checking.revisions.telling import tell
from graph.dataset import load_corpus
from graph.model import Claim, Corpus, EditionDiff, EditionFate
from graph.text.extraction import extract
from graph.text.passages import SourceText, read_source
from graph.text.wording import LONGEST_SHARED_RUN, SharedRuns
from tests.article_edits import text_edits
from tests.corpora import ARTICLE, ROOT, SECOND, SHIPPED, run_cli, snapshot
from tests.editions import HELD, MORE_EDITS, Edition, called, editions, invent_more, several
from tests.edits import Article, Block, Part, Sentence, corpus_of
from tests.held_out import ARTICLES, held_out
from tests.rendering import as_markdown, as_page, pieces_of

TEARS = SECOND / "why-tears-fail.txt"
LATER = SECOND.parent / "editions" / "why-tears-fail.txt"
SCREENS = SECOND / "screens-and-blinking.txt"
#: Articles that nobody looked at while the rules were made.
SEEDS = range(7000, 7004)
GONE, NUMBER, HEDGE = EditionFate.GONE, EditionFate.NUMBER, EditionFate.HEDGE
REWORDED, MOVED, SAME = EditionFate.REWORDED, EditionFate.MOVED, EditionFate.SAME


@cache
def invented(seed: int) -> tuple[Article, Corpus, SourceText]:
    """Give an invented article with its data, and as it is read."""
    article = invent_more(seed)
    return article, corpus_of(article), read_source(article.written())


def compared(data: Corpus, old: SourceText, new: SourceText) -> EditionDiff:
    """Compare two editions."""
    return compare_texts(data, data.sources[0], old, new, in_common(old.text, new.text))


def wrong(edition: Edition, data: Corpus, old: SourceText) -> list[tuple[str, str, str]]:
    """Give the claims that are not called as they must be."""
    new = read_source(edition.article.written())
    found = compared(data, old, new)
    assert len(found.claims) == len(data.claims)
    assert found.unverified == ()
    return [
        (edition.kind, one.wanted, one.got)
        for one in called(edition, found, new.text)
        if one.wanted != one.got
    ]


# --- fates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_each_claim_of_a_labelled_edition_has_its_fate(seed: int) -> None:
    """Every kind of edit, one at a time: the claims it touches are called right, the others hold."""
    article, data, old = invented(seed)
    assert [entry for edition in editions(article, seed) for entry in wrong(edition, data, old)] == []


def test_there_are_enough_editions_and_every_fate_is_among_them() -> None:
    """More than two hundred editions, each kind of edit, each fate, each with something beside it."""
    made = [edition for seed in SEEDS for edition in editions(invented(seed)[0], seed)]
    assert len(made) >= 200
    assert {edition.kind for edition in made} >= set(MORE_EDITS)
    fates = Counter(fate for edition in made for fate in edition.wanted.values())
    assert min(fates[fate] for fate in (GONE, NUMBER, HEDGE, REWORDED)) >= 30
    assert any(edition.beside for edition in made)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 40), st.integers(0, 10**6), st.integers(2, 9))
def test_several_edits_at_once_are_told_apart(seed: int, other: int, count: int) -> None:
    """Up to nine edits of one article, in any mixture, give each claim the fate of its own edit."""
    article, data, old = invented(seed)
    assert wrong(several(article, other, count), data, old) == []


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 40), st.integers(0, 10**6))
def test_the_way_back_has_the_fates_of_the_way_there(seed: int, other: int) -> None:
    """What holds from one edition to another holds from that to the first, at the same places."""
    article, data, old = invented(seed)
    new = read_source(several(article, other, 4).article.written())
    there = compared(data, old, new)
    moved = {one.claim: one.worst.new for one in there.claims if one.fate.holds}
    claims = []
    for claim in data.claims:
        spot = moved.get(claim.iri)
        if spot is not None:
            pins = new.slice_sha256(spot.start, spot.end) or ""
            passage = replace(
                claim.passages[0], start=spot.start, end=spot.end, sha256=pins,
                section=spot.section or claim.passages[0].section, block=spot.block, item=spot.item,
            )  # fmt: skip
            claims.append(replace(claim, passages=(passage,)))
    source = replace(data.sources[0], sha256=new.sha256, length=new.length)
    back = compared(replace(data, sources=(source,), claims=tuple(claims)), new, old)
    assert {one.claim for one in back.claims if one.fate.holds} == set(moved)
    origins = {one.claim: one.worst.old for one in there.claims}
    assert all(one.worst.new == origins[one.claim] for one in back.claims)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_edition_against_itself_is_all_the_same(seed: int) -> None:
    """No claim moves, nothing is new, and the texts are said to be equal."""
    _, data, old = invented(seed)
    found = compared(data, old, old)
    assert found.is_equal
    assert found.in_common == 1
    assert found.holds
    assert found.count(SAME) == len(data.claims)
    assert not any(one.is_new for one in found.unclaimed)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_form_of_an_edition_does_not_matter(seed: int) -> None:
    """Text, page and Markdown of one article are the same, claim for claim, whichever comes first."""
    _, data, old = invented(seed)
    pieces = pieces_of(invented(seed)[0].written())
    forms = [old]
    for name, written in (("a.html", as_page(pieces, Random(seed))), ("a.md", as_markdown(pieces))):
        forms.append(read_source(extract(written.encode(), path=name).text, path=name))
    for one, other in combinations(forms, 2):
        found = compared(data, one, other)
        assert {change.fate for change in found.claims} == {SAME}
        assert len(found.claims) == len(data.claims)


@pytest.mark.skipif(not ARTICLE.exists(), reason="no source text")
def test_labelled_edits_of_the_article_have_their_fates() -> None:
    """Each tenth of the edits of numbers, hedges, words and sentences of the shipped article."""
    corpus = load_corpus(SHIPPED)
    written = ARTICLE.read_text(encoding="utf-8")
    old = read_source(written)
    names = {"changed number": NUMBER, "changed hedge": HEDGE, "changed wording": REWORDED, "missing": GONE}
    made = list(text_edits(written, corpus))[::10]
    assert len(made) >= 20
    for edited in made:
        found = compared(corpus, old, read_source(edited.text))
        fates = {one.passage: one.fate for change in found.claims for one in change.passages}
        for passage, wanted in edited.wanted.items():
            if passage in fates:
                held = fates[passage].holds
                assert held if wanted == "still there" else fates[passage] == names[wanted], edited.kind


# --- single cases ---------------------------------------------------------------------------------


def sheet(*paragraphs: str) -> Article:
    """Make an article of one section, whose sentences are passages but for those that begin with a dash."""
    blocks = []
    number = 0
    for paragraph in paragraphs:
        row = []
        for words in re.findall(r"[^.]+\.", paragraph):
            said = words.strip().removeprefix("- ")
            number += 1
            span = None if words.strip().startswith("-") else (0, len(said) - 1)
            row.append(Sentence(number, said, "flat", ends=("dust", "rust"), span=span))
        blocks.append(Block(row))
    return Article([Part("Dust", blocks)])


def fates_of(old: Article, new: Article, data: Corpus | None = None) -> list[tuple[str, tuple[str, ...]]]:
    """Give the fate of each claim with its reasons, by claim."""
    found = compared(data or corpus_of(old), read_source(old.written()), read_source(new.written()))
    by_claim = sorted(found.claims, key=lambda one: one.claim)
    return [(str(one.fate), one.worst.reasons) for one in by_claim]


def test_a_changed_figure_is_told_though_its_old_words_stand_elsewhere_as_before() -> None:
    """A sentence said twice and changed once has changed; the other place is the other sentence."""
    said = "Some 40 percent of clocks that gather dust stop within a month."
    rest = "Nobody at the bench can say why this is so."
    old = sheet(said, f"- {rest}", f"- {said}")
    new = sheet(said.replace("40", "45"), f"- {rest}", f"- {said}")
    ((fate, reasons),) = fates_of(old, new)
    assert fate == "number changed"
    assert reasons == ("It said '40 percent' where it now says '45 percent'.",)


def test_a_deleted_sentence_whose_words_the_article_says_again_has_moved_there() -> None:
    """The claim is still said, and the reason says that it is another sentence."""
    said = "Some 40 percent of clocks that gather dust stop within a month."
    rest = "Nobody at the bench can say why this is so."
    ((fate, reasons),) = fates_of(sheet(said, f"- {rest}", f"- {said}"), sheet(f"- {rest}", f"- {said}"))
    assert fate == "moved"
    assert reasons[0].startswith("Its own sentence is gone; the same words stand in another one")


def test_of_twins_the_one_whose_neighbours_are_gone_is_gone() -> None:
    """Two claims rest on the same words in two places; the paragraph of the first is deleted, with them."""
    said = "It stops."
    first, second = (
        f"- The red clock is old. {said} - Nobody knows why.",
        f"- A blue one is new. {said} - Ask Ann.",
    )
    (gone, _), (kept, reasons) = fates_of(sheet(first, second), sheet(second))
    assert (gone, kept) == ("gone", "moved")
    assert "another sentence" not in reasons[0]


def test_a_sentence_that_opens_as_the_one_it_was_merged_with_is_told_from_it() -> None:
    """What both say is linked where each stands, and no figure of the other counts as new."""
    first = "In one survey, some 40 percent of clocks had dust."
    second = "In one survey, some 70 percent of the owls that nest in a tower near a river had rusty claws."
    merged = f"{first.removesuffix('.')}; {second[:1].lower()}{second[1:]}"
    (kept, _), (fate, reasons) = fates_of(sheet(f"{first} {second}"), sheet(merged))
    assert (kept, fate) == ("same", "reworded")
    assert reasons == ("Only marks, capitals or accents have changed.",)


def half_claimed(words: str, passage: str) -> Article:
    """Make an article of one sentence, of which `passage` is claimed."""
    start = words.index(passage)
    sentence = Sentence(1, words, "flat", ends=("dust", "rust"), span=(start, start + len(passage)))
    return Article([Part("Dust", [Block([sentence])])])


def test_what_came_in_place_of_the_last_words_is_told() -> None:
    """A passage ends where its sentence does, though its last word is another."""
    said = "Dust stops clocks in the hall by spring."
    ((fate, reasons),) = fates_of(sheet(said), sheet(said.replace("spring", "autumn")))
    assert (fate, reasons) == ("reworded", ("It said 'spring' where it now says 'autumn'.",))


def test_a_passage_of_which_a_word_is_left_is_gone() -> None:
    """The rest of its sentence stands, and one word of it that was the passage's."""
    rest = "owls that nest in the tower bring young apprentices to despair."
    old = half_claimed(f"Dust worsens rust and friction, and {rest}", "Dust worsens rust and friction")
    new = sheet(f"- Of rust we speak no more, but {rest}")
    ((fate, _),) = fates_of(old, new)
    assert fate == "gone"


def test_the_rest_of_a_sentence_is_new_only_where_its_words_are() -> None:
    """That the claimed half was reworded does not make the other half new."""
    old = half_claimed("Dust halts clocks, and owls nest in the tower.", "Dust halts clocks")
    same = half_claimed("Dust stops clocks, and owls nest in the tower.", "Dust stops clocks")
    other = half_claimed("Dust stops clocks, and cats sleep in the cellar.", "Dust stops clocks")
    for new, is_new in ((same, False), (other, True)):
        texts = read_source(old.written()), read_source(new.written())
        found = compared(corpus_of(old), *texts)
        assert [(str(one.fate), one.worst.score < 1) for one in found.claims] == [("reworded", True)]
        assert [one.is_new for one in found.unclaimed] == [is_new]


def test_what_was_put_in_before_shifts_and_does_not_move_about() -> None:
    """Passages that only come later say by how much; those that changed order say from where to where."""
    rows = [
        f"The {word} clock in the hall stops when its {word} wheel is worn."
        for word in ("red", "blue", "old")
    ]
    shifted = fates_of(sheet(*rows), sheet("- A new word.", *rows))
    assert [fate for fate, _ in shifted] == ["moved"] * 3
    assert all("12 characters later" in reasons[0] for _, reasons in shifted)
    first, second, third = fates_of(sheet(*rows), sheet(rows[1], rows[2], rows[0]))
    assert [first[0], second[0], third[0]] == ["moved"] * 3
    assert first[1][0] == "It stood in section s01, block 1, and now stands in section s01, block 3."
    assert "characters earlier" in second[1][0]


def test_a_claim_with_several_passages_has_the_fate_of_the_worst() -> None:
    """All of them are told, the worst first."""
    rows = [
        f"The {word} clock in the hall stops when its {word} wheel is worn."
        for word in ("red", "blue", "old")
    ]
    old = sheet(*rows)
    data = corpus_of(old)
    one = replace(data.claims[0], passages=tuple(claim.passages[0] for claim in data.claims))
    new = sheet(rows[0], rows[1].replace("stops", "may stop"))
    found = compared(replace(data, claims=(one,)), read_source(old.written()), read_source(new.written()))
    (change,) = found.claims
    assert [passage.fate for passage in change.passages] == [GONE, HEDGE, SAME]
    assert change.fate is GONE
    assert change.changes == (GONE, HEDGE, SAME)
    assert not found.holds


def test_what_did_not_verify_in_the_old_edition_is_told_apart() -> None:
    """A passage with another hash is no change between the two, and the comparison does not hold."""
    old = sheet("The red clock stops when its wheel is worn.", "The blue clock stops when it is wet.")
    data = corpus_of(old)
    claims = [
        replace(claim, passages=(replace(claim.passages[0], sha256="0" * 64),)) if number else claim
        for number, claim in enumerate(data.claims)
    ]
    found = compared(replace(data, claims=tuple(claims)), *[read_source(old.written())] * 2)
    assert [one.claim for one in found.claims] == [claims[0].iri]
    assert [entry.claims for entry in found.unverified] == [(claims[1].iri,)]
    assert found.count(SAME) == 1
    assert not found.holds


def test_passages_that_stand_elsewhere_in_the_old_edition_are_compared_from_there() -> None:
    """The old text need not be the very edition of the data."""
    rows = ["The red clock stops when its wheel is worn.", "The blue clock stops when it is wet."]
    data = corpus_of(sheet(*rows))
    old, new = (
        sheet("- A word before.", *rows),
        sheet("- A word before.", rows[0], rows[1].replace("wet", "dry")),
    )
    found = compared(data, read_source(old.written()), read_source(new.written()))
    assert [one.fate for one in found.claims] == [REWORDED, SAME]
    assert found.claims[1].worst.reasons == ()


CASES = {
    "a range": ("it takes 5 to 10 days", "it takes 5 to 12 days", "number", "10 days > 12 days"),
    "a range with a dash": ("it takes 5 to 10 days", "it takes 5-10 days", "reworded", "to"),
    "digits": ("forty percent rust", "40% rust", "reworded", "forty percent > 40%"),
    "rounded": ("two thirds rust", "67 percent rust", "reworded", "two thirds > 67 percent"),
    "a unit": ("it takes 12 weeks", "it takes 12 months", "number", "12 weeks > 12 months"),
    "half an hour": ("it takes 30 minutes", "it takes half an hour", "reworded", "30 minutes > half an hour"),
    "a year": ("it takes 12 months", "it takes one year", "reworded", "12 months > one year"),
    "a share": ("one in four rust", "one in five rust", "number", "one in four > one in five"),
    "no number": ("40 percent rust", "many rust", "number hedge", "40 percent"),
    "a new number": ("clocks rust", "9 of 10 clocks rust", "number", "9 of 10"),
    "a bound": ("up to 9 clocks rust", "at least 9 clocks rust", "hedge", "up to > at least"),
    "a new bound": ("9 clocks rust", "about 9 clocks rust", "hedge", "about"),
    "a hedge gone": ("oil may harden", "oil hardens", "hedge", "may"),
    "a hedge come": ("oil hardens", "oil may harden", "hedge", "may"),
    "denied": ("oil hardens", "oil does not harden", "hedge", "not"),
    "no longer denied": ("oil never dries", "oil dries", "hedge", "never"),
    "how often": ("oil often dries", "oil rarely dries", "hedge", "often > rarely"),
    "one meaning": ("after many years", "after numerous years", "reworded", "many > numerous"),
    "both": ("up to 9 may rust", "at most 8 will rust", "number hedge", "9 > 8; may > will"),
    "a word": ("dust dulls oil", "grit dulls oil", "reworded", "dust > grit"),
    "the direction": ("oil reduces rust", "oil increases rust", "reworded", "reduces > increases"),
    "marks": ("oil, and dust", "Oil and dust", "reworded", ""),
}


@pytest.mark.parametrize(("old", "new", "changes", "quoted"), CASES.values(), ids=CASES.keys())
def test_what_changed_is_told_with_the_words_before_and_after(
    old: str, new: str, changes: str, quoted: str
) -> None:
    """Numbers before hedges before other words; all that changed is named."""
    told = tell(old, new)
    assert [str(change).removesuffix(" changed") for change in told.changes] == changes.split()
    pairs = [" > ".join(re.findall(r"'([^']*)'", reason)) for reason in told.reasons]
    assert set(quoted.split("; ")) <= {*pairs, ""}, told.reasons


def test_a_direction_that_turned_and_mere_marks_are_named_as_such() -> None:
    """What turned is the first thing to look at; marks alone change nothing."""
    assert tell("oil reduces rust", "oil increases rust").reasons[0].startswith("Look at the direction: ")
    assert tell("oil, dust", "Oil dust").reasons == ("Only marks, capitals or accents have changed.",)


def test_words_of_one_meaning_are_a_hedge_where_the_data_record_them() -> None:
    """*May* and *can* mean the same; who recorded *may* wants to know."""
    (claim, *_) = corpus_of(sheet("Dust may stop a clock in the hall.")).claims
    hedged: Claim = replace(claim, hedge="may")
    assert tell("dust may stop it", "dust can stop it").changes == (REWORDED,)
    assert tell("dust may stop it", "dust can stop it", [hedged]).changes == (HEDGE,)


@given(st.text("ab 1%.", max_size=30), st.text("ab 1%.", max_size=30))
def test_something_is_told_of_any_two_texts(old: str, new: str) -> None:
    """There is a change and a sentence for it, whatever the words."""
    told = tell(old, new)
    assert told.changes
    assert told.reasons
    assert all(reason.endswith(".") for reason in told.reasons)


@given(st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30))
def test_common_runs_are_a_longest_common_subsequence(one: list[str], other: list[str]) -> None:
    """As long as the textbook's table says, in order, and equal in both."""
    lengths = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, left in enumerate(one):
        for j, right in enumerate(other):
            best = max(lengths[i][j + 1], lengths[i + 1][j])
            lengths[i + 1][j + 1] = lengths[i][j] + 1 if left == right else best
    runs = list(common_runs(one, other))
    assert sum(size for *_, size in runs) == lengths[-1][-1]
    assert all(one[a : a + size] == other[b : b + size] for a, b, size in runs)
    assert all(a + size <= c and b + size <= d for (a, b, size), (c, d, _) in pairwise(runs))


@given(st.lists(st.sampled_from(["Dust falls.", "Rust grows.", "Oil dries.", "Why?"]), min_size=1),
       st.permutations(range(4)))  # fmt: skip
def test_equal_sentences_are_paired_whatever_their_order(rows: list[str], order: list[int]) -> None:
    """Each sentence of a text is paired with one of any text that has the same ones; a twin with a twin."""
    mixed = sorted(rows, key=lambda row: order[["D", "R", "O", "W"].index(row[0])])
    found = Alignment(read_source("\n".join(rows)), read_source("\n".join(mixed)))
    assert sorted(found.equal) == list(range(len(rows)))
    assert sorted(found.equal.values()) == list(range(len(rows)))
    assert all(found.old[here].key == found.new[there].key for here, there in found.equal.items())


def test_one_sentence_without_end_is_compared_without_choking() -> None:
    """What is too long to compare word by word is linked by its beginning and its end."""
    words = [f"w{number}" for number in range(30_000)]
    article = Article(sheet("Dust.").parts)
    article.parts[0].blocks[0].sentences[0] = Sentence(
        1, " ".join(words) + ".", "flat", ends=("dust", "rust"), span=(0, len(" ".join(words[:50])))
    )
    data = corpus_of(article)
    changed = " ".join(
        [*words[:60], *words[40_000:], *(f"x{number}" for number in range(20_000)), *words[60:]]
    )
    found = compared(data, read_source(article.written()), read_source(f"Of clocks\nDust\n{changed}."))
    assert [one.fate for one in found.claims] == [SAME]


# --- what nobody claimed --------------------------------------------------------------------------


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 40), st.integers(0, 10**6))
def test_what_is_new_comes_first_in_the_order_of_coverage(seed: int, other: int) -> None:
    """Ranks count from 1; what is new stands before what was there, and figures before all other words."""
    article, data, old = invented(seed)
    new = read_source(several(article, other, 6).article.written())
    found = compared(data, old, new)
    assert [one.sentence.rank for one in found.unclaimed] == list(range(1, len(found.unclaimed) + 1))
    assert [one.is_new for one in found.unclaimed] == sorted(
        (one.is_new for one in found.unclaimed), reverse=True
    )
    order = ["number", "causal", "treatment", "warning", "negation", "hedge", None]
    for is_new in (True, False):
        cues = [
            one.sentence.cue and str(one.sentence.cue.kind) for one in found.unclaimed if one.is_new is is_new
        ]
        assert cues == sorted(cues, key=order.index)
    for one in found.unclaimed:
        words = new.text[one.sentence.start : one.sentence.end]
        if not one.is_new and not one.sentence.claims:
            assert words in old.text


def test_a_new_sentence_is_new_and_one_that_was_there_is_not() -> None:
    """Both are listed, the new one first, though the other has a figure; what is claimed is not."""
    said = "The red clock stops when its wheel is worn."
    old = sheet(said, "- Nobody knows 7 clocks by name.")
    new = sheet(said, "- Nobody knows 7 clocks by name.", "- A cat may sleep on it.")
    found = compared(corpus_of(old), read_source(old.written()), read_source(new.written()))
    assert [(one.is_new, one.is_hedged) for one in found.unclaimed] == [(True, True), (False, False)]


def test_a_reworded_passage_is_spoken_of_by_its_claim() -> None:
    """It is told as changed, not as something that nobody claimed."""
    old = sheet("The red clock stops when its wheel is worn.")
    new = sheet("The red clock halts when its wheel is worn.")
    found = compared(corpus_of(old), read_source(old.written()), read_source(new.written()))
    assert [one.fate for one in found.claims] == [REWORDED]
    assert found.unclaimed == ()


# --- whether two texts are editions of one article --------------------------------------------------


def real_texts() -> dict[str, str]:
    """Give articles about different things, written by different hands."""
    texts = {name: held_out(name).text.text for name in ARTICLES}
    texts |= {path.name: read_source(path.read_text(encoding="utf-8")).text for path in (TEARS, SCREENS)}
    if ARTICLE.exists():
        texts["shipped"] = read_source(ARTICLE.read_text(encoding="utf-8")).text
    return texts


def test_articles_about_other_things_have_little_in_common() -> None:
    """As docs/editing.md says: at most 0.03 of their phrases."""
    texts = real_texts()
    shares = [in_common(texts[one], texts[other]) for one, other in combinations(texts, 2)]
    assert max(shares) <= 0.03


@pytest.mark.parametrize("name", ARTICLES)
def test_editions_with_half_of_their_words_replaced_have_more_in_common(name: str) -> None:
    """As docs/editing.md says: a tenth and more."""
    words = real_texts()[name].split()
    chance = Random(name)
    mixed = [word if chance.random() < 0.55 else f"z{chance.randrange(10**6)}" for word in words]
    assert in_common(" ".join(words), " ".join(mixed)) >= 0.1


@pytest.mark.parametrize(
    "words",
    [
        "Eine alte Uhr braucht im Winter ein wenig Fett, sonst bleibt sie stehen und niemand weiß warum.",
        "Une vieille horloge a besoin d'un peu d'huile en hiver, sinon elle s'arrête et personne ne sait.",
        "Un reloj viejo necesita un poco de aceite en invierno, si no se para y nadie sabe por qué pasa.",
        "Een oude klok heeft in de winter wat olie nodig, anders blijft hij staan en weet niemand waarom.",
        "Старым часам зимой нужно немного масла, иначе они остановятся, и никто не узнает почему.",
    ],
    ids=["German", "French", "Spanish", "Dutch", "Russian"],
)  # fmt: skip
def test_other_languages_are_not_english(words: str) -> None:
    """They lack its function words."""
    assert not is_english(words)
    assert is_english("An old clock needs a little oil in winter, or else it stops and nobody knows why.")


# --- the verb ---------------------------------------------------------------------------------------


def test_two_editions_are_compared_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Fates are counted, claims listed with what changed, and the exit code says that some do not hold."""
    outcome = run_cli(capsys, "diff", "--data", SECOND, TEARS, LATER)
    assert outcome.code == 1
    heading, _, counts = outcome.out.splitlines()[:3]
    assert heading.split() == [
        "article",
        "same",
        "moved",
        "reworded",
        "hedge",
        "changed",
        "number",
        "changed",
        "gone",
        "in",
        "common",
    ]
    assert counts.split() == ["why-tears-fail:article", "1", "4", "1", "1", "1", "1", "79%"]
    assert "It said '40 percent' where it now says '60 percent'." in outcome.out
    assert "It said 'at least' where it now says 'up to'." in outcome.out
    assert "number changed, hedge changed" in outcome.out
    assert "9 claims compared, 4 to read again." in outcome.err
    assert "claimgraph anchor --all" in outcome.err


@pytest.mark.parametrize("name", ["README.md", "docs/editing.md"])
def test_what_the_documents_show_of_it_is_what_it_prints(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Commands that end with 1 stand in blocks that are not run with the others: they are run here."""
    shutil.copytree(SECOND.parent, tmp_path / "tests" / "data")
    monkeypatch.chdir(tmp_path)
    text = (ROOT / name).read_text(encoding="utf-8")
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    shown = re.findall(r"^```text\n\$ claimgraph (diff .*)\n((?:.*\n)*?)```$", text, re.MULTILINE)
    assert len(shown) == 1
    for command, output in shown:
        outcome = run_cli(capsys, *shlex.split(command))
        assert outcome.code == 1
        assert doctest.OutputChecker().check_output(output, outcome.out + outcome.err, flags), outcome.out


def test_json_has_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    """Programs find counts, and each claim with fate, reasons and places; they agree with one another."""
    facts = run_cli(capsys, "diff", "--data", SECOND, TEARS, LATER, "--format", "json").json
    assert list(facts) == [
        "source", "old", "new", "equal", "in_common", "holds", "fates", "warning_signs", "claims",
        "not_in_old", "uncovered", "interested",
    ]  # fmt: skip
    assert list(facts["fates"]) == ["same", "moved", "reworded", "hedge changed", "number changed", "gone"]
    assert Counter(claim["fate"] for claim in facts["claims"]) == Counter(
        {fate: count for fate, count in facts["fates"].items() if count}
    )
    for claim in facts["claims"]:
        assert list(claim) == [
            "claim", "label", "warning_sign", "fate", "changes", "reasons", "old", "new", "passages",
        ]  # fmt: skip
        assert (claim["new"] is None) == (claim["fate"] == "gone")
        assert set(claim["old"]) == {"section", "block", "item", "start", "end"}
    assert [one["is_new"] for one in facts["uncovered"]] == [True, True, False, False]


def test_changed_warning_signs_come_first_and_loudly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A warning sign that is gone, or whose lead-in is another, stands above everything else."""
    text = SCREENS.read_text(encoding="utf-8")
    lead, gone = tmp_path / "lead.txt", tmp_path / "gone.txt"
    lead.write_text(text.replace("the same day", "some day"), encoding="utf-8")
    gone.write_text(text.replace("\u2022 Sight fades suddenly.", "\u2022 Tea is cold."), encoding="utf-8")
    for path, reason in (
        (lead, "The words that lead into its list are others"),
        (gone, "Nothing in the new"),
    ):
        outcome = run_cli(capsys, "diff", "--data", SECOND, SCREENS, path)
        first, _, _, _, sign = outcome.out.splitlines()[:5]
        assert first == "WARNING SIGNS NOT SAID AS THEY WERE: 1 of 1. Look at these first."
        assert sign.startswith("c007 ")
        assert reason in sign
        facts = run_cli(capsys, "diff", "--data", SECOND, SCREENS, path, "--format", "json").json
        assert facts["warning_signs"] == ["screens-and-blinking:c007"]
    assert run_cli(capsys, "diff", "--data", SECOND, SCREENS, gone).code == 1
    quiet = run_cli(capsys, "diff", "--data", SECOND, SCREENS, SCREENS)
    assert quiet.code == 0
    assert "WARNING" not in quiet.out


def test_a_warning_sign_that_the_old_edition_lacks_is_as_loud(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody can say what became of it; that the data are of the other edition is said, too."""
    old = tmp_path / "old.txt"
    text = SCREENS.read_text(encoding="utf-8")
    old.write_text(text.replace("\u2022 Sight fades suddenly.", "\u2022 Tea is cold."), encoding="utf-8")
    outcome = run_cli(capsys, "diff", "--data", SECOND, old, SCREENS)
    assert outcome.code == 1
    assert outcome.out.startswith(f"WARNING SIGNS THAT {old} DOES NOT HOLD AS THE DATA SAY: c007. ")
    assert f"The data are of {SCREENS}: name the edition that the data are of first." in outcome.err
    facts = run_cli(capsys, "diff", "--data", SECOND, old, SCREENS, "--format", "json").json
    assert facts["warning_signs"] == ["screens-and-blinking:c007"]
    assert [entry["claims"] for entry in facts["not_in_old"]] == [["screens-and-blinking:c007"]]


def test_what_a_store_holds_is_compared_as_files_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A store that was loaded before gives the same bytes."""
    store = tmp_path / "store"
    assert run_cli(capsys, "load", "--data", SECOND, "--store", store).code == 0
    asked = run_cli(capsys, "diff", "--store", store, TEARS, LATER, "--format", "json")
    assert (asked.code, asked.out) == (
        1,
        run_cli(capsys, "diff", "--data", SECOND, TEARS, LATER, "--format", "json").out,
    )


def test_equal_files_are_said_to_be_one_edition(capsys: pytest.CaptureFixture[str]) -> None:
    """All claims are the same, and the exit code is 0."""
    outcome = run_cli(capsys, "diff", "--data", SECOND, TEARS, TEARS)
    assert outcome.code == 0
    assert (
        f"{TEARS} and {TEARS} are one edition of why-tears-fail:article: their texts are equal."
        in outcome.err
    )
    assert "9 claims compared, all of them the same or moved." in outcome.err


def test_an_edition_with_only_a_new_word_before_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Moved passages are no failure; the next step is named."""
    later = tmp_path / "later.txt"
    later.write_text(f"Reviewed again this spring.\n\n{TEARS.read_text(encoding='utf-8')}", encoding="utf-8")
    outcome = run_cli(capsys, "diff", "--data", SECOND, f"why-tears-fail={TEARS}", f"why-tears-fail={later}")
    assert outcome.code == 0
    assert outcome.out.splitlines()[2].split()[1:3] == ["0", "9"]
    assert f"claimgraph anchor --all --source {later} prints them." in outcome.err


def test_the_next_step_can_be_taken_as_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """The command that is suggested for a changed passage finds it, and prints the Turtle to paste."""
    outcome = run_cli(capsys, "diff", "--data", SECOND, TEARS, LATER)
    (line,) = [line for line in outcome.err.splitlines() if "as in: claimgraph " in line]
    command = shlex.split(line.partition("as in: claimgraph ")[2])
    facts = run_cli(capsys, "diff", "--data", SECOND, TEARS, LATER, "--format", "json").json
    changed = next(
        claim for claim in facts["claims"] if claim["new"] and claim["fate"] not in ("same", "moved")
    )
    anchored = run_cli(capsys, *command, "--data", SECOND)
    assert anchored.code == 0
    assert f"cg:start {changed['new']['start']} ; cg:end {changed['new']['end']} ;" in anchored.out


def test_at_most_five_words_of_an_edition_are_quoted_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither the tables nor the reasons hold longer runs of either text."""
    later = LATER.read_text(encoding="utf-8")
    allowed = load_corpus(SECOND)
    labels = " ".join(claim.label for claim in allowed.claims)
    for form in ("table", "json"):
        outcome = run_cli(capsys, "diff", "--data", SECOND, TEARS, LATER, "--format", form)
        for text in (TEARS.read_text(encoding="utf-8"), later):
            runs = SharedRuns(text, LONGEST_SHARED_RUN + 1)
            for line in (outcome.out + outcome.err).splitlines():
                found = runs.longest(line)
                assert found is None or " ".join(found.words) in labels.casefold(), line


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 40), st.integers(0, 10**6))
def test_reasons_quote_at_most_five_words_of_the_texts(seed: int, other: int) -> None:
    """Whatever was edited, no reason holds six words in a row of either edition."""
    article, data, old = invented(seed)
    new = read_source(several(article, other, 6).article.written())
    both = [SharedRuns(text.text, LONGEST_SHARED_RUN + 1) for text in (old, new)]
    for change in compared(data, old, new).claims:
        for reason in change.worst.reasons:
            assert all(runs.longest(reason) is None for runs in both), reason


def test_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither beside the texts nor where the command is run."""
    for path in (TEARS, LATER):
        (tmp_path / path.parent.name).mkdir()
        (tmp_path / path.parent.name / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    before = snapshot(tmp_path)
    assert (
        run_cli(capsys, "diff", "--data", SECOND, f"second/{TEARS.name}", f"editions/{LATER.name}").code == 1
    )
    assert snapshot(tmp_path) == before


# --- bad input --------------------------------------------------------------------------------------


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """Give the one sentence that a comparison is refused with; the exit code is 2, and nothing is printed."""
    outcome = run_cli(capsys, "diff", "--data", SECOND, *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    (line,) = outcome.err.splitlines()
    assert line.endswith(".")
    return line


def test_what_is_no_edition_of_the_article_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Two articles, an article that the data do not know, one named as another."""
    assert refused(capsys, TEARS, SCREENS).startswith(
        f"{SCREENS}: this is no edition of the same article as {TEARS}: of their phrases they have"
    )
    other = held_out_path(ARTICLES[0])
    assert "this is the text of no article in the data" in refused(capsys, other, TEARS)
    assert "is no edition of the same article" in refused(capsys, TEARS, other)
    assert "is not the text of screens-and-blinking:article" in refused(
        capsys, f"screens-and-blinking={TEARS}", LATER
    )
    assert "are said to be two articles" in refused(capsys, TEARS, f"screens-and-blinking={LATER}")
    assert "no article has that slug" in refused(capsys, f"no-such={TEARS}", LATER)


def held_out_path(name: str) -> Path:
    """Give the text of an article that was held out."""
    return SECOND.parent / "held-out" / f"{name}.txt"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "it holds no words", id="empty"),
        pytest.param(b" \n\t\xc2\xa0\n", "it holds no words", id="blank"),
        pytest.param(b"Dust \x01 rust", "it is not text (it holds control characters)", id="control"),
        pytest.param(b"Dust \xff\xfe rust", "UTF-8", id="bytes"),
        pytest.param(
            "Der Tränenfilm reißt, und das Auge brennt. Es gibt Tropfen, die das lindern. Manche nehmen "
            "warme Umschläge am Abend; andere blinzeln einfach mehr. Niemand weiß genau, warum.".encode(),
            "this is in another language than", id="another language",
        ),
        pytest.param(b"Dust.", "this is no edition of the same article", id="one word"),
        pytest.param(b"<html><body></body></html>", "", id="an empty page"),
        pytest.param("\ud800".encode("utf-8", "surrogatepass"), "", id="a surrogate"),
        pytest.param(b"1" * 100_000, "this is no edition of the same article", id="a huge number"),
        pytest.param(b"- " * 5000 + b"x", "this is no edition of the same article", id="many bullets"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["old", "new"])
def test_texts_that_cannot_be_compared_are_refused_in_one_sentence(
    content: bytes, sentence: str, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whichever of the two it is, the sentence names the file."""
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    line = refused(capsys, *((path, TEARS) if place == "old" else (TEARS, path)))
    assert line.startswith(f"{path}:")
    if place == "new" or "words" in sentence or "UTF" in sentence or "control" in sentence:
        assert sentence in line


@pytest.mark.parametrize("name", ["missing.txt", "a\x00b", "."])
def test_what_cannot_be_read_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing file, no name of a file, a folder."""
    monkeypatch.chdir(tmp_path)
    assert ": " in refused(capsys, TEARS, name)
    assert ": " in refused(capsys, name, TEARS)


def test_an_article_without_claims_has_nothing_to_compare(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing compared is a failure, and is said."""
    path = tmp_path / "tears.txt"
    path.write_bytes(TEARS.read_bytes())
    outcome = run_cli(capsys, "diff", "--data", SECOND / "concepts.ttl", path, path)
    assert outcome.code == 1
    assert "there are no claims here" in outcome.err


def test_labels_do_not_act_on_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What the data or a file name hold is shown, not obeyed."""
    later = tmp_path / "later\x1b[31m.txt"
    later.write_bytes(LATER.read_bytes())
    for form in ("table", "json"):
        outcome = run_cli(capsys, "diff", "--data", SECOND, TEARS, later, "--format", form)
        assert outcome.code == 1
        assert "\x1b" not in outcome.out + outcome.err


def test_held_is_what_is_called_same_or_moved() -> None:
    """The generator's word for it names both fates."""
    assert f"{SAME} or {MOVED}" == HELD
    assert [fate for fate in EditionFate if fate.holds] == [MOVED, SAME]
