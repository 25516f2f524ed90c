"""From what verify found to a receipt: each claim with the hashes of all that decided about it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from graph.checking.mentions import narrower_of
from graph.checking.surroundings import Surrounded, Surroundings
from graph.errors import UsageError
from graph.model import Aspect, Claim, Concept, Corpus, Iri, Passage, Relevance, Source, Verdict, Verification
from graph.receipts.rules import PASSAGE, read_rule_versions
from graph.receipts.values import ArticleRead, Check, Entry, Receipt, Stretch
from graph.sources import SourceFile
from graph.text.passages import SourceText

_PARTS: Final = ("own", "sentence", "before", "lead_in", "heading", "title")


def make_receipt(corpus: Corpus, files: Sequence[SourceFile], found: Sequence[Verification]) -> Receipt:
    """Give the receipt of what `verify_files` found of `files`, in their order. Linear, as that is.

    Equal data, texts and rules give equal receipts, in whatever order they come. Raises UsageError for two
    texts of one article.
    """
    twice = [iri for iri, count in Counter(one.source for one in found).items() if count > 1]
    if twice:
        raise UsageError(f"{twice[0]}: two texts are given for this article: a receipt is of one of them.")
    sources = {source.iri: source for source in corpus.sources}
    claimed: dict[Iri, list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        for iri in {passage.source for passage in claim.passages if passage.source}:
            claimed[iri].append(claim)
    labels = _Labels(corpus)
    entries: list[Entry] = []
    articles: list[ArticleRead] = []
    for file, one in sorted(zip(files, found, strict=True), key=lambda pair: pair[1].source):
        text = file.text
        articles.append(ArticleRead(article=one.source, text_length=text.length, text_sha256=text.sha256))
        reading = _Article(sources[one.source], text, one)
        entries += [
            Entry(
                article=one.source,
                claim=claim.iri,
                claim_sha256=_hash(_written(claim)),
                names_sha256=labels.hash(claim),
                stretches=tuple(reading.stretches(claim)),
            )
            for claim in sorted(claimed[one.source], key=lambda claim: claim.iri)
        ]
    return Receipt(articles=tuple(articles), rules=read_rule_versions(), entries=tuple(entries))


class _Article:
    """An article's text, and what was found of its passages."""

    def __init__(self, source: Source, text: SourceText, found: Verification) -> None:
        self._source = source
        self._text = text
        self._around = Surrounded(source, text)
        self._verdicts = {verdict.passage: verdict for verdict in found.verdicts}
        self._relevances = {(entry.claim, entry.passage): entry for entry in found.relevances}

    def stretches(self, claim: Claim) -> Iterator[Stretch]:
        """Give the passages of a claim in this article, by IRI, each with its checks."""
        own = sorted({one.iri: one for one in claim.passages if one.source == self._source.iri}.items())
        for iri, passage in own:
            verdict = self._verdicts[iri]
            yield Stretch(
                passage=iri,
                data_sha256=_hash(_described(passage)),
                texts=self._texts(verdict),
                checks=tuple(_checks(verdict, self._relevances.get((claim.iri, iri)))),
            )

    def _texts(self, verdict: Verdict) -> dict[str, str]:
        """Hash what stands in and around a passage; nothing where it is missing."""
        start, end = verdict.start, verdict.end
        if start is None or end is None:
            return {}
        around: Surroundings = self._around.around(start, end)
        texts = {part: getattr(around, part) for part in _PARTS}
        texts[PASSAGE] = self._text.text[start:end]
        return {part: sha256(text.encode()).hexdigest() for part, text in sorted(texts.items())}


def _checks(verdict: Verdict, relevance: Relevance | None) -> Iterator[Check]:
    place = None if verdict.start is None or verdict.end is None else (verdict.start, verdict.end)
    yield Check(
        rule=PASSAGE,
        result=verdict.verdict,
        read=(PASSAGE,) if place else (),
        change=verdict.change,
        place=place,
        reasons_sha256=_hash(verdict.reasons) if verdict.reasons else None,
        reasons=verdict.reasons,
    )
    for aspect in relevance.aspects if relevance else ():
        yield Check(
            rule=aspect.rule,
            result=aspect.verdict,
            read=tuple(_read(aspect, verdict.passage)),
            reasons_sha256=_hash(aspect.reasons) if aspect.reasons else None,
            reasons=aspect.reasons,
        )


def _read(aspect: Aspect, passage: Iri) -> Iterator[str]:
    """Name what an aspect read: parts of the passage first, then of others."""
    for iri, part in sorted(aspect.read, key=lambda noted: (noted[0] != passage, noted)):
        yield part if iri == passage else f"{part} {iri}"


class _Labels:
    """The labels by which claims are told in a text."""

    def __init__(self, corpus: Corpus) -> None:
        self._concepts = {concept.iri: concept for concept in corpus.concepts}
        self._narrower = narrower_of(corpus.concepts)
        self._known: dict[Iri, str] = {}

    def hash(self, claim: Claim) -> str:
        """Hash the labels of both ends of a claim, and of what is narrower than they."""
        return _hash([self._of(iri) for iri in (claim.subject, claim.object) if iri is not None])

    def _of(self, iri: Iri) -> str:
        if iri not in self._known:
            family = [iri, *sorted(self._narrower.get(iri, ()))]
            self._known[iri] = _hash([_named(self._concepts[one]) for one in family if one in self._concepts])
        return self._known[iri]


def _named(concept: Concept) -> list[object]:
    return [concept.iri, concept.kind, concept.label, sorted(concept.alt_labels)]


def _written(claim: Claim) -> Mapping[str, object]:
    """Give what the checks read of a claim, and the digest of all that people wrote of it."""
    statistic = claim.statistic
    number = statistic and {
        "measure": statistic.measure,
        "bound": statistic.bound,
        "value": None if statistic.value is None else str(statistic.value.normalize()),
        "unit": statistic.unit,
    }
    return {
        "digest": claim.digest,
        "label": claim.label,
        "subject": claim.subject,
        "object": claim.object,
        "literal": claim.object_literal,
        "predicate": claim.predicate,
        "sign": claim.sign,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "hedge": claim.hedge,
        "lists": sorted((place.list, place.item) for place in claim.lists),
        "statistic": number,
    }


def _described(passage: Passage) -> list[object]:
    """Give what the data say of a passage."""
    return [
        passage.section,
        passage.block,
        passage.item,
        passage.start,
        passage.end,
        passage.sha256,
        passage.anchor_prefix,
        passage.anchor_start,
        passage.anchor_end,
    ]


def _hash(facts: object) -> str:
    """Hash values as canonical JSON."""
    written = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256(written.encode()).hexdigest()
