"""Reviews put into the data folder: what is written, what is refused, and that nothing is lost."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import graph
from graph.dataset import open_dataset, read_despite_records
from graph.errors import (
    BrokenRecordWarning,
    DataRefused,
    DecisionsRefused,
    FileUnreadable,
    NotFound,
    UsageError,
)
from graph.model import Claim, Corpus, Review
from graph.reviewing.recording import ReviewRequest, import_decisions, review_claim
from graph.reviewing.reviews import study_iri
from graph.standing import hashes_of
from tests.corpora import SECOND, run_cli

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FAITHFUL = ReviewRequest(
    claim="screens-and-blinking:c001", axis="fidelity", verdict="faithful", reviewer="Ann Example"
)
SUPPORTED = replace(
    FAITHFUL, axis="evidence", verdict="supported", evidence=(("doi:10.1000/182", "A survey of eyes"),)
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Give a copy of the second data set to review."""
    return Path(shutil.copytree(SECOND, tmp_path / "data"))


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """Give a clock that is a minute later each time it is asked."""
    minutes = iter(range(10_000))
    return lambda: NOW + timedelta(minutes=next(minutes))


def records(data: Path) -> list[Path]:
    """Give all files in the folder of reviews, hidden ones too."""
    return sorted((data / "reviews").iterdir()) if (data / "reviews").exists() else []


def reviewed(data: Path, name: str) -> Claim:
    """Give the claim of that short id of the article on screens, as it stands now."""
    return next(
        claim
        for claim in graph.load_corpus(data).claims
        if claim.iri.endswith(f"screens-and-blinking#{name}")
    )


def test_a_review_is_a_file_of_its_own_and_decides_the_status(
    data: Path, clock: Callable[[], datetime]
) -> None:
    """Two people who agree verify the claim; what others wrote is not touched."""
    before = {path: path.read_bytes() for path in data.iterdir() if path.is_file()}
    done = review_claim(data, FAITHFUL, clock)
    assert [claim.status for claim in done.claims] == ["in-review"]
    (path,) = records(data)
    assert path.name.startswith("c001-fidelity-20260301T120000Z-ann-example-")
    assert path.suffix == ".ttl"
    first = path.read_bytes()
    done = review_claim(data, replace(FAITHFUL, reviewer="Ben Example"), clock)
    assert [claim.status for claim in done.claims] == ["verified"]
    assert path.read_bytes() == first
    assert {path: path.read_bytes() for path in before} == before
    assert reviewed(data, "c001").status == "verified"


def test_a_changed_mind_revises_the_record_before(data: Path, clock: Callable[[], datetime]) -> None:
    """The newest of the same person on the same question, and no other."""
    review_claim(data, FAITHFUL, clock)
    review_claim(data, SUPPORTED, clock)
    review_claim(data, replace(FAITHFUL, reviewer="Ben Example"), clock)
    review_claim(data, replace(FAITHFUL, verdict="unfaithful", note="It says fewer."), clock)
    by_time: list[Review] = sorted(graph.load_corpus(data).reviews, key=lambda review: review.time)
    assert [review.revises for review in by_time] == [None, None, None, by_time[0].iri]
    assert reviewed(data, "c001").status == "disputed"


def test_person_and_study_are_described_with_the_record(data: Path, clock: Callable[[], datetime]) -> None:
    """A record can be read alone; the second time the data know the study, and the person by any spelling."""
    review_claim(data, SUPPORTED, clock)
    review_claim(data, replace(SUPPORTED, reviewer="ANN  example", evidence=(("10.1000/182", None),)), clock)
    corpus = graph.load_corpus(data)
    assert [person.name for person in corpus.people] == ["Ann Example"]
    assert [(study.iri, study.title) for study in corpus.studies if "10.1000/182" in study.iri] == [
        ("https://doi.org/10.1000/182", "A survey of eyes")
    ]
    assert reviewed(data, "c001").evidence == "supported"


@pytest.mark.parametrize(
    ("changes", "error", "says"),
    [
        ({"claim": "c9999"}, NotFound, "no claim"),
        ({"verdict": "supported"}, DecisionsRefused, "faithful, needs-rewording or unfaithful"),
        ({"axis": "truth"}, DecisionsRefused, "evidence or fidelity"),
        ({"axis": "evidence", "verdict": "supported"}, DecisionsRefused, "rests on a study"),
        ({"note": " \n"}, UsageError, "note is empty"),
        ({"reviewer": "—"}, UsageError, "no name"),
        ({"evidence": (("https://example.org/a", "T"),)}, UsageError, "no DOI"),
        ({"evidence": (("10.1000/183", None),)}, UsageError, "--title"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    data: Path, changes: dict[str, object], error: type[Exception], says: str
) -> None:
    """Each with a sentence that says what to do."""
    with pytest.raises(error, match=says):
        review_claim(data, replace(FAITHFUL, **changes))
    assert records(data) == []


def test_two_people_whose_short_names_are_alike_are_told_apart(
    data: Path, clock: Callable[[], datetime]
) -> None:
    """Else one could verify what the other found."""
    review_claim(data, replace(FAITHFUL, reviewer="José Example"), clock)
    with pytest.raises(UsageError, match="José Example"):
        review_claim(data, replace(FAITHFUL, reviewer="Jose Example"), clock)


@pytest.mark.parametrize(
    ("written", "iri"),
    [
        ("10.1000/182", "https://doi.org/10.1000/182"),
        ("https://dx.doi.org/10.1000/ABC", "https://doi.org/10.1000/abc"),
        ("doi: 10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>2.0.CO;2-2", None),
        ("29176471", "https://pubmed.ncbi.nlm.nih.gov/29176471/"),
        ("https://pubmed.ncbi.nlm.nih.gov/29176471/", "https://pubmed.ncbi.nlm.nih.gov/29176471/"),
    ],
)
def test_studies_go_by_one_name_however_they_are_written(written: str, iri: str | None) -> None:
    """Old DOIs with angle brackets become IRIs too."""
    found = study_iri(written)
    assert found == iri if iri else "%3C1661" in found.replace("%3c", "%3C")


def decisions(corpus: Corpus, of: Claim, /, **changes: object) -> dict[str, object]:
    """Make a file of one decision on the claim `of`, as the page downloads it."""
    decision = {
        "claim": of.iri,
        "axis": "fidelity",
        "verdict": "faithful",
        "time": "2026-02-01T10:00:00Z",
        "note": None,
        "digest": of.digest,
        "passages": list(hashes_of(of.passages)),
        "evidence": [],
    }
    return {
        "format": "claimgraph-decisions/1",
        "reviewer": "Ann Example",
        "articles": [source.iri for source in corpus.sources],
        "decisions": [{**decision, **changes}],
    }


def downloaded(tmp_path: Path, facts: object) -> Path:
    """Write a file of decisions."""
    path = tmp_path / "decisions.json"
    path.write_text(json.dumps(facts), encoding="utf-8")
    return path


def test_downloaded_decisions_become_records_once(data: Path, tmp_path: Path) -> None:
    """The same file again adds nothing, so that an import can be repeated."""
    corpus = graph.load_corpus(data)
    claim = reviewed(data, "c001")
    file = downloaded(tmp_path, decisions(corpus, claim))
    assert len(import_decisions(data, file).written) == 1
    again = import_decisions(data, file)
    assert (len(again.written), again.known) == (0, 1)
    assert len(records(data)) == 1
    assert reviewed(data, "c001").fidelity == "faithful"


def test_a_decision_on_an_older_wording_is_recorded_as_that(data: Path, tmp_path: Path) -> None:
    """The record says what was looked at, and the claim is stale."""
    corpus = graph.load_corpus(data)
    claim = reviewed(data, "c001")
    file = downloaded(tmp_path, decisions(corpus, claim, digest="0" * 64))
    assert import_decisions(data, file).outdated == (claim.iri,)
    assert reviewed(data, "c001").status == "stale"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"time": "2099-01-01T00:00:00Z"}, "in the future"),
        ({"time": "yesterday"}, "no date"),
        ({"note": ""}, "note is missing or empty"),
        ({"claim": "https://example.org/other#c001"}, "other data"),
        ({"digest": "abc"}, "no SHA-256"),
        ({"verdict": "supported"}, "no verdict on fidelity"),
        ({"evidence": [{"id": "10.1000/1"}]}, "title is missing"),
        ({"evidence": "10.1000/1"}, "no list"),
    ],
)
def test_one_bad_decision_refuses_the_file(
    data: Path, tmp_path: Path, changes: dict[str, object], says: str
) -> None:
    """All or none: the good one before it is not written either."""
    corpus = graph.load_corpus(data)
    claim = reviewed(data, "c001")
    facts = decisions(corpus, claim)
    bad = decisions(corpus, claim, **changes)["decisions"]
    facts["decisions"] = [*facts["decisions"], *bad]
    with pytest.raises(DecisionsRefused, match=says) as refused:
        import_decisions(data, downloaded(tmp_path, facts), clock=lambda: NOW)
    assert "decision 2" in str(refused.value)
    assert records(data) == []


def test_decisions_on_another_data_set_are_refused(data: Path, tmp_path: Path) -> None:
    """The file says whose articles it is about."""
    facts = decisions(graph.load_corpus(data), reviewed(data, "c001"))
    facts["articles"] = ["https://example.org/article/other#article"]
    with pytest.raises(DecisionsRefused, match="other data"):
        import_decisions(data, downloaded(tmp_path, facts))


@pytest.mark.parametrize("content", ["", "[]", "{", '{"format": "other"}', "[" * 100_000, '{"a": NaN'])
def test_what_is_no_file_of_decisions_is_said_to_be_none(data: Path, tmp_path: Path, content: str) -> None:
    """Whatever else it is."""
    path = tmp_path / "decisions.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileUnreadable, match="editors' page"):
        import_decisions(data, path)


@pytest.mark.parametrize("kept", [0, 0.5, 0.97])
def test_a_record_that_was_cut_off_is_named_and_the_rest_loads(
    data: Path, clock: Callable[[], datetime], kept: float, capsys: pytest.CaptureFixture[str]
) -> None:
    """Builds refuse the data; editors go on with what is whole, and hear of the rest."""
    review_claim(data, FAITHFUL, clock)
    review_claim(data, replace(FAITHFUL, reviewer="Ben Example"), clock)
    broken = records(data)[0]
    content = broken.read_bytes()
    broken.write_bytes(content[: int(len(content) * kept)])
    with pytest.warns(BrokenRecordWarning, match=broken.name):
        assert len(graph.load_corpus(data).reviews) == 1
    with pytest.raises(DataRefused, match=broken.name):
        graph.build(data, data.parent / "site")
    assert not (data.parent / "site").exists()
    shown = run_cli(capsys, "show", "screens-and-blinking:c001", "--data", data)
    assert (shown.code, broken.name in shown.err) == (1, True)
    assert "in-review" in shown.out
    listed = run_cli(capsys, "worklist", "--data", data)
    assert listed.code == 1
    assert broken.name in listed.err
    assert "c002" in listed.out


def test_a_record_of_other_bytes_is_named(data: Path, clock: Callable[[], datetime]) -> None:
    """Not UTF-8 is a broken record, too."""
    review_claim(data, FAITHFUL, clock)
    (path,) = records(data)
    path.write_bytes(b"\xff\xfe" + path.read_bytes())
    with open_dataset(data) as dataset:
        assert [finding.rule for finding in dataset.report.findings if path.name in str(finding)] == [
            "V15-record"
        ]


APPEND = textwrap.dedent(
    """
    import sys
    from datetime import UTC, datetime, timedelta
    from pathlib import Path
    from secrets import token_hex

    import graph
    from graph.model import Decision
    from graph.reviewing.recording import append_record
    from graph.reviewing.reviews import compose

    data, name = Path(sys.argv[1]), sys.argv[2]
    corpus = graph.load_corpus(data)
    claim = corpus.claims[0]
    print("ready", flush=True)
    for number in range(500):
        decision = Decision(
            claim=claim.iri, axis="fidelity", verdict="faithful", reviewer=name,
            time=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=number),
            passage_hashes=tuple(sorted(p.sha256 for p in claim.passages)), digest=claim.digest,
        )
        path = append_record(data, compose(corpus, decision, token_hex(4)))
        print(path.name, flush=True)
    """
)


def acknowledged(process: subprocess.Popen[str]) -> Iterator[str]:
    """Give the names that a writer has acknowledged, as they come."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.endswith("\n") and line != "ready\n":
            yield line.strip()


def test_two_writers_killed_at_any_point_lose_nothing_they_acknowledged(data: Path) -> None:
    """Each writes 500 records; one is killed somewhere, started again, and both end with all there."""
    chance = random.Random(20260301)
    command = [sys.executable, "-c", APPEND, str(data)]
    told: set[str] = set()
    for attempt in range(4):
        writers = [
            subprocess.Popen([*command, name], stdout=subprocess.PIPE, text=True)
            for name in ("Ann Example", "Ben Example")
        ]
        victims = writers if attempt < 3 else []
        stop_after = {id(writer): chance.randrange(1, 150) for writer in victims}
        for writer in writers:
            for count, name in enumerate(acknowledged(writer), start=1):
                told.add(name)
                if count == stop_after.get(id(writer)):
                    writer.kill()
            writer.wait()
            assert writer.stdout is not None
            writer.stdout.close()
        assert told <= {path.name for path in records(data)}
    visible = [path for path in records(data) if not path.name.startswith(".")]
    assert len(told) >= 1_000
    with open_dataset(data) as dataset:
        assert not [finding for finding in dataset.report.findings if finding.rule == "V15-record"]
        assert len(read_despite_records(dataset).reviews) == len(visible)


def test_a_record_dated_in_the_future_is_refused(data: Path) -> None:
    """It would count as the newest verdict until that day, and hide what is found before."""
    review_claim(data, FAITHFUL, lambda: datetime.now(UTC) + timedelta(days=400))
    with open_dataset(data) as dataset:
        assert [finding.rule for finding in dataset.report.findings if "future" in finding.message] == [
            "V10-future"
        ]
    with pytest.raises(DataRefused, match="dated in the future"):
        graph.load_corpus(data)


def test_a_decision_that_stands_twice_in_a_file_is_recorded_once(data: Path, tmp_path: Path) -> None:
    """The same claim, question, person and moment are one decision."""
    facts = decisions(graph.load_corpus(data), reviewed(data, "c001"))
    facts["decisions"] = [*facts["decisions"], *facts["decisions"]]
    done = import_decisions(data, downloaded(tmp_path, facts))
    assert (len(done.written), done.known) == (1, 1)
