"""Invented articles with claims, and labelled edits of them: what a checker of passages must tell.

Shares no code with the checker: the articles are built as sections, blocks and sentences, edited
as such, and written out; offsets, hashes and the right answers follow from how they were made.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from decimal import Decimal
from hashlib import sha256
from itertools import count

from graph.model import Claim, Concept, Corpus, Iri, Passage, Section, Source, Statistic, Verdict

BASE = "https://example.org/clocks#"
THINGS = [
    "dust", "rust", "cold oil", "a dry pivot", "a bent tooth", "gear wear", "a loose spring", "damp air",
    "friction", "a worn bushing", "magnetism", "a slow balance", "poor timing", "lost power",
    "a cracked jewel", "metal fatigue", "a stuck lever", "uneven beat", "heat", "shock", "old grease",
    "a thin oil film",
    "a warped plate", "a tired mainspring", "corrosion", "grit", "backlash", "a scratched pallet",
]  # fmt: skip
CURES = [
    "ultrasonic cleaning", "fresh oil", "a new mainspring", "demagnetising", "gentle polishing",
    "a dust cover", "regular winding", "a dry cabinet", "bushing repair", "pivot burnishing", "slow warming",
    "a timing check",
]  # fmt: skip
OWNERS = [
    "collectors",
    "wall clocks",
    "repairers",
    "pocket watches",
    "museum pieces",
    "owners",
    "tower clocks",
]
VERBS = [
    ("cause", "causes"), ("worsen", "worsens"), ("trigger", "triggers"), ("hasten", "hastens"),
    ("carry", "carries"), ("reach", "reaches"), ("deepen", "deepens"),
]  # fmt: skip
EASES = [("reduce", "reduces"), ("prevent", "prevents"), ("ease", "eases"), ("slow", "slows")]
TAILS = [
    "when the room is left unheated", "after many quiet years on a shelf", "in small carriage clocks",
    "before anyone hears a change", "where the case no longer closes well", "during long damp winters",
    "unless the works are kept clean", "as soon as the weights are hung", "in clocks that strike the hours",
    "if the winding is skipped for weeks", "while the pendulum is still moving", "in every room near a river",
    "for people who keep several clocks", "over the first few seasons of use",
]  # fmt: skip
FILLERS = [
    "There is more to a clock than meets the eye.", "Let us look at this from the bench.",
    "Opinions on that differ from town to town.", "A good ear is worth a drawer of tools.",
    "Much of this was known two centuries ago.", "Patience helps here more than strength does.",
    "Nobody enjoys a silent hallway in the morning.", "The next part is about the long term.",
    "It pays to write down what was done and when.", "Few trades have changed so little.",
]  # fmt: skip
STRANGERS = [
    "Our shop opens at nine and closes at five on most weekdays.",
    "The author grew up by the sea and keeps two dogs and a parrot.",
    "Tickets for the spring fair are sold at the gate and by post.",
    "A second edition of the catalogue was printed with a green cover.",
    "Parking is free behind the building for visitors of the museum.",
]  # fmt: skip
SYNONYMS = {
    "when": "whenever", "after": "following", "many": "numerous", "quiet": "silent", "small": "little",
    "before": "ahead of the time", "anyone": "somebody", "hears": "notices", "change": "difference",
    "where": "wherever", "case": "housing", "closes": "shuts", "well": "properly", "during": "throughout",
    "long": "extended", "unless": "except when", "works": "parts", "kept": "held", "clean": "spotless",
    "hung": "attached", "strike": "chime", "hours": "hour", "skipped": "forgotten", "weeks": "days on end",
    "while": "as", "pendulum": "bob", "moving": "swinging", "every": "any", "room": "place",
    "near": "close to", "people": "those", "keep": "own", "several": "various", "first": "opening",
    "seasons": "years",
    "left": "kept", "unheated": "cold", "shelf": "board", "carriage": "travelling", "said": "reported",
    "showed": "had", "survey": "count", "lost": "shed", "within": "inside", "cause": "bring about",
    "causes": "brings about", "worsen": "aggravate", "worsens": "aggravates", "trigger": "start",
    "triggers": "starts", "reduce": "lessen", "reduces": "lessens", "prevent": "avert", "prevents": "averts",
}  # fmt: skip
NUMBERS = {
    20: "twenty",
    30: "thirty",
    40: "forty",
    45: "forty-five",
    60: "sixty",
    75: "seventy-five",
    90: "ninety",
}
BOUNDS = {"up to": "at-most", "at least": "at-least", "about": "approximately", "more than": "more-than"}


@dataclass
class Sentence:
    """A sentence or list item. `claims` name the two concepts, and what is stated of them.

    `span` is the part of the words that is the passage; None: nothing rests on it.
    """

    number: int
    words: str
    kind: str
    ends: tuple[str, str] = ("", "")
    span: tuple[int, int] | None = None
    hedge: str | None = None
    modality: str = "asserted"
    frequency: str | None = None
    value: int | None = None
    bound: str | None = None
    verb: tuple[str, str] = ("", "")


@dataclass
class Block:
    """A paragraph of sentences, or a list of items."""

    sentences: list[Sentence]
    is_list: bool = False


@dataclass
class Part:
    """A section."""

    title: str
    blocks: list[Block]


@dataclass
class Article:
    """An article as it is written, and where each sentence stands once it is normalised."""

    parts: list[Part]
    title: str = "Of clocks"
    dashes: bool = True
    extra_space: bool = False

    def sentences(self) -> Iterator[tuple[Part, Block, Sentence]]:
        """Give all sentences with their part and block."""
        for part in self.parts:
            for block in part.blocks:
                for sentence in block.sentences:
                    yield part, block, sentence

    def normal(self) -> tuple[str, dict[int, int]]:
        """Give the normalised text, and the offset of each sentence by its number."""
        lines = [self.title]
        offsets: dict[int, int] = {}
        length = len(self.title) + 1
        for part in self.parts:
            lines.append(part.title)
            length += len(part.title) + 1
            for block in part.blocks:
                rows = [[one] for one in block.sentences] if block.is_list else [block.sentences]
                for row in rows:
                    at = length
                    for sentence in row:
                        offsets.setdefault(sentence.number, at)
                        at += len(sentence.words) + 1
                    lines.append(" ".join(sentence.words for sentence in row))
                    length += len(lines[-1]) + 1
        return "\n".join(lines), offsets

    def written(self) -> str:
        """Give the text as a person would hand it over."""
        rows = [self.title]
        for part in self.parts:
            rows.append(part.title)
            for block in part.blocks:
                if block.is_list:
                    rows.append("\n".join(f"  \u2022 {one.words}" for one in block.sentences))
                else:
                    rows.append(" ".join(one.words for one in block.sentences))
        text = "\n\n".join(rows) + "\n"
        if self.dashes:
            text = text.replace(" - ", " \u2013 ").replace("'", "\u2019")
        if self.extra_space:
            text = text.replace(" the ", "  the\u00a0").replace("\n\n", " \n\n\n\t\n")
        return text


@dataclass
class Edited:
    """An edit: the article after it, and what each passage must be called, by sentence number.

    A passage that is not named must be exact or moved. `wanted` holds verdict and change.
    """

    kind: str
    article: Article
    wanted: dict[int, tuple[str, str | None]] = field(default_factory=dict)


def invent(seed: int, sections: int = 4) -> Article:
    """Invent an article of some forty sentences, or of more sections."""
    chance = random.Random(seed)
    number = count(1)
    said: set[str] = set()

    def fresh(make: Callable[[random.Random, int], Sentence]) -> Sentence:
        while True:
            sentence = make(chance, next(number))
            if sentence.words not in said:
                said.add(sentence.words)
                return sentence

    parts = []
    fillers = chance.sample(FILLERS, len(FILLERS))
    titles = ["Why clocks stop", "What wears them", "Care at home", "At the bench", "Signs"]
    titles += [f"Part {number} of the book" for number in range(6, sections + 1)]
    for title in chance.sample(titles, sections):
        blocks = []
        for _ in range(chance.randint(2, 4)):
            sentences = [fresh(chance.choice(MAKERS)) for _ in range(chance.randint(2, 4))]
            if fillers and chance.random() < 0.5:
                filler = Sentence(next(number), fillers.pop(), "filler")
                sentences.insert(chance.randrange(len(sentences) + 1), filler)
            blocks.append(Block(sentences))
        if chance.random() < 0.7:
            lead = Sentence(
                next(number), f"The {chance.choice(['signs', 'causes', 'remedies'])} include:", "filler"
            )
            blocks.append(Block([lead]))
            blocks.append(Block([fresh(_item) for _ in range(chance.randint(3, 5))], is_list=True))
        parts.append(Part(title, blocks))
    return Article(parts)


def _sentence(number: int, words: str, kind: str, chance: random.Random, **facts: object) -> Sentence:
    words = words[:1].upper() + words[1:]
    end = len(words)
    if chance.random() < 0.3:  # the passage is a part of its sentence
        end = len(words) - len(" " + words.split(" ", len(words.split()) - 3)[-1])
        end = len(words[:end].rstrip(" ,-"))
    return Sentence(number, f"{words}.", kind, span=(0, end), **facts)  # type: ignore[arg-type]


def _hedged(chance: random.Random, number: int) -> Sentence:
    one, two = chance.sample(THINGS, 2)
    hedge, modality = chance.choice([("may", "possible"), ("can", "possible"), ("might", "tentative")])
    verb = chance.choice(VERBS)
    words = f"{one} {hedge} {verb[0]} {two} {chance.choice(TAILS)}"
    return _sentence(
        number, words, "hedged", chance, ends=(one, two), hedge=hedge, modality=modality, verb=verb
    )


def _flat(chance: random.Random, number: int) -> Sentence:
    one, two = chance.sample(THINGS, 2)
    verb = chance.choice(VERBS)
    words = f"{one} {verb[1]} {two} {chance.choice(TAILS)}"
    return _sentence(number, words, "flat", chance, ends=(one, two), verb=verb)


def _frequent(chance: random.Random, number: int) -> Sentence:
    one, two = chance.choice(CURES), chance.choice(THINGS)
    often = chance.choice(["often", "sometimes", "usually"])
    verb = chance.choice(EASES)
    words = f"{one} {often} {verb[1]} {two} - {chance.choice(TAILS)}"
    frequency = "occasional" if often == "sometimes" else "usual"
    return _sentence(
        number, words, "frequent", chance, ends=(one, two), hedge=often, frequency=frequency, verb=verb
    )


def _figure(chance: random.Random, number: int) -> Sentence:
    who, what = chance.choice(OWNERS), chance.choice(THINGS)
    bound, value = chance.choice(list(BOUNDS)), chance.choice(list(NUMBERS))
    lead = chance.choice(["in one survey, ", "", "a longer count said that ", "within 12 months, "])
    words = f"{lead}{bound} {value} percent of {who} showed {what} {chance.choice(TAILS)}"
    return _sentence(number, words, "figure", chance, ends=(who, what), value=value, bound=bound)


def _quoted(chance: random.Random, number: int) -> Sentence:
    one, two = chance.sample(THINGS, 2)
    words = f"the clock's owner hears {one} - and {two} - {chance.choice(TAILS)}"
    return _sentence(number, words, "flat", chance, ends=(one, two), verb=("hear", "hears"))


def _item(chance: random.Random, number: int) -> Sentence:
    one, two = chance.sample(THINGS, 2)
    cure, tail = chance.choice(CURES), chance.choice(TAILS)
    words = chance.choice([one, f"{one} and {two}", f"{cure} against {one}", f"{cure} for {one} {tail}"])
    words = words[:1].upper() + words[1:]
    return Sentence(number, words, "item", ends=(one, two), span=(0, len(words)))


MAKERS = [_hedged, _hedged, _flat, _frequent, _figure, _figure, _quoted]


def corpus_of(article: Article) -> Corpus:
    """Give the data that a careful person would have recorded of the article."""
    text, offsets = article.normal()
    source = Source(
        iri=Iri(f"{BASE}article"), title=article.title, url="https://example.org/clocks", publisher=None,
        published=None, normalization="norm-1", length=len(text), sha256=sha256(text.encode()).hexdigest(),
        sections=tuple(
            Section(iri=Iri(f"{BASE}s{n:02}"), title=part.title, position=n, parent=Iri(f"{BASE}article"))
            for n, part in enumerate(article.parts, 1)
        ),
    )  # fmt: skip
    claims, concepts = [], {}
    for n, part in enumerate(article.parts, 1):
        for m, block in enumerate(part.blocks, 1):
            for k, sentence in enumerate(block.sentences, 1):
                if sentence.span is None:
                    continue
                start = offsets[sentence.number] + sentence.span[0]
                end = offsets[sentence.number] + sentence.span[1]
                first, last = anchors(text[start:end])
                passage = Passage(
                    iri=Iri(f"{BASE}c{sentence.number:03}-p"), source=source.iri,
                    section=Iri(f"{BASE}s{n:02}"), block=m, item=k if block.is_list else None,
                    start=start, end=end,
                    sha256=sha256(text[start:end].encode()).hexdigest(), anchor_prefix=None,
                    anchor_start=first, anchor_end=last, deep_link=None,
                )  # fmt: skip
                for label in sentence.ends:
                    iri = Iri(f"{BASE}{label.replace(' ', '-')}")
                    concepts[iri] = Concept(iri=iri, kind="Mechanism", label=label.capitalize())
                claims.append(_claim(sentence, passage))
    return Corpus(
        sources=(source,),
        concepts=tuple(concepts[iri] for iri in sorted(concepts)),
        claims=tuple(sorted(claims, key=lambda claim: claim.iri)),
    )


def anchors(words: str) -> tuple[str, str | None]:
    """Choose anchors as the house does: half of the words at most."""
    parts = words.split()
    if len(parts) <= 4:
        return words, None
    count = 2 if len(parts) >= 8 else 1
    return " ".join(parts[:count]), " ".join(parts[-count:])


def _claim(sentence: Sentence, passage: Passage) -> Claim:
    one, two = (Iri(f"{BASE}{label.replace(' ', '-')}") for label in sentence.ends)
    statistic = None
    if sentence.value is not None:
        assert sentence.bound is not None
        statistic = Statistic(
            iri=Iri(f"{passage.iri}-stat"), measure=Iri(f"{BASE}share"), bound=BOUNDS[sentence.bound],
            value=Decimal(sentence.value), unit="PERCENT",
        )  # fmt: skip
    return Claim(
        iri=Iri(passage.iri.removesuffix("-p")),
        label=f"It is said of {sentence.ends[0]} and {sentence.ends[1]}.",
        kind="causal", subject=one, predicate=Iri("https://w3id.org/claimgraph/vocab#increases"), object=two,
        object_literal=None, sign=1, polarity="affirmed", modality=sentence.modality, modality_rank=1,
        frequency=sentence.frequency, hedge=sentence.hedge, passages=(passage,), statistic=statistic,
    )  # fmt: skip


# --- edits ----------------------------------------------------------------------------------------


def edits(article: Article, chance: random.Random, kinds: Collection[str] = ()) -> Iterator[Edited]:
    """Give an edit of each kind, or of each of `kinds`, that the article has a place for."""
    for name, make in EDITS.items():
        if kinds and name not in kinds:
            continue
        edited = make(deepcopy(article), chance)
        if edited is not None:
            yield replace(edited, kind=name)


def _pick(article: Article, chance: random.Random, *kinds: str) -> tuple[Part, Block, Sentence] | None:
    found = [entry for entry in article.sentences() if entry[2].kind in kinds]
    return chance.choice(found) if found else None


def _swap(
    article: Article, chance: random.Random, kinds: tuple[str, ...], verdict: tuple[str, str | None],
    change: Callable[[Sentence], str],
) -> Edited | None:  # fmt: skip
    """Change the words of one sentence within its passage."""
    found = _pick(article, chance, *kinds)
    if found is None:
        return None
    sentence = found[2]
    assert sentence.span is not None
    low, high = sentence.span
    part = replace(sentence, words=sentence.words[low:high])
    new = change(part)
    if new == part.words:
        return None
    sentence.words = sentence.words[:low] + new + sentence.words[high:]
    return Edited("", article, {sentence.number: verdict})


def moved_block(article: Article, chance: random.Random) -> Edited:
    """Move a paragraph or list to another section."""
    part = chance.choice([part for part in article.parts if len(part.blocks) > 1])
    block = part.blocks.pop(chance.randrange(len(part.blocks)))
    other = chance.choice([one for one in article.parts if one is not part])
    other.blocks.insert(chance.randrange(len(other.blocks) + 1), block)
    return Edited("", article)


def moved_sentence(article: Article, chance: random.Random) -> Edited | None:
    """Move a sentence to another paragraph."""
    found = _pick(article, chance, "hedged", "flat", "figure", "frequent")
    if found is None:
        return None
    found[1].sentences.remove(found[2])
    others = [
        b for p in article.parts for b in p.blocks if not b.is_list and b is not found[1] and b.sentences
    ]
    chance.choice(others).sentences.append(found[2])
    _tidy(article)
    return Edited("", article)


def moved_item(article: Article, chance: random.Random) -> Edited | None:
    """Put the items of a list in another order."""
    found = _pick(article, chance, "item")
    if found is None:
        return None
    found[1].sentences.reverse()
    return Edited("", article)


def inserted(article: Article, chance: random.Random) -> Edited:
    """Put sentences in before others."""
    for _ in range(3):
        block = chance.choice([b for part in article.parts for b in part.blocks if not b.is_list])
        block.sentences.insert(
            chance.randrange(len(block.sentences) + 1), Sentence(0, chance.choice(STRANGERS), "")
        )
    return Edited("", article)


def white_space(article: Article, chance: random.Random) -> Edited:
    """Double spaces, put in hard spaces and blank lines."""
    article.extra_space = True
    return Edited("", article)


def plain_marks(article: Article, chance: random.Random) -> Edited:
    """Type quotes and dashes plainly."""
    article.dashes = False
    return Edited("", article)


def duplicated(article: Article, chance: random.Random) -> Edited | None:
    """Say a sentence a second time, elsewhere."""
    found = _pick(article, chance, "hedged", "flat", "figure")
    if found is None:
        return None
    block = chance.choice([b for part in article.parts for b in part.blocks if not b.is_list])
    block.sentences.insert(chance.randrange(len(block.sentences) + 1), replace(found[2], number=0))
    return Edited("", article)


def duplicated_and_changed(article: Article, chance: random.Random) -> Edited | None:
    """Say a sentence a second time with another number; the first still stands."""
    found = _pick(article, chance, "figure")
    if found is None:
        return None
    twin = replace(
        found[2], number=0, words=found[2].words.replace(f"{found[2].value} percent", "12 percent")
    )
    block = chance.choice([b for part in article.parts for b in part.blocks if not b.is_list])
    block.sentences.insert(chance.randrange(len(block.sentences) + 1), twin)
    return Edited("", article)


def number_changed(article: Article, chance: random.Random) -> Edited | None:
    """Make a figure another."""
    other = chance.choice([3, 17, 33, 57, 82, 95])
    return _swap(
        article, chance, ("figure",), ("changed", "number"),
        lambda one: one.words.replace(f"{one.value} percent", f"{other} percent"),
    )  # fmt: skip


def number_in_words_changed(article: Article, chance: random.Random) -> Edited | None:
    """Make a figure in digits another in words."""
    return _swap(
        article, chance, ("figure",), ("changed", "number"),
        lambda one: one.words.replace(f"{one.value} percent", "fifty-two percent"),
    )  # fmt: skip


def number_gone(article: Article, chance: random.Random) -> Edited | None:
    """Put a vague word for a figure."""
    return _swap(
        article, chance, ("figure",), ("changed", "number"),
        lambda one: one.words.replace(f"{one.value} percent of", "plenty of"),
    )  # fmt: skip


def other_number_changed(article: Article, chance: random.Random) -> Edited | None:
    """Make a figure that the data do not record another."""
    found = [one for _, _, one in article.sentences() if one.kind == "figure" and "12 months" in one.words]
    if not found:
        return None
    sentence = chance.choice(found)
    sentence.words = sentence.words.replace("12 months", "18 months")
    return Edited("", article, {sentence.number: ("changed", "number")})


def number_changed_and_reworded(article: Article, chance: random.Random) -> Edited | None:
    """Make a figure another, and words around it too."""
    return _swap(
        article, chance, ("figure",), ("changed", "number"),
        lambda one: reword(one.words.replace(f"{one.value} percent", "33 percent"), 2),
    )  # fmt: skip


def digits_to_words(article: Article, chance: random.Random) -> Edited | None:
    """Spell a figure out: the same value in other words."""
    return _swap(
        article, chance, ("figure",), ("changed", "wording"),
        lambda one: one.words.replace(f"{one.value} percent", f"{NUMBERS[one.value or 20]} percent"),
    )  # fmt: skip


def percent_sign(article: Article, chance: random.Random) -> Edited | None:
    """Put a sign for the word percent."""
    return _swap(
        article, chance, ("figure",), ("changed", "wording"), lambda one: one.words.replace(" percent", "%")
    )


def bound_changed(article: Article, chance: random.Random) -> Edited | None:
    """Make a figure's bound another."""
    return _swap(
        article, chance, ("figure",), ("changed", "hedge"),
        lambda one: _keep_capital(one.words, one.bound or "", "less than"),
    )  # fmt: skip


def not_added_to_hedge(article: Article, chance: random.Random) -> Edited | None:
    """Deny what is hedged."""
    return _swap(
        article, chance, ("hedged",), ("changed", "hedge"),
        lambda one: one.words.replace(f" {one.hedge} ", f" {one.hedge} not ", 1),
    )  # fmt: skip


def not_added(article: Article, chance: random.Random) -> Edited | None:
    """Deny a flat sentence."""
    return _swap(
        article, chance, ("flat",), ("changed", "hedge"),
        lambda one: one.words.replace(f" {one.verb[1]} ", f" does not {one.verb[0]} ", 1),
    )  # fmt: skip


def never_added(article: Article, chance: random.Random) -> Edited | None:
    """Deny a flat sentence by one word."""
    return _swap(
        article, chance, ("flat",), ("changed", "hedge"),
        lambda one: one.words.replace(f" {one.verb[1]} ", f" never {one.verb[1]} ", 1),
    )  # fmt: skip


def may_to_will(article: Article, chance: random.Random) -> Edited | None:
    """Make a possibility a certainty."""
    return _swap(
        article, chance, ("hedged",), ("changed", "hedge"),
        lambda one: one.words.replace(f" {one.hedge} ", " will ", 1),
    )  # fmt: skip


def hedge_dropped(article: Article, chance: random.Random) -> Edited | None:
    """Drop the hedge, and give the verb its ending."""
    return _swap(
        article, chance, ("hedged",), ("changed", "hedge"),
        lambda one: one.words.replace(f" {one.hedge} {one.verb[0]} ", f" {one.verb[1]} ", 1),
    )  # fmt: skip


def hedge_added(article: Article, chance: random.Random) -> Edited | None:
    """Hedge a flat sentence."""
    return _swap(
        article, chance, ("flat",), ("changed", "hedge"),
        lambda one: one.words.replace(f" {one.verb[1]} ", f" may {one.verb[0]} ", 1),
    )  # fmt: skip


def frequency_changed(article: Article, chance: random.Random) -> Edited | None:
    """Make how often it is another."""
    return _swap(
        article, chance, ("frequent",), ("changed", "hedge"),
        lambda one: one.words.replace(f" {one.hedge} ", " rarely ", 1),
    )  # fmt: skip


def hedge_changed_and_reworded(article: Article, chance: random.Random) -> Edited | None:
    """Make a possibility a certainty, and change words around it."""
    return _swap(
        article, chance, ("hedged",), ("changed", "hedge"),
        lambda one: reword(one.words.replace(f" {one.hedge} ", " will ", 1), 2),
    )  # fmt: skip


def reworded(article: Article, chance: random.Random) -> Edited | None:
    """Put two words for others of like meaning."""
    kinds = ("hedged", "flat", "figure", "frequent")
    return _swap(article, chance, kinds, ("changed", "wording"), lambda one: reword(one.words, 2))


def rewritten(article: Article, chance: random.Random) -> Edited | None:
    """Put every synonym there is, and another opening."""
    kinds = ("hedged", "flat", "frequent")
    return _swap(
        article, chance, kinds, ("changed", "wording"),
        lambda one: "As we know, " + reword(one.words[:1].lower() + one.words[1:], 99),
    )  # fmt: skip


def deleted(article: Article, chance: random.Random) -> Edited | None:
    """Delete a sentence."""
    found = _pick(article, chance, "hedged", "flat", "figure", "frequent")
    if found is None:
        return None
    found[1].sentences.remove(found[2])
    _tidy(article)
    return Edited("", article, {found[2].number: ("missing", None)})


def deleted_item(article: Article, chance: random.Random) -> Edited | None:
    """Delete a list item."""
    found = _pick(article, chance, "item")
    if found is None:
        return None
    found[1].sentences.remove(found[2])
    return Edited("", article, {found[2].number: ("missing", None)})


def deleted_block(article: Article, chance: random.Random) -> Edited:
    """Delete a paragraph or list."""
    part = chance.choice([part for part in article.parts if len(part.blocks) > 1])
    block = part.blocks.pop(chance.randrange(len(part.blocks)))
    return Edited("", article, {one.number: ("missing", None) for one in block.sentences})


def deleted_beside_an_edit(article: Article, chance: random.Random) -> Edited | None:
    """Delete a sentence, and give the next one another opening."""
    blocks = [
        block.sentences
        for part in article.parts
        for block in part.blocks
        if not block.is_list and len(block.sentences) > 1
    ]
    row = chance.choice(blocks)
    gone = row.pop(0)
    row[0].words = f"As we saw, {row[0].words[:1].lower()}{row[0].words[1:]}"
    wanted: dict[int, tuple[str, str | None]] = {gone.number: ("missing", None)}
    wanted[row[0].number] = ("changed", "wording")
    return Edited("", article, wanted)


def replaced(article: Article, chance: random.Random) -> Edited | None:
    """Put a sentence about something else in its place."""
    found = _pick(article, chance, "hedged", "flat", "figure", "frequent")
    if found is None:
        return None
    row = found[1].sentences
    row[row.index(found[2])] = Sentence(0, chance.choice(STRANGERS), "")
    return Edited("", article, {found[2].number: ("missing", None)})


def deleted_and_shifted(article: Article, chance: random.Random) -> Edited | None:
    """Delete a sentence, put another one in before, and move a block."""
    edited = deleted(article, chance)
    if edited is None:
        return None
    inserted(article, chance)
    if any(len(part.blocks) > 1 for part in article.parts):
        moved_block(article, chance)
    return edited


def number_changed_and_moved(article: Article, chance: random.Random) -> Edited | None:
    """Make a figure another, and move a paragraph."""
    edited = number_changed(article, chance)
    if edited is None:
        return None
    moved_block(article, chance)
    return edited


EDITS: dict[str, Callable[[Article, random.Random], Edited | None]] = {
    make.__name__: make
    for make in (
        moved_block, moved_sentence, moved_item, inserted, white_space, plain_marks, duplicated,
        duplicated_and_changed, number_changed, number_in_words_changed, number_gone, other_number_changed,
        number_changed_and_reworded, number_changed_and_moved, digits_to_words, percent_sign, bound_changed,
        not_added_to_hedge, not_added, never_added, may_to_will, hedge_dropped, hedge_added,
        frequency_changed, hedge_changed_and_reworded, reworded, rewritten, deleted, deleted_item,
        deleted_block,
        deleted_beside_an_edit, deleted_and_shifted, replaced,
    )
}  # fmt: skip


def reword(words: str, most: int) -> str:
    """Put synonyms for up to `most` words."""
    row = words.split(" ")
    for at, word in enumerate(row):
        if most and word in SYNONYMS:
            row[at] = SYNONYMS[word]
            most -= 1
    return " ".join(row)


def _keep_capital(words: str, old: str, new: str) -> str:
    if words.startswith(old.capitalize()):
        return new.capitalize() + words[len(old) :]
    return words.replace(old, new, 1)


def _tidy(article: Article) -> None:
    """Take out what is empty."""
    for part in article.parts:
        part.blocks = [block for block in part.blocks if block.sentences]


def wanted_and_got(
    edited: Edited, data: Corpus, verdicts: Iterable[Verdict], text: str
) -> Iterator[tuple[str, str]]:
    """Give for each passage what it must be called and what it is called.

    Exact and moved are told apart by offsets; where one of them is called at a place that holds
    other words, it is called "elsewhere".
    """
    normal, offsets = edited.article.normal()
    assert normal == text, "the generator and the reader disagree about normalisation"
    passages = {passage.iri: passage for claim in data.claims for passage in claim.passages}
    spans = {one.number: one for _, _, one in edited.article.sentences()}
    for verdict in verdicts:
        passage = passages[verdict.passage]
        number = int(passage.iri.rpartition("#c")[2].removesuffix("-p"))
        got = f"{verdict.verdict} {verdict.change}" if verdict.change else verdict.verdict
        if number in edited.wanted:
            kind, change = edited.wanted[number]
            wanted = f"{kind} {change}" if change else kind
        else:
            sentence = spans[number]
            assert sentence.span is not None
            start = offsets[number] + sentence.span[0]
            wanted = "exact" if start == passage.start else "moved"
            if verdict.verdict in {"exact", "moved"}:
                words = sentence.words[slice(*sentence.span)]
                assert verdict.start is not None
                if text[verdict.start : verdict.end] != words:
                    got = "elsewhere"
                elif verdict.verdict != wanted and words in text[passage.start : passage.end]:
                    wanted = "exact"  # its twin stands where it stood
        yield wanted, got
