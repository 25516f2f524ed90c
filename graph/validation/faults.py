"""What the parts of this stage tell each other: one broken rule, before it is put into words."""

from __future__ import annotations

from typing import NamedTuple

from graph.model import Severity
from graph.store import Place

#: What a blank node is called: its label changes from run to run.
NAMELESS = "[]"


class Fault(NamedTuple):
    """A broken rule. `focus` is an IRI, or `NAMELESS`.

    `property` and `value` are what the focus has that breaks the rule, `message` holds full
    IRIs; `place` says where it is written when that is not where the focus starts.
    """

    rule: str
    severity: Severity
    focus: str
    message: str
    property: str | None = None
    value: str | None = None
    place: Place | None = None
