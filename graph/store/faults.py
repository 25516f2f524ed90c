"""What goes wrong on the way to a remote store, before it is known for good."""

from __future__ import annotations


class Passing(Exception):
    """A fault that may be gone the next time; `sentence` says it, with what to do.

    `retry_after_s` is how long the server asked to wait, in seconds.
    """

    def __init__(self, sentence: str, retry_after_s: float | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.retry_after_s = retry_after_s


class Lasting(Exception):
    """A fault that trying again does not mend; `sentence` says it, with what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
