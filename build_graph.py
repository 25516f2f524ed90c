"""Build the page from the claims of this checkout: `claimgraph build` with this checkout's paths."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from graph.cli import main

HERE = Path(os.path.relpath(Path(__file__).resolve().parent))

if __name__ == "__main__":
    # What is given on the command line comes last, and so wins.
    main(
        ["build", "--data", str(HERE / "data"), "--out", str(HERE / "_site"), *sys.argv[1:]], "build_graph.py"
    )
