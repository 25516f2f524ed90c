"""What a receipt says: of each claim what was read, by which rule, and with what result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import Iri
from graph.receipts.rules import RuleVersions


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What one rule found of a claim's passage.

    `result` is the verdict of the rule, `change` what changed (number, hedge or wording), `place` where
    the passage was found, in code points of the text, end exclusive. `read` names the parts of the text
    that decided it (see `Stretch`); one of another passage of the claim has that one's IRI behind it.
    `reasons_sha256` is of the sentences that say why; `reasons` are these, in no receipt.
    """

    rule: str
    result: str
    read: tuple[str, ...]
    change: str | None = None
    place: tuple[int, int] | None = None
    reasons_sha256: str | None = None
    reasons: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A passage of a claim as it was read.

    `data_sha256` is of what the data say of it: its place, pins and anchors. `texts` holds the SHA-256
    of each part of the text in UTF-8: ``passage``; ``own``, its first 5000 characters; its ``sentence``,
    what its paragraph says ``before``, the ``lead_in`` of its list, the ``heading``s above, the ``title``.
    """

    passage: Iri
    data_sha256: str
    texts: Mapping[str, str]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a receipt says of one claim of an article.

    `claim_sha256` is of what people wrote of the claim, `names_sha256` of the labels of what it is about.
    """

    article: Iri
    claim: Iri
    claim_sha256: str
    names_sha256: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRead:
    """An article as it was read: its text by length and SHA-256 (see `graph.text.passages`)."""

    article: Iri
    text_length: int
    text_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was verified: the articles by IRI, the rules, and each claim, by article and IRI."""

    articles: tuple[ArticleRead, ...]
    rules: RuleVersions
    entries: tuple[Entry, ...]


def parts_read(entry: Entry) -> set[tuple[Iri, str]]:
    """Give the parts of the text that the checks of a claim read: a passage, and which part."""
    return {
        (Iri(of) or stretch.passage, part)
        for stretch in entry.stretches
        for check in stretch.checks
        for part, _, of in (name.partition(" ") for name in check.read)
    }
