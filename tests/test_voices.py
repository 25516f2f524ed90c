"""Who says what: articles and independent publishers, counted beside a plain count of all."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answering import load_store
from graph.causes.causal import causal_graph, causal_links
from graph.causes.contradictions import find_contradictions
from graph.causes.loops import feedback_loops
from graph.causes.paths import find_paths
from graph.causes.sayings import who_says
from graph.dataset import load_corpus
from graph.display import show
from graph.model import Corpus, Iri, Link
from graph.names import link_iri
from graph.site.scene import Arrow, compose
from graph.store import Rows
from graph.voices import Voices
from tests.corpora import SECOND, SHIPPED, Said, claim, con, corpus, passage_in, spoken

_NAMES = (None, "", " ", "Owl Press", "owl press", "Owl  Press", "Hen House", "\uff28en House")
_ENDS = ("a", "b", "c")


@st.composite
def _corpora(draw: st.DrawFn) -> tuple[list[str | None], list[Said]]:
    publishers = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=5))
    said = st.builds(
        Said,
        article=st.integers(0, len(publishers) - 1),
        source=st.sampled_from(_ENDS),
        sign=st.sampled_from((-1, 0, 1)),
        target=st.sampled_from(_ENDS),
        whole=st.booleans(),
    )
    return publishers, draw(st.lists(said, max_size=12))


def _counted(publishers: Sequence[str | None], said: Sequence[Said]) -> dict[str, tuple[set[int], int]]:
    """Count by hand: of each arrow the articles, and how many publishers these have."""
    alike = {None: None, "": None, " ": None, "Owl Press": "owl", "owl press": "owl", "Owl  Press": "owl"}
    found: dict[str, tuple[set[int], int]] = {}
    for one in said:
        if one.sign:
            key = f"{one.source}{'+' if one.sign > 0 else '-'}--{one.target}"
            articles = {
                other.article
                for other in said
                if (other.source, other.sign, other.target) == (one.source, one.sign, one.target)
            }
            houses = {alike.get(publishers[article], "hen") or article for article in articles}
            found[key] = (articles, len(houses))
    return found


@given(_corpora(), st.randoms(use_true_random=False))
def test_arrows_count_articles_and_independent_publishers(
    drawn: tuple[list[str | None], list[Said]], chance: Random
) -> None:
    """As counted by hand; the order in which things stand changes nothing."""
    publishers, said = drawn
    whole = spoken(publishers, said)
    links = causal_links(whole)
    counted = _counted(publishers, said)
    assert {link.key for link in links} == set(counted)
    for link in links:
        articles, houses = counted[link.key]
        assert link.articles == tuple(sorted(whole.sources[number].iri for number in articles))
        assert len(link.publishers) == houses
        assert list(link.publishers) == sorted(set(link.publishers))
    claims, sources = list(whole.claims), list(whole.sources)
    chance.shuffle(claims)
    chance.shuffle(sources)
    assert causal_links(replace(whole, claims=tuple(claims), sources=tuple(sources))) == links


@given(_corpora())
def test_networks_loops_and_paths_carry_the_counts(drawn: tuple[list[str | None], list[Said]]) -> None:
    """Edges and steps say what their arrow says; a loop as its least told arrow."""
    whole = spoken(*drawn)
    links = {link.key: link for link in causal_links(whole)}
    for _, _, key, edge in causal_graph(whole).edges(keys=True, data=True):
        assert (edge["articles"], edge["publishers"]) == (links[key].articles, links[key].publishers)
    for loop in feedback_loops(whole, links.values()).loops:
        support = {key: (len(links[key].publishers), len(links[key].articles)) for key in loop.links}
        assert support[loop.thinnest] == min(support.values()) == (loop.publishers, loop.articles)
    known = [concept.iri for concept in whole.concepts]
    if {con("a"), con("b")} <= set(known):
        for path in find_paths(whole, links.values(), con("a"), con("b")).paths:
            for step in path.steps:
                if step.link:
                    assert step.articles == links[step.link].articles
                    assert step.publishers == links[step.link].publishers
                else:
                    said = [one for one in whole.claims if one.iri in step.claims]
                    assert step.articles == Voices(whole).articles(said)


def test_a_claim_without_a_known_article_is_said_by_none() -> None:
    """No article is made up: neither passage nor namespace leads to one."""
    whole = corpus([claim(1, "a", 1, "b")])
    (link,) = causal_links(whole)
    assert (link.articles, link.publishers) == ((), ())


def test_a_claim_with_passages_in_two_articles_is_said_by_both() -> None:
    """Where it stands counts, not where it is named."""
    whole = spoken(["Owl Press", "Hen House"], [Said(0, "a", 1, "b", whole=True)])
    (one,) = whole.claims
    both = replace(one, passages=(*one.passages, passage_in(whole.sources[1], f"{one.iri}-2")))
    (link,) = causal_links(replace(whole, claims=(both,)))
    assert link.publishers == ("Hen House", "Owl Press")


def _support(data: Path) -> dict[str, tuple[tuple[Iri, ...], tuple[str, ...]]]:
    return {link.key: (link.articles, link.publishers) for link in _links(data)}


def _links(data: Path) -> tuple[Link, ...]:
    return causal_links(load_corpus(data))


def test_names_of_files_do_not_matter(tmp_path: Path) -> None:
    """The same articles in files of other names, read in another order, are said by the same."""
    before = _support(SECOND)
    assert any(len(articles) == 1 for articles, _ in before.values())
    for name, new in (("why-tears-fail.ttl", "a.ttl"), ("screens-and-blinking.ttl", "z.ttl")):
        shutil.copy(SECOND / name, tmp_path / new)
    shutil.copy(SECOND / "concepts.ttl", tmp_path / "m.ttl")
    assert _support(tmp_path) == before


@pytest.mark.parametrize("order", [("a.ttl", "b.ttl"), ("b.ttl", "a.ttl")])
def test_two_articles_of_one_publisher_are_one_voice(tmp_path: Path, order: tuple[str, str]) -> None:
    """A second article that says the same adds an article; a publisher only if it has another."""
    shutil.copy(SECOND / "concepts.ttl", tmp_path / "concepts.ttl")
    text = (SECOND / "why-tears-fail.ttl").read_text(encoding="utf-8")
    (tmp_path / order[0]).write_text(text, encoding="utf-8")
    again = text.replace("article/why-tears-fail#", "article/tears-again#")
    (tmp_path / order[1]).write_text(again, encoding="utf-8")
    key = "salty-tears+--surface-inflammation"
    articles, publishers = _support(tmp_path)[key]
    assert (len(articles), publishers) == (2, ("The Eye Letter (invented)",))
    other = again.replace("ag:eye-letter", "ag:tear-post").replace("The Eye Letter", "The Tear Post")
    (tmp_path / order[1]).write_text(other, encoding="utf-8")
    articles, publishers = _support(tmp_path)[key]
    assert (len(articles), publishers) == (2, ("The Eye Letter (invented)", "The Tear Post (invented)"))


def _arrows(whole: Corpus) -> dict[str, Arrow]:
    links = causal_links(whole)
    return {arrow.key: arrow for arrow in compose(whole, links, feedback_loops(whole, links), ()).arrows}


@given(_corpora())
def test_arrows_of_the_picture_count_who_says_them(drawn: tuple[list[str | None], list[Said]]) -> None:
    """A link as it says itself; other pairs by the articles of their claims."""
    whole = spoken(*drawn)
    links = {link.key: link for link in causal_links(whole)}
    for key, arrow in _arrows(whole).items():
        said = [one for one in whole.claims if one.iri in arrow.claims]
        articles = links[key].articles if key in links else Voices(whole).articles(said)
        assert arrow.articles == len(articles)
        assert arrow.publishers == len(Voices(whole).publishers(articles))


def test_what_is_only_denied_is_said_by_nobody() -> None:
    """Denials are drawn as a line of their own, and are no support."""
    whole = spoken(
        ["Owl Press", "Hen House"], [Said(0, "a", 1, "b", whole=True), Said(1, "a", 1, "b", whole=True)]
    )
    denied = replace(whole, claims=tuple(replace(one, polarity="negated") for one in whole.claims))
    (arrow,) = _arrows(denied).values()
    assert (arrow.firmness, arrow.articles, arrow.publishers) == ("denied", 0, 0)


def test_notebooks_say_it_where_there_is_more_than_one_article() -> None:
    """In the table of arrows; of one article nothing is added."""
    said = [
        Said(0, "a", 1, "b", whole=True),
        Said(1, "a", 1, "b", whole=True),
        Said(0, "b", 1, "c", whole=True),
    ]
    whole = spoken(["Owl Press", "Owl press"], said)
    both, one = (link for link in causal_links(whole))
    assert "Said in 2 articles of 1 publisher" in str(show([both], whole))
    assert "Said in" not in str(show([one], whole))


_COUNTED = """
SELECT ?link ?articles ?publishers (COUNT(DISTINCT ?article) AS ?named) (COUNT(DISTINCT ?claim) AS ?claims)
WHERE {
  ?link a cg:CausalLink ; cg:articleCount ?articles ; cg:publisherCount ?publishers ; cg:saidIn ?article ;
    cg:linkClaim ?claim ; cg:linkFrom ?from ; cg:linkTo ?to ; cg:linkSign ?sign .
  ?claim rdf:subject ?from ; rdf:object ?to ; rdf:predicate/cg:sign ?sign .
}
GROUP BY ?link ?articles ?publishers
"""


def test_derived_triples_carry_the_counts_of_several_articles() -> None:
    """Each arrow with its ends, sign, claims and articles; loops have those of the arrow that fewest say."""
    with load_store(SECOND) as store:
        links = {link_iri(link.key): link for link in _links(SECOND)}
        rows = store.answer(_COUNTED)
        assert isinstance(rows, Rows)
        assert {row["link"] for row in rows} == set(links)
        for row in rows:
            link = links[Iri(row["link"] or "")]
            assert (row["articles"], row["publishers"]) == (
                str(len(link.articles)),
                str(len(link.publishers)),
            )
            assert (row["named"], row["claims"]) == (row["articles"], str(len(link.claims)))
        assert store.answer("ASK { ?loop a cg:FeedbackLoop ; cg:articleCount 1 ; cg:publisherCount 1 }")


def test_of_one_article_the_derived_triples_are_as_they_were() -> None:
    """Who says an arrow is no question there."""
    with load_store(SHIPPED) as store:
        assert not store.answer("ASK { ?any cg:articleCount ?count }")
        assert not store.answer("ASK { ?any a cg:CausalLink }")


def test_a_publisher_that_two_files_call_by_two_names_is_one(tmp_path: Path) -> None:
    """The same organisation has the same name in all its articles, whichever file is read first."""
    for name in ("concepts.ttl", "why-tears-fail.ttl"):
        shutil.copy(SECOND / name, tmp_path / name)
    text = (SECOND / "why-tears-fail.ttl").read_text(encoding="utf-8")
    again = text.replace("article/why-tears-fail#", "article/tears-again#")
    again = again.replace("The Eye Letter (invented)", "Eye Letter, The")
    (tmp_path / "again.ttl").write_text(again, encoding="utf-8")
    for articles, publishers in _support(tmp_path).values():
        assert (len(articles), publishers) == (2, ("Eye Letter, The",))


def test_notebooks_name_both_publishers_of_a_disagreement() -> None:
    """With whether they are independent; and who says a statement, with who denies it."""
    said = [Said(0, "a", 1, "b", whole=True), Said(1, "a", -1, "b", whole=True)]
    whole = spoken(["Owl Press", "Hen House"], said)
    text = str(show(find_contradictions(whole), whole))
    assert "Owl Press | Hen House; independent" in text
    one, other = whole.claims
    denied = replace(whole, claims=(one, replace(other, sign=1, polarity="negated")))
    text = str(show(who_says(denied, "a"), denied))
    assert "Hen House: Of owls (denies it); Owl Press: Of owls" in text
