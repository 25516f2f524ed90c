"""Two editions of an article against each other: what became of its claims, and what is new.

Here the old words are at hand, unlike in `graph.checking.verification`, which has their hashes alone.
So sentences are aligned, old with new, and what changed is told by the words themselves.
"""

from graph.checking.revisions.comparison import compare_texts
from graph.checking.revisions.kinship import LEAST_IN_COMMON, are_editions, in_common, is_english
from graph.checking.revisions.suggesting import Words, anchor_words

__all__ = [
    "LEAST_IN_COMMON",
    "Words",
    "anchor_words",
    "are_editions",
    "compare_texts",
    "in_common",
    "is_english",
]
