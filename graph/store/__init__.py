"""Where the dataset lives: one small protocol, in memory or in a folder.

Each data file is a named graph of its own (`vocab.AUTHORED_GRAPHS` and its name), the ontology
is one (`vocab.ONTOLOGY_GRAPH`), what the build derives is one (`vocab.DERIVED_GRAPH`). Queries
that mean only some of them say so with ``GRAPH``; the default graph is the union of all.
"""

from graph.store.base import ClaimStore, Rows, Term
from graph.store.documents import (
    Data,
    Document,
    Stored,
    clean_text,
    document_of,
    find_files,
    finished_name,
    is_draft,
    read_document,
    read_documents,
    read_text,
)
from graph.store.forms import query_form, undeclared_prefixes
from graph.store.opening import open_store
from graph.store.places import Place, Places
from graph.store.scanning import Described, Scan, scan_document
from graph.store.withholding import ReviewScan, named_in, scan_reviews, withhold

__all__ = [
    "ClaimStore",
    "Data",
    "Described",
    "Document",
    "Place",
    "Places",
    "ReviewScan",
    "Rows",
    "Scan",
    "Stored",
    "Term",
    "clean_text",
    "document_of",
    "find_files",
    "finished_name",
    "is_draft",
    "named_in",
    "open_store",
    "query_form",
    "read_document",
    "read_documents",
    "read_text",
    "scan_document",
    "scan_reviews",
    "undeclared_prefixes",
    "withhold",
]
