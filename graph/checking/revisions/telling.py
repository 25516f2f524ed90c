"""What changed between the old words of a passage and the new: numbers, hedges, other words.

Both are at hand, so what stood there and what stands there now is told, in at most five words each. A
number has changed if a value or its unit has: the same value written in another way is wording. A
hedge has if a word that says how firmly, how often, whether, or within which bound came or went;
one that means the same in its place (*often*, *frequently*) is wording, unless the data record the
old word as the hedge of a claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from graph.checking.changes import say_edit
from graph.checking.locating import common_runs
from graph.model import Claim, EditionFate
from graph.text.cues import HEDGES, NUMBERLESS, cues_in
from graph.text.figures import Figure, figures_in
from graph.text.lexicon import content_stems, fold, says, words_in
from graph.text.numerals import COUNT
from graph.text.wording import ANCHOR_WORDS

#: So many changes of wording are told; the rest are counted.
_TOLD: Final = 3
#: "Two thirds", and "67 percent".
_ROUNDED: Final = Decimal("0.7")
#: What a unit of time is, in one that it is a multiple of. Months are not so many days.
_DURATIONS: Final = {
    "hour": ("minute", 60),
    "day": ("minute", 24 * 60),
    "week": ("minute", 7 * 24 * 60),
    "year": ("month", 12),
}
_GAP: Final = "\u2026"
_WAYS: Final = ("more", "less")


class Told(NamedTuple):
    """All that changed, the worst first, and a sentence for each change."""

    changes: tuple[EditionFate, ...]
    reasons: tuple[str, ...]


class _Hedge(NamedTuple):
    """A phrase that says how firmly and the like; `labels` are its meanings, kind and value."""

    words: str
    labels: frozenset[tuple[str, str]]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its meanings."""
        return frozenset(kind for kind, _ in self.labels)


def tell(old: str, new: str, claims: Sequence[Claim] = ()) -> Told:
    """Say what changed where `old` stood and `new` stands; `claims` rest on it. Linear in most cases.

    >>> told = tell("may stop up to 20 percent of clocks", "will stop up to 30% of clocks")
    >>> [str(change) for change in told.changes]
    ['number changed', 'hedge changed']
    >>> told.reasons
    ("It said '20 percent' where it now says '30%'.", "It said 'may' where it now says 'will'.")
    """
    same, numbers = _numbers(old, new)
    hedges = list(_hedges(old, new, claims, same))
    changes = [EditionFate.NUMBER] if numbers else []
    changes += [EditionFate.HEDGE] if hedges else []
    reasons = [_say(*pair) for pair in (*numbers, *hedges)]
    explained = " ".join(words for pair in (*numbers, *hedges) for words in pair)
    if not changes or _rest(old, explained) != _rest(new, explained):
        reasons += ["Other words have changed, too."] if changes else _wording(old, new)
        changes.append(EditionFate.REWORDED)
    return Told(tuple(changes), tuple(dict.fromkeys(reasons)))


def few_words(text: str) -> str:
    """Give the first and last words of a text, five at most.

    >>> few_words("a clock that nobody winds will stop")
    'a clock that \u2026 will stop'
    """
    words = text.split()
    if len(words) <= ANCHOR_WORDS:
        return " ".join(words)
    last = ANCHOR_WORDS // 2
    return " ".join([*words[: ANCHOR_WORDS - last], _GAP, *words[-last:]])


def _say(before: str, after: str) -> str:
    return say_edit(few_words(before), few_words(after))


def _numbers(old: str, new: str) -> tuple[list[tuple[Figure, Figure]], list[tuple[str, str]]]:
    """Pair the figures that are the same, and give those that changed, before and after."""
    gone, come = list(figures_in(old)), list(figures_in(new))
    same = []
    for figure in list(gone):
        other = next((one for one in come if _is_same(figure, one)), None)
        if other is not None:
            same.append((figure, other))
            gone.remove(figure)
            come.remove(other)
    changed = []
    for figure in gone:
        other = next((one for one in come if one.unit == figure.unit), come[0] if come else None)
        if other is None:
            changed.append((old[figure.start : figure.end], ""))
            continue
        come.remove(other)
        changed.append((old[figure.start : figure.end], new[other.start : other.end]))
        # The bound of a figure that changed is compared as if the figure had stayed.
        same.append((figure, other))
    changed += [("", new[figure.start : figure.end]) for figure in come]
    return same, changed


def _is_same(one: Figure, other: Figure) -> bool:
    """Say whether two figures are of one size: 40 percent and two in five, half an hour and 30 minutes."""
    (unit, times), (another, as_many) = (
        _DURATIONS.get(figure.unit or COUNT, (figure.unit or COUNT, 1)) for figure in (one, other)
    )
    if unit != another:
        return False
    spread = _ROUNDED if one.rounded or other.rounded else Decimal(0)
    return abs(one.value * times - other.value * as_many) <= spread


def _hedges(
    old: str, new: str, claims: Sequence[Claim], same: Sequence[tuple[Figure, Figure]]
) -> Iterator[tuple[str, str]]:
    """Give the hedges that changed, before and after; an empty one came or went."""
    stated = {claim.statistic.bound for claim in claims if claim.statistic is not None}
    recorded = [claim.hedge for claim in claims if claim.hedge and says(claim.hedge, old)]
    gone, come = _unlike(_hedges_of(old), _hedges_of(new), recorded)
    come = [hedge for hedge in come if _counts(hedge, stated)]
    told = []
    for hedge in gone:
        if _counts(hedge, stated):
            other = next((one for one in come if one.kinds & hedge.kinds), come[0] if come else None)
            if other is not None:
                come.remove(other)
            told.append(hedge.words)
            yield hedge.words, other.words if other else ""
    for hedge in come:
        yield "", hedge.words
    for one, another in same:
        if one.bound != another.bound:
            yield _bound(old, one), _bound(new, another)
    for words in dict.fromkeys(recorded):
        if not says(words, new) and not any(says(words, one) or says(one, words) for one in told):
            yield words, ""


def _unlike(
    old: list[_Hedge], new: list[_Hedge], recorded: Sequence[str]
) -> tuple[list[_Hedge], list[_Hedge]]:
    """Take out what stands in both: the same words, then words of one meaning that nobody has recorded."""
    gone, come = list(old), list(new)
    for is_twin in (_says_the_same, _means_the_same):
        for hedge in list(gone):
            if is_twin is _means_the_same and any(says(words, hedge.words) for words in recorded):
                continue
            twin = next((one for one in come if is_twin(one, hedge)), None)
            if twin is not None:
                gone.remove(hedge)
                come.remove(twin)
    return gone, come


def _says_the_same(one: _Hedge, other: _Hedge) -> bool:
    return fold(one.words) == fold(other.words)


def _means_the_same(one: _Hedge, other: _Hedge) -> bool:
    return bool(one.labels & other.labels)


def _counts(hedge: _Hedge, stated: set[str]) -> bool:
    """Say whether a phrase hedges what is claimed: words that stand for a number do where one is stated."""
    return any(kind != "bound" or value in stated for kind, value in hedge.labels)


def _hedges_of(text: str) -> list[_Hedge]:
    """Give the phrases of a text that hedge or deny, but for the bounds of its figures."""
    labels: dict[tuple[int, int], set[tuple[str, str]]] = {}
    for cue in cues_in(text):
        if cue.kind in HEDGES and (cue.kind != "bound" or cue.value in NUMBERLESS):
            labels.setdefault((cue.start, cue.end), set()).add((cue.kind, cue.value))
    return [_Hedge(text[start:end], frozenset(found)) for (start, end), found in labels.items()]


def _bound(text: str, figure: Figure) -> str:
    """Give the words of a figure's bound; none where it has none."""
    return text[figure.bound_start : figure.bound_end] if figure.bound_start is not None else ""


def _rest(text: str, explained: str) -> list[str]:
    """Give the stems of what names something and is not explained yet."""
    known = {word.text for word in words_in(explained)}
    left = " ".join(word.text for word in words_in(text) if word.text not in known)
    return list(content_stems(left))


def _wording(old: str, new: str) -> list[str]:
    """Say which words came for which, a sentence each; what turns the other way goes first."""
    edits = list(_edits(old, new))
    if not edits:
        return ["Only marks, capitals or accents have changed."]
    told = [_say(*edit) for edit in edits[:_TOLD]]
    turned = _turned(old, new)
    if turned is not None:
        told.insert(0, f"Look at the direction: {_say(*turned)[0].lower()}{_say(*turned)[1:]}")
    rest = len(edits) - _TOLD
    return [*told, *([f"{rest} more places have changed."] if rest > 0 else [])]


def _edits(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Give the stretches that differ, before and after."""
    one, other = words_in(old), words_in(new)
    here = there = 0
    runs = list(common_runs([word.text for word in one], [word.text for word in other]))
    for first, second, size in (*runs, (len(one), len(other), 0)):
        if here < first or there < second:
            before = old[one[here].start : one[first - 1].end] if here < first else ""
            yield before, new[other[there].start : other[second - 1].end] if there < second else ""
        here, there = first + size, second + size


def _turned(old: str, new: str) -> tuple[str, str] | None:
    """Give the words for an effect, before and after, where it was more and is less, or the reverse."""
    before, after = (
        {cue.value: cue.words for cue in cues_in(text) if cue.kind == "effect" and cue.value in _WAYS}
        for text in (old, new)
    )
    if len(before) == 1 == len(after) and before.keys() != after.keys():
        return next(iter(before.values())), next(iter(after.values()))
    return None
