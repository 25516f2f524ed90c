"""How tables name reviewers: with ``$`` where one has declared an interest in what the claim says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.cli.claimed import MARK
from graph.facts import Facts
from graph.interests import DeclaredInterests
from graph.model import Corpus, Iri, Review
from graph.names import Names


class Reviewers:
    """Names those who reviewed, tells of their reviews, and remembers whose interests were marked."""

    def __init__(self, corpus: Corpus, names: Names) -> None:
        self._names = names
        self._people = {person.iri: person.name for person in corpus.people}
        self._declared = DeclaredInterests(corpus)
        self._reviews: dict[Iri, list[Review]] = defaultdict(list)
        for review in sorted(corpus.reviews, key=lambda one: (one.time, one.iri)):
            self._reviews[review.claim].append(review)
        self._marked: dict[tuple[str, str], None] = {}

    def name(self, person: Iri) -> str:
        """Give the name of a person, or their CURIE."""
        return self._people.get(person, self._names.curie(person))

    def marked(self, review: Review) -> str:
        """Give the name of a review's author, with the mark if an interest of theirs touches the claim."""
        found = self._declared.behind(review)
        name = self.name(review.reviewer)
        self._marked |= dict.fromkeys((name, interest.label) for interest in found)
        return name + (MARK if found else "")

    def declares(self, review: Review) -> list[str]:
        """Give in words what interests of a review's author touch the claim; for JSON."""
        return [interest.label for interest in self._declared.behind(review)]

    def facts(self, claim: Iri) -> list[Facts]:
        """Give the reviews of a claim, oldest first; for JSON."""
        return [
            {
                "reviewer": self.name(review.reviewer),
                "declares": self.declares(review),
                "time": review.time.isoformat(),
                "axis": review.axis,
                "verdict": review.verdict,
                "note": review.note,
            }
            for review in self._reviews[claim]
        ]

    def lines(self, claim: Iri) -> Iterator[str]:
        """Tell of each review of a claim in a line, oldest first."""
        for review in self._reviews[claim]:
            note = f" – {review.note}" if review.note else ""
            marks = "".join(f" {MARK} {label}" for label in self.declares(review))
            who = f"{review.time:%Y-%m-%d} {self.name(review.reviewer)}"
            yield f"{who}: {review.axis} {review.verdict}{note}{marks}"

    def interested(self, claim: Iri) -> list[Facts]:
        """Give who reviewed a claim and has declared an interest that touches it, once each; for JSON."""
        met = {
            (self.name(review.reviewer), interest.label, interest.iri)
            for review in self._reviews[claim]
            for interest in self._declared.behind(review)
        }
        return [
            {"reviewer": name, "declares": label, "interest": self._names.curie(iri)}
            for name, label, iri in sorted(met)
        ]

    def notes(self, claims: Iterable[Iri]) -> Iterator[str]:
        """Say who reviewed which of `claims` and has declared an interest that touches them."""
        met: dict[tuple[str, str], list[str]] = defaultdict(list)
        for claim in claims:
            for one in self.interested(claim):
                met[one["reviewer"], one["declares"]].append(self._names.curie(claim))
        for (name, label), own in sorted(met.items()):
            what = "what that says" if len(own) == 1 else "what these say"
            yield f"{name} has reviewed {', '.join(own)}, with an interest in {what}: {_plain(label)}."

    def mark_notes(self) -> Iterator[str]:
        """Say whose interests the marks given so far stand for; nothing where there was none."""
        for name, label in self._marked:
            what = f"reviews of what they declare an interest in: {_plain(label)}"
            yield f"A {MARK} behind {name} marks {what}."


def _plain(label: str) -> str:
    """Give a label to stand within a sentence."""
    return label.rstrip(". ")
