"""A store while it is filled: what is there, what is to be there, and the batch that waits to be put."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.articles.catalog import (
    UNCHECKED,
    CatalogEntry,
    LoadedGraph,
    derived_graph,
    read_catalog,
    remove_entries,
    write_entries,
)
from graph.articles.holding import Hold
from graph.articles.shelves import FileShelf
from graph.articles.units import ScannedFile, Unit
from graph.errors import ClaimsSyntaxError, InvalidIri
from graph.model import Finding, Severity
from graph.pipeline.article import Job, Wish, Worked, make_job, work_on
from graph.pipeline.pooling import spread
from graph.pipeline.reports import Progress
from graph.resources import ontology
from graph.store import ClaimStore, Document, Scan, scan_document
from graph.vocab import ONTOLOGY_GRAPH

# Of so many bytes of Turtle, a batch: what is lost when a load is cut off, and what is in memory.
_BATCH_BYTES = 16_000_000


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


class _Part(NamedTuple):
    """What is put of one unit, and the graphs that its entry tells of."""

    name: str
    key: str
    documents: tuple[Document, ...]
    graphs: tuple[str, ...]
    articles: tuple[str, ...]


class Filling:
    """One load, on its way: what is there, what is to be there, and the batch that waits to be put."""

    def __init__(self, store: ClaimStore, shelf: FileShelf, progress: Progress, hold: Hold | None) -> None:
        self._store = store
        self._hold = hold
        self._shelf = shelf
        self._progress = progress
        self._files = {entry.graph: entry for entry in shelf.entries}
        self._known = read_catalog(store)
        self._there = {one.graph: one for entry in self._known.values() for one in entry.files}
        self._batch: list[_Part] = []
        self._size = 0
        self._refused: list[Refusal] = []
        self._put: set[str] = set()
        self._triples = 0
        self._judged = self._changed = False

    def scan(self, jobs: int) -> list[ScannedFile]:
        """Say what each file is about; those that do not parse are refused, each for itself."""
        entries = self._shelf.entries
        tasks = (self._shelf.read(entry.graph) for entry in entries)
        done = spread(_scanned, tasks, count=len(entries), jobs=jobs)
        files = []
        for entry, (_, scan) in zip(entries, done, strict=True):
            self._renew()
            if isinstance(scan, str):
                self._refuse([entry.graph], [scan])
            else:
                files.append(ScannedFile(graph=entry.graph, sha256=entry.sha256, scan=scan))
        return files

    def sort_out(self, units: Sequence[Unit], wrong: Mapping[str, Sequence[Finding]]) -> list[Unit]:
        """Refuse units with a file that is `wrong` beside another, or whose article is there already.

        An article is there already where it was loaded from a file of another name that is not named now.
        """
        elsewhere = {
            article: entry
            for entry in self._known.values()
            if not any(one.graph in self._files for one in entry.files)
            for article in entry.articles
        }
        left = []
        for unit in units:
            reasons = [
                str(found)
                for graph in unit.files
                for found in wrong.get(graph, ())
                if found.severity is Severity.VIOLATION
            ]
            reasons += [
                f"{self._files[unit.name].path}: {article} was loaded from "
                f"{elsewhere[article].files[0].path}: name that file, too, or load the same folder as before."
                for article in unit.articles
                if article in elsewhere
            ]
            if reasons:
                self._refuse(unit.files, reasons)
            else:
                left.append(unit)
        return left

    def fill_unchecked(self) -> None:
        """Put each file that is not there as it is: a unit of its own, neither judged nor derived."""
        for number, entry in enumerate(self._shelf.entries, start=1):
            there = self._there.get(entry.graph)
            if there is None or there.sha256 != entry.sha256:
                document = self._shelf.read(entry.graph)
                graphs = (entry.graph,)
                self._add(_Part(entry.graph, UNCHECKED, (document,), graphs, ()))
                self._progress(f"loading: {number} of {len(self._files)} files")
        self._flush()

    def fill_checked(self, units: Sequence[Unit], jobs: int, *, check: bool, derive: bool) -> None:
        """Put each unit of which not the same was put: its files that changed, and what follows from it."""
        self._judged = True
        new = []
        for unit in units:
            known = self._known.get(unit.name)
            if known is None or known.key != unit.key:
                new.append(unit)
        tasks = (
            make_job(
                unit,
                self._shelf,
                Wish(derived=derive and bool(unit.articles), check=check, least=Severity.VIOLATION),
            )
            for unit in new
        )
        done = spread(work_on, tasks, count=len(new), jobs=jobs)
        for number, (unit, (job, worked)) in enumerate(zip(new, done, strict=True), start=1):
            self._progress(f"loading: {number} of {len(new)} articles")
            if worked.report.conforms:
                self._add(self._part(unit, job, worked))
            else:
                self._refuse(unit.files, [str(found) for found in worked.report.violations])
        self._flush()

    def _part(self, unit: Unit, job: Job, worked: Worked) -> _Part:
        documents = [document for document in job.documents if self._has_changed(document.graph)]
        graphs = list(unit.files)
        if worked.derived:
            own = derived_graph(unit.name)
            documents.append(Document(path=own, graph=own, text=worked.derived))
            graphs.append(own)
        return _Part(unit.name, unit.key, tuple(documents), tuple(graphs), unit.articles)

    def _has_changed(self, graph: str) -> bool:
        there = self._there.get(graph)
        return there is None or there.sha256 != self._files[graph].sha256

    def _refuse(self, graphs: Iterable[str], reasons: Iterable[str]) -> None:
        """Tell of files that are not loaded."""
        paths = tuple(self._files[graph].path for graph in graphs)
        self._refused.append(Refusal(paths=paths, reasons=tuple(reasons)))

    def _add(self, part: _Part) -> None:
        self._renew()
        self._batch.append(part)
        self._size += sum(len(document.text) for document in part.documents)
        if self._size >= _BATCH_BYTES:
            self._flush()

    def _renew(self) -> None:
        if self._hold is not None:
            self._hold.renew()

    def _flush(self) -> None:
        """Put what waits: the old entries go, the data come, and then the entries that tell of them."""
        batch, self._batch, self._size = self._batch, [], 0
        self._renew()
        if not batch:
            return
        # A file may have an entry of its own from a time when it was no part of this unit.
        changing = {part.name for part in batch} | {graph for part in batch for graph in part.graphs}
        remove_entries(self._store, sorted(changing & self._known.keys()))
        try:
            self._store.put([document for part in batch for document in part.documents])
        except (ClaimsSyntaxError, InvalidIri):
            batch = [part for part in batch if self._puts(part)]
        kept = self._files.keys() | {graph for part in batch for graph in part.graphs}
        old = {one.graph for name in changing & self._known.keys() for one in self._known[name].graphs}
        self._store.remove(sorted(old - kept))
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
            self._refuse([graph for graph in part.graphs if graph in self._files], [str(error)])
            return False
        return True

    def _entry(self, part: _Part) -> CatalogEntry:
        return CatalogEntry(
            name=part.name,
            key=part.key,
            articles=part.articles,
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
        self._renew()
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
        """Take out what has no file among those named; what was refused now stays as it was loaded before."""
        gone = [
            entry
            for entry in self._known.values()
            if not any(one.graph in self._files for one in entry.files)
        ]
        remove_entries(self._store, [entry.name for entry in gone])
        self._store.remove([one.graph for entry in gone for one in entry.graphs])
        return sum(len(entry.files) for entry in gone)


def _scanned(document: Document) -> Scan | str:
    """Scan a document, or say why that cannot be done."""
    try:
        return scan_document(document)
    except (ClaimsSyntaxError, InvalidIri) as error:
        return str(error)
