"""What a corpus knows of an article without its claims at hand."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.authored import Iri


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSummary:
    """One article in numbers. `slug` is its short name, `sha256` that of its text.

    `kinds` are the kinds of its claims with their numbers; `concepts` are those that its claims mean,
    `links` and `loops` those that its own claims make, `warnings` its warning signs, `interests` the
    claims that somebody gains by, `reviewed` those that have a review.
    """

    iri: Iri
    slug: str
    title: str
    url: str
    publisher: str | None
    published: str | None
    sha256: str | None
    claims: int
    kinds: tuple[tuple[str, int], ...]
    concepts: int
    links: int
    loops: int
    statistics: int
    statistics_with_source: int
    warnings: int
    interests: int
    reviewed: int
