"""Data as one reviewer may see them: without what the others found.

The reviews of others are taken out of the files before anything is read from them, so all that
follows (statuses, orders, counts, pages) is what it would be if nobody else had reviewed.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from difflib import get_close_matches
from hashlib import sha256
from pathlib import PurePosixPath
from unicodedata import combining, normalize

from graph.articles.shelves import Entry, Shelf
from graph.errors import ClaimsSyntaxError, InvalidIri, UnknownReviewerWarning, UsageError
from graph.names import person_slug
from graph.store import Document, ReviewScan, named_in, scan_reviews, withhold
from graph.vocab import PREFIXES

Documents = Callable[[], Iterable[Document]]

# Names less alike than this (difflib ratio, 0 to 1) are those of different people.
_ALIKE = 0.7
# The end of a record's name: its time, who wrote it, and what tells it from all others.
_RECORD = re.compile(r"T\d{6}Z-(.+)-[0-9a-f]{8}\.ttl$")


class Blindfold:
    """Takes out of documents what anybody but `reviewer` has found.

    A review is `reviewer`'s own where that person alone is named as its author, by the name they go by,
    in small or capital letters. Another's record goes as a whole file; from a file with more in it go
    the review, what points to it, and the people and studies that stand there for its sake alone. Of
    a record that is cut off only its file's name tells whose it is.

    `documents` gives the documents anew each time it is called. Linear in these, twice. Warns
    (UnknownReviewerWarning) where nobody of that name has reviewed, with names that come near;
    raises UsageError for what is no name.
    """

    def __init__(self, documents: Documents, reviewer: str) -> None:
        spelt = fold_name(reviewer)
        if not any(character.isalnum() for character in spelt):
            raise UsageError(
                f"{reviewer!r} is no name of a reviewer: say who is to see the list, with --blind NAME."
            )
        scans: dict[str, ReviewScan | None] = {}
        records: dict[str, str] = {}
        for document in documents():
            scans[document.graph] = _scan(document)
            if document.is_record:
                records[document.graph] = document.path
        authors: dict[str, set[str]] = defaultdict(set)
        names: dict[str, set[str]] = defaultdict(set)
        for scan in filter(None, scans.values()):
            for iri, own in scan.authors.items():
                authors[iri] |= own
            for iri, labels in scan.people.items():
                names[iri] |= labels
        me = {iri for iri, own in names.items() if spelt in map(fold_name, own)}
        reviews = {iri for scan in filter(None, scans.values()) for iri in scan.reviews}
        self._own = {iri for iri in reviews if len(authors[iri]) == 1 and authors[iri] <= me}
        self._others = frozenset(reviews - self._own)
        self._slugs = {iri.removeprefix(PREFIXES["ag"]) for iri in me} | {person_slug(spelt)}
        self._scans = scans
        self._dropped = {graph for graph, path in records.items() if not self._keeps(scans[graph], path)}
        self._extras = self._find_extras(documents, me) if self._others else {}
        if not self._own:
            known = {name for iri in reviews for person in authors[iri] for name in names[person]}
            _warn(reviewer, known)

    def see(self, document: Document) -> Document | None:
        """Give a document without what others found; None where nothing else stood in it."""
        if document.graph in self._dropped:
            return None
        if self._scans[document.graph] is None:  # what cannot be read is told of where it is loaded
            return document
        return withhold(document, self._others, self._extras.get(document.graph, frozenset()))

    def _keeps(self, scan: ReviewScan | None, path: str) -> bool:
        """Say whether a record is one's own; where no review can be read in it, whether its name says so."""
        return bool(scan.reviews & self._own) if scan is not None and scan.reviews else self._is_named(path)

    def _is_named(self, path: str) -> bool:
        """Say whether the name of a record says that it is one's own (see `graph.reviewing.reviews`)."""
        name = PurePosixPath(path.replace("\\", "/")).name
        return (found := _RECORD.search(name)) is not None and found[1] in self._slugs

    def _find_extras(self, documents: Documents, me: set[str]) -> dict[str, frozenset[str]]:
        """Give the people and studies of each file that stand there for the sake of others' reviews alone."""
        found = {
            graph: scan.extras - me
            for graph, scan in self._scans.items()
            if scan is not None and graph not in self._dropped and scan.reviews & self._others
        }
        wanted = {iri for own in found.values() for iri in own}
        needed: set[str] = set()
        for document in documents() if wanted else ():
            if self._scans[document.graph] is not None and document.graph not in self._dropped:
                needed |= named_in(document, wanted, self._others)
        return {graph: own - needed for graph, own in found.items()}


class BlindShelf(Shelf):
    """A shelf as one reviewer may see it; see `Blindfold`. What is taken out changes the hash of a file."""

    def __init__(self, inner: Shelf, reviewer: str) -> None:
        self._inner = inner
        blindfold = Blindfold(lambda: (inner.read(entry.graph) for entry in inner.entries), reviewer)
        self._changed: dict[str, Document] = {}
        entries: list[Entry] = []
        for entry in inner.entries:
            document = inner.read(entry.graph)
            seen = blindfold.see(document)
            if seen is None:
                continue
            if seen is document:
                entries.append(entry)
                continue
            self._changed[entry.graph] = seen
            size = entry.size * len(seen.text) // max(len(document.text), 1)
            entries.append(replace(entry, sha256=sha256(seen.text).hexdigest(), size=size))
        super().__init__(entries, inner.origin)

    def read(self, graph: str) -> Document:
        """Read one file."""
        return self._changed.get(graph) or self._inner.read(graph)


def fold_name(name: str) -> str:
    """Give a person's name as names are compared: however it is spaced, in capitals or not.

    >>> fold_name("ANN  Example") == fold_name("Ann Example")
    True
    """
    return " ".join(normalize("NFC", name).split()).casefold()


def _scan(document: Document) -> ReviewScan | None:
    """Scan a document; None where it is no Turtle."""
    try:
        return scan_reviews(document)
    except (ClaimsSyntaxError, InvalidIri):
        return None


def _warn(reviewer: str, known: Iterable[str]) -> None:
    """Say that nobody of that name has reviewed; where a name comes near, that it may have been meant."""
    names = {_plain(name): name for name in sorted(known)}
    near = get_close_matches(_plain(reviewer), names, n=1, cutoff=_ALIKE)
    hint = f" Did you mean {names[near[0]]!r}?" if near else ""
    spelt = " ".join(reviewer.split())
    warnings.warn(
        f"Nobody called {spelt!r} has reviewed yet, so no review is shown.{hint}",
        UnknownReviewerWarning,
        stacklevel=4,
    )


def _plain(name: str) -> str:
    return "".join(char for char in normalize("NFKD", fold_name(name)) if not combining(char))
