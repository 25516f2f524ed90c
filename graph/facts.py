"""From values to plain JSON, once: for ``graph.json``, ``--format json`` and the page.

The format is ``claimgraph/1``. Identifiers are CURIEs under the ``prefixes`` of the file; what no
prefix fits (studies) is a full IRI. Closed values are bare words, offsets count code points from
0, end exclusive. Lists are sorted by id, an absent value is None, an absent list is empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from graph.model import (
    Citation,
    Claim,
    Component,
    Concept,
    Corpus,
    Link,
    Loop,
    LoopBreak,
    LoopSearch,
    Passage,
    Source,
    Statistic,
)
from graph.names import Names, link_iri, loop_iri, names_of, with_articles
from graph.voices import voice_facts

FORMAT = "claimgraph/1"
# Of the parts of the graph in which loops are left out, so many are named.
_MOST_NAMED = 3

Facts = dict[str, Any]


def facts_of(
    corpus: Corpus, links: Iterable[Link], loops: Iterable[Loop], breaks: Iterable[LoopBreak]
) -> Facts:
    """Give all facts as JSON values; equal input gives equal output. Linear."""
    names = names_of(corpus)
    return {
        "format": FORMAT,
        "prefixes": names.prefixes,
        "sources": _by_id(source_facts(source, names) for source in corpus.sources),
        "concepts": _by_id(concept_facts(concept, names) for concept in corpus.concepts),
        "claims": _by_id(claim_facts(claim, names) for claim in corpus.claims),
        "links": _by_id(link_facts(link, names) for link in links),
        "loops": _by_id(loop_facts(loop, names) for loop in loops),
        "breaks": sorted((break_facts(entry, names) for entry in breaks), key=_break_order),
    }


def to_json(value: object) -> str:
    """Write JSON for files and programs: UTF-8 as it is, one line an indented entry, no NaN."""
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def to_json_lines(facts: Facts) -> str:
    """Write the facts as JSON with one line an entry: quick to write, and a diff shows entries."""
    parts = []
    for key, value in facts.items():
        if isinstance(value, list) and value:
            entries = ",\n".join(json.dumps(entry, ensure_ascii=False, allow_nan=False) for entry in value)
            text = f"[\n{entries}\n]"
        else:
            text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        parts.append(f"{json.dumps(key)}: {text}")
    return "{" + ",\n".join(parts) + "}\n"


def source_facts(source: Source, names: Names) -> Facts:
    """Give one source."""
    return {
        "id": names.curie(source.iri),
        "title": source.title,
        "url": source.url,
        "publisher": source.publisher,
        "published": source.published,
        "normalization": source.normalization,
        "length": source.length,
        "sha256": source.sha256,
    }


def concept_facts(concept: Concept, names: Names) -> Facts:
    """Give one concept."""
    return {
        "id": names.curie(concept.iri),
        "kind": concept.kind,
        "label": concept.label,
        "alt_labels": sorted(concept.alt_labels),
        "definition": concept.definition,
        "broader": names.curies(concept.broader),
        "mappings": [
            {"relation": names.curie(mapping.relation), "iri": mapping.iri} for mapping in concept.mappings
        ],
    }


def claim_facts(claim: Claim, names: Names) -> Facts:
    """Give one claim with its passages, statistic and citations."""
    facts: Facts = {
        "id": names.curie(claim.iri),
        "label": claim.label,
        "kind": claim.kind,
        "subject": names.curie(claim.subject),
        "predicate": names.curie(claim.predicate),
        "object": names.curie(claim.object) if claim.object else None,
        "object_literal": claim.object_literal,
        "sign": claim.sign,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "frequency": claim.frequency,
        "hedge": claim.hedge,
        "contexts": names.curies(claim.contexts),
        "mechanisms": names.curies(claim.mechanisms),
        "populations": names.curies(claim.populations),
        "lists": [
            {"id": names.curie(place.list), "kind": place.kind, "item": place.item} for place in claim.lists
        ],
        "passages": _by_id(passage_facts(passage, names) for passage in claim.passages),
        "statistic": statistic_facts(claim.statistic, names) if claim.statistic else None,
        "citations": [citation_facts(citation, names) for citation in claim.citations],
        "interests": names.curies(claim.interests),
        "fidelity": claim.fidelity,
        "evidence": claim.evidence,
        "status": claim.status,
        "citation_depth": claim.citation_depth,
    }
    if claim.candidates:
        facts["candidates"] = names.curies(claim.candidates)
    return facts


def passage_facts(passage: Passage, names: Names) -> Facts:
    """Give one passage: a pointer, no text but the anchors."""
    return {
        "id": names.curie(passage.iri),
        "source": names.curie(passage.source) if passage.source else None,
        "section": names.curie(passage.section),
        "block": passage.block,
        "item": passage.item,
        "start": passage.start,
        "end": passage.end,
        "sha256": passage.sha256,
        "anchor_prefix": passage.anchor_prefix,
        "anchor_start": passage.anchor_start,
        "anchor_end": passage.anchor_end,
        "deep_link": passage.deep_link,
    }


def statistic_facts(statistic: Statistic, names: Names) -> Facts:
    """Give one statistic; ``missing`` names what a reader would ask for and the source does not say.

    ``denominator`` and ``baseline`` are there only where they are stated.
    """
    facts: Facts = {
        "measure": names.curie(statistic.measure),
        "value": _number(statistic.value),
        "bound": statistic.bound,
        "unit": statistic.unit,
        "population": names.curie(statistic.population) if statistic.population else None,
        "outcome": names.curie(statistic.outcome) if statistic.outcome else None,
        "comparator": names.curie(statistic.comparator) if statistic.comparator else None,
        "timeframe_months": statistic.months,
        "stated_significance": statistic.stated_significance,
        "missing": list(statistic.missing),
    }
    if statistic.denominator is not None:
        facts["denominator"] = statistic.denominator
    if statistic.baseline is not None:
        facts["baseline"] = _number(statistic.baseline)
    return facts


def citation_facts(citation: Citation, names: Names) -> Facts:
    """Give one citation."""
    return {
        "as_named": citation.as_named,
        "status": citation.status,
        "study": names.curie(citation.study) if citation.study else None,
        "candidates": names.curies(citation.candidates),
    }


def link_facts(link: Link, names: Names) -> Facts:
    """Give one arrow of the causal graph."""
    return {
        "id": names.curie(link_iri(link.key)),
        "source": names.curie(link.source),
        "target": names.curie(link.target),
        "sign": link.sign,
        "claims": names.curies(link.claims),
        "modality": link.modality,
        "contested": link.contested,
        "status": link.status,
        "citation_depth": link.citation_depth,
        **voice_facts(link.articles, link.publishers, names),
    }


def loop_facts(loop: Loop, names: Names) -> Facts:
    """Give one loop; ``links[i]`` leads from ``nodes[i]`` to the next; the counts are of ``thinnest``."""
    return {
        "id": names.curie(loop_iri(loop.key)),
        "sign": "reinforcing" if loop.sign > 0 else "balancing",
        "nodes": [names.curie(node) for node in loop.nodes],
        "links": [names.curie(link_iri(link)) for link in loop.links],
        "modality": loop.modality,
        "declared_by": names.curie(loop.declared_by) if loop.declared_by else None,
        "contested": loop.contested,
        "status": loop.status,
        "citation_depth": loop.citation_depth,
        "thinnest": names.curie(link_iri(loop.thinnest)) if loop.thinnest else None,
        "article_count": loop.articles,
        "publisher_count": loop.publishers,
    }


def break_facts(entry: LoopBreak, names: Names) -> Facts:
    """Give one act on a loop; only where claims name a broader or narrower concept, ``via`` says which."""
    kind, point = ("node", entry.node) if entry.node else ("link", link_iri(entry.link or ""))
    facts: Facts = {
        "treatment": names.curie(entry.treatment),
        "loop": names.curie(loop_iri(entry.loop)),
        "point": {kind: names.curie(point)},
        "claims": names.curies(entry.claims),
        "predicates": names.curies(entry.predicates),
        "modality": entry.modality,
        "contested": entry.contested,
        "contexts": names.curies(entry.contexts),
        "populations": names.curies(entry.populations),
        "sign": entry.sign,
        "orientation": entry.orientation,
    }
    if entry.via:
        facts["via"] = names.curie(entry.via)
    return facts


def left_out(search: LoopSearch) -> str | None:
    """Say which loops are not listed, and in which parts of the graph; None where all are."""
    if search.complete:
        return None
    if search.partial is not None:
        what = (
            f"There are too many loops to list: {len(search.loops):,} of those of {search.partial} "
            "concepts are, firmest first; the others of that length, and any longer ones, are left out."
        )
    else:
        what = (
            f"There are too many loops to list: all of up to {search.longest} concepts are; longer ones are "
            "left out, but for those that a source tells."
        )
    return f"{what} {_where(search.unfinished)}".rstrip()


def _where(components: Sequence[Component]) -> str:
    """Say which components may have more loops: the largest by their best connected concept."""
    if not components:
        return ""
    names = Names(with_articles(one.example for one in components))
    largest = sorted(components, key=lambda one: (-one.concepts, one.example))
    parts = [
        f"a part of {one.concepts:,} concepts and {one.arrows:,} arrows around {names.curie(one.example)}"
        for one in largest[:_MOST_NAMED]
    ]
    others = len(components) - _MOST_NAMED
    more = f" and {others:,} other part{'s' if others > 1 else ''}" if others > 0 else ""
    return f"This concerns {', '.join(parts)}{more}."


def component_facts(component: Component, names: Names) -> Facts:
    """Give a part of the graph in which loops are left out."""
    return {
        "concepts": component.concepts,
        "arrows": component.arrows,
        "example": names.curie(component.example),
    }


def _by_id(entries: Iterable[Facts]) -> list[Facts]:
    return sorted(entries, key=lambda entry: str(entry["id"]))


def _break_order(entry: Mapping[str, Any]) -> tuple[str, str, str, str, int]:
    point = json.dumps(entry["point"])
    return (entry["treatment"], entry["loop"], point, entry.get("via", ""), entry["sign"])


def _number(value: Decimal | None) -> int | float | None:
    """Give a decimal as JSON has it: 75.0 as 75, 2.5 as 2.5."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
