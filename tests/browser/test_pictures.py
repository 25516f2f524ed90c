"""The command that makes the pictures in docs."""

from __future__ import annotations

import runpy
import shutil
import struct
from pathlib import Path

from playwright.sync_api import Browser

PICTURES = runpy.run_path(str(Path(__file__).resolve().parents[2] / "docs" / "pictures.py"))


def test_the_command_pictures_a_page(shipped: Path, chromium: Browser, tmp_path: Path) -> None:
    """A PNG of the size of the window, with a palette; the same page gives the same picture."""
    site = tmp_path / "site"
    site.mkdir()
    shutil.copy(shipped, site / "index.html")
    made = []
    for folder in (tmp_path / "first", tmp_path / "second"):
        (path,) = PICTURES["write_pictures"](chromium, site, folder, ["cycle-narrow-dark"])
        assert path == folder / "cycle-narrow-dark.png"
        made.append(path.read_bytes())
    assert made[0] == made[1]
    assert made[0][:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">IIBB", made[0][16:26]) == (*PICTURES["WINDOWS"]["narrow"], 8, 3)
