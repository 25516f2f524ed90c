"""Interests that reviewers declare: each a file of its own beside the data, that is never changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from secrets import token_hex

from graph.dataset import Dataset, open_dataset, read_despite_records
from graph.errors import NotFound, UsageError
from graph.lookup import find_concept
from graph.model import Corpus, Iri, Person
from graph.names import names_of
from graph.output import write_new
from graph.resources import query
from graph.reviewing.recording import check_documents, check_folder
from graph.reviewing.reviews import describe, person_of, short_name
from graph.store import Document, Term, open_store
from graph.vocab import AUTHORED_GRAPHS, CG, INTERESTS_FOLDER, PREFIXES

_AGENTS = PREFIXES["ag"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What somebody declares: `reviewer` by name, `things` concepts or organisations by any of their names.

    `label` says what it is, one line in their own words, as in "advises the maker".
    """

    reviewer: str
    things: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What came of it. `path` is None where the data had it already; `things` are IRIs, sorted."""

    person: Person
    things: tuple[Iri, ...]
    label: str
    path: Path | None
    corpus: Corpus


def declare_interest(data: Path, declaration: Declaration) -> Declared:
    """Record an interest of a reviewer in a file of its own in the folder `data`.

    It counts for all that this person has reviewed and will. Nothing is written unless all is well.
    Takes as long as checking the data. Raises UsageError for a call that makes no sense, NotFound
    for no such concept or organisation, DataRefused for what would break a rule.

    >>> from importlib.resources import files
    >>> from shutil import copy
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = copy(str(files("graph") / "example.ttl"), folder)
    ...     said = Declaration(reviewer="Ann Example", things=("tear drops",), label="Sells some")
    ...     done = declare_interest(Path(folder), said)
    ...     done.person.name, done.path.parent.name
    ('Ann Example', 'interests')
    """
    check_folder(data)
    label = " ".join(unicodedata.normalize("NFC", declaration.label).split())
    if not any(character.isalnum() for character in label):
        raise UsageError('What is the interest? Say it in a line, as in --declares "advises the maker".')
    if not declaration.things:
        raise UsageError("An interest in what? Name a concept or an organisation with --interest.")
    with open_dataset(data) as dataset:
        corpus = read_despite_records(dataset)
        person = person_of(corpus.people, declaration.reviewer)
        things = tuple(sorted({_thing(dataset, corpus, name) for name in declaration.things}))
        path = None
        if not _is_known(dataset, person, things, label):
            document = _compose(person, things, label)
            check_documents(dataset, [document], "this interest")
            path = write_new(data / INTERESTS_FOLDER, Path(document.path).name, document.text)
        return Declared(person=person, things=things, label=label, path=path, corpus=corpus)


def _thing(dataset: Dataset, corpus: Corpus, name: str) -> Iri:
    """Give the IRI of the organisation of that name, or else of the concept."""
    organisations = {
        row["organisation"] or "": row["name"] or "" for row in dataset.store.select(query("organisations"))
    }
    wanted = _folded(name)
    shorten = names_of(corpus).curie
    for iri, own in sorted(organisations.items()):
        if wanted in {_folded(own), _folded(iri), _folded(shorten(iri))}:
            return Iri(iri)
    try:
        return find_concept(corpus, name).iri
    except NotFound as missing:
        near = get_close_matches(wanted, map(_folded, organisations.values()), n=1)
        offered = tuple(own for own in sorted(set(organisations.values())) if _folded(own) in near)
        raise NotFound(
            "concept or organisation", name, (*offered, *missing.nearest), hint=missing.hint
        ) from missing


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def _is_known(dataset: Dataset, person: Person, things: Sequence[Iri], label: str) -> bool:
    """Say whether that person has declared the same in the same words."""
    found: dict[str, set[str]] = {}
    for row in dataset.store.select(query("declared-interests")):
        if (row["person"], row["label"]) == (person.iri, label):
            found.setdefault(row["interest"] or "", set()).add(row["thing"] or "")
    return set(things) in found.values()


def _compose(person: Person, things: Sequence[Iri], label: str) -> Document:
    stem = f"{short_name(person)}-interest-{token_hex(4)}"
    path = f"{INTERESTS_FOLDER}/{stem}.ttl"
    graph = AUTHORED_GRAPHS + path
    interest = _AGENTS + stem
    with open_store() as store:
        store.add(
            [
                *describe(interest, "cg", "ConflictOfInterest", "rdfs", "label", label),
                (Term(interest, "iri"), Term(CG + "party", "iri"), Term(person.iri, "iri")),
                *(
                    (Term(interest, "iri"), Term(CG + "interestIn", "iri"), Term(thing, "iri"))
                    for thing in things
                ),
                *describe(person.iri, "prov", "Person", "rdfs", "label", person.name),
            ],
            graph,
        )
        used = {prefix: PREFIXES[prefix] for prefix in ("ag", "cg", "con", "prov", "rdfs")}
        return Document(path=path, graph=graph, text=store.turtle([graph], used))
