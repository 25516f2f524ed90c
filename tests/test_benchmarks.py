"""The corpora that benchmarks are measured on: valid, true of their texts, and alike for one seed."""

from __future__ import annotations

import platform
import re
import runpy
import sys
from pathlib import Path
from types import ModuleType

import pytest

from graph import load_corpus
from graph.causes.causal import causal_links
from graph.causes.loops import feedback_loops
from tests.corpora import ROOT, run_cli

CLAIMS, CONCEPTS = 430, 90


@pytest.fixture(name="corpora", scope="module")
def _corpora() -> ModuleType:
    """Import `benchmarks/corpora.py`, which is no package."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import corpora  # no package: only from its folder
    finally:
        sys.path.pop(0)
    return corpora


@pytest.fixture(name="folder", scope="module")
def _folder(corpora: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a small corpus."""
    return corpora.write_corpus(tmp_path_factory.mktemp("data"), CLAIMS, CONCEPTS)


def _content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.ttl"))}


def test_a_corpus_keeps_every_rule_and_has_the_size_asked_for(corpora: ModuleType, folder: Path) -> None:
    """As many claims and concepts as said; signed, denied, hedged, counted and reviewed ones among them."""
    corpus = load_corpus(folder)
    assert len(corpus.claims) == CLAIMS
    assert len(corpus.concepts) == CONCEPTS
    assert len(corpus.sources) == len(corpora.imagine(CLAIMS, CONCEPTS).sizes) > 1
    assert {claim.sign for claim in corpus.claims} == {-1, 0, 1}
    assert {claim.polarity for claim in corpus.claims} == {"affirmed", "negated"}
    assert {claim.modality for claim in corpus.claims} == {"asserted", "possible", "tentative", "intended"}
    assert corpus.reviews
    assert any(claim.statistic for claim in corpus.claims)
    assert {study.iri.split("/")[3] for study in corpus.studies} == {"10.5555"}


def test_the_text_of_an_article_says_what_its_data_say(
    corpora: ModuleType, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Passages, hashes, anchors, headings and blocks are true of the text, and no label quotes it."""
    world = corpora.imagine(CLAIMS, CONCEPTS)
    sources = []
    for number in range(len(world.sizes)):
        article = corpora.compose_article(world, number)
        text = tmp_path / f"{article.slug}.txt"
        text.write_text(article.text, encoding="utf-8")
        sources += ["--source", f"{article.slug}={text}"]
    done = run_cli(capsys, "validate", "--data", str(folder), *sources, "--format", "json")
    assert done.code == 0, done.err
    rules = {finding["rule"] for finding in done.json["findings"]}
    assert not {rule for rule in rules if rule.startswith("P")}
    assert "W05-stale" not in rules


def test_planted_loops_are_found(corpora: ModuleType, folder: Path) -> None:
    """Each loop that an article tells wholly is found under its key, with its sign."""
    corpus = load_corpus(folder)
    found = {loop.key: loop.sign for loop in feedback_loops(corpus, causal_links(corpus)).loops}
    planted = {loop.key: loop.sign for loop in corpora.planted_loops(corpora.imagine(CLAIMS, CONCEPTS))}
    assert set(planted.values()) == {1, -1}
    assert planted.items() <= found.items()
    assert len(found) < 20 * len(planted)


def test_reviews_are_of_the_claims_as_they_stand(folder: Path) -> None:
    """No review is stale: the generator reckons digests as the project does."""
    corpus = load_corpus(folder)
    digests = {claim.iri: claim.digest for claim in corpus.claims}
    assert all(review.digest == digests[review.claim] for review in corpus.reviews)


def test_a_corpus_is_alike_for_one_seed_and_another_for_another(
    corpora: ModuleType, folder: Path, tmp_path: Path
) -> None:
    """The same bytes in the same files; another seed gives other articles."""
    assert _content(corpora.write_corpus(tmp_path / "a", CLAIMS, CONCEPTS)) == _content(folder)
    assert _content(corpora.write_corpus(tmp_path / "b", CLAIMS, CONCEPTS, 2)) != _content(folder)


def test_an_edit_changes_one_claim_of_one_article(corpora: ModuleType, folder: Path, tmp_path: Path) -> None:
    """All files but one stay as they are, and there all claims but one; the data stay good."""
    corpora.write_corpus(tmp_path, CLAIMS, CONCEPTS)
    changed = corpora.change_article(tmp_path, corpora.imagine(CLAIMS, CONCEPTS), 1)
    before, after = _content(folder), _content(tmp_path)
    assert [name for name in before if before[name] != after[name]] == [str(changed.relative_to(tmp_path))]
    digests = {claim.iri: claim.digest for claim in load_corpus(folder).claims}
    assert sum(digests[claim.iri] != claim.digest for claim in load_corpus(tmp_path).claims) == 1


def test_sizes_are_as_asked_at_any_scale(corpora: ModuleType) -> None:
    """Articles have 50 to 300 claims; what there is of them makes up the number asked for."""
    for claims in (100, 301, 1_000, 10_000, 100_000):
        sizes = corpora.imagine(claims).sizes
        assert sum(sizes) == claims
        assert all(50 <= size <= 300 for size in sizes)


def test_concepts_are_named_once(corpora: ModuleType) -> None:
    """No two concepts of a large corpus share a word."""
    world = corpora.imagine(1_000_000)
    assert len({world.slug(number) for number in range(world.concepts)}) == world.concepts
    assert re.fullmatch(r"[a-z]+-[a-z]+", world.slug(world.concepts - 1))


def test_too_few_concepts_are_refused(corpora: ModuleType, tmp_path: Path) -> None:
    """With too few concepts there is not enough to say."""
    with pytest.raises(ValueError, match="concepts at least"):
        corpora.write_corpus(tmp_path, 100, 10)


def test_the_machine_is_told_where_its_system_has_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without a file that names it, as other than Linux, is called by its kind."""

    def unnamed() -> dict[str, str]:
        raise FileNotFoundError

    monkeypatch.setattr(platform, "freedesktop_os_release", unnamed)
    told = runpy.run_path(str(ROOT / "benchmarks" / "measuring.py"))["machine"]()
    assert f"Python {platform.python_version()}, {platform.system()}; load" in told
