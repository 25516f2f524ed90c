"""Writes one invented article: its text, and beside it the data that are true of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from random import Random

from drafts import Claim
from invented import STUDIES_A_TOPIC, World
from prose import LEADS, TAILS, hedge_of, label_of, other_name, speak

CLAIMS_A_SECTION = 20
BLOCKS_A_PARAGRAPH = 4
ARTICLES = "https://w3id.org/claimgraph/article/"
PREFIXES = """\
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
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
# How a relation is said in a text, after a hedge and without one, and how a label turns it round.
_ENDS = {"subject", "predicate", "object"}


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


class Writer:
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

    def write(self, claims: Sequence[Claim]) -> None:
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

    def _heading(self, claim: Claim) -> None:
        title = f"Part {len(self.sections) + 1}: more on {self.world.name(claim.statement.subject)}"
        self.sections.append(title)
        self.block = 0
        self._put(title, title)

    def _put(self, block: str, published: str) -> None:
        self.published.append(published)
        self.text.blocks.append(block)
        self.text.length += len(block) + 1

    def _paragraph(
        self, claims: Sequence[Claim], own: Iterable[int], names: dict[int, list[_Passage]]
    ) -> None:
        self.block += 1
        words = ""
        for i in own:
            sentence, passage = self._sentence(claims[i], i, len(names[i]), self.text.length + len(words))
            words += sentence + " "
            names[i].append(passage)
        self._put(words[:-1], words[:-1])

    def _list(
        self, claims: Sequence[Claim], name: str, own: Sequence[int], names: dict[int, list[_Passage]]
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

    def _sentence(self, claim: Claim, i: int, again: int, start: int) -> tuple[str, _Passage]:
        """Say a claim in a sentence that starts at `start`; its anchors are found there first."""
        words = f"{speak(self.world, claim)} {TAILS[(i * 5 + again * 3) % len(TAILS)]}"
        split = words.split(" ")
        room = max(3, len(split) // 2)
        begin = " ".join(split[: min(room - 1, 5)])
        for step in range(len(LEADS)):
            lead = LEADS[(i * 7 + again * 11 + step) % len(LEADS)]
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
        slug = slug_of(self.number)
        head = (
            f"{PREFIXES}@prefix a: <{ARTICLES}{slug}#> .\n\n"
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
        study = study_iri(self.topic * STUDIES_A_TOPIC + self.number % STUDIES_A_TOPIC)
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

    def _turtle(self, i: int, claim: Claim, passages: Sequence[_Passage]) -> str:
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

    def _facts(self, name: str, claim: Claim) -> list[tuple[str, str]]:
        """Give what a claim says of itself, but for its type and passages, in the order written."""
        world, said = self.world, claim.statement
        target = (
            f'"{other_name(world, said.subject)}"@en'
            if said.target is None
            else f"con:{world.slug(said.target)}"
        )
        facts = [
            ("rdfs:label", f'"{label_of(world, claim)}"@en'),
            ("subject", f"con:{world.slug(said.subject)}"),
            ("predicate", f"cg:{said.predicate}"),
            ("object", target),
            ("cg:kind", f"cg:kind-{said.kind}"),
            ("cg:polarity", f"cg:{'negated' if claim.denied else 'affirmed'}"),
            ("cg:modality", f"cg:{claim.modality}"),
        ]
        if claim.frequency:
            facts.append(("cg:frequency", f"cg:{claim.frequency}"))
        if hedge := hedge_of(claim):
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

    def _statistic(self, claim: Claim) -> list[tuple[str, str]]:
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


def slug_of(number: int) -> str:
    """Give the short name of an article, counted from 0."""
    return f"invented-{number + 1:06}"


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def study_iri(number: int) -> str:
    """Give the IRI of a study, as Turtle has it: an address below the prefix that DOI keeps for tests."""
    return f"<https://doi.org/10.5555/claimgraph-benchmark-{number}>"
