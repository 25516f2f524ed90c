"""Edit invented articles in labelled ways and print what verification makes of them, and what it costs.

The first table counts the passages that an edit touched by what they must be called and what they
are called; the others, which no edit touched, must be exact or moved, at the place where they are.
The second table is of the time that articles of growing length take, whose claims grow with them.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the checkout, for the tests' generator

from graph.passages import read_source
from graph.verification import verify_passages
from tests.edits import corpus_of, edits, invent, wanted_and_got

_ARTICLES = 40


def confusion(articles: int) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], int]:
    """Count (wanted, got) over all passages, and (kind of edit, error) over those judged wrongly."""
    table: Counter[tuple[str, str]] = Counter()
    errors: Counter[tuple[str, str]] = Counter()
    count = 0
    for seed in range(articles):
        article = invent(seed)
        data = corpus_of(article)
        for edited in edits(article, random.Random(seed)):
            count += 1
            text = read_source(edited.article.written())
            verdicts = verify_passages(data, data.sources[0], text)
            for wanted, got in wanted_and_got(edited, data, verdicts, text.text):
                table[wanted, got] += 1
                if wanted != got:
                    errors[edited.kind, f"{wanted} called {got}"] += 1
    return table, errors, count


def main() -> int:
    """Print the tables; fail where something lost is called exact or moved."""
    table, errors, count = confusion(_ARTICLES)
    columns = sorted({got for _, got in table})
    rows = sorted({wanted for wanted, _ in table})
    print(f"{count} edits of {_ARTICLES} invented articles; rows: what it is, columns: what it is called\n")
    print(f"{'':18}" + "".join(f"{column:>18}" for column in columns) + f"{'right':>9}")
    for row in rows:
        total = sum(table[row, column] for column in columns)
        cells = "".join(f"{table[row, column] or '':>18}" for column in columns)
        print(f"{row:18}{cells}{100 * table[row, row] / total:8.1f} %")
    for (kind, error), number in sorted(errors.items(), key=lambda pair: -pair[1]):
        print(f"  {number:4} {kind}: {error}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
