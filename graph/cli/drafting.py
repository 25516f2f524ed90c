"""The verb that begins with an article instead of a blank file: ``draft``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shlex import quote

import click

from graph import drafting
from graph.checking.editions import match_source
from graph.cli.printing import fail, print_json, say
from graph.cli.tables import printable, table
from graph.model import (
    Corpus,
    Draft,
    DraftClaim,
    DraftNonClaim,
    DraftState,
    Iri,
    Mention,
    OpenMark,
    Suggestion,
)
from graph.names import Names, names_of, with_articles
from graph.sources import SourceFile, read_source_files
from graph.store import Data
from graph.vocab import namespace_of

#: Where commands look for data that nobody names.
_DEFAULT = Path("data")
#: So many findings are printed; the rest is counted.
_FINDINGS = 20
_NAMELESS = "[]"
_FILE = "dataset"
_STATISTIC = "-stat"


def print_draft(source: str, data: Data, form: str) -> None:
    """Print the draft of an article: Turtle for people, what it suggests for programs."""
    (file,) = read_source_files([source])
    corpus = drafting.read_vocabulary(_existing(data))
    drafted = drafting.draft_file(file, corpus)
    if form == "json":
        print_json(_facts(drafted, names_of(corpus)))
    else:
        click.echo(drafted.turtle, nl=False)
    say(form, _notes(drafted, file, corpus))


def _existing(data: Data) -> Data | None:
    """Give the data; None where nobody named any and there are none by default."""
    return None if data == _DEFAULT and not _DEFAULT.exists() else data


def _notes(drafted: Draft, file: SourceFile, corpus: Corpus) -> Iterator[str]:
    body = drafted.turtle.partition("\n@prefix")[2]  # the comments above explain the marks
    marks = body.count('cg:open "') + body.count('cg:suggested "')
    known = len({mention.concept for claim in drafted.claims for mention in claim.mentions})
    yield printable(
        f"{file.text.path}: {_count(len(drafted.claims), 'claim')} proposed, "
        f"{_count(len(drafted.non_claims), 'place')} without one; of the data "
        f"{_count(known, 'concept')} recognised."
    )
    if drafted.unanchored:
        yield f"{_count(drafted.unanchored, 'sentence')} left out, which repeat others word for word."
    if not corpus.concepts:
        yield "No concept is known yet: describe some in the data, draft again, and claims have candidates."
    there = match_source(corpus, file.text) if corpus.claims else None
    if there is not None:
        yield (
            f"The data describe this article already ({names_of(corpus).curie(there.iri)}): "
            "claimgraph coverage says what is left of it."
        )
    yield (
        f"Nothing of it is data yet: {marks} places are to be decided. Print it into "
        "data/NAME.draft.ttl; claimgraph draft --finish FILE says which are left."
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _facts(drafted: Draft, names: Names) -> dict[str, object]:
    source = drafted.source
    return {
        "article": source.iri,
        "title": source.title or None,
        "url": source.url or None,
        "length": source.length,
        "sha256": source.sha256,
        "sections": [{"id": _local(section.iri), "title": section.title} for section in source.sections],
        "claims": [_claim(claim, f"c{number:03}", names) for number, claim in enumerate(drafted.claims, 1)],
        "no_claims": [{**_place(mark), "reason": _suggestion(mark.reason)} for mark in drafted.non_claims],
        "unanchored": drafted.unanchored,
        "turtle": drafted.turtle,
    }


def _claim(claim: DraftClaim, name: str, names: Names) -> dict[str, object]:
    figure = claim.figure
    return {
        "id": name,
        **_place(claim),
        "kind": claim.kind and _suggestion(claim.kind),
        "polarity": claim.polarity,
        "denial": claim.denial,
        "modality": _suggestion(claim.modality),
        "frequency": claim.frequency and _suggestion(claim.frequency),
        "hedge": claim.hedge,
        "list": claim.list and _local(claim.list),
        "figure": figure
        and {
            "bound": figure.bound,
            "value": None if figure.value is None else f"{figure.value:f}",
            "unit": figure.unit,
            "months": figure.months,
            "cue": figure.cue,
        },
        "predicates": [_suggestion(one) for one in claim.predicates],
        "subjects": [_mention(one, names) for one in claim.subjects],
        "objects": [_mention(one, names) for one in claim.objects],
    }


def _place(one: DraftClaim | DraftNonClaim) -> dict[str, object]:
    passage = one.passage
    return {
        "passage": _local(passage.iri),
        "section": _local(passage.section),
        "block": passage.block,
        "item": passage.item,
        "start": passage.start,
        "end": passage.end,
        "sha256": passage.sha256,
    }


def _suggestion(one: Suggestion) -> dict[str, object]:
    return {"value": one.value, "cue": one.cue or None, "reason": one.reason or None}


def _mention(one: Mention, names: Names) -> dict[str, object]:
    return {"concept": names.curie(one.concept), "cue": one.cue, "place": one.place}


def _local(iri: Iri) -> str:
    return iri.removeprefix(namespace_of(iri))


def print_state(path: Path, data: Data, form: str) -> None:
    """Print what of a draft is open, by node; fail where anything is, or a rule is broken."""
    state = drafting.find_open(path, _existing(data))
    found = () if state.report is None else state.report.violations
    names = Names(with_articles([*(mark.node for mark in state.marks), *(one.focus for one in found)]))
    if form == "json":
        print_json(_state_facts(state, names))
    elif state.marks:
        click.echo(table(("what", "line", "to write", "to confirm"), _rows(state, names)))
    elif found:
        click.echo("\n".join(printable(names.shorten(str(one))) for one in found[:_FINDINGS]))
    say(form, _state_notes(state))
    if not state.finished:
        fail()


def _by_owner(state: DraftState, names: Names) -> dict[str, list[OpenMark]]:
    """Give the marks of each claim with its statistic's, and of every other node, in order of the file."""
    found: dict[str, list[OpenMark]] = {}
    for mark in state.marks:
        found.setdefault(_called(mark.node, names), []).append(mark)
    return found


def _called(node: Iri, names: Names) -> str:
    """Call a node by its local name, a statistic by its claim; the file itself has none."""
    if node == _NAMELESS:
        return node
    if "#" not in node:
        return _FILE
    return names.curie(node).rpartition(":")[2].removesuffix(_STATISTIC)


def _rows(state: DraftState, names: Names) -> Iterator[tuple[object, ...]]:
    for owner, marks in _by_owner(state, names).items():
        yield (
            owner,
            marks[0].line,
            " ".join(mark.field for mark in marks if not mark.suggested),
            " ".join(mark.field for mark in marks if mark.suggested),
        )


def _state_facts(state: DraftState, names: Names) -> dict[str, object]:
    report = state.report
    return {
        "file": state.path,
        "finished": state.finished,
        "open": len(state.marks),
        "to_write": sum(not mark.suggested for mark in state.marks),
        "to_confirm": sum(mark.suggested for mark in state.marks),
        "nodes": [
            {
                "id": owner,
                "line": marks[0].line,
                "to_write": [_mark(mark) for mark in marks if not mark.suggested],
                "to_confirm": [_mark(mark) for mark in marks if mark.suggested],
            }
            for owner, marks in _by_owner(state, names).items()
        ],
        "violations": None if report is None else [names.shorten(str(found)) for found in report.violations],
        "rename_to": state.target if state.finished else None,
    }


def _mark(mark: OpenMark) -> dict[str, str]:
    return {"field": mark.field, "text": mark.text}


def _state_notes(state: DraftState) -> Iterator[str]:
    """Say how much is open, and what to do next."""
    report = state.report
    if report is None:
        write = sum(not mark.suggested for mark in state.marks)
        yield printable(
            f"{state.path}: {_count(len(state.marks), 'place')} open: {write} to write (cg:open), "
            f"{len(state.marks) - write} to confirm (cg:suggested)."
        )
        yield "Decide each and delete its mark. What says nothing is deleted whole, or marked as no claim."
        return
    if not report.conforms:
        more = len(report.violations) - _FINDINGS
        rest = f" ({more} more)" if more > 0 else ""
        told = f"nothing is open, but rules are broken{rest}: correct them before it is data."
        yield printable(f"{state.path}: {told}")
        return
    yield printable(f"{state.path}: nothing is open, and it keeps the rules.")
    if state.target == state.path:
        yield "It is named as data already."
    elif Path(state.target).exists():
        yield printable(
            f"{state.target} is there already: rename the draft to another name that ends in .ttl."
        )
    else:
        yield printable(f"Make it data: mv {quote(state.path)} {quote(state.target)}")
    yield "Then claimgraph validate --source ARTICLE checks its passages, and that none of the text is in it."
