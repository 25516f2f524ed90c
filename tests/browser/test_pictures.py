"""The command that makes the pictures in docs."""

from __future__ import annotations

import runpy
import shutil
import struct
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
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


# Drawn a while after it was opened, able to act a while after that, and still moving then.
_SLOW = """<!doctype html><body style="background: #f00"><div id="canvas"></div><script>
const paint = (colour) => { document.body.style.background = colour; };
setTimeout(() => performance.mark("claimgraph-drawn"), 200);
setTimeout(() => { paint("#0f0"); performance.mark("claimgraph-ready"); }, 1200);
setTimeout(() => paint("#00f"), 1260);
</script>"""


def test_no_picture_is_taken_before_the_page_is_ready_and_stands_still(
    chromium: Browser, tmp_path: Path
) -> None:
    """However long that takes: what is pictured is the page at its end."""
    (tmp_path / "index.html").write_text(_SLOW, encoding="utf-8")
    (path,) = PICTURES["write_pictures"](chromium, tmp_path, tmp_path / "made", ["everything-wide-light"])
    assert Image.open(BytesIO(path.read_bytes())).convert("RGB").getcolors() == [(1440 * 900, (0, 0, 255))]


def test_a_page_that_is_never_drawn_is_told(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, and no picture of it."""
    (tmp_path / "index.html").write_text("<!doctype html><div id='canvas'></div>", encoding="utf-8")
    monkeypatch.setitem(PICTURES["write_pictures"].__globals__, "_TRIES", 3)
    with pytest.raises(SystemExit, match=r"index\.html#view=all: it is not drawn"):
        PICTURES["write_pictures"](chromium, tmp_path, tmp_path / "made", ["everything-wide-light"])
    assert list((tmp_path / "made").iterdir()) == []
