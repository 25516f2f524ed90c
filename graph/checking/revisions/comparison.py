"""Two editions of an article: the fate of each claim, and what of the new one nobody has claimed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from graph.checking.coverage import find_coverage
from graph.checking.locating import EXACT, MOVED
from graph.checking.revisions.alignment import Alignment
from graph.checking.revisions.fates import Fates
from graph.checking.verification import verify_passages
from graph.model import (
    Claim,
    Corpus,
    EditionDiff,
    Iri,
    NonClaim,
    Passage,
    Sentence,
    Source,
    Unclaimed,
)
from graph.text.cues import cues_in
from graph.text.passages import SourceText

_HEDGES = ("modality", "frequency")
_Pinned = TypeVar("_Pinned", Claim, NonClaim)


def compare_texts(
    corpus: Corpus, source: Source, old: SourceText, new: SourceText, share: float
) -> EditionDiff:
    """Compare two editions of `source`, which have `share` of their phrases in common.

    Linear in both texts and the claims where most sentences are equal; each of the others is held
    against a few.
    """
    old, new = old.under(source.sections), new.under(source.sections)
    verdicts = verify_passages(corpus, source, old)
    places = {
        verdict.passage: (verdict.start, verdict.end)
        for verdict in verdicts
        if verdict.verdict in (EXACT, MOVED) and verdict.start is not None and verdict.end is not None
    }
    fates = Fates(corpus, source, old, new, places)
    return EditionDiff(
        source=source.iri,
        old=old.path,
        new=new.path,
        is_equal=old.sha256 == new.sha256,
        in_common=share,
        claims=fates.claims(corpus.claims),
        unverified=tuple(entry for entry in verdicts if entry.claims and entry.passage not in places),
        unclaimed=tuple(_unclaimed(_moved(corpus, source, fates), source, new, fates.alignment)),
    )


def _moved(corpus: Corpus, source: Source, fates: Fates) -> Corpus:
    """Give the corpus with its passages where they stand in the new edition; marks only where they hold."""
    moved = fates.moved()
    held = {iri: passage for iri, passage in moved.items() if fates.changes[iri].fate.holds}
    return replace(
        corpus,
        claims=tuple(_with_pins(claim, source, moved) for claim in corpus.claims),
        non_claims=tuple(_with_pins(mark, source, held) for mark in corpus.non_claims),
    )


def _with_pins(one: _Pinned, source: Source, pins: Mapping[Iri, Passage]) -> _Pinned:
    passages = (
        pins.get(passage.iri) if passage.source == source.iri else passage for passage in one.passages
    )
    return replace(one, passages=tuple(passage for passage in passages if passage is not None))


def _unclaimed(corpus: Corpus, source: Source, new: SourceText, alignment: Alignment) -> Iterator[Unclaimed]:
    """Give the sentences that no claim speaks of: those that are new first, both by the rank of coverage."""
    known = {row.content for row in alignment.old}
    found = [
        Unclaimed(
            sentence=sentence,
            is_new=_is_new(sentence, new, alignment, known),
            is_hedged=any(cue.kind in _HEDGES for cue in cues_in(new.text[sentence.start : sentence.end])),
        )
        for sentence in find_coverage(corpus, source, new).to_do
    ]
    found.sort(key=lambda one: (not one.is_new, one.sentence.rank))
    for rank, one in enumerate(found, start=1):
        yield replace(one, sentence=replace(one.sentence, rank=rank))


def _is_new(sentence: Sentence, new: SourceText, alignment: Alignment, known: set[str]) -> bool:
    """Say whether the old edition lacks words of the sentence that nobody has claimed."""
    rows = alignment.new_rows_at(sentence.start, sentence.end)
    if all(alignment.new[row].content in known for row in rows):
        return False
    was = [alignment.old[origin].content for row in rows for origin in alignment.origins(row)]
    left = (new.text[start:end] for start, end in sentence.left)
    return not all(any(words in content for content in was) for words in left)
