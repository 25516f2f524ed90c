"""What the lists of the page hold: all claims and concepts, or the first of very many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Claim, Concept, Corpus, Iri
from graph.site.scene import Scene, is_warning

#: A browser takes about a second to lay out a table of this many rows, and search stays immediate.
MOST_CLAIMS = 2_000
#: As many as one can still find by looking; the picture has at most a third of them.
MOST_CONCEPTS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The claims of the table in the order given, the concepts of the list, and how many are not there."""

    claims: tuple[Claim, ...]
    concepts: tuple[Concept, ...]
    claims_left: int
    concepts_left: int


def choose(corpus: Corpus, scene: Scene, ordered: Sequence[Claim]) -> Listing:
    """Choose what is listed: warning signs always, then what is drawn, then the rest as `ordered`. Linear."""
    on_arrows = {iri for arrow in scene.arrows for iri in arrow.claims}
    first = [claim for claim in ordered if is_warning(claim)]
    most = max(MOST_CLAIMS, len(first))
    first += [claim for claim in ordered if claim.iri in on_arrows and not is_warning(claim)]
    first += [claim for claim in ordered if claim.iri not in on_arrows and not is_warning(claim)]
    chosen = {claim.iri for claim in first[:most]}
    claims = tuple(claim for claim in ordered if claim.iri in chosen)

    drawn = dict.fromkeys(concept.iri for concept in scene.concepts)
    always = drawn | dict.fromkeys(iri for claim in claims if is_warning(claim) for iri in _ends(claim))
    spoken = dict.fromkeys(iri for claim in claims for iri in _ends(claim))
    wanted = always | spoken | dict.fromkeys(concept.iri for concept in corpus.concepts)
    kept = set(list(wanted)[: max(MOST_CONCEPTS, len(always))])
    concepts = tuple(concept for concept in corpus.concepts if concept.iri in kept)
    return Listing(
        claims=claims,
        concepts=concepts,
        claims_left=len(corpus.claims) - len(claims),
        concepts_left=len(corpus.concepts) - len(concepts),
    )


def _ends(claim: Claim) -> tuple[Iri, ...]:
    return (claim.subject,) if claim.object is None else (claim.subject, claim.object)
