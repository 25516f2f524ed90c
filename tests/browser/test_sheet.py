"""Where the window is small, the panel is a sheet: by touch and keys, picture and signs stay in reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Open, Visit

PHONES = pytest.mark.parametrize(
    "size", [(360, 640), (390, 844), (768, 1024)], ids=["small phone", "phone", "tablet"]
)
TOP = "return document.querySelector('#panel').getBoundingClientRect().top"


def phone(size: tuple[int, int]) -> dict[str, object]:
    """Give the window of a device that is touched."""
    width, height = size
    return {
        "viewport": {"width": width, "height": height},
        "has_touch": True,
        "is_mobile": True,
        "reduced_motion": "reduce",
    }


def is_sheet(visit: Visit) -> bool:
    """Whether the panel stands over the lower edge of the window."""
    found: bool = visit.ask(
        """const panel = document.querySelector('#panel');
        return getComputedStyle(panel).position === 'fixed'
          && Math.abs(panel.getBoundingClientRect().bottom - innerHeight) < 1"""
    )
    return found


@PHONES
def test_what_is_touched_opens_in_a_sheet_below_the_picture(
    small: Path, open_page: Open, size: tuple[int, int]
) -> None:
    """The whole picture stays in sight above it, its claims are in it, and nothing is cut off at the side."""
    with open_page(small, **phone(size)) as visit:
        assert not is_sheet(visit)
        visit.page.locator("#canvas").scroll_into_view_if_needed()
        visit.page.touchscreen.tap(*visit.node_at("con:creak"))
        visit.until("return cg.state.node === 'con:creak' && cg.isSheet()")
        assert is_sheet(visit)
        visit.until(
            f"const panel = (() => {{ {TOP} }})();"
            "return document.querySelector('.frame').getBoundingClientRect().bottom <= panel + 1"
        )
        assert visit.ask("return document.querySelector('.frame').getBoundingClientRect().top") >= -1
        assert visit.page.locator("#detail article").count() == 5
        assert visit.ask("return document.documentElement.scrollWidth <= innerWidth")
        visit.page.get_by_role("button", name="Close the panel").tap()
        visit.until("return !cg.isSheet() && cg.state.node === undefined")
        assert visit.page.locator("#overview").is_visible()
        assert visit.errors == []


@PHONES
def test_what_breaks_the_loops_is_switched_in_a_sheet(
    small: Path, open_page: Open, size: tuple[int, int]
) -> None:
    """Switches are touched while the picture that they change is seen; the keyboard closes it, too."""
    with open_page(small, **phone(size)) as visit:
        visit.page.locator("#breaks-toggle").tap()
        visit.until("return cg.isSheet()")
        visit.page.locator("#breaking label", has_text="Floor wax").tap()
        visit.until("return cg.on.has('con:wax')")
        assert is_sheet(visit)
        frame = visit.ask("return document.querySelector('.frame').getBoundingClientRect().bottom")
        assert frame <= visit.ask(TOP) + 1
        visit.page.keyboard.press("Escape")
        visit.until("return !cg.isSheet() && !location.hash.includes('breaks')")
        assert visit.ask("return document.activeElement.id") == "breaks-toggle"


def test_a_sheet_is_raised_and_lowered_by_keys_and_by_a_swipe(small: Path, open_page: Open) -> None:
    """Each height is announced, the focus stays on a button that works, what is out of sight has no focus."""
    with open_page(small, "#node=con%3Agap", **phone((390, 844))) as visit:
        half = visit.ask(TOP)
        lower = visit.page.get_by_role("button", name="Lower the panel")
        raised = visit.page.get_by_role("button", name="Raise the panel")
        raised.press("Enter")
        high = visit.ask(TOP)
        assert high < half - 200
        assert visit.words("#live") == "Panel raised"
        assert raised.is_disabled()
        assert visit.ask("return document.activeElement.getAttribute('aria-label')") == "Lower the panel"
        lower.press("Enter")
        lower.press("Enter")
        assert visit.ask(TOP) > half + 200
        assert not visit.page.locator("#detail h2").is_visible()
        box = visit.page.locator(".sheet-bar").bounding_box()
        assert box is not None
        at = (box["x"] + box["width"] / 2, box["y"] + 20)
        visit.page.mouse.move(*at)
        visit.page.mouse.down()
        visit.page.mouse.move(at[0], at[1] - 80)
        visit.page.mouse.up()
        visit.until(
            f"const panel = (() => {{ {TOP} }})();"
            f"return document.querySelector('#panel').dataset.sheet === 'half' && panel === {half}"
        )
        assert visit.page.locator("#detail h2").is_visible()


def test_the_warning_signs_can_be_reached_from_the_sheet(small: Path, open_page: Open) -> None:
    """The link in its bar goes to the box, which the sheet does not cover then; the choice stays."""
    with open_page(small, "#node=con%3Agap", **phone((360, 740))) as visit:
        link = visit.page.locator(".sheet-bar").get_by_role("link", name="1 warning sign")
        assert link.is_visible()
        link.tap()
        visit.until("return document.activeElement.id === 'warnings'")
        visit.until(
            "return document.querySelector('#warnings').getBoundingClientRect().top < "
            "document.querySelector('#panel').getBoundingClientRect().top - 40"
        )
        assert visit.ask("return cg.state.node") == "con:gap"


@pytest.mark.parametrize("size", [(360, 740), (1440, 900), (3840, 2160)], ids=["phone", "wide", "4K"])
@pytest.mark.parametrize(
    "address", ["#part=claims", "#part=concepts&kind=-Symptom", "#breaks=open", "#view=all"]
)
def test_warning_signs_are_within_reach_wherever_one_is(
    shipped: Path, open_page: Open, size: tuple[int, int], address: str
) -> None:
    """The box itself, the line in the head, the sheet's bar or the button: one of them is in the window."""
    viewport = {"width": size[0], "height": size[1]}
    with open_page(shipped, address, viewport=viewport, reduced_motion="reduce") as visit:
        visit.until(
            """return [...document.querySelectorAll('#warnings, a[href="#warnings"]')].some((one) => {
              const { top, bottom, width } = one.getBoundingClientRect();
              return width > 0 && bottom > 0 && top < innerHeight && one.checkVisibility();
            })"""
        )
        if address.startswith("#part"):
            button = visit.page.locator(".warnings-pill a")
            button.click()
            visit.until("return document.activeElement.id === 'warnings'")
            visit.until("return document.querySelector('.warnings-pill').hidden")


def test_what_has_the_focus_is_not_behind_the_sheet(small: Path, open_page: Open) -> None:
    """Tab goes on behind it: what is reached is scrolled to where it can be seen (WCAG 2.2, 2.4.11)."""
    with open_page(small, "#node=con%3Agap", viewport={"width": 390, "height": 700}) as visit:
        visit.page.locator("#lens").focus()
        covered = []
        for _ in range(25):
            visit.page.keyboard.press("Tab")
            hidden = visit.ask(
                """const one = document.activeElement, panel = document.querySelector('#panel');
                if (panel.contains(one) || one === document.body) return null;
                const { top, bottom } = one.getBoundingClientRect();
                return top >= panel.getBoundingClientRect().top || bottom <= 0 ? one.outerHTML : null;"""
            )
            if hidden:
                covered.append(hidden[:80])
        assert covered == []


def test_without_scripts_and_on_wide_screens_there_is_no_sheet(small: Path, open_page: Open) -> None:
    """The panel stands in the page, and can be read."""
    with open_page(small, "#node=con%3Agap") as visit:
        assert not is_sheet(visit)
        assert not visit.page.locator(".sheet-bar").is_visible()
    with open_page(small, narrow=True, java_script_enabled=False) as visit:
        assert visit.page.locator("#overview").is_visible()
        assert visit.page.locator("#breaking").is_visible()
        assert visit.page.locator("#panel").evaluate("(one) => getComputedStyle(one).position") == "static"
        assert visit.page.locator(".warnings").is_visible()
