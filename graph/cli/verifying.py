"""The verb that holds claims against the text of their article: ``verify``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from graph import sources as texts
from graph.cli.claimed import ClaimNames
from graph.cli.printing import fail, print_json, say
from graph.cli.receipts import receipt_note
from graph.cli.steps import read_claims
from graph.cli.tables import table
from graph.model import Claim, Corpus, Iri, Relevance, Verdict, Verification
from graph.names import Names, names_of
from graph.receipts import require_place, save_receipt
from graph.store import Data

_VERDICTS = ("exact", "moved", "changed", "missing")
_CHANGES = ("number", "hedge", "wording")
#: So many pin lines are printed; when a whole article has moved, anchor --all prints them for pasting.
_LINES = 20
_DOUBTFUL = "doubtful"
_RELEVANCES = ("supports", _DOUBTFUL, "abstains")


def verify(sources: Sequence[str], data: Data, form: str, receipt: str | None = None) -> None:
    """Print what became of each passage, the worst first, and fail where the claims do not hold.

    With `receipt`, write one to the file of that name.
    """
    place = None if receipt is None else Path(receipt)
    if place is not None:
        require_place(place)
    corpus = read_claims(data)
    files = texts.read_source_files(sources)
    found = texts.verify_files(corpus, files)
    kept = None if place is None else save_receipt(place, corpus, files, found)
    names = names_of(corpus)
    ids = ClaimNames.of(corpus, names)
    if form == "json":
        print_json([fact for one in found for fact in _facts(one, names, ids)])
    else:
        claims = {claim.iri: claim for claim in corpus.claims}
        click.echo("\n\n".join(part for one in found for part in _tables(one, claims, names, ids)))
    say(form, [*_notes(corpus, found, names), *ids.notes()])
    if receipt is not None:
        # A program has to hear of it, too, if there is none.
        say("table" if kept is None else form, [receipt_note(receipt, kept)])
    if not (found and all(one.holds for one in found)):
        fail()


def _facts(found: Verification, names: Names, ids: ClaimNames) -> Iterator[dict[str, object]]:
    """Give each claim with each of its passages, by claim."""
    for claim, verdict, relevance in _pairs(found):
        yield {
            "claim": names.curie(claim),
            "passage": names.curie(verdict.passage),
            "verdict": verdict.verdict,
            "change": verdict.change,
            "start": verdict.start,
            "end": verdict.end,
            "score": verdict.score,
            "located_by": verdict.located_by,
            "relevance": relevance.verdict if relevance else None,
            # The keys are promised, so an interest is marked as one more thing to know.
            "reasons": [
                *verdict.reasons,
                *(relevance.reasons if relevance else ()),
                *ids.sentences(claim),
            ],
        }


def _pairs(found: Verification) -> Iterator[tuple[Iri, Verdict, Relevance | None]]:
    relevances = {(entry.claim, entry.passage): entry for entry in found.relevances}
    pairs = sorted(
        (claim, verdict.passage, verdict) for verdict in found.verdicts for claim in verdict.claims
    )
    for claim, passage, verdict in pairs:
        yield claim, verdict, relevances.get((claim, passage))


def _tables(found: Verification, claims: dict[Iri, Claim], names: Names, ids: ClaimNames) -> Iterator[str]:
    """Give the counts, then what needs an editor, then the pin lines of what only moved."""
    relevances = Counter(entry.verdict for entry in found.relevances)
    counts = (*map(found.count, _VERDICTS), *(relevances[verdict] for verdict in _RELEVANCES))
    yield table(("article", *_VERDICTS, *_RELEVANCES), [(names.curie(found.source), *counts)])
    lost = sorted(
        ((claim, verdict) for claim, verdict, _ in _pairs(found) if verdict.verdict in _VERDICTS[2:]),
        key=lambda pair: (_VERDICTS.index(pair[1].verdict), _rank(pair[1].change)),
    )
    if lost:
        yield table(
            ("claim", "verdict", "where", "found by", "score", "what changed, and what is claimed"),
            [
                (
                    ids.full(claim),
                    f"{verdict.verdict}: {verdict.change}" if verdict.change else verdict.verdict,
                    "" if verdict.start is None else f"{verdict.start}-{verdict.end}",
                    verdict.located_by,
                    f"{verdict.score:.2f}",
                    " ".join((*verdict.reasons, f"Claimed: {claims[claim].label}")),
                )
                for claim, verdict in lost
            ],
        )
    doubtful = [(claim, entry) for claim, _, entry in _pairs(found) if entry and entry.verdict == _DOUBTFUL]
    if doubtful:
        yield table(
            ("claim", "passage", "why it is doubtful that the passage says it"),
            [
                (ids.full(claim), names.curie(entry.passage), " ".join(entry.reasons))
                for claim, entry in doubtful
            ],
        )
    moved = [verdict for verdict in found.verdicts if verdict.pin]
    if moved:
        yield table(
            ("moved passage", "found by", "its pin line now"),
            [(names.curie(verdict.passage), verdict.located_by, verdict.pin) for verdict in moved[:_LINES]],
        )


def _rank(change: str | None) -> int:
    return _CHANGES.index(change) if change in _CHANGES else -1


def _notes(corpus: Corpus, found: Sequence[Verification], names: Names) -> Iterator[str]:
    """Say in sentences what was checked, what was not, and what to do next."""
    for one in found:
        article = names.curie(one.source)
        if not one.verdicts:
            yield f"{one.path} is {article}: 0 passages checked: no claim of the data points into it."
            continue
        good = one.count("exact") + one.count("moved")
        rest = len(one.verdicts) - good
        end = f"{rest} to read again" if rest else "all of them as the data say"
        yield f"{one.path} is {article}: {len(one.verdicts)} passages checked, {end}."
    for one in found:
        moved = one.count("moved")
        if moved:
            more = f", {moved - _LINES} of them not listed here" if moved > _LINES else ""
            yield (
                f"{moved} passages have only moved{more}: claimgraph anchor --all --source {one.path} prints "
                "every line to paste."
            )
    checked = {verdict.passage for one in found for verdict in one.verdicts}
    others = {passage.iri for claim in corpus.claims for passage in claim.passages} - checked
    if others:
        yield f"{len(others)} passages of other articles were not checked: give their texts, too."
