"""Exhibits of what people wrote: claims, concepts, passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import Claim, Concept, Passage
from graph.site.ground import NO_ADVICE, Ground
from graph.site.inline import Exhibit, Part, Table, list_facts, tabulate
from graph.site.rows import View, passage_view
from graph.site.scene import is_warning

_HEADINGS = ("claim", "what is said of what", "how firmly", "figure and evidence", "where")
DEPTHS = {
    "none": "no source is named",
    "article": "the article itself",
    "unnamed": "a study, with nothing to find it by",
    "named": "a journal or author, study not identified",
    "candidate": "an editor found a likely study",
    "identified": "the study is identified",
    "checked": "the study was read and compared",
}


def exhibit_claim(claim: Claim, ground: Ground) -> Exhibit:
    """Show one claim in full."""
    row = ground.row(claim)
    rows: list[tuple[str, object]] = [
        ("claim", row["id"] if claim.iri in ground.claims else ground.short(claim.iri)),
        ("says of", _statement(row)),
        ("kind", (Part(claim.kind, mark="warning"),) if is_warning(claim) else claim.kind),
        ("how firmly", row["firmly"]),
        *row["roles"],
    ]
    if row["figure"]:
        rows += [("figure", row["figure"]["text"]), *row["figure"]["details"]]
    rows += [
        ("evidence", tuple(_evidence(row))),
        ("citation goes to", DEPTHS.get(claim.citation_depth, claim.citation_depth)),
        ("reviews", ", ".join(filter(None, (claim.status, claim.fidelity, claim.evidence)))),
        ("interest", tuple(Part(text, mark="interest") for text in row["interests"])),
        ("where", tuple(map(_place, row["passages"]))),
    ]
    return Exhibit(title=claim.label, parts=(list_facts("One claim", rows),), notes=(NO_ADVICE,))


def exhibit_claims(claims: Sequence[Claim], ground: Ground) -> Exhibit:
    """Show claims as a table, in the order given."""
    count = f"{len(claims):,} claim{'' if len(claims) == 1 else 's'}"
    return Exhibit(title=count, parts=(claim_table(claims, ground, count),), notes=(NO_ADVICE,))


def claim_table(claims: Iterable[Claim], ground: Ground, caption: str) -> Table:
    """Make the table of some claims: each with its firmness, evidence, interests and place."""
    return tabulate(caption, _HEADINGS, [_row(claim, ground) for claim in claims], ground.most)


def exhibit_concept(concept: Concept, ground: Ground) -> Exhibit:
    """Show a concept with the claims of the corpus about it."""
    about = [claim for claim in ground.claims.values() if concept.iri in {claim.subject, claim.object}]
    facts = list_facts(
        concept.kind,
        [
            ("concept", ground.short(concept.iri)),
            ("also called", ", ".join(concept.alt_labels)),
            ("broader", ground.labels(concept.broader)),
            ("elsewhere", ", ".join(ground.short(mapping.iri) for mapping in concept.mappings)),
        ],
    )
    tables = (facts, claim_table(about, ground, "What is claimed of it")) if about else (facts,)
    lead = (concept.definition,) if concept.definition else ()
    return Exhibit(title=concept.label, lead=lead, parts=tables, notes=(NO_ADVICE,) if about else ())


def exhibit_concepts(concepts: Sequence[Concept], ground: Ground) -> Exhibit:
    """Show concepts as a table."""
    title = f"{len(concepts):,} concept{'' if len(concepts) == 1 else 's'}"
    rows = [
        (one.label, one.kind, ", ".join(one.alt_labels), one.definition, ground.short(one.iri))
        for one in concepts
    ]
    headings = ("concept", "kind", "other names", "definition", "id")
    return Exhibit(title=title, parts=(tabulate(title, headings, rows, ground.most),))


def exhibit_passage(passage: Passage, ground: Ground) -> Exhibit:
    """Show where a passage is: a pointer, since no text of the article is kept."""
    place = passage_view(passage, ground.words)
    resting = [
        claim for claim in ground.claims.values() if any(own.iri == passage.iri for own in claim.passages)
    ]
    facts = list_facts(
        "A pointer into the article; its text is not kept",
        [
            ("passage", ground.short(passage.iri)),
            ("where", _place(place)),
            ("characters", f"{passage.start} to {passage.end}"),
            ("claims that rest on it", tuple(Part(claim.label) for claim in resting)),
        ],
    )
    return Exhibit(title=f"Passage in “{place['where']}”", parts=(facts,))


def _row(claim: Claim, ground: Ground) -> tuple[object, ...]:
    row = ground.row(claim)
    figure = row["figure"]
    return (
        (
            Part(claim.label, mark="warning" if is_warning(claim) else None),
            Part(ground.claim_name(claim.iri), mark="small"),
            *([] if claim.status == "unreviewed" else [Part(claim.status, mark="small")]),
        ),
        (Part(_statement(row)), *(Part(f"{what}: {value}", mark="small") for what, value in row["roles"])),
        row["firmly"],
        (
            *([Part(figure["text"])] if figure else []),
            *_evidence(row),
            *(Part(text, mark="interest") for text in row["interests"]),
        ),
        tuple(map(_place, row["passages"])),
    )


def _statement(row: View) -> str:
    end = row["object"]["label"] if row["object"] else f"“{row['literal']}”"
    return f"{row['subject']['label']} — {'not: ' if row['denied'] else ''}{row['predicate']} — {end}"


def _evidence(row: View) -> list[Part]:
    if not row["evidence"]:
        return [Part(row["no_evidence"], mark="uncited" if row["uncited"] else "small")]
    return [
        part
        for one in row["evidence"]
        for part in (
            Part(f"{one['text']}: {one['named']}"),
            *(Part(link, url=link, mark="small") for link in one["links"]),
        )
    ]


def _place(place: View) -> Part:
    item = f".{place['item']}" if place["item"] else ""
    return Part(f"{place['where']}, {place['block']}{item}", url=place["url"])
