"""What a corpus knows of an article without its claims at hand."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.authored import Iri


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningSign:
    """A claim that something is a warning sign: of what, when or in whom, and what it calls for, in words."""

    claim: Iri
    label: str
    when: tuple[str, ...]
    call: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSummary:
    """One article in numbers. `slug` is its short name among its own claims, `sha256` that of its text.

    `kinds` are the kinds of its claims with their numbers; `concepts` are those that its claims mean,
    `links` and `loops` those that its own claims make, `warnings` its warning signs, `interests` the
    claims that somebody gains by, `reviewed` those that have a review. `about` are the concepts that its
    claims name, each with the number of these claims; `signs` its warning signs. `prefixes` are the names of
    its own that its page has beside the project's, each with the namespace it stands for.
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
    about: tuple[tuple[Iri, int], ...] = ()
    signs: tuple[WarningSign, ...] = ()
    prefixes: tuple[tuple[str, str], ...] = ()
