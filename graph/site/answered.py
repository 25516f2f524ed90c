"""Exhibits of answers and reports: paths, effects, leverage, contradictions, findings, rows, the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from graph.answers import figures_left_out, paths_left_out
from graph.model import (
    ConceptPath,
    Contradiction,
    Corpus,
    Effect,
    EffectReport,
    Finding,
    Iri,
    Leverage,
    PathSearch,
    Severity,
    ValidationReport,
)
from graph.site.ground import NO_ADVICE, Ground, firmness_words
from graph.site.inline import Exhibit, Frame, Part, Table, list_facts, tabulate
from graph.site.voiced import between

_EFFECTS = {"+": "goes up", "-": "goes down", "?": "paths disagree", "undecided": "undecided"}
_WHAT_SPEAKS = {
    "sign": "opposite effects",
    "polarity": "said and denied",
    "statistic": "figures that exclude each other",
    "figures": "figures of other people, or over another time",
    "hedge": "said with unlike firmness",
}


def exhibit_search(search: PathSearch, ground: Ground) -> Exhibit:
    """Show the paths from one concept to another, by rank."""
    source, target = ground.label(search.source), ground.label(search.target)
    lead = {
        "causal": "Along arrows: what each step raises (+) or lowers (−).",
        "related": "No causal path leads there: these are relations of any kind, read in either direction.",
        "none": "Nothing leads there: no claims relate the two.",
    }
    table = path_table(search.paths, ground, f"{len(search.paths):,} paths")
    return Exhibit(
        title=f"From {source} to {target}",
        lead=(lead.get(search.kind, search.kind),),
        parts=(table,) if search.paths else (),
        notes=tuple(filter(None, (paths_left_out(search), NO_ADVICE if search.paths else None))),
    )


def exhibit_paths(paths: Sequence[ConceptPath], ground: Ground) -> Exhibit:
    """Show some paths."""
    title = f"{len(paths):,} path{'' if len(paths) == 1 else 's'}"
    return Exhibit(title=title, parts=(path_table(paths, ground, title),), notes=(NO_ADVICE,))


def path_table(paths: Iterable[ConceptPath], ground: Ground, caption: str) -> Table:
    """Make the table of some paths, in the order given."""
    rows = [
        (
            ground.chain(path.nodes, [step.sign for step in path.steps]),
            {1: "more gives more", -1: "more gives less"}.get(path.sign, ""),
            firmness_words(path.modality, contested=path.contested),
            ground.cited(iri for step in path.steps for iri in step.claims),
        )
        for path in paths
    ]
    return tabulate(caption, ("path", "in all", "weakest step", "claims"), rows, ground.most)


def exhibit_effects(report: EffectReport, ground: Ground) -> Exhibit:
    """Show what goes up and down; what nothing leads to is counted below."""
    touched = sorted(
        (effect for effect in report.effects if effect.effect != "0"),
        key=lambda one: ("+-?u".index(one.effect[0]), _shortest(one), ground.label(one.concept)),
    )
    rows = [
        (
            _EFFECTS[effect.effect] + (f" ({effect.effect})" if effect.effect in "+-?" else ""),
            ground.label(effect.concept),
            tuple(firmness_words(path.modality, contested=path.contested) for path in effect.paths),
            tuple(ground.chain(path.nodes, [step.sign for step in path.steps]) for path in effect.paths),
        )
        for effect in touched
    ]
    changed = [f"{ground.label(iri)} up" for iri in report.raised]
    changed += [f"{ground.label(iri)} down" for iri in report.lowered]
    still = len(report.effects) - len(touched)
    caption = f"{len(touched):,} concepts change or may"
    headings = ("effect", "on", "weakest step", "decided by")
    return Exhibit(
        title=f"What follows from: {', '.join(changed)}",
        lead=(f"If all the claims held, along paths of up to {report.longest} steps.",),
        parts=(tabulate(caption, headings, rows, ground.most),) if rows else (),
        notes=(f"To {still} other concepts no path leads: no effect.", NO_ADVICE),
    )


def exhibit_leverage(found: Leverage, ground: Ground) -> Exhibit:
    """Show which concepts and arrows lie on most loops."""
    concepts = tabulate(
        f"{len(found.concepts):,} concepts",
        ("concept", "loops", "reinforcing", "arrows in", "arrows out", "betweenness"),
        [
            (
                ground.label(one.concept),
                one.loops,
                one.reinforcing,
                one.in_degree,
                one.out_degree,
                round(one.betweenness, 4),
            )
            for one in found.concepts
        ],
        ground.most,
    )
    arrows = tabulate(
        f"{len(found.links):,} arrows",
        ("arrow", "loops", "reinforcing"),
        [(ground.arrow(one.link), one.loops, one.reinforcing) for one in found.links],
        ground.most,
    )
    note = f"Betweenness is estimated from {found.pivots} concepts." if found.pivots is not None else None
    return Exhibit(
        title="What lies on most loops", parts=(concepts, arrows), notes=tuple(filter(None, (note,)))
    )


def exhibit_contradictions(found: Sequence[Contradiction], ground: Ground) -> Exhibit:
    """Show claims that speak against each other."""
    title = f"{len(found):,} contradiction{'' if len(found) == 1 else 's'}" if found else "No contradictions"
    several = any(len({*entry.articles, *entry.against_articles}) > 1 for entry in found)
    rows = [
        (
            _what_speaks(entry, ground),
            ground.cited(entry.claims),
            ground.cited(entry.against),
            "the same" if entry.same_context else "differ",
            *([between(entry, ground)] if several else []),
        )
        for entry in found
    ]
    headings = ("what", "claims", "against", "contexts", *(("between",) if several else ()))
    return Exhibit(
        title=title,
        parts=(tabulate(title, headings, rows, ground.most),) if rows else (),
        notes=tuple(filter(None, (figures_left_out(found),))),
    )


def _what_speaks(entry: Contradiction, ground: Ground) -> str:
    """Say what disagrees: of a hedge how firmly either side says it, of a denial by which predicates."""
    words = _WHAT_SPEAKS.get(entry.kind, entry.kind)
    if entry.kind == "hedge":
        sides = [_how(side, ground) for side in (entry.claims, entry.against)]
        return f"{words}: {'; '.join(sides)}" if all(sides) else words
    if entry.kind == "polarity" and len(entry.predicates) > 1:
        by = sorted(ground.words.predicates.get(iri, ground.short(iri)) for iri in entry.predicates)
        return f"{words} ({', '.join(by)})"
    return words


def _how(iris: Iterable[Iri], ground: Ground) -> str:
    """Give how firmly, and of how many cases, claims say something."""
    claims = [ground.claims[iri] for iri in iris if iri in ground.claims]
    how = dict.fromkeys(filter(None, (word for one in claims for word in (one.modality, one.frequency))))
    return ", ".join(how)


def exhibit_report(report: ValidationReport, ground: Ground) -> Exhibit:
    """Show what checking found, worst first."""
    counts = ", ".join(
        f"{count} {severity.value.lower()}{'' if count == 1 else 's'}"
        for severity in Severity
        if (count := report.count(severity))
    )
    return _findings(
        report.findings,
        ground,
        "The data keep the rules" if report.conforms else "The data break rules",
        (f"{counts}.",) if counts else ("Nothing was found.",),
    )


def exhibit_findings(found: Sequence[Finding], ground: Ground) -> Exhibit:
    """Show some findings."""
    return _findings(found, ground, f"{len(found):,} finding{'' if len(found) == 1 else 's'}", ())


def exhibit_table(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[object]], ground: Ground
) -> Exhibit:
    """Show rows as they are: the answer to a query."""
    listed = list(rows)
    count = f"{len(listed):,} row{'' if len(listed) == 1 else 's'}"
    return Exhibit(title=title, parts=(tabulate(count, headings, listed, ground.most),))


def exhibit_page(corpus: Corpus, document: str) -> Exhibit:
    """Show the whole page of a corpus, in a frame."""
    titles = ", ".join(source.title for source in corpus.sources) or "no article"
    return Exhibit(
        title=f"{len(corpus.claims):,} claims, {len(corpus.concepts):,} concepts",
        lead=(f"From: {titles}",),
        parts=(Frame(title="The interactive page of the claims", document=document),),
        notes=(NO_ADVICE,),
    )


def exhibit_fields(values: Sequence[Any], ground: Ground) -> Exhibit:
    """Show values of a kind that has no exhibit of its own: fields and what they hold."""
    kind = type(values[0])
    title = kind.__name__ if len(values) == 1 else f"{len(values):,} of {kind.__name__}"
    names = [field.name for field in fields(kind)]
    if len(values) == 1:
        rows = [(name, _plain(getattr(values[0], name), ground)) for name in names]
        return Exhibit(title=title, parts=(list_facts(title, rows),))
    cells = [[_plain(getattr(value, name), ground) for name in names] for value in values]
    return Exhibit(title=title, parts=(tabulate(title, names, cells, ground.most),))


def _plain(value: object, ground: Ground) -> object:
    """Give a field as text; IRIs become labels or short names."""
    if isinstance(value, tuple):
        return tuple(Part(str(_plain(one, ground))) for one in value)
    if isinstance(value, str) and "://" in value:
        known = value in ground.concepts
        return ground.label(Iri(value)) if known else ground.names.curie(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def _findings(found: Sequence[Finding], ground: Ground, title: str, lead: tuple[str, ...]) -> Exhibit:
    rows = [
        (
            one.severity.value,
            (one.rule,),
            (
                Part(one.label or ground.short(one.focus)),
                Part(":".join(str(place) for place in (one.path, one.line) if place), mark="small"),
            ),
            one.message,
        )
        for one in found
    ]
    table = tabulate(f"{len(rows):,} findings", ("severity", "rule", "about", "what"), rows, ground.most)
    return Exhibit(title=title, lead=lead, parts=(table,) if rows else ())


def _shortest(effect: Effect) -> int:
    return min((len(path.steps) for path in effect.paths), default=10_000)
