"""Data files: found, read, and cleaned of what editors leave in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from graph.errors import FileUnreadable, NothingToBuild
from graph.vocab import AUTHORED_GRAPHS, DRAFT_SUFFIX, FULL_FILE, PREFIXES, REVIEWS_FOLDER

if TYPE_CHECKING:
    from graph.store.base import ClaimStore

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Stored:
    """Data that were loaded into the store at `location` (see `graph.store.open_store`)."""

    location: str

    def __str__(self) -> str:
        return self.location


#: Data as people name them: a file, a folder, several of these (wildcards and all), or a store.
Data = Path | str | Stored | Sequence[Path | str]


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


def read_documents(data: Data) -> Iterator[Document]:
    """Read the Turtle files of `data`, in order of name.

    `data` is a Turtle file, a folder (every ``*.ttl`` below it), or several of these, with ``*``,
    ``?`` and ``**`` as in a shell. A name is relative to the folder, or to the one that all have in
    common. Raises FileUnreadable for what is missing, unreadable or not UTF-8, NothingToBuild where
    there is no Turtle file. What is hidden (its name, or a folder's, starts with a dot) belongs to
    editors and is passed over, as is what a build wrote, and drafts (``*.draft.ttl``), which are no
    data yet: a draft that is named itself is FileUnreadable. Line ends and a byte order mark are made
    uniform, so that a file means the same however an editor saved it.
    """
    if isinstance(data, Stored):
        raise TypeError(data)  # `graph.dataset` reads stores
    for path, name in find_files(data):
        yield read_document(path, name)


def read_document(path: Path, name: str) -> Document:
    """Read one Turtle file that its corpus calls `name`."""
    is_record = REVIEWS_FOLDER in PurePosixPath(name).parts[:-1]
    text = _read_record(path) if is_record else read_text(path)
    return Document(path=str(path), graph=AUTHORED_GRAPHS + quote(name), text=text, is_record=is_record)


def document_of(store: ClaimStore, graph: str) -> Document:
    """Read back a file that was loaded into a store, in order of subjects; messages call it by its name."""
    name = unquote(graph.removeprefix(AUTHORED_GRAPHS))
    is_record = REVIEWS_FOLDER in PurePosixPath(name).parts[:-1]
    return Document(path=name, graph=graph, text=store.turtle([graph], PREFIXES), is_record=is_record)


def find_files(data: Path | str | Sequence[Path | str]) -> list[tuple[Path, str]]:
    """Give the Turtle files of `data` with their names, as `read_documents` reads them, unread."""
    given = [data] if isinstance(data, (str, Path)) else list(data)
    places = [place for one in given for place in _expand(Path(one))]
    found: dict[Path, tuple[Path, str]] = {}
    for place in places:
        for path in _below(place) if place.is_dir() else [place]:
            name = path.relative_to(place).as_posix() if place.is_dir() else path.name
            # Once, however often it is named, and however that is spelt; links stay what they are.
            found.setdefault(Path(os.path.normpath(path.absolute())), (path, name))
    if len(places) > 1:
        common = os.path.commonpath([path.parent for path in found] or [Path.cwd()])
        found = {full: (path, full.relative_to(common).as_posix()) for full, (path, _) in found.items()}
    if not found:
        raise NothingToBuild(", ".join(map(str, given)))
    return sorted(found.values())


def _expand(place: Path) -> list[Path]:
    """Give what a name stands for: itself where it is there, else what its wildcards fit, sorted."""
    if place.exists():
        if is_draft(place) and not place.is_dir():
            detail = (
                f"this is a draft, no data yet: claimgraph draft --finish {place} says what is open; "
                f"finished, it is renamed to {finished_name(place).name}."
            )
            raise FileUnreadable(str(place), detail)
        return [place]
    parts = place.parts
    wild = next((at for at, part in enumerate(parts) if set(part) & set("*?[")), len(parts))
    above = Path(*parts[:wild])  # what is named in full is meant, hidden or not
    found = sorted(
        path
        for path in (above.glob(str(Path(*parts[wild:]))) if wild < len(parts) else ())
        if path.is_dir() or not _passed_over(path, above)
    )
    if not found:
        raise FileUnreadable(str(place), "there is no such file or folder: name another with --data.")
    return found


def _below(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.rglob("*.ttl") if not path.is_dir() and not _passed_over(path, folder)
    )


def _read_record(path: Path) -> bytes:
    """Read a review record; one that is not UTF-8 as it stands, so that loading names it as broken."""
    try:
        return read_text(path)
    except FileUnreadable as error:
        if error.line is None:
            raise
        return path.read_bytes()


def is_draft(path: Path) -> bool:
    """Say whether a file is a draft by its name, which commands that read data pass over.

    >>> is_draft(Path("data/owls.draft.ttl")), is_draft(Path("data/owls.ttl"))
    (True, False)
    """
    return path.name.endswith(DRAFT_SUFFIX)


def finished_name(path: Path) -> Path:
    """Give the name of a draft once it is finished; a file of another name keeps it.

    >>> finished_name(Path("data/owls.draft.ttl")).as_posix()
    'data/owls.ttl'
    """
    return path.with_name(f"{path.name.removesuffix(DRAFT_SUFFIX)}.ttl") if is_draft(path) else path


def _passed_over(path: Path, folder: Path) -> bool:
    if path.name == FULL_FILE or is_draft(path):
        return True
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


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
