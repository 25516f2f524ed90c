"""Pictures of every view of the pages, made anew: what README and docs/pictures.md show.

The pages are built from the data of this checkout, opened from disk in headless Chromium without a
network, and written to docs/pictures/ as ``VIEW-WIDTH-SCHEME.png``. Colours are reduced to a palette,
which is a third of the bytes (numpy comes with scipy). Equal pages give equal pictures on one machine;
fonts and browsers differ from one to the next.

    python docs/pictures.py [NAME ...]      # all of them, or only those named, as in: cycle-wide-dark
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
WINDOWS = {"wide": (1440, 900), "narrow": (390, 844)}
SCHEMES = ("light", "dark")
_COLOURS, _EXACT = 256, 64
_TRIES = 1200
_PAUSE_MS = 25
# Drawn, able to act and with its letters; a page without a picture is only drawn.
_READY = """() => {
  const has = (name) => performance.getEntriesByName(`claimgraph-${name}`).length > 0;
  const done = has("drawn") && (has("ready") || !document.querySelector("#canvas"));
  return done && document.fonts.status === "loaded";
}"""


# Have all of the page painted again: what was painted in parts differs by a shade at its corners.
_REPAINTED = """async () => {
  const frame = () => new Promise((painted) => requestAnimationFrame(painted));
  for (const opacity of ["0.99", ""]) {
    document.documentElement.style.opacity = opacity;
    for (let count = 0; count < 2; count += 1) await frame();
  }
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A view: which page, at which address, and on phones which part of it is scrolled to."""

    address: str
    page: str = "index.html"
    part: str | None = None


VIEWS = {
    "cycle": View(address=""),
    "arrow": View(address="#loop=R1&step=1", part="#canvas"),
    "breaks": View(address="#breaks=con:heat-therapy,con:massage", part="#canvas"),
    "everything": View(address="#view=all"),
    "numbers": View(address="#part=numbers"),
    "claims": View(address="#part=claims"),
    "warnings": View(address="#node=con:loss-of-bladder-control", part="#warnings"),
    "editor": View(address="#herniated-disc-muscle-spasm:c024", page="editor.html"),
}
NAMES = ["-".join(parts) for parts in product(VIEWS, WINDOWS, SCHEMES)]


def write_pictures(browser: Browser, site: Path, folder: Path, names: Iterable[str] = NAMES) -> list[Path]:
    """Write the named pictures of the pages in `site` into `folder`; give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in names:
        view, width, scheme = name.split("-")
        with _opened(browser, site, VIEWS[view], width, scheme) as page:
            path = folder / f"{name}.png"
            path.write_bytes(_reduced(_still(page)))
            written.append(path)
    return written


@contextmanager
def _opened(browser: Browser, site: Path, view: View, width: str, scheme: str) -> Iterator[Page]:
    window = dict(zip(("width", "height"), WINDOWS[width], strict=True))
    with browser.new_context(
        offline=True, viewport=window, color_scheme=scheme, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto((site / view.page).as_uri() + view.address)
        # The page's policy forbids what Playwright would wait with.
        for _ in range(_TRIES):
            if page.evaluate(_READY):
                break
            page.wait_for_timeout(_PAUSE_MS)
        else:
            raise SystemExit(f"{view.page}{view.address}: it is not drawn: open it in a browser and look.")
        page.evaluate(_REPAINTED)
        if view.part and width == "narrow":
            page.locator(view.part).evaluate("(part) => part.scrollIntoView()")
        yield page


def _still(page: Page) -> bytes:
    """Give a picture of a page, once the next one shows the same."""
    before, now = b"", _taken(page)
    for _ in range(_TRIES):
        if before == now:
            return now
        page.wait_for_timeout(4 * _PAUSE_MS)
        before, now = now, _taken(page)
    raise SystemExit(f"{page.url}: it never stands still: open it in a browser and look.")


def _taken(page: Page) -> bytes:
    return page.screenshot(animations="disabled", caret="hide")


def _reduced(png: bytes) -> bytes:
    """Give a PNG (ISO 15948) with a palette: the commonest colours as they are, others as the nearest."""
    image = Image.open(BytesIO(png)).convert("RGB")
    packed = np.asarray(image, dtype=np.uint32) @ np.array([1 << 16, 1 << 8, 1], dtype=np.uint32)
    codes, places, counts = np.unique(packed, return_inverse=True, return_counts=True)
    colours = np.stack([codes >> 16 & 255, codes >> 8 & 255, codes & 255], axis=1).astype(int)
    common = colours[np.argsort(-counts, kind="stable")[:_EXACT]]
    # What is rare counts too: the marks of kinds are told apart by their colours.
    spread = image.quantize(_COLOURS - _EXACT, method=Image.Quantize.MAXCOVERAGE, kmeans=2)
    palette = np.concatenate([common, np.array(spread.getpalette("RGB")).reshape(-1, 3)])[:_COLOURS]
    nearest = ((colours[:, None] - palette) ** 2).sum(axis=2).argmin(axis=1).astype(np.uint8)
    reduced = Image.fromarray(nearest[places.reshape(packed.shape)], "P")
    reduced.putpalette(palette.astype(np.uint8).tobytes())
    out = BytesIO()
    reduced.save(out, "PNG", optimize=True)
    return out.getvalue()


def _chromium() -> str:
    named = os.environ.get("CLAIMGRAPH_CHROMIUM")
    found = shutil.which(named or "chromium") or shutil.which("google-chrome")
    if not found:
        raise SystemExit("no Chromium: name one with CLAIMGRAPH_CHROMIUM.")
    return found


def main(names: list[str]) -> int:
    """Build the pages, picture them, and take away pictures that are no more."""
    from graph.cli import run  # the whole package: only where pictures are made

    unknown = set(names) - set(NAMES)
    if unknown:
        raise SystemExit(f"{', '.join(sorted(unknown))}: no such picture: choose of {', '.join(NAMES)}.")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as site:
        code = run(["build", "--data", str(ROOT / "data"), "--out", site])
        if code:
            return code
        browser = playwright.chromium.launch(
            executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        for path in write_pictures(browser, Path(site), FOLDER, names or NAMES):
            print(f"{path.stat().st_size:>9,}  {path.relative_to(ROOT)}", flush=True)
        browser.close()
    for path in FOLDER.glob("*.png"):
        if path.stem not in NAMES:
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
