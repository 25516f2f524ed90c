"""What was loaded into a store, kept in the store: an entry for each article, in a named graph of its own.

An entry is written after all that it tells of, and taken away before any of that changes: so what
has an entry is whole, and a load that was cut off is seen and repeated. It holds the key of the unit
(`graph.articles.units`), and of each graph its number of triples, of a file's its SHA-256 and path.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.resources import query
from graph.store import ClaimStore, Document, Term, open_store
from graph.vocab import AUTHORED_GRAPHS, CATALOG_GRAPHS, DERIVED_GRAPHS, PREFIXES

_VOID = "http://rdfs.org/ns/void#"
_INTEGER = PREFIXES["xsd"] + "integer"
_MEMBER = PREFIXES["prov"] + "hadMember"


#: The key of what was loaded as it is; of what was judged, it is a digest.
UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedGraph:
    """A graph that an entry tells of; `path` and `sha256` are those of its file, None where it is derived."""

    graph: str
    triples: int
    path: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogEntry:
    """What was loaded of one unit. `name` is that of the unit: the graph of its first file.

    `articles` are the IRIs of its articles. The key of what was neither judged nor derived is `UNCHECKED`;
    nobody has looked which articles that has.
    """

    name: str
    key: str
    graphs: tuple[LoadedGraph, ...]
    articles: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[LoadedGraph, ...]:
        """The graphs that are files."""
        return tuple(one for one in self.graphs if one.sha256 is not None)


def entry_graph(name: str) -> str:
    """Give the graph of the entry of the unit `name`."""
    return CATALOG_GRAPHS + name.removeprefix(AUTHORED_GRAPHS)


def derived_graph(name: str) -> str:
    """Give the graph of what follows from the unit `name`."""
    return DERIVED_GRAPHS + name.removeprefix(AUTHORED_GRAPHS)


def read_catalog(store: ClaimStore) -> dict[str, CatalogEntry]:
    """Give the entries of a store by the name of their unit. Linear in the files."""
    keys: dict[str, str] = {}
    graphs: dict[str, list[LoadedGraph]] = defaultdict(list)
    for row in store.select(query("catalog")):
        name = AUTHORED_GRAPHS + (row["entry"] or "").removeprefix(CATALOG_GRAPHS)
        keys[name] = row["key"] or ""
        is_file = row["role"] == _MEMBER
        graphs[name].append(
            LoadedGraph(
                graph=row["graph"] or "",
                triples=_number(row["triples"]),
                path=row["path"] if is_file else None,
                sha256=row["sha256"] if is_file else None,
            )
        )
    articles: dict[str, list[str]] = defaultdict(list)
    for row in store.select(query("catalog-articles")):
        articles[AUTHORED_GRAPHS + (row["entry"] or "").removeprefix(CATALOG_GRAPHS)].append(
            row["article"] or ""
        )
    return {
        name: CatalogEntry(name=name, key=key, graphs=tuple(graphs[name]), articles=tuple(articles[name]))
        for name, key in keys.items()
    }


def _number(text: str | None) -> int:
    """Read a count; one that is none counts as nothing, so that what it is of is loaded again."""
    try:
        return int(text or 0)
    except ValueError:
        return 0


def write_entries(store: ClaimStore, entries: Iterable[CatalogEntry]) -> None:
    """Put entries into the store, in one go."""
    documents = []
    with open_store() as scratch:
        for entry in entries:
            own = entry_graph(entry.name)
            scratch.add(_triples(own, entry), own)
            documents.append(Document(path=own, graph=own, text=scratch.ntriples([own])))
    store.put(documents)


def remove_entries(store: ClaimStore, names: Sequence[str]) -> None:
    """Take the entries of these units away."""
    store.remove([entry_graph(name) for name in names])


def _triples(own: str, entry: CatalogEntry) -> Iterable[tuple[Term, Term, Term]]:
    subject = _iri(own)
    yield subject, _term("dcterms", "identifier"), Term(entry.key, "literal")
    for article in entry.articles:
        yield subject, _term("dcterms", "subject"), _iri(article)
    for one in entry.graphs:
        graph = _iri(one.graph)
        yield subject, _iri(_MEMBER) if one.sha256 else _term("prov", "generated"), graph
        yield graph, _iri(f"{_VOID}triples"), Term(str(one.triples), "literal", _INTEGER)
        if one.sha256:
            yield graph, _term("schema", "sha256"), Term(one.sha256, "literal")
            yield graph, _term("dcterms", "title"), Term(one.path or "", "literal")


def _iri(value: str) -> Term:
    return Term(value, "iri")


def _term(prefix: str, local: str) -> Term:
    return _iri(PREFIXES[prefix] + local)
