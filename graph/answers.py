"""From answers to plain JSON, as `graph.facts` does it for facts: the format is ``claimgraph/1``.

Identifiers are CURIEs, an absent value is None; lists keep the order of the answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.model import (
    ConceptPath,
    Contradiction,
    Effect,
    EffectReport,
    Leverage,
    PathSearch,
    PathStep,
    Statement,
)
from graph.names import Names, link_iri
from graph.voices import voice_facts

Facts = dict[str, Any]


def path_search_facts(search: PathSearch, names: Names) -> Facts:
    """Give the paths from one concept to another, and what is left out."""
    return {
        "source": names.curie(search.source),
        "target": names.curie(search.target),
        "kind": search.kind,
        "paths": [path_facts(path, names) for path in search.paths],
        "shortest": search.shortest,
        "complete": search.complete,
        "longest": search.longest,
        "partial": search.partial,
    }


def path_facts(path: ConceptPath, names: Names) -> Facts:
    """Give one path; ``steps[i]`` leads from ``nodes[i]`` to the next, ``weakest`` counts from 0."""
    return {
        "nodes": [names.curie(node) for node in path.nodes],
        "sign": path.sign,
        "modality": path.modality,
        "weakest": path.weakest,
        "contested": path.contested,
        "steps": [_step_facts(step, names) for step in path.steps],
    }


def _step_facts(step: PathStep, names: Names) -> Facts:
    return {
        "link": names.curie(link_iri(step.link)) if step.link else None,
        "sign": step.sign,
        "modality": step.modality,
        "contested": step.contested,
        "claims": [names.curie(claim) for claim in step.claims],
        **voice_facts(step.articles, step.publishers, names),
    }


def effect_report_facts(report: EffectReport, names: Names) -> Facts:
    """Give the effect on every other concept, with the paths that decide it."""
    return {
        "raised": names.curies(report.raised),
        "lowered": names.curies(report.lowered),
        "longest": report.longest,
        "steps_left": report.steps_left,
        "effects": [_effect_facts(effect, names) for effect in report.effects],
    }


def _effect_facts(effect: Effect, names: Names) -> Facts:
    return {
        "concept": names.curie(effect.concept),
        "effect": effect.effect,
        "paths": [path_facts(path, names) for path in effect.paths],
    }


def leverage_facts(found: Leverage, names: Names) -> Facts:
    """Give concepts and arrows with their loops, those on most loops first."""
    return {
        "concepts": [
            {
                "id": names.curie(entry.concept),
                "loops": entry.loops,
                "reinforcing": entry.reinforcing,
                "in_degree": entry.in_degree,
                "out_degree": entry.out_degree,
                "betweenness": entry.betweenness,
            }
            for entry in found.concepts
        ],
        "links": [
            {
                "id": names.curie(link_iri(entry.link)),
                "loops": entry.loops,
                "reinforcing": entry.reinforcing,
            }
            for entry in found.links
        ],
        "pivots": found.pivots,
    }


def figures_left_out(found: Iterable[Contradiction]) -> str | None:
    """Say how many pairs of figures of other people, or over another time, are not given; None: all are."""
    count = sum(entry.left_out for entry in found)
    if not count:
        return None
    pairs = f"{count:,} further pair{'' if count == 1 else 's'}"
    return f"figures: of each measure the pairs that lie farthest apart are listed; {pairs} left out."


def contradiction_facts(entry: Contradiction, names: Names) -> Facts:
    """Give one contradiction."""
    return {
        "kind": entry.kind,
        "claims": names.curies(entry.claims),
        "against": names.curies(entry.against),
        "same_context": entry.same_context,
        "predicates": names.curies(entry.predicates),
        "independent": entry.independent,
        **({"left_out": entry.left_out} if entry.kind == "figures" else {}),
        "claims_by": {
            **voice_facts(entry.articles, entry.publishers, names),
            "populations": names.curies(entry.populations),
        },
        "against_by": {
            **voice_facts(entry.against_articles, entry.against_publishers, names),
            "populations": names.curies(entry.against_populations),
        },
    }


def statement_facts(statement: Statement, names: Names) -> Facts:
    """Give what articles say of the same two things, by article."""
    return {
        "subject": names.curie(statement.subject),
        "predicates": names.curies(statement.predicates),
        "object": names.curie(statement.object) if statement.object else None,
        "object_literal": statement.object_literal,
        "sign": statement.sign,
        "modality": statement.modality,
        "opposite": statement.opposite,
        "said_by": voice_facts(statement.articles, statement.publishers, names),
        "denied_by": voice_facts(statement.against_articles, statement.against_publishers, names),
        "disinterested": [
            names.curie(name) if name in statement.articles else name for name in statement.disinterested
        ],
        "voices": [
            {
                "article": names.curie(voice.article) if voice.article else None,
                "publisher": voice.publisher if voice.publisher != voice.article else None,
                "claims": [names.curie(claim) for claim in voice.claims],
                "denials": [names.curie(claim) for claim in voice.denials],
                "interests": names.curies(voice.interests),
            }
            for voice in statement.voices
        ],
    }


def paths_left_out(search: PathSearch) -> str | None:
    """Say which paths are not listed; None where all are."""
    if search.complete or search.shortest is None:
        return None
    if not search.paths:
        why = (
            "were too many to find in the steps that are tried"
            if search.longest is None or search.shortest <= search.longest
            else f"take {search.shortest} steps: ask for --longest {search.shortest}"
        )
        return f"There are paths, and the shortest {why}."
    if search.partial is not None:
        return (
            f"Not all paths are listed: of those of {search.partial} steps the first, "
            "of longer ones none: ask for more with --most."
        )
    return f"All paths of up to {search.longest} steps are listed; there may be longer ones."
