"""Files of decisions, as the editors' page downloads them: read, and held against the data.

The format is ``claimgraph-decisions/1``, a JSON object::

    {"format": "claimgraph-decisions/1",
     "reviewer": "Name of the reviewer",
     "articles": ["https://…#article"],
     "decisions": [{"claim": "https://…#c001", "axis": "fidelity", "verdict": "faithful",
                    "time": "2026-01-10T09:05:00Z", "note": null,
                    "digest": "<64 hex>", "passages": ["<64 hex>"],
                    "evidence": [{"id": "10.1000/182", "title": "…"}]}]}

`digest` and `passages` say what the page showed: what was looked at, also if the data have changed
since. A file comes from anywhere, so nothing in it is believed before it is checked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from graph.errors import DecisionsRefused, FileUnreadable, GraphError
from graph.lookup import find_claim
from graph.model import Claim, Corpus, Decision, Iri, Study
from graph.reviewing.reviews import study_iri
from graph.vocab import DECISIONS_FORMAT

#: Clocks differ; a time so far ahead of ours is still now.
CLOCK_SKEW = timedelta(minutes=5)
_SHA256 = re.compile(r"^[0-9a-f]{64}$")


def read_decisions(
    content: bytes, path: str, corpus: Corpus, *, now: datetime, reviewer: str | None = None
) -> tuple[Decision, ...]:
    """Give the decisions of a file, oldest first.

    `reviewer` stands in for the name in the file. Raises FileUnreadable for what is no such file,
    DecisionsRefused (where and why) for decisions on other data or that make no sense: all or none
    are taken.
    """
    facts = _parse(content, path)
    unknown = sorted(set(_texts(facts, "articles", path)) - {source.iri for source in corpus.sources})
    if unknown:
        raise DecisionsRefused(
            path,
            f"these decisions are about other data, those of {', '.join(unknown)}: name their folder "
            "with --data.",
        )
    name = reviewer or facts.get("reviewer")
    if not isinstance(name, str) or not name.strip():
        raise DecisionsRefused(path, "it does not say who decided: say it with --by NAME.")
    entries = facts.get("decisions")
    if not isinstance(entries, list) or not entries:
        raise DecisionsRefused(path, "there are no decisions in it: make some on the page, then download.")
    found = [
        _decision(_Entry(entry, f"{path}: decision {n}"), corpus, name, now)
        for n, entry in enumerate(entries, 1)
    ]
    return tuple(sorted(found, key=lambda decision: decision.time))


def _parse(content: bytes, path: str) -> Mapping[str, Any]:
    try:
        facts = json.loads(content)
    except (ValueError, RecursionError) as error:
        detail = f"it is not JSON ({error})" if isinstance(error, json.JSONDecodeError) else "it is not JSON"
        raise FileUnreadable(path, f"{detail}: name the file that the editors' page downloads.") from error
    if not isinstance(facts, dict) or facts.get("format") != DECISIONS_FORMAT:
        raise FileUnreadable(
            path,
            f"it is no file of decisions ({DECISIONS_FORMAT}): name one that the editors' page downloads.",
        )
    return facts


class _Entry:
    """One decision as it stands in the file; what is wrong with it is said with its place."""

    def __init__(self, facts: object, place: str) -> None:
        if not isinstance(facts, dict):
            raise DecisionsRefused(place, "it is no object with claim, axis and verdict.")
        self._facts: dict[str, Any] = facts
        self.place = place

    def text(self, name: str) -> str:
        value = self._facts.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self.refusal(f"its {name} is missing or empty.")
        return value

    def optional(self, name: str) -> str | None:
        return None if self._facts.get(name) is None else self.text(name)

    def hash(self, value: object, what: str) -> str:
        if not isinstance(value, str) or not _SHA256.match(value):
            raise self.refusal(f"its {what} is no SHA-256.")
        return value

    def list(self, name: str) -> list[Any]:
        value = self._facts.get(name, [])
        if not isinstance(value, list):
            raise self.refusal(f"its {name} is no list.")
        return value

    def refusal(self, detail: str) -> DecisionsRefused:
        return DecisionsRefused(self.place, detail)


def _decision(entry: _Entry, corpus: Corpus, reviewer: str, now: datetime) -> Decision:
    claim = _claim(entry, corpus)
    return Decision(
        claim=claim.iri,
        axis=entry.text("axis"),
        verdict=check_verdict(corpus, entry.text("axis"), entry.text("verdict"), entry.place),
        reviewer=reviewer,
        time=_time(entry, now),
        passage_hashes=tuple(entry.hash(value, "passage hash") for value in entry.list("passages")),
        digest=entry.hash(entry.text("digest"), "digest"),
        note=entry.optional("note"),
        evidence=_studies(entry, corpus),
    )


def _claim(entry: _Entry, corpus: Corpus) -> Claim:
    try:
        return find_claim(corpus, entry.text("claim"))
    except GraphError as error:
        raise entry.refusal(f"{error} These may be decisions on other data.") from error


def _time(entry: _Entry, now: datetime) -> datetime:
    written = entry.text("time")
    try:
        time = datetime.fromisoformat(written)
    except ValueError as error:
        raise entry.refusal(f"its time {written!r} is no date and time.") from error
    time = time if time.tzinfo else time.replace(tzinfo=UTC)
    if time > now + CLOCK_SKEW:
        raise entry.refusal(f"its time {written} is in the future: correct the clock or the file.")
    return time


def _studies(entry: _Entry, corpus: Corpus) -> tuple[Study, ...]:
    titles = {study.iri: study.title for study in corpus.studies}
    found = []
    for number, value in enumerate(entry.list("evidence"), 1):
        study = _Entry(value, f"{entry.place}: evidence {number}")
        try:
            iri = study_iri(study.text("id"))
        except GraphError as error:
            raise study.refusal(str(error)) from error
        found.append(Study(iri=iri, title=titles.get(iri) or study.text("title")))
    return tuple(found)


def check_verdict(corpus: Corpus, axis: str, verdict: str, place: str) -> str:
    """Give `verdict` if it answers the question of `axis`; raises DecisionsRefused with those that do."""
    axes = {answer.axis for answer in corpus.answers}
    if axis not in axes:
        raise DecisionsRefused(place, f"there is no axis {axis!r}: it is {_either(axes)}.")
    fitting = [answer.verdict for answer in corpus.answers if answer.axis == axis]
    if verdict not in fitting:
        raise DecisionsRefused(place, f"{verdict!r} is no verdict on {axis}: choose {_either(fitting)}.")
    return verdict


def _either(words: Iterable[str]) -> str:
    *most, last = sorted(words)
    return f"{', '.join(most)} or {last}" if most else last


def _texts(facts: Mapping[str, Any], name: str, path: str) -> list[Iri]:
    values = facts.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise FileUnreadable(path, f"its {name} are no list of names: download the file anew.")
    return [Iri(value) for value in values]
