"""What breaks the loops: treatments in the order of care as told, what each acts on, and smallest sets.

"Acts" means that a claim says so, as firmly as it says it. It is no advice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from graph.causes.breaksets import smallest_breaks
from graph.causes.succession import treatment_order
from graph.causes.treatments import loop_feeds
from graph.model import Corpus, HittingSets, Iri, Link, LoopBreak, LoopSearch, SmallestBreaks
from graph.names import Names
from graph.site.rows import View, Words, words_of
from graph.site.scene import NamedLoop, line_of

#: Of more smallest sets than this the others are counted: nobody tries them all.
MOST_OFFERED = 24
#: More treatments than this are not listed: graph.json has them all.
MOST_SWITCHES = 300


def breaking_view(
    corpus: Corpus,
    links: Sequence[Link],
    search: LoopSearch,
    breaks: Sequence[LoopBreak],
    loops: Sequence[NamedLoop],
    names: Names,
) -> View:
    """Give what acts on the loops by the section that tells it first, and the fewest that touch all."""
    words = words_of(corpus)
    ends = {link.key: f"{words.labels[link.source]} → {words.labels[link.target]}" for link in links}
    own: dict[Iri, list[LoopBreak]] = defaultdict(list)
    for entry in breaks:
        # Of a balancing loop nobody can say that to weaken it helps.
        if entry.orientation != "balancing":
            own[entry.treatment].append(entry)
    feeds = loop_feeds(corpus, links, search.loops)
    feeding: dict[Iri, list[LoopBreak]] = defaultdict(list)
    for entry in feeds:
        feeding[entry.treatment].append(entry)
    acting = [place for place in treatment_order(corpus) if place.treatment in own]
    places = acting[:MOST_SWITCHES]
    return {
        "groups": [
            {
                "title": words.sections.get(section, "") if section else "",
                "treatments": [
                    {
                        "id": names.curie(place.treatment),
                        "label": words.labels[place.treatment],
                        "after": [words.labels[iri] for iri in place.after],
                        "acts": _acts(own[place.treatment], words, ends, names),
                    }
                    for place in some
                ],
            }
            for section, some in groupby(places, key=lambda place: place.section)
        ],
        "left_out": len(acting) - len(places),
        "feeds": [
            {"label": words.labels[iri], "acts": _acts(entries, words, ends, names)}
            for iri, entries in sorted(feeding.items(), key=lambda item: (words.labels[item[0]], item[0]))
        ],
        **_sets(
            smallest_breaks(search.loops, breaks, links, feeds=feeds),
            words,
            loops,
            names,
            complete=search.complete,
        ),
    }


def _acts(entries: Iterable[LoopBreak], words: Words, ends: Mapping[str, str], names: Names) -> list[View]:
    """Put together the points that the same claims act on, firmest first."""
    by_claims: dict[tuple[tuple[Iri, ...], Iri | None], list[LoopBreak]] = defaultdict(list)
    for entry in entries:
        by_claims[entry.claims, entry.via].append(entry)
    acts = [
        (
            same[0].modality_rank,
            {
                "points": sorted({words.labels[e.node] if e.node else ends[e.link or ""] for e in same}),
                "via": words.labels[via] if via else None,
                "does": sorted(words.predicates.get(iri, names.curie(iri)) for iri in same[0].predicates),
                "firm": line_of(same[0].modality),
                "contested": same[0].contested,
                "when": sorted(words.labels.get(iri, iri) for iri in same[0].contexts),
                "among": sorted(words.labels.get(iri, iri) for iri in same[0].populations),
                "claim": names.curie(claims[0]),
            },
        )
        for (claims, via), same in by_claims.items()
    ]
    return [act for _, act in sorted(acts, key=lambda pair: (pair[0], pair[1]["points"], pair[1]["claim"]))]


def _sets(
    found: SmallestBreaks, words: Words, loops: Sequence[NamedLoop], names: Names, *, complete: bool
) -> View:
    sets = found.treatments
    known = {named.loop.key: named.name for named in loops}
    return {
        "sets": [
            {
                "ids": " ".join(names.curie(iri) for iri in members),
                "labels": [words.labels.get(Iri(iri), iri) for iri in members],
                "firm": line_of(modality),
            }
            for members, modality in list(zip(sets.sets, sets.modalities, strict=True))[:MOST_OFFERED]
        ],
        "size": len(sets.sets[0]) if sets.sets else 0,
        "reinforcing": found.reinforcing,
        "untouched": [known[key] for key in found.untouched if key in known],
        "untouched_count": len(found.untouched),
        "doubt": _doubt(sets, complete=complete),
    }


def _doubt(sets: HittingSets, *, complete: bool) -> str | None:
    """Say what is not known of the sets; None where they are the smallest, and all are offered."""
    more = len(sets.sets) - MOST_OFFERED
    if not sets.exact:
        return f"Perhaps not the fewest: at least {sets.at_least} are needed."
    if not complete:
        return "Not all loops are listed: this holds for those that are."
    if not sets.complete:
        return "There are more sets as small as these."
    if more <= 0:
        return None
    return f"{more} more such set{'' if more == 1 else 's'}: claimgraph breaks --smallest lists all."
