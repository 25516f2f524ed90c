"""Reading what claims are made of: sources, concepts, passages, statistics, citations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from graph.claims.rows import int_or_none, iri_of, iri_or_none, local_name, value_of, word_of
from graph.model import Citation, ClaimList, Concept, Interest, Iri, Passage, Section, Source, Statistic
from graph.model import Mapping as ConceptMapping
from graph.resources import query
from graph.store import ClaimStore
from graph.text import passages
from graph.vocab import PREFIXES

_SKOS = PREFIXES["skos"]


def read_terms(store: ClaimStore) -> tuple[dict[str, str], dict[str, int]]:
    """Give the bare word of each closed term, and the rank of each modality."""
    words: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for row in store.select(query("terms")):
        words[value_of(row, "term")] = value_of(row, "word")
        if row["rank"] is not None:
            ranks[value_of(row, "term")] = int(row["rank"])
    return words, ranks


def read_sources(store: ClaimStore, words: Mapping[str, str]) -> dict[Iri, Source]:
    """Give the sources by IRI, each with its sections in reading order."""
    sections = [
        Section(
            iri=iri_of(row, "section"),
            title=value_of(row, "title"),
            position=int(value_of(row, "position")),
            parent=iri_of(row, "parent"),
        )
        for row in store.select(query("sections"))
    ]
    parents = {section.iri: section.parent for section in sections}
    by_source: dict[Iri, list[Section]] = defaultdict(list)
    for section in sections:
        by_source[_top(section.iri, parents)].append(section)
    return {
        iri_of(row, "source"): Source(
            iri=iri_of(row, "source"),
            title=row["title"] or "",
            url=row["url"] or "",
            publisher=row["publisher"],
            published=row["published"],
            normalization=word_of(words, row["normalization"]),
            length=int_or_none(row["length"]),
            sha256=row["sha256"],
            sections=tuple(
                sorted(by_source[iri_of(row, "source")], key=lambda section: (section.position, section.iri))
            ),
        )
        for row in store.select(query("sources"))
    }


def _top(iri: Iri, parents: Mapping[Iri, Iri]) -> Iri:
    """Follow *is part of* to the end; a circle ends where it closes."""
    seen: set[Iri] = set()
    while iri in parents and iri not in seen:
        seen.add(iri)
        iri = parents[iri]
    return iri


def read_lists(store: ClaimStore, words: Mapping[str, str]) -> dict[Iri, ClaimList]:
    """Give the lists of claims by IRI."""
    return {
        iri_of(row, "list"): ClaimList(
            iri=iri_of(row, "list"),
            label=value_of(row, "label"),
            kind=word_of(words, row["kind"]) or "",
            section=iri_of(row, "section"),
            block=int(value_of(row, "block")),
        )
        for row in store.select(query("lists"))
    }


def read_passages(store: ClaimStore, sources: Mapping[Iri, Source]) -> dict[Iri, Passage]:
    """Give the passages by IRI, with the source and the link that opens it there."""
    source_of = {section.iri: source for source in sources.values() for section in source.sections}
    source_of |= sources  # what stands before the first heading stands in the article itself
    found = {}
    for row in store.select(query("passages")):
        source = source_of.get(iri_of(row, "section"))
        prefix, start, end = row["prefix"], value_of(row, "anchorStart"), row["anchorEnd"]
        found[iri_of(row, "passage")] = Passage(
            iri=iri_of(row, "passage"),
            source=source.iri if source else None,
            section=iri_of(row, "section"),
            block=int(value_of(row, "block")),
            item=int_or_none(row["item"]),
            start=int(row["start"] or -1),
            end=int(row["end"] or -1),
            sha256=row["sha256"] or "",
            anchor_prefix=prefix,
            anchor_start=start,
            anchor_end=end,
            deep_link=passages.deep_link(source.url, prefix, start, end) if source else None,
        )
    return found


def read_statistics(store: ClaimStore, words: Mapping[str, str]) -> dict[str, Statistic]:
    """Give the statistics by IRI."""
    return {
        value_of(row, "statistic"): Statistic(
            iri=iri_of(row, "statistic"),
            measure=iri_of(row, "measure"),
            bound=word_of(words, row["bound"]) or "",
            value=Decimal(row["value"]) if row["value"] is not None else None,
            unit=word_of(words, row["unit"]),
            population=iri_or_none(row["population"]),
            outcome=iri_or_none(row["outcome"]),
            comparator=iri_or_none(row["comparator"]),
            months=int_or_none(row["months"]),
            stated_significance=row["significance"],
            denominator=int_or_none(row["denominator"]),
            baseline=Decimal(row["baseline"]) if row["baseline"] is not None else None,
        )
        for row in store.select(query("statistics"))
    }


def read_citations(store: ClaimStore, words: Mapping[str, str]) -> dict[str, Citation]:
    """Give the citations by IRI."""
    found = {}
    for iri, group in groupby(store.select(query("citations")), key=itemgetter("citation")):
        rows = list(group)
        found[iri or ""] = Citation(
            iri=iri_of(rows[0], "citation"),
            as_named=value_of(rows[0], "named"),
            status=word_of(words, rows[0]["status"]) or "",
            study=iri_or_none(rows[0]["study"]),
            candidates=tuple(sorted({Iri(row["candidate"]) for row in rows if row["candidate"]})),
        )
    return found


def read_interests(store: ClaimStore) -> tuple[Interest, ...]:
    """Give the interests, sorted by IRI."""
    found = []
    for _, group in groupby(store.select(query("interests")), key=itemgetter("interest")):
        rows = list(group)
        found.append(
            Interest(
                iri=iri_of(rows[0], "interest"),
                label=value_of(rows[0], "label"),
                party=value_of(rows[0], "party"),
                concepts=tuple(sorted({iri_of(row, "concept") for row in rows})),
            )
        )
    return tuple(found)


def read_concepts(store: ClaimStore) -> tuple[Concept, ...]:
    """Give the concepts with their other names, sorted by IRI; English comes before other languages."""
    facts: dict[str | None, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(query("concept-facts")):
        facts[row["concept"]][value_of(row, "relation")].append(value_of(row, "value"))
    found = []
    for iri, group in groupby(store.select(query("concepts")), key=itemgetter("concept")):
        rows = sorted(group, key=_language_rank)
        row, own = rows[0], facts[iri]
        labels = {(each["language"] or "").lower(): value_of(each, "label") for each in reversed(rows)}
        found.append(
            Concept(
                iri=iri_of(row, "concept"),
                kind=local_name(value_of(row, "kind")),
                label=value_of(row, "label"),
                alt_labels=tuple(sorted(set(own.get(_SKOS + "altLabel", ())))),
                definition=row["definition"],
                broader=tuple(sorted(Iri(value) for value in own.get(_SKOS + "broader", ()))),
                mappings=tuple(
                    ConceptMapping(relation=Iri(relation), iri=Iri(value))
                    for relation in sorted(own)
                    if relation.endswith("Match")
                    for value in sorted(own[relation])
                ),
                translations=tuple(
                    (language, label)
                    for language, label in sorted(labels.items())
                    if language and language != (row["language"] or "").lower()
                ),
            )
        )
    return tuple(found)


def _language_rank(row: Mapping[str, str | None]) -> tuple[bool, str, str, bool, str, str]:
    """Order labels and definitions of a concept: English first, then by language and words."""
    language, told = (row["language"] or "").lower(), (row["definition_language"] or "").lower()
    own = (language.partition("-")[0] != "en", language, value_of(row, "label"))
    return (*own, told != language, told, row["definition"] or "")
