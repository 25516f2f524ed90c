"""The words of a language as data (``en.toml``), and how they are found in a text.

Words are folded (case, accents, apostrophes), contractions taken apart ("can't" is "can" and
"not"), stems cut by the endings that the data list. Everything is linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from graph.resources import lexicon

_TOKEN = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*|[%?]")
#: What may stand between the words of a phrase: white space and hyphens.
_JOINT = re.compile(r"[\s\-\u2010-\u2015]*\Z")
_CONTRACTED = "n't"
_FULL_VERBS = {"can't": "can", "won't": "will", "shan't": "shall", "ain't": "is"}
_MOST_CUTS = 5
_SHORTEST_DOUBLED = 4
#: A final s after these is no plural: abscess, virus, pelvis.
_NO_PLURAL = ("ss", "us", "is")
#: Last letters that stand for each other: reduction and reduce, absorption and absorb, relief and relieve.
_ALIKE = (("ct", "c"), ("pt", "b"), ("f", "v"))


class Word(NamedTuple):
    """A folded word; `start`, `end` count code points of the text from 0, end exclusive.

    `joined` says that at most white space and hyphens part it from the word before.
    """

    text: str
    start: int
    end: int
    joined: bool


def fold(text: str) -> str:
    r"""Give the text without case and accents, with a plain apostrophe.

    >>> fold("Caf\u00e9 don\u2019t")
    "cafe don't"
    """
    plain = text.replace("\u2019", "'").casefold()
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(part for part in decomposed if not unicodedata.combining(part))


def words_in(text: str) -> tuple[Word, ...]:
    """Give the words of a text in order, and its percent and question marks. Linear.

    >>> [word.text for word in words_in("It can't: 95% or non-stop?")]
    ['it', 'can', 'not', '95', '%', 'or', 'non', 'stop', '?']
    """
    found: list[Word] = []
    last = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        joined = bool(found) and _JOINT.match(text, last, start) is not None
        word = fold(match[0])
        if word.endswith(_CONTRACTED) and len(word) > len(_CONTRACTED):
            cut = end - len(_CONTRACTED)
            verb = _FULL_VERBS.get(word, word.removesuffix(_CONTRACTED))
            found += (Word(verb, start, cut, joined), Word("not", cut, end, joined=True))
        elif word == "cannot":
            found += (Word("can", start, start + 3, joined), Word("not", start + 3, end, joined=True))
        else:
            found.append(Word(word, start, end, joined))
        last = end
    return tuple(found)


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Give what a folded word shares with its inflections and derivations; no word of a language.

    Endings are cut one after the other, longest first; a doubled last letter counts once. It
    joins more than an inflection would (*medical*, *medication*): that is what asking whether a
    text speaks of something needs.

    >>> len({stem(word) for word in ("reduce", "reduces", "reducing", "reduction")})
    1
    >>> stem("inflamed") == stem("inflammation") == stem("inflammatory")
    True
    """
    rules = _rules()
    word = rules.same.get(word, word)
    if not word.replace("'", "").isalpha():
        return word
    for cut in range(_MOST_CUTS):
        shorter = _shortened(word, rules.endings, plural=cut == 0)
        if shorter == word:
            break
        word = shorter
    for ending, other in _ALIKE:
        if word.endswith(ending):
            return word.removesuffix(ending) + other
    return word


def says(words: str, text: str) -> bool:
    """Say whether these words stand in a row in a text, folded.

    >>> says("can't help", "It can\u2019t help, they say")
    True
    """
    wanted = [word.text for word in words_in(words)]
    said = [word.text for word in words_in(text)]
    return any(said[at : at + len(wanted)] == wanted for at in range(len(said) - len(wanted) + 1))


def is_content(word: str) -> bool:
    """Say whether a folded word names something: no function word, no mark."""
    return word not in _rules().function and word.replace("'", "").isalnum()


def is_reference(word: str) -> bool:
    """Say whether a folded word stands for something named before: "it", "the condition"."""
    return word in _rules().reference


def content_stems(text: str) -> tuple[str, ...]:
    """Give the stems of the words of a text that name something, in order.

    >>> content_stems("the pain of the knee") == (stem("pain"), stem("knee"))
    True
    """
    return tuple(stem(word.text) for word in words_in(text) if is_content(word.text))


class Phrases:
    """Phrases with their labels; finds the longest that begins at a word of a text.

    A word that ends in ``*`` stands for all words with its stem. A phrase may have several labels.
    """

    def __init__(self, entries: Iterable[tuple[str, tuple[str, str]]]) -> None:
        self._tree: dict[str, Any] = {}
        for phrase, label in entries:
            node = self._tree
            for key in _keys(phrase):
                node = node.setdefault(key, {})
            node.setdefault(_LABELS, []).append(label)

    def longest(self, words: Sequence[Word], at: int) -> tuple[int, tuple[tuple[str, str], ...]]:
        """Give how many words the longest phrase at `at` has (0: none is there), and its labels."""
        first = words[at].text if at < len(words) else ""
        if first not in self._tree and stem(first) + _ANY_FORM not in self._tree:
            return _NO_PHRASE
        best, labels = _NO_PHRASE
        nodes, length = [self._tree], 0
        while nodes and at + length < len(words):
            word = words[at + length]
            if length and not word.joined:
                break
            keys = (word.text, stem(word.text) + _ANY_FORM)
            nodes = [node[key] for node in nodes for key in keys if key in node]
            length += 1
            said = [label for node in nodes for label in node.get(_LABELS, ())]
            if said:
                best, labels = length, tuple(said)
        return best, labels


def entries(kind: str) -> Iterable[tuple[str, tuple[str, str]]]:
    """Give the phrases of a table of the data, each with its kind and label, for `Phrases`."""
    for label, phrases in lexicon()[kind].items():
        for phrase in phrases:
            yield phrase, (kind, label)


class _Rules(NamedTuple):
    same: dict[str, str]
    endings: tuple[tuple[str, int], ...]
    function: frozenset[str]
    reference: frozenset[str]


_LABELS = ""
_ANY_FORM = "*"
_NO_PHRASE: tuple[int, tuple[tuple[str, str], ...]] = (0, ())


@cache
def _rules() -> _Rules:
    data = lexicon()
    endings = [(ending, int(shortest)) for shortest, cut in data["endings"].items() for ending in cut]
    return _Rules(
        data["same"],
        tuple(sorted(endings, key=lambda pair: (-len(pair[0]), pair[0]))),
        frozenset(data["function"]["words"]),
        frozenset(data["reference"]["words"]),
    )


def _keys(phrase: str) -> Iterable[str]:
    """Give the keys of a phrase: words as they are, stems with a star."""
    for part in phrase.split():
        words = words_in(part)
        for word in words:
            last = word is words[-1]
            yield stem(word.text) + _ANY_FORM if last and part.endswith(_ANY_FORM) else word.text


def _shortened(word: str, endings: Iterable[tuple[str, int]], *, plural: bool) -> str:
    """Cut the first of `endings` that leaves enough letters, and a doubled last consonant to one."""
    for ending, shortest in endings:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            if ending == "s" and (not plural or word.endswith(_NO_PLURAL)):
                continue
            word = word.removesuffix(ending)
            break
    if len(word) >= _SHORTEST_DOUBLED and word[-1] == word[-2] != "s":
        word = word[:-1]
    return word
