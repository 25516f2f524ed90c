"""What checks find: broken rules, and verdicts on passages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.model.authored import Iri

# A message is a sentence; a label beyond a claim's limit is cut in it.
_LONGEST_LABEL_CHARS = 240


class Severity(StrEnum):
    """How much a broken rule matters (SHACL severities)."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One broken rule. `rule` is the id (``V01-label``), `focus` the node it is about.

    `claim` is the claim the focus belongs to, `label` its label; `path`, `line` say where it
    starts in the data, as far as known.
    """

    rule: str
    severity: Severity
    focus: str
    message: str
    claim: Iri | None = None
    label: str | None = None
    path: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        words = " ".join((self.label or "").split())
        if len(words) > _LONGEST_LABEL_CHARS:
            words = words[:_LONGEST_LABEL_CHARS] + "…"
        label = f" ({words})" if words else ""
        return (
            f"{place}{': ' if place else ''}{self.severity} {self.rule}: {self.focus}{label}: {self.message}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationReport:
    """All findings, worst first, then by focus node and rule.

    `hints_counted` are hints that are not among them.
    """

    findings: tuple[Finding, ...] = ()
    hints_counted: int = 0

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity, listed or not."""
        listed = sum(finding.severity is severity for finding in self.findings)
        return listed + self.hints_counted if severity is Severity.INFO else listed

    @property
    def violations(self) -> tuple[Finding, ...]:
        """The findings that refuse the data, in order."""
        return tuple(found for found in self.findings if found.severity is Severity.VIOLATION)

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings and hints do not count."""
        return self.count(Severity.VIOLATION) == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a passage stands to a source text: `verdict` is exact, moved, changed or missing.

    `start`, `end` say where it was found in that text (None: missing), `located_by` on what
    evidence: position, neighbours, anchors or hash prove that the words are the same; undo proves
    the one edit that was made; anchors, neighbours, place and fuzzy lead to changed words.
    `change` says of changed words what changed: number, hedge or wording; `score` is 1 where a
    hash proves the verdict, 0 for missing, else how much of what is recorded still stands.
    `reasons` are sentences for an editor, `pin` the right pin line of what moved, `findings` the
    rules it breaks.
    """

    passage: Iri
    claims: tuple[Iri, ...]
    verdict: str
    start: int | None
    end: int | None
    located_by: str | None
    change: str | None = None
    score: float = 1.0
    reasons: tuple[str, ...] = ()
    pin: str | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """What one rule found of a claim and its passage: ends, number, hedge or direction.

    `verdict` and `reasons` are as in `Relevance`. `read` names all that it read of the text: a
    passage, and which part of what is around it (own, sentence, before, lead_in, heading, title).
    """

    rule: str
    verdict: str
    reasons: tuple[str, ...] = ()
    read: tuple[tuple[Iri, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """Whether a passage speaks for a claim that rests on it: `verdict` is supports, doubtful or abstains.

    `reasons` says why, a sentence each. `aspects` are what it is put together from: the doubtful ones
    decide, then those that abstain.
    """

    claim: Iri
    passage: Iri
    verdict: str
    reasons: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a text showed of the claims of `source`; `path` is how messages call the text.

    `verdicts` are sorted by passage, `relevances` by claim and passage; of a passage that is
    missing there is none.
    """

    source: Iri
    path: str
    verdicts: tuple[Verdict, ...]
    relevances: tuple[Relevance, ...] = ()

    def count(self, verdict: str) -> int:
        """Count the passages with this verdict."""
        return sum(entry.verdict == verdict for entry in self.verdicts)

    @property
    def holds(self) -> bool:
        """Whether at least one passage was checked, and every one is exact or moved."""
        return bool(self.verdicts) and self.count("exact") + self.count("moved") == len(self.verdicts)
