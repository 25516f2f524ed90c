"""What became of each passage, and so of each claim, between two editions of their article.

The passages are those that stand in the old edition word for word; what did not verify there is no
change between the two. Where the same words stand, linked sentence for sentence, the passage is the
same or has moved. Else other words stand in their place, and `graph.checking.revisions.telling` says
what changed; or the same words are found somewhere after all (`graph.checking.locating.same_words`);
or they are gone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from graph.checking.locating import Located, claims_by_passage, same_words, say_place
from graph.checking.revisions.alignment import Alignment
from graph.checking.revisions.following import Followed, follow
from graph.checking.revisions.rows import Row
from graph.checking.revisions.telling import few_words, tell
from graph.model import Claim, ClaimChange, Corpus, EditionFate, Iri, Passage, PassageChange, Source, Spot
from graph.text.passages import BlockKind, SourceText

_TWIN = "Its own sentence is gone; the same words stand in another one, which the old edition had, too."
_BESIDE = "The rest of its sentence is another now: read it, too."
_LED = "The words that lead into its list are others now: read them, too."
_ALIKE = "The two editions are one text."

Place = tuple[int, int]


class Fates:
    """The passages of a source in two editions: `old` and `new` count their blocks under its sections.

    `changes` holds those of `places`, by IRI: where they stand in the old edition.
    """

    def __init__(
        self, corpus: Corpus, source: Source, old: SourceText, new: SourceText, places: dict[Iri, Place]
    ) -> None:
        self._old, self._new = old, new
        known = claims_by_passage(corpus, source)
        self._passages = {iri: _at(known[iri][0], old, place) for iri, place in places.items()}
        self._is_equal = old.sha256 == new.sha256
        self.alignment = Alignment(old, new)
        self._standing = {} if self._is_equal else same_words(new, self._passages.values())
        self._followed = {iri: self._follow(passage) for iri, passage in self._passages.items()}
        # Where the same words were followed to belongs to the passage that they were.
        self._owners = {
            (found.start, found.end): (self._passages[iri].start, self._passages[iri].end)
            for iri, found in self._followed.items()
            if found is not None and self._is_same(self._passages[iri], found)
        }
        self._leads = _leads(self.alignment.old, old), _leads(self.alignment.new, new)
        changes = {iri: self._change(passage, known[iri][1]) for iri, passage in self._passages.items()}
        self._went = _out_of_order(changes.values())
        self.changes = {iri: self._with_frame(self._with_way(change)) for iri, change in changes.items()}

    def claims(self, claims: Collection[Claim]) -> tuple[ClaimChange, ...]:
        """Give what became of those of `claims` that rest on a passage here, the worst first, then by IRI."""
        changes = []
        for claim in claims:
            own = [self.changes[one.iri] for one in claim.passages if one.iri in self.changes]
            if own:
                own.sort(key=lambda change: (change.fate.rank, change.old.start, change.passage))
                changes.append(ClaimChange(claim=claim.iri, passages=tuple(own)))
        return tuple(sorted(changes, key=lambda change: (change.fate.rank, change.claim)))

    def moved(self) -> dict[Iri, Passage]:
        """Give the passages that are not gone as they stand in the new edition, pins and place made right."""
        return {
            iri: _at(self._passages[iri], self._new, (change.new.start, change.new.end))
            for iri, change in self.changes.items()
            if change.new is not None
        }

    def _follow(self, passage: Passage) -> Followed | None:
        return None if self._is_equal else follow(self.alignment, passage.start, passage.end)

    def _is_same(self, passage: Passage, found: Followed) -> bool:
        """Say whether the same words stand where a passage was followed to."""
        return self._new.text[found.start : found.end] == self._old.text[passage.start : passage.end]

    def _change(self, passage: Passage, claims: Sequence[Claim]) -> PassageChange:
        old = (passage.start, passage.end)
        if self._is_equal:
            return self._found(passage, old, _ALIKE)
        followed = self._followed[passage.iri]
        if followed is not None and self._is_same(passage, followed):
            return self._found(passage, (followed.start, followed.end))
        words = self._old.text[slice(*old)]
        standing = _place(self._standing.get(passage.iri))
        if standing is not None and self._owners.get(standing, old) != old:
            standing = None
        if standing is not None and (followed is None or not self._is_another(standing, old)):
            twin = self._is_another(standing, old)
            return self._found(passage, standing, *([_TWIN] if twin else []))
        if followed is None:
            reason = f"Nothing in the new edition is what became of {few_words(words)!r}."
            return PassageChange(
                passage=passage.iri, fate=EditionFate.GONE, changes=(EditionFate.GONE,), reasons=(reason,),
                old=_spot(self._old, old), new=None, score=0.0,
            )  # fmt: skip
        return self._changed(passage, followed, claims)

    def _is_another(self, place: Place, old: Place) -> bool:
        """Say whether a place of the new edition is in sentences that others of the old one became."""
        own = set(self.alignment.rows_at(*old))
        rows = self.alignment.new_rows_at(*place)
        origins = [set(self.alignment.origins(row)) for row in rows]
        return all(origins) and not any(own & origin for origin in origins)

    def _changed(self, passage: Passage, followed: Followed, claims: Sequence[Claim]) -> PassageChange:
        place = (followed.start, followed.end)
        old = (passage.start, passage.end)
        told = tell(self._old.text[slice(*old)], self._new.text[slice(*place)], claims)
        torn = ["Its words now stand in several places; this is where most of them are."]
        return PassageChange(
            passage=passage.iri,
            fate=told.changes[0],
            changes=told.changes,
            reasons=(*told.reasons, *(torn if followed.parts > 1 else [])),
            old=_spot(self._old, old),
            new=_spot(self._new, place),
            score=round(followed.share, 3),
        )

    def _found(self, passage: Passage, place: Place, *reasons: str) -> PassageChange:
        """Say of words that are the same whether they moved."""
        old = (passage.start, passage.end)
        before, after = _spot(self._old, old), _spot(self._new, place)
        fate = EditionFate.SAME if self._is_equal or before == after else EditionFate.MOVED
        return PassageChange(
            passage=passage.iri, fate=fate, changes=(fate,), reasons=tuple(reasons), old=before, new=after,
            score=1.0,
        )  # fmt: skip

    def _with_way(self, change: PassageChange) -> PassageChange:
        """Say of a passage that stands elsewhere from where to where it went, or how far it was shifted."""
        old, new = change.old, change.new
        if new is None or change.fate is EditionFate.SAME:
            return change
        before = say_place(self._old.block_at(old.start, old.end))
        after = say_place(self._new.block_at(new.start, new.end))
        if change.passage in self._went or old.section != new.section:
            reason = f"It stood in {before}, and now stands in {after}."
            if before == after:
                reason = f"It stands in another order now, in {after}."
            return replace(change, reasons=(*change.reasons, reason), went=True)
        if change.fate is not EditionFate.MOVED:
            return change
        shift = new.start - old.start
        far = f"It begins {abs(shift)} characters {'later' if shift > 0 else 'earlier'}"
        if not shift:
            far = "It begins where it did"
        return replace(change, reasons=(*change.reasons, f"{far}, in {after}."))

    def _with_frame(self, change: PassageChange) -> PassageChange:
        """Say if other words stand beside the passage in its sentence, or lead into its list."""
        if change.new is None or self._is_equal:
            return change
        reasons = []
        rows = self.alignment.rows_at(change.old.start, change.old.end)
        if change.fate.holds and not all(row in self.alignment.equal for row in rows):
            reasons.append(_BESIDE)
        was = self._leads[0].get(self._old.index_at(change.old.start))
        now = self._leads[1].get(self._new.index_at(change.new.start))
        if was is not None and self.alignment.equal.get(was) != now:
            reasons.append(_LED)
        return replace(change, reasons=(*change.reasons, *reasons), is_reframed=bool(reasons))


def _leads(rows: Sequence[Row], text: SourceText) -> dict[int, int]:
    """Give for each list item, by the number of its block, the row that leads into its list."""
    leads: dict[int, int] = {}
    row, lead = 0, -1
    for number, block in enumerate(text.blocks):
        while row < len(rows) and rows[row].start < block.end:
            if block.kind is not BlockKind.ITEM:
                lead = row
            row += 1
        if block.kind is BlockKind.ITEM and lead >= 0:
            leads[number] = lead
    return leads


def _out_of_order(changes: Iterable[PassageChange]) -> set[Iri]:
    """Give the passages that do not follow the others as they did: all but a longest run in order."""
    found = sorted(
        (one.old.start, one.old.end, one.new.start, one.passage) for one in changes if one.new is not None
    )
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, _, start, _) in enumerate(found):
        length = bisect_right(tails, start)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [start]
        ends[length : length + 1] = [at]
    at = ends[-1] if ends else -1
    kept = set()
    while at >= 0:
        kept.add(found[at][3])
        at = before[at]
    return {iri for *_, iri in found} - kept


def _place(found: Located | None) -> Place | None:
    if found is None or found.start is None or found.end is None:
        return None
    return found.start, found.end


def _at(passage: Passage, text: SourceText, place: Place) -> Passage:
    """Give the passage as the data would have it if it stood there."""
    spot = _spot(text, place)
    return replace(
        passage,
        section=spot.section or passage.section,
        block=spot.block,
        item=spot.item,
        start=spot.start,
        end=spot.end,
        sha256=text.slice_sha256(*place) or "",
    )


def _spot(text: SourceText, place: Place) -> Spot:
    """Say where a stretch stands: by the block it begins in, without an item where it spans several."""
    block = text.block_at(*place) or text.blocks[text.index_at(place[0])]
    return Spot(section=block.section, block=block.block, item=block.item, start=place[0], end=place[1])
