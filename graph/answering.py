"""The data and all that follows from them in one store, to be asked in SPARQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from graph.articles.catalog import UNCHECKED, CatalogEntry, read_catalog
from graph.claims.parts import read_interests
from graph.dataset import open_dataset, read_despite_records
from graph.derivation import derive
from graph.errors import NothingToBuild, QueryFailed
from graph.exports import derive_triples
from graph.model import Interest, Iri
from graph.names import Names, names_of, with_articles
from graph.resources import PackagedQuery, public_query, query
from graph.store import (
    ClaimStore,
    Data,
    Places,
    Rows,
    Stored,
    Term,
    open_store,
    query_form,
    undeclared_prefixes,
)
from graph.vocab import ONTOLOGY_GRAPH

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    import rdflib


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedStore:
    """All triples of some data, to be asked in SPARQL 1.1; a context manager that lets go of them.

    The default graph holds what people wrote, the ontology, and what a build derives: arrows, loops
    and ``cg:`` facts about them. The prefixes of the project and of the articles are declared for
    every query. Nothing is sent anywhere and nothing is changed: SERVICE and updates raise QueryFailed.

    `marked` are the claims in which somebody has an interest, with these; `catalog` has the articles
    of a store that was filled by ``claimgraph load``, and is empty for data that are read from files.
    """

    store: ClaimStore
    names: Names
    prefixes: Mapping[str, str]
    interests: tuple[Interest, ...]
    marked: Mapping[Iri, tuple[Iri, ...]]
    articles: int
    catalog: tuple[CatalogEntry, ...] = field(default=())

    def answer(
        self, text: str, name: str = "query", *, most: int | None = None
    ) -> bool | Rows | rdflib.Graph:
        """Answer a SELECT with rows (the first `most`), an ASK with a bool, a CONSTRUCT with an rdflib graph.

        `text` may also be the name of a packaged query, as ``claimgraph query --list`` gives them. Of a
        store that was filled, those that speak of one article at a time are answered article by article,
        in order of their files, so that the first rows need no look at all the rest.
        `name` is how messages call the query. Raises QueryFailed for what is none of these forms.
        """
        packaged = public_query(text) if text.replace("-", "").isalnum() else None
        if packaged is not None:
            text = packaged.text
        try:
            form = query_form(text, name)
            if form == "SELECT":
                return self._select(text, packaged, most)
            ask: Mapping[str, Callable[[str, Mapping[str, str]], bool | rdflib.Graph]] = {
                "ASK": self.store.ask,
                "CONSTRUCT": self.store.construct,
            }
            return ask[form](text, self.prefixes)
        except QueryFailed as error:
            detail = error.detail
            for unknown in undeclared_prefixes(text, self.prefixes)[:1]:
                detail = f"the prefix {unknown}: is not declared: add PREFIX {unknown}: <...>."
            raise QueryFailed(name, detail, error.line, error.column) from error

    def _select(self, text: str, packaged: PackagedQuery | None, most: int | None) -> Rows:
        looked_at = self.catalog and all(entry.key != UNCHECKED for entry in self.catalog)
        if packaged is not None and packaged.by_article and looked_at:
            return Rows(packaged.returns, tuple(islice(self._by_article(text), most)))
        rows = self.store.select(text, self.prefixes)
        return rows if most is None else Rows(rows.variables, rows.rows[:most])

    def _by_article(self, text: str) -> Iterator[tuple[Term | None, ...]]:
        shared = [one.graph for entry in self.catalog if not entry.articles for one in entry.files]
        for entry in self.catalog:
            if entry.articles:
                own = [one.graph for one in entry.graphs]
                yield from self.store.rows(text, self.prefixes, graphs=[*own, *shared, ONTOLOGY_GRAPH])

    def close(self) -> None:
        """Let go of everything held."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def load_store(data: Data) -> LoadedStore:
    """Load the Turtle files of `data`, and what follows from them, to be asked in SPARQL.

    Raises what `load_corpus` raises. Loading takes as long as a build without its page; each
    question after that takes only its own time. A store that was filled (`Stored`) is asked where it
    is, and nothing is loaded; StoreUnavailable says what is wrong with it.

    >>> from importlib.resources import files
    >>> with load_store(files("graph") / "example.ttl") as store:
    ...     rows = store.answer("SELECT ?label { ?loop a cg:FeedbackLoop ; cg:loopKey ?label }")
    >>> list(rows)
    [{'label': 'dry-eye+--irritation+--rubbing+'}]
    """
    if isinstance(data, Stored):
        return _open_stored(data)
    dataset = open_dataset(data)
    corpus = read_despite_records(dataset)
    derived = derive(corpus)
    derive_triples(dataset.store, corpus, derived.links, derived.search.loops)
    names = names_of(corpus)
    return LoadedStore(
        store=dataset.store,
        names=names,
        # The prefixes of the files too, so that a name can be pasted from them as it stands.
        prefixes={**Places(dataset.documents).prefixes(), **names.prefixes},
        interests=corpus.interests,
        marked={claim.iri: claim.interests for claim in corpus.claims if claim.interests},
        articles=len(corpus.sources),
    )


def _open_stored(data: Stored) -> LoadedStore:
    store = open_store(data.location, read_only=True)
    catalog = tuple(entry for _, entry in sorted(read_catalog(store).items()))
    if not catalog:
        store.close()
        raise NothingToBuild(data.location)
    articles: Sequence[str] = [row["article"] or "" for row in store.select(query("articles"))]
    names = Names(with_articles(articles))
    marked: dict[Iri, tuple[Iri, ...]] = {}
    for row in store.select(query("interest-marks")):
        claim = Iri(row["claim"] or "")
        marked[claim] = (*marked.get(claim, ()), Iri(row["interest"] or ""))
    return LoadedStore(
        store=store,
        names=names,
        prefixes=names.prefixes,
        interests=read_interests(store),
        marked=marked,
        articles=len(articles),
        catalog=catalog,
    )
