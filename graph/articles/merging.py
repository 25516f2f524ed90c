"""The articles of a corpus put together: one causal graph, and what of it an overview shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from graph.model import Concept, Corpus, Iri, Link, Loop, LoopBreak, LoopSearch
from graph.vocab import namespace_of


class _HasIri(Protocol):
    @property
    def iri(self) -> Iri: ...


Named = TypeVar("Named", bound=_HasIri)

#: As many concepts as one can take in; a picture has room for three times as many.
MOST_CONCEPTS = 100
#: As many claims as a page of the usual size holds beside the list of articles, at 150 bytes each packed.
MOST_CLAIMS = 200
#: Of an arrow that many articles claim, so many claims are shown.
MOST_CLAIMS_AN_ARROW = 3


def merge(parts: Iterable[Corpus]) -> Corpus:
    """Put slim corpora together; of a concept in several, the first. Linear."""
    known = list(parts)
    return Corpus(
        sources=_by_iri(one for part in known for one in part.sources),
        concepts=_by_iri(one for part in known for one in part.concepts),
        claims=_by_iri(one for part in known for one in part.claims),
        lists=_by_iri(one for part in known for one in part.lists),
    )


def unite(parts: Iterable[Corpus]) -> Corpus:
    """Put full corpora together: all that they say, each thing once. Linear.

    A concept has every other name that one of them gives it.
    """
    known = list(parts)
    first = known[0] if known else Corpus()
    return replace(
        merge(known),
        concepts=_by_all_names(one for part in known for one in part.concepts),
        interests=_by_iri(one for part in known for one in part.interests),
        predicates=first.predicates,
        reviews=_by_iri(one for part in known for one in part.reviews),
        people=_by_iri(one for part in known for one in part.people),
        studies=_by_iri(one for part in known for one in part.studies),
        answers=first.answers,
        non_claims=_by_iri(one for part in known for one in part.non_claims),
        declared=_by_iri(one for part in known for one in part.declared),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What an overview shows of a causal graph: loops, what acts on them, the arrows among these.

    `claims` are IRIs, sorted; the links and breaks name no others. `told` counts by key the claims of each
    link, those that are not shown included.
    """

    concepts: frozenset[Iri]
    links: tuple[Link, ...]
    search: LoopSearch
    breaks: tuple[LoopBreak, ...]
    claims: tuple[Iri, ...]
    told: Mapping[str, int] = field(default_factory=dict, hash=False)

    @property
    def spaces(self) -> frozenset[str]:
        """The namespaces of the articles whose claims are shown."""
        return frozenset(namespace_of(iri) for iri in self.claims)


def choose_overview(links: Sequence[Link], search: LoopSearch, breaks: Sequence[LoopBreak]) -> Overview:
    """Choose the loops that most publishers tell, and what acts on most of these, as far as there is room.

    Of loops that as many publishers tell in as many articles, those come first that rank first. Where there
    is no loop, the concepts with most arrows. Linear in what is given, but for sorting.
    """
    core: dict[Iri, None] = {}
    loops: list[Loop] = []
    for loop in sorted(search.loops, key=lambda one: (-one.publishers, -one.articles)):
        new = [node for node in loop.nodes if node not in core]
        if len(core) + len(new) <= MOST_CONCEPTS // 2:
            core |= dict.fromkeys(new)
            loops.append(loop)
    keys = {loop.key for loop in loops}
    acting = Counter(entry.treatment for entry in breaks if entry.loop in keys)
    chosen = dict(core)
    for treatment, _ in sorted(acting.items(), key=lambda item: (-item[1], item[0])):
        if len(chosen) < MOST_CONCEPTS:
            chosen[treatment] = None
    if not chosen:
        arrows = Counter(end for link in links for end in (link.source, link.target))
        ranked = sorted(arrows.items(), key=lambda item: (-item[1], item[0]))
        chosen = {iri: None for iri, _ in ranked[:MOST_CONCEPTS]}
    on_loops = {key for loop in loops for key in loop.links}
    own = [link for link in links if link.source in chosen and link.target in chosen]
    own.sort(key=lambda link: (link.key not in on_loops, -len(link.claims), link.key))
    shown: dict[Iri, None] = {}
    for link in own:
        claims = link.claims[:MOST_CLAIMS_AN_ARROW]
        if len(shown) + len(claims) <= MOST_CLAIMS:
            shown |= dict.fromkeys(claims)
    own_breaks = [entry for entry in breaks if entry.loop in keys and entry.treatment in chosen]
    firmest = {iri: link.claims[0] for link in links for iri in link.claims}
    for entry in own_breaks:
        # With the firmest of its arrow: an arrow is drawn as firm as the firmest claim shown.
        claims = tuple(dict.fromkeys((entry.claims[0], firmest.get(entry.claims[0], entry.claims[0]))))
        if len(shown.keys() | set(claims)) <= MOST_CLAIMS:
            shown |= dict.fromkeys(claims)
    trimmed = (
        replace(entry, claims=tuple(iri for iri in entry.claims if iri in shown)) for entry in own_breaks
    )
    # What acts may do so by way of a narrower concept: the arrow to that is shown, too.
    told = {link.key: len(link.claims) for link in links if not shown.keys().isdisjoint(link.claims)}
    kept = [
        replace(link, claims=tuple(iri for iri in link.claims if iri in shown))
        for link in links
        if link.key in told
    ]
    known = frozenset(told)
    return Overview(
        concepts=frozenset(chosen),
        links=tuple(sorted(kept, key=lambda link: link.key)),
        search=replace(search, loops=tuple(loop for loop in loops if known.issuperset(loop.links))),
        breaks=tuple(entry for entry in trimmed if entry.claims),
        claims=tuple(sorted(shown)),
        told=told,
    )


def gather(parts: Iterable[Corpus], overview: Overview) -> Corpus:
    """Give what an overview shows of full corpora, in one. Linear in these."""
    wanted = set(overview.claims)
    told = {loop.declared_by for loop in overview.search.loops}
    found = Corpus()
    for part in parts:
        claims = tuple(claim for claim in part.claims if claim.iri in wanted)
        spaces = {namespace_of(claim.iri) for claim in claims}
        named = overview.concepts | {iri for claim in claims for iri in (claim.subject, claim.object)}
        interests = {iri for claim in claims for iri in claim.interests}
        found = Corpus(
            sources=(*found.sources, *(one for one in part.sources if namespace_of(one.iri) in spaces)),
            concepts=(*found.concepts, *(one for one in part.concepts if one.iri in named)),
            claims=(*found.claims, *claims),
            lists=(*found.lists, *(one for one in part.lists if one.iri in told)),
            interests=(*found.interests, *(one for one in part.interests if one.iri in interests)),
            predicates=part.predicates,
            reviews=(*found.reviews, *(one for one in part.reviews if one.claim in wanted)),
            answers=part.answers,
        )
    return replace(
        found,
        sources=_by_iri(found.sources),
        concepts=_by_iri(found.concepts),
        claims=_by_iri(found.claims),
        lists=_by_iri(found.lists),
        interests=_by_iri(found.interests),
        reviews=_by_iri(found.reviews),
    )


def _by_all_names(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    """Sort by IRI; of several with one IRI, the first, with the other names of all."""
    found: dict[Iri, Concept] = {}
    for concept in concepts:
        known = found.setdefault(concept.iri, concept)
        if known.alt_labels != concept.alt_labels:
            names = {*known.alt_labels, *concept.alt_labels}
            found[concept.iri] = replace(known, alt_labels=tuple(sorted(names)))
    return tuple(found[iri] for iri in sorted(found))


def _by_iri(values: Iterable[Named]) -> tuple[Named, ...]:
    """Sort by IRI; of several with one IRI, the first."""
    found: dict[Iri, Named] = {}
    for value in values:
        found.setdefault(value.iri, value)
    return tuple(found[iri] for iri in sorted(found))
