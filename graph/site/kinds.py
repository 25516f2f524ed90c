"""How kinds of concepts look and what they are called in the plural.

Colour and shape both say the kind, so neither is needed alone. Colours live in the style sheet
under the same name; shapes in ``static/marks.json``. A kind that is not listed here gets a
plain mark and a name made of its own, so a new class of the ontology needs no change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """A kind's plural name, the name of its mark, and of its colour in the style sheet."""

    plural: str
    mark: str
    colour: str


#: What the loops are about: these feed each other.
CONDITION = "Condition"
_LOOKS = {
    CONDITION: Look("Conditions", "circle", "condition"),
    "Mechanism": Look("Mechanisms", "diamond", "mechanism"),
    "Symptom": Look("Symptoms", "triangle", "symptom"),
    "Factor": Look("Triggers and factors", "triangle-down", "factor"),
    "Treatment": Look("Treatments", "square", "treatment"),
    "DrugClass": Look("Drug classes", "pill", "treatment"),
    "Device": Look("Devices", "plus", "treatment"),
    "SelfCare": Look("Self-care", "house", "treatment"),
    "DiagnosticTest": Look("Tests", "star", "test"),
    "Anatomy": Look("Parts of the body", "pentagon", "anatomy"),
    "Outcome": Look("Outcomes and measures", "hexagon", "outcome"),
    "Scope": Look("Groups and circumstances", "ring", "scope"),
}
#: Not kinds, but groups of the picture that have a title of their own.
GROUPS = {
    "acting": "Said to act on the loop",
    "warning": "Warning signs",
    "care": "Treatments and self-care",
}
WARNING = Look("Warning signs", "warning", "warning")


def look(kind: str) -> Look:
    """Give the look of `kind`.

    >>> look("Symptom").mark
    'triangle'
    >>> look("LabFinding")
    Look(plural='Lab finding', mark='square', colour='other')
    """
    if kind in _LOOKS:
        return _LOOKS[kind]
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", kind)
    return Look(words[:1].upper() + words[1:].lower(), "square", "other")


def order(kind: str) -> tuple[int, str]:
    """Give a sort key: known kinds in the order of the table above, then others by name."""
    known = list(_LOOKS)
    return (known.index(kind) if kind in _LOOKS else len(known), kind)
