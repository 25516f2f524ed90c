"""From claims to the causal graph: one arrow for each (source, target, sign) that is claimed.

The sign of a claim is that of its predicate in the ontology (``cg:sign``), as in signed digraphs
and system dynamics. Negated claims, claims that reviews reject and
predicates of sign 0 make no arrow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.model import Claim, Corpus, Iri, Link
from graph.names import link_key
from graph.standing import DEPTHS, STATUSES, is_rejected
from graph.vocab import AFFIRMED
from graph.voices import Voices

if TYPE_CHECKING:
    import networkx as nx


def causal_links(corpus: Corpus) -> tuple[Link, ...]:
    """Give the signed arrows of the corpus, sorted by key; linear in the claims.

    Parallel claims share an arrow; its modality is that of its firmest claim, its status that of
    the best reviewed one, its citation depth that of the one that can be followed farthest. It names the
    articles that say it, and the publishers behind these. Arrows of both signs between the same ends are
    both given, and marked contested.

    >>> from importlib.resources import files
    >>> from graph.dataset import load_corpus
    >>> for link in causal_links(load_corpus(files("graph") / "example.ttl"))[:2]:
    ...     print(link.key, link.sign, link.modality)
    dry-eye+--irritation 1 asserted
    irritation+--rubbing 1 possible
    """
    claims: dict[tuple[Iri, Iri, int], list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        if claim.polarity == AFFIRMED and claim.sign and claim.object is not None and not is_rejected(claim):
            claims[claim.subject, claim.object, claim.sign].append(claim)
    voices = Voices(corpus)
    return tuple(
        sorted(
            (
                _link(ends, own, voices, contested=(ends[0], ends[1], -ends[2]) in claims)
                for ends, own in claims.items()
            ),
            key=lambda link: link.key,
        )
    )


def _link(ends: tuple[Iri, Iri, int], claims: Sequence[Claim], voices: Voices, *, contested: bool) -> Link:
    source, target, sign = ends
    articles = voices.articles(claims)
    # Most arrows of a corpus are one claim's.
    ranked = sorted(claims, key=lambda claim: (claim.modality_rank, claim.iri)) if len(claims) > 1 else claims
    return Link(
        key=link_key(source, target, sign),
        source=source,
        target=target,
        sign=sign,
        claims=tuple(claim.iri for claim in ranked),
        modality=ranked[0].modality,
        modality_rank=ranked[0].modality_rank,
        contested=contested,
        status=min((claim.status for claim in ranked), key=STATUSES.index),
        citation_depth=min((claim.citation_depth for claim in ranked), key=DEPTHS.index),
        articles=articles,
        publishers=voices.publishers(articles),
    )


def causal_graph(corpus: Corpus) -> nx.MultiDiGraph[Iri]:
    """Give the causal graph for networkx: a node for each concept, an edge for each link.

    Nodes carry ``label`` and ``kind``; edges are keyed by `Link.key` and carry ``sign``,
    ``modality``, ``contested``, ``status``, ``citation_depth``, ``claims`` (a tuple of IRIs, firmest
    first), and who says it: the tuples ``articles`` (IRIs) and ``publishers`` (names), for their counts.
    The graph is the caller's to change.

    >>> from importlib.resources import files
    >>> from graph.dataset import load_corpus
    >>> network = causal_graph(load_corpus(files("graph") / "example.ttl"))
    >>> network.number_of_nodes(), network.number_of_edges()
    (4, 4)
    """
    import networkx as nx  # 0.2 s that only callers of this function pay

    causal: nx.MultiDiGraph[Iri] = nx.MultiDiGraph()
    for concept in corpus.concepts:
        causal.add_node(concept.iri, label=concept.label, kind=concept.kind)
    for link in causal_links(corpus):
        causal.add_edge(
            link.source,
            link.target,
            key=link.key,
            sign=link.sign,
            modality=link.modality,
            contested=link.contested,
            status=link.status,
            citation_depth=link.citation_depth,
            claims=link.claims,
            articles=link.articles,
            publishers=link.publishers,
        )
    return causal
