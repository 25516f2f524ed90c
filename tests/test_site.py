"""The page as text: what it says, what it may load, and the traps of pyvis that it keeps out of."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import unquote

import pytest

from graph import site
from graph.causes.causal import causal_links
from graph.causes.loops import feedback_loops
from graph.causes.treatments import loop_breaks
from graph.facts import facts_of
from graph.model import Citation, Concept, Corpus, Iri, Passage, Source, Statistic
from graph.names import names_of
from graph.pipeline import load_corpus
from graph.site import render_page
from graph.site.labels import FONT, card
from graph.site.layout import lay_out
from graph.site.network import _NODE_FIELDS, _check, network_data, vis_script
from graph.site.rows import safe_url
from graph.site.scene import compose
from graph.site.wording import evidence, figure, firmly
from tests.corpora import ARTICLE_A, HOSTILE, SECOND, SHIPPED, claim, con, concept, corpus, ring, told_cycle
from tests.test_packing import unpacked

NASTY = (
    "</script><script>boom()</script>",
    '"><img src=x onerror=boom()>',
    "<!--<script>",
    "' onmouseover='boom()",
    "{{ 7*7 }}{% raw %}",
    "href",
)


def page_of(made: Corpus) -> str:
    """Render the page of a corpus."""
    links = causal_links(made)
    search = feedback_loops(made, links)
    breaks = loop_breaks(made, links, search.loops)
    return render_page(made, links, search, breaks, facts_of(made, links, search.loops, breaks))


def picture_of(made: Corpus) -> dict[str, Any]:
    """Give the nodes and edges of a corpus' page."""
    links = causal_links(made)
    search = feedback_loops(made, links)
    scene = compose(made, links, search, loop_breaks(made, links, search.loops))
    cards = {entry.iri: card(entry.label, FONT) for entry in scene.concepts}
    rows = {entry.iri: index for index, entry in enumerate(made.claims)}
    return network_data(scene, lay_out(scene, cards), cards, names_of(made), rows)


def column(told: Any) -> list[Any]:
    """Give the values of a column as the page is sent it."""
    return [told["of"][at] for at in told["at"]] if isinstance(told, dict) else told


class Outline(HTMLParser):
    """Collects elements with their attributes, and the text within scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self._within = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        self._within = tag == "script"
        if self._within:
            self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        """Note that a script is over."""
        self._within = self._within and tag != "script"

    def handle_data(self, data: str) -> None:
        """Note the text of a script."""
        if self._within:
            attrs, text = self.scripts[-1]
            self.scripts[-1] = (attrs, text + data)


@pytest.fixture(scope="module")
def second() -> str:
    """Give the page of the second data set."""
    return page_of(load_corpus(SECOND))


@pytest.fixture(scope="module")
def hostile() -> str:
    """Give the page of the data set whose every label is an attack."""
    return page_of(load_corpus(HOSTILE))


def test_the_page_is_a_whole_document(second: str) -> None:
    """Doctype, language, title, description and viewport are there, and one main heading (P2)."""
    assert second.startswith("<!DOCTYPE html>\n")
    outline = Outline(second)
    tags = [tag for tag, _ in outline.elements]
    assert ("html", {"lang": "en"}) in outline.elements
    assert tags.count("h1") == tags.count("title") == tags.count("main") == 1
    names = {attrs.get("name") for tag, attrs in outline.elements if tag == "meta"}
    assert {"viewport", "description"} <= names


def test_nothing_is_loaded_from_anywhere(second: str) -> None:
    """No element of the page names another file (P1, P27)."""
    for tag, attrs in Outline(second).elements:
        assert "src" not in attrs, tag
        if tag == "link":
            assert (attrs["href"] or "").startswith("data:")
    assert "@import" not in second
    assert "bootstrap" not in second


@pytest.mark.parametrize("name", ["second", "hostile"])
def test_only_the_scripts_of_the_page_may_run(name: str, request: pytest.FixtureRequest) -> None:
    """The policy comes first in the head and names exactly the scripts that are there, by hash."""
    page: str = request.getfixturevalue(name)
    outline = Outline(page)
    head = [tag for tag, _ in outline.elements].index("head")
    policy = outline.elements[head + 1][1]
    assert policy["http-equiv"] == "Content-Security-Policy"
    allowed = set(re.findall(r"'sha256-([^']+)'", policy["content"] or ""))
    packed = [text for attrs, text in outline.scripts if attrs.get("type") == "application/gzip"]
    running = [text for attrs, text in outline.scripts if "type" not in attrs]
    running += map(unpacked, packed)
    assert allowed == {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in running}
    assert len(running) == 3
    assert running[-1] == vis_script()
    assert "default-src 'none'" in (policy["content"] or "")
    assert "unsafe-eval" not in (policy["content"] or "")


def test_text_of_the_data_never_becomes_markup(hostile: str) -> None:
    """A page of attacks has the same elements as any other: no image, no handler, no odd link."""
    for tag, attrs in Outline(hostile).elements:
        assert tag not in {"img", "u", "object", "iframe"}
        assert not [name for name in attrs if name.startswith("on")]
        assert not (attrs.get("href") or "").lower().startswith("javascript")
    assert "</script><script>hostile" not in hostile


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_label_is_text_in_every_place(text: str) -> None:
    """One label put everywhere leaves the JSON readable and the elements unchanged."""
    made = corpus(
        [claim(1, "a", 1, "b", label=text), claim(2, "b", 1, "a", label=text)],
        [
            concept("a", label=text, alt_labels=(text,), definition=text),
            concept("b", "Treatment", label=text),
        ],
    )
    plain = corpus(
        [claim(1, "a", 1, "b", label="x"), claim(2, "b", 1, "a", label="x")],
        [
            concept("a", label="x", alt_labels=("x",), definition="x"),
            concept("b", "Treatment", label="x"),
        ],
    )
    outline = Outline(page_of(made))
    assert [tag for tag, _ in outline.elements] == [tag for tag, _ in Outline(page_of(plain)).elements]
    data = json.loads(next(body for attrs, body in outline.scripts if attrs.get("id") == "data"))
    labels = column(data["nodes"]["label"])
    drawn = {"".join(label.split()) for label in labels if isinstance(label, str)}
    assert drawn <= {"".join(text.split())}
    assert all(sum(label) == len(text.split(" ")) for label in labels if isinstance(label, list))


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a#:~:text=b", True),
        ("http://example.org/", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://[", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, *, kept: bool) -> None:
    """Anything but http and https stays text."""
    assert (safe_url(url) is not None) == kept


def test_every_claim_and_concept_stands_in_the_page_as_sent(second: str) -> None:
    """The table and the list of concepts need no script."""
    made = load_corpus(SECOND)
    ids = {attrs.get("id") for tag, attrs in Outline(second).elements if tag in {"tr", "li"}}
    names = names_of(made)
    for entry in (*made.claims, *made.concepts):
        assert names.curie(entry.iri) in ids


@pytest.mark.parametrize("path", [SECOND, HOSTILE], ids=["second", "hostile"])
def test_there_is_one_edge_for_each_link_and_each_unsigned_pair(path: Any) -> None:
    """No arrow is dropped or drawn twice, and each carries all its claims (P13, P14)."""
    made = load_corpus(path)
    links = causal_links(made)
    pairs = {
        (entry.subject, entry.object)
        for entry in made.claims
        if entry.object is not None and entry.iri not in {iri for link in links for iri in link.claims}
    }
    edges = picture_of(made)["edges"]
    assert len(edges) == len(links) + len(pairs)
    assert len({edge["id"] for edge in edges}) == len(edges)
    carried = [row for edge in edges for row in edge["claims"]]
    assert sorted(carried) == [row for row, entry in enumerate(made.claims) if entry.object is not None]


def test_there_and_back_are_two_curves() -> None:
    """Every edge between the same two concepts bends its own way (P12)."""
    made = corpus(
        [claim(1, "a", 1, "b"), claim(2, "a", -1, "b"), claim(3, "b", 1, "a"), claim(4, "a", 0, "b")]
    )
    edges = picture_of(made)["edges"]
    bends = {(edge["from"], edge["to"], edge["smooth"]["roundness"]) for edge in edges}
    assert len(bends) == len(edges) == 4
    assert all(edge["smooth"]["type"] == "curvedCW" and edge["smooth"]["roundness"] > 0 for edge in edges)


def test_signs_and_cautions_are_written_on_the_arrows() -> None:
    """Plus and minus, the bar, contested, denied, uncited figures and interests can be seen."""
    figure_of = Statistic(
        iri=Iri("urn:s"), measure=con("m"), bound="exactly", value=Decimal(5), unit="PERCENT"
    )
    made = corpus(
        [
            claim(1, "a", 1, "b"),
            claim(2, "a", -1, "b", modality="intended"),
            replace(claim(3, "c", -1, "b", modality="tentative"), statistic=figure_of),
            replace(claim(4, "d", 0, "b", polarity="negated"), interests=(Iri(ARTICLE_A + "coi-1"),)),
        ]
    )
    edges = {(edge["from"], edge["sign"]): edge for edge in picture_of(made)["edges"]}
    assert edges["con:a", 1]["label"] == "+ ≠"
    assert edges["con:a", -1]["label"] == "− ≠"  # the minus of the page
    assert edges["con:c", -1]["label"] == "− %?"  # the minus of the page
    assert edges["con:d", 0]["label"] == "not $"
    assert [edges[key]["firm"] for key in edges] == ["flat", "aim", "hedged", "denied"]
    assert edges["con:c", -1]["arrows"]["to"]["type"] == "bar"


def test_physics_is_off_and_every_place_is_shipped() -> None:
    """The picture is the same at every load (P18, P19)."""
    picture = picture_of(load_corpus(SECOND))
    assert picture["options"]["physics"] == {"enabled": False}
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in picture["nodes"])


@pytest.mark.parametrize(
    "field",
    [{"title": "x"}, {"image": "https://example.org/x.png"}, {"x": "5"}, {"color": "#fff"}],
    ids=["tooltip", "remote image", "wrong type", "colour of pyvis"],
)
def test_a_field_that_is_not_listed_is_refused(field: dict[str, Any]) -> None:
    """A stray field may mean markup or a request: it does not get out (P9, P16, P17, P27)."""
    with pytest.raises(ValueError, match="is not one we draw"):
        _check({"id": "a", **field}, _NODE_FIELDS)


def test_hedges_bounds_and_citations_are_said_in_words() -> None:
    """What a claim leaves open is said, not smoothed over."""
    hedged = replace(claim(1, "a", 1, "b", modality="possible"), hedge="may", frequency="usual")
    assert firmly(hedged) == "Said as possible, as the usual case (“may”)"
    assert firmly(claim(1, "a", 1, "b", polarity="negated")) == "Denied. Said flatly"
    at_most = Statistic(
        iri=Iri("urn:s"), measure=con("m"), bound="at-most", value=Decimal("12.50"), unit="PERCENT"
    )
    assert figure(at_most) == "at most 12.5 %"
    assert figure(replace(at_most, bound="lower", value=None, unit=None)) == "lower, no number given"
    assert figure(replace(at_most, bound="more-than", value=Decimal(2), unit="ratio")) == "more than 2 times"
    assert evidence(None) == "No source is named"
    vague = Citation(iri=Iri("urn:c"), as_named="a survey", status="vague")
    assert "nothing to find it by" in evidence(vague)


def test_passages_are_pointed_at_and_never_shown() -> None:
    """The link opens the article at the passage; the anchors and hashes are not on the page."""
    source = Source(
        iri=Iri(ARTICLE_A + "article"),
        title="T",
        url="https://example.org/t",
        publisher=None,
        published=None,
        normalization=None,
        length=None,
        sha256="f" * 64,
    )
    passage = Passage(
        iri=Iri(ARTICLE_A + "c001-p"),
        source=source.iri,
        section=Iri(ARTICLE_A + "s01"),
        block=2,
        item=3,
        start=0,
        end=9,
        sha256="e" * 64,
        anchor_prefix=None,
        anchor_start="quoted words",
        anchor_end=None,
        deep_link="https://example.org/t#:~:text=Q",
    )
    made = replace(corpus([replace(claim(1, "a", 1, "b"), passages=(passage,))]), sources=(source,))
    page = page_of(made)
    assert 'href="https://example.org/t#:~:text=Q"' in page
    assert "2.3</a>" in page
    assert "quoted words" not in page
    assert "e" * 64 not in page


@pytest.mark.parametrize(
    "made",
    [
        ring(("a", 1, "b")),
        ring(("a", 1, "a")),
        ring(("a", 1, "b"), ("b", -1, "a")),
        corpus([claim(1, "a", 0, None)]),
    ],
    ids=["no loop", "an arrow to itself", "a balancing loop", "only a name"],
)
def test_the_smallest_data_sets_give_a_page(made: Corpus) -> None:
    """One claim is enough, with or without a loop."""
    page = page_of(made)
    assert 'id="claim-table"' in page
    assert page == page_of(made)


def test_more_than_three_hundred_concepts_are_listed_but_not_all_drawn() -> None:
    """The page says how many are not drawn, and lists them all."""
    extra: tuple[Concept, ...] = tuple(concept(f"n{number}") for number in range(320))
    made = corpus([claim(1, "a", 1, "b"), claim(2, "b", 1, "a")], extra)
    page = page_of(made)
    assert "320 of 322 concepts are not drawn" in page
    assert page.count('<li id="con:n') == 320


def test_each_loop_says_how_it_differs_from_the_first() -> None:
    """By way of what, and without what; a loop of the same concepts has other arrows."""
    made = ring(("a", 1, "b"), ("b", 1, "c"), ("c", 1, "a"), ("b", 1, "a"), ("a", 1, "d"), ("d", 1, "b"))
    page = page_of(made)
    text = re.sub(r"<[^>]+>", "", page)
    unlike = {line.strip() for line in text.splitlines() if line.strip().startswith("Unlike R1")}
    assert len(unlike) == page.count('class="unlike"') == page.count('class="loop-item') - 1
    assert any("by way of" in line for line in unlike)


def crowd(size: int) -> Corpus:
    """Make a loop and `size` claims about a third as many concepts, every hundredth a warning sign."""
    chance = Random(5)
    claims = [claim(number, f"n{number}", 1, f"n{(number + 1) % 3}") for number in range(3)]
    for number in range(3, size):
        subject, other = chance.sample(range(size // 3), 2)
        made = claim(number, f"n{subject}", 0, f"n{other}")
        claims.append(replace(made, kind="red-flag") if number % 100 == 99 else made)
    return corpus(claims)


def test_of_very_many_claims_the_page_lists_some_and_says_so() -> None:
    """2,000 claims and 1,000 concepts are listed, every warning sign too; a sentence counts the rest."""
    made = crowd(5000)
    page = page_of(made)
    assert len(page) < 1_800_000
    outline = Outline(page)
    ids = [attrs.get("id") or "" for _, attrs in outline.elements]
    rows = [name for name in ids if re.fullmatch(r"invented-a:c\d+", name)]
    concepts = {name for name in ids if name.startswith("con:")}
    assert len(rows) == 2000
    assert len(concepts) == 1000
    assert {f"invented-a:c{number}" for number in range(199, 5000, 100)} | {"invented-a:c099"} <= {*rows}
    text = re.sub(r"<[^>]+>", "", page)
    assert "2,000 of 5,000 claims" in text
    assert "3,000 further claims are not listed here: graph.json holds all of them." in text
    rest = len(made.concepts) - 1000
    assert f"{rest:,} further concepts are not listed here: graph.json holds all of them." in text
    links = {attrs["href"] or "" for tag, attrs in outline.elements if tag == "a" and "href" in attrs}
    places = {unquote(link[1:]) for link in links if link.startswith("#con")}
    assert places <= concepts | {"concepts"}
    data = json.loads(next(body for attrs, body in outline.scripts if attrs.get("id") == "data"))
    assert all(row < 2000 for rows in column(data["edges"]["claims"]) for row in rows)


def test_warning_signs_are_listed_however_many_there_are() -> None:
    """The limit gives way to them."""
    made = corpus(
        [replace(claim(n, f"n{n}", 0, "doctor"), kind="red-flag") for n in range(2100)]
        + [claim(5000, "n1", 0, "n2")]
    )
    page = page_of(made)
    assert page.count('<tr id="invented-a:') == 2100
    assert page.count('<li id="con:') == 2101
    assert "1 further claims" not in page
    assert "1 further claim is not listed here" in page


def test_a_warning_sign_keeps_its_circumstances() -> None:
    """A sign that counts only when it grows, or lasts, is not shown as one that always counts."""
    made = corpus(
        [
            replace(claim(1, "rash", 0, "doctor"), kind="red-flag", contexts=(con("growing"),)),
            replace(claim(2, "rash", 0, "doctor"), kind="red-flag", contexts=(con("lasting"),)),
        ],
        [concept("growing", "Scope", label="Growing"), concept("lasting", "Scope", label="Lasting")],
    )
    page = page_of(made)
    assert "2 warning signs" in page, "the link at the top counts what the box lists"
    box = page.partition('<section class="warnings"')[2].partition("</section>")[0]
    signs = [re.sub(r"<[^>]*>", "", item) for item in re.findall(r"<li>(.*?)</li>", box)]
    assert signs == ["rash growing", "rash lasting"]


def test_of_told_loops_the_one_with_most_told_steps_comes_first() -> None:
    """Where a list tells two rings at once, the picture shows the one that more of its steps speak of."""
    made = corpus(
        [
            claim(1, "a", 1, "few", lists=[("list-1", 1)]),
            claim(2, "a", 1, "many", lists=[("list-1", 1), ("list-1", 3)]),
            claim(3, "few", 1, "a", lists=[("list-1", 2)]),
            claim(4, "many", 1, "a", lists=[("list-1", 2)]),
        ],
        lists=[told_cycle("list-1")],
    )
    links = causal_links(made)
    search = feedback_loops(made, links)
    assert [loop.declared_by is not None for loop in search.loops] == [True, True]
    scene = compose(made, links, search, ())
    assert scene.main is not None
    assert scene.main.loop.nodes == (con("a"), con("many"))


def test_characters_that_html_does_not_allow_are_replaced() -> None:
    """A control character in a label must not cut the page short, nor make the file binary."""
    page = page_of(corpus([claim(1, "a", 1, "b", label="bell\x07 and \x00 nothing")]))
    assert "bell\N{REPLACEMENT CHARACTER} and \N{REPLACEMENT CHARACTER} nothing" in page
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", page)


def test_what_feeds_a_loop_is_no_switch() -> None:
    """It stands apart on the page, among nothing that breaks the loop."""
    made = corpus(
        [
            claim(1, "pain", -1, "sleep"),
            claim(2, "sleep", -1, "pain"),
            claim(3, "habits", 1, "sleep"),
            claim(4, "caffeine", -1, "sleep"),
        ],
        [
            concept("pain", "Symptom"),
            concept("sleep", "Factor"),
            concept("habits", "SelfCare"),
            concept("caffeine", "DrugClass"),
        ],
    )
    page = page_of(made)
    before, after = page.split("Said to feed a loop", 1)
    assert 'data-treatment="con:habits"' in before
    assert 'data-treatment="con:caffeine"' not in page
    assert "<bdi>caffeine</bdi>" in after


def test_the_page_of_the_data_that_ship_is_no_burden() -> None:
    """At most 800 kB, 220 kB as a host sends it; the picture's script is more than half of that."""
    page = page_of(load_corpus(SHIPPED)).encode()
    assert len(page) <= 800_000
    assert len(gzip.compress(page, mtime=0)) <= 220_000


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (("Condition", "Condition"), "<bdi>A</bdi> and <bdi>b</bdi> feed each other"),
        (("Condition", "Symptom"), "Each turn feeds the next"),
    ],
)
def test_the_page_opens_with_who_feeds_whom(kinds: tuple[str, str], said: str) -> None:
    """Of two conditions on the strongest loop it is said that they feed each other; of others it is not."""
    made = corpus(
        [claim(1, "a", 1, "b"), claim(2, "b", 1, "a")],
        [concept(name, kind, label=name.upper()) for name, kind in zip("ab", kinds, strict=True)],
    )
    headings = re.findall(r"<h2>(.*?) <span class=\"loop-name", page_of(made))
    assert [unescaped.replace("\n", "") for unescaped in headings] == [said]


def _rules(text: str, within: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each rule of a style sheet: its selector, with those around it, and what it declares."""
    text, at = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL), 0
    while found := re.compile(r"\s*([^{}]+)\{").match(text, at):
        selector, at, depth = f"{within}{' '.join(found[1].split())}", found.end(), 1
        start = at
        while depth:
            depth += (text[at] == "{") - (text[at] == "}")
            at += 1
        body = text[start : at - 1]
        if "{" in body:
            yield from _rules(body, f"{selector} ")
        else:
            yield selector, tuple(sorted(" ".join(one.split()) for one in body.split(";") if one.strip()))


def test_type_has_few_sizes() -> None:
    """Sizes of text have names: a browser asks the system for each one, before it can lay out a page."""
    static = Path(site.__file__ or "").parent / "static"
    size = re.compile(r"font(?:-size)?: (?:\d+ )?([\d.]+(?:rem|em))")
    found = {
        path.name: sizes
        for path in static.glob("*.css")
        if path.name not in {"inline.css", "print.css"}
        and (sizes := size.findall(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_what_pages_share_is_written_once() -> None:
    """No two style sheets of pages for readers say the same, and letters are folded in one script."""
    static = Path(site.__file__ or "").parent / "static"
    said: dict[tuple[str, ...], set[str]] = {}
    for path in static.glob("*.css"):
        if path.name not in {"editor.css", "inline.css", "print.css"}:
            for _, declared in _rules(path.read_text(encoding="utf-8")):
                said.setdefault(declared, set()).add(path.name)
    many = {declared: names for declared, names in said.items() if len(declared) > 3 and len(names) > 1}
    assert many == {}
    scripts = {path.name: path.read_text(encoding="utf-8") for path in static.glob("*.js")}
    assert [name for name, text in scripts.items() if 'normalize("NFD")' in text] == ["fold.js"]
