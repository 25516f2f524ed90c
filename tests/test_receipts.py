"""Receipts of verifications: one byte anywhere breaks exactly the claims that it concerns."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import pytest
import rdflib
from rdflib.namespace import SKOS

from graph.checking.articles import verify_article
from graph.checking.relevance import judge_relevance
from graph.checking.surroundings import Surrounded, Surroundings
from graph.errors import GraphError
from graph.model import Claim, Corpus, Iri, ListPlace, Source, Statistic, Verification
from graph.pipeline import load_corpus
from graph.receipts import Cause, Receipt, ReceiptCheck
from graph.receipts.comparing import compare_receipts
from graph.receipts.form import read_receipt, render_receipt
from graph.receipts.making import make_receipt
from graph.sources import SourceFile, read_source_files
from graph.text.passages import SourceText, read_source
from tests import edits
from tests.corpora import SECOND, run_cli

TEARS = SECOND / "why-tears-fail.txt"
SCREENS = SECOND / "screens-and-blinking.txt"
PARTS = ("own", "sentence", "before", "lead_in", "heading", "title")


def receipt_of(corpus: Corpus, text: SourceText) -> Receipt:
    """Give the receipt of the one article of a corpus, as a reader of its file has it."""
    found = verify_article(corpus, corpus.sources[0], text)
    made = make_receipt(corpus, [SourceFile(slug=None, text=text)], [found])
    return read_receipt(render_receipt(made), "r.json")


def recheck(old: Receipt, corpus: Corpus, text: SourceText) -> ReceiptCheck:
    """Hold a receipt against a new run on this text."""
    found = verify_article(corpus, corpus.sources[0], text)
    return compare_receipts(old, make_receipt(corpus, [SourceFile(slug=None, text=text)], [found]))


def named(check: ReceiptCheck) -> set[Iri]:
    """Give the claims that a check names."""
    return {breach.claim for breach in check.breaches}


def causes(check: ReceiptCheck, claim: str) -> list[str]:
    """Give the causes that are said of a claim, by the end of its name."""
    return [str(why.cause) for breach in check.breaches if breach.claim.endswith(claim) for why in breach.why]


# --- one byte of the source -----------------------------------------------------------------------


class Touched(Exception):
    """A poisoned part was used."""


class Poison:
    """Stands for a text that must not be used: every use of it fails."""

    def _touch(self, *_: object) -> NoReturn:
        raise Touched

    __hash__ = __eq__ = __bool__ = __len__ = __getitem__ = __iter__ = __str__ = _touch  # type: ignore[assignment]


def parts_used(
    corpus: Corpus, source: Source, text: SourceText, found: Verification, monkeypatch: pytest.MonkeyPatch
) -> dict[Iri, set[tuple[Iri, str]]]:
    """Say of each claim which parts around which passage its judgement cannot do without: by poison."""
    places = {
        one.passage: (one.start, one.end)
        for one in found.verdicts
        if one.start is not None and one.end is not None
    }
    used: dict[Iri, set[tuple[Iri, str]]] = {}
    around = Surrounded.around
    topics = topics_of(corpus, source)
    for claim in corpus.claims:
        used[claim.iri] = set()
        alone = replace(corpus, claims=(claim,))
        for passage in claim.passages:
            for part in PARTS:

                def poisoned(self: Surrounded, start: int, end: int, part: str = part) -> Surroundings:
                    whole = around(self, start, end)
                    is_it = (start, end) == places.get(passage.iri)  # noqa: B023 - used at once
                    return replace(whole, **{part: Poison()}) if is_it else whole  # type: ignore[arg-type]

                monkeypatch.setattr(Surrounded, "around", poisoned)
                # What the article is about is told by all its claims.
                monkeypatch.setattr("graph.checking.relevance.ends._topics_of", lambda *_: topics)
                try:
                    judge_relevance(alone, source, text, places)
                except (Touched, TypeError):
                    used[claim.iri].add((passage.iri, part))
                monkeypatch.undo()
    return used


def topics_of(corpus: Corpus, source: Source) -> frozenset[Iri]:
    """Give what at least five of the claims, and a fifth of them, are about."""
    ends = [end for claim in corpus.claims for end in {claim.subject, claim.object} if end]
    return frozenset(end for end in ends if ends.count(end) >= max(5, len(corpus.claims) / 5))


def flipped(text: str, at: int, chance: random.Random) -> str:
    """Make one byte another: the letter at `at`, and what stands there is still text."""
    old = text[at]
    new = chance.choice([one for one in "abcxyz ,.?!019-\nN" if one != old])
    return text[:at] + new + text[at + 1 :]


def concerned(
    corpus: Corpus, was: SourceText, now: SourceText, used: dict[Iri, set[tuple[Iri, str]]]
) -> set[Iri]:
    """Say which claims a changed text concerns: what it means for their passages, parts and answers."""
    source = corpus.sources[0]
    old, new = verify_article(corpus, source, was), verify_article(corpus, source, now)
    verdicts = [{one.passage: one for one in run.verdicts} for run in (old, new)]
    answers = [{(one.claim, one.passage): one for one in run.relevances} for run in (old, new)]
    around = [Surrounded(source, text) for text in (was, now)]
    touched = set()
    for claim in corpus.claims:
        for passage in claim.passages:
            one, other = (found[passage.iri] for found in verdicts)
            if [(v.verdict, v.change, v.start, v.end, v.reasons) for v in (one,)] != [
                (v.verdict, v.change, v.start, v.end, v.reasons) for v in (other,)
            ]:
                touched.add(claim.iri)
                continue
            if one.start is None or one.end is None or other.start is None or other.end is None:
                continue
            if was.text[one.start : one.end] != now.text[other.start : other.end]:
                touched.add(claim.iri)
            before = around[0].around(one.start, one.end)
            after = around[1].around(other.start, other.end)
            for iri, part in used[claim.iri]:
                if iri == passage.iri and getattr(before, part) != getattr(after, part):
                    touched.add(claim.iri)
        for key in {(claim.iri, passage.iri) for passage in claim.passages}:
            said = {(one[key].verdict, one[key].reasons) for one in answers if key in one}
            if len(said) > 1:
                touched.add(claim.iri)
    return touched


def entangled(corpus: Corpus) -> Corpus:
    """Let every third claim rest on the passage of the next one, too: texts and claims are many to many."""
    claims = list(corpus.claims)
    for at in range(0, len(claims) - 1, 3):
        claims[at] = replace(claims[at], passages=(*claims[at].passages, *claims[at + 1].passages))
    return replace(corpus, claims=tuple(claims))


@pytest.mark.parametrize("seed", range(4))
def test_one_byte_of_the_source_breaks_exactly_the_claims_that_read_it(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever a byte changes, the claims named are those whose passage or read surroundings hold it."""
    chance = random.Random(seed)
    article = edits.invent(seed, 2)
    corpus = entangled(edits.corpus_of(article)) if seed % 2 else edits.corpus_of(article)
    written = article.written()
    text = read_source(written)
    old = receipt_of(corpus, text)
    first = verify_article(corpus, corpus.sources[0], text)
    used = parts_used(corpus, corpus.sources[0], text, first, monkeypatch)
    noted: dict[Iri, set[tuple[Iri, str]]] = {claim.iri: set() for claim in corpus.claims}
    for answer in first.relevances:
        noted[answer.claim].update(read for aspect in answer.aspects for read in aspect.read)
    assert noted == used
    normal, _ = article.normal()
    outcomes = set()
    for _ in range(40):
        now = read_source(flipped(written, chance.randrange(len(written)), chance))
        check = recheck(old, corpus, now)
        expected = concerned(corpus, text, now, used)
        assert named(check) == expected
        outcomes.add(min(len(expected), 2))
        inside = [at for at, pair in enumerate(zip(normal, now.text, strict=False)) if pair[0] != pair[1]]
        if len(now.text) == len(normal) and len(inside) == 1:
            # By the generator's own offsets: a passage with the byte in it is always named.
            (at,) = inside
            hit = {c.iri for c in corpus.claims for p in c.passages if p.start <= at < p.end}
            assert hit <= named(check)
            line = normal.rfind("\n", 0, at) + 1, (normal.find("\n", at) + len(normal)) % len(normal)
            if all(not line[0] <= p.start < line[1] for c in corpus.claims for p in c.passages):
                continue  # a heading or lead-in: what stands under it may read it
            near = {c.iri for c in corpus.claims for p in c.passages if line[0] <= p.start <= line[1]}
            followers = {c.iri for c in corpus.claims for p in c.passages if p.item is not None}
            assert named(check) <= near | followers
        assert check.holds is not bool(expected)
    assert len(outcomes) > 1


def test_a_byte_that_nobody_reads_breaks_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text is another, and every claim still holds: exit code 0, and it is said."""
    copy = tmp_path / "copy.txt"
    text = TEARS.read_text(encoding="utf-8")
    made = run_cli(capsys, "verify", "--data", SECOND, "--source", TEARS, "--receipt", tmp_path / "r.json")
    assert made.code == 0
    copy.write_text(text + "\nThe museum opens at nine.\n", encoding="utf-8")
    done = run_cli(
        capsys, "verify", "--data", SECOND, "--source", copy, "--check-receipt", tmp_path / "r.json"
    )
    assert done.code == 0
    assert "changed, where no check reads it: every claim still holds" in done.err
    facts = run_cli(
        capsys, "verify", "--data", SECOND, "--source", copy, "--check-receipt", tmp_path / "r.json",
        "--format", "json",
    ).json  # fmt: skip
    assert facts["holds"]
    assert facts["articles"][0]["same_text"] is False
    assert facts["claims"] == facts["rules"] == []


def test_a_line_before_all_others_names_each_claim_as_moved() -> None:
    """A shift is another result, and nothing else is said of it."""
    article = edits.invent(3)
    corpus = edits.corpus_of(article)
    old = receipt_of(corpus, read_source(article.written()))
    check = recheck(old, corpus, read_source("A word before.\n" + article.written()))
    assert named(check) == {claim.iri for claim in corpus.claims}
    assert {why.cause for breach in check.breaches for why in breach.why} == {Cause.RESULT}
    assert all("moved at" in breach.why[0].sentence for breach in check.breaches)
    assert all("The words are the same." in breach.why[0].sentence for breach in check.breaches)


def test_a_passage_that_had_moved_and_moves_on_is_named() -> None:
    """Where it stands is a part of the result, and so is what became of words that were changed before."""
    article = edits.invent(3, 2)
    corpus = edits.corpus_of(article)
    old = receipt_of(corpus, read_source("A word before.\n" + article.written()))
    assert recheck(old, corpus, read_source("A word before.\n" + article.written())).holds
    check = recheck(old, corpus, read_source("Two words before.\n" + article.written()))
    assert named(check) == {claim.iri for claim in corpus.claims}
    assert all(re.search("moved at .* then, moved at .* now", one.why[0].sentence) for one in check.breaches)


def test_an_answer_for_another_reason_is_another_result() -> None:
    """Doubtful as before, but not for what it was doubtful for."""
    article = edits.invent(6, 2)
    corpus = edits.corpus_of(article)
    text = read_source(article.written())
    old = receipt_of(corpus, text)
    entry = next(one for one in old.entries if any(c.reasons_sha256 for c in one.stretches[0].checks))
    stretch = entry.stretches[0]
    checks = tuple(replace(c, reasons_sha256="0" * 64) if c.reasons_sha256 else c for c in stretch.checks)
    other = replace(entry, stretches=(replace(stretch, checks=checks),))
    entries = tuple(other if one is entry else one for one in old.entries)
    check = recheck(replace(old, entries=entries), corpus, text)
    assert named(check) == {entry.claim}
    assert {why.cause for why in check.breaches[0].why} == {Cause.RESULT}
    assert all("as then, for another reason: " in why.sentence for why in check.breaches[0].why)


def test_reviews_and_what_else_no_check_reads_break_nothing() -> None:
    """A receipt is of the checks: who reviewed a claim, and what other claims say, is not in it."""
    article = edits.invent(1, 2)
    corpus = edits.corpus_of(article)
    text = read_source(article.written())
    judged = tuple(
        replace(claim, fidelity="faithful", status="verified", evidence="supported", authors=(Iri("x:a"),))
        for claim in corpus.claims
    )
    assert recheck(receipt_of(corpus, text), replace(corpus, claims=judged), text).holds


def test_an_edit_of_each_kind_names_the_claims_it_was_made_for() -> None:
    """Passages that edits change or delete are named by what became of them; white space names none."""
    for seed in range(2):
        article = edits.invent(seed)
        corpus = edits.corpus_of(article)
        old = receipt_of(corpus, read_source(article.written()))
        for edited in edits.edits(article, random.Random(seed)):
            text = read_source(edited.article.written())
            check = recheck(old, corpus, text)
            if edited.article.normal()[0] == article.normal()[0]:
                assert check.holds, edited.kind
            known = {claim.iri for claim in corpus.claims}
            for number in edited.wanted:
                if Iri(f"{edits.BASE}c{number:03}") not in known:
                    continue  # a sentence that nothing rests on
                assert set(causes(check, f"#c{number:03}")) & {"passage", "result"}, edited.kind


# --- one byte of the data -------------------------------------------------------------------------


def subjects_changed(was: bytes, now: bytes) -> set[rdflib.term.Node]:
    """Give the nodes of which a file says something else, but for notes and definitions."""
    graphs = [set(rdflib.Graph().parse(data=content, format="turtle")) for content in (was, now)]
    unread = {SKOS.editorialNote, SKOS.definition}
    return {subject for subject, relation, _ in graphs[0] ^ graphs[1] if relation not in unread}


def claims_resting_on(corpus: Corpus, nodes: set[str]) -> tuple[set[Iri], set[Iri]]:
    """Give the claims that these nodes must break, and those that they may: by what the data say of them."""
    broader = {concept.iri: concept.broader for concept in corpus.concepts}

    def above(iri: Iri | None) -> Iterator[str]:
        todo, seen = [iri] if iri else [], set()
        while todo:
            one = todo.pop()
            if one not in seen:
                seen.add(one)
                yield one
                todo += broader.get(one, ())

    # A node below an end counts for that end: its labels name it, too.
    named_by = {end for node in nodes for end in above(Iri(node))}
    must, may = set(), set()
    for claim in corpus.claims:
        own = {
            claim.iri,
            *(p.iri for p in claim.passages),
            *filter(None, [claim.statistic and claim.statistic.iri]),
        }
        if own & nodes:
            must.add(claim.iri)
        if named_by & {claim.subject, claim.object}:
            may.add(claim.iri)
    return must, may


@pytest.mark.parametrize("name", ["why-tears-fail.ttl", "concepts.ttl"])
def test_one_byte_of_the_data_breaks_exactly_the_claims_it_is_about(tmp_path: Path, name: str) -> None:
    """As an RDF library and a table of what rests on what see it: no claim more, and none less."""
    content = {path.name: path.read_bytes() for path in SECOND.glob("*.ttl")}
    for file, written in content.items():
        (tmp_path / file).write_bytes(written)
    files = read_source_files([str(TEARS)])
    corpus = load_corpus(tmp_path)
    found = verify_all(corpus, files)
    old = read_receipt(render_receipt(make_receipt(corpus, files, found)), "r.json")
    chance = random.Random(7)
    seen = {"none": 0, "some": 0, "refused": 0}
    places = [at for at, byte in enumerate(content[name]) if chr(byte).isalnum()]
    for at in chance.sample(places, 60):
        byte = chance.choice([one for one in b"aeou357" if one != content[name][at]])
        changed = content[name][:at] + bytes([byte]) + content[name][at + 1 :]
        (tmp_path / name).write_bytes(changed)
        try:
            now = load_corpus(tmp_path)
            again = verify_all(now, files)
            if not again[0].verdicts:
                continue
            check = compare_receipts(old, make_receipt(now, files, again))
        except (GraphError, UserWarning):
            seen["refused"] += 1
            continue
        nodes = {str(node) for node in subjects_changed(content[name], changed)}
        known = {entry.claim for entry in old.entries}
        must, may = (both & known for both in claims_resting_on(corpus, nodes))
        other = differing(found[0], again[0])
        titles = {str(source.iri) for source in corpus.sources} | {
            str(section.iri) for source in corpus.sources for section in source.sections
        }
        gone = known - {claim.iri for claim in now.claims}
        assert must | gone | other <= named(check)
        if not nodes & titles:
            fresh = {claim.iri for claim in now.claims} - known
            assert named(check) <= must | may | gone | other | fresh
        seen["some" if named(check) else "none"] += 1
    assert min(seen.values()) > 0, seen


def verify_all(corpus: Corpus, files: tuple[SourceFile, ...]) -> tuple[Verification, ...]:
    """Verify the text of the first article of the tests' data."""
    (source,) = [one for one in corpus.sources if "why-tears" in one.iri]
    return (verify_article(corpus, source, files[0].text),)


def differing(one: Verification, other: Verification) -> set[Iri]:
    """Give the claims of which two runs of verify say something else."""
    told: list[dict[Iri, set[Any]]] = [{}, {}]
    for run, by in zip((one, other), told, strict=True):
        for verdict in run.verdicts:
            for claim in verdict.claims:
                facts = (verdict.passage, verdict.verdict, verdict.change, verdict.start, verdict.end)
                by.setdefault(claim, set()).add((*facts, verdict.reasons))
        for answer in run.relevances:
            by.setdefault(answer.claim, set()).add((answer.passage, answer.verdict, answer.reasons))
    return {claim for claim in told[0].keys() & told[1].keys() if told[0][claim] != told[1][claim]}


def test_a_claim_that_is_new_and_one_that_is_gone_are_named_as_such() -> None:
    """Each by its own reason, and the receipt holds for the others."""
    article = edits.invent(5)
    corpus = edits.corpus_of(article)
    text = read_source(article.written())
    fewer = replace(corpus, claims=corpus.claims[1:])
    gone = recheck(receipt_of(corpus, text), fewer, text)
    assert [(one.claim, [why.cause for why in one.why]) for one in gone.breaches] == [
        (corpus.claims[0].iri, [Cause.GONE])
    ]
    new = recheck(receipt_of(fewer, text), corpus, text)
    assert [(one.claim, [why.cause for why in one.why]) for one in new.breaches] == [
        (corpus.claims[0].iri, [Cause.NEW])
    ]
    assert [(one.hold, one.broken, one.new) for one in new.articles] == [(len(fewer.claims), 0, 1)]
    assert not new.holds


#: Another value for each field of a claim that a check reads, and of its passage (after a dot).
FIELDS: dict[str, object] = {
    "label": "Another sentence.",
    "subject": Iri("x:another"),
    "object": Iri("x:another"),
    "object_literal": "a name",
    "predicate": Iri("x:worsens"),
    "sign": -1,
    "polarity": "negated",
    "modality": "intended",
    "hedge": "perhaps",
    "digest": "0" * 64,
    "lists": (ListPlace(list=Iri("x:list"), kind="plain", item=2),),
    "statistic": Statistic(iri=Iri("x:s"), measure=Iri("x:share"), bound="at-most", value=Decimal(3)),
    ".section": Iri("x:s99"),
    ".block": 77,
    ".item": 7,
    ".start": 1,
    ".end": 9999,
    ".sha256": "0" * 64,
    ".anchor_prefix": "Before",
    ".anchor_start": "One",
    ".anchor_end": "other",
}


@pytest.mark.parametrize("field", FIELDS)
def test_whatever_is_changed_of_one_claim_names_that_claim_alone(field: str) -> None:
    """By the cause that it is: the claim as people wrote it."""
    article = edits.invent(8)
    corpus = edits.corpus_of(article)
    text = read_source(article.written())
    claims = list(corpus.claims)
    name = field.removeprefix(".")
    changed = replace(claims[3] if field == name else claims[3].passages[0], **{name: FIELDS[field]})
    claims[3] = changed if isinstance(changed, Claim) else replace(claims[3], passages=(changed,))
    check = recheck(receipt_of(corpus, text), replace(corpus, claims=tuple(claims)), text)
    assert named(check) == {claims[3].iri}
    assert check.breaches[0].why[0].cause is Cause.CLAIM


def test_a_label_breaks_the_claims_that_are_about_it_or_about_what_is_broader() -> None:
    """At either end of a claim; what no check reads of a concept, its definition, breaks none."""
    article = edits.invent(2, 2)
    corpus = edits.corpus_of(article)
    text = read_source(article.written())
    first = corpus.claims[0]
    broad, narrow = first.subject, next(
        one.iri for one in corpus.concepts if one.iri not in {first.subject, first.object}
    )  # fmt: skip
    below = replace(corpus, concepts=tuple(
        replace(one, broader=(broad,)) if one.iri == narrow else one for one in corpus.concepts
    ))  # fmt: skip
    old = receipt_of(below, text)
    ends = {end for claim in corpus.claims[:6] for end in (claim.subject, claim.object)}
    for target in sorted(end for end in ends | {narrow} if end):
        wide = replace(below, concepts=tuple(
            replace(one, alt_labels=("Zzyzx",)) if one.iri == target else one for one in below.concepts
        ))  # fmt: skip
        told = {target, broad} if target == narrow else {target}
        about = {claim.iri for claim in corpus.claims if told & {claim.subject, claim.object}}
        check = recheck(old, wide, text)
        assert about
        assert {one.claim for one in check.breaches if one.why[0].cause is Cause.CLAIM} == about
    defined = replace(below, concepts=tuple(replace(one, definition="A thing.") for one in below.concepts))
    assert recheck(old, defined, text).holds


def test_where_nothing_was_checked_nothing_holds() -> None:
    """No breach is no proof."""
    assert not ReceiptCheck(articles=(), rules=(), breaches=()).holds
