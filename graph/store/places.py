"""Where things are described in the data files: the index of line starts behind each message.

One pass over a text finds every description in it, so that ten thousand findings cost no more
than one. It reads Turtle as people write it: a description starts with its name, first on a line,
after the full stop of the one before. One that starts within a line is not found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from graph.store.documents import Document

_PREFIX = re.compile(r"^[ \t]*@?prefix[ \t]+([^:\s]*):[ \t]*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
# A name at the head of a line whose next word is no punctuation: else it is the end of a statement.
_START = re.compile(r"^[ \t]*(<[^<>\s]*>|[^\s:#@<\"'\[\];,]*:[^\s;,#\"<>\[\]]+)\s+(?![;,.#])\S", re.MULTILINE)
_LOOK_BACK_CHARS = 2_000


class Place(NamedTuple):
    """A file as messages call it, and a line in it from 1, as far as known."""

    path: str
    line: int | None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


class _Text:
    """One file: its text and what starts where."""

    def __init__(self, document: Document) -> None:
        self.path = document.path
        self._document = document

    @cached_property
    def text(self) -> str:
        return self._document.text.decode()

    @cached_property
    def prefixes(self) -> dict[str, str]:
        return dict(_PREFIX.findall(self.text))

    @cached_property
    def starts(self) -> dict[str, list[int]]:
        """IRI -> offsets of the names that may start a description of it."""
        found: dict[str, list[int]] = {}
        for match in _START.finditer(self.text):
            found.setdefault(match[1], []).append(match.start(1))
        merged: dict[str, list[int]] = {}
        for name, offsets in found.items():
            merged.setdefault(self.expand(name), []).extend(offsets)
        return merged

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]

    def expand(self, name: str) -> str:
        if name.startswith("<"):
            return name[1:-1]
        prefix, _, local = name.partition(":")
        return self.prefixes.get(prefix, f"{prefix}:") + local

    def line(self, offset: int) -> int:
        return bisect_right(self._line_ends, offset - 1) + 1

    def descriptions(self, iri: str) -> list[int]:
        """Give the offsets at which a description of `iri` starts: those after a full stop."""
        return [offset for offset in sorted(self.starts.get(iri, ())) if self._opens(offset)]

    def _opens(self, offset: int) -> bool:
        before = self.text[max(0, offset - _LOOK_BACK_CHARS) : offset]
        lines = [line for line in before.split("\n") if line.strip() and not line.lstrip().startswith("#")]
        if not lines:
            return True
        last = re.sub(r"<[^<>\s]*>|\"(?:\\.|[^\"\\])*\"", "x", lines[-1]).partition(" #")[0].rstrip()
        return last.endswith(".") or bool(_PREFIX.match(lines[-1]))

    def names(self, iri: str) -> re.Pattern[str]:
        spelt = [f"<{iri}>"]
        spelt += [
            f"{prefix}:{iri.removeprefix(namespace)}"
            for prefix, namespace in self.prefixes.items()
            if namespace and iri.startswith(namespace)
        ]
        return re.compile(rf"(?<![\w:-])(?:{'|'.join(map(re.escape, spelt))})(?![\w-])")


class Places:
    """The files of a dataset, searched for where things are written. Texts are read when asked for."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._texts = {document.graph: _Text(document) for document in documents}

    @cached_property
    def _graphs(self) -> dict[str, str]:
        """IRI -> the first file that may describe it, so that a look-up does not pass all files."""
        return {iri: graph for graph in reversed([*self._texts]) for iri in self._texts[graph].starts}

    def prefixes(self) -> dict[str, str]:
        """Give the prefixes that the files declare, but for those that mean different things in them."""
        meanings: dict[str, set[str]] = {}
        for text in self._texts.values():
            for prefix, namespace in text.prefixes.items():
                meanings.setdefault(prefix, set()).add(namespace)
        return {prefix: one.pop() for prefix, one in meanings.items() if len(one) == 1}

    def path(self, graph: str) -> str | None:
        """Give how messages call the file of a named graph; None for a graph that is no file."""
        text = self._texts.get(graph)
        return text.path if text else None

    def line(self, graph: str, *iris: str) -> int | None:
        """Give the line on which the description of the first of `iris` that has one starts."""
        text = self._texts.get(graph)
        if text is None:
            return None
        for iri in iris:
            if starts := text.starts.get(iri):
                return text.line((text.descriptions(iri) or starts)[0])
        return None

    def start(self, iri: str) -> Place | None:
        """Give where the description of `iri` starts, in the first file that has one."""
        graph = self._graphs.get(iri)
        return Place(self._texts[graph].path, self.line(graph, iri)) if graph is not None else None

    def naming(self, graph: str, iri: str, subject: str) -> Place | None:
        """Give where `iri` is named first in the description of `subject`, or else in the file."""
        text = self._texts.get(graph)
        if text is None:
            return None
        pattern = text.names(iri)
        starts = text.descriptions(subject)
        match = (pattern.search(text.text, starts[0]) if starts else None) or pattern.search(text.text)
        return Place(text.path, text.line(match.start()) if match else None)

    def repeated(self, iris: Collection[str]) -> Iterator[tuple[str, tuple[Place, ...]]]:
        """Give those of `iris` that are described more than once, with all places, in order of IRI."""
        wanted = set(iris)
        holders: dict[str, list[_Text]] = {}
        for text in self._texts.values():
            for iri in text.starts.keys() & wanted:
                holders.setdefault(iri, []).extend([text] * len(text.starts[iri]))
        for iri in sorted(iri for iri, texts in holders.items() if len(texts) > 1):
            places = tuple(
                Place(text.path, text.line(offset))
                for text in dict.fromkeys(holders[iri])
                for offset in text.descriptions(iri)
            )
            if len(places) > 1:
                yield iri, places
