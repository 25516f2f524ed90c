"""The names that the code itself uses: namespaces, prefixes and a few terms of the vocabulary.

Everything else about a term (its sign, label, rank, the classes it joins) is read from
``ontology/claims.ttl``; a test finds each term named here in that file. Of the predicates only
the one that puts treatments in order and the one that but offers them are among them: adding one
takes no Python.
"""

from __future__ import annotations

from typing import Final

CG: Final = "https://w3id.org/claimgraph/vocab#"
CON: Final = "https://w3id.org/claimgraph/concept#"
LOOP: Final = "https://w3id.org/claimgraph/loop#"
LINK: Final = "https://w3id.org/claimgraph/link#"

#: Prefixes that every query and every report of the project may use without declaring them.
PREFIXES: Final[dict[str, str]] = {
    "ag": "https://w3id.org/claimgraph/agent#",
    "atc": "http://purl.bioontology.org/ontology/ATC/",
    "biolink": "https://w3id.org/biolink/vocab/",
    "cg": CG,
    "cito": "http://purl.org/spar/cito/",
    "con": CON,
    "dcterms": "http://purl.org/dc/terms/",
    "icd10cm": "http://purl.bioontology.org/ontology/ICD10CM/",
    "link": LINK,
    "loop": LOOP,
    "mesh": "http://id.nlm.nih.gov/mesh/",
    "oa": "http://www.w3.org/ns/oa#",
    "obo": "http://purl.obolibrary.org/obo/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "shape": "https://w3id.org/claimgraph/shapes#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "unit": "http://qudt.org/vocab/unit/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: The named graph that holds the ontology; each data file has one of its own (see `graph.store`).
ONTOLOGY_GRAPH: Final = "https://w3id.org/claimgraph/vocab"
#: What the build derives stands apart from what people wrote.
DERIVED_GRAPH: Final = "https://w3id.org/claimgraph/graph/derived"
#: Each data file is the named graph of this namespace and the file's name relative to ``--data``.
AUTHORED_GRAPHS: Final = "https://w3id.org/claimgraph/graph/authored/"
#: In a store that is kept, what follows from each article has a graph of its own, named as its file.
DERIVED_GRAPHS: Final = "https://w3id.org/claimgraph/graph/derived/"
#: There, each article has an entry that says what was loaded of it (`graph.articles.catalog`).
CATALOG_GRAPHS: Final = "https://w3id.org/claimgraph/graph/catalog/"
#: Who fills a store at the moment (`graph.articles.holding`).
HOLDER_GRAPH: Final = "https://w3id.org/claimgraph/graph/holder"

#: The file of authored and derived triples that a build writes; a data folder's own is no data.
FULL_FILE: Final = "claims.full.ttl"

#: The end of the names of drafts, which are no data until they are finished and renamed.
DRAFT_SUFFIX: Final = ".draft.ttl"

#: The folder of review records in a data folder.
REVIEWS_FOLDER: Final = "reviews"

#: The folder of the interests that reviewers declare.
INTERESTS_FOLDER: Final = "interests"

#: The format of the decisions that the editors' page downloads and `graph.reviewing.decisions` reads.
DECISIONS_FORMAT: Final = "claimgraph-decisions/1"

AFFIRMED: Final = "affirmed"
NEGATED: Final = "negated"
ORDERED_CYCLE: Final = "ordered-cycle"
RED_FLAG: Final = "red-flag"
ASSERTED: Final = "asserted"
PRECEDES: Final = "precedes"

#: Predicates that say that something is offered, not that it helps.
OFFERS: Final = frozenset({CG + "treats"})

#: Classes of the concepts that act: what a loop can be broken with (glossary: *treatment*).
TREATMENT_KINDS: Final = frozenset({"Treatment", "DrugClass", "Device", "SelfCare"})
#: Classes of what nobody wants more of: what raises it does harm, and it is the worse side of a loop.
ILL_KINDS: Final = frozenset({"Condition", "Symptom"})


def namespace_of(iri: str) -> str:
    """Give the part of an IRI up to its last ``#`` or ``/``.

    >>> namespace_of("https://w3id.org/claimgraph/article/dry-eye#c001")
    'https://w3id.org/claimgraph/article/dry-eye#'
    """
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
