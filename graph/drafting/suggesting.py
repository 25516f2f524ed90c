"""What the words of a passage suggest: its kind, how firmly and how often, a figure, predicates.

Each suggestion comes with its cue, the words behind it. Rules over words and their places, no
grammar: what they get wrong an editor takes off, and what they leave open an editor writes. Which words
suggest what is data (``lexicon/en.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from graph.checking.direction import denied_by
from graph.checking.surroundings import Surroundings
from graph.model import DraftFigure, Suggestion
from graph.resources import lexicon
from graph.text.cues import Cue, cues_in
from graph.text.figures import Figure, figures_in
from graph.text.lexicon import Phrases, entries, words_in
from graph.text.numerals import COUNT, PERCENT, RATIO
from graph.vocab import AFFIRMED, ASSERTED, NEGATED

#: So many predicates are offered at most.
MOST_PREDICATES: Final = 4
_KINDS: Final = (
    "red-flag",
    "diagnostic",
    "prevention",
    "treatment",
    "symptom",
    "causal",
    "definition",
    "editorial",
)
#: What stands around counts less than what a passage says itself.
_OWN, _SENTENCE, _LEAD_IN, _HEADING = 4, 1, 3, 2
_MONTHS: Final = {"month": Decimal(1), "year": Decimal(12)}
_UNITS: Final = {PERCENT: "PERCENT", RATIO: RATIO, COUNT: COUNT}
#: Stores keep decimals of eighteen digits; no figure of an article has so many.
_TOO_MUCH: Final = Decimal(10) ** 12
_HUNDREDTH: Final = Decimal("0.01")
_COMPARED: Final = ("higher", "lower")
_LONGEST_HEDGE: Final = 3
_HEDGED: Final = ("possible", "tentative", "intended")
_UNHEDGED: Final = "no hedge was heard"


class Said(NamedTuple):
    """A phrase of the lexicon that a text says: its label, its words, where (code points, from 0)."""

    label: str
    words: str
    start: int
    end: int


def said(table: str, text: str) -> tuple[Said, ...]:
    """Give the phrases of a table of the lexicon that a text says, in order; linear.

    >>> [(one.label, one.words) for one in said("kinds", "An X-ray is painless.")]
    [('diagnostic', 'x ray')]
    """
    words = words_in(text)
    phrases = _phrases(table)
    found: list[Said] = []
    at = 0
    while at < len(words):
        length, labels = phrases.longest(words, at)
        if length:
            spoken = " ".join(word.text for word in words[at : at + length])
            span = (words[at].start, words[at + length - 1].end)
            found.extend(Said(label, spoken, *span) for _, label in labels)
        at += max(1, length)
    return tuple(found)


@cache
def _phrases(table: str) -> Phrases:
    return Phrases(entries(table))


def suggest_kind(around: Surroundings, figure: DraftFigure | None, *, item: bool) -> Suggestion | None:
    """Suggest which kind of claim a passage makes: a figure decides, else words of its own and around it.

    None where none of them tells.
    """
    if figure is not None:
        return Suggestion(value="statistic", cue=figure.cue)
    scores: dict[str, tuple[int, str]] = {}
    places = (
        (around.own, _OWN),
        (around.sentence, _SENTENCE),
        (around.lead_in if item else "", _LEAD_IN),
        (around.heading.partition(". ")[0], _HEADING),
    )
    for text, weight in places:
        for kind, words in _kinds_in(text):
            score, cue = scores.get(kind, (0, words))
            scores[kind] = (score + weight, cue)
    best = max(scores, key=lambda kind: (scores[kind][0], -_KINDS.index(kind)), default=None)
    return None if best is None else Suggestion(value=best, cue=scores[best][1])


@cache
def _kinds_in(text: str) -> tuple[tuple[str, str], ...]:
    """Give each kind that a text suggests, once, with the first words that do."""
    found: dict[str, str] = {}
    for one in said("kinds", text):
        found.setdefault(one.label, one.words)
    for cue in cues_in(text):
        if cue.kind == "effect":
            found.setdefault("causal", cue.words)
        elif cue.kind == "treatment":
            found.setdefault("treatment", cue.words)
    return tuple(found.items())


def suggest_firmness(
    around: Surroundings, *, item: bool, head: bool
) -> tuple[Suggestion, Suggestion | None, str | None]:
    """Suggest modality, frequency and the hedge; an item without its own has those of its list's lead-in."""
    texts = [around.own]
    if item and (head or not around.before):
        texts.append(around.lead_in)
    modality: Cue | None = None
    frequency: Cue | None = None
    for text in texts:
        cues = cues_in(text)
        denied = {cue.start for cue in cues if cue.kind == "negation"}
        modality = modality or next(
            (
                cue
                for cue in cues
                if cue.kind == "modality" and cue.value in _HEDGED and not denied & {cue.end, cue.end + 1}
            ),
            None,
        )
        frequency = frequency or next((cue for cue in cues if cue.kind == "frequency"), None)
    hedge = modality or frequency
    return (
        Suggestion(value=modality.value, cue=modality.words)
        if modality
        else Suggestion(value=ASSERTED, reason=_UNHEDGED),
        Suggestion(value=frequency.value, cue=frequency.words) if frequency else None,
        " ".join(hedge.words.split()[:_LONGEST_HEDGE]) if hedge else None,
    )


def suggest_polarity(own: str) -> tuple[str | None, str | None]:
    """Suggest whether a passage affirms or denies; None where a denial was heard, with its words."""
    cues = cues_in(own)
    denials = [cue for cue in cues if cue.kind == "negation" and cue.words in _denials()]
    if not denials:
        return AFFIRMED, None
    effects = [cue for cue in cues if cue.kind == "effect"]
    governed = [cue for cue in denials if denied_by(cue, effects, own)]
    if len(governed) == len(denials) and len(effects) == len(governed):
        return NEGATED, denials[0].words
    return None, denials[0].words


@cache
def _denials() -> frozenset[str]:
    return frozenset(lexicon()["denials"]["words"])


def suggest_figures(own: str) -> tuple[DraftFigure, ...]:
    """Suggest the figures of a passage, a claim for each; a comparison without number where there is none."""
    figures = figures_in(own)
    months = next((_months_of(figure) for figure in figures if _months_of(figure)), None)
    counted = [figure for figure in figures if figure.unit in _UNITS and figure.value < _TOO_MUCH]
    if counted:
        return tuple(_figure(own, figure, months) for figure in counted)
    for cue in cues_in(own):
        if cue.kind == "bound" and cue.value in _COMPARED:
            return (DraftFigure(bound=cue.value, value=None, unit=None, months=months, cue=cue.words),)
    return ()


def _figure(own: str, figure: Figure, months: int | None) -> DraftFigure:
    start = min(figure.start, figure.bound_start if figure.bound_start is not None else figure.start)
    end = max(figure.end, figure.bound_end or 0)
    return DraftFigure(
        bound=figure.bound or "exactly",
        value=figure.value.quantize(_HUNDREDTH) if figure.rounded else figure.value,
        unit=_UNITS[figure.unit or COUNT],
        months=months,
        cue=" ".join(word.text for word in words_in(own[start:end])[:5]),
    )


def _months_of(figure: Figure) -> int | None:
    scale = _MONTHS.get(figure.unit or "")
    if scale is None:
        return None
    months = figure.value * scale
    return int(months) if months == months.to_integral_value() and 1 <= months < 10**6 else None


def suggest_predicates(
    around: Surroundings, kind: Suggestion | None, figure: DraftFigure | None, *, item: bool, head: bool
) -> tuple[Suggestion, ...]:
    """Suggest predicates: by the passage's words, for what has none by the lead-in's, last by its kind.

    Not sorted by what fits the concepts: see `graph.drafting.naming`.
    """
    found: dict[str, str] = {}
    if figure is not None:
        found["hasMeasure"] = figure.cue
    own = list(_predicates_in(around.own))
    led = list(_predicates_in(around.lead_in)) if item and (head or not own) else []
    for name, words in (*led, *own) if head else (*own, *led):
        found.setdefault(name, words)
    suggested = [Suggestion(value=name, cue=words) for name, words in found.items()]
    usual = lexicon()["usual"][kind.value] if kind else None
    if kind and usual and usual not in found:
        suggested.append(Suggestion(value=usual, reason=f"as kind {kind.value} mostly has"))
    return tuple(suggested)


def _predicates_in(text: str) -> Iterator[tuple[str, str]]:
    """Give the predicates that a text suggests with their words: in its order, of one word the likeliest."""
    order: Mapping[str, int] = {name: at for at, name in enumerate(lexicon()["predicates"])}
    for one in sorted(said("predicates", text), key=lambda one: (one.start, order[one.label])):
        yield one.label, one.words


def cue_places(own: str, suggestions: Sequence[Suggestion]) -> tuple[int, int] | None:
    """Give where the words of the first suggestion stand in a passage; None if they do not."""
    wanted = suggestions[0].cue.split() if suggestions else []
    words = words_in(own)
    for at in range(len(words) - len(wanted) + 1):
        if wanted and [word.text for word in words[at : at + len(wanted)]] == wanted:
            return words[at].start, words[at + len(wanted) - 1].end
    return None
