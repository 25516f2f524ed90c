"""Passages against a source text, and the data in words of their own."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.checking.anchoring import anchor
from graph.checking.editions import match_source
from graph.checking.verification import LiteralRow, check_wording, verify_passages
from graph.model import Claim, Corpus, Iri, Passage, Section, Severity, Source, Verdict
from graph.resources import query
from graph.store import Document, Rows, open_store
from graph.text.passages import SourceText, read_source
from graph.vocab import AUTHORED_GRAPHS
from tests.corpora import anchored_passage

SHARED = Path(__file__).parents[2] / "shared"
BASE = "https://example.org/a#"
TEXT = """Of bees

Dance

A bee that finds nectar dances on the comb to show the way. The bee\u2019s waggle points to the sun.
Old bees dance more often than young ones do.

What it tells:

\u2022 how far the flowers are from home
\u2022 how rich they are in sweet nectar

Winter

In winter the bees form a tight ball. Old bees dance more often than young ones do.

Queen

The queen lays all eggs of the hive.
"""


def source(*titles: str, name: str = "article", base: str = BASE) -> Source:
    """Give a source with these headings."""
    return Source(
        iri=Iri(base + name),
        title="Of bees",
        url="https://example.org/bees",
        publisher=None,
        published=None,
        normalization=None,
        length=None,
        sha256=None,
        sections=tuple(
            Section(iri=Iri(f"{base}s{n:02}"), title=title, position=n, parent=Iri(base + name))
            for n, title in enumerate(titles, 1)
        ),
    )


BEES = source("Dance", "Winter", "Queen")


def passage(name: str, start: str, end: str, prefix: str | None = None) -> Passage:
    """Give the passage that the data would have."""
    found = anchor(read_source(TEXT), BEES, start=start, end=end, prefix=prefix)
    return anchored_passage(Iri(BASE + name), BEES, found)


def claim(number: int, *passages: Passage) -> Claim:
    """Give a claim that rests on the passages."""
    return Claim(
        iri=Iri(f"{BASE}c{number:03}"),
        label=f"Claim {number}.",
        kind="causal",
        subject=Iri("x:a"),
        predicate=Iri("x:p"),
        object=Iri("x:b"),
        object_literal=None,
        sign=0,
        polarity="affirmed",
        modality="asserted",
        modality_rank=1,
        passages=passages,
    )


DANCE = passage("c001-p", "A bee that", "the comb")
SUN = passage("c002-p", "The bee's", "sun")
FAR = passage("c003-p", "how far", "from home")
BALL = passage("c004-p", "bees form", "ball")
OLD = passage("c005-p", "Old bees", "ones do", prefix="ball.")
ALL = (DANCE, SUN, FAR, BALL, OLD)


def corpus(*passages: Passage) -> Corpus:
    """Give a corpus with one claim a passage."""
    return Corpus(
        sources=(BEES,), claims=tuple(claim(number, passage) for number, passage in enumerate(passages, 1))
    )


def verdicts(text: str, *passages: Passage) -> tuple[Verdict, ...]:
    """Verify the passages against a text."""
    return verify_passages(corpus(*(passages or ALL)), BEES, read_source(text))


def rules(verdict: Verdict) -> list[str]:
    """Give the ids of the rules broken."""
    return [finding.rule for finding in verdict.findings]


def test_an_unchanged_text_makes_every_passage_exact() -> None:
    """Nothing is to be said about passages that are right."""
    found = verdicts(TEXT)
    assert [(entry.passage, entry.verdict, entry.findings) for entry in found] == [
        (passage.iri, "exact", ()) for passage in ALL
    ]
    assert [(entry.start, entry.end, entry.located_by) for entry in found] == [
        (passage.start, passage.end, "position") for passage in ALL
    ]


def test_a_mistyped_pin_is_not_exact_though_the_edition_is_equal() -> None:
    """The edition's hash does not vouch for the pins of a passage."""
    text = read_source(TEXT)
    edition = replace(BEES, length=text.length, sha256=text.sha256)
    wrong = replace(DANCE, sha256="0" * 64)
    (entry,) = verify_passages(corpus(wrong), edition, text)
    assert entry.verdict == "changed"
    shifted = replace(DANCE, start=DANCE.start + 1, end=DANCE.end + 1)
    (entry,) = verify_passages(corpus(shifted), edition, text)
    assert (entry.verdict, entry.start) == ("moved", DANCE.start)


def test_a_wrong_offset_is_moved_not_changed() -> None:
    """Where the anchors mark what was hashed, the words are the same and only the pin is wrong."""
    (entry,) = verdicts(TEXT, replace(DANCE, start=DANCE.start + 1))
    assert (entry.verdict, entry.start, entry.end) == ("moved", DANCE.start, DANCE.end)


def test_moved_passages_are_found_and_only_warned_about() -> None:
    """Text before them, or blocks in another order, move passages and break nothing."""
    moved = verdicts("A word before.\n" + TEXT)
    assert {entry.verdict for entry in moved} == {"moved"}
    assert [entry.start for entry in moved] == [passage.start + 15 for passage in ALL]
    assert {finding.severity for entry in moved for finding in entry.findings} == {Severity.WARNING}
    assert {finding.rule for entry in moved for finding in entry.findings} == {"P01-passage"}


def test_a_passage_with_broken_anchors_is_found_by_its_hash() -> None:
    """Where the anchors lead nowhere, the slice is looked for all over the text."""
    broken = replace(FAR, anchor_start="no such")
    (entry,) = verdicts("More.\n" + TEXT, broken)
    assert (entry.verdict, entry.located_by, entry.start) == ("moved", "hash", FAR.start + 6)
    assert rules(entry) == ["P01-passage", "P02-anchors"]


def test_changed_words_are_changed_and_a_violation() -> None:
    """The anchors still stand, the words between do not."""
    (entry,) = verdicts(TEXT.replace("the flowers are", "flowers may be"), FAR)
    assert entry.verdict == "changed"
    assert rules(entry) == ["P01-passage"]
    assert entry.findings[0].severity is Severity.VIOLATION
    assert (entry.findings[0].claim, entry.findings[0].label) == (f"{BASE}c001", "Claim 1.")


def test_a_deleted_sentence_is_missing_even_where_its_twin_stands() -> None:
    """A sentence said twice and deleted once is not moved to the place of the other."""
    text = read_source(TEXT).text
    start = text.index("Old bees")
    keeper = replace(
        OLD,
        iri=Iri(f"{BASE}c006-p"),
        start=start,
        end=start + OLD.end - OLD.start,
        section=BEES.sections[0].iri,
        anchor_prefix=None,
    )
    gone = TEXT.replace("ball. Old bees dance more often than young ones do.", "ball.")
    (alone,) = verdicts(gone, OLD)
    assert (alone.verdict, alone.start) == ("moved", start)  # nobody else points there
    lost, kept = verdicts(gone, OLD, keeper)
    assert (kept.verdict, kept.passage) == ("exact", keeper.iri)
    assert lost.verdict == "missing"


def test_words_that_are_gone_are_missing() -> None:
    """Without anchors and hash there is no place."""
    (entry,) = verdicts(TEXT.replace("how far the flowers are from home", "the smell"), FAR)
    assert (entry.verdict, entry.start, entry.end, entry.located_by) == ("missing", None, None, None)
    assert rules(entry) == ["P01-passage"]


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        pytest.param(replace(OLD, anchor_prefix=None), "P02-anchors", id="the first hit is another place"),
        pytest.param(replace(SUN, anchor_start="The bee's"), "P02-anchors", id="not the article's quotes"),
        pytest.param(replace(BALL, anchor_end="tight"), "P02-anchors", id="the end is another"),
        pytest.param(replace(FAR, item=2), "P03-place", id="another item"),
        pytest.param(replace(FAR, block=2), "P03-place", id="another block"),
        pytest.param(replace(FAR, section=BEES.sections[1].iri), "P03-place", id="another section"),
        pytest.param(
            replace(FAR, anchor_start="how far the flowers"), "P05-limits", id="anchors of most of it"
        ),
    ],
)
def test_a_passage_that_says_its_place_wrongly_breaks_a_rule(wrong: Passage, rule: str) -> None:
    """The slice is exact, but the anchors or ordinals are not its own."""
    (entry,) = verdicts(TEXT, wrong)
    assert entry.verdict == "exact"
    assert rules(entry) == [rule]
    assert entry.findings[0].severity is Severity.VIOLATION


def test_two_passages_of_one_stretch_break_a_rule() -> None:
    """One stretch is one passage, which claims share."""
    twin = replace(FAR, iri=Iri(f"{BASE}c009-p"))
    first, second = verdicts(TEXT, FAR, twin)
    assert (rules(first), rules(second)) == ([], ["P04-twin"])


def test_a_shared_passage_is_judged_once_for_all_its_claims() -> None:
    """One verdict a passage, naming each claim."""
    data = Corpus(sources=(BEES,), claims=(claim(1, FAR), claim(2, FAR, BALL)))
    far, ball = verify_passages(data, BEES, read_source(TEXT))
    assert far.claims == (f"{BASE}c001", f"{BASE}c002")
    assert ball.claims == (f"{BASE}c002",)


def test_a_copy_with_plain_quotes_is_no_reproach_to_the_anchors() -> None:
    """Such a copy does not show how the article writes its quotes."""
    (entry,) = verdicts(TEXT.replace("\u2019", "'"), SUN)
    assert (entry.verdict, entry.findings) == ("exact", ())


@settings(max_examples=60)
@given(st.permutations(range(5)), st.integers(0, 4))
def test_blocks_in_any_order_lose_nothing(order: list[int], drop: int) -> None:
    """Of unlike lines put in any order, all but the dropped one are exact or moved."""
    lines = [
        f"Fact {word} stands alone here with {word} words of its own."
        for word in ["ant", "bug", "cat", "dog", "elk"]
    ]
    original = read_source("\n".join(lines))
    sections = source("None")
    passages = [
        Passage(
            iri=Iri(f"{BASE}c{n:03}-p"),
            source=sections.iri,
            section=Iri(f"{BASE}s01"),
            block=n + 1,
            item=None,
            start=block.start,
            end=block.end - 1,
            sha256=original.slice_sha256(block.start, block.end - 1) or "",
            anchor_prefix=None,
            anchor_start=lines[n][:8],
            anchor_end="its own",
            deep_link=None,
        )
        for n, block in enumerate(original.blocks)
    ]
    text = read_source("\n".join(lines[n] for n in order if n != drop))
    data = Corpus(sources=(sections,), claims=tuple(claim(n, p) for n, p in enumerate(passages)))
    for n, entry in enumerate(verify_passages(data, sections, text)):
        if n == drop:
            assert entry.verdict == "missing"
        else:
            assert entry.verdict in {"exact", "moved"}
            assert entry.start is not None
            assert text.slice_sha256(entry.start, entry.end or 0) == passages[n].sha256


# --- which source ------------------------------------------------------------------------------


def test_a_text_is_matched_to_its_source() -> None:
    """By its hash, by its passages, by its headings; another text is none."""
    other = replace(source("Fins", "Gills", "Scales", base="https://example.org/f#"), title="Of fish")
    data = replace(corpus(*ALL), sources=(BEES, other))
    text = read_source(TEXT)
    assert match_source(data, text) is BEES
    assert match_source(data, read_source("Gone.\n" + TEXT.replace("Dance\n", "Moves\n"))) is BEES
    assert match_source(data, read_source("Fins\nThey swim.\nScales\nThey shine.")) is other
    assert match_source(data, read_source("Rocks\nThey lie about, and nothing moves them.")) is None
    edition = replace(other, sha256=text.sha256)
    assert match_source(replace(data, sources=(BEES, edition)), text) is edition


# --- words of one's own ---------------------------------------------------------------------------


def row(text: str) -> LiteralRow:
    """Give a text of the data."""
    return LiteralRow(f"{BASE}c001", "http://www.w3.org/2000/01/rdf-schema#label", text, "claims.ttl")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("Bees show the way by dancing.", None, id="own words"),
        pytest.param("so: dances on the comb to", None, id="five words"),
        pytest.param("so: DANCES on the comb, to show", "L01-words", id="six words"),
        pytest.param("The bees\u2019 waggle points to the sun", None, id="six words but one"),
        pytest.param("In short, small bees sleep.", None, id="four words of a sentence"),
        pytest.param(
            "We read: bees rarely sleep at noon, it says", "L02-sentence", id="a whole short sentence"
        ),
        pytest.param("Here a hive hums all night long", "L02-sentence", id="a whole short item"),
        pytest.param("Why do bees dance in a ring?", None, id="a heading"),
        pytest.param("Asked is: why do bees dance in a ring", None, id="a heading within"),
    ],
)
def test_data_are_in_words_of_their_own(text: str, rule: str | None) -> None:
    """Six words in a row, or a whole sentence of five, are the article's; headings are free."""
    article = read_source(
        TEXT + "Bees rarely sleep at noon. Why do bees dance in a ring?\n\u2022 a hive hums all night\n"
    )
    findings = check_wording([row(text)], article, ["Why do bees dance in a ring?"])
    assert [finding.rule for finding in findings] == ([rule] if rule else [])


def test_a_finding_names_the_run_by_its_ends_and_quotes_nothing() -> None:
    """The message has count, first and last word, the text's property and file."""
    (finding,) = check_wording([row("Well, dances on the comb to show the way.")], read_source(TEXT))
    assert "shares 8 words in a row with the article, from 'dances' to 'way'" in finding.message
    assert finding.message.startswith("This label ")
    assert "on the comb" not in finding.message
    assert (finding.focus, finding.path, finding.severity) == (
        f"{BASE}c001",
        "claims.ttl",
        Severity.VIOLATION,
    )


# --- the packaged query and the example ------------------------------------------------------------

EXAMPLE = SHARED / "model-example.ttl"
ARTICLE = SHARED / "article.txt"


def load(turtle: str, name: str) -> Rows:
    """Load Turtle and answer a packaged query."""
    store = open_store()
    store.load(Document(path="x.ttl", graph=f"{AUTHORED_GRAPHS}x.ttl", text=turtle.encode()))
    return store.select(query(name))


TURTLE = """
@prefix cg: <https://w3id.org/claimgraph/vocab#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix a: <https://example.org/a#> .
a:article a cg:Article ; dcterms:title "Of bees"@en ; cg:length 5 ; cg:sha256 "ab" .
a:s01 a cg:Section ; dcterms:title "Dance"@en ; cg:position 1 .
a:cit a cg:Citation ; cg:namedJournal "Bee World" .
a:data dcterms:title "Claims about bees"@en .
a:c001 a cg:Claim ; rdfs:label "Bees dance."@en ; cg:hedge "may"@en ; cg:passage a:c001-p .
a:c001-p a cg:Passage ; cg:anchorStart "A bee" ; cg:anchorEnd "comb" ; cg:anchorPrefix "x" ; cg:sha256 "cd" .
"""


def test_every_text_but_pointers_is_checked() -> None:
    """Labels, hedges and titles are read; anchors, hashes and numbers are not."""
    rows = load(TURTLE, "literals")
    assert rows.variables == ("focus", "property", "text", "file")
    assert sorted(str(entry["text"]) for entry in rows) == [
        "Bee World",
        "Bees dance.",
        "Claims about bees",
        "Dance",
        "Of bees",
        "may",
    ]
    assert {entry["file"] for entry in rows} == {f"{AUTHORED_GRAPHS}x.ttl"}


def test_titles_headings_and_journals_may_be_named() -> None:
    """The phrases of articles, sections and journals are free, a data set's title is not."""
    assert [entry["phrase"] for entry in load(TURTLE, "allowed-phrases")] == ["Bee World", "Dance", "Of bees"]


SECTIONS = """
PREFIX cg: <https://w3id.org/claimgraph/vocab#> PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?section ?title ?position { ?section a cg:Section ; dcterms:title ?title ; cg:position ?position }
"""


def example() -> tuple[Corpus, SourceText]:
    """Read the worked example and the article, where they are at hand."""
    if not (EXAMPLE.exists() and ARTICLE.exists()):
        pytest.skip("no source text")
    turtle = EXAMPLE.read_text(encoding="utf-8")
    rows = [dict(entry) for entry in load(turtle, "passages")]
    store = open_store()
    store.load(Document(path="x.ttl", graph=f"{AUTHORED_GRAPHS}x.ttl", text=turtle.encode()))
    article = Iri(str(rows[0]["section"]).partition("#")[0] + "#article")
    sections = tuple(
        Section(
            iri=Iri(str(entry["section"])),
            title=str(entry["title"]),
            position=int(str(entry["position"])),
            parent=article,
        )
        for entry in store.select(SECTIONS)
    )
    passages = [
        Passage(
            iri=Iri(str(entry["passage"])),
            source=article,
            section=Iri(str(entry["section"])),
            block=int(str(entry["block"])),
            item=int(entry["item"]) if entry["item"] else None,
            start=int(str(entry["start"])),
            end=int(str(entry["end"])),
            sha256=str(entry["sha256"]),
            anchor_prefix=entry["prefix"],
            anchor_start=str(entry["anchorStart"]),
            anchor_end=entry["anchorEnd"],
            deep_link=None,
        )
        for entry in rows
    ]
    told = replace(source(), iri=article, sections=sections)
    claims = tuple(claim(number, passage) for number, passage in enumerate(passages))
    return Corpus(sources=(told,), claims=claims), read_source(ARTICLE.read_text(encoding="utf-8"))


def test_the_passages_of_the_example_are_exact() -> None:
    """Slice, hash, section, block, item, anchors and limits of all fifteen agree with the article."""
    data, text = example()
    found = verify_passages(data, data.sources[0], text)
    assert len(found) == 15
    assert {entry.verdict for entry in found} == {"exact"}
    assert [finding for entry in found for finding in entry.findings] == []
    assert match_source(data, text) is data.sources[0]


def test_anchors_of_the_example_lead_to_their_pins() -> None:
    """The anchor command gives the pins that the example has, wherever its anchors are unique."""
    data, text = example()
    places = [entry.passages[0] for entry in data.claims]
    unique = [
        place
        for place in places
        if len(list(text.as_normalized.places(place.anchor_start, place.anchor_prefix))) == 1
    ]
    assert len(unique) > 10
    for place in unique:
        found = anchor(
            text, data.sources[0], start=place.anchor_start, end=place.anchor_end, prefix=place.anchor_prefix
        )
        assert (found.section, found.block, found.item, found.start, found.end, found.sha256) == (
            place.section,
            place.block,
            place.item,
            place.start,
            place.end,
            place.sha256,
        )


def test_the_example_is_in_words_of_its_own() -> None:
    """No text of the example shares six words in a row with the article; a pasted line does."""
    _, text = example()
    turtle = EXAMPLE.read_text(encoding="utf-8")
    rows = [
        LiteralRow(**{key: str(value) for key, value in entry.items()}) for entry in load(turtle, "literals")
    ]
    phrases = [str(entry["phrase"]) for entry in load(turtle, "allowed-phrases")]
    assert check_wording(rows, text, phrases) == ()
    longest = max((block for block in text.blocks), key=lambda block: block.end - block.start)
    copied = LiteralRow("x:c1", "x#label", text.text[longest.start : longest.end], "x.ttl")
    assert [finding.rule for finding in check_wording([copied], text, phrases)] == ["L01-words"]
    assert [key for key, _ in groupby(sorted(entry.file for entry in rows))] == [f"{AUTHORED_GRAPHS}x.ttl"]
