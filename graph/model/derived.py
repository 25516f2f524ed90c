"""What follows from the claims: links, loops, and what acts on them."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.authored import Iri


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One signed arrow of the causal graph, with the claims it rests on, firmest first.

    `key` names it by its ends and sign; `modality` is that of its firmest claim; `contested`
    says that the opposite arrow between the same ends is claimed too. `status` and
    `citation_depth` are those of the claims that are best reviewed and best cited. `articles` are
    those that say it, `publishers` the independent ones behind them (see `graph.voices`), both sorted.
    """

    key: str
    source: Iri
    target: Iri
    sign: int
    claims: tuple[Iri, ...]
    modality: str
    modality_rank: int
    contested: bool
    status: str = "unreviewed"
    citation_depth: str = "article"
    articles: tuple[Iri, ...] = ()
    publishers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """A feedback loop: `links[i]` leads from `nodes[i]` to the next node, the last to the first.

    `sign` is the product of the links': 1 reinforcing, -1 balancing. `modality`, `status` and
    `citation_depth` are each that of the weakest link. `declared_by` is the ordered-cycle list in
    which a source tells this loop, `tellings` how many articles have one. `thinnest` is the link that the
    fewest publishers say, of several the one of fewest articles; `articles` and `publishers` count those
    of that link.
    """

    key: str
    sign: int
    nodes: tuple[Iri, ...]
    links: tuple[str, ...]
    modality: str
    modality_rank: int
    declared_by: Iri | None
    contested: bool
    status: str = "unreviewed"
    citation_depth: str = "article"
    thinnest: str = ""
    articles: int = 0
    publishers: int = 0
    tellings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """Concepts each of which leads to each other, with the arrows among them.

    `example` is the one with most arrows.
    """

    concepts: int
    arrows: int
    example: Iri


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopSearch:
    """What the search for loops found, and what it could not list.

    `loops` are sorted by length, then firmness (weakest link first by rank), then key.
    `complete` is False when not all are listed: then those of up to `longest` nodes are, and those
    that sources tell, and of those of `partial` nodes, if that is a number, the firmest that were
    found. `unfinished` are the strongly connected components in which there may be others.
    `self_links` are arrows from a concept to itself, which are no loops; `untold` are the
    ordered-cycle lists that no loop covers.
    """

    loops: tuple[Loop, ...]
    complete: bool
    longest: int | None
    partial: int | None
    self_links: tuple[str, ...]
    untold: tuple[Iri, ...]
    unfinished: tuple[Component, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopBreak:
    """A treatment that claims say acts on a point of a loop: exactly one of `node`, `link`.

    `sign` is what more of it makes of the point: -1 less, 1 more. `orientation` is ``known`` where
    conditions or symptoms fix the worse side of a reinforcing loop, ``undecided`` where they do not,
    and ``balancing`` of a balancing loop, which has none. `offered` says that the firmest claims but
    offer the treatment: no efficacy is implied.

    `via` is the concept the claims name where it is a broader or narrower one than `node`.
    `predicates` are those of the claims: that something is offered is not that it helps.
    `modality` is that of the firmest claim; `contested` says that other claims deny what these
    say, or say the opposite. `contexts` and `populations` are those to which any of the claims is
    limited.
    """

    treatment: Iri
    loop: str
    node: Iri | None
    link: str | None
    via: Iri | None
    claims: tuple[Iri, ...]
    predicates: tuple[Iri, ...]
    modality: str
    modality_rank: int
    contested: bool
    contexts: tuple[Iri, ...]
    populations: tuple[Iri, ...]
    sign: int = -1
    orientation: str = "known"
    offered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentPlace:
    """A treatment's place in the order in which articles tell what is done.

    `section` is where it is told first, None if no passage says; `contexts` are those to which a
    claim of what it does is limited; `after` are the treatments that claims say come before it.
    """

    treatment: Iri
    section: Iri | None
    contexts: tuple[Iri, ...]
    after: tuple[Iri, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HittingSets:
    """The smallest sets that have a member of each loop, members sorted; firm sets first, then by members.

    `modalities` are those of the sets, where firmness is known: a set is as firm as the weakest of
    its touches, of each loop the firmest. `exact` says that no smaller set would do; if it is
    False, the sets are the best found, and `at_least` members are needed in any case. `complete`
    says that all sets of that size are listed.
    """

    sets: tuple[tuple[str, ...], ...]
    modalities: tuple[str, ...] = ()
    exact: bool
    complete: bool
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallestBreaks:
    """The smallest sets of `treatments` (IRIs), and of `links` (keys), that touch all reinforcing loops.

    `reinforcing` counts these loops; `untouched` are the keys of those that nothing acts on, in
    order of rank: the sets of treatments are for the others. `feeding` are the treatments that act
    on some loop and are in no set, since claims say that they feed one, too; sorted. `breaks` are
    what the treatments in the sets do to these loops, with the claims that say so.
    """

    treatments: HittingSets
    links: HittingSets
    reinforcing: int
    untouched: tuple[str, ...]
    feeding: tuple[Iri, ...] = ()
    breaks: tuple[LoopBreak, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDifference:
    """Where a told cycle and the arrows differ: `item` counts from 1, the ends are of the arrow meant.

    `kind` is missing, extra, reversed, wrong-sign or open (see `graph.causes.telling`).
    """

    kind: str
    item: int
    source: Iri | None
    target: Iri | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCycle:
    """An ordered-cycle `list` beside the arrows: aligned fully where there are no `differences`.

    `items` are the numbers of its steps; `loop` is the key of a computed loop that it tells. `sign` is
    1 where the steps that lead on reinforce themselves, -1 where they balance, None where they do not
    close.
    """

    list: Iri
    items: tuple[int, ...]
    loop: str | None
    differences: tuple[ToldDifference, ...]
    sign: int | None = None
