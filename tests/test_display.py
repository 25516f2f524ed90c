"""What `graph.show` gives: HTML that can stand in any notebook, and text that can stand anywhere."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph
from graph.model import Corpus, Iri, ListPlace, Passage
from graph.pipeline import derive
from graph.site.drawings import DrawnBox, draw_loop
from graph.site.inline import FIRST_ROWS
from tests.corpora import ARTICLE_A, HOSTILE, SECOND, SHIPPED, claim, con, concept, corpus, ring, told_cycle

VOID = {"br", "meta", "path", "rect", "circle"}
INLINE = {
    "a", "bdi", "caption", "circle", "details", "g", "iframe", "p", "path", "rect", "section", "span",
    "style", "summary", "svg", "table", "tbody", "td", "text", "th", "thead", "title", "tr", "div",
}  # fmt: skip


class Reader(HTMLParser):
    """Reads a piece of HTML: its tags, attributes and text; fails where it is not well-formed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that closes itself."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close the last open tag, which must be this one."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note text, but for style sheets."""
        if self._open and self._open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        """All words, white space made single."""
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        """Give the attributes of all tags of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


def values_of(made: Corpus) -> dict[str, object]:
    """Give a value of every kind that follows from a corpus."""
    derived = derive(made)
    ends = (derived.links[0].source, derived.links[0].target)
    causal = graph.causal_graph(made)
    with_passage = next((entry for entry in made.claims if entry.passages), None)
    values: dict[str, object] = {
        "claim": made.claims[0],
        "claims": made.claims,
        "concept": made.concepts[0],
        "concepts": made.concepts,
        "link": derived.links[0],
        "links": derived.links,
        "search": derived.search,
        "breaks": derived.breaks,
        "smallest": graph.smallest_breaks(derived.search.loops, derived.breaks, feeds=derived.feeds),
        "paths": graph.find_paths(made, derived.links, *ends),
        "path": graph.find_paths(made, derived.links, *ends).paths[0],
        "effects": graph.effects(made, derived.links, raised=[ends[0]]),
        "leverage": graph.leverage(derived.links, derived.search.loops),
        "contradictions": graph.find_contradictions(made),
        "statements": graph.who_says(made, made.claims[0].subject),
        "told": graph.told_cycles(made, derived.links, derived.search.loops),
        "graph": causal,
        "part of the graph": causal.subgraph(ends),
        "corpus": made,
        "work": graph.list_work(made),
    }
    if figures := [entry.statistic for entry in made.claims if entry.statistic]:
        values |= {"figures": figures}
    if derived.search.loops:
        values |= {"loop": derived.search.loops[0], "loops": derived.search.loops}
    if with_passage:
        values |= {"passage": with_passage.passages[0], "source": made.sources[0]}
    return values


SHIPPED_CORPUS = graph.load_corpus(SHIPPED)
SHIPPED_VALUES = values_of(SHIPPED_CORPUS)
HOSTILE_CORPUS = graph.load_corpus(HOSTILE)


@pytest.mark.parametrize("known", [SHIPPED_CORPUS, None], ids=["with corpus", "alone"])
@pytest.mark.parametrize("kind", SHIPPED_VALUES)
def test_every_kind_of_value_shows_as_html_and_as_text(kind: str, known: Corpus | None) -> None:
    """A title, well-formed HTML that carries nothing a notebook could trip over, and the same as text."""
    shown = graph.show(SHIPPED_VALUES[kind], known)
    read = Reader(shown.html)
    assert {tag for tag, _ in read.tags} <= INLINE
    assert not any("id" in attributes for _, attributes in read.tags)
    (section,) = read.all("section")
    assert section["class"] == "claimgraph"
    assert section["aria-label"] == shown.text.splitlines()[0] != ""
    bundle = shown._repr_mimebundle_(include=None, exclude=None)
    assert bundle == {"text/html": shown._repr_html_(), "text/plain": repr(shown)}
    assert str(shown) == shown.text


@pytest.mark.parametrize("kind", [name for name in SHIPPED_VALUES if name not in {"corpus", "source"}])
def test_a_table_has_a_name_and_headings(kind: str) -> None:
    """Each table has a caption, each column or row a heading, and what scrolls is reached by keyboard."""
    read = Reader(graph.show(SHIPPED_VALUES[kind], SHIPPED_CORPUS).html)
    assert len(read.all("caption")) >= 1
    assert {attributes["scope"] for attributes in read.all("th")} <= {"col", "row"}
    regions = [attributes for attributes in read.all("div") if attributes.get("role") == "region"]
    assert regions
    assert all(attributes["tabindex"] == "0" and attributes["aria-label"] for attributes in regions)


def test_a_claim_shows_how_firmly_from_where_and_on_what_evidence() -> None:
    """Firmness with the hedge, figure, citation, interest, place with its deep link, and no advice."""
    device = next(
        entry for entry in SHIPPED_CORPUS.claims if entry.interests and entry.statistic and entry.citations
    )
    shown = graph.show(device, SHIPPED_CORPUS)
    read = Reader(shown.html)
    assert device.label in read.text
    assert device.citations[0].as_named in read.text
    assert f"$ {SHIPPED_CORPUS.interests[0].label}" in read.text
    assert "95 %" in read.text
    assert [link["href"] for link in read.all("a") if link["href"] == device.passages[0].deep_link]
    assert all(link["rel"] == "noopener noreferrer" for link in read.all("a"))
    assert "no medical advice" in read.text
    assert device.passages[0].deep_link in shown.text


def test_hedges_denials_and_missing_sources_are_said() -> None:
    """A hedge stands with its word, a denial is one, and a figure without a source is marked."""
    by_id = {entry.iri.rpartition("#")[2]: entry for entry in SHIPPED_CORPUS.claims}
    read = Reader(graph.show([by_id["c068"], by_id["c002"]], SHIPPED_CORPUS).html)
    assert "Said as possible (“may”)" in read.text
    assert "%? No source is named" in read.text
    denied = next(entry for entry in SHIPPED_CORPUS.claims if entry.polarity == "negated")
    assert "not: " in graph.show([denied], SHIPPED_CORPUS).text


def test_warning_signs_are_marked_with_their_circumstances() -> None:
    """A sign that counts only when it gets worse is not shown without that."""
    sign = next(entry for entry in SHIPPED_CORPUS.claims if entry.kind == "red-flag" and entry.contexts)
    shown = graph.show([sign], SHIPPED_CORPUS)
    when = next(one.label for one in SHIPPED_CORPUS.concepts if one.iri == sign.contexts[0])
    assert f"⚠ Warning sign: {sign.label}" in Reader(shown.html).text
    assert f"when: {when}" in shown.text
    assert shown.text.count("⚠") == 1


def test_a_review_status_is_shown_where_there_is_one() -> None:
    """That nobody looked yet is the rule and goes without saying; anything else is said."""
    made = replace(claim(1, "a", 1, "b"), status="disputed")
    assert "disputed" in graph.show([made]).text
    assert "unreviewed" not in graph.show([replace(made, status="unreviewed")]).text


def test_concepts_are_called_by_label_or_by_short_name() -> None:
    """With the corpus a loop is told in words, without it in short names, with the same signs."""
    made = corpus(
        [claim(1, "itch", 1, "rubbing"), claim(2, "rubbing", -1, "itch")],
        [concept("itch", label="An itch"), concept("rubbing", label="Some rubbing")],
    )
    (loop,) = derive(made).search.loops
    assert "An itch —(+)→ Some rubbing —(−)→ An itch" in graph.show(loop, made).text
    assert "con:itch —(+)→ con:rubbing —(−)→ con:itch" in graph.show(loop).text


def test_a_loop_is_drawn_with_each_sign_and_firmness() -> None:
    """A bar for lowers, a tip for raises, dashes for a hedge, and all of it in words beside."""
    made = corpus([claim(1, "a", 1, "b", modality="possible"), claim(2, "b", -1, "a")])
    (loop,) = derive(made).search.loops
    read = Reader(graph.show(loop, made).html)
    (drawn,) = read.all("svg")
    assert drawn["role"] == "img"
    assert drawn["aria-label"] == "Balancing loop: a —(+)→ b —(−)→ a"
    arrows = [one["class"] for one in read.all("g") if "cg-arrow" in one.get("class", "")]
    assert arrows == ["cg-arrow cg-hedged cg-plus", "cg-arrow cg-flat cg-minus"]
    ends = [one["d"] for one in read.all("path") if one["class"] == "cg-end"]
    assert [end.endswith("Z") for end in ends] == [True, False]


def test_a_loop_of_very_many_concepts_is_told_not_drawn() -> None:
    """A ring that fits no screen is left out; its steps are all in the table."""
    names = [f"n{number:02}" for number in range(20)]
    made = ring(*((one, 1, other) for one, other in zip(names, [*names[1:], names[0]], strict=True)))
    (loop,) = derive(made).search.loops
    read = Reader(graph.show(loop, made).html)
    assert read.all("svg") == []
    assert all(name in read.text for name in names)


LABELS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=60)
STEPS = st.lists(
    st.tuples(LABELS, st.sampled_from([1, -1]), st.sampled_from(["flat", "hedged", "aim"])),
    min_size=2,
    max_size=9,
)


@given(STEPS)
def test_no_boxes_of_a_drawn_loop_overlap(steps: list[tuple[str, int, str]]) -> None:
    """Whatever the labels: boxes stand clear of each other, inside the picture, one arrow a step."""
    drawn = draw_loop(steps, "Loop", "a loop")
    assert [arrow.sign for arrow in drawn.arrows] == [sign for _, sign, _ in steps]
    assert [box.label for box in drawn.boxes] == [label for label, _, _ in steps]
    assert not any(overlap(one, other) for one, other in combinations(drawn.boxes, 2))
    for box in drawn.boxes:
        assert drawn.left <= box.x <= box.x + box.width <= drawn.left + drawn.width
        assert drawn.top <= box.y <= box.y + box.height <= drawn.top + drawn.height


def overlap(one: DrawnBox, other: DrawnBox) -> bool:
    """Whether two boxes share a place."""
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


def test_long_tables_are_folded_and_say_what_is_left_out() -> None:
    """The first rows are seen, further ones are a click away, and those beyond `most` are counted."""
    made = corpus([claim(number, "a", 1, f"b{number}") for number in range(1, 31)])
    shown = graph.show(made.claims, made, most=25)
    read = Reader(shown.html)
    assert f"{25 - FIRST_ROWS} further rows" in read.text
    assert "5 further rows are not shown: ask for more with most=30." in read.text
    assert "5 further rows are not shown." in shown.text
    assert "claim 25" in read.text
    assert "claim 26" not in read.text
    everything = graph.show(made.claims, made)
    assert "not shown" not in everything.text + everything.html
    assert len(read.all("details")) == 1


def test_short_tables_are_not_folded() -> None:
    """Two rows behind a click would be a joke."""
    made = corpus([claim(number, "a", 1, f"b{number}") for number in range(1, FIRST_ROWS + 3)])
    assert Reader(graph.show(made.claims, made).html).all("details") == []


HOSTILE_VALUES = values_of(HOSTILE_CORPUS)


@pytest.mark.parametrize("kind", [name for name in HOSTILE_VALUES if name != "corpus"])
def test_hostile_data_stay_text(kind: str) -> None:
    """No label becomes a tag, an attribute or an address, and none rewrites a terminal's lines."""
    shown = graph.show(HOSTILE_VALUES[kind], HOSTILE_CORPUS)
    read = Reader(shown.html)
    assert {tag for tag, _ in read.tags} <= INLINE - {"iframe"}
    assert not any(name.startswith("on") for _, attributes in read.tags for name in attributes)
    assert all(re.match("https?://", link["href"]) for link in read.all("a"))
    assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown.text) is None


def test_a_page_in_its_frame_is_the_page_and_can_do_no_more() -> None:
    """A corpus shows its whole page: the document of the frame, which may run scripts but reach nothing."""
    made = corpus([claim(1, "a", 1, "b"), claim(2, "b", 1, "a")])
    (frame,) = Reader(graph.show(made).html).all("iframe")
    assert frame["srcdoc"].lstrip().startswith("<!DOCTYPE html>")
    assert "allow-same-origin" not in frame["sandbox"].split()
    assert frame["title"]


def test_a_part_of_the_graph_is_drawn_with_its_own_arrows() -> None:
    """What networkx cuts out is what is drawn, self-loops too, and concepts without an arrow are counted."""
    made = corpus(
        [claim(1, "a", 1, "b"), claim(2, "b", -1, "c"), claim(3, "b", 1, "b"), claim(4, "d", 0, "a")]
    )
    causal = graph.causal_graph(made)
    whole = graph.show(causal, made)
    assert "4 concepts, 3 arrows" in whole.text
    assert "for want of an arrow: 1 concept." in whole.text
    part = Reader(graph.show(causal.subgraph([con("a"), con("b")]), made).html)
    assert sum("cg-arrow" in one.get("class", "") for one in part.all("g")) == 2
    assert "c" not in [box["aria-label"] for box in part.all("svg")]


def test_answers_to_queries_show_as_tables() -> None:
    """Rows, yes or no, and triples; names are short, and numbers are numbers."""
    with graph.load_store(SHIPPED) as store:
        rows = graph.show(store.answer("SELECT ?x (1 AS ?n) { ?x a cg:Device } ORDER BY ?x"))
        asked = graph.show(store.answer("ASK { ?x a cg:Device }"))
        made = graph.show(store.answer("CONSTRUCT { ?x a cg:Device } WHERE { ?x a cg:Device }"))
    assert rows.text.splitlines()[2:5] == [
        "2 rows",
        "x                         n",
        "con:barricaid-acd         1",
    ]
    assert 'class="cg-number"' in rows.html
    assert asked.text == "Yes"
    assert re.search("con:barricaid-acd +rdf:type +cg:Device", made.text)


@pytest.mark.parametrize(
    ("value", "named"),
    [
        (3, "int"),
        ("claims", "str"),
        ([object()], "object"),
        ([claim(1, "a", 1, "b"), con("a")], "Claim, str"),
    ],
    ids=["number", "text", "object", "several kinds"],
)
def test_what_is_no_value_of_the_package_is_refused(value: Any, named: str) -> None:
    """The message names what came and what to hand over."""
    with pytest.raises(TypeError, match=rf"show\({re.escape(named)}\): .*: hand over claims"):
        graph.show(value)


def test_an_empty_sequence_is_shown_as_one() -> None:
    """No contradictions are a result, not a mistake."""
    assert graph.show(()).text == "Nothing: an empty sequence"


def test_reports_say_in_their_title_whether_the_rules_are_kept() -> None:
    """The worst first, with rule, place and what to do."""
    bad = graph.Finding(
        rule="V01-label", severity=graph.Severity.VIOLATION, focus="https://a.example/x", message="Give one."
    )
    broken = graph.show(graph.ValidationReport(findings=(bad,)))
    assert broken.text.splitlines()[:2] == ["The data break rules", "1 violation."]
    assert "V01-label" in broken.text
    assert graph.show(graph.ValidationReport()).text.startswith("The data keep the rules")


def test_a_told_cycle_names_each_difference() -> None:
    """A step of the wrong sign is named with its place."""
    claims = [
        claim(1, "a", 1, "b", lists=[("list-cycle", 1)]),
        claim(2, "b", -1, "a", lists=[("list-cycle", 3)]),
    ]
    made = corpus(claims, lists=[told_cycle()])
    cycles = graph.told_cycles(made, graph.causal_links(made), ())
    shown = graph.show(cycles, made).text
    assert "list-cycle" in shown
    assert all(difference.kind in shown for cycle in cycles for difference in cycle.differences)


def test_a_passage_names_the_claims_that_rest_on_it() -> None:
    """A pointer with its place, and never a text."""
    made = SHIPPED_CORPUS.claims[0]
    passage: Passage = made.passages[0]
    shown = graph.show(passage, SHIPPED_CORPUS)
    assert made.label in shown.text
    assert f"{passage.start} to {passage.end}" in shown.text


def test_asking_for_it_loads_no_template_engine_and_no_notebook() -> None:
    """`graph.show` costs its libraries when it is called, and never those of a notebook."""
    program = (
        "import sys, graph\n"
        "graph.show\n"
        "assert not {'jinja2', 'networkx', 'rdflib', 'pyvis'} & set(sys.modules)\n"
        "graph.show(())\n"
        "assert not {'IPython', 'networkx', 'rdflib', 'pyvis', 'matplotlib'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=SHIPPED.parent)


def test_the_style_reaches_nothing_else() -> None:
    """Every rule of the style sheet is about our own element, so that a notebook keeps its looks."""
    css = (Path(graph.__file__).parent / "site" / "static" / "inline.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"@media[^{]*\{(.*?\})\s*\}", r"\1", css, flags=re.DOTALL)
    selectors = [one for rule in re.findall(r"([^{}]+)\{", css) for one in re.split(r",(?![^(]*\))", rule)]
    assert selectors
    assert [one for one in selectors if ".claimgraph.claimgraph" not in one] == []


def test_a_place_in_a_list_shows_as_fields() -> None:
    """What has no exhibit of its own is shown field by field."""
    place = ListPlace(list=Iri(ARTICLE_A + "list"), kind="ordered-cycle", item=2)
    shown = graph.show(place).text
    assert shown.splitlines()[0] == "ListPlace"
    assert "ordered-cycle" in shown


def test_the_worklist_calls_claims_by_their_words_and_counts_the_reasons() -> None:
    """A row a claim, with what to do and the further reasons."""
    work = graph.list_work(SHIPPED_CORPUS)
    shown = graph.show(work, SHIPPED_CORPUS, most=3).text
    assert shown.splitlines()[0] == f"{len(work)} claims want a look"
    assert "11 warning-sign" in shown.splitlines()[1]
    first = next(entry for entry in SHIPPED_CORPUS.claims if entry.iri == work[0].claim)
    assert first.label in shown
    assert work[0].reasons[0].text in shown


def test_figures_show_what_they_leave_open() -> None:
    """The device percentage has no comparator, the ratio no baseline; both stand in words."""
    figures = {
        entry.iri.rpartition("#")[2]: entry.statistic for entry in SHIPPED_CORPUS.claims if entry.statistic
    }
    shown = graph.show([figures["c201"], figures["c198"]], SHIPPED_CORPUS).text
    assert shown.splitlines()[0] == "2 figures, 0 of them complete"
    rows = [line for line in shown.splitlines() if "c201" in line or "c198" in line]
    assert ["compared with" in row for row in rows] == [True, True]
    assert "baseline" in rows[1]
    assert "$ " in rows[0]
    assert "%? " in rows[1]


def test_what_a_text_showed_stands_with_the_worst_first(tmp_path: Path) -> None:
    """Counts, then a row for each passage that changed, is missing or moved; no check is no success."""
    second = graph.load_corpus(SECOND)
    text = (SECOND / "why-tears-fail.txt").read_text(encoding="utf-8")
    edited = tmp_path / "edited.txt"
    text = text.replace("at least 40", "at least 60").replace("Some people", "Here is news. Some people")
    edited.write_text(text, encoding="utf-8")
    found = graph.verify(second, [str(edited)])
    shown = graph.show(found, second).text
    assert shown.splitlines()[0] == "9 passages checked: some to read again"
    assert "changed: number" in shown
    assert shown.index("changed: number") < shown.index("moved  ", shown.index("changed: number"))
    assert graph.show(graph.verify(second, [str(SECOND / "why-tears-fail.txt")]), second).text.startswith(
        "9 passages checked: all hold"
    )


def test_what_acts_on_loops_stands_in_the_order_told_with_relation_and_limits() -> None:
    """First what the article tells first; "treats" is said to be an offer; no row loses its circumstances."""
    links = graph.causal_links(SHIPPED_CORPUS)
    loops = graph.feedback_loops(SHIPPED_CORPUS, links).loops
    breaks = graph.loop_breaks(SHIPPED_CORPUS, links, loops)
    shown = graph.show(breaks, SHIPPED_CORPUS).text
    acting = {entry.treatment for entry in breaks}
    label = {one.iri: one.label for one in SHIPPED_CORPUS.concepts}
    told = [
        label[place.treatment] for place in graph.treatment_order(SHIPPED_CORPUS) if place.treatment in acting
    ]
    rows = [line.split("  ")[0] for line in shown.splitlines()[3:]]
    assert list(dict.fromkeys(row for row in rows if row in told)) == told
    relations = {iri for entry in breaks for iri in entry.predicates}
    assert all(one.definition in shown for one in SHIPPED_CORPUS.predicates if one.iri in relations)
    assert all(label[iri] in shown for entry in breaks for iri in (*entry.contexts, *entry.populations))


def test_the_order_of_treatments_is_a_table_of_its_own() -> None:
    """Each treatment with its number, its section and what comes before it."""
    shown = graph.show(graph.treatment_order(SHIPPED_CORPUS), SHIPPED_CORPUS)
    places = graph.treatment_order(SHIPPED_CORPUS)
    assert shown.text.splitlines()[0].startswith(f"{len(places)} treatments")
    assert len(Reader(shown.html).all("tr")) == len(places) + 2


def test_the_smallest_sets_say_how_firm_they_are() -> None:
    """A set is as good as its claims, so their firmness stands beside it."""
    made = corpus(
        [
            claim(1, "a", 1, "b"),
            claim(2, "b", 1, "a"),
            claim(3, "pill", -1, "a", modality="possible"),
        ],
        [concept("pill", "DrugClass", label="Some pill")],
    )
    derived = derive(made)
    found = graph.smallest_breaks(
        derived.search.loops, derived.breaks, links=derived.links, feeds=derived.feeds
    )
    shown = graph.show(found, made).text
    assert re.search(r"1 +Some pill +Said as possible +\S+ +claim 3 \(", shown)
    assert re.search(r"1 +a —\(\+\)→ b .* claim 1 \(", shown)


def test_a_hedge_says_how_firm_either_side_is() -> None:
    """Two weak degrees are not said flatly; a denial by another predicate names both."""
    made = corpus(
        [
            claim(1, "a", 1, "b", modality="possible"),
            claim(2, "a", 1, "b", modality="tentative"),
            claim(3, "c", 1, "d"),
            replace(claim(4, "c", 1, "d", polarity="negated"), predicate=con("adds-to")),
        ]
    )
    shown = graph.show(graph.find_contradictions(made), made).text
    assert "said with unlike firmness: possible; tentative" in shown
    assert "said and denied (cg:increases, con:adds-to)" in shown
