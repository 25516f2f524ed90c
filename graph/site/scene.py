"""What the picture shows: which concepts and arrows, and the part each plays. No positions yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from graph.model import Claim, Concept, Corpus, Iri, Link, Loop, LoopBreak, LoopSearch
from graph.standing import DEPTHS, STATUSES
from graph.vocab import AFFIRMED, ASSERTED, NEGATED, RED_FLAG
from graph.voices import Voices

#: More concepts than this are never drawn at once: the picture would be a ball of wool.
MOST_DRAWN = 300
#: More loops than this are not put on the page; graph.json has them all.
MOST_LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """One line of the picture: a link, or (sign 0) the other claims from one concept to another.

    `firmness` is ``flat``, ``hedged``, ``aim`` or ``denied``: the firmest of its claims. `status` and
    `citation_depth` are those of the claims that are best reviewed and best cited, as for a link.
    `articles` and `publishers` count those that say it.
    """

    key: str
    source: Iri
    target: Iri
    sign: int
    claims: tuple[Iri, ...]
    firmness: str
    contested: bool
    uncited: bool
    figure: bool
    interest: bool
    status: str
    citation_depth: str
    articles: int = 0
    publishers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLoop:
    """A loop with its name on this page: R1, R2 … reinforcing, B1, B2 … balancing."""

    name: str
    loop: Loop


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything drawn, and the part it plays.

    `core` are the concepts of loops, `acting` the treatments that act there. `through` is what
    those act on where it is not in a loop itself, each with the concept of a loop that it stands
    for (a broader or narrower concept, or the way an arrow works). `main` is the loop in the
    centre, `left_out` counts concepts that are not drawn, and `further` are the arrows at those.
    """

    concepts: tuple[Concept, ...]
    arrows: tuple[Arrow, ...]
    loops: tuple[NamedLoop, ...]
    main: NamedLoop | None
    core: frozenset[Iri]
    acting: frozenset[Iri]
    through: Mapping[Iri, Iri]
    warning: frozenset[Iri]
    left_out: int
    further: tuple[Arrow, ...] = ()

    @property
    def opening(self) -> frozenset[Iri]:
        """The concepts of the opening view: the loops' neighbourhood, or all if there is no loop."""
        return self.core | self.acting | self.through.keys() or frozenset(
            concept.iri for concept in self.concepts
        )


def compose(corpus: Corpus, links: Iterable[Link], search: LoopSearch, breaks: Iterable[LoopBreak]) -> Scene:
    """Choose what is drawn, in the order of the values given. Linear in claims, links and loops."""
    links, breaks = tuple(links), tuple(breaks)
    loops = name_loops(corpus, links, search)
    arrows = (*_signed(corpus, links), *_unsigned(corpus, links))
    core = frozenset(node for named in loops for node in named.loop.nodes)
    shown_loops = {named.loop.key for named in loops}
    acting = frozenset(entry.treatment for entry in breaks if entry.loop in shown_loops) - core
    through = _through(corpus, links, [entry for entry in breaks if entry.loop in shown_loops])
    through = {iri: point for iri, point in through.items() if iri not in core and iri not in acting}
    drawn = _drawn(corpus, arrows, core, acting)
    return Scene(
        concepts=tuple(concept for concept in corpus.concepts if concept.iri in drawn),
        arrows=tuple(arrow for arrow in arrows if arrow.source in drawn and arrow.target in drawn),
        loops=loops,
        main=loops[0] if loops else None,
        core=core & drawn,
        acting=acting & drawn,
        through={iri: point for iri, point in through.items() if iri in drawn and point in core & drawn},
        warning=frozenset(claim.subject for claim in corpus.claims if is_warning(claim)) & drawn,
        left_out=len(corpus.concepts) - len(drawn),
        further=tuple(arrow for arrow in arrows if not drawn.issuperset((arrow.source, arrow.target))),
    )


def _through(corpus: Corpus, links: Iterable[Link], breaks: Iterable[LoopBreak]) -> dict[Iri, Iri]:
    """Give what treatments act on, each with the first concept of a loop at which that counts."""
    objects = {claim.iri: claim.object for claim in corpus.claims}
    targets = {link.key: link.target for link in links}
    through: dict[Iri, Iri] = {}
    for entry in breaks:
        point = entry.node or targets[entry.link or ""]
        for iri in entry.claims:
            if (target := objects[iri]) is not None:
                through.setdefault(target, point)
    return through


def is_warning(claim: Claim) -> bool:
    """Whether the source says that its subject is a warning sign."""
    return claim.kind == RED_FLAG and claim.polarity == AFFIRMED


def name_loops(corpus: Corpus, links: Iterable[Link], search: LoopSearch) -> tuple[NamedLoop, ...]:
    """Name the loops: told ones first, then reinforcing before balancing, as they were ranked.

    Of several that a source tells, the one whose arrows stand in most of its steps comes first. Each
    told loop is turned so that it starts where the source starts to tell it.
    """
    ranked = sorted(
        search.loops,
        key=lambda loop: (
            loop.declared_by is None,
            -len(set(chain.from_iterable(told_items(loop, corpus, links)))),
            loop.sign < 0,
        ),
    )[:MOST_LISTED]
    counts: Counter[str] = Counter()
    named = []
    for loop in ranked:
        letter = "R" if loop.sign > 0 else "B"
        counts[letter] += 1
        named.append(NamedLoop(name=f"{letter}{counts[letter]}", loop=_as_told(loop, corpus, links)))
    return tuple(named)


def told_items(loop: Loop, corpus: Corpus, links: Iterable[Link]) -> list[list[int]]:
    """Give of each arrow of a told loop the steps at which the source tells it, from 1; linear."""
    told = loop.declared_by
    if told is None:
        return []
    items = {
        claim.iri: [place.item for place in claim.lists if place.list == told] for claim in corpus.claims
    }
    by_key = {link.key: link for link in links}
    return [sorted({item for iri in by_key[key].claims for item in items.get(iri, ())}) for key in loop.links]


def _as_told(loop: Loop, corpus: Corpus, links: Iterable[Link]) -> Loop:
    """Turn a told loop so that it begins where the telling does."""
    if loop.declared_by is None:
        return loop
    items = [min(own, default=len(corpus.claims) + 1) for own in told_items(loop, corpus, links)]
    start = items.index(min(items))
    return replace(
        loop, nodes=loop.nodes[start:] + loop.nodes[:start], links=loop.links[start:] + loop.links[:start]
    )


def _signed(corpus: Corpus, links: Iterable[Link]) -> Iterable[Arrow]:
    claims = {claim.iri: claim for claim in corpus.claims}
    for link in links:
        own = [claims[iri] for iri in link.claims]
        arrow = _arrow(link.key, link.source, link.target, link.sign, own, contested=link.contested)
        yield replace(
            arrow,
            status=link.status,
            citation_depth=link.citation_depth,
            articles=len(link.articles),
            publishers=len(link.publishers),
        )


def _unsigned(corpus: Corpus, links: Iterable[Link]) -> Iterable[Arrow]:
    """Gather the claims that no link carries, one arrow for each ordered pair of concepts."""
    carried = {iri for link in links for iri in link.claims}
    pairs: dict[tuple[Iri, Iri], list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        if claim.object is not None and claim.iri not in carried:
            pairs[claim.subject, claim.object].append(claim)
    voices = Voices(corpus)
    for (source, target), own in sorted(pairs.items()):
        arrow = _arrow(f"{source} {target}", source, target, 0, own, contested=False)
        articles = voices.articles(claim for claim in own if claim.polarity != NEGATED)
        yield replace(arrow, articles=len(articles), publishers=len(voices.publishers(articles)))


def _arrow(key: str, source: Iri, target: Iri, sign: int, claims: list[Claim], *, contested: bool) -> Arrow:
    return Arrow(
        key=key,
        source=source,
        target=target,
        sign=sign,
        claims=tuple(claim.iri for claim in claims),
        firmness=firmness(min(claims, key=lambda claim: (claim.polarity == NEGATED, claim.modality_rank))),
        contested=contested,
        uncited=any(claim.statistic and not claim.citations for claim in claims),
        figure=any(claim.statistic for claim in claims),
        interest=any(claim.interests for claim in claims),
        status=min((claim.status for claim in claims), key=STATUSES.index),
        citation_depth=min((claim.citation_depth for claim in claims), key=DEPTHS.index),
    )


def firmness(claim: Claim) -> str:
    """Give how a claim is drawn: ``denied``, ``flat``, ``aim`` or ``hedged``."""
    if claim.polarity == NEGATED:
        return "denied"
    return line_of(claim.modality)


def line_of(modality: str) -> str:
    """Give how a modality is drawn: ``flat``, ``aim`` or ``hedged``."""
    return {ASSERTED: "flat", "intended": "aim"}.get(modality, "hedged")


def _drawn(
    corpus: Corpus, arrows: Iterable[Arrow], core: frozenset[Iri], acting: frozenset[Iri]
) -> frozenset[Iri]:
    """Choose the concepts drawn: all of them, or the nearest to the loops as far as there is room."""
    if len(corpus.concepts) <= MOST_DRAWN:
        return frozenset(concept.iri for concept in corpus.concepts)
    neighbours = _neighbours(arrows)
    start = sorted(core) + sorted(acting)
    if not start:
        start = sorted(neighbours, key=lambda iri: (-len(neighbours[iri]), iri))[:1]
    reached = dict.fromkeys(start[:MOST_DRAWN])
    frontier = list(reached)
    while frontier and len(reached) < MOST_DRAWN:
        nearest = sorted(
            {other for iri in frontier for other in neighbours[iri]} - reached.keys(),
            key=lambda iri: (-len(neighbours[iri]), iri),
        )
        frontier = nearest[: MOST_DRAWN - len(reached)]
        reached.update(dict.fromkeys(frontier))
    return frozenset(reached)


def _neighbours(arrows: Iterable[Arrow]) -> Mapping[Iri, set[Iri]]:
    neighbours: dict[Iri, set[Iri]] = defaultdict(set)
    for arrow in arrows:
        neighbours[arrow.source].add(arrow.target)
        neighbours[arrow.target].add(arrow.source)
    return neighbours
