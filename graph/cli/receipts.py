"""Receipts of ``verify``: written beside its tables, and held against a new run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from graph.cli.claimed import ClaimNames
from graph.cli.printing import fail, print_json, say
from graph.cli.steps import read_claims
from graph.cli.tables import table
from graph.names import Names, names_of
from graph.receipts import (
    Breach,
    Cause,
    Receipt,
    ReceiptCheck,
    RuleChange,
    Why,
    check_receipt,
    load_receipt,
)
from graph.receipts.rules import PASSAGE
from graph.sources import read_source_files
from graph.store import Data

_SHORT = 12


def check(path: str, sources: Sequence[str], data: Data, form: str) -> None:
    """Print for which claims a receipt no longer holds, and why; fail where there is one, or none at all."""
    place = Path(path)
    receipt = load_receipt(place)
    files = read_source_files(sources)
    corpus = read_claims(data)
    found, _ = check_receipt(receipt, place, corpus, files)
    names = names_of(corpus)
    ids = ClaimNames.of(corpus, names)
    if form == "json":
        print_json(_facts(path, found, names))
    else:
        click.echo("\n\n".join(_tables(found, names, ids)))
    say(form, [*_notes(path, found, names), *ids.notes()])
    if not found.holds:
        fail()


def receipt_note(path: str, receipt: Receipt | None) -> str:
    """Say what a receipt that was written is of, and how to check it; or that there is none."""
    if receipt is None:
        return f"{path}: no receipt was written: leave out the texts of which 0 passages were checked."
    return (
        f"The receipt of {len(receipt.entries)} claims is in {path}. Whoever has the data and the text can "
        "rerun it: the same command with --check-receipt in place of --receipt."
    )


def _facts(path: str, found: ReceiptCheck, names: Names) -> dict[str, object]:
    return {
        "receipt": path,
        "holds": found.holds,
        "articles": [
            {
                "article": names.curie(one.article),
                "same_text": one.is_same_text,
                "claims": one.claims,
                "hold": one.hold,
                "broken": one.broken,
                "new": one.new,
            }
            for one in found.articles
        ],
        "rules": [
            {"rule": change.rule, "was": change.was, "now": change.now, "files": list(change.files)}
            for change in found.rules
        ],
        "claims": [
            {
                "claim": names.curie(breach.claim),
                "article": names.curie(breach.article),
                "why": [
                    {
                        "cause": str(why.cause),
                        "passage": None if why.passage is None else names.curie(why.passage),
                        "rule": why.rule,
                        "sentence": why.sentence,
                    }
                    for why in breach.why
                ],
            }
            for breach in found.breaches
        ],
    }


def _tables(found: ReceiptCheck, names: Names, ids: ClaimNames) -> Iterator[str]:
    """Give the counts, then the rules that are others, then each claim with its reasons."""
    yield table(
        ("article", "text", "claims", "hold", "broken", "new"),
        [
            (
                names.curie(one.article),
                {True: "same", False: "changed", None: "not on it"}[one.is_same_text],
                *(one.claims, one.hold, one.broken, one.new),
            )
            for one in found.articles
        ],
    )
    if found.rules:
        yield table(("rule", "version then", "now", "files that differ"), map(_rule_row, found.rules))
    if found.breaches:
        yield table(
            ("claim", "cause", "why the receipt does not hold for it"),
            [
                (ids.full(breach.claim), cause, why)
                for breach in found.breaches
                for cause, why in _reasons(breach)
            ],
        )


def _rule_row(change: RuleChange) -> tuple[str, str, str, str]:
    was, now = ("none" if one is None else one[:_SHORT] for one in (change.was, change.now))
    return change.rule, was, now, ", ".join(change.files)


def _reasons(breach: Breach) -> Iterator[tuple[str, str]]:
    """Give cause and sentence of each reason; which files make a rule another stands above, once for all."""
    rules = [str(why.rule) for why in breach.why if why.cause is Cause.RULE]
    for why in breach.why:
        if why.cause is not Cause.RULE:
            yield why.cause, why.sentence
        elif why.rule == rules[0]:
            one = len(rules) == 1
            yield (
                why.cause,
                f"The rule{'' if one else 's'} {', '.join(rules)} {'has' if one else 'have'} changed.",
            )


def _is_unexplained(why: Why) -> bool:
    """Say whether only the answer of a rule that reads the passage is another, and nothing it was told by."""
    return why.cause is Cause.RESULT and why.rule != PASSAGE


def _notes(path: str, found: ReceiptCheck, names: Names) -> Iterator[str]:
    """Say in sentences how the receipt stands."""
    claims = sum(one.claims for one in found.articles)
    broken = sum(one.broken for one in found.articles)
    new = sum(one.new for one in found.articles)
    if not claims:
        yield f"{path}: 0 claims are on this receipt, so nothing was checked by it."
    elif broken:
        yield f"The receipt no longer holds for {broken} of its {claims} claims."
    else:
        every = "its one claim" if claims == 1 else f"all {claims} claims"
        yield f"The receipt holds for {every}: the same claims, bytes, rules and results."
    if new:
        yield f"{new} claims are not on the receipt."
    for one in found.articles:
        if one.is_same_text is False:
            rest = "changed" if one.broken else "changed, where no check reads it: every claim still holds"
            yield f"The text of {names.curie(one.article)} has {rest}."
    same = sum({why.cause for why in breach.why} == {Cause.RULE} for breach in found.breaches)
    if same:
        yield f"For {same} of these nothing but rules has changed: what these find is the same."
    if any(all(map(_is_unexplained, breach.why)) for breach in found.breaches):
        yield (
            "Where nothing but a result differs, it hangs on the rest of the text or of the labels, or on "
            "another version of Python or of a library."
        )
    if not found.holds:
        yield "See what was found now without --check-receipt; --receipt writes a new one."
