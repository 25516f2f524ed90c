"""How one concept leads to another: the causal paths between them, or else the relations.

Paths come shortest first, and of one length firmest first, without first listing them all: for
each length and each firmness of the weakest step, the search keeps to what can still end there
(a bounded form of J. Y. Yen, *Finding the k shortest loopless paths in a network*, Management
Science 17(11), 1971).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from graph.causes.routes import LONGEST_PATH, Budget, Move, PathFinder, Roads, causal_steps, concept_path
from graph.errors import UsageError
from graph.lookup import concept_iri
from graph.model import Claim, ConceptPath, Corpus, Iri, Link, PathSearch, PathStep
from graph.names import names_of
from graph.vocab import AFFIRMED
from graph.voices import Voices

#: More paths are not listed unless the caller says so.
MOST_PATHS = 20
# Steps that may be tried to list paths, and to see whether there are longer ones: about a second.
_MOST_STEPS = 500_000
# No state: a step that leads to it is not taken.
_SHUT = -1


def find_paths(
    corpus: Corpus,
    links: Iterable[Link],
    source: str,
    target: str,
    *,
    longest: int = LONGEST_PATH,
    most: int = MOST_PATHS,
) -> PathSearch:
    """Find the ways from the concept `source` to the concept `target`, by rank.

    They are named by IRI, CURIE, label or other name.
    Causal paths along `links`; only where none of any length exists, paths of affirmed claims of
    any kind, in either direction: these say that the two hang together, not that one acts on the
    other. Lists up to `most` paths of up to `longest` steps and says what is left out. Linear in
    claims and links, beyond that a bounded number of steps. Raises NotFound for what is no
    concept of the corpus, UsageError for one concept twice and for bounds below 1.

    >>> from graph.model import Concept, Corpus, Iri, Link
    >>> corpus = Corpus(concepts=(Concept(iri=Iri("a"), kind="Symptom", label="a"),
    ...                           Concept(iri=Iri("b"), kind="Symptom", label="b")))
    >>> link = Link(key="a---b", source=Iri("a"), target=Iri("b"), sign=-1, claims=(Iri("c1"),),
    ...             modality="possible", modality_rank=2, contested=False)
    >>> search = find_paths(corpus, [link], "a", "b")
    >>> search.kind, [(path.nodes, path.sign, path.modality) for path in search.paths]
    ('causal', [(('a', 'b'), -1, 'possible')])
    """
    if longest < 1 or most < 1:
        raise UsageError("Paths have at least one step, and one is the fewest to list: give 1 or more.")
    ends = (concept_iri(corpus, source), concept_iri(corpus, target))
    if ends[0] == ends[1]:
        name = names_of(corpus).curie(ends[0])
        raise UsageError(
            f"{name}: a path leads from one concept to another: name two, or see claimgraph loops."
        )
    for kind in ("causal", "related"):
        steps = causal_steps(links) if kind == "causal" else _relations(corpus)
        search = _search(kind, steps, ends, longest, most)
        if search is not None:
            return search
    return PathSearch(
        source=ends[0],
        target=ends[1],
        kind="none",
        paths=(),
        shortest=None,
        complete=True,
        longest=None,
        partial=None,
    )


def _relations(corpus: Corpus) -> list[PathStep]:
    """Give a step in each direction for each two concepts that affirmed claims relate."""
    related: dict[tuple[Iri, Iri], list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        if claim.polarity == AFFIRMED and claim.object is not None:
            for ends in {(claim.subject, claim.object), (claim.object, claim.subject)}:
                related[ends].append(claim)
    steps = []
    voices = Voices(corpus)
    for (source, target), own in related.items():
        articles = voices.articles(own)
        ranked = sorted(own, key=lambda claim: (claim.modality_rank, claim.iri))
        step = PathStep(
            source=source,
            target=target,
            sign=0,
            link=None,
            claims=tuple(claim.iri for claim in ranked),
            modality=ranked[0].modality,
            modality_rank=ranked[0].modality_rank,
            contested=False,
            articles=articles,
            publishers=voices.publishers(articles),
        )
        steps.append(step)
    return steps


def _search(
    kind: str, steps: list[PathStep], ends: tuple[Iri, Iri], longest: int, most: int
) -> PathSearch | None:
    """Give the paths along `steps`; None where there is none of any length."""
    source, target = ends
    start = (source, 0)
    roads = Roads(steps)
    finder = PathFinder(roads=roads, goal=(target, 0), states=(0,), move=_forget, budget=Budget(_MOST_STEPS))
    shortest = finder.distance.get(start)
    if shortest is None:
        return None
    lengths = range(shortest, longest + 1)
    ranks = sorted({step.modality_rank for step in steps})
    ranked = islice(_by_rank(roads, ranks, ends, lengths), most + 1) if lengths else ()
    found: list[ConceptPath] = []
    stopped_at = None
    for length, path in ranked:
        if path is None or len(found) == most:
            stopped_at = length
            break
        found.append(concept_path(path))
    finder.budget.steps = _MOST_STEPS
    longer = stopped_at is None and (
        next(finder.paths(start, longest + 1, math.inf), None) is not None or finder.budget.spent
    )
    complete = stopped_at is None and not longer
    some = stopped_at is not None and bool(found) and len(found[-1].steps) == stopped_at
    return PathSearch(
        source=source,
        target=target,
        kind=kind,
        paths=tuple(found),
        shortest=shortest,
        complete=complete,
        longest=None if complete else longest if stopped_at is None else stopped_at - 1,
        partial=stopped_at if some else None,
    )


def _by_rank(
    roads: Roads, ranks: Iterable[int], ends: tuple[Iri, Iri], lengths: range
) -> Iterator[tuple[int, tuple[PathStep, ...] | None]]:
    """Give length and path, shortest, firmest first; a path of None says the budget was spent."""
    source, target = ends
    start = (source, 0)
    budget = Budget(0)
    finders = [
        PathFinder(
            roads=roads,
            goal=(target, 1),
            states=(0, 1),
            move=_passes(rank),
            budget=budget,
            reach=lengths[-1],
        )
        for rank in ranks
    ]
    budget.steps = _MOST_STEPS
    for length in lengths:
        for finder in finders:
            for path in finder.paths(start, length, length):
                yield length, path
            if budget.spent:
                yield length, None
                return


def _forget(state: int, _step: PathStep) -> int:
    return state


def _passes(rank: int) -> Move:
    """Make the move that remembers (1) whether a step of this firmness was taken, and takes no weaker."""

    def move(state: int, step: PathStep) -> int:
        return _SHUT if step.modality_rank > rank else int(state or step.modality_rank == rank)

    return move
