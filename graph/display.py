"""Values to look at: `show` gives what a notebook displays, and plain text everywhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from graph.causes.causal import causal_links
from graph.causes.succession import treatment_order
from graph.model import Concept, Corpus, Iri, Link, LoopBreak
from graph.store import Rows, Term

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from graph.site.ground import Ground
    from graph.site.inline import Exhibit, Part, Table

#: Rows of a table that are shown unless more are asked for.
MOST_ROWS = 200
# Control characters and those that turn the direction of text: they could rewrite a terminal's lines.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_GAP = "  "


@dataclass(frozen=True, slots=True)
class Shown:
    """What `show` gives: as the last line of a cell it displays itself, and printed it is text."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Give both forms; IPython itself leaves out what it was told to."""
        return {"text/html": self.html, "text/plain": self.text}

    def __repr__(self) -> str:
        return self.text

    def __str__(self) -> str:
        return self.text


def show(value: object, corpus: Corpus | None = None, *, most: int = MOST_ROWS) -> Shown:
    """Show a value of this package in a notebook: JupyterLab, VS Code, offline; elsewhere as text.

    Claims, concepts, passages, arrows, loops and what acts on them, paths, effects, reports, the
    graph of `causal_graph`, the answer to a query, a whole corpus (as its page): one of them or a
    sequence of one kind. Values hold IRIs: with the `corpus` they came from, concepts and claims
    are called by their words, without it by short names. Tables end after `most` rows and say how
    many are left out. A corpus takes as long as its page, all else is linear in what is shown and
    the claims. Raises TypeError for what is no value of this package.

    >>> from graph.model import Concept, Iri
    >>> iri = Iri("https://w3id.org/claimgraph/concept#dry-eye")
    >>> show(Concept(iri=iri, kind="Condition", label="Dry eye"))
    Dry eye
    <BLANKLINE>
    Condition
    concept  con:dry-eye
    """
    from graph.site.ground import ground_of  # what follows needs the template engine, imports of this do not
    from graph.site.inline import render_inline

    links = causal_links(corpus) if corpus is not None else ()
    exhibit = _exhibit(_as_told(value, corpus), ground_of(corpus, links, most))
    return Shown(render_inline(exhibit), _text(exhibit))


def _as_told(value: object, corpus: Corpus | None) -> object:
    """Put what acts on loops into the order in which the articles tell it; leave all else as it is."""
    if corpus is None or not isinstance(value, list | tuple) or not value:
        return value
    if not all(isinstance(entry, LoopBreak) for entry in value):
        return value
    order = {place.treatment: number for number, place in enumerate(treatment_order(corpus))}
    return sorted(value, key=lambda entry: order.get(entry.treatment, len(order)))


def _exhibit(value: object, ground: Ground) -> Exhibit:
    from graph.site.exhibits import exhibit  # loaded by then: see `show`

    if isinstance(value, Corpus):
        return _exhibit_corpus(value)
    if isinstance(value, Rows):
        return _exhibit_rows(value, ground)
    # Neither library is loaded to ask whether a value is of it.
    if type(value).__module__.startswith("networkx."):
        return _exhibit_network(cast("nx.MultiDiGraph[Iri]", value), ground)
    if type(value).__module__.startswith("rdflib."):
        return _exhibit_triples(cast("rdflib.Graph", value), ground)
    return exhibit(value, ground)


def _exhibit_corpus(corpus: Corpus) -> Exhibit:
    """Show the page of a corpus as a build would write it."""
    from graph.facts import facts_of  # only a whole page needs these
    from graph.pipeline import derive
    from graph.site import answered, render_page

    derived = derive(corpus)
    facts = facts_of(corpus, derived.links, derived.search.loops, derived.breaks)
    return answered.exhibit_page(
        corpus, render_page(corpus, derived.links, derived.search, derived.breaks, facts)
    )


def _exhibit_rows(rows: Rows, ground: Ground) -> Exhibit:
    """Show the answer to a SELECT; names are shortened as everywhere."""
    from graph.site import answered  # loaded by then: see `show`

    cells = [[_cell(term, ground) for term in row] for row in rows.rows]
    return answered.exhibit_table("The answer", rows.variables, cells, ground)


def _cell(term: Term | None, ground: Ground) -> object:
    if term is None:
        return ""
    if term.kind == "iri":
        return ground.short(term.value)
    whole = (term.datatype or "").endswith("#integer") and term.value.isdecimal()
    return int(term.value) if whole else term.value


def _exhibit_triples(triples: rdflib.Graph, ground: Ground) -> Exhibit:
    """Show the triples of an rdflib graph, sorted."""
    from graph.site import answered  # loaded by then: see `show`

    cells = sorted([ground.short(str(term)) for term in triple] for triple in triples)
    return answered.exhibit_table("Triples", ("subject", "predicate", "object"), cells, ground)


def _exhibit_network(network: nx.MultiDiGraph[Iri], ground: Ground) -> Exhibit:
    """Show a causal graph, or a part of one, as `causal_graph` makes it: drawn, and its arrows."""
    from graph.causes.loops import feedback_loops  # only a graph needs these
    from graph.site.networks import exhibit_network

    concepts = [
        Concept(iri=Iri(iri), kind=data.get("kind", ""), label=data.get("label") or ground.label(iri))
        for iri, data in network.nodes(data=True)
    ]
    links = [
        Link(
            key=key,
            source=source,
            target=target,
            sign=data["sign"],
            claims=data["claims"],
            modality=data["modality"],
            modality_rank=0,
            contested=data["contested"],
            status=data["status"],
            citation_depth=data["citation_depth"],
            articles=data["articles"],
            publishers=data["publishers"],
        )
        for source, target, key, data in network.edges(keys=True, data=True)
    ]
    search = feedback_loops(Corpus(), links)
    return exhibit_network(concepts, links, search, ground)


def _text(exhibit: Exhibit) -> str:
    """Give an exhibit as plain text, without what could rewrite a terminal's lines."""
    from graph.site.inline import Table  # loaded by then: see `show`

    blocks = ["\n".join(_line(line) for line in (exhibit.title, *exhibit.lead))]
    blocks += [_text_table(part, exhibit.title) for part in exhibit.parts if isinstance(part, Table)]
    if exhibit.notes:
        blocks.append("\n".join(map(_line, exhibit.notes)))
    return "\n\n".join(blocks)


def _text_table(table: Table, title: str) -> str:
    from graph.site.labels import columns  # loaded by then: see `show`

    rows = [[_text_cell(cell, links=table.facts) for cell in row] for row in table.rows]
    lines = rows if table.facts else [list(table.headings), *rows]
    widths = (
        [max(columns(row[index]) for row in lines) for index in range(len(table.headings))] if lines else []
    )
    written = [] if table.caption == title else [_line(table.caption)]
    for row in lines:
        cells = [
            " " * (width - columns(text)) + text if right else text + " " * (width - columns(text))
            for text, width, right in zip(row, widths, table.numeric, strict=True)
        ]
        written.append(_GAP.join(cells).rstrip())
    if table.left_out:
        written.append(f"{table.left_out:,} further rows are not shown.")
    return "\n".join(written)


def _text_cell(cell: tuple[Part, ...], *, links: bool) -> str:
    return _line(
        "; ".join(
            part.sign + (f"{part.text} ({part.url})" if part.url and links else part.text) for part in cell
        )
    )


def _line(text: str) -> str:
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)
