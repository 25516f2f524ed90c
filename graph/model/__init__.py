"""The shared language of the stages: frozen values, no behaviour beyond looking things up.

IRIs are full addresses as ``str``. Closed values (kind, modality, bound …) are the bare words of
the ontology: the local name without the marker of its set (``possible``, ``at-most``, ``vague``
for ``cg:cit-vague``, ``causal`` for ``cg:kind-causal``). Offsets count Unicode code points of the
normalised source text, from 0, end exclusive (Web Annotation *text position selector*);
sections, blocks, items, lines and columns count from 1. Tuples are sorted by IRI where nothing
else is said.
"""

from graph.model.answers import (
    ConceptLeverage,
    ConceptPath,
    Contradiction,
    Effect,
    EffectReport,
    Leverage,
    LinkLeverage,
    PathSearch,
    PathStep,
    Statement,
    Voice,
)
from graph.model.authored import (
    Citation,
    Claim,
    ClaimList,
    Concept,
    Interest,
    Iri,
    ListPlace,
    Mapping,
    NonClaim,
    Passage,
    Predicate,
    Section,
    Source,
    Statistic,
)
from graph.model.covering import Coverage, Cue, CueKind, Fate, Sentence, SentenceKind
from graph.model.derived import (
    Component,
    HittingSets,
    Link,
    Loop,
    LoopBreak,
    LoopSearch,
    SmallestBreaks,
    ToldCycle,
    ToldDifference,
    TreatmentPlace,
)
from graph.model.findings import Finding, Relevance, Severity, ValidationReport, Verdict, Verification
from graph.model.gathered import Corpus
from graph.model.reviewed import Answer, Decision, Person, Review, Study, WorkItem, WorkReason
from graph.model.summaries import ArticleSummary, WarningSign

__all__ = [
    "Answer",
    "ArticleSummary",
    "Citation",
    "Claim",
    "ClaimList",
    "Component",
    "Concept",
    "ConceptLeverage",
    "ConceptPath",
    "Contradiction",
    "Corpus",
    "Coverage",
    "Cue",
    "CueKind",
    "Decision",
    "Effect",
    "EffectReport",
    "Fate",
    "Finding",
    "HittingSets",
    "Interest",
    "Iri",
    "Leverage",
    "Link",
    "LinkLeverage",
    "ListPlace",
    "Loop",
    "LoopBreak",
    "LoopSearch",
    "Mapping",
    "NonClaim",
    "Passage",
    "PathSearch",
    "PathStep",
    "Person",
    "Predicate",
    "Relevance",
    "Review",
    "Section",
    "Sentence",
    "SentenceKind",
    "Severity",
    "SmallestBreaks",
    "Source",
    "Statement",
    "Statistic",
    "Study",
    "ToldCycle",
    "ToldDifference",
    "TreatmentPlace",
    "ValidationReport",
    "Verdict",
    "Verification",
    "Voice",
    "WarningSign",
    "WorkItem",
    "WorkReason",
]
