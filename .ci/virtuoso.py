"""Print the path of Virtuoso's server for the tests of remote stores; install it where there is none.

Looked for in this order: CLAIMGRAPH_VIRTUOSO, ``virtuoso-t`` on the path. Where there is none, Debian's
package is installed, as root and within a few minutes. Where that does not work, one line says so,
nothing goes to stdout, and the tests that need it are left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# The programs of virtuoso-opensource alone: the whole package would start a server of its own.
PACKAGE = "virtuoso-opensource-7-bin"
APT = (
    ["apt-get", "update", "-qq"],
    ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", PACKAGE],
)
SECONDS = 150  # a command; a mirror that is slower is not waited for


def find() -> str | None:
    """Give the path of a server that is there."""
    return shutil.which(os.environ.get("CLAIMGRAPH_VIRTUOSO") or "virtuoso-t")


def install() -> str | None:
    """Install Debian's package; give why that did not work, if it did not."""
    if not shutil.which("apt-get"):
        return "there is no apt-get"
    if os.geteuid() != 0:
        return "only root may install it"
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in APT:
        try:
            done = subprocess.run(
                command, env=environment, capture_output=True, timeout=SECONDS, check=False, encoding="utf-8"
            )
        except subprocess.TimeoutExpired:
            return f"{' '.join(command[:2])} took more than {SECONDS} s"
        if done.returncode and command[1] == "install":
            lines = done.stderr.strip().splitlines() or ["apt-get says nothing"]
            return f"{PACKAGE} cannot be installed ({lines[-1]})"
    return None if find() else f"{PACKAGE} brought no virtuoso-t"


def main() -> int:
    """Find it, or install it and find it."""
    reason = None if find() else install()
    if path := find():
        print(path)
    else:
        print(f"Virtuoso is left out: {reason}.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
