"""Writing results: all files or none, and no other file touched."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from errno import EISDIR
from pathlib import Path

from graph.errors import FileUnreadable, UsageError


def usable_folder(folder: Path) -> Path:
    """Give `folder` if results may go there; raises UsageError for a file of that name."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: this is a file: name a folder with --out.")
    return folder


def write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write the files all together: first beside their places, then each moved in one step, as ordered.

    Names may lead into folders within.

    A failure before the moves leaves what was there untouched, with nothing half-written.
    """
    try:
        _replace(folder, contents)
    except OSError as error:
        raise FileUnreadable(
            str(folder), f"it cannot be written ({error.strerror}): name another folder with --out."
        ) from error


def remove_own(path: Path) -> None:
    """Remove a file that an earlier run wrote, if it is there."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FileUnreadable(
            str(path), f"it is out of date and cannot be removed ({error.strerror}): remove it yourself."
        ) from error


def write_file(path: Path, content: bytes, *, option: str = "-o") -> None:
    """Write one file in one step, over what was there; a failure leaves that as it was.

    `option` is what names the file on the command line.

    A link stays a link to the file it leads to. What is no file (a pipe, ``/dev/null``) is written into.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(content)
        else:
            _replace(target.parent, {target.name: content})
    except (OSError, RuntimeError, ValueError) as error:  # a ring of links; a name with NUL
        reason = (isinstance(error, OSError) and error.strerror) or "it is no name of a file"
        raise FileUnreadable(
            str(path), f"it cannot be written ({reason}): name another file with {option}."
        ) from error


def write_new(folder: Path, name: str, content: bytes) -> Path:
    """Write a file that must not be there yet, and give its path once it is safe on the disk.

    It is written under a hidden name, synced, and then linked to its own name in one step, which
    fails where that is taken: a crash leaves a whole file or none, and two writers never meet.
    """
    path = folder / name
    temporary = folder / f".{name}.{os.getpid()}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.link(temporary, path)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()
        _sync(folder)
    except OSError as error:
        raise FileUnreadable(
            str(path), f"it cannot be written ({error.strerror}): make room for it, or write elsewhere."
        ) from error
    return path


def _sync(folder: Path) -> None:
    """Make a new name in a folder outlive a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _replace(folder: Path, contents: Mapping[str, bytes]) -> None:
    places = {name: folder / name for name in contents}
    temporary = {name: place.with_name(f".{place.name}.{os.getpid()}.tmp") for name, place in places.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            places[name].parent.mkdir(parents=True, exist_ok=True)
            with temporary[name].open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for name in contents:
            if (folder / name).is_dir():  # seen before the first move, so that none is made
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        for name, path in temporary.items():
            path.replace(folder / name)
    finally:
        for path in temporary.values():
            with suppress(OSError):  # it was moved, or never written
                path.unlink()
