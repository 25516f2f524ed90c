"""The versions of the rules that verify goes by: each the hash of the files that decide it.

Which files these are is not listed by hand. From the module of a rule one follows every import within
the package to the module that defines the imported name, and adds the words that one of them reads
as data. A byte of any of these files is another version; a byte of any other file changes nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources.abc import Traversable
from typing import Final, NamedTuple

from graph.errors import FileUnreadable
from graph.resources import LEXICONS, package

#: Where a passage stands, and what became of it.
PASSAGE: Final = "passage"
_ARTICLES = "graph.checking.articles"
_RELEVANCE = "graph.checking.relevance"
_RESOURCES = "graph.resources"
#: What an error says never becomes a result, and values do nothing: what is in them is hashed as data.
_NO_PART: Final = ("graph.errors", "graph.model.")


class _Rule(NamedTuple):
    """The module that decides, and those that hand it what it looks at."""

    module: str
    handed_by: tuple[str, ...]


_RULES: Final = {
    PASSAGE: _Rule("graph.checking.verification", (_ARTICLES,)),
    "ends": _Rule(f"{_RELEVANCE}.ends", (_ARTICLES, _RELEVANCE)),
    "number": _Rule(f"{_RELEVANCE}.numbers", (_ARTICLES, _RELEVANCE)),
    "hedge": _Rule(f"{_RELEVANCE}.hedges", (_ARTICLES, _RELEVANCE)),
    "direction": _Rule(f"{_RELEVANCE}.effects", (_ARTICLES, _RELEVANCE)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleVersions:
    """The rules by name, each with the files that decide it, and the SHA-256 of each file.

    Files are named as in the package, with slashes: ``graph/text/cues.py``.
    """

    files_of: Mapping[str, tuple[str, ...]]
    hashes: Mapping[str, str]

    def version(self, rule: str) -> str | None:
        """Give the version of a rule, a SHA-256; None where there is no such rule."""
        files = self.files_of.get(rule)
        if files is None:
            return None
        return sha256("".join(f"{self.hashes[file]} {file}\n" for file in files).encode()).hexdigest()


def read_rule_versions(root: Traversable | None = None) -> RuleVersions:
    """Give the rules with the versions of the package as it runs, or of a copy of it at `root`.

    Raises FileUnreadable where the package lacks its own source.

    >>> versions = read_rule_versions()
    >>> sorted(versions.files_of)
    ['direction', 'ends', 'hedge', 'number', 'passage']
    >>> "graph/text/lexicon/en.toml" in versions.files_of["hedge"]
    True
    """
    return _installed() if root is None else _versions_of(root)


@cache
def _installed() -> RuleVersions:
    return _versions_of(package())


def _versions_of(root: Traversable) -> RuleVersions:
    modules = _Modules(root)
    files_of = {
        name: tuple(sorted({*modules.behind(rule.module), *map(modules.file, rule.handed_by)}))
        for name, rule in _RULES.items()
    }
    needed = sorted({file for files in files_of.values() for file in files})
    return RuleVersions(
        files_of=files_of, hashes={file: sha256(modules.content(file)).hexdigest() for file in needed}
    )


class _Modules:
    """The modules of a copy of the package, read once each."""

    def __init__(self, root: Traversable) -> None:
        self._root = root
        self._contents: dict[str, bytes] = {}
        self._trees: dict[str, ast.Module] = {}
        self._taken: dict[str, tuple[tuple[str, str], ...]] = {}

    def content(self, file: str) -> bytes:
        """Give the bytes of a file of the package."""
        if file not in self._contents:
            try:
                self._contents[file] = self._root.joinpath(*file.split("/")[1:]).read_bytes()
            except OSError as error:
                detail = f"it cannot be read ({error.strerror}): install Claimgraph with its source."
                raise FileUnreadable(file, detail) from error
        return self._contents[file]

    def file(self, module: str) -> str:
        """Give the file of a module."""
        found = self._find(module)
        if found is None:
            raise FileUnreadable(module, "it has no source here: install Claimgraph with its source.")
        return found

    def behind(self, module: str) -> Iterator[str]:
        """Give the files that decide what a module does, its own first."""
        seen = {module}
        todo = [module]
        while todo:
            current = todo.pop()
            yield self.file(current)
            if current not in self._taken:
                self._taken[current] = tuple(dict.fromkeys(self._imports(current)))
            for home, name in self._taken[current]:
                if home == _RESOURCES and name in LEXICONS:
                    yield f"graph/{LEXICONS[name]}"
                if home not in seen and not home.startswith(_NO_PART):
                    seen.add(home)
                    todo.append(home)

    def _imports(self, module: str) -> Iterator[tuple[str, str]]:
        """Give each module of the package that `module` takes a name from, and the name."""
        for node in ast.walk(self._tree(module)):
            if isinstance(node, ast.Import):
                for each in node.names:
                    if _is_ours(each.name):
                        yield each.name, ""
            elif isinstance(node, ast.ImportFrom) and node.module and _is_ours(node.module):
                for each in node.names:
                    yield self._home(node.module, each.name), each.name

    def _home(self, module: str, name: str) -> str:
        """Give the module that defines what `module` offers under a name, or the module of that name."""
        if self._find(f"{module}.{name}"):
            return f"{module}.{name}"
        for node in self._tree(module).body:
            if isinstance(node, ast.ImportFrom) and node.module and _is_ours(node.module):
                for each in node.names:
                    if (each.asname or each.name) == name:
                        return self._home(node.module, each.name)
        return module

    def _tree(self, module: str) -> ast.Module:
        if module not in self._trees:
            self._trees[module] = ast.parse(self.content(self.file(module)))
        return self._trees[module]

    def _find(self, module: str) -> str | None:
        parts = module.split(".")
        for tail in ((*parts[:-1], f"{parts[-1]}.py"), (*parts, "__init__.py")):
            if self._root.joinpath(*tail[1:]).is_file():
                return "/".join(tail)
        return None


def _is_ours(module: str) -> bool:
    return module.split(".", maxsplit=1)[0] == "graph"
