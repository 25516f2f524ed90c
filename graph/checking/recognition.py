"""Which article of a corpus each of many texts is, and what the data say of that article alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property

from graph.checking.editions import is_edition, match_source
from graph.checking.mentions import Mentions
from graph.errors import UsageError, WrongSource
from graph.model import Claim, Corpus, Iri, NonClaim, Source
from graph.names import Names, names_of
from graph.text.passages import SourceText


class Recognition:
    """The articles of a corpus, for texts that come one after the other: what is made once is kept.

    A text costs what it holds and what its article's claims are, however many articles there are, if it
    is the edition of the data or named by its slug.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def recognise(self, text: SourceText, slug: str | None) -> Source:
        """Say which source a text is, by its slug or by itself; raises UsageError where neither tells."""
        if slug is None:
            source = match_source(self._corpus, text)
            if source is None:
                raise UsageError(
                    f"{text.path}: this is the text of no article in the data: name its article, as in "
                    f"SLUG={text.path}, or another file."
                )
            return source
        if slug not in self._slugs:
            known = ", ".join(sorted(self._slugs))
            raise UsageError(f"{slug}={text.path}: no article has that slug: it is one of {known}.")
        return self._slugs[slug]

    def find(self, text: SourceText, slug: str | None) -> Source:
        """Give the article that a text is; raises WrongSource where it is none, or not the one named.

        An article that has no claims yet is taken at its name.
        """
        if slug is None:
            source = match_source(self._corpus, text)
            if source is None:
                raise WrongSource(text.path)
            return source
        source = self.recognise(text, slug)
        share = self.share(source)
        if share.claims and not is_edition(share, source, text):
            raise WrongSource(text.path, self._names.curie(source.iri))
        return source

    def share(self, source: Source) -> Corpus:
        """Give the corpus with the claims and marks of one article only."""
        claims, marks = self._shares.get(source.iri, ((), ()))
        return replace(self._corpus, claims=tuple(claims), non_claims=tuple(marks))

    @cached_property
    def mentions(self) -> Mentions:
        """Give the concepts by the words of their labels."""
        return Mentions(self._corpus)

    @cached_property
    def _names(self) -> Names:
        return names_of(self._corpus)

    @cached_property
    def _slugs(self) -> dict[str, Source]:
        return {self._names.curie(source.iri).partition(":")[0]: source for source in self._corpus.sources}

    @cached_property
    def _shares(self) -> dict[Iri, tuple[list[Claim], list[NonClaim]]]:
        found: dict[Iri, tuple[list[Claim], list[NonClaim]]] = defaultdict(lambda: ([], []))
        for claim in self._corpus.claims:
            for iri in {passage.source for passage in claim.passages if passage.source}:
                found[iri][0].append(claim)
        for mark in self._corpus.non_claims:
            for iri in {passage.source for passage in mark.passages if passage.source}:
                found[iri][1].append(mark)
        return found
