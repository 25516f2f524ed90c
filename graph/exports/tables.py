"""The rows of ``csv`` and ``parquet``: a row a claim, or a row a link; the columns are those of graph.json.

Lists of names are one cell (names hold no spaces), nested values are JSON in a cell, and an absent
value and an empty list are both an empty cell.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from graph.exports.taken import counted, statuses
from graph.facts import Facts
from graph.model import Corpus
from graph.names import names_of
from graph.vocab import AFFIRMED

Cell = str | int | float | bool | list[str] | None
Row = dict[str, Cell]

#: Columns of each table in their order, with the kind of their cells.
COLUMNS: Mapping[str, Mapping[str, type]] = {
    "claims": {
        "id": str,
        "label": str,
        "kind": str,
        "subject": str,
        "subject_label": str,
        "predicate": str,
        "predicate_label": str,
        "object": str,
        "object_label": str,
        "object_literal": str,
        "sign": int,
        "polarity": str,
        "modality": str,
        "frequency": str,
        "hedge": str,
        "contexts": list,
        "mechanisms": list,
        "populations": list,
        "interests": list,
        "citation_statuses": list,
        "citation_depth": str,
        "candidates": list,
        "status": str,
        "fidelity": str,
        "evidence": str,
        "statistic_measure": str,
        "statistic_bound": str,
        "statistic_value": float,
        "statistic_unit": str,
        "statistic_population": str,
        "statistic_outcome": str,
        "statistic_comparator": str,
        "statistic_timeframe_months": int,
        "statistic_stated_significance": str,
        "statistic_denominator": int,
        "statistic_baseline": float,
        "statistic_missing": list,
        "citations": str,
        "lists": str,
        "passages": str,
    },
    "links": {
        "id": str,
        "source": str,
        "source_label": str,
        "target": str,
        "target_label": str,
        "sign": int,
        "polarity": str,
        "modality": str,
        "contested": bool,
        "status": str,
        "citation_depth": str,
        "claims": list,
        "hedges": str,
        "interests": list,
        "citation_statuses": list,
        "citation_depths": list,
        "statuses": list,
        "fidelities": str,
        "evidences": str,
        "articles": list,
        "article_count": int,
        "publishers": str,
        "publisher_count": int,
    },
}
_NESTED = ("citations", "lists", "passages")


def rows(table: str, facts: Facts, corpus: Corpus) -> list[Row]:
    """Give the rows of ``claims`` or ``links``, sorted by id; every row has every column. Linear."""
    labels = {entry["id"]: entry["label"] for entry in facts["concepts"]}
    if table == "links":
        claims = {claim["id"]: claim for claim in facts["claims"]}
        return [_link_row(link, claims, labels) for link in facts["links"]]
    names = names_of(corpus)
    labels.update({names.curie(predicate.iri): predicate.label for predicate in corpus.predicates})
    return [_claim_row(claim, labels) for claim in facts["claims"]]


def beside(table: str, facts: Facts) -> Iterator[str]:
    """Say what the table is not meant to hold."""
    other = "claims" if table == "links" else "links"
    yield from counted(facts, "sources", "concepts", other, "loops", "breaks", "reviews", "non-claims")
    yield (
        f"Take {other} with --table {other}, concepts with cytoscape, all but links and breaks with jsonld; "
        "claimgraph build writes breaks into graph.json."
    )


def link_evidence(link: Facts, claims: Mapping[str, Facts]) -> Row:
    """Give what the claims of a link add to it.

    ``citation_depths``, ``statuses`` and, as JSON since some may be None, ``hedges``, ``fidelities``
    and ``evidences`` have one entry for each claim, in their order.
    """
    own = [claims[name] for name in link["claims"]]
    return {
        "polarity": AFFIRMED,  # a denied claim makes no arrow
        "hedges": json_cell([claim["hedge"] for claim in own]),
        "interests": sorted({interest for claim in own for interest in claim["interests"]}),
        "citation_statuses": statuses(own),
        "citation_depths": [claim["citation_depth"] for claim in own],
        "statuses": [claim["status"] for claim in own],
        "fidelities": json_cell([claim["fidelity"] for claim in own]),
        "evidences": json_cell([claim["evidence"] for claim in own]),
    }


def json_cell(value: object) -> str | None:
    """Write a nested value as JSON; None where it is empty or holds nothing but None."""
    if not value or (isinstance(value, list) and not any(value)):
        return None
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _claim_row(claim: Facts, labels: Mapping[str, str]) -> Row:
    statistic = claim["statistic"] or {}
    values = {
        **claim,
        "subject_label": labels.get(claim["subject"]),
        "predicate_label": labels.get(claim["predicate"]),
        "object_label": labels.get(claim["object"]),
        "citation_statuses": statuses([claim]),
        **{f"statistic_{key}": value for key, value in statistic.items()},
        **{key: json_cell(claim[key]) for key in _NESTED},
    }
    return {column: values.get(column) for column in COLUMNS["claims"]}


def _link_row(link: Facts, claims: Mapping[str, Facts], labels: Mapping[str, str]) -> Row:
    values = {
        **link,
        "source_label": labels.get(link["source"]),
        "target_label": labels.get(link["target"]),
        "publishers": json_cell(link["publishers"]),  # names of people's making, spaces and all
        **link_evidence(link, claims),
    }
    return {column: values.get(column) for column in COLUMNS["links"]}
