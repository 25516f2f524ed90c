"""Small corpora made of values, and the data sets that tests build from: shared by the test modules."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from graph.checking.anchoring import Anchored
from graph.cli import run
from graph.model import Claim, ClaimList, Concept, Corpus, Iri, ListPlace, Passage, Section, Source
from graph.vocab import CG, CON

HERE = Path(__file__).parent
ROOT = HERE.parent
SECOND = HERE / "data" / "second"
HOSTILE = HERE / "data" / "hostile.ttl"
SHIPPED = ROOT / "data"
#: The first article's text lies beside the repository where there is a copy, never in it.
ARTICLE = ROOT.parent / "shared" / "article.txt"

ARTICLE_A = "https://w3id.org/claimgraph/article/invented-a#"
RANKS = {"asserted": 1, "possible": 2, "tentative": 3, "intended": 4}
_PREDICATES = {1: "increases", -1: "decreases", 0: "precedes"}


def con(name: str) -> Iri:
    """Give the IRI of a concept by its slug."""
    return Iri(CON + name)


def concept(
    name: str,
    kind: str = "Mechanism",
    *,
    label: str | None = None,
    alt_labels: tuple[str, ...] = (),
    definition: str | None = None,
    broader: Iterable[str] = (),
) -> Concept:
    """Make a concept; its label is its slug where none is given."""
    return Concept(
        iri=con(name),
        kind=kind,
        label=label or name,
        alt_labels=alt_labels,
        definition=definition,
        broader=tuple(con(parent) for parent in broader),
    )


def claim(
    number: int,
    source: str,
    sign: int,
    target: str | None,
    *,
    modality: str = "asserted",
    polarity: str = "affirmed",
    lists: Iterable[tuple[str, int]] = (),
    mechanisms: Iterable[str] = (),
    label: str | None = None,
) -> Claim:
    """Make a claim `c<number>`: `source` acts with `sign` on `target`."""
    return Claim(
        iri=Iri(f"{ARTICLE_A}c{number:03}"),
        label=label or f"claim {number}",
        kind="causal",
        subject=con(source),
        predicate=Iri(CG + _PREDICATES[sign]),
        object=None if target is None else con(target),
        object_literal="a name" if target is None else None,
        sign=sign,
        polarity=polarity,
        modality=modality,
        modality_rank=RANKS[modality],
        mechanisms=tuple(con(name) for name in mechanisms),
        lists=tuple(
            ListPlace(list=Iri(ARTICLE_A + name), kind="ordered-cycle", item=item) for name, item in lists
        ),
    )


def headed_source(base: str, *titles: str) -> Source:
    """Make a source in the namespace `base` with these headings."""
    return Source(
        iri=Iri(f"{base}article"),
        title="Of owls",
        url="https://example.org/owls",
        publisher=None,
        published=None,
        normalization=None,
        length=None,
        sha256=None,
        sections=tuple(
            Section(iri=Iri(f"{base}s{n:02}"), title=title, position=n, parent=Iri(f"{base}article"))
            for n, title in enumerate(titles, 1)
        ),
    )


def anchored_passage(iri: Iri, source: Source, found: Anchored) -> Passage:
    """Make the passage that the data would have for words found in a source."""
    return Passage(
        iri=iri,
        source=source.iri,
        section=found.section,
        block=found.block,
        item=found.item,
        start=found.start,
        end=found.end,
        sha256=found.sha256,
        anchor_prefix=found.anchor_prefix,
        anchor_start=found.anchor_start,
        anchor_end=found.anchor_end,
        deep_link=None,
    )


@dataclass(frozen=True)
class Said:
    """One claim of `spoken`: `article` is its number, `whole` says whether it has a passage."""

    article: int
    source: str
    sign: int
    target: str
    whole: bool


def said_base(number: int) -> str:
    """Give the namespace of an article of `spoken`."""
    return f"https://w3id.org/claimgraph/article/invented-{number}#"


def passage_in(source: Source, name: str) -> Passage:
    """Make a passage in the first section of a source, for the claim `name`."""
    return Passage(
        iri=Iri(f"{name}-p"),
        source=source.iri,
        section=source.sections[0].iri,
        block=1,
        item=None,
        start=0,
        end=3,
        sha256="",
        anchor_prefix=None,
        anchor_start="Owls",
        anchor_end=None,
        deep_link=None,
    )


def spoken(publishers: Sequence[str | None], said: Sequence[Said]) -> Corpus:
    """Make a corpus of articles with these publishers, and of what they say."""
    sources = [
        replace(headed_source(said_base(number), "Of owls"), publisher=publisher)
        for number, publisher in enumerate(publishers)
    ]
    claims: list[Claim] = []
    for number, one in enumerate(said, start=1):
        name = Iri(f"{said_base(one.article)}c{number:03}")
        own = (passage_in(sources[one.article], name),) if one.whole else ()
        claims.append(replace(claim(number, one.source, one.sign, one.target), iri=name, passages=own))
    return replace(corpus(claims), sources=tuple(sources))


def told_cycle(name: str = "list-cycle", kind: str = "ordered-cycle") -> ClaimList:
    """Make a list of claims that the invented article tells."""
    return ClaimList(
        iri=Iri(ARTICLE_A + name), label=name, kind=kind, section=Iri(ARTICLE_A + "s01"), block=1
    )


def corpus(
    claims: Sequence[Claim] = (), concepts: Sequence[Concept] = (), lists: Sequence[ClaimList] = ()
) -> Corpus:
    """Make a corpus of `claims`; a concept that they name and `concepts` lacks becomes a Mechanism."""
    known = {entry.iri: entry for entry in concepts}
    for entry in claims:
        for iri in (entry.subject, entry.object):
            if iri is not None:
                known.setdefault(iri, concept(iri.removeprefix(CON)))
    return Corpus(
        concepts=tuple(known[iri] for iri in sorted(known)),
        claims=tuple(sorted(claims, key=lambda entry: entry.iri)),
        lists=tuple(lists),
    )


def ring(*steps: tuple[str, int, str]) -> Corpus:
    """Make a corpus with one claim for each (source, sign, target), numbered from 1."""
    return corpus([claim(number, *step) for number, step in enumerate(steps, start=1)])


@dataclass(frozen=True)
class Outcome:
    """What a run of the command line gave."""

    code: int
    out: str
    err: str
    files: tuple[str, ...] = field(default=())

    @property
    def json(self) -> Any:
        """The answer on stdout, as JSON."""
        return json.loads(self.out)


def run_cli(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Outcome:
    """Run the command line in this process."""
    capsys.readouterr()
    code = run([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return Outcome(code, captured.out, captured.err)


def run_process(
    *arguments: str | Path, cwd: Path, stdin: str = "", env: dict[str, str] | None = None
) -> Outcome:
    """Run ``python -m graph`` in a process of its own, as people do."""
    done = subprocess.run(
        [sys.executable, "-m", "graph", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
        check=False,
        timeout=300,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Give each file below `folder` with its bytes and the time it was written, in nanoseconds."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
