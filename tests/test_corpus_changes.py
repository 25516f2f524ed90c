"""However a corpus changes between builds, what comes out is what a build from nothing gives."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from graph import pipeline
from graph.articles import state
from graph.articles.catalog import read_catalog, remove_entries
from graph.articles.keeping import freeze, thaw
from graph.articles.shelves import StoreShelf
from graph.articles.state import BuildState
from graph.errors import FolderBusy, UsageError
from graph.model import Corpus
from graph.pipeline import article, loading, reading
from graph.pipeline.article import Job, Worked
from graph.store import Stored, find_files, open_store
from tests.corpora import ROOT, SECOND

sys.path.append(str(ROOT / "benchmarks"))
import corpora as invented

Change = Callable[[Path, Random], None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a corpus of a few articles that share concepts, agents and studies; no reviews."""
    folder = tmp_path_factory.mktemp("invented") / "data"
    invented.write_corpus(folder, 800, seed=3)
    shutil.rmtree(folder / "reviews", ignore_errors=True)
    return folder


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    """Give a copy of that corpus to change."""
    return Path(shutil.copytree(made, tmp_path / "data"))


def _articles(data: Path) -> list[Path]:
    return sorted((data / "articles").rglob("*.ttl"))


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def _settle_elsewhere(path: Path, namespace: str) -> None:
    """Give the article of a file another namespace, and so another IRI."""
    text = path.read_text(encoding="utf-8")
    old = (
        next(line for line in text.splitlines() if line.startswith("@prefix a:")).split("<")[1].split(">")[0]
    )
    path.write_text(text.replace(old, namespace), encoding="utf-8")


def _rename(data: Path, chance: Random) -> None:
    path = chance.choice(_articles(data))
    path.rename(path.with_name(f"{chance.choice('amz')}-{path.name}"))


def _put_in_one(data: Path, chance: Random) -> None:
    """Put two articles into one file; their prefixes follow each other."""
    first, second = chance.sample(_articles(data), 2)
    first.write_text(first.read_text("utf-8") + second.read_text("utf-8"), encoding="utf-8")
    second.unlink()


def _share_a_slug(data: Path, chance: Random) -> None:
    host = chance.choice(["a", "m", "z"])
    _settle_elsewhere(chance.choice(_articles(data)), f"https://{host}{chance.random()}.example/same#")


def _withdraw(data: Path, chance: Random) -> None:
    chance.choice(_articles(data)).unlink()


def _say_more_of_a_concept(data: Path, chance: Random) -> None:
    path = chance.choice(sorted((data / "concepts").glob("*.ttl")))
    path.write_text(path.read_text("utf-8").replace('"@en', ' again"@en', 3), encoding="utf-8")


_CHANGES: tuple[Change, ...] = (_rename, _put_in_one, _share_a_slug, _withdraw, _say_more_of_a_concept)


@pytest.mark.parametrize("seed", range(3))
def test_changes_come_to_what_a_build_from_nothing_gives(
    data: Path, tmp_path: Path, by_article: None, seed: int
) -> None:
    """Files renamed, put together, withdrawn, slugs shared, concepts said otherwise: to the byte."""
    chance = Random(seed)
    out = tmp_path / "site"
    pipeline.build(data, out)
    for number in range(2):
        for _ in range(chance.randrange(1, 3)):
            if len(_articles(data)) > 2:
                chance.choice(_CHANGES)(data, chance)
        pipeline.build(data, out)
        pipeline.build(data, tmp_path / f"anew-{number}")
        assert _contents(out) == _contents(tmp_path / f"anew-{number}")


def test_articles_of_one_slug_have_a_page_each(data: Path, tmp_path: Path, by_article: None) -> None:
    """A new article that takes the slug of another does not take its page."""
    out = tmp_path / "site"
    first, second = _articles(data)[:2]
    _settle_elsewhere(second, "https://z.example/same#")
    pipeline.build(data, out)
    assert (out / "articles" / "same" / "index.html").is_file()
    _settle_elsewhere(first, "https://a.example/same#")
    pipeline.build(data, out)
    pages = [(out / "articles" / folder / "graph.json").read_text("utf-8") for folder in ("same", "same-2")]
    assert ["https://a.example/same#" in page for page in pages] == [True, False]
    assert ["https://z.example/same#" in page for page in pages] == [False, True]


def test_what_is_kept_of_a_file_calls_it_as_it_is_called_now(
    data: Path, tmp_path: Path, by_article: None
) -> None:
    """Warnings of an article that was not worked on again name its file where it lies now."""
    out = tmp_path / "site"
    before = pipeline.build(data, out).report
    assert any(found.path and "articles" in found.path for found in before.findings)
    (data / "articles").rename(data / "articles-of-old")
    again = pipeline.build(data, out)
    named = {found.path for found in again.report.findings if found.path}
    assert named
    assert all(Path(path).is_file() for path in named)
    assert not any(f"{data}/articles/" in found.message for found in again.report.findings)


def test_what_a_text_shows_is_placed_as_for_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A passage that is gone from the text is told with file and line, of one article as of many."""
    text = (SECOND / "why-tears-fail.txt").read_text(encoding="utf-8")
    lines = text.splitlines()
    cut = tmp_path / "cut.txt"
    longest = max(range(len(lines)), key=lambda number: len(lines[number]))
    cut.write_text("\n".join([*lines[:longest], *lines[longest + 1 :]]) + "\n", encoding="utf-8")
    said = []
    for most in (10**9, 0):
        monkeypatch.setattr("graph.pipeline.shelving.MOST_AT_ONCE", most)
        report = pipeline.validate_data(SECOND, [f"why-tears-fail={cut}"]).report
        said.append({(one.rule, one.path, one.line) for one in report.findings if one.rule.startswith("P")})
    assert said[0] == said[1]
    assert any(line is not None for _, _, line in said[0])


def test_passages_of_many_articles_are_not_shown_on_one_page(
    data: Path, tmp_path: Path, by_article: None
) -> None:
    """It is said, and nothing is written."""
    text = tmp_path / "text.txt"
    text.write_text("Some text.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="too many articles for one page"):
        pipeline.build(data, tmp_path / "site", sources=[str(text)], show_passages=True)
    assert not _contents(tmp_path / "site")


def test_a_file_is_read_once_however_often_it_is_named(data: Path) -> None:
    """In a folder, by itself, by a wildcard, or spelt in a roundabout way."""
    article = _articles(data)[0]
    whole = [path for path, _ in find_files(data)]
    roundabout = data / ".." / data.name / article.relative_to(data)
    twice = find_files([data, article, roundabout, str(data / "**" / "*.ttl")])
    assert sorted(path.resolve() for path, _ in twice) == sorted(path.resolve() for path in whole)


def test_what_is_hidden_is_read_where_it_is_named(data: Path) -> None:
    """A folder whose name starts with a point is passed over, unless it is what was asked for."""
    hidden = data / ".drafts"
    hidden.mkdir()
    shutil.copy(_articles(data)[0], hidden / "one.ttl")
    assert hidden / "one.ttl" not in {path for path, _ in find_files(str(data / "**" / "*.ttl"))}
    assert [path for path, _ in find_files(str(hidden / "*.ttl"))] == [hidden / "one.ttl"]


def _damage(path: Path, damage: str) -> None:
    """Spoil what is kept: its values, or its pages, or its first page."""
    if damage == "rows":
        with sqlite3.connect(path) as inner:
            inner.execute("update results set value = x'00ff'")
            inner.execute("update scans set value = substr(value, 1, 20)")
        inner.close()
    else:
        content = bytearray(path.read_bytes())
        start = 0 if damage == "head" else 4096
        content[start : start + 20_000] = b"\xff" * len(content[start : start + 20_000])
        path.write_bytes(content)


def _state_file(cache: Path) -> Path:
    (found,) = cache.rglob("state.sqlite")
    return found


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a cache of its own, where nothing is known yet."""
    place = tmp_path / "cache"
    monkeypatch.setattr(state, "_cache", lambda: place)
    return place


@pytest.mark.parametrize("damage", ["head", "middle", "rows"])
def test_a_damaged_memory_costs_time_and_nothing_else(
    data: Path, tmp_path: Path, by_article: None, cache: Path, damage: str
) -> None:
    """What is kept between builds can be lost in part or whole: the next build does the work again."""
    out = tmp_path / "site"
    pipeline.build(data, out)
    wanted = _contents(out)
    path = _state_file(cache)
    _damage(path, damage)
    article = _articles(data)[0]
    article.write_text(article.read_text("utf-8") + "\n# seen\n", encoding="utf-8")
    pipeline.build(data, out)
    assert _contents(out) == wanted


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Hear of the articles of each unit that a question reads."""
    heard: list[tuple[str, ...]] = []

    def work_on(job: Job) -> Worked:
        heard.append(job.articles)
        return article.work_on(job)

    monkeypatch.setattr(reading, "work_on", work_on)
    monkeypatch.setenv("CLAIMGRAPH_JOBS", "1")  # of what another process reads, nothing is heard here
    return heard


def test_a_question_reads_what_the_one_before_has_not(
    data: Path, by_article: None, cache: Path, read: list[tuple[str, ...]]
) -> None:
    """Nothing of what is as it was; of what has changed, that alone; the answer is as if all were new."""
    first = pipeline.load_corpus(data)
    assert {iri for one in read for iri in one} == {source.iri for source in first.sources}
    read.clear()
    assert pipeline.load_corpus(data) == first
    assert read == []
    changed = _articles(data)[0]
    text = changed.read_text("utf-8")
    assert " is said " in text
    changed.write_text(text.replace(" is said ", " is told "), "utf-8")
    again = pipeline.load_corpus(data)
    assert len([one for one in read if one]) == 1
    shutil.rmtree(cache)
    assert pipeline.load_corpus(data) == again


def test_a_question_asked_at_the_same_time_is_answered(
    data: Path, by_article: None, cache: Path, read: list[tuple[str, ...]]
) -> None:
    """It does not wait for what the other keeps, and reads for itself."""
    first = pipeline.load_corpus(data)
    read.clear()
    with BuildState(name=reading._name_of(data)):
        assert pipeline.load_corpus(data) == first
    assert read != []


@pytest.mark.parametrize("damage", ["head", "middle", "rows"])
def test_a_question_is_answered_whatever_is_kept(
    data: Path, by_article: None, cache: Path, damage: str
) -> None:
    """What is kept can be damaged: then it is read anew, and kept anew."""
    first = pipeline.load_corpus(data)
    _damage(_state_file(cache), damage)
    for _ in range(2):
        assert pipeline.load_corpus(data) == first


def test_a_question_is_answered_where_nothing_can_be_kept(
    data: Path, by_article: None, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full is no reason not to answer."""

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    first = pipeline.load_corpus(data)
    monkeypatch.setattr(BuildState, "keep_result", full)
    changed = _articles(data)[0]
    changed.write_text(changed.read_text("utf-8") + "\n# seen\n", "utf-8")
    assert pipeline.load_corpus(data) == first


def test_what_was_read_while_somebody_loaded_is_not_kept(
    data: Path, tmp_path: Path, by_article: None, cache: Path, read: list[tuple[str, ...]]
) -> None:
    """On a server a graph may be half there; what a question took for an article is forgotten."""
    place = str(tmp_path / "store")
    loading.load(data, place)
    stored = Stored(place)
    first = pipeline.load_corpus(stored)
    read.clear()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(StoreShelf, "has_changed", lambda _: True)
        assert pipeline.load_corpus(stored) == first
    assert read == []
    assert pipeline.load_corpus(stored) == first
    assert read != []


def test_a_store_knows_that_somebody_has_loaded(data: Path, tmp_path: Path) -> None:
    """By its catalog: it is asked again."""
    place = str(tmp_path / "store")
    loading.load(data, place)
    with open_store(place) as store:
        shelf = StoreShelf(store)
        assert not shelf.has_changed()
        remove_entries(store, [*read_catalog(store)][:1])
        assert shelf.has_changed()


def test_two_names_of_one_folder_are_one_folder(tmp_path: Path, cache: Path) -> None:
    """A build that comes by way of a link meets the one at work."""
    (tmp_path / "site").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "site")
    with BuildState(tmp_path / "site"), pytest.raises(FolderBusy):
        BuildState(tmp_path / "link")


def test_an_engine_that_is_not_installed_has_no_version() -> None:
    """Where one engine has no build, the digest of the program is made without it."""
    assert state._version("an-engine-that-nobody-made") == "none"


def test_values_are_kept_whole(data: Path) -> None:
    """What is written to be kept is read back equal, and what is no value of ours is refused."""
    corpus = pipeline.load_corpus(data)
    again = thaw(freeze(corpus))
    assert isinstance(again, Corpus)
    assert again == corpus
    content = freeze(corpus.claims[0])
    for start in range(0, len(content), 7):
        for changed in (content[:start], content[:start] + b"\x00" + content[start + 1 :]):
            try:
                thaw(changed)
            except ValueError as error:
                assert str(error) != ""  # noqa: PT017 - any other error fails the test
