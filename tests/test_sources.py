"""Source files as people hand them over: named, read in any form, and refused in one sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from graph import pipeline
from graph.checking.articles import verify_article
from graph.checking.mentions import Mentions
from graph.errors import FileUnreadable
from graph.model import Corpus
from graph.sources import read_source_files, verify_files
from graph.text.extraction import MAX_BYTES, Form
from tests.corpora import ARTICLE, ROOT, SECOND, SHIPPED, run_cli
from tests.rendering import as_markdown, as_page, pieces_of

SLUGS = ("why-tears-fail", "screens-and-blinking")


def rendered(folder: Path, text: str) -> list[Path]:
    """Write an article as a page and as Markdown."""
    pieces = pieces_of(text)
    page, markdown = folder / "page.html", folder / "article.md"
    page.write_text(as_page(pieces, Random(1)), encoding="utf-8")
    markdown.write_text(as_markdown(pieces), encoding="utf-8")
    return [page, markdown]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_passage_is_exact_in_a_page_and_in_markdown(
    slug: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The data were pinned in the text copy; a page of the same article has each passage at its place."""
    for path in rendered(tmp_path, (SECOND / f"{slug}.txt").read_text(encoding="utf-8")):
        outcome = run_cli(capsys, "validate", "--data", SECOND, "--source", path)
        assert outcome.code == 0
        form = "HTML" if path.suffix == ".html" else "Markdown"
        (line,) = [line for line in (outcome.out + outcome.err).splitlines() if str(path) in line]
        assert f"{path} (read as {form}) is {slug}:article: passages " in line
        assert line.partition("passages ")[2].partition(";")[0].split()[1:] == ["exact"]


@pytest.mark.skipif(not ARTICLE.exists(), reason="no source text")
def test_every_passage_of_the_shipped_claims_is_exact_in_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also through ``anchor``, which finds nothing to put right."""
    for path in rendered(tmp_path, ARTICLE.read_text(encoding="utf-8")):
        outcome = run_cli(capsys, "anchor", "--data", SHIPPED, "--source", path, "--all")
        assert (outcome.code, outcome.out) == (0, "")
        assert outcome.err == "Every passage has its right pin line.\n"


def test_names_of_files_and_slugs_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is the name of a file is taken for one, also with an equals sign in it."""
    monkeypatch.chdir(tmp_path)
    Path("a=b.txt").write_text("both", encoding="utf-8")
    Path("b.txt").write_text("named", encoding="utf-8")
    read = read_source_files(["a=b.txt", "b.txt", "c=b.txt", "c=a=b.txt"])
    assert [(file.slug, file.text.text, file.form) for file in read] == [
        (None, "both", Form.TEXT),
        (None, "named", Form.TEXT),
        ("c", "named", Form.TEXT),
        ("c", "both", Form.TEXT),
    ]


def refusal(path: Path | str) -> str:
    """Give the sentence that a file is refused with."""
    with pytest.raises(FileUnreadable) as refused:
        read_source_files([str(path)])
    message = str(refused.value)
    assert message.startswith(str(path))
    return message.removeprefix(f"{path}: ")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 50 MB no more than the limit is taken into memory; a file of the limit is read."""
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    assert refusal(large) == "it is larger than 20 MB: name the article alone."
    monkeypatch.setattr("graph.sources.MAX_BYTES", 9)
    large.write_bytes(b"word word")
    assert read_source_files([str(large)])[0].text.length == 9
    large.write_bytes(b"word words")
    assert "larger than" in refusal(large)
    assert MAX_BYTES == 20_000_000


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "this is a folder: name a file."),
        (
            "missing.html",
            "it cannot be read (No such file or directory): check the name and the permissions.",
        ),
        ("x" * 5000, "it cannot be read (File name too long): check the name and the permissions."),
        ("x\0y", "it cannot be read (that is no file name): check the name and the permissions."),
        ("pipe", "this is no regular file: name a file."),
    ],
    ids=["folder", "missing", "too-long", "nul", "pipe"],
)
def test_what_is_no_file_is_refused(tmp_path: Path, name: str, message: str) -> None:
    """In one sentence, and without waiting for what a pipe may bring."""
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / name) == message


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("ftp://x.example/a", "it is no http or https address that can be read: check the address."),
        (
            "why-tears-fail=file:///etc/hosts",
            "it is no http or https address that can be read: check the address.",
        ),
        ("HTTP://", "it is no http or https address that can be read: check the address."),
    ],
)
def test_an_address_that_cannot_be_read_ends_with_one_sentence(
    argument: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, nothing on stdout."""
    outcome = run_cli(capsys, "validate", "--data", SECOND, "--source", argument)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"{argument.removeprefix('why-tears-fail=')}: {message}\n"


@pytest.mark.parametrize(
    ("name", "loaded"), [("a.txt", "[]"), ("a.html", "['lxml']"), ("a.md", "['lxml', 'markdown_it']")]
)
def test_a_source_loads_what_its_form_needs(tmp_path: Path, name: str, loaded: str) -> None:
    """A text costs neither a parser nor a client."""
    (tmp_path / name).write_text("<p>words</p>", encoding="utf-8")
    lines = (
        "import sys",
        "from graph.sources import read_source_files",
        f"read_source_files([{name!r}])",
        "print(sorted({'lxml', 'markdown_it', 'graph.text.fetching'} & set(sys.modules)))",
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == loaded


def test_an_article_that_has_no_claims_yet_is_taken_at_its_name_by_a_build_too(tmp_path: Path) -> None:
    """What validate and coverage accept does not stop the build."""
    data = Path(shutil.copytree(SECOND, tmp_path / "data"))
    (data / "new.ttl").write_text(
        (SECOND / "screens-and-blinking.ttl")
        .read_text(encoding="utf-8")
        .split("a:list-warning-signs")[0]
        .replace("article/screens-and-blinking#", "article/new#"),
        encoding="utf-8",
    )
    text = tmp_path / "new.txt"
    text.write_text("How Common It Is\n\nNobody has claimed anything of this yet.\n", encoding="utf-8")
    report = pipeline.build(data, tmp_path / "site", sources=[f"new={text}"])
    assert report.page.exists()


def test_many_texts_are_verified_as_each_alone_and_the_labels_are_read_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each text is held against its own claims, and what all share is not made again for each."""
    corpus = pipeline.load_corpus(SECOND)
    files = read_source_files([str(path) for path in sorted(SECOND.glob("*.txt"))])
    alone = tuple(
        verify_article(
            corpus, next(one for one in corpus.sources if one.sha256 == file.text.sha256), file.text
        )
        for file in files
    )
    made = []

    class Counted(Mentions):
        def __init__(self, given: Corpus) -> None:
            made.append(given)
            super().__init__(given)

    monkeypatch.setattr("graph.checking.recognition.Mentions", Counted)
    monkeypatch.setattr("graph.checking.relevance.Mentions", Counted)
    assert verify_files(corpus, files) == alone
    assert len(made) == 1
    named = read_source_files([f"{path.stem}={path}" for path in sorted(SECOND.glob("*.txt"))])
    assert [one.source for one in verify_files(corpus, named)] == [one.source for one in alone]
