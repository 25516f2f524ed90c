"""Finding claims and concepts by what people call them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import NotFound
from graph.lookup import find_concept, find_concepts, find_entry
from graph.model import Claim, Concept
from tests.corpora import ARTICLE_A, claim, con, concept, corpus

_CORPUS = corpus(
    [
        claim(1, "dry-eye", 1, "itch", label="Dry eyes make lids itch."),
        claim(2, "itch", 1, "dry-eye", label="Rubbing dries the eye."),
    ],
    [
        concept("dry-eye", "Condition", label="Dry eye", alt_labels=("Keratoconjunctivitis sicca",)),
        concept("itch", "Symptom", label="Itching lids", definition="An urge to rub the eyelids."),
        concept("tear-film", label="Tear film", alt_labels=("Film of tears",)),
        concept("screen", "Factor", label="Café light", alt_labels=("Blue light",)),
        concept("lamp", "Factor", label="Lamp", alt_labels=("Blue light",)),
    ],
)


@pytest.mark.parametrize(
    "name",
    [
        con("dry-eye"),
        "con:dry-eye",
        "dry-eye",
        "DRY-EYE",
        "Dry eye",
        "  dry EYE ",
        "keratoconjunctivitis sicca",
    ],
    ids=["iri", "curie", "short-id", "capitals", "label", "spaces", "other-name"],
)
def test_a_concept_is_found_by_any_of_its_names(name: str) -> None:
    """IRI, CURIE, short id, label and other names lead to the same concept, whatever the case."""
    found = find_entry(_CORPUS, name)
    assert isinstance(found, Concept)
    assert found.iri == con("dry-eye")


@pytest.mark.parametrize(
    "name",
    [f"{ARTICLE_A}c002", "invented-a:c002", "c002", "rubbing dries the eye."],
    ids=["iri", "curie", "short-id", "label"],
)
def test_a_claim_is_found_by_any_of_its_names(name: str) -> None:
    """Claims have the same ways in."""
    found = find_entry(_CORPUS, name)
    assert isinstance(found, Claim)
    assert found.iri == f"{ARTICLE_A}c002"


def test_accents_may_be_left_out() -> None:
    """A keyboard without accents finds the same."""
    assert find_entry(_CORPUS, "cafe light").iri == con("screen")
    assert [entry.iri for entry in find_concepts(_CORPUS, "cafe")] == [con("screen")]


@pytest.mark.parametrize(
    ("typed", "offered"), [("dry-ey", "dry-eye"), ("Itchng lids", "Itching lids"), ("c0002", "c002")]
)
def test_a_slip_is_answered_with_near_names(typed: str, offered: str) -> None:
    """What is nearly right is offered in the words the data use."""
    with pytest.raises(NotFound) as caught:
        find_entry(_CORPUS, typed)
    assert offered in caught.value.nearest
    assert offered in str(caught.value)


def test_a_name_of_two_things_is_refused_with_both() -> None:
    """An ambiguous name is not guessed at: the exact ids are offered."""
    with pytest.raises(NotFound) as caught:
        find_entry(_CORPUS, "blue light")
    assert sorted(caught.value.nearest) == ["con:lamp", "con:screen"]


def test_what_comes_near_nothing_is_told_where_to_look() -> None:
    """The message still says what to do."""
    with pytest.raises(NotFound, match="claimgraph concepts"):
        find_entry(_CORPUS, "xyzzy quux")


def test_whole_names_come_first() -> None:
    """The concept that is called just that stands before those that only mention it."""
    assert find_concepts(_CORPUS, "tear film")[0].iri == con("tear-film")
    assert find_concepts(_CORPUS, "film of tears")[0].iri == con("tear-film")


def test_a_whole_other_name_comes_before_a_label_that_holds_the_words() -> None:
    """Who types a name in full means the thing of that name."""
    small = corpus(
        concepts=[
            concept("a", label="Blue light lamp"),
            concept("b", label="Screen glow", alt_labels=("Blue light",)),
        ]
    )
    assert [entry.iri for entry in find_concepts(small, "blue light")] == [con("b"), con("a")]


@pytest.mark.parametrize("text", ["kerato", "itchng", "rub eyelids", "LIDS"])
def test_concepts_are_found_by_beginnings_slips_and_definitions(text: str) -> None:
    """What a curator half remembers is enough."""
    assert find_concepts(_CORPUS, text)[0].iri in {con("dry-eye"), con("itch")}


@pytest.mark.parametrize("text", ["", " ", "?!", "zebra", "dry zebra"])
def test_nothing_near_is_nothing(text: str) -> None:
    """Every word has to fit something; punctuation alone is no word."""
    assert find_concepts(_CORPUS, text) == ()


@given(st.text())
def test_any_text_is_a_fair_question(text: str) -> None:
    """No text whatever is an error for a search, and a name is found or refused, never a crash."""
    assert isinstance(find_concepts(_CORPUS, text), tuple)
    with suppress(NotFound):
        find_entry(_CORPUS, text)


_NEAR = corpus(
    [claim(number, "dry-eye", 1, "lid-itch") for number in (8, 68, 168)],
    [
        concept("dry-eye", "Condition", label="Dry eye", alt_labels=("arid eye disease",)),
        concept("lid-itch", "Symptom", label="Itching lids"),
        concept("tear-pressure", label="Pressure of the tears"),
    ],
)


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("Dry eyes", "dry-eye"),
        ("dry_eye", "dry-eye"),
        ("con:dry-ey", "dry-eye"),
        ("https://w3id.org/claimgraph/concept#dryeye", "dry-eye"),
        ("arid eye diseas", "dry-eye"),
        ("lids itching", "lid-itch"),
        ("itching of the lids", "lid-itch"),
        ("tear pressure", "tear-pressure"),
        ("the pressure", "tear-pressure"),
        ("eye disease", "dry-eye"),
    ],
)
def test_what_people_mistake_is_answered_with_the_right_name_first(typed: str, best: str) -> None:
    """Endings, marks, other prefixes, other names, other orders of words, half a name."""
    with pytest.raises(NotFound) as caught:
        find_concept(_NEAR, typed)
    assert find_concept(_NEAR, caught.value.nearest[0]).iri == con(best)


@pytest.mark.parametrize("typed", ["ibuprofen", "zzz", " ", "", "#", "\x1b"])
def test_what_is_like_nothing_is_not_offered_anything(typed: str) -> None:
    """A wrong offer is worse than none."""
    with pytest.raises(NotFound) as caught:
        find_concept(_NEAR, typed)
    assert caught.value.nearest == ()


def test_each_thing_is_offered_once_and_can_be_found() -> None:
    """Label, slug and other names of one concept are one offer."""
    with pytest.raises(NotFound) as caught:
        find_entry(_NEAR, "dry eyed")
    offered = [find_entry(_NEAR, name).iri for name in caught.value.nearest]
    assert len(offered) == len(set(offered)) > 0


def test_marks_around_a_name_are_no_part_of_it() -> None:
    """What is copied from Turtle or a sentence comes with its marks."""
    assert find_concept(_NEAR, f"<{con('dry-eye')}>") == find_concept(_NEAR, '"dry eye"')


def test_noughts_of_an_id_may_be_left_out_of_the_question() -> None:
    """c68 is most likely c068, which is like c168 too."""
    with pytest.raises(NotFound) as caught:
        find_entry(_NEAR, "c68")
    assert caught.value.nearest[0] == "c068"


def test_a_claim_where_a_concept_is_meant_is_told_apart() -> None:
    """The answer says what it is, and where its concepts stand."""
    with pytest.raises(NotFound, match="it is a claim: claimgraph show c068"):
        find_concept(_NEAR, "c068")


def test_another_word_is_no_slip() -> None:
    """Who asks for the weather is not offered what gets weaker; a slip still is."""
    small = corpus([], [concept("legs", "Symptom", label="Legs getting weaker")])
    with pytest.raises(NotFound) as missing:
        find_concept(small, "weather")
    assert "weaker" not in str(missing.value)
    with pytest.raises(NotFound, match="Legs getting weaker"):
        find_concept(small, "weeker legs")
