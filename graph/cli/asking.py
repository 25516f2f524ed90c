"""The verbs that ask: ``loops``, ``concepts``, ``query``."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, count
from pathlib import Path

import click

from graph import answering, pipeline
from graph.cli.claimed import ClaimNames
from graph.cli.notes import search_notes
from graph.cli.printing import fail, print_facts, print_json, say
from graph.cli.spelling import said_in
from graph.cli.steps import read_claims
from graph.cli.tables import escaped, table
from graph.facts import (
    component_facts,
    concept_facts,
    link_facts,
    loop_facts,
)
from graph.lookup import find_concepts
from graph.model import Corpus, Iri, Link, Loop
from graph.names import link_iri, names_of
from graph.resources import packaged_queries, public_query
from graph.standing import DEPTHS, STATUSES
from graph.store import Data, Rows, Term, clean_text, query_form, read_text

_STANDARD_INPUT = "standard input"
NO_ADVICE = "These are what the articles claim, no medical advice."
_ON_STANDING = (
    "standing: how firmly it is claimed; how well that is reviewed; how far the evidence can be followed. "
    "Each is that of the weakest arrow; an arrow stands as its best claim does."
)
_HEADINGS_OF_LOOPS = ("rank", "name", "sign", "standing", "told", "weakest arrow", "loop", "claims")


def loops(data: Data, form: str) -> None:
    """List the feedback loops, shortest and firmest first."""
    corpus = read_claims(data)
    derived = pipeline.derive(corpus)
    names = names_of(corpus)
    labels = labels_of(corpus)
    told = {entry.iri: entry.label for entry in corpus.lists}
    links = {link.key: link for link in derived.links}
    ids = ClaimNames.of(corpus, names)
    called = short_names(derived.search.loops, labels)
    ranked = list(enumerate(derived.search.loops, start=1))
    facts = {
        "loops": [
            {
                **loop_facts(loop, names),
                "rank": rank,
                "name": called[loop.key],
                "weakest": names.curie(link_iri(_weakest(loop, links).key)),
                "standing": {
                    "modality": loop.modality,
                    "status": loop.status,
                    "citation_depth": loop.citation_depth,
                    "weakest": names.curie(link_iri(_weakest(loop, links).key)),
                },
                "arrows": [
                    {"id": names.curie(link_iri(key)), "claims": names.curies(links[key].claims)}
                    for key in loop.links
                ],
            }
            for rank, loop in ranked
        ],
        "links": [link_facts(link, names) for link in derived.links],
        "complete": derived.search.complete,
        "longest": derived.search.longest,
        "partial": derived.search.partial,
        "self_links": names.curies(map(link_iri, derived.search.self_links)),
        "untold": names.curies(derived.search.untold),
        "interested": ids.interested(iri for link in derived.links for iri in link.claims),
        "unfinished": [component_facts(part, names) for part in derived.search.unfinished],
    }
    signs = {link.key: link.sign for link in derived.links}
    several = len(corpus.sources) > 1
    headings = _HEADINGS_OF_LOOPS + ("least said",) * several
    rows = [
        (
            rank,
            called[loop.key],
            _sign(loop),
            _standing(loop, ids.mark(iri for key in loop.links for iri in links[key].claims)),
            told.get(loop.declared_by or Iri(""), ""),
            _arrow(_weakest(loop, links), labels),
            ring(loop, labels, signs),
            "; ".join(" ".join(map(ids.short, links[key].claims)) for key in loop.links),
            *([_least_said(loop, links, labels)] if several else []),
        )
        for rank, loop in ranked
    ]
    print_facts(form, facts, headings, rows)
    if rows:
        say(form, [_ON_STANDING, *ids.notes()])
    say(form, search_notes(derived.search))
    if not rows:
        say(form, [no_loop(derived.links)])


def no_loop(links: Sequence[Link]) -> str:
    """Say that there is no loop, and whether there are arrows at all."""
    if links:
        return "There is no loop: the arrows close no circle."
    return "There is no loop, and no arrow: no claim says that one concept raises or lowers another."


def concepts(text: str, data: Data, form: str) -> None:
    """Find concepts by words, so that none is invented twice."""
    corpus = read_claims(data)
    names = names_of(corpus)
    found = find_concepts(corpus, text)
    counts = {concept.iri: 0 for concept in found}
    for claim in corpus.claims:
        for end in {claim.subject, claim.object}:
            if end in counts:
                counts[end] += 1
    facts = [{**concept_facts(concept, names), "claim_count": counts[concept.iri]} for concept in found]
    rows = [
        (
            names.curie(concept.iri),
            concept.kind,
            concept.label,
            counts[concept.iri],
            ", ".join(concept.alt_labels),
        )
        for concept in found
    ]
    if found or form == "json":
        print_facts(form, facts, ("id", "kind", "label", "claims", "other names"), rows)
    if not found:
        click.echo(f"No concept comes near {text!r}: it seems to be new.", err=True)
        fail()


def list_queries(form: str) -> None:
    """List the packaged queries that people may ask for."""
    offered = [entry for entry in packaged_queries() if entry.public]
    facts = [{"name": entry.name, "title": entry.title, "returns": list(entry.returns)} for entry in offered]
    print_facts(form, facts, ("name", "what it answers"), [(entry.name, entry.title) for entry in offered])


def query(what: str, data: Data, form: str, *, most: int | None = None) -> None:
    """Answer a query: rows, true or false, or triples."""
    what = _STANDARD_INPUT if what == "-" else what
    text = _query_text(what)
    query_form(text, what)  # a query that is none need not wait for the data
    with answering.load_store(data) as store:
        answer = store.answer(text if what not in _packaged() else what, what, most=most)
        ids = ClaimNames(store.names, store.marked, store.interests, is_one=store.articles == 1)
    if isinstance(answer, bool):
        if form == "json":
            print_json({"head": {}, "boolean": answer})
        else:
            click.echo(str(answer).lower())
    elif isinstance(answer, Rows):
        _print_rows(answer, form, ids)
    else:
        click.echo(escaped(answer.serialize(format="json-ld" if form == "json" else "turtle").rstrip()))


def _packaged() -> set[str]:
    return {entry.name for entry in packaged_queries()}


def _query_text(what: str) -> str:
    if what == _STANDARD_INPUT:
        return clean_text(sys.stdin.buffer.read(), _STANDARD_INPUT).decode()
    if what not in _packaged() and (Path(what).suffix or Path(what).exists()):
        return read_text(Path(what)).decode()
    return public_query(what).text


def _print_rows(rows: Rows, form: str, ids: ClaimNames) -> None:
    if form == "json":
        print_json(_sparql_json(rows))
        return
    cells = [[_cell(term, ids) for term in row] for row in rows.rows]
    click.echo(table(rows.variables, cells))
    say(form, ["1 row" if len(rows) == 1 else f"{len(rows)} rows", *ids.notes()])


def _cell(term: Term | None, ids: ClaimNames) -> str:
    if term is None:
        return ""
    return ids.full(Iri(term.value)) if term.kind == "iri" else term.value


def _sparql_json(rows: Rows) -> dict[str, object]:
    """Give the W3C *SPARQL 1.1 Query Results JSON Format*."""
    kinds = {"iri": "uri", "blank": "bnode", "literal": "literal"}
    bindings = []
    for row in rows.rows:
        binding = {}
        for variable, term in zip(rows.variables, row, strict=True):
            if term is None:
                continue
            value = {"type": kinds[term.kind], "value": term.value}
            if term.language:
                value["xml:lang"] = term.language
            elif term.datatype and not term.datatype.endswith("#string"):
                value["datatype"] = term.datatype
            binding[variable] = value
        bindings.append(binding)
    return {"head": {"vars": list(rows.variables)}, "results": {"bindings": bindings}}


def ring(loop: Loop, labels: dict[Iri, str], signs: dict[str, int]) -> str:
    """Spell a loop out: ``A -(+)-> B -(-)-> A``."""
    steps = [
        f"{labels.get(node, node)} -({'+' if signs[link] > 0 else '-'})-> "
        for node, link in zip(loop.nodes, loop.links, strict=True)
    ]
    return "".join(steps) + labels.get(loop.nodes[0], loop.nodes[0])


def short_names(loops: Iterable[Loop], labels: Mapping[Iri, str]) -> dict[str, str]:
    """Call loops by their ends: ``A ⇄ B``, ``A → B → C``, and from four concepts on ``A → … → D``.

    Where an earlier loop is called so, by a concept between that tells it apart, by more, or by all;
    where even these are the same (the signs differ), by a number. By key, in the order given.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for loop in loops:
        name = next(name for name in _callings(loop, labels) if name not in taken)
        taken.add(name)
        names[loop.key] = name
    return names


def _callings(loop: Loop, labels: Mapping[Iri, str]) -> Iterator[str]:
    """Give what a loop can be called, short names first; there is no last one."""
    called = [labels.get(node, node) for node in loop.nodes]
    between = range(1, len(called) - 1)
    if not between:
        whole = " ⇄ ".join(called)
    else:
        whole = " → ".join(called)
        if len(between) > 1:
            yield _spelt(called, ())
            for size in (1, 2):
                yield from (_spelt(called, shown) for shown in combinations(between, size))
    yield whole
    yield from (f"{whole} ({number})" for number in count(2))


def _spelt(called: Sequence[str], shown: Collection[int]) -> str:
    """Name the ends and those between that are to be shown, with dots for the others."""
    last = len(called) - 1
    parts: list[str] = []
    for place, name in enumerate(called):
        if place in {0, last} or place in shown:
            parts.append(name)
        elif parts[-1] != "…":
            parts.append("…")
    return " → ".join(parts)


def _standing(loop: Loop, mark: str) -> str:
    contested = ", contested" if loop.contested else ""
    return f"{loop.modality}{contested}; {loop.status}; {loop.citation_depth}{mark}"


def _weakest(loop: Loop, links: Mapping[str, Link]) -> Link:
    """Give the arrow that is claimed least firmly; of several the worst reviewed and cited."""
    return max(
        (links[key] for key in loop.links),
        key=lambda link: (
            link.modality_rank,
            STATUSES.index(link.status),
            DEPTHS.index(link.citation_depth),
        ),
    )


def _arrow(link: Link, labels: dict[Iri, str]) -> str:
    return f"{labels[link.source]} -> {labels[link.target]} ({link.modality})"


def _least_said(loop: Loop, links: Mapping[str, Link], labels: dict[Iri, str]) -> str:
    link = links[loop.thinnest]
    return f"{labels[link.source]} -> {labels[link.target]} ({said_in(loop.articles, loop.publishers)})"


def _sign(loop: Loop) -> str:
    return "reinforcing" if loop.sign > 0 else "balancing"


def labels_of(corpus: Corpus) -> dict[Iri, str]:
    """Give the label of each concept."""
    return {concept.iri: concept.label for concept in corpus.concepts}
