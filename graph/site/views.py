"""What the templates print: rows and groups of plain words, in the order they are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.facts import left_out
from graph.model import Claim, Concept, Corpus, Iri, Link, LoopBreak, LoopSearch
from graph.names import Names
from graph.site import kinds, wording
from graph.site.rows import View, safe_url, words_of
from graph.site.scene import MOST_LISTED, Scene, firmness, is_warning


def claims_in_order(corpus: Corpus) -> tuple[Claim, ...]:
    """Give the claims as a reader meets them: by source, place of the first passage, id."""
    return tuple(
        sorted(
            corpus.claims,
            key=lambda claim: (
                (claim.passages[0].source or "", claim.passages[0].start) if claim.passages else ("", -1),
                claim.iri,
            ),
        )
    )


def page_view(corpus: Corpus, scene: Scene, search: LoopSearch, breaks: Iterable[LoopBreak]) -> View:
    """Give what the head of the page says: sources, counts, interests, what is left out."""
    titles = [source.title for source in corpus.sources]
    uncited = sum(claim.statistic is not None and not claim.citations for claim in corpus.claims)
    return {
        "title": titles[0]
        if len(titles) == 1
        else f"What {len(titles):,} articles claim"
        if titles
        else "Claims",
        "sources": [
            {
                "title": source.title,
                "url": safe_url(source.url),
                "publisher": source.publisher,
                "published": source.published,
            }
            for source in corpus.sources
        ],
        "counts": {
            "claims": len(corpus.claims),
            "concepts": len(corpus.concepts),
            "loops": len(search.loops),
            "acting": len({entry.treatment for entry in breaks}),
            "uncited": uncited,
            "figures": sum(claim.statistic is not None for claim in corpus.claims),
        },
        "interests": [
            {
                "label": interest.label,
                "party": interest.party,
                "claims": sum(interest.iri in claim.interests for claim in corpus.claims),
            }
            for interest in corpus.interests
        ],
        "checked": _last_check(corpus),
        "left_out": scene.left_out,
        "loops_left_out": max(0, len(search.loops) - MOST_LISTED),
        "loops_note": left_out(search),
        "self_links": len(search.self_links),
        "main": scene.main.name if scene.main else None,
        "has": _presence(corpus, scene),
    }


def concept_groups(corpus: Corpus, concepts: Sequence[Concept], names: Names) -> list[View]:
    """Give `concepts` by kind, each group sorted by label."""
    counts: dict[Iri, int] = defaultdict(int)
    for claim in corpus.claims:
        for iri in {claim.subject, claim.object} - {None}:
            counts[iri] += 1  # type: ignore[index]  # None was taken out
    groups: dict[str, list[Concept]] = defaultdict(list)
    for concept in concepts:
        groups[concept.kind].append(concept)
    return [
        {
            "look": kinds.look(kind),
            "kind": kind,
            "concepts": [
                {
                    "id": names.curie(concept.iri),
                    "label": concept.label,
                    "alt_labels": concept.alt_labels,
                    "translations": concept.translations,
                    "definition": concept.definition,
                    "claims": counts[concept.iri],
                }
                for concept in sorted(groups[kind], key=lambda one: (one.label.casefold(), one.iri))
            ],
        }
        for kind in sorted(groups, key=kinds.order)
    ]


def warning_groups(corpus: Corpus, claims: Sequence[Claim], names: Names) -> list[View]:
    """Give the warning signs by what the source says they call for, each with its circumstances.

    A sign that counts only when it gets worse must not be read as one that always does.
    """
    words = words_of(corpus)
    groups: dict[tuple[str, str], dict[tuple[str, ...], View]] = defaultdict(dict)
    for claim in filter(is_warning, claims):
        target = words.labels.get(claim.object, "") if claim.object else claim.object_literal or ""
        group = groups[words.predicates.get(claim.predicate, ""), target]
        label = words.labels.get(claim.subject, "")
        when = tuple(words.labels.get(iri, "") for iri in (*claim.contexts, *claim.populations))
        sign = {"claim": names.curie(claim.iri), "label": label, "when": when, "text": claim.label}
        group.setdefault((label, *when), sign)
    return [
        {"predicate": predicate, "target": target, "signs": list(signs.values())}
        for (predicate, target), signs in groups.items()
    ]


def loop_views(
    corpus: Corpus, scene: Scene, links: Iterable[Link], breaks: Iterable[LoopBreak]
) -> list[View]:
    """Give each loop in words: its steps, how firmly it is said, what tells it from the first."""
    words = words_of(corpus)
    by_key = {link.key: link for link in links}
    claims = {claim.iri: claim for claim in corpus.claims}
    first = scene.main.loop.nodes if scene.main else ()
    titles = {entry.iri: entry.label for entry in corpus.lists}
    conditions = {concept.iri for concept in corpus.concepts if concept.kind == kinds.CONDITION}
    acting: dict[str, set[Iri]] = defaultdict(set)
    for entry in breaks:
        acting[entry.loop].add(entry.treatment)
    return [
        {
            "name": named.name,
            "sign": named.loop.sign,
            "told": titles.get(named.loop.declared_by) if named.loop.declared_by else None,
            "tellings": named.loop.tellings,
            "firm": wording.FIRMNESS.get(named.loop.modality, named.loop.modality),
            "contested": named.loop.contested,
            "steps": [
                {
                    "source": words.labels[by_key[key].source],
                    "target": words.labels[by_key[key].target],
                    "sign": by_key[key].sign,
                    "firm": firmness(claims[by_key[key].claims[0]]),
                    "articles": len(by_key[key].articles),
                    "publishers": len(by_key[key].publishers),
                }
                for key in named.loop.links
            ],
            "pair": _pair([words.labels[node] for node in named.loop.nodes if node in conditions]),
            "acting": len(acting[named.loop.key]),
            "besides": [words.labels[node] for node in named.loop.nodes if node not in first],
            "without": [words.labels[node] for node in first if node not in named.loop.nodes]
            if not set(first).isdisjoint(named.loop.nodes)
            else [],
            "chain": " → ".join(words.labels[node] for node in (*named.loop.nodes, named.loop.nodes[0])),
        }
        for named in scene.loops
    ]


def _pair(labels: list[str]) -> list[str]:
    """Give the labels if they are two: of more, or of one, nobody would say that they feed each other."""
    return labels if len(labels) == len(("one", "other")) else []


def _last_check(corpus: Corpus) -> str | None:
    """Give the day of the newest review, in its own time zone; None where nothing was reviewed."""
    newest = max(corpus.reviews, key=lambda review: review.time, default=None)
    return newest.time.date().isoformat() if newest else None


def _presence(corpus: Corpus, scene: Scene) -> View:
    """Say which signs occur, so that the legend explains those and no others."""
    drawn = {arrow.firmness for arrow in scene.arrows}
    return {
        "plus": any(arrow.sign > 0 for arrow in scene.arrows),
        "minus": any(arrow.sign < 0 for arrow in scene.arrows),
        "other": any(arrow.sign == 0 for arrow in scene.arrows),
        "loop": bool(scene.loops),
        "reinforcing": any(named.loop.sign > 0 for named in scene.loops),
        "balancing": any(named.loop.sign < 0 for named in scene.loops),
        "flat": "flat" in drawn,
        "hedged": "hedged" in drawn,
        "aim": "aim" in drawn,
        "denied": "denied" in drawn,
        "contested": any(arrow.contested for arrow in scene.arrows),
        "figure": any(arrow.figure and not arrow.uncited for arrow in scene.arrows),
        "uncited": any(arrow.uncited for arrow in scene.arrows),
        "interest": any(arrow.interest for arrow in scene.arrows),
        "warning": any(is_warning(claim) for claim in corpus.claims),
    }
