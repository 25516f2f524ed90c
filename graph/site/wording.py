"""The closed values of claims as plain words for readers. No judgement, no markup."""

from __future__ import annotations

from decimal import Decimal

from graph.model import Citation, Claim, Statistic
from graph.vocab import NEGATED

FIRMNESS = {
    "asserted": "Said flatly",
    "possible": "Said as possible",
    "tentative": "Said tentatively",
    "intended": "Said as an aim",
}
_FREQUENCY = {"usual": "as the usual case", "occasional": "as an occasional case"}
_BOUND = {
    "exactly": "",
    "approximately": "about ",
    "at-most": "at most ",
    "at-least": "at least ",
    "more-than": "more than ",
    "less-than": "less than ",
}
_NO_NUMBER = {
    "higher": "higher, no number given",
    "lower": "lower, no number given",
    "unquantified": "no number given",
}
_UNIT = {"PERCENT": " %", "ratio": " times", "count": ""}
_EVIDENCE = {
    "none": "No source is named",
    "vague": "A study is mentioned, with nothing to find it by",
    "named-unresolved": "A journal or author is named, the study is not identified",
    "candidate": "The study is not named; an editor found a likely one",
    "resolved": "The study is identified",
}


def firmly(claim: Claim) -> str:
    """Say how firmly a claim is made, with the source's own hedge words.

    The bare word of a modality that is not known here stands for itself.
    """
    text = FIRMNESS.get(claim.modality, claim.modality)
    if claim.frequency:
        text += f", {_FREQUENCY.get(claim.frequency, claim.frequency)}"
    if claim.polarity == NEGATED:
        text = f"Denied. {text}"
    return text + (f" (“{claim.hedge}”)" if claim.hedge else "")


def figure(statistic: Statistic) -> str:
    """Give the figure itself with its bound: ``at most 75 %``.

    >>> from decimal import Decimal
    >>> from graph.model import Iri
    >>> value = Decimal("7.50")
    >>> figure(Statistic(iri=Iri("x"), measure=Iri("m"), bound="at-most", value=value, unit="PERCENT"))
    'at most 7.5 %'
    """
    if statistic.value is None:
        return _NO_NUMBER.get(statistic.bound, statistic.bound)
    unit = statistic.unit or ""
    bound = _BOUND.get(statistic.bound, f"{statistic.bound} ")
    return f"{bound}{_plain(statistic.value)}{_UNIT.get(unit, f' {unit}')}"


def evidence(citation: Citation | None) -> str:
    """Say how well the source's evidence can be found; None is no citation at all."""
    status = citation.status if citation else "none"
    return _EVIDENCE.get(status, status)


def said_in(articles: int, publishers: int) -> str | None:
    """Say how many articles say something, and how many publishers independently; None of fewer than two.

    >>> said_in(3, 2), said_in(2, 1), said_in(1, 1)
    ('Said in 3 articles of 2 publishers', 'Said in 2 articles of 1 publisher', None)
    """
    if articles < 2:  # noqa: PLR2004 - one article needs no count
        return None
    return (
        f"Said in {many(articles)} articles of {many(publishers)} publisher{'' if publishers == 1 else 's'}"
    )


def duration(months: int) -> str:
    """Give a time frame: whole years where it is some.

    >>> duration(24), duration(1)
    ('2 years', '1 month')
    """
    count, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
    return f"{count} {unit}{'' if count == 1 else 's'}"


def _plain(value: Decimal) -> str:
    """Write a decimal without trailing zeros or exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def many(count: int) -> str:
    """Write a number of things so that it can be read.

    >>> many(999), many(10000)
    ('999', '10,000')
    """
    return f"{count:,}"


def lower_first(text: str) -> str:
    """Begin in small case, unless a name in capitals begins the text.

    >>> lower_first("Getting worse"), lower_first("MRI done")
    ('getting worse', 'MRI done')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
