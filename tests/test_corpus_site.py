"""The overview of a corpus and its lists: true counts, links that lead somewhere, and no page that grows."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import posixpath
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import pipeline
from graph.articles.merging import MOST_CLAIMS, MOST_CLAIMS_AN_ARROW, choose_overview, gather
from graph.articles.summaries import restrict, summarise
from graph.derivation import derive
from graph.facts import facts_of
from graph.model import Iri, ListPlace
from graph.pipeline import load_corpus
from graph.site import catalogue, entries, render_page
from graph.site.guide import MOST_LISTED, Homes, WayBack
from graph.site.scene import compose
from tests.corpora import SECOND, Said, claim, con, concept, corpus, said_base, spoken, told_cycle
from tests.guided import PUBLISHERS, Site, listed, site_of, telling, wordy

NASTY = (
    "</script><script>boom()</script>",
    '"><img src=x onerror=boom()>',
    "<!--<script>",
    "' onmouseover='boom()",
    "{{ 7*7 }}{% raw %}",
    "javascript:boom()",
)
BUDGET, SENT = 800_000, 220_000


class Reader(HTMLParser):
    """Gathers what a page is made of: elements, ids, links, scripts, and the text of its tables' rows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.names: set[str] = set()
        self.scripts: list[str] = []
        self.rows: list[list[str]] = []
        self.texts: list[str] = []
        self.policy = ""
        self._open: str | None = None
        self._in_list = False
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        own = {name: value or "" for name, value in attributes}
        self.tags[tag] += 1
        self.names |= own.keys()
        if "id" in own:
            self.ids.add(own["id"])
        if tag == "a" and "href" in own:
            self.links.append(own["href"])
        if own.get("http-equiv") == "Content-Security-Policy":
            self.policy = own["content"]
        if tag == "script":
            self._open = own.get("type", "text/javascript")
        if tag == "table":
            self._in_list = own.get("data-list") == "articles"
        if tag == "tr" and self._in_list:
            self.rows.append([])
        if tag in {"th", "td"} and self._in_list:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a script or table."""
        if tag == "script":
            self._open = None
        if tag == "table":
            self._in_list = False

    def handle_data(self, data: str) -> None:
        """Note text."""
        if self._open == "text/javascript":
            self.scripts.append(data)
        elif self._open is None:
            self.texts.append(data)
            if self._in_list and self.rows and self.rows[-1]:
                self.rows[-1][-1] += data

    @property
    def articles(self) -> list[list[str]]:
        """The rows of the list of articles, without its head."""
        return [[" ".join(cell.split()) for cell in row] for row in self.rows[1:]]


@cache
def large() -> Site:
    """Make a site of some three hundred articles."""
    return site_of([listed(number, concepts=("a", f"x{number % 50}")) for number in range(10, 310)])


@cache
def small() -> Site:
    """Make a site of a dozen articles."""
    return site_of([listed(number) for number in range(10, 18)])


def payload(page: str) -> Any:
    """Give what the page's scripts read."""
    found = re.search(r'<script id="data" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_an_overview_says_how_many_articles_and_publishers_there_are() -> None:
    """At the top, with what all of them come to, whatever part of it is shown."""
    made = large()
    text = " ".join(Reader(made.files["index.html"]).texts)
    top = " ".join(text.split("How to read this")[0].split())
    claims = sum(article.claims for article in made.guide.articles)
    assert "What 305 articles claim" in top
    assert "305 articles 2 publishers" in top
    assert f"{claims:,} claims" in top
    assert f"6 of {claims:,} claims" not in top
    assert f"{len(made.overview.claims)} of {claims:,} claims" in top
    signed = sum(bool(article.warnings) for article in made.guide.articles)
    assert f"{signed} of 305 articles tell {signed} warning signs" in top


def test_arrows_of_loops_say_in_how_many_articles_of_how_many_publishers_they_are_told() -> None:
    """In the list of loops, for each arrow; the counts are those of all articles."""
    text = " ".join(" ".join(Reader(small().files["index.html"]).texts).split())
    loops = text.partition("Feedback loops")[2]
    assert "a raises b 5 articles of 2 publishers" in loops
    assert "b raises a 1 article " in loops


def test_what_is_left_out_of_an_arrow_is_counted() -> None:
    """Of five claims three are shown: the page knows that there are five, and who else says so."""
    made = small()
    notes = payload(made.files["index.html"])["notes"]
    assert notes["link:a+--b"]["told"] == 5
    others = notes["link:a+--b"]["others"]
    shown = {iri.partition("#")[0] for iri in made.overview.claims}
    assert MOST_CLAIMS_AN_ARROW == 3
    assert len(others["named"]) + others["more"] == 5 - 3
    assert len(shown) == 3
    assert "link:b+--a" not in notes


def test_an_article_of_its_own_has_no_way_back() -> None:
    """A page of one article stays as it is; one of several leads to the overview."""
    made = restrict(telling(), [telling().sources[0].iri])
    derived = derive(made)
    facts = facts_of(made, derived.links, derived.search.loops, derived.breaks)
    alone = render_page(made, derived.links, derived.search, derived.breaks, facts)
    among = render_page(made, derived.links, derived.search, derived.breaks, facts, guide=WayBack())
    assert not [link for link in Reader(alone).links if "index.html" in link]
    assert Reader(among).links.count("../../index.html") == 1
    assert "articles.css" not in alone
    assert "article-table" not in alone


def test_the_page_of_an_article_depends_on_that_article_alone(tmp_path: Path) -> None:
    """Beside another article it has the bytes that it has beside none: it is not made again."""
    pipeline.build(SECOND, tmp_path)
    everything = load_corpus(SECOND)
    for source in everything.sources:
        own = restrict(everything, [source.iri])
        derived = derive(own)
        facts = facts_of(own, derived.links, derived.search.loops, derived.breaks)
        page = render_page(own, derived.links, derived.search, derived.breaks, facts, guide=WayBack())
        slug = summarise(own, source, (), ()).slug
        assert (tmp_path / "articles" / slug / "index.html").read_text(encoding="utf-8") == page


def test_the_page_of_few_articles_lists_them(tmp_path: Path) -> None:
    """Each with its numbers; everything is on the page, so nothing is said to be left out."""
    pipeline.build(SECOND, tmp_path)
    page = Reader((tmp_path / "index.html").read_text(encoding="utf-8"))
    assert len(page.articles) == 2
    assert "All 2 articles" in " ".join(page.texts)
    assert "The picture shows" not in " ".join(page.texts)
    for link in page.links:
        if not link.startswith(("http", "#")):
            assert (tmp_path / link.partition("#")[0]).is_file()


@pytest.mark.parametrize("made", [small, large], ids=["small", "large"])
def test_every_link_within_the_site_leads_to_a_place_that_is_there(made: Any) -> None:
    """From each file to a file of the site, by a path that works from a disk, and to an id that it has."""
    site: Site = made()
    pages = {path: Reader(text) for path, text in site.files.items()}
    places = {*pages, *(f"{place}index.html" for place in site.guide.places.values())}
    checked = 0
    for path, page in pages.items():
        for link in page.links:
            assert not link.startswith("/")
            if re.match(r"https?://|mailto:", link):
                continue
            file, _, fragment = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file)))
            target = path if not file else target
            assert target in places, (path, link)
            name = unquote(fragment)
            if path != target and name and target in pages and "=" not in name and name != "warnings":
                assert name in pages[target].ids, (path, link)
                checked += 1
    assert checked > 5


def test_a_claim_of_the_overview_opens_on_the_page_of_its_article() -> None:
    """Each claim shown names its article, and leads to the row of that claim there."""
    made = small()
    homes = Homes(made.guide)
    corpus = telling()
    shown = [one for one in corpus.claims if one.iri in made.overview.claims]
    page = Reader(made.files["index.html"])
    for one in shown:
        home = homes.home(one)
        assert home
        assert home["page"] in page.links
        file, _, fragment = home["page"].partition("#")
        assert unquote(fragment) in Reader(made.files[file]).ids
        assert home["publisher"] == next(
            source.publisher for source in corpus.sources if one.iri.startswith(source.iri.rpartition("#")[0])
        )


def test_the_list_has_the_numbers_of_every_article() -> None:
    """Of few articles on the overview, of many on pages of their own, each article once."""
    made = large()
    rows = {
        row[0]: row
        for path, text in made.files.items()
        if path.startswith("articles/") and path.count("/") == 1
        for row in Reader(text).articles
    }
    # The titles of those that are shown are the same.
    expected = {article.title for article in made.guide.articles}
    assert rows.keys() == expected
    for article in made.guide.articles[len(PUBLISHERS) :]:
        uncited = article.statistics - article.statistics_with_source
        assert rows[article.title][1:] == [
            article.publisher,
            article.published or "no date",
            str(article.claims),
            str(article.loops),
            f"⚠ {article.warnings}" if article.warnings else "0",
            f"{uncited} of {article.statistics}",
            f"{article.reviewed} of {article.claims}",
        ]


def test_a_list_too_long_for_the_overview_says_what_is_not_there() -> None:
    """It has the articles with most claims, and leads to all of them."""
    made = large()
    page = Reader(made.files["index.html"])
    most = sorted((article.claims for article in made.guide.articles), reverse=True)[:MOST_LISTED]
    assert sorted((int(row[3]) for row in page.articles), reverse=True) == most
    text = " ".join(" ".join(page.texts).split())
    assert f"{MOST_LISTED} of 305 articles" in text
    assert f"{305 - MOST_LISTED} further articles stand in the list of all articles" in text
    assert "articles/index.html" in page.links


def test_no_page_grows_with_the_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    """The overview of three times as many articles is no larger; each page of a list is bounded."""
    monkeypatch.setattr(catalogue, "MOST_ROWS", 200)
    monkeypatch.setattr(entries, "MOST_LINES", 300)
    sizes = []
    for count in (400, 1_200):
        made = site_of([listed(number, concepts=("a", f"x{number}")) for number in range(10, 10 + count)])
        sizes.append(len(made.files["index.html"]))
        for path, text in made.files.items():
            assert len(text.encode()) <= BUDGET, path
            assert len(gzip.compress(text.encode(), mtime=0)) <= SENT, path
            if path.startswith(("concepts/", "signs/")):
                assert Reader(text).tags["li"] <= 300 + entries.MOST_NAMED + 60
    assert abs(sizes[0] - sizes[1]) < 500


def test_an_overview_full_of_words_stays_within_the_budget_of_a_page() -> None:
    """Of hundreds of arrows with long claims it shows so much that a page of the usual size holds it."""
    made = site_of(corpus=wordy(Random(4)), others=[listed(number) for number in range(60, 300)])
    page = made.files["index.html"].encode()
    assert len(made.overview.claims) == MOST_CLAIMS
    assert len(page) <= BUDGET
    assert len(gzip.compress(page, mtime=0)) <= SENT


def test_the_lists_part_into_pages_without_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the size of a page, each concept stands on exactly one, with the articles that speak of it."""
    others = [listed(number, concepts=("a", f"x{number % 50}")) for number in range(10, 310)]
    for most in (10, 47, 1_500):
        monkeypatch.setattr(entries, "MOST_LINES", most)
        made = site_of(others)
        pages = [text for path, text in made.files.items() if path.startswith("concepts/")]
        found = Counter(name for text in pages for name in Reader(text).ids if name.startswith("con:"))
        named = {iri for article in made.guide.articles for iri, _ in article.about}
        assert found == Counter({f"con:{iri.rpartition('#')[2]}" for iri in named})
        for iri, (place, count) in made.guide.spoken.items():
            path, _, fragment = place.partition("#")
            assert unquote(fragment) in Reader(made.files[path]).ids
            speaking = [one for one in made.guide.articles if iri in dict(one.about)]
            assert count == len(speaking)
    text = " ".join(" ".join(Reader(pages[0]).texts).split())
    assert f"and {305 - entries.MOST_NAMED} further articles, not named here" in text


def test_hostile_titles_stay_text() -> None:
    """Whatever titles, publishers, labels and signs say, no element or attribute comes of it."""
    nasty = "".join(NASTY)
    others = [
        replace(
            listed(number, title=f"{nasty} {number}", concepts=("a",)),
            publisher=nasty,
            published=nasty,
            signs=tuple(
                replace(sign, label=nasty, when=(nasty,), call=nasty) for sign in listed(number).signs
            ),
        )
        for number in range(10, 130)
    ]
    named = [concept("a", label=nasty, alt_labels=(nasty,))]
    plain = site_of([listed(number) for number in range(10, 130)])
    made = site_of(others, named)
    for path, text in made.files.items():
        if path.startswith("articles/invented"):
            continue
        page, same = Reader(text), Reader(plain.files[path])
        assert page.names == same.names, path
        assert page.tags.keys() == same.tags.keys(), path
        assert page.tags["script"] == same.tags["script"]
        assert not [link for link in page.links if link.lower().startswith(("javascript", "data"))]
        allowed = set(re.findall(r"'sha256-([^']+)'", page.policy))
        hashes = {base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in page.scripts}
        assert hashes <= allowed
        assert "default-src 'none'" in page.policy
        assert nasty in "".join(page.texts)


def test_equal_articles_give_equal_bytes_in_any_order() -> None:
    """The order in which articles are known does not show."""
    others = [listed(number, concepts=("a", f"x{number % 7}")) for number in range(10, 160)]
    turned = others.copy()
    Random(7).shuffle(turned)
    assert site_of(others).files == site_of(turned).files


def test_articles_are_listed_by_title_numbers_by_value() -> None:
    """Part 9 stands before part 10, and the case does not count."""
    titles = ["part 10", "Part 9", "a part", "Part 9 again"]
    made = site_of([listed(20 + number, title) for number, title in enumerate(titles)])
    own = [row[0] for row in Reader(made.files["index.html"]).articles if row[0] in titles]
    assert own == ["a part", "Part 9", "Part 9 again", "part 10"]


def test_a_warning_sign_is_listed_with_every_article_that_tells_it() -> None:
    """By what it calls for; each article's link opens the claim on its page."""
    made = large()
    pages = {path: text for path, text in made.files.items() if path.startswith("signs/")}
    links = Counter(link for text in pages.values() for link in Reader(text).links if "invented" in link)
    expected = {
        f"../articles/{article.slug}/index.html#{article.slug}%3A{sign.claim.rpartition('#')[2]}"
        for article in made.guide.articles
        for sign in article.signs
    }
    assert links == Counter(expected)
    assert "calls for a keeper" in " ".join(Reader(pages["signs/index.html"]).texts)


def test_the_summary_of_an_article_knows_what_it_speaks_of() -> None:
    """Concepts with the number of claims that name them, in any place; its signs; the names of its page."""
    sign = replace(claim(3, "c", 0, "d"), kind="red-flag", contexts=(con("night"),))
    made = corpus([claim(1, "a", 1, "b", mechanisms=["m"]), claim(2, "a", 1, "c"), sign])
    made = replace(made, sources=telling().sources[:1])
    summary = summarise(made, made.sources[0], (), ())
    assert dict(summary.about) == {
        con("a"): 2,
        con("b"): 1,
        con("m"): 1,
        con("c"): 2,
        con("d"): 1,
        con("night"): 1,
    }
    assert [(one.label, one.when) for one in summary.signs] == [("c", (con("night"),))]
    assert summary.warnings == 1
    assert (summary.slug, said_base(0)) in summary.prefixes


def test_loops_that_most_publishers_tell_come_first() -> None:
    """Where there is no room for all, what one publisher tells gives way to what two do."""
    rings = [(0, ("p", "q")), (0, ("r", "s", "t")), (2, ("r", "s", "t"))]
    said = [
        Said(number, source, 1, target, whole=True)
        for number, names in rings
        for source, target in zip(names, (*names[1:], names[0]), strict=True)
    ]
    derived = derive(spoken(PUBLISHERS, said))
    assert [len(loop.nodes) for loop in derived.search.loops] == [2, 3]
    overview = choose_overview(derived.links, derived.search, derived.breaks)
    assert [len(loop.nodes) for loop in overview.search.loops] == [3, 2]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 4), st.sampled_from("abcdt"), st.sampled_from([1, -1]), st.sampled_from("abcdn")
        ),
        min_size=1,
        max_size=40,
    )
)
def test_what_an_overview_shows_is_as_it_is_in_all_articles(said: list[tuple[int, str, int, str]]) -> None:
    """Claims that make an arrow are on it; its counts and its firmest claim are those of all articles."""
    told = [
        Said(number, source, sign, target, whole=True)
        for number, source, sign, target in said
        if source != target
    ]
    everything = spoken(PUBLISHERS, told)
    known = {one.iri: one for one in everything.concepts}
    # What acts on the narrower concept acts on the loop through the broader one.
    known |= {
        con("t"): concept("t", "Treatment"),
        con("n"): concept("n", broader=["a"]),
        con("a"): concept("a"),
    }
    everything = replace(everything, concepts=tuple(known[iri] for iri in sorted(known)))
    derived = derive(everything)
    overview = choose_overview(derived.links, derived.search, derived.breaks)
    shown = gather([everything], overview)
    whole = {link.key: link for link in derived.links}
    scene = compose(shown, overview.links, overview.search, overview.breaks)
    assert all(arrow.sign for arrow in scene.arrows)
    assert {one.iri for one in shown.claims} == set(overview.claims)
    for link in overview.links:
        assert overview.told[link.key] == len(whole[link.key].claims)
        assert link.claims[0] == whole[link.key].claims[0]
        assert (link.articles, link.publishers) == (whole[link.key].articles, whole[link.key].publishers)
    assert all(set(entry.claims) <= set(overview.claims) for entry in overview.breaks)


@pytest.mark.parametrize(
    ("tellers", "caption"),
    [
        (0, "The strongest loop found"),
        (1, "A circle that an article tells"),
        (3, "A circle that 3 articles tell"),
    ],
)
def test_an_overview_says_how_many_articles_tell_its_circle(tellers: int, caption: str) -> None:
    """One, or several: each that has a list whose steps are the arrows of the circle."""
    ends = (("a", "b"), ("b", "a"))
    said = [Said(number, one, 1, other, whole=True) for number in range(4) for one, other in ends]
    made = spoken(["Owl Press", "Hen House", "Owl Press", "Barn"], said)
    lists, claims = {}, []
    for one in made.claims:
        base = f"{one.iri.rpartition('#')[0]}#"
        if base in {said_base(number) for number in range(tellers)}:
            lists[base] = replace(told_cycle(), iri=Iri(f"{base}list"))
            step = ListPlace(list=lists[base].iri, kind="ordered-cycle", item=1 + (one.subject == con("b")))
            claims.append(replace(one, lists=(step,)))
        else:
            claims.append(one)
    made = replace(made, claims=tuple(claims), lists=tuple(lists.values()))
    page = site_of(corpus=made).files["index.html"]
    assert re.search(r'<p class="eyebrow">([^<]*)</p>', page)[1] == caption
    (loop,) = derive(made).search.loops
    assert loop.tellings == tellers
