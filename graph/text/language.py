"""Whether a text is in the language whose words we know (``lexicon/en.toml``), by its commonest words."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Final

from graph.resources import lexicon
from graph.text.lexicon import fold, stem, words_in

#: The language of the lexicon (BCP 47).
LANGUAGE: Final = "en"
#: Of running English more than half of the words are known, of bare notes a third, of French and Dutch less.
LEAST_SHARE: Final = 0.3
#: Fewer letters are too few to tell by.
_FEWEST_LETTERS = 120
_WORDS_LOOKED_AT = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_TABLES = ("effect", "treatment", "warning", "modality", "frequency", "predicates", "kinds")


def share_of_known_words(text: str) -> float | None:
    """Give the share of a text's words that the lexicon knows, from 0 to 1; None where it is too short.

    Known are the common small words, and the words of effects, treatments, warnings and hedges in any
    form. Linear in the first twenty thousand words.

    >>> share_of_known_words("The pain of the knee is often worse when it is cold. " * 4) > LEAST_SHARE
    True
    >>> share_of_known_words("Die Schmerzen im Knie sind oft schlimmer, wenn es kalt ist. " * 4) < LEAST_SHARE
    True
    """
    words = [fold(match[0]) for match in islice(_WORD.finditer(text), _WORDS_LOOKED_AT)]
    if sum(map(len, words)) < _FEWEST_LETTERS:
        return None
    function, telling = _known()
    return sum(word in function or stem(word) in telling for word in words) / len(words)


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    data = lexicon()
    phrases = (phrase for table in _TABLES for group in data[table].values() for phrase in group)
    telling = {word.text for phrase in phrases for word in words_in(phrase)}
    return frozenset(data["function"]["words"]), frozenset(map(stem, telling))
