"""How tables spell paths, and what they say where no causal path leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.causes.paths import find_paths
from graph.cli.claimed import ClaimNames
from graph.model import Concept, ConceptPath, Corpus, Iri, Link

#: What a sign is written as; a path of relations has none.
SIGNS = {1: "+", -1: "-", 0: ""}
# So many broader and narrower concepts are tried where no causal path leads, and so many are named.
_MOST_KIN, _MOST_HINTS = 20, 3


def spelt(
    path: ConceptPath, labels: Mapping[Iri, str], said: Mapping[Iri, tuple[Iri, str]] | None = None
) -> str:
    """Spell a path out: ``A -(+)-> B -(-)-> C``, or ``A -[has symptom]-> B <-[treats]- C`` for relations.

    `said` gives subject and relation of claims; the firmest claim of a step is spelt.
    """
    text = labels[path.nodes[0]]
    for step, node in zip(path.steps, path.nodes[1:], strict=True):
        subject, relation = (said or {}).get(step.claims[0], (step.source, ""))
        if step.link:
            text += f" -({SIGNS[step.sign]})-> "
        elif subject == step.source:
            text += f" -[{relation}]-> " if relation else " -- "
        else:
            text += f" <-[{relation}]- "
        text += labels[node]
    return text


def firmness(path: ConceptPath) -> str:
    """Give the modality of the weakest step and, where there are several steps, which that is."""
    where = f" (step {path.weakest + 1})" if len(path.steps) > 1 else ""
    return path.modality + where + (", contested" if path.contested else "")


def cited(path: ConceptPath, ids: ClaimNames) -> str:
    """Give the claims of each step, steps parted by semicolons; of one article, by their short ids."""
    return "; ".join(" ".join(map(ids.short, step.claims)) for step in path.steps)


def said_in(articles: int, publishers: int) -> str:
    """Say how many articles of how many publishers; nothing where none is known.

    >>> said_in(1, 1), said_in(3, 1), said_in(3, 2)
    ('1 article', '3 articles of 1 publisher', '3 articles of 2 publishers')
    """
    if articles < 2:  # noqa: PLR2004 - one article has one publisher
        return "1 article" if articles else ""
    return f"{articles:,} articles of {publishers:,} publisher{'s' if publishers > 1 else ''}"


def thinnest(path: ConceptPath) -> str:
    """Say how many articles tell its least told step and, where there are several steps, which that is."""
    support = [(len(step.publishers), len(step.articles)) for step in path.steps]
    place = support.index(min(support))
    publishers, articles = support[place]
    where = f" (step {place + 1})" if len(support) > 1 and articles else ""
    return said_in(articles, publishers) + where


def relations_of(corpus: Corpus) -> dict[Iri, tuple[Iri, str]]:
    """Give the subject and the relation of each claim."""
    words = {predicate.iri: predicate.label for predicate in corpus.predicates}
    return {
        claim.iri: (claim.subject, words.get(claim.predicate, claim.predicate.rpartition("#")[2]))
        for claim in corpus.claims
    }


def nearby(
    corpus: Corpus, links: Sequence[Link], source: Concept, target: Concept, longest: int
) -> Iterator[str]:
    """Name broader and narrower concepts between which a causal path does lead, up to a few."""
    pairs = [(near, target) for near in _kin(corpus, source)] + [
        (source, near) for near in _kin(corpus, target)
    ]
    found = 0
    for start, end in pairs[:_MOST_KIN]:
        own, near = (source, start) if end is target else (target, end)
        if start.iri == end.iri or found == _MOST_HINTS:
            continue
        if find_paths(corpus, links, start.iri, end.iri, longest=longest, most=1).kind == "causal":
            found += 1
            yield (
                f"A causal path leads from {start.label} to {end.label}: {near.label} is a "
                f"{'broader' if near.iri in own.broader else 'narrower'} concept than {own.label}."
            )


def _kin(corpus: Corpus, concept: Concept) -> list[Concept]:
    """Give the broader and the narrower concepts."""
    above = set(concept.broader)
    return [
        other
        for other in corpus.concepts
        if other.iri != concept.iri and (other.iri in above or concept.iri in other.broader)
    ]
