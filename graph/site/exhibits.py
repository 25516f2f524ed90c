"""Which exhibit a value has: the table of all kinds that can be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import is_dataclass
from typing import Any

from graph.model import (
    Claim,
    Concept,
    ConceptPath,
    Contradiction,
    EffectReport,
    Finding,
    Leverage,
    Link,
    Loop,
    LoopBreak,
    LoopSearch,
    Passage,
    PathSearch,
    SmallestBreaks,
    Statement,
    Statistic,
    ToldCycle,
    TreatmentPlace,
    ValidationReport,
    Verification,
    WorkItem,
)
from graph.site import acted, answered, checked, claimed, reasoned, voiced
from graph.site.ground import Ground
from graph.site.inline import Exhibit

_ONE: Mapping[type, Callable[[Any, Ground], Exhibit]] = {
    Claim: claimed.exhibit_claim,
    Concept: claimed.exhibit_concept,
    Passage: claimed.exhibit_passage,
    Loop: reasoned.exhibit_loop,
    LoopSearch: reasoned.exhibit_search,
    SmallestBreaks: acted.exhibit_smallest,
    PathSearch: answered.exhibit_search,
    EffectReport: answered.exhibit_effects,
    Leverage: answered.exhibit_leverage,
    ValidationReport: answered.exhibit_report,
}
_SEVERAL: Mapping[type, Callable[[Sequence[Any], Ground], Exhibit]] = {
    Claim: claimed.exhibit_claims,
    Concept: claimed.exhibit_concepts,
    Loop: reasoned.exhibit_loops,
    Link: reasoned.exhibit_links,
    LoopBreak: acted.exhibit_breaks,
    ToldCycle: reasoned.exhibit_told,
    TreatmentPlace: acted.exhibit_order,
    ConceptPath: answered.exhibit_paths,
    Contradiction: answered.exhibit_contradictions,
    Finding: answered.exhibit_findings,
    Statement: voiced.exhibit_statements,
    Statistic: checked.exhibit_statistics,
    Verification: checked.exhibit_verifications,
    WorkItem: checked.exhibit_work,
}


def exhibit(value: object, ground: Ground) -> Exhibit:
    """Give the exhibit of a value, or of a sequence of one kind; raises TypeError for anything else."""
    if isinstance(value, bool):
        return Exhibit(title="Yes" if value else "No")
    one = _ONE.get(type(value))
    if one is not None:
        return one(value, ground)
    values = tuple(value) if isinstance(value, list | tuple) else (value,)
    if not values:
        return Exhibit(title="Nothing: an empty sequence")
    kinds = {type(entry) for entry in values}
    first = type(values[0])
    if len(kinds) > 1 or not (is_dataclass(first) and first.__module__.startswith("graph.")):
        found = ", ".join(sorted(kind.__name__ for kind in kinds))
        raise TypeError(
            f"show({found}): not a value of this package, nor a sequence of one kind of them: "
            "hand over claims, loops, a report or the like."
        )
    several = _SEVERAL.get(first, answered.exhibit_fields)
    return several(values, ground)
