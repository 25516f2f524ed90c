"""How far reviewers agree: the formulas against published figures, and what is made of the data's reviews."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph
from graph.model import Claim, Corpus, Iri, Person, Review
from graph.reviewing.agreement import measure_agreement
from graph.reviewing.kappa import cohens_kappa, fleiss_kappa
from graph.standing import counting, hashes_of
from tests.corpora import SECOND, SHIPPED, claim, ring, run_cli
from tests.corpora import corpus as corpus_of
from tests.reviewed import PEOPLE, START, by, random_records, write_records

ANN, BEN, CLEO = (Iri(name) for name in ("urn:ann", "urn:ben", "urn:cleo"))
VERDICTS = ("faithful", "needs-rewording", "unfaithful")
pairs_of = st.lists(st.tuples(st.sampled_from(VERDICTS), st.sampled_from(VERDICTS)), max_size=30)


def told(table: Sequence[Sequence[int]]) -> list[tuple[str, str]]:
    """Give the pairs of verdicts that a table counts: rows are those of the first, columns of the second."""
    return [
        (str(row), str(column))
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


class TestCohen:
    """Two raters."""

    @pytest.mark.parametrize(
        ("table", "value"),
        [
            # Cohen 1960, his worked example of 200 cases: .492.
            ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], Fraction(29, 59)),
            # By hand: 35 of 50 agree; chance gives 25/50 * 30/50 + 25/50 * 20/50 = 1/2.
            ([[20, 5], [10, 15]], Fraction(2, 5)),
            # All agree, in two categories.
            ([[3, 0], [0, 4]], Fraction(1)),
            # Nobody agrees, and both use both categories alike: as far below chance as can be.
            ([[0, 5], [5, 0]], Fraction(-1)),
            # Independent: as chance would have it.
            ([[4, 4], [4, 4]], Fraction(0)),
        ],
    )
    def test_it_gives_what_is_published_or_computed_by_hand(
        self, table: Sequence[Sequence[int]], value: Fraction
    ) -> None:
        """Exactly, as a fraction."""
        assert cohens_kappa(told(table)).value == value

    def test_the_published_figure_is_that_of_the_paper(self) -> None:
        """Three digits, as it is printed there."""
        assert round(float(Fraction(29, 59)), 3) == 0.492

    @pytest.mark.parametrize(
        ("given_pairs", "why"),
        [
            ([], "no claim in common"),
            ([("a", "a")], "one claim in common"),
            ([("a", "b")], "one claim in common"),
            ([("a", "a")] * 9, "one verdict throughout"),
        ],
    )
    def test_where_it_has_no_meaning_it_has_no_value_and_says_why(
        self, given_pairs: list[tuple[str, str]], why: str
    ) -> None:
        """Neither 1 nor 0 nor a number that is none."""
        found = cohens_kappa(given_pairs)
        assert found.value is None
        assert found.why is not None
        assert why in found.why

    @pytest.mark.parametrize("agreed", [0, 1, 5, 9])
    def test_who_always_says_the_same_agrees_no_more_than_chance(self, agreed: int) -> None:
        """The value is 0 whatever the share is, and that is said."""
        found = cohens_kappa([("a", "a")] * agreed + [("a", "b")] * (10 - agreed))
        assert (found.value, found.observed) == (0, Fraction(agreed, 10))
        assert found.why == "one of them gave one verdict throughout: always 0"

    @given(pairs_of, st.permutations(VERDICTS), st.randoms(use_true_random=False))
    def test_names_order_and_who_comes_first_do_not_count(
        self, pairs: list[tuple[str, str]], renamed: Sequence[str], chance: random.Random
    ) -> None:
        """Verdicts renamed, claims shuffled, raters swapped: the same in every part."""
        names = dict(zip(VERDICTS, renamed, strict=True))
        other = [(names[two], names[one]) for one, two in pairs]
        chance.shuffle(other)
        assert cohens_kappa(other) == cohens_kappa(pairs)

    @given(pairs_of)
    def test_it_is_at_most_one_and_one_only_where_all_agree(self, pairs: list[tuple[str, str]]) -> None:
        """And never less than minus one."""
        found = cohens_kappa(pairs)
        if found.value is not None:
            assert -1 <= found.value <= 1
            assert (found.value == 1) == all(one == two for one, two in pairs)
            assert found.expected is not None
            assert found.expected < 1
        else:
            assert found.why


# Fleiss 1971, Table 1: 30 patients, each diagnosed by six psychiatrists; of each the count of five diagnoses.
PATIENTS = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006
10050 11040 03300 10050 02031 00501 30012 51000 02040 10203
00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""


def scotts_pi(pairs: Iterable[tuple[str, str]]) -> Fraction | None:
    """Give Scott's pi (1955), written from its definition: chance is that of both raters' verdicts pooled."""
    known = list(pairs)
    pooled = Counter(verdict for pair in known for verdict in pair)
    chance = sum((Fraction(count, 2 * len(known)) ** 2 for count in pooled.values()), Fraction(0))
    seen = Fraction(sum(one == two for one, two in known), len(known))
    return None if chance == 1 else (seen - chance) / (1 - chance)


class TestFleiss:
    """Any number of raters."""

    def test_it_gives_the_published_figure(self) -> None:
        """Fleiss 1971: observed .556, expected .220, kappa .430."""
        rows = ["".join(str(n) * int(count) for n, count in enumerate(one)) for one in PATIENTS.split()]
        found = fleiss_kappa(rows)
        assert found.claims == 30
        assert found.observed is not None
        assert found.expected is not None
        assert found.value is not None
        assert [round(float(part), 3) for part in (found.observed, found.expected, found.value)] == [
            0.556,
            0.220,
            0.430,
        ]

    @pytest.mark.parametrize(
        ("rows", "why"),
        [([], "no claim"), (["aaa"], "one claim"), (["aab"], "one claim"), (["aaa"] * 4, "one verdict")],
    )
    def test_where_it_has_no_meaning_it_has_no_value_and_says_why(self, rows: list[str], why: str) -> None:
        """As of two."""
        found = fleiss_kappa(rows)
        assert found.value is None
        assert found.why is not None
        assert why in found.why

    @pytest.mark.parametrize("rows", [["ab", "abc"], ["a", "b"], ["", ""], ["ab", ""]])
    def test_claims_with_unlike_numbers_of_verdicts_are_refused(self, rows: list[str]) -> None:
        """And those with fewer than two."""
        with pytest.raises(ValueError, match="as many verdicts"):
            fleiss_kappa(rows)

    @given(pairs_of.filter(lambda pairs: len(pairs) > 1))
    def test_of_two_raters_it_is_scotts_pi_and_never_more_than_cohens(
        self, pairs: list[tuple[str, str]]
    ) -> None:
        """Pooling what two people do makes chance agree at least as often."""
        found, cohens = fleiss_kappa(pairs), cohens_kappa(pairs)
        assert found.value == scotts_pi(pairs)
        assert found.observed == cohens.observed
        assert found.expected is not None
        assert cohens.expected is not None
        assert found.expected >= cohens.expected

    @given(
        st.integers(2, 5).flatmap(
            lambda n: st.lists(st.lists(st.sampled_from(VERDICTS), min_size=n, max_size=n), max_size=15)
        ),
        st.permutations(VERDICTS),
        st.randoms(use_true_random=False),
    )
    def test_names_order_and_whose_verdict_it_is_do_not_count(
        self, rows: list[list[str]], renamed: Sequence[str], chance: random.Random
    ) -> None:
        """Also of each claim by itself: raters of one need not be those of another."""
        names = dict(zip(VERDICTS, renamed, strict=True))
        other = [chance.sample([names[one] for one in row], len(row)) for row in rows]
        chance.shuffle(other)
        assert fleiss_kappa(other) == fleiss_kappa(rows)


def verdict(
    of: Claim, who: Iri, said: str, *, axis: str = "fidelity", minute: int = 0, note: str | None = None
) -> Review:
    """Make a review of a claim as it stands."""
    return Review(
        iri=Iri(f"{of.iri}-{who}-{axis}-{minute}"),
        claim=of.iri,
        axis=axis,
        verdict=said,
        reviewer=who,
        time=START + timedelta(minutes=minute),
        passage_hashes=hashes_of(of.passages),
        digest=of.digest,
        note=note,
    )


def reviewed(claims: Sequence[Claim], *reviews: Review) -> Corpus:
    """Make a corpus of claims and reviews by three people."""
    people = tuple(Person(iri=iri, name=iri.removeprefix("urn:").title()) for iri in (ANN, BEN, CLEO))
    return replace(corpus_of(claims), reviews=reviews, people=people)


THREE = [claim(number, "a", 1, "b") for number in (1, 2, 3)]


def test_without_two_reviewers_of_one_question_there_is_no_pair() -> None:
    """Nor with one, nor where each answered another question."""
    assert measure_agreement(reviewed(THREE)).pairs == ()
    one, two = THREE[:2]
    assert measure_agreement(reviewed(THREE, verdict(one, ANN, "faithful"))).pairs == ()
    found = measure_agreement(
        reviewed(THREE, verdict(one, ANN, "faithful"), verdict(two, BEN, "source-needed", axis="evidence"))
    )
    assert found.pairs == ()
    assert found.reviewers == (ANN, BEN)


def test_reviewers_without_a_claim_in_common_are_a_pair_without_a_value() -> None:
    """What each has judged alone is counted as missing."""
    one, two, _ = THREE
    (pair,) = measure_agreement(
        reviewed(THREE, verdict(one, ANN, "faithful"), verdict(two, BEN, "faithful"))
    ).pairs
    assert (pair.claims, pair.agreed, pair.missing) == (0, 0, 2)
    assert pair.kappa.why == "no claim in common"


def test_only_the_newest_verdict_counts_and_none_on_what_has_changed() -> None:
    """As for the status of a claim."""
    one, two, three = THREE
    found = measure_agreement(
        reviewed(
            THREE,
            verdict(one, ANN, "unfaithful"),
            verdict(one, ANN, "faithful", minute=5),
            verdict(one, BEN, "faithful", minute=1),
            verdict(two, ANN, "faithful"),
            replace(verdict(two, BEN, "unfaithful"), digest="f" * 64),
            verdict(three, ANN, "faithful"),
            verdict(three, BEN, "unfaithful"),
        )
    )
    (pair,) = [one for one in found.pairs if one.kind is None]
    assert (pair.claims, pair.agreed, pair.missing) == (2, 1, 1)
    assert (found.reviews, found.counted) == (7, 5)
    assert [entry.claim for entry in found.disagreements] == [three.iri]


def test_more_than_two_are_measured_together_on_what_all_have_judged() -> None:
    """Beside each two of them."""
    reviews = [verdict(one, who, "faithful") for one in THREE[:2] for who in (ANN, BEN, CLEO)]
    reviews += [verdict(THREE[2], ANN, "faithful"), verdict(THREE[2], BEN, "unfaithful")]
    found = measure_agreement(reviewed(THREE, *reviews))
    assert [(one.reviewers, one.claims) for one in found.pairs if one.kind is None] == [
        ((ANN, BEN), 3),
        ((ANN, CLEO), 2),
        ((BEN, CLEO), 2),
    ]
    group = found.groups[0]
    assert (group.reviewers, group.claims, group.agreed, group.missing) == ((ANN, BEN, CLEO), 2, 2, 1)
    assert group.kappa.why == "one verdict throughout: chance agrees as often"


def test_warning_signs_are_settled_first_then_what_most_loops_rest_on() -> None:
    """Then as the worklist has them; a claim that a verdict would reject bears its loops all the same."""
    base = ring(("a", 1, "b"), ("b", 1, "a"), ("b", 1, "c"), ("c", 1, "a"), ("x", 1, "y"), ("u", 0, "v"))
    flag = replace(base.claims[5], kind="red-flag")
    claims = [*base.claims[:5], flag]
    reviews = [
        verdict(one, who, said, note=f"{who} says so")
        for one in claims
        for who, said in ((ANN, "faithful"), (BEN, "unfaithful"))
    ]
    shown = replace(base, claims=tuple(claims), reviews=tuple(reviews))
    rejected = replace(shown, claims=tuple(replace(one, fidelity="unfaithful") for one in claims))
    for corpus in (shown, rejected):
        found = measure_agreement(corpus).disagreements
        assert [(one.claim, one.is_warning, one.loops) for one in found] == [
            (claims[5].iri, True, 0),
            (claims[0].iri, False, 2),
            (claims[1].iri, False, 1),
            (claims[2].iri, False, 1),
            (claims[3].iri, False, 1),
            (claims[4].iri, False, 0),
        ]
        assert [review.note for review in found[0].reviews] == ["urn:ann says so", "urn:ben says so"]


@pytest.mark.parametrize("seed", range(5))
def test_the_figures_are_those_of_a_plain_count(seed: int, tmp_path: Path) -> None:
    """Counted again from the reviews that stand, one claim, axis and pair at a time."""
    corpus = graph.load_corpus(
        write_records(tmp_path / "data", random_records(graph.load_corpus(SECOND), seed))
    )
    found = measure_agreement(corpus)
    said: dict[tuple[str, Iri, Iri], str] = {}
    for one in corpus.claims:
        own = [review for review in corpus.reviews if review.claim == one.iri]
        for review in counting(own, one.digest, hashes_of(one.passages)):
            said[review.axis, one.iri, review.reviewer] = review.verdict
    kinds = {one.iri: one.kind for one in corpus.claims}
    for entry in (*found.pairs, *found.groups):
        rows = [
            [said.get((entry.axis, iri, person)) for person in entry.reviewers]
            for iri, kind in kinds.items()
            if entry.kind in {None, kind}
        ]
        whole = [row for row in rows if None not in row]
        assert entry.claims == entry.kappa.claims == len(whole)
        assert entry.agreed == sum(len(set(row)) == 1 for row in whole)
        assert entry.missing == sum(set(row) != {None} for row in rows) - len(whole)
    differ = {
        (axis, iri)
        for axis, iri, _ in said
        if len({value for (a, i, _), value in said.items() if (a, i) == (axis, iri)}) > 1
    }
    assert {(one.axis, one.claim) for one in found.disagreements} == differ
    assert differ


class TestVerb:
    """What people and programs see."""

    def test_without_reviews_it_is_a_sentence(self, capsys: pytest.CaptureFixture[str]) -> None:
        """And no error."""
        done = run_cli(capsys, "agreement", "--data", SHIPPED)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("There are no reviews yet: ")
        facts = run_cli(capsys, "agreement", "--data", SHIPPED, "--format", "json").json
        assert (facts["reviews"], facts["pairs"], facts["disagreements"]) == (0, [], [])

    def test_one_reviewer_agrees_with_nobody(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A sentence, too."""
        records = by(random_records(graph.load_corpus(SECOND), 1), PEOPLE[0])
        done = run_cli(capsys, "agreement", "--data", write_records(tmp_path / "data", records))
        assert (done.code, done.err) == (0, "")
        assert done.out == "Only Ann Example has reviewed so far: agreement takes two people.\n"

    def test_both_reasons_stand_beside_each_other(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """In the table and in JSON; files, a store and article by article say the same."""
        data = write_records(tmp_path / "data", random_records(graph.load_corpus(SECOND), 6))
        found = measure_agreement(graph.load_corpus(data))
        table = run_cli(capsys, "agreement", "--data", data, "--most", "1000")
        answer = run_cli(capsys, "agreement", "--data", data, "--format", "json")
        assert table.code == answer.code == 0
        notes = [review.note for one in found.disagreements for review in one.reviews if review.note]
        assert notes
        assert all(note in table.out for note in notes)
        told = [said["reason"] for one in answer.json["disagreements"] for said in one["verdicts"]]
        assert [reason for reason in told if reason] == notes
        assert run_cli(capsys, "load", "--data", data, "--store", tmp_path / "store", "--quiet").code == 0
        stored = run_cli(capsys, "agreement", "--store", tmp_path / "store", "--format", "json")
        assert stored.json == answer.json
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("graph.pipeline.shelving.MOST_AT_ONCE", 0)
            assert run_cli(capsys, "agreement", "--data", data, "--format", "json").json == answer.json

    def test_the_list_says_how_many_it_leaves_out(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With ``--most``."""
        data = write_records(tmp_path / "data", random_records(graph.load_corpus(SECOND), 6))
        done = run_cli(capsys, "agreement", "--data", data, "--most", "1")
        assert "the first 1 are listed" in done.err
        assert run_cli(capsys, "agreement", "--data", data, "--most", "0").code == 2

    @pytest.mark.parametrize("option", [("--data", "nowhere"), ("--format", "text"), ("--store", "nowhere")])
    def test_what_is_not_there_is_a_sentence(
        self,
        option: tuple[str, str],
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """With the exit code of wrong usage."""
        monkeypatch.chdir(tmp_path)
        done = run_cli(capsys, "agreement", *option)
        assert done.code in {2, 3}
        assert done.out == ""
        assert "Traceback" not in done.err


def test_the_panel_of_the_readme_agrees_as_counted_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    """Ann and Ben, by hand: 12 of 16 agree; by chance (11 * 12 + 4 * 4) of 256 would."""
    panel = SECOND.parent / "panel.ttl"
    answer = run_cli(capsys, "agreement", "--data", SECOND, "--data", panel, "--format", "json").json
    both = next(one for one in answer["pairs"] if one["reviewers"] == ["Ann Example", "Ben Example"])
    chance = Fraction(11 * 12 + 4 * 4, 256)
    assert (both["kind"], both["claims"], both["agreed"], both["measure"]) == (None, 16, 12, "cohen")
    assert both["kappa"] == round(float((Fraction(3, 4) - chance) / (1 - chance)), 6)
    assert answer["counted"] == answer["reviews"]  # nothing in it is stale
