"""How tables name claims: by CURIE or short id, and ``$`` where a party has an interest in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Self

from graph.model import Corpus, Interest, Iri
from graph.names import Names

#: Stands behind the id of a claim whose source has an interest in what it says; the page has it too.
MARK = "$"


class ClaimNames:
    """Names claims for a verb, and remembers which interests its output has marked."""

    def __init__(
        self,
        names: Names,
        marked: Mapping[Iri, Sequence[Iri]],
        interests: Iterable[Interest],
        *,
        is_one: bool = False,
    ) -> None:
        self._names = names
        self._one = is_one
        self._interests = marked
        self._known = {interest.iri: interest for interest in interests}
        self._marked: dict[Iri, None] = {}

    @classmethod
    def of(cls, corpus: Corpus, names: Names) -> Self:
        """Name the claims of a corpus."""
        marked = {claim.iri: claim.interests for claim in corpus.claims if claim.interests}
        return cls(names, marked, corpus.interests, is_one=len(corpus.sources) == 1)

    def full(self, claim: Iri) -> str:
        """Give the CURIE of a claim with its mark; that of anything else as it is."""
        return self._names.curie(claim) + self.mark([claim]).lstrip()

    def short(self, claim: Iri) -> str:
        """Give the same; of one article without its prefix."""
        full = self.full(claim)
        return full.rpartition(":")[2] if self._one else full

    def mark(self, claims: Iterable[Iri]) -> str:
        """Give the mark, to stand behind words, if a party has an interest in any of `claims`."""
        met = dict.fromkeys(iri for claim in claims for iri in self._interests.get(claim, ()))
        self._marked.update(met)
        return f" {MARK}" if met else ""

    def interested(self, claims: Iterable[Iri]) -> list[str]:
        """Give the CURIEs of those of `claims` in which somebody has an interest, sorted; for JSON."""
        return self._names.curies({claim for claim in claims if claim in self._interests})

    def interests(self, claim: Iri) -> list[str]:
        """Give the CURIEs of the interests in one claim, sorted; for JSON."""
        return self._names.curies(self._interests.get(claim, ()))

    def sentences(self, claim: Iri) -> Iterator[str]:
        """Say of one claim who has an interest in it, a sentence for each interest; for JSON."""
        for iri in self._interests.get(claim, ()):
            interest = self._known.get(iri)
            whose = f"{interest.party}: {interest.label}" if interest else self._names.curie(iri)
            yield f"A party has an interest in what this claim says ({whose})."

    def notes(self) -> Iterator[str]:
        """Say whose interests the marks given so far stand for; nothing where there was none."""
        for iri in sorted(self._marked):
            interest = self._known.get(iri)
            whose = f"{interest.party} ({interest.label})" if interest else self._names.curie(iri)
            yield f"A {MARK} marks what rests on claims in which a party has an interest: {whose}."
