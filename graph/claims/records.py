"""Reading who wrote claims, who reviewed them, and what they found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter

from graph.claims.rows import iri_of, iri_or_none, value_of, word_of
from graph.model import Answer, Iri, Person, Review, ReviewerInterest, Study
from graph.resources import query
from graph.store import ClaimStore
from graph.vocab import CG

# The earliest there is: a time that cannot be read makes its review the oldest, never the newest.
_UNREADABLE = datetime.min.replace(tzinfo=UTC)


def read_reviews(store: ClaimStore, words: Mapping[str, str]) -> tuple[Review, ...]:
    """Give the reviews, sorted by IRI; of one with several values for a line, the first is read."""
    rows: dict[str, dict[str, str | None]] = {}
    for each in store.select(query("reviews")):
        rows.setdefault(value_of(each, "review"), each)
    links: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    if rows:
        for row in store.select(query("review-links")):
            links[value_of(row, "review")][value_of(row, "relation")].append(value_of(row, "value"))
    found = []
    for iri, row in sorted(rows.items()):
        hashes = links[iri].pop(CG + "passageSha256", [])
        found.append(
            Review(
                iri=Iri(iri),
                claim=iri_of(row, "claim"),
                axis=word_of(words, row["axis"]) or "",
                verdict=word_of(words, row["verdict"]) or "",
                reviewer=iri_of(row, "reviewer"),
                time=read_moment(value_of(row, "time")),
                passage_hashes=tuple(sorted(set(hashes))),
                digest=value_of(row, "digest"),
                note=row["note"],
                evidence=tuple(Iri(study) for studies in links[iri].values() for study in studies),
                revises=iri_or_none(row["revises"]),
            )
        )
    return tuple(found)


def read_people(store: ClaimStore) -> tuple[Person, ...]:
    """Give the people who are described, sorted by IRI; of several names, the first."""
    names: dict[str, str] = {}
    for row in store.select(query("people")):
        names.setdefault(value_of(row, "person"), value_of(row, "name"))
    return tuple(Person(iri=Iri(iri), name=name) for iri, name in sorted(names.items()))


def read_declared(store: ClaimStore) -> tuple[ReviewerInterest, ...]:
    """Give the interests that people have declared, sorted by IRI; of one of several people, the first's."""
    found = []
    for iri, group in groupby(store.select(query("declared-interests")), key=itemgetter("interest")):
        rows = list(group)
        own = [row for row in rows if row["person"] == rows[0]["person"]]
        things = {row["thing"] for row in own if row["organisation"] is None}
        products = {row["product"] for row in own}
        found.append(
            ReviewerInterest(
                iri=Iri(iri or ""),
                person=iri_of(own[0], "person"),
                label=value_of(own[0], "label"),
                concepts=tuple(sorted(Iri(one) for one in things | products if one is not None)),
                organisations=tuple(sorted({row["organisation"] for row in own if row["organisation"]})),
            )
        )
    return tuple(found)


def read_studies(store: ClaimStore) -> tuple[Study, ...]:
    """Give the studies that are described, sorted by IRI; of several titles, the first."""
    titles: dict[str, str] = {}
    for row in store.select(query("studies")):
        titles.setdefault(value_of(row, "study"), value_of(row, "title"))
    return tuple(Study(iri=Iri(iri), title=title) for iri, title in sorted(titles.items()))


def read_answers(store: ClaimStore, words: Mapping[str, str]) -> tuple[Answer, ...]:
    """Give the verdicts of the ontology: those of fidelity first, then by name."""
    return tuple(
        Answer(
            verdict=word_of(words, row["verdict"]) or "",
            axis=word_of(words, row["axis"]) or "",
            label=value_of(row, "label"),
            definition=value_of(row, "definition"),
            needs_evidence=row["evidenced"] == "true",
        )
        for row in store.select(query("verdicts"))
    )


def read_authors(store: ClaimStore) -> dict[str, tuple[Iri, ...]]:
    """Give the authors of each claim that names any, or whose file does, sorted."""
    authors: dict[str, tuple[Iri, ...]] = defaultdict(tuple)
    for row in store.select(query("claim-authors")):
        authors[value_of(row, "claim")] += (iri_of(row, "author"),)
    return authors


def read_moment(written: str) -> datetime:
    """Read an ``xsd:dateTime``; without a time zone it counts as UTC."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return _UNREADABLE
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
