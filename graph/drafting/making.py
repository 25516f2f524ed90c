"""From a text and the concepts that are known to a draft: what seems to be claimed, where, by which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.checking.coverage import find_coverage
from graph.checking.surroundings import Surrounded, Surroundings
from graph.drafting.clauses import Stretch, stretches
from graph.drafting.hearing import cues_of, said
from graph.drafting.naming import Classes, Namer
from graph.drafting.outlining import PUBLISHING, Outline
from graph.drafting.pointing import Pointer
from graph.drafting.suggesting import (
    suggest_figures,
    suggest_firmness,
    suggest_kind,
    suggest_polarity,
    suggest_predicates,
)
from graph.model import (
    Corpus,
    Draft,
    DraftClaim,
    DraftFigure,
    DraftList,
    DraftNonClaim,
    Iri,
    Passage,
    Sentence,
    SentenceKind,
    Suggestion,
)
from graph.text.passages import BlockKind

LEAD_IN: Final = "lead-in"
QUESTION: Final = "question"
CALL: Final = "call-to-action"
_ILLUSTRATIVE: Final = "illustrative"
_MARK: Final = "?"
_COLON: Final = ":"


def make_draft(outlined: Outline, corpus: Corpus, classes: Classes) -> Draft:
    """Suggest what a text claims, with the concepts of `corpus`; without its Turtle.

    Claims and places without one stand in the order of the text. Linear in the text, times the labels
    that share a word with it.
    """
    return _Maker(outlined, corpus, classes).make()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch to be claimed, with the figure it reports."""

    stretch: Stretch
    figure: DraftFigure | None
    around: Surroundings


class _Maker:
    """Makes the draft of one text."""

    def __init__(self, outlined: Outline, corpus: Corpus, classes: Classes) -> None:
        self._source, self._text = outlined.source, outlined.text
        self._publishing = outlined.publishing
        self._pointer = Pointer(outlined.text, outlined.source)
        self._around = Surrounded(outlined.source, outlined.text)
        self._namer = Namer(corpus, classes)
        self._lists: dict[tuple[Iri, int], DraftList] = {}
        self._claims: list[DraftClaim] = []
        self._non_claims: list[DraftNonClaim] = []
        self._unanchored = 0

    def make(self) -> Draft:
        """Go through the sentences in order."""
        covered = find_coverage(Corpus(sources=(self._source,)), self._source, self._text)
        for sentence in covered.sentences:
            if sentence.kind is SentenceKind.HEADING and sentence.start not in self._publishing:
                continue
            reason = self._reason(sentence)
            if reason is not None:
                self._set_aside(sentence, reason)
            else:
                self._claim(sentence)
        return Draft(
            source=self._source,
            lists=tuple(self._lists.values()),
            claims=tuple(self._claims),
            non_claims=tuple(self._non_claims),
            unanchored=self._unanchored,
            turtle="",
        )

    def _reason(self, sentence: Sentence) -> Suggestion | None:
        """Say why a sentence seems to claim nothing; None if it seems to claim something."""
        if sentence.start in self._publishing:
            return Suggestion(value=PUBLISHING, cue=self._publishing[sentence.start])
        own = self._text.text[sentence.start : sentence.end]
        if own.rstrip("\"')]").endswith(_MARK):
            return Suggestion(value=QUESTION, cue=_MARK)
        for one in said("reasons", own):
            if one.label != PUBLISHING:
                return Suggestion(value=one.label, cue=one.words)
        action = next((cue for cue in cues_of(own) if cue.kind == "action"), None)
        if action is not None:
            return Suggestion(value=CALL, cue=action.words)
        if own.endswith(_COLON) and self._leads_in(sentence):
            return Suggestion(value=LEAD_IN, cue=_COLON)
        return None

    def _leads_in(self, sentence: Sentence) -> bool:
        """Say whether the block of a sentence ends with it, and a list or a heading follows."""
        at = self._text.index_at(sentence.start)
        blocks = self._text.blocks
        here = blocks[at]
        return (
            here.end == sentence.end
            and at + 1 < len(blocks)
            and blocks[at + 1].kind is not BlockKind.PARAGRAPH
        )

    def _set_aside(self, sentence: Sentence, reason: Suggestion) -> None:
        start, end = _trim(self._text.text, sentence.start, sentence.end)
        found = self._pointer.point_at(start, end, f"n{len(self._non_claims) + 1:03}-p")
        if found is None:
            self._unanchored += 1
        else:
            self._non_claims.append(DraftNonClaim(passage=found, reason=reason))

    def _claim(self, sentence: Sentence) -> None:
        item = sentence.kind is SentenceKind.ITEM
        passage: Passage | None = None
        for stretch in stretches(self._text.text, sentence.start, sentence.end, item=item):
            around = self._around.around(stretch.start, stretch.end)
            passage = None
            for figure in suggest_figures(around.own) or (None,):
                number = len(self._claims) + 1
                shared = passage is not None
                if passage is None:
                    name = f"c{number:03}-p"
                    passage = self._pointer.point_at(stretch.start, stretch.end, name)
                if passage is None:
                    self._unanchored += 1
                    break
                piece = _Piece(stretch, figure, around)
                self._claims.append(self._suggest(piece, passage, sentence, shared=shared))

    def _suggest(self, piece: _Piece, passage: Passage, sentence: Sentence, *, shared: bool) -> DraftClaim:
        item, stretch = sentence.kind is SentenceKind.ITEM, piece.stretch
        around = piece.around
        leant_on = self._text.text[stretch.start - stretch.leans : stretch.start]
        kind = suggest_kind(around, piece.figure, stretch, item=item)
        modality, frequency, hedge = suggest_firmness(around, stretch, leant_on, item=item)
        polarity, denial = suggest_polarity(around.own)
        mentions = self._namer.mentions(around, item=item)
        suggested = suggest_predicates(around, kind, piece.figure, stretch, item=item)
        predicates, subjects, objects = self._namer.rank(around.own, suggested, mentions)
        return DraftClaim(
            passage=passage,
            shared=shared,
            kind=kind,
            polarity=polarity,
            denial=denial,
            modality=modality,
            frequency=frequency,
            hedge=hedge,
            list=self._list_of(passage, around) if item else None,
            figure=piece.figure,
            predicates=predicates,
            subjects=subjects,
            objects=objects,
            mentions=mentions,
        )

    def _list_of(self, passage: Passage, around: Surroundings) -> Iri | None:
        """Give the list that an item stands in, where a lead-in governs it."""
        if not around.lead_in.endswith(_COLON):
            return None
        key = (passage.section, passage.block)
        if key not in self._lists:
            announced = next(iter(said("lists", around.lead_in)), None)
            kind = (
                Suggestion(value=announced.label, cue=announced.words)
                if announced
                else Suggestion(value=_ILLUSTRATIVE, reason="the lead-in does not say that these are all")
            )
            iri = Iri(f"{self._source.iri.removesuffix('article')}list-{len(self._lists) + 1}")
            self._lists[key] = DraftList(iri=iri, section=passage.section, block=passage.block, kind=kind)
        return self._lists[key].iri


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start + 1 and text[end - 1] in " .!;,\u2026":
        end -= 1
    return start, end
