"""Finding a claim or concept by what people call it: IRI, CURIE, short id, label, other name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches
from typing import TypeVar

from graph.errors import NotFound
from graph.model import Claim, Concept, Corpus, Iri
from graph.names import Names, names_of

Entry = TypeVar("Entry", bound=Claim | Concept)

# Below this likeness (difflib ratio, 0 to 1) a word is another word, not a slip of the pen.
_LIKE = 0.75
# Of what is offered unasked a word must be more alike.
_LIKE_OFFERED = 0.8
# Below this likeness a name is not offered for another one; of the others, so many are.
_ALIKE = 0.7
_OFFERED = 3
# A beginning of fewer letters begins too many words; lengths further apart are other words.
_SHORTEST_BEGINNING = 3
_FARTHEST_LENGTHS = 3


def find_entry(corpus: Corpus, name: str) -> Claim | Concept:
    """Give the claim or concept that `name` names; raises NotFound with near names.

    Tried in this order, ignoring case and accents: IRI, CURIE, short id (``c046``, ``dry-eye``),
    label, alternative label. What names several things is not found, and all are offered.
    """
    entries: list[Claim | Concept] = [*corpus.claims, *corpus.concepts]
    return _find(entries, names_of(corpus), name, "claim or concept")


def find_claim(corpus: Corpus, name: str) -> Claim:
    """Give the claim that `name` names, found as by `find_entry`; raises NotFound with near names."""
    return _find(corpus.claims, names_of(corpus), name, "claim")


def find_concept(corpus: Corpus, name: str) -> Concept:
    """Give the concept that `name` names, found as by `find_entry`; raises NotFound with near names."""
    names = names_of(corpus)
    try:
        return _find(corpus.concepts, names, name, "concept")
    except NotFound as missing:
        wanted = _wanted(name)
        claims = (
            claim
            for claim in corpus.claims
            if wanted in map(_fold, (*_addresses(claim, names), *_short_ids(claim, names)))
        )
        claim = next(claims, None)
        if claim is None:
            raise
        hint = f"it is a claim: claimgraph show {name} names its concepts."
        raise NotFound("concept", missing.name, hint=hint) from None


def concept_iri(corpus: Corpus, name: str) -> Iri:
    """Give the IRI of the concept that `name` names; quick where it is the IRI, else as `find_concept`."""
    known = next((concept.iri for concept in corpus.concepts if concept.iri == name), None)
    return find_concept(corpus, name).iri if known is None else known


def _find(entries: Sequence[Entry], names: Names, name: str, what: str) -> Entry:
    wanted = _wanted(name)
    for keys in (_addresses, _short_ids, _labels, _other_names):
        found = [entry for entry in entries if wanted in map(_fold, keys(entry, names))]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound(f"single {what}", name, tuple(names.curie(entry.iri) for entry in found))
    raise NotFound(what, name, tuple(_near(entries, names, wanted)))


def _near(entries: Sequence[Entry], names: Names, wanted: str) -> list[str]:
    """Give up to three names that come near, one of an entry, best first.

    Near is a name that is spelt alike, one with a word for each longer word that is asked for, and an
    id with the same letters and number.
    """
    wanted = re.split(r"[#:/]", wanted)[-1].replace("_", "-")
    words = [word for word in _words(wanted) if len(word) > _SHORTEST_BEGINNING] or _words(wanted)
    folded: dict[str, dict[int, str]] = {}
    for number, entry in enumerate(entries):
        for key in (*_labels(entry, names), *_other_names(entry, names), *_short_ids(entry, names)):
            folded.setdefault(_fold(key), {}).setdefault(number, key)
    alike = get_close_matches(wanted, folded, n=_OFFERED * 3, cutoff=_ALIKE)
    scores: dict[int, tuple[float, str]] = {}
    for text, own in folded.items():
        spelt = SequenceMatcher(None, text, wanted).ratio() if text in alike else 0.0
        score = max(spelt, _words_score(words, text), 1.0 if _same_number(text, wanted) else 0.0)
        score += spelt / 1000  # of names of one score that which is spelt most alike
        for number, key in own.items():
            if score > max(scores.get(number, (0.0, ""))[0], _ALIKE - 0.001):
                scores[number] = (score, key)
    best = sorted(scores.items(), key=lambda item: (-item[1][0], item[1][1]))[:_OFFERED]
    return list(dict.fromkeys(key for _, (_, key) in best))


def _words_score(words: list[str], text: str) -> float:
    """Score a name that has all the words, higher the less else is in it; 0 where it lacks one."""
    own = _words(text)
    if (
        not words
        or not own
        or any(max(_likeness(word, other) for other in own) < _LIKE_OFFERED for word in words)
    ):
        return 0.0
    return _ALIKE + (1 - _ALIKE) * min(len(words) / len(own), 1.0) * 0.9


def _same_number(one: str, other: str) -> bool:
    """Say whether two ids differ in noughts only: ``c68`` and ``c068``."""
    bare = [re.sub(r"(?<=[a-z])0+(?=\d)", "", text) for text in (one, other)]
    return bare[0] == bare[1] and bool(re.fullmatch(r"[a-z]+\d+", bare[0]))


def find_concepts(corpus: Corpus, text: str) -> tuple[Concept, ...]:
    """Give the concepts that `text` may mean, best first; empty if none comes near.

    Every word of `text` must occur (or come near, for slips) in the concept's label, other
    names, slug or definition; hits in the label count more, whole names most.
    """
    names = names_of(corpus)
    words = _words(text)
    scored = [
        (score, concept.iri, concept)
        for concept in corpus.concepts
        if (score := _score(concept, words, names))
    ]
    return tuple(concept for _, _, concept in sorted(scored, key=lambda entry: (-entry[0], entry[1])))


def _score(concept: Concept, words: list[str], names: Names) -> float:
    if not words:
        return 0.0
    fields = [
        (4.0, [concept.label]),
        (3.0, concept.alt_labels),
        (2.0, _short_ids(concept, names)),
        (1.0, [concept.definition or ""]),
    ]
    best = 0.0
    for weight, texts in fields:
        for text in texts:
            own = _words(text)
            if own == words:
                return weight * 10
            hits = [max((_likeness(word, other) for other in own), default=0.0) for word in words]
            if all(hit >= _LIKE for hit in hits):
                best = max(best, weight * sum(hits) / len(hits))
    return best


def _likeness(word: str, other: str) -> float:
    if other.startswith(word) and len(word) >= _SHORTEST_BEGINNING:  # "herni" finds "herniation"
        return 1.0 if word == other else 0.95
    return (
        SequenceMatcher(None, word, other).ratio()
        if abs(len(word) - len(other)) <= _FARTHEST_LENGTHS
        else 0.0
    )


def _addresses(entry: Claim | Concept, names: Names) -> Iterable[str]:
    return (entry.iri, names.curie(entry.iri))


def _short_ids(entry: Claim | Concept, names: Names) -> Iterable[str]:
    return (names.curie(entry.iri).rpartition(":")[2],)


def _labels(entry: Claim | Concept, _names: Names) -> Iterable[str]:
    return (entry.label,)


def _other_names(entry: Claim | Concept, _names: Names) -> Iterable[str]:
    return entry.alt_labels if isinstance(entry, Concept) else ()


def _fold(text: str) -> str:
    """Fold case and accents away (Unicode compatibility decomposition without marks)."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).strip()


def _wanted(name: str) -> str:
    """Fold what is asked for; marks that people copy along with an IRI or a word are no part of it."""
    return _fold(name.strip().strip("<>\"'"))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _fold(text))
