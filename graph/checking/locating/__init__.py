"""Where the passages of a source stand in a text, by a ladder of evidence.

The words themselves, proved by their hash: at their position, where their neighbours have moved,
at their anchors, anywhere (`graph.checking.locating.ladder`). Else what became of them: undone edits that
give the hash back, anchors around other words, the gap between neighbours that are found, the
place the data name, and last what the data record of them (`graph.checking.locating.tracing`).

Shared by `graph.checking.verification`, which judges what is found, and
`graph.checking.anchoring`, which offers pin lines for it. The one door of rapidfuzz.
"""

from graph.checking.locating.anchors import of_its_length
from graph.checking.locating.ladder import same_words
from graph.checking.locating.likeness import Index, Recorded, common_runs, recorded_of
from graph.checking.locating.places import (
    CHANGED,
    EXACT,
    MISSING,
    MOVED,
    Edit,
    Located,
    agrees,
    claims_by_passage,
    leads_there,
    local_name,
    marked_by_anchors,
    say_place,
)
from graph.checking.locating.tracing import locate_all, trace

__all__ = [
    "CHANGED",
    "EXACT",
    "MISSING",
    "MOVED",
    "Edit",
    "Index",
    "Located",
    "Recorded",
    "agrees",
    "claims_by_passage",
    "common_runs",
    "leads_there",
    "local_name",
    "locate_all",
    "marked_by_anchors",
    "of_its_length",
    "recorded_of",
    "same_words",
    "say_place",
    "trace",
]
