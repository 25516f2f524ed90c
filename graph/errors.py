"""What can stop Claimgraph from working.

::

    GraphError                      exit code 1
    ├── ClaimsSyntaxError           2   a data file is not Turtle
    ├── FileUnreadable              2   a file is missing, unreadable or not UTF-8
    ├── SourceUnreadable            2   an address gives no article that can be read
    ├── UsageError                  2   the call does not make sense
    ├── FolderBusy                  2   another build writes into the folder
    ├── WorkerLost                  2   a process that worked for us ended
    ├── QueryFailed                 2   a query is malformed, or not one we run
    ├── StoreUnavailable            3   a store is out of reach, held by another program, or damaged
    ├── InvalidIri                  1   a name in the data is not an IRI
    ├── NothingToBuild              1   the data hold no claims
    ├── DataRefused                 1   the data break a rule
    ├── DecisionsRefused            1   a file of decisions does not fit the data
    ├── WrongSource                 1   a text is not that of an article in the data
    ├── NotFound                    1   nothing has that name
    ├── AnchorNotFound              1   the words are not in the source
    └── AnchorNotUnique             1   the words do not lead to the place that was meant

Bad data found by a check is a *value* (a :class:`graph.model.ValidationReport`), never an
exception; these say that the work itself cannot go on. Every message is one sentence in the
form *where: what is wrong: what to do*. The fields hold the facts, ``str()`` composes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


class BrokenRecordWarning(UserWarning):
    """A review record is no whole record: it is left out, and the rest is read."""


class UnknownReviewerWarning(UserWarning):
    """Nobody of the name that was given has reviewed anything: a new reviewer, or a slip."""


class GraphError(Exception):
    """The root: anything Claimgraph raises on purpose."""

    exit_code: ClassVar[int] = 1


def _place(path: str, line: int | None, column: int | None) -> str:
    """Join what is known of a place: ``file:line:column`` with 1-based numbers."""
    return ":".join([path, *(str(number) for number in (line, column) if number is not None)])


@dataclass(eq=False)
class ClaimsSyntaxError(GraphError):
    """A data file is not Turtle. `line` and `column` count from 1."""

    path: str
    line: int | None
    column: int | None
    detail: str
    exit_code: ClassVar[int] = 2

    def __str__(self) -> str:
        return f"{_place(self.path, self.line, self.column)}: {self.detail}: correct the Turtle there."


@dataclass(eq=False)
class FileUnreadable(GraphError):
    """A file is missing, unreadable, or not UTF-8. `line` and `column` count from 1."""

    path: str
    detail: str
    line: int | None = None
    column: int | None = None
    exit_code: ClassVar[int] = 2

    def __str__(self) -> str:
        return f"{_place(self.path, self.line, self.column)}: {self.detail}"


@dataclass(eq=False)
class SourceUnreadable(GraphError):
    """An address gives no article: out of reach, refused, too large, too slow, or of another kind."""

    address: str
    detail: str
    exit_code: ClassVar[int] = 2

    def __str__(self) -> str:
        # What was typed may hold anything; the sentence stays one line.
        shown = "".join(it if it.isprintable() else repr(it)[1:-1] for it in self.address)
        return f"{shown}: {self.detail}"


@dataclass(eq=False)
class UsageError(GraphError):
    """What was asked makes no sense; `detail` says what to ask instead."""

    detail: str
    exit_code: ClassVar[int] = 2

    def __str__(self) -> str:
        return self.detail


@dataclass(eq=False)
class FolderBusy(GraphError):
    """Another build writes into `folder`: the process with that number, `since` as seconds of the epoch."""

    folder: str
    process: int | None
    since: float | None
    exit_code: ClassVar[int] = 2

    def __str__(self) -> str:
        who = f"another build (process {self.process})" if self.process is not None else "another build"
        return f"{self.folder}: {who} is writing there: wait for it, or name another folder with --out."


class WorkerLost(GraphError):
    """A process that worked for us ended before its work did."""

    exit_code: ClassVar[int] = 2

    def __str__(self) -> str:
        return (
            "A process that worked on the articles was ended by the system, mostly for want of memory: close "
            "other programs, or set CLAIMGRAPH_JOBS=1, and try again."
        )


@dataclass(eq=False)
class QueryFailed(GraphError):
    """A query is malformed, or of a form that is not run.

    `name` is its file or name, `line` and `column` count from 1.
    """

    name: str
    detail: str
    line: int | None = None
    column: int | None = None
    exit_code: ClassVar[int] = 2

    def __str__(self) -> str:
        return f"{_place(self.name, self.line, self.column)}: {self.detail}"


@dataclass(eq=False)
class StoreUnavailable(GraphError):
    """A store is out of reach, held by another program, or damaged; `detail` says what to do.

    `location` holds nothing secret. `attempts` counts the tries, `waited_s` is how long was waited
    between them, in seconds.
    """

    location: str
    detail: str
    attempts: int = 1
    waited_s: float = 0.0
    exit_code: ClassVar[int] = 3

    def __str__(self) -> str:
        tries = f" ({self.attempts} attempts in {self.waited_s:.1f} s)" if self.attempts > 1 else ""
        return f"{self.location}: {self.detail}{tries}"


@dataclass(eq=False)
class InvalidIri(GraphError):
    """A name in a data file is not an IRI. `line` and `column` count from 1."""

    path: str
    line: int | None
    column: int | None
    detail: str

    def __str__(self) -> str:
        return (
            f"{_place(self.path, self.line, self.column)}: {self.detail}: "
            "write a full IRI, or a name with one of the declared prefixes."
        )


@dataclass(eq=False)
class NothingToBuild(GraphError):
    """The data hold no claims."""

    path: str

    def __str__(self) -> str:
        return f"{self.path}: there are no claims here: add a cg:Claim, or name another --data."


@dataclass(eq=False)
class DataRefused(GraphError):
    """The data break a rule; `findings` says which, where, and what to do, one line each.

    `severity` is ``Warning`` where there are warnings only, and those were to refuse as well.
    """

    path: str
    findings: tuple[str, ...]
    severity: str = "Violation"

    def __str__(self) -> str:
        what = "violation" if self.severity == "Violation" else "warning"
        count = len(self.findings)
        these = f"this {what}" if count == 1 else f"these {count} {what}s"
        return "\n".join(
            [*self.findings, f"{self.path}: correct {these} and try again; nothing was written."]
        )


@dataclass(eq=False)
class DecisionsRefused(GraphError):
    """A file of reviewers' decisions does not fit the data; nothing of it was taken."""

    path: str
    detail: str

    def __str__(self) -> str:
        return f"{self.path}: {self.detail} Nothing was written."


@dataclass(eq=False)
class WrongSource(GraphError):
    """A text is another than the article whose claims are to be held against it.

    `article` is the one it was said to be; None: it is none in the data.
    """

    path: str
    article: str | None = None

    def __str__(self) -> str:
        if self.article is None:
            return (
                f"{self.path}: this is the text of no article in the data: name its article, as in "
                f"SLUG={self.path}, or another file."
            )
        return (
            f"{self.path}: this is not the text of {self.article}: it holds neither its passages nor its "
            "headings: name another file, or another article."
        )


@dataclass(eq=False)
class NotFound(GraphError):
    """Nothing has that name. `nearest` offers what may have been meant, best first.

    `hint` says where to look where nothing comes near.
    """

    what: str
    name: str
    nearest: tuple[str, ...] = ()
    hint: str = "look for it with claimgraph concepts WORDS."

    def __str__(self) -> str:
        hint = f"did you mean {_alternatives(self.nearest)}?" if self.nearest else self.hint
        return f"there is no {self.what} {self.name!r}: {hint}"


@dataclass(eq=False)
class AnchorNotFound(GraphError):
    """The words are not in the source; `words` is the part that is missing."""

    path: str
    words: str
    detail: str = ""

    def __str__(self) -> str:
        more = f" {self.detail}" if self.detail else ""
        return f"{self.path}: the words {self.words!r} are not there{more}: copy them as they stand."


@dataclass(eq=False)
class AnchorNotUnique(GraphError):
    """The words occur more than once; `prefixes` are words before each place that tell them apart."""

    path: str
    words: str
    count: int
    prefixes: tuple[str, ...]

    def __str__(self) -> str:
        hint = f"add --prefix {_alternatives(self.prefixes)}" if self.prefixes else "choose longer words"
        return (
            f"{self.path}: the words {self.words!r} occur {self.count} times: {hint} to say which is meant."
        )


def _alternatives(names: Sequence[str]) -> str:
    """Spell out choices: ``'a', 'b' or 'c'``."""
    quoted = [repr(name) for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
