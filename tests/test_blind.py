"""What one reviewer may see: as if nobody else had reviewed, to the byte, whatever the others found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import graph
from graph.articles.blinding import BlindShelf
from graph.articles.shelves import FileShelf, StoreShelf
from graph.errors import UnknownReviewerWarning, UsageError
from graph.model import Corpus
from graph.reviewing.reviews import Record
from graph.store import open_store
from graph.vocab import PREFIXES
from tests.corpora import SECOND, run_cli, snapshot
from tests.reviewed import PEOPLE, by, random_records, trace, write_records

ANN, BEN = PEOPLE[:2]
# What others leave in data: the words of their notes and studies, and their short names.
_TRACES = re.compile(r"zq(?!ann)[a-z]+\d+qz|(?i:ben|cleo|dara)[- ]example")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Give the second data set, read."""
    return graph.load_corpus(SECOND)


@dataclass(frozen=True)
class Pair:
    """Data with the reviews of all, and the same with Ann's alone."""

    whole: Path
    own: Path


def as_records(folder: Path, records: list[Record]) -> Pair:
    """Write each review into a file of its own, as the program does."""
    return Pair(
        write_records(folder / "whole" / "data", records),
        write_records(folder / "own" / "data", by(records, ANN)),
    )


def as_one_file(folder: Path, records: list[Record]) -> Pair:
    """Write the reviews into one file beside the data, as people may."""
    made = []
    for name, some in (("whole", records), ("own", by(records, ANN))):
        data = write_records(folder / name / "data", [])
        with open_store() as store:
            for record in some:
                store.load(record.document)
            (data / "reviews.ttl").write_bytes(store.turtle([], PREFIXES))
        made.append(data)
    return Pair(*made)


Way = Callable[[Path, list[Record]], Pair]
WAYS: list[Way] = [as_records, as_one_file]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(6))
def test_a_blind_worklist_is_that_of_data_without_the_others(
    seed: int, way: Way, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of random reviews by four people, as text and as JSON, on both streams; no trace of three of them."""
    records = random_records(corpus, seed)
    pair = way(tmp_path, records)
    for form in ("table", "json"):
        asked = ("worklist", "--most", "1000", "--format", form, "--data")
        seen, expected, everything = (
            run_cli(capsys, *asked, data, *blind)
            for data, blind in ((pair.whole, ("--blind", ANN)), (pair.own, ()), (pair.whole, ()))
        )
        assert (seen.code, seen.out, seen.err) == (0, expected.out, expected.err)
        assert not _TRACES.search(seen.out + seen.err)
        assert seen.out != everything.out  # or nothing would have been tested


@pytest.mark.parametrize("most", [10**9, 0], ids=["at once", "article by article"])
@pytest.mark.parametrize("way", WAYS)
def test_a_blind_build_is_that_of_data_without_the_others(
    way: Way, most: int, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file of it, byte for byte: pages, editors' pages, graph.json, claims.full.ttl."""
    monkeypatch.setattr("graph.pipeline.shelving.MOST_AT_ONCE", most)
    records = random_records(corpus, 11)
    pair = way(tmp_path, records)
    seen, expected, everything = tmp_path / "seen", tmp_path / "expected", tmp_path / "everything"
    graph.build(pair.whole, everything)
    graph.build(pair.whole, seen, blind=ANN)
    graph.build(pair.own, expected)
    assert contents(seen) == contents(expected)
    assert contents(seen) != contents(everything)
    for path, text in contents(seen).items():
        assert not _TRACES.search(text.decode()), path
    own = [
        trace(ANN, n)
        for n in range(30)
        if any(trace(ANN, n).encode() in r.document.text for r in by(records, ANN))
    ]
    assert own
    assert any(word.encode() in text for word in own for text in contents(seen).values())


def contents(folder: Path) -> dict[str, bytes]:
    """Give the bytes of each file below a folder."""
    return {path: text for path, (text, _) in snapshot(folder).items()}


@pytest.mark.parametrize("most", [10**9, 0], ids=["at once", "article by article"])
def test_a_blind_build_leaves_nothing_of_an_open_one_in_its_folder(
    most: int, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor the other way round: each is what it is in an empty folder, although both share what is kept."""
    monkeypatch.setattr("graph.pipeline.shelving.MOST_AT_ONCE", most)
    pair = as_one_file(tmp_path, random_records(corpus, 5))
    alone = {blind: tmp_path / f"alone-{blind}" for blind in (None, ANN, BEN)}
    for blind, folder in alone.items():
        graph.build(pair.whole, folder, blind=blind)
    for blind in (None, ANN, BEN, None, BEN, ANN):
        graph.build(pair.whole, tmp_path / "site", blind=blind)
        assert contents(tmp_path / "site") == contents(alone[blind])


def test_a_blind_worklist_of_a_store_is_that_of_the_files(
    corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A store that holds the reviews of all gives no more of them away than the files do."""
    pair = as_records(tmp_path, random_records(corpus, 3))
    for name, data in (("whole", pair.whole), ("own", pair.own)):
        assert (
            run_cli(capsys, "load", "--data", data, "--store", tmp_path / f"{name}.store", "--quiet").code
            == 0
        )
    for form in ("table", "json"):
        asked = ("worklist", "--most", "1000", "--format", form, "--store")
        seen = run_cli(capsys, *asked, tmp_path / "whole.store", "--blind", ANN)
        expected = run_cli(capsys, *asked, tmp_path / "own.store")
        files = run_cli(capsys, *asked[:-1], "--data", pair.whole, "--blind", ANN)
        assert (seen.code, seen.out, seen.err) == (0, expected.out, expected.err)
        assert seen.out == files.out
    graph.build(graph.store.Stored(str(tmp_path / "whole.store")), tmp_path / "seen", blind=ANN)
    graph.build(graph.store.Stored(str(tmp_path / "own.store")), tmp_path / "expected")
    assert contents(tmp_path / "seen") == contents(tmp_path / "expected")


@pytest.mark.parametrize("seed", range(3))
def test_a_blind_shelf_weighs_what_is_left_on_it(
    seed: int, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else much of others' reviews would decide whether articles are worked on one by one."""
    pair = as_records(tmp_path, random_records(corpus, seed))
    assert BlindShelf(FileShelf(pair.whole), ANN).size == FileShelf(pair.own).size
    for data in (pair.whole, pair.own):
        load = ("load", "--data", data, "--store", data.parent / "store", "--quiet")
        assert run_cli(capsys, *load).code == 0
    with (
        open_store(str(pair.whole.parent / "store")) as whole,
        open_store(str(pair.own.parent / "store")) as own,
    ):
        assert BlindShelf(StoreShelf(whole), ANN).size == StoreShelf(own).size


@pytest.mark.parametrize("seed", range(4))
def test_whoever_has_not_reviewed_sees_no_review(
    seed: int, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a data set without any; and it is said that nobody of that name has reviewed."""
    data = write_records(tmp_path / "data", random_records(corpus, seed))
    asked = ("worklist", "--format", "json", "--data")
    seen = run_cli(capsys, *asked, data, "--blind", "Zoe Newcomer")
    assert (seen.code, seen.out) == (0, run_cli(capsys, *asked, SECOND).out)
    assert seen.err == "Nobody called 'Zoe Newcomer' has reviewed yet, so no review is shown.\n"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Anne Example", "Did you mean 'Ann Example'?"),
        ("Änn Example", "Did you mean 'Ann Example'?"),
        ("Ann\x1b[31m Example", r"\x1b"),
        ("X", "so no review is shown."),
    ],
)
def test_a_name_that_comes_near_another_is_asked_about(
    name: str, says: str, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list is given all the same: whoever is new may be called nearly as somebody else."""
    data = write_records(tmp_path / "data", random_records(corpus, 1))
    seen = run_cli(capsys, "worklist", "--data", data, "--blind", name)
    assert seen.code == 0
    assert says in seen.err
    assert "\x1b" not in seen.err
    with pytest.warns(UnknownReviewerWarning):
        graph.build(data, tmp_path / "site", blind=name)


@pytest.mark.parametrize("spelt", ["ann example", "ANN  Example", " Ann Example "])
def test_a_name_counts_however_it_is_spaced_or_in_capitals(
    spelt: str, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As where a review is recorded."""
    data = write_records(tmp_path / "data", random_records(corpus, 1))
    asked = ("worklist", "--format", "json", "--data", data, "--blind")
    assert run_cli(capsys, *asked, spelt) == run_cli(capsys, *asked, ANN)


@pytest.mark.parametrize("name", ["", " ", "—", "\udcff"])
@pytest.mark.parametrize("verb", ["worklist", "build"])
def test_what_is_no_name_is_refused(
    verb: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is written."""
    out = ("--out", tmp_path / "site") if verb == "build" else ()
    done = run_cli(capsys, verb, "--data", SECOND, "--blind", name, *out)
    assert (done.code, done.out) == (2, "")
    assert "is no name of a reviewer" in done.err
    assert not (tmp_path / "site").exists() or not list((tmp_path / "site").iterdir())


def test_of_records_that_are_cut_off_only_ones_own_is_told(
    corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The name of a record's file says who reviewed which claim."""
    records = random_records(corpus, 2)
    mine, other = by(records, ANN)[0], by(records, BEN)[0]
    for broken, code in ((other, 0), (mine, 1)):
        folder = tmp_path / broken.name
        data = write_records(folder / "data", records)
        path = data / "reviews" / broken.name
        path.write_bytes(path.read_bytes()[:-5])
        seen = run_cli(capsys, "worklist", "--data", data, "--blind", ANN)
        assert (seen.code, broken.name in seen.err) == (code, bool(code))
        assert not _TRACES.search(seen.out + seen.err)


def test_a_review_that_revises_anothers_does_not_point_there(corpus: Corpus, tmp_path: Path) -> None:
    """The name of the other's record says who it was, which claim and when."""
    records = random_records(corpus, 4)
    mine, other = by(records, ANN)[0], by(records, BEN)[0]
    data = write_records(tmp_path / "data", records)
    path = data / "reviews" / mine.name
    revises = f"<{mine.review.iri}> <{PREFIXES['prov']}wasRevisionOf> <{other.review.iri}> .\n"
    path.write_text(path.read_text("utf-8") + revises, "utf-8")
    with graph.dataset.open_dataset(data, check=False, blind=ANN) as dataset:
        assert other.review.iri not in dataset.store.ntriples().decode()
        assert mine.review.iri in dataset.store.ntriples().decode()
    with graph.dataset.open_dataset(data, check=False) as dataset:
        assert other.review.iri in dataset.store.ntriples().decode()


HOSTILE = f"""
@prefix cg: <{PREFIXES["cg"]}> . @prefix part: <{PREFIXES["cg"]}Rev> . @prefix schema: <https://schema.org/> .
@prefix prov: <{PREFIXES["prov"]}> . @prefix rdfs: <{PREFIXES["rdfs"]}> .
@prefix x: <https://example.org/x#> .
x:ann a prov:Person ; rdfs:label "Ann Example" . x:ben a prov:Person ; rdfs:label "Ben Example" .
x:r1 a part:iew ; prov:wasAttributedTo x:ben ; schema:reviewBody "zqben1qz" .
x:r2 schema:itemReviewed x:c1 ; schema:reviewBody "zqben2qz" .
x:r3 a cg:Review ; prov:wasAttributedTo x:ann , x:ben ; schema:reviewBody "zqben3qz" .
[] a cg:Review ; schema:reviewBody "zqben4qz" ; cg:detail [ rdfs:label "zqben5qz" ] .
x:r4 a <{PREFIXES["cg"]}\\u0052eview> ; cg:detail [ cg:more [ rdfs:label "zqben6qz" ] ] .
x:r5 a cg:Review ; prov:wasAttributedTo x:ann ; schema:reviewBody "zqann1qz" .
x:c1 cg:seen x:r1 ; rdfs:label "kept" .
"""


def test_reviews_are_known_however_they_are_written(tmp_path: Path) -> None:
    """Split names, escapes, no type, no name, two authors: what is not wholly one's own goes."""
    (tmp_path / "data.ttl").write_text(HOSTILE, "utf-8")
    (tmp_path / "more.ttl").write_text(
        '<https://example.org/x#r2> <https://schema.org/note> "zqben7qz" .', "utf-8"
    )
    with graph.dataset.open_dataset(tmp_path, check=False, blind=ANN) as dataset:
        left = dataset.store.ntriples().decode()
    assert not _TRACES.search(left)
    assert "x#r1" not in left
    assert "zqann1qz" in left
    assert '"kept"' in left


@pytest.mark.parametrize("most", [10**9, 0], ids=["at once", "article by article"])
def test_interests_of_others_show_no_more_than_their_reviews(
    most: int,
    corpus: Corpus,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What others declare marks their reviews, and so nothing; one's own marks one's own."""
    monkeypatch.setattr("graph.pipeline.shelving.MOST_AT_ONCE", most)
    pair = as_records(tmp_path, random_records(corpus, 7))
    for data in (pair.whole, pair.own):
        for who in (ANN, BEN):
            path = data / "interests" / f"{who[:3]}.ttl"
            path.parent.mkdir(exist_ok=True)
            path.write_text(
                f"@prefix ag: <{PREFIXES['ag']}> . @prefix cg: <{PREFIXES['cg']}> . "
                f"@prefix con: <{PREFIXES['con']}> . @prefix prov: <{PREFIXES['prov']}> . "
                f"@prefix rdfs: <{PREFIXES['rdfs']}> . ag:x-{who[:3]} a cg:ConflictOfInterest ; "
                f'rdfs:label "{who[:3]} sells drops" ; cg:party ag:{who.lower().replace(" ", "-")} ; '
                f"cg:interestIn con:moisture-goggles , ag:goggle-works , ag:eye-letter . "
                f'ag:{who.lower().replace(" ", "-")} a prov:Person ; rdfs:label "{who}"@en .',
                "utf-8",
            )
    asked = ("worklist", "--most", "1000", "--format", "json", "--data")
    seen = run_cli(capsys, *asked, pair.whole, "--blind", ANN)
    assert seen.out == run_cli(capsys, *asked, pair.own).out
    met = {one["reviewer"] for entry in seen.json["work"] for one in entry["reviewed_with_interest"]}
    open_to_all = run_cli(capsys, *asked, pair.whole).json["work"]
    assert met == {ANN}
    assert {one["reviewer"] for entry in open_to_all for one in entry["reviewed_with_interest"]} == {ANN, BEN}
    graph.build(pair.whole, tmp_path / "seen", blind=ANN)
    graph.build(pair.own, tmp_path / "expected")
    assert contents(tmp_path / "seen") == contents(tmp_path / "expected")
    pages = [text for path, text in contents(tmp_path / "seen").items() if path.endswith("editor.html")]
    assert any(b"Ann sells drops" in text for text in pages)
    assert not any(b"Ben sells drops" in text for text in pages)


def test_the_door_takes_a_name_from_python_too(corpus: Corpus, tmp_path: Path) -> None:
    """What is no name is a UsageError there."""
    data = write_records(tmp_path / "data", random_records(corpus, 1))
    with pytest.raises(UsageError):
        graph.build(data, tmp_path / "site", blind="?")
