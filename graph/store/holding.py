"""Who holds a store on disk: a note for people beside the lock, which the system itself keeps.

The lock ends with the program that holds it, however it ends; the note may be left behind. So the
note is never asked whether a store is free, only who has it.
"""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

HOLDER_NOTE: Final = "claimgraph.lock"
_LONGEST_NOTE_BYTES: Final = 4_000


def write_note(folder: Path) -> None:
    """Note that this program writes to the store in `folder`."""
    note = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    # In one step: whoever looks finds a whole note.
    draft = folder / f"{HOLDER_NOTE}.{os.getpid()}"
    draft.write_text(json.dumps(note) + "\n", encoding="utf-8")
    draft.replace(folder / HOLDER_NOTE)


def drop_note(folder: Path) -> None:
    """Take the note away, if it is this program's."""
    if _read(folder).get("pid") == os.getpid():
        (folder / HOLDER_NOTE).unlink(missing_ok=True)


def holder(folder: Path) -> str:
    """Say who may hold the store in `folder`, whose lock is taken, and what to do."""
    note = _read(folder)
    pid, host, since = note.get("pid"), note.get("host"), note.get("since")
    if not isinstance(pid, int) or not isinstance(host, str) or not isinstance(since, str):
        who = "another program"
    elif host == socket.gethostname() and pid == os.getpid():
        who = "this program itself"
    elif host == socket.gethostname() and not _runs(pid):
        # The lock is held, and not by the one who left the note: no program of ours.
        who = "another program (not claimgraph)"
    else:
        who = f"another program (process {pid} on {_shown(host)}, since {_shown(since)})"
    return f"it is held by {who}: wait until it is done, or end it."


def _read(folder: Path) -> dict[str, object]:
    with suppress(OSError, ValueError), (folder / HOLDER_NOTE).open("rb") as file:
        note = json.loads(file.read(_LONGEST_NOTE_BYTES))
        if isinstance(note, dict):
            return note
    return {}


def _shown(text: str) -> str:
    """Keep the sentence on one line, whatever stands in a note."""
    return "".join(it if it.isprintable() else "?" for it in text[:100])


def _runs(pid: int) -> bool:
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
