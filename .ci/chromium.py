"""Print the path of a Chromium for the browser tests; install one where there is none.

Looked for in this order: CLAIMGRAPH_CHROMIUM, the usual names on the path, Playwright's own. Where
none is found: Debian's package as root, else Playwright's own. Where neither works, the commands
to run are said, and the exit code is 1. Only the path goes to stdout.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHT = [sys.executable, "-m", "playwright", "install", "chromium"]
APT = (
    ["apt-get", "update", "-qq"],
    ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", "chromium"],
)


def find() -> str | None:
    """Give the path of a Chromium that is there."""
    named = os.environ.get("CLAIMGRAPH_CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None) or playwrights_own()


def playwrights_own() -> str | None:
    """Give the path of the Chromium that Playwright downloaded, if it did."""
    from playwright.sync_api import sync_playwright  # slow to load, and mostly not needed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Try the ways this machine allows, until one has brought a Chromium."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say("No Chromium here: installing Debian's package.")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in APT:
            subprocess.run(command, env=environment, stdout=sys.stderr, check=False)
    if find() is None:
        say("No Chromium here: installing Playwright's own.")
        subprocess.run(PLAYWRIGHT, stdout=sys.stderr, check=False)


def say(message: str) -> None:
    """Tell people; stdout is for the path."""
    print(message, file=sys.stderr, flush=True)


def main() -> int:
    """Print the path, or say what to run."""
    if not os.environ.get("CLAIMGRAPH_CHROMIUM") and find() is None:
        install()
    path = find()
    if path is None:
        say(
            "The tests need Chromium, and none could be installed: run 'apt-get install chromium' as root, "
            f"or '{' '.join(PLAYWRIGHT)}', or put the path of one you have into CLAIMGRAPH_CHROMIUM."
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
