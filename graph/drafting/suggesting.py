"""What the words of a passage suggest: its kind, how firmly and how often, a figure, predicates.

Each suggestion comes with its cue, the words behind it. Rules over words and their places, no
grammar: what they get wrong an editor takes off, and what they leave open an editor writes. Which words
suggest what is data (``lexicon/en.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from graph.checking.direction import denied_by
from graph.checking.surroundings import Surroundings
from graph.drafting.clauses import Stretch
from graph.drafting.hearing import KEPT as _KEPT
from graph.drafting.hearing import Said, cues_of, said
from graph.model import DraftFigure, Suggestion
from graph.resources import lexicon
from graph.text.cues import Cue
from graph.text.figures import Figure, figures_in
from graph.text.lexicon import words_in
from graph.text.numerals import COUNT, PERCENT, RATIO
from graph.vocab import AFFIRMED, ASSERTED, NEGATED, RED_FLAG

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
#: Items of such lists name what the lead-in speaks of, whatever they do.
_LISTED: Final = ("red-flag", "symptom")
_DEFINED: Final = "definition"
_MEASURED: Final = "hasMeasure"
_HEDGED: Final = ("possible", "tentative", "intended")
_UNHEDGED: Final = "no hedge was heard"


def suggest_kind(
    around: Surroundings, figure: DraftFigure | None, stretch: Stretch, *, item: bool
) -> Suggestion | None:
    """Suggest which kind of claim a passage makes: a figure decides, else words of its own and around it.

    What calls for help is a warning sign whatever it counts. The head of an item is a name: what is said
    of it stands in the lead-in. None where no word tells.
    """
    if figure is not None and all(kind != RED_FLAG for kind, _ in _kinds_in(around.own)):
        return Suggestion(value="statistic", cue=figure.cue)
    scores: dict[str, tuple[int, str]] = {}
    places = (
        ("" if stretch.head else around.own, _OWN),
        (around.lead_in if item else "", _LEAD_IN),
        (around.heading.partition(". ")[0], _HEADING),
        (around.sentence, _SENTENCE),
    )
    for text, weight in places:
        for kind, words in _kinds_in(text):
            if kind == _DEFINED and weight in (_LEAD_IN, _SENTENCE):  # "these are": of the list, not of this
                continue
            score, cue = scores.get(kind, (0, words))
            governs = weight == _LEAD_IN and kind in _LISTED and not stretch.body
            scores[kind] = (score + (_OWN + 1 if governs else weight), cue)
    best = max(scores, key=lambda kind: (scores[kind][0], -_KINDS.index(kind)), default=None)
    return None if best is None else Suggestion(value=best, cue=scores[best][1])


@lru_cache(maxsize=_KEPT)
def _kinds_in(text: str) -> tuple[tuple[str, str], ...]:
    """Give each kind that a text suggests, once, with the first words that do."""
    found: dict[str, str] = {}
    for one in said("kinds", text):
        found.setdefault(one.label, one.words)
    named = {at for one in said("kinds", text) for at in range(one.start, one.end)}
    for cue in cues_of(text):
        if cue.kind == "effect" and cue.start not in named:
            found.setdefault("causal", cue.words)
        elif cue.kind == "treatment":
            found.setdefault("treatment", cue.words)
    return tuple(found.items())


def suggest_firmness(
    around: Surroundings, stretch: Stretch, leant_on: str, *, item: bool
) -> tuple[Suggestion, Suggestion | None, str | None]:
    """Suggest modality, frequency and the hedge.

    A clause without its own has those of the one that it leans on, an item those of its list's lead-in.
    """
    texts = [around.own]
    if stretch.leans:
        texts.append(leant_on)
    if item and not stretch.body and not around.before:
        texts.append(around.lead_in)
    modality: Cue | None = None
    frequency: Cue | None = None
    for text in texts:
        cues = cues_of(text)
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
    cues = cues_of(own)
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
    counted = [figure for figure in figures if _is_reported(figure, own)]
    if counted:
        return tuple(_figure(own, figure, months) for figure in counted)
    for cue in cues_of(own):
        if cue.kind == "bound" and cue.value in _COMPARED and (" " in cue.words or _compares(own)):
            return (DraftFigure(bound=cue.value, value=None, unit=None, months=months, cue=cue.words),)
    return ()


def _compares(own: str) -> bool:
    return any(word.text in lexicon()["comparing"]["words"] for word in words_in(own))


def _is_reported(figure: Figure, own: str) -> bool:
    """Say whether a figure is one: "two causes" in words names them, and counts nothing."""
    if figure.unit not in _UNITS or figure.value >= _TOO_MUCH:
        return False
    if figure.unit != COUNT or figure.bound:
        return True
    return any(character.isdigit() for character in own[figure.start : figure.end])


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
    around: Surroundings, kind: Suggestion | None, figure: DraftFigure | None, stretch: Stretch, *, item: bool
) -> tuple[Suggestion, ...]:
    """Suggest predicates: by the passage's words, for what has none by the lead-in's, last by its kind.

    Not sorted by what fits the concepts: see `graph.drafting.naming`.
    """
    found: dict[str, str] = {}
    own = [] if stretch.head else list(_predicates_in(around.own))
    led = list(_predicates_in(around.lead_in)) if item and not own else []
    listed = kind is not None and item and not stretch.body and kind.value in _LISTED
    if listed and kind is not None:
        led = [(name, words) for name, words in _predicates_in(around.lead_in) if name == _usual(kind)]
    for name, words in (*led, *own) if listed else (*own, *led):
        found.setdefault(name, words)
    if figure is not None:
        found = {_MEASURED: found.pop(_MEASURED, figure.cue), **found}
    suggested = [Suggestion(value=name, cue=words) for name, words in found.items()]
    if kind is not None and (usual := _usual(kind)) not in found:
        told = Suggestion(value=usual, reason=f"as kind {kind.value} mostly has")
        suggested = [told, *suggested] if listed else [*suggested, told]
    return tuple(suggested)


def _usual(kind: Suggestion) -> str:
    """Give the predicate that claims of a kind mostly have."""
    return str(lexicon()["usual"][kind.value])


def _predicates_in(text: str) -> Iterator[tuple[str, str]]:
    """Give the predicates that a text suggests with their words: in its order, of one word the likeliest.

    Of an effect that no phrase for a predicate holds, those of its direction.
    """
    order = {name: at for at, name in enumerate(lexicon()["predicates"])}
    found = list(said("predicates", text))
    named = {at for one in found for at in range(one.start, one.end)}
    for cue in cues_of(text):
        if cue.kind == "effect" and cue.start not in named:
            names = lexicon()["predicates-of-effects"].get(cue.value, ())
            found += [Said(name, cue.words, cue.start, cue.end) for name in names]
    for one in sorted(found, key=lambda one: (one.start, order[one.label])):
        yield one.label, one.words


def cue_places(own: str, suggestions: Sequence[Suggestion]) -> tuple[int, int] | None:
    """Give where the words of the first suggestion stand in a passage; None if they do not."""
    wanted = suggestions[0].cue.split() if suggestions else []
    words = words_in(own)
    for at in range(len(words) - len(wanted) + 1):
        if wanted and [word.text for word in words[at : at + len(wanted)]] == wanted:
            return words[at].start, words[at + len(wanted) - 1].end
    return None
