"""The order in which articles tell treatments: by place, and by what claims say comes before what."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping

from graph.causes.treatments import ancestors_of, treatments_of
from graph.model import Corpus, Iri, TreatmentPlace
from graph.vocab import AFFIRMED, CG, PRECEDES


def treatment_order(corpus: Corpus) -> tuple[TreatmentPlace, ...]:
    """Give all treatments in the order in which the articles tell them, one article after the other.

    A treatment stands where it is first told within a list or a context (an overview may name it
    earlier), else where it is first told at all; of several at one place a group before its
    members; those without a passage come last. What claims
    say outright (``cg:precedes``, affirmed) goes before that, for the narrower treatments of both
    ends too; where such claims run in a circle, the place decides. O((T + N) · log T) for T
    treatments and N narrower ones of those that claims put in order.

    >>> treatment_order(Corpus())
    ()
    """
    treatments = treatments_of(corpus)
    told: dict[Iri, list[tuple[bool, str, int, Iri]]] = defaultdict(list)
    contexts: dict[Iri, set[Iri]] = defaultdict(set)
    after: dict[Iri, set[Iri]] = defaultdict(set)
    for claim in corpus.claims:
        aside = not (claim.contexts or claim.lists)
        spots = [(aside, passage.source or "", passage.start, passage.section) for passage in claim.passages]
        told[claim.subject] += spots
        contexts[claim.subject].update(claim.contexts)
        if claim.object is not None:
            told[claim.object] += spots
            if claim.predicate == CG + PRECEDES and claim.polarity == AFFIRMED:
                after[claim.object].update({claim.subject} & treatments - {claim.object})
    first = {iri: min(told[iri], default=None) for iri in treatments}
    families = _families(corpus, treatments)
    places = {
        iri: (*(spot[1:3] if spot else _NOWHERE), -len(families[iri]), iri) for iri, spot in first.items()
    }
    ordered = {iri: earlier for iri, earlier in after.items() if iri in treatments}
    return tuple(
        TreatmentPlace(
            treatment=iri,
            section=spot[-1] if (spot := first[iri]) else None,
            contexts=tuple(sorted(contexts[iri])),
            after=tuple(sorted(after[iri])),
        )
        for iri in _in_order(places, ordered, families)
    )


# Where something stands: article, code point, size of its group (largest first), name.
_Place = tuple[str, int, int, str]
_NOWHERE = ("\U0010ffff", 0)


def _in_order(
    places: Mapping[Iri, _Place], after: Mapping[Iri, set[Iri]], families: Mapping[Iri, frozenset[Iri]]
) -> Iterator[Iri]:
    """Sort by place, each treatment after those that come before it (A. B. Kahn, 1962).

    In a circle the first by place goes on.
    """
    waits: dict[str, int] = defaultdict(int)
    follows: dict[str, list[str]] = defaultdict(list)
    for ahead, behind in _precedences(after, families):
        follows[ahead].append(behind)
        waits[behind] += 1
    ready = [place for iri, place in places.items() if not waits[iri]]
    heapq.heapify(ready)
    passed: set[str] = set()
    for stuck in sorted(places.values()):
        if not ready:
            ready.append(stuck)
        while ready:
            name = heapq.heappop(ready)[-1]
            if name in passed:
                continue
            passed.add(name)
            if name in places:
                yield Iri(name)
            for behind in follows[name]:
                waits[behind] -= 1
                if not waits[behind] and behind not in passed:
                    # A gate is no treatment: it opens before the next one goes on.
                    place = places[Iri(behind)] if behind in places else ("", 0, 0, behind)
                    heapq.heappush(ready, place)


def _precedences(
    after: Mapping[Iri, set[Iri]], families: Mapping[Iri, frozenset[Iri]]
) -> Iterator[tuple[str, str]]:
    """Give what waits for what: of "A before B", A's family for a gate of their own, the gate for B's."""
    for later, earlier in sorted(after.items()):
        for one in sorted(earlier):
            gate = f"{one} {later}"
            yield from ((member, gate) for member in sorted(families[one] - families[later]))
            yield from ((gate, member) for member in sorted(families[later] - families[one]))


def _families(corpus: Corpus, treatments: set[Iri]) -> dict[Iri, frozenset[Iri]]:
    """Give each treatment with its narrower ones."""
    families: dict[Iri, set[Iri]] = {iri: {iri} for iri in treatments}
    for iri, above in ancestors_of(corpus).items():
        if iri in treatments:
            for parent in above & treatments:
                families[parent].add(iri)
    return {iri: frozenset(members) for iri, members in families.items()}
