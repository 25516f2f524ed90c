"""The reference engine, pySHACL: the fallback where the compiled one has no build for a machine.

It gives the same results, and takes some hundred times as long.
"""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING

from graph.errors import UsageError

if TYPE_CHECKING:
    import rdflib


def reference_report(data: bytes, shapes: str) -> bytes:
    """Judge `data` (N-Triples) by `shapes` (Turtle); give the SHACL validation report as N-Triples.

    Raises UsageError where pySHACL is not installed.
    """
    try:
        import pyshacl  # not installed where the compiled engine is
        import rdflib
    except ImportError as error:
        raise UsageError(
            "No SHACL engine is installed: install shacl, or where there is none for this machine, pyshacl."
        ) from error

    graph = rdflib.Graph().parse(data=data, format="nt")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it and rdflib deprecate is not for whoever checks data
        _, report, _ = pyshacl.validate(graph, shacl_graph=_parsed(shapes), inplace=True)
    return bytes(report.serialize(format="nt").encode())


@cache
def _parsed(shapes: str) -> rdflib.Graph:
    import rdflib  # as above

    return rdflib.Graph().parse(data=shapes, format="turtle")
