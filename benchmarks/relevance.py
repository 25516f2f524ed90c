"""Print what the relevance gate makes of genuine pairs of claim and passage, and of planted ones.

The planted pairs are of `tests/planting.py`: true sentences that say something else. The held-out
articles are invented, their claims recorded as an editor would, and no word of theirs was added for them;
faults of the rules that they showed at first sight were mended, so they are blind no more. A
second table is of the time that articles of growing length take, whose claims grow with them.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the checkout, for the tests' generator

from graph.checking.relevance import judge_relevance
from graph.model import Corpus, Iri, Source
from graph.pipeline import load_corpus
from graph.text.passages import SourceText, read_source
from tests.corpora import ARTICLE, SHIPPED
from tests.held_out import ARTICLES, held_out
from tests.planting import plant, plantings

_COLUMNS = ("supports", "abstains", "doubtful")
_OF_A_KIND = 60

Table = dict[str, Counter[str]]


def confusion(corpus: Corpus, source: Source, text: SourceText, count: int) -> Table:
    """Count the verdicts on genuine pairs and on up to `count` planted pairs of each kind."""
    places = places_of(corpus)
    table: Table = {"genuine": Counter()}
    table["genuine"].update(entry.verdict for entry in judge_relevance(corpus, source, text, places))
    for data, pairs in plantings(corpus, plant(corpus, source, count)):
        judged = {
            (entry.claim, entry.passage): entry for entry in judge_relevance(data, source, text, places)
        }
        for pair in pairs:
            table.setdefault(pair.kind, Counter())[judged[pair.claim.iri, pair.passage.iri].verdict] += 1
    return table


def places_of(corpus: Corpus) -> dict[Iri, tuple[int, int]]:
    """Give each passage its recorded place, where verification finds it in the same edition."""
    return {
        passage.iri: (passage.start, passage.end) for claim in corpus.claims for passage in claim.passages
    }


def print_table(title: str, table: Table) -> None:
    """Print counts and shares, the planted pairs once more together."""
    planted = sum((counts for kind, counts in table.items() if kind != "genuine"), Counter[str]())
    print(f"\n{title}\n{'':26}" + "".join(f"{column:>18}" for column in _COLUMNS))
    for kind, counts in [*table.items(), ("all planted", planted)]:
        total = sum(counts.values())
        cells = "".join(f"{counts[name]:>9}{100 * counts[name] / total:7.1f} %" for name in _COLUMNS)
        print(f"{kind:26}{cells}")


def print_cost() -> None:
    """Print the seconds for copies of an article laid end to end, each with its claims."""
    print(f"\n{'claims':>8}{'characters':>12}{'seconds':>10}")
    for copies in (1, 10, 100):
        corpus, source, text = grown(copies)
        began = time.perf_counter()
        judge_relevance(corpus, source, text, places_of(corpus))
        print(f"{len(corpus.claims):>8}{text.length:>12}{time.perf_counter() - began:>10.2f}")


def grown(copies: int) -> tuple[Corpus, Source, SourceText]:
    """Lay copies of a held-out article end to end; each has the claims of the first at its own places."""
    corpus, source, text = held_out(ARTICLES[1])
    length = text.length + 1
    whole = read_source("\n".join([text.original] * copies), source.sections)
    claims = tuple(
        replace(
            claim,
            iri=Iri(f"{claim.iri}-{copy}"),
            passages=tuple(
                replace(
                    passage,
                    iri=Iri(f"{passage.iri}-{copy}"),
                    start=passage.start + copy * length,
                    end=passage.end + copy * length,
                )
                for passage in claim.passages
            ),
        )
        for copy in range(copies)
        for claim in corpus.claims
    )
    return replace(corpus, claims=claims), source, whole


def main() -> int:
    """Print the tables."""
    if ARTICLE.is_file():
        corpus = load_corpus(SHIPPED)
        source = corpus.sources[0]
        text = read_source(ARTICLE.read_text(encoding="utf-8"), source.sections)
        print_table("The shipped article", confusion(corpus, source, text, _OF_A_KIND))
    for name in ARTICLES:
        print_table(f"Held out: {name}", confusion(*held_out(name), _OF_A_KIND))
    print_cost()
    return 0


if __name__ == "__main__":
    sys.exit(main())
