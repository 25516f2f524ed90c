"""Agreement beyond chance: two textbook formulas, in exact arithmetic.

Cohen, J.: *A coefficient of agreement for nominal scales*. Educational and Psychological Measurement
20(1), 1960, 37-46. Fleiss, J. L.: *Measuring nominal scale agreement among many raters*.
Psychological Bulletin 76(5), 1971, 378-382. Both are ``(observed - expected) / (1 - expected)``; they
differ in what chance is expected to give. The libraries that have them (scikit-learn the one, statsmodels
the other) weigh tens of megabytes, compute in floating point, and give NaN where nothing can be said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from graph.model import Kappa

# With fewer claims than this, agreement cannot be told from chance.
_FEWEST = 2
_NONE = "no claim in common"
_ONE = "one claim in common is too few"
_SAME = "one verdict throughout: chance agrees as often"
_CONSTANT = "one of them gave one verdict throughout: always 0"


def cohens_kappa(pairs: Iterable[tuple[str, str]]) -> Kappa:
    """Give Cohen's kappa of two raters, from their verdicts on each claim. Linear.

    Chance is expected to agree as two people would who give their verdicts as often as these two do,
    each for themselves. The order of claims does not count, nor how verdicts are called, nor who comes
    first.

    >>> found = cohens_kappa([("yes", "yes"), ("yes", "no"), ("no", "no"), ("no", "no")])
    >>> str(found.observed), str(found.expected), str(found.value)
    ('3/4', '1/2', '1/2')
    >>> cohens_kappa([("yes", "yes"), ("yes", "yes")]).why
    'one verdict throughout: chance agrees as often'
    """
    counts = Counter(pairs)
    total = counts.total()
    if not total:
        return Kappa(claims=0, observed=None, expected=None, value=None, why=_NONE)
    first, second = Counter[str](), Counter[str]()
    for (one, other), count in counts.items():
        first[one] += count
        second[other] += count
    agreed = sum(count for (one, other), count in counts.items() if one == other)
    expected = Fraction(sum(first[verdict] * second[verdict] for verdict in first), total * total)
    why = _CONSTANT if 1 in {len(first), len(second)} else None
    return _beyond_chance(total, Fraction(agreed, total), expected, why)


def fleiss_kappa(rows: Iterable[Sequence[str]]) -> Kappa:
    """Give Fleiss' kappa of any number of raters, from all verdicts on each claim. Linear.

    Each claim has as many verdicts, two at least; whose they are does not count. What is observed is the
    share of pairs of raters that agree on a claim. Chance is expected to agree as people would who all
    give verdicts as often as all of these together; of two raters, that is Scott's pi. Raises
    ValueError where one claim has more verdicts than another, or fewer than two.

    >>> found = fleiss_kappa(["aab", "bbb", "aaa"])
    >>> str(found.observed), str(found.expected), str(found.value)
    ('7/9', '41/81', '11/20')
    """
    tables = [Counter(row) for row in rows]
    sizes = {table.total() for table in tables}
    if not tables:
        return Kappa(claims=0, observed=None, expected=None, value=None, why=_NONE)
    if len(sizes) > 1 or min(sizes) <= 1:
        raise ValueError("each claim needs as many verdicts as the others, and two at least")
    (raters,) = sizes
    total = len(tables)
    pairs = sum(count * (count - 1) for table in tables for count in table.values())
    overall = sum(tables, Counter[str]())
    expected = Fraction(sum(count * count for count in overall.values()), (total * raters) ** 2)
    return _beyond_chance(total, Fraction(pairs, total * raters * (raters - 1)), expected, None)


def _beyond_chance(claims: int, observed: Fraction, expected: Fraction, why: str | None) -> Kappa:
    """Put the share that was observed beside that which chance would give, where both can be told."""
    value = None
    if claims < _FEWEST:
        why = _ONE
    elif expected == 1:
        why = _SAME
    else:
        value = (observed - expected) / (1 - expected)
    return Kappa(claims=claims, observed=observed, expected=expected, value=value, why=why)
