"""How far people who reviewed the same claims agree, and where they do not."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from graph.model.authored import Iri
from graph.model.reviewed import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Kappa:
    """Agreement beyond chance, exactly: `value` is 1 where all agree, 0 where they do as chance would.

    `observed` is the share of agreement that was seen, `expected` that which chance would give; None
    without claims. `value` is None where it has no meaning; `why` then says so in words, and says of a
    value what one must know to read it.
    """

    claims: int
    observed: Fraction | None
    expected: Fraction | None
    value: Fraction | None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far `reviewers` agree on the question of `axis`, in claims of `kind`, or of all kinds (None).

    Two people: `kappa` is Cohen's, over the claims that both have judged. More: Fleiss', over those that
    all have. `agreed` counts the claims of these on which all gave one verdict, `missing` those that
    some of them have judged and others have not. `verdicts` says how often which verdicts met, one
    for each reviewer in their order, sorted; only of two.
    """

    axis: str
    kind: str | None
    reviewers: tuple[Iri, ...]
    claims: int
    agreed: int
    missing: int
    kappa: Kappa
    verdicts: tuple[tuple[tuple[str, ...], int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A claim on which people gave different verdicts: each with their newest that counts, by name.

    `is_warning` says that it is a warning sign, `loops` in how many loops it is an arrow, whatever the
    verdicts are.
    """

    claim: Iri
    axis: str
    reviews: tuple[Review, ...]
    is_warning: bool
    loops: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementReport:
    """What reviewers agree on, and what is to be settled.

    `pairs` are of two reviewers each, `groups` of all of an axis where these are more than two.
    `counted` reviews count (see `graph.standing`), of `reviews` that there are.
    """

    reviews: int
    counted: int
    reviewers: tuple[Iri, ...]
    pairs: tuple[Agreement, ...]
    groups: tuple[Agreement, ...]
    disagreements: tuple[Disagreement, ...]
