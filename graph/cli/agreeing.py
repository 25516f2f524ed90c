"""The verb ``agreement``: how far reviewers agree, and where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import click

from graph.cli.claimed import ClaimNames
from graph.cli.interested import Reviewers
from graph.cli.printing import print_facts, print_json, say
from graph.cli.steps import read_claims
from graph.cli.tables import printable
from graph.facts import Facts
from graph.model import Agreement, AgreementReport, Corpus, Disagreement
from graph.names import Names, names_of
from graph.reviewing.agreement import measure_agreement
from graph.store import Data

# Digits of a kappa in JSON: more than any count of claims can mean.
_DIGITS = 6
_TWO = 2
_COLUMNS = ("claims", "agreed", "percent", "kappa", "why")


def agreement(data: Data, form: str, *, most: int) -> None:
    """Print how far reviewers agree, by question and kind, and what is to be settled."""
    corpus = read_claims(data)
    names = names_of(corpus)
    found = measure_agreement(corpus)
    reviewers = Reviewers(corpus, names)
    if form == "json":
        print_json(_facts(found, corpus, names, reviewers))
    elif len(found.reviewers) < _TWO:
        click.echo(printable(_too_few(found, reviewers)))
    else:
        _print(found, corpus, names, reviewers, most)


def _too_few(found: AgreementReport, reviewers: Reviewers) -> str:
    remedy = "record one with claimgraph review, and let a second person do so without seeing it (--blind)."
    if not found.reviewers:
        return f"There are no reviews yet: {remedy}"
    return f"Only {reviewers.name(found.reviewers[0])} has reviewed so far: agreement takes two people."


def _print(found: AgreementReport, corpus: Corpus, names: Names, reviewers: Reviewers, most: int) -> None:
    ids = ClaimNames.of(corpus, names)
    rows = [
        (one.axis, one.kind or "all", ", ".join(map(reviewers.name, one.reviewers)), *_row(one))
        for one in found.pairs
    ]
    print_facts("table", None, ("axis", "kind", "reviewers", *_COLUMNS), rows)
    if found.groups:
        click.echo()
        rows = [
            (one.axis, one.kind or "all", f"all {len(one.reviewers)}", *_row(one)) for one in found.groups
        ]
        print_facts("table", None, ("axis", "kind", "Fleiss", *_COLUMNS), rows)
    shown = found.disagreements[:most]
    if shown:
        click.echo()
        print_facts(
            "table",
            None,
            ("no.", "claim", "axis", "weighs", "reviewer", "verdict", "reason", "says"),
            list(_queue(shown, corpus, ids, reviewers)),
        )
    say("table", [*_notes(found, len(shown)), *ids.notes(), *reviewers.mark_notes()])


def _row(one: Agreement) -> tuple[int, int, str, str, str]:
    kappa = one.kappa
    percent = f"{float(100 * Fraction(one.agreed, one.claims)):.0f} %" if one.claims else ""
    value = "none" if kappa.value is None else f"{float(kappa.value):.2f}"
    return one.claims, one.agreed, percent, value, kappa.why or ""


def _queue(
    shown: Sequence[Disagreement], corpus: Corpus, ids: ClaimNames, reviewers: Reviewers
) -> Iterator[tuple[object, ...]]:
    """Give a line for each reviewer of each claim; what they share stands on the first."""
    labels = {claim.iri: claim.label for claim in corpus.claims}
    for number, one in enumerate(shown, start=1):
        head: tuple[object, ...] = (str(number), ids.short(one.claim), one.axis, _weight(one))
        says = labels[one.claim]
        for review in one.reviews:
            yield (*head, reviewers.marked(review), review.verdict, review.note, says)
            head, says = ("", "", "", ""), ""


def _weight(one: Disagreement) -> str:
    loops = f"{one.loops} loop{'' if one.loops == 1 else 's'}" if one.loops else ""
    return ", ".join(filter(None, ("warning sign" if one.is_warning else "", loops)))


def _notes(found: AgreementReport, shown: int) -> Iterator[str]:
    left_out = found.reviews - found.counted
    more = (
        f"; {left_out} were revised, or looked at a claim or passage that has changed since"
        if left_out
        else ""
    )
    yield f"{found.counted} of {found.reviews} reviews count{more}."
    yield (
        "Kappa is agreement beyond chance: 1 where all agree, 0 where they do as often as by chance, less "
        "than 0 where less often."
    )
    missing = max((one.missing for one in found.groups), default=0)
    if missing:
        yield f"Fleiss' kappa leaves out claims that not all have judged: {missing} at most in a row."
    total = len(found.disagreements)
    if not total:
        yield "No claim has got different verdicts from two people."
    else:
        listed = "" if shown == total else f"; the first {shown} are listed (--most)"
        yield f"{total} disagreement{'' if total == 1 else 's'} to settle{listed}: talk, then review again."


def _facts(found: AgreementReport, corpus: Corpus, names: Names, reviewers: Reviewers) -> Facts:
    ids = ClaimNames.of(corpus, names)
    labels = {claim.iri: claim.label for claim in corpus.claims}
    return {
        "reviews": found.reviews,
        "counted": found.counted,
        "reviewers": sorted(map(reviewers.name, found.reviewers)),
        "pairs": [_agreement_facts(one, reviewers) for one in found.pairs],
        "groups": [_agreement_facts(one, reviewers) for one in found.groups],
        "disagreements": [
            {
                "claim": names.curie(one.claim),
                "label": labels[one.claim],
                "interests": ids.interests(one.claim),
                "axis": one.axis,
                "warning_sign": one.is_warning,
                "loops": one.loops,
                "verdicts": [
                    {
                        "reviewer": reviewers.name(review.reviewer),
                        "declares": reviewers.declares(review),
                        "verdict": review.verdict,
                        "reason": review.note,
                        "review": names.curie(review.iri),
                    }
                    for review in one.reviews
                ],
            }
            for one in found.disagreements
        ],
    }


def _agreement_facts(one: Agreement, reviewers: Reviewers) -> Facts:
    kappa = one.kappa
    return {
        "axis": one.axis,
        "kind": one.kind,
        "reviewers": [reviewers.name(person) for person in one.reviewers],
        "measure": "cohen" if len(one.reviewers) == _TWO else "fleiss",
        "claims": one.claims,
        "agreed": one.agreed,
        "missing": one.missing,
        "observed": _number(kappa.observed),
        "expected": _number(kappa.expected),
        "kappa": _number(kappa.value),
        "why": kappa.why,
        "verdicts": [_met(pair, count) for pair, count in one.verdicts],
    }


def _met(verdicts: Iterable[str], count: int) -> Facts:
    return {"verdicts": list(verdicts), "claims": count}


def _number(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), _DIGITS)
