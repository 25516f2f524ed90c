"""Two-way coverage: what a source says that no claim speaks of, and claims that it does not say.

A sentence is *claimed* when passages of claims, together with places marked as no claim
(``cg:NonClaim``), account for all its words; *no claim* when such marks alone do, or when it is a
heading that the data have as a title; else *to do*. Passages seldom begin with the link words of
a sentence: a stretch of up to two words that holds none of the cues below is not held against it.
Passages count where their very words stand, at their place or moved; changed ones do not.

The list of what is to do begins with what readers act on: numbers, then causal wording, treatment
wording, warnings, then denials and hedges, each in the order of the text. Which words those are is
data (``graph/text/lexicon/en.toml``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from graph.checking.locating import same_words
from graph.model import (
    Corpus,
    Coverage,
    Cue,
    CueKind,
    Fate,
    Iri,
    Passage,
    Sentence,
    SentenceKind,
    Source,
)
from graph.text.cues import cues_in
from graph.text.figures import figures_in
from graph.text.passages import Block, BlockKind, SourceText, normalize, read_source
from graph.text.sentences import sentence_spans

#: So many words in a row may stand outside of all passages, if none of them is a cue.
LINK_WORDS: Final = 2
#: The reason of headings that the data have as the title of a section or of the source.
HEADING: Final = "heading"

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_ORDER = {kind: place for place, kind in enumerate(CueKind)}
_KINDS = {
    "effect": CueKind.CAUSAL,
    "treatment": CueKind.TREATMENT,
    "warning": CueKind.WARNING,
    "negation": CueKind.NEGATION,
    "modality": CueKind.HEDGE,
    "frequency": CueKind.HEDGE,
    "bound": CueKind.HEDGE,
}

Stretch = tuple[int, int]


def find_coverage(corpus: Corpus, source: Source, text: SourceText) -> Coverage:
    """Say of each sentence of `text`, an edition of `source`, what became of it; see the module.

    Sentences are in reading order; marks without a word are none. Linear in the text and in the
    pairs of sentence and passage.
    """
    text = text.under(source.sections)
    sentences = list(_sentences(text, source))
    starts = [sentence.start for sentence in sentences]
    passages = _Passages(corpus, source, text)
    touching: list[list[_Placed]] = [[] for _ in sentences]
    for placed in passages.placed:
        at = max(0, bisect_right(starts, placed.start) - 1)
        while at < len(sentences) and starts[at] < placed.end:
            if placed.start < sentences[at].end:
                touching[at].append(placed)
            at += 1
    judged = [
        sentence if sentence.kind is SentenceKind.HEADING else _judge(text, sentence, there)
        for sentence, there in zip(sentences, touching, strict=True)
    ]
    to_do = sorted((sentence for sentence in judged if sentence.fate is Fate.TO_DO), key=_urgency)
    rank = {sentence.start: place for place, sentence in enumerate(to_do, start=1)}
    return Coverage(
        source=source.iri,
        sentences=tuple(replace(sentence, rank=rank.get(sentence.start)) for sentence in judged),
        unplaced=passages.unplaced,
    )


def uncovered(corpus: Corpus, source: Source, text: str) -> tuple[Sentence, ...]:
    """Give the sentences of `text`, an edition of `source`, that no claim speaks of, by rank.

    Those that are marked as no claim are not among them. Offsets count code points of the
    normalised text (`graph.text.passages.normalize`), from 0, end exclusive. Raises FileUnreadable for
    what is no text.

    >>> owls = Source(iri=Iri("x:owls"), title="Owls", url="", publisher=None, published=None,
    ...               normalization=None, length=None, sha256=None)
    >>> found = uncovered(Corpus(sources=(owls,)), owls, "Owls are birds. Hunger causes hunting. Nine sleep.")
    >>> [(sentence.start, sentence.end, str(sentence.cue.kind) if sentence.cue else "") for sentence in found]
    [(39, 50, 'number'), (16, 38, 'causal'), (0, 15, '')]
    """
    return find_coverage(corpus, source, read_source(text, source.sections)).to_do


class _Placed(NamedTuple):
    """A passage where it stands: of these claims, or (a reason) of a mark for no claim."""

    start: int
    end: int
    claims: tuple[Iri, ...]
    reason: str | None


class _Passages:
    """The passages of a source that stand in a text, and claims that have none there."""

    def __init__(self, corpus: Corpus, source: Source, text: SourceText) -> None:
        known: dict[Iri, Passage] = {}
        claims: dict[Iri, list[Iri]] = {}
        reasons: dict[Iri, str] = {}
        for claim in corpus.claims:
            for passage in claim.passages:
                if passage.source == source.iri:
                    known[passage.iri] = passage
                    claims.setdefault(passage.iri, []).append(claim.iri)
        for mark in corpus.non_claims:
            for passage in mark.passages:
                if passage.source == source.iri:
                    known[passage.iri] = passage
                    reasons.setdefault(passage.iri, mark.reason)
        located = same_words(text, list(known.values()))
        self.placed = tuple(
            _Placed(found.start, found.end, tuple(claims.get(iri, ())), reasons.get(iri))
            for iri, found in located.items()
            if found.start is not None and found.end is not None
        )
        standing = {claim for iri in located for claim in claims.get(iri, ())}
        self.unplaced = tuple(sorted({iri for own in claims.values() for iri in own} - standing))


def _sentences(text: SourceText, source: Source) -> Iterator[Sentence]:
    """Cut the blocks into sentences: all to do, but for headings."""
    title = normalize(source.title)
    for block in text.blocks:
        content = text.text[block.start : block.end]
        before = block.section in (None, source.iri) and block.kind is not BlockKind.ITEM
        if content == title if before else block.kind is BlockKind.HEADING:
            yield _sentence(block, (block.start, block.end), SentenceKind.HEADING)
            continue
        kind = SentenceKind.ITEM if block.kind is BlockKind.ITEM else SentenceKind.SENTENCE
        for start, end in sentence_spans(content):
            if _WORD.search(content, start, end):
                yield _sentence(block, (block.start + start, block.start + end), kind)


def _sentence(block: Block, stretch: Stretch, kind: SentenceKind) -> Sentence:
    heading = kind is SentenceKind.HEADING
    return Sentence(
        kind=kind,
        section=block.section,
        block=block.block,
        item=block.item,
        start=stretch[0],
        end=stretch[1],
        fate=Fate.NO_CLAIM if heading else Fate.TO_DO,
        reasons=(HEADING,) if heading else (),
    )


def _judge(text: SourceText, sentence: Sentence, there: Sequence[_Placed]) -> Sentence:
    """Say what the passages that touch a sentence leave of it."""
    gaps = list(_gaps(text, sentence, there))
    cues = _cues(text.text[sentence.start : sentence.end], sentence.start) if gaps else ()
    left = tuple(
        (first, last)
        for first, last, words in gaps
        if not there or words > LINK_WORDS or any(_meet(cue, (first, last)) for cue in cues)
    )
    telling = (cue for cue in cues if any(_meet(cue, gap) for gap in left))
    claims = tuple(sorted({iri for placed in there for iri in placed.claims}))
    return replace(
        sentence,
        fate=Fate.TO_DO if left else Fate.CLAIMED if claims else Fate.NO_CLAIM,
        claims=claims,
        reasons=tuple(sorted({placed.reason for placed in there if placed.reason})),
        left=left,
        cue=min(telling, key=lambda cue: (_ORDER[cue.kind], cue.start), default=None),
    )


def _gaps(text: SourceText, sentence: Sentence, there: Iterable[_Placed]) -> Iterator[tuple[int, int, int]]:
    """Give the stretches of words outside of all passages: start, end, how many words."""
    covered = iter(sorted((placed.start, placed.end) for placed in there))
    reach = (sentence.start, sentence.start)
    ahead = next(covered, None)
    first = last = words = 0
    for word in _WORD.finditer(text.text, sentence.start, sentence.end):
        while ahead is not None and ahead[0] <= word.start():
            reach = max(reach, ahead, key=lambda stretch: stretch[1])
            ahead = next(covered, None)
        if word.end() <= reach[1]:
            if words:
                yield first, last, words
            words = 0
            continue
        first, last, words = (first if words else word.start()), word.end(), words + 1
    if words:
        yield first, last, words


def _meet(cue: Cue, stretch: Stretch) -> bool:
    return cue.start < stretch[1] and stretch[0] < cue.end


def _urgency(sentence: Sentence) -> tuple[int, int]:
    return _ORDER[sentence.cue.kind] if sentence.cue else len(_ORDER), sentence.start


def _cues(text: str, offset: int) -> tuple[Cue, ...]:
    """Find the cues of a sentence; `offset` is where it begins in its source."""
    numbers = ((CueKind.NUMBER, figure.start, figure.end) for figure in figures_in(text))
    words = ((_KINDS[cue.kind], cue.start, cue.end) for cue in cues_in(text) if cue.kind in _KINDS)
    return tuple(
        Cue(kind=kind, start=offset + start, end=offset + end) for kind, start, end in (*numbers, *words)
    )
