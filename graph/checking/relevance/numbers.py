"""Whether a passage says the number that its claim gives, within the same bound."""

from __future__ import annotations

from collections.abc import Iterator

from graph.checking.surroundings import Reading
from graph.model import Claim, Statistic
from graph.text.figures import Figure, figures_in, look_up
from graph.text.wording import quoted


def is_asked(claim: Claim) -> bool:
    """Say whether a claim gives a number."""
    return claim.statistic is not None and claim.statistic.value is not None


def against_number(claim: Claim, passage: Reading) -> Iterator[str]:
    """Say in sentences what speaks against the claim's number; nothing where it has none."""
    if claim.statistic is None or claim.statistic.value is None:
        return
    held = look_up(claim.statistic, figures_in(passage.own))
    if held.figure is None:
        yield _other_number(claim.statistic, held.others)
    elif held.figure.bound and not held.bound:
        yield f"It says {quoted(held.figure.bound)}, the claim {quoted(claim.statistic.bound)}."


def _other_number(statistic: Statistic, others: tuple[Figure, ...]) -> str:
    wanted = f"{statistic.value:f} ({(statistic.unit or 'number').lower()})"
    said = f"; it gives {', '.join(f'{figure.value:.4g}' for figure in others)} instead" if others else ""
    return f"The passage does not say the statistic's number, {wanted}{said}."
