"""Editions of invented articles with known fates of every claim: those of `tests.edits`, and harder ones.

Shares no code with what compares editions: an edit is made where it is known what stands there, so the
fate of each passage, and what else is true of it, follows from how it was made.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from graph.model import EditionDiff, EditionFate
from tests.edits import (
    CURES,
    EDITS,
    OWNERS,
    STRANGERS,
    TAILS,
    THINGS,
    Article,
    Block,
    Edited,
    Sentence,
    invent,
    reword,
)

GONE, NUMBER, HEDGE = EditionFate.GONE, EditionFate.NUMBER, EditionFate.HEDGE
REWORDED = EditionFate.REWORDED
_FATES = {
    ("changed", "number"): NUMBER,
    ("changed", "hedge"): HEDGE,
    ("changed", "wording"): REWORDED,
    ("missing", None): GONE,
}
#: A claim that no edit touched must be the same, or have moved.
HELD = "same or moved"


@dataclass
class Edition:
    """An edition: the article, the fates of the sentences that were touched, and what else holds of them."""

    kind: str
    article: Article
    wanted: dict[int, EditionFate] = field(default_factory=dict)
    beside: dict[int, EditionFate] = field(default_factory=dict)


class Called(NamedTuple):
    """What a claim must be called, and what it is called."""

    wanted: str
    got: str


def invent_more(seed: int) -> Article:
    """Invent an article as `invent` does, with ranges, numbers in words, shares, denials, joined clauses."""
    article = invent(seed)
    chance = random.Random(f"{seed} more")
    number = 900
    for part in article.parts:
        sentences = []
        for make in chance.sample(list(_MORE), 3):
            number += 1
            sentences.append(_MORE[make](chance, number))
        part.blocks.append(Block(sentences))
    return article


def _whole(number: int, words: str, kind: str, ends: tuple[str, str]) -> Sentence:
    words = words[:1].upper() + words[1:]
    return Sentence(number, f"{words}.", kind, ends=ends, span=(0, len(words)))


def _ranged(chance: random.Random, number: int) -> Sentence:
    who, what = chance.choice(OWNERS), chance.choice(THINGS)
    words = f"between 10 and 20 percent of {who} met {what} {chance.choice(TAILS)}"
    return _whole(number, words, "range", (who, what))


def _spelt(chance: random.Random, number: int) -> Sentence:
    who, what = chance.choice(OWNERS), chance.choice(THINGS)
    words = f"a guild found that forty percent of {who} knew {what} {chance.choice(TAILS)}"
    return _whole(number, words, "spelt", (who, what))


def _shared(chance: random.Random, number: int) -> Sentence:
    who, what = chance.choice(OWNERS), chance.choice(THINGS)
    words = f"one in four {who} reported {what} to the guild {chance.choice(TAILS)}"
    return _whole(number, words, "share", (who, what))


def _denied(chance: random.Random, number: int) -> Sentence:
    one, two = chance.choice(CURES), chance.choice(THINGS)
    words = f"{one} does not reduce {two} {chance.choice(TAILS)}"
    sentence = _whole(number, words, "denied", (one, two))
    return replace(sentence, verb=("reduce", "reduces"))


def _joined(chance: random.Random, number: int) -> Sentence:
    """Make a sentence whose first clause alone is the passage."""
    one, two, three = chance.sample(THINGS, 3)
    first = f"{one} worsens {two} at the bench"
    words = f"{first}, and {three} brings apprentices to despair {chance.choice(TAILS)}"
    sentence = _whole(number, words, "joined", (one, two))
    return replace(sentence, span=(0, len(first)))


_MORE: dict[str, Callable[[random.Random, int], Sentence]] = {
    "range": _ranged, "spelt": _spelt, "share": _shared, "denied": _denied, "joined": _joined,
}  # fmt: skip


def editions(article: Article, seed: int) -> Iterator[Edition]:
    """Give an edition of each kind that the article has a place for: one edit, or a few of one sort."""
    chance = random.Random(seed)
    for name, make in EDITS.items():
        edited = make(deepcopy(article), chance)
        if edited is not None:
            yield _taken(name, edited)
    for name, edit in MORE_EDITS.items():
        edition = edit(deepcopy(article), chance)
        if edition is not None:
            yield replace(edition, kind=name)


def several(article: Article, seed: int, count: int) -> Edition:
    """Make `count` edits, one after the other, each of other sentences than those before it."""
    chance = random.Random(f"{seed} several")
    edition = Edition("several", deepcopy(article))
    names = [*EDITS, *MORE_EDITS]
    for _ in range(30 * count):
        name = chance.choice(names)
        if name in _NOT_AMONG_OTHERS or not any(len(part.blocks) > 1 for part in edition.article.parts):
            continue
        before = {one.number: one.words for _, _, one in edition.article.sentences()}
        edited = EDITS[name](deepcopy(edition.article), chance) if name in EDITS else None
        made = _taken(name, edited) if edited else None
        if name in MORE_EDITS:
            made = MORE_EDITS[name](deepcopy(edition.article), chance)
        if made is None:
            continue
        after = {one.number: one.words for _, _, one in made.article.sentences()}
        touched = {it for it in before if it and before[it] != after.get(it)} | set(made.wanted)
        if touched & set(edition.wanted):
            continue
        edition.article = made.article
        edition.wanted |= made.wanted
        edition.beside |= made.beside
        count -= 1
        if not count:
            break
    return edition


def _taken(name: str, edited: Edited) -> Edition:
    return Edition(name, edited.article, {it: _FATES[wanted] for it, wanted in edited.wanted.items()})


def _pick(article: Article, chance: random.Random, *kinds: str) -> tuple[Block, Sentence] | None:
    found = [(block, one) for _, block, one in article.sentences() if one.kind in kinds]
    return chance.choice(found) if found else None


def _replaced(
    article: Article, chance: random.Random, kinds: tuple[str, ...], fate: EditionFate,
    change: Callable[[Sentence], str], beside: EditionFate | None = None,
) -> Edition | None:  # fmt: skip
    """Change the words of a sentence of one of these kinds, which is its passage from its first word on."""
    found = _pick(article, chance, *kinds)
    if found is None:
        return None
    sentence = found[1]
    words = change(sentence)
    if words == sentence.words:
        return None
    sentence.words = words
    return Edition("", article, {sentence.number: fate}, {sentence.number: beside} if beside else {})


def range_changed(article: Article, chance: random.Random) -> Edition | None:
    """Make one end of a range another."""
    return _replaced(
        article, chance, ("range",), NUMBER, lambda one: one.words.replace("10 and 20", "10 and 30")
    )


def range_with_a_dash(article: Article, chance: random.Random) -> Edition | None:
    """Write the same range with a dash and a sign."""
    return _replaced(
        article, chance, ("range",), REWORDED,
        lambda one: one.words.replace("Between 10 and 20 percent", "Some 10-20%").replace("Some ", "From "),
    )  # fmt: skip


def spelt_number_changed(article: Article, chance: random.Random) -> Edition | None:
    """Make a number in words another one."""
    return _replaced(
        article, chance, ("spelt",), NUMBER, lambda one: one.words.replace("forty percent", "fifty percent")
    )


def spelt_number_in_digits(article: Article, chance: random.Random) -> Edition | None:
    """Write a number in words with digits and a sign."""
    return _replaced(
        article, chance, ("spelt",), REWORDED, lambda one: one.words.replace("forty percent", "40%")
    )


def share_as_percent(article: Article, chance: random.Random) -> Edition | None:
    """Write one in four as a percentage."""
    return _replaced(
        article, chance, ("share",), REWORDED,
        lambda one: one.words.replace("One in four", "A share of 25 percent of"),
    )  # fmt: skip


def share_changed(article: Article, chance: random.Random) -> Edition | None:
    """Make one in four one in six."""
    return _replaced(
        article, chance, ("share",), NUMBER, lambda one: one.words.replace("One in four", "One in six")
    )


def unit_changed(article: Article, chance: random.Random) -> Edition | None:
    """Make months weeks: the same digits, another figure."""
    found = [one for _, _, one in article.sentences() if one.kind == "figure" and "12 months" in one.words]
    if not found:
        return None
    sentence = chance.choice(found)
    sentence.words = sentence.words.replace("12 months", "12 weeks")
    return Edition("", article, {sentence.number: NUMBER})


def denial_removed(article: Article, chance: random.Random) -> Edition | None:
    """State what was denied."""
    return _replaced(
        article, chance, ("denied",), HEDGE,
        lambda one: one.words.replace(f" does not {one.verb[0]} ", f" {one.verb[1]} "),
    )  # fmt: skip


def denial_hedged(article: Article, chance: random.Random) -> Edition | None:
    """Hedge a denial."""
    return _replaced(
        article, chance, ("denied",), HEDGE, lambda one: one.words.replace(" does not ", " may not ")
    )


def number_and_hedge(article: Article, chance: random.Random) -> Edition | None:
    """Change a figure and its bound: both are told, the number is the fate."""
    return _replaced(
        article, chance, ("figure",), NUMBER,
        lambda one: one.words.replace(
            f"{one.bound} {one.value} percent", "less than 7 percent"
        ).replace(f"{(one.bound or '').capitalize()} {one.value} percent", "Less than 7 percent"),
        HEDGE,
    )  # fmt: skip


def hedge_and_number_elsewhere(article: Article, chance: random.Random) -> Edition | None:
    """Hedge a flat sentence and put a number in."""
    found = _pick(article, chance, "flat")
    if found is None or not found[1].verb[1] or found[1].span is None:
        return None
    sentence = found[1]
    new = sentence.words.replace(f" {sentence.verb[1]} ", f" might {sentence.verb[0]} in 3 of 10 clocks ", 1)
    if new == sentence.words or f" {sentence.verb[1]} " not in sentence.words[slice(*sentence.span)]:
        return None
    sentence.words = new
    return Edition("", article, {sentence.number: NUMBER}, {sentence.number: HEDGE})


def split(article: Article, chance: random.Random) -> Edition | None:
    """Make two sentences of one."""
    found = _pick(article, chance, "hedged", "flat")
    if found is None or found[0].is_list:
        return None
    sentence = found[1]
    tail = next((tail for tail in TAILS if sentence.words.endswith(f" {tail}.")), None)
    if tail is None or sentence.span != (0, len(sentence.words) - 1) or " - " in sentence.words:
        return None
    head = sentence.words.removesuffix(f" {tail}.")
    sentence.words = f"{head}. That happens {tail}."
    return Edition("", article, {sentence.number: REWORDED})


def merged(article: Article, chance: random.Random) -> Edition | None:
    """Make one sentence of two: the words of the first stand, the second begins small."""
    rows = [block.sentences for part in article.parts for block in part.blocks if not block.is_list]
    fitting = [
        (row, at)
        for row in rows
        for at in range(len(row) - 1)
        if row[at].span is not None and row[at + 1].span is not None and row[at + 1].words[1:2].islower()
    ]
    if not fitting:
        return None
    row, at = chance.choice(fitting)
    first, second = row[at], row[at + 1]
    # The stop of the first goes, which no passage holds.
    first.words = f"{first.words.removesuffix('.')};"
    second.words = second.words[:1].lower() + second.words[1:]
    return Edition("", article, {second.number: REWORDED})


def clause_dropped(article: Article, chance: random.Random) -> Edition | None:
    """Take the clause that is the passage out of its sentence, and leave the rest."""

    def rest(sentence: Sentence) -> str:
        words = sentence.words.partition(", and ")[2]
        return words[:1].upper() + words[1:]

    return _replaced(article, chance, ("joined",), GONE, rest)


def rest_of_sentence_changed(article: Article, chance: random.Random) -> Edition | None:
    """Change the sentence outside of its passage: that still stands."""
    found = _pick(article, chance, "joined")
    if found is None:
        return None
    found[1].words = found[1].words.replace("brings apprentices to despair", "delights every apprentice")
    return Edition("", article)


def paragraphs_swapped(article: Article, chance: random.Random) -> Edition | None:
    """Swap two paragraphs of a section."""
    parts = [part for part in article.parts if len(part.blocks) > 1]
    if not parts:
        return None
    part = chance.choice(parts)
    first, second = chance.sample(range(len(part.blocks)), 2)
    part.blocks[first], part.blocks[second] = part.blocks[second], part.blocks[first]
    return Edition("", article)


def sections_swapped(article: Article, chance: random.Random) -> Edition | None:
    """Swap two sections, headings and all."""
    if len(article.parts) == 1:
        return None
    first, second = chance.sample(range(len(article.parts)), 2)
    article.parts[first], article.parts[second] = article.parts[second], article.parts[first]
    return Edition("", article)


def heading_renamed(article: Article, chance: random.Random) -> Edition:
    """Give a section another title: its passages stay."""
    chance.choice(article.parts).title = "What the bench has taught us"
    return Edition("", article)


def moved_and_reworded(article: Article, chance: random.Random) -> Edition | None:
    """Move a sentence to another section, and put two words for others."""
    found = _pick(article, chance, "hedged", "flat", "figure")
    if found is None or found[1].span is None:
        return None
    block, sentence = found
    low, high = sentence.span or (0, 0)
    new = reword(sentence.words[low:high], 2)
    if new == sentence.words[low:high]:
        return None
    sentence.words = sentence.words[:low] + new + sentence.words[high:]
    block.sentences.remove(sentence)
    others = [one for part in article.parts for one in part.blocks if one is not block and not one.is_list]
    target = chance.choice([one for one in others if one.sentences])
    target.sentences.insert(chance.randrange(len(target.sentences) + 1), sentence)
    for part in article.parts:
        part.blocks = [one for one in part.blocks if one.sentences]
    return Edition("", article, {sentence.number: REWORDED})


def moved_and_hedged(article: Article, chance: random.Random) -> Edition | None:
    """Move a sentence to another section, and make its possibility a certainty."""
    found = _pick(article, chance, "hedged")
    if found is None:
        return None
    block, sentence = found
    sentence.words = sentence.words.replace(f" {sentence.hedge} ", " will ", 1)
    block.sentences.remove(sentence)
    others = [one for part in article.parts for one in part.blocks if one is not block and not one.is_list]
    chance.choice([one for one in others if one.sentences]).sentences.append(sentence)
    for part in article.parts:
        part.blocks = [one for one in part.blocks if one.sentences]
    return Edition("", article, {sentence.number: HEDGE})


def all_hedges_dropped(article: Article, chance: random.Random) -> Edition:
    """Drop every hedge there is."""
    wanted = {}
    for _, _, one in article.sentences():
        if one.kind == "hedged":
            one.words = one.words.replace(f" {one.hedge} {one.verb[0]} ", f" {one.verb[1]} ", 1)
            wanted[one.number] = HEDGE
    return Edition("", article, wanted)


def all_numbers_changed(article: Article, chance: random.Random) -> Edition:
    """Make every figure another."""
    wanted = {}
    for _, _, one in article.sentences():
        if one.kind == "figure":
            one.words = one.words.replace(f"{one.value} percent", "64 percent")
            wanted[one.number] = NUMBER
    return Edition("", article, wanted)


def all_reworded(article: Article, chance: random.Random) -> Edition:
    """Put two words for others in every sentence that is a whole passage."""
    wanted = {}
    for _, _, one in article.sentences():
        if one.kind in ("hedged", "flat", "frequent", "figure") and one.span is not None:
            low, high = one.span
            new = reword(one.words[low:high], 2)
            if new != one.words[low:high]:
                one.words = one.words[:low] + new + one.words[high:]
                wanted[one.number] = REWORDED
    return Edition("", article, wanted)


def section_deleted(article: Article, chance: random.Random) -> Edition | None:
    """Delete a section, but not the last one."""
    if len(article.parts) == 1:
        return None
    part = article.parts.pop(chance.randrange(len(article.parts)))
    gone = {one.number: GONE for block in part.blocks for one in block.sentences if one.span is not None}
    return Edition("", article, gone)


def section_added(article: Article, chance: random.Random) -> Edition:
    """Put a section about something else in."""
    new = deepcopy(article.parts[0])
    new.title = "From our own shop"
    new.blocks = [Block([Sentence(0, words, "") for words in STRANGERS])]
    article.parts.insert(chance.randrange(len(article.parts) + 1), new)
    return Edition("", article)


MORE_EDITS: dict[str, Callable[[Article, random.Random], Edition | None]] = {
    make.__name__: make
    for make in (
        range_changed, range_with_a_dash, spelt_number_changed, spelt_number_in_digits, share_as_percent,
        share_changed, unit_changed, denial_removed, denial_hedged, number_and_hedge,
        hedge_and_number_elsewhere, split, merged, clause_dropped, rest_of_sentence_changed,
        paragraphs_swapped, sections_swapped, heading_renamed, moved_and_reworded, moved_and_hedged,
        all_hedges_dropped, all_numbers_changed, all_reworded, section_deleted, section_added,
    )
}  # fmt: skip
#: Edits of everything leave the others nothing; what says a sentence again may say one edited before.
_NOT_AMONG_OTHERS = {
    "all_hedges_dropped", "all_numbers_changed", "all_reworded", "white_space", "plain_marks", "duplicated",
    "duplicated_and_changed",
}  # fmt: skip


def called(edition: Edition, found: EditionDiff, text: str) -> Iterator[Called]:
    """Give for each claim what it must be called and what it is; `text` is the new edition, normalised.

    Of one that holds, its words must stand where it is said to stand, else it is called "elsewhere".
    """
    normal, _ = edition.article.normal()
    assert normal == text, "the generator and the reader disagree about normalisation"
    sentences = {one.number: one for _, _, one in edition.article.sentences()}
    for change in found.claims:
        number = int(change.claim.rpartition("#c")[2])
        wanted = edition.wanted.get(number)
        if wanted is not None:
            also = edition.beside.get(number)
            got = str(change.fate)
            if also is not None and also not in change.changes:
                got += f", not {also}"
            yield Called(str(wanted), got)
            continue
        got = str(change.fate)
        if change.fate.holds:
            place = change.worst.new
            assert place is not None
            sentence = sentences[number]
            assert sentence.span is not None
            words = sentence.words[slice(*sentence.span)]
            got = HELD if text[place.start : place.end] == words else "elsewhere"
            old = change.worst.old
            is_same = change.fate is EditionFate.SAME
            if is_same and (place.start, place.end) != (old.start, old.end):
                got = "not moved"
            if got == HELD and not is_same and place == old:
                got = "not the same"
        yield Called(HELD, got)
