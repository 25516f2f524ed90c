"""The files of the package: queries, shapes, ontology, lexicon. The only module that knows where they lie.

Everything is read through `importlib.resources`, so it works from a wheel or a zip as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from graph.errors import NotFound

_PACKAGE = "graph"
#: Functions of this module that hand over words as data, and the file below the package that each reads.
LEXICONS: Final = {"lexicon": "text/lexicon/en.toml", "elements": "text/lexicon/html.toml"}
_HEADER = re.compile(r"^# (title|returns|used by|scope): *(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedQuery:
    """A query that ships with the package.

    `returns` are the projected variables in order, without the question mark; `public` says
    that people may ask for it by name (``claimgraph query``). `by_article` says that the answer for
    a corpus is the answers for its articles put together, so that it need not be asked of all at once.
    """

    name: str
    title: str
    returns: tuple[str, ...]
    used_by: str
    text: str
    by_article: bool = False

    @property
    def public(self) -> bool:
        """Whether it answers a question of people, rather than feeding a stage."""
        return "query" in self.used_by.split()


@cache
def query(name: str) -> str:
    """Give the text of the packaged query `name` (without ``.rq``)."""
    return (files(_PACKAGE) / "queries" / f"{name}.rq").read_text(encoding="utf-8")


def packaged_queries() -> tuple[PackagedQuery, ...]:
    """Give all packaged queries, sorted by name."""
    names = sorted(
        entry.name.removesuffix(".rq")
        for entry in (files(_PACKAGE) / "queries").iterdir()
        if entry.name.endswith(".rq")
    )
    return tuple(_parse_header(name) for name in names)


def public_query(name: str) -> PackagedQuery:
    """Give the packaged query people may ask for by `name`; raises NotFound with near names."""
    from difflib import get_close_matches  # needed for a mistake only

    offered = {entry.name: entry for entry in packaged_queries() if entry.public}
    if name not in offered:
        near = tuple(get_close_matches(name, offered, n=3, cutoff=0.4))
        raise NotFound("packaged query", name, near, "see them with claimgraph query --list.")
    return offered[name]


def _parse_header(name: str) -> PackagedQuery:
    text = query(name)
    header = dict(_HEADER.findall(text))
    return PackagedQuery(
        name=name,
        title=header["title"],
        returns=tuple(header["returns"].split()),
        used_by=header["used by"],
        text=text,
        by_article=header.get("scope") == "article",
    )


def package() -> Traversable:
    """Give the folder of the package, whose files can be read wherever it is installed."""
    return files(_PACKAGE)


@cache
def ontology() -> bytes:
    """Give the ontology, as Turtle in UTF-8."""
    return (files(_PACKAGE) / "ontology" / "claims.ttl").read_bytes()


@cache
def draft_header() -> str:
    """Give what stands at the head of every draft: how it is finished, and the prefixes."""
    return (files(_PACKAGE) / "drafting" / "header.ttl").read_text(encoding="utf-8")


@cache
def lexicon() -> dict[str, Any]:
    """Give the words of English that say how firmly, how often, how much and in which direction."""
    import tomllib  # only what reads an article's words needs it

    return tomllib.loads((files(_PACKAGE) / LEXICONS["lexicon"]).read_text(encoding="utf-8"))


@cache
def elements() -> dict[str, frozenset[str]]:
    """Give the elements, roles and class names of web pages, by what they are to a reader."""
    import tomllib  # as above

    text = (files(_PACKAGE) / LEXICONS["elements"]).read_text(encoding="utf-8")
    return {key: frozenset(words.split()) for key, words in tomllib.loads(text).items()}


@cache
def shapes(*, built: bool = False) -> str:
    """Give the shapes for authored data, or with `built` those for what the build derived.

    Both sets hold ``prefixes.ttl``, where the prefixes of the SPARQL constraints are declared.
    """
    folder = files(_PACKAGE) / "shapes"
    names = sorted(
        entry.name
        for entry in folder.iterdir()
        if entry.name == "prefixes.ttl"
        or (entry.name.endswith(".ttl") and (entry.name == "loop.ttl") is built)
    )
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
