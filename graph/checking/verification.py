"""Claims against a source text: is each passage still there, are the data in words of their own.

Verify is about truth to the source, validate (`graph.validation`) about shape. A passage that
cannot be found is a result, never an error. What is compared is the slice's SHA-256, so the
source's text need not be stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from graph.checking.changes import Change, Undone, what_changed
from graph.checking.locating import (
    CHANGED,
    EXACT,
    MISSING,
    MOVED,
    Located,
    agrees,
    claims_by_passage,
    leads_there,
    local_name,
    recorded_of,
    say_place,
    trace,
)
from graph.model import Claim, Corpus, Finding, Iri, Passage, Severity, Source, Verdict
from graph.text.passages import SourceText
from graph.text.wording import (
    WHOLE_SENTENCE,
    SharedRuns,
    anchor_fault,
    is_within,
    sentences_of,
    words_of,
)

_GONE = ("Its words are gone, and nothing in the text is what the data record of it.",)


class LiteralRow(NamedTuple):
    """A text in the data: the node it stands on, its property (IRIs), itself, and its file."""

    focus: str
    property: str
    text: str
    file: str


def verify_passages(corpus: Corpus, source: Source, text: SourceText) -> tuple[Verdict, ...]:
    """Hold every passage of `source` against `text`; one verdict each, sorted by IRI.

    exact: the slice at its offsets has its hash. moved: a slice elsewhere has it. changed: the
    anchors lead to other words. missing: nothing leads anywhere. Every slice is hashed even in
    an equal edition, so that a mistyped pin is never called exact. The findings are P01 (not
    exact; a warning where moved), P02 (the anchors lead elsewhere), P03 (section, block or item
    is another), P04 (two passages are one slice), P05 (the anchors quote too much).
    """
    text = text.under(source.sections)
    claims = claims_by_passage(corpus, source)
    located = trace(
        text, [passage for passage, _ in claims.values()], recorded_of(corpus, claims), source.length
    )
    owner: dict[tuple[int | None, int | None], Iri] = {}
    verdicts = []
    for iri in sorted(claims):
        passage, by = claims[iri]
        found = located[iri]
        report = _Report(passage, by)
        report.findings.extend(_judge(text, report, found))
        change = _change(text, passage, by, found)
        if found.verdict in (EXACT, MOVED):
            twin = owner.setdefault((found.start, found.end), iri)
            if twin != iri:
                report.add(
                    "P04-twin",
                    f"This passage is the same stretch as {local_name(twin)}: use that one for both claims.",
                )
        verdicts.append(
            Verdict(
                passage=iri,
                claims=tuple(claim.iri for claim in by),
                verdict=found.verdict,
                start=found.start,
                end=found.end,
                located_by=found.by,
                change=change.kind if change else None,
                score=found.score,
                reasons=_GONE if found.verdict == MISSING else change.reasons if change else (),
                pin=_pin_line(text, found),
                findings=tuple(report.findings),
            )
        )
    return tuple(verdicts)


def check_wording(
    rows: Iterable[LiteralRow], text: SourceText, exempt: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """Find texts in the data that are not in words of their own, in the order of `rows`.

    L01: more than five words in a row are the source's. L02: a whole sentence or list item of
    the source with five words or more. `exempt` are phrases that may be named as they stand
    (titles, headings, journal names). Messages name the run by its length and ends only.
    """
    allowed = {phrase: words_of(phrase) for phrase in exempt}
    phrases = set(allowed.values())
    shared = SharedRuns(text.text)
    whole = _whole_sentences(text, phrases)
    findings = []
    for row in rows:
        if row.text in allowed:
            continue
        run = shared.longest(row.text, phrases)
        sentence = None if run else next(_sentences_in(words_of(row.text), whole), None)
        words = run.words if run else sentence
        if words is None:
            continue
        rule, what = (
            (
                "L01-words",
                f"shares {len(words)} words in a row with the article, from {words[0]!r} to {words[-1]!r}",
            )
            if run
            else ("L02-sentence", f"holds a whole sentence or list item of the article ({len(words)} words)")
        )
        message = f"This {local_name(row.property)} {what}: say it in words of your own."
        findings.append(
            Finding(rule=rule, severity=Severity.VIOLATION, focus=row.focus, message=message, path=row.file)
        )
    return tuple(findings)


def _change(text: SourceText, passage: Passage, claims: Sequence[Claim], found: Located) -> Change | None:
    if found.verdict != CHANGED or not claims:
        return None
    content = text.text[found.start : found.end]
    if found.edit is None:
        return what_changed(claims, passage, content)
    start, end, before = found.edit
    old = text.text[found.start : start] + before + text.text[end : found.end]
    return what_changed(claims, passage, content, Undone(old, before, text.text[start:end]))


def _pin_line(text: SourceText, found: Located) -> str | None:
    """Write the pin line of a passage that moved (as `claimgraph anchor` does)."""
    if found.verdict != MOVED or found.start is None or found.end is None:
        return None
    hashed = text.slice_sha256(found.start, found.end)
    return f'cg:start {found.start} ; cg:end {found.end} ; cg:sha256 "{hashed}" .'


class _Report:
    """Collects the findings on one passage."""

    def __init__(self, passage: Passage, claims: Sequence[Claim]) -> None:
        self.passage = passage
        self.claim = next(iter(claims), None)  # a mark for no claim has none
        self.findings: list[Finding] = []

    def add(self, rule: str, message: str, severity: Severity = Severity.VIOLATION) -> None:
        self.findings.append(self.finding(rule, message, severity))

    def finding(self, rule: str, message: str, severity: Severity = Severity.VIOLATION) -> Finding:
        return Finding(
            rule=rule,
            severity=severity,
            focus=self.passage.iri,
            message=message,
            claim=self.claim.iri if self.claim else None,
            label=self.claim.label if self.claim else None,
        )


def _judge(text: SourceText, report: _Report, found: Located) -> Iterator[Finding]:
    """Say what is not as it should be with a passage that was found there."""
    passage = report.passage
    if found.verdict == MISSING:
        message = (
            "This passage is not in the text: anchor it anew, or delete it if the article says it no more."
        )
        yield report.finding("P01-passage", message)
        return
    if found.verdict == CHANGED:
        message = "The words of this passage have changed: read it again, then run claimgraph anchor --all."
        yield report.finding("P01-passage", message)
        return
    assert found.start is not None
    assert found.end is not None
    severity = Severity.VIOLATION
    if found.verdict == MOVED:
        severity = Severity.WARNING
        message = f"This passage has moved to {found.start}-{found.end}: run claimgraph anchor --all."
        yield report.finding("P01-passage", message, severity)
    if not leads_there(text, passage, (found.start, found.end)):
        message = (
            "The anchors do not lead to this passage alone: write them as the article does, or add a prefix."
        )
        yield report.finding("P02-anchors", message, severity)
    block = text.block_at(found.start, found.end)
    if found.verdict == EXACT and not agrees(block, passage):
        message = f"This passage stands in {say_place(block)}: correct its section, block and item."
        yield report.finding("P03-place", message)
    fault = anchor_fault(
        text.text[found.start : found.end], passage.anchor_start, passage.anchor_end, passage.anchor_prefix
    )
    if fault:
        yield report.finding("P05-limits", f"{fault[0].upper()}{fault[1:]}")


def _whole_sentences(
    text: SourceText, exempt: Collection[tuple[str, ...]]
) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """Give sentences and list items of enough words, by their first words."""
    whole: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for block in text.blocks:
        content = text.text[block.start : block.end]
        for words in {words_of(part) for part in (content, *sentences_of(content))}:
            if len(words) >= WHOLE_SENTENCE and not any(is_within(words, phrase) for phrase in exempt):
                whole[words[:WHOLE_SENTENCE]].append(words)
    return whole


def _sentences_in(
    words: tuple[str, ...], whole: dict[tuple[str, ...], list[tuple[str, ...]]]
) -> Iterator[tuple[str, ...]]:
    for at in range(len(words) - WHOLE_SENTENCE + 1):
        for sentence in whole.get(words[at : at + WHOLE_SENTENCE], ()):
            if words[at : at + len(sentence)] == sentence:
                yield sentence
