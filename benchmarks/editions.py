"""Compare labelled editions of articles, and print which fate claims must have and which they get.

Beside what `claimgraph diff` says stands what `claimgraph verify` says of the same edition, which has
hashes in place of the old text. Then follows what tells editions from other articles: the share of
phrases in common; and how often a sentence that was replaced by another is taken for a reworded one.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the checkout, for the tests' generators

from graph.checking.revisions import compare_texts, in_common
from graph.checking.revisions.alignment import Alignment
from graph.checking.revisions.rows import rows_of
from graph.checking.verification import verify_passages
from graph.dataset import load_corpus
from graph.model import Corpus, EditionFate, Verdict
from graph.text.passages import SourceText, read_source
from tests.article_edits import text_edits
from tests.corpora import ARTICLE, SHIPPED
from tests.editions import HELD, called, editions, invent_more, several
from tests.edits import corpus_of
from tests.held_out import ARTICLES, held_out

_ARTICLES = 12
_AT_ONCE = (2, 4, 6, 9)
#: Of the edits of the real article, each so-manieth: all of them take some minutes.
_STEP = 3
_REPLACED = 60
_KEPT = (0.9, 0.7, 0.5)
_REAL = {
    "still there": HELD,
    "changed number": EditionFate.NUMBER.value,
    "changed hedge": EditionFate.HEDGE.value,
    "changed wording": EditionFate.REWORDED.value,
    "missing": EditionFate.GONE.value,
}
_CHANGES = {
    "number": EditionFate.NUMBER.value,
    "hedge": EditionFate.HEDGE.value,
    "wording": EditionFate.REWORDED.value,
}

#: Kind of edit; what a claim must be called; what the comparison calls it; what verification does.
Row = tuple[str, str, str, str]


def by_verification(verdict: Verdict) -> str:
    """Give the fate that a verdict of `claimgraph verify` comes to."""
    if verdict.verdict in ("exact", "moved"):
        return HELD
    return _CHANGES[verdict.change or ""] if verdict.verdict == "changed" else EditionFate.GONE.value


def invented() -> Iterator[Row]:
    """Compare editions of invented articles, with one edit and with several."""
    for seed in range(_ARTICLES):
        article = invent_more(seed)
        data = corpus_of(article)
        old = read_source(article.written())
        together = [several(article, seed, count) for count in _AT_ONCE]
        for number, edition in enumerate((*editions(article, seed), *together)):
            new = read_source(edition.article.written())
            found = compare_texts(data, data.sources[0], old, new, in_common(old.text, new.text))
            alone = verified(data, new)
            for change, one in zip(found.claims, called(edition, found, new.text), strict=True):
                kind = f"{seed}.{number} {edition.kind}"
                yield kind, one.wanted, one.got, alone[change.worst.passage]


def real() -> Iterator[Row]:
    """Compare editions of the article in the data."""
    corpus = load_corpus(SHIPPED)
    written = ARTICLE.read_text(encoding="utf-8")
    old = read_source(written)
    for number, edited in enumerate(text_edits(written, corpus)):
        if number % _STEP:
            continue
        new = read_source(edited.text)
        found = compare_texts(corpus, corpus.sources[0], old, new, 1.0)
        alone = verified(corpus, new)
        changes = {one.passage: one for change in found.claims for one in change.passages}
        for passage, wanted in edited.wanted.items():
            if passage in changes:
                got = HELD if changes[passage].fate.holds else str(changes[passage].fate)
                yield f"{number} {edited.kind}", _REAL[wanted], got, alone[passage]


def verified(corpus: Corpus, new: SourceText) -> dict[str, str]:
    """Give what verification without the old text says of each passage."""
    return {
        entry.passage: by_verification(entry) for entry in verify_passages(corpus, corpus.sources[0], new)
    }


def print_confusion(title: str, rows: Iterable[Row]) -> None:
    """Print how often what is called what, how often each way is right, and which edits went wrong."""
    table: Counter[tuple[str, str]] = Counter()
    alone: Counter[str] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    made = set()
    for kind, wanted, got, other in rows:
        made.add(kind)
        table[wanted, got] += 1
        alone[wanted] += wanted == other
        if wanted != got:
            wrong[kind.partition(" ")[2], f"{wanted} called {got}"] += 1
    names = [HELD, *(fate.value for fate in reversed(EditionFate) if not fate.holds)]
    columns = [*names, *sorted({got for _, got in table} - set(names))]
    print(f"{title}: {len(made)} editions\n\n{'':16}" + "".join(f"{name:>16}" for name in columns), end="")
    print(f"{'right':>10}{'by verify':>12}")
    for name in names:
        total = sum(table[name, column] for column in columns)
        if total:
            cells = "".join(f"{table[name, column] or '':>16}" for column in columns)
            print(
                f"{name:16}{cells}{100 * table[name, name] / total:8.1f} %{100 * alone[name] / total:10.1f} %"
            )
    for (kind, error), number in sorted(wrong.items(), key=lambda pair: -pair[1]):
        print(f"  {number:4} {kind}: {error}")
    print()


def print_common() -> None:
    """Print the share of phrases that articles have in common, and editions with fewer words of their own."""
    texts = {name: held_out(name).text.text for name in ARTICLES}
    if ARTICLE.exists():
        texts["the shipped one"] = read_source(ARTICLE.read_text(encoding="utf-8")).text
    shares = [in_common(texts[one], texts[other]) for one, other in combinations(texts, 2)]
    print(f"{len(shares)} pairs of articles about other things: at most {max(shares):.3f} in common")
    for kept in _KEPT:
        least = 1.0
        for name, text in texts.items():
            chance = random.Random(name)
            words = text.split()
            mixed = [word if chance.random() < kept else f"z{chance.randrange(10**6)}" for word in words]
            least = min(least, in_common(text, " ".join(mixed)))
        print(f"editions that keep {kept:.0%} of their words: at least {least:.3f}")


def print_replaced() -> None:
    """Print how often a sentence that was replaced by another is taken for what became of it."""
    articles = [held_out(name).text for name in ARTICLES]
    if ARTICLE.exists():
        articles.append(read_source(ARTICLE.read_text(encoding="utf-8")))
    rows = {article.sha256: [row for row in rows_of(article) if not row.is_heading] for article in articles}
    chance = random.Random(3)
    linked: Counter[str] = Counter()
    for article in articles:
        for _ in range(_REPLACED):
            row = chance.choice(rows[article.sha256])
            stranger = chance.choice([one for one in articles if one is not article])
            for name, pool in (("another", stranger), ("the same", article)):
                words = chance.choice(rows[pool.sha256]).content
                new = read_source(article.text[: row.start] + words + article.text[row.end :])
                alignment = Alignment(article, new)
                linked[name] += bool(alignment.links.get(alignment.rows_at(row.start, row.end)[0]))
    total = _REPLACED * len(articles)
    for name, number in sorted(linked.items()):
        print(f"of {total} sentences replaced by one of {name} article, {number} are taken for reworded")


def main() -> int:
    """Print all tables."""
    start = time.process_time()
    print_confusion(f"{_ARTICLES} invented articles", invented())
    if ARTICLE.exists():
        print_confusion("The article of the data", real())
    print_common()
    print_replaced()
    print(f"\n{time.process_time() - start:.0f} s of processor time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
