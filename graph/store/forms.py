"""Which form a query has, told from its words: the store is asked, never changed."""

from __future__ import annotations

import re
from collections.abc import Collection

from graph.errors import QueryFailed

# What stands in a query besides its words: strings, names in angle brackets, comments.
_OPAQUE = re.compile(
    r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|<[^<>\"{}|^`\s]*>|#[^\n]*",
    re.DOTALL,
)
_WORD = re.compile(r"(?<![?$:\w-])[A-Za-z]+(?![\w:-])")
_READS = ("SELECT", "ASK", "CONSTRUCT")
_OTHERS = frozenset(
    {"DESCRIBE", "INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
)


def mask_query(text: str) -> str:
    """Blank out what is opaque in a query, every other character staying at its place.

    >>> mask_query("ASK { ?s ?p 'a } b' } # c")
    'ASK { ?s ?p         }    '
    """
    return _OPAQUE.sub(lambda found: " " * len(found[0]), text)


def undeclared_prefixes(text: str, declared: Collection[str]) -> list[str]:
    """Give the prefixes that `text` uses and neither declares nor has in `declared`, in order of use.

    >>> undeclared_prefixes("PREFIX a: <http://a.example/> SELECT * { ?s a:x [] ; b:y 'c:z' }", ["d"])
    ['b']
    """
    plain = _OPAQUE.sub(" ", text)
    own = set(re.findall(r"\bprefix\s+([\w-]*):", plain, re.IGNORECASE))
    used = re.findall(r"(?<![\w:?$-])([A-Za-z][\w-]*):(?=[\w%\\])", plain)
    return [prefix for prefix in dict.fromkeys(used) if prefix not in own and prefix not in declared]


def query_form(text: str, name: str = "query") -> str:
    r"""Give ``SELECT``, ``ASK`` or ``CONSTRUCT``; raises QueryFailed for every other form.

    A query that calls another endpoint (SERVICE) is refused as well: answers come from the data
    at hand, and asking must not send anything anywhere.

    >>> query_form("PREFIX a: <http://example.org/> # INSERT\nSELECT * WHERE { ?s a:drop 'DELETE' }")
    'SELECT'
    """
    words: list[str] = [word.upper() for word in _WORD.findall(_OPAQUE.sub(" ", text))]
    if "SERVICE" in words:
        raise QueryFailed(name, "SERVICE asks another endpoint, which is not done: load that data instead.")
    for word in words:
        if word in _READS:
            return word
        if word in _OTHERS:
            raise QueryFailed(name, f"{word} is not run here: write a SELECT, an ASK or a CONSTRUCT.")
    raise QueryFailed(name, "there is no query here: write a SELECT, an ASK or a CONSTRUCT.")
