"""Write valid data of any size for benchmarks: invented articles with signed claims, alike for one seed.

Each article is a file of its own: its claims are numbered from 1, each with its passage; one in
twenty is a figure, one in ten has a hedge, and the first five are a told cycle. The concepts stand
in a file beside them; one in ten is a treatment. The text of an article is its claims' sentences
one after the other, so that passages and hashes are true of it.

    python benchmarks/corpora.py FOLDER [CLAIMS [CONCEPTS [SEED]]]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

CLAIMS_PER_ARTICLE = 100
TOLD_STEPS = 5
# Told cycles are drawn from the first concepts alone, so that articles tell of the same things.
MOST_TOLD = 1_000
MEASURE = "hasMeasure"

_HEAD = """\
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix unit: <http://qudt.org/vocab/unit/> .
@prefix cg: <https://w3id.org/claimgraph/vocab#> .
@prefix con: <https://w3id.org/claimgraph/concept#> .
@prefix ag: <https://w3id.org/claimgraph/agent#> .
"""
_KINDS = ("Condition", "Mechanism", "Symptom", "Factor", "Mechanism")
_TREATMENT = "DrugClass"
# What is said to raise and to lower a concept of each kind, and of what kinds the ontology has it said.
_ANY = frozenset({*_KINDS, _TREATMENT})
_PREDICATES = {
    "Condition": (
        ("causes", _ANY),
        ("worsens", _ANY),
        ("relieves", frozenset({"Factor", "Mechanism", _TREATMENT})),
    ),
    "Symptom": (
        ("causes", _ANY),
        ("worsens", _ANY),
        ("prevents", frozenset({"Condition", "Mechanism", _TREATMENT})),
    ),
    "Mechanism": (("causes", _ANY), ("decreases", _ANY)),
    "Factor": (("increases", _ANY), ("decreases", _ANY)),
}
_LOWERING = {"relieves", "prevents", "decreases"}
_WORDS = {
    "causes": "brings",
    "increases": "raises",
    "worsens": "worsens",
    "decreases": "lowers",
    "relieves": "eases",
    "prevents": "averts",
}
_HEDGES = {"possible": "may", "tentative": "perhaps"}


class _Said(NamedTuple):
    """A claim before it is written: its ends, predicate, modality, and the item of the told cycle."""

    subject: int
    predicate: str
    target: int
    modality: str = "asserted"
    item: int | None = None


def write_corpus(folder: Path, claims: int, concepts: int | None = None, seed: int = 1) -> Path:
    """Write `claims` claims about `concepts` concepts (a third as many if not said) into `folder`; give it.

    Linear, and an article at a time in memory.
    """
    count = concepts or max(claims // 3, 2 * TOLD_STEPS)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "concepts.ttl").write_text("".join(_concepts(count)), encoding="utf-8")
    chance = Random(seed)
    for number, first in enumerate(range(0, claims, CLAIMS_PER_ARTICLE), start=1):
        said = _claims(chance, count, min(CLAIMS_PER_ARTICLE, claims - first))
        (folder / f"article-{number:05}.ttl").write_text(_article(number, said), encoding="utf-8")
    return folder


def _kind(concept: int) -> str:
    return _TREATMENT if concept % 10 == 9 else _KINDS[concept % 5]  # noqa: PLR2004 - one in ten


def _concepts(count: int) -> Iterator[str]:
    yield _HEAD
    for number in range(count):
        yield f'con:n{number} a cg:{_kind(number)} ; skos:prefLabel "{_label(number)}"@en ;\n'
        yield f'    skos:altLabel "thing {number}"@en .\n'
    yield 'con:share a cg:Outcome ; skos:prefLabel "Share of people"@en .\n'
    yield 'con:people a cg:Scope ; skos:prefLabel "People"@en .\n'


def _label(concept: int) -> str:
    return f"{'Remedy' if _kind(concept) == _TREATMENT else 'State'} {concept}"


def _claims(chance: Random, concepts: int, count: int) -> list[_Said]:
    """Draw the claims of one article: first the told cycle, then any."""
    said: list[_Said] = []
    if count > TOLD_STEPS:
        near = [number for number in range(min(concepts, MOST_TOLD)) if _kind(number) == "Mechanism"]
        ring = chance.sample(near, min(TOLD_STEPS, len(near)))
        pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
        said += [
            _Said(source, "causes", target, item=item) for item, (source, target) in enumerate(pairs, start=1)
        ]
    while len(said) < count:
        source, target = chance.randrange(concepts), chance.randrange(concepts)
        if source == target or _kind(target) == _TREATMENT:
            continue
        if len(said) % 20 == 19:  # noqa: PLR2004 - one in twenty is a figure
            said.append(_Said(source, MEASURE, target))
            continue
        said_of = [name for name, kinds in _PREDICATES[_kind(target)] if _kind(source) in kinds]
        if _kind(source) == _TREATMENT:
            said_of = [name for name in said_of if name in _LOWERING]
        modality = chance.choice(("possible", "tentative")) if chance.random() < 1 / 10 else "asserted"
        said.append(_Said(source, chance.choice(said_of), target, modality))
    return said


def _article(number: int, said: list[_Said]) -> str:
    text, parts = "", []
    for claim_number, one in enumerate(said, start=1):
        sentence = _sentence(one, claim_number)
        start = len(text)
        text += sentence + "\n"
        parts.append(_claim(claim_number, one, sentence, start))
    head = (
        f"{_HEAD}@prefix a: <https://w3id.org/claimgraph/article/invented-{number}#> .\n\n"
        f'a:article a cg:Article ; dcterms:title "Invented article {number}"@en ;\n'
        f"    schema:url <https://example.org/invented/{number}> ; schema:publisher ag:p{number} ;\n"
        f'    cg:normalization cg:norm-1 ; cg:length {len(text)} ; cg:sha256 "{_hash(text)}" .\n'
        f'ag:p{number} a schema:Organization ; schema:name "Invented publisher {number}" .\n'
        'a:s01 a cg:Section ; dcterms:isPartOf a:article ; cg:position 1 ; dcterms:title "All of it"@en .\n'
    )
    if any(one.item for one in said):
        head += (
            'a:list-cycle a cg:ClaimList ; rdfs:label "A told cycle"@en ; cg:listKind cg:ordered-cycle ;\n'
            "    cg:section a:s01 ; cg:block 1 .\n"
        )
    return head + "".join(parts)


def _sentence(said: _Said, number: int) -> str:
    if said.predicate == MEASURE:
        return f"{_label(said.subject)} troubles {number % 90 + 5} of a hundred people."
    hedge = f"{_HEDGES[said.modality]} " if said.modality in _HEDGES else ""
    return f"{_label(said.subject)} {hedge}{_WORDS[said.predicate]} {_label(said.target).lower()}."


def _claim(number: int, said: _Said, sentence: str, start: int) -> str:
    name = f"a:c{number:03}"
    figure = said.predicate == MEASURE
    kind = "statistic" if figure else "treatment" if _kind(said.subject) == _TREATMENT else "causal"
    hedge = f' ; cg:hedge "{_HEDGES[said.modality]}"@en' if said.modality in _HEDGES else ""
    listed = " ; cg:inList a:list-cycle" if said.item else ""
    block = f"cg:block 1 ; cg:item {said.item}" if said.item else f"cg:block {number + 1}"
    words = sentence.rstrip(".").split(" ")
    written = (
        f'\n{name} a cg:Claim ; rdfs:label "{sentence}"@en ;\n'
        f"    rdf:subject con:n{said.subject} ; rdf:predicate cg:{said.predicate} ;\n"
        f"    rdf:object con:{'share' if figure else f'n{said.target}'} ;\n"
        f"    cg:kind cg:kind-{kind} ; cg:polarity cg:affirmed ;\n"
        f"    cg:modality cg:{said.modality}{hedge}{listed} ;\n"
        f"{f'    cg:statistic {name}-stat ;{chr(10)}' if figure else ''}"
        f"    cg:passage {name}-p .\n"
        f"{name}-p a cg:Passage ; cg:section a:s01 ; {block} ;\n"
        f'    cg:anchorStart "{" ".join(words[:2])}" ; cg:anchorEnd "{" ".join(words[-2:])}" ;\n'
        f'    cg:start {start} ; cg:end {start + len(sentence)} ; cg:sha256 "{_hash(sentence)}" .\n'
    )
    if figure:
        written += (
            f"{name}-stat a cg:Statistic ; cg:measure con:share ; cg:bound cg:approximately ;\n"
            f"    cg:value {number % 90 + 5}.0 ; cg:unit unit:PERCENT ; cg:population con:people ;\n"
            f"    cg:outcome con:n{said.subject} .\n"
        )
    return written


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def main() -> int:
    """Write a corpus into the folder that is named."""
    if len(sys.argv) < 2:  # noqa: PLR2004 - the program and a folder
        print(f"usage: {sys.argv[0]} FOLDER [CLAIMS [CONCEPTS [SEED]]]", file=sys.stderr)
        return 2
    numbers = [int(word) for word in sys.argv[2:]]
    write_corpus(Path(sys.argv[1]), *(numbers or [1_000]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
