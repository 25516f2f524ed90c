"""Write valid data of any size for benchmarks: invented articles with signed claims, alike for one seed.

The shape is that of real data: articles of 50 to 300 claims about concepts of one topic and a few
that all share, hedged, limited to circumstances and groups, a tenth of them figures, some denied,
some with a source, some about a product of the publisher; a told cycle, lists, warning signs; the
same said by several articles, or the contrary, or another figure. The text of an article is true of
its passages and hashes. Names of studies have the prefix that DOI keeps for tests. `invented.py`
knows what there is to say, `drafts.py` what an article says of it, `prose.py` in which words,
`writing.py` writes it down.

An article is a file of its own, a thousand in a folder; concepts stand in a file for each class, agents
with their interests and studies in one file each, reviews below ``reviews``, one record a file.

    python benchmarks/corpora.py FOLDER [CLAIMS [CONCEPTS [SEED]]]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from drafts import change_claim, draw_claims, whole_rings
from invented import STUDIES_A_TOPIC, World, concepts_of, imagine
from writing import ARTICLES, PREFIXES, Writer, slug_of, study_iri

ARTICLES_A_FOLDER = 1_000
CLAIMS_A_REVIEW = 200
_REVIEWERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An invented article: its name, its data as Turtle, its text as published, and its reviews by file."""

    slug: str
    data: str
    text: str
    reviews: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedLoop:
    """A loop that one article tells wholly: its key, as loops are named, and its sign."""

    key: str
    sign: int
    article: int


def write_corpus(folder: Path, claims: int, concepts: int | None = None, seed: int = 1) -> Path:
    """Write `claims` claims about `concepts` concepts into `folder`; give it.

    Concepts grow more slowly than claims where their number is not said. Linear, and an article at
    a time in memory. Raises ValueError as `imagine` does.
    """
    world = imagine(claims, concepts, seed)
    write_shared(folder, world)
    for number in range(len(world.sizes)):
        write_article(folder, world, number)
    return folder


def write_shared(folder: Path, world: World) -> None:
    """Write what articles share: concepts by class, agents with their interests, studies."""
    (folder / "concepts").mkdir(parents=True, exist_ok=True)
    for kind, numbers in concepts_of(world):
        with (folder / "concepts" / f"{kind.lower()}.ttl").open("w", encoding="utf-8", newline="\n") as file:
            file.write(PREFIXES)
            file.writelines(_concept(world, number, kind) for number in numbers)
    for name, lines in (("agents", _agents(world)), ("studies", _studies(world))):
        with (folder / f"{name}.ttl").open("w", encoding="utf-8", newline="\n") as file:
            file.write(PREFIXES)
            file.writelines(lines)


def article_path(folder: Path, number: int) -> Path:
    """Give the file of an article, counted from 0."""
    return folder / "articles" / f"{number // ARTICLES_A_FOLDER:03}" / f"{slug_of(number)}.ttl"


def write_article(folder: Path, world: World, number: int, edit: int = 0) -> Path:
    """Write an article, counted from 0, and its reviews; give its file. `edit` as in `compose_article`."""
    article = compose_article(world, number, edit)
    path = article_path(folder, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(article.data, encoding="utf-8", newline="\n")
    if article.reviews:
        (folder / "reviews").mkdir(exist_ok=True)
    for name, text in article.reviews.items():
        (folder / "reviews" / name).write_text(text, encoding="utf-8", newline="\n")
    return path


def change_article(folder: Path, world: World, number: int, edit: int = 1) -> Path:
    """Write an article anew with one claim said otherwise, its reviews left as they are; give its file."""
    path = article_path(folder, number)
    path.write_text(compose_article(world, number, edit).data, encoding="utf-8", newline="\n")
    return path


def planted_loops(world: World) -> Iterator[PlantedLoop]:
    """Give the loops that are told wholly, as the first article of each topic tells them."""
    for article in world.first_articles:
        for ring in whole_rings(world, article):
            slugs = [world.slug(step.subject) for step in ring.steps]
            marks = ["-" if step.predicate == "decreases" else "+" for step in ring.steps]
            first = slugs.index(min(slugs))
            parts = [slug + mark for slug, mark in zip(slugs, marks, strict=True)]
            yield PlantedLoop(
                key="--".join([*parts[first:], *parts[:first]]), sign=ring.sign, article=article
            )


def compose_article(world: World, number: int, edit: int = 0) -> Article:
    """Make an article, counted from 0.

    With `edit` one claim is said firmer or weaker than without, for each `edit` another one.
    """
    chance = Random(f"{world.seed} article {number}")
    topic = world.topic_of_article(number)
    publisher = (
        world.seller(topic) if chance.random() < 1 / 4 else int(world.publishers * chance.random() ** 2)
    )
    said = draw_claims(world, chance, number)
    reviewed = [i for i in range(len(said)) if chance.random() < 1 / CLAIMS_A_REVIEW]
    if edit:
        said = change_claim(said, edit)
    writer = Writer(world, number, publisher)
    writer.write(said)
    return Article(
        slug=slug_of(number),
        data=writer.data(),
        text="\n".join(writer.published) + "\n",
        reviews=dict(_reviews(world, chance, number, [(i, *writer.seen[i]) for i in reviewed])),
    )


def _concept(world: World, number: int, kind: str) -> str:
    name = world.name(number)
    sold = ""
    topic = world.topic_of(number)
    if kind == "Device" and topic is not None and world.product(topic) == number:
        sold = f" ;\n    cg:marketedBy ag:publisher-{world.seller(topic)}"
    return (
        f'con:{world.slug(number)} a cg:{kind} ; skos:prefLabel "{name.capitalize()}"@en ;\n'
        f'    skos:altLabel "{world.word(number)}"@en ;\n'
        f'    skos:definition "An invented {kind.lower()} of the name {world.word(number)}."@en{sold} .\n'
    )


def _agents(world: World) -> Iterator[str]:
    for number in range(world.publishers):
        yield f'ag:publisher-{number} a schema:Organization ; schema:name "Invented publisher {number}" .\n'
    for topic in range(world.topics):
        product = world.product(topic)
        yield (
            f"ag:interest-{topic} a cg:ConflictOfInterest ;\n"
            f'    rdfs:label "The publisher sells the {world.name(product)}"@en ;\n'
            f"    cg:party ag:publisher-{world.seller(topic)} ; cg:interestIn con:{world.slug(product)} .\n"
        )


def _studies(world: World) -> Iterator[str]:
    for number in range(world.topics * STUDIES_A_TOPIC):
        title = f"Invented study {number} of a benchmark"
        yield f'{study_iri(number)} a cg:Study ; dcterms:title "{title}"@en .\n'


def _reviews(
    world: World, chance: Random, number: int, seen: Iterable[tuple[int, str, Sequence[str]]]
) -> Iterator[tuple[str, str]]:
    """Give the reviews of an article by file name: each of one person on one question."""
    topic = world.topic_of_article(number)
    for i, digest, hashes in seen:
        verdicts = [("fidelity", chance.choice(("faithful",) * 8 + ("needs-rewording", "unfaithful")))]
        if chance.random() < 1 / 3:
            verdicts.append(("evidence", chance.choice(("source-needed", "supported", "contradicted"))))
        for axis, verdict in verdicts:
            person, moment = chance.randrange(_REVIEWERS) + 1, chance.randrange(24 * 60)
            time = f"2026-01-{number % 28 + 1:02}T{moment // 60:02}:{moment % 60:02}:00Z"
            stamp = time.replace("-", "").replace(":", "")
            stem = f"c{i + 1:03}-{axis}-{stamp}-example-editor-{person}-{chance.randrange(16**8):08x}"
            study = study_iri(topic * STUDIES_A_TOPIC + chance.randrange(STUDIES_A_TOPIC))
            needed = verdict in {"supported", "contradicted"}
            evidence = f"    cito:citesAsEvidence {study} ;\n" if needed else ""
            pins = " , ".join(f'"{one}"' for one in sorted(set(hashes)))
            record = (
                f"{PREFIXES}@prefix a: <{ARTICLES}{slug_of(number)}#> .\n\n"
                f'ag:example-editor-{person} a prov:Person ; rdfs:label "Example Editor {person}"@en .\n'
                f"a:{stem} a cg:Review ;\n"
                f"    schema:itemReviewed a:c{i + 1:03} ; cg:aspect cg:{axis} ; cg:verdict cg:{verdict} ;\n"
                f"    prov:wasAttributedTo ag:example-editor-{person} ;\n"
                f'    prov:generatedAtTime "{time}"^^xsd:dateTime ;\n{evidence}'
                f'    cg:passageSha256 {pins} ;\n    cg:claimSha256 "{digest}" .\n'
            )
            yield f"{stem}.ttl", record


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
