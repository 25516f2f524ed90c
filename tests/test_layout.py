"""The places of the picture: nothing overlaps, nothing depends on chance, the loop is a ring."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from itertools import combinations
from random import Random

import pytest

from graph.causes.causal import causal_links
from graph.causes.loops import feedback_loops
from graph.causes.treatments import loop_breaks
from graph.model import Corpus
from graph.site.blocks import Box, box_of
from graph.site.labels import FONT, MAX_LINES, WRAP_CHARS, card, columns, wrap
from graph.site.layout import Layout, lay_out
from graph.site.scene import MOST_DRAWN, Scene, compose
from tests.corpora import ROOT, SECOND, SHIPPED, claim, con, concept, corpus, ring, told_cycle

KINDS = (
    "Condition",
    "Symptom",
    "Treatment",
    "SelfCare",
    "Factor",
    "DiagnosticTest",
    "Anatomy",
    "Outcome",
    "New",
)


def scene_of(made: Corpus) -> Scene:
    """Compose the picture of a corpus."""
    links = causal_links(made)
    search = feedback_loops(made, links)
    return compose(made, links, search, loop_breaks(made, links, search.loops))


def laid_out(scene: Scene) -> Layout:
    """Lay a scene out with cards of the usual size."""
    return lay_out(scene, {entry.iri: card(entry.label, FONT) for entry in scene.concepts})


def crowd(size: int, seed: int) -> Corpus:
    """Make a corpus of `size` concepts of every kind, with a loop of four and arrows at random."""
    chance = Random(seed)
    words = ["pressure", "of", "the", "outer", "ring", "while", "standing", "for", "very", "long", "periods"]
    concepts = [
        concept(
            f"c{number}", chance.choice(KINDS), label=" ".join(chance.choices(words, k=chance.randint(1, 7)))
        )
        for number in range(size)
    ]
    steps = [(f"c{number}", 1, f"c{(number + 1) % 4}") for number in range(4)]
    steps += [
        (f"c{chance.randrange(size)}", chance.choice((1, -1, 0)), f"c{chance.randrange(4, size)}")
        for _ in range(size)
    ]
    steps += [(f"c{number}", -1, f"c{number % 4}") for number in range(4, size, 5)]
    return corpus([claim(number, *step) for number, step in enumerate(steps, start=1)], concepts)


@pytest.mark.parametrize(("size", "seed"), [(8, 1), (40, 2), (120, 3), (300, 4)])
def test_no_two_cards_overlap(size: int, seed: int) -> None:
    """However many concepts there are, each label can be read."""
    scene = scene_of(crowd(size, seed))
    layout = laid_out(scene)
    boxes = {entry.iri: box_of(layout.places[entry.iri], card(entry.label, FONT)) for entry in scene.concepts}
    assert len(boxes) == size
    clashes = [pair for pair in combinations(sorted(boxes), 2) if boxes[pair[0]].overlaps(boxes[pair[1]])]
    assert clashes == []


def test_the_ring_runs_clockwise_from_the_top() -> None:
    """The first concept of the loop stands at the top, and the others follow as on a clock."""
    scene = scene_of(ring(("a", 1, "b"), ("b", 1, "c"), ("c", 1, "d"), ("d", 1, "a")))
    assert scene.main is not None
    places = [laid_out(scene).places[node] for node in scene.main.loop.nodes]
    assert places[0][0] == 0
    assert places[0][1] < 0
    angles = [math.atan2(x, -y) % (2 * math.pi) for x, y in places]
    assert angles == sorted(angles)


@pytest.mark.parametrize("length", [2, 3, 4, 6, 14])
def test_the_middle_of_the_ring_is_free_for_the_name_of_the_loop(length: int) -> None:
    """However long the labels, no card of the ring lies where the loop's name is written."""
    names = [f"a rather long label, number {number}" for number in range(length)]
    scene = scene_of(
        corpus(
            [claim(n + 1, f"n{n}", 1, f"n{(n + 1) % length}") for n in range(length)],
            [concept(f"n{n}", label=name) for n, name in enumerate(names)],
        )
    )
    layout = laid_out(scene)
    for entry in scene.concepts:
        assert not box_of(layout.places[entry.iri], card(entry.label, FONT)).overlaps(Box(0, 0, 148, 76))


def test_the_told_cycle_is_in_the_centre_and_starts_where_it_is_told() -> None:
    """A loop that the source tells comes before a shorter one, turned to the first item of the list."""
    made = corpus(
        [
            claim(1, "b", 1, "c", lists=[("list-cycle", 1)]),
            claim(2, "c", 1, "a", lists=[("list-cycle", 2)]),
            claim(3, "a", 1, "b", lists=[("list-cycle", 3)]),
            claim(4, "x", 1, "y"),
            claim(5, "y", 1, "x"),
        ],
        lists=[told_cycle()],
    )
    scene = scene_of(made)
    assert scene.main is not None
    assert scene.main.name == "R1"
    assert scene.main.loop.nodes == (con("b"), con("c"), con("a"))
    assert [named.name for named in scene.loops] == ["R1", "R2"]


def test_what_acts_stands_to_the_right_and_symptoms_to_the_left() -> None:
    """Each kind has its side of the loop."""
    made = corpus(
        [
            claim(1, "a", 1, "b"),
            claim(2, "b", 1, "a"),
            claim(3, "pill", -1, "a"),
            claim(4, "a", 0, "ache"),
            claim(5, "stress", 1, "a"),
            claim(6, "scan", 0, "a"),
        ],
        [
            concept("pill", "DrugClass"),
            concept("ache", "Symptom"),
            concept("stress", "Factor"),
            concept("scan", "DiagnosticTest"),
        ],
    )
    places = laid_out(scene_of(made)).places
    ring_x = [places[con(name)][0] for name in "ab"]
    ring_y = [places[con(name)][1] for name in "ab"]
    assert places[con("pill")][0] > max(ring_x)
    assert places[con("ache")][0] < min(ring_x)
    assert places[con("stress")][1] > max(ring_y)
    assert places[con("scan")][1] < min(ring_y)


def test_a_treatment_that_acts_through_something_else_shows_what_it_acts_on() -> None:
    """What a treatment is said to lower stands near the loop, even if it is only a broader concept."""
    made = corpus(
        [claim(1, "a", 1, "b"), claim(2, "b", 1, "a"), claim(3, "pill", -1, "a-in-general")],
        [concept("pill", "DrugClass"), concept("a", broader=["a-in-general"]), concept("a-in-general")],
    )
    scene = scene_of(made)
    assert scene.through == {con("a-in-general"): con("a")}
    assert con("a-in-general") in scene.opening


def test_equal_input_gives_equal_places() -> None:
    """The order of concepts and claims in memory makes no difference."""
    made = crowd(60, 7)
    assert laid_out(scene_of(made)) == laid_out(scene_of(crowd(60, 7)))


def test_a_corpus_without_any_loop_is_laid_out() -> None:
    """One claim is enough for a picture."""
    scene = scene_of(ring(("a", 1, "b")))
    assert scene.main is None
    assert set(laid_out(scene).places) == {con("a"), con("b")}


def test_above_three_hundred_concepts_only_the_neighbourhood_is_drawn() -> None:
    """The loops stay; what is far from them is counted as left out."""
    steps = [("a", 1, "b"), ("b", 1, "a")] + [
        (f"n{n}", 1, "a" if n < 50 else f"n{n - 50}") for n in range(400)
    ]
    scene = scene_of(ring(*steps))
    drawn = {entry.iri for entry in scene.concepts}
    assert len(drawn) == MOST_DRAWN
    assert scene.left_out == 402 - MOST_DRAWN
    assert {con("a"), con("b"), con("n0"), con("n49")} <= drawn


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Pain", ("Pain",)),
        ("a b", ("a b",)),
        ("Supercalifragilisticexpialidocious", ("Supercalifragilist", "icexpialidocious")),
        ("", (" ",)),
    ],
    ids=["short", "two letters", "one long word", "nothing"],
)
def test_labels_wrap(label: str, lines: tuple[str, ...]) -> None:
    """Labels break at spaces, long words are cut, and no label is empty."""
    assert wrap(label) == lines


@pytest.mark.parametrize(
    "label", ["x" * 400, "word " * 90, "\u75c5" * 60, "\U0001f635\u200d\U0001f4ab " * 40]
)
def test_no_label_outgrows_its_card(label: str) -> None:
    """Lines are short and few, whatever the script."""
    lines = wrap(label)
    assert len(lines) <= MAX_LINES
    assert all(columns(line) <= WRAP_CHARS + 1 for line in lines)
    assert lines[-1].endswith("…")


@pytest.mark.parametrize("data", [SECOND, SHIPPED], ids=["second", "shipped"])
def test_the_page_does_not_depend_on_the_hash_seed(data: object) -> None:
    """Two processes with different hash seeds write the same bytes."""
    code = (
        "import hashlib, sys; from graph.pipeline import load_corpus, derive;"
        "from graph.facts import facts_of;"
        "from graph.site import render_page; c = load_corpus(sys.argv[1]); d = derive(c);"
        "f = facts_of(c, d.links, d.search.loops, d.breaks);"
        "print(hashlib.sha256(render_page(c, d.links, d.search, d.breaks, f).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code, str(data)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
