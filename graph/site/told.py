"""The cycles that articles tell, step by step, beside the arrows that their claims make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graph.causes.telling import told_cycles
from graph.model import Claim, Corpus, Iri, Link, LoopSearch, ToldDifference
from graph.names import Names
from graph.site.rows import View, Words, words_of
from graph.site.scene import NamedLoop, firmness

_DIFFERENCES = {
    "missing": "not told: the claims have an arrow here",
    "extra": "told, but leads nowhere in the circle",
    "reversed": "told the other way round",
    "wrong-sign": "the sign is not what other claims say",
    "open": "no claim leads on from here",
}


def told_view(
    corpus: Corpus, links: Sequence[Link], search: LoopSearch, loops: Sequence[NamedLoop], names: Names
) -> list[View]:
    """Give each told cycle: its steps with their claims, the arrows of the loop they make, differences."""
    words = words_of(corpus)
    titles = {entry.iri: entry.label for entry in corpus.lists}
    by_key = {link.key: link for link in links}
    named = {one.loop.key: one for one in loops}
    steps: dict[Iri, dict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in corpus.claims:
        for place in claim.lists:
            steps[place.list][place.item].append(claim)
    return [
        {
            "title": titles.get(cycle.list, ""),
            "loop": named[cycle.loop].name if cycle.loop in named else None,
            "aligned": not cycle.differences,
            "steps": [
                {
                    "item": item,
                    "claims": [
                        {
                            "id": names.curie(claim.iri),
                            "label": claim.label,
                            "firm": firmness(claim),
                        }
                        for claim in steps[cycle.list][item]
                    ],
                    "arrows": _arrows(item, steps[cycle.list], named.get(cycle.loop or ""), by_key, words),
                    "differences": [
                        _difference(entry, words) for entry in cycle.differences if entry.item == item
                    ],
                }
                for item in cycle.items
            ],
        }
        for cycle in told_cycles(corpus, links, search.loops)
    ]


def _arrows(
    item: int,
    steps: dict[int, list[Claim]],
    named: NamedLoop | None,
    by_key: dict[str, Link],
    words: Words,
) -> list[View]:
    """Give the arrows of the loop that the claims of a step make, with their numbers in the loop."""
    own = {claim.iri for claim in steps[item]}
    return [
        {
            "step": number,
            "loop": named.name,
            "source": words.labels[by_key[key].source],
            "target": words.labels[by_key[key].target],
            "sign": by_key[key].sign,
        }
        for number, key in enumerate(named.loop.links if named else (), start=1)
        if named and own.intersection(by_key[key].claims)
    ]


def _difference(entry: ToldDifference, words: Words) -> str:
    text = _DIFFERENCES.get(entry.kind, entry.kind)
    if entry.source is None or entry.target is None:
        return text
    return f"{text} ({words.labels.get(entry.source, '')} to {words.labels.get(entry.target, '')})"
