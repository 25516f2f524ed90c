"""Finishing drafts as an editor would, by rules: every mark decided, every claim said in words of our own."""

from __future__ import annotations

import re

#: A mark and what parts it from the next line of its description.
MARK = re.compile(r'cg:(open|suggested) "((?:[^"\\]|\\.)*)" ;')

CONCEPTS = """
con:x-thing a cg:Condition ; skos:prefLabel "X-thing"@en .
con:y-thing a cg:Condition ; skos:prefLabel "Y-thing"@en .
con:z-measure a cg:Outcome ; skos:prefLabel "Z-measure"@en .
ag:ann-example a prov:Person ; rdfs:label "Ann Example"@en .
ag:the-press a schema:Organization ; schema:name "The Press" .
"""
_WRITTEN = {
    "creator": "dcterms:creator ag:ann-example ;",
    "title": 'dcterms:title "Untitled"@en ;',
    "url": "schema:url <https://letters.example/draft> ;",
    "publisher": "schema:publisher ag:the-press ;",
    "label": 'rdfs:label "Something is noted here."@en ;',
    "subject": "rdf:subject con:x-thing ;",
    "predicate": "rdf:predicate cg:coOccursWith ;",
    "object": "rdf:object con:y-thing ;",
    "kind": "cg:kind cg:kind-causal ;",
    "polarity": "cg:polarity cg:negated ;",
    "measure": "cg:measure con:z-measure ;",
}


def finish(turtle: str) -> str:
    """Decide every mark: write what is open, keep what was suggested."""
    return MARK.sub(_decided, turtle) + CONCEPTS


def _decided(mark: re.Match[str]) -> str:
    return _WRITTEN.get(mark[2].partition(":")[0], "") if mark[1] == "open" else ""
