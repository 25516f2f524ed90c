"""The exhibit of a causal graph, whole or in part: drawn as the page would draw it, and its arrows."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Concept, Corpus, Link, LoopSearch
from graph.site.drawings import draw_scene
from graph.site.ground import NO_ADVICE, Ground, with_labels
from graph.site.inline import Exhibit
from graph.site.reasoned import exhibit_links
from graph.site.scene import MOST_DRAWN, Arrow, Scene, line_of, name_loops

_PAGE = "For a picture to move about in, show the corpus."


def exhibit_network(
    concepts: Sequence[Concept], links: Sequence[Link], search: LoopSearch, ground: Ground
) -> Exhibit:
    """Show concepts and the arrows between them; those without an arrow are counted, not drawn."""
    loops = name_loops(Corpus(), links, search)
    tied = {end for link in links for end in (link.source, link.target)}
    core = {node for named in loops for node in named.loop.nodes}
    ranked = sorted((one for one in concepts if one.iri in tied), key=lambda one: one.iri not in core)
    drawn = ranked[:MOST_DRAWN]
    known = {one.iri for one in drawn}
    scene = Scene(
        concepts=tuple(drawn),
        arrows=tuple(_arrow(link) for link in links if {link.source, link.target} <= known),
        loops=loops,
        main=loops[0] if loops else None,
        core=frozenset(core & known),
        acting=frozenset(),
        through={},
        warning=frozenset(),
        left_out=len(ranked) - len(drawn),
    )
    ground = with_labels(ground, {one.iri: one.label for one in concepts})
    title = f"{len(concepts):,} concepts, {len(links):,} arrows"
    label = f"{title}: all of the arrows stand in the table below."
    bare = len(concepts) - len(ranked)
    notes = []
    if bare:
        notes.append(f"Not drawn, for want of an arrow: {bare} concept{'' if bare == 1 else 's'}.")
    if scene.left_out:
        notes.append(f"{scene.left_out:,} further concepts are not drawn: draw a part of the graph.")
    return Exhibit(
        title=title,
        lead=(f"{len(search.loops):,} feedback loops close in it.",),
        parts=(*((draw_scene(scene, label),) if drawn else ()), *exhibit_links(links, ground).parts),
        notes=(*notes, _PAGE, NO_ADVICE),
    )


def _arrow(link: Link) -> Arrow:
    return Arrow(
        key=link.key,
        source=link.source,
        target=link.target,
        sign=link.sign,
        claims=link.claims,
        firmness=line_of(link.modality),
        contested=link.contested,
        uncited=False,
        figure=False,
        interest=False,
        status=link.status,
        citation_depth=link.citation_depth,
        articles=len(link.articles),
        publishers=len(link.publishers),
    )
