"""The versions of the rules: every file that decides one is in it, and no other."""

from __future__ import annotations

import ast
import random
import shutil
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType

import grimp
import pytest

from graph.checking.articles import verify_article
from graph.errors import FileUnreadable
from graph.model import Corpus
from graph.receipts import Receipt
from graph.receipts.comparing import compare_receipts
from graph.receipts.form import read_receipt, render_receipt
from graph.receipts.making import make_receipt
from graph.receipts.rules import RuleVersions, read_rule_versions
from graph.sources import SourceFile
from graph.text.passages import SourceText, read_source
from tests import edits
from tests.corpora import ROOT

PACKAGE = ROOT / "graph"
RULES = {
    "passage": "graph.checking.verification",
    "ends": "graph.checking.relevance.ends",
    "number": "graph.checking.relevance.numbers",
    "hedge": "graph.checking.relevance.hedges",
    "direction": "graph.checking.relevance.effects",
}
#: Hand the rules what they look at; an error is no result, and values do nothing.
HANDING = {"graph/checking/articles.py", "graph/checking/relevance/__init__.py"}
NO_PART = {"graph/errors.py", *(f"graph/model/{path.name}" for path in (PACKAGE / "model").glob("*.py"))}
LEXICON = "graph/text/lexicon/en.toml"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the package."""
    place = tmp_path_factory.mktemp("copy") / "graph"
    shutil.copytree(PACKAGE, place, ignore=shutil.ignore_patterns("__pycache__"))
    return place


def files_of(module: str) -> str:
    """Give the file of a module, as a receipt names it."""
    path = ROOT.joinpath(*module.split("."))
    return f"{module.replace('.', '/')}/__init__.py" if path.is_dir() else f"{module.replace('.', '/')}.py"


def test_a_byte_of_any_file_changes_exactly_the_rules_that_it_decides(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file of the package is tried; those of no rule change none, the lexicon changes all."""
    # What is parsed once needs not be again: sixty readings of forty modules take long.
    monkeypatch.setattr("graph.receipts.rules.ast.parse", cache(ast.parse))
    before = read_rule_versions(copy)
    decided = {file: {rule for rule in RULES if file in before.files_of[rule]} for file in before.hashes}
    assert decided[LEXICON] == set(RULES)
    assert decided["graph/checking/relevance/numbers.py"] == {"number"}
    assert decided["graph/checking/direction.py"] == {"direction"}
    assert decided["graph/checking/locating/undoing.py"] == {"passage"}
    assert decided["graph/checking/mentions.py"] == {"ends", "direction"}
    # What only names again what others define decides nothing, nor do values.
    assert not {"graph/checking/locating/__init__.py", "graph/model/__init__.py"} & decided.keys()
    paths = [path for path in sorted(copy.rglob("*")) if path.suffix in {".py", ".toml"}]
    # Those of a rule all, of the others some: each costs a reading of the modules.
    others = [path for path in paths if f"graph/{path.relative_to(copy).as_posix()}" not in decided]
    tried = [path for path in paths if path not in others] + random.Random(1).sample(others, 8)
    for path in tried:
        name = f"graph/{path.relative_to(copy).as_posix()}"
        content = path.read_bytes()
        path.write_bytes(content + b"#")
        after = read_rule_versions(copy)
        path.write_bytes(content)
        changed = {rule for rule in RULES if after.version(rule) != before.version(rule)}
        assert changed == decided.get(name, set()), name
        assert {file for file in after.hashes if after.hashes[file] != before.hashes.get(file)} == (
            {name} if changed else set()
        )


def test_the_files_of_a_rule_are_among_those_that_its_module_imports_however_far() -> None:
    """As import-linter's own library finds them; and what is left out only names again what others define."""
    versions = read_rule_versions()
    imports = grimp.build_graph("graph", include_external_packages=False)
    for rule, module in RULES.items():
        upstream = {files_of(one) for one in {module, *imports.find_upstream_modules(module)}}
        ours = set(versions.files_of[rule]) - {LEXICON}
        assert ours - HANDING <= upstream
        for left in upstream - ours - NO_PART:
            # What is imported and left out is a door that names things again, or lies behind one.
            doors = {one for one in upstream - ours if one.endswith("__init__.py")}
            assert left in doors or any(
                left.startswith(door.removesuffix("__init__.py")) for door in doors
            ), left


def executed(corpus: Corpus, texts: list[SourceText]) -> set[str]:
    """Give the files of the package of which any line of a function runs while claims are verified."""
    files: set[str] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            files.add(frame.f_code.co_filename)

    sys.setprofile(note)
    try:
        for text in texts:
            verify_article(corpus, corpus.sources[0], text)
    finally:
        sys.setprofile(None)
    return {
        f"graph/{Path(f).relative_to(PACKAGE).as_posix()}" for f in files if Path(f).is_relative_to(PACKAGE)
    }


def test_no_file_decides_that_no_rule_names() -> None:
    """What runs while claims are verified, against texts with every kind of edit, is in a rule's version."""
    article = edits.invent(4)
    corpus = edits.corpus_of(article)
    kinds = (
        "number_changed",
        "may_to_will",
        "not_added",
        "deleted",
        "moved_block",
        "rewritten",
        "moved_item",
    )
    edited = edits.edits(article, random.Random(4), kinds)
    texts = [read_source(text) for text in (article.written(), *(one.article.written() for one in edited))]
    ran = executed(corpus, texts)
    versions = read_rule_versions()
    assert len(ran) > 15
    assert ran - {file for files in versions.files_of.values() for file in files} == set()


def executed_for(corpus: Corpus, texts: list[SourceText]) -> dict[str, set[str]]:
    """Give for each rule the files of which a function runs while one of the rule's own module is waiting."""
    roots = {str(ROOT / files_of(module)): rule for rule, module in RULES.items()}
    found: dict[str, set[str]] = {rule: set() for rule in RULES}

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(str(PACKAGE)):
            name = f"graph/{Path(frame.f_code.co_filename).relative_to(PACKAGE).as_posix()}"
            above: FrameType | None = frame
            while above is not None:
                if above.f_code.co_filename in roots:
                    found[roots[above.f_code.co_filename]].add(name)
                above = above.f_back

    sys.setprofile(note)
    try:
        for text in texts:
            verify_article(corpus, corpus.sources[0], text)
    finally:
        sys.setprofile(None)
    return found


def test_each_rule_names_every_file_that_runs_for_it() -> None:
    """What a rule calls, directly or by what is handed to it, is in its version."""
    article = edits.invent(4, 2)
    corpus = edits.corpus_of(article)
    edited = edits.edits(article, random.Random(4), ("may_to_will", "not_added", "number_changed"))
    ran = executed_for(corpus, [read_source(one.article.written()) for one in edited])
    versions = read_rule_versions()
    for rule in RULES:
        assert ran[rule] <= set(versions.files_of[rule]), rule
        assert len(ran[rule]) > 1, rule


def test_the_files_are_read_from_an_archive_as_well(tmp_path: Path) -> None:
    """An installed package may be one zip file: the versions are the same."""
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in PACKAGE.rglob("*"):
            if path.suffix in {".py", ".toml"}:
                file.write(path, f"graph/{path.relative_to(PACKAGE).as_posix()}")
    zipped = read_rule_versions(zipfile.Path(archive) / "graph")
    assert zipped == read_rule_versions()


def test_a_package_without_its_source_is_told_in_a_sentence(tmp_path: Path) -> None:
    """What cannot be hashed has no version, and none is made up."""
    (tmp_path / "graph").mkdir()
    with pytest.raises(FileUnreadable, match="install Claimgraph with its source"):
        read_rule_versions(tmp_path / "graph")


def receipt_by(
    rules: RuleVersions, corpus: Corpus, text: SourceText, monkeypatch: pytest.MonkeyPatch
) -> Receipt:
    """Give the receipt of a run by these rules."""
    monkeypatch.setattr("graph.receipts.making.read_rule_versions", lambda: rules)
    found = verify_article(corpus, corpus.sources[0], text)
    made = make_receipt(corpus, [SourceFile(slug=None, text=text)], [found])
    return read_receipt(render_receipt(made), "r.json")


def changed_rules(copy: Path, name: str) -> Iterator[RuleVersions]:
    """Give the rules before and after a byte of a file."""
    yield read_rule_versions(copy)
    path = copy / name
    content = path.read_bytes()
    path.write_bytes(content + b"#")
    yield read_rule_versions(copy)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("checking/relevance/numbers.py", {"number"}),
        ("checking/relevance/hedges.py", {"hedge"}),
        ("checking/direction.py", {"direction"}),
        ("checking/relevance/ends.py", {"ends", "direction"}),
        ("text/lexicon/en.toml", set(RULES)),
        ("checking/locating/ladder.py", {"passage"}),
        ("site/page.py", set()),
    ],
)
def test_a_byte_of_a_rule_breaks_exactly_the_claims_checked_by_it(
    copy: Path, monkeypatch: pytest.MonkeyPatch, name: str, rules: set[str]
) -> None:
    """Those with a number for that of numbers, all that have a passage for that of passages."""
    corpus = edits.corpus_of(edits.invent(6))
    text = read_source(edits.invent(6).written())
    was, now = changed_rules(copy, name)
    old = receipt_by(was, corpus, text, monkeypatch)
    check = compare_receipts(old, receipt_by(now, corpus, text, monkeypatch))
    numbered = {claim.iri for claim in corpus.claims if claim.statistic}
    hedged = {claim.iri for claim in corpus.claims if claim.hedge or claim.modality == "asserted"}
    asked = {"number": numbered, "hedge": hedged}
    everyone = {claim.iri for claim in corpus.claims}
    expected = {iri for rule in rules for iri in asked.get(rule, everyone)}
    assert {breach.claim for breach in check.breaches} == expected
    assert {change.rule for change in check.rules} == rules
    assert all(change.files == (f"graph/{name}",) for change in check.rules)
    assert all(str(why.cause) == "rule" for breach in check.breaches for why in breach.why)
    assert 0 < len(numbered) < len(everyone)
