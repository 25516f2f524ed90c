"""Many articles: worked on one by one they come to the same as all at once, and what is done stays done."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import pipeline
from graph.articles.shelves import FileShelf
from graph.articles.units import ScannedFile, Unit, gather_units
from graph.errors import DataRefused, FolderBusy, UsageError
from graph.model import Severity
from graph.site import catalogue
from graph.store import Document, scan_document
from tests.corpora import ROOT, SECOND

sys.path.append(str(ROOT / "benchmarks"))
import corpora as invented

Edit = Callable[[Path], None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a corpus of some articles that share concepts, agents and studies, and have reviews."""
    folder = tmp_path_factory.mktemp("invented") / "data"
    invented.write_corpus(folder, 500, seed=7)
    return folder


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    """Give a copy of that corpus to change."""
    return Path(shutil.copytree(made, tmp_path / "data"))


def _articles(data: Path) -> list[Path]:
    return sorted((data / "articles").rglob("*.ttl"))


def _change(data: Path, number: int, old: str, new: str) -> None:
    path = _articles(data)[number]
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _nothing(data: Path) -> None:
    """Leave the data as they are."""


def _no_subject(data: Path) -> None:
    path = _articles(data)[0]
    text = path.read_text(encoding="utf-8")
    start = text.index("rdf:subject ")
    path.write_text(text[:start] + "rdf:subject con:nobody-knows" + text[text.index(" ;", start) :], "utf-8")


def _no_section(data: Path) -> None:
    _change(data, 1, "cg:section a:", "cg:section a:none-")


def _no_length(data: Path) -> None:
    _change(data, 0, "cg:length", "cg:lenght")


def _twice(data: Path) -> None:
    first = _articles(data)[0]
    shutil.copy(first, first.with_name("zz-again.ttl"))


def _diverging(data: Path) -> None:
    path = min((data / "concepts").glob("*.ttl"))
    text = path.read_text(encoding="utf-8")
    head = "\n".join(line for line in text.splitlines() if line.startswith("@prefix"))
    name = next(line for line in text.splitlines() if line.startswith("con:")).split()[0]
    label = f'{head}\n{name} skos:prefLabel "Another name of it"@en .\n'
    (data / "concepts" / "zz-more.ttl").write_text(label, encoding="utf-8")


def _lost_review(data: Path) -> None:
    path = min((data / "reviews").rglob("*.ttl"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("schema:itemReviewed a:c", "schema:itemReviewed a:c9", 1), encoding="utf-8")


def _cut_review(data: Path) -> None:
    path = min((data / "reviews").rglob("*.ttl"))
    path.write_bytes(path.read_bytes()[:-40])


_EDITS: dict[str, Edit] = {
    edit.__name__.strip("_"): edit
    for edit in (
        _nothing,
        _no_subject,
        _no_section,
        _no_length,
        _twice,
        _diverging,
        _lost_review,
        _cut_review,
    )
}


@pytest.mark.parametrize("edit", list(_EDITS))
def test_article_by_article_finds_what_a_look_at_the_whole_finds(
    data: Path, edit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every finding, hints included, whatever is wrong and wherever it stands."""
    _EDITS[edit](data)
    whole = pipeline.validate_data(data).report
    monkeypatch.setattr("graph.pipeline.shelving.MOST_AT_ONCE", 0)
    parts = pipeline.validate_data(data).report
    said = [
        {(one.rule, one.severity, one.focus, one.claim, one.path, one.label) for one in report.findings}
        for report in (whole, parts)
    ]
    assert said[0] == said[1]
    assert whole.conforms == (edit == "nothing")


@pytest.mark.parametrize("edit", ["nothing", "no_subject", "cut_review"])
def test_claims_are_read_article_by_article_as_from_the_whole(
    data: Path, edit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every value is the same; what refuses the whole refuses the parts, and a cut record is named.

    So it is once more, when what was read is kept.
    """
    _EDITS[edit](data)
    outcomes = []
    for most in (10**9, 0, 0):
        monkeypatch.setattr("graph.pipeline.shelving.MOST_AT_ONCE", most)
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("always")
            try:
                outcome: object = pipeline.load_corpus(data)
            except DataRefused as error:
                outcome = {line.partition(":")[0] for line in error.findings}
        outcomes.append((outcome, [str(entry.message) for entry in heard]))
    assert outcomes[0] == outcomes[1] == outcomes[2]
    assert bool(outcomes[0][1]) == (edit == "cut_review")


def test_the_facts_of_an_article_are_those_of_the_whole(data: Path, tmp_path: Path, by_article: None) -> None:
    """Each article's graph.json says of its claims what graph.json of all says."""
    pipeline.build(data, tmp_path / "parts")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("graph.pipeline.shelving.MOST_AT_ONCE", 10**9)
        pipeline.build(data, tmp_path / "whole")
    whole = {claim["id"]: claim for claim in _facts(tmp_path / "whole")["claims"]}
    index = _facts(tmp_path / "parts")
    assert index["format"] == "claimgraph-corpus/1"
    parts = {}
    for article in index["articles"]:
        facts = json.loads((tmp_path / "parts" / article["facts"]).read_bytes())
        assert (tmp_path / "parts" / article["page"]).is_file()
        assert len(facts["claims"]) == article["claims"]
        parts |= {claim["id"]: claim for claim in facts["claims"]}
    assert parts == whole
    assert index["totals"]["claims"] == len(whole)


def test_loops_across_articles_are_those_of_the_whole(data: Path, tmp_path: Path, by_article: None) -> None:
    """The index lists the loops that all articles close together, with arrows that name their claims."""
    pipeline.build(data, tmp_path / "parts")
    corpus = pipeline.load_corpus(data)
    derived = pipeline.derive(corpus)
    index = _facts(tmp_path / "parts")
    assert {loop["id"].partition(":")[2] for loop in index["loops"]} == {
        loop.key for loop in derived.search.loops
    }
    links = {link.key: len(link.claims) for link in derived.links}
    assert index["links"]
    assert all(len(link["claims"]) == links[link["id"].partition(":")[2]] for link in index["links"])


def _facts(folder: Path) -> dict[str, object]:
    facts: dict[str, object] = json.loads((folder / "graph.json").read_bytes())
    return facts


def _times(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_only_what_changed_is_worked_on(data: Path, tmp_path: Path, by_article: None) -> None:
    """A second build does nothing; one changed article is written anew, with the overview and the index."""
    out = tmp_path / "site"
    first = pipeline.build(data, out)
    assert first.built == first.articles > 1
    before = _times(out)
    again = pipeline.build(data, out)
    assert (again.built, again.articles) == (0, first.articles)
    assert (again.claims, again.hints, again.report) == (first.claims, first.hints, first.report)
    assert _times(out) == before
    changed = _articles(data)[1]
    changed.write_text(changed.read_text(encoding="utf-8") + "\n# looked at again\n", encoding="utf-8")
    third = pipeline.build(data, out)
    assert third.built == 1
    slug = changed.stem
    written = {path for path, seen in _times(out).items() if seen != before[path]}
    assert {path for path in written if path.startswith("articles/")} == {
        f"articles/{slug}/{name}" for name in ("index.html", "graph.json", "editor.html")
    }


def test_lists_that_did_not_change_are_not_made_again(
    data: Path, tmp_path: Path, by_article: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of a list is made when something on it is new, and is then what it would be from nothing."""
    out = tmp_path / "site"
    pipeline.build(data, out)
    made = []
    render = catalogue._render
    monkeypatch.setattr(catalogue, "_render", lambda view: made.append(view["folder"]) or render(view))
    path = _articles(data)[0]
    path.write_text(path.read_text(encoding="utf-8") + "\n# looked at again\n", encoding="utf-8")
    pipeline.build(data, out)
    assert made == []
    before = _contents(out)
    monkeypatch.setattr("graph.articles.state.BuildState.keep_text", lambda _, __, make: make())
    pipeline.build(data, tmp_path / "anew")
    assert made
    assert _contents(tmp_path / "anew") == before


def test_what_hangs_on_a_changed_concept_is_worked_on(data: Path, tmp_path: Path, by_article: None) -> None:
    """Another label of a shared concept changes the articles that speak of it, and no others."""
    out = tmp_path / "site"
    total = pipeline.build(data, out).articles
    names = [path.read_text(encoding="utf-8") for path in _articles(data)]
    concepts = sorted((data / "concepts").glob("*.ttl"))
    for path in concepts:
        text = path.read_text(encoding="utf-8")
        for line in text.splitlines():
            name = line.split(" ")[0]
            users = [number for number, said in enumerate(names) if f"{name} " in said] if name else []
            if line.startswith("con:") and 0 < len(users) < total and "skos:prefLabel" in line:
                path.write_text(text.replace(line, line.replace('"@en', ' too"@en', 1)), encoding="utf-8")
                assert 0 < pipeline.build(data, out).built < total
                return
    pytest.fail("no concept that some articles speak of, and others do not")


def test_what_is_gone_from_the_data_goes_from_the_site(data: Path, tmp_path: Path, by_article: None) -> None:
    """An article that was withdrawn leaves no page behind; files of others stay."""
    out = tmp_path / "site"
    pipeline.build(data, out)
    (out / "articles" / "mine.txt").write_text("mine", encoding="utf-8")
    gone = _articles(data)[0]
    shutil.rmtree(data / "reviews")
    gone.unlink()
    pipeline.build(data, out)
    assert not (out / "articles" / gone.stem).exists()
    assert (out / "articles" / "mine.txt").exists()
    assert gone.stem not in (out / "graph.json").read_text(encoding="utf-8")


def test_a_page_that_was_deleted_is_made_again(data: Path, tmp_path: Path, by_article: None) -> None:
    """What a build wrote is looked at before it is called done."""
    out = tmp_path / "site"
    pipeline.build(data, out)
    page = out / "articles" / _articles(data)[0].stem / "index.html"
    content = page.read_bytes()
    page.unlink()
    assert pipeline.build(data, out).built == 1
    assert page.read_bytes() == content


def test_a_broken_article_stops_the_build_and_leaves_the_site(
    data: Path, tmp_path: Path, by_article: None
) -> None:
    """What was there stays as it was, to the byte; the message names the file."""
    out = tmp_path / "site"
    pipeline.build(data, out)
    before = _times(out)
    _no_length(data)
    with pytest.raises(DataRefused, match=_articles(data)[0].name):
        pipeline.build(data, out)
    assert _times(out) == before


def test_a_text_is_held_against_its_article(data: Path, tmp_path: Path, by_article: None) -> None:
    """By its hash or by its slug; another text is no article's."""
    out = tmp_path / "site"
    shutil.copytree(SECOND, tmp_path / "second")
    text = tmp_path / "second" / "why-tears-fail.txt"
    report = pipeline.build(tmp_path / "second", out, sources=[str(text)])
    assert [check.verdicts for check in report.source_checks] == [{"exact": 9}]
    named = pipeline.validate_data(tmp_path / "second", [f"why-tears-fail={text}"])
    assert named.checks is not None
    assert [check.verdicts for check in named.checks] == [{"exact": 9}]
    other = tmp_path / "other.txt"
    other.write_text("Something else entirely.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="SLUG="):
        pipeline.build(tmp_path / "second", out, sources=[str(other)])


def test_processes_give_what_one_gives(data: Path, tmp_path: Path, by_article: None) -> None:
    """Spread over two processes, the same bytes come out."""
    pipeline.build(data, tmp_path / "one")
    pipeline.build(data, tmp_path / "two", jobs=2)
    assert _contents(tmp_path / "one") == _contents(tmp_path / "two")


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


_RUN = """
import sys
from graph import pipeline
from graph.pipeline import shelving
shelving.MOST_AT_ONCE = 0
pipeline.build(sys.argv[1], sys.argv[2])
"""


def _running(data: Path, out: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _RUN, str(data), str(out)], cwd=ROOT, stderr=subprocess.PIPE
    )


def test_a_killed_build_is_repeated_to_the_same_end(made: Path, tmp_path: Path, by_article: None) -> None:
    """Killed at any moment, no file is half there, and the repeat gives what an unhurried build gives."""
    pipeline.build(made, tmp_path / "whole")
    wanted = _contents(tmp_path / "whole")
    out = tmp_path / "site"
    chance = Random(5)
    for _ in range(4):
        with _running(made, out) as process:
            time.sleep(chance.uniform(0.3, 2.5))
            process.send_signal(signal.SIGKILL)
            process.communicate()
        for path, content in _contents(out).items():
            assert path.startswith(".staged") or content == wanted[path]
    pipeline.build(made, out)
    assert _contents(out) == wanted


_SLEEPERS = """
import sys, time
from pathlib import Path
from graph.pipeline.pooling import spread
from tests.test_many import report_and_sleep
if __name__ == "__main__":
    list(spread(report_and_sleep, [Path(sys.argv[1])] * 8, count=8, jobs=2))
"""


def report_and_sleep(folder: Path) -> None:
    """Say which process this is, and do nothing for long."""
    (folder / str(os.getpid())).touch()
    time.sleep(600)


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """Killed without a word, a command leaves no process behind."""
    script = tmp_path / "sleepers.py"
    script.write_text(_SLEEPERS, encoding="utf-8")
    pids = tmp_path / "pids"
    pids.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, str(script), str(pids)], cwd=ROOT, env=environment) as process:
        while len(list(pids.iterdir())) < 2:
            assert process.poll() is None
            time.sleep(0.1)
        process.kill()
    for _ in range(100):
        if not any(Path("/proc", path.name).exists() for path in pids.iterdir()):
            return
        time.sleep(0.1)
    pytest.fail("a process outlived the one that started it")


def test_two_builds_into_one_folder_do_not_meet(made: Path, tmp_path: Path, by_article: None) -> None:
    """The second says who is at work, and writes nothing."""
    out = tmp_path / "site"
    met = []

    def meet(step: str) -> None:
        if not met and step != "reading":
            with pytest.raises(FolderBusy, match="process") as caught:
                pipeline.build(made, out)
            met.append(caught.value)

    pipeline.build(made, out, progress=meet)
    assert met[0].exit_code == 2


def test_each_file_is_in_one_unit_whatever_the_order(made: Path) -> None:
    """Units hold every file once; their keys do not hang on the order of the files."""
    files = _scanned(made)
    units = gather_units(files)
    assert sorted(graph for unit in units for graph in unit.files) == sorted(file.graph for file in files)
    mixed = list(files)
    Random(3).shuffle(mixed)
    assert gather_units(mixed) == units
    assert sum(unit.claims for unit in units) == 500


def _scanned(data: Path) -> list[ScannedFile]:
    shelf = FileShelf(data)
    return [
        ScannedFile(graph=entry.graph, sha256=entry.sha256, scan=scan_document(shelf.read(entry.graph)))
        for entry in shelf.entries
    ]


_NAMES = st.sampled_from("abcdefgh")
_PREFIXES = """\
@prefix cg: <https://w3id.org/claimgraph/vocab#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix con: <https://c.example/c#> .
"""


@st.composite
def _files(draw: st.DrawFn) -> list[Document]:
    """Draw files that describe articles and concepts, some of several, and mean each other's things."""
    files = []
    for number in range(draw(st.integers(1, 6))):
        lines = [_PREFIXES]
        lines += [
            f"<https://a.example/{name}#article> a cg:Article ." for name in draw(st.sets(_NAMES, max_size=2))
        ]
        pairs = st.sets(st.tuples(_NAMES, _NAMES), max_size=4)
        lines += [f"con:{name} skos:broader con:{other} ." for name, other in draw(pairs)]
        lines += [f"<https://a.example/{name}#c1> cg:passage con:{other} ." for name, other in draw(pairs)]
        lines += [f"con:i-{name} cg:interestIn con:{other} ." for name, other in draw(pairs)]
        text = "\n".join(lines).encode()
        files.append(Document(path=f"{number}.ttl", graph=f"https://g.example/{number}", text=text))
    return files


def _slice_of(files: list[Document], unit: Unit) -> set[str]:
    """Find by brute force what other files say of what a unit means, step by step until nothing is new."""
    scans = {file.graph: scan_document(file) for file in files}
    spaces = {space for scan in scans.values() for space in scan.owned}
    met = {iri for graph in unit.files for iri in (*scans[graph].means, *scans[graph].shared)}
    met |= {iri for graph in unit.files for told in scans[graph].shared.values() for iri in told.means}
    while True:
        more = set(met)
        for scan in scans.values():
            for iri, told in scan.shared.items():
                if iri.rpartition("#")[0] + "#" not in spaces:
                    if iri in met:
                        more |= set(told.means)
                    if not met.isdisjoint(told.backs):  # an interest, of which its concept says nothing
                        more.add(iri)
        if more == met:
            break
        met = more
    return {
        line
        for graph, scan in scans.items()
        if graph not in unit.files
        for iri, told in scan.shared.items()
        if iri in met and iri.rpartition("#")[0] + "#" not in spaces
        for line in told.lines
    }


@settings(max_examples=60)
@given(_files())
def test_a_slice_is_all_that_others_say_of_what_a_unit_means(files: list[Document]) -> None:
    """No more and no less, through any number of steps; and no article in two units."""
    units = gather_units(
        [ScannedFile(graph=file.graph, sha256=file.path, scan=scan_document(file)) for file in files]
    )
    for unit in units:
        assert set(unit.slice) == _slice_of(files, unit)
    articles = [iri for unit in units for iri in unit.articles]
    assert len(articles) == len(set(articles))


def test_hints_are_counted_where_they_are_not_kept(data: Path, tmp_path: Path, by_article: None) -> None:
    """A build of many articles reports as many hints as validation lists."""
    report = pipeline.build(data, tmp_path / "site")
    listed = pipeline.validate_data(data).report
    assert report.count(Severity.INFO) == listed.count(Severity.INFO) > 0
    assert report.report.findings == tuple(
        one for one in listed.findings if one.severity is not Severity.INFO
    )
