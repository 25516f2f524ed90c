"""Labelled edits of a real article, where its text is at hand: from the data's own offsets.

Shares no code with the checker: the text is normalised here in the plainest way, and held against
the hash that the data have of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from graph.model import Corpus, Iri, Passage, Verdict

_MARKS = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"}
)
_BULLET = re.compile(r"^\s*[\u2022*-]\s+")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]+(?= |\n|$)")
#: Words that look like others, and say how much or how often.
_FIRMNESS = {"millions", "tougher", "significant", "significantly", "effective"}
_NOUN = re.compile(r"\b[a-z]{7,}\b")


class TextEdit(NamedTuple):
    """An edited text, and what each passage must be called: its verdict, and what changed."""

    kind: str
    text: str
    wanted: dict[Iri, str]


def text_edits(written: str, corpus: Corpus) -> Iterator[TextEdit]:
    """Edit each figure, hedge and sentence that passages of the first article hold, one at a time."""
    source = corpus.sources[0]
    rows = [
        (bool(_BULLET.match(row)), " ".join(_BULLET.sub("", row).translate(_MARKS).split()))
        for row in written.split("\n")
        if row.strip()
    ]
    normal = "\n".join(row for _, row in rows)
    assert sha256(normal.encode()).hexdigest() == source.sha256, "this is not the edition of the data"
    bullets = [bullet for bullet, _ in rows]
    passages = {
        passage.iri: passage
        for claim in corpus.claims
        for passage in claim.passages
        if passage.source == source.iri
    }
    seen = set()
    for kind, start, end, new in _places(normal, corpus, list(passages.values())):
        if (kind, start, end) not in seen:
            seen.add((kind, start, end))
            edited = normal[:start] + new + normal[end:]
            wanted = {
                iri: called
                for iri, passage in passages.items()
                if (called := _called(kind, passage, (start, end), normal, edited))
            }
            lines = edited.split("\n")
            if len(lines) == len(bullets):
                text = "\n".join(
                    ("\u2022 " if b else "") + row for b, row in zip(bullets, lines, strict=True)
                )
                yield TextEdit(kind, text, wanted)


def _places(normal: str, corpus: Corpus, passages: list[Passage]) -> Iterator[tuple[str, int, int, str]]:
    """Give each edit: its kind, the stretch it replaces, and what it puts there."""
    for claim in corpus.claims:
        for passage in claim.passages:
            words = normal[passage.start : passage.end]
            for match in re.finditer(r"\b\d+\b", words):
                other = str(int(match[0]) + 7)
                yield "changed number", passage.start + match.start(), passage.start + match.end(), other
            for match in re.finditer(r"\b(?:can|may|might)\b", words):
                at = passage.start + match.start()
                yield "changed hedge", at, at + len(match[0]), "will"
                yield "changed hedge", at + len(match[0]), at + len(match[0]), " not"
            for match in re.finditer(r"\b(?:is|are)\b", words):
                at = passage.start + match.end()
                yield "changed hedge", at, at, " not"
            nouns = [one for one in _NOUN.finditer(words) if one[0] not in _FIRMNESS and one[0][-2:] != "ly"]
            if nouns and len(words.split()) >= 8:
                middle = nouns[len(nouns) // 2]
                yield "changed wording", passage.start + middle.start(), passage.start + middle.end(), "thing"
    for match in _SENTENCE.finditer(normal):
        if any(match.start() <= one.start and one.end <= match.end() for one in passages):
            start = match.start() + (normal[match.start()] == " ")
            end = match.end() + (normal[match.end() : match.end() + 1] == " ")
            if "\n" in (normal[start - 1], normal[end : end + 1]) and normal[end - 1] != " ":
                start -= normal[start - 1] == " "
            yield "missing", start, end, ""


def _called(kind: str, passage: Passage, edit: tuple[int, int], normal: str, edited: str) -> str | None:
    """Say what a passage must be called after the edit; None where that is open."""
    start, end = edit
    if passage.end <= start or end <= passage.start:
        return "still there"
    if kind == "missing":
        if not (start <= passage.start and passage.end <= end):
            return None
        words = normal[passage.start : passage.end]
        return None if words in edited else kind
    if passage.start < start and end < passage.end:
        return kind
    return kind if passage.start <= start and end <= passage.end and end > start else None


def wanted_and_called(edited: TextEdit, verdicts: Iterable[Verdict]) -> Iterator[tuple[str, str]]:
    """Give for each passage what it must be called and what it is called, exact and moved in one."""
    for verdict in verdicts:
        wanted = edited.wanted.get(verdict.passage)
        if wanted is not None:
            called = f"{verdict.verdict} {verdict.change}" if verdict.change else verdict.verdict
            yield wanted, "still there" if called in {"exact", "moved"} else called
