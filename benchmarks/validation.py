"""Compare the SHACL engine with pySHACL, the oracle of the tests, on the shipped data in one run.

Both get the same triples and the same shapes; the number of results of each is printed beside its
time, so that a fast wrong answer would show. Wants the test extra (pySHACL).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pyshacl
import rdflib

from graph import resources
from graph.store import Document, open_store, read_documents
from graph.validation.engine import shacl_results
from graph.vocab import ONTOLOGY_GRAPH

_DATA = Path(__file__).resolve().parent.parent / "data"
_RESULTS = rdflib.URIRef("http://www.w3.org/ns/shacl#ValidationResult")


def main() -> int:
    """Print the time and the number of results of both."""
    store = open_store()
    for document in read_documents(_DATA):
        store.load(document)
    store.load(Document(path="the ontology", graph=ONTOLOGY_GRAPH, text=resources.ontology()))
    triples = store.ntriples()

    start = time.perf_counter()
    ours = len(shacl_results(triples))
    ours_s = time.perf_counter() - start

    data = rdflib.Graph().parse(data=triples, format="nt")
    shapes = rdflib.Graph().parse(data=resources.shapes(), format="turtle")
    start = time.perf_counter()
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, allow_warnings=True, allow_infos=True)
    theirs_s = time.perf_counter() - start
    theirs = sum(1 for _ in report.subjects(rdflib.RDF.type, _RESULTS))

    print(f"shacl    {ours_s:8.2f} s   {ours} results")
    print(f"pySHACL  {theirs_s:8.2f} s   {theirs} results   {theirs_s / ours_s:.0f} times as long")
    return 0 if ours == theirs else 1


if __name__ == "__main__":
    sys.exit(main())
