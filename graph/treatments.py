"""What acts on a loop: treatments that a claim says lower one of its concepts or block an arrow.

A treatment is a concept of class Treatment, DrugClass, Device or SelfCare. "Acts" means that the
claims say so, as firmly as they say it; it is no advice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.model import Claim, Corpus, Iri, Link, Loop, LoopBreak
from graph.vocab import AFFIRMED, TREATMENT_KINDS


def loop_breaks(corpus: Corpus, links: Iterable[Link], loops: Iterable[Loop]) -> tuple[LoopBreak, ...]:
    """Find where treatments act on loops; sorted by treatment, loop, point.

    An affirmed claim of sign -1 from a treatment acts on a *node* that is its object, or that is
    broader or narrower than its object (`LoopBreak.via` is then the object), and on a *link* one
    of whose claims works through its object (``cg:viaMechanism``). One entry for each treatment,
    loop, point and via, with all its claims. Linear in the loops times what acts on their points.
    """
    acting = _acting_claims(corpus)
    ancestors = _ancestors(corpus)
    by_node: dict[Iri, list[tuple[Claim, Iri | None]]] = defaultdict(list)
    for target, claims in acting.items():
        related: dict[Iri, Iri | None] = {target: None}
        for node, above in ancestors.items():
            if target in above or node in ancestors.get(target, ()):
                related.setdefault(node, target)
        for node, via in related.items():
            by_node[node] += [(claim, via) for claim in claims]
    claims_by_iri = {claim.iri: claim for claim in corpus.claims}
    by_link: dict[str, list[Claim]] = {
        link.key: [
            claim
            for mechanism in sorted({m for iri in link.claims for m in claims_by_iri[iri].mechanisms})
            for claim in acting.get(mechanism, ())
        ]
        for link in links
    }
    return tuple(entry for loop in loops for entry in _breaks_of(loop, by_node, by_link))


def without_mechanism(corpus: Corpus, breaks: Iterable[LoopBreak]) -> tuple[tuple[Iri, ...], tuple[Iri, ...]]:
    """Give the treatments that lower something, but no point of a loop, and those with no signed claim.

    A claim that is denied lowers nothing. Each tuple is sorted. Linear in the claims.

    >>> without_mechanism(Corpus(), ())
    ((), ())
    """
    treatments = {concept.iri for concept in corpus.concepts if concept.kind in TREATMENT_KINDS}
    lowering = {claim.subject for claims in _acting_claims(corpus).values() for claim in claims}
    signed = {claim.subject for claim in corpus.claims if claim.polarity == AFFIRMED and claim.sign}
    on_loops = {entry.treatment for entry in breaks}
    return tuple(sorted(lowering - on_loops)), tuple(sorted(treatments - signed))


def _acting_claims(corpus: Corpus) -> dict[Iri, list[Claim]]:
    """Give the claims by which a treatment lowers something, by what it lowers."""
    treatments = {concept.iri for concept in corpus.concepts if concept.kind in TREATMENT_KINDS}
    acting: dict[Iri, list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        if (
            claim.polarity == AFFIRMED
            and claim.sign < 0
            and claim.subject in treatments
            and claim.object is not None
        ):
            acting[claim.object].append(claim)
    return acting


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


def _breaks_of(
    loop: Loop,
    by_node: Mapping[Iri, list[tuple[Claim, Iri | None]]],
    by_link: Mapping[str, list[Claim]],
) -> list[LoopBreak]:
    found: dict[tuple[Iri, Iri | None, str | None, Iri | None], set[Iri]] = defaultdict(set)
    for node in loop.nodes:
        for claim, via in by_node.get(node, ()):
            found[claim.subject, node, None, via].add(claim.iri)
    for link in loop.links:
        for claim in by_link.get(link, ()):
            found[claim.subject, None, link, None].add(claim.iri)
    return [
        LoopBreak(
            treatment=treatment,
            loop=loop.key,
            node=node,
            link=link,
            via=via,
            claims=tuple(sorted(claims)),
        )
        for (treatment, node, link, via), claims in sorted(
            found.items(), key=lambda entry: tuple(part or "" for part in entry[0])
        )
    ]
