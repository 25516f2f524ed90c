"""The shipped data and the article they are about: what they mean, not how many they are."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from graph import pipeline
from graph.errors import DataRefused
from graph.facts import facts_of
from graph.model import Claim, Corpus, Severity
from graph.text.passages import normalize
from graph.vocab import CG, TREATMENT_KINDS
from tests.corpora import ARTICLE, SHIPPED

with_article = pytest.mark.skipif(not ARTICLE.exists(), reason="no source text")


@pytest.fixture(scope="module")
def shipped() -> Corpus:
    """Read the shipped data once."""
    return pipeline.load_corpus(SHIPPED)


@pytest.fixture(scope="module")
def facts(shipped: Corpus) -> dict[str, Any]:
    """Give the facts of the shipped data."""
    derived = pipeline.derive(shipped)
    return facts_of(shipped, derived.links, derived.search.loops, derived.breaks)


def _of_kind(small: Corpus, kind: str) -> list[Claim]:
    return [claim for claim in small.claims if claim.kind == kind]


def test_the_shipped_data_build_without_a_violation(tmp_path: Path) -> None:
    """The page, the facts and the triples are made, and the editors' list is not empty."""
    report = pipeline.build(SHIPPED, tmp_path / "site")
    assert report.report.conforms
    assert report.report.count(Severity.WARNING) > 0
    assert {path.name for path in (tmp_path / "site").iterdir()} == {
        "editor.html",
        "index.html",
        "graph.json",
        "claims.full.ttl",
    }


def test_the_shipped_data_fail_a_strict_build_on_purpose(tmp_path: Path) -> None:
    """Figures without a source and red flags nobody has reviewed are warnings, and are meant to be seen."""
    with pytest.raises(DataRefused) as caught:
        pipeline.build(SHIPPED, tmp_path / "site", strict=True)
    assert all("Warning W" in finding for finding in caught.value.findings)
    assert any("W01-source" in finding for finding in caught.value.findings)
    assert not (tmp_path / "site").exists()


def test_the_article_is_there_as_a_whole(shipped: Corpus) -> None:
    """Every kind of claim, the told cycle, and about as many claims as the article makes."""
    kinds = {claim.kind for claim in shipped.claims}
    assert kinds >= {
        *("causal", "definition", "symptom", "treatment", "diagnostic"),
        *("statistic", "prevention", "red-flag", "editorial"),
    }
    assert len(shipped.claims) >= 180
    assert len({claim.label for claim in shipped.claims}) == len(shipped.claims)


def test_the_told_cycle_is_a_reinforcing_loop(facts: dict[str, Any], shipped: Corpus) -> None:
    """The five steps close: a loop is declared by their list, and each of its links is one of the steps."""
    told = [entry for entry in shipped.lists if entry.kind == "ordered-cycle"]
    assert len(told) == 1
    steps = {place.item for claim in shipped.claims for place in claim.lists if place.list == told[0].iri}
    assert steps == {1, 2, 3, 4, 5}
    declared = [entry for entry in facts["loops"] if entry["declared_by"]]
    assert declared
    assert {entry["sign"] for entry in declared} == {"reinforcing"}
    assert pipeline.derive(shipped).search.untold == ()
    assert pipeline.derive(shipped).search.complete


def test_both_ways_between_herniation_and_spasm_are_claimed(facts: dict[str, Any]) -> None:
    """The link of two ways: one arrow each way, the way back less firm."""
    links = {(entry["source"], entry["target"]): entry for entry in facts["links"]}
    there = links["con:disc-herniation", "con:back-muscle-spasm"]
    back = links["con:back-muscle-spasm", "con:disc-herniation"]
    assert (there["sign"], back["sign"]) == (1, 1)
    ranks = {"asserted": 1, "possible": 2, "tentative": 3, "intended": 4}
    assert ranks[there["modality"]] < ranks[back["modality"]]
    loops = [set(entry["links"]) for entry in facts["loops"]]
    assert {there["id"], back["id"]} in loops


@pytest.mark.parametrize(
    ("value", "bound", "unit", "months"),
    [
        ("80", "approximately", "PERCENT", None),
        ("23", "exactly", "count", None),
        ("2", "approximately", "PERCENT", None),
        ("75", "at-most", "PERCENT", None),
        ("90", "approximately", "PERCENT", None),
        ("2", "more-than", "ratio", None),
        ("95", "exactly", "PERCENT", 24),
    ],
    ids=["lifetime", "discs", "prevalence", "symptom", "conservative", "risk", "device"],
)
def test_the_figures_of_the_article(
    shipped: Corpus, value: str, bound: str, unit: str, months: int | None
) -> None:
    """Each number with its bound, unit and time frame, as it is stated, once."""
    figures = [
        claim.statistic
        for claim in shipped.claims
        if claim.statistic is not None
        and (claim.statistic.value, claim.statistic.bound) == (Decimal(value), bound)
    ]
    assert [(figure.unit, figure.months) for figure in figures] == [(unit, months)]


def test_numbers_are_only_where_the_article_has_some(shipped: Corpus) -> None:
    """A comparison without a number has none, and nothing has a time frame that is not stated."""
    for claim in shipped.claims:
        if claim.statistic is None:
            continue
        numbered = claim.statistic.bound not in {"higher", "lower", "unquantified"}
        assert (claim.statistic.value is not None) == numbered, claim.iri
        assert (claim.statistic.unit is not None) == numbered, claim.iri
    figures = [claim.statistic for claim in shipped.claims if claim.statistic]
    assert [figure.months for figure in figures if figure.months] == [24]


def test_no_citation_is_more_precise_than_the_article(shipped: Corpus) -> None:
    """The article resolves none of its studies: no claim states one as cited."""
    cited = [citation for claim in shipped.claims for citation in claim.citations]
    assert cited
    assert {citation.status for citation in cited} <= {"vague", "named-unresolved", "candidate"}
    assert not [citation for citation in cited if citation.study]


def test_the_interest_marks_exactly_the_claims_about_the_product(shipped: Corpus) -> None:
    """The publisher sells the device: claims about it or its implantation are marked, no others."""
    (interest,) = shipped.interests
    concepts = {concept.iri: concept.kind for concept in shipped.concepts}
    assert {concepts[iri] for iri in interest.concepts} == {"Device", "Treatment"}
    about = {claim.iri for claim in shipped.claims if {claim.subject, claim.object} & set(interest.concepts)}
    marked = {claim.iri for claim in shipped.claims if claim.interests}
    assert marked == about
    assert len(marked) >= 5


def test_warning_signs_call_for_help(shipped: Corpus) -> None:
    """Each red flag says what it warrants, and does so flatly."""
    flags = _of_kind(shipped, "red-flag")
    assert len(flags) >= 5
    assert {claim.predicate for claim in flags} == {CG + "warrants"}
    assert {claim.polarity for claim in flags} == {"affirmed"}


def test_denials_draw_no_arrow(shipped: Corpus, facts: dict[str, Any]) -> None:
    """What the article denies is kept, and is in no link."""
    denied = [claim for claim in shipped.claims if claim.polarity == "negated"]
    assert denied
    used = {name.partition(":")[2] for entry in facts["links"] for name in entry["claims"]}
    assert not used & {claim.iri.rpartition("#")[2] for claim in denied}


def test_what_breaks_a_loop_is_a_treatment_that_says_so(shipped: Corpus, facts: dict[str, Any]) -> None:
    """Treatments of several kinds act on loops, each by claims of its own that lower something."""
    kinds = {concept.iri.rpartition("#")[2]: concept.kind for concept in shipped.concepts}
    claims = {claim.iri.rpartition("#")[2]: claim for claim in shipped.claims}
    assert facts["breaks"]
    for entry in facts["breaks"]:
        treatment = entry["treatment"].removeprefix("con:")
        assert kinds[treatment] in TREATMENT_KINDS
        for name in entry["claims"]:
            claim = claims[name.partition(":")[2]]
            assert (claim.sign, claim.polarity) == (-1, "affirmed")
            assert claim.subject.endswith(f"#{treatment}")
    acting = {kinds[entry["treatment"].removeprefix("con:")] for entry in facts["breaks"]}
    assert len(acting) >= 3


def test_hedges_are_three_words_at_most(shipped: Corpus) -> None:
    """The word that hedges is data; what is hedged is no flat claim unless it says how often."""
    hedged = [claim for claim in shipped.claims if claim.hedge]
    assert hedged
    assert all(len((claim.hedge or "").split()) <= 3 for claim in hedged)
    assert {claim.modality for claim in shipped.claims} == {"asserted", "possible", "tentative", "intended"}


def test_purposes_stay_purposes(shipped: Corpus) -> None:
    """A treatment that is given *to* do something is intended to, and does not flatly do it."""
    assert all(claim.modality != "asserted" for claim in shipped.claims if claim.hedge == "to")


@with_article
def test_every_passage_is_exact_and_every_word_our_own(tmp_path: Path) -> None:
    """Against the article itself: all positions and hashes agree, no run of words is copied."""
    report = pipeline.build(SHIPPED, tmp_path / "site", sources=[str(ARTICLE)])
    (check,) = report.source_checks
    assert set(check.verdicts) == {"exact"}
    assert check.verdicts["exact"] >= 180
    assert [finding for finding in check.findings if finding.severity is Severity.VIOLATION] == []


@with_article
def test_offsets_of_the_facts_cut_the_article(facts: dict[str, Any]) -> None:
    """Code points of the normalised article: slice by slice the hash is that of the data."""
    text = normalize(ARTICLE.read_text(encoding="utf-8"))
    (source,) = facts["sources"]
    assert (source["length"], source["sha256"]) == (len(text), sha256(text.encode()).hexdigest())
    for claim in facts["claims"]:
        for passage in claim["passages"]:
            cut = text[passage["start"] : passage["end"]]
            assert sha256(cut.encode()).hexdigest() == passage["sha256"], passage["id"]


@with_article
def test_the_article_is_not_in_the_results(tmp_path: Path) -> None:
    """No sentence of the article is written to the page or the files."""
    from graph.text.wording import sentences_of

    pipeline.build(SHIPPED, tmp_path / "site")
    written = [path.read_text(encoding="utf-8") for path in (tmp_path / "site").iterdir()]
    title = pipeline.load_corpus(SHIPPED).sources[0].title
    long = [line for line in sentences_of(ARTICLE.read_text(encoding="utf-8")) if len(line.split()) > 8]
    assert len(long) > 50
    for content in written:
        assert [line for line in long if line.strip() in content and line.strip() not in title] == []
