"""Short names: CURIEs that give the IRI back, prefixes that never collide, keys of links and loops."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Corpus, Iri, Source
from graph.names import (
    Names,
    article_slug,
    link_iri,
    link_key,
    loop_iri,
    loop_key,
    names_of,
    namespace_of,
    slug,
    with_articles,
)
from graph.vocab import CON, LINK, LOOP, PREFIXES
from tests.corpora import con, corpus, ring

_BASE = "https://w3id.org/claimgraph/article/"


def _source(namespace: str) -> Source:
    return Source(
        iri=Iri(f"{namespace}article"),
        title="",
        url="",
        publisher=None,
        published=None,
        normalization=None,
        length=None,
        sha256=None,
    )


def test_a_curie_uses_the_longest_namespace_that_fits() -> None:
    """Of two namespaces that fit, the longer names the IRI."""
    names = Names({"short": "http://x.org/", "long": "http://x.org/deep/"})
    assert names.curie("http://x.org/deep/thing") == "long:thing"
    assert names.curie("http://x.org/thing") == "short:thing"


def test_an_iri_that_no_prefix_fits_stays_in_full() -> None:
    """A study is named by its address: it has no prefix, and a bare namespace is no name either."""
    names = Names(PREFIXES)
    study = "https://doi.org/10.1000/182"
    assert names.curie(study) == study
    assert names.curie(CON) == CON


@given(st.sampled_from(sorted(PREFIXES)), st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_a_curie_gives_its_iri_back(prefix: str, local: str) -> None:
    """Prefix and local part concatenate to the IRI (CURIE syntax)."""
    names = Names(PREFIXES)
    head, _, tail = names.curie(PREFIXES[prefix] + local).partition(":")
    assert names.prefixes[head] + tail == PREFIXES[prefix] + local


def test_curies_are_sorted() -> None:
    """Equal sets of IRIs give equal lists."""
    names = Names(PREFIXES)
    assert names.curies({con("b"), con("a")}) == ["con:a", "con:b"]


def test_messages_are_shortened_but_for_the_full_stop() -> None:
    """Every IRI within a sentence becomes its CURIE; punctuation after it stays."""
    names = Names(PREFIXES)
    assert names.shorten(f"The term {CON}dry-eye, or <{CON}itch>.") == "The term con:dry-eye, or <con:itch>."


def test_two_articles_never_share_a_prefix() -> None:
    """Articles whose addresses end alike get different prefixes; the later one is numbered."""
    one, two = "https://one.example/dry-eye#", "https://two.example/dry-eye#"
    names = names_of(Corpus(sources=(_source(one), _source(two))))
    assert names.curie(f"{one}c001") == "dry-eye:c001"
    assert names.curie(f"{two}c001") == "dry-eye-2:c001"


def test_an_article_cannot_take_a_prefix_of_the_project() -> None:
    """An article called like a vocabulary does not change what the vocabulary's prefix means."""
    prefixes = with_articles([f"{_BASE}skos#c001"])
    assert prefixes["skos"] == PREFIXES["skos"]
    assert prefixes["skos-2"] == f"{_BASE}skos#"


@given(st.permutations([f"{_BASE}a#c001", f"{_BASE}b#c001", "http://z.org/a#c001", "http://y.org/a/c2"]))
def test_prefixes_do_not_depend_on_the_order_of_articles(iris: list[str]) -> None:
    """The table of prefixes is a function of the set of articles."""
    assert with_articles(iris) == with_articles(sorted(iris))


@pytest.mark.parametrize(
    ("namespace", "prefix"),
    [
        (f"{_BASE}dry-eye#", "dry-eye"),
        ("https://x.org/Dry Eye_2/", "dry-eye-2"),
        ("https://x.org/2024#", "article-2024"),
        ("https://x.org/ドライ#", "article"),
    ],
    ids=["slug", "other-letters", "digit-first", "no-letters"],
)
def test_a_prefix_starts_with_a_letter(namespace: str, prefix: str) -> None:
    """Whatever an article's address ends with, its prefix is one that Turtle and SPARQL accept."""
    assert article_slug(namespace) == prefix


def test_a_name_without_hash_or_slash_has_no_namespace() -> None:
    """An IRI such as a URN has no namespace to make a prefix of, and so gets none."""
    assert namespace_of("urn:isbn:1") == ""
    assert with_articles(["urn:isbn:1"]) == PREFIXES


@pytest.mark.parametrize("sign", [1, -1])
def test_a_link_is_named_by_ends_and_sign(sign: int) -> None:
    """The two arrows between a pair of concepts have two names, and both are IRIs of links."""
    key = link_key(con("a"), con("b"), sign)
    assert key == f"a{'+' if sign > 0 else '-'}--b"
    assert link_iri(key) == LINK + key


def test_foreign_concepts_do_not_break_keys() -> None:
    """A concept of another namespace is quoted, so that its key is still part of an IRI."""
    assert slug("http://x.org/a b#c>") == "http%3A%2F%2Fx.org%2Fa%20b%23c%3E"


def test_a_loop_is_named_by_its_concepts_and_signs() -> None:
    """The key reads as the loop runs: each concept with the sign of the arrow that leaves it."""
    from graph.causes.causal import causal_links
    from graph.causes.loops import feedback_loops

    small = ring(("b", -1, "a"), ("a", 1, "b"))
    (loop,) = feedback_loops(small, causal_links(small)).loops
    assert loop.key == "a+--b-"
    assert loop_iri(loop.key) == f"{LOOP}a+--b-"
    assert loop_key([]) == ""
    assert corpus().claims == ()
