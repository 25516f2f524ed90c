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
    from graph.causes.breaksets import smallest_breaks
    from graph.causes.causal import causal_graph, causal_links
    from graph.causes.centrality import leverage
    from graph.causes.contradictions import find_contradictions
    from graph.causes.influence import effects
    from graph.causes.loops import feedback_loops
    from graph.causes.paths import find_paths
    from graph.causes.sayings import who_says
    from graph.causes.succession import treatment_order
    from graph.causes.telling import told_cycles
    from graph.causes.treatments import loop_breaks, loop_feeds
    from graph.checking.coverage import uncovered
    from graph.display import show
    from graph.drafting import draft, find_open
    from graph.errors import GraphError
    from graph.model import (
        Agreement,
        AgreementReport,
        Claim,
        Concept,
        ConceptPath,
        Contradiction,
        Corpus,
        Disagreement,
        Draft,
        DraftState,
        EditionDiff,
        EditionFate,
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
        Statement,
        Statistic,
        ToldCycle,
        ToldDifference,
        TreatmentPlace,
        ValidationReport,
        Verdict,
        Verification,
        Voice,
        WorkItem,
    )
    from graph.pipeline import build, load_corpus
    from graph.reviewing.agreement import measure_agreement
    from graph.reviewing.recording import ReviewRequest, review_claim
    from graph.reviewing.worklist import list_work
    from graph.sources import compare_editions, verify
    from graph.store import open_store
    from graph.validation import validate

__all__ = [
    "Agreement",
    "AgreementReport",
    "Claim",
    "Concept",
    "ConceptPath",
    "Contradiction",
    "Corpus",
    "Disagreement",
    "Draft",
    "DraftState",
    "EditionDiff",
    "EditionFate",
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
    "Statement",
    "Statistic",
    "ToldCycle",
    "ToldDifference",
    "TreatmentPlace",
    "ValidationReport",
    "Verdict",
    "Verification",
    "Voice",
    "WorkItem",
    "build",
    "causal_graph",
    "causal_links",
    "compare_editions",
    "draft",
    "effects",
    "feedback_loops",
    "find_contradictions",
    "find_open",
    "find_paths",
    "leverage",
    "list_work",
    "load_corpus",
    "load_store",
    "loop_breaks",
    "loop_feeds",
    "measure_agreement",
    "open_store",
    "review_claim",
    "show",
    "smallest_breaks",
    "told_cycles",
    "treatment_order",
    "uncovered",
    "validate",
    "verify",
    "who_says",
]

# Where a name comes from, unless from `graph.model`.
_HOMES = {
    "GraphError": "graph.errors",
    "ReviewRequest": "graph.reviewing.recording",
    "build": "graph.pipeline",
    "causal_graph": "graph.causes.causal",
    "causal_links": "graph.causes.causal",
    "compare_editions": "graph.sources",
    "draft": "graph.drafting",
    "effects": "graph.causes.influence",
    "feedback_loops": "graph.causes.loops",
    "find_contradictions": "graph.causes.contradictions",
    "find_open": "graph.drafting",
    "find_paths": "graph.causes.paths",
    "leverage": "graph.causes.centrality",
    "list_work": "graph.reviewing.worklist",
    "load_corpus": "graph.pipeline",
    "load_store": "graph.answering",
    "loop_breaks": "graph.causes.treatments",
    "loop_feeds": "graph.causes.treatments",
    "measure_agreement": "graph.reviewing.agreement",
    "open_store": "graph.store",
    "review_claim": "graph.reviewing.recording",
    "show": "graph.display",
    "smallest_breaks": "graph.causes.breaksets",
    "told_cycles": "graph.causes.telling",
    "uncovered": "graph.checking.coverage",
    "treatment_order": "graph.causes.succession",
    "validate": "graph.validation",
    "verify": "graph.sources",
    "who_says": "graph.causes.sayings",
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
