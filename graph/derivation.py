"""What follows from the claims: arrows, loops, and what acts on them."""

from __future__ import annotations

from dataclasses import dataclass

from graph.causes.causal import causal_links
from graph.causes.loops import MOST_LOOPS, feedback_loops
from graph.causes.treatments import loop_acts
from graph.model import Corpus, Link, LoopBreak, LoopSearch


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What follows from the claims: arrows, loops, and what acts on them."""

    links: tuple[Link, ...]
    search: LoopSearch
    breaks: tuple[LoopBreak, ...]
    feeds: tuple[LoopBreak, ...] = ()


def derive(corpus: Corpus, *, most_loops: int = MOST_LOOPS) -> Derived:
    """Derive arrows, loops (so many at most), breaks and feeds from the claims."""
    links = causal_links(corpus)
    search = feedback_loops(corpus, links, most=most_loops)
    breaks, feeds = loop_acts(corpus, links, search.loops)
    return Derived(links=links, search=search, breaks=breaks, feeds=feeds)
