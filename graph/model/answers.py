"""Answers to questions about the causal graph: paths, effects, and what lies on most loops."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.authored import Iri


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One step of a path, from `source` to `target`, with its claims, firmest first.

    Of a causal path it is the arrow `link`, with its sign. Of a path of relations, `sign` is 0,
    `link` is None, and the claims may say it in either direction. `articles` and `publishers` are
    those that say it, as of a `Link`.
    """

    source: Iri
    target: Iri
    sign: int
    link: str | None
    claims: tuple[Iri, ...]
    modality: str
    modality_rank: int
    contested: bool
    articles: tuple[Iri, ...] = ()
    publishers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptPath:
    """A way from one concept to another that passes none twice; each step starts where one ended.

    `sign` is the product of the steps': more of the first gives more (1) or less (-1) of the last;
    0 for a path of relations. `weakest` is the place, from 0, of the first of its weakest steps,
    and `modality` is that step's.
    """

    nodes: tuple[Iri, ...]
    steps: tuple[PathStep, ...]
    sign: int
    weakest: int
    modality: str
    modality_rank: int
    contested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PathSearch:
    """The paths from `source` to `target` by rank: shortest, firmest (weakest step), then by keys.

    `kind` is ``causal`` (along signed arrows), ``related`` (no causal path exists: along affirmed
    claims of any kind, in either direction) or ``none``. `shortest` is the number of steps of the
    shortest path, listed or not, None where there is none. `complete` says that no path is left
    out. Otherwise all of up to `longest` steps are listed and, if `partial` is a number, the first
    of those of `partial` steps.
    """

    source: Iri
    target: Iri
    kind: str
    paths: tuple[ConceptPath, ...]
    shortest: int | None
    complete: bool
    longest: int | None
    partial: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What becomes of one concept: `effect` is ``+``, ``-``, ``0``, ``?`` or ``undecided``.

    ``+`` and ``-``: all paths that lead there agree; ``0``: none leads there; ``?``: they disagree.
    ``undecided``: the bounds left out a path that could matter. `paths` are the deciding ones: for
    each sign of the effect the shortest, firmest path; of what is undecided, those found.
    """

    concept: Iri
    effect: str
    paths: tuple[ConceptPath, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectReport:
    """What becomes of every other concept where `raised` go up and `lowered` go down.

    `effects` are sorted by concept. `longest` is the greatest number of steps of a path that
    decides; `steps_left` is False where the search ended before every path was tried.
    """

    raised: tuple[Iri, ...]
    lowered: tuple[Iri, ...]
    effects: tuple[Effect, ...]
    longest: int
    steps_left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptLeverage:
    """A concept's place in the causal graph.

    `loops` counts the listed loops through it, `reinforcing` those of them with sign 1.
    `in_degree` and `out_degree` count the concepts with an arrow to and from it; `betweenness` is
    the share, 0 to 1, of shortest paths between others that pass it.
    """

    concept: Iri
    loops: int
    reinforcing: int
    in_degree: int
    out_degree: int
    betweenness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLeverage:
    """How many of the listed loops pass an arrow, and how many of these are reinforcing."""

    link: str
    loops: int
    reinforcing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverage:
    """Concepts and arrows, those on most loops first, then by betweenness and name.

    `pivots` is None where betweenness is exact, else the number of concepts it is estimated from.
    """

    concepts: tuple[ConceptLeverage, ...]
    links: tuple[LinkLeverage, ...]
    pivots: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Claims that disagree with others; `kind` is polarity, sign, statistic, figures or hedge.

    `same_context` is False where not all are about the same contexts and populations, which may
    tell them apart. `predicates` are those of all the claims: several where they say it by others.
    `articles` and `publishers` are those that say `claims`, and `populations` whom these are limited to;
    `against_articles` and so on are of `against`. `independent` says that the two sides share no
    publisher. The tuples are sorted. `left_out` stands with the two figures of one measure that lie
    farthest apart: so many further pairs of it are not given; elsewhere 0.
    """

    kind: str
    claims: tuple[Iri, ...]
    against: tuple[Iri, ...]
    same_context: bool
    predicates: tuple[Iri, ...] = ()
    articles: tuple[Iri, ...] = ()
    publishers: tuple[str, ...] = ()
    populations: tuple[Iri, ...] = ()
    against_articles: tuple[Iri, ...] = ()
    against_publishers: tuple[str, ...] = ()
    against_populations: tuple[Iri, ...] = ()
    independent: bool = False
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What one article says of a statement: its `claims` affirm it, its `denials` deny it, firmest first.

    `article` is None for claims of which the data do not show where they stand. `publisher` is its
    name, or the article's IRI where it has none. `interests` are those that any of these claims states.
    """

    article: Iri | None
    publisher: str | None
    claims: tuple[Iri, ...]
    denials: tuple[Iri, ...]
    interests: tuple[Iri, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What articles say of the same two things: that one raises (`sign` 1) or lowers (-1) the other.

    Of sign 0 it is what one predicate says. `object` is None where it is a name, `object_literal`.
    `articles` and `publishers` say it, `against_articles` and `against_publishers` deny it, sorted;
    `disinterested` are the publishers of which some article says it without a stated interest.
    `opposite` says that the other sign is said as well. `modality` is that of the firmest claim, of the
    firmest denial where nobody affirms it. `voices` are in order of publisher and article.
    """

    subject: Iri
    object: Iri | None
    object_literal: str | None
    sign: int
    predicates: tuple[Iri, ...]
    modality: str
    modality_rank: int
    articles: tuple[Iri, ...]
    publishers: tuple[str, ...]
    against_articles: tuple[Iri, ...]
    against_publishers: tuple[str, ...]
    disinterested: tuple[str, ...]
    opposite: bool
    voices: tuple[Voice, ...]
