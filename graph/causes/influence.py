"""What follows for all other concepts where some go up or down: qualitative what-if.

The effect along a path is the product of its signs, and what several paths say together is their
common sign, or nothing certain (C. J. Puccia, R. Levins, *Qualitative Modeling of Complex
Systems*, 1985; M. P. Wellman, *Fundamental concepts of qualitative probabilistic networks*,
Artificial Intelligence 44, 1990). A sign is given only where every simple path has it: where even
no walk has the other sign, which is seen in linear time, or where a search finds no such path.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.causes.routes import LONGEST_PATH, Budget, PathFinder, Place, Roads, causal_steps, concept_path
from graph.errors import UsageError
from graph.lookup import concept_iri
from graph.model import ConceptPath, Corpus, Effect, EffectReport, Iri, Link, PathStep
from graph.names import names_of

# Steps that may be tried in all, and for one sign of one concept: together some seconds.
_MOST_STEPS = 1_000_000
_MOST_STEPS_EACH = 100_000


class _Arrival(NamedTuple):
    """How a shortest walk reaches a place: its length, weakest step, and the last step it takes."""

    length: int
    rank: int
    before: Place | None
    step: PathStep | None


def effects(
    corpus: Corpus,
    links: Iterable[Link],
    *,
    raised: Iterable[str] = (),
    lowered: Iterable[str] = (),
    longest: int = LONGEST_PATH,
) -> EffectReport:
    """Say what becomes of every other concept where `raised` go up and `lowered` go down.

    They are named by IRI, CURIE, label or other name.
    What is raised or lowered stays so: paths do not lead through it. A treatment is switched on
    by raising it. The paths that decide have up to `longest` steps; what longer ones could change,
    or what a bounded number of steps of search does not settle, is ``undecided``. Raises NotFound
    for what is no concept of the corpus, UsageError for a concept named twice, or none.

    >>> from graph.model import Concept, Corpus, Iri, Link
    >>> corpus = Corpus(concepts=tuple(Concept(iri=Iri(name), kind="Symptom", label=name) for name in "abc"))
    >>> link = Link(key="a---b", source=Iri("a"), target=Iri("b"), sign=-1, claims=(Iri("c1"),),
    ...             modality="possible", modality_rank=2, contested=False)
    >>> [(entry.concept, entry.effect) for entry in effects(corpus, [link], lowered=["a"]).effects]
    [('b', '+'), ('c', '0')]
    """
    if longest < 1:
        raise UsageError("A path has at least one step: give 1 or more.")
    starts = _starts(corpus, [*raised], [*lowered])
    roads = Roads(causal_steps(links))
    arrivals = _walks(roads, starts)
    paths = {place: path for place in arrivals if (path := _path(place, arrivals, longest)) is not None}
    # Where walks of one sign only arrive there is a simple path among them, and all agree.
    open_places = sorted(
        (arrival.length, place)
        for place, arrival in arrivals.items()
        if place[0] not in starts and place not in paths and (place[0], -place[1]) in arrivals
    )
    search = _Search(roads, starts, longest)
    paths |= {
        place: path for length, place in open_places if (path := search.find(length, place)) is not None
    }
    absent = {place for _, place in open_places if place not in paths and search.lacks(place)}
    possible = arrivals.keys() - absent
    return EffectReport(
        raised=tuple(sorted(iri for iri, sign in starts.items() if sign > 0)),
        lowered=tuple(sorted(iri for iri, sign in starts.items() if sign < 0)),
        effects=tuple(
            _effect(concept.iri, possible, paths) for concept in corpus.concepts if concept.iri not in starts
        ),
        longest=longest,
        steps_left=not search.cut,
    )


def _starts(corpus: Corpus, raised: Sequence[str], lowered: Sequence[str]) -> dict[Iri, int]:
    """Give 1 for each concept that goes up, -1 for each that goes down."""
    given = [concept_iri(corpus, name) for name in (*raised, *lowered)]
    if not given:
        raise UsageError("What changes? Name a concept to raise or lower, or a treatment to switch on.")
    for number, iri in enumerate(given):
        if iri in given[:number]:
            raise UsageError(f"{names_of(corpus).curie(iri)}: named twice: it can only change once.")
    return {iri: 1 if number < len(raised) else -1 for number, iri in enumerate(given)}


def _walks(roads: Roads, starts: Mapping[Iri, int]) -> dict[Place, _Arrival]:
    """Give how each concept is reached with each sign by a shortest walk, firmest first; linear."""
    arrivals = {place: _Arrival(0, 0, None, None) for place in sorted(starts.items())}
    frontier = list(arrivals)
    length = 0
    while frontier:
        length += 1
        reached: dict[Place, _Arrival] = {}
        for place in frontier:
            for step in roads.leaving.get(place[0], ()):
                after = (step.target, place[1] * step.sign)
                if after in arrivals or step.target in starts:
                    continue
                rank = max(arrivals[place].rank, step.modality_rank)
                if after not in reached or rank < reached[after].rank:
                    reached[after] = _Arrival(length, rank, place, step)
        arrivals.update(reached)
        frontier = list(reached)
    return arrivals


def _path(place: Place, arrivals: Mapping[Place, _Arrival], longest: int) -> ConceptPath | None:
    """Give the walk that reaches `place`, if it is a path of one to `longest` steps."""
    if not 1 <= arrivals[place].length <= longest:
        return None
    steps: list[PathStep] = []
    arrival = arrivals[place]
    while arrival.step is not None and arrival.before is not None:
        steps.append(arrival.step)
        arrival = arrivals[arrival.before]
    path = concept_path(steps[::-1])
    return path if len(set(path.nodes)) == len(path.nodes) else None


class _Search:
    """Looks for simple paths where shortest walks are none, near places first.

    `cut` stays true once a search ended for want of steps.
    """

    def __init__(self, roads: Roads, starts: Mapping[Iri, int], longest: int) -> None:
        self.roads = roads
        self.starts = starts
        self.longest = longest
        self.budget = Budget(_MOST_STEPS)
        self.unsettled: set[Place] = set()
        self.cut = False

    def find(self, length: int, place: Place) -> ConceptPath | None:
        """Give a shortest simple path to `place`, where a walk takes `length` steps, of up to the longest."""
        lengths = range(length, self.longest + 1)
        found = self._path(place, [(steps, steps) for steps in lengths], self.longest) if lengths else None
        return concept_path(found) if found is not None else None

    def lacks(self, place: Place) -> bool:
        """Say whether it is certain that there is no path to `place`, where `find` gave none."""
        found = self._path(place, [(self.longest + 1, math.inf)], math.inf)
        return found is None and place not in self.unsettled

    def _path(
        self, place: Place, lengths: Iterable[tuple[float, float]], reach: float
    ) -> tuple[PathStep, ...] | None:
        """Give a path of the first of `lengths` that has one; `unsettled` is where steps did not suffice."""
        if self.budget.spent or place in self.unsettled:
            self.unsettled.add(place)
            self.cut = True
            return None
        finder = PathFinder(
            roads=self.roads,
            goal=place,
            move=_times,
            states=(1, -1),
            budget=self.budget,
            closed=self.starts.keys(),
            reach=reach,
        )
        finder.budget = Budget(min(self.budget.steps, _MOST_STEPS_EACH))
        given = finder.budget.steps
        tried = (
            path
            for least, most in lengths
            for start in sorted(self.starts.items())
            for path in finder.paths(start, least, most)
        )
        found = next(tried, None)
        self.budget.steps -= given - finder.budget.steps
        if found is None and finder.budget.spent:
            self.unsettled.add(place)
            self.cut = True
        return found


def _times(state: int, step: PathStep) -> int:
    return state * step.sign


def _effect(concept: Iri, possible: Collection[Place], paths: Mapping[Place, ConceptPath]) -> Effect:
    signs = [sign for sign in (1, -1) if (concept, sign) in possible]
    own = tuple(paths[concept, sign] for sign in signs if (concept, sign) in paths)
    if not signs:
        effect = "0"
    elif len(own) < len(signs):
        effect = "undecided"
    else:
        effect = "?" if len(signs) > 1 else "+" if signs[0] > 0 else "-"
    return Effect(concept=concept, effect=effect, paths=own)
