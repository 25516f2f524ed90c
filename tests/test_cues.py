"""Words that say how firmly, how often, in which direction: found once each, as data says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import resources
from graph.pipeline import load_corpus
from graph.text.cues import KINDS, cues_in
from graph.text.lexicon import stem
from tests.corpora import SHIPPED


def named(text: str, *kinds: str) -> list[tuple[str, str]]:
    """Give value and words of the cues of some kinds."""
    return [(cue.value, cue.words) for cue in cues_in(text) if cue.kind in kinds]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It may help", [("possible", "may help")]),
        ("It can potentially help", [("tentative", "can potentially")]),
        ("It can't, it cannot", [("possible", "can")] * 2),
        ("They won\u2019t", [("asserted", "will")]),
        ("In May, on 5 May, May 2019", []),
        ("May it help?", [("possible", "may")]),
        ("a can of soup, the can", []),
        ("a pillow to reduce snoring", [("intended", "to")]),
        ("a pillow to further reduce snoring", [("intended", "to")]),
        ("it is known to reduce, leads to reduced, needs to reduce", []),
        ("aimed at easing", [("intended", "aimed at")]),
        ("most likely", [("possible", "most likely")]),
    ],
)
def test_finds_how_firmly_a_text_speaks(text: str, expected: list[tuple[str, str]]) -> None:
    """Hedges are found in contractions, purposes before verbs; months, cans and fixed phrases are none."""
    assert named(text, "modality") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not, n't, don\u2019t", ["not", "not"]),
        ("not only this but that", []),
        ("no longer, neither this nor that", ["no longer", "neither", "nor"]),
        ("no more than 5 nights", []),
        ("it fails to help without rest", ["fails to", "without"]),
    ],
)
def test_finds_denials(text: str, expected: list[str]) -> None:
    """Negations are found; those inside another phrase are none."""
    assert [words for _, words in named(text, "negation")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Most sleepers often doze", [("usual", "most"), ("usual", "often")]),
        ("at most 5 nights", []),
        ("sometimes, in some cases", [("occasional", "sometimes"), ("occasional", "in some cases")]),
    ],
)
def test_finds_how_often(text: str, expected: list[tuple[str, str]]) -> None:
    """Frequencies are found, and no bound is taken for one."""
    assert named(text, "frequency") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("noise caused the reduction", [("more", "caused"), ("less", "reduction")]),
        ("waking is caused by noise", [("from", "caused by")]),
        ("tiredness due to noise", [("from", "due to")]),
        ("noise leads to waking", [("more", "leads to")]),
        ("steps to, reduce", [("less", "reduce")]),
    ],
)
def test_finds_the_direction_of_an_effect(text: str, expected: list[tuple[str, str]]) -> None:
    """Effect verbs are found in any form, with the direction and what comes first."""
    assert named(text, "effect") == expected


def test_bounds_are_cues_beside_a_number_only() -> None:
    """A number has the bound, "over time" none; comparisons without a number stand alone."""
    assert named("over 5 nights, over time", "bound") == [("more-than", "over")]
    assert named("a higher share", "bound") == [("higher", "higher")]


def test_finds_what_coverage_ranks_by() -> None:
    """Treatments, warnings, questions and calls to action have cues of their own."""
    text = "Surgery? See a doctor at once. Contact us."
    kinds = {cue.kind for cue in cues_in(text)}
    assert {"treatment", "question", "warning", "action"} <= kinds <= set(KINDS)


def test_phrases_do_not_cross_punctuation() -> None:
    """The words of a phrase stand together."""
    assert named("in order. To sleep", "modality") == []
    assert named("set. Off", "effect") == []


@given(st.text(alphabet="may not to reduce ,.-'\u2019\u00e9\nMoOnlyst5%?", max_size=80))
def test_cues_stand_where_they_say(text: str) -> None:
    """Whatever the text, a cue is a slice of it, and cues are in order."""
    cues = cues_in(text)
    assert list(cues) == sorted(cues)
    assert all(0 <= cue.start < cue.end <= len(text) and cue.kind in KINDS for cue in cues)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("modality", {"asserted", "possible", "tentative", "intended"}),
        ("frequency", {"usual", "occasional"}),
        (
            "bound",
            {
                *("exactly", "approximately", "at-most", "at-least", "more-than", "less-than"),
                *("higher", "lower", "unquantified"),
            },
        ),
    ],
)
def test_names_are_the_ontologys(table: str, words: set[str]) -> None:
    """The lexicon names modalities, frequencies and bounds as the ontology does, all of them."""
    ontology = resources.ontology().decode()
    kind = table.capitalize()
    terms = {
        line.split()[0].removeprefix("cg:") for line in ontology.splitlines() if f" a cg:{kind} " in line
    }
    if table == "bound":
        terms |= {
            line.split()[0].removeprefix("cg:")
            for line in ontology.splitlines()
            if " a cg:NumericBound " in line
        }
    assert set(resources.lexicon()[table]) == terms == words


def test_every_recorded_hedge_is_known() -> None:
    """The hedge words recorded in the shipped data are words of the lexicon, with the claim's modality.

    A hedge says the modality or the frequency; of few, the word is no hedge by itself.
    """
    lexicon = resources.lexicon()
    known = {
        phrase
        for table in ("modality", "frequency")
        for phrases in lexicon[table].values()
        for phrase in phrases
    }
    roots = {stem(phrase.split()[0].rstrip("*")) for phrase in known}
    hedges = {claim.hedge for claim in load_corpus(SHIPPED).claims if claim.hedge}
    unknown = {hedge for hedge in hedges if stem(hedge.split()[0]) not in roots} - {"to", "for"}
    assert len(unknown) <= 0.1 * len(hedges), unknown


@pytest.mark.parametrize(
    "family",
    [
        "reduce reduces reduced reducing reduction",
        "inflame inflamed inflammation inflammatory",
        "allergy allergies allergic allergen",
        "diagnose diagnosis diagnoses diagnostic",
        "relief relieve relieved relieving",
        "weak weakness weaken",
        "contract contracts contraction",
        "surgery surgeries surgical",
        "swell swelling swollen",
    ],
)
def test_inflections_and_derivations_share_a_stem(family: str) -> None:
    """Words of one family are found for each other."""
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize("pair", ["heal health", "nose noise", "hard heart", "spine spasm", "pill pillow"])
def test_strangers_have_stems_of_their_own(pair: str) -> None:
    """Cutting endings does not make one of words that have nothing in common."""
    one, other = map(stem, pair.split())
    assert one != other


@pytest.mark.parametrize("piece", ["most ", "not only ", "to ", "at most 5 ", "leads ", "can potentially "])
def test_long_runs_of_cues_are_read(piece: str) -> None:
    """Runs that could make a careless matcher slow come to an end."""
    text = piece * 3000
    assert all(cue.end <= len(text) for cue in cues_in(text))
