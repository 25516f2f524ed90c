"""Exhibits of what follows from the claims: arrows, loops, what acts on them, and the smallest sets."""

from __future__ import annotations

from collections.abc import Sequence

from graph.facts import left_out
from graph.model import (
    Link,
    Loop,
    LoopSearch,
    ToldCycle,
    ToldDifference,
)
from graph.names import slug
from graph.site.claimed import DEPTHS, claim_table
from graph.site.drawings import Drawing, draw_loop
from graph.site.ground import NO_ADVICE, SIGNS, Ground, firmness_words
from graph.site.inline import Exhibit, Part, tabulate
from graph.site.scene import firmness, line_of
from graph.site.wording import said_in

#: A ring of more concepts than this is wider than any notebook: its steps stand in the table alone.
_LARGEST_RING = 12
_DIFFERENCES = {
    "missing": "before it a step is not told",
    "extra": "this step leads nowhere in the cycle",
    "reversed": "this step runs the other way round",
    "wrong-sign": "this step has the wrong sign",
    "open": "after it no claim leads on",
}


def exhibit_loop(loop: Loop, ground: Ground) -> Exhibit:
    """Show one loop: drawn, its steps, and the claims behind them."""
    signs = _signs(loop)
    steps = tabulate(
        "Its steps",
        ("from", "", "to", "how it stands", "claims"),
        [
            (ground.label(start), SIGNS[sign], ground.label(end), *_behind(key, ground))
            for key, start, sign, end in zip(
                loop.links, loop.nodes, signs, (*loop.nodes[1:], loop.nodes[0]), strict=True
            )
        ],
        ground.most,
    )
    behind = [
        ground.claims[iri]
        for key in loop.links
        if key in ground.links
        for iri in ground.links[key].claims
        if iri in ground.claims
    ]
    claims = (claim_table(behind, ground, "The claims behind it"),) if behind else ()
    weakest = "; ".join(part.text for part in stands(loop)).lower()
    lead = [_chain(loop, ground), f"It stands as its weakest arrow: {weakest}."]
    if loop.declared_by:
        title = ground.lists.get(loop.declared_by, ground.short(loop.declared_by))
        lead.append(f"Told by the article as “{title}”.")
    return Exhibit(
        title=f"{_kind(loop)} loop of {len(loop.nodes):,} concepts",
        lead=tuple(lead),
        parts=(*_ring(loop, ground), steps, *claims),
        notes=(NO_ADVICE,),
    )


def exhibit_loops(loops: Sequence[Loop], ground: Ground, note: str | None = None) -> Exhibit:
    """Show loops as a table in their order, the first one drawn."""
    reinforcing = sum(loop.sign > 0 for loop in loops)
    title = f"{len(loops):,} feedback loop{'' if len(loops) == 1 else 's'}"
    rows = [
        (
            rank,
            _chain(loop, ground),
            _kind(loop).lower(),
            stands(loop),
            ground.lists.get(loop.declared_by, "told") if loop.declared_by else "",
        )
        for rank, loop in enumerate(loops, start=1)
    ]
    table = tabulate(
        title, ("rank", "loop", "sign", "how its weakest arrow stands", "told"), rows, ground.most
    )
    return Exhibit(
        title=title,
        lead=(f"{reinforcing:,} reinforcing, {len(loops) - reinforcing:,} balancing.",),
        parts=(*(_ring(loops[0], ground) if loops else ()), *((table,) if loops else ())),
        notes=tuple(filter(None, (note, NO_ADVICE if loops else None))),
    )


def exhibit_search(search: LoopSearch, ground: Ground) -> Exhibit:
    """Show what the search for loops found, and what it left out."""
    own = f"Arrows from a concept to itself are no loops: {len(search.self_links):,}."
    note = " ".join(filter(None, (left_out(search), own if search.self_links else None)))
    return exhibit_loops(search.loops, ground, note)


def exhibit_links(links: Sequence[Link], ground: Ground) -> Exhibit:
    """Show arrows as a table, in the order given."""
    title = f"{len(links):,} arrow{'' if len(links) == 1 else 's'}"
    rows = [
        (
            ground.label(link.source),
            SIGNS[link.sign],
            ground.label(link.target),
            stands(link),
            ground.cited(link.claims),
        )
        for link in links
    ]
    headings = ("from", "", "to", "how it stands", "claims")
    return Exhibit(title=title, parts=(tabulate(title, headings, rows, ground.most),), notes=(NO_ADVICE,))


def exhibit_told(cycles: Sequence[ToldCycle], ground: Ground) -> Exhibit:
    """Show told cycles beside the arrows, a row for each difference."""
    rows = [
        (ground.lists.get(cycle.list, ground.short(cycle.list)), *row)
        for cycle in cycles
        for row in (
            [(str(entry.item), entry.kind, _difference(entry, ground)) for entry in cycle.differences]
            or [("", "aligned", f"all {len(cycle.items):,} steps stand in the arrows")]
        )
    ]
    title = f"{len(cycles):,} told cycle{'' if len(cycles) == 1 else 's'} beside the arrows"
    return Exhibit(
        title=title, parts=(tabulate(title, ("told", "step", "result", "what"), rows, ground.most),)
    )


def stands(entry: Link | Loop) -> tuple[Part, ...]:
    """Say how an arrow or a loop stands: how firmly, how well reviewed, how deep its citation goes."""
    return (
        Part(firmness_words(entry.modality, contested=entry.contested)),
        Part(
            f"{entry.status}, evidence: {DEPTHS.get(entry.citation_depth, entry.citation_depth)}",
            mark="small",
        ),
        *([Part(said, mark="small")] if (said := _said(entry)) else []),
    )


def _said(entry: Link | Loop) -> str | None:
    """Say who says an arrow, or the arrow of a loop that the fewest say, where that is not one article."""
    if isinstance(entry, Link):
        return said_in(len(entry.articles), len(entry.publishers))
    return said_in(entry.articles, entry.publishers)


def _difference(entry: ToldDifference, ground: Ground) -> str:
    words = _DIFFERENCES.get(entry.kind, entry.kind)
    if entry.source is None or entry.target is None:
        return words
    return f"{words}: {ground.label(entry.source)} to {ground.label(entry.target)}"


def _ring(loop: Loop, ground: Ground) -> tuple[Drawing, ...]:
    """Draw the loop, unless it has too many concepts."""
    if len(loop.nodes) > _LARGEST_RING:
        return ()
    steps = [
        (ground.label(node), sign, _line(key, loop, ground))
        for node, sign, key in zip(loop.nodes, _signs(loop), loop.links, strict=True)
    ]
    return (draw_loop(steps, _kind(loop), f"{_kind(loop)} loop: {_chain(loop, ground)}"),)


def _line(key: str, loop: Loop, ground: Ground) -> str:
    """Give how an arrow is drawn; one that the corpus does not show is no firmer than its loop."""
    link = ground.links.get(key)
    if link is not None and link.claims and link.claims[0] in ground.claims:
        return firmness(ground.claims[link.claims[0]])
    return line_of(link.modality if link is not None else loop.modality)


def _behind(key: str, ground: Ground) -> tuple[object, object]:
    """Give how firm an arrow is and its claims, as far as the corpus has it."""
    link = ground.links.get(key)
    if link is None:
        return ("", "")
    return (stands(link), ground.cited(link.claims))


def _signs(loop: Loop) -> list[int]:
    """Read the signs of a loop's arrows from their keys, which hold them after the first concept."""
    return [
        1 if key[len(slug(node)) :].startswith("+") else -1
        for node, key in zip(loop.nodes, loop.links, strict=True)
    ]


def _chain(loop: Loop, ground: Ground) -> str:
    return ground.chain((*loop.nodes, loop.nodes[0]), _signs(loop))


def _kind(loop: Loop) -> str:
    return "Reinforcing" if loop.sign > 0 else "Balancing"
