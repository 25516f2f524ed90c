"""Filling a store: judged and derived article by article, put in batches, each whole or not at all."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from graph.articles.holding import Hold
from graph.articles.shelves import FileShelf
from graph.articles.state import program
from graph.articles.units import gather_units
from graph.errors import UsageError
from graph.pipeline.across import judge_across
from graph.pipeline.filling import Filling, LoadReport
from graph.pipeline.reports import Progress
from graph.store import ClaimStore, Data, Stored, open_store


def load(  # noqa: PLR0913 - one for each option of the verb
    data: Data,
    location: str,
    *,
    check: bool = True,
    derive: bool = True,
    prune: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
) -> LoadReport:
    """Load the Turtle files of `data` into the store at `location`, but for what is there as it is.

    An article is loaded with its reviews and what follows from it (without `derive`, without that), or
    refused whole where a file of it does not parse or breaks a rule (without `check`, only where it
    does not parse); the others are loaded. Of an article that is refused, what an earlier load put there
    stays. With `prune`, what the store holds of other files is taken out.

    However this is interrupted, each article is in the store whole, as it was or as it is to be, and a
    repeat ends right. A store in memory is gone at the end: what is told is what a load would do. Raises
    StoreUnavailable, and what reading files raises.
    """
    if isinstance(data, Stored):
        raise UsageError(f"{data}: these data are in a store already: name files to load.")
    progress = progress or _ignore
    progress("reading")
    shelf = FileShelf(data)
    with open_store(location) as store, _hold(store) as hold:
        filling = Filling(store, shelf, progress, hold)
        if check or derive:
            files = filling.scan(jobs)
            units = gather_units(files, f"{program()} {check} {derive}")
            wrong = judge_across(files, shelf).files if check else {}
            filling.fill_checked(filling.sort_out(units, wrong), jobs, check=check, derive=derive)
        else:
            filling.fill_unchecked()
        return filling.finish(prune=prune)


def _hold(store: ClaimStore) -> AbstractContextManager[Hold | None]:
    """Hold a store on a server; one in a folder is held by the system while it is open."""
    return Hold(store) if "://" in store.location else nullcontext()


def _ignore(step: str) -> None:
    """Hear of a step and say nothing."""
