"""Source texts as people hand them over: read, recognised, and checked against the data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UsageError
from graph.model import Corpus, Finding, Severity, Source
from graph.names import article_slug, names_of, namespace_of
from graph.passages import SourceText, read_source
from graph.resources import query
from graph.store import ClaimStore, read_text
from graph.verification import LiteralRow, check_wording, match_source, verify_passages

_SPECIFICATION = re.compile(r"^(?P<slug>[a-z][a-z0-9-]*)=(?P<path>.+)$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCheck:
    """What one source text showed. `verdicts` counts the passages by verdict."""

    path: str
    source: str
    verdicts: dict[str, int]
    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        counts = ", ".join(f"{count} {verdict}" for verdict, count in self.verdicts.items())
        faults = sum(finding.severity is Severity.VIOLATION for finding in self.findings)
        rest = f"{faults} to correct" if faults else "in our own words throughout"
        return f"{self.path} is {self.source}: passages {counts or 'none'}; {rest}."


def read_source_text(specification: str, corpus: Corpus) -> tuple[Source, SourceText]:
    """Read ``FILE`` or ``SLUG=FILE`` and say which source of the corpus it is.

    Raises FileUnreadable for the file, UsageError where the slug is unknown or the text is that
    of no article of the data.
    """
    match = _SPECIFICATION.match(specification)
    slug, path = (match["slug"], match["path"]) if match else (None, specification)
    text = read_source(read_text(Path(path)).decode(), path=path)
    if slug is None:
        source = match_source(corpus, text)
        if source is None:
            raise UsageError(
                f"{path}: this is the text of no article in the data: name its article, as in SLUG={path}, "
                "or another file."
            )
        return source, text
    slugs = {article_slug(namespace_of(source.iri)): source for source in corpus.sources}
    if slug not in slugs:
        raise UsageError(f"{slug}={path}: no article has that slug: it is one of {', '.join(sorted(slugs))}.")
    return slugs[slug], text


def check_sources(
    store: ClaimStore, corpus: Corpus, specifications: Sequence[str]
) -> tuple[SourceCheck, ...]:
    """Verify the passages and the wording of the data against each source text, in the order given."""
    if not specifications:
        return ()
    names = names_of(corpus)
    literals = [
        LiteralRow(row["focus"] or "", row["property"] or "", row["text"] or "", row["file"] or "")
        for row in store.select(query("literals"))
    ]
    exempt = [row["phrase"] or "" for row in store.select(query("allowed-phrases"))]
    checks = []
    for specification in specifications:
        source, text = read_source_text(specification, corpus)
        verdicts = verify_passages(corpus, source, text)
        findings = [
            *(finding for verdict in verdicts for finding in verdict.findings),
            *check_wording(literals, text, exempt),
        ]
        checks.append(
            SourceCheck(
                path=text.path,
                source=names.curie(source.iri),
                verdicts=dict(sorted(Counter(str(verdict.verdict) for verdict in verdicts).items())),
                findings=tuple(findings),
            )
        )
    return tuple(checks)
