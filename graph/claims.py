"""Reading: from the dataset to the values of `graph.model`. The last module that sees RDF.

Expects data that validate; `read_corpus` leaves out what is incomplete (a claim without a
subject, a passage without a section), it does not repair. Passages whose pins are missing are
read with ``start = end = -1`` and an empty hash, so that `graph.anchoring` can offer them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from graph import passages
from graph.model import (
    Citation,
    Claim,
    ClaimList,
    Concept,
    Corpus,
    Interest,
    Iri,
    ListPlace,
    Passage,
    Predicate,
    Section,
    Source,
    Statistic,
)
from graph.model import Mapping as ConceptMapping
from graph.resources import query
from graph.store import ClaimStore
from graph.vocab import CG, PREFIXES

_SKOS = PREFIXES["skos"]
# A modality that the ontology does not rank counts as the weakest.
_UNRANKED = 99

Row = Mapping[str, str | None]


def read_corpus(store: ClaimStore) -> Corpus:
    """Read everything the store's data say. One pass of a dozen queries, linear in the data."""
    words, ranks = _read_terms(store)
    predicates = {row["predicate"]: row for row in store.select(query("predicates"))}
    sources = _read_sources(store, words)
    lists = _read_lists(store, words)
    passages_by_iri = _read_passages(store, sources)
    statistics = _read_statistics(store, words)
    citations = _read_citations(store, words)
    roles = _read_roles(store)
    claims = []
    for row in store.select(query("claims")):
        role = roles[_text(row, "claim")]
        own_passages = tuple(
            sorted(
                (passages_by_iri[iri] for iri in role["passage"] if iri in passages_by_iri),
                key=lambda passage: (passage.source or "", passage.start, passage.end, passage.iri),
            )
        )
        modality = _text(row, "modality")
        predicate = predicates.get(row["predicate"])
        claims.append(
            Claim(
                iri=_iri(row, "claim"),
                label=_text(row, "label"),
                kind=words.get(_text(row, "kind"), _local(_text(row, "kind"))),
                subject=_iri(row, "subject"),
                predicate=_iri(row, "predicate"),
                object=_maybe_iri(row["object"]),
                object_literal=row["literal"],
                sign=int(predicate["sign"] or 0) if predicate else 0,
                polarity=_word(words, row["polarity"]) or "",
                modality=words.get(modality, _local(modality)),
                modality_rank=ranks.get(modality, _UNRANKED),
                frequency=_word(words, row["frequency"]),
                hedge=row["hedge"],
                contexts=role["inContext"],
                mechanisms=role["viaMechanism"],
                populations=role["population"],
                lists=_places(role["inList"], own_passages, lists),
                passages=own_passages,
                statistic=statistics.get(row["statistic"] or ""),
                citations=tuple(citations[iri] for iri in role["citation"] if iri in citations),
                interests=role["conflictOfInterest"],
            )
        )
    return Corpus(
        sources=tuple(sources[iri] for iri in sorted(sources)),
        concepts=_read_concepts(store),
        claims=tuple({claim.iri: claim for claim in reversed(claims)}[iri] for iri in _order(claims)),
        lists=tuple(lists[iri] for iri in sorted(lists)),
        interests=_read_interests(store),
        predicates=tuple(
            Predicate(
                iri=_iri(row, "predicate"),
                label=_text(row, "label"),
                sign=int(_text(row, "sign")),
                definition=_text(row, "definition"),
            )
            for row in predicates.values()
        ),
    )


def _read_terms(store: ClaimStore) -> tuple[dict[str, str], dict[str, int]]:
    """Give the bare word of each closed term, and the rank of each modality."""
    words: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for row in store.select(query("terms")):
        words[_text(row, "term")] = _text(row, "word")
        if row["rank"] is not None:
            ranks[_text(row, "term")] = int(row["rank"])
    return words, ranks


def _read_sources(store: ClaimStore, words: Mapping[str, str]) -> dict[Iri, Source]:
    sections = [
        Section(
            iri=_iri(row, "section"),
            title=_text(row, "title"),
            position=int(_text(row, "position")),
            parent=_iri(row, "parent"),
        )
        for row in store.select(query("sections"))
    ]
    parents = {section.iri: section.parent for section in sections}
    by_source: dict[Iri, list[Section]] = defaultdict(list)
    for section in sections:
        by_source[_top(section.iri, parents)].append(section)
    return {
        _iri(row, "source"): Source(
            iri=_iri(row, "source"),
            title=row["title"] or "",
            url=row["url"] or "",
            publisher=row["publisher"],
            published=row["published"],
            normalization=_word(words, row["normalization"]),
            length=_maybe_int(row["length"]),
            sha256=row["sha256"],
            sections=tuple(
                sorted(by_source[_iri(row, "source")], key=lambda section: (section.position, section.iri))
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


def _read_lists(store: ClaimStore, words: Mapping[str, str]) -> dict[Iri, ClaimList]:
    return {
        _iri(row, "list"): ClaimList(
            iri=_iri(row, "list"),
            label=_text(row, "label"),
            kind=_word(words, row["kind"]) or "",
            section=_iri(row, "section"),
            block=int(_text(row, "block")),
        )
        for row in store.select(query("lists"))
    }


def _read_passages(store: ClaimStore, sources: Mapping[Iri, Source]) -> dict[Iri, Passage]:
    source_of = {section.iri: source for source in sources.values() for section in source.sections}
    found = {}
    for row in store.select(query("passages")):
        source = source_of.get(_iri(row, "section"))
        prefix, start, end = row["prefix"], _text(row, "anchorStart"), row["anchorEnd"]
        found[_iri(row, "passage")] = Passage(
            iri=_iri(row, "passage"),
            source=source.iri if source else None,
            section=_iri(row, "section"),
            block=int(_text(row, "block")),
            item=_maybe_int(row["item"]),
            start=int(row["start"] or -1),
            end=int(row["end"] or -1),
            sha256=row["sha256"] or "",
            anchor_prefix=prefix,
            anchor_start=start,
            anchor_end=end,
            deep_link=passages.deep_link(source.url, prefix, start, end) if source else None,
        )
    return found


def _read_statistics(store: ClaimStore, words: Mapping[str, str]) -> dict[str, Statistic]:
    return {
        _text(row, "statistic"): Statistic(
            iri=_iri(row, "statistic"),
            measure=_iri(row, "measure"),
            bound=_word(words, row["bound"]) or "",
            value=Decimal(row["value"]) if row["value"] is not None else None,
            unit=_word(words, row["unit"]),
            population=_maybe_iri(row["population"]),
            outcome=_maybe_iri(row["outcome"]),
            comparator=_maybe_iri(row["comparator"]),
            months=_maybe_int(row["months"]),
            stated_significance=row["significance"],
        )
        for row in store.select(query("statistics"))
    }


def _read_citations(store: ClaimStore, words: Mapping[str, str]) -> dict[str, Citation]:
    found = {}
    for iri, group in groupby(store.select(query("citations")), key=itemgetter("citation")):
        rows = list(group)
        found[iri or ""] = Citation(
            iri=_iri(rows[0], "citation"),
            as_named=_text(rows[0], "named"),
            status=_word(words, rows[0]["status"]) or "",
            study=_maybe_iri(rows[0]["study"]),
            candidates=tuple(sorted({Iri(row["candidate"]) for row in rows if row["candidate"]})),
        )
    return found


def _read_interests(store: ClaimStore) -> tuple[Interest, ...]:
    found = []
    for _, group in groupby(store.select(query("interests")), key=itemgetter("interest")):
        rows = list(group)
        found.append(
            Interest(
                iri=_iri(rows[0], "interest"),
                label=_text(rows[0], "label"),
                party=_text(rows[0], "party"),
                concepts=tuple(sorted({_iri(row, "concept") for row in rows})),
            )
        )
    return tuple(found)


def _read_concepts(store: ClaimStore) -> tuple[Concept, ...]:
    facts: dict[str | None, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(query("concept-facts")):
        facts[row["concept"]][_text(row, "relation")].append(_text(row, "value"))
    found = []
    for iri, group in groupby(store.select(query("concepts")), key=itemgetter("concept")):
        row = next(group)  # further rows are labels in other languages
        own = facts[iri]
        found.append(
            Concept(
                iri=_iri(row, "concept"),
                kind=_local(_text(row, "kind")),
                label=_text(row, "label"),
                alt_labels=tuple(sorted(set(own.get(_SKOS + "altLabel", ())))),
                definition=row["definition"],
                broader=tuple(sorted(Iri(value) for value in own.get(_SKOS + "broader", ()))),
                mappings=tuple(
                    ConceptMapping(relation=Iri(relation), iri=Iri(value))
                    for relation in sorted(own)
                    if relation.endswith("Match")
                    for value in sorted(own[relation])
                ),
            )
        )
    return tuple(found)


def _read_roles(store: ClaimStore) -> dict[str, dict[str, tuple[Iri, ...]]]:
    """Give claim -> local name of the role -> what it links to, sorted."""
    found: dict[str, dict[str, tuple[Iri, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for row in store.select(query("claim-roles")):
        role = _text(row, "role").removeprefix(CG)
        found[_text(row, "claim")][role] += (_iri(row, "value"),)
    return found


def _places(
    list_iris: Iterable[Iri], own_passages: tuple[Passage, ...], lists: Mapping[Iri, ClaimList]
) -> tuple[ListPlace, ...]:
    """Find where in its lists a claim stands: the items of its passages in the list's block."""
    return tuple(
        ListPlace(list=iri, kind=lists[iri].kind, item=item)
        for iri in list_iris
        if iri in lists
        for item in sorted(
            {
                passage.item
                for passage in own_passages
                if passage.item is not None
                and (passage.section, passage.block) == (lists[iri].section, lists[iri].block)
            }
        )
    )


def _order(claims: Iterable[Claim]) -> list[Iri]:
    return sorted({claim.iri for claim in claims})


def _text(row: Row, name: str) -> str:
    value = row[name]
    if value is None:
        raise KeyError(name)
    return value


def _iri(row: Row, name: str) -> Iri:
    return Iri(_text(row, name))


def _maybe_iri(value: str | None) -> Iri | None:
    return None if value is None else Iri(value)


def _maybe_int(value: str | None) -> int | None:
    return None if value is None else int(value)


def _word(words: Mapping[str, str], term: str | None) -> str | None:
    return None if term is None else words.get(term, _local(term))


def _local(iri: str) -> str:
    return iri.replace("/", "#").rpartition("#")[2]
