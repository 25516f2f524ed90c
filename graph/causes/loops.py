"""From the causal graph to its feedback loops.

A loop is a simple directed cycle. Its sign is the product of its arrows' signs: reinforcing (1)
with an even number of ``-1``, balancing (-1) with an odd one (Sterman, *Business Dynamics*, 2000,
ch. 5). `graph.causes.cycles` finds the cycles, all or the shortest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, product
from math import prod

from graph.causes.components import closed
from graph.causes.cycles import Cycles, find_cycles
from graph.model import Corpus, Iri, Link, Loop, LoopSearch
from graph.names import loop_key, slug
from graph.standing import DEPTHS, STATUSES
from graph.vocab import ORDERED_CYCLE, namespace_of

#: Up to so many loops are all listed; beyond, the shortest, and it is said what was left out.
MOST_LOOPS = 10_000

Arrows = Mapping[tuple[Iri, Iri], Sequence[Link]]


def feedback_loops(corpus: Corpus, links: Iterable[Link], *, most: int = MOST_LOOPS) -> LoopSearch:
    """Find the feedback loops that `links` close, by rank: shortest, firmest, then by key.

    An arrow with both signs is expanded: each combination of signs is a loop of its own, marked
    contested. An arrow from a concept to itself is reported, not listed as a loop.
    Complete up to `most` loops; otherwise `LoopSearch.complete` is False and all loops of up to
    `LoopSearch.longest` concepts are listed, or, if the shortest are too many, the firmest of
    these, and `LoopSearch.unfinished` says in which parts of the graph there may be others.
    Loops that a source tells are listed however long they are. Linear in the links where nothing
    is cyclic; O((V + E) · loops) in a cyclic part whose loops are all listed, which has at most
    `most` choices of way; bounded beyond.

    >>> from graph.model import Corpus, Iri, Link
    >>> links = [Link(key=key, source=Iri(key[0]), target=Iri(key[-1]), sign=sign, claims=(), contested=False,
    ...               modality="asserted", modality_rank=1) for key, sign in (("a+--b", 1), ("b---a", -1))]
    >>> search = feedback_loops(Corpus(), links)
    >>> [(loop.key, loop.nodes, loop.sign) for loop in search.loops], search.complete
    ([('a+--b-', ('a', 'b'), -1)], True)
    """
    arrows: dict[tuple[Iri, Iri], list[Link]] = defaultdict(list)
    self_links = []
    for link in links:
        if link.source == link.target:
            self_links.append(link.key)
        else:
            arrows[link.source, link.target].append(link)
    told = _Telling(corpus)
    found = _search(arrows, most)
    loops = _loops(found, arrows, told)
    if not found.complete:
        known = {loop.key for loop in loops}
        loops += [loop for loop in _told_loops(arrows, told, most) if loop.key not in known]
        loops.sort(key=_rank)
    on_loops = {key for loop in loops for key in loop.links}
    looked_at = chain.from_iterable(arrows.values()) if on_loops else ()
    by_key = {link.key: link for link in looked_at if link.key in on_loops}
    covered = {iri for loop in loops for iri in told.by([by_key[key] for key in loop.links])}
    return LoopSearch(
        loops=tuple(loops),
        complete=found.complete,
        longest=found.longest,
        partial=found.partial,
        self_links=tuple(sorted(self_links)),
        untold=tuple(iri for iri in told.cycles if iri not in covered),
        unfinished=found.unfinished,
    )


def _search(arrows: Arrows, most: int) -> Cycles:
    return find_cycles(_Ranks(arrows), most)


class _Ranks(Mapping[tuple[Iri, Iri], Sequence[int]]):
    """The ranks of the arrows between two ends, made when asked for: most arrows lie on no cycle."""

    def __init__(self, arrows: Arrows) -> None:
        self._arrows = arrows
        self._known: dict[tuple[Iri, Iri], list[int]] = {}

    def __getitem__(self, ends: tuple[Iri, Iri]) -> list[int]:
        known = self._known.get(ends)
        if known is None:
            known = self._known[ends] = [link.modality_rank for link in self._arrows[ends]]
        return known

    def __iter__(self) -> Iterator[tuple[Iri, Iri]]:
        return iter(self._arrows)

    def __len__(self) -> int:
        return len(self._arrows)


def _loops(found: Cycles, arrows: Arrows, told: _Telling) -> list[Loop]:
    expanded = (_expand(cycle, arrows, found.limit) for cycle in found.cycles)
    loops = (_loop(signed, told) for signed in chain.from_iterable(expanded))
    return sorted(loops, key=_rank)[: found.limit]


def _rank(loop: Loop) -> tuple[int, int, str]:
    return (len(loop.nodes), loop.modality_rank, loop.key)


def _told_loops(arrows: Arrows, told: _Telling, most: int) -> list[Loop]:
    """Find the loops that sources tell, among the arrows of each told cycle alone."""
    of_claim: dict[Iri, list[Link]] = defaultdict(list)
    for link in chain.from_iterable(arrows.values()):
        for claim in link.claims:
            if claim in told.lists:
                of_claim[claim].append(link)
    found = {}
    for cycle in told.cycles.values():
        own: dict[tuple[Iri, Iri], dict[str, Link]] = defaultdict(dict)
        for claim in sorted(frozenset[Iri]().union(*cycle.values())):
            for link in of_claim[claim]:
                own[link.source, link.target][link.key] = link
        parallel = {ends: [*links.values()] for ends, links in own.items()}
        for loop in _loops(_search(parallel, most), parallel, told):
            if loop.declared_by is not None:
                found[loop.key] = loop
    return list(found.values())


def _expand(cycle: Sequence[Iri], arrows: Arrows, most: int) -> Iterator[tuple[Link, ...]]:
    """Give the cycle once for each choice of sign on its arrows, in order of rank, up to `most` times."""
    first = min(range(len(cycle)), key=lambda index: slug(cycle[index]))
    # In keys + comes before -, so this is the order of the keys too.
    choices = [
        sorted(arrows[ends], key=lambda link: -link.sign) for ends in closed([*cycle[first:], *cycle[:first]])
    ]
    if prod(map(len, choices)) <= most:
        yield from product(*choices)
        return
    given = 0
    for rank in sorted({link.modality_rank for own in choices for link in own}):
        firm = ([link for link in own if link.modality_rank <= rank] for own in choices)
        new = (links for links in product(*firm) if max(link.modality_rank for link in links) == rank)
        for links in islice(new, most - given):
            given += 1
            yield links


def _loop(links: tuple[Link, ...], told: _Telling) -> Loop:
    weakest = max(links, key=lambda link: link.modality_rank)
    lists = [*told.by(links)]
    thinnest = min(links, key=lambda link: (len(link.publishers), len(link.articles)))
    return Loop(
        key=loop_key(links),
        sign=prod(link.sign for link in links),
        nodes=tuple(link.source for link in links),
        links=tuple(link.key for link in links),
        modality=weakest.modality,
        modality_rank=weakest.modality_rank,
        declared_by=lists[0] if lists else None,
        tellings=len({namespace_of(iri) for iri in lists}),
        contested=any(link.contested for link in links),
        status=max((link.status for link in links), key=STATUSES.index),
        citation_depth=max((link.citation_depth for link in links), key=DEPTHS.index),
        thinnest=thinnest.key,
        articles=len(thinnest.articles),
        publishers=len(thinnest.publishers),
    )


class _Telling:
    """The ordered-cycle lists of a corpus.

    `cycles` has the claims of each item of each list, by IRI of the list; `lists` the lists in
    which a claim stands.
    """

    def __init__(self, corpus: Corpus) -> None:
        steps: dict[Iri, dict[int, set[Iri]]] = {
            entry.iri: defaultdict(set) for entry in corpus.lists if entry.kind == ORDERED_CYCLE
        }
        self.lists: dict[Iri, set[Iri]] = defaultdict(set)
        for claim in corpus.claims:
            for place in claim.lists:
                if place.list in steps and claim.sign and claim.object is not None:
                    steps[place.list][place.item].add(claim.iri)
                    self.lists[claim.iri].add(place.list)
        self.cycles: dict[Iri, Mapping[int, frozenset[Iri]]] = {
            iri: {item: frozenset(claims) for item, claims in sorted(items.items())}
            for iri, items in sorted(steps.items())
        }

    def by(self, links: Sequence[Link]) -> Iterator[Iri]:
        """Give the lists that tell the loop of these arrows, sorted."""
        near = {told for claim in links[0].claims for told in self.lists.get(claim, ())}
        return (told for told in sorted(near) if _tells(self.cycles[told], links))


def _tells(told: Mapping[int, frozenset[Iri]], links: Sequence[Link]) -> bool:
    """Say whether a source tells this loop: every arrow is a step, and no step is left out.

    A step counts as passed by the loop if one of its claims is behind an arrow, or if all its
    claims were made by earlier steps already: such a step closes the telling, as in *and so the
    pain grows*, and adds no arrow.
    """
    behind = [set(link.claims) for link in links]
    every = frozenset[Iri]().union(*told.values())
    if not all(claims & every for claims in behind):
        return False
    walked = set().union(*behind)
    said: set[Iri] = set()
    for claims in told.values():
        if not claims & walked and not claims <= said:
            return False
        said |= claims
    return True
