"""What is known before an article is read: concepts by all their names, and which predicates take which."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache

from graph.claims import read_corpus
from graph.dataset import open_dataset
from graph.drafting.naming import Classes
from graph.errors import NothingToBuild
from graph.model import Corpus
from graph.resources import ontology, query
from graph.store import Data, Document, open_store
from graph.vocab import CG, ONTOLOGY_GRAPH


def read_vocabulary(data: Data | None) -> Corpus:
    """Read what data say, each concept with its hidden labels among its names; of no data nothing.

    The data are not judged: concepts of files that break a rule elsewhere are as good as others.
    Raises what `graph.errors` lists for files.
    """
    if data is None:
        return Corpus()
    try:
        dataset = open_dataset(data, check=False)
    except NothingToBuild:  # a folder in which there are drafts alone
        return Corpus()
    with dataset:
        corpus = read_corpus(dataset.store)
        hidden: dict[str, list[str]] = defaultdict(list)
        for row in dataset.store.select(query("hidden-labels")):
            hidden[row["concept"] or ""].append(row["label"] or "")
    return replace(
        corpus,
        concepts=tuple(
            replace(concept, alt_labels=(*concept.alt_labels, *hidden.get(concept.iri, ())))
            for concept in corpus.concepts
        ),
    )


@cache
def read_classes() -> Classes:
    """Read from the ontology which classes of concept a predicate may join."""
    found: dict[str, dict[str, set[str]]] = {"subject": defaultdict(set), "object": defaultdict(set)}
    with open_store() as store:
        store.load(Document(path="the ontology", graph=ONTOLOGY_GRAPH, text=ontology()))
        for row in store.select(query("predicate-classes")):
            predicate, kind = ((row[name] or "").removeprefix(CG) for name in ("predicate", "class"))
            found[row["side"] or ""][predicate].add(kind)
    sides = {
        side: {name: frozenset(kinds) for name, kinds in joined.items()} for side, joined in found.items()
    }
    return Classes(subject=sides["subject"], object=sides["object"])
