"""What invented articles speak of: concepts by topic, what may be said of them, and the loops told.

Nothing here is medical knowledge, and no word is meant to be one: names are drawn syllable by
syllable. Concepts are numbered. The first are common to all articles (groups of people, measures,
one mechanism, symptoms that anything ends in); the others belong to one topic each. Arrows lead
from factors over mechanisms, conditions and symptoms to outcomes, and among one class from a lower
to a higher number: so that, but for the rings of a topic, nothing closes a loop. A topic has a
stock of statements from which its articles draw, the first ones most often: so several articles
say the same, and some concepts are spoken of everywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from random import Random
from typing import NamedTuple

LEAST_CONCEPTS = 60
MOST_COMMON = 120
CONCEPTS_A_TOPIC = 150
STATEMENTS_A_CONCEPT = 3
ARTICLES_A_PUBLISHER = 10
STUDIES_A_TOPIC = 8
LEAST_CLAIMS, MOST_CLAIMS, OFTEN_CLAIMS = 50, 300, 250
MEASURE = "hasMeasure"

_KINDS_OF_TOPIC = (
    *("Mechanism", "Condition", "Symptom", "Treatment", "Mechanism", "SelfCare", "Symptom", "Condition"),
    *("Mechanism", "Symptom", "DiagnosticTest", "Mechanism", "Factor", "Condition", "Mechanism", "Treatment"),
    *("Anatomy", "Symptom", "Mechanism", "Condition", "Device", "Symptom", "SelfCare", "Mechanism"),
    *("Treatment", "Factor", "DiagnosticTest", "DrugClass", "Symptom", "Condition", "Mechanism", "Scope"),
    *("Anatomy", "Symptom", "Treatment", "SelfCare", "Factor", "Condition", "DiagnosticTest", "Symptom"),
    *("Treatment", "Mechanism", "Outcome", "Factor", "Anatomy", "SelfCare", "Symptom", "Condition"),
    *("Treatment", "DiagnosticTest"),
)
_KINDS_OF_ALL = (
    *("Scope", "Outcome", "Symptom", "Symptom", "SelfCare", "Factor", "DrugClass", "DiagnosticTest"),
    *("Scope", "Outcome", "Treatment", "Symptom", "Factor", "Anatomy", "Scope", "SelfCare"),
)
_HUB = 3
_NOUNS = {
    "Anatomy": "arch",
    "Condition": "state",
    "Device": "brace",
    "DiagnosticTest": "scan",
    "DrugClass": "tonic",
    "Factor": "strain",
    "Mechanism": "flux",
    "Outcome": "score",
    "Scope": "group",
    "SelfCare": "walk",
    "Symptom": "ache",
    "Treatment": "therapy",
}
_LEVELS = {"Factor": 0, "Mechanism": 1, "Condition": 3, "Symptom": 4, "Outcome": 5}
_HUB_LEVEL = 2
_SYLLABLES = tuple(first + last for first in "bdfgklmnprstvz" for last in "aeiou")
_CARE = ("Treatment", "Treatment", "SelfCare", "DrugClass", "Device")
# How often a sort of statement is made, of what kind the claim is, its predicate, and what it joins.
_SORTS = (
    (11, "treatment", "treats", _CARE, ("Condition", "Condition", "Symptom")),
    (6, "treatment", "relieves", _CARE, ("Symptom",)),
    (4, "treatment", "decreases", _CARE, ("Mechanism",)),
    (2, "treatment", "warrants", ("Condition",), ("Treatment",)),
    (1, "treatment", "precedes", ("Treatment",), ("Treatment",)),
    (5, "prevention", "prevents", ("SelfCare", "Treatment"), ("Condition", "Symptom")),
    (4, "prevention", "decreases", ("SelfCare",), ("Mechanism", "Factor")),
    (6, "causal", "causes", ("Factor", "Mechanism", "Condition"), ("Mechanism", "Condition", "Symptom")),
    (4, "causal", "contributesTo", ("Factor", "Mechanism"), ("Mechanism", "Condition")),
    (4, "causal", "increases", ("Factor", "Mechanism", "Condition"), ("Mechanism", "Outcome")),
    (2, "causal", "worsens", ("Factor", "Condition"), ("Condition", "Symptom")),
    (1, "causal", "decreases", ("Mechanism", "Condition"), ("Mechanism", "Outcome")),
    (1, "causal", "coOccursWith", ("Condition",), ("Symptom",)),
    (13, "symptom", "hasSymptom", ("Condition",), ("Symptom",)),
    (6, "diagnostic", "diagnoses", ("DiagnosticTest",), ("Condition",)),
    (2, "diagnostic", "rulesOut", ("DiagnosticTest",), ("Condition", "Symptom")),
    (3, "diagnostic", "warrants", ("Condition",), ("DiagnosticTest",)),
    (
        4,
        "definition",
        "isA",
        ("Condition", "Mechanism", "Treatment"),
        ("Condition", "Mechanism", "Treatment"),
    ),
    (4, "definition", "hasPart", ("Condition", "Treatment", "Anatomy"), ("Mechanism", "SelfCare", "Anatomy")),
    (3, "definition", "locatedIn", ("Condition", "Symptom"), ("Anatomy",)),
    (2, "definition", "hasFunction", ("Anatomy",), ("Mechanism",)),
    (1, "definition", "alsoKnownAs", ("Condition", "Treatment"), ()),
    (9, "statistic", MEASURE, ("Condition", "Symptom", "Treatment"), ("Outcome",)),
    (4, "red-flag", "warrants", ("Symptom",), ("Treatment",)),
)
SIGNS = {
    **dict.fromkeys(("causes", "contributesTo", "increases", "worsens"), 1),
    **dict.fromkeys(("relieves", "decreases", "prevents", "treats"), -1),
}
#: The rings of a topic: each step by class and number within it, and the predicate that leads on.
_RINGS = (
    (
        ("Mechanism", 0, "increases"),
        ("Mechanism", 1, "causes"),
        ("Condition", 0, "causes"),
        ("Symptom", 0, "increases"),
        ("Mechanism", 2, "increases"),
    ),
    (
        ("Mechanism", 3, "increases"),
        ("Mechanism", 4, "causes"),
        ("Condition", 1, "increases"),
        ("Mechanism", 5, "decreases"),
    ),
    (("Condition", 0, "causes"), ("Symptom", 0, "increases"), ("Mechanism", 6, "causes")),
    (("Mechanism", 3, "causes"), ("Condition", 2, "worsens"), ("Symptom", 1, "decreases")),
    (("Condition", 2, "causes"), ("Symptom", 1, "worsens")),
)


class Statement(NamedTuple):
    """What may be said of two concepts; `target` is None for a further name. `figure` is a share."""

    kind: str
    subject: int
    predicate: str
    target: int | None
    figure: int | None = None


@dataclass(frozen=True)
class Ring:
    """A loop that articles of a topic tell: its steps in order, each leading to the next."""

    steps: tuple[Statement, ...]

    @property
    def sign(self) -> int:
        """1 reinforcing, -1 balancing."""
        return -1 if sum(SIGNS[step.predicate] < 0 for step in self.steps) % 2 else 1


@dataclass(frozen=True)
class World:
    """All that there is to be said, for so many claims and concepts, alike for one seed."""

    claims: int
    concepts: int
    seed: int

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many claims each article has: from 50 to 300, fewer only where there are fewer in all."""
        chance = Random(f"{self.seed} sizes")
        sizes: list[int] = []
        left = self.claims
        while left > MOST_CLAIMS:
            drawn = round(chance.triangular(LEAST_CLAIMS, MOST_CLAIMS, OFTEN_CLAIMS))
            size = min(drawn, left - LEAST_CLAIMS)
            sizes.append(size)
            left -= size
        return (*sizes, left)

    @cached_property
    def common(self) -> int:
        """How many concepts are common to all topics: those with the first numbers."""
        return min(MOST_COMMON, self.concepts // 6)

    @cached_property
    def firsts(self) -> tuple[int, ...]:
        """The first concept of each topic, and one past the last."""
        own = self.concepts - self.common
        topics = max(1, min(round(own / CONCEPTS_A_TOPIC), len(self.sizes)))
        return tuple(self.common + own * topic // topics for topic in range(topics + 1))

    @property
    def topics(self) -> int:
        """How many topics there are."""
        return len(self.firsts) - 1

    @cached_property
    def first_articles(self) -> tuple[int, ...]:
        """The first article of each topic, from 0; the first topics have more of them than the last."""
        weights = [(topic + 4) ** -0.6 for topic in range(self.topics)]
        spare = len(self.sizes) - self.topics
        total, passed, firsts = sum(weights), 0.0, []
        for topic, weight in enumerate(weights):
            firsts.append(topic + round(spare * passed / total))
            passed += weight
        return tuple(firsts)

    @cached_property
    def publishers(self) -> int:
        """How many publishers there are: one for some ten articles."""
        return max(2, len(self.sizes) // ARTICLES_A_PUBLISHER)

    def topic_of_article(self, article: int) -> int:
        """Give the topic of an article, both counted from 0."""
        return bisect_right(self.first_articles, article) - 1

    def topic_of(self, concept: int) -> int | None:
        """Give the topic of a concept; None for one that is common."""
        return None if concept < self.common else bisect_right(self.firsts, concept) - 1

    def kind_of(self, concept: int) -> str:
        """Give the class of a concept."""
        topic = self.topic_of(concept)
        if topic is None:
            return "Mechanism" if concept == _HUB else _KINDS_OF_ALL[concept % len(_KINDS_OF_ALL)]
        return _KINDS_OF_TOPIC[(concept - self.firsts[topic]) % len(_KINDS_OF_TOPIC)]

    def seller(self, topic: int) -> int:
        """Give the publisher that sells the first device of a topic."""
        return topic * 7 % self.publishers

    def product(self, topic: int) -> int:
        """Give the first device of a topic."""
        return self.own(topic)["Device"][0]

    def own(self, topic: int) -> Mapping[str, Sequence[int]]:
        """Give the concepts of a topic by class, in order."""
        return _by_kind(self, self.firsts[topic], self.firsts[topic + 1])

    def shared(self) -> Mapping[str, Sequence[int]]:
        """Give the concepts common to all topics by class, in order."""
        return _by_kind(self, 0, self.common)

    def rings(self, topic: int) -> tuple[Ring, ...]:
        """Give the loops that articles of a topic tell."""
        return _rings(self, topic)

    def stock(self, topic: int) -> Sequence[Statement]:
        """Give what is said in articles of a topic, what is said most first; without the rings."""
        return _stock(self, topic)

    def draw(self, chance: Random, topic: int) -> Statement | None:
        """Draw a statement of a topic; None where no such thing can be said."""
        own, shared = self.own(topic), self.shared()
        kind, predicate, subjects, targets = chance.choices(_SAID, _WEIGHTS)[0]
        subject = _pick(chance, own, shared, chance.choice(subjects))
        if not targets:
            return Statement(kind, subject, predicate, None)
        target_kind = self.kind_of(subject) if predicate == "isA" else chance.choice(targets)
        target = self._target(chance, topic, predicate, target_kind)
        forward = predicate in SIGNS and self.kind_of(subject) in _LEVELS
        if subject == target or (forward and self.place(subject) > self.place(target)):
            return None
        if predicate == "isA" and subject < target:  # what is narrower has the higher number
            subject, target = target, subject
        figure = chance.randrange(5, 95) if predicate == MEASURE else None
        return Statement(kind, subject, predicate, target, figure)

    def _target(self, chance: Random, topic: int, predicate: str, kind: str) -> int:
        own, shared = self.own(topic), self.shared()
        # What lowers something mostly acts on what the loops of the topic are made of.
        if SIGNS.get(predicate) == -1 and chance.random() < 1 / 4:
            on_rings = sorted({s.subject for ring in self.rings(topic) for s in ring.steps})
            fitting = [concept for concept in on_rings if self.kind_of(concept) == kind]
            if fitting:
                return chance.choice(fitting)
        if predicate == MEASURE:
            return shared[kind][int(len(shared[kind]) * chance.random() ** 2)]
        return _pick(chance, own, shared, kind)

    def place(self, concept: int) -> tuple[int, int]:
        """Give the place of a concept in the order that arrows follow."""
        return (_HUB_LEVEL if concept == _HUB else _LEVELS.get(self.kind_of(concept), -1), concept)

    def word(self, concept: int) -> str:
        """Give the invented word that names a concept, one of its own."""
        # 70 syllables in three places; a factor without a common divisor leads to each word once.
        number = (concept * 15_485_863 + 123_457) % len(_SYLLABLES) ** 3
        first, rest = divmod(number, len(_SYLLABLES) ** 2)
        middle, last = divmod(rest, len(_SYLLABLES))
        more = _SYLLABLES[concept // len(_SYLLABLES) ** 3 - 1] if concept >= len(_SYLLABLES) ** 3 else ""
        return _SYLLABLES[first] + _SYLLABLES[middle] + _SYLLABLES[last] + more

    def name(self, concept: int) -> str:
        """Give what a concept is called within a sentence."""
        return f"{self.word(concept)} {_NOUNS[self.kind_of(concept)]}"

    def slug(self, concept: int) -> str:
        """Give the short name of a concept in IRIs and keys."""
        return f"{self.word(concept)}-{_NOUNS[self.kind_of(concept)]}"


_SAID = tuple(sort[1:] for sort in _SORTS)
_WEIGHTS = tuple(sort[0] for sort in _SORTS)


def imagine(claims: int, concepts: int | None = None, seed: int = 1) -> World:
    """Give what there is to say; concepts grow more slowly than claims if their number is not said.

    Raises ValueError for fewer than 60 concepts, or no claim at all.
    """
    count = concepts or max(LEAST_CONCEPTS, round(3 * claims**0.75))
    if count < LEAST_CONCEPTS or claims < 1:
        raise ValueError(f"a corpus has a claim and {LEAST_CONCEPTS} concepts at least")
    return World(claims, count, seed)


@lru_cache(maxsize=8)
def _by_kind(world: World, first: int, end: int) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = {kind: [] for kind in _NOUNS}
    for concept in range(first, end):
        found[world.kind_of(concept)].append(concept)
    return found


@lru_cache(maxsize=4)
def _rings(world: World, topic: int) -> tuple[Ring, ...]:
    own = world.own(topic)
    rings = []
    for steps in _RINGS:
        if any(place >= len(own[kind]) for kind, place, _ in steps):
            continue
        around = [own[kind][place] for kind, place, _ in steps]
        ends = [*around[1:], around[0]]
        rings.append(
            Ring(
                tuple(
                    Statement("causal", subject, predicate, target)
                    for subject, (_, _, predicate), target in zip(around, steps, ends, strict=True)
                )
            )
        )
    return tuple(rings)


@lru_cache(maxsize=4)
def _stock(world: World, topic: int) -> Sequence[Statement]:
    chance = Random(f"{world.seed} topic {topic}")
    size = world.firsts[topic + 1] - world.firsts[topic]
    taken = {(step.subject, step.target) for ring in world.rings(topic) for step in ring.steps}
    said: list[Statement] = []
    for _ in range(size * STATEMENTS_A_CONCEPT * 4):
        if len(said) >= size * STATEMENTS_A_CONCEPT:
            break
        drawn = world.draw(chance, topic)
        if drawn and (drawn.subject, drawn.target) not in taken:
            taken.add((drawn.subject, drawn.target))
            said.append(drawn)
    return said


def _pick(
    chance: Random, own: Mapping[str, Sequence[int]], shared: Mapping[str, Sequence[int]], kind: str
) -> int:
    """Pick a concept of a class: the first ones most often, one in eight from those common to all."""
    if not own[kind] or (shared[kind] and chance.random() < 1 / 8):
        return shared[kind][int(len(shared[kind]) * chance.random() ** 3)]
    return own[kind][int(len(own[kind]) * chance.random() ** 2)]


def concepts_of(world: World) -> Iterator[tuple[str, Iterator[int]]]:
    """Give the concepts by class, class after class."""
    for kind in sorted(_NOUNS):
        yield kind, (concept for concept in range(world.concepts) if world.kind_of(concept) == kind)
