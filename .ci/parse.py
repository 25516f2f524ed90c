"""Parse every Turtle file and every SPARQL query of the checkout; print what does not parse.

Turtle is read by pyoxigraph (it tells line and column), a query by pyoxigraph and by rdflib: what
only one of them takes is no SPARQL 1.1. Files below a folder named ``broken`` are wrong on purpose.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph as ox
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from graph.vocab import PREFIXES

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {"_site", "broken", "sources"}


def main() -> int:
    """Give 1 if any file does not parse, or none was found."""
    faults = []
    count = 0
    for path in sorted((*ROOT.rglob("*.ttl"), *ROOT.rglob("*.rq"))):
        name = path.relative_to(ROOT)
        if any(part.startswith(".") or part in SKIPPED for part in name.parts):
            continue
        count += 1
        try:
            (parse_turtle if path.suffix == ".ttl" else parse_query)(path)
        except Exception as error:  # noqa: BLE001 - whatever a parser raises is a fault of the file
            faults.append(f"{name}: {error}")
    print("\n".join([*faults, f"{count} Turtle files and queries parsed, {len(faults)} of them wrong"]))
    return 1 if faults or not count else 0


def parse_turtle(path: Path) -> None:
    """Read a Turtle file to its end."""
    for _ in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        pass


def parse_query(path: Path) -> None:
    """Read a query twice; pyoxigraph reads it by asking an empty store."""
    text = path.read_text(encoding="utf-8")
    ox.Store().query(text, prefixes=PREFIXES)
    translateQuery(parseQuery(text), initNs=PREFIXES)


if __name__ == "__main__":
    sys.exit(main())
