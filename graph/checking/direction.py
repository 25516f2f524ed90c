"""Which way an effect goes in a passage: more or less, from which end to which, affirmed or denied.

Directions are read from cue words and their places, not from grammar: what the words leave open is
not guessed. Offsets are those of the passage, in code points from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from graph.text.cues import Cue
from graph.text.lexicon import Phrases, entries, stem, words_in

_SIGN: Final = {"more": 1, "less": -1}
#: After an effect, these name what acts: "eased by rest", "worsens with use".
_PASSIVE: Final = ("by ", "with ", "from ", "after ")
#: Between a negation and the effect it denies stand so many words at most: "does not always cause".
_SCOPE: Final = 2


def oppositions(
    sign: int,
    text: str,
    cues: Sequence[Cue],
    ends: tuple[frozenset[int], frozenset[int]],
    *,
    in_full: bool,
) -> Iterator[str]:
    """Say in predicates ("denies …") how a passage speaks against an effect of that sign.

    `ends` are the offsets of the words that name what acts and what it acts on; cues among them
    are part of a name ("trigger point"), no effect. `in_full` says that the second is named in full:
    only then does the effect before it govern it for sure.
    """
    acting, acted_on = ends
    named = acting | acted_on
    effects = [cue for cue in cues if cue.kind == "effect" and not named & set(range(cue.start, cue.end))]
    if _is_reversed(effects, acting - acted_on, acted_on - acting, text):
        yield "says it the other way round"
    before = [cue for cue in effects if cue.end <= min(acted_on, default=0)]
    if not before or not in_full:
        return
    governing = before[-1]
    if _SIGN.get(governing.value, sign) != sign:
        yield f"says \u201c{governing.words}\u201d, the opposite of the claim"
        return
    negations = [cue for cue in cues if cue.kind == "negation"]
    denied = {denied_by(negation, effects, text) for negation in negations}
    affirmed = any(_SIGN.get(cue.value) == sign for cue in effects if cue not in denied)
    if governing in denied and not affirmed:
        yield f"denies \u201c{governing.words}\u201d, which the claim affirms"


def is_borne_out(sign: int, cues: Iterable[Cue], text: str, names: frozenset[str]) -> bool:
    """Say whether a text tells of an effect that may have this sign; `names` are stems of the ends' labels.

    A cue of the sign does, one that goes either way, one that an end is named by ("release"), a
    word that may mean an effect, and for a lessening one a treatment. Where all cues are of the
    other sign, nothing else counts.
    """
    effects = [cue for cue in cues if cue.kind == "effect"]
    free = [cue for cue in effects if not names.issuperset(map(stem, cue.words.split()))]
    if free:
        return bool({_SIGN.get(cue.value, 0) for cue in free} & {sign, 0})
    if effects or (sign < 0 and any(cue.kind == "treatment" for cue in cues)):
        return True
    words = words_in(text)
    return any(_weak().longest(words, at)[0] for at in range(len(words)))


@cache
def _weak() -> Phrases:
    return Phrases(entries("bearing"))


def _is_reversed(effects: Sequence[Cue], acting: frozenset[int], acted_on: frozenset[int], text: str) -> bool:
    """Say whether an effect stands between the ends, with the one acted on where what acts belongs."""
    if not acting or not acted_on:
        return False
    for effect in effects:
        if effect.value == "either":  # "cases improve with time": these may stand after what they act on
            continue
        passive = effect.value == "from" or text[effect.end :].lstrip().startswith(_PASSIVE)
        left, right = (acting, acted_on) if passive else (acted_on, acting)
        if max(left) < effect.start and effect.end <= min(right):
            return True
    return False


def denied_by(negation: Cue, effects: Sequence[Cue], text: str) -> Cue | None:
    """Give the effect that a negation denies: the next one, some words at most between."""
    following = next((cue for cue in effects if cue.start >= negation.end), None)
    if following is None or len(text[negation.end : following.start].split()) > _SCOPE:
        return None
    return following
