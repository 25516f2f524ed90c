"""Edit articles in labelled ways, and print what verification makes of them and what it costs.

The rows of the first tables are what an edit made of a passage, the columns what it is called; passages
that no edit touched must be found where they now stand. The invented articles are written by
`tests/edits.py`, the real one is read where its text is at hand. The last table is of the processor
time that articles of growing length take, whose claims grow with them.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the checkout, for the tests' generators

from graph.checking.verification import verify_passages
from graph.dataset import load_corpus
from graph.text.passages import read_source
from tests.article_edits import text_edits, wanted_and_called
from tests.corpora import ARTICLE, SHIPPED
from tests.edits import STRANGERS, Article, Block, Sentence, corpus_of, edits, invent, wanted_and_got

_ARTICLES = 40
_SIZES = (110, 220, 440)
#: So much text a claim that no claim speaks of: a megabyte has five thousand claims.
_FILLER_CHARS = 120
_CHANGED = ("moved", "shuffled", "edited")

Called = Iterator[tuple[str, str, str]]


def invented() -> Called:
    """Give for each passage of each edit the kind of edit, what it is, and what it is called."""
    for seed in range(_ARTICLES):
        article = invent(seed)
        data = corpus_of(article)
        for number, edited in enumerate(edits(article, random.Random(seed))):
            text = read_source(edited.article.written())
            verdicts = verify_passages(data, data.sources[0], text)
            for wanted, got in wanted_and_got(edited, data, verdicts, text.text):
                yield f"{seed}.{number} {edited.kind}", wanted, got


def real() -> Called:
    """Give the same of the article in the data."""
    corpus = load_corpus(SHIPPED)
    for number, edited in enumerate(text_edits(ARTICLE.read_text(encoding="utf-8"), corpus)):
        text = read_source(edited.text)
        verdicts = verify_passages(corpus, corpus.sources[0], text)
        for wanted, got in wanted_and_called(edited, verdicts):
            yield f"{number} {edited.kind}", wanted, got


def print_confusion(title: str, called: Called) -> None:
    """Print how often what is called what, and the kinds of edit that were judged wrongly."""
    table: Counter[tuple[str, str]] = Counter()
    errors: Counter[tuple[str, str]] = Counter()
    made = set()
    for kind, wanted, got in called:
        made.add(kind)
        table[wanted, got] += 1
        if wanted != got:
            errors[kind.partition(" ")[2], f"{wanted} called {got}"] += 1
    columns, rows = sorted({got for _, got in table}), sorted({wanted for wanted, _ in table})
    print(f"{title}: {len(made)} edits\n\n{'':16}" + "".join(f"{column:>16}" for column in columns))
    for row in rows:
        total = sum(table[row, column] for column in columns)
        cells = "".join(f"{table[row, column] or '':>16}" for column in columns)
        print(f"{row:16}{cells}{100 * table[row, row] / total:9.1f} %")
    for (kind, error), number in sorted(errors.items(), key=lambda pair: -pair[1]):
        print(f"  {number:4} {kind}: {error}")
    print()


def long_article(sections: int) -> Article:
    """Invent a long article, in which much is said that no claim is about."""
    chance = random.Random(sections)
    article = invent(1, sections)
    for part in article.parts:
        count = sum(sentence.span is not None for block in part.blocks for sentence in block.sentences)
        filler = (Sentence(0, chance.choice(STRANGERS), "") for _ in range(count * _FILLER_CHARS // 60))
        part.blocks.append(Block(list(filler)))
    return article


def print_costs() -> None:
    """Print the time of articles that stand as they were, moved, or are edited in one sentence of fifty."""
    print(
        f"{'characters':>12}{'passages':>10}{'as it was':>12}{'moved':>10}{'shuffled':>10}{'edited':>10}",
        "  seconds",
    )
    for sections in _SIZES:
        article = long_article(sections)
        data = corpus_of(article)
        moved, shuffled, edited = deepcopy(article), deepcopy(article), deepcopy(article)
        moved.parts[0].blocks[0].sentences.insert(0, Sentence(0, STRANGERS[0], ""))
        blocks = [block for part in shuffled.parts for block in part.blocks]
        random.Random(1).shuffle(blocks)
        for part in shuffled.parts:
            part.blocks = [blocks.pop() for _ in part.blocks]
        for number, (_, block, sentence) in enumerate(list(edited.sentences())):
            if sentence.span and number % 100 == 0 and len(block.sentences) > 1:
                block.sentences.remove(sentence)
            elif sentence.span and number % 50 == 0:
                sentence.words = sentence.words.replace(" 40 ", " 41 ").replace(" may ", " will ")
        times = []
        for one in (article, moved, shuffled, edited):
            text = read_source(one.written())
            start = time.process_time()
            verdicts = verify_passages(data, data.sources[0], text)
            times.append(time.process_time() - start)
        print(f"{text.length:22}{len(verdicts):10}" + "".join(f"{one:10.2f}" for one in times))


def main() -> int:
    """Print all tables."""
    print_confusion(f"{_ARTICLES} invented articles", invented())
    if ARTICLE.exists():
        print_confusion("The article of the data", real())
    print_costs()
    return 0


if __name__ == "__main__":
    sys.exit(main())
