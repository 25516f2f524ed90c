"""The command line: every verb's help, tables, JSON, exit codes; and what it never prints."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from graph import pipeline, resources
from graph.cli.tables import display_width, escaped, printable, table
from tests.corpora import HOSTILE, ROOT, SECOND, SHIPPED, Outcome, run_cli, run_process

Cli = Callable[..., Outcome]

VERBS = ("build", "validate", "loops", "breaks", "show", "concepts", "query", "anchor")
#: Characters that would act on a terminal rather than be shown.
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Give the command line, run in this process."""
    return lambda *arguments: run_cli(capsys, *arguments)


def _stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


# --- help and usage


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(cli: Cli, verb: str) -> None:
    """Help goes to stdout, with exit code 0, and names the options that all verbs share."""
    outcome = cli(verb, "--help")
    assert outcome.code == 0
    assert outcome.err == ""
    for option in ("--data", "--format"):
        assert option in outcome.out


def test_the_help_lists_every_verb(cli: Cli) -> None:
    """Without a verb people see what there is."""
    outcome = cli("--help")
    assert outcome.code == 0
    for verb in VERBS:
        assert re.search(rf"^  {verb}\b", outcome.out, re.MULTILINE)
    assert outcome.out == cli("-h").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("bild",),
        ("build", "--nonsense"),
        ("build", "extra"),
        ("loops", "--format", "xml"),
        ("show",),
        ("concepts",),
        ("query",),
        ("anchor",),
        ("anchor", "--source", "x.txt"),
        ("anchor", "--source", "x.txt", "--all", "--start", "a"),
        ("anchor", "--source", "x.txt", "--end", "a"),
        ("build", "--data"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_2_and_says_what_to_do(cli: Cli, arguments: tuple[str, ...]) -> None:
    """One message on stderr, with a way on, and nothing on stdout."""
    outcome = cli(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert "claimgraph" in outcome.err or "requires an argument" in outcome.err
    assert "Traceback" not in outcome.err


def test_the_module_is_the_program(tmp_path: Path) -> None:
    """``python -m graph`` is the command line, and its exit code is that of the verb."""
    outcome = run_process("loops", "--data", SECOND, "--format", "json", cwd=tmp_path)
    assert outcome.code == 0
    assert outcome.err == ""
    assert len(outcome.json["loops"]) == 2
    assert run_process("loops", "--data", "missing.ttl", cwd=tmp_path).code == 2


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """Piped into head, the program ends without a traceback."""
    command = f"{shlex.quote(sys.executable)} -m graph query - --data {shlex.quote(str(SECOND))} | head -n 1"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=tmp_path,
        input="SELECT ?s ?p ?o ?a { ?s ?p ?o . ?a ?b ?c FILTER ( isLiteral(?o) ) } LIMIT 20000",
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        timeout=120,
    )
    assert done.stdout.split() == ["s", "p", "o", "a"]
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_the_version_is_told(cli: Cli) -> None:
    """The number is that of the installed package."""
    from importlib.metadata import version

    outcome = cli("--version")
    assert (outcome.code, outcome.out) == (0, f"claimgraph {version('claimgraph')}\n")


def test_without_options_the_data_of_the_checkout_are_meant(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--data`` defaults to the folder data where one stands."""
    shutil.copytree(SECOND, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    assert cli("build").code == 0
    assert (tmp_path / "_site" / "index.html").is_file()


# --- build and validate


def test_a_build_ends_with_counts_and_the_page(cli: Cli, tmp_path: Path) -> None:
    """Each count has a line; the last line says which file to open."""
    outcome = cli("build", "--data", SECOND, "--out", tmp_path / "site")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    for name, count in [("concepts", 19), ("claims", 16), ("links", 10), ("loops", 2), ("violations", 0)]:
        assert re.search(rf"^{name} +{count}\b", outcome.out, re.MULTILINE), name
    assert "1 reinforcing, 1 balancing" in outcome.out
    assert "1 with a source, 1 without" in outcome.out
    assert "skipped: no source text" in outcome.out
    assert lines[-1] == f"Open {tmp_path / 'site' / 'index.html'}"


def test_a_build_says_the_same_as_json(cli: Cli, tmp_path: Path) -> None:
    """Programs get the same counts."""
    facts = cli("build", "--data", SECOND, "--out", tmp_path / "site", "--format", "json").json
    expected = {"concepts": 19, "claims": 16, "loops": 2, "violations": 0, "loops_complete": True}
    assert expected.items() <= facts.items()
    assert facts["claims_by_kind"]["red-flag"] == 1
    assert facts["page"] == str(tmp_path / "site" / "index.html")


def test_a_quiet_build_says_nothing(cli: Cli, tmp_path: Path) -> None:
    """With ``--quiet`` only errors are printed."""
    outcome = cli("build", "--data", SECOND, "--out", tmp_path / "site", "--quiet")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_build_without_a_terminal_shows_no_progress(tmp_path: Path) -> None:
    """In a pipe or a log there are no half-lines and no escapes."""
    outcome = run_process("build", "--data", SECOND, "--out", "site", cwd=tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    assert not ACTING.search(outcome.out)


def test_sources_are_checked_and_reported(cli: Cli, tmp_path: Path) -> None:
    """The summary says of each text whose it is and how its passages stand."""
    texts = [argument for path in sorted(SECOND.glob("*.txt")) for argument in ("--source", path)]
    outcome = cli("build", "--data", SECOND, "--out", tmp_path / "site", *texts)
    assert outcome.code == 0
    assert "why-tears-fail:article: passages 9 exact" in outcome.out
    assert "screens-and-blinking:article: passages 7 exact" in outcome.out
    facts = cli("validate", "--data", SECOND, "--format", "json", *texts).json
    assert {entry["source"]: entry["passages"] for entry in facts["sources"]} == {
        "why-tears-fail:article": {"exact": 9},
        "screens-and-blinking:article": {"exact": 7},
    }


def test_validate_lists_warnings_and_passes(cli: Cli) -> None:
    """Warnings are the editors' list: shown, and no failure unless strict; hints on demand."""
    outcome = cli("validate", "--data", SECOND)
    assert outcome.code == 0
    assert "W01-source" in outcome.out
    assert "I01" not in outcome.out
    assert "0 violations" in outcome.out
    assert "I01" in cli("validate", "--data", SECOND, "--all").out
    assert cli("validate", "--data", SECOND, "--strict").code == 1


def test_validate_as_json_has_every_finding(cli: Cli) -> None:
    """Rule, severity, focus, claim, label, place and message."""
    facts = cli("validate", "--data", SECOND, "--format", "json").json
    assert facts["conforms"] is True
    assert len(facts["findings"]) == sum(facts["counts"].values())
    uncited = [entry for entry in facts["findings"] if entry["rule"] == "W01-source"]
    assert [entry["claim"] for entry in uncited] == ["screens-and-blinking:c001"]
    assert uncited[0]["severity"] == "Warning"
    assert uncited[0]["label"] == "Around one adult in seven is said to have dry eye."
    assert uncited[0]["path"].endswith("screens-and-blinking.ttl")


# --- what is known: loops, breaks, claims, concepts


def test_loops_are_spelt_out(cli: Cli) -> None:
    """Sign, firmness, who tells it, and the ring in labels."""
    outcome = cli("loops", "--data", SECOND)
    assert outcome.code == 0
    assert "balancing" in outcome.out
    assert "Stinging eye -(+)-> Reflex tears -(-)-> Stinging eye" in outcome.out
    told = (
        r"^ +2 +\S.+? reinforcing +possible; unreviewed; article +Three moves of the slide +.+\(possible\) +"
        r"Salty tears -\(\+\)->"
    )
    assert re.search(told, outcome.out, re.MULTILINE)
    assert re.search(r"Stinging eye -> Reflex tears \(1 article\)$", outcome.out, re.MULTILINE)


def test_of_one_article_loops_do_not_say_how_many_say_them(cli: Cli) -> None:
    """There the table is as it would be without a count."""
    assert "least said" not in cli("loops", "--data", SHIPPED).out


def test_loops_as_json_are_the_facts(cli: Cli) -> None:
    """The same entries as in ``graph.json``, and what the search says of itself."""
    facts = cli("loops", "--data", SECOND, "--format", "json").json
    assert [entry["sign"] for entry in facts["loops"]] == ["balancing", "reinforcing"]
    assert [entry["rank"] for entry in facts["loops"]] == [1, 2]
    assert facts["loops"][0]["name"] == "Stinging eye ⇄ Reflex tears"
    for entry in facts["loops"]:
        assert [arrow["id"] for arrow in entry["arrows"]] == entry["links"]
        assert all(arrow["claims"] for arrow in entry["arrows"])
        assert entry["weakest"] in entry["links"]
        assert entry["standing"] == {
            key: entry[key] for key in ("modality", "status", "citation_depth", "weakest")
        }
    assert facts["complete"] is True
    assert (facts["self_links"], facts["untold"], facts["longest"]) == ([], [], None)


def test_breaks_say_what_acts_and_that_it_is_no_advice(cli: Cli) -> None:
    """Treatment, point, firmness and claims; a broader name is shown beside the node."""
    outcome = cli("breaks", "--data", SECOND)
    assert outcome.code == 0
    assert "Inflamed eye surface (named as Inflammation)" in outcome.out
    assert "Unstable tear film -> Salty tears" in outcome.out
    assert "no medical advice" in outcome.err
    facts = cli("breaks", "--data", SECOND, "--format", "json").json
    assert len(facts["breaks"]) == 3
    assert facts["untouched"] == []
    acting = {entry["treatment"] for entry in facts["breaks"]}
    assert acting.isdisjoint(facts["on_no_loop"] + facts["no_signed_claim"])


@pytest.mark.parametrize(
    "name",
    [
        "why-tears-fail:c003",
        "https://w3id.org/claimgraph/article/why-tears-fail#c003",
        "c009",
        "Salt in tears inflames the eye.",
    ],
    ids=["curie", "iri", "short-id", "label"],
)
def test_a_claim_is_shown_by_any_name(cli: Cli, name: str) -> None:
    """Everything a claim says: statement, firmness, passage and the way to it."""
    outcome = cli("show", name, "--data", SECOND)
    assert outcome.code == 0
    for row in ("claim", "says", "statement", "kind", "firmness", "stands in", "open"):
        assert re.search(rf"^{row} ", outcome.out, re.MULTILINE), row
    facts = cli("show", name, "--data", SECOND, "--format", "json").json
    assert facts["id"].startswith("why-tears-fail:c00")
    assert facts["passages"]


@pytest.mark.parametrize("name", ["con:dry-eye", "dry-eye", "Dry eye", "keratoconjunctivitis SICCA"])
def test_a_concept_is_shown_with_its_claims(cli: Cli, name: str) -> None:
    """Label, kind, other names, and every claim about it."""
    outcome = cli("show", name, "--data", SECOND)
    assert outcome.code == 0
    assert "Keratoconjunctivitis sicca" in outcome.out
    facts = cli("show", name, "--data", SECOND, "--format", "json").json
    assert facts["id"] == "con:dry-eye"
    assert facts["claims"] == [
        "screens-and-blinking:c001",
        "screens-and-blinking:c004",
        "why-tears-fail:c001",
        "why-tears-fail:c002",
    ]


def test_a_short_id_of_two_articles_is_not_guessed(cli: Cli) -> None:
    """Both articles have a c001: both are offered, none is shown."""
    outcome = cli("show", "c001", "--data", SECOND)
    assert (outcome.code, outcome.out) == (1, "")
    assert "'screens-and-blinking:c001' or 'why-tears-fail:c001'" in outcome.err


@pytest.mark.parametrize(
    ("typed", "offered"), [("dry-ey", "'dry-eye'"), ("c0009", "'c009'"), ("Reflex tear", "'Reflex tears'")]
)
def test_a_near_miss_is_answered_with_what_was_meant(cli: Cli, typed: str, offered: str) -> None:
    """A slip of the pen costs one more try, not a search."""
    outcome = cli("show", typed, "--data", SECOND)
    assert outcome.code == 1
    assert "did you mean" in outcome.err
    assert offered in outcome.err


@pytest.mark.parametrize("words", [("keratoconjunctivitis",), ("kerato",), ("kerotoconjunctivitis",)])
def test_concepts_are_found_by_other_names_and_with_slips(cli: Cli, words: tuple[str, ...]) -> None:
    """The concept is found before a twin is invented."""
    outcome = cli("concepts", *words, "--data", SECOND)
    assert outcome.code == 0
    assert outcome.out.splitlines()[2].startswith("con:dry-eye")
    facts = cli("concepts", *words, "--data", SECOND, "--format", "json").json
    assert (facts[0]["id"], facts[0]["claim_count"]) == ("con:dry-eye", 4)


def test_several_words_are_one_question(cli: Cli) -> None:
    """Quotes are not needed."""
    outcome = cli("concepts", "reflex", "tears", "--data", SECOND, "--format", "json")
    assert outcome.json[0]["id"] == "con:reflex-tears"


def test_a_new_concept_is_said_to_be_new(cli: Cli) -> None:
    """Nothing near is exit code 1, and an empty list for programs."""
    outcome = cli("concepts", "zebra", "--data", SECOND)
    assert (outcome.code, outcome.out) == (1, "")
    assert "'zebra'" in outcome.err
    outcome = cli("concepts", "zebra", "--data", SECOND, "--format", "json")
    assert (outcome.code, outcome.json) == (1, [])


# --- query


@pytest.mark.parametrize("data", [SECOND, SHIPPED], ids=["second", "shipped"])
@pytest.mark.parametrize("entry", [q for q in resources.packaged_queries() if q.public], ids=lambda q: q.name)
def test_packaged_queries_answer_on_every_data_set(
    cli: Cli, data: Path, entry: resources.PackagedQuery
) -> None:
    """Each gives the columns its header promises, and finds something."""
    outcome = cli("query", entry.name, "--data", data, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.json["head"]["vars"] == list(entry.returns)
    assert outcome.json["results"]["bindings"]


def test_an_answer_is_a_table_with_a_count(cli: Cli) -> None:
    """For people: the columns by name, a line for each row, and how many there are."""
    outcome = cli("query", "concept-counts", "--data", SECOND)
    (entry,) = [query for query in resources.packaged_queries() if query.name == "concept-counts"]
    heading, rule, *rows = outcome.out.splitlines()
    assert heading.split() == list(entry.returns)
    assert set(rule) == {"-", " "}
    assert outcome.err == f"{len(rows)} rows\n"
    assert cli("query", "negated-claims", "--data", SECOND).err == "1 row\n"


def test_packaged_queries_are_listed(cli: Cli) -> None:
    """Name and title of each, and only of those that people may ask."""
    outcome = cli("query", "--list")
    public = [entry for entry in resources.packaged_queries() if entry.public]
    assert len(public) >= 7
    for entry in public:
        assert re.search(rf"^{entry.name} +{re.escape(entry.title)}$", outcome.out, re.MULTILINE)
    assert [entry["name"] for entry in cli("query", "--list", "--format", "json").json] == [
        entry.name for entry in public
    ]


def test_the_packaged_queries_say_what_the_data_say(cli: Cli) -> None:
    """Uncited figures, warning signs, denials and interests are those of the second data set."""

    def subjects(name: str) -> str:
        return cli("query", name, "--data", SECOND).out

    assert "screens-and-blinking:c001" in subjects("uncited-statistics")
    assert "c009" not in subjects("uncited-statistics")
    assert "screens-and-blinking:c007" in subjects("warning-signs")
    assert "screens-and-blinking:c004" in subjects("negated-claims")
    assert "screens-and-blinking:c005" in subjects("interest-claims")
    assert "Three moves of the slide" in subjects("told-cycle")


def test_a_query_of_ones_own_may_use_the_prefixes(cli: Cli, tmp_path: Path) -> None:
    """Prefixes of the project and of the articles are declared already, in a file or on stdin."""
    path = tmp_path / "own.rq"
    path.write_text("SELECT ?c { why-tears-fail:c003 rdf:object ?c }", encoding="utf-8")
    assert cli("query", path, "--data", SECOND).out.splitlines()[-1] == "con:salty-tears"


def test_a_query_sees_what_is_derived(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Direct triples and loops can be asked for, and ASK answers in one word."""
    _stdin(monkeypatch, b"ASK { con:salty-tears cg:causes con:surface-inflammation . ?l a cg:FeedbackLoop }")
    assert cli("query", "-", "--data", SECOND).out == "true\n"
    _stdin(monkeypatch, b"ASK { con:eye-photograph cg:rulesOut ?anything }")
    assert cli("query", "-", "--data", SECOND, "--format", "json").json == {"head": {}, "boolean": False}


def test_a_construct_gives_turtle_or_json_ld(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Triples come back as triples."""
    text = b"CONSTRUCT { ?s cg:causes ?o } WHERE { ?s cg:causes ?o }"
    _stdin(monkeypatch, text)
    turtle = rdflib.Graph().parse(data=cli("query", "-", "--data", SECOND).out, format="turtle")
    _stdin(monkeypatch, text)
    json_ld = cli("query", "-", "--data", SECOND, "--format", "json").out
    quads = pyoxigraph.parse(json_ld, format=pyoxigraph.RdfFormat.JSON_LD)
    assert len(turtle) == 2
    assert {quad.object.value for quad in quads} == {str(end) for end in turtle.objects()}


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { con:a cg:causes con:b }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "LOAD <http://localhost:9/x>",
        "DESCRIBE con:dry-eye",
        "SELECT * { SERVICE <http://localhost:9/> { ?s ?p ?o } }",
        "",
    ],
    ids=["insert", "delete", "clear", "load", "describe", "service", "empty"],
)
def test_a_query_only_reads(cli: Cli, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Updates, DESCRIBE and calls to other hosts are refused with exit code 2."""
    _stdin(monkeypatch, text.encode())
    outcome = cli("query", "-", "--data", SECOND)
    assert (outcome.code, outcome.out) == (2, "")
    assert "SELECT, an ASK or a CONSTRUCT" in outcome.err or "SERVICE" in outcome.err


def test_a_slip_in_a_query_has_its_place(cli: Cli, tmp_path: Path) -> None:
    """File, line and column, from 1, for a file; the name of what was asked otherwise."""
    path = tmp_path / "bad.rq"
    path.write_text("# a comment\nSELECT *\nWHERE { ?s ?p }", encoding="utf-8")
    outcome = cli("query", path, "--data", SECOND)
    assert (outcome.code, outcome.out) == (2, "")
    assert re.match(rf"{re.escape(str(path))}:3:\d+: ", outcome.err)
    assert len(outcome.err.splitlines()) == 1


def test_an_unknown_prefix_is_named(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """The prefixes of the project, of the articles and of the files are known; another has to be declared."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ASK { nope:x ?p ?o }")))
    outcome = cli("query", "-", "--data", SECOND)
    assert (outcome.code, outcome.out) == (2, "")
    assert re.match(r"standard input:1:\d+: the prefix nope: is not declared", outcome.err)


def test_names_can_be_pasted_from_the_file(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """A prefix that the data files declare, all with one meaning, needs no declaration."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ASK { a:c010 a cg:Claim }")))
    assert cli("query", "-", "--data", SHIPPED).out == "true\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ASK { a:c001 a cg:Claim }")))
    assert cli("query", "-", "--data", SECOND).code == 2, "two articles, two meanings"


def test_a_packaged_query_is_not_shadowed_by_a_folder(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands in the current folder does not change what a name means."""
    (tmp_path / "treatments").mkdir()
    monkeypatch.chdir(tmp_path)
    assert cli("query", "treatments", "--data", SECOND).code == 0


def test_sources_are_read_before_the_data_are_judged(cli: Cli, tmp_path: Path) -> None:
    """An unreadable source is said even where the data are bad; else that it was not looked at."""
    bad = tmp_path / "bad.ttl"
    text = (SHIPPED / "claims.ttl").read_text(encoding="utf-8")
    bad.write_text(text.replace("cg:kind cg:kind-symptom ;", "", 1), encoding="utf-8")
    assert cli("validate", "--data", bad, "--source", tmp_path / "none.txt").code == 2
    source = tmp_path / "any.txt"
    source.write_text("Some text.\n", encoding="utf-8")
    outcome = cli("validate", "--data", bad, "--source", source)
    assert outcome.code == 1
    assert "not checked: correct the violations first" in outcome.out


def test_warnings_that_refuse_are_called_warnings(cli: Cli, tmp_path: Path) -> None:
    """With --strict the last line counts what it refuses by its name."""
    outcome = cli("build", "--strict", "--data", SECOND, "--out", tmp_path / "site")
    assert outcome.code == 1
    assert re.search(r"correct (this warning|these \d+ warnings) and try again", outcome.err)


def test_articles_of_one_slug_are_told_apart_everywhere(cli: Cli, tmp_path: Path) -> None:
    """Two hosts, one slug: reports and facts give each article the same prefix of its own."""
    text = (SHIPPED / "claims.ttl").read_text(encoding="utf-8")
    home = "https://w3id.org/claimgraph/article/herniated-disc-muscle-spasm#"
    assert home in text
    slug = home.rpartition("/")[2].rstrip("#")
    (tmp_path / "one.ttl").write_text(text, encoding="utf-8")
    article = text.replace(home, f"https://z.example/{slug}#").replace(
        home.rstrip("#"), "https://z.example/x"
    )
    own = [
        part
        for part in re.split(r"(?m)^(?=(?:a|con|ag):|<)", article)
        if not part.startswith(("con:", "ag:"))
    ]
    (tmp_path / "two.ttl").write_text(
        "".join(own).replace("cg:kind cg:kind-symptom ;", "", 1), encoding="utf-8"
    )
    outcome = cli("validate", "--data", tmp_path)
    assert outcome.code == 1
    assert f"{slug}-2:c" in outcome.out


def test_an_unknown_query_is_answered_with_near_names(cli: Cli, tmp_path: Path) -> None:
    """A mistyped name is offered; a missing file is said to be missing."""
    outcome = cli("query", "warning-sings", "--data", SECOND)
    assert outcome.code == 1
    assert "'warning-signs'" in outcome.err
    assert cli("query", "xyzzy", "--data", SECOND).code == 1
    outcome = cli("query", tmp_path / "missing.rq", "--data", SECOND)
    assert outcome.code == 2
    assert "missing.rq" in outcome.err


def test_a_query_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    """Bytes of another encoding, in a file or on stdin, end in a sentence."""
    path = tmp_path / "latin.rq"
    path.write_bytes("ASK { ?s ?p 'é' }".encode("latin-1"))
    outcome = run_process("query", path, "--data", SECOND, cwd=tmp_path)
    assert outcome.code == 2
    assert f"{path}:1:14: it is not UTF-8" in outcome.err
    assert "Traceback" not in outcome.err


def test_stdin_that_is_not_utf8_is_refused(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for what is typed or piped in."""
    _stdin(monkeypatch, "ASK { ?s ?p 'é' }".encode("latin-1"))
    outcome = cli("query", "-", "--data", SECOND)
    assert outcome.code == 2
    assert outcome.err.startswith("standard input:1:14: it is not UTF-8")


# --- anchor


def test_a_passage_is_found_by_its_words(cli: Cli) -> None:
    """What is printed is what stands in the data, ready to paste."""
    arguments = ("--source", SECOND / "why-tears-fail.txt", "--start", "Salty tears", "--end", "inflamed")
    facts = cli("anchor", "--data", SECOND, *arguments, "--format", "json").json
    stored = cli("show", "why-tears-fail:c004", "--data", SECOND, "--format", "json").json["passages"][0]
    keys = ("section", "block", "item", "start", "end", "sha256")
    assert {key: facts[key] for key in keys} == {key: stored[key] for key in keys}
    outcome = cli("anchor", "--data", SECOND, *arguments)
    assert outcome.code == 0
    assert f"cg:start {stored['start']} ; cg:end {stored['end']}" in outcome.out


def test_pins_that_are_right_are_left_alone(cli: Cli) -> None:
    """Nothing to paste is said on stderr; stdout stays empty."""
    outcome = cli("anchor", "--data", SECOND, "--source", SECOND / "why-tears-fail.txt", "--all")
    assert (outcome.code, outcome.out) == (0, "")
    assert "right pin line" in outcome.err


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--start", "no such words"), 1, "no such words"),
        (("--start", "surface"), 1, "--prefix"),
        (("--start", "one two three four five six"), 2, "one to 5"),
    ],
    ids=["missing", "not-unique", "too-long"],
)
def test_words_that_lead_nowhere_are_refused(
    cli: Cli, words: tuple[str, ...], code: int, message: str
) -> None:
    """Not found, not unique, too long: each with what to do."""
    outcome = cli("anchor", "--data", SECOND, "--source", SECOND / "why-tears-fail.txt", *words)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err


# --- hostile labels


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", "--all"),
        ("loops",),
        ("breaks",),
        ("show", "con:terminal"),
        ("show", "con:right-to-left"),
        ("show", "con:image-error"),
        ("show", "hostile-labels:c001"),
        ("show", "hostile-labels:c002"),
        ("show", "hostile-labels:c004"),
        ("concepts", "red"),
        ("concepts", "device"),
        ("query", "uncited-statistics"),
        ("query", "told-cycle"),
        ("query", "interest-claims"),
        ("show", "no\u202e\x1b[31m such"),
    ],
    ids=" ".join,
)
def test_no_label_acts_on_the_terminal(cli: Cli, arguments: tuple[str, ...], form: str) -> None:
    """Escapes, bells and turns of direction are shown, in tables, JSON and messages."""
    outcome = cli(*arguments, "--data", HOSTILE, "--format", form)
    assert outcome.code in (0, 1)
    assert not ACTING.search(outcome.out + outcome.err)
    if form == "json" and outcome.out:
        assert outcome.json is not None


@pytest.mark.parametrize("form", ["table", "json"])
def test_no_answer_in_triples_acts_on_the_terminal(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Turtle and JSON-LD of hostile labels hold the same labels, escaped."""
    _stdin(monkeypatch, b"CONSTRUCT { ?c skos:prefLabel ?l } WHERE { ?c skos:prefLabel ?l }")
    outcome = cli("query", "-", "--data", HOSTILE, "--format", form)
    assert not ACTING.search(outcome.out)
    formats = {"json": pyoxigraph.RdfFormat.JSON_LD, "table": pyoxigraph.RdfFormat.TURTLE}
    found = {quad.object.value for quad in pyoxigraph.parse(outcome.out, format=formats[form])}
    assert found >= {concept.label for concept in pipeline.load_corpus(HOSTILE).concepts}


def test_hostile_labels_reach_programs_unchanged(cli: Cli, tmp_path: Path) -> None:
    """What the data say is what the files hold, whatever it is."""
    assert cli("build", "--data", HOSTILE, "--out", tmp_path / "site").code == 0
    facts = json.loads((tmp_path / "site" / "graph.json").read_bytes())
    labels = {entry["id"]: entry["label"] for entry in facts["concepts"] + facts["claims"]}
    assert labels["con:script-end"] == "</script><script>hostile('label')</script>"
    assert labels["con:image-error"] == "<img src=x onerror=hostile('img')>"
    assert labels["con:terminal"] == "red \x1b[31mtext\x1b[0m, bell \x07, title \x1b]0;hostile\x07 \x9b2J"
    assert labels["con:right-to-left"].startswith("\u202eelbuort")
    assert labels["hostile-labels:c002"] == "Line one\nline two\r\nline three\x00\x1b[2J"
    shown = cli("show", "con:terminal", "--data", HOSTILE, "--format", "json").json
    assert shown["label"] == labels["con:terminal"]


def test_hostile_labels_are_text_on_the_page(cli: Cli, tmp_path: Path) -> None:
    """No label opens or closes an element: the page holds the scripts that it came with, and no more."""
    from html.parser import HTMLParser

    class Elements(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[tuple[str, dict[str, str | None]]] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found.append((tag, dict(attrs)))

    def elements(data: Path) -> list[tuple[str, dict[str, str | None]]]:
        assert cli("build", "--data", data, "--out", tmp_path / "site").code == 0
        parser = Elements()
        parser.feed((tmp_path / "site" / "index.html").read_text(encoding="utf-8"))
        return parser.found

    hostile, harmless = elements(HOSTILE), elements(SHIPPED)
    scripts = [sum(tag == "script" for tag, _ in found) for found in (hostile, harmless)]
    assert scripts[0] == scripts[1]
    for tag, attributes in hostile:
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        assert not any((value or "").lower().startswith("javascript:") for value in attributes.values())
    invented = {tag for tag, _ in hostile} - {tag for tag, _ in harmless}
    assert not invented & {"img", "u", "b", "i", "svg/onload=hostile()", "iframe", "object"}


# --- tables


def test_columns_are_as_wide_as_their_contents() -> None:
    """Wide letters take two columns, marks none, and the next column starts below its heading."""
    lines = table(("a", "b"), [("痛み", 1), ("e\u0301", None), ("plain", "x")]).splitlines()
    assert [line.rstrip() for line in lines] == ["a      b", "-----  -", "痛み   1", "e\u0301", "plain  x"]
    assert display_width("痛み") == 4


def test_a_table_without_rows_is_its_headings() -> None:
    """Nothing found still says what was looked for."""
    assert table(("what", "value"), []).splitlines()[0] == "what  value"


@pytest.mark.parametrize("acting", ["\x1b", "\x07", "\x9b", "\u202e", "\u2067", "\n", "\r", "\x7f", "\u2028"])
def test_acting_characters_are_shown_in_cells(acting: str) -> None:
    """In a table even a line end is shown, since it would break the row."""
    assert printable(f"a{acting}b").isprintable()
    assert len(table(("x",), [(f"a{acting}b",)]).splitlines()) == 3


def test_escaping_json_keeps_its_meaning() -> None:
    """The escapes are those of JSON: the value is the same."""
    value = {"label": "\x9b \u202e \u2028 \x7f é 痛"}
    written = escaped(json.dumps(value, ensure_ascii=False))
    assert not ACTING.search(written)
    assert json.loads(written) == value
