"""Data files: found, read, and cleaned of what editors leave in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from graph.errors import FileUnreadable, NothingToBuild
from graph.vocab import AUTHORED_GRAPHS, FULL_FILE, REVIEWS_FOLDER

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A Turtle file in memory: `text` is UTF-8 with LF line ends and no byte order mark.

    `path` is how messages call it, `graph` the IRI of its named graph. A review record stands in
    the folder ``reviews`` of the data: one record a file.
    """

    path: str
    graph: str
    text: bytes
    is_record: bool = False


def read_documents(data: Path) -> Iterator[Document]:
    """Read the Turtle file `data`, or every ``*.ttl`` below the folder `data`, in order of name.

    Raises FileUnreadable for what is missing, unreadable or not UTF-8, NothingToBuild for a folder
    without a Turtle file. What is hidden (its name, or a folder's, starts with a dot) belongs to
    editors and is passed over, as is what a build wrote. Line ends and a byte order mark are made
    uniform, so that a file means the same however an editor saved it.
    """
    if not data.exists():
        raise FileUnreadable(str(data), "there is no such file or folder: name another with --data.")
    if data.is_dir():
        paths = sorted(
            path for path in data.rglob("*.ttl") if not path.is_dir() and not _passed_over(path, data)
        )
        if not paths:
            raise NothingToBuild(str(data))
        names = [path.relative_to(data).as_posix() for path in paths]
    else:
        paths, names = [data], [data.name]
    for path, name in zip(paths, names, strict=True):
        is_record = name.startswith(f"{REVIEWS_FOLDER}/")
        text = _read_record(path) if is_record else read_text(path)
        yield Document(path=str(path), graph=AUTHORED_GRAPHS + quote(name), text=text, is_record=is_record)


def _read_record(path: Path) -> bytes:
    """Read a review record; one that is not UTF-8 as it stands, so that loading names it as broken."""
    try:
        return read_text(path)
    except FileUnreadable as error:
        if error.line is None:
            raise
        return path.read_bytes()


def _passed_over(path: Path, folder: Path) -> bool:
    return path.name == FULL_FILE or any(part.startswith(".") for part in path.relative_to(folder).parts)


def read_text(path: Path) -> bytes:
    """Read a UTF-8 file: no byte order mark, LF line ends. Raises FileUnreadable with the place."""
    if path.exists() and not path.is_file():
        what = "a folder" if path.is_dir() else "no regular file"
        raise FileUnreadable(str(path), f"this is {what}: name a file.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(
            str(path), f"it cannot be read ({error.strerror}): check the name and the permissions."
        ) from error
    return clean_text(content, str(path))


def clean_text(content: bytes, path: str) -> bytes:
    """Make what was read from `path` uniform, as `read_text` does. Raises FileUnreadable with the place."""
    content = content.removeprefix(_BOM)
    try:
        content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start]
        raise FileUnreadable(
            path,
            "it is not UTF-8 from here on: save it as UTF-8.",
            before.count(b"\n") + 1,
            len(before.rpartition(b"\n")[2].decode()) + 1,
        ) from error
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in content else content
