"""What an exhibit stands on: labels, claims and arrows of the corpus, short names where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.model import Claim, Concept, Corpus, Iri, Link
from graph.names import Names, article_slug, names_of
from graph.site.inline import Part
from graph.site.rows import View, Words, claim_row, safe_url, words_of
from graph.site.wording import FIRMNESS
from graph.vocab import PREFIXES, namespace_of

NO_ADVICE = "This is what the articles claim, no medical advice."
SIGNS = {1: "+", -1: "−", 0: "–"}


@dataclass(frozen=True, slots=True)
class Naming(Mapping[Iri, str]):
    """Labels by IRI; what has none is called by its short name, so that there is always one."""

    labels: Mapping[Iri, str]
    short: Callable[[str], str]

    def __getitem__(self, iri: Iri) -> str:
        return self.labels.get(iri) or self.short(iri)

    def __iter__(self) -> Iterator[Iri]:
        return iter(self.labels)

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Look-ups for exhibits; `most` rows of a table are shown."""

    names: Names
    words: Words
    claims: Mapping[Iri, Claim]
    concepts: Mapping[Iri, Concept]
    links: Mapping[str, Link]
    lists: Mapping[Iri, str]
    definitions: Mapping[Iri, str]
    most: int

    def label(self, iri: Iri | None) -> str:
        """Call a concept."""
        return self.words.labels[iri] if iri else ""

    def labels(self, iris: Iterable[Iri]) -> str:
        """Call some concepts, sorted."""
        return ", ".join(sorted(map(self.label, iris)))

    def short(self, iri: str) -> str:
        """Name anything shortly: ``con:dry-eye``, ``https:`` and all where it has no short name."""
        return _short(iri, self.names)

    def row(self, claim: Claim) -> View:
        """Give a claim in plain words."""
        return claim_row(claim, self.words, self.names, ())

    def claim_name(self, iri: Iri) -> str:
        """Name a claim shortly; where there is one article, without its prefix."""
        name = self.short(iri)
        return name.rpartition(":")[2] if len(self.words.sources) == 1 and iri in self.claims else name

    def cited(self, iris: Iterable[Iri]) -> tuple[Part, ...]:
        """Give claims: by words, name and the place in the article; one that is not known by its name."""
        return tuple(
            Part(
                f"{claim.label} ({self.claim_name(iri)})",
                url=_first_place(claim),
                mark="interest" if claim.interests else None,
            )
            if (claim := self.claims.get(iri))
            else Part(self.short(iri))
            for iri in iris
        )

    def arrow(self, key: str) -> str:
        """Spell an arrow out: ``A —(+)→ B``; by its key where the corpus does not have it."""
        link = self.links.get(key)
        if link is None:
            return key
        return f"{self.label(link.source)} —({SIGNS[link.sign]})→ {self.label(link.target)}"

    def chain(self, nodes: Sequence[Iri], signs: Sequence[int]) -> str:
        """Spell a way out: ``A —(+)→ B —(−)→ C``, ``A — B`` for a relation of any kind."""
        steps = (" — " if sign == 0 else f" —({SIGNS[sign]})→ " for sign in signs)
        return self.label(nodes[0]) + "".join(
            step + self.label(node) for step, node in zip(steps, nodes[1:], strict=True)
        )


def ground_of(corpus: Corpus | None, links: Iterable[Link], most: int) -> Ground:
    """Gather the look-ups of a corpus, or of none. Linear."""
    names = names_of(corpus) if corpus else Names(PREFIXES)
    known = words_of(corpus or Corpus())
    return Ground(
        names=names,
        words=Words(
            labels=Naming(known.labels, lambda iri: _short(iri, names)),
            predicates=Naming(known.predicates, lambda iri: _short(iri, names)),
            sections=Naming(known.sections, lambda iri: _short(iri, names)),
            sources=known.sources,
            interests=Naming(known.interests, lambda iri: _short(iri, names)),
        ),
        claims={claim.iri: claim for claim in corpus.claims} if corpus else {},
        concepts={concept.iri: concept for concept in corpus.concepts} if corpus else {},
        links={link.key: link for link in links},
        lists={entry.iri: entry.label for entry in corpus.lists} if corpus else {},
        definitions={entry.iri: entry.definition for entry in corpus.predicates} if corpus else {},
        most=most,
    )


def firmness_words(modality: str, *, contested: bool = False) -> str:
    """Say how firm a modality is, as claims do: ``Said as possible``."""
    return FIRMNESS.get(modality, modality) + (", contested" if contested else "")


def with_labels(ground: Ground, labels: Mapping[Iri, str]) -> Ground:
    """Give the look-ups with labels for what has none."""
    words = replace(ground.words, labels=Naming({**labels, **_known(ground)}, ground.short))
    return replace(ground, words=words)


def _known(ground: Ground) -> dict[Iri, str]:
    return {iri: ground.label(iri) for iri in ground.words.labels}


def _first_place(claim: Claim) -> str | None:
    return next((url for one in claim.passages if (url := safe_url(one.deep_link))), None)


def _short(iri: str, names: Names) -> str:
    curie = names.curie(iri)
    if curie != iri or not namespace_of(iri):
        return curie
    namespace = namespace_of(iri)
    return f"{article_slug(namespace)}:{iri.removeprefix(namespace)}"
