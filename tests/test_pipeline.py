"""The whole build: the same bytes for the same data, all or nothing, and a summary that is true."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import pipeline
from graph.errors import DataRefused, FileUnreadable, NothingToBuild, UsageError
from graph.facts import facts_of, to_json
from graph.model import Severity
from graph.text.passages import normalize
from tests.corpora import ROOT, SECOND, snapshot

_WRITTEN = {"editor.html", "index.html", "graph.json", "claims.full.ttl"}
_TEXTS = {"why-tears-fail": "why-tears-fail.txt", "screens-and-blinking": "screens-and-blinking.txt"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the second data set once."""
    out = tmp_path_factory.mktemp("built") / "site"
    pipeline.build(SECOND, out)
    return out


def _bytes(folder: Path) -> dict[str, bytes]:
    return {name: content for name, (content, _) in snapshot(folder).items()}


def test_a_build_writes_the_pages_the_facts_and_the_triples(site: Path) -> None:
    """Four files, three of each article in a folder of its own, and nothing half-written beside them."""
    assert {path.name for path in site.iterdir()} == {*_WRITTEN, "articles"}
    pages = {path.relative_to(site / "articles").as_posix() for path in site.glob("articles/*/*")}
    files = ("editor.html", "graph.json", "index.html")
    assert pages == {
        f"{slug}/{name}" for slug in ("screens-and-blinking", "why-tears-fail") for name in files
    }
    assert json.loads((site / "graph.json").read_bytes())["format"] == "claimgraph/1"
    assert (site / "index.html").read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_same_data_give_the_same_bytes_in_every_process(site: Path, tmp_path: Path, seed: str) -> None:
    """Whatever the order of Python's sets, each file comes out byte for byte the same."""
    code = f"from graph import pipeline; pipeline.build({str(SECOND)!r}, {str(tmp_path / 'site')!r})"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path, env=environment, timeout=120)
    assert _bytes(tmp_path / "site") == _bytes(site)


def _turned(text: str, chance: Random) -> str:
    """Put the descriptions of a Turtle file in another order; the prefixes stay first."""
    blocks = [block for block in text.split(" .\n") if block.strip()]
    head = [block for block in blocks if "@prefix" in block]
    rest = [block for block in blocks if "@prefix" not in block]
    chance.shuffle(rest)
    return " .\n".join([*head, *rest]) + " .\n"


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(site: Path, tmp_path: Path, chance: Random) -> None:
    """Descriptions in another order, in other files, under other names, say the same."""
    folder = tmp_path / "turned"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    names = ["x.ttl", "a.ttl", "m.ttl"]
    chance.shuffle(names)
    for name, path in zip(names, sorted(SECOND.glob("*.ttl")), strict=True):
        (folder / name).write_text(_turned(path.read_text(encoding="utf-8"), chance), encoding="utf-8")
    pipeline.build(folder, tmp_path / "site")
    assert _bytes(tmp_path / "site") == _bytes(site)


@pytest.mark.parametrize(
    "resave",
    [
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"),
    ],
    ids=["byte-order-mark", "crlf", "both"],
)
def test_how_an_editor_saved_the_files_does_not_matter(site: Path, tmp_path: Path, resave: object) -> None:
    """A byte order mark and other line ends give the same bytes as without."""
    folder = tmp_path / "data"
    folder.mkdir()
    for path in SECOND.glob("*.ttl"):
        (folder / path.name).write_bytes(resave(path.read_bytes()))  # type: ignore[operator]
    pipeline.build(folder, tmp_path / "site")
    assert _bytes(tmp_path / "site") == _bytes(site)


def test_one_file_or_a_folder_of_files_give_the_same(site: Path, tmp_path: Path) -> None:
    """Where the descriptions lie does not matter: in one file, in three, in folders below."""
    folder = tmp_path / "nested"
    for number, path in enumerate(sorted(SECOND.glob("*.ttl"))):
        below = folder / ("deep " * number)
        below.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, below / path.name)
    pipeline.build(folder, tmp_path / "from-folders")
    assert _bytes(tmp_path / "from-folders") == _bytes(site)
    small = pipeline.load_corpus(SECOND)
    prefixes = {"tears": "why-tears-fail", "screens": "screens-and-blinking"}
    parts = [(SECOND / "concepts.ttl").read_text(encoding="utf-8")]
    for prefix, stem in prefixes.items():
        text = (SECOND / f"{stem}.ttl").read_text(encoding="utf-8")
        parts.append(text.replace(" a:", f" {prefix}:").replace("\na:", f"\n{prefix}:"))
    one = tmp_path / "one.ttl"
    one.write_text("\n".join(parts), encoding="utf-8")
    assert pipeline.load_corpus(one) == small
    pipeline.build(one, tmp_path / "from-one")
    assert _bytes(tmp_path / "from-one") == _bytes(site)


@pytest.mark.parametrize("slug", sorted(_TEXTS))
def test_offsets_cut_exactly_the_text_that_was_hashed(site: Path, slug: str) -> None:
    """Code points of the normalised text, from 0, end exclusive: the slice has the hash."""
    text = normalize((SECOND / _TEXTS[slug]).read_text(encoding="utf-8"))
    facts = json.loads((site / "graph.json").read_bytes())
    (source,) = [entry for entry in facts["sources"] if entry["id"] == f"{slug}:article"]
    assert source["length"] == len(text)
    assert source["sha256"] == sha256(text.encode()).hexdigest()
    passages = [p for claim in facts["claims"] for p in claim["passages"] if p["source"] == source["id"]]
    assert len(passages) >= 7
    for passage in passages:
        cut = text[passage["start"] : passage["end"]]
        assert sha256(cut.encode()).hexdigest() == passage["sha256"]


def test_the_page_shows_every_claim_and_concept(site: Path) -> None:
    """Nothing that the data say is missing from the page, and it asks no host for anything."""
    from html import unescape

    page = unescape((site / "index.html").read_text(encoding="utf-8"))
    small = pipeline.load_corpus(SECOND)
    for label in [entry.label for entry in (*small.claims, *small.concepts)]:
        assert label in page
    for mark in ('src="http', "src='http", '<link rel="stylesheet" href="http', "@import", "url(http"):
        assert mark not in page


def test_the_report_counts_what_was_built(tmp_path: Path) -> None:
    """The numbers that people see at the end are those of the facts that were written."""
    report = pipeline.build(SECOND, tmp_path / "site")
    facts = json.loads((tmp_path / "site" / "graph.json").read_bytes())
    assert report.page == tmp_path / "site" / "index.html"
    assert report.concepts == len(facts["concepts"]) == 19
    assert report.claims == sum(report.claims_by_kind.values()) == len(facts["claims"]) == 16
    assert list(report.claims_by_kind) == sorted(report.claims_by_kind)
    assert report.links == len(facts["links"])
    assert len(report.search.loops) == len(facts["loops"]) == 2
    assert report.acting_treatments == len({entry["treatment"] for entry in facts["breaks"]}) == 3
    assert (report.statistics_with_source, report.statistics_without_source) == (1, 1)
    assert report.report.conforms
    assert report.report.count(Severity.WARNING) > 0
    assert report.source_checks == ()


def test_source_texts_are_recognised_and_checked(tmp_path: Path) -> None:
    """Each text is that of its article, all passages are exact, and every word is our own."""
    sources = [str(SECOND / name) for name in _TEXTS.values()]
    report = pipeline.build(SECOND, tmp_path / "site", sources=sources)
    assert {check.source for check in report.source_checks} == {f"{slug}:article" for slug in _TEXTS}
    for check in report.source_checks:
        assert set(check.verdicts) == {"exact"}
        assert [f for f in check.findings if f.severity is Severity.VIOLATION] == []


def test_a_source_may_be_named_by_its_slug(tmp_path: Path) -> None:
    """A text that has changed a lot is still checked when its article is named."""
    text = (SECOND / "why-tears-fail.txt").read_text(encoding="utf-8")
    changed = tmp_path / "changed.txt"
    changed.write_text(text.replace("inflamed", "reddened").replace("gritty", "sandy"), encoding="utf-8")
    with pytest.raises(DataRefused) as caught:
        pipeline.build(SECOND, tmp_path / "site", sources=[f"why-tears-fail={changed}"])
    assert "why-tears-fail.ttl:" in str(caught.value)
    assert not (tmp_path / "site").exists()


def test_copied_words_are_refused(tmp_path: Path) -> None:
    """A label that repeats the article is a violation where the article is at hand, with its place."""
    folder = tmp_path / "data"
    shutil.copytree(SECOND, folder)
    path = folder / "why-tears-fail.ttl"
    text = path.read_text(encoding="utf-8")
    copied = "Salty tears leave the surface of the eye inflamed."
    path.write_text(text.replace("Salt in tears inflames the eye.", copied), encoding="utf-8")
    assert pipeline.build(folder, tmp_path / "unchecked").claims == 16
    with pytest.raises(DataRefused) as caught:
        pipeline.build(folder, tmp_path / "site", sources=[str(SECOND / "why-tears-fail.txt")])
    line = text[: text.index("a:c004 a cg:Claim")].count("\n") + 1
    assert f"why-tears-fail.ttl:{line}: " in str(caught.value)
    assert "why-tears-fail:c004" in str(caught.value)
    assert not (tmp_path / "site").exists()


def test_strict_refuses_warnings(tmp_path: Path) -> None:
    """The editors' list is passed over in a build, and stops a strict one."""
    with pytest.raises(DataRefused) as caught:
        pipeline.build(SECOND, tmp_path / "site", strict=True)
    assert "Warning W01-source" in str(caught.value)
    assert "Info" not in "".join(caught.value.findings)
    assert not (tmp_path / "site").exists()


def test_other_files_in_the_folder_stay(tmp_path: Path) -> None:
    """A build replaces its own files and touches no other."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "site" / "index.html").write_text("old", encoding="utf-8")
    pipeline.build(SECOND, tmp_path / "site")
    assert (tmp_path / "site" / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") != "old"


def test_a_failure_while_writing_leaves_the_previous_site(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk in the middle of the work: the files that were there are untouched, none is added."""
    out = tmp_path / "site"
    shutil.copytree(site, out)
    before = snapshot(out)

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileUnreadable, match="No space left"):
        pipeline.build(SECOND, out)
    assert snapshot(out) == before


def test_a_folder_in_the_place_of_a_file_stops_the_build_before_it_writes(site: Path, tmp_path: Path) -> None:
    """Where one of the files cannot take its place, none does."""
    out = tmp_path / "site"
    shutil.copytree(site, out)
    (out / "claims.full.ttl").unlink()
    (out / "claims.full.ttl").mkdir()
    (out / "index.html").write_text("old", encoding="utf-8")
    before = snapshot(out)
    with pytest.raises(FileUnreadable, match="Is a directory"):
        pipeline.build(SECOND, out)
    assert snapshot(out) == before
    assert {path.name for path in out.iterdir()} == {*_WRITTEN, "articles"}


def test_a_file_in_place_of_the_folder_is_refused_at_once(tmp_path: Path) -> None:
    """The mistake is said before any work is done."""
    (tmp_path / "site").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="--out"):
        pipeline.build(tmp_path / "missing", tmp_path / "site")


def test_progress_names_the_steps_in_order(tmp_path: Path) -> None:
    """Who waits hears what is being done."""
    steps: list[str] = []
    pipeline.build(SECOND, tmp_path / "site", progress=steps.append)
    assert steps[:2] == ["reading", "loading and validating"]
    assert steps[-1] == "writing"
    assert len(steps) == len(set(steps)) >= 4


def test_data_without_claims_are_nothing_to_build(tmp_path: Path) -> None:
    """Concepts alone are valid data, and make no graph."""
    shutil.copy(SECOND / "concepts.ttl", tmp_path / "concepts.ttl")
    with pytest.raises(NothingToBuild):
        pipeline.build(tmp_path, tmp_path / "site")


def test_loading_by_hand_gives_what_the_build_wrote(site: Path) -> None:
    """Python users get the same facts as the file holds."""
    small = pipeline.load_corpus(SECOND)
    derived = pipeline.derive(small)
    facts = facts_of(small, derived.links, derived.search.loops, derived.breaks)
    assert json.loads(to_json(facts)) == json.loads((site / "graph.json").read_bytes())
