"""True but irrelevant: claims paired with passages of the same article that speak of something else.

Nothing here is shared with what it tests (`graph.checking.relevance`): a pair is planted by what the data
say of both claims (their ends, their places), never by reading words.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from graph.model import Claim, Corpus, Iri, Passage, Source

#: The kinds of planted pairs, the easy one first.
KINDS = ("elsewhere", "same direction", "same subject", "same object", "neighbour")


class Planted(NamedTuple):
    """A claim and a passage that belongs to other claims; `kind` says how near it lies."""

    claim: Claim
    passage: Passage
    kind: str


def plant(corpus: Corpus, source: Source, count: int, *, seed: int = 1) -> tuple[Planted, ...]:
    """Pair claims with passages that state something else, `count` of each kind as far as there are any.

    Never a passage that overlaps one of the claim's own, or that is also the place of a claim with
    the same two ends, ends of which one is a kind of the other included.
    """
    chance = random.Random(seed)
    kin = _kin(corpus)
    placed = [
        (claim, passage)
        for claim in corpus.claims
        for passage in claim.passages
        if passage.source == source.iri
    ]
    found: dict[str, list[Planted]] = {kind: [] for kind in KINDS}
    here = {
        passage.iri: [other for other, own in placed if own.start < passage.end and passage.start < own.end]
        for _, passage in placed
    }
    for claim in dict.fromkeys(claim for claim, _ in placed):
        for other, passage in placed:
            if other is claim or _states(claim, here[passage.iri], kin):
                continue
            for kind in _nearness(claim, other, passage, kin):
                found[kind].append(Planted(claim, passage, kind))
    chosen: list[Planted] = []
    for kind in KINDS:
        # A claim may have very many neighbours of a kind: each claim counts the same.
        chance.shuffle(found[kind])
        by_claim: dict[Iri, list[Planted]] = {}
        for pair in found[kind]:
            by_claim.setdefault(pair.claim.iri, []).append(pair)
        rounds = (pairs[turn] for turn in range(count) for pairs in by_claim.values() if turn < len(pairs))
        chosen += [pair for _, pair in zip(range(count), rounds, strict=False)]
    return tuple(chosen)


def _kin(corpus: Corpus) -> dict[Iri, frozenset[Iri]]:
    """Give each concept with all that it is a kind of, and all that are kinds of it."""
    parents = {concept.iri: set(concept.broader) for concept in corpus.concepts}
    above: dict[Iri, set[Iri]] = {}
    for iri in parents:
        reached, todo = {iri}, [iri]
        while todo:
            for parent in parents.get(todo.pop(), ()):
                if parent not in reached:
                    reached.add(parent)
                    todo.append(parent)
        above[iri] = reached
    return {iri: frozenset(above[iri] | {low for low in above if iri in above[low]}) for iri in above}


def _states(claim: Claim, here: Sequence[Claim], kin: Mapping[Iri, frozenset[Iri]]) -> bool:
    """Say whether a place may state the claim after all: `here` are the claims that rest on it."""
    return any(other is claim or _same_ends(claim, other, kin) for other in here)


def _same_ends(claim: Claim, other: Claim, kin: Mapping[Iri, frozenset[Iri]]) -> bool:
    """Say whether two claims have the same two ends, in whichever order."""
    ends = (claim.subject, claim.object or claim.subject)
    others = (other.subject, other.object or other.subject)
    return any(
        all(two in kin.get(one, {one}) for one, two in zip(ends, pair, strict=True))
        for pair in (others, others[::-1])
    )


def _nearness(
    claim: Claim, other: Claim, passage: Passage, kin: Mapping[Iri, frozenset[Iri]]
) -> Iterator[str]:
    own = claim.passages[0]
    if other.subject in kin.get(claim.subject, ()):
        yield "same subject"
    elif other.object and claim.object and other.object in kin.get(claim.object, ()):
        yield "same object"
    elif own.section == passage.section and abs(own.block - passage.block) <= 1:
        yield "neighbour"
    elif claim.sign and claim.sign == other.sign:
        yield "same direction"
    elif own.section != passage.section:
        yield "elsewhere"


def plantings(corpus: Corpus, pairs: Iterable[Planted]) -> Iterator[tuple[Corpus, tuple[Planted, ...]]]:
    """Give the corpus with planted pairs in it, as many at a time as do not share a claim.

    A claim of a pair rests on its planted passage alone; the others keep theirs.
    """
    waiting = list(pairs)
    while waiting:
        batch: dict[Iri, Planted] = {}
        for pair in waiting:
            batch.setdefault(pair.claim.iri, pair)
        claims = tuple(
            replace(claim, passages=(batch[claim.iri].passage,)) if claim.iri in batch else claim
            for claim in corpus.claims
        )
        yield replace(corpus, claims=claims), tuple(batch.values())
        waiting = [pair for pair in waiting if batch[pair.claim.iri] is not pair]
