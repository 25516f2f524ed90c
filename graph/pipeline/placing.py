"""What builds put into their folder: moved there whole, and removed when nothing stands behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from graph.articles.state import BuildState
from graph.errors import FileUnreadable
from graph.output import remove_own


def place_files(out: Path, state: BuildState, key: str, files: Mapping[str, Path]) -> None:
    """Move files into the folder, one after the other, and keep that they show the result `key`.

    `files` are where they lie now, on the same disk, by their paths in the folder.
    """
    try:
        for path, waiting in files.items():
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            waiting.replace(out / path)
    except OSError as error:
        raise FileUnreadable(
            str(out), f"it cannot be written ({error.strerror}): name another folder with --out."
        ) from error
    state.keep_placed(key, files)


def remove_others(out: Path, state: BuildState, kept: Collection[str], own: Iterable[str]) -> None:
    """Remove what earlier builds put there, but for the paths `kept`.

    `own` are names that only builds use; they go even if no build is known to have put them there.
    """
    for files in state.placed().values():
        for file in files:
            if file.path in kept:
                continue
            remove_own(out / file.path)
            state.forget_placed(file.path)
            with suppress(OSError):  # there may be other files, and those are not ours
                (out / file.path).parent.rmdir()
    for name in set(own).difference(kept):
        remove_own(out / name)
