"""Invented articles with their claims, written without looking at what checks them (tests/data/held-out)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

from graph.model import Claim, Concept, Corpus, Iri, Passage, Section, Source, Statistic
from graph.text.passages import SourceText, read_source
from tests.corpora import HERE, RANKS, con

FOLDER = HERE / "data" / "held-out"
ARTICLES = ("hay-fever", "knee-arthritis", "night-breathing", "sunken-bread")
_CG = "https://w3id.org/claimgraph/vocab#"
_SIGNS = dict.fromkeys(("causes", "contributesTo", "increases", "worsens"), 1) | dict.fromkeys(
    ("relieves", "decreases", "prevents", "treats"), -1
)


class Article(NamedTuple):
    """An article as data and as text; every passage is where the data say."""

    corpus: Corpus
    source: Source
    text: SourceText

    @property
    def places(self) -> dict[Iri, tuple[int, int]]:
        """Where the passages stand, as verification would find them."""
        return {
            passage.iri: (passage.start, passage.end)
            for claim in self.corpus.claims
            for passage in claim.passages
        }


def held_out(name: str) -> Article:
    """Read an article of the folder by the name of its files."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    base = f"https://w3id.org/claimgraph/article/{name}#"
    article = Iri(f"{base}article")
    sections = tuple(
        Section(iri=Iri(f"{base}s{number:02}"), title=title, position=number, parent=article)
        for number, title in enumerate(data["sections"], start=1)
    )
    text = read_source((FOLDER / f"{name}.txt").read_text(encoding="utf-8"), sections)
    source = Source(
        iri=article,
        title=data["title"],
        url=f"https://letters.example/{name}",
        publisher=None,
        published=None,
        normalization="norm-1",
        length=text.length,
        sha256=text.sha256,
        sections=sections,
    )
    concepts = tuple(
        Concept(
            iri=con(slug),
            kind=row[0],
            label=row[1],
            alt_labels=tuple(row[2:]),
            broader=tuple(con(parent) for parent in data["broader"].get(slug, ())),
        )
        for slug, row in sorted(data["concepts"].items())
    )
    claims = tuple(
        _claim(base, number, row, article, text) for number, row in enumerate(data["claims"]["rows"], start=1)
    )
    return Article(Corpus(sources=(source,), concepts=concepts, claims=claims), source, text)


def _claim(base: str, number: int, row: Sequence[object], article: Iri, text: SourceText) -> Claim:
    subject, predicate, target, modality, frequency, hedge, words, extra = row
    name, words = f"{base}c{number:03}", str(words)
    assert text.text.count(words) == 1, f"{name}: {words!r} stands {text.text.count(words)} times"
    assert isinstance(extra, list)
    start = text.text.index(words)
    block = text.block_at(start, start + len(words))
    assert block is not None
    assert block.section is not None
    literal = str(target).removeprefix("=") if str(target).startswith("=") else None
    statistic = (
        Statistic(
            iri=Iri(f"{name}-stat"),
            measure=con(str(target)),
            bound=extra[2],
            value=Decimal(extra[0]),
            unit=extra[1],
        )
        if len(extra) > 1
        else None
    )
    return Claim(
        iri=Iri(name),
        label=f"{subject} {predicate} {target}",
        kind="causal",
        subject=con(str(subject)),
        predicate=Iri(_CG + str(predicate)),
        object=None if literal else con(str(target)),
        object_literal=literal,
        sign=_SIGNS.get(str(predicate), 0),
        polarity="negated" if extra == ["negated"] else "affirmed",
        modality=str(modality),
        modality_rank=RANKS[str(modality)],
        frequency=str(frequency) or None,
        hedge=str(hedge) or None,
        statistic=statistic,
        passages=(
            Passage(
                iri=Iri(f"{name}-p"),
                source=article,
                section=block.section,
                block=block.block,
                item=block.item,
                start=start,
                end=start + len(words),
                sha256=sha256(words.encode()).hexdigest(),
                anchor_prefix=None,
                anchor_start=" ".join(words.split()[:3]),
                anchor_end=None,
                deep_link=None,
            ),
        ),
    )
