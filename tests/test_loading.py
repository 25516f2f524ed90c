"""Filling a store: once, whole or not at all, interrupted at any point, and asked like the files."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from graph import pipeline
from graph.answering import load_store
from graph.articles.catalog import read_catalog, remove_entries
from graph.articles.holding import STALE_AFTER, Hold
from graph.errors import NothingToBuild, StoreUnavailable, UsageError
from graph.pipeline.loading import load
from graph.resources import packaged_queries
from graph.store import ClaimStore, Rows, Stored, Term, open_store
from graph.vocab import AUTHORED_GRAPHS, HOLDER_GRAPH, PREFIXES
from tests.corpora import ROOT, SECOND, run_cli

sys.path.append(str(ROOT / "benchmarks"))
import corpora as invented


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a corpus of some articles that share concepts, agents and studies, and have reviews."""
    folder = tmp_path_factory.mktemp("invented") / "data"
    invented.write_corpus(folder, 400, seed=11)
    return folder


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    """Give a copy of that corpus to change."""
    return Path(shutil.copytree(made, tmp_path / "data"))


def _files(data: Path) -> int:
    return sum(1 for _ in data.rglob("*.ttl"))


def _articles(data: Path, folder: str = "articles") -> list[Path]:
    return sorted((data / folder).rglob("*.ttl"))


def _contents(location: str) -> dict[str, list[bytes]]:
    with open_store(location, read_only=True) as store:
        return {graph: sorted(store.ntriples([graph]).splitlines()) for graph in store.graphs()}


def test_what_is_loaded_is_there_and_is_not_loaded_twice(data: Path, tmp_path: Path) -> None:
    """Each file has its graph, each article an entry; a second load changes nothing."""
    store = str(tmp_path / "store")
    first = load(data, store)
    assert (first.loaded, first.unchanged, first.refused) == (_files(data), 0, ())
    before = _contents(store)
    assert sum(graph.startswith(AUTHORED_GRAPHS) for graph in before) == _files(data)
    again = load(data, store)
    assert (again.loaded, again.unchanged, again.triples) == (0, _files(data), 0)
    assert _contents(store) == before
    with open_store(store, read_only=True) as opened:
        for entry in read_catalog(opened).values():
            assert {one.graph: one.triples for one in entry.graphs} == {
                one.graph: len(before[one.graph]) for one in entry.graphs
            }


def test_a_changed_article_is_replaced_and_no_other(data: Path, tmp_path: Path) -> None:
    """What it said before is gone, and so is what followed from that."""
    store = str(tmp_path / "store")
    load(data, store)
    before = _contents(store)
    path = _articles(data)[0]
    text = path.read_text(encoding="utf-8").replace("schema:url <https://", "schema:url <https://www.", 1)
    path.write_text(text, encoding="utf-8")
    report = load(data, store)
    assert report.loaded == 1
    after = _contents(store)
    changed = {graph for graph in after if after[graph] != before[graph]}
    assert len(changed) == 3
    assert all(path.stem in graph for graph in changed)


def test_an_unchecked_load_is_checked_later(data: Path, tmp_path: Path) -> None:
    """What was put as it is gets its derived graphs by a load that checks; the files are not put again."""
    store = str(tmp_path / "store")
    unchecked = load(data, store, check=False, derive=False)
    assert unchecked.loaded == _files(data)
    checked = load(data, store)
    assert checked.loaded == 0
    assert checked.triples > 0
    other = str(tmp_path / "other")
    load(data, other)
    assert _contents(store) == _contents(other)


def test_a_broken_article_is_refused_whole_and_the_others_are_loaded(data: Path, tmp_path: Path) -> None:
    """By name and with the reason: one that is no Turtle, and one that breaks a rule."""
    cut, wrong = _articles(data)[:2]
    cut.write_text(cut.read_text(encoding="utf-8")[:-30], encoding="utf-8")
    wrong.write_text(wrong.read_text(encoding="utf-8").replace("cg:length", "cg:lenght", 1), encoding="utf-8")
    store = str(tmp_path / "store")
    report = load(data, store)
    refused = {path: "\n".join(one.reasons) for one in report.refused for path in one.paths}
    assert str(cut) in refused
    assert f"{cut}:" in refused[str(cut)]
    assert "V12-length" in refused[str(wrong)]
    assert report.loaded == _files(data) - len(refused)
    assert not any(cut.stem in graph or wrong.stem in graph for graph in _contents(store))


def test_a_refused_article_stays_as_it_was_loaded_before(data: Path, tmp_path: Path) -> None:
    """A bad edit does not take away what was there."""
    store = str(tmp_path / "store")
    load(data, store)
    before = _contents(store)
    path = _articles(data)[0]
    path.write_text(path.read_text(encoding="utf-8").replace("cg:length", "cg:lenght", 1), encoding="utf-8")
    assert load(data, store).refused
    assert _contents(store) == before


def test_what_is_gone_is_taken_out_when_asked(data: Path, tmp_path: Path) -> None:
    """A withdrawn article leaves with all that followed from it; without being asked, it stays."""
    store = str(tmp_path / "store")
    load(data, store)
    gone = _articles(data)[0]
    gone.unlink()
    shutil.rmtree(data / "reviews")
    assert load(data, store).withdrawn == 0
    assert any(gone.stem in graph for graph in _contents(store))
    assert load(data, store, prune=True).withdrawn > 0
    assert not any(gone.stem in graph for graph in _contents(store))


def test_processes_load_what_one_loads(data: Path, tmp_path: Path) -> None:
    """Spread over two processes, the same graphs come out."""
    load(data, str(tmp_path / "one"))
    load(data, str(tmp_path / "two"), jobs=2)
    assert _contents(str(tmp_path / "one")) == _contents(str(tmp_path / "two"))


@pytest.mark.parametrize("name", [entry.name for entry in packaged_queries() if entry.public])
def test_packaged_queries_say_the_same_of_files_and_of_the_store(stores: tuple[Path, str], name: str) -> None:
    """The rows are the same; asked for the first, a store gives the first of its own order."""
    data, store = stores
    with load_store(data) as files, load_store(Stored(store)) as kept:
        wanted, found = files.answer(name), kept.answer(name)
        first = kept.answer(name, most=3)
    assert wanted.variables == found.variables
    assert sorted(map(repr, wanted.rows)) == sorted(map(repr, found.rows))
    assert first.rows == found.rows[:3]


@pytest.fixture(scope="module")
def stores(made: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Give the corpus, and a store filled from it."""
    store = str(tmp_path_factory.mktemp("filled") / "store")
    load(made, store)
    return made, store


@pytest.mark.parametrize("most", [10**9, 0], ids=["whole", "by article"])
def test_a_build_from_a_store_says_what_one_from_files_says(
    stores: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """graph.json is the same to the byte; built again, nothing is done."""
    monkeypatch.setattr("graph.pipeline.shelving.MOST_AT_ONCE", most)
    data, store = stores
    pipeline.build(data, tmp_path / "files")
    pipeline.build(Stored(store), tmp_path / "store")
    facts = sorted(path.relative_to(tmp_path / "files") for path in (tmp_path / "files").rglob("graph.json"))
    assert facts
    for path in facts:
        assert (tmp_path / "files" / path).read_bytes() == (tmp_path / "store" / path).read_bytes()
    assert pipeline.build(Stored(store), tmp_path / "store").built == 0


_RUN = """
import sys
from graph.pipeline import filling
from graph.pipeline.loading import load
filling._BATCH_BYTES = 50_000
load(sys.argv[1], sys.argv[2], progress=lambda step: print(step, flush=True))
"""


def test_a_killed_load_leaves_whole_articles_and_is_repeated(made: Path, tmp_path: Path) -> None:
    """Killed at any moment, each graph there is whole, and the repeat ends as a load at leisure."""
    load(made, str(tmp_path / "whole"))
    wanted = _contents(str(tmp_path / "whole"))
    store = tmp_path / "store"
    chance = Random(3)
    left = []
    for steps in (1, 3, 2, 5):  # so many steps further than the last time, and then at any moment
        with subprocess.Popen(
            [sys.executable, "-c", _RUN, str(made), str(store)], cwd=ROOT, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            for _ in range(steps):
                process.stdout.readline()
            time.sleep(chance.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
        if store.exists() and any(store.iterdir()):
            with open_store(str(store)):  # the next writer cleans up
                pass
            there = _contents(str(store))
            left.append(len(there))
            for graph, lines in there.items():
                assert lines == wanted[graph]
    assert any(0 < count < len(wanted) for count in left)
    load(made, str(store))
    assert _contents(str(store)) == wanted


def test_the_verb_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts for programs, a next step for people, and exit code 1 for a file that was refused."""
    store = str(tmp_path / "store")
    done = run_cli(capsys, "load", "--data", SECOND, "--store", store, "--format", "json")
    assert done.code == 0
    facts = json.loads(done.out)
    assert (facts["loaded"], facts["unchanged"], facts["refused"]) == (3, 0, [])
    again = run_cli(capsys, "load", "--data", SECOND, "--store", store)
    assert "Nothing has changed" in again.out
    asked = run_cli(capsys, "loops", "--store", store, "--format", "json")
    assert asked.code == 0
    assert asked.out == run_cli(capsys, "loops", "--data", SECOND, "--format", "json").out
    broken = tmp_path / "broken.ttl"
    broken.write_text("con:x a .", encoding="utf-8")
    refused = run_cli(capsys, "load", "--data", broken, "--store", store)
    assert refused.code == 1
    assert f"{broken}:1:" in refused.err
    assert "not loaded" in refused.err


def test_data_and_store_together_load_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A verb with both asks the store once the files are in it."""
    store = str(tmp_path / "store")
    both = run_cli(capsys, "loops", "--data", SECOND, "--store", store, "--format", "json")
    assert both.code == 0
    assert both.out == run_cli(capsys, "loops", "--data", SECOND, "--format", "json").out


def test_a_store_that_is_not_there_is_said(tmp_path: Path) -> None:
    """No empty store is made by asking one."""
    with pytest.raises(UsageError, match="no store here"):
        load_store(Stored(str(tmp_path / "none")))
    assert not (tmp_path / "none").exists()
    with open_store(str(tmp_path / "empty")):
        pass
    with pytest.raises(NothingToBuild):
        load_store(Stored(str(tmp_path / "empty")))


def test_two_loads_into_one_store_do_not_meet(tmp_path: Path) -> None:
    """The second is told who is at work; a note that nobody renews counts no more, and none is left."""
    now = datetime(2026, 5, 1, 12, tzinfo=UTC)
    with open_store(tmp_path / "store") as store:
        with Hold(store, lambda: now) as first:
            with pytest.raises(StoreUnavailable, match="process"), Hold(store, lambda: now):
                pass
            later = now + STALE_AFTER + timedelta(seconds=1)
            with Hold(store, lambda: later):
                first._clock = lambda: later
                with pytest.raises(StoreUnavailable, match="is filling it"):
                    first.renew()
        assert store.graphs() == ()


def test_a_note_of_a_process_that_has_ended_counts_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a killed load left does not keep the next one waiting; nor does a note that nobody can read."""
    now = datetime(2026, 5, 1, 12, tzinfo=UTC)
    with subprocess.Popen([sys.executable, "-c", "pass"]) as ended:
        pass
    with open_store(tmp_path / "store") as store:
        with monkeypatch.context() as patched:
            patched.setattr("os.getpid", lambda: ended.pid)
            Hold(store, lambda: now)._note()
        assert store.graphs() != ()
        with Hold(store, lambda: now):
            pass
        assert store.graphs() == ()
        for who, time_ in (("process " + "9" * 5000 + " on x", "2026-05-01"), ("somebody", "soon"), ("", "")):
            _leave(store, who, time_)
            with Hold(store, lambda: now):
                pass


def _leave(store: ClaimStore, who: str, time_: str) -> None:
    holder = Term(HOLDER_GRAPH, "iri")
    values = {"dcterms": ("identifier", "other"), "rdfs": ("label", who), "prov": ("startedAtTime", time_)}
    triples = [
        (holder, Term(PREFIXES[prefix] + local, "iri"), Term(value, "literal"))
        for prefix, (local, value) in values.items()
    ]
    store.add(triples, HOLDER_GRAPH)


def test_what_followed_from_an_article_goes_when_its_files_are_put_together_anew(
    data: Path, tmp_path: Path
) -> None:
    """A file that sorts earlier joins an article: the store is as one filled from nothing."""
    store = str(tmp_path / "store")
    load(data, store)
    article = _articles(data)[0]
    shutil.rmtree(data / "reviews")
    text = article.read_text(encoding="utf-8")
    head = "\n".join(line for line in text.splitlines() if line.startswith("@prefix"))
    note = f'{head}\na:s01 rdfs:comment "Looked at twice."@en .\n'
    (data / "aa-more.ttl").write_text(note, encoding="utf-8")
    load(data, store, prune=True)
    load(data, str(tmp_path / "anew"))
    assert _contents(store) == _contents(str(tmp_path / "anew"))


@pytest.mark.parametrize("derive", [0, 1])
def test_packaged_queries_need_no_derived_graphs(data: Path, tmp_path: Path, derive: int) -> None:
    """What was loaded without what follows, or unseen, is asked all the same."""
    store = str(tmp_path / "store")
    load(data, store, check=bool(derive), derive=False)
    with load_store(data) as files, load_store(Stored(store)) as kept:
        for name in ("treatments", "warning-signs"):
            wanted, found = files.answer(name), kept.answer(name)
            assert isinstance(wanted, Rows)
            assert isinstance(found, Rows)
            assert wanted.rows
            assert sorted(map(repr, wanted.rows)) == sorted(map(repr, found.rows))


def test_a_store_shows_only_what_was_loaded_whole(data: Path, tmp_path: Path) -> None:
    """An article whose entry is gone, as a load leaves it that was cut off, is not read."""
    store = str(tmp_path / "store")
    load(data, store)
    whole = pipeline.load_corpus(Stored(store))
    with open_store(store) as opened:
        gone = next(entry for entry in read_catalog(opened).values() if entry.articles)
        remove_entries(opened, [gone.name])
    left = pipeline.load_corpus(Stored(store))
    assert len(left.sources) == len(whole.sources) - 1
    load(data, store)
    assert len(pipeline.load_corpus(Stored(store)).claims) == len(whole.claims)


def test_files_that_contradict_each_other_are_refused_with_both_places(data: Path, tmp_path: Path) -> None:
    """What `validate` finds between files, a load finds, too."""
    path = min((data / "concepts").glob("*.ttl"))
    text = path.read_text(encoding="utf-8")
    head = "\n".join(line for line in text.splitlines() if line.startswith("@prefix"))
    name = next(line for line in text.splitlines() if line.startswith("con:")).split()[0]
    other = data / "concepts" / "zz-more.ttl"
    other.write_text(f'{head}\n{name} skos:prefLabel "Another name of it"@en .\n', encoding="utf-8")
    report = load(data, str(tmp_path / "store"))
    refused = {path for one in report.refused for path in one.paths}
    assert refused == {str(path), str(other)}
    assert all("V00-diverging" in reason for one in report.refused for reason in one.reasons)


def test_an_article_is_not_loaded_a_second_time_from_another_place(data: Path, tmp_path: Path) -> None:
    """In a folder of another name it is another file: that is refused, and the store stays."""
    store = str(tmp_path / "store")
    shutil.rmtree(data / "reviews")
    load(data, store)
    before = _contents(store)
    _articles(data)[0].parent.rename(data / "texts")
    report = load(data, store)
    assert len(report.refused) == len(_articles(data, "texts"))
    assert all("was loaded from" in reason for one in report.refused for reason in one.reasons)
    assert _contents(store) == before


def test_a_load_into_memory_tells_what_a_load_would_do(capsys: pytest.CaptureFixture[str]) -> None:
    """The default store: the same counts, and how to keep what was loaded."""
    tried = run_cli(capsys, "load", "--data", SECOND, "--no-validate", "--no-derive")
    assert tried.code == 0
    assert "3" in tried.out
    assert "--store" in tried.out
