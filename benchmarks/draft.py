"""Print how much of what editors wrote a draft already proposes, and how much of a draft is right.

The shipped article is drafted as if it had no claims, with the concepts of the data and with none, and
held against its claims; so are the invented articles of `tests/held_out.py`, which record no kinds. A
claim is held against the proposed claim whose passage shares most with its own. Recall is of the
editors' claims, precision of what the draft proposes in the passages of a claim.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the checkout, for the tests' articles

from graph.drafting.making import make_draft
from graph.drafting.outlining import outline
from graph.drafting.vocabulary import read_classes, read_vocabulary
from graph.model import Claim, Corpus, Draft, DraftClaim
from graph.text.extraction import extract
from graph.text.passages import read_source
from graph.vocab import CG
from tests.corpora import ARTICLE, SHIPPED
from tests.held_out import ARTICLES, FOLDER, held_out

_COVERED = 0.9
_NEAR = 0.5

Tally = dict[str, tuple[int, int]]


def draft_of(path: Path, corpus: Corpus) -> Draft:
    """Draft an article with the concepts of a corpus, and nothing else of it."""
    text = read_source(extract(path.read_bytes(), path=path.name).text, path=path.name)
    return make_draft(
        outline(text, slug=None, title=None, url="", taken=()),
        Corpus(concepts=corpus.concepts),
        read_classes(),
    )


def score(corpus: Corpus, draft: Draft) -> tuple[Tally, Tally]:
    """Give recall and precision of each part of a claim: how many, of how many."""
    recall: defaultdict[str, list[bool]] = defaultdict(list)
    met: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        spans = [(passage.start, passage.end) for passage in claim.passages]
        best = max(
            range(len(draft.claims)),
            key=lambda at: (
                max(_likeness(draft.claims[at], span) for span in spans),
                _figures_alike(claim, draft.claims[at]),
                -at,
            ),
        )
        proposed = draft.claims[best]
        shared = max(_overlap(proposed, span) / (span[1] - span[0]) for span in spans)
        everywhere = max(_covered(draft, span) for span in spans)
        recall["passage covered"].append(everywhere >= _COVERED)
        recall["passage in one proposed"].append(shared >= _COVERED)
        recall["passage nearly the same"].append(max(_likeness(proposed, span) for span in spans) >= _NEAR)
        if shared:
            for span in spans:
                for at, one in enumerate(draft.claims):
                    if _overlap(one, span) >= _NEAR * (span[1] - span[0]):
                        met[at].append(claim)
        for part, right in _parts(claim, proposed if shared else None):
            recall[part].append(right)
    precision: defaultdict[str, list[bool]] = defaultdict(list)
    for at, one in enumerate(draft.claims):
        precision["passage nearly the same"].append(bool(met[at]))
        if met[at]:
            for part, right in _claimed(one, met[at]):
                precision[part].append(right)
    return _tallied(recall), _tallied(precision)


def _tallied(found: defaultdict[str, list[bool]]) -> Tally:
    return {part: (sum(each), len(each)) for part, each in found.items()}


def _overlap(one: DraftClaim, span: tuple[int, int]) -> int:
    return max(0, min(one.passage.end, span[1]) - max(one.passage.start, span[0]))


def _covered(draft: Draft, span: tuple[int, int]) -> float:
    """Give the share of a passage that proposed passages hold together."""
    held = set()
    for one in draft.claims:
        held.update(range(max(one.passage.start, span[0]), min(one.passage.end, span[1])))
    return len(held) / (span[1] - span[0])


def _likeness(one: DraftClaim, span: tuple[int, int]) -> float:
    """Give overlap by union of a proposed passage and one of the data."""
    shared = _overlap(one, span)
    return shared / (one.passage.end - one.passage.start + span[1] - span[0] - shared)


def _figures_alike(claim: Claim, one: DraftClaim) -> bool:
    return (claim.statistic and claim.statistic.value) == (one.figure and one.figure.value)


def _local(iri: str) -> str:
    return iri.removeprefix(CG)


def _parts(claim: Claim, one: DraftClaim | None) -> Iterator[tuple[str, bool]]:
    """Say of each part of a claim whether the draft proposes it."""
    yield "kind", bool(one and one.kind and one.kind.value == claim.kind)
    yield "modality", one is not None and one.modality.value == claim.modality
    if claim.modality != "asserted" or claim.frequency:
        said = one and (one.modality.value, one.frequency and one.frequency.value)
        yield "modality and frequency, where hedged", said == (claim.modality, claim.frequency)
        if claim.hedge:
            yield "words of the hedge", one is not None and one.hedge == claim.hedge
    yield "polarity", one is not None and one.polarity == claim.polarity
    if claim.statistic is not None and claim.statistic.value is not None:
        figure = one and one.figure
        yield (
            "number",
            bool(figure and figure.value == claim.statistic.value and figure.unit == claim.statistic.unit),
        )
        yield (
            "bound of a number",
            bool(figure and figure.value is not None and figure.bound == claim.statistic.bound),
        )
    elif claim.statistic is not None:
        yield (
            "comparison without number",
            bool(one and one.figure and one.figure.bound == claim.statistic.bound),
        )
    yield (
        "predicate, first",
        bool(one and one.predicates and one.predicates[0].value == _local(claim.predicate)),
    )
    yield (
        "predicate among the candidates",
        bool(one) and _local(claim.predicate) in {it.value for it in one.predicates},
    )
    named = {mention.concept for mention in one.mentions} if one else set()
    subjects = {mention.concept for mention in one.subjects} if one else set()
    objects = {mention.concept for mention in one.objects} if one else set()
    yield "subject", claim.subject in subjects
    if claim.object is not None:
        yield "object", claim.object in objects
        yield "both ends", claim.subject in subjects and claim.object in objects
    yield "any concept", bool(named & {claim.subject, claim.object})


def _claimed(one: DraftClaim, claims: list[Claim]) -> Iterator[tuple[str, bool]]:
    """Say of each proposal in a passage of claims whether one of them says so."""
    if one.kind:
        yield "kind", one.kind.value in {claim.kind for claim in claims}
    yield "modality", one.modality.value in {claim.modality for claim in claims}
    if one.hedge:
        yield "words of the hedge", one.hedge in {claim.hedge for claim in claims}
        said = (one.modality.value, one.frequency and one.frequency.value)
        yield (
            "modality and frequency, where hedged",
            said in {(claim.modality, claim.frequency) for claim in claims},
        )
    if one.polarity:
        yield "polarity", one.polarity in {claim.polarity for claim in claims}
    if one.figure is not None:
        statistics = [claim.statistic for claim in claims if claim.statistic]
        if one.figure.value is not None:
            yield "number", (one.figure.value, one.figure.unit) in {(it.value, it.unit) for it in statistics}
            yield (
                "bound of a number",
                one.figure.bound in {it.bound for it in statistics if it.value is not None},
            )
        else:
            yield (
                "comparison without number",
                one.figure.bound in {it.bound for it in statistics if it.value is None},
            )
    predicates = {_local(claim.predicate) for claim in claims}
    for at, suggestion in enumerate(one.predicates):
        if not at:
            yield "predicate, first", suggestion.value in predicates
        yield "predicate among the candidates", suggestion.value in predicates
    ends = {
        end
        for claim in claims
        for end in (claim.subject, claim.object, *claim.contexts, *claim.mechanisms, *claim.populations)
    }
    for mention in one.mentions:
        if mention.place == "own":
            yield "any concept", mention.concept in ends


def score_marks(corpus: Corpus, draft: Draft) -> tuple[Tally, Tally]:
    """Give recall and precision of the places that are marked as no claim, by reason."""
    marks = {
        (passage.start, passage.end): mark.reason for mark in corpus.non_claims for passage in mark.passages
    }
    proposed = {(one.passage.start, one.passage.end): one.reason.value for one in draft.non_claims}
    claimed = [(passage.start, passage.end) for claim in corpus.claims for passage in claim.passages]

    def met(span: tuple[int, int], others: dict[tuple[int, int], str]) -> str | None:
        return next(
            (value for other, value in others.items() if other[0] < span[1] and span[0] < other[1]), None
        )

    recall = Counter[str](), Counter[str]()
    for span, reason in marks.items():
        recall[1]["no claim"] += 1
        recall[0]["no claim"] += met(span, proposed) == reason
    precision = Counter[str](), Counter[str]()
    for span in proposed:
        precision[1]["no claim"] += 1
        precision[0]["no claim"] += not any(other[0] < span[1] and span[0] < other[1] for other in claimed)
    return (
        {part: (recall[0][part], recall[1][part]) for part in recall[1]},
        {part: (precision[0][part], precision[1][part]) for part in precision[1]},
    )


def print_scores(title: str, draft: Draft, recall: Tally, precision: Tally) -> None:
    """Print one row for each part."""
    print(f"\n{title}: {len(draft.claims)} proposed, {len(draft.non_claims)} set aside")
    print(f"{'':40}{'of the claims':>22}{'of the draft':>22}")
    for part, found in recall.items():
        print(f"{part:40}{_share(found)}{_share(precision[part]) if part in precision else ''}")


def _share(found: tuple[int, int]) -> str:
    right, total = found
    return f"{right:>6} of {total:>4}{100 * right / total if total else 0:7.1f} %"


def main() -> int:
    """Print the tables."""
    if ARTICLE.is_file():
        corpus = read_vocabulary(SHIPPED)
        for title, known in (("with the concepts of the data", corpus), ("without any concept", Corpus())):
            draft = draft_of(ARTICLE, known)
            recall, precision = score(corpus, draft)
            marks = score_marks(corpus, draft)
            print_scores(f"The shipped article, {title}", draft, recall | marks[0], precision | marks[1])
    for name in ARTICLES:
        article = held_out(name)
        draft = draft_of(FOLDER / f"{name}.txt", article.corpus)
        recall, precision = score(article.corpus, draft)
        del recall["kind"], precision["kind"]
        print_scores(f"Held out: {name}", draft, recall, precision)
    return 0


if __name__ == "__main__":
    sys.exit(main())
