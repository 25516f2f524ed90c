"""The data and all that follows from them in one store, to be asked in SPARQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.dataset import Dataset, open_dataset, read_despite_records
from graph.derivation import derive
from graph.errors import QueryFailed
from graph.exports import derive_triples
from graph.model import Corpus
from graph.names import Names, names_of
from graph.resources import public_query
from graph.store import Places, Rows, query_form, undeclared_prefixes

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
    """

    dataset: Dataset
    corpus: Corpus
    names: Names

    def answer(self, text: str, name: str = "query") -> bool | Rows | rdflib.Graph:
        """Answer a SELECT with rows, an ASK with a bool, a CONSTRUCT with an rdflib graph.

        `text` may also be the name of a packaged query, as ``claimgraph query --list`` gives them.
        `name` is how messages call the query. Raises QueryFailed for what is none of these forms.
        """
        if text.replace("-", "").isalnum():
            text = public_query(text).text
        # The prefixes of the files too, so that a name can be pasted from them as it stands.
        prefixes = {**Places(self.dataset.documents).prefixes(), **self.names.prefixes}
        store = self.dataset.store
        ask: dict[str, Callable[[str, dict[str, str]], bool | Rows | rdflib.Graph]] = {
            "SELECT": store.select,
            "ASK": store.ask,
            "CONSTRUCT": store.construct,
        }
        try:
            return ask[query_form(text, name)](text, prefixes)
        except QueryFailed as error:
            detail = error.detail
            for unknown in undeclared_prefixes(text, prefixes)[:1]:
                detail = f"the prefix {unknown}: is not declared: add PREFIX {unknown}: <...>."
            raise QueryFailed(name, detail, error.line, error.column) from error

    def close(self) -> None:
        """Let go of everything held."""
        self.dataset.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def load_store(data: Path | str) -> LoadedStore:
    """Load the Turtle file or folder `data`, and what follows from it, to be asked in SPARQL.

    Raises what `load_corpus` raises. Loading takes as long as a build without its page; each
    question after that takes only its own time.

    >>> from importlib.resources import files
    >>> with load_store(files("graph") / "example.ttl") as store:
    ...     rows = store.answer("SELECT ?label { ?loop a cg:FeedbackLoop ; cg:loopKey ?label }")
    >>> list(rows)
    [{'label': 'dry-eye+--irritation+--rubbing+'}]
    """
    dataset = open_dataset(data)
    corpus = read_despite_records(dataset)
    derived = derive(corpus)
    derive_triples(dataset.store, corpus, derived.links, derived.search.loops)
    return LoadedStore(dataset=dataset, corpus=corpus, names=names_of(corpus))
