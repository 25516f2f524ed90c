"""What acts on a loop: treatments that a claim says lower one of its concepts or block an arrow.

A treatment is a concept of class Treatment, DrugClass, Device or SelfCare. "Acts" means that the
claims say so, as firmly as they say it; it is no advice.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from graph.model import Claim, Corpus, Iri, Link, Loop, LoopBreak, TreatmentPlace
from graph.standing import is_rejected
from graph.vocab import AFFIRMED, CG, NEGATED, PRECEDES, RED_FLAG, TREATMENT_KINDS

# Classes of what nobody wants more of: a treatment that is said to raise it does harm.
_ILLS = frozenset({"Condition", "Symptom"})


def loop_breaks(corpus: Corpus, links: Iterable[Link], loops: Iterable[Loop]) -> tuple[LoopBreak, ...]:
    """Find where treatments act on loops; loops as given, of each by treatment, point and via.

    An affirmed claim of sign -1 from a treatment, unless reviews reject it, acts on a *node* that
    is its object, or that is broader or narrower than its object (`LoopBreak.via` is then the
    object), and on a *link* one of whose claims works through its object (``cg:viaMechanism``).
    One entry for each treatment, loop, point and via, with all its claims. Linear in the loops
    times what acts on their points.

    >>> loop_breaks(Corpus(), (), ())
    ()
    """
    acting = _acting_claims(corpus)
    ancestors = _ancestors(corpus)
    narrower: dict[Iri, list[Iri]] = defaultdict(list)
    for node, above in ancestors.items():
        for parent in above:
            narrower[parent].append(node)
    by_node: dict[Iri, list[tuple[Claim, Iri | None]]] = defaultdict(list)
    for target, claims in acting.items():
        related: dict[Iri, Iri | None] = {target: None}
        for node in (*narrower[target], *(ancestors.keys() & ancestors.get(target, set()))):
            related.setdefault(node, target)
        for node, via in related.items():
            by_node[node] += [(claim, via) for claim in claims]
    claims_by_iri = {claim.iri: claim for claim in corpus.claims}
    by_link: dict[str, list[tuple[Claim, Iri | None]]] = {
        link.key: [
            (claim, None)
            for mechanism in sorted({m for iri in link.claims for m in claims_by_iri[iri].mechanisms})
            for claim in acting.get(mechanism, ())
        ]
        for link in links
    }
    opposed = _opposed(corpus)
    at_nodes = {node: _touches(acts, (node, None), opposed) for node, acts in by_node.items()}
    at_links = {key: _touches(acts, (None, key), opposed) for key, acts in by_link.items() if acts}
    return tuple(entry for loop in loops for entry in _breaks_of(loop, at_nodes, at_links))


def without_mechanism(corpus: Corpus, breaks: Iterable[LoopBreak]) -> tuple[tuple[Iri, ...], tuple[Iri, ...]]:
    """Give the treatments that lower something, but no point of a loop, and those with no signed claim.

    A claim that is denied, or that reviews reject, lowers nothing. Each tuple is sorted. Linear in
    the claims.

    >>> without_mechanism(Corpus(), ())
    ((), ())
    """
    lowering = {claim.subject for claims in _acting_claims(corpus).values() for claim in claims}
    signed = {
        claim.subject
        for claim in corpus.claims
        if claim.polarity == AFFIRMED and claim.sign and not is_rejected(claim)
    }
    on_loops = {entry.treatment for entry in breaks}
    return tuple(sorted(lowering - on_loops)), tuple(sorted(_treatments(corpus) - signed))


def find_warnings(corpus: Corpus) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Give the claims of warning signs, and those that speak against a treatment; each sorted by IRI.

    Against a treatment speaks what says that it raises a condition or symptom, what denies that
    it lowers something, and what denies something of which it is the object (that it is called
    for, for one). Linear in the claims.

    >>> find_warnings(Corpus())
    ((), ())
    """
    treatments = _treatments(corpus)
    ills = {concept.iri for concept in corpus.concepts if concept.kind in _ILLS}
    signs, against = [], []
    for claim in corpus.claims:
        if claim.kind == RED_FLAG and claim.polarity == AFFIRMED:
            signs.append(claim)
        acts = claim.subject in treatments and claim.sign
        harms = acts and claim.polarity == AFFIRMED and claim.sign > 0 and claim.object in ills
        fails = acts and claim.polarity == NEGATED and claim.sign < 0
        if harms or fails or (claim.polarity == NEGATED and claim.object in treatments):
            against.append(claim)
    return tuple(signs), tuple(against)


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
    treatments = _treatments(corpus)
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
    for iri, above in _ancestors(corpus).items():
        if iri in treatments:
            for parent in above & treatments:
                families[parent].add(iri)
    return {iri: frozenset(members) for iri, members in families.items()}


def _treatments(corpus: Corpus) -> set[Iri]:
    return {concept.iri for concept in corpus.concepts if concept.kind in TREATMENT_KINDS}


def _acting_claims(corpus: Corpus) -> dict[Iri, list[Claim]]:
    """Give the claims by which a treatment lowers something, by what it lowers."""
    treatments = _treatments(corpus)
    acting: dict[Iri, list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        lowers = claim.polarity == AFFIRMED and claim.sign < 0 and claim.subject in treatments
        if lowers and claim.object is not None and not is_rejected(claim):
            acting[claim.object].append(claim)
    return acting


def _opposed(corpus: Corpus) -> set[tuple[Iri, Iri | None]]:
    """Give the (subject, object) of which claims deny that one lowers the other, or say that it raises it."""
    return {
        (claim.subject, claim.object)
        for claim in corpus.claims
        if claim.object is not None
        and claim.sign == (1 if claim.polarity == AFFIRMED else -1)
        and not is_rejected(claim)
    }


def _ancestors(corpus: Corpus) -> dict[Iri, set[Iri]]:
    """Give each concept's broader concepts, at any height; circles do no harm."""
    parents = {concept.iri: concept.broader for concept in corpus.concepts}
    found: dict[Iri, set[Iri]] = {}
    for iri, broader in parents.items():
        above: set[Iri] = set()
        frontier = list(broader)
        while frontier:
            parent = frontier.pop()
            if parent not in above and parent != iri:
                above.add(parent)
                frontier += parents.get(parent, ())
        found[iri] = above
    return found


# What a break says whatever the loop, with what breaks of a loop are sorted by.
_Touch = tuple[tuple[str, ...], dict[str, Any]]


def _touches(
    acts: Iterable[tuple[Claim, Iri | None]],
    point: tuple[Iri | None, str | None],
    opposed: Container[tuple[Iri, Iri | None]],
) -> list[_Touch]:
    """Put together the claims by which one treatment acts on a point by one name."""
    found: dict[tuple[Iri, Iri | None], dict[Iri, Claim]] = defaultdict(dict)
    for claim, via in acts:
        found[claim.subject, via][claim.iri] = claim
    node, link = point
    return [
        (
            (treatment, node or "", link or "", via or ""),
            {
                "treatment": treatment,
                "node": node,
                "link": link,
                "via": via,
                **_said([claims[iri] for iri in sorted(claims)], opposed),
            },
        )
        for (treatment, via), claims in found.items()
    ]


def _said(claims: Sequence[Claim], opposed: Container[tuple[Iri, Iri | None]]) -> dict[str, Any]:
    firmest = min(claims, key=lambda claim: claim.modality_rank)
    people = {figure.population for claim in claims if (figure := claim.statistic) and figure.population}
    return {
        "claims": tuple(claim.iri for claim in claims),
        "predicates": tuple(sorted({claim.predicate for claim in claims})),
        "modality": firmest.modality,
        "modality_rank": firmest.modality_rank,
        "contested": any((claim.subject, claim.object) in opposed for claim in claims),
        "contexts": tuple(sorted({iri for claim in claims for iri in claim.contexts})),
        "populations": tuple(sorted(people.union(*(claim.populations for claim in claims)))),
    }


def _breaks_of(
    loop: Loop, at_nodes: Mapping[Iri, list[_Touch]], at_links: Mapping[str, list[_Touch]]
) -> list[LoopBreak]:
    touches = [touch for node in loop.nodes for touch in at_nodes.get(node, ())]
    touches += [touch for link in loop.links for touch in at_links.get(link, ())]
    touches.sort(key=itemgetter(0))
    return [LoopBreak(loop=loop.key, **fields) for _, fields in touches]
