"""Source texts as people hand them over: read, recognised, and checked against the data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UsageError
from graph.model import Corpus, Finding, Severity, Source
from graph.names import names_of
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A source text as handed over; `slug` names its article where the user does."""

    slug: str | None
    text: SourceText


def read_source_files(specifications: Sequence[str]) -> tuple[SourceFile, ...]:
    """Read source texts, each ``FILE`` or ``SLUG=FILE``; raises FileUnreadable.

    What is the name of a file is taken for one, also with ``=`` in it.
    """
    files = []
    for specification in specifications:
        match = None if Path(specification).exists() else _SPECIFICATION.match(specification)
        slug, path = (match["slug"], match["path"]) if match else (None, specification)
        text = read_source(read_text(Path(path)).decode(), path=path)
        files.append(SourceFile(slug=slug, text=text))
    return tuple(files)


def recognise(file: SourceFile, corpus: Corpus) -> Source:
    """Say which source of the corpus a text is; raises UsageError where that cannot be said."""
    path = file.text.path
    if file.slug is None:
        source = match_source(corpus, file.text)
        if source is None:
            raise UsageError(
                f"{path}: this is the text of no article in the data: name its article, as in SLUG={path}, "
                "or another file."
            )
        return source
    names = names_of(corpus)
    slugs = {names.curie(source.iri).partition(":")[0]: source for source in corpus.sources}
    if file.slug not in slugs:
        raise UsageError(
            f"{file.slug}={path}: no article has that slug: it is one of {', '.join(sorted(slugs))}."
        )
    return slugs[file.slug]


def check_sources(store: ClaimStore, corpus: Corpus, files: Sequence[SourceFile]) -> tuple[SourceCheck, ...]:
    """Verify the passages and the wording of the data against each source text, in the order given."""
    if not files:
        return ()
    names = names_of(corpus)
    literals = [
        LiteralRow(row["focus"] or "", row["property"] or "", row["text"] or "", row["file"] or "")
        for row in store.select(query("literals"))
    ]
    exempt = [row["phrase"] or "" for row in store.select(query("allowed-phrases"))]
    checks = []
    for file in files:
        source, text = recognise(file, corpus), file.text
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
