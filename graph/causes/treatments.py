"""What acts on a loop: treatments that a claim says lower or raise one of its concepts.

A treatment is a concept of class Treatment, DrugClass, Device or SelfCare. "Acts" means that the
claims say so, as firmly as they say it; it is no advice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import accumulate
from operator import itemgetter, mul
from typing import Any, NamedTuple

from graph.model import Claim, Corpus, Iri, Link, Loop, LoopBreak
from graph.standing import is_rejected
from graph.vocab import AFFIRMED, ILL_KINDS, NEGATED, OFFERS, RED_FLAG, TREATMENT_KINDS


def loop_breaks(corpus: Corpus, links: Iterable[Link], loops: Iterable[Loop]) -> tuple[LoopBreak, ...]:
    """Find where treatments act against loops; loops as given, of each by treatment, point and via.

    An affirmed claim with a sign from a treatment, unless reviews reject it, acts on a *node* that
    is its object, or that is broader or narrower than its object (`LoopBreak.via` is then the
    object), and on a *link* one of whose claims works through its object (``cg:viaMechanism``).
    One entry for each treatment, loop, point, via and sign, with all its claims.

    Which sign acts against a reinforcing loop depends on the side of the loop: of pain that lessens
    sleep that lessens pain, to raise sleep does, and to lower it feeds the loop (`loop_feeds`). The
    side that conditions and symptoms stand on is the worse one; a link stands with its source. Where
    there are none, or on both sides, what lowers is given and `LoopBreak.orientation` is
    ``undecided``. A balancing loop has no worse side: what lowers and what raises is given, with its
    sign. Linear in the loops times what acts on their points.

    >>> loop_breaks(Corpus(), (), ())
    ()
    """
    return loop_acts(corpus, links, loops)[0]


def loop_feeds(corpus: Corpus, links: Iterable[Link], loops: Iterable[Loop]) -> tuple[LoopBreak, ...]:
    """Find where treatments are said to feed reinforcing loops: the opposite of `loop_breaks`, like it.

    Of a loop whose worse side is undecided, what raises is given.

    >>> loop_feeds(Corpus(), (), ())
    ()
    """
    return loop_acts(corpus, links, loops)[1]


def loop_acts(
    corpus: Corpus, links: Iterable[Link], loops: Iterable[Loop]
) -> tuple[tuple[LoopBreak, ...], tuple[LoopBreak, ...]]:
    """Give `loop_breaks` and `loop_feeds` in one go, at the cost of one.

    >>> loop_acts(Corpus(), (), ())
    ((), ())
    """
    acting = _acting_claims(corpus)
    ancestors = ancestors_of(corpus)
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
    signs: dict[str, int] = {}
    by_link: dict[str, list[tuple[Claim, Iri | None]]] = {}
    for link in links:
        signs[link.key] = link.sign
        by_link[link.key] = [
            (claim, None)
            for mechanism in sorted({m for iri in link.claims for m in claims_by_iri[iri].mechanisms})
            for claim in acting.get(mechanism, ())
        ]
    opposed = _opposed(corpus)
    touches = _Touches(
        nodes={node: _touches(acts, (node, None), opposed) for node, acts in by_node.items()},
        links={key: _touches(acts, (None, key), opposed) for key, acts in by_link.items() if acts},
    )
    ills = {concept.iri for concept in corpus.concepts if concept.kind in ILL_KINDS}
    found = [_acts_on(loop, touches, signs, ills) for loop in loops]
    return (
        tuple(entry for breaks, _ in found for entry in breaks),
        tuple(entry for _, feeds in found for entry in feeds),
    )


def without_mechanism(corpus: Corpus, breaks: Iterable[LoopBreak]) -> tuple[tuple[Iri, ...], tuple[Iri, ...]]:
    """Give the treatments that lower something, but no point of a loop, and those with no signed claim.

    A claim that is denied, or that reviews reject, lowers nothing. Each tuple is sorted. Linear in
    the claims.

    >>> without_mechanism(Corpus(), ())
    ((), ())
    """
    lowering = {
        claim.subject for claims in _acting_claims(corpus).values() for claim in claims if claim.sign < 0
    }
    signed = {
        claim.subject
        for claim in corpus.claims
        if claim.polarity == AFFIRMED and claim.sign and not is_rejected(claim)
    }
    on_loops = {entry.treatment for entry in breaks}
    return tuple(sorted(lowering - on_loops)), tuple(sorted(treatments_of(corpus) - signed))


def find_warnings(corpus: Corpus) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Give the claims of warning signs, and those that speak against a treatment; each sorted by IRI.

    Against a treatment speaks what says that it raises a condition or symptom, what denies that
    it lowers something, and what denies something of which it is the object (that it is called
    for, for one). Linear in the claims.

    >>> find_warnings(Corpus())
    ((), ())
    """
    treatments = treatments_of(corpus)
    ills = {concept.iri for concept in corpus.concepts if concept.kind in ILL_KINDS}
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


def treatments_of(corpus: Corpus) -> set[Iri]:
    """Give the concepts that act: treatments, drug classes, devices, self-care."""
    return {concept.iri for concept in corpus.concepts if concept.kind in TREATMENT_KINDS}


def _acting_claims(corpus: Corpus) -> dict[Iri, list[Claim]]:
    """Give the claims by which a treatment raises or lowers something, by what it acts on."""
    treatments = treatments_of(corpus)
    acting: dict[Iri, list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        acts = claim.polarity == AFFIRMED and claim.sign and claim.subject in treatments
        if acts and claim.object is not None and not is_rejected(claim):
            acting[claim.object].append(claim)
    return acting


def _opposed(corpus: Corpus) -> set[tuple[Iri, Iri | None, int]]:
    """Give the (subject, object, sign) that claims deny, or say the opposite of."""
    return {
        (claim.subject, claim.object, -claim.sign if claim.polarity == AFFIRMED else claim.sign)
        for claim in corpus.claims
        if claim.object is not None and claim.sign and not is_rejected(claim)
    }


def ancestors_of(corpus: Corpus) -> dict[Iri, set[Iri]]:
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


# What an act on a point says whatever the loop, with what those of a loop are sorted by.
_Touch = tuple[tuple[str | int, ...], dict[str, Any]]


class _Touches(NamedTuple):
    """What acts on nodes and on links, by their names."""

    nodes: Mapping[Iri, Sequence[_Touch]]
    links: Mapping[str, Sequence[_Touch]]


def _touches(
    acts: Iterable[tuple[Claim, Iri | None]],
    point: tuple[Iri | None, str | None],
    opposed: Container[tuple[Iri, Iri | None, int]],
) -> list[_Touch]:
    """Put together the claims by which one treatment acts on a point, one way, by one name."""
    found: dict[tuple[Iri, Iri | None, int], dict[Iri, Claim]] = defaultdict(dict)
    for claim, via in acts:
        found[claim.subject, via, claim.sign][claim.iri] = claim
    node, link = point
    return [
        (
            (treatment, node or "", link or "", via or "", sign),
            {
                "treatment": treatment,
                "node": node,
                "link": link,
                "via": via,
                "sign": sign,
                **_said([claims[iri] for iri in sorted(claims)], opposed),
            },
        )
        for (treatment, via, sign), claims in found.items()
    ]


def _said(claims: Sequence[Claim], opposed: Container[tuple[Iri, Iri | None, int]]) -> dict[str, Any]:
    firmest = min(claims, key=lambda claim: claim.modality_rank)
    people = {figure.population for claim in claims if (figure := claim.statistic) and figure.population}
    return {
        "claims": tuple(claim.iri for claim in claims),
        "predicates": tuple(sorted({claim.predicate for claim in claims})),
        "modality": firmest.modality,
        "modality_rank": firmest.modality_rank,
        "offered": all(
            claim.predicate in OFFERS for claim in claims if claim.modality_rank == firmest.modality_rank
        ),
        "contested": any((claim.subject, claim.object, claim.sign) in opposed for claim in claims),
        "contexts": tuple(sorted({iri for claim in claims for iri in claim.contexts})),
        "populations": tuple(sorted(people.union(*(claim.populations for claim in claims)))),
    }


def _acts_on(
    loop: Loop, touches: _Touches, signs: Mapping[str, int], ills: Container[Iri]
) -> tuple[list[LoopBreak], list[LoopBreak]]:
    """Give what acts against a loop, and what feeds it."""
    sides = _sides(loop, signs)
    worse = {side for node, side in zip(loop.nodes, sides, strict=True) if node in ills}
    orientation = "balancing" if loop.sign < 0 else "known" if len(worse) == 1 else "undecided"
    # What is wanted less of has side 1: all of a loop that says nothing of it.
    turn = worse.pop() if orientation == "known" else 0
    breaks: list[tuple[tuple[str | int, ...], LoopBreak]] = []
    feeds: list[tuple[tuple[str | int, ...], LoopBreak]] = []
    for node, key, side in zip(loop.nodes, loop.links, sides, strict=True):
        for order, fields in (*touches.nodes.get(node, ()), *touches.links.get(key, ())):
            entry = LoopBreak(loop=loop.key, orientation=orientation, **fields)
            against = entry.sign * (side * turn or 1) < 0 or orientation == "balancing"
            (breaks if against else feeds).append((order, entry))
    by_order = itemgetter(0)
    return [one for _, one in sorted(breaks, key=by_order)], [one for _, one in sorted(feeds, key=by_order)]


def _sides(loop: Loop, signs: Mapping[str, int]) -> list[int]:
    """Give each concept's side, 1 that of the first: the product of the signs on the way to it."""
    return list(accumulate((signs.get(key, 1) for key in loop.links[:-1]), mul, initial=1))
