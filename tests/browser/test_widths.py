"""From the smallest phone to the largest screen: all is reachable, nothing lies on top of anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Open

SIZES = pytest.mark.parametrize(
    "size",
    [(360, 640), (390, 844), (768, 1024), (1440, 900), (3840, 2160)],
    ids=["360", "390", "768", "1440", "4K"],
)
# What can be pressed or read in the explorer and the head, and does not hold another such thing.
OVERLAPS = """const all = [...document.querySelectorAll(
    '.head p, .head h1, .head li, .tools button, .tools a, .tools input, .zoom, #shown, .legend button, '
    + '.legend select, .legend summary, .warnings h2, .warnings li a, .panel h2, .panel p, .panel li')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 0);
const panel = document.querySelector('#panel');
/* The panel scrolls of its own: of what is in it counts as much as it lets one see. */
const seen = all.map((one) => {
  const { left, right, top, bottom } = one.getBoundingClientRect();
  if (!panel.contains(one)) return { left, right, top, bottom };
  const edge = panel.getBoundingClientRect();
  return { left: Math.max(left, edge.left), right: Math.min(right, edge.right),
    top: Math.max(top, edge.top), bottom: Math.min(bottom, edge.bottom) };
});
const clash = [];
all.forEach((one, index) => {
  for (let at = index + 1; at < all.length; at += 1) {
    const other = all[at];
    if (one.contains(other) || other.contains(one)) continue;
    const [a, b] = [seen[index], seen[at]];
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 2 && high > 2) clash.push([one.outerHTML.slice(0, 90), other.outerHTML.slice(0, 90)]);
  }
});
return clash;"""
OUTSIDE = """const all = document.querySelectorAll('.head *, .tools *, .frame > *, .legend *, .side > *');
  return [...all].filter((one) => one.checkVisibility() && !one.closest('.unseen, svg, option'))
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 90));"""


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overlaps_and_nothing_is_cut_off(
    shipped: Path, open_page: Open, size: tuple[int, int], scheme: str
) -> None:
    """Every control and line of text of the explorer has its own place within the window's width."""
    width, height = size
    with open_page(shipped, viewport={"width": width, "height": height}, color_scheme=scheme) as visit:
        assert visit.ask("return document.documentElement.scrollWidth <= innerWidth")
        assert visit.ask(OUTSIDE) == []
        assert visit.ask(OVERLAPS) == []
        assert visit.ask("return document.querySelector('#canvas canvas').clientHeight") > 200
        assert visit.errors == []


@pytest.mark.parametrize("moved", [".panel p", ".legend button", ".head h1"])
def test_what_lies_on_something_else_is_found(small: Path, open_page: Open, moved: str) -> None:
    """Pushed onto the warning signs, a line of the panel is seen as well as one of the legend or the head."""
    with open_page(small) as visit:
        visit.ask(
            """const goal = document.querySelector('.warnings h2').getBoundingClientRect();
            const panel = document.querySelector('#panel');
            const one = document.querySelector(argument);
            /* The panel goes with its line, which it would cut off elsewhere. */
            const pushed = panel.contains(one) ? panel : one;
            const { left, top } = one.getBoundingClientRect();
            pushed.style.transform = `translate(${goal.left - left}px, ${goal.top - top}px)`;""",
            moved,
        )
        assert any("warnings-title" in text for pair in visit.ask(OVERLAPS) for text in pair)


@SIZES
def test_labels_can_be_read_and_lie_apart(shipped: Path, open_page: Open, size: tuple[int, int]) -> None:
    """At the zoom it opens with: letters of at least 12 pixels, no card on another."""
    width, height = size
    with open_page(shipped, viewport={"width": width, "height": height}) as visit:
        letters = visit.ask(
            "return Math.min(...cg.visible().map((id) => cg.nodes.get(id).size)) * cg.network.getScale()"
        )
        assert letters >= 12 - 0.01
        boxes = visit.ask("return cg.visible().map((id) => cg.network.getBoundingBox(id))")
        for index, one in enumerate(boxes):
            for other in boxes[:index]:
                assert (
                    one["right"] <= other["left"]
                    or other["right"] <= one["left"]
                    or one["bottom"] <= other["top"]
                    or other["bottom"] <= one["top"]
                )


@SIZES
@pytest.mark.parametrize("address", ["#view=all", "#node=con%3Ayoga", "#breaks=open", "#loop=R1&step=1"])
def test_each_view_fits_every_width(
    shipped: Path, open_page: Open, size: tuple[int, int], address: str
) -> None:
    """No view makes the page wider than the window."""
    width, height = size
    with open_page(shipped, address, viewport={"width": width, "height": height}) as visit:
        assert visit.ask("return document.documentElement.scrollWidth <= innerWidth")
        assert visit.ask("return document.querySelector('#canvas canvas').clientHeight") > 200


def test_touch_moves_the_picture_and_two_fingers_are_not_needed_to_leave_it(
    small: Path, open_page: Open
) -> None:
    """A tap chooses; the page goes on above and below the picture."""
    with open_page(small, narrow=True, has_touch=True, is_mobile=True, reduced_motion="reduce") as visit:
        visit.page.locator("#canvas").scroll_into_view_if_needed()
        visit.page.touchscreen.tap(*visit.node_at("con:gap"))
        visit.until("return cg.state.node === 'con:gap'")
        top, bottom = visit.ask(
            """const { top, bottom } = cg.find('.frame').getBoundingClientRect();
            return [top + scrollY, bottom + scrollY]"""
        )
        assert top > 100
        assert bottom < visit.ask("return document.documentElement.scrollHeight") - 400
