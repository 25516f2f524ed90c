"""From words to a passage to paste, and pin lines made right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.checking.anchoring import Anchored, PinState, anchor, pins
from graph.errors import AnchorNotFound, AnchorNotUnique, UsageError
from graph.model import Claim, Corpus, Iri, Passage
from graph.store import Document, open_store
from graph.text.passages import SourceText, read_source
from graph.vocab import AUTHORED_GRAPHS
from tests.corpora import anchored_passage, headed_source

BASE = "https://example.org/a#"
TEXT = """Of owls

Hearing

The barn owl hunts by ear \u2014 the owl\u2019s face gathers sound like a dish. The barn owl flies
without noise.

It finds:

  \u2022 mice under deep snow in winter
  \u2022 a \u201cquiet\\loud\u201d vole in long dry grass

Sleep

The barn owl rests by day in hollow trees.
"""
TEXT = TEXT.replace("flies\nwithout", "flies without")


OWLS = headed_source(BASE, "Hearing", "Sleep")


def text() -> SourceText:
    """Give the text of these tests."""
    return read_source(TEXT, path="owls.txt")


def slice_of(found: Anchored) -> str:
    """Give the words found."""
    return text().text[found.start : found.end]


def test_words_become_a_place_with_offsets_and_hash() -> None:
    """Section, block, item, offsets and hash are those of the stretch from start to end."""
    found = anchor(text(), OWLS, start="mice under", end="winter")
    assert slice_of(found) == "mice under deep snow in winter"
    assert (found.section, found.block, found.item) == (f"{BASE}s01", 3, 1)
    assert found.sha256 == text().slice_sha256(found.start, found.end)


def test_the_snippet_is_turtle_that_says_what_was_found() -> None:
    """What is printed parses, and states the passage with the article's own quotes, escaped."""
    found = anchor(text(), OWLS, start='a "quiet\\loud"', end="dry grass", prefix=None)
    assert found.anchor_start == "a \u201cquiet\\loud\u201d"
    store = open_store()
    head = f"@prefix cg: <https://w3id.org/claimgraph/vocab#> . @prefix a: <{BASE}> .\n"
    store.load(Document(path="x", graph=f"{AUTHORED_GRAPHS}x", text=(head + found.turtle).encode()))
    rows = store.select("SELECT ?s ?p ?o { ?s ?p ?o }")
    said = {(row["p"] or "").rpartition("#")[2]: row["o"] for row in rows}
    assert {row["s"] for row in rows} == {f"{BASE}c___-p"}
    assert said == {
        "type": "https://w3id.org/claimgraph/vocab#Passage",
        "section": f"{BASE}s01",
        "block": "3",
        "item": "2",
        "anchorStart": "a \u201cquiet\\loud\u201d",
        "anchorEnd": "dry grass",
        "start": str(found.start),
        "end": str(found.end),
        "sha256": found.sha256,
    }


def test_anchors_are_printed_as_the_article_writes_them() -> None:
    """Plain quotes, dashes and capitals typed by hand become those of the article."""
    found = anchor(text(), OWLS, start="THE OWL'S", end="sound", prefix="ear -")
    assert (found.anchor_prefix, found.anchor_start) == ("ear \u2014", "the owl\u2019s")
    assert (
        'cg:anchorPrefix "ear \u2014" ; cg:anchorStart "the owl\u2019s" ; cg:anchorEnd "sound"'
        in found.turtle
    )


def test_words_that_occur_often_are_refused_with_the_prefixes_that_tell_them_apart() -> None:
    """Each place gets the shortest prefix that leads there alone; each works."""
    with pytest.raises(AnchorNotUnique) as caught:
        anchor(text(), OWLS, start="The barn")
    assert caught.value.count == 3
    assert caught.value.prefixes == ("Hearing", "dish.", "Sleep")
    found = [anchor(text(), OWLS, start="The barn", end="owl", prefix=one) for one in caught.value.prefixes]
    assert [slice_of(one) for one in found] == ["The barn owl"] * 3
    assert len({one.start for one in found}) == 3
    assert slice_of(anchor(text(), OWLS, start="The barn", end="noise", prefix="dish.")).endswith("noise")


def test_an_end_that_only_a_later_place_has_asks_for_its_prefix() -> None:
    """A browser takes the first hit of the start, so the place that is meant needs a prefix."""
    with pytest.raises(AnchorNotUnique) as caught:
        anchor(text(), OWLS, start="The barn", end="hollow trees")
    assert caught.value.prefixes == ("Sleep",)


def test_an_end_that_only_the_first_place_has_is_enough() -> None:
    """The first hit with the only end is where every browser jumps."""
    repeated = read_source("A\nThe owl sees a mouse at night.\nThe owl sleeps.")
    found = anchor(repeated, headed_source(BASE, "A"), start="The owl", end="night")
    assert (found.start, found.block) == (2, 1)


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        pytest.param({"start": "an eagle"}, "an eagle", id="start"),
        pytest.param({"start": "mice", "end": "eagle"}, "eagle", id="end"),
        pytest.param({"start": "mice", "end": "noise"}, "noise", id="end before start"),
        pytest.param({"start": "It finds", "end": "mice"}, "mice", id="end in another block"),
        pytest.param({"start": "mice", "prefix": "eagle"}, "eagle", id="prefix"),
    ],
)
def test_words_that_are_not_there_are_named(words: dict[str, str], missing: str) -> None:
    """The message names the part that is missing, and the file."""
    with pytest.raises(AnchorNotFound, match=r"^owls\.txt: ") as caught:
        anchor(text(), OWLS, **words)  # type: ignore[arg-type]
    assert caught.value.words == missing


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param({"start": "a b c d e f"}, "--start are 6", id="six start words"),
        pytest.param({"start": ""}, "--start are 0", id="no start words"),
        pytest.param({"start": "mice", "end": "a b c d e f"}, "--end are 6", id="six end words"),
        pytest.param({"start": "mice", "prefix": "a b c d"}, "--prefix are 4", id="four prefix words"),
        pytest.param(
            {"start": "mice under deep", "end": "winter"}, "4 of the passage's 6", id="more than half"
        ),
        pytest.param({"start": "Hearing"}, "a heading", id="a heading"),
    ],
)
def test_anchors_that_say_too_much_or_stand_nowhere_are_refused(words: dict[str, str], said: str) -> None:
    """Limits of the model, and places without a section, give one clear sentence."""
    with pytest.raises(UsageError, match=r"^owls\.txt: ") as caught:
        anchor(text(), OWLS, **words)  # type: ignore[arg-type]
    assert said in str(caught.value)


def test_text_of_an_article_without_sections_has_no_place() -> None:
    """Where the data describe no section, none can be named."""
    with pytest.raises(UsageError, match="no heading that the data describe"):
        anchor(text(), replace(OWLS, sections=()), start="mice under deep")


def test_what_stands_before_the_first_heading_stands_in_the_article() -> None:
    """A by-line is in no section: its section is the article itself."""
    found = anchor(text(), OWLS, start="Of owls")
    assert (found.section, found.block) == (f"{BASE}article", 1)
    assert "cg:section a:article ; cg:block 1 ;" in found.turtle


# --- anchor --all -------------------------------------------------------------------------------


def passage(name: str, found: Anchored) -> Passage:
    """Give the passage that the data would have."""
    return anchored_passage(Iri(BASE + name), OWLS, found)


def corpus(*passages: Passage) -> Corpus:
    """Give a corpus with one claim on all passages."""
    claim = Claim(
        iri=Iri(f"{BASE}c001"),
        label="Owls hear.",
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
    return Corpus(claims=(claim,), sources=(OWLS,))


MICE = passage("c001-p", anchor(text(), OWLS, start="mice under", end="winter"))
REST = passage("c002-p", anchor(text(), OWLS, start="rests by", end="trees"))
EDITION = replace(OWLS, length=text().length, sha256=text().sha256)


def test_right_pins_need_nothing() -> None:
    """An article that is as the data say gives no line."""
    assert pins(corpus(MICE, REST), EDITION, text()) == ()


def test_missing_pins_get_their_line() -> None:
    """A passage without pins, and an article without length and hash, get the lines to paste."""
    bare = replace(MICE, start=-1, end=-1, sha256="")
    article, pin = pins(corpus(bare, REST), OWLS, text())
    assert (pin.iri, pin.state) == (MICE.iri, PinState.UNPINNED)
    assert pin.line == f'cg:start {MICE.start} ; cg:end {MICE.end} ; cg:sha256 "{MICE.sha256}" .'
    assert (article.iri, article.state) == (OWLS.iri, PinState.UNPINNED)
    assert article.line == f'cg:length {text().length} ; cg:sha256 "{text().sha256}" .'


def test_moved_passages_get_their_new_line() -> None:
    """Text put before them moves passages; the line has the new offsets and the same hash."""
    later = read_source("A new line.\n" + TEXT)
    moved = [pin for pin in pins(corpus(MICE, REST), OWLS, later) if pin.iri != OWLS.iri]
    assert [pin.state for pin in moved] == [PinState.MOVED, PinState.MOVED]
    assert (
        moved[0].line == f'cg:start {MICE.start + 12} ; cg:end {MICE.end + 12} ; cg:sha256 "{MICE.sha256}" .'
    )


def test_changed_words_get_a_line_and_a_warning() -> None:
    """The anchors lead to other words: the line is offered, the reading demanded."""
    changed = read_source(TEXT.replace("deep snow", "thin snow"))
    (pin,) = [pin for pin in pins(corpus(MICE, REST), OWLS, changed) if pin.iri == MICE.iri]
    assert pin.state is PinState.CHANGED
    assert "read it again" in pin.message
    assert pin.line is not None
    assert changed.slice_sha256(MICE.start, MICE.end) in pin.line.replace('"', " ").split()


def test_lost_passages_are_reported_and_not_guessed() -> None:
    """Words that are gone give no line."""
    gone = read_source(TEXT.replace("mice under deep snow in winter", "worms"))
    (pin,) = [pin for pin in pins(corpus(MICE), OWLS, gone) if pin.iri == MICE.iri]
    assert (pin.state, pin.line) == (PinState.LOST, None)


@pytest.mark.parametrize("pinned", [True, False], ids=["pinned", "unpinned"])
def test_anchors_that_lead_elsewhere_are_reported_with_the_prefix_they_lack(pinned: bool) -> None:  # noqa: FBT001
    """Two places have the words: the one the passage names needs a prefix, and it is offered."""
    rest = passage("c002-p", anchor(text(), OWLS, start="The barn", end="day", prefix="Sleep"))
    rest = replace(rest, anchor_prefix=None)
    if not pinned:
        rest = replace(rest, start=-1, end=-1, sha256="")
    (pin,) = pins(corpus(rest), EDITION, text())
    assert (pin.state, pin.line) == (PinState.ELSEWHERE, None)
    assert 'add cg:anchorPrefix "Sleep"' in pin.message
