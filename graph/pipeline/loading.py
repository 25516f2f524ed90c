"""Filling a store: judged and derived article by article, put in batches, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import NamedTuple

from graph.articles.catalog import (
    CatalogEntry,
    LoadedGraph,
    derived_graph,
    read_catalog,
    remove_entries,
    write_entries,
)
from graph.articles.holding import Hold
from graph.articles.shelves import FileShelf
from graph.articles.state import program
from graph.articles.units import ScannedFile, Unit, gather_units
from graph.errors import ClaimsSyntaxError, InvalidIri, UsageError
from graph.pipeline.article import Job, Wish, Worked, make_job, work_on
from graph.pipeline.pooling import spread
from graph.pipeline.reports import Progress
from graph.resources import ontology
from graph.store import ClaimStore, Data, Document, Scan, Stored, open_store, scan_document
from graph.vocab import ONTOLOGY_GRAPH

# Of so many bytes of Turtle, a batch: what is lost when a load is cut off, and what is in memory.
_BATCH_BYTES = 16_000_000
#: The key of what was neither judged nor derived; of what was, it is a digest.
UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Files that were refused together, and why: sentences for people."""

    paths: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What a load did: counts of files put, of files that were there as they are, and of those taken out.

    `refused` are the files that were not loaded, with what is wrong with each. `triples` counts those
    that were put, derived ones included.
    """

    store: str
    loaded: int
    unchanged: int
    withdrawn: int
    triples: int
    refused: tuple[Refusal, ...]


def load(  # noqa: PLR0913 - one for each option of the verb
    data: Data,
    location: str,
    *,
    check: bool = True,
    derive: bool = True,
    prune: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
) -> LoadReport:
    """Load the Turtle files of `data` into the store at `location`, but for what is there as it is.

    An article is loaded with its reviews and what follows from it (without `derive`, without that), or
    refused whole where a file of it does not parse or breaks a rule (without `check`, only where it
    does not parse); the others are loaded. Of an article that is refused, what an earlier load put there
    stays. With `prune`, what the store holds of other files is taken out.

    However this is interrupted, each article is in the store whole, as it was or as it is to be, and a
    repeat ends right. A store in memory is gone at the end: what is told is what a load would do. Raises
    StoreUnavailable, and what reading files raises.
    """
    if isinstance(data, Stored):
        raise UsageError(f"{data}: these data are in a store already: name files to load.")
    progress = progress or _ignore
    progress("reading")
    shelf = FileShelf(data)
    with open_store(location) as store, _hold(store) as hold:
        filling = _Filling(store, shelf, progress, hold)
        if check or derive:
            salt = f"{program()} {check} {derive}"
            units = _scan(shelf, filling, salt, jobs)
            filling.fill_checked(units, jobs, check=check, derive=derive)
        else:
            filling.fill_unchecked()
        return filling.finish(prune=prune)


def _hold(store: ClaimStore) -> AbstractContextManager[Hold | None]:
    """Hold a store on a server; one in a folder is held by the system while it is open."""
    return Hold(store) if "://" in store.location else nullcontext()


class _Part(NamedTuple):
    """What is put of one unit, and the graphs that its entry tells of."""

    name: str
    key: str
    documents: tuple[Document, ...]
    graphs: tuple[str, ...]


class _Filling:
    """One load, on its way: what is there, what is to be there, and the batch that waits to be put."""

    def __init__(self, store: ClaimStore, shelf: FileShelf, progress: Progress, hold: Hold | None) -> None:
        self._store = store
        self._hold = hold
        self._shelf = shelf
        self._progress = progress
        self._files = {entry.graph: entry for entry in shelf.entries}
        self._known = read_catalog(store)
        self._there = {one.graph: one for entry in self._known.values() for one in entry.files}
        self._wanted: set[str] = set()
        self._batch: list[_Part] = []
        self._size = 0
        self._refused: list[Refusal] = []
        self._put: set[str] = set()
        self._triples = 0
        self._judged = self._changed = False

    def fill_unchecked(self) -> None:
        """Put each file that is not there as it is: a unit of its own, neither judged nor derived."""
        for number, entry in enumerate(self._shelf.entries, start=1):
            self._wanted.add(entry.graph)
            there = self._there.get(entry.graph)
            if there is None or there.sha256 != entry.sha256:
                document = self._shelf.read(entry.graph)
                graphs = (entry.graph,)
                self._add(_Part(name=entry.graph, key=UNCHECKED, documents=(document,), graphs=graphs))
                self._progress(f"loading: {number} of {len(self._files)} files")
        self._flush()

    def fill_checked(self, units: Sequence[Unit], jobs: int, *, check: bool, derive: bool) -> None:
        """Put each unit of which not the same was put: its files that changed, and what follows from it."""
        self._judged = True
        new = []
        for unit in units:
            self._wanted.add(unit.name)
            known = self._known.get(unit.name)
            if known is None or known.key != unit.key:
                new.append(unit)
        tasks = (
            make_job(unit, self._shelf, Wish(derived=derive and bool(unit.articles), check=check))
            for unit in new
        )
        done = spread(work_on, tasks, count=len(new), jobs=jobs)
        for number, (unit, (job, worked)) in enumerate(zip(new, done, strict=True), start=1):
            self._progress(f"loading: {number} of {len(new)} articles")
            if worked.report.conforms:
                self._add(self._part(unit, job, worked))
            else:
                self.refuse(unit.files, [str(found) for found in worked.report.violations])
        self._flush()

    def _part(self, unit: Unit, job: Job, worked: Worked) -> _Part:
        documents = [document for document in job.documents if self._has_changed(document.graph)]
        graphs = list(unit.files)
        if worked.derived:
            own = derived_graph(unit.name)
            documents.append(Document(path=own, graph=own, text=worked.derived))
            graphs.append(own)
        return _Part(unit.name, unit.key, tuple(documents), tuple(graphs))

    def _has_changed(self, graph: str) -> bool:
        there = self._there.get(graph)
        return there is None or there.sha256 != self._files[graph].sha256

    def refuse(self, graphs: Iterable[str], reasons: Iterable[str]) -> None:
        """Tell of files that are not loaded."""
        paths = tuple(self._files[graph].path for graph in graphs)
        self._refused.append(Refusal(paths=paths, reasons=tuple(reasons)))

    def _add(self, part: _Part) -> None:
        if self._hold is not None:
            self._hold.renew()
        self._batch.append(part)
        self._size += sum(len(document.text) for document in part.documents)
        if self._size >= _BATCH_BYTES:
            self._flush()

    def _flush(self) -> None:
        """Put what waits: the old entries go, the data come, and then the entries that tell of them."""
        batch, self._batch, self._size = self._batch, [], 0
        if not batch:
            return
        # A file may have an entry of its own from a time when it was no part of this unit.
        changing = {part.name for part in batch} | {graph for part in batch for graph in part.graphs}
        remove_entries(self._store, sorted(changing & self._known.keys()))
        try:
            self._store.put([document for part in batch for document in part.documents])
        except (ClaimsSyntaxError, InvalidIri):
            batch = [part for part in batch if self._puts(part)]
        old = {
            one.graph for part in batch if part.name in self._known for one in self._known[part.name].graphs
        }
        self._store.remove(
            sorted(old - {graph for part in batch for graph in part.graphs} - self._files.keys())
        )
        self._changed = True
        entries = [self._entry(part) for part in batch]
        write_entries(self._store, entries)
        for name in changing:
            self._known.pop(name, None)
        self._known |= {entry.name: entry for entry in entries}
        for part, entry in zip(batch, entries, strict=True):
            put = {document.graph for document in part.documents}
            self._put |= put & self._files.keys()
            self._triples += sum(one.triples for one in entry.graphs if one.graph in put)

    def _puts(self, part: _Part) -> bool:
        """Put one part by itself, or refuse it."""
        try:
            self._store.put(part.documents)
        except (ClaimsSyntaxError, InvalidIri) as error:
            self.refuse([graph for graph in part.graphs if graph in self._files], [str(error)])
            return False
        return True

    def _entry(self, part: _Part) -> CatalogEntry:
        return CatalogEntry(
            name=part.name,
            key=part.key,
            graphs=tuple(
                LoadedGraph(
                    graph=graph,
                    triples=self._store.count(graph),
                    path=self._files[graph].path if graph in self._files else None,
                    sha256=self._files[graph].sha256 if graph in self._files else None,
                )
                for graph in part.graphs
            ),
        )

    def finish(self, *, prune: bool) -> LoadReport:
        """Put the ontology beside the data, take out what is to go, and tell what was done."""
        if self._put or ONTOLOGY_GRAPH not in self._store.graphs():
            text = ontology()
            self._store.put([Document(path="the ontology", graph=ONTOLOGY_GRAPH, text=text)])
        withdrawn = self._prune() if prune else 0
        if self._changed and self._judged:  # what was only copied is put in order by the load that judges it
            self._progress("putting the store in order")
            self._store.optimize()
        refused = {path for one in self._refused for path in one.paths}
        return LoadReport(
            store=self._store.location,
            loaded=len(self._put),
            unchanged=len(self._files) - len(self._put) - len(refused),
            withdrawn=withdrawn,
            triples=self._triples,
            refused=tuple(self._refused),
        )

    def _prune(self) -> int:
        gone = [entry for name, entry in self._known.items() if name not in self._wanted]
        remove_entries(self._store, [entry.name for entry in gone])
        kept = {
            one.graph for name, entry in self._known.items() if name in self._wanted for one in entry.graphs
        }
        graphs = [one.graph for entry in gone for one in entry.graphs if one.graph not in kept]
        self._store.remove(graphs)
        return sum(len(entry.files) for entry in gone)


def _scan(shelf: FileShelf, filling: _Filling, salt: str, jobs: int) -> tuple[Unit, ...]:
    """Put files together by article; those that do not parse are refused, each for itself."""
    entries = shelf.entries
    tasks = (shelf.read(entry.graph) for entry in entries)
    files = []
    for entry, (_, scan) in zip(entries, spread(_scanned, tasks, count=len(entries), jobs=jobs), strict=True):
        if isinstance(scan, str):
            filling.refuse([entry.graph], [scan])
        else:
            files.append(ScannedFile(graph=entry.graph, sha256=entry.sha256, scan=scan))
    return gather_units(files, salt)


def _scanned(document: Document) -> Scan | str:
    """Scan a document, or say why that cannot be done."""
    try:
        return scan_document(document)
    except (ClaimsSyntaxError, InvalidIri) as error:
        return str(error)


def _ignore(step: str) -> None:
    """Hear of a step and say nothing."""
