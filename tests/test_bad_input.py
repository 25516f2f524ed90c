"""Bad input: one clear sentence, the right exit code, nothing written, the previous site untouched."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph import pipeline
from tests.corpora import SECOND, Outcome, run_cli, run_process, snapshot

_TEARS = "why-tears-fail.ttl"
_SCREENS = "screens-and-blinking.ttl"
_UNREADABLE = 2
_NOT_GOOD = 1


@dataclass
class Bench:
    """A copy of the second data set beside a site that was built before."""

    data: Path
    out: Path
    capsys: pytest.CaptureFixture[str]

    def change(self, name: str, old: str, new: str) -> int:
        """Replace `old` in a file; give the line, from 1, on which `new` starts."""
        path = self.data / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (old, text.count(old))
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def line(self, name: str, words: str) -> int:
        """Give the line, from 1, on which `words` first stand."""
        text = (self.data / name).read_text(encoding="utf-8")
        return text[: text.index(words)].count("\n") + 1

    def build(self, *arguments: str | Path, process: bool = False) -> Outcome:
        """Build, and see to what holds for every refusal but its words."""
        before = snapshot(self.out), sorted(self.out.parent.rglob("*"))
        given: tuple[str | Path, ...] = ("build", "--out", self.out)
        given += arguments if "--data" in arguments else ("--data", self.data, *arguments)
        outcome = run_process(*given, cwd=self.out.parent) if process else run_cli(self.capsys, *given)
        assert outcome.code in (_UNREADABLE, _NOT_GOOD)
        assert outcome.out == ""
        assert "Traceback" not in outcome.err
        assert (snapshot(self.out), sorted(self.out.parent.rglob("*"))) == before
        for sentence in outcome.err.splitlines():
            assert sentence.strip() == sentence
            assert sentence[-1] in ".?)", sentence
        return outcome


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the second data set once."""
    out = tmp_path_factory.mktemp("before") / "site"
    pipeline.build(SECOND, out)
    return out


@pytest.fixture
def bench(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bench:
    """Give good data that a test may spoil, and the site of a former build."""
    shutil.copytree(SECOND, tmp_path / "data")
    shutil.copytree(built, tmp_path / "site")
    (tmp_path / "site" / "own.txt").write_text("mine", encoding="utf-8")
    return Bench(tmp_path / "data", tmp_path / "site", capsys)


def _only_line(outcome: Outcome) -> str:
    (line,) = outcome.err.splitlines()
    return line


# --- exit code 2: what cannot be read


@pytest.mark.parametrize("name", ["missing.ttl", "missing", "data/missing/"])
def test_missing_data(bench: Bench, name: str) -> None:
    """A path that leads nowhere is named, with the option that names another."""
    outcome = bench.build("--data", bench.data.parent / name)
    assert outcome.code == _UNREADABLE
    assert _only_line(outcome).startswith(f"{bench.data.parent / name}: there is no such file or folder")
    assert "--data" in outcome.err


def test_a_folder_without_turtle(bench: Bench) -> None:
    """A folder of other files holds nothing to build, even if it is called like a file."""
    empty = bench.data.parent / "empty.ttl"
    empty.mkdir()
    outcome = bench.build("--data", empty)
    assert outcome.code == _NOT_GOOD
    assert "there are no claims here" in _only_line(outcome)


def test_a_file_that_may_not_be_read(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason that the system gives is passed on."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with monkeypatch.context() as patch:
        patch.setattr("tests.test_bad_input.snapshot", lambda _: {})
        outcome = bench.build()
    assert outcome.code == _UNREADABLE
    assert "cannot be read (Permission denied)" in _only_line(outcome)


@pytest.mark.parametrize("process", [False, True], ids=["called", "as-a-program"])
def test_a_file_that_is_not_utf8(bench: Bench, *, process: bool) -> None:
    """The place of the first bad byte: file, line, column."""
    path = bench.data / _TEARS
    text = path.read_text(encoding="utf-8")
    line = bench.line(_TEARS, "“waters”")
    path.write_bytes(text.encode("cp1252"))
    column = text.splitlines()[line - 1].index("“") + 1
    bad_line = next(n for n, row in enumerate(text.splitlines(), start=1) if not row.isascii())
    assert bad_line == line
    outcome = bench.build(process=process)
    assert outcome.code == _UNREADABLE
    assert _only_line(outcome) == f"{path}:{line}:{column}: it is not UTF-8 from here on: save it as UTF-8."


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [
        ("a:c004 a cg:Claim ;", "a:c004 a cg:Claim ", ""),
        ('"Salt in tears inflames the eye."@en', '"Salt in tears inflames the eye.@en', ""),
        ("rdf:subject con:salty-tears", "rdf:subject cno:salty-tears", "cno"),
        ("cg:item 2", "cg:item 2,", ""),
        ("a:c004 a cg:Claim ;", "<<<<<<< HEAD\na:c004 a cg:Claim ;", ""),
    ],
    ids=["no-semicolon", "open-string", "unknown-prefix", "stray-comma", "merge-conflict"],
)
def test_a_syntax_error(bench: Bench, old: str, new: str, detail: str) -> None:
    """File, line and column of the place where reading stopped, and what to do."""
    line = bench.change(_TEARS, old, new)
    outcome = bench.build()
    assert outcome.code in (_UNREADABLE, _NOT_GOOD)
    match = re.match(rf"{re.escape(str(bench.data / _TEARS))}:(\d+):(\d+): ", _only_line(outcome))
    assert match
    assert line <= int(match[1]) <= line + 2
    assert int(match[2]) >= 1
    assert detail in outcome.err


def test_a_syntax_error_ends_the_program_with_2(bench: Bench) -> None:
    """As a program, too: the exit code that says that the data could not be read."""
    bench.change(_TEARS, "a:c004 a cg:Claim ;", "a:c004 a cg:Claim ")
    outcome = bench.build(process=True)
    assert outcome.code == _UNREADABLE
    assert outcome.err.rstrip().endswith(": correct the Turtle there.")


@pytest.mark.parametrize(
    "arguments", [("--nonsense",), ("extra",), ("--format", "xml"), ("--out",)], ids=" ".join
)
def test_wrong_usage(bench: Bench, arguments: tuple[str, ...]) -> None:
    """Unknown options and values: what is wrong, and where the help is."""
    before = snapshot(bench.out)
    outcome = run_cli(bench.capsys, "build", "--data", bench.data, *arguments)
    assert (outcome.code, outcome.out) == (_UNREADABLE, "")
    assert "Traceback" not in outcome.err
    assert snapshot(bench.out) == before


def test_a_file_as_the_folder_to_write(bench: Bench) -> None:
    """A file in the way is never overwritten."""
    outcome = bench.build("--out", bench.out / "own.txt", "--data", bench.data)
    assert outcome.code == _UNREADABLE
    assert "--out" in _only_line(outcome)
    outcome = bench.build("--out", bench.out / "own.txt" / "below", "--data", bench.data)
    assert outcome.code == _UNREADABLE
    assert "cannot be written" in _only_line(outcome)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        (b"caf\xe9", ":1:4: it is not UTF-8"),
        (b"", "it holds no words"),
        (b"\n\n  \n", "it holds no words"),
        (b"%PDF-1.7\x00\x01", "it is not text"),
        (b"A text about something else.\n", "no article in the data"),
    ],
    ids=["missing", "not-utf8", "empty", "blank", "binary", "of-no-article"],
)
def test_a_source_text_that_is_none(bench: Bench, content: bytes | None, message: str) -> None:
    """What is wrong with the text of the article is said of that file."""
    path = bench.data.parent / "article.txt"
    if content is not None:
        path.write_bytes(content)
    outcome = bench.build("--source", path)
    assert outcome.code == _UNREADABLE
    assert _only_line(outcome).startswith(str(path))
    assert message in outcome.err


def test_a_source_of_an_unknown_article(bench: Bench) -> None:
    """The slugs that there are, are offered."""
    outcome = bench.build("--source", f"no-such-article={SECOND / 'why-tears-fail.txt'}")
    assert outcome.code == _UNREADABLE
    assert "screens-and-blinking, why-tears-fail" in _only_line(outcome)


# --- exit code 1: what can be read and is not good


@pytest.mark.parametrize("content", ["", "# nothing yet\n", "@prefix a: <http://x.org/#> .\n"])
def test_an_empty_file_is_nothing_to_build(bench: Bench, content: str) -> None:
    """No claims: what to add."""
    path = bench.data.parent / "empty.ttl"
    path.write_text(content, encoding="utf-8")
    outcome = bench.build("--data", path)
    assert outcome.code == _NOT_GOOD
    assert _only_line(outcome).startswith(f"{path}: there are no claims here")


def test_concepts_alone_are_nothing_to_build(bench: Bench) -> None:
    """Valid data without a claim make no graph."""
    outcome = bench.build("--data", bench.data / "concepts.ttl")
    assert outcome.code == _NOT_GOOD
    assert "there are no claims here" in _only_line(outcome)


def _violations(outcome: Outcome, data: Path, count: int = 1) -> list[str]:
    """Give the findings; the last line says what to do with them."""
    *findings, last = outcome.err.splitlines()
    assert outcome.code == _NOT_GOOD
    assert last.startswith(f"{data}: correct ")
    assert last.endswith("try again; nothing was written.")
    assert len(findings) == count, findings
    return findings


@pytest.mark.parametrize(
    ("old", "new", "unknown", "nearest"),
    [
        (
            "rdf:subject con:salty-tears ; rdf:predicate cg:causes",
            "rdf:subject con:salty-tears ; rdf:predicate cg:cuases",
            "cg:cuases",
            "cg:causes",
        ),
        ("a:c004 a cg:Claim ;", "a:c004 a cg:Cliam ;", "cg:Cliam", "cg:Claim"),
        (
            "cg:modality cg:possible ; cg:hedge",
            "cg:modallity cg:possible ; cg:hedge",
            "cg:modallity",
            "cg:modality",
        ),
        ("cg:modality cg:possible", "cg:modality cg:posible", "cg:posible", "cg:possible"),
    ],
    ids=["predicate", "class", "property", "value"],
)
def test_an_unknown_term_is_answered_with_the_nearest(
    bench: Bench, old: str, new: str, unknown: str, nearest: str
) -> None:
    """The word, the line it stands on, and the one that was meant."""
    line = bench.change(_TEARS, old, new)
    outcome = bench.build()
    *findings, _ = outcome.err.splitlines()
    assert outcome.code == _NOT_GOOD
    (finding,) = [entry for entry in findings if unknown in entry]
    assert finding.startswith(f"{bench.data / _TEARS}:{line}: Violation V00-term: ")
    assert f"did you mean {nearest}?" in finding


def test_an_unknown_class_of_a_concept(bench: Bench) -> None:
    """The same in a file without claims."""
    line = bench.change("concepts.ttl", "con:reflex-tears a cg:Mechanism", "con:reflex-tears a cg:Mechansim")
    outcome = bench.build()
    assert outcome.code == _NOT_GOOD
    assert f"{bench.data / 'concepts.ttl'}:{line}: " in outcome.err
    assert "did you mean cg:Mechanism?" in outcome.err


def test_one_claim_in_two_files(bench: Bench) -> None:
    """Both places are named: RDF alone would make one claim of the two."""
    text = (bench.data / _TEARS).read_text(encoding="utf-8")
    (bench.data / "twin.ttl").write_text(text, encoding="utf-8")
    outcome = bench.build()
    twice = [line for line in outcome.err.splitlines() if "V00-twice" in line]
    assert outcome.code == _NOT_GOOD
    assert len(twice) == 9
    first = bench.line(_TEARS, "a:c003 a cg:Claim")
    (finding,) = [line for line in twice if "why-tears-fail:c003 " in line]
    assert f"{bench.data / _TEARS}:{first}" in finding
    assert f"{bench.data / 'twin.ttl'}:{first}" in finding


def test_one_claim_twice_in_a_file(bench: Bench) -> None:
    """A number that was used twice: both lines are named."""
    first = bench.line(_TEARS, "a:c005 a cg:Claim")
    second = bench.change(_TEARS, "a:c006 a cg:Claim", "a:c005 a cg:Claim")
    outcome = bench.build()
    assert outcome.code == _NOT_GOOD
    (finding,) = [line for line in outcome.err.splitlines() if "V00-twice" in line]
    assert f"{_TEARS}:{first} and " in finding
    assert f"{_TEARS}:{second}" in finding


def test_a_claim_without_a_passage(bench: Bench) -> None:
    """Claim, label, rule, the line the claim starts on, and what to do."""
    line = bench.line(_TEARS, "a:c004 a cg:Claim")
    bench.change(
        _TEARS, "    cg:inList a:list-slide ;\n    cg:passage a:c004-p .", "    cg:inList a:list-slide ."
    )
    outcome = bench.build()
    (finding,) = [entry for entry in outcome.err.splitlines() if "V01-passage" in entry]
    assert outcome.code == _NOT_GOOD
    assert finding.startswith(
        f"{bench.data / _TEARS}:{line}: Violation V01-passage: "
        "why-tears-fail:c004 (Salt in tears inflames the eye.): "
    )


@pytest.mark.parametrize(
    "name", ["<no scheme>", "<relative>", "<http://x.org/a b>", "<http://x.org/%zz>", "<>"]
)
def test_a_name_that_is_no_iri(bench: Bench, name: str) -> None:
    """The place of the name, and how names are written."""
    line = bench.change(_TEARS, "rdf:subject con:salty-tears", f"rdf:subject {name}")
    outcome = bench.build()
    assert outcome.code == _NOT_GOOD
    assert re.match(rf"{re.escape(str(bench.data / _TEARS))}:{line}:\d+: ", _only_line(outcome))
    assert "write a full IRI" in outcome.err


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "claim"),
    [
        (_TEARS, "cg:value 40.0", "cg:value 140.0", "V06-percent", "c009"),
        (_TEARS, "cg:value 40.0", "cg:value 40", "V06-value", "c009"),
        (_TEARS, "cg:item 2 ;", "cg:item 0 ;", "V03-item", "c004"),
        (_TEARS, '    rdfs:label "Salt in tears inflames the eye."@en ;\n', "", "V01-label", "c004"),
        (_SCREENS, "cg:polarity cg:negated ;", "", "V01-polarity", "c004"),
        (_SCREENS, "cg:inList a:list-warning-signs ;", "cg:inList a:nowhere ;", "V01-list", "c007"),
        (_SCREENS, "rdf:subject con:moisture-goggles", "rdf:subject con:googles", "V01-subject", "c005"),
    ],
    ids=["percent", "integer", "item", "no-label", "no-polarity", "no-list", "no-concept"],
)
def test_a_broken_rule(bench: Bench, name: str, old: str, new: str, rule: str, claim: str) -> None:
    """Any violation: file and line of the claim, rule, id, label where there is one, what to do."""
    line = bench.line(name, f"a:{claim} a cg:Claim")
    bench.change(name, old, new)
    outcome = bench.build()
    assert outcome.code == _NOT_GOOD
    mine = [entry for entry in outcome.err.splitlines() if f"Violation {rule}" in entry]
    assert mine, outcome.err
    assert mine[0].startswith(f"{bench.data / name}:{line}: ")
    assert f"{name.removesuffix('.ttl')}:{claim}" in mine[0]
    assert "https://w3id.org/" not in mine[0]


def test_every_violation_is_told_at_once(bench: Bench) -> None:
    """Two faults are two lines and a count: one round of corrections is enough."""
    bench.change(_TEARS, "cg:value 40.0", "cg:value 140.0")
    bench.change(_SCREENS, "cg:value 15.0", "cg:value 115.0")
    findings = _violations(bench.build(), bench.data, 2)
    assert all("V06-percent" in finding for finding in findings)
    assert [_SCREENS in findings[0], _TEARS in findings[1]] == [True, True]


def test_a_label_that_would_break_the_line(bench: Bench) -> None:
    """A finding stays one line, and nothing in it acts on the terminal."""
    bench.change(_TEARS, '"Salt in tears inflames the eye."@en', '"Salt\\nin \\u001B[31mtears"@en')
    bench.change(_TEARS, "cg:item 2 ;", "cg:item 0 ;")
    outcome = bench.build()
    assert "\x1b" not in outcome.err
    assert "(Salt in \\x1b[31mtears)" in outcome.err


def test_refused_as_a_program(bench: Bench) -> None:
    """Exit code 1 for data that are not good, with the same words."""
    bench.change(_TEARS, "cg:value 40.0", "cg:value 140.0")
    outcome = bench.build(process=True)
    (finding,) = _violations(outcome, bench.data)
    assert "V06-percent" in finding


def test_strict_as_a_program(bench: Bench) -> None:
    """Warnings are listed like violations, and nothing is written."""
    outcome = bench.build("--strict", process=True)
    assert outcome.code == _NOT_GOOD
    assert "Warning W01-source: screens-and-blinking:c001" in outcome.err


@pytest.mark.parametrize("verb", ["validate", "loops", "breaks", "show", "concepts", "query"])
@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (shutil.rmtree, 2),
        (lambda data: (data / _TEARS).write_bytes(b"\xff"), 2),
        (lambda data: (data / _TEARS).write_text("a:b", encoding="utf-8"), 2),
        (lambda data: [path.write_text("", encoding="utf-8") for path in data.glob("*.ttl")], 1),
        (lambda data: (data / "concepts.ttl").unlink(), 1),
    ],
    ids=["missing", "not-utf8", "syntax", "no-claims", "violations"],
)
def test_every_verb_refuses_alike(
    bench: Bench, verb: str, spoil: Callable[[Path], object], code: int
) -> None:
    """The exit code and the sentence do not depend on what was asked."""
    spoil(bench.data)
    words = {"show": ["dry-eye"], "concepts": ["eye"], "query": ["warning-signs"]}.get(verb, [])
    outcome = run_cli(bench.capsys, verb, *words, "--data", bench.data)
    assert outcome.code == code
    assert "Traceback" not in outcome.err
    assert outcome.err or verb == "validate"


def test_validate_lists_violations_and_fails(bench: Bench) -> None:
    """What a build refuses is a report here, with exit code 1, also for programs."""
    line = bench.line(_TEARS, "a:c009 a cg:Claim")
    bench.change(_TEARS, "cg:value 40.0", "cg:value 140.0")
    outcome = run_cli(bench.capsys, "validate", "--data", bench.data)
    assert outcome.code == _NOT_GOOD
    assert f"{_TEARS}:{line}" in outcome.out
    outcome = run_cli(bench.capsys, "validate", "--data", bench.data, "--format", "json")
    assert outcome.code == _NOT_GOOD
    assert outcome.json["conforms"] is False
    assert outcome.json["counts"]["violations"] == 1
    assert outcome.json["findings"][0]["line"] == line


# --- what is fine


def test_a_large_file_is_built(tmp_path: Path) -> None:
    """Twenty megabytes, half of them comments, with many claims of the same things, are no trouble."""
    head, _, _ = (SECOND / _TEARS).read_text(encoding="utf-8").partition("a:c001 a cg:Claim")
    count = 1_200
    parts = [head]
    for number in range(1, count + 1):
        name = f"a:c{number:05}"
        parts.append(
            f"{name} a cg:Claim ;\n"
            f'    rdfs:label "Invented claim {number} says that salt inflames."@en ;\n'
            "    rdf:subject con:salty-tears ; rdf:predicate cg:causes ;\n"
            "    rdf:object con:surface-inflammation ;\n"
            "    cg:kind cg:kind-causal ; cg:polarity cg:affirmed ; cg:modality cg:possible ;\n"
            f"    cg:passage {name}-p .\n"
            f'{name}-p a cg:Passage ; cg:section a:s01 ; cg:block 1 ; cg:anchorStart "words {number}" ;\n'
            f'    cg:start {number} ; cg:end {number + 9} ; cg:sha256 "{number:064x}" .\n'
            f"# {'a remark of some length, as people write them ' * 350}\n"
        )
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(SECOND / "concepts.ttl", data)
    (data / "large.ttl").write_text("".join(parts), encoding="utf-8")
    assert (data / "large.ttl").stat().st_size > 18_000_000
    report = pipeline.build(data, tmp_path / "site")
    assert (report.claims, report.links) == (count, 1)
    assert report.report.conforms
