"""What an export gives: the bytes of the file, and what could not go into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One file to take away.

    `losses` are things that belong in the file and are not in it as they are, a sentence each.
    `beside` says what the format is not meant to hold, and where to find that.
    """

    content: bytes
    losses: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def counted(facts: Facts, *keys: str) -> Iterator[str]:
    """Say how much of the lists `keys` of the facts is not in the file; empty ones are not named."""
    counts = {key: len(facts.get(key, ())) for key in keys}
    parts = [
        f"{count} {key if count > 1 else key.removesuffix('s')}" for key, count in counts.items() if count
    ]
    if parts:
        yield f"Not in this file: {', '.join(parts)}."


def named(what: str, ids: Sequence[str]) -> Iterator[str]:
    """Say that these are not in the file, one by one, a line a prefix; nothing where there are none."""
    grouped: dict[str, list[str]] = {}
    for name in ids:
        prefix, colon, local = name.partition(":")
        grouped.setdefault(prefix if colon else "", []).append(local if colon else name)
    for prefix, locals_ in grouped.items():
        yield f"Not in this file: {len(locals_)} {what}: {prefix}: {' '.join(locals_)}"


def statuses(claims: Iterable[Facts]) -> list[str]:
    """Give the citation statuses of `claims`, each once, sorted."""
    return sorted({str(citation["status"]) for claim in claims for citation in claim["citations"]})
