"""A passage with what it stands under: its sentence, its paragraph, the lead-in of its list, headings, title.

A list item is seldom a sentence, and "it" says nothing by itself: what they speak of stands around them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from graph.model import Iri, Source
from graph.text.lexicon import content_stems
from graph.text.passages import BlockKind, SourceText
from graph.text.sentences import sentence_spans

#: So many characters of a passage are read, and so many on either side of it in its paragraph: what is
#: farther away says nothing of it, and reading it for each passage would cost the square of the text.
LONGEST_PASSAGE: Final = 5000
FARTHEST: Final = 1000

#: A part of what is around a passage, as `Surroundings` names it, and that passage.
Noted = tuple[Iri, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The texts around a passage, nearest first; what is not there is empty.

    `own` is the passage, `sentence` the sentences it stands in, `before` what its paragraph
    or item says up to there, `lead_in` the paragraph that its list stands under, `heading` the headings
    above it, the nearest first, `title` the source's.
    """

    own: str
    sentence: str
    before: str
    lead_in: str
    heading: str
    title: str


class Reading:
    """The surroundings of a passage while a check reads them: `noted` says which of them it read.

    What a check does not ask for it cannot depend on, so what is noted, with the claim and the rule,
    decides its answer.
    """

    __slots__ = ("_around", "_passage", "noted")

    def __init__(self, passage: Iri, around: Surroundings) -> None:
        self._passage = passage
        self._around = around
        self.noted: set[Noted] = set()

    @property
    def own(self) -> str:
        """The passage itself."""
        self.noted.add((self._passage, "own"))
        return self._around.own

    @property
    def sentence(self) -> str:
        """The sentences it stands in."""
        self.noted.add((self._passage, "sentence"))
        return self._around.sentence

    @property
    def before(self) -> str:
        """What its paragraph or item says up to there."""
        self.noted.add((self._passage, "before"))
        return self._around.before

    @property
    def lead_in(self) -> str:
        """The paragraph that its list stands under."""
        self.noted.add((self._passage, "lead_in"))
        return self._around.lead_in

    @property
    def heading(self) -> str:
        """The headings above it."""
        self.noted.add((self._passage, "heading"))
        return self._around.heading

    @property
    def title(self) -> str:
        """The title of its source."""
        self.noted.add((self._passage, "title"))
        return self._around.title


class Surrounded:
    """A text whose passages are asked for one after the other; what is read once is kept."""

    def __init__(self, source: Source, text: SourceText) -> None:
        self._text = text.under(source.sections)
        self._source = source
        self._titles = {section.iri: section for section in source.sections}
        self._spans: dict[int, tuple[tuple[int, int], ...]] = {}
        self._starts: dict[int, list[int]] = {}
        self._above: dict[int, tuple[str, str]] = {}
        self._stems: dict[str, frozenset[str]] = {}

    def around(self, start: int, end: int) -> Surroundings:
        """Give what is around the slice; offsets in code points of the text, end exclusive."""
        whole = self._text.text
        at = max(0, self._text.index_at(start))
        block = self._text.blocks[at]
        end = min(end, start + LONGEST_PASSAGE)
        first, last = self._sentence_ends(at, start, end)
        lead_in, heading = self._over(at)
        return Surroundings(
            own=whole[start:end],
            sentence=whole[max(first, start - FARTHEST) : min(last, end + FARTHEST)],
            before=whole[max(block.start, first - FARTHEST) : first],
            lead_in=lead_in[-FARTHEST:],
            heading=heading[:FARTHEST],
            title=self._source.title,
        )

    def stems(self, text: str) -> frozenset[str]:
        """Give the stems of a text's content words; each text is read once."""
        if text not in self._stems:
            self._stems[text] = frozenset(content_stems(text))
        return self._stems[text]

    def _sentence_ends(self, at: int, start: int, end: int) -> tuple[int, int]:
        """Give where the first sentence of the slice begins, and the last one ends."""
        spans = self._sentences(at)
        starts = self._starts[at]
        if not spans:
            return start, end
        first = spans[max(0, bisect_right(starts, start) - 1)]
        last = spans[max(0, bisect_left(starts, end) - 1)]
        return min(first[0], start), max(last[1], end)

    def _sentences(self, at: int) -> tuple[tuple[int, int], ...]:
        if at not in self._spans:
            block = self._text.blocks[at]
            inside = sentence_spans(self._text.text[block.start : block.end])
            self._spans[at] = tuple((block.start + first, block.start + last) for first, last in inside)
            self._starts[at] = [first for first, _ in self._spans[at]]
        return self._spans[at]

    def _over(self, at: int) -> tuple[str, str]:
        """Give the lead-in of the list that block `at` is in, and the headings above."""
        blocks = self._text.blocks
        block = blocks[at]
        key = at - (block.item or 1) + 1 if block.kind is BlockKind.ITEM else at
        if key not in self._above:
            lead_in = self._lead_in(key) if block.kind is BlockKind.ITEM else ""
            titles, section, seen = [], block.section, set()
            while section in self._titles and section not in seen:
                seen.add(section)
                titles.append(self._titles[section].title)
                section = self._titles[section].parent
            self._above[key] = (lead_in, ". ".join(titles))
        return self._above[key]

    def _lead_in(self, first: int) -> str:
        """Give the paragraph before a list, in the section above where a heading is between."""
        blocks = self._text.blocks
        before = first - 1
        while before >= 0 and blocks[before].kind is BlockKind.HEADING:
            before -= 1
        if before < 0:
            return ""
        if blocks[before].kind is BlockKind.ITEM:  # the list of a sister section: both have one lead-in
            return self._over(before)[0]
        return self._text.text[blocks[before].start : blocks[before].end]
