"""The editors' page: what to look at next, every claim as a card, and verdicts to download.

One file, as the explorers' page is, under the same policy. Verdicts are made in the browser and
downloaded as a file that ``claimgraph review --import`` takes; the page asks no server for anything.
The article's text is in it only where the caller hands it over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup

from graph.interests import DeclaredInterests
from graph.model import Claim, Corpus, Coverage, Fate, Iri, Passage, Review, Statistic, WorkItem
from graph.names import Names, names_of
from graph.site import wording
from graph.site.checked import CARD
from graph.site.rows import View, Words, claim_row, safe_url, words_of
from graph.site.scene import is_warning
from graph.site.templating import csp_hash, dense_text, environment, vouch_script
from graph.site.views import claims_in_order
from graph.standing import DEPTHS, STATUSES, hashes_of
from graph.vocab import DECISIONS_FORMAT

_STYLES = ("tokens.css", "editor.css")
_SCRIPTS = ("editor.js",)
_KEYS_TAKEN = "jk/?n"
_DEPTH = {
    "none": "a figure without any source",
    "article": "the article’s own word",
    "unnamed": "a study is mentioned, nothing to find it by",
    "named": "a journal or author is named, no study",
    "candidate": "a likely study was found, and not confirmed",
    "identified": "the study is known",
    "checked": "a review rests on the study",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What holding a claim's passage against a source text gave, in words; `text` is the passage's.

    `text` is None unless the passages are to be shown.
    """

    verdict: str
    change: str | None
    relevance: str | None
    reasons: tuple[str, ...]
    text: str | None = None


def render_editor(
    corpus: Corpus,
    work: Sequence[WorkItem],
    *,
    checks: Mapping[tuple[Iri, Iri], Check] | None = None,
    coverage: Iterable[Coverage] = (),
) -> str:
    """Render the page; equal input gives equal bytes.

    `work` is the worklist. `checks` (by claim and passage) and `coverage` are there if a source
    text was at hand; a `Check` with the passage's text makes a page that is not for publishing.
    """
    names = names_of(corpus)
    claims = claims_in_order(corpus)
    rank = {item.claim: number for number, item in enumerate(work)}
    ordered = sorted(claims, key=lambda claim: rank.get(claim.iri, len(rank)))
    place = {claim.iri: number for number, claim in enumerate(claims)}
    cards = _Cards(corpus, names, work, checks or {})
    people = {person.iri: person.name for person in corpus.people}
    payload = {
        "format": DECISIONS_FORMAT,
        "articles": [source.iri for source in corpus.sources],
        "claims": {
            names.curie(claim.iri): {
                "iri": claim.iri,
                "digest": claim.digest,
                "passages": list(hashes_of(claim.passages)),
                "place": place[claim.iri],
            }
            for claim in claims
        },
        "answers": _answers(corpus),
        "people": [person.name for person in corpus.people],
        "recorded": [
            {
                "claim": names.curie(review.claim),
                "axis": review.axis,
                "time": _seconds(review.time),
                "who": people.get(review.reviewer, ""),
            }
            for review in corpus.reviews
        ],
    }
    script = vouch_script("\n".join(dense_text(name) for name in _SCRIPTS))
    shown = any(check.text is not None for check in (checks or {}).values())
    return (
        environment()
        .get_template("editor.html")
        .render(
            styles=Markup("\n".join(dense_text(name) for name in _STYLES)),  # noqa: S704  # our own files
            script=script,
            script_hash=csp_hash(script),
            payload=payload,
            title=corpus.sources[0].title
            if len(corpus.sources) == 1
            else f"{len(corpus.sources):,} articles",
            secret=shown,
            checked=checks is not None,
            statuses=_counted(STATUSES, Counter(claim.status for claim in claims)),
            depths=_counted(DEPTHS, Counter(claim.citation_depth for claim in claims)),
            kinds=sorted({claim.kind for claim in claims}),
            interests=[{"label": one.label, "party": one.party} for one in corpus.interests],
            work=_groups(work, claims, names),
            sections=_sections(corpus, coverage),
            cards=[cards.view(claim) for claim in ordered],
            answers=payload["answers"],
        )
    )


class _Cards:
    """Makes the card of each claim, with look-ups made once."""

    def __init__(
        self,
        corpus: Corpus,
        names: Names,
        work: Sequence[WorkItem],
        checks: Mapping[tuple[Iri, Iri], Check],
    ) -> None:
        self._names = names
        self._words: Words = words_of(corpus)
        self._work = {item.claim: item for item in work}
        self._checks = checks
        self._people = {person.iri: person.name for person in corpus.people}
        self._studies = {study.iri: study.title for study in corpus.studies}
        self._declared = DeclaredInterests(corpus)
        self._reviews: dict[Iri, list[Review]] = defaultdict(list)
        for review in sorted(corpus.reviews, key=lambda review: (review.time, review.iri), reverse=True):
            self._reviews[review.claim].append(review)

    def view(self, claim: Claim) -> View:
        """Give one card."""
        item = self._work.get(claim.iri)
        return {
            **claim_row(claim, self._words, self._names, ()),
            "status": claim.status,
            "depth": claim.citation_depth,
            "depth_text": _DEPTH.get(claim.citation_depth, ""),
            "is_warning": is_warning(claim),
            "reasons": [{"kind": why.kind, "text": why.text} for why in item.reasons] if item else [],
            "section": claim.passages[0].section if claim.passages else "",
            "card": self._card(claim.statistic) if claim.statistic else None,
            "candidates": [self._study(iri) for iri in claim.candidates],
            "reviews": [self._review(review) for review in self._reviews[claim.iri]],
            "places": [self._place(claim, passage) for passage in claim.passages],
        }

    def _card(self, statistic: Statistic) -> View:
        values = {
            "value": wording.figure(statistic),
            "denominator": statistic.denominator,
            "population": self._label(statistic.population),
            "comparator": self._label(statistic.comparator),
            "baseline": statistic.baseline,
            "timeframe_months": wording.duration(statistic.months) if statistic.months else None,
        }
        return {
            "stated": len(statistic.expected) - len(statistic.missing),
            "asked": len(statistic.expected),
            "rows": [
                {"name": CARD[name], "value": None if name in statistic.missing else values[name]}
                for name in statistic.expected
            ],
            "measure": self._label(statistic.measure),
        }

    def _label(self, iri: Iri | None) -> str | None:
        return self._words.labels.get(iri, iri) if iri else None

    def _study(self, iri: Iri) -> View:
        return {"title": self._studies.get(iri, iri), "url": safe_url(iri)}

    def _review(self, review: Review) -> View:
        return {
            "who": self._people.get(review.reviewer, review.reviewer),
            "when": f"{review.time:%Y-%m-%d}",
            "axis": review.axis,
            "verdict": review.verdict,
            "note": review.note,
            "evidence": [self._study(iri) for iri in review.evidence],
            "declares": [interest.label for interest in self._declared.behind(review)],
        }

    def _place(self, claim: Claim, passage: Passage) -> View:
        check = self._checks.get((claim.iri, passage.iri))
        words = [passage.anchor_start, *([passage.anchor_end] if passage.anchor_end else [])]
        return {
            "section": self._words.sections.get(passage.section, "the article"),
            "at": f"{passage.block}.{passage.item}" if passage.item else f"{passage.block}",
            "anchors": " … ".join(words),
            "url": safe_url(passage.deep_link),
            "check": check,
        }


def _seconds(time: datetime) -> str:
    """Write a time as browsers do, to the second: ``2026-01-10T09:05:00Z``."""
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _answers(corpus: Corpus) -> list[View]:
    """Give the verdicts with a key each: the first letter of it that is free, else a digit."""
    taken = set(_KEYS_TAKEN)
    found = []
    for number, answer in enumerate(corpus.answers, start=1):
        letters = [letter for letter in answer.verdict if letter.isalpha()]
        key = next((letter for letter in letters if letter not in taken), str(number % 10))
        taken.add(key)
        found.append(
            {
                "verdict": answer.verdict,
                "axis": answer.axis,
                "label": answer.label,
                "definition": answer.definition,
                "evidence": answer.needs_evidence,
                "key": key,
            }
        )
    return found


def _counted(order: Sequence[str], counts: Mapping[str, int]) -> list[View]:
    return [{"name": name, "count": counts[name]} for name in order if counts.get(name)]


def _groups(work: Sequence[WorkItem], claims: Iterable[Claim], names: Names) -> list[View]:
    """Give the worklist by its most pressing reason."""
    labels = {claim.iri: claim.label for claim in claims}
    groups: dict[str, View] = {}
    for item in work:
        first = item.reasons[0]
        group = groups.setdefault(first.kind, {"kind": first.kind, "text": first.text, "claims": []})
        group["claims"].append({"id": names.curie(item.claim), "label": labels[item.claim]})
    return list(groups.values())


def _sections(corpus: Corpus, coverage: Iterable[Coverage]) -> list[View]:
    """Give the counts of each section; where the text is at hand, also what became of its sentences."""
    claims: dict[Iri, set[Iri]] = defaultdict(set)
    for claim in corpus.claims:
        for passage in claim.passages:
            claims[passage.section].add(claim.iri)
    marks = Counter(passage.section for mark in corpus.non_claims for passage in mark.passages)
    fates: dict[Iri | None, Counter[Fate]] = defaultdict(Counter)
    for covered in coverage:
        for sentence in covered.sentences:
            fates[sentence.section][sentence.fate] += 1
    before = " (before the first heading)"
    known = [
        (iri, title)
        for source in corpus.sources
        for iri, title in (
            (source.iri, source.title + before),
            *((section.iri, section.title) for section in source.sections),
        )
    ]
    return [
        {
            "id": iri,
            "title": title,
            "claims": len(claims[iri]),
            "marks": marks[iri],
            "fates": {fate.value: fates[iri][fate] for fate in Fate} if fates else None,
        }
        for iri, title in known
        if claims[iri] or marks[iri] or fates[iri]
    ]
