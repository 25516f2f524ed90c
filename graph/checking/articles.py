"""An article's claims against its text: where their passages stand, and whether they speak for them."""

from __future__ import annotations

from graph.checking.mentions import Mentions
from graph.checking.relevance import judge_relevance
from graph.checking.verification import verify_passages
from graph.model import Corpus, Source, Verification
from graph.text.passages import SourceText


def verify_article(
    corpus: Corpus, source: Source, text: SourceText, mentions: Mentions | None = None
) -> Verification:
    """Hold every claim of `source` against `text`; each of its passages gets a verdict.

    Each claim whose passage is found is asked whether that speaks for it. `mentions` are those of the
    concepts, where they are at hand.
    """
    verdicts = tuple(entry for entry in verify_passages(corpus, source, text) if entry.claims)
    places = {
        entry.passage: (entry.start, entry.end)
        for entry in verdicts
        if entry.start is not None and entry.end is not None
    }
    relevances = judge_relevance(corpus, source, text, places, mentions)
    return Verification(source=source.iri, path=text.path, verdicts=verdicts, relevances=relevances)
