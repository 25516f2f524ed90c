"""Short names for long ones: CURIEs (prefix:local), slugs, and the keys of links and loops.

CURIEs follow the W3C note *CURIE Syntax 1.0*: prefix and local part concatenate to the IRI.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from unicodedata import combining, normalize
from urllib.parse import quote

from graph.model import Corpus, Iri, Link
from graph.vocab import CON, LINK, LOOP, PREFIXES, namespace_of

_AMBIGUOUS_HYPHEN = re.compile(r"^-|(?<=-)-|-$")
# Letters, digits and single hyphens within: a slug as it is, without a closer look.
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_LONGEST_PERSON = 40


class Names:
    """Shortens IRIs by a table of prefixes; the longest namespace that fits wins."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = dict(sorted(prefixes.items()))
        self._known: dict[str, str] = {}
        # Of several prefixes for a namespace, the first.
        self._namespaces = {prefixes[prefix]: prefix for prefix in reversed([*prefixes])}
        self._lengths = sorted({len(namespace) for namespace in self._namespaces}, reverse=True)

    def curie(self, iri: str) -> str:
        """Give the CURIE of `iri`, or `iri` itself where no prefix fits.

        >>> Names({"con": "https://w3id.org/claimgraph/concept#"}).curie("https://w3id.org/claimgraph/concept#itch")
        'con:itch'
        """
        known = self._known.get(iri)
        if known is None:
            known = self._known[iri] = self._shortened(iri)
        return known

    def _shortened(self, iri: str) -> str:
        # By look-up, since there is a namespace for each of thousands of articles.
        for length in self._lengths:
            if length < len(iri) and (prefix := self._namespaces.get(iri[:length])) is not None:
                return f"{prefix}:{iri[length:]}"
        return iri

    def curies(self, iris: Iterable[str]) -> list[str]:
        """Give the CURIEs of `iris`, sorted."""
        return sorted(map(self.curie, iris))

    def shorten(self, text: str) -> str:
        """Replace every IRI within `text` by its CURIE; for messages."""
        return re.sub(r"https?://[^\s<>\"]*[^\s<>\".,:;]", lambda match: self.curie(match[0]), text)


def names_of(corpus: Corpus) -> Names:
    """Give the names for a corpus: the project's prefixes, and one for each article, its slug.

    The prefix of an article is the last part of its namespace; of two articles with the same
    one, the later in order of IRI gets a number. Namespaces of concepts that are not the
    project's get a prefix in the same way.
    """
    iris = [source.iri for source in corpus.sources]
    iris += [claim.iri for claim in corpus.claims]
    iris += [concept.iri for concept in corpus.concepts]
    iris += [interest.iri for interest in corpus.interests]
    return Names(with_articles(iris))


def with_articles(iris: Iterable[str]) -> dict[str, str]:
    """Give the project's prefixes and one for the namespace of each of `iris` that has none."""
    prefixes = dict(PREFIXES)
    known = set(prefixes.values())
    numbers: dict[str, int] = {}
    for namespace in sorted({namespace_of(iri) for iri in iris}):
        if namespace in known or not namespace:
            continue
        stem = article_slug(namespace)
        prefix = stem
        while prefix in prefixes:
            numbers[stem] = numbers.get(stem, 1) + 1
            prefix = f"{stem}-{numbers[stem]}"
        prefixes[prefix] = namespace
    return prefixes


def article_slug(namespace: str) -> str:
    """Make a prefix of a namespace's last part: letters, digits and hyphens, a letter first.

    >>> article_slug("https://w3id.org/claimgraph/article/dry-eye#")
    'dry-eye'
    """
    last = namespace.rstrip("#/").rpartition("/")[2]
    letters = "".join(char for char in normalize("NFKD", last.lower()) if not combining(char))
    plain = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    return plain if plain[:1].isalpha() else f"article-{plain}".strip("-")


def slug(concept: str) -> str:
    """Give a concept's short name for keys: its slug, or all of a foreign IRI, quoted.

    Hyphens at the ends and after a hyphen are quoted too, since hyphens part the slugs of a key:
    so no two arrows, and no two loops, have one name.

    >>> slug("https://w3id.org/claimgraph/concept#dry-eye")
    'dry-eye'
    >>> slug("http://example.org/x#y")
    'http%3A%2F%2Fexample.org%2Fx%23y'
    >>> slug("https://w3id.org/claimgraph/concept#-x--y")
    '%2Dx-%2Dy'
    """
    local = concept.removeprefix(CON)
    if _PLAIN.fullmatch(local):
        return local
    return _AMBIGUOUS_HYPHEN.sub("%2D", quote(local, safe=""))


def person_slug(name: str) -> str:
    """Make a person's short name: small letters, digits and hyphens; of another script, a digest.

    >>> person_slug("José Example")
    'jose-example'
    """
    plain = normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    short = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_PERSON].strip("-")
    # Names that come from a command line may hold halves of characters.
    return short or "person-" + sha256(name.casefold().encode(errors="surrogatepass")).hexdigest()[:8]


def link_key(source: str, target: str, sign: int) -> str:
    """Name an arrow by its ends and sign.

    >>> link_key("https://w3id.org/claimgraph/concept#tears", "https://w3id.org/claimgraph/concept#itch", -1)
    'tears---itch'
    """
    return f"{slug(source)}{_mark(sign)}--{slug(target)}"


def loop_key(links: Sequence[Link]) -> str:
    """Name a loop by its concepts, each with the sign of the arrow that leaves it, in order."""
    return "--".join(f"{slug(link.source)}{_mark(link.sign)}" for link in links)


def link_iri(key: str) -> Iri:
    """Give the IRI of the arrow with that key."""
    return Iri(LINK + key)


def loop_iri(key: str) -> Iri:
    """Give the IRI of the loop with that key."""
    return Iri(LOOP + key)


def _mark(sign: int) -> str:
    return "+" if sign > 0 else "-"
