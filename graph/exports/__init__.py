"""What can be taken away: the dataset with everything derived, as Turtle and in other formats."""

from __future__ import annotations

from collections.abc import Sequence

from graph.exports.delimited import take_csv
from graph.exports.full import derive_triples, full_turtle
from graph.exports.taken import Taken
from graph.facts import facts_of
from graph.model import Corpus, Link, Loop, LoopBreak
from graph.store import ClaimStore

__all__ = ["FORMATS", "Taken", "derive_triples", "full_turtle", "take"]

#: The formats of `take`; ``csv`` and ``parquet`` hold one table, the others a whole.
FORMATS = ("csv", "cytoscape", "graphml", "jsonld", "parquet")


def take(  # noqa: PLR0913 - each format needs some of these, and they have no common name
    form: str,
    store: ClaimStore,
    corpus: Corpus,
    links: Sequence[Link],
    loops: Sequence[Loop],
    breaks: Sequence[LoopBreak],
    *,
    table: str = "claims",
) -> Taken:
    """Give the data in one of `FORMATS`; `table` (claims or links) matters to csv and parquet only.

    Equal data give equal bytes. Raises UsageError for parquet where pyarrow is not installed.
    """
    facts = facts_of(corpus, links, loops, breaks)
    # Not in graph.json, but there to be told of where a format has no place for them.
    facts.update({"reviews": corpus.reviews, "non-claims": corpus.non_claims})
    if form == "csv":
        return take_csv(facts, corpus, table)
    # Each format loads its own library, and what the build does not need.
    if form == "parquet":
        from graph.exports.parquet import take_parquet

        return take_parquet(facts, corpus, table)
    if form == "jsonld":
        from graph.exports.jsonld import take_jsonld

        derive_triples(store, corpus, links, loops)
        return take_jsonld(store, facts)
    if form == "graphml":
        from graph.exports.graphml import take_graphml

        return take_graphml(facts)
    from graph.exports.cytoscape import take_cytoscape

    return take_cytoscape(facts)
