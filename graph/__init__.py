"""Claimgraph: the claims of health articles as a causal graph, its loops, and a page that shows them.

    >>> import graph
    >>> graph.Severity.WARNING
    <Severity.WARNING: 'Warning'>

Names are loaded when they are first asked for (PEP 562), so that `import graph` costs next to
nothing and `graph.load_corpus` does not load what only `graph.build` needs.
"""

from __future__ import annotations

# Type checkers read this name as true; typing's own would cost more than all the rest of this module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from graph.answering import load_store
    from graph.breaksets import smallest_breaks
    from graph.causal import causal_graph, causal_links
    from graph.centrality import leverage
    from graph.contradictions import find_contradictions
    from graph.coverage import uncovered
    from graph.display import show
    from graph.errors import GraphError
    from graph.influence import effects
    from graph.loops import feedback_loops
    from graph.model import (
        Claim,
        Concept,
        ConceptPath,
        Contradiction,
        Corpus,
        Effect,
        EffectReport,
        Finding,
        HittingSets,
        Leverage,
        Link,
        Loop,
        LoopBreak,
        LoopSearch,
        Passage,
        PathSearch,
        Relevance,
        Review,
        Sentence,
        Severity,
        SmallestBreaks,
        Source,
        Statistic,
        ToldCycle,
        ToldDifference,
        TreatmentPlace,
        ValidationReport,
        Verdict,
        Verification,
        WorkItem,
    )
    from graph.paths import find_paths
    from graph.pipeline import build, load_corpus
    from graph.recording import ReviewRequest, review_claim
    from graph.sources import verify
    from graph.store import open_store
    from graph.telling import told_cycles
    from graph.treatments import loop_breaks, treatment_order
    from graph.validation import validate
    from graph.worklist import list_work

__all__ = [
    "Claim",
    "Concept",
    "ConceptPath",
    "Contradiction",
    "Corpus",
    "Effect",
    "EffectReport",
    "Finding",
    "GraphError",
    "HittingSets",
    "Leverage",
    "Link",
    "Loop",
    "LoopBreak",
    "LoopSearch",
    "Passage",
    "PathSearch",
    "Relevance",
    "Review",
    "ReviewRequest",
    "Sentence",
    "Severity",
    "SmallestBreaks",
    "Source",
    "Statistic",
    "ToldCycle",
    "ToldDifference",
    "TreatmentPlace",
    "ValidationReport",
    "Verdict",
    "Verification",
    "WorkItem",
    "build",
    "causal_graph",
    "causal_links",
    "effects",
    "feedback_loops",
    "find_contradictions",
    "find_paths",
    "leverage",
    "list_work",
    "load_corpus",
    "load_store",
    "loop_breaks",
    "open_store",
    "review_claim",
    "show",
    "smallest_breaks",
    "told_cycles",
    "treatment_order",
    "uncovered",
    "validate",
    "verify",
]

# Where a name comes from, unless from `graph.model`.
_HOMES = {
    "GraphError": "graph.errors",
    "ReviewRequest": "graph.recording",
    "build": "graph.pipeline",
    "causal_graph": "graph.causal",
    "causal_links": "graph.causal",
    "effects": "graph.influence",
    "feedback_loops": "graph.loops",
    "find_contradictions": "graph.contradictions",
    "find_paths": "graph.paths",
    "leverage": "graph.centrality",
    "list_work": "graph.worklist",
    "load_corpus": "graph.pipeline",
    "load_store": "graph.answering",
    "loop_breaks": "graph.treatments",
    "open_store": "graph.store",
    "review_claim": "graph.recording",
    "show": "graph.display",
    "smallest_breaks": "graph.breaksets",
    "told_cycles": "graph.telling",
    "uncovered": "graph.coverage",
    "treatment_order": "graph.treatments",
    "validate": "graph.validation",
    "verify": "graph.sources",
}


def __getattr__(name: str) -> object:
    """Load a public name; called by Python for what the module does not hold yet."""
    if name not in __all__:
        raise AttributeError(f"module 'graph' has no attribute {name!r}", name=name, obj=None)
    from importlib import import_module  # not needed before a name is asked for

    value: object = getattr(import_module(_HOMES.get(name, "graph.model")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Offer the public names to completion before they are loaded."""
    return sorted({*globals(), *__all__})
