"""The pictures in docs: those that `make pictures` makes, small, and shown."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="a release goes without pictures")
NAMES = runpy.run_path(str(ROOT / "docs" / "pictures.py"))["NAMES"]


def test_the_pictures_are_those_that_the_command_makes() -> None:
    """Each view is there wide and narrow, light and dark; nothing else lies beside them."""
    assert len(set(NAMES)) == len(NAMES)
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{name}.png" for name in NAMES)


def test_the_pictures_are_small() -> None:
    """All of them together are no burden to a clone."""
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 3_000_000


def test_every_picture_is_shown_in_the_documents() -> None:
    """The page of pictures leads to all; no document leads to one that is not there."""
    shown = re.findall(r"\]\((pictures/[^)]+)\)", (ROOT / "docs" / "pictures.md").read_text("utf-8"))
    assert sorted(shown) == sorted(f"pictures/{name}.png" for name in NAMES)
    for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for name in re.findall(r"\]\(([^):#]+\.png)\)", path.read_text("utf-8")):
            assert (path.parent / name).is_file(), f"{path.name}: {name}"


def test_a_picture_that_is_none_is_refused_before_anything_is_built() -> None:
    """What there is to choose of is said."""
    main = runpy.run_path(str(ROOT / "docs" / "pictures.py"))["main"]
    with pytest.raises(SystemExit, match=r"cycle-wide-blue: no such picture: choose of cycle-wide-light"):
        main(["cycle-wide-blue"])
