"""The verb that compares two editions of an article: ``diff``."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator

import click

from graph.checking.revisions import Words, anchor_words, is_english
from graph.cli.claimed import ClaimNames
from graph.cli.covering import to_do_row
from graph.cli.printing import fail, print_json, say
from graph.cli.steps import read_claims
from graph.cli.tables import printable, table
from graph.model import (
    ClaimChange,
    Corpus,
    CueKind,
    EditionDiff,
    EditionFate,
    PassageChange,
    Source,
    Spot,
)
from graph.names import Names, names_of
from graph.sources import compare_files, read_source_files
from graph.store import Data
from graph.text.passages import SourceText
from graph.vocab import RED_FLAG

#: So many claims that went to another place are listed; where many went, one says where they all went.
_LINES = 20


def diff(old: str, new: str, data: Data, form: str) -> None:
    """Print what became of each claim, the worst first, and what is new; fail where not all of it holds."""
    corpus = read_claims(data)
    files = read_source_files([old, new])
    found = compare_files(corpus, *files)
    shown = _Shown(corpus, found, files[1].text)
    if form == "json":
        print_json(shown.facts())
    else:
        click.echo("\n\n".join(shown.tables()))
    say(form, shown.notes())
    if not found.holds:
        fail()


class _Shown:
    """A comparison as it is printed."""

    def __init__(self, corpus: Corpus, found: EditionDiff, new: SourceText) -> None:
        self._corpus, self._found = corpus, found
        self._source: Source = next(one for one in corpus.sources if one.iri == found.source)
        self._new = new.under(self._source.sections)
        self._claims = {claim.iri: claim for claim in corpus.claims}
        self._names: Names = names_of(corpus)
        self._ids = ClaimNames.of(corpus, self._names)
        self._signs = [claim.iri for claim in corpus.claims if claim.kind == RED_FLAG]
        self._shaken = found.shaken(self._signs)
        unverified = {claim for entry in found.unverified for claim in entry.claims}
        self._unverified_signs = [iri for iri in self._signs if iri in unverified]

    def facts(self) -> dict[str, object]:
        """Give everything for programs: offsets and fates, of the texts five words at a time."""
        found, curie = self._found, self._names.curie
        return {
            "source": curie(found.source),
            "old": found.old,
            "new": found.new,
            "equal": found.is_equal,
            "in_common": found.in_common,
            "holds": found.holds,
            "fates": {fate.value: found.count(fate) for fate in reversed(EditionFate)},
            "warning_signs": self._names.curies(
                {*self._unverified_signs, *(one.claim for one in self._shaken)}
            ),
            "claims": [self._claim_facts(one) for one in found.claims],
            "not_in_old": [
                {
                    "passage": curie(entry.passage),
                    "claims": self._names.curies(entry.claims),
                    "verdict": entry.verdict,
                    "reasons": list(entry.reasons),
                }
                for entry in found.unverified
            ],
            "uncovered": [
                {
                    "rank": one.sentence.rank,
                    "is_new": one.is_new,
                    "is_hedged": one.is_hedged,
                    "start": one.sentence.start,
                    "end": one.sentence.end,
                    "kind": one.sentence.kind,
                    "section": one.sentence.section and curie(one.sentence.section),
                    "block": one.sentence.block,
                    "item": one.sentence.item,
                    "claims": self._names.curies(one.sentence.claims),
                    "left": [{"start": start, "end": end} for start, end in one.sentence.left],
                    "cue": one.sentence.cue
                    and {
                        "kind": one.sentence.cue.kind,
                        "start": one.sentence.cue.start,
                        "end": one.sentence.cue.end,
                    },
                }
                for one in found.unclaimed
            ],
            "interested": self._ids.interested(one.claim for one in found.claims),
        }

    def _claim_facts(self, one: ClaimChange) -> dict[str, object]:
        claim = self._claims[one.claim]
        return {
            "claim": self._names.curie(one.claim),
            "label": claim.label,
            "warning_sign": claim.kind == RED_FLAG,
            "fate": one.fate,
            "changes": list(one.changes),
            "reasons": list(dict.fromkeys(reason for change in one.passages for reason in change.reasons)),
            "old": self._spot(one.worst.old),
            "new": one.worst.new and self._spot(one.worst.new),
            "passages": [
                {
                    "passage": self._names.curie(change.passage),
                    "fate": change.fate,
                    "changes": list(change.changes),
                    "reasons": list(change.reasons),
                    "old": self._spot(change.old),
                    "new": change.new and self._spot(change.new),
                    "score": change.score,
                    "went": change.went,
                    "reframed": change.is_reframed,
                }
                for change in one.passages
            ],
        }

    def _spot(self, spot: Spot) -> dict[str, object]:
        return {
            "section": spot.section and self._names.curie(spot.section),
            "block": spot.block,
            "item": spot.item,
            "start": spot.start,
            "end": spot.end,
        }

    def tables(self) -> Iterator[str]:
        """Give the warning signs that are lost, the counts, then what an editor has to look at."""
        found = self._found
        if self._shaken:
            yield (
                f"WARNING SIGNS NOT SAID AS THEY WERE: {len(self._shaken)} of "
                f"{sum(one.claim in self._signs for one in found.claims)}. Look at these first.\n\n"
                + self._changed_table(self._shaken)
            )
        if self._unverified_signs:
            names = " ".join(self._ids.full(iri).rpartition(":")[2] for iri in self._unverified_signs)
            yield printable(
                f"WARNING SIGNS THAT {found.old} DOES NOT HOLD AS THE DATA SAY: {names}. Look at these first."
            )
        fates = list(reversed(EditionFate))
        counts = [found.count(fate) for fate in fates]
        yield table(
            ("article", *fates, "in common"),
            [(self._names.curie(found.source), *counts, f"{found.in_common:.0%}")],
        )
        rest = [one for one in found.claims if not one.fate.holds and one not in self._shaken]
        if rest:
            yield self._changed_table(rest)
        went = [one for one in found.claims if one.fate is EditionFate.MOVED and one.worst.went]
        if went:
            yield table(
                ("moved claim", "old", "new", "from where to where"),
                [(self._name(one), *_offsets(one.worst), one.worst.reasons[0]) for one in went[:_LINES]],
            )
        if found.unclaimed:
            yield table(
                ("rank", "in NEW", "cue", "where", "offsets", "words", "claims of the rest"),
                [
                    (rank, "new" if one.is_new else "as before", *cells)
                    for one in found.unclaimed
                    for rank, *cells in [to_do_row(one.sentence, self._new, self._ids)]
                ],
            )
        if found.unverified:
            yield table(
                ("passage not in OLD", "claims", "verdict there", "why"),
                [
                    (
                        self._names.curie(entry.passage),
                        " ".join(map(self._ids.full, entry.claims)),
                        entry.verdict,
                        " ".join(entry.reasons),
                    )
                    for entry in found.unverified
                ],
            )

    def _name(self, change: ClaimChange) -> str:
        """Name a claim without its article: all are of the one in the heading."""
        return self._ids.full(change.claim).rpartition(":")[2]

    def _changed_table(self, changes: Iterable[ClaimChange]) -> str:
        return table(
            ("claim", "fate", "old", "new", "what changed, and what is claimed"),
            [
                (
                    self._name(one),
                    ", ".join(one.worst.changes),
                    *_offsets(one.worst),
                    " ".join((*one.worst.reasons, f"Claimed: {self._claims[one.claim].label}")),
                )
                for one in changes
            ],
        )

    def notes(self) -> Iterator[str]:
        """Say in sentences what was compared, what is new, and what to do next."""
        found, article = self._found, self._names.curie(self._found.source)
        if found.is_equal:
            yield f"{found.old} and {found.new} are one edition of {article}: their texts are equal."
        if not found.claims:
            yield f"0 claims compared: no claim of the data points into {found.old}."
        else:
            lost = [one for one in found.claims if not one.fate.holds]
            end = f"{len(lost)} to read again" if lost else "all of them the same or moved"
            claims = _count(len(found.claims), "claim")
            yield f"{found.old} to {found.new}, {article}: {claims} compared, {end}."
        if found.unverified:
            passages = _count(len(found.unverified), "passage")
            yield (
                f"{passages} did not stand in {found.old} as the data say, so not compared: claimgraph "
                f"verify --source {shlex.quote(found.old)} says more."
            )
            if self._new.sha256 == self._source.sha256:
                yield f"The data are of {found.new}: name the edition that the data are of first."
        every = {one for claim in self._corpus.claims for one in claim.passages}
        others = sum(one.source != found.source for one in every)
        if others:
            yield f"{_count(others, 'passage')} of other articles were not looked at."
        if not is_english(self._new.text):
            yield "Hedges and numbers in words are known in English only: elsewhere they count as wording."
        yield from self._news()
        yield from self._steps()
        yield from self._ids.notes()

    def _news(self) -> Iterator[str]:
        new = [one for one in self._found.unclaimed if one.is_new]
        if new:
            cues = Counter(one.sentence.cue and one.sentence.cue.kind for one in new)
            told = f"{cues[CueKind.NUMBER]} with a figure, {sum(one.is_hedged for one in new)} hedged"
            yield f"New, and no claim's: {_count(len(new), 'sentence')}, {told}."

    def _steps(self) -> Iterator[str]:
        found, path = self._found, shlex.quote(self._found.new)
        changed = (one.worst for one in found.claims if not one.fate.holds)
        words = next(filter(None, map(self._words, changed)), None)
        if words is not None:
            end = f" --end {shlex.quote(words.end)}" if words.end else ""
            yield (
                "Next: read each changed claim again beside the new words, correct it, and give it the "
                f"passage that claimgraph anchor prints, as in: claimgraph anchor --source {path} "
                f"--start {shlex.quote(words.start)}{end}"
            )
        if any(one.fate is EditionFate.MOVED for one in found.claims):
            yield f"What only moved needs new pins: claimgraph anchor --all --source {path} prints them."

    def _words(self, change: PassageChange) -> Words | None:
        place = change.new and (change.new.start, change.new.end)
        return anchor_words(self._new, self._source, place) if place else None


def _offsets(change: PassageChange) -> tuple[str, str]:
    new = f"{change.new.start}-{change.new.end}" if change.new else ""
    return f"{change.old.start}-{change.old.end}", new


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
