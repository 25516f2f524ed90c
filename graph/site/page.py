"""The page: everything it shows comes from the values given, everything it looks like from files.

Templates, style sheets and scripts lie beside this module and are put into one file, with a
Content-Security-Policy that lets exactly these scripts run and nothing load. Text of the data
reaches the page escaped by the template engine, or as one JSON element.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from graph.model import Corpus, Iri, Link, LoopBreak, LoopSearch
from graph.names import Names, names_of
from graph.site import kinds, labels, views
from graph.site.breaking import breaking_view
from graph.site.facets import facet_data
from graph.site.guide import Guide, Homes, WayBack, arrow_notes, guide_view, widen
from graph.site.layout import Layout, lay_out
from graph.site.listing import Listing, choose
from graph.site.network import edge_id, network_data, vis_script
from graph.site.numbers import number_groups, number_key
from graph.site.packing import pack_data
from graph.site.reporting import PLACE, report_template
from graph.site.rows import claim_rows
from graph.site.scene import Scene, compose, told_items
from graph.site.templating import csp_hash, dense_text, environment, pack, static_text, vouch_script
from graph.site.told import told_view

_STYLES = (
    "tokens.css",
    "loading.css",
    "frame.css",
    "shell.css",
    "graph.css",
    "filters.css",
    "panel.css",
    "focus.css",
    "breaking.css",
    "rows.css",
    "lists.css",
    "numbers.css",
    "table.css",
    "language.css",
    "sheet.css",
    "print.css",
)
# Run before the lists are read, and draw the first picture.
_FIRST = (
    "shared.js",
    "unpack.js",
    "packing.js",
    "data.js",
    "lenses.js",
    "ways.js",
    "theme.js",
    "arrows.js",
    "drawing.js",
    "cards.js",
    "around.js",
    "canvas.js",
    "view.js",
    "preview.js",
    "opening.js",
)
# In the order they are put into the page: each file uses only what stands before it.
_SCRIPTS = (
    "lists.js",
    "permalink.js",
    "choices.js",
    "facets.js",
    "fold.js",
    "lookup.js",
    "filters.js",
    "filterbar.js",
    "spots.js",
    "legend.js",
    "language.js",
    "panel.js",
    "voices.js",
    "facts.js",
    "plain.js",
    "weakened.js",
    "breaking.js",
    "play.js",
    "loops.js",
    "focus.js",
    "path.js",
    "picture.js",
    "csv.js",
    "table.js",
    "parts.js",
    "search.js",
    "keys.js",
    "sheet.js",
    "address.js",
    "start.js",
)


def render_page(  # noqa: PLR0913 - what it shows, and where it stands
    corpus: Corpus,
    links: tuple[Link, ...],
    search: LoopSearch,
    breaks: tuple[LoopBreak, ...],
    facts: dict[str, object],
    *,
    report_to: str | None = None,
    guide: Guide | WayBack | None = None,
) -> str:
    """Render the page; equal input gives equal bytes, whatever the hash seed.

    `facts` is the content of graph.json, whose format the page names; the rest of it says the
    same as the values. The page makes no request, and no text of the data becomes markup.
    `report_to` is where readers report errors (see `graph.site.reporting`; UsageError for no address).
    `guide` says of which corpus it is the overview, or that it is the page of one of its articles.
    """
    names = names_of(corpus)
    scene = compose(corpus, links, search, breaks)
    ring = frozenset(scene.main.loop.nodes) if scene.main else frozenset()
    listing = choose(corpus, scene, views.claims_in_order(corpus))
    page, way = views.page_view(corpus, scene, search, breaks), guide_view(guide, names)
    whole = guide if isinstance(guide, Guide) else None
    if whole:
        page, listing = widen(page, listing, whole)
    listed = {concept.iri for concept in listing.concepts}
    cards = {
        concept.iri: labels.card_in_all(concept, labels.FONT_MAIN if concept.iri in ring else labels.FONT)
        for concept in listing.concepts
    }
    layout = lay_out(scene, cards)
    beyond = [concept for concept in listing.concepts if concept.iri not in layout.places]
    rows = {claim.iri: index for index, claim in enumerate(listing.claims)}
    tongues = labels.translations_of(listing.concepts, names)
    payload = {
        **network_data(scene, layout, cards, names, rows, beyond),
        "format": facts["format"],
        "concepts": page["counts"]["concepts"],
        "blocks": _blocks(layout, names),
        "loops": _loops(corpus, links, scene, names),
        "facets": facet_data(corpus, listing.claims, names),
        "breaks": _breaks(scene, breaks, names, rows),
        "marks": json.loads(static_text("marks.json")),
        **({"report": report_template(report_to)} if report_to else {}),
        **({"tongues": tongues} if tongues else {}),
        **({"notes": arrow_notes(whole, links)} if whole else {}),
    }
    scripts = [name for name in _SCRIPTS if tongues or name != "language.js"]
    first, script = (vouch_script("\n".join(map(dense_text, files))) for files in (_FIRST, scripts))
    lists = vouch_script(dense_text("catalogue.js")) if whole else None
    table = claim_rows(corpus, listing.claims, names, listed, Homes(whole).home if whole else None)
    warnings = views.warning_groups(corpus, listing.claims, names)
    template = environment().get_template("page.html")
    return template.render(
        styles=Markup("\n".join(map(dense_text, (*_STYLES, *(["articles.css"] if guide else []))))),  # noqa: S704  # ours
        first=first,
        script=script,
        packed=pack(vis_script()),
        lists_script=lists,
        script_hashes=[csp_hash(one) for one in (first, script, vis_script(), lists) if one],
        payload=pack_data(payload, _later_labels(listing, scene, names)),
        marks=payload["marks"],
        report=report_template(report_to).replace(PLACE, "") if report_to else None,
        page=page,
        guide=way,
        listing=listing,
        kind_legend=_kind_legend(scene),
        loops=views.loop_views(corpus, scene, links, breaks),
        breaking=breaking_view(corpus, links, search, breaks, scene.loops, names),
        # Where claims are left out, a telling would seem to have gaps.
        told=[] if way["left_out"] else told_view(corpus, links, search, scene.loops, names),
        claims=table,
        numbers=number_groups(listing.claims, table, {one.iri: one.label for one in corpus.concepts}),
        number_key=number_key(listing.claims),
        concept_groups=views.concept_groups(corpus, listing.concepts, names),
        warnings=warnings,
        warning_count=way["signs"] if way["left_out"] else sum(len(group["signs"]) for group in warnings),
    )


def _later_labels(listing: Listing, scene: Scene, names: Names) -> dict[str, str]:
    """Give the labels that the page reads from its lists; what it opens with is drawn before those are."""
    opening = scene.opening
    return {names.curie(one.iri): one.label for one in listing.concepts if one.iri not in opening}


def _blocks(layout: Layout, names: Names) -> list[dict[str, Any]]:
    return [
        {
            "title": kinds.GROUPS.get(block.name) or kinds.look(block.name).plural,
            "x": block.left,
            "y": block.top,
            "members": [names.curie(iri) for iri in block.members],
        }
        for block in layout.blocks
    ]


def _loops(corpus: Corpus, links: tuple[Link, ...], scene: Scene, names: Names) -> list[dict[str, Any]]:
    edges = {arrow.key: edge_id(arrow, names) for arrow in scene.arrows}
    drawn = {concept.iri for concept in scene.concepts}
    return [
        {
            "name": named.name,
            "sign": named.loop.sign,
            "told": named.loop.tellings,
            "nodes": [names.curie(node) for node in named.loop.nodes],
            "edges": [edges[key] for key in named.loop.links],
            **({"items": told_items(named.loop, corpus, links)} if named.loop.declared_by else {}),
        }
        for named in scene.loops
        if drawn.issuperset(named.loop.nodes)
    ]


def _breaks(
    scene: Scene, breaks: tuple[LoopBreak, ...], names: Names, rows: Mapping[Iri, int]
) -> list[list[Any]]:
    """Give what acts, once for each point: treatment, concept or arrow, rows of its claims.

    Which loops an entry acts on follows from the point, so it need not be said for each loop.
    """
    edges = {arrow.key: edge_id(arrow, names) for arrow in scene.arrows}
    entries = {
        (
            names.curie(entry.treatment),
            names.curie(entry.node) if entry.node else edges.get(entry.link or "", ""),
            tuple(sorted(rows[iri] for iri in entry.claims if iri in rows)),
        )
        for entry in breaks
        if entry.orientation != "balancing"
    }
    return [[treatment, point, list(claims)] for treatment, point, claims in sorted(entries) if point]


def _kind_legend(scene: Scene) -> list[dict[str, Any]]:
    counts: dict[str, int] = {}
    for concept in scene.concepts:
        counts[concept.kind] = counts.get(concept.kind, 0) + 1
    return [
        {"kind": kind, "count": counts[kind], "look": kinds.look(kind)}
        for kind in sorted(counts, key=kinds.order)
    ]
