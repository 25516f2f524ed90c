"""A receipt against what a new run gives: for which claims it no longer holds, and why.

A claim's receipt holds while the claim, the labels it is told by, what the data say of its passages, every
text that a check read, every rule it was checked by, and every result are the same. The rest may change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.checking.locating import MOVED, local_name
from graph.model import Iri
from graph.receipts.rules import PASSAGE, RuleVersions
from graph.receipts.values import Check, Entry, Receipt, Stretch, parts_read


class Cause(StrEnum):
    """Why a receipt no longer holds for a claim."""

    GONE = "gone"
    NEW = "new"
    CLAIM = "claim"
    PASSAGE = "passage"
    RULE = "rule"
    RESULT = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One reason, as a sentence. `passage` and `rule` say which, where it is about one."""

    cause: Cause
    sentence: str
    passage: Iri | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A claim for which the receipt no longer holds; `why` has a reason at least, in the order of `Cause`."""

    article: Iri
    claim: Iri
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """A rule that is another than on the receipt; `files` are those that differ, came or went."""

    rule: str
    was: str | None
    now: str | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCheck:
    """What became of an article's part of a receipt: how many claims it has, holds for, and knows not.

    `is_same_text` says whether the text is, to the letter; None for an article that is not on the receipt.
    """

    article: Iri
    is_same_text: bool | None
    claims: int
    hold: int
    broken: int
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptCheck:
    """What a new run says of a receipt: `breaches` by article and claim."""

    articles: tuple[ArticleCheck, ...]
    rules: tuple[RuleChange, ...]
    breaches: tuple[Breach, ...]

    @property
    def holds(self) -> bool:
        """Whether the receipt has claims, holds for each of them, and there is no other."""
        return not self.breaches and any(article.hold for article in self.articles)


_AROUND: Final = {
    "own": "The words of {passage} have changed.",
    "sentence": "The sentence in which {passage} stands has changed.",
    "before": "What its paragraph says before {passage} has changed.",
    "lead_in": "The lead-in of the list in which {passage} stands has changed.",
    "heading": "The headings above {passage} have changed.",
    "title": "The title of the article has changed.",
}
#: Parts that hold others: where the inner one has changed, that is what is said.
_WITHIN: Final = {"own": PASSAGE, "sentence": PASSAGE}


def compare_receipts(old: Receipt, new: Receipt) -> ReceiptCheck:
    """Hold a receipt, `old`, against that of a new run. Linear in both."""
    before = {(entry.article, entry.claim): entry for entry in old.entries}
    after = {(entry.article, entry.claim): entry for entry in new.entries}
    changes = {change.rule: change for change in _rule_changes(old.rules, new.rules)}
    breaches = []
    for key in sorted(before.keys() | after.keys()):
        why = tuple(_why(before.get(key), after.get(key), changes))
        if why:
            breaches.append(Breach(article=key[0], claim=key[1], why=why))
    return ReceiptCheck(
        articles=tuple(_counted(old, new, breaches)),
        rules=tuple(changes.values()),
        breaches=tuple(breaches),
    )


def _counted(old: Receipt, new: Receipt, breaches: list[Breach]) -> Iterator[ArticleCheck]:
    texts = {one.article: one for one in old.articles}
    claims: dict[Iri, int] = defaultdict(int)
    for entry in old.entries:
        claims[entry.article] += 1
    fresh: dict[Iri, int] = defaultdict(int)
    broken: dict[Iri, int] = defaultdict(int)
    for breach in breaches:
        counter = fresh if breach.why[0].cause is Cause.NEW else broken
        counter[breach.article] += 1
    for one in new.articles:
        iri = one.article
        yield ArticleCheck(
            article=iri,
            is_same_text=texts[iri] == one if iri in texts else None,
            claims=claims[iri],
            hold=claims[iri] - broken[iri],
            broken=broken[iri],
            new=fresh[iri],
        )


def _rule_changes(old: RuleVersions, new: RuleVersions) -> Iterator[RuleChange]:
    for rule in sorted(old.files_of.keys() | new.files_of.keys()):
        was, now = old.version(rule), new.version(rule)
        if was != now:
            files = {*old.files_of.get(rule, ()), *new.files_of.get(rule, ())}
            held = [(set(rules.files_of.get(rule, ())), rules.hashes) for rules in (old, new)]
            differing = (
                file
                for file in files
                if len({hashes[file] if file in named else None for named, hashes in held}) > 1
            )
            yield RuleChange(rule=rule, was=was, now=now, files=tuple(sorted(differing)))


def _why(old: Entry | None, new: Entry | None, changes: Mapping[str, RuleChange]) -> Iterator[Why]:
    """Say why a claim's receipt does not hold; nothing where it does."""
    if old is None:
        yield Why(cause=Cause.NEW, sentence="This claim is not on the receipt: it is new, or was left out.")
        return
    if new is None:
        yield Why(cause=Cause.GONE, sentence="This claim is gone, or points into the article no more.")
        return
    known = {stretch.passage: stretch for stretch in new.stretches}
    both = [(was, known[was.passage]) for was in old.stretches if was.passage in known]
    yield from _changed_data(old, new, both)
    read = parts_read(old)
    for was, now in both:
        yield from _changed_texts(was, now, {part for iri, part in read if iri == was.passage})
    used = {check.rule for stretch in old.stretches for check in stretch.checks}
    for rule in sorted(used & changes.keys()):
        files = ", ".join(changes[rule].files)
        sentence = f"The rule {rule} is another than on the receipt{f' ({files})' if files else ''}."
        yield Why(cause=Cause.RULE, rule=rule, sentence=sentence)
    for was, now in both:
        yield from _changed_results(was, now)


def _changed_data(old: Entry, new: Entry, both: list[tuple[Stretch, Stretch]]) -> Iterator[Why]:
    """Say what people wrote otherwise."""
    if old.claim_sha256 != new.claim_sha256:
        sentence = "The claim has changed: what people wrote of it, or of its statistic."
        yield Why(cause=Cause.CLAIM, sentence=sentence)
    if old.names_sha256 != new.names_sha256:
        sentence = "A label of what the claim is about, or of something narrower, has changed."
        yield Why(cause=Cause.CLAIM, sentence=sentence)
    shared = {was.passage for was, _ in both}
    for entry, what in ((old, "The claim rests on {} no more."), (new, "The claim rests on {}, too.")):
        for stretch in entry.stretches:
            if stretch.passage not in shared:
                sentence = what.format(local_name(stretch.passage))
                yield Why(cause=Cause.CLAIM, passage=stretch.passage, sentence=sentence)
    for was, now in both:
        if was.data_sha256 != now.data_sha256:
            sentence = (
                f"What the data say of {local_name(was.passage)} has changed: its place, pins or anchors."
            )
            yield Why(cause=Cause.CLAIM, passage=was.passage, sentence=sentence)


def _changed_texts(was: Stretch, now: Stretch, read: Collection[str]) -> Iterator[Why]:
    """Say which texts that the old checks read are others; of a passage that is missing, none is there."""
    differing = {part for part in read if part in now.texts and was.texts.get(part) != now.texts[part]}
    if PASSAGE in differing:
        sentence = f"The words of {local_name(was.passage)} have changed."
        yield Why(cause=Cause.PASSAGE, passage=was.passage, sentence=sentence)
    for part, sentence in _AROUND.items():
        if part in differing and _WITHIN.get(part) not in differing:
            told = sentence.format(passage=local_name(was.passage))
            yield Why(cause=Cause.PASSAGE, passage=was.passage, sentence=told)


def _changed_results(was: Stretch, now: Stretch) -> Iterator[Why]:
    """Say which rules found something else; what is asked of a passage that is there follows from that."""
    before = {check.rule: check for check in was.checks}
    after = {check.rule: check for check in now.checks}
    stayed = {check.place is None for check in (*was.checks, *now.checks) if check.rule == PASSAGE} == {False}
    for rule, check in before.items():
        again = after.get(rule)
        if again is None:
            if stayed:
                yield _result(was, check, f"{rule}: {check.result} then, not asked now.")
        elif _found(check) != _found(again):
            yield _result(was, check, _told(check, again))
        elif check.reasons_sha256 != again.reasons_sha256:
            why = f": {' '.join(again.reasons)}" if again.reasons else "."
            yield _result(was, check, f"{rule}: {check.result} as then, for another reason{why}")
    for rule in after.keys() - before.keys() if stayed else ():
        yield _result(was, after[rule], f"{rule}: not asked then, {after[rule].result} now.")


def _result(stretch: Stretch, check: Check, sentence: str) -> Why:
    return Why(cause=Cause.RESULT, passage=stretch.passage, rule=check.rule, sentence=sentence)


def _found(check: Check) -> tuple[str, str | None, tuple[int, int] | None]:
    return check.result, check.change, check.place


def _told(was: Check, now: Check) -> str:
    reasons = now.reasons or (("The words are the same.",) if now.result == MOVED else ())
    end = f": {' '.join(reasons)}" if reasons else "."
    return f"{was.rule}: {_named(was)} then, {_named(now)} now{end}"


def _named(check: Check) -> str:
    change = f" ({check.change})" if check.change else ""
    place = f" at {check.place[0]}-{check.place[1]}" if check.place else ""
    return f"{check.result}{change}{place}"
