"""README keeps its word: its Python, its commands and its Turtle are run as they stand there."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from graph.cli import run
from graph.store import Document, open_store

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(language: str) -> list[str]:
    """Give the fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def sessions() -> list[tuple[str, str]]:
    """Give each command of the console blocks with the output shown below it; `make test` is running now."""
    parts = [part for block in blocks("console") for part in re.split(r"^\$ ", block, flags=re.MULTILINE)]
    found = [(command, output) for command, _, output in (part.partition("\n") for part in parts if part)]
    return [session for session in found if session[0] != "make test"]


def test_the_python_of_the_readme_gives_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of Python run in the checkout and print what stands below them."""
    monkeypatch.chdir(ROOT)
    examples = doctest.DocTestParser().get_doctest(
        "\n".join(blocks("python")), {}, "README.md", "README.md", 0
    )
    result = doctest.DocTestRunner(optionflags=FLAGS).run(examples)
    assert result.attempted >= 4
    assert result.failed == 0


@pytest.mark.parametrize(
    ("command", "output"), [pytest.param(*session, id=session[0]) for session in sessions()]
)
def test_commands_of_the_readme_print_what_it_shows(
    command: str,
    output: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each command prints what stands below it; of `make`, what the build prints is compared."""
    monkeypatch.chdir(ROOT)
    words = shlex.split(command)
    if command == "make graph":
        words = ["claimgraph", "build", "--out", str(tmp_path)]
        output = re.sub(r"^Open .*\n?", "Open ...\n", output, flags=re.MULTILINE)
    assert words[0] == "claimgraph"
    assert run(words[1:]) == 0
    printed = capsys.readouterr().out
    assert doctest.OutputChecker().check_output(output, printed, FLAGS), printed


def test_the_claim_of_the_readme_is_that_of_the_data() -> None:
    """The example is Turtle, and stands in the data as it is shown."""
    data = (ROOT / "data" / "claims.ttl").read_text(encoding="utf-8")
    prefixes = "".join(re.findall(r"^@prefix .*\n", data, re.MULTILINE))
    (claim,) = blocks("turtle")
    assert claim in data
    with open_store() as store:
        document = Document(path="README.md", graph="https://a.example/", text=(prefixes + claim).encode())
        assert store.load(document) >= 6


def test_the_files_that_the_readme_names_are_there() -> None:
    """Links to files of the checkout lead somewhere."""
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if not link.startswith("http")]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
