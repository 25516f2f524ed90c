"""The picture that is painted before vis-network runs: it comes first, and looks as the one after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Open, Visit

# Keep what is painted first, and say whether vis-network had run by then.
_KEEP = """const append = Element.prototype.append;
Element.prototype.append = function (...children) {
  append.apply(this, children);
  if (children[0]?.className === 'preview') window.kept = { canvas: children[0], early: !window.vis };
};"""
# After each frame from then on, whether something is drawn where the picture is, and by whom.
_WATCH = """const append = Element.prototype.append;
window.frames_seen = [];
const look = () => {
  const canvas = document.querySelector('#canvas canvas');
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  frames_seen.push([canvas.className === 'preview', data.some((value) => value > 0)]);
  if (frames_seen.length < 60) requestAnimationFrame(() => setTimeout(look));
};
Element.prototype.append = function (...children) {
  append.apply(this, children);
  if (children[0]?.className === 'preview') requestAnimationFrame(() => setTimeout(look));
};"""
# How many pixels of two pictures differ, so that one sees it; of how many that are drawn.
_APART = """const drawn = document.querySelector('#canvas .vis-network canvas');
    const [one, other] = [kept.canvas, drawn].map((canvas) =>
      canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data);
    if (one.length !== other.length) return ['sizes differ'];
    let [apart, filled] = [0, 0];
    for (let at = 0; at < one.length; at += 4) {
      const shade = (data, part) => data[at + part] * data[at + 3] / 255 + 255 - data[at + 3];
      if (other[at + 3]) filled += 1;
      if ([0, 1, 2].some((part) => Math.abs(shade(one, part) - shade(other, part)) > 32)) apart += 1;
    }
    return [apart, filled];"""


def _pixels(visit: Visit) -> tuple[int, int]:
    visit.picture()
    apart, filled = visit.ask(_APART)
    return apart, filled


@pytest.mark.parametrize("page", ["small", "shipped", "hostile"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_painted_first_is_what_vis_network_draws(
    request: pytest.FixtureRequest, open_page: Open, page: str, scheme: str, *, narrow: bool
) -> None:
    """So nothing moves when it takes its place."""
    path: Path = request.getfixturevalue(page)
    with open_page(path, narrow=narrow, color_scheme=scheme, before=_KEEP) as visit:
        assert visit.ask("return kept.early")
        apart, filled = _pixels(visit)
        assert filled > 5000
        assert apart <= filled / 1000
        assert visit.page.locator(".preview").count() == 0
        assert visit.errors == []


def test_something_is_drawn_in_every_frame(shipped: Path, open_page: Open) -> None:
    """The one picture gives way to the other with nothing between."""
    with open_page(shipped, before=_WATCH) as visit:
        visit.until("return frames_seen.length === 60")
        seen = visit.ask("return frames_seen")
        assert {early for early, _ in seen} == {True, False}
        assert all(drawn for _, drawn in seen)


def test_it_is_sharp_on_a_fine_screen(small: Path, open_page: Open) -> None:
    """As many pixels as the screen has."""
    with open_page(small, before=_KEEP, device_scale_factor=2) as visit:
        apart, filled = _pixels(visit)
        assert filled > 20_000
        assert apart <= filled / 1000


def test_an_address_that_asks_for_something_waits_for_the_lists(small: Path, open_page: Open) -> None:
    """Nothing else flashes up first."""
    with open_page(small, "#view=all", before=_KEEP) as visit:
        assert visit.ask("return window.kept === undefined")


def test_where_vis_network_cannot_run_no_picture_is_left(small: Path, open_page: Open) -> None:
    """A picture that answers nothing would be worse than the words that say so."""
    with open_page(small, before=f"delete window.DecompressionStream; {_KEEP}") as visit:
        visit.until("return !document.querySelector('#undrawn').hidden")
        assert visit.page.locator(".preview").count() == 0
        assert visit.page.locator("#shown").text_content() == ""
        assert visit.page.locator("#far").is_hidden()
