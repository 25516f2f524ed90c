"""Which article a text is: by its hash, its passages, its headings."""

from __future__ import annotations

from typing import Final

from graph.checking.locating import MISSING, Located, claims_by_passage, recorded_of, same_words, trace
from graph.model import Corpus, Source
from graph.text.passages import SourceText, count_titles, normalize

#: A text is taken for a source's when it has this share of its passages or of its headings.
_ENOUGH_PASSAGES: Final = 0.25
_ENOUGH_TITLES: Final = 0.5
#: Two headings in common may be chance ("Causes", "Treatment").
_FEWEST_TITLES: Final = 3
#: So many passages, spread over the article, tell whether a text is an edition of it.
_SAMPLE: Final = 100
#: A text so many times as long as the article is no edit of it in which all passages changed.
_TIMES: Final = 20
_SHORT_CHARS: Final = 10_000
#: Changed words count as found when so much of what is recorded stands there.
_SURE: Final = 0.6


def match_source(corpus: Corpus, text: SourceText) -> Source | None:
    """Give the source that `text` is an edition of; None if it is another text.

    The edition's hash decides; else the source with most of its passages and headings in the
    text, if `is_edition` holds for it. Linear in the text for each source.
    """
    for source in corpus.sources:
        if source.sha256 == text.sha256:
            return source
    scored = [(_likeness(corpus, source, text), source) for source in corpus.sources]
    best = max(scored, key=lambda pair: sum(pair[0]), default=None)
    return best[1] if best and _is_enough(*best[0]) else None


def is_edition(corpus: Corpus, source: Source, text: SourceText) -> bool:
    """Say whether `text` is an edition of `source`.

    It is with the edition's hash, or with a quarter of the passages (as they were, or changed past
    doubt), or with half of its headings, its title one of them (all, where it has fewer than four).
    """
    return source.sha256 == text.sha256 or _is_enough(*_likeness(corpus, source, text))


def _is_enough(passages: float, titles: float) -> bool:
    return passages >= _ENOUGH_PASSAGES or titles >= _ENOUGH_TITLES


def _likeness(corpus: Corpus, source: Source, text: SourceText) -> tuple[float, float]:
    """Give the share of the passages that are found, of a sample, and of the headings."""
    headings = len(source.sections) + 1
    standing = count_titles(text, source.sections) + (normalize(source.title) in _lines(text))
    titles = standing / headings if headings > _FEWEST_TITLES or 1 < standing == headings else 0.0
    claims = claims_by_passage(corpus, source)
    step = max(1, len(claims) // _SAMPLE)
    sample = {iri: claims[iri] for iri in sorted(claims)[::step]}
    if not sample:
        return 0.0, titles
    placed = text.under(source.sections)
    passages = [passage for passage, _ in sample.values()]
    same = len(same_words(placed, passages)) / len(sample)
    longest = _TIMES * max(source.length or 0, _SHORT_CHARS)
    if same >= _ENOUGH_PASSAGES or titles >= _ENOUGH_TITLES or text.length > longest:
        return same, titles
    located = trace(placed, passages, recorded_of(corpus, sample), source.length)
    return sum(map(_is_found, located.values())) / len(sample), titles


def _is_found(found: Located) -> bool:
    return found.verdict != MISSING and found.score >= _SURE


def _lines(text: SourceText) -> set[str]:
    return {text.text[block.start : block.end] for block in text.blocks}
