"""README and docs keep their word: their Python, commands and Turtle are run as they stand there."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shlex
import shutil
from pathlib import Path

import pytest

from graph.cli import run
from graph.store import Document, open_store

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
}
README = DOCUMENTS["README.md"]
_ASKING = (
    *("loops", "breaks", "paths", "effects", "contradictions", "central"),
    *("show", "concepts", "query", "export"),
)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(text: str, language: str) -> list[str]:
    """Give the fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def sessions(text: str) -> list[tuple[str, str]]:
    """Give each command of the console blocks with the output shown below it; `make test` is running now."""
    parts = [
        part for block in blocks(text, "console") for part in re.split(r"^\$ ", block, flags=re.MULTILINE)
    ]
    found = [(command, output) for command, _, output in (part.partition("\n") for part in parts if part)]
    return [session for session in found if session[0] != "make test"]


class Desks:
    """A folder for each document, with copies of the data: its commands may leave files and reviews."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reviewed: dict[str, list[str]] = {}

    def at(self, name: str, before: str | None = None) -> Path:
        """Give the folder as a reader has it who ran the reviews above the command `before`."""
        folder = self._folder / name.replace("/", "-")
        if not folder.exists():
            shutil.copytree(ROOT / "data", folder / "data")
            shutil.copytree(ROOT / "tests" / "data", folder / "tests" / "data")
        done = self._reviewed.setdefault(name, [])
        commands = [command for command, _ in sessions(DOCUMENTS[name])]
        above = commands[: commands.index(before)] if before in commands else []
        unseen = io.StringIO()  # what they say belongs to the commands that show it
        with (
            contextlib.chdir(folder),
            contextlib.redirect_stdout(unseen),
            contextlib.redirect_stderr(unseen),
        ):
            for command in above:
                if command.startswith("claimgraph review") and command not in done:
                    assert run(shlex.split(command)[1:]) == 0
                    done.append(command)
        done.append(before or "")
        return folder


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Desks:
    """Give the folders in which the documents are tried."""
    return Desks(tmp_path_factory.mktemp("desks"))


# What rdflib reads JSON-LD with, rdflib calls old.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", [name for name, text in DOCUMENTS.items() if blocks(text, "python")])
def test_the_python_of_the_documents_gives_what_it_shows(
    name: str, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines of Python run beside the data and what the commands wrote, and print what stands below."""
    monkeypatch.chdir(desks.at(name))
    for command, _ in sessions(DOCUMENTS[name]):
        if " -o " in command:
            assert run(shlex.split(command)[1:]) == 0
    text = "\n".join(blocks(DOCUMENTS[name], "python"))
    examples = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    result = doctest.DocTestRunner(optionflags=FLAGS).run(examples)
    assert result.attempted >= 4
    assert result.failed == 0


@pytest.mark.parametrize(
    ("name", "command", "output"),
    [
        pytest.param(name, *session, id=f"{name}: {session[0]}")
        for name, text in DOCUMENTS.items()
        for session in sessions(text)
    ],
)
def test_commands_of_the_documents_print_what_they_show(
    name: str,
    command: str,
    output: str,
    desks: Desks,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each command prints what stands below it, with or without its notes; of `make`, the build's part."""
    monkeypatch.chdir(desks.at(name, command))
    words = shlex.split(command)
    if command == "make graph":
        words = ["claimgraph", "build"]
        output = re.sub(r"^Open .*\n?", "Open ...\n", output, flags=re.MULTILINE)
    assert words[0] == "claimgraph"
    assert run(words[1:]) == 0
    printed = capsys.readouterr()
    shown = [printed.out, printed.out + printed.err]
    checker = doctest.OutputChecker()
    assert any(checker.check_output(output, text, FLAGS) for text in shown), shown[1]


def test_each_command_that_asks_has_its_question() -> None:
    """The page on asking runs every verb that asks, and its table leads to a heading of each."""
    text = DOCUMENTS["docs/asking.md"]
    run_here = {shlex.split(command)[1] for command, _ in sessions(text)}
    assert run_here >= set(_ASKING)
    headings = {
        re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-")
        for line in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
    anchors = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert anchors <= headings
    assert set(_ASKING) <= anchors
    assert {"loops --told", "breaks --smallest"} <= {
        command.removeprefix("claimgraph ") for command, _ in sessions(text)
    }


def test_the_claim_of_the_readme_is_that_of_the_data() -> None:
    """The example is Turtle, and stands in the data as it is shown."""
    data = (ROOT / "data" / "claims.ttl").read_text(encoding="utf-8")
    prefixes = "".join(re.findall(r"^@prefix .*\n", data, re.MULTILINE))
    (claim,) = blocks(README, "turtle")
    assert claim in data
    with open_store() as store:
        document = Document(path="README.md", graph="https://a.example/", text=(prefixes + claim).encode())
        assert store.load(document) >= 6


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_files_that_the_documents_name_are_there(name: str) -> None:
    """Links to files of the checkout lead somewhere."""
    found = re.findall(r"\]\(([^)]+)\)", DOCUMENTS[name])
    links = [link.partition("#")[0] for link in found if not link.startswith(("http", "#"))]
    assert links
    assert [link for link in links if not ((ROOT / name).parent / link).exists()] == []
