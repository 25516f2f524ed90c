"""The program and its streams: closed ones, full ones, and readers that go away."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys

import pytest

from tests.corpora import ROOT, SECOND

_PROGRAM = shlex.join([sys.executable, "-m", "graph"])


def _shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash, with ``claimgraph`` for the program."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line.replace("claimgraph", _PROGRAM)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_a_reader_that_has_enough_is_no_failure() -> None:
    """`head` closes the pipe early: the exit code stays that of the data, which are good."""
    done = _shell(f"claimgraph validate --all --format json --data {SECOND} | head -1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "{\n", "")


def test_a_full_disk_is_said() -> None:
    """What cannot be written is one sentence and exit code 2."""
    done = _shell(f"claimgraph loops --data {SECOND} >/dev/full")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("The result cannot be written (No space left on device)")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("closed", "code"), [("<&-", 2), (">&-", 2), ("2>&-", 2)], ids=["in", "out", "err"])
def test_closed_streams_end_no_verb_in_a_traceback(closed: str, code: int) -> None:
    """Standard input that is closed holds no query; output that is closed is nobody's."""
    done = _shell(f"claimgraph query - --data {SECOND} {closed}")
    assert done.returncode == code
    assert "Traceback" not in done.stderr + done.stdout
