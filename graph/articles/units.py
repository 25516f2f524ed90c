"""Files put together by the article they are about, each with what it must be read with.

A unit is the smallest part of a corpus that can be judged alone: the files that describe one
article (rarely several, where a file does), the reviews of its claims, and a *slice* of what the
other files say of the things it means: concepts, people, studies, interests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from graph.store import Described, Scan
from graph.vocab import namespace_of

_DIGEST_PARTS = b"\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedFile:
    """A file of a corpus: its named graph, the SHA-256 of its text, and what it is about."""

    graph: str
    sha256: str
    scan: Scan


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What is judged together. `name` is its first file's graph; `articles` are IRIs, sorted.

    `files` are the graphs of its own files, sorted, and `beside` those of other articles that it
    means, both whole; `slice` are the N-Triples lines of what else it means, sorted. `key` is a
    digest of all of it: equal keys, equal results.
    """

    name: str
    articles: tuple[str, ...]
    files: tuple[str, ...]
    beside: tuple[str, ...]
    slice: tuple[str, ...]
    claims: int
    key: str


def gather_units(files: Sequence[ScannedFile], salt: str = "") -> tuple[Unit, ...]:
    """Put files together by article, in order of their first file. Linear in what they mean.

    `salt` is what else results depend on; it goes into the keys.
    Every file is in exactly one unit. Files that describe no article, and are not reviews of one,
    are units of their own without articles.
    """
    by_graph = {file.graph: file for file in files}
    owners = {space for file in files for space in file.scan.owned}
    shared = _SharedThings(files, owners)
    groups = _Groups()
    for file in files:
        groups.join(file.graph, [f"space {space}" for space in _belongs_to(file.scan, owners)])
    members: dict[str, list[str]] = defaultdict(list)
    for file in files:
        members[groups.leader(file.graph)].append(file.graph)
    home = {space: groups.leader(f"space {space}") for space in owners}
    return tuple(
        _unit([by_graph[graph] for graph in sorted(own)], by_graph, shared, members, home, salt)
        for own in sorted(members.values(), key=min)
    )


def _belongs_to(scan: Scan, owners: set[str]) -> set[str]:
    """Give the articles' namespaces that tie a file to others: what it describes or reviews of them."""
    return owners.intersection((*scan.spaces, *scan.reviewed))


def _unit(
    own: Sequence[ScannedFile],
    by_graph: Mapping[str, ScannedFile],
    shared: _SharedThings,
    members: Mapping[str, Sequence[str]],
    home: Mapping[str, str],
    salt: str,
) -> Unit:
    graphs = tuple(file.graph for file in own)
    wanted = {iri for file in own for iri in (*file.scan.means, *file.scan.shared)}
    wanted |= {iri for file in own for told in file.scan.shared.values() for iri in told.means}
    lines, met = shared.tell(wanted, frozenset(graphs))
    others = {home[space] for iri in met if (space := namespace_of(iri)) in home}
    beside = sorted(graph for leader in others for graph in members[leader] if graph not in graphs)
    digest = sha256(salt.encode() + _DIGEST_PARTS)
    for file in (*own, *(by_graph[graph] for graph in beside)):
        digest.update(f"{file.graph} {file.sha256}".encode() + _DIGEST_PARTS)
    for line in lines:
        digest.update(line.encode() + _DIGEST_PARTS)
    return Unit(
        name=graphs[0],
        articles=tuple(sorted({iri for file in own for iri in file.scan.articles})),
        files=graphs,
        beside=tuple(beside),
        slice=tuple(lines),
        claims=sum(file.scan.claims for file in own),
        key=digest.hexdigest(),
    )


class _SharedThings:
    """What files say of things that are no article's own, by the thing."""

    def __init__(self, files: Iterable[ScannedFile], owners: set[str]) -> None:
        self._told: dict[str, list[tuple[str, Described]]] = defaultdict(list)
        self._backs: dict[str, list[str]] = defaultdict(list)
        for file in files:
            for iri, told in file.scan.shared.items():
                if namespace_of(iri) in owners:
                    continue  # of an article: its file is read whole
                self._told[iri].append((file.graph, told))
                for concept in told.backs:
                    self._backs[concept].append(iri)

    def tell(self, wanted: Iterable[str], own: frozenset[str]) -> tuple[list[str], set[str]]:
        """Give what files other than `own` say of `wanted` and of all that these mean, sorted.

        Beside it all IRIs that were met on the way.
        """
        met, waiting = set(wanted), list(wanted)
        lines: set[str] = set()
        while waiting:
            iri = waiting.pop()
            means = list(self._backs.get(iri, ()))
            for graph, told in self._told.get(iri, ()):
                if graph not in own:
                    lines.update(told.lines)
                means += told.means
            new = set(means) - met
            met |= new
            waiting += new
        return sorted(lines), met


class _Groups:
    """Names joined into groups (union-find with path halving)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def leader(self, name: str) -> str:
        above = self._above
        above.setdefault(name, name)
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    def join(self, name: str, others: Iterable[str]) -> None:
        self.leader(name)
        for other in others:
            first, second = sorted((self.leader(name), self.leader(other)))
            self._above[second] = first
