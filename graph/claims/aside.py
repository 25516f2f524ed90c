"""Reading what was read and states no claim."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter

from graph.claims.rows import iri_of, word_of
from graph.model import Iri, NonClaim, Passage
from graph.resources import query
from graph.store import ClaimStore


def read_non_claims(
    store: ClaimStore, words: Mapping[str, str], passages: Mapping[Iri, Passage]
) -> tuple[NonClaim, ...]:
    """Give the places that state no claim, sorted by IRI; passages nobody describes are left out."""
    found = []
    for _, group in groupby(store.select(query("non-claims")), key=itemgetter("mark")):
        rows = list(group)
        own = {iri: passages[iri] for row in rows if (iri := iri_of(row, "passage")) in passages}
        found.append(
            NonClaim(
                iri=iri_of(rows[0], "mark"),
                reason=word_of(words, rows[0]["reason"]) or "",
                passages=tuple(
                    sorted(
                        own.values(), key=lambda passage: (passage.source or "", passage.start, passage.iri)
                    )
                ),
            )
        )
    return tuple(found)
