"""From a stretch of a text to the fewest words that lead to it: the anchors of its passage.

The other way round than `graph.checking.anchoring.anchor`, with the same rules: a browser jumps to
the first hit, five words at most at each end, half of the passage at most together, and a prefix of
up to three words where the start stands elsewhere, too. Words are counted as what white space parts
and as what a reader counts ("well-known" is two): neither way are there more than five.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.checking.anchoring import words_before
from graph.checking.locating import leads_there
from graph.model import Iri, Passage, Source
from graph.text.passages import SourceText
from graph.text.wording import ANCHOR_WORDS, FREE_ANCHOR_WORDS, PREFIX_WORDS, anchor_fault, words_of
from graph.vocab import namespace_of

#: After so many stretches without anchors, a text is taken to repeat itself.
_PATIENCE: Final = 100
_WORD = re.compile(r"\S+")
#: The lengths of start and end that are tried, the shortest first; half a passage may be said together.
_LENGTHS: Final = sorted(
    ((first, last) for first in range(1, ANCHOR_WORDS + 1) for last in range(ANCHOR_WORDS + 1)),
    key=lambda pair: (sum(pair) <= FREE_ANCHOR_WORDS, sum(pair), abs(pair[0] - pair[1])),
)


class Pointer:
    """Finds the anchors of stretches of one text, counted under the sections of its source.

    A search stops at its first hit. What stands elsewhere with the same words before it is not looked for,
    and after many stretches that no words lead to, prefixes are tried no more: so a text that repeats itself
    costs no more than another.
    """

    def __init__(self, text: SourceText, source: Source) -> None:
        self._text = text
        self._source = source
        self._seen: set[str] = set()
        self._failures = 0

    def point_at(self, start: int, end: int, name: str) -> Passage | None:
        """Give the passage at `start` to `end` under a name; None where no words lead there."""
        text = self._text
        block = text.block_at(start, end)
        hashed = text.slice_sha256(start, end)
        if block is None or block.section is None or hashed is None:
            return None
        before = list(words_before(text, start)) if start else []
        whole = f"{before[-1] if before else ''} {text.text[start:end]}"
        if whole not in self._seen:
            self._seen.add(whole)
            for prefix, first, last in self._anchors(start, end, before):
                passage = Passage(
                    iri=Iri(f"{namespace_of(self._source.iri)}{name}"),
                    source=self._source.iri,
                    section=block.section,
                    block=block.block,
                    item=block.item,
                    start=start,
                    end=end,
                    sha256=hashed,
                    anchor_prefix=prefix,
                    anchor_start=first,
                    anchor_end=last,
                    deep_link=None,
                )
                if leads_there(text, passage, (start, end)):
                    return passage
        self._failures += 1
        return None

    def _anchors(
        self, start: int, end: int, before: Sequence[str]
    ) -> Iterator[tuple[str | None, str, str | None]]:
        """Give the anchors that may lead to a stretch: without a prefix first, the shortest first."""
        text = self._text
        spans = [match.span() for match in _WORD.finditer(text.original, start, end)]
        prefixes: list[str | None] = [None]
        if self._failures < _PATIENCE:
            prefixes += [words for words in before if len(words_of(words)) <= PREFIX_WORDS]
        for prefix in prefixes:
            for first, last in _LENGTHS:
                if first + last > len(spans) or (not last and first != len(spans)):
                    continue
                head = text.original[spans[0][0] : spans[first - 1][1]]
                tail = text.original[spans[-last][0] : spans[-1][1]] if last else None
                if max(len(words_of(head)), len(words_of(tail or ""))) > ANCHOR_WORDS:
                    continue
                if anchor_fault(text.text[start:end], head, tail, prefix) is None:
                    yield prefix, head, tail
