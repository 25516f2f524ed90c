"""Whether two texts are editions of one article: by the phrases that both have."""

from __future__ import annotations

from typing import Final

from graph.checking.editions import is_edition
from graph.model import Corpus, Source
from graph.text.lexicon import is_content
from graph.text.passages import SourceText
from graph.text.wording import words_of

#: So many words in a row are a phrase: texts about one thing share many shorter ones.
_PHRASE_WORDS: Final = 3
#: Shares of phrases in common. Of articles about other things, at most 0.03 was measured, of editions with
#: every second word replaced 0.11 and more (docs/editing.md): below the first they are no editions of one
#: article. What a publisher puts under every article may be a third of a short one: from the second on they
#: are; between them the passages of the claims and the headings decide.
LEAST_IN_COMMON: Final = 0.1
_SURELY: Final = 0.5
#: English has more function words than this; of texts in other languages none came near.
_ENGLISH: Final = 0.2
#: Of fewer words nobody can say.
_FEWEST_WORDS: Final = 12


def in_common(one: str, other: str) -> float:
    """Give the share of the shorter text's phrases that the other has, too: 0 to 1. Linear.

    A phrase is three words in a row, without case, accents and marks; of a shorter text, all its words.

    >>> in_common("Old clocks need oil now.", "Old clocks need oil, and patience.")
    0.667
    """
    words = words_of(one), words_of(other)
    size = max(1, min(_PHRASE_WORDS, *map(len, words)))
    first, second = ({row[at : at + size] for at in range(len(row) - size + 1)} for row in words)
    least = min(len(first), len(second))
    return round(len(first & second) / least, 3) if least else 0.0


def are_editions(corpus: Corpus, source: Source, new: SourceText, share: float) -> bool:
    """Say whether `new` is an edition of `source` like the text with which it has `share` in common."""
    if LEAST_IN_COMMON <= share < _SURELY:
        return is_edition(corpus, source, new)
    return share >= _SURELY


def is_english(text: str) -> bool:
    """Say whether a text has about as many function words as English has; a few words have. Linear.

    >>> is_english("Alte Uhren brauchen Fett, sonst bleiben sie stehen, und keiner versteht den Grund.")
    False
    """
    words = words_of(text)
    return len(words) < _FEWEST_WORDS or sum(not is_content(word) for word in words) / len(words) >= _ENGLISH
