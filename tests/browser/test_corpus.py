"""The overview of a corpus in a browser: from all articles to one claim of one of them, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import NARROW, READY, WIDE, Open, wait_for
from tests.browser.test_accessibility import complaints
from tests.guided import listed, site_of

# A page without a picture, so that nothing is to be waited for.
PLAIN = ["articles/index.html", "concepts/index.html", "signs/index.html"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the site of some two hundred articles, and give the path of its overview."""
    others = [
        listed(number, f"Of {word}s, part {number}", concepts=("a", f"x{number % 30}"))
        for number in range(10, 200)
        for word in (("barn", "wood")[number % 2],)
    ]
    return site_of(others).write(tmp_path_factory.mktemp("corpus"))


def shown_rows(page: Page) -> list[str]:
    """Give the titles of the articles that are shown, in the order shown."""
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('.article-table tbody tr')]"
        ".filter((row) => row.checkVisibility()).map((row) => row.cells[0].textContent)"
    )
    return found


def test_an_overview_asks_nobody_for_anything(site: Path, open_page: Open) -> None:
    """It is opened from disk, and so are its lists: no request but for the file, and no complaint."""
    with open_page(site) as visit:
        for path in PLAIN:
            visit.page.goto((site.parent / path).as_uri())
        assert visit.requests == [site.as_uri(), *((site.parent / path).as_uri() for path in PLAIN)]
        assert visit.errors == []


def test_an_arrow_tells_what_is_left_out_and_who_else_says_it(site: Path, open_page: Open) -> None:
    """Its panel counts articles, publishers and claims, and leads to articles of which no claim is shown."""
    with open_page(site, "#link=link%3Aa%2B--b") as visit:
        told = visit.words("#detail")
        assert "Said in 5 articles of 2 publishers." in told
        assert "Shown: the firmest 3 of 5 claims." in told
        assert visit.page.locator("#detail .evidence").count() == 3
        others = visit.page.locator("#detail section", has_text="Also said in").get_by_role("link")
        assert others.count() == 2
        with visit.page.expect_navigation():
            others.first.click()
        visit.until("return cg?.state && !document.querySelector('#detail').hidden")
        assert "/articles/invented-" in visit.page.url
        assert "raises" in visit.words("#detail h2").lower()
        assert visit.errors == []


def test_a_claim_opens_on_the_page_of_its_article_and_leads_back(site: Path, open_page: Open) -> None:
    """By keyboard: the link in the panel goes to the claim there; the first link of that page goes back."""
    with open_page(site, "#claim=invented-0%3Ac001") as visit:
        link = visit.page.locator("#detail [data-chosen] a.home")
        link.focus()
        with visit.page.expect_navigation():
            visit.page.keyboard.press("Enter")
        visit.until("return cg?.state?.claim === 'invented-0:c001'")
        assert visit.page.url.endswith("/articles/invented-0/index.html#invented-0%3Ac001")
        assert visit.page.locator("#detail .evidence").count() == 1
        visit.page.get_by_role("navigation", name="The corpus").get_by_role("link").first.focus()
        with visit.page.expect_navigation():
            visit.page.keyboard.press("Enter")
        assert visit.page.url == site.as_uri()
        assert visit.errors == []


def test_the_list_is_narrowed_and_sorted_by_keyboard(site: Path, open_page: Open) -> None:
    """Words and warning signs narrow it, headings sort it, and how many are shown is said."""
    with open_page(site) as visit:
        tools = visit.page.locator("#articles .list-tools")
        tools.get_by_role("searchbox").focus()
        visit.page.keyboard.type("WOODS part")
        assert len(shown_rows(visit.page)) == 50
        assert tools.locator("output").text_content() == "50 of 100 shown"
        assert all(title.startswith("Of woods") for title in shown_rows(visit.page))
        visit.page.get_by_role("button", name="Claims reviewed").focus()
        visit.page.keyboard.press("Enter")
        numbers = visit.page.evaluate(
            "() => [...document.querySelectorAll('.article-table tbody tr')]"
            ".filter((row) => row.checkVisibility()).map((row) => Number.parseInt(row.cells[7].textContent))"
        )
        assert numbers == sorted(numbers, reverse=True)
        visit.page.keyboard.press("Enter")
        head = visit.page.locator(".article-table th[aria-sort]")
        assert head.get_attribute("aria-sort") == "ascending"
        tools.get_by_role("searchbox").fill("")
        before = len(shown_rows(visit.page))
        tools.get_by_role("checkbox").press("Space")
        assert 0 < len(shown_rows(visit.page)) < before
        assert visit.errors == []


def test_without_scripts_everything_is_listed(site: Path, chromium: Browser) -> None:
    """The lists are plain tables and links, and no tool stands there that would do nothing."""
    with chromium.new_context(offline=True, java_script_enabled=False, viewport=WIDE) as window:
        page = window.new_page()
        page.goto(site.as_uri())
        rows = page.locator(".article-table tbody tr")
        assert rows.count() == 100
        assert page.locator(".list-tools").count() == 0
        with page.expect_navigation():
            page.locator("#articles .lead a").click()
        assert page.locator(".article-table tbody tr").count() == 195
        with page.expect_navigation():
            page.locator(".article-table tbody a").first.click()
        assert page.url.endswith("/index.html")
        page.goto((site.parent / "concepts/index.html").as_uri())
        assert page.locator("[data-entry]").count() > 30


@pytest.mark.parametrize("path", ["index.html", *PLAIN])
@pytest.mark.parametrize(
    ("size", "scheme"), [(WIDE, "dark"), (NARROW, "light")], ids=["wide dark", "narrow light"]
)
def test_axe_finds_nothing_in_an_overview_and_its_lists(
    site: Path, chromium: Browser, path: str, size: dict[str, int], scheme: str
) -> None:
    """Wide and narrow, dark and light; and nothing sticks out to the side."""
    with chromium.new_context(offline=True, viewport=size, color_scheme=scheme, bypass_csp=True) as window:
        page = window.new_page()
        page.goto((site.parent / path).as_uri())
        if path not in PLAIN:
            wait_for(page, READY)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert complaints(page) == []
