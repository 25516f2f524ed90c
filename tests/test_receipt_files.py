"""The file of a receipt, and the two options of verify that write and check one."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from graph.errors import FileUnreadable
from graph.receipts.form import read_receipt, render_receipt
from graph.text.passages import normalize
from tests.corpora import ARTICLE, ROOT, SECOND, SHIPPED, Outcome, run_cli, run_process

TEARS = SECOND / "why-tears-fail.txt"
SCREENS = SECOND / "screens-and-blinking.txt"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the receipt of both articles of the tests' data."""
    place = tmp_path_factory.mktemp("made") / "r.json"
    done = run_process(
        *("verify", "--data", SECOND, "--source", TEARS, "--source", SCREENS, "--receipt", place), cwd=ROOT
    )
    assert done.code == 0, done.err
    return place.read_bytes()


def check(capsys: Capture, place: Path, *more: str | Path, data: Path = SECOND) -> Outcome:
    """Check a receipt against both texts."""
    sources = ("--source", TEARS, "--source", SCREENS)
    return run_cli(capsys, "verify", "--data", data, *sources, "--check-receipt", place, *more)


def resealed(facts: dict[str, Any], render: Callable[[object], str] | None = None) -> bytes:
    """Write what a forger would: the form of a receipt, and a seal that fits it."""
    write = render or (
        lambda value: json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    )
    rows = {
        name: ",\n".join(
            write(row) if isinstance(value, list) else f"{write(key)}:{write(row)}"
            for key, row in (enumerate(value) if isinstance(value, list) else sorted(value.items()))
        )
        for name, value in facts.items()
        if isinstance(value, (list, dict))
    }
    lines = ["{", f'"format":{write(facts["format"])},', f'"version":{write(facts["version"])},']
    for name, brackets in (("articles", "[]"), ("rules", "{}"), ("files", "{}"), ("claims", "[]")):
        inside = [rows[name]] if rows[name] else []
        lines += [f'"{name}":{brackets[0]}', *inside, f"{brackets[1]},"]
    above = ("\n".join(lines) + "\n").encode(errors="surrogatepass")
    return above + f'"seal":"{sha256(above).hexdigest()}"\n}}\n'.encode()


def recounted(facts: dict[str, Any]) -> dict[str, Any]:
    """Make the counts and hashes of a forged receipt's articles right."""
    for article in facts["articles"]:
        own = [one for one in facts["claims"] if one["article"] == article["article"]]
        lines = "".join(
            json.dumps(one, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n" for one in own
        )
        article["claims"] = len(own)
        article["claims_sha256"] = sha256(lines.encode()).hexdigest()
        article["passages"] = len({p["passage"] for one in own for p in one["passages"]})
    return facts


def test_a_receipt_is_read_back_as_it_was_written(written: bytes) -> None:
    """It is JSON, a claim a line, its seal the hash of all above, and its article's that of its claims."""
    assert render_receipt(read_receipt(written, "r.json")) == written
    facts = json.loads(written)
    assert resealed(recounted(facts)) == written
    lines = written.decode().split("\n")
    assert sum(line.startswith('{"article":') and '"claim":' in line for line in lines) == len(
        facts["claims"]
    )
    assert facts["seal"] == sha256(written[: written.index(b'"seal"')]).hexdigest()
    assert [article["article"] for article in facts["articles"]] == sorted(
        article["article"] for article in facts["articles"]
    )
    assert {check["rule"] for one in facts["claims"] for p in one["passages"] for check in p["checks"]} == (
        set(facts["rules"])
    )


def test_the_hashes_of_a_receipt_are_those_that_anyone_computes(written: bytes) -> None:
    """Of the passages as they stand in the normalised text, and of the files of Claimgraph."""
    facts = json.loads(written)
    for name, hashed in facts["files"].items():
        assert sha256((ROOT / name).read_bytes()).hexdigest() == hashed
    for rule in facts["rules"].values():
        listed = "".join(f"{facts['files'][name]} {name}\n" for name in sorted(rule["files"]))
        assert sha256(listed.encode()).hexdigest() == rule["version"]
    data = "".join(path.read_text(encoding="utf-8") for path in SECOND.glob("*.ttl"))
    pinned = set(re.findall(r'cg:sha256 "([0-9a-f]{64})"', data))
    exact = [
        p["texts"]["passage"]
        for one in facts["claims"]
        for p in one["passages"]
        for made in p["checks"]
        if made["rule"] == "passage" and made["result"] == "exact"
    ]
    assert exact
    assert set(exact) <= pinned


def test_a_receipt_holds_no_words_of_an_article_no_path_and_no_time(written: bytes) -> None:
    """Hashes, names and results only: it may go where the article may not."""
    words = re.findall(r"\w+", written.decode().lower())
    seen = {tuple(words[at : at + 4]) for at in range(len(words) - 3)}
    for source in (TEARS, SCREENS):
        own = re.findall(r"\w+", source.read_text(encoding="utf-8").lower())
        assert not seen & {tuple(own[at : at + 4]) for at in range(len(own) - 3)}
    assert str(ROOT).encode() not in written
    assert b"tests/data" not in written
    assert not re.search(rb"20\d\d-\d\d-\d\d", written)


def test_equal_inputs_give_the_same_bytes(written: bytes, tmp_path: Path) -> None:
    """Whatever Python hashes by, in whatever order files come, in any number of processes, from a store."""
    turtle = sorted(SECOND.glob("*.ttl"))
    runs: list[tuple[dict[str, str], list[str | Path]]] = [
        ({"PYTHONHASHSEED": "1"}, ["--data", SECOND, "--source", SCREENS, "--source", TEARS]),
        (
            {"PYTHONHASHSEED": "77", "CLAIMGRAPH_JOBS": "1"},
            [
                *(part for path in turtle[::-1] for part in ("--data", path)),
                "--source",
                TEARS,
                "--source",
                SCREENS,
            ],
        ),
        (
            {"CLAIMGRAPH_JOBS": "3"},
            ["--data", SECOND, "--store", tmp_path / "store", "--source", TEARS, "--source", SCREENS],
        ),
        ({}, ["--store", tmp_path / "store", "--source", TEARS, "--source", SCREENS, "--format", "json"]),
    ]
    for number, (env, arguments) in enumerate(runs):
        place = tmp_path / "elsewhere" / f"{number}.json"
        done = run_process("verify", *arguments, "--receipt", place, cwd=tmp_path, env=env)
        assert done.code == 0, done.err
        assert place.read_bytes() == written, number


def test_data_worked_on_article_by_article_give_the_same_receipt(
    written: bytes, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The road of large data leads to the same bytes."""
    monkeypatch.setattr("graph.pipeline.shelving.MOST_AT_ONCE", 10)
    arguments = ("--data", SECOND, "--source", TEARS, "--source", SCREENS, "--receipt", tmp_path / "r.json")
    assert run_cli(capsys, "verify", *arguments).code == 0
    assert (tmp_path / "r.json").read_bytes() == written


def test_a_receipt_that_holds_says_so_with_exit_code_0(
    written: bytes, tmp_path: Path, capsys: Capture
) -> None:
    """For people and for programs, with stable fields."""
    place = tmp_path / "r.json"
    place.write_bytes(written)
    done = check(capsys, place)
    assert done.code == 0
    assert "The receipt holds for all" in done.err
    facts = check(capsys, place, "--format", "json").json
    assert list(facts) == ["receipt", "holds", "articles", "rules", "claims"]
    assert (facts["holds"], facts["rules"], facts["claims"]) == (True, [], [])
    for article in facts["articles"]:
        assert list(article) == ["article", "same_text", "claims", "hold", "broken", "new"]
        assert article["same_text"] is True
        assert article["hold"] == article["claims"] > 0


def test_a_receipt_that_does_not_hold_names_the_claims_with_exit_code_1(
    written: bytes, tmp_path: Path, capsys: Capture
) -> None:
    """One word of one article: its claims are named with why, and none of the other article."""
    place, text = tmp_path / "r.json", tmp_path / "tears.txt"
    place.write_bytes(written)
    content = TEARS.read_text(encoding="utf-8")
    text.write_text(re.sub(r"\d+", lambda match: str(int(match[0]) + 1), content, count=1), encoding="utf-8")
    arguments = ("verify", "--data", SECOND, "--source", text, "--source", SCREENS, "--check-receipt", place)
    done = run_cli(capsys, *arguments)
    assert done.code == 1
    assert re.search(r"^why-tears-fail:c\d+\S* +passage", done.out, re.MULTILINE)
    assert "screens-and-blinking:c" not in done.out
    facts = run_cli(capsys, *arguments, "--format", "json").json
    assert facts["holds"] is False
    assert facts["claims"]
    for claim in facts["claims"]:
        assert list(claim) == ["claim", "article", "why"]
        assert claim["article"] == "why-tears-fail:article"
        for why in claim["why"]:
            assert list(why) == ["cause", "passage", "rule", "sentence"]
            assert why["cause"] in {"gone", "new", "claim", "passage", "rule", "result"}
            assert why["sentence"].endswith(".")


def refused(capsys: Capture, place: Path, said: str) -> None:
    """Check that a file is refused in one sentence, with exit code 2 and nothing printed."""
    done = check(capsys, place)
    assert done.code == 2, done
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert done.err.startswith(f"{place}:")
    assert re.search(said, done.err), done.err


def test_one_byte_of_a_receipt_is_noticed_wherever_it_is(
    written: bytes, tmp_path: Path, capsys: Capture
) -> None:
    """An edited receipt is no receipt: exit code 2."""
    chance = random.Random(2)
    for _ in range(60):
        at = chance.randrange(len(written))
        new = chance.choice([byte for byte in b'0af",:{}[] x\n' if byte != written[at]])
        changed = written[:at] + bytes([new]) + written[at + 1 :]
        with pytest.raises(FileUnreadable, match=r"r\.json"):
            read_receipt(changed, "r.json")
    place = tmp_path / "r.json"
    place.write_bytes(written.replace(b'"result":"exact"', b'"result":"moved"', 1))
    refused(capsys, place, "edited or damaged")


def test_a_receipt_that_is_cut_off_is_noticed_wherever_it_is(
    written: bytes, tmp_path: Path, capsys: Capture
) -> None:
    """From nothing to all but the last byte."""
    for at in (0, 1, 10, 40, 200, len(written) // 2, len(written) - 2, len(written) - 1):
        with pytest.raises(FileUnreadable):
            read_receipt(written[:at], "r.json")
    place = tmp_path / "r.json"
    place.write_bytes(written[: len(written) // 2])
    refused(capsys, place, "cut off or damaged")


HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "not JSON"),
    "a number": (b"12", "no receipt"),
    "null": (b"null", "no receipt"),
    "a list": (b"[]", "no receipt"),
    "another object": (b'{"format": "claimgraph-decisions/1"}', "no receipt"),
    "a deep nest": (b"[" * 200_000, "not JSON"),
    "a deep object": (b'{"format":"claimgraph-receipt","version":1,"claims":' + b"[" * 900 + b"]" * 900
                      + b"}", "edited or damaged"),
    "a huge number": (b'{"format":"claimgraph-receipt","version":' + b"9" * 6000 + b"}", "not JSON"),
    "a large version": (b'{"format":"claimgraph-receipt","version":12345678901234567890}', "no known"),
    "another version": (b'{"format":"claimgraph-receipt","version":2}', "receipt of version 2"),
    "an older version": (b'{"format":"claimgraph-receipt","version":0}', "receipt of version 0"),
    "a version in words": (b'{"format":"claimgraph-receipt","version":"one\\u001b[2J"}', "no known version"),
    "a true version": (b'{"format":"claimgraph-receipt","version":true}', "no known version"),
    "no version": (b'{"format":"claimgraph-receipt"}', "no known version"),
    "nothing else": (b'{"format":"claimgraph-receipt","version":1}', "edited or damaged"),
    "not UTF-8": (b'{"format":"\xff\xfe"}', "UTF-8"),
    "a list as format": (b'{"format":["claimgraph-receipt"]}', "no receipt"),
    "control letters": (b'{"format":"claimgraph-receipt\\u0000\\u001b"}', "no receipt"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_receipt_is_refused_in_a_sentence(name: str, tmp_path: Path, capsys: Capture) -> None:
    """Whatever the file holds: exit code 2, and nothing acts on the terminal."""
    content, said = HOSTILE[name]
    place = tmp_path / "r.json"
    place.write_bytes(content)
    refused(capsys, place, said)


def test_a_receipt_that_is_not_there_or_a_folder_is_refused(tmp_path: Path, capsys: Capture) -> None:
    """As any file is."""
    refused(capsys, tmp_path, "folder")
    refused(capsys, tmp_path / "none.json", "cannot be read")
    refused(capsys, tmp_path / ("x" * 5000), "no name of a file")


WRONG: list[object] = [None, True, 7, -1.5, "x", "\ud800", [], {}, [[]], {"a": 1}, "a" * 5000, 10**30]


def places_in(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Give the path to each value within JSON."""
    found = [path] if path else []
    if isinstance(value, dict):
        return found + [one for key, inner in value.items() for one in places_in(inner, (*path, key))]
    if isinstance(value, list):
        return found + [one for key, inner in enumerate(value) for one in places_in(inner, (*path, key))]
    return found


def test_a_forged_receipt_never_makes_a_traceback(written: bytes, tmp_path: Path, capsys: Capture) -> None:
    """Any value anywhere, under a seal that fits: it is refused, or its claims are named."""
    chance = random.Random(5)
    place = tmp_path / "r.json"
    facts = json.loads(written)
    places = [path for path in places_in(facts) if path[0] in {"articles", "rules", "files", "claims"}]
    codes = set()
    for path in chance.sample(places, 40):
        forged = json.loads(written)
        inner: Any = forged
        for step in path[:-1]:
            inner = inner[step]
        if path[-1] in {"text_sha256", "text_length"}:
            continue  # what the text was like as a whole decides of no claim
        inner[path[-1]] = chance.choice(WRONG)
        try:
            place.write_bytes(resealed(forged))
        except (AttributeError, KeyError, TypeError):
            continue  # a whole part is another: no such file can be written
        done = check(capsys, place)
        assert done.code in {1, 2}, (path, done)
        assert "Traceback" not in done.err
        codes.add(done.code)
    assert 2 in codes


def test_a_forged_result_is_found_out_by_the_rerun(written: bytes, tmp_path: Path, capsys: Capture) -> None:
    """The seal shows slips; a forger who makes it anew is met by what the checks give."""
    facts = json.loads(written)
    claim = facts["claims"][3]
    claim["passages"][0]["checks"][1]["result"] = "flawless"
    place = tmp_path / "r.json"
    place.write_bytes(resealed(recounted(facts)))
    done = check(capsys, place, "--format", "json")
    assert done.code == 1
    (named,) = done.json["claims"]
    assert claim["claim"].endswith(named["claim"].partition(":")[2])
    assert [why["cause"] for why in named["why"]] == ["result"]
    assert "flawless" in named["why"][0]["sentence"]


def test_a_receipt_that_leaves_claims_out_does_not_pass(
    written: bytes, tmp_path: Path, capsys: Capture
) -> None:
    """A claim that is not on it is new; and a receipt of nothing has checked nothing."""
    place = tmp_path / "r.json"
    facts = json.loads(written)
    left_out = facts["claims"].pop(2)["claim"]
    place.write_bytes(resealed(recounted(facts)))
    done = check(capsys, place, "--format", "json")
    assert done.code == 1
    assert [why["cause"] for one in done.json["claims"] for why in one["why"]] == ["new"]
    assert left_out.endswith(done.json["claims"][0]["claim"].partition(":")[2])
    facts["claims"] = []
    place.write_bytes(resealed(recounted(facts)))
    done = check(capsys, place)
    assert done.code == 1
    assert "0 claims are on this receipt" in done.err


def test_a_receipt_of_other_data_is_refused(written: bytes, tmp_path: Path, capsys: Capture) -> None:
    """It is of articles that the data do not have: which, and what to do."""
    place = tmp_path / "r.json"
    place.write_bytes(written)
    text = tmp_path / "any.txt"
    text.write_text("Any text.\n", encoding="utf-8")
    done = run_cli(capsys, "verify", "--data", SHIPPED, "--source", text, "--check-receipt", place)
    assert done.code == 2
    said = re.search(r"receipt of other data, those of (\S+), (\S+): name", done.err)
    assert said
    assert [one.rpartition("/")[2] for one in said.groups()] == [
        "screens-and-blinking#article",
        "why-tears-fail#article",
    ]


def test_each_text_of_a_receipt_is_asked_for(written: bytes, tmp_path: Path, capsys: Capture) -> None:
    """What is not rerun is not said to hold."""
    place = tmp_path / "r.json"
    place.write_bytes(written)
    done = run_cli(capsys, "verify", "--data", SECOND, "--source", TEARS, "--check-receipt", place)
    assert done.code == 2
    assert re.search(r"also of https://\S+screens-and-blinking#article: give the text", done.err)


def test_a_text_more_than_the_receipt_has_is_new(tmp_path: Path, capsys: Capture) -> None:
    """Its claims are named: they are not on it."""
    place = tmp_path / "r.json"
    assert run_cli(capsys, "verify", "--data", SECOND, "--source", TEARS, "--receipt", place).code == 0
    done = check(capsys, place, "--format", "json")
    assert done.code == 1
    assert {one["article"] for one in done.json["claims"]} == {"screens-and-blinking:article"}
    assert [one["same_text"] for one in done.json["articles"]] == [None, True]


NOTHING = "Of nothing\n\nNobody claims this.\n"


def test_nothing_checked_gives_no_receipt(tmp_path: Path, capsys: Capture) -> None:
    """0 checked is a failure: exit code 1, and no file."""
    data = tmp_path / "data"
    data.mkdir()
    for path in SECOND.glob("*.ttl"):
        text = path.read_text(encoding="utf-8")
        (data / path.name).write_text(text, encoding="utf-8")
    hashed = sha256(normalize(NOTHING).encode()).hexdigest()
    (data / "empty.ttl").write_text(
        "@prefix cg: <https://w3id.org/claimgraph/vocab#> .\n"
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "@prefix schema: <https://schema.org/> .\n"
        "@prefix ag: <https://w3id.org/claimgraph/agent#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "@prefix a: <https://w3id.org/claimgraph/article/nothing-said#> .\n"
        'a:article a cg:Article , schema:BlogPosting ; dcterms:title "Of nothing"@en ;\n'
        "    schema:url <https://example.org/nothing> ; schema:publisher ag:eye-letter ;\n"
        '    schema:datePublished "2024-02-29"^^xsd:date ; cg:normalization cg:norm-1 ;\n'
        f'    cg:length {len(normalize(NOTHING))} ; cg:sha256 "{hashed}" .\n',
        encoding="utf-8",
    )
    text = tmp_path / "nothing.txt"
    text.write_text(NOTHING, encoding="utf-8")
    place = tmp_path / "r.json"
    sources = ("--source", f"nothing-said={text}", "--source", TEARS)
    done = run_cli(capsys, "verify", "--data", data, *sources, "--receipt", place)
    assert done.code == 1, done
    assert "0 passages checked" in done.err
    assert not place.exists()


def test_a_receipt_is_written_of_what_does_not_hold_too(tmp_path: Path, capsys: Capture) -> None:
    """Verify fails as ever; the receipt says with what result, and holds when it is rerun."""
    text, place = tmp_path / "tears.txt", tmp_path / "r.json"
    content = TEARS.read_text(encoding="utf-8")
    text.write_text(re.sub(r"\d+", "41", content, count=1), encoding="utf-8")
    arguments = ("verify", "--data", SECOND, "--source", text)
    assert run_cli(capsys, *arguments, "--receipt", place).code == 1
    assert b'"result":"changed"' in place.read_bytes()
    assert run_cli(capsys, *arguments, "--check-receipt", place).code == 0


def test_no_file_but_a_receipt_is_written_over(tmp_path: Path, capsys: Capture) -> None:
    """A slip with the option costs neither the data nor the article."""
    arguments = ("verify", "--data", SECOND, "--source", TEARS)
    for content in (b"@prefix a: <x:> .\n", TEARS.read_bytes(), b"{}"):
        place = tmp_path / "mine"
        place.write_bytes(content)
        done = run_cli(capsys, *arguments, "--receipt", place)
        assert done.code == 2
        assert "no receipt and would be lost" in done.err
        assert place.read_bytes() == content
    place.write_bytes(b"")
    assert run_cli(capsys, *arguments, "--receipt", place).code == 0
    first = place.read_bytes()
    assert run_cli(capsys, *arguments, "--receipt", place).code == 0
    assert place.read_bytes() == first
    assert run_cli(capsys, *arguments, "--receipt", tmp_path).code == 2


def test_one_option_or_the_other(tmp_path: Path, capsys: Capture) -> None:
    """A receipt is written or checked; two texts of one article are of no one receipt."""
    place = tmp_path / "r.json"
    both = ("--receipt", place, "--check-receipt", place)
    assert run_cli(capsys, "verify", "--data", SECOND, "--source", TEARS, *both).code == 2
    done = run_cli(
        capsys, "verify", "--data", SECOND, "--source", TEARS, "--source", TEARS, "--receipt", place
    )
    assert done.code == 2
    assert "two texts" in done.err
    assert not place.exists()


@pytest.mark.skipif(not ARTICLE.exists(), reason="no source text")
def test_the_shipped_claims_have_a_receipt_that_holds(tmp_path: Path, capsys: Capture) -> None:
    """All of them, against the article; and one word of it concerns a few."""
    place, text = tmp_path / "r.json", tmp_path / "a.txt"
    done = run_cli(capsys, "verify", "--data", SHIPPED, "--source", ARTICLE, "--receipt", place)
    assert done.code == 0
    arguments = ("verify", "--data", SHIPPED, "--check-receipt", place, "--format", "json")
    facts = run_cli(capsys, *arguments, "--source", ARTICLE).json
    assert facts["holds"]
    assert facts["articles"][0]["hold"] > 250
    content = ARTICLE.read_text(encoding="utf-8")
    text.write_text(re.sub(r"\d\d(?= ?(?:%|percent))", "31", content, count=1), encoding="utf-8")
    done = run_cli(capsys, *arguments, "--source", text)
    assert done.code == 1
    assert 0 < len(done.json["claims"]) < 10


def test_the_documented_breach_is_what_is_printed(tmp_path: Path, capsys: Capture) -> None:
    """The page on editing shows what a changed number gives, line by line."""
    text, place = tmp_path / "tears.txt", tmp_path / "r.json"
    arguments = ("verify", "--data", SECOND, "--source")
    assert run_cli(capsys, *arguments, TEARS, "--receipt", place).code == 0
    text.write_text(TEARS.read_text(encoding="utf-8").replace("40 percent", "60 percent"), encoding="utf-8")
    done = run_cli(capsys, *arguments, text, "--check-receipt", place)
    assert done.code == 1
    printed = (done.out + done.err).split("\n")
    page = (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")
    (shown,) = [one for one in re.findall(r"```text\n(.*?)```", page, re.DOTALL) if "broken" in one]
    for line, real in zip(shown.split("\n"), printed, strict=True):
        assert real.startswith(line[:-3]) if line.endswith("...") else line == real
