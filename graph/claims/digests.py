"""The digest of a claim, ``cg-digest-1``: it changes when what people wrote about it changes.

All triples of the claim and its statistic, but for passages and editorial notes, one line each as
in N-Triples (https://www.w3.org/TR/n-triples/), sorted by code point, each ended by a line feed;
of that the SHA-256 of the UTF-8. IRIs of our namespaces are written by prefix, ``a:`` for the
claim's own article, so that a move of the data to another address changes nothing; numbers are
written in their shortest form, because stores differ in what they give back.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from hashlib import sha256

from graph.resources import query
from graph.store import ClaimStore, Term
from graph.vocab import PREFIXES

_NUMBERS = {PREFIXES["xsd"] + "decimal", PREFIXES["xsd"] + "integer"}
_STRING = PREFIXES["xsd"] + "string"
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def read_digests(store: ClaimStore) -> dict[str, str]:
    """Give the digest of every claim by IRI, as 64 hexadecimal digits. Linear in their triples."""
    lines: dict[str, set[str]] = defaultdict(set)
    for row in store.select(query("digest-triples")).rows:
        terms = [term for term in row if term is not None]
        claim = terms[0].value
        article = claim.rpartition("#")[0] + "#"
        lines[claim].add(" ".join([*(_written(term, article) for term in terms[1:]), ".\n"]))
    return {claim: sha256("".join(sorted(own)).encode()).hexdigest() for claim, own in lines.items()}


def _written(term: Term, article: str) -> str:
    if term.kind != "literal":
        return _short(term.value, article)
    value = _shortest(term.value) if term.datatype in _NUMBERS else term.value
    quoted = f'"{value.translate(_ESCAPES)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return quoted if term.datatype in {None, _STRING} else f"{quoted}^^<{term.datatype}>"


@lru_cache(maxsize=10_000)
def _short(iri: str, article: str) -> str:
    for prefix, namespace in (("a", article), *((name, PREFIXES[name]) for name in ("ag", "cg", "con"))):
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def _shortest(number: str) -> str:
    """Write a decimal without the zeros that say nothing: ``95.0`` as ``95``."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    return format(value.normalize(), "f") if value else "0"
