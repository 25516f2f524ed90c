"""Words that say how firmly, how often, how much, in which direction and to what end a text speaks.

The words are data: ``lexicon/en.toml``. The longest phrase at a place wins, whatever its kind, so
that no *most* is left over of *at most*, and no negation of *not only*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from graph.resources import lexicon
from graph.text.figures import figures_in
from graph.text.lexicon import Phrases, Word, entries, words_in

KINDS: Final = (
    "modality",
    "frequency",
    "negation",
    "bound",
    "effect",
    "treatment",
    "warning",
    "question",
    "action",
)
#: Bounds that limit a number are cues only beside one; these stand for a number.
#: Words for these are in any text (*stronger*, *significant*): they count where a statistic records one.
NUMBERLESS: Final = ("higher", "lower", "unquantified")
#: Kinds of cues that say how firmly, how often, whether and within which bound.
HEDGES: Final = ("modality", "frequency", "negation", "bound")
_MONTH = "may"
#: What parts words within a sentence.
_WITHIN = " \t,-\u2010\u2013\u2014"
_PURPOSE = "to"
#: May stand between it and its verb, as adverbs may: "to further reduce".
_BETWEEN = ("further", "help")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Cue:
    """A cue at `start` to `end`, in code points from 0, end exclusive.

    `kind` is one of `KINDS`. `value` is the ontology's name of a modality, frequency or bound; of
    an effect ``more``, ``less`` or ``from`` (what acts comes after it); else a name of the lexicon.
    `words` are folded, with single spaces.
    """

    start: int
    end: int
    kind: str
    value: str
    words: str


def cues_in(text: str) -> tuple[Cue, ...]:
    """Give the cues of a text, in order of their start; one phrase may be cues of several kinds. Linear.

    >>> [(cue.kind, cue.value, cue.words) for cue in cues_in("It may not ease pain.")]
    [('modality', 'possible', 'may'), ('negation', 'denied', 'not'), ('effect', 'less', 'ease')]
    """
    terms = _terms()
    words = words_in(text)
    found = [
        Cue(
            start=figure.bound_start,
            end=figure.bound_end,
            kind="bound",
            value=figure.bound,
            words=" ".join(word.text for word in words_in(text[figure.bound_start : figure.bound_end])),
        )
        for figure in figures_in(text)
        if figure.bound and figure.bound_start is not None and figure.bound_end is not None
    ]
    bounds = {at for cue in found for at in range(cue.start, cue.end)}
    at = 0
    while at < len(words):
        length, labels = terms.phrases.longest(words, at)
        if not length:
            at += 1
            if words[at - 1].text == _PURPOSE and _is_purpose(words, at - 1, terms):
                found.append(_cue(words[at - 1 : at], "modality", "intended"))
            continue
        phrase = words[at : at + length]
        at += length
        if phrase[0].start in bounds or (length == 1 and _is_month(text, words, at - 1)):
            continue
        found.extend(_cue(phrase, kind, value) for kind, value in labels if kind != "shield")
    return tuple(sorted(found))


class _Terms(NamedTuple):
    phrases: Phrases
    acts: Phrases
    before_to: Phrases


@cache
def _terms() -> _Terms:
    kinds = [kind for kind in KINDS if kind != "bound"]
    numberless = [entry for entry in entries("bound") if entry[1][1] in NUMBERLESS]
    every = [entry for kind in (*kinds, "shield") for entry in entries(kind)] + numberless
    acts = [entry for entry in entries("effect") if entry[1][1] != "from"]
    before = lexicon()["not-a-purpose"]["before-to"]
    return _Terms(
        Phrases(every),
        Phrases([*acts, *entries("purpose"), *entries("treatment")]),
        Phrases((phrase, ("not-a-purpose", "")) for phrase in before),
    )


def _cue(words: Sequence[Word], kind: str, value: str) -> Cue:
    return Cue(
        start=words[0].start,
        end=words[-1].end,
        kind=kind,
        value=value,
        words=" ".join(word.text for word in words),
    )


def _is_purpose(words: Sequence[Word], at: int, terms: _Terms) -> bool:
    """Say whether the "to" at `at` says what for: "drops to ease pain", not "known to ease pain"."""
    if at and words[at].joined:
        if terms.before_to.longest(words, at - 1)[0]:
            return False
        if words[at - 1].text in ("it", "them") and at > 1 and terms.before_to.longest(words, at - 2)[0]:
            return False
    after = at + 1
    adverb = after < len(words) and (words[after].text.endswith("ly") or words[after].text in _BETWEEN)
    return _acts(words, after, terms) or (adverb and words[after].joined and _acts(words, after + 1, terms))


def _acts(words: Sequence[Word], at: int, terms: _Terms) -> bool:
    return at < len(words) and words[at].joined and terms.acts.longest(words, at)[0] > 0


def _is_month(text: str, words: Sequence[Word], at: int) -> bool:
    """Say whether "May" is the month: capital within a sentence, or a number beside it."""
    word = words[at]
    if word.text != _MONTH or text[word.start : word.end] != _MONTH.capitalize():
        return False
    beside = (words[near].text for near in (at - 1, at + 1) if 0 <= near < len(words))
    if any(other[:1].isdigit() for other in beside):
        return True
    return at > 0 and not text[words[at - 1].end : word.start].strip(_WITHIN)
