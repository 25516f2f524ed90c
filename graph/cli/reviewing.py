"""The verbs of editors: ``review`` and ``worklist``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from graph.cli.claimed import ClaimNames
from graph.cli.interested import Reviewers
from graph.cli.printing import print_facts, say
from graph.dataset import broken_records, open_dataset, read_despite_records
from graph.errors import UsageError
from graph.facts import Facts
from graph.model import WorkItem
from graph.names import Names, names_of
from graph.reviewing import recording
from graph.reviewing.declaring import Declaration, Declared, declare_interest
from graph.reviewing.recording import Recorded, ReviewRequest
from graph.reviewing.worklist import list_work
from graph.standing import STATUSES
from graph.store import Data


def review(
    name: str,
    data: Data,
    form: str,
    axis: str,
    verdict: str,
    reviewer: str,
    note: str | None,
    evidence: Sequence[tuple[str, str | None]],
    *,
    interest: tuple[Sequence[str], str] | None = None,
    blind: bool = False,
) -> None:
    """Record one verdict, and before it an interest of whoever gives it, if one is declared."""
    request = ReviewRequest(
        claim=name, axis=axis, verdict=verdict, reviewer=reviewer, note=note, evidence=tuple(evidence)
    )
    declared = _declare(reviewer, data, *interest) if interest else None
    done = recording.review_claim(_folder(data), request)
    _print_recorded(_seen(done, data) if blind else done, form, declared)


def declare(reviewer: str, data: Data, form: str, things: Sequence[str], label: str) -> None:
    """Record an interest alone."""
    done = _declare(reviewer, data, things, label)
    facts = _declared_facts(done)
    rows = [(done.person.name, done.label, ", ".join(facts["in"]), done.path or "as before")]
    print_facts(form, {"declared": facts}, ("who", "declares", "in", "record"), rows)
    say(form, [_declared_note(done)])


def _declare(reviewer: str, data: Data, things: Sequence[str], label: str) -> Declared:
    declaration = Declaration(reviewer=reviewer, things=tuple(things), label=label)
    return declare_interest(_folder(data), declaration)


def _declared_facts(done: Declared) -> Facts:
    return {
        "reviewer": done.person.name,
        "declares": done.label,
        "in": names_of(done.corpus).curies(done.things),
        "file": str(done.path) if done.path else None,
    }


def _declared_note(done: Declared) -> str:
    if done.path is None:
        return f"{done.person.name} has declared the same before: nothing was written."
    return f"What {done.person.name} reviews of it is marked, what was reviewed before included: {done.path}."


def take(file: Path, data: Data, form: str, *, reviewer: str | None, blind: bool = False) -> None:
    """Record the decisions of a downloaded file."""
    done = recording.import_decisions(_folder(data), file, reviewer=reviewer)
    _print_recorded(_seen(done, data) if blind else done, form)


def _seen(done: Recorded, data: Data) -> Recorded:
    """Give what was recorded with the claims as they stand by the verdicts of that reviewer alone."""
    if not done.written:
        return done
    review, _ = done.written[0]
    with open_dataset(data) as dataset:
        people = {person.iri: person.name for person in read_despite_records(dataset).people}
    with open_dataset(data, blind=people[review.reviewer]) as dataset:
        claims = {claim.iri: claim for claim in read_despite_records(dataset).claims}
    return replace(done, claims=tuple(claims[claim.iri] for claim in done.claims))


def _folder(data: Data) -> Path:
    """Give the one folder that records go to; raises UsageError for files, several places, or a store."""
    if isinstance(data, (str, Path)):
        return Path(data)
    raise UsageError("Reviews stand in files beside the data: name the one folder of these with --data.")


def _print_recorded(done: Recorded, form: str, declared: Declared | None = None) -> None:
    names = names_of(done.corpus)
    ids = ClaimNames.of(done.corpus, names)
    claims = {claim.iri: claim for claim in done.claims}
    facts = {
        "records": [
            {
                "id": names.curie(entry.iri),
                "file": str(path),
                "claim": names.curie(entry.claim),
                "axis": entry.axis,
                "verdict": entry.verdict,
            }
            for entry, path in done.written
        ],
        "known": done.known,
        "declared": _declared_facts(declared) if declared else None,
        "outdated": names.curies(done.outdated),
        "claims": [
            {
                "id": names.curie(claim.iri),
                "interests": ids.interests(claim.iri),
                "fidelity": claim.fidelity,
                "evidence": claim.evidence,
                "status": claim.status,
                "citation_depth": claim.citation_depth,
            }
            for claim in done.claims
        ],
    }
    rows = [
        (ids.full(entry.claim), entry.axis, entry.verdict, claims[entry.claim].status, path)
        for entry, path in done.written
    ]
    if rows or form == "json":
        print_facts(form, facts, ("claim", "axis", "verdict", "status now", "record"), rows)
    notes = [_declared_note(declared)] if declared else []
    if done.known:
        notes.append(f"Recorded already, and passed over: {done.known}.")
    if done.outdated:
        changed = ", ".join(names.curies(done.outdated))
        notes.append(f"Changed since they were looked at, so these verdicts are stale: {changed}.")
    say(form, [*notes, *ids.notes()])


def worklist(data: Data, form: str, *, most: int, blind: str | None = None) -> None:
    """List what to look at next and why; with `blind`, as that reviewer may see it."""
    with open_dataset(data, blind=blind) as dataset:
        corpus = read_despite_records(dataset)
        broken = broken_records(dataset.report)
    names = names_of(corpus)
    claims = {claim.iri: claim for claim in corpus.claims}
    ids = ClaimNames.of(corpus, names)
    reviewers = Reviewers(corpus, names)
    work = list_work(corpus)
    counts = Counter(claim.status for claim in corpus.claims)
    facts = {
        "work": [
            {
                **_item_facts(item, names),
                "label": claims[item.claim].label,
                "interests": ids.interests(item.claim),
                "reviewed_with_interest": reviewers.interested(item.claim),
                "status": claims[item.claim].status,
                "citation_depth": claims[item.claim].citation_depth,
            }
            for item in work
        ],
        "statuses": {status: counts[status] for status in STATUSES},
        "broken_records": [
            {"file": found.path, "line": found.line, "why": found.message} for found in broken
        ],
    }
    rows = [
        (
            ids.full(item.claim),
            item.reasons[0].kind,
            claims[item.claim].label,
            item.reasons[0].text,
            ", ".join(reason.kind for reason in item.reasons[1:]),
        )
        for item in work[:most]
    ]
    print_facts(form, facts, ("claim", "why", "says", "what to do", "and"), rows)
    first = "the first is" if most == 1 else f"the first {most} are"
    listed = f"; {first} listed" if len(work) > most else ""
    stand = ", ".join(f"{counts[status]} {status}" for status in STATUSES if counts[status])
    notes = [f"{len(work)} of {len(claims)} claims want a look{listed}.", f"Status of the claims: {stand}."]
    say(form, [*notes, *ids.notes(), *reviewers.notes([item.claim for item in work[:most]])])


def _item_facts(item: WorkItem, names: Names) -> Facts:
    return {
        "claim": names.curie(item.claim),
        "rank": item.rank,
        "reasons": [{"kind": why.kind, "axis": why.axis, "text": why.text} for why in item.reasons],
    }
