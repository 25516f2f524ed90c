"""Where sentences begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.sentences import sentence_spans


def cut(text: str) -> list[str]:
    """Give the sentences of a text."""
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Owls hunt. Do they? Yes! So…  They do.", 5, id="stops of all kinds"),
        pytest.param("Owls hunt\nat night\r\nalone", 3, id="line ends"),
        pytest.param("Dr. Grey met Mrs. Brown and Prof. White.", 1, id="titles of people"),
        pytest.param("Birds of prey, e.g. Owls, i.e. Night birds, vs. Hawks.", 1, id="abbreviations within"),
        pytest.param("It weighs 3.5 kg. Owls eat 0.2 kg. In Dec. 2 more.", 3, id="decimals and units"),
        pytest.param("It weighs 3.5 kg. of feathers", 1, id="a small letter begins none"),
        pytest.param("Owls of the U.S. Army fly. In the U.S. They sleep.", 3, id="letters with stops"),
        pytest.param("It flew at 5 p.m. The moon rose. At 6 a.m. on Monday it slept.", 3, id="hours"),
        pytest.param("See fig. 3 and No. 5. No. It does not.", 3, id="numbered things"),
        pytest.param("J. R. Owl wrote it. Take vitamin C. Oranges have it.", 3, id="initials, and vitamins"),
        pytest.param("Mice, voles, etc. are food. They eat mice, etc. Owls rest.", 3, id="etc. at an end"),
        pytest.param(
            "1. Sit down. 2. Wait.\n a) Eat.\niv. Sleep.", 4, id="numbers of a list belong to what follows"
        ),
        pytest.param("Grey et al. saw it. Grey et al. Saw", 2, id="authors"),
        pytest.param(
            '"Fly!" It flew. “Who?” Nobody (not one.) The end.', 5, id="closing quotes and brackets"
        ),
        pytest.param('"Fly!" it cried. "Why?" asked the mouse.', 2, id="speech that goes on"),
        pytest.param("They hunt.[12] They rest.[3][4] The end.", 3, id="note marks"),
        pytest.param("They hunt... and wait. They wait... Then they fly.", 3, id="dots"),
        pytest.param("They met a Dr... Voles fled.", 2, id="dots after an abbreviation"),
        pytest.param(
            "Half cost $3. 5 percent more. See www.owls.example. Then rest.", 4, id="signs, addresses"
        ),
        pytest.param("猫。犬\uff01「鳥。」魚", 4, id="full-width stops"),
        pytest.param("  \n . . . \n", 2, id="only stops"),
        pytest.param(" \t \n\n", 0, id="nothing"),
    ],
)
def test_a_sentence_ends_where_people_end_it(text: str, expected: int) -> None:
    """As many sentences as a reader counts."""
    assert len(cut(text)) == expected, cut(text)


@given(st.text(alphabet=st.sampled_from("aAbZ1 .!?…\"')(\n\t。[]-é"), max_size=80))
def test_every_character_is_in_one_sentence(text: str) -> None:
    """Sentences are in order and apart; between them is white space, and none at their ends."""
    spans = sentence_spans(text)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(start < end for start, end in spans)
    inside = {at for start, end in spans for at in range(start, end)}
    assert all(char.isspace() for at, char in enumerate(text) if at not in inside)
    assert all(part == part.strip() and "\n" not in part for part in cut(text))


@given(st.lists(st.text(alphabet="aAbZ1 .!?\"')", max_size=30), max_size=5))
def test_a_line_is_cut_as_if_it_stood_alone(lines: list[str]) -> None:
    """What stands in other lines changes nothing."""
    assert cut("\n".join(lines)) == [part for line in lines for part in cut(line)]


WORDS = st.lists(
    st.sampled_from(["owls", "hunt", "mice", "3.5", "often", "Berlin", "e.g.", "Dr."]), max_size=6
)


@given(st.lists(st.tuples(st.sampled_from(["Owls", "The", "It", "Some"]), WORDS, st.sampled_from(".!?…"))))
def test_sentences_put_together_come_apart_again(parts: list[tuple[str, list[str], str]]) -> None:
    """Joining sentences with spaces and cutting them gives the same sentences."""
    sentences = [f"{first} {' '.join([*words, 'fly'])}{stop}" for first, words, stop in parts]
    assert cut(" ".join(sentences)) == sentences
