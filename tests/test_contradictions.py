"""Claims that speak against each other, and such that only seem to."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers import contradiction_facts, figures_left_out
from graph.causes import contradictions
from graph.causes.contradictions import MOST_FIGURES, find_contradictions
from graph.display import show
from graph.model import Claim, Contradiction, Corpus, Statistic
from graph.names import names_of
from graph.vocab import CON
from tests.corpora import ARTICLE_A, RANKS, SECOND, SHIPPED, Said, claim, con, corpus, run_cli, spoken

_NUMERIC = ("exactly", "at-most", "at-least", "more-than", "less-than")


def _figure(number: int, bound: str, value: int | None, **other: object) -> Claim:
    fields = {"measure": con("share"), "population": con("adults"), "unit": "PERCENT", **other}
    figure = Statistic(
        iri=con(f"s{number}"),
        bound=bound,
        value=None if value is None else Decimal(value),
        **fields,  # type: ignore[arg-type]
    )
    return replace(claim(number, "a", 0, "b"), statistic=figure)


def _pairs(*claims: Claim) -> list[tuple[str, list[str], list[str]]]:
    return [
        (
            entry.kind,
            [iri.removeprefix(ARTICLE_A) for iri in entry.claims],
            [iri.removeprefix(ARTICLE_A) for iri in entry.against],
        )
        for entry in find_contradictions(corpus(claims))
    ]


def test_opposite_signs_between_the_same_ends_contradict() -> None:
    """All that raise stand against all that lower; another direction, or a denial, does not."""
    claims = [claim(1, "a", 1, "b"), claim(2, "a", -1, "b"), claim(3, "a", 1, "b"), claim(4, "b", -1, "a")]
    assert _pairs(*claims) == [("sign", ["c001", "c003"], ["c002"])]
    assert _pairs(claims[0], replace(claims[1], polarity="negated")) == []


def test_what_is_affirmed_and_denied_contradicts() -> None:
    """The same subject, predicate and object with the other polarity, names included."""
    assert _pairs(claim(1, "a", 0, "b"), claim(2, "a", 0, "b", polarity="negated")) == [
        ("polarity", ["c001"], ["c002"])
    ]
    assert _pairs(claim(1, "a", 0, None), claim(2, "a", 0, None, polarity="negated"))
    assert _pairs(claim(1, "a", 0, "b"), claim(2, "a", 0, "c", polarity="negated")) == []


def _holds(bound: str, value: int, tried: Decimal) -> bool:
    return {
        "exactly": tried == value,
        "at-most": tried <= value,
        "at-least": tried >= value,
        "more-than": tried > value,
        "less-than": tried < value,
    }[bound]


@given(st.sampled_from(list(product(_NUMERIC, _NUMERIC))), st.integers(0, 4), st.integers(0, 4))
def test_figures_contradict_where_no_value_fits_both(bounds: tuple[str, str], one: int, other: int) -> None:
    """Compared with trying values: open and closed ends count."""
    tried = [Decimal(number) / 2 for number in range(-2, 12)]
    together = any(_holds(bounds[0], one, value) and _holds(bounds[1], other, value) for value in tried)
    assert bool(_pairs(_figure(1, bounds[0], one), _figure(2, bounds[1], other))) == (not together)


@pytest.mark.parametrize(
    "other",
    [
        {"unit": "count"},
        {"population": con("children")},
        {"measure": con("risk")},
        {"comparator": con("men")},
        {"months": 12},
        {"outcome": con("pain")},
    ],
    ids=lambda other: next(iter(other)),
)
def test_figures_of_something_else_do_not_contradict(other: dict[str, object]) -> None:
    """Unit, population, measure, comparison, time frame and outcome are all respected."""
    assert _pairs(_figure(1, "exactly", 1), _figure(2, "exactly", 2))
    assert _pairs(_figure(1, "exactly", 1), _figure(2, "exactly", 2, **other)) == []


def test_a_share_may_be_written_in_two_units() -> None:
    """Half and 50 percent are one value, a tenth is not; of a comparison, a ratio is no percentage."""
    half = _figure(1, "exactly", None)
    assert half.statistic is not None
    half = replace(half, statistic=replace(half.statistic, value=Decimal("0.5"), unit="ratio"))
    assert _pairs(half, _figure(2, "exactly", 50)) == []
    assert _pairs(half, _figure(2, "at-most", 49)) == [("statistic", ["c002"], ["c001"])]
    assert _pairs(_figure(1, "exactly", 2, unit="ratio"), _figure(2, "exactly", 50)) == []
    compared = replace(half, statistic=replace(half.statistic, comparator=con("men")))
    assert _pairs(compared, _figure(2, "at-most", 49, comparator=con("men"))) == []


def test_a_comparison_contradicts_its_own_reverse() -> None:
    """Men more than women, women more than men: one of them; but more than one is less than the other."""
    men = {"population": con("men"), "comparator": con("women")}
    women = {"population": con("women"), "comparator": con("men")}
    assert _pairs(_figure(1, "higher", None, **men), _figure(2, "higher", None, **women))
    assert _pairs(_figure(1, "higher", None, **men), _figure(2, "lower", None, **women)) == []
    assert _pairs(_figure(1, "higher", None, **men), _figure(2, "higher", None, **men)) == []
    children = {"population": con("women"), "comparator": con("children")}
    assert _pairs(_figure(1, "higher", None, **men), _figure(2, "higher", None, **children)) == []


def _denied(entry: Claim) -> Claim:
    return replace(entry, polarity="negated")


@given(st.sampled_from(list(product(_NUMERIC, _NUMERIC))), st.integers(0, 4), st.integers(0, 4))
def test_a_denied_figure_speaks_against_figures_that_leave_no_other(
    bounds: tuple[str, str], one: int, other: int
) -> None:
    """Compared with trying values: that it is not 1 leaves room for 2, but none for what is 1 only."""
    tried = [Decimal(number) / 2 for number in range(-2, 12)]
    within = all(_holds(bounds[1], other, value) for value in tried if _holds(bounds[0], one, value))
    found = _pairs(_figure(1, bounds[0], one), _denied(_figure(2, bounds[1], other)))
    assert found == ([("polarity", ["c001"], ["c002"])] if within else [])


def test_a_denied_figure_is_of_its_own_people() -> None:
    """What is denied of some people is not denied of others; without a figure all of it is denied."""
    told = _figure(1, "exactly", 75)
    assert _pairs(told, _denied(_figure(2, "exactly", 75, population=con("children")))) == []
    assert _pairs(claim(1, "a", 0, "b"), _denied(_figure(2, "exactly", 75))) == []
    assert _pairs(told, _denied(claim(2, "a", 0, "b"))) == [("polarity", ["c001"], ["c002"])]


def test_people_of_the_claim_count_as_those_of_its_figure() -> None:
    """A population stands with the claim or with its statistic: either way the figure is of these people."""
    adults = _figure(1, "exactly", 75)
    bare = _figure(2, "exactly", 50, population=None)
    assert _pairs(adults, bare) == []
    assert _pairs(adults, replace(bare, populations=(con("adults"),))) == [("statistic", ["c002"], ["c001"])]
    assert _pairs(adults, replace(bare, populations=(con("children"),))) == []
    (entry,) = find_contradictions(corpus([adults, replace(bare, populations=(con("adults"),))]))
    assert entry.same_context


def test_the_same_is_denied_by_another_predicate_of_its_sign() -> None:
    """To cause and not to contribute disagree, and which predicates say so is told; signs tell them apart."""
    causes = replace(claim(1, "a", 1, "b"), predicate=con("causes"))
    adds = replace(claim(2, "a", 1, "b", polarity="negated"), predicate=con("contributes"))
    (entry,) = find_contradictions(corpus([causes, adds]))
    assert (entry.kind, entry.claims, entry.against) == ("polarity", (causes.iri,), (adds.iri,))
    assert entry.predicates == (con("causes"), con("contributes"))
    assert _pairs(causes, replace(adds, sign=-1)) == []
    assert _pairs(replace(causes, sign=0), replace(adds, sign=0)) == []
    assert _pairs(causes, replace(adds, object=con("c"))) == []


_MEN_TO_WOMEN = {"population": con("men"), "comparator": con("women"), "unit": "ratio"}
_WOMEN_TO_MEN = {"population": con("women"), "comparator": con("men"), "unit": "ratio"}


@given(st.sampled_from(_NUMERIC[1:]), st.integers(1, 4), st.sampled_from(_NUMERIC[1:]), st.integers(1, 4))
def test_a_ratio_may_be_told_the_other_way_round(bound: str, one: int, word: str, other: int) -> None:
    """Compared with trying values: A to B is n where B to A is 1/n; one that is exact may be rounded."""
    tried = [Decimal(60) / number for number in range(10, 300)]
    together = any(_holds(bound, one, value) and _holds(word, other, 1 / value) for value in tried)
    found = _pairs(_figure(1, bound, one, **_MEN_TO_WOMEN), _figure(2, word, other, **_WOMEN_TO_MEN))
    assert bool(found) == (not together)


def test_a_ratio_and_a_direction_can_exclude_each_other() -> None:
    """Twice as many is not fewer, however the two groups are named; nor is it half as many."""
    double = _figure(1, "exactly", 2, **_MEN_TO_WOMEN)
    men = {"population": con("men"), "comparator": con("women"), "unit": None}
    women = {"population": con("women"), "comparator": con("men"), "unit": None}
    assert _pairs(double, _figure(2, "lower", None, **men))
    assert _pairs(double, _figure(2, "higher", None, **women))
    assert _pairs(double, _figure(2, "higher", None, **men)) == []
    assert _pairs(double, _figure(2, "lower", None, **women)) == []
    assert _pairs(double, _figure(2, "exactly", 2, **_WOMEN_TO_MEN))
    half = _figure(2, "exactly", None, **_WOMEN_TO_MEN)
    assert half.statistic is not None
    half = replace(half, statistic=replace(half.statistic, value=Decimal("0.5")))
    assert _pairs(double, half) == []
    third = replace(half, statistic=replace(half.statistic, value=Decimal("0.33")))
    assert _pairs(_figure(1, "exactly", 3, **_MEN_TO_WOMEN), third) == []


def test_the_same_said_with_unlike_firmness_is_a_hedge() -> None:
    """The firmest stand against each weaker degree; another object, or a denial, is something else."""
    claims = [
        claim(1, "a", 1, "b", modality="possible"),
        claim(2, "a", 1, "b"),
        claim(3, "a", 1, "b", modality="intended"),
        claim(4, "a", 1, "b"),
        claim(5, "a", 1, "c", modality="possible"),
        claim(6, "b", 1, "a", modality="possible"),
    ]
    assert _pairs(*claims) == [("hedge", ["c002", "c004"], ["c001"]), ("hedge", ["c002", "c004"], ["c003"])]
    assert _pairs(claims[1], replace(claims[0], polarity="negated"))[0][0] == "polarity"
    assert len(_pairs(claims[1], replace(claims[0], polarity="negated"))) == 1


def test_usual_and_occasional_are_unlike_too() -> None:
    """But to say nothing of how often is no disagreement, and one pair is told once."""
    often, rarely = (
        replace(claim(number, "a", 1, "b"), frequency=word)
        for number, word in enumerate(("usual", "occasional"), start=1)
    )
    assert _pairs(often, rarely) == [("hedge", ["c001"], ["c002"])]
    assert _pairs(often, claim(3, "a", 1, "b")) == []
    assert _pairs(often, replace(rarely, modality="possible", modality_rank=2)) == [
        ("hedge", ["c001"], ["c002"])
    ]


def test_hedges_of_other_circumstances_and_figures() -> None:
    """Another circumstance is told; a figure of something else is another statement."""
    might = replace(claim(2, "a", 1, "b", modality="possible"), contexts=(con("night"),))
    (entry,) = find_contradictions(corpus([claim(1, "a", 1, "b"), might]))
    assert (entry.kind, entry.same_context) == ("hedge", False)
    firm = _figure(1, "exactly", 1)
    unsure = replace(_figure(2, "exactly", 1, months=12), modality="possible", modality_rank=2)
    assert _pairs(firm, unsure) == []
    assert _pairs(firm, replace(unsure, statistic=firm.statistic)) == [("hedge", ["c001"], ["c002"])]


_SAID = st.tuples(
    st.sampled_from("ab"),
    st.sampled_from([1, -1, 0]),
    st.sampled_from("ab"),
    st.sampled_from(["affirmed", "affirmed", "negated"]),
    st.sampled_from(sorted(RANKS)),
)


@given(st.lists(_SAID, max_size=8), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(
    said: list[tuple[str, int, str, str, str]], random: Random
) -> None:
    """Grave kinds first, each entry once, no claim against itself; shuffled input gives the same."""
    claims = [
        claim(number, source, sign, target, polarity=polarity, modality=modality)
        for number, (source, sign, target, polarity, modality) in enumerate(said, start=1)
    ]
    small = corpus(claims)
    found = find_contradictions(small)
    kinds = [("polarity", "sign", "statistic", "hedge").index(entry.kind) for entry in found]
    assert kinds == sorted(kinds)
    assert len(set(found)) == len(found)
    for entry in found:
        assert not set(entry.claims) & set(entry.against)
        assert entry.claims
        assert entry.against
    shuffled = list(small.claims)
    random.shuffle(shuffled)
    assert find_contradictions(replace(small, claims=tuple(shuffled))) == found


def test_approximate_figures_and_comparisons() -> None:
    """A tenth off is still approximate; higher and lower exclude each other, unquantified nothing."""
    assert _pairs(_figure(1, "approximately", 80), _figure(2, "approximately", 90)) == []
    assert _pairs(_figure(1, "approximately", 80), _figure(2, "exactly", 95))
    assert _pairs(_figure(1, "higher", None), _figure(2, "lower", None))
    assert _pairs(_figure(1, "higher", None), _figure(2, "unquantified", None)) == []


def test_other_contexts_are_told() -> None:
    """Claims about different contexts or populations may both hold, so it is said."""
    one, other = claim(1, "a", 1, "b"), claim(2, "a", -1, "b")
    assert [entry.same_context for entry in find_contradictions(corpus([one, other]))] == [True]
    elsewhere = replace(other, contexts=(con("night"),))
    found = find_contradictions(corpus([one, elsewhere]))
    assert found == (
        Contradiction(
            kind="sign",
            claims=(one.iri,),
            against=(other.iri,),
            same_context=False,
            predicates=tuple(sorted({one.predicate, other.predicate})),
        ),
    )


def test_the_verb_says_so_where_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    """Looking and finding nothing is an answer: exit 0, one sentence, an empty list."""
    outcome = run_cli(capsys, "contradictions", "--data", SECOND, "--format", "json")
    assert outcome.code == 0
    assert outcome.json == []
    outcome = run_cli(capsys, "contradictions", "--data", SECOND)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == "No claims speak against each other.\n"


def test_the_verb_shows_both_sides(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row has the kind, whether the context is the same, and the claims of either side, with firmness."""
    torn = corpus([claim(1, "a", 1, "b"), claim(2, "a", -1, "b")])
    monkeypatch.setattr("graph.pipeline.load_corpus", lambda _data, **_: torn)
    (row,) = run_cli(capsys, "contradictions").out.splitlines()[2:]
    assert " ".join(row.split()) == (
        "sign same invented-a:c001: claim 1 (asserted) invented-a:c002: claim 2 (asserted)"
    )
    (facts,) = run_cli(capsys, "contradictions", "--format", "json").json
    said = facts.pop("said")
    assert facts.pop("claims_by") == facts.pop("against_by")
    assert facts == {
        "kind": "sign",
        "claims": ["invented-a:c001"],
        "against": ["invented-a:c002"],
        "same_context": True,
        "predicates": ["cg:decreases", "cg:increases"],
        "independent": False,
    }
    assert sorted(said) == ["invented-a:c001", "invented-a:c002"]
    for entry in said.values():
        assert (entry["modality"], entry["frequency"], entry["passages"]) == ("asserted", None, [])


def test_hedges_of_the_shipped_article_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """It contradicts itself nowhere, and is not equally sure everywhere; sections are named."""
    outcome = run_cli(capsys, "contradictions", "--data", SHIPPED)
    kinds = {line.split()[0] for line in outcome.out.splitlines()[2:]}
    assert kinds == {"hedge"}
    assert "(tentative; in: When to Seek Medical Attention)" in outcome.out
    assert outcome.err.startswith("No claims speak against each other, but firmness differs.\n")
    for entry in run_cli(capsys, "contradictions", "--data", SHIPPED, "--format", "json").json:
        said = entry["said"]
        firm = {tuple(said[iri][key] for key in ("modality", "frequency")) for iri in entry["claims"]}
        assert firm.isdisjoint(
            tuple(said[iri][key] for key in ("modality", "frequency")) for iri in entry["against"]
        )
        assert all(said[iri]["passages"] for iri in entry["claims"] + entry["against"])


def test_what_the_article_does_not_say_contradicts_nothing() -> None:
    """A claim that the newest review calls unfaithful is ours, not the article's."""
    wrong = replace(claim(1, "a", 1, "b"), fidelity="unfaithful")
    assert _pairs(wrong, claim(2, "a", -1, "b")) == []
    assert _pairs(replace(wrong, fidelity="faithful"), claim(2, "a", -1, "b"))


@given(
    st.lists(st.sampled_from([None, "Owl Press", "Hen House"]), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from((-1, 1)), st.booleans()), max_size=8),
)
def test_both_sides_name_their_articles_and_say_whether_they_are_independent(
    publishers: list[str | None], drawn: list[tuple[int, int, bool]]
) -> None:
    """As by looking up each claim: sides are independent where no publisher stands on both."""
    said = [Said(number % len(publishers), "a", sign, "b", whole=True) for number, sign, _ in drawn]
    whole = spoken(publishers, said)
    claims = {
        one.iri: replace(one, polarity="negated" if denied else "affirmed")
        for one, (_, _, denied) in zip(sorted(whole.claims, key=_number), drawn, strict=True)
    }
    whole = replace(whole, claims=tuple(claims[iri] for iri in sorted(claims)))
    houses = {source.iri: source.publisher or source.iri for source in whole.sources}
    for entry in find_contradictions(whole):
        own, against = (
            {passage.source for iri in side for passage in claims[iri].passages}
            for side in (entry.claims, entry.against)
        )
        assert (set(entry.articles), set(entry.against_articles)) == (own, against)
        assert set(entry.publishers) == {houses[iri] for iri in own if iri}
        assert set(entry.against_publishers) == {houses[iri] for iri in against if iri}
        assert entry.independent == (not set(entry.publishers) & set(entry.against_publishers))


def _number(entry: Claim) -> str:
    return entry.iri.rpartition("#")[2]


def _across(tmp_path: Path, publisher: str) -> Path:
    """Copy the second data set, with an article that denies and doubts what another says."""
    data = Path(shutil.copytree(SECOND, tmp_path / "data"))
    text = (data / "why-tears-fail.ttl").read_text(encoding="utf-8")
    text = text.replace("article/why-tears-fail#", "article/tears-again#").replace(
        "ag:eye-letter", "ag:other"
    )
    text = text.replace("The Eye Letter (invented)", publisher)
    at = text.index("a:c004 a cg:Claim")
    text = text[:at] + text[at:].replace("cg:affirmed", "cg:negated", 1)
    text = text.replace("cg:value 40.0", "cg:value 30.0").replace(
        "cg:bound cg:at-least", "cg:bound cg:at-most"
    )
    (data / "tears-again.ttl").write_text(text, encoding="utf-8")
    return data


@pytest.mark.parametrize(
    ("publisher", "independent", "words"),
    [
        ("The Tear Post", True, "The Eye Letter (invented) | The Tear Post: independent"),
        ("the eye  letter (invented)", False, "The Eye Letter (invented): one publisher"),
    ],
    ids=["another", "the-same"],
)
def test_articles_that_disagree_are_shown_with_their_publishers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], publisher: str, *, independent: bool, words: str
) -> None:
    """A denial and figures that exclude each other, each with both publishers."""
    data = _across(tmp_path, publisher)
    facts = run_cli(capsys, "contradictions", "--data", data, "--format", "json").json
    firm = [entry for entry in facts if entry["kind"] in {"polarity", "statistic"}]
    assert {entry["kind"] for entry in firm} == {"polarity", "statistic"}
    for entry in firm:
        assert entry["independent"] == independent
        both = {*entry["claims_by"]["articles"], *entry["against_by"]["articles"]}
        assert both == {"why-tears-fail:article", "tears-again:article"}
    assert words in run_cli(capsys, "contradictions", "--data", data).out


def test_people_that_tell_two_claims_apart_are_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Where one of two is said of some people only, the column of contexts says of whom."""
    data = _across(tmp_path, "The Tear Post")
    path = data / "tears-again.ttl"
    text = path.read_text(encoding="utf-8")
    at = text.index("a:c004 a cg:Claim")
    text = text[:at] + text[at:].replace("cg:polarity", "cg:population con:adults ; cg:polarity", 1)
    path.write_text(text, encoding="utf-8")
    assert "differs (anybody | Adults)" in run_cli(capsys, "contradictions", "--data", data).out


def test_of_one_article_nothing_is_said_of_publishers(capsys: pytest.CaptureFixture[str]) -> None:
    """The table stays as calm as the article."""
    out = run_cli(capsys, "contradictions", "--data", SHIPPED).out
    assert "between" not in out.splitlines()[0]
    assert "independent" not in out


def _told_of(whole: Corpus, *figures: tuple[int, str | None, int | None]) -> Corpus:
    """Give the claims of a corpus these figures: value, people, months."""
    claims = []
    for number, (entry, (value, people, months)) in enumerate(
        zip(sorted(whole.claims, key=_number), figures, strict=True)
    ):
        told = _figure(number, "exactly", value, population=people and con(people), months=months)
        claims.append(replace(entry, statistic=told.statistic))
    return replace(whole, claims=tuple(claims))


@pytest.mark.parametrize(
    ("articles", "figures", "kinds"),
    [
        ((0, 1), [(40, "adults", None), (70, "children", None)], ["figures"]),
        ((0, 1), [(40, "adults", 3), (70, "adults", 12)], ["figures"]),
        ((0, 1), [(40, "adults", 3), (70, "adults", 3)], ["statistic"]),
        ((0, 1), [(40, "adults", 3), (40, "children", 3)], []),
        ((0, 0), [(40, "adults", None), (70, "children", None)], []),
        ((0, 0, 1), [(40, "adults", None), (70, "children", None), (70, "children", None)], ["figures"]),
    ],
    ids=["people", "time", "the-same", "no-other-figure", "one-article", "one-of-both"],
)
def test_figures_of_other_people_are_told_apart_between_articles(
    articles: tuple[int, ...], figures: list[tuple[int, str | None, int | None]], kinds: list[str]
) -> None:
    """They may both hold, which is said; within one article, and of the same people, nothing changes."""
    said = [Said(number, "a", 0, "b", whole=True) for number in articles]
    found = find_contradictions(_told_of(spoken(["Owl Press", "Hen House"], said), *figures))
    assert [entry.kind for entry in found] == kinds
    for entry in found:
        assert entry.same_context == (entry.kind == "statistic")
        own = {iri.removeprefix(CON) for iri in (*entry.populations, *entry.against_populations)}
        assert own == {people for _, people, _ in figures}


@pytest.mark.parametrize("seed", range(12))
def test_of_many_figures_those_farthest_apart_are_given_and_the_others_counted(seed: int) -> None:
    """Compared with trying every pair: as many there are, and none given lies nearer than one left out."""
    random = Random(seed)
    articles = [random.randrange(1 + seed % 4) for _ in range(40)]
    told = [
        (random.randrange(60), random.choice(["adults", "children", None]), random.choice([None, 3]))
        for _ in articles
    ]
    said = [Said(number, "a", 0, "b", whole=True) for number in articles]
    whole = _told_of(spoken(["Owl Press", "Hen House", "Barn", "Wood"], said), *told)
    cells: dict[tuple[int, str | None, int | None], set[int]] = {}
    for article, figure in zip(articles, told, strict=True):
        cells.setdefault(figure, set()).add(article)
    gaps = sorted(
        abs(one[0] - other[0])
        for one, other in combinations(cells, 2)
        if one[0] != other[0] and one[1:] != other[1:] and len(cells[one] | cells[other]) > 1
    )
    given = [entry for entry in find_contradictions(whole) if entry.kind == "figures"]
    value = {entry.iri: entry.statistic.value for entry in whole.claims if entry.statistic}
    found = [abs((value[one.claims[0]] or 0) - (value[one.against[0]] or 0)) for one in given]
    assert sorted(found) == gaps[max(len(gaps) - MOST_FIGURES, 0) :]
    assert sum(entry.left_out for entry in given) == max(len(gaps) - MOST_FIGURES, 0)


@pytest.mark.parametrize("seed", range(6))
def test_of_figures_of_few_articles_or_few_people_the_farthest_are_given_too(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever hinders pairs, most being of one article, of one people, or of both, as few as are given."""
    monkeypatch.setattr(contradictions, "MOST_FIGURES", 2 + seed % 3)
    random = Random(seed)
    rare = [random.random() < 0.1 for _ in range(120)]
    articles = [random.randrange(4) if rare[number] else seed % 2 for number in range(120)]
    told = [
        (random.randrange(500), f"people-{random.randrange(4) if rare[number] else seed % 3}", None)
        for number in range(120)
    ]
    whole = _told_of(
        spoken(
            ["Owl Press", "Hen House", "Barn", "Wood"],
            [Said(number, "a", 0, "b", whole=True) for number in articles],
        ),
        *told,
    )
    cells: dict[tuple[int, str, None], set[int]] = {}
    for article, figure in zip(articles, told, strict=True):
        cells.setdefault(figure, set()).add(article)
    gaps = sorted(
        abs(one[0] - other[0])
        for one, other in combinations(cells, 2)
        if one[0] != other[0] and one[1] != other[1] and len(cells[one] | cells[other]) > 1
    )
    value = {entry.iri: entry.statistic.value for entry in whole.claims if entry.statistic}
    given = [entry for entry in find_contradictions(whole) if entry.kind == "figures"]
    found = sorted(abs((value[one.claims[0]] or 0) - (value[one.against[0]] or 0)) for one in given)
    assert found == gaps[-(2 + seed % 3) :]


@pytest.mark.parametrize("shared", ["people", "article"])
def test_a_figure_above_many_of_its_uppers_own_kind_is_tried(
    shared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies highest pairs with none of its own people or article: the one other below it is found."""
    monkeypatch.setattr(contradictions, "MOST_FIGURES", 2)
    places = [(0, "x", 0), (1, "x", 1), (2, "x", 2), (3, "y", 10), (0, "x", 100)]
    if shared == "article":
        places = [(0, "p", 0), (0, "q", 1), (0, "r", 2), (1, "s", 10), (0, "p", 100)]
    whole = _told_of(
        spoken(
            ["Owl Press", "Hen House", "Barn", "Wood"],
            [Said(article, "a", 0, "b", whole=True) for article, _, _ in places],
        ),
        *((value, people, None) for _, people, value in places),
    )
    value = {entry.iri: entry.statistic.value for entry in whole.claims if entry.statistic}
    given = [entry for entry in find_contradictions(whole) if entry.kind == "figures"]
    assert {(value[one.claims[0]], value[one.against[0]]) for one in given} & {(10, 100), (100, 10)}


def test_of_very_many_figures_of_one_article_few_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pairs within an article are not gone through: with ten times as many, as few lie below."""
    tried: list[int] = []
    lowest = contradictions._lowest
    monkeypatch.setattr(
        contradictions, "_lowest", lambda told: (tried.append(len(lowest(told))), lowest(told))[1]
    )
    for many in (90, 900):
        said = [Said(0, "a", 0, "b", whole=True)] * many + [Said(1, "a", 0, "b", whole=True)]
        told = [(number, f"people-{number}", None) for number in range(many)] + [(many // 2, "few", None)]
        found = find_contradictions(_told_of(spoken(["Owl Press", "Hen House"], said), *told))
        assert len(found) == MOST_FIGURES
        assert sum(entry.left_out for entry in found) == many - 1 - MOST_FIGURES
    assert tried[0] == tried[1] < 8 * MOST_FIGURES


def test_figures_left_out_are_counted_where_they_are_listed() -> None:
    """Of 200 figures of as many groups of people, 20 pairs are given; text and JSON say how many more."""
    said = [Said(number % 2, "a", 0, "b", whole=True) for number in range(200)]
    told = [(number, f"people-{number}", None) for number in range(200)]
    whole = _told_of(spoken(["Owl Press", "Hen House"], said), *told)
    found = find_contradictions(whole)
    facts = [contradiction_facts(entry, names_of(whole)) for entry in found]
    assert [len(facts), sum(entry["left_out"] for entry in facts)] == [20, 100 * 100 - 20]
    assert "9,980 further pairs left out" in str(figures_left_out(found))
    assert "9,980 further pairs left out" in str(show(found, whole))


def test_people_of_figures_that_differ_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table names both groups, and says that both may hold."""
    data = _across(tmp_path, "The Tear Post")
    path = data / "tears-again.ttl"
    path.write_text(
        path.read_text(encoding="utf-8").replace("con:drop-users", "con:adults"), encoding="utf-8"
    )
    outcome = run_cli(capsys, "contradictions", "--data", data)
    (row,) = [line for line in outcome.out.splitlines() if line.startswith("figures")]
    assert "Users of anti-inflammatory eye drops" in row
    assert "Adults" in row
    assert "both may hold" in outcome.err
