"""Source texts as people hand them over: read, recognised, and checked against the data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.checking.articles import verify_article
from graph.checking.coverage import find_coverage
from graph.checking.editions import match_source
from graph.checking.recognition import Recognition
from graph.checking.revisions import (
    LEAST_IN_COMMON,
    are_editions,
    compare_texts,
    in_common,
    is_english,
)
from graph.checking.verification import LiteralRow, check_wording, verify_passages
from graph.errors import FileUnreadable, SourceUnreadable, UsageError, WrongSource
from graph.model import Corpus, Coverage, EditionDiff, Finding, Severity, Source, Verification
from graph.names import names_of
from graph.resources import query
from graph.store import ClaimStore
from graph.text.extraction import MAX_BYTES, Extracted, Form, Head, extract
from graph.text.passages import SourceText, read_source

_SPECIFICATION = re.compile(r"^(?P<slug>[a-z][a-z0-9-]*)=(?P<path>.+)$", re.DOTALL)
_ADDRESS = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCheck:
    """What one source text showed. `verdicts` counts the passages by verdict."""

    path: str
    form: Form
    source: str
    verdicts: dict[str, int]
    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        counts = ", ".join(f"{count} {verdict}" for verdict, count in self.verdicts.items())
        faults = sum(finding.severity is Severity.VIOLATION for finding in self.findings)
        rest = f"{faults} to correct" if faults else "in our own words throughout"
        read = "" if self.form is Form.TEXT else f" (read as {self.form})"
        return f"{self.path}{read} is {self.source}: passages {counts or 'none'}; {rest}."


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A source as handed over, read as `form`; `slug` names its article where the user does.

    `head` is what a web page says of itself.
    """

    slug: str | None
    text: SourceText
    form: Form = Form.TEXT
    head: Head = field(default_factory=Head)


def read_source_files(specifications: Sequence[str]) -> tuple[SourceFile, ...]:
    """Read sources, each ``FILE``, ``URL``, ``SLUG=FILE`` or ``SLUG=URL``: text, Markdown or HTML.

    What is the name of a file is taken for one, also with ``=`` in it. Raises FileUnreadable and
    SourceUnreadable.
    """
    files = []
    for specification in specifications:
        match = None if _is_there(specification) else _SPECIFICATION.match(specification)
        slug, path = (match["slug"], match["path"]) if match else (None, specification)
        found = _read_address(path) if is_address(path) else extract(_read_file(path), path=path)
        text = read_source(found.text, path=path)
        files.append(SourceFile(slug=slug, text=text, form=found.form, head=found.head))
    return tuple(files)


def is_address(path: str) -> bool:
    """Say whether a source is named by an address, not as a file.

    >>> is_address("https://eyes.example/tears"), is_address("tears.txt")
    (True, False)
    """
    return _ADDRESS.match(path) is not None


def _is_there(path: str) -> bool:
    try:
        return Path(path).exists()
    except OSError:  # a name too long for any file
        return False


def _read_address(address: str) -> Extracted:
    from graph.text.fetching import fetch  # TLS and HTTP, which a file does not need

    fetched = fetch(address, max_bytes=MAX_BYTES)
    try:
        return extract(
            fetched.content, path=fetched.address, media_type=fetched.media_type, charset=fetched.charset
        )
    except FileUnreadable as error:
        line = f"line {error.line}: " if error.line else ""
        raise SourceUnreadable(address, line + error.detail) from error


def _read_file(path: str) -> bytes:
    """Read a file of bounded size."""
    place = Path(path)
    try:
        if place.exists() and not place.is_file():
            what = "a folder" if place.is_dir() else "no regular file"
            raise FileUnreadable(path, f"this is {what}: name a file.")
        with place.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is no file name"
        raise FileUnreadable(
            path, f"it cannot be read ({reason}): check the name and the permissions."
        ) from error
    if len(content) > MAX_BYTES:
        raise FileUnreadable(path, f"it is larger than {MAX_BYTES / 1e6:g} MB: name the article alone.")
    return content


def recognise(file: SourceFile, corpus: Corpus) -> Source:
    """Say which source of the corpus a text is; raises UsageError where that cannot be said."""
    return Recognition(corpus).recognise(file.text, file.slug)


def is_named(file: SourceFile, corpus: Corpus) -> bool:
    """Say whether a text is that of an article of `corpus`, by the slug it comes with or by itself."""
    if file.slug is None:
        return match_source(corpus, file.text) is not None
    names = names_of(corpus)
    return any(names.curie(source.iri).partition(":")[0] == file.slug for source in corpus.sources)


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
    known = Recognition(corpus)
    for file in files:
        source, text = known.recognise(file.text, file.slug), file.text
        verdicts = verify_passages(corpus, source, text)
        findings = [
            *(finding for verdict in verdicts for finding in verdict.findings),
            *check_wording(literals, text, exempt),
        ]
        checks.append(
            SourceCheck(
                path=text.path,
                form=file.form,
                source=names.curie(source.iri),
                verdicts=dict(sorted(Counter(str(verdict.verdict) for verdict in verdicts).items())),
                findings=tuple(findings),
            )
        )
    return tuple(checks)


def verify(corpus: Corpus, sources: Sequence[str]) -> tuple[Verification, ...]:
    """Hold every claim of the articles against their texts, in the order given.

    `sources` are texts, Markdown, web pages or addresses, each ``[SLUG=]FILE|URL``. Each passage gets a
    verdict (exact, moved, changed, missing), with the evidence and what changed; each claim whose
    passage is found, whether that speaks for it. Passages of other articles are not looked at.
    Linear in the text and the claims where most passages stand as they were, or moved together.

    Raises WrongSource for a text that is not the article's, FileUnreadable, SourceUnreadable,
    UsageError for a SLUG that no article has.

    >>> verify(Corpus(), [])
    ()
    """
    return verify_files(corpus, read_source_files(sources))


def verify_files(corpus: Corpus, files: Sequence[SourceFile]) -> tuple[Verification, ...]:
    """Hold every claim of the articles against their texts, as `verify` does with texts yet to be read."""
    known = Recognition(corpus)
    found = []
    for file in files:
        source = known.find(file.text, file.slug)
        found.append(verify_article(known.share(source), source, file.text, known.mentions))
    return tuple(found)


def article_of(file: SourceFile, corpus: Corpus) -> Source:
    """Give the article that a text is; raises WrongSource where it is none, or not the one named.

    An article that has no claims yet is taken at its name.
    """
    return Recognition(corpus).find(file.text, file.slug)


def cover_sources(
    corpus: Corpus, files: Sequence[SourceFile]
) -> tuple[tuple[SourceText, Source, Coverage], ...]:
    """Say of each source text which article it is and what became of its sentences, in the order given.

    Raises UsageError for the text of no article in the data, or of another than is said. An article
    that has no claims yet is taken at its name.
    """
    covered = []
    known = Recognition(corpus)
    for file in files:
        try:
            source = known.find(file.text, file.slug)
        except WrongSource as error:
            raise UsageError(str(error)) from error
        covered.append((file.text, source, find_coverage(corpus, source, file.text)))
    return tuple(covered)


def compare_editions(corpus: Corpus, old: str, new: str) -> EditionDiff:
    """Say what became of each claim between two editions of its article, and what is new in the later one.

    `old` and `new` are texts, Markdown, web pages or addresses, each ``[SLUG=]FILE|URL``; the data are of
    `old`. Raises UsageError for the text of no article in the data and for two that are no editions of
    one, FileUnreadable, SourceUnreadable.

    >>> from importlib.resources import files
    >>> compare_editions(Corpus(), str(files("graph") / "no such file"), "")
    Traceback (most recent call last):
    ...
    graph.errors.FileUnreadable: ...
    """
    return compare_files(corpus, *read_source_files([old, new]))


def compare_files(corpus: Corpus, old: SourceFile, new: SourceFile) -> EditionDiff:
    """Compare two editions, as `compare_editions` does with texts yet to be read."""
    try:
        source = article_of(old, corpus)
    except WrongSource as error:
        raise UsageError(str(error)) from error
    if new.slug is not None and recognise(new, corpus) != source:
        raise UsageError(f"{old.text.path} and {new.text.path} are said to be two articles: name one alone.")
    share = in_common(old.text.text, new.text.text)
    if share < LEAST_IN_COMMON and is_english(old.text.text) != is_english(new.text.text):
        raise UsageError(
            f"{new.text.path}: this is in another language than {old.text.path}: name an edition in the same "
            "one, since words are compared."
        )
    if not are_editions(corpus, source, new.text, share):
        raise UsageError(
            f"{new.text.path}: this is no edition of the same article as {old.text.path}: of their phrases "
            f"they have {share:.0%} in common: name two editions of one article."
        )
    return compare_texts(corpus, source, old.text, new.text, share)
