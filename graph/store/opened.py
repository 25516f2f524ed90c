"""What every kind of store does alike while it is open, whatever holds its data."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

if TYPE_CHECKING:
    import rdflib


class OpenStore(ABC):
    """The part of `ClaimStore` that is made of the rest of it."""

    def construct(
        self, text: str, prefixes: Mapping[str, str] | None = None, *, graphs: Sequence[str] | None = None
    ) -> rdflib.Graph:
        """Answer a CONSTRUCT, as an rdflib graph."""
        import rdflib  # 0.1 s that only callers of this method pay

        triples = ox.serialize(self._constructed(text, prefixes, graphs), format=ox.RdfFormat.N_TRIPLES)
        return rdflib.Graph().parse(data=triples or b"", format="nt")

    def ntriples(self, graphs: Sequence[str] = ()) -> bytes:
        """Give the triples of `graphs` (all if none is named) as N-Triples, in any order."""
        return ox.serialize(self._triples(graphs), format=ox.RdfFormat.N_TRIPLES) or b""

    @abstractmethod
    def close(self) -> None:
        """Let go of everything held."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @abstractmethod
    def _constructed(
        self, text: str, prefixes: Mapping[str, str] | None, graphs: Sequence[str] | None
    ) -> Iterable[ox.Triple]:
        """Answer a CONSTRUCT; raises QueryFailed for what is none."""

    @abstractmethod
    def _triples(self, graphs: Sequence[str]) -> Iterable[ox.Triple]:
        """Give the triples of `graphs`, of all if none is named."""
