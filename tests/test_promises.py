"""What the documentation and the house rules promise about names, files, queries and the package."""

from __future__ import annotations

import ast
import doctest
import inspect
import pkgutil
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pyoxigraph as ox
import pytest
from packaging.requirements import Requirement
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

import graph
from graph import resources, vocab
from graph.cli import commands

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "graph"
MODULES = sorted(PACKAGE.rglob("*.py"))
PYTHON = [
    *MODULES,
    ROOT / "build_graph.py",
    *sorted(one for name in ("tests", "benchmarks", "docs", ".ci") for one in (ROOT / name).rglob("*.py")),
]
TURTLE = [*sorted(PACKAGE.rglob("*.ttl")), *sorted((ROOT / "data").glob("*.ttl"))]
QUERIES = resources.packaged_queries()
HEAVY = {"pyvis", "jinja2", "IPython", "pyshacl", "rdflib", "networkx", "scipy"}
HTML_TAG = re.compile(
    r"</?(?:a|b|body|br|button|canvas|code|div|em|form|h[1-6]|head|html|i|img|input|label|li|link|main|meta|nav"
    r"|ol|option|p|pre|script|section|select|span|strong|style|svg|table|tbody|td|th|thead|title|tr|ul)\b[^<]*>",
    re.IGNORECASE,
)


def name_of(path: Path) -> str:
    """Call a file by its path in the checkout."""
    return path.relative_to(ROOT).as_posix()


def tracked_files() -> list[Path]:
    """Give the files under version control, or all that a release would have where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    names = [name for name in listed.stdout.split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file()] or [*PYTHON, *TURTLE]


def test_public_names_are_sorted_and_load() -> None:
    """`__all__` is in order and without twins, and each name in it can be had."""
    assert graph.__all__ == sorted(set(graph.__all__))
    assert all(getattr(graph, name) is not None for name in graph.__all__)


def test_public_names_are_offered_before_they_are_loaded() -> None:
    """Completion sees the public names, and a name that is not public is refused as usual."""
    assert set(graph.__all__) <= set(dir(graph))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = graph.nonsense


def test_every_home_of_a_public_name_is_needed() -> None:
    """The table of homes names public names only, and no home that is the rule anyway."""
    assert set(graph._HOMES) <= set(graph.__all__)
    assert "graph.model" not in graph._HOMES.values()


@pytest.mark.parametrize("name", [name for name in graph.__all__ if inspect.isfunction(getattr(graph, name))])
def test_every_public_function_has_an_example_that_runs(name: str) -> None:
    """Its docstring shows a call and what comes of it; the examples themselves are run with the tests."""
    function = getattr(graph, name)
    examples = doctest.DocTestParser().get_examples(inspect.getdoc(function) or "")
    assert any(f"{name}(" in example.source for example in examples)
    assert any(example.want for example in examples)


def test_no_public_name_is_a_modules_name() -> None:
    """Otherwise `from graph import X` and `import graph.X` would be two things."""
    modules = {module.name for module in pkgutil.iter_modules([str(PACKAGE)])}
    assert modules.isdisjoint(graph.__all__)


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import graph; dir(graph)", id="import"),
        pytest.param(
            "sys.argv = ['graph', '--help']; runpy.run_module('graph', run_name='__main__')", id="help"
        ),
        pytest.param(
            "sys.argv = ['graph', 'build', '--help']; runpy.run_module('graph', run_name='__main__')",
            id="verb",
        ),
    ],
)
def test_what_needs_no_heavy_library_loads_none(code: str) -> None:
    """Importing the package and asking for help stay near the speed of bare Python."""
    program = f"import atexit, runpy, sys\natexit.register(lambda: print('loaded:', *sys.modules))\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    loaded = done.stdout.rpartition("loaded:")[2].split()
    assert "graph" in loaded
    assert HEAVY.isdisjoint(loaded)


@pytest.mark.parametrize("verb", sorted(commands.commands))
def test_every_verb_is_in_the_readme_and_has_help(verb: str) -> None:
    """A verb says what it does, so does each of its options, and README knows it."""
    command = commands.commands[verb]
    assert command.get_short_help_str()
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    assert f"`claimgraph {verb}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_query_parses_and_returns_what_its_header_says(query: resources.PackagedQuery) -> None:
    """Both parsers take it, and the header's `returns` is the projection (or stands in the template)."""
    translateQuery(parseQuery(query.text), initNs=vocab.PREFIXES)
    answer = ox.Store().query(query.text, prefixes=vocab.PREFIXES)
    if isinstance(answer, ox.QuerySolutions):
        assert tuple(variable.value for variable in answer.variables) == query.returns
    else:
        template = query.text.partition("CONSTRUCT")[2].partition("WHERE")[0]
        assert query.returns
        assert all(re.search(rf"{re.escape(name)}\b", template) for name in query.returns)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_query_is_used_where_its_header_says(query: resources.PackagedQuery) -> None:
    """Each user named in the header is a module that names the query, or `query` for people."""
    assert query.title
    for user in set(query.used_by.replace(",", " ").split()) - {"query"}:
        files = [PACKAGE / f"{user}.py", *(PACKAGE / user).rglob("*.py")]
        texts = [path.read_text(encoding="utf-8") for path in files if path.exists()]
        assert any(f'"{query.name}"' in text for text in texts), f"{user} does not use {query.name}"


def test_every_query_says_which_graphs_it_means() -> None:
    """A query names the authored or the ontology graphs; the union of all is for people's own."""
    vague = [query.name for query in QUERIES if "GRAPH" not in query.text and query.name != "check-results"]
    assert vague == []


def ontology_terms() -> set[str]:
    """Give the local names of everything the ontology describes."""
    triples = ox.parse(resources.ontology(), format=ox.RdfFormat.TURTLE)
    subjects = {triple.subject.value for triple in triples if isinstance(triple.subject, ox.NamedNode)}
    return {iri.removeprefix(vocab.CG) for iri in subjects if iri.startswith(vocab.CG)}


def test_every_word_in_vocab_is_a_term_of_the_ontology() -> None:
    """A closed word that the code compares with is the local name of a term, less its set's marker."""
    words = {
        vocab.AFFIRMED,
        vocab.NEGATED,
        vocab.ORDERED_CYCLE,
        vocab.RED_FLAG,
        vocab.ASSERTED,
        *vocab.TREATMENT_KINDS,
    }
    terms = ontology_terms()
    assert {word for word in words if not {word, f"kind-{word}"} & terms} == set()


def test_every_term_in_queries_and_shapes_is_in_the_ontology() -> None:
    """A mistyped `cg:` name in a query would find nothing, and nobody would notice."""
    terms = ontology_terms()
    unknown = {}
    for path in [*PACKAGE.rglob("*.rq"), *(PACKAGE / "shapes").glob("*.ttl")]:
        text = re.sub(r'^\s*#.*$|"[^"\n]*"', "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        names = set(re.findall(r"\bcg:([A-Za-z][\w-]*)", text))
        if names - terms:
            unknown[path.name] = names - terms
    assert unknown == {}


def test_the_wheel_has_every_file_and_works_unpacked_or_not(tmp_path: Path) -> None:
    """What is built holds all of `graph/` and nothing else, and reads its files out of the zip."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == {
        name_of(path) for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
    program = (
        f"import sys; sys.path.insert(0, {str(wheel)!r})\n"
        "from graph import resources\n"
        "assert '.whl' in resources.__file__\n"
        "print(len(resources.packaged_queries()), len(resources.shapes()), len(resources.ontology()))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert [int(number) for number in done.stdout.split()] == [
        len(QUERIES),
        len(resources.shapes()),
        len(resources.ontology()),
    ]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_too_long_to_hold(path: Path) -> None:
    """300 lines are the ceiling."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def text_literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give line and text of every string in the code, f-strings with their values left out, no docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "x" for part in node.values]
            yield node.lineno, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def is_sparql(text: str) -> bool:
    """Whether a parser takes `text` for a query or an update."""
    if "{" not in text:
        return False
    for parse in (ox.Store().query, ox.Store().update):
        try:
            parse(text, prefixes=vocab.PREFIXES)
        except (SyntaxError, ValueError, OSError):
            continue
        return True
    return False


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_other_languages_live_in_files_of_their_own(path: Path) -> None:
    """No string of the code is SPARQL or holds an HTML tag."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    foreign = [(line, text) for line, text in text_literals(tree) if is_sparql(text) or HTML_TAG.search(text)]
    assert foreign == []


def test_the_scan_for_other_languages_sees_them() -> None:
    """The scan above finds what it is for, in plain and formatted strings."""
    tree = ast.parse(
        '"A docstring: <b>"\nx = "<td>"\ny = f"SELECT * WHERE {{ ?s ?p {x} }}"\nz = "<http://a.example/>"'
    )
    found = {
        line
        for line, text in text_literals(tree)
        if is_sparql(text.replace(" x ", " ?x ")) or HTML_TAG.search(text)
    }
    assert found == {2, 3}


def bound_names(tree: ast.AST) -> Iterator[str]:
    """Give each name that the code binds, wherever, but for the attributes of classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.alias) and (node.asname or "." not in node.name):
            yield node.asname or f"import {node.name}"


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_nothing_hides_the_package(path: Path) -> None:
    """At the top of a file, and anywhere in one that imports the package, `graph` is the package."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = list(bound_names(tree))
    if "import graph" not in names:
        top = [
            node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign | ast.For | ast.With)
        ]
        names = [name for node in top for name in bound_names(node)]
        names += [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert "graph" not in names


def test_no_name_says_nothing() -> None:
    """There is no module for what nobody found a place for."""
    vague = re.compile(r"^(utils?|helpers?|common|core|misc|types|constants)(\.py)?$")
    assert [
        name_of(path) for path in PYTHON if any(vague.match(part) for part in path.relative_to(ROOT).parts)
    ] == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    """Nobody's home folder, and no address to install from, is in the checkout."""
    # Spelled so that this file does not hold what it looks for.
    paths = r"(?:^|[^\w.])/(?:w[o]rk|r[o]ot|h[o]me|U[s]ers)/"
    hosts = r"py[p]i\.org|pythonh[o]sted\.org|registry\.npm[j]s|(?:jsdel[i]vr|cdn[j]s)\."
    options = r"--(?:extra-)?index-[u]rl|--find-[l]inks"
    forbidden = re.compile(f"{paths}|{hosts}|{options}", re.MULTILINE)
    found = []
    for path in tracked_files():
        if path.suffix not in {".png", ".ico"}:
            found += [
                f"{name_of(path)}: {match[0]}"
                for match in forbidden.finditer(path.read_text(encoding="utf-8"))
            ]
    assert found == []


def test_contributing_draws_the_layers_that_are_checked() -> None:
    """The picture of the layers in CONTRIBUTING is the contract in pyproject.toml, in the same order."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = " > ".join(settings["contracts"][0]["layers"])
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (picture,) = re.findall(r"^```\n(__main__ .*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert " ".join(picture.split()) == layers


def test_the_pins_satisfy_the_declared_bounds() -> None:
    """constraints.txt holds plain exact pins, one for each direct dependency, within its bound."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    pins = {name.lower(): pin for name, pin in pins.items()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for text in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
        requirement = Requirement(text)
        assert requirement.specifier.contains(pins[requirement.name.lower()]), text
