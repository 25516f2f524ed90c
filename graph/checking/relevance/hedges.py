"""Whether a passage says it as firmly as its claim does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from graph.checking.surroundings import Reading
from graph.model import Claim
from graph.text.cues import Cue
from graph.text.lexicon import says
from graph.text.wording import quoted
from graph.vocab import ASSERTED

_HEDGES: Final = ("possible", "tentative", "intended")


def is_asked(claim: Claim) -> bool:
    """Say whether a claim says anything of firmness that a passage can speak against."""
    return bool(claim.hedge) or claim.modality == ASSERTED


def against_hedge(
    claim: Claim, passage: Reading, every: Sequence[Reading], cues_of: Callable[[str], tuple[Cue, ...]]
) -> Iterator[str]:
    """Say in sentences what speaks against the claim; `every` are all its passages: one holds its hedge."""
    if claim.hedge and not any(says(claim.hedge, text) for entry in every for text in _held_in(entry)):
        yield f"The recorded hedge {quoted(claim.hedge)} is not said in the passage, nor around it."
    if claim.modality == ASSERTED:
        cues = cues_of(passage.own)
        denied = {cue.start for cue in cues if cue.kind == "negation"}
        hedges = [
            cue
            for cue in cues
            # "cannot" does not hedge, it denies.
            if cue.kind == "modality" and cue.value in _HEDGES and not denied & {cue.end, cue.end + 1}
        ]
        if hedges:
            yield f"The passage hedges with {quoted(hedges[0].words)}, and the claim is flat."


def _held_in(passage: Reading) -> Iterator[str]:
    """Give the texts that may hold a hedge, each only when the one before does not."""
    yield passage.own
    yield passage.sentence
    yield passage.lead_in
