"""What changed in a passage: a number, how firmly it is said, or its wording.

The old words are not stored. Where the one edit that was made is proved (`graph.checking.locating.undoing`),
it says what changed; else the new words are held against what the data record: the statistic's
value and bound, the hedge, the modality, the polarity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from graph.model import Claim, Passage
from graph.text.cues import HEDGES, NUMBERLESS, cues_in
from graph.text.figures import figures_in, look_up
from graph.text.lexicon import says
from graph.vocab import AFFIRMED, ASSERTED, NEGATED

NUMBER: Final = "number"
HEDGE: Final = "hedge"
WORDING: Final = "wording"

_DENIALS: Final = ("not", "never")
_UNSURE: Final = ("possible", "tentative")


class Change(NamedTuple):
    """What changed (number, hedge, wording), and why one can say so, a sentence each."""

    kind: str
    reasons: tuple[str, ...]


class Undone(NamedTuple):
    """A change that is proved: `before` stood where now `after` stands, and made `content` of the passage."""

    content: str
    before: str
    after: str


def what_changed(
    claims: Sequence[Claim], passage: Passage, content: str, undone: Undone | None = None
) -> Change:
    """Say what changed in the passage of `claims` whose words are now `content`.

    A number goes before a hedge, a hedge before wording. Linear in the words, times the claims.
    """
    if undone is not None:
        return _of_edit(claims, content, undone)
    numbers = tuple(dict.fromkeys(_numbers(claims, content)))
    if numbers:
        return Change(NUMBER, numbers)
    hedges = tuple(dict.fromkeys(_hedges(claims, passage, content)))
    if hedges:
        return Change(HEDGE, hedges)
    return Change(WORDING, ("The words have changed; the recorded hedge and number still stand.",))


def _of_edit(claims: Sequence[Claim], content: str, undone: Undone) -> Change:
    there = say_edit(undone.before, undone.after)
    old, new = _values(undone.content), _values(content)
    if old != new:
        return Change(NUMBER, (there,))
    stated = {claim.statistic.bound for claim in claims if claim.statistic is not None}
    if _said(undone.content, stated) != _said(content, stated):
        return Change(HEDGE, (there,))
    if _values(undone.before):
        return Change(WORDING, (f"The same number is written in another way: {there}",))
    return Change(WORDING, (there,))


def say_edit(before: str, after: str) -> str:
    """Say which words came for which; either may be none.

    >>> say_edit("may", "will"), say_edit("may", "")
    ("It said 'may' where it now says 'will'.", "The words 'may' are gone.")
    """
    gone, come = before.strip(" ,"), after.strip(" ,")
    if not gone:
        return f"Now {come!r} stands there, which did not."
    if not come:
        return f"The words {gone!r} are gone."
    return f"It said {gone!r} where it now says {come!r}."


def _values(text: str) -> Counter[Decimal]:
    return Counter(figure.value.normalize() for figure in figures_in(text))


def _said(text: str, stated: Collection[str]) -> Counter[tuple[str, str]]:
    """Count the hedges and denials of a text, the bounds of its numbers, and those without one that count."""
    said = Counter(
        (cue.kind, cue.words)
        for cue in cues_in(text)
        if cue.kind in HEDGES and (cue.value not in NUMBERLESS or cue.value in stated)
    )
    said.update(("bound", figure.bound or "") for figure in figures_in(text))
    return said


def _numbers(claims: Sequence[Claim], content: str) -> Iterator[str]:
    figures = figures_in(content)
    for claim in claims:
        statistic = claim.statistic
        if statistic is None or statistic.value is None:
            continue
        held = look_up(statistic, figures)
        if held.figure is None:
            unit = {"PERCENT": " percent", "ratio": " times"}.get(statistic.unit or "", "")
            others = " or ".join(content[figure.start : figure.end] for figure in held.others)
            now = f"it now says {others}" if others else "no such number is there"
            yield f"The recorded value is {statistic.value.normalize():f}{unit}; {now}."


def _hedges(claims: Sequence[Claim], passage: Passage, content: str) -> Iterator[str]:
    figures = figures_in(content)
    for claim in claims:
        if claim.statistic is not None:
            held = look_up(claim.statistic, figures)
            if held.figure is not None and not held.bound:
                yield f"The recorded bound {claim.statistic.bound!r} is no longer said of the number."
        # The lead-in of a list may hold the hedge of its items.
        if claim.hedge and not (claim.lists or passage.item) and not says(claim.hedge, content):
            yield f"The recorded hedge {claim.hedge!r} is gone."
        if claim.polarity == NEGATED and not any(cue.kind == "negation" for cue in cues_in(content)):
            yield "It is recorded as a denial, and nothing is denied any more."
    yield from _new_hedges(claims, content)


def _new_hedges(claims: Sequence[Claim], content: str) -> Iterator[str]:
    """Say which hedges and denials stand where all claims are recorded as flat, or as affirmed."""
    flat = all(claim.modality == ASSERTED for claim in claims)
    # A claim that is affirmed of who did *not* improve says so in its own words, too.
    affirmed = all(
        claim.polarity == AFFIRMED and not any(cue.kind == "negation" for cue in cues_in(claim.label))
        for claim in claims
    )
    for cue in cues_in(content):
        if flat and cue.kind == "modality" and cue.value in _UNSURE:
            yield f"It is recorded as said flatly; now {cue.words!r} stands there."
        if affirmed and cue.kind == "negation" and cue.words in _DENIALS:
            yield f"It is recorded as affirmed; now {cue.words!r} stands there."
