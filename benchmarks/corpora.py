"""Write valid data of any size for benchmarks: invented articles with signed claims, alike for one seed.

The shape is that of real data: articles of 50 to 300 claims about concepts of one topic and a few
that all share, hedged, limited to circumstances and groups, a tenth of them figures, some denied,
some with a source, some about a product of the publisher; a told cycle, lists, warning signs; the
same said by several articles, or the contrary, or another figure. `invented.py` says what there is to
say. The text of an article is true of its passages and hashes. Names of studies have the prefix
that DOI keeps for tests. An article is a file of its own, a thousand in a folder; concepts stand in a
file for each class, agents with their interests and studies in one file each, reviews below
``reviews``, one record a file.

    python benchmarks/corpora.py FOLDER [CLAIMS [CONCEPTS [SEED]]]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import count, islice
from pathlib import Path
from random import Random

from invented import MEASURE, Ring, Statement, World, concepts_of, imagine

ARTICLES_A_FOLDER = 1_000
CLAIMS_A_REVIEW = 200
CLAIMS_A_SECTION = 20
BLOCKS_A_PARAGRAPH = 4
LEAST_FOR_A_CYCLE = 12

_PREFIXES = """\
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <https://schema.org/> .
@prefix unit: <http://qudt.org/vocab/unit/> .
@prefix cito: <http://purl.org/spar/cito/> .
@prefix cg: <https://w3id.org/claimgraph/vocab#> .
@prefix con: <https://w3id.org/claimgraph/concept#> .
@prefix ag: <https://w3id.org/claimgraph/agent#> .
"""
_ARTICLES = "https://w3id.org/claimgraph/article/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
# How a relation is said in a text, after a hedge and without one, and how a label turns it round.
_SAID = {
    "causes": ("bring on", "brings on", "brought on by"),
    "contributesTo": ("add to", "adds to", "added to by"),
    "increases": ("raise", "raises", "raised by"),
    "worsens": ("worsen", "worsens", "worsened by"),
    "relieves": ("ease", "eases", "eased by"),
    "decreases": ("lower", "lowers", "lowered by"),
    "prevents": ("prevent", "prevents", "kept away by"),
    "treats": ("treat", "treats", "treated with"),
    "hasSymptom": ("show as", "shows as", "a symptom of"),
    "diagnoses": ("detect", "detects", "detected with"),
    "rulesOut": ("rule out", "rules out", "excluded with"),
    "warrants": ("call for", "calls for", "called for by"),
    "isA": ("be a kind of", "is a kind of", "the wider kind of"),
    "hasPart": ("include", "includes", "a part of"),
    "locatedIn": ("sit in", "sits in", "the place of"),
    "hasFunction": ("serve", "serves", "the work of"),
    "coOccursWith": ("come along with", "comes along with", "seen together with"),
    "precedes": ("come before", "comes before", "put after"),
    "alsoKnownAs": ("be known as", "is known as", "a name of"),
}
_HEDGES = {"possible": ("may", "can", "could"), "tentative": ("might",), "intended": ("is meant to",)}
_FREQUENCIES = {"usual": "often", "occasional": "sometimes"}
_BOUNDS = {"approximately": "about", "at-most": "at most", "at-least": "at least", "more-than": "more than"}
_LEADS = tuple(
    """\
Our desk has learned that
Readers ask us whether
The page goes on that
It is told that
Seen from here,
In plain words,
The same hand writes that
Further down we read that
Next to it stands that
Put in one line,
Nobody here hides that
The column repeats that
By this account,
To say it once,
Listed among them is that
A box beside says that
Told at the counter,
On the same page,
Under the picture stands that
Our guest adds that
Between two pictures,
As printed before,
In the next line,
Set in small type,
""".splitlines()
)
# No last word of these stands in another part of a sentence: it is where a passage ends.
_TAILS = tuple(
    """\
in the weeks that follow
over the course of a year
as the days grow short
at rest and at work
on the way back home
from one visit to the next
in town and country alike
under an open sky
well before anybody notices
through summer and winter
at any hour of the night
""".splitlines()
)
_OPPOSITE = {"increases": "decreases", "decreases": "increases"}
_CARE = ("treatment", "prevention")
_CITED = ("vague", "named", "candidate", "resolved")
_REVIEWERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """A claim before it is written: what is said, and how."""

    statement: Statement
    denied: bool = False
    modality: str = "asserted"
    frequency: str | None = None
    hedge: int = 0
    bound: str | None = None
    figure: int | None = None
    months: int | None = None
    population: int | None = None
    comparator: int | None = None
    context: int | None = None
    mechanism: int | None = None
    citation: str | None = None
    again: bool = False
    inlist: str | None = None


@dataclass(slots=True)
class _Passage:
    """Where something stands in the text: what a passage says of itself, but for its section and block."""

    start: int
    end: int
    hash: str
    anchors: str
    section: int
    block: int
    item: int | None = None


@dataclass(slots=True)
class _Text:
    """A text as it grows: its blocks, how far it has come, and the anchors that are taken."""

    blocks: list[str] = field(default_factory=list)
    length: int = 0
    taken: set[tuple[str, str]] = field(default_factory=set)


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
            file.write(_PREFIXES)
            file.writelines(_concept(world, number, kind) for number in numbers)
    for name, lines in (("agents", _agents(world)), ("studies", _studies(world))):
        with (folder / f"{name}.ttl").open("w", encoding="utf-8", newline="\n") as file:
            file.write(_PREFIXES)
            file.writelines(lines)


def article_path(folder: Path, number: int) -> Path:
    """Give the file of an article, counted from 0."""
    return folder / "articles" / f"{number // ARTICLES_A_FOLDER:03}" / f"{_slug(number)}.ttl"


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
        for ring in _whole_rings(world, article):
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
    said = _claims(world, chance, number)
    reviewed = [i for i in range(len(said)) if chance.random() < 1 / CLAIMS_A_REVIEW]
    if edit:
        said = _edited(said, edit)
    writer = _Writer(world, number, publisher)
    writer.write(said)
    return Article(
        slug=_slug(number),
        data=writer.data(),
        text="\n".join(writer.published) + "\n",
        reviews=dict(_reviews(world, chance, number, [(i, *writer.seen[i]) for i in reviewed])),
    )


def _slug(number: int) -> str:
    return f"invented-{number + 1:06}"


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


# ---- what articles share


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
    for number in range(world.topics * 8):
        yield f'{_study(number)} a cg:Study ; dcterms:title "Invented study {number} of a benchmark"@en .\n'


def _study(number: int) -> str:
    return f"<https://doi.org/10.5555/claimgraph-benchmark-{number}>"


# ---- what an article says


def _whole_rings(world: World, number: int) -> Sequence[Ring]:
    """Give the rings that an article tells wholly: the first of a topic all that fit, the others one."""
    topic = world.topic_of_article(number)
    rings = world.rings(topic)
    if world.sizes[number] < LEAST_FOR_A_CYCLE:
        return ()
    place = number - world.first_articles[topic]
    if place:
        return (rings[place % len(rings)],)
    told, left = [], world.sizes[number] // 2
    for ring in rings:
        if len(ring.steps) <= left:
            told.append(ring)
            left -= len(ring.steps)
    return told


def _claims(world: World, chance: Random, number: int) -> list[_Claim]:
    """Draw the claims of an article, each relation of two concepts once: first its told cycle."""
    size, topic = world.sizes[number], world.topic_of_article(number)
    whole = _whole_rings(world, number)
    statements = list(dict.fromkeys(step for ring in whole for step in ring.steps))
    cycle = len(whole[0].steps) if whole else 0
    for ring in world.rings(topic):
        statements += [step for step in ring.steps if chance.random() < 1 / 4 and step not in statements]
    taken = {(one.subject, one.target) for one in statements}
    for drawn in islice(_drawn(world, chance, topic), 400 * size):
        if len(statements) >= size:
            break
        if (drawn.subject, drawn.target) not in taken:
            taken.add((drawn.subject, drawn.target))
            statements.append(drawn)
    if len(statements) < size:
        raise ValueError(f"{size} claims are more than can be said of so few concepts: take more")
    claims = [_claim(world, chance, topic, one, told=i < cycle) for i, one in enumerate(statements[:size])]
    return _listed(chance, claims, cycle)


def _drawn(world: World, chance: Random, topic: int) -> Iterator[Statement]:
    """Draw statements from the stock of a topic, and others where the stock is used up."""
    stock = world.stock(topic)
    for tries in count():
        if tries < 2 * len(stock):
            yield stock[int(len(stock) * chance.random() ** 1.3)]
        elif tries < 3 * len(stock):
            yield stock[tries - 2 * len(stock)]
        elif (drawn := world.draw(chance, topic)) is not None:
            yield drawn


def _claim(world: World, chance: Random, topic: int, statement: Statement, *, told: bool) -> _Claim:
    """Say a statement: how firmly, of whom, and where; now and then deny it, or say the contrary."""
    claim = _Claim(statement=statement, hedge=chance.randrange(3))
    if told:
        return claim
    claim = replace(claim, again=chance.random() < 1 / 25)
    if statement.predicate == MEASURE:
        return _figure(world, chance, topic, claim)
    claim = _limited(world, chance, topic, _firm(chance, claim))
    if any(statement in ring.steps for ring in world.rings(topic)):
        return claim
    if statement.kind != "red-flag" and claim.modality != "intended" and chance.random() < 1 / 60:
        return replace(claim, denied=True)
    if statement.kind in _CARE and chance.random() < 1 / 40:
        other = _OPPOSITE.get(statement.predicate, statement.predicate)
        return replace(claim, statement=statement._replace(predicate=other))
    return claim


def _firm(chance: Random, claim: _Claim) -> _Claim:
    """Say how firmly and how often, in shares as in real data."""
    modality = chance.choices(("asserted", "possible", "tentative", "intended"), (55, 29, 4, 12))[0]
    if modality == "intended":
        return replace(claim, modality=modality if claim.statement.kind in _CARE else "asserted")
    frequency = chance.choices((None, "usual", "occasional"), (84, 12, 4))[0]
    return replace(claim, modality=modality, frequency=frequency)


def _limited(world: World, chance: Random, topic: int, claim: _Claim) -> _Claim:
    """Say where and for whom a claim holds, by way of what, and on what source."""
    shared, own = world.shared()["Scope"], world.own(topic)
    if chance.random() < 1 / 4:
        claim = replace(claim, context=chance.choice(shared))
    if chance.random() < 1 / 12:
        claim = replace(claim, population=chance.choice([*shared, *own["Scope"]]))
    if chance.random() < 1 / 30:
        claim = replace(claim, citation=chance.choice(_CITED))
    if claim.statement.kind == "causal" and chance.random() < 1 / 15:
        claim = replace(claim, mechanism=chance.choice(own["Mechanism"]))
    return claim


def _figure(world: World, chance: Random, topic: int, claim: _Claim) -> _Claim:
    """Give a figure its bound, group and months; one in six differs from what others say."""
    population = chance.choice([*world.shared()["Scope"], *world.own(topic)["Scope"]])
    cited = chance.choice(_CITED) if chance.random() < 1 / 2 else None
    claim = replace(claim, population=population, citation=cited)
    bound = chance.choices(("number", "unquantified", "higher"), (70, 15, 15))[0]
    if bound == "unquantified":
        return replace(claim, bound=bound)
    if bound == "higher":
        return replace(claim, bound=bound, comparator=chance.choice(world.own(topic)["Condition"]))
    figure = claim.statement.figure or 1
    if chance.random() < 1 / 6:
        figure = (figure + chance.randrange(10, 50)) % 90 + 5
    months = chance.choice((None, 3, 6, 12, 24))
    return replace(claim, bound=chance.choice([*_BOUNDS]), figure=figure, months=months)


def _listed(chance: Random, claims: Sequence[_Claim], cycle: int) -> list[_Claim]:
    """Put claims into lists: the told cycle, a few treatments, a few symptoms, all warning signs."""
    rest = [*claims[cycle:]]
    chance.shuffle(rest)
    told = [replace(claim, inlist="cycle") for claim in claims[:cycle]]
    listed = {"treatment": chance.randrange(3, 9), "symptom": chance.randrange(3, 9), "red-flag": 300}
    done = []
    for claim in rest:
        kind = claim.statement.kind
        if listed.get(kind, 0) > 0 and not claim.again:
            listed[kind] -= 1
            done.append(replace(claim, inlist=kind))
        else:
            done.append(claim)
    return [*told, *done]


def _edited(claims: Sequence[_Claim], edit: int) -> list[_Claim]:
    """Say one claim firmer or weaker than before: another one for each edit."""
    fit = [i for i, claim in enumerate(claims) if claim.figure is None and claim.inlist != "cycle"]
    changed = [*claims]
    i = fit[(edit * 7919) % len(fit)] if fit else 0
    firmness = "possible" if claims[i].modality == "asserted" else "asserted"
    changed[i] = replace(claims[i], modality=firmness)
    return changed


# ---- how an article is written


class _Writer:
    """Writes one article: its text, and beside it the data that are true of it."""

    def __init__(self, world: World, number: int, publisher: int) -> None:
        self.world, self.number, self.publisher = world, number, publisher
        self.topic = world.topic_of_article(number)
        self.published: list[str] = []
        self.text = _Text()
        self.sections: list[str] = []
        self.block = 0
        self.lists: list[tuple[str, int, int]] = []
        self.written: list[str] = []
        self.marks: list[str] = []
        self.cited: set[str] = set()
        #: What a review needs of each claim: its digest and the hashes of its passages.
        self.seen: dict[int, tuple[str, list[str]]] = {}

    def write(self, claims: Sequence[_Claim]) -> None:
        """Write all: sections of paragraphs and lists, in the order of the claims but for the lists."""
        names: dict[int, list[_Passage]] = {i: [] for i in range(len(claims))}
        prose = [i for i, claim in enumerate(claims) if claim.inlist is None]
        lists = {
            name: [i for i, claim in enumerate(claims) if claim.inlist == name]
            for name in ("cycle", "symptom", "treatment", "red-flag")
        }
        parts = max(1, len(prose) // CLAIMS_A_SECTION)
        told = [name for name, own in lists.items() if own]
        for part in range(parts):
            self._heading(claims[prose[part * len(prose) // parts]] if prose else claims[0])
            own = prose[part * len(prose) // parts : (part + 1) * len(prose) // parts]
            for start in range(0, len(own), BLOCKS_A_PARAGRAPH):
                self._paragraph(claims, own[start : start + 1 + (start + part) % BLOCKS_A_PARAGRAPH], names)
                # what the paragraph left of its four stands in a second one
                left = own[start + 1 + (start + part) % BLOCKS_A_PARAGRAPH : start + BLOCKS_A_PARAGRAPH]
                if left:
                    self._paragraph(claims, left, names)
            for name in told[part * len(told) // parts : (part + 1) * len(told) // parts]:
                self._list(claims, name, lists[name], names)
        again = [i for i, claim in enumerate(claims) if claim.again]
        if again:
            self._heading(claims[again[0]])
            self._paragraph(claims, again, names)
        for i, claim in enumerate(claims):
            self.written.append(self._turtle(i, claim, names[i]))

    def _heading(self, claim: _Claim) -> None:
        title = f"Part {len(self.sections) + 1}: more on {self.world.name(claim.statement.subject)}"
        self.sections.append(title)
        self.block = 0
        self._put(title, title)

    def _put(self, block: str, published: str) -> None:
        self.published.append(published)
        self.text.blocks.append(block)
        self.text.length += len(block) + 1

    def _paragraph(
        self, claims: Sequence[_Claim], own: Iterable[int], names: dict[int, list[_Passage]]
    ) -> None:
        self.block += 1
        words = ""
        for i in own:
            sentence, passage = self._sentence(claims[i], i, len(names[i]), self.text.length + len(words))
            words += sentence + " "
            names[i].append(passage)
        self._put(words[:-1], words[:-1])

    def _list(
        self, claims: Sequence[_Claim], name: str, own: Sequence[int], names: dict[int, list[_Passage]]
    ) -> None:
        self.block += 1
        about = self.world.name(claims[own[0]].statement.subject)
        lead = f"List {len(self.lists) + 1} names what belongs together for {about}"
        mark = self._passage(lead, self.text.length, f'"List {len(self.lists) + 1}" ; cg:anchorEnd "{about}"')
        self.marks.append(self._mark(mark))
        self._put(lead + ":", lead + ":")
        self.block += 1
        self.lists.append((name, len(self.sections), self.block))
        for item, i in enumerate(own, start=1):
            sentence, passage = self._sentence(claims[i], i, 0, self.text.length)
            passage.item = item
            names[i].append(passage)
            self._put(sentence, f"- {sentence}")

    def _passage(self, words: str, start: int, anchors: str) -> _Passage:
        return _Passage(
            start=start,
            end=start + len(words),
            hash=_hash(words),
            anchors=anchors,
            section=len(self.sections),
            block=self.block,
        )

    def _sentence(self, claim: _Claim, i: int, again: int, start: int) -> tuple[str, _Passage]:
        """Say a claim in a sentence that starts at `start`; its anchors are found there first."""
        words = f"{_spoken(self.world, claim)} {_TAILS[(i * 5 + again * 3) % len(_TAILS)]}"
        split = words.split(" ")
        room = max(3, len(split) // 2)
        begin = " ".join(split[: min(room - 1, 5)])
        for step in range(len(_LEADS)):
            lead = _LEADS[(i * 7 + again * 11 + step) % len(_LEADS)]
            prefix = " ".join(lead.split(" ")[-3:]) if ("", begin) in self.text.taken else ""
            if (prefix, begin) not in self.text.taken:
                break
        # A shorter anchor would be found here as well.
        for k in range(1, min(5, len(split)) + 1):
            run = " ".join(split[:k])
            self.text.taken |= {("", run), (" ".join(lead.split(" ")[-3:]), run)}
        anchors = f'"{begin}" ; cg:anchorEnd "{split[-1]}"'
        if prefix:
            anchors += f' ; cg:anchorPrefix "{prefix}"'
        return f"{lead} {words}.", self._passage(words, start + len(lead) + 1, anchors)

    def data(self) -> str:
        """Give the article as Turtle."""
        text = "\n".join(self.text.blocks)
        chance = Random(self.number)
        day = date(2015, 1, 1) + timedelta(days=chance.randrange(4_000))
        slug = _slug(self.number)
        head = (
            f"{_PREFIXES}@prefix a: <{_ARTICLES}{slug}#> .\n\n"
            f"a:article a cg:Article , schema:BlogPosting ;\n"
            f'    dcterms:title "Invented article {self.number + 1} on topic {self.topic + 1}"@en ;\n'
            f"    schema:url <https://example.org/articles/{slug}> ;\n"
            f'    schema:datePublished "{day}"^^xsd:date ; schema:publisher ag:publisher-{self.publisher} ;\n'
            f'    cg:normalization cg:norm-1 ; cg:length {len(text)} ; cg:sha256 "{_hash(text)}" .\n'
        )
        for position, title in enumerate(self.sections, start=1):
            head += (
                f"a:s{position:02} a cg:Section ; dcterms:isPartOf a:article ; cg:position {position} ; "
                f'dcterms:title "{title}"@en .\n'
            )
        for name, section, block in self.lists:
            kind = "ordered-cycle" if name == "cycle" else "illustrative"
            head += (
                f'a:list-{name} a cg:ClaimList ; rdfs:label "Told together: {name}"@en ; '
                f"cg:listKind cg:{kind} ; cg:section a:s{section:02} ; cg:block {block} .\n"
            )
        cited = "".join(self._citation(name) for name in sorted(self.cited))
        return head + cited + "".join(self.written) + "".join(self.marks)

    def _citation(self, name: str) -> str:
        study = _study(self.topic * 8 + self.number % 8)
        status, more = {
            "vague": ("cit-vague", ""),
            "named": ("cit-named-unresolved", ' ; cg:namedJournal "Journal of Invented Things"'),
            "candidate": ("cit-candidate", f" ; cg:candidateStudy {study}"),
            "resolved": ("cit-resolved", f" ; cito:hasCitedEntity {study}"),
        }[name]
        return (
            f"a:cit-{name} a cg:Citation ; cg:citationStatus cg:{status} ;\n"
            f'    cg:citedAs "a study, {name}"@en{more} .\n'
        )

    def _mark(self, passage: _Passage) -> str:
        name = f"a:n{len(self.marks) + 1:03}"
        return (
            f"\n{name} a cg:NonClaim ; cg:reason cg:reason-lead-in ; cg:passage {name}-p .\n"
            f"{self._place(f'{name}-p', passage)}"
        )

    def _place(self, name: str, passage: _Passage) -> str:
        item = f" ; cg:item {passage.item}" if passage.item else ""
        return (
            f"{name} a cg:Passage ; cg:section a:s{passage.section:02} ; cg:block {passage.block}{item} ;\n"
            f"    cg:anchorStart {passage.anchors} ;\n"
            f'    cg:start {passage.start} ; cg:end {passage.end} ; cg:sha256 "{passage.hash}" .\n'
        )

    def _turtle(self, i: int, claim: _Claim, passages: Sequence[_Passage]) -> str:
        name = f"a:c{i + 1:03}"
        facts = self._facts(name, claim)
        names = [f"{name}-p{k or ''}" for k in range(len(passages))]
        figure = self._statistic(claim)
        self.seen[i] = (_digest(name, facts, figure), [passage.hash for passage in passages])
        said = [f"rdf:{key} {value}" if key in _ENDS else f"{key} {value}" for key, value in facts]
        lines = [said[0], " ; ".join(said[1:4]), " ; ".join(said[4:]), f"cg:passage {' , '.join(names)}"]
        written = f"\n{name} a cg:Claim ;\n    " + " ;\n    ".join(lines) + " .\n"
        if figure:
            written += f"{name}-stat a cg:Statistic ; " + " ; ".join(f"{k} {v}" for k, v in figure) + " .\n"
        return written + "".join(map(self._place, names, passages))

    def _facts(self, name: str, claim: _Claim) -> list[tuple[str, str]]:
        """Give what a claim says of itself, but for its type and passages, in the order written."""
        world, said = self.world, claim.statement
        target = (
            f'"{_other_name(world, said.subject)}"@en'
            if said.target is None
            else f"con:{world.slug(said.target)}"
        )
        facts = [
            ("rdfs:label", f'"{_label(world, claim)}"@en'),
            ("subject", f"con:{world.slug(said.subject)}"),
            ("predicate", f"cg:{said.predicate}"),
            ("object", target),
            ("cg:kind", f"cg:kind-{said.kind}"),
            ("cg:polarity", f"cg:{'negated' if claim.denied else 'affirmed'}"),
            ("cg:modality", f"cg:{claim.modality}"),
        ]
        if claim.frequency:
            facts.append(("cg:frequency", f"cg:{claim.frequency}"))
        if hedge := _hedge(claim):
            facts.append(("cg:hedge", f'"{hedge}"@en'))
        if claim.context is not None:
            facts.append(("cg:inContext", f"con:{world.slug(claim.context)}"))
        if claim.mechanism is not None:
            facts.append(("cg:viaMechanism", f"con:{world.slug(claim.mechanism)}"))
        if claim.population is not None and claim.bound is None:
            facts.append(("cg:population", f"con:{world.slug(claim.population)}"))
        if claim.inlist:
            facts.append(("cg:inList", f"a:list-{claim.inlist}"))
        if claim.bound:
            facts.append(("cg:statistic", f"{name}-stat"))
        if claim.citation:
            self.cited.add(claim.citation)
            facts.append(("cg:citation", f"a:cit-{claim.citation}"))
        product = world.product(self.topic)
        if self.publisher == world.seller(self.topic) and product in {said.subject, said.target}:
            facts.append(("cg:conflictOfInterest", f"ag:interest-{self.topic}"))
        return facts

    def _statistic(self, claim: _Claim) -> list[tuple[str, str]]:
        if not claim.bound:
            return []
        world, said = self.world, claim.statement
        measure = world.slug(said.target or 0)
        facts = [("cg:measure", f"con:{measure}"), ("cg:bound", f"cg:{claim.bound}")]
        if claim.figure is not None:
            facts += [("cg:value", f"{claim.figure}.0"), ("cg:unit", "unit:PERCENT")]
        if claim.months:
            facts.append(("cg:months", str(claim.months)))
        if claim.population is not None:
            facts.append(("cg:population", f"con:{world.slug(claim.population)}"))
        facts.append(("cg:outcome", f"con:{world.slug(said.subject)}"))
        if claim.comparator is not None:
            facts.append(("cg:comparator", f"con:{world.slug(claim.comparator)}"))
        return facts


_ENDS = {"subject", "predicate", "object"}


def _hedge(claim: _Claim) -> str:
    """Give the words that weaken a claim: how firmly, then how often."""
    hedges = _HEDGES.get(claim.modality, ("",))
    return f"{hedges[claim.hedge % len(hedges)]} {_FREQUENCIES.get(claim.frequency or '', '')}".strip()


def _other_name(world: World, concept: int) -> str:
    return f"{world.word(concept)} thing"


def _spoken(world: World, claim: _Claim) -> str:
    """Say a claim in the words of its article."""
    said = claim.statement
    subject = world.name(said.subject)
    if claim.bound:
        group = f"of people in the {world.name(claim.population or 0)}"
        measured = f"as told by the {world.name(said.target or 0)}"
        if claim.comparator is not None:
            return f"{subject} is higher than {world.name(claim.comparator)} {group}, {measured},"
        share = "a share" if claim.figure is None else f"{_BOUNDS[claim.bound]} {claim.figure} percent"
        time = f" within {claim.months} months" if claim.months else ""
        return f"{subject} reaches {share} {group}{time}, {measured},"
    after, plain, _ = _SAID[said.predicate]
    target = _other_name(world, said.subject) if said.target is None else world.name(said.target)
    often = f"{_FREQUENCIES[claim.frequency]} " if claim.frequency else ""
    hedges = _HEDGES.get(claim.modality)
    if hedges:
        verb = f"{hedges[claim.hedge % len(hedges)]} {'not ' if claim.denied else ''}{often}{after}"
    else:
        verb = f"does not {often}{after}" if claim.denied else f"{often}{plain}"
    limits = ""
    if claim.context is not None:
        limits += f" within the {world.name(claim.context)}"
    if claim.mechanism is not None:
        limits += f" by way of the {world.name(claim.mechanism)}"
    if claim.population is not None:
        limits += f" for people in the {world.name(claim.population)}"
    return f"{subject} {verb} {target}{limits}"


def _label(world: World, claim: _Claim) -> str:
    """Say a claim in our words."""
    said = claim.statement
    subject = world.name(said.subject)
    if claim.bound:
        measure = world.name(said.target or 0).capitalize()
        if claim.comparator is not None:
            other = world.name(claim.comparator)
            return f"{measure} is said to be above that of {other} where there is {subject}."
        share = (
            "some share" if claim.figure is None else f"{_BOUNDS[claim.bound]} {claim.figure} in a hundred"
        )
        return f"{measure} for {subject} is given as {share}."
    target = _other_name(world, said.subject) if said.target is None else world.name(said.target)
    hedge = f" ({_hedge(claim)})" if _hedge(claim) else ""
    return (
        f"{target.capitalize()} is said {'not ' if claim.denied else ''}to be "
        f"{_SAID[said.predicate][2]} {subject}{hedge}."
    )


def _digest(name: str, facts: Iterable[tuple[str, str]], figure: Sequence[tuple[str, str]]) -> str:
    """Give the digest of a claim, as reviews record it (cg-digest-1)."""
    short = name.removeprefix("a:")
    lines = [f"a:{short} <{_RDF}type> cg:Claim .\n"]
    for key, value in facts:
        prop = f"<{_RDF}{key}>" if key in _ENDS else _LABEL if key == "rdfs:label" else key
        lines.append(f"a:{short} {prop} {value} .\n")
    if figure:
        lines.append(f"a:{short}-stat <{_RDF}type> cg:Statistic .\n")
    for key, value in figure:
        if key == "cg:value":
            number = value.removesuffix(".0")
            written = f'"{number}"^^<{_XSD}decimal>'
        elif key == "cg:months":
            written = f'"{value}"^^<{_XSD}integer>'
        else:
            written = value.replace("unit:PERCENT", "<http://qudt.org/vocab/unit/PERCENT>")
        lines.append(f"a:{short}-stat {key} {written} .\n")
    return _hash("".join(sorted(lines)))


# ---- reviews


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
            study = _study(topic * 8 + chance.randrange(8))
            needed = verdict in {"supported", "contradicted"}
            evidence = f"    cito:citesAsEvidence {study} ;\n" if needed else ""
            pins = " , ".join(f'"{one}"' for one in sorted(set(hashes)))
            record = (
                f"{_PREFIXES}@prefix a: <{_ARTICLES}{_slug(number)}#> .\n\n"
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
