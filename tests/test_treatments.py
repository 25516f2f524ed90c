"""What acts on a loop, against a word-by-word reading of the rule; and what does not act."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.causes.causal import causal_links
from graph.causes.loops import feedback_loops
from graph.causes.succession import treatment_order
from graph.causes.treatments import find_warnings, loop_breaks, loop_feeds, without_mechanism
from graph.model import Claim, Concept, Corpus, Iri, Link, Loop, LoopBreak, Passage, Statistic
from graph.vocab import TREATMENT_KINDS
from tests.corpora import claim, con, concept, corpus

_RING = (claim(1, "a", 1, "b", mechanisms=["m"]), claim(2, "b", 1, "a"))
_DROPS = concept("drops", "Treatment")


def _breaks(small: Corpus) -> tuple[LoopBreak, ...]:
    links = causal_links(small)
    return loop_breaks(small, links, feedback_loops(small, links).loops)


def _feeds(small: Corpus) -> tuple[LoopBreak, ...]:
    links = causal_links(small)
    return loop_feeds(small, links, feedback_loops(small, links).loops)


def _points(*claims: Claim, concepts: tuple[Concept, ...] = (_DROPS,)) -> list[tuple[str | None, ...]]:
    """Give (treatment, node, link, via) of each break, by short names."""
    return [
        tuple(part and part.rpartition("#")[2] for part in (e.treatment, e.node, e.link, e.via))
        for e in _breaks(corpus((*_RING, *claims), concepts))
    ]


def _ancestors(small: Corpus, iri: Iri | None) -> set[Iri]:
    """Climb *broader* one step at a time until nothing is new."""
    parents = {entry.iri: set(entry.broader) for entry in small.concepts}
    above: set[Iri] = set()
    while new := {up for node in (above | {iri}) for up in parents.get(node, ())} - above:  # type: ignore[arg-type]
        above |= new
    return above - {iri}  # type: ignore[arg-type]


_Found = tuple[str, str, str | None, str | None, str | None, str]


def _by_the_rule(small: Corpus) -> tuple[set[_Found], set[_Found]]:
    """Read the rule of ``graph.json`` word by word, one claim at a time: what acts against, what feeds."""
    kinds = {entry.iri: entry.kind for entry in small.concepts}
    links = {link.key: link for link in causal_links(small)}
    claims = {entry.iri: entry for entry in small.claims}
    against: set[_Found] = set()
    feeding: set[_Found] = set()
    for loop in feedback_loops(small, links.values()).loops:
        helps = _what_helps(loop, links, kinds)
        for acting in small.claims:
            if acting.polarity != "affirmed" or not acting.sign:
                continue
            if kinds[acting.subject] not in {"Treatment", "DrugClass", "Device", "SelfCare"}:
                continue
            aim = acting.object
            for node in loop.nodes:
                found = against if acting.sign in helps[node] else feeding
                if aim == node:
                    found.add((acting.subject, loop.key, node, None, None, acting.iri))
                elif aim in _ancestors(small, node) or node in _ancestors(small, aim):
                    found.add((acting.subject, loop.key, node, None, aim, acting.iri))
            for key in loop.links:
                found = against if acting.sign in helps[links[key].source] else feeding
                if any(aim in claims[iri].mechanisms for iri in links[key].claims):
                    found.add((acting.subject, loop.key, None, key, None, acting.iri))
    return against, feeding


def _what_helps(loop: Loop, links: dict[str, Link], kinds: dict[Iri, str]) -> dict[Iri, set[int]]:
    """Give, for each concept, which sign acts against the loop: walk from each ill to the concept."""
    if loop.sign < 0:
        return {node: {-1, 1} for node in loop.nodes}
    wanted: dict[Iri, set[int]] = {node: set() for node in loop.nodes}
    for start, ill in enumerate(loop.nodes):
        sign = -1
        for step in range(len(loop.nodes)):
            place = (start + step) % len(loop.nodes)
            if kinds.get(ill) in {"Condition", "Symptom"}:
                wanted[loop.nodes[place]].add(sign)
            sign *= links[loop.links[place]].sign
    settled = all(len(signs) == 1 for signs in wanted.values())
    return wanted if settled else {node: {-1} for node in loop.nodes}


_NAMES = "abcdmt"
_KINDS = ("Condition", "Mechanism", *sorted(TREATMENT_KINDS))


@st.composite
def _corpora(draw: st.DrawFn) -> Corpus:
    """Draw claims among six concepts of any kind, some broader than others, some through a mechanism."""
    concepts = [
        concept(
            name,
            draw(st.sampled_from(_KINDS)),
            broader=draw(st.lists(st.sampled_from(_NAMES), max_size=2, unique=True)),
        )
        for name in _NAMES
    ]
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(_NAMES),
                st.sampled_from([1, 1, -1, -1, 0]),
                st.sampled_from(_NAMES),
                st.sampled_from(["affirmed", "affirmed", "affirmed", "negated"]),
                st.lists(st.sampled_from(_NAMES), max_size=2, unique=True),
            ),
            min_size=4,
            max_size=14,
        )
    )
    claims = [
        claim(number, source, sign, target, polarity=polarity, mechanisms=mechanisms)
        for number, (source, sign, target, polarity, mechanisms) in enumerate(drawn, start=1)
    ]
    return corpus(claims, concepts)


@settings(max_examples=60, deadline=None)
@given(_corpora())
def test_breaks_are_those_of_the_rule(small: Corpus) -> None:
    """Every break follows from the rule, every break of the rule is found, each once, sorted."""
    breaks = _breaks(small)
    found = [(e.treatment, e.loop, e.node, e.link, e.via, iri) for e in breaks for iri in e.claims]
    assert len(found) == len(set(found))
    against, feeding = _by_the_rule(small)
    assert set(found) == against
    feeds = _feeds(small)
    assert {(e.treatment, e.loop, e.node, e.link, e.via, iri) for e in feeds for iri in e.claims} == feeding
    claims = {entry.iri: entry for entry in small.claims}
    assert all(claims[iri].sign == e.sign for e in (*breaks, *feeds) for iri in e.claims)
    entries = [(e.treatment, e.loop, e.node, e.link, e.via, e.sign) for e in breaks]
    assert len(entries) == len(set(entries)), "one entry for each treatment, loop, point, via and sign"
    assert all((e.node is None) != (e.link is None) for e in breaks)
    assert all(e.claims == tuple(sorted(e.claims)) for e in breaks)


@settings(max_examples=40, deadline=None)
@given(_corpora())
def test_without_the_point_of_a_break_its_loop_is_gone(small: Corpus) -> None:
    """A break names a place that the loop cannot do without."""
    links = causal_links(small)
    for entry in _breaks(small)[:5]:
        left = [
            link for link in links if link.key != entry.link and entry.node not in (link.source, link.target)
        ]
        assert entry.loop not in {loop.key for loop in feedback_loops(small, left).loops}


_PAIN = concept("pain", "Symptom")
_SLEEP = concept("sleep", "Factor")
_LESS_SLEEP = (claim(1, "pain", -1, "sleep"), claim(2, "sleep", -1, "pain"))


def _acts(entries: tuple[LoopBreak, ...]) -> list[tuple[str, str, int, str]]:
    """Give treatment, point, sign and orientation."""
    return [
        (e.treatment.rpartition("#")[2], str(e.node or e.link).rpartition("#")[2], e.sign, e.orientation)
        for e in entries
    ]


def test_what_helps_is_told_from_what_feeds_by_the_side_of_the_loop() -> None:
    """Pain lessens sleep, which lessens pain: to raise sleep helps, to lower it feeds the circle."""
    hygiene, caffeine = concept("hygiene", "SelfCare"), concept("caffeine", "DrugClass")
    small = corpus(
        (*_LESS_SLEEP, claim(3, "hygiene", 1, "sleep"), claim(4, "caffeine", -1, "sleep")),
        (_PAIN, _SLEEP, hygiene, caffeine),
    )
    assert _acts(_breaks(small)) == [("hygiene", "sleep", 1, "known")]
    assert _acts(_feeds(small)) == [("caffeine", "sleep", -1, "known")]
    assert without_mechanism(small, (*_breaks(small), *_feeds(small))) == ((), ())


@pytest.mark.parametrize(
    "concepts", [(), (_PAIN, concept("sleep", "Condition"))], ids=["no ill", "ills on both sides"]
)
def test_a_loop_without_a_worse_side_says_so(concepts: tuple[Concept, ...]) -> None:
    """What lowers is given as before, marked as undecided; what raises is not given as help."""
    small = corpus(
        (*_LESS_SLEEP, claim(3, "drops", -1, "sleep"), claim(4, "drops", 1, "pain")), (*concepts, _DROPS)
    )
    assert _acts(_breaks(small)) == [("drops", "sleep", -1, "undecided")]
    assert _acts(_feeds(small)) == [("drops", "pain", 1, "undecided")]


def test_a_balancing_loop_has_no_worse_side() -> None:
    """What acts is given with its sign; nothing weakens or feeds such a loop."""
    ring = (claim(1, "pain", 1, "sleep"), claim(2, "sleep", -1, "pain"))
    small = corpus(
        (*ring, claim(3, "drops", -1, "sleep"), claim(4, "drops", 1, "sleep")), (_PAIN, _SLEEP, _DROPS)
    )
    assert _acts(_breaks(small)) == [
        ("drops", "sleep", -1, "balancing"),
        ("drops", "sleep", 1, "balancing"),
    ]
    assert all(entry.contested for entry in _breaks(small))
    assert _feeds(small) == ()


def test_an_arrow_stands_on_the_side_of_its_source() -> None:
    """What lowers the way by which sleep lessens pain feeds the loop; that by which pain costs sleep, not."""
    ring = (
        claim(1, "pain", -1, "sleep", mechanisms=["arousal"]),
        claim(2, "sleep", -1, "pain", mechanisms=["repair"]),
    )
    small = corpus(
        (*ring, claim(3, "drops", -1, "arousal"), claim(4, "drops", -1, "repair")), (_PAIN, _SLEEP, _DROPS)
    )
    assert _acts(_breaks(small)) == [("drops", "pain---sleep", -1, "known")]
    assert _acts(_feeds(small)) == [("drops", "sleep---pain", -1, "known")]


def test_a_treatment_that_lowers_a_node_acts_on_it() -> None:
    """The plain case: the object of the claim is a concept of the loop."""
    assert _points(claim(3, "drops", -1, "b")) == [("drops", "b", None, None)]


@pytest.mark.parametrize("kind", sorted(TREATMENT_KINDS))
def test_every_kind_of_treatment_acts(kind: str) -> None:
    """Drug classes, devices and what people do for themselves act like treatments."""
    points = _points(claim(3, "drops", -1, "b"), concepts=(concept("drops", kind),))
    assert points == [("drops", "b", None, None)]


@pytest.mark.parametrize(
    ("silent", "kind"),
    [
        (claim(3, "drops", 1, "b"), "Treatment"),
        (claim(3, "drops", 0, "b"), "Treatment"),
        (claim(3, "drops", -1, "b", polarity="negated"), "Treatment"),
        (claim(3, "drops", -1, "b"), "Factor"),
        (claim(3, "drops", -1, "elsewhere"), "Treatment"),
        (replace(claim(3, "drops", -1, "b"), fidelity="unfaithful"), "Treatment"),
        (replace(claim(3, "drops", -1, "b"), evidence="contradicted"), "Treatment"),
    ],
    ids=["raises", "unsigned", "denied", "not-a-treatment", "off-the-loop", "misread", "refuted"],
)
def test_what_does_not_act(silent: Claim, kind: str) -> None:
    """Only an affirmed lowering, by a treatment, of something on the loop acts on it."""
    assert _points(silent, concepts=(concept("drops", kind),)) == []


def test_acting_on_a_broader_concept_reaches_the_node_via_it() -> None:
    """What lowers muscle pain in general is said to lower this muscle's pain: the general name is `via`."""
    kinds = (_DROPS, concept("b", broader=["wide"]), concept("wide", broader=["wider"]), concept("wider"))
    assert _points(claim(3, "drops", -1, "wider"), concepts=kinds) == [("drops", "b", None, "wider")]


def test_acting_on_a_narrower_concept_reaches_the_node_via_it() -> None:
    """What lowers one form of a node's concept is shown at the node, with the narrower name as `via`."""
    kinds = (_DROPS, concept("narrow", broader=["b"]))
    assert _points(claim(3, "drops", -1, "narrow"), concepts=kinds) == [("drops", "b", None, "narrow")]


def test_siblings_do_not_stand_in_for_each_other() -> None:
    """Two forms of one thing are two things."""
    kinds = (_DROPS, concept("b", broader=["wide"]), concept("twin", broader=["wide"]))
    assert _points(claim(3, "drops", -1, "twin"), concepts=kinds) == []


def test_broader_concepts_in_a_circle_do_no_harm() -> None:
    """Bad data must not hang the search."""
    kinds = (_DROPS, concept("b", broader=["wide"]), concept("wide", broader=["b"]))
    assert _points(claim(3, "drops", -1, "wide"), concepts=kinds) == [("drops", "b", None, "wide")]


def test_acting_on_the_mechanism_of_a_link_acts_on_the_link() -> None:
    """A claim that works through something breaks where that something is lowered."""
    assert _points(claim(3, "drops", -1, "m")) == [("drops", None, "a+--b", None)]


def test_one_break_collects_its_claims() -> None:
    """Two claims to the same point are one entry with both."""
    breaks = _breaks(corpus((*_RING, claim(4, "drops", -1, "b"), claim(3, "drops", -1, "b")), (_DROPS,)))
    assert [iri[-4:] for entry in breaks for iri in entry.claims] == ["c003", "c004"]
    assert len(breaks) == 1


def test_a_claim_to_an_unknown_concept_is_passed_over() -> None:
    """A target without a description is no ancestor of anything."""
    small = corpus((*_RING, claim(3, "drops", -1, "b")), (_DROPS,))
    stray = replace(small, concepts=tuple(c for c in small.concepts if c.iri != con("b")))
    assert [entry.node for entry in _breaks(stray)] == [con("b")]


def test_treatments_without_a_mechanism_are_told_apart() -> None:
    """One lowers what is on no loop, one has no signed claim, a denied claim counts for nothing."""
    small = corpus(
        (
            *_RING,
            claim(3, "drops", -1, "a"),
            claim(4, "aside", -1, "z"),
            claim(5, "mute", 0, "a"),
            claim(6, "denied", -1, "a", polarity="negated"),
            replace(claim(7, "rejected", -1, "a"), fidelity="unfaithful"),
        ),
        (_DROPS, *(concept(name, "Treatment") for name in ("aside", "mute", "denied", "rejected"))),
    )
    found = without_mechanism(small, _breaks(small))
    assert found == ((con("aside"),), (con("denied"), con("mute"), con("rejected")))


def test_a_break_says_how_firmly_and_under_which_circumstances() -> None:
    """The firmest claim gives the modality, contexts and populations are those of any claim."""
    aim = replace(claim(3, "drops", -1, "b", modality="intended"), contexts=(con("night"),))
    might = replace(claim(4, "drops", -1, "b", modality="possible"), populations=(con("adults"),))
    (entry,) = _breaks(corpus((*_RING, aim, might), (_DROPS,)))
    assert (entry.modality, entry.modality_rank, entry.contested) == ("possible", 2, False)
    assert (entry.contexts, entry.populations) == ((con("night"),), (con("adults"),))
    assert entry.predicates == (aim.predicate,)


@pytest.mark.parametrize(
    ("against", "contested"),
    [
        (claim(4, "drops", 1, "b"), True),
        (claim(4, "drops", -1, "b", polarity="negated"), True),
        (claim(4, "drops", 1, "b", polarity="negated"), False),
        (claim(4, "drops", 1, "a"), False),
        (claim(4, "drops", 0, "b", polarity="negated"), False),
    ],
    ids=["raised", "denied", "raising denied", "another point", "unsigned"],
)
def test_a_break_that_other_claims_speak_against_is_contested(against: Claim, *, contested: bool) -> None:
    """Said to raise what it is said to lower, or denied to lower it: the break stays, and says so."""
    (entry,) = [
        e for e in _breaks(corpus((*_RING, claim(3, "drops", -1, "b"), against), (_DROPS,))) if e.node
    ]
    assert entry.contested is contested


def test_the_population_of_a_figure_is_that_of_its_claim() -> None:
    """On a claim with a statistic, whom it is about stands on the statistic."""
    figure = Statistic(iri=con("s"), measure=con("share"), bound="unquantified", population=con("adults"))
    (entry,) = _breaks(corpus((*_RING, replace(claim(3, "drops", -1, "b"), statistic=figure)), (_DROPS,)))
    assert entry.populations == (con("adults"),)


_CARE = [concept(name, "Treatment") for name in "uvwxyz"]


def _told(number: int, subject: str, start: int, **other: object) -> Claim:
    passage = Passage(
        iri=con(f"p{number}"),
        source=con("source"),
        section=con(f"section-{start // 10}"),
        block=1,
        item=None,
        start=start,
        end=start + 1,
        sha256="",
        anchor_prefix=None,
        anchor_start="",
        anchor_end=None,
        deep_link=None,
    )
    return replace(claim(number, subject, -1, "ill"), passages=(passage,), **other)  # type: ignore[arg-type]


def _order(claims: list[Claim], concepts: list[Concept] = _CARE[:3]) -> str:
    """Give the treatments in order, as one word of their slugs."""
    return "".join(entry.treatment[-1] for entry in treatment_order(corpus(claims, concepts)))


def test_treatments_stand_in_the_order_in_which_they_are_told() -> None:
    """By place in the text; those that no passage tells come last; section and contexts stay attached."""
    late = _told(1, "u", 30, contexts=(con("simple-care-failed"),))
    assert _order([late, _told(2, "w", 20)]) == "wuv"
    first, second, third = treatment_order(corpus([late, _told(2, "w", 20)], _CARE[:3]))
    assert (first.section, first.contexts) == (con("section-2"), ())
    assert (second.section, second.contexts) == (con("section-3"), (con("simple-care-failed"),))
    assert (third.section, third.contexts, third.after) == (None, (), ())


def test_an_overview_does_not_put_a_treatment_first() -> None:
    """Where a list or a circumstance tells it, there it stands, though named before."""
    claims = [_told(1, "u", 10), _told(2, "u", 40, contexts=(con("failed"),)), _told(3, "v", 20)]
    assert _order(claims) == "vuw"


def test_what_claims_put_first_comes_first() -> None:
    """A claim that one precedes the other goes before the places, for narrower ones of both too."""
    claims = [_told(1, "u", 10), _told(2, "v", 20), _told(3, "w", 30)]
    assert _order([*claims, claim(4, "w", 0, "u")]) == "vwu"
    assert _order([*claims, claim(4, "w", 0, "u", polarity="negated")]) == "uvw"
    narrower = [*_CARE[:2], concept("w", "Treatment", broader=["x"]), _CARE[3]]
    assert _order([*claims, claim(4, "x", 0, "u")], narrower) == "vwxu"
    (place,) = [e for e in treatment_order(corpus([*claims, claim(4, "w", 0, "u")], _CARE)) if e.after]
    assert (place.treatment, place.after) == (con("u"), (con("w"),))


def test_a_circle_of_what_precedes_does_no_harm() -> None:
    """Where claims put each before the other, the place decides, and none is lost."""
    claims = [_told(1, "u", 10), _told(2, "v", 20), _told(3, "w", 5)]
    assert _order([*claims, claim(4, "u", 0, "v"), claim(5, "v", 0, "u"), claim(6, "v", 0, "v")]) == "wuv"


@settings(max_examples=60, deadline=None)
@given(
    st.permutations("uvwxyz"),
    st.sets(st.tuples(st.sampled_from("uvwxyz"), st.sampled_from("uvwxyz")), max_size=8),
)
def test_the_order_keeps_what_claims_say(told: list[str], pairs: set[tuple[str, str]]) -> None:
    """Each treatment once; of claims without a circle all are kept; without claims the places are."""
    forward = [pair for pair in pairs if pair[0] < pair[1]]
    claims = [_told(number, name, number * 10) for number, name in enumerate(told, start=1)]
    assert _order(claims, _CARE) == "".join(told)
    claims += [claim(20 + number, one, 0, other) for number, (one, other) in enumerate(forward)]
    found = _order(claims, _CARE)
    assert sorted(found) == sorted(told)
    assert all(found.index(one) < found.index(other) for one, other in forward)


def test_warnings_are_told_apart_from_what_speaks_against_a_treatment() -> None:
    """Warning signs; harm, a denied effect, a denied need; what helps or is denied to harm is neither."""
    claims = [
        replace(claim(1, "ill", 0, "u"), kind="red-flag"),
        replace(claim(2, "ill", 0, "u", polarity="negated"), kind="red-flag"),
        claim(3, "u", 1, "ill"),
        claim(4, "u", -1, "ill", polarity="negated"),
        claim(5, "u", -1, "ill"),
        claim(6, "u", 1, "ill", polarity="negated"),
        claim(7, "u", 1, "flow"),
        claim(8, "ill", 0, "u"),
        claim(9, "ill", 1, "ill"),
    ]
    signs, against = find_warnings(corpus(claims, [concept("ill", "Condition"), _CARE[0]]))
    assert [entry.iri[-4:] for entry in signs] == ["c001"]
    assert [entry.iri[-4:] for entry in against] == ["c002", "c003", "c004"]
