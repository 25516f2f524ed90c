"""The verbs that relate: ``paths``, ``effects``, ``central``, ``contradictions``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import click

from graph import pipeline
from graph.answers import (
    contradiction_facts,
    effect_report_facts,
    figures_left_out,
    leverage_facts,
    path_search_facts,
    paths_left_out,
)
from graph.causes.causal import causal_links
from graph.causes.centrality import leverage
from graph.causes.contradictions import find_contradictions
from graph.causes.influence import effects as find_effects
from graph.causes.paths import find_paths
from graph.cli.asking import NO_ADVICE, labels_of, no_loop
from graph.cli.claimed import ClaimNames
from graph.cli.notes import search_notes
from graph.cli.printing import fail, print_facts, print_json, say
from graph.cli.spelling import SIGNS, cited, firmness, nearby, relations_of, spelt, thinnest
from graph.cli.steps import read_claims
from graph.errors import UsageError
from graph.lookup import find_concept
from graph.model import Claim, ConceptPath, Contradiction, Corpus, Effect, EffectReport, Iri
from graph.names import Names, names_of
from graph.store import Data
from graph.vocab import TREATMENT_KINDS


def paths(start: str, end: str, data: Data, form: str, *, longest: int, most: int) -> None:
    """List the paths from one concept to another, shortest and firmest first."""
    corpus = read_claims(data)
    names = names_of(corpus)
    source, target = find_concept(corpus, start), find_concept(corpus, end)
    links = causal_links(corpus)
    search = find_paths(corpus, links, source.iri, target.iri, longest=longest, most=most)
    labels = labels_of(corpus)
    ids = ClaimNames.of(corpus, names)
    said = relations_of(corpus)
    several = len(corpus.sources) > 1
    rows = [
        (
            SIGNS[path.sign],
            firmness(path),
            *([thinnest(path)] if several else []),
            spelt(path, labels, said),
            cited(path, ids),
        )
        for path in search.paths
    ]
    if form == "json":
        behind = _behind(search.paths)
        print_json({**path_search_facts(search, names), "interested": ids.interested(behind)})
    elif rows:
        said_by = ("least said",) if several else ()
        print_facts(form, None, ("sign", "weakest", *said_by, "path", "claims"), rows)
    notes = [paths_left_out(search)]
    if search.kind == "none":
        notes.append(f"Nothing leads from {source.label} to {target.label}: no claims relate the two.")
    elif search.kind == "related":
        notes.append(
            f"No causal path leads from {source.label} to {target.label}: these are relations of any kind, "
            "read in either direction."
        )
    if search.kind != "causal" and form == "table":  # each hint is a search of its own
        notes += nearby(corpus, links, source, target, longest)
    say(form, filter(None, [*notes, *ids.notes()]))
    if not search.paths:
        fail()


def effects(
    name: str | None, treatments: Sequence[str], data: Data, form: str, *, lower: bool, longest: int
) -> None:
    """Say what becomes of every other concept where one changes or treatments are switched on."""
    corpus = read_claims(data)
    names = names_of(corpus)
    changed = [find_concept(corpus, name).iri] if name is not None else []
    switched_on = [_treatment(corpus, treatment, names) for treatment in treatments]
    report = find_effects(
        corpus,
        causal_links(corpus),
        raised=switched_on if lower else changed + switched_on,
        lowered=changed if lower else [],
        longest=longest,
    )
    labels = labels_of(corpus)
    ids = ClaimNames.of(corpus, names)
    rows = [row for effect in _by_weight(report) for row in _effect_rows(effect, labels, ids)]
    if form == "json":
        behind = _behind(path for effect in report.effects for path in effect.paths)
        print_json({**effect_report_facts(report, names), "interested": ids.interested(behind)})
    elif rows:
        print_facts(form, None, ("effect", "on", "weakest", "decided by", "claims"), rows)
    say(form, [*_effect_notes(report), *ids.notes(), NO_ADVICE])


def _treatment(corpus: Corpus, name: str, names: Names) -> Iri:
    concept = find_concept(corpus, name)
    if concept.kind not in TREATMENT_KINDS:
        raise UsageError(
            f"{names.curie(concept.iri)}: is no treatment but a {concept.kind}: "
            "raise it as claimgraph effects NAME."
        )
    return concept.iri


def _by_weight(report: EffectReport) -> list[Effect]:
    """Give what is not 0: signs first, then ? and undecided; near concepts before far ones."""
    order = "+-?u"
    return sorted(
        (effect for effect in report.effects if effect.effect != "0"),
        key=lambda effect: (
            order.index(effect.effect[0]),
            min((len(path.steps) for path in effect.paths), default=report.longest + 1),
            effect.concept,
        ),
    )


def _effect_rows(effect: Effect, labels: Mapping[Iri, str], ids: ClaimNames) -> list[tuple[str, ...]]:
    label = labels[effect.concept]
    words = ("? (+)", "? (-)") if effect.effect == "?" else (effect.effect, effect.effect)
    if not effect.paths:
        return [(effect.effect, label, "", "", "")]
    return [
        (word, label, firmness(path), spelt(path, labels), cited(path, ids))
        for word, path in zip(words, effect.paths, strict=False)
    ]


def _effect_notes(report: EffectReport) -> Iterable[str]:
    untouched = sum(effect.effect == "0" for effect in report.effects)
    undecided = sum(effect.effect == "undecided" for effect in report.effects)
    yield f"Concepts that no path leads to, whose effect is 0: {untouched}."
    if undecided:
        more = "ask for a greater --longest" if report.steps_left else "there are too many to try them all"
        yield f"Undecided: {undecided}, where paths of more than {report.longest} steps could matter: {more}."


def central(data: Data, form: str, *, most: int) -> None:
    """List the concepts and arrows that lie on most loops, in two tables."""
    corpus = read_claims(data)
    derived = pipeline.derive(corpus)
    names = names_of(corpus)
    found = leverage(derived.links, derived.search.loops)
    ids = ClaimNames.of(corpus, names)
    if form == "json":
        behind = [claim for link in derived.links for claim in link.claims]
        complete = {"complete": derived.search.complete, "interested": ids.interested(behind)}
        print_json({**leverage_facts(found, names), **complete})
        return
    labels = labels_of(corpus)
    links = {link.key: link for link in derived.links}
    concepts = [
        (one.loops, one.reinforcing, one.in_degree, one.out_degree, one.betweenness, labels[one.concept])
        for one in found.concepts[:most]
    ]
    print_facts(form, None, ("loops", "reinforcing", "in", "out", "betweenness", "concept"), concepts)
    click.echo()
    arrows = [
        (
            one.loops,
            one.reinforcing,
            f"{labels[link.source]} -({SIGNS[link.sign]})-> {labels[link.target]}{ids.mark(link.claims)}",
        )
        for one in found.links[:most]
        for link in (links[one.link],)
    ]
    print_facts(form, None, ("loops", "reinforcing", "arrow"), arrows)
    notes = [*search_notes(derived.search), *ids.notes()]
    if not derived.search.loops:
        notes.append(no_loop(derived.links))
    left = max(len(found.concepts), len(found.links)) - most
    if left > 0:
        notes.append(f"The first {most} of {len(found.concepts)} concepts and {len(found.links)} arrows.")
    if found.pivots is not None:
        notes.append(f"Betweenness is estimated from {found.pivots} concepts.")
    say(form, notes)


def contradictions(data: Data, form: str) -> None:
    """List claims that disagree, with how firmly each is said, and where."""
    corpus = read_claims(data)
    names = names_of(corpus)
    found = find_contradictions(corpus)
    said = {claim.iri: claim for claim in corpus.claims}
    places = _places(corpus)
    ids = ClaimNames.of(corpus, names)
    words = {predicate.iri: predicate.label for predicate in corpus.predicates}
    several = len(corpus.sources) > 1
    labels = labels_of(corpus)
    rows = [
        (
            entry.kind + _by_which(entry, words),
            "same" if entry.same_context else f"differs{_of_whom(entry, labels)}",
            *([_by_whom(entry, corpus)] if several else []),
            " | ".join(_quoted(said[iri], ids, places) for iri in entry.claims),
            " | ".join(_quoted(said[iri], ids, places) for iri in entry.against),
        )
        for entry in found
    ]
    if rows or form == "json":
        facts = [
            {
                **contradiction_facts(entry, names),
                "said": {
                    names.curie(iri): {
                        "modality": said[iri].modality,
                        "frequency": said[iri].frequency,
                        "interests": ids.interests(iri),
                        "passages": names.curies(passage.iri for passage in said[iri].passages),
                    }
                    for iri in (*entry.claims, *entry.against)
                },
            }
            for entry in found
        ]
        between = ("between",) if several else ()
        print_facts(form, facts, ("kind", "context", *between, "claims", "against"), rows)
    if not found:
        say(form, ["No claims speak against each other."])
    kinds = {entry.kind for entry in found}
    if kinds == {"hedge"}:
        say(form, ["No claims speak against each other, but firmness differs."])
    if "figures" in kinds:
        say(form, ["figures: of other people, or over another time, the articles tell figures far apart."])
    say(form, filter(None, [figures_left_out(found)]))
    if "hedge" in kinds:
        say(form, ["hedge: the same is said more firmly, or of more cases, in one place than in another."])
    by_others = {iri for entry in found if _by_which(entry, words) for iri in entry.predicates}
    for predicate in corpus.predicates:
        if predicate.iri in by_others:
            say(form, [f"{predicate.label}: {predicate.definition}"])
    if not all(entry.same_context for entry in found):
        say(form, ["Where the context differs (circumstances, people), both may hold."])
    say(form, ids.notes())


def _by_which(entry: Contradiction, words: Mapping[Iri, str]) -> str:
    """Name the predicates, where the same is affirmed by one and denied by another."""
    if entry.kind != "polarity" or len(entry.predicates) == 1:
        return ""
    return f" ({', '.join(sorted(words.get(iri, iri) for iri in entry.predicates))})"


def _of_whom(entry: Contradiction, labels: Mapping[Iri, str]) -> str:
    """Name the people that the two sides are limited to, where these are not the same."""
    own, others = (
        ", ".join(labels.get(iri, iri) for iri in side) or "anybody"
        for side in (entry.populations, entry.against_populations)
    )
    return "" if own == others else f" ({own} | {others})"


def _by_whom(entry: Contradiction, corpus: Corpus) -> str:
    """Name the publishers of both sides, and say whether they are independent of each other."""
    if len({*entry.articles, *entry.against_articles}) == 1:
        return "one article"
    titles = {source.iri: source.title for source in corpus.sources}
    own, others = (
        ", ".join(titles.get(Iri(name), name) for name in side)
        for side in (entry.publishers, entry.against_publishers)
    )
    if own == others:
        return f"{own}: one publisher" if len(entry.publishers) == 1 else f"{own}: the same publishers"
    return f"{own} | {others}: {'independent' if entry.independent else 'not independent'}"


def _places(corpus: Corpus) -> dict[Iri, str]:
    """Give each section's title; where there are several articles, the article's before it."""
    several = len(corpus.sources) > 1
    return {
        section.iri: f"{source.title}: {section.title}" if several else section.title
        for source in corpus.sources
        for section in source.sections
    }


def _quoted(claim: Claim, ids: ClaimNames, places: Mapping[Iri, str]) -> str:
    """Give id, words, firmness and place of a claim."""
    how = ", ".join(filter(None, (claim.modality, claim.frequency)))
    where = dict.fromkeys(places[passage.section] for passage in claim.passages if passage.section in places)
    return f"{ids.short(claim.iri)}: {claim.label} ({how}{''.join(f'; in: {title}' for title in where)})"


def _behind(paths: Iterable[ConceptPath]) -> Iterator[Iri]:
    """Give the claims behind the steps of paths."""
    return (claim for path in paths for step in path.steps for claim in step.claims)
