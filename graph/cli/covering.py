"""The verb that says what of a source is claimed: ``coverage``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import click

from graph.claims import read_corpus
from graph.cli.claimed import ClaimNames
from graph.cli.printing import fail, print_json, say
from graph.cli.tables import printable, table
from graph.dataset import open_dataset, refuse
from graph.model import Claim, Coverage, Fate, Iri, Sentence, Severity, Source
from graph.names import Names, names_of
from graph.sources import cover_sources, read_source_files
from graph.store import Data
from graph.text.passages import SourceText
from graph.text.wording import ANCHOR_WORDS, FREE_ANCHOR_WORDS

_FATES = tuple(Fate)
_GAP = "…"


def coverage(sources: Sequence[str], data: Data, form: str, *, strict: bool) -> None:
    """Print what became of each sentence of each source, and what is left to do."""
    files = read_source_files(sources)
    with open_dataset(data) as dataset:
        refuse(dataset, dataset.report, (Severity.VIOLATION,))
        corpus = read_corpus(dataset.store)  # an article may have no claim yet
    names = names_of(corpus)
    ids = ClaimNames.of(corpus, names)
    covered = cover_sources(corpus, files)
    if form == "json":
        print_json([_facts(*entry, names, ids) for entry in covered])
    else:
        claims = {claim.iri: claim for claim in corpus.claims}
        click.echo("\n\n".join("\n\n".join(_tables(*entry, claims, ids)) for entry in covered))
    say(form, [*(_summary(text, found, names) for text, _, found in covered), *ids.notes()])
    if strict and not all(found.complete for _, _, found in covered):
        fail()


def _facts(
    text: SourceText, source: Source, found: Coverage, names: Names, ids: ClaimNames
) -> dict[str, object]:
    """Give the coverage of one source for programs: offsets and fates, no text."""
    return {
        "source": names.curie(source.iri),
        "path": text.path,
        "complete": found.complete,
        "totals": _counts(found.sentences),
        "sections": [
            {"section": iri and names.curie(iri), "title": title, **_counts(sentences)}
            for iri, title, sentences in _sections(source, found)
        ],
        "sentences": [
            {
                "start": sentence.start,
                "end": sentence.end,
                "kind": sentence.kind,
                "section": sentence.section and names.curie(sentence.section),
                "block": sentence.block,
                "item": sentence.item,
                "fate": sentence.fate,
                "claims": names.curies(sentence.claims),
                "reasons": list(sentence.reasons),
                "left": [{"start": start, "end": end} for start, end in sentence.left],
                "rank": sentence.rank,
                "cue": sentence.cue
                and {"kind": sentence.cue.kind, "start": sentence.cue.start, "end": sentence.cue.end},
            }
            for sentence in found.sentences
        ],
        "claims_without_passage": names.curies(found.unplaced),
        "interested": ids.interested(
            [*found.unplaced, *(claim for sentence in found.sentences for claim in sentence.claims)]
        ),
    }


def _counts(sentences: Iterable[Sentence]) -> dict[str, int]:
    counts = Counter(sentence.fate for sentence in sentences)
    return {"sentences": counts.total(), **{fate.value.replace("-", "_"): counts[fate] for fate in _FATES}}


def _sections(source: Source, found: Coverage) -> Iterator[tuple[Iri | None, str, list[Sentence]]]:
    """Give each section that has sentences with its title, in reading order."""
    titles = {section.iri: section.title for section in source.sections}
    by_section: dict[Iri | None, list[Sentence]] = {}
    for sentence in found.sentences:
        by_section.setdefault(sentence.section, []).append(sentence)
    for iri, sentences in by_section.items():
        yield iri, titles.get(iri, "(before the first heading)") if iri else "(no section)", sentences


def _tables(
    text: SourceText, source: Source, found: Coverage, claims: dict[Iri, Claim], ids: ClaimNames
) -> Iterator[str]:
    """Give the tables for people: sections, what is to do, claims without a passage here."""
    rows = [(title, *_counts(sentences).values()) for _, title, sentences in _sections(source, found)]
    rows.append(("all", *_counts(found.sentences).values()))
    yield table(("section", "sentences", "claimed", "no claim", "to do"), rows)
    if found.to_do:
        yield table(
            ("rank", "cue", "where", "offsets", "words", "claims of the rest"),
            [to_do_row(sentence, text, ids) for sentence in found.to_do],
        )
    if found.unplaced:
        yield table(
            ("claim without a passage here", "says"),
            [(ids.full(iri), claims[iri].label) for iri in found.unplaced],
        )


def to_do_row(sentence: Sentence, text: SourceText, ids: ClaimNames) -> tuple[object, ...]:
    """Give a row of the to-do list: what is left, or the part of it with the cue."""
    cue = sentence.cue
    start, end = next(
        (left for left in sentence.left if cue and left[0] < cue.end and cue.start < left[1]),
        sentence.left[0],
    )
    local = (sentence.section or "").rpartition("#")[2].rpartition("/")[2]
    item = f", item {sentence.item}" if sentence.item else ""
    return (
        sentence.rank,
        f"{cue.kind}: {text.original[cue.start : cue.end]}" if cue else "",
        f"{local}, block {sentence.block}{item}",
        f"{start}-{end}",
        _ends(text.original[start:end]),
        " ".join(ids.full(iri).rpartition(":")[2] for iri in sentence.claims),
    )


def _ends(words: str) -> str:
    """Give the first and last words of a stretch, as few as an anchor may have."""
    parts = words.split()
    if len(parts) <= FREE_ANCHOR_WORDS + 1:
        return " ".join(parts)
    allowed = min(ANCHOR_WORDS, max(FREE_ANCHOR_WORDS, (len(parts) + 1) // 2))
    last = allowed // 2
    return " ".join([*parts[: allowed - last], _GAP, *parts[-last:]])


def _summary(text: SourceText, found: Coverage, names: Names) -> str:
    counts = _counts(found.sentences)
    left = f"{counts['to_do']} to do" if counts["to_do"] else "nothing left to do"
    note = f"{text.path} is {names.curie(found.source)}: {counts['sentences']} sentences, {left}."
    if found.unplaced:
        claims = "1 claim has" if len(found.unplaced) == 1 else f"{len(found.unplaced)} claims have"
        note += f" {claims} no passage in it: run claimgraph verify."
    return printable(note)
