"""A draft as Turtle: what stands there to be confirmed, what is to be written, each with the words behind it.

Every place that is not decided has a mark, a text of ``cg:open`` (write it) or ``cg:suggested`` (a value
stands beside it), which begins with the name of the field. The article's words in it are titles, anchors
and cues of five words at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Final
from unicodedata import normalize

from graph.checking.pasting import write_name, write_passage, write_text
from graph.model import (
    Draft,
    DraftClaim,
    DraftFigure,
    DraftList,
    DraftNonClaim,
    Iri,
    Mention,
    Source,
    Suggestion,
)
from graph.resources import draft_header
from graph.text.extraction import Head
from graph.text.language import LANGUAGE
from graph.text.wording import ANCHOR_WORDS
from graph.vocab import CON, namespace_of

_CREATOR: Final = (
    "who writes these claims, as dcterms:creator ag:NAME, "
    'with a line ag:NAME a prov:Person ; rdfs:label "..."@en'
)
_PUBLISHER: Final = (
    'as schema:publisher ag:NAME, with a line ag:NAME a schema:Organization ; schema:name "..."'
)
_SECTION: Final = "a short line without a full stop; is it a heading?"
_PLACES: Final = {
    "sentence": "in the sentence",
    "lead-in": "in the lead-in",
    "before": "before",
    "heading": "in the heading",
    "title": "in the title",
}
_LOCAL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG: Final = 40


def write_draft(draft: Draft, head: Head, titled: str) -> str:
    """Give the file for the editor; equal drafts give equal text.

    `head` is what the article's page says of itself, `titled` why the title is taken for it.
    """
    return "".join(_parts(draft, head, titled))


def _parts(draft: Draft, head: Head, titled: str) -> Iterator[str]:
    source = draft.source
    yield draft_header()
    yield f"@prefix a: <{namespace_of(source.iri)}> .\n\n################ Source\n"
    yield from _article(source, head, titled)
    if source.sections:
        yield "\n######## Sections\n"
    for section in source.sections:
        yield (
            f"{write_name(section.iri, source)} a cg:Section ; {_reasoned('title', _SECTION)} ;\n"
            f"    dcterms:isPartOf a:article ; "
            f"cg:position {section.position} ; dcterms:title {_text(section.title)}@en .\n"
        )
    if draft.lists:
        yield "\n######## Lists\n"
    for one in draft.lists:
        yield _list(one, source)
    yield "\n################ Claims\n"
    for number, claim in enumerate(draft.claims, 1):
        yield f"\n{_claim(claim, f'c{number:03}', source)}"
    if draft.non_claims:
        yield "\n################ No claims\n"
    for mark in draft.non_claims:
        yield f"\n{_non_claim(mark, source)}"


def _article(source: Source, head: Head, titled: str) -> Iterator[str]:
    """Describe the file, the article and its publisher."""
    yield (
        f"<{namespace_of(source.iri).removesuffix('#')}> a schema:Dataset ;\n"
        f"    {_open('creator', _CREATOR)} ;\n"
        '    dcterms:title "Claims of one article"@en ; dcterms:source a:article .\n\n'
    )
    lines = ["a:article a cg:Article"]
    if source.title:
        lines.append(f"dcterms:title {_text(source.title)}@en ; {_reasoned('title', titled)}")
    else:
        lines.append(_open("title", "the article's own, as dcterms:title"))
    if source.url:
        lines.append(
            f"schema:url <{source.url}> ; {_reasoned('url', 'as its page says, or where it was read')}"
        )
    else:
        lines.append(_open("url", "where it stands, as schema:url <https://...>"))
    if head.published:
        stated = f'schema:datePublished "{head.published}"^^xsd:date'
        lines.append(f"{stated} ; {_reasoned('published', 'as its page says')}")
    else:
        lines.append(
            _open("published", 'the day it names, as schema:datePublished "..."^^xsd:date, or nothing')
        )
    publisher = _agent(head.site) if head.site else ""
    if head.site:
        lines.append(f"schema:publisher ag:{publisher} ; {_reasoned('publisher', 'as its page says')}")
    else:
        lines.append(_open("publisher", _PUBLISHER))
    lines += [
        _open("retrieved", "the day you read it there, as skos:editorialNote, or nothing"),
        f'schema:inLanguage "{LANGUAGE}"',
        "cg:normalization cg:norm-1",
        f'cg:length {source.length} ; cg:sha256 "{source.sha256}"',
    ]
    yield " ;\n    ".join(lines) + " .\n"
    if head.site:
        yield f"ag:{publisher} a schema:Organization ; schema:name {_text(head.site)} .\n"


def _list(one: DraftList, source: Source) -> str:
    return (
        f"{write_name(one.iri, source)} a cg:ClaimList ;\n"
        f"    {_open('label', 'what it lists, in your own words, as rdfs:label')} ;\n"
        f"    cg:listKind cg:{one.kind.value} ; {_suggested('listKind', one.kind)} ;\n"
        f"    cg:section {write_name(one.section, source)} ; cg:block {one.block} .\n"
    )


def _non_claim(mark: DraftNonClaim, source: Source) -> str:
    name = write_name(mark.passage.iri, source).removesuffix("-p")
    return (
        f"{name} a cg:NonClaim ;\n"
        f"    cg:reason cg:reason-{mark.reason.value} ; {_suggested('reason', mark.reason)} ;\n"
        f"    cg:passage {name}-p .\n{write_passage(mark.passage, source)}"
    )


def _claim(claim: DraftClaim, name: str, source: Source) -> str:
    """Describe a claim, its statistic and its passage, in the order of the house."""
    lines = [
        _open("label", "one sentence in your own words, as rdfs:label, ending with @en"),
        _open("subject", _mentioned(claim.subjects)),
        _open("predicate", _predicates(claim.predicates)),
        _open("object", _mentioned(claim.objects)),
        f"cg:kind cg:kind-{claim.kind.value} ; {_suggested('kind', claim.kind)}"
        if claim.kind
        else _open("kind", "cg:kind-causal or another; no word of the passage tells"),
        _polarity(claim),
        f"cg:modality cg:{claim.modality.value} ; {_suggested('modality', claim.modality)}",
    ]
    if claim.frequency is not None:
        lines.append(f"cg:frequency cg:{claim.frequency.value} ; {_suggested('frequency', claim.frequency)}")
    if claim.hedge is not None:
        lines.append(f"cg:hedge {_text(claim.hedge)}@en")
    if claim.list is not None:
        lines.append(f"cg:inList {write_name(claim.list, source)}")
    if claim.figure is not None:
        lines.append(f"cg:statistic a:{name}-stat")
    lines.append(f"cg:passage {write_name(claim.passage.iri, source)}")
    told = _node(f"a:{name}", "Claim", lines)
    if claim.figure is not None:
        told += _node(f"a:{name}-stat", "Statistic", _figure(claim.figure))
    return told if claim.shared else told + write_passage(claim.passage, source)


def _predicates(suggestions: Sequence[Suggestion]) -> str:
    """List the predicates that may fit, with the words that suggest them."""
    told = (f"cg:{one.value} {_why(one) if one.cue else f'({one.reason})'}" for one in suggestions)
    return ", ".join(told) or "one of the vocabulary's; no word of the passage suggests one"


def _polarity(claim: DraftClaim) -> str:
    if claim.polarity is None:
        return _open("polarity", f"cg:negated or cg:affirmed? The words have {_quoted(claim.denial or '')}")
    why = _quoted(claim.denial) if claim.denial else "no denial was heard"
    return f"cg:polarity cg:{claim.polarity} ; {_reasoned('polarity', why)}"


def _figure(figure: DraftFigure) -> Iterator[str]:
    # A mark is never the end of a description: what is left when it is deleted is Turtle.
    yield _open("measure", "what was measured, a concept of class cg:Outcome, as cg:measure")
    if figure.months is not None:
        yield f"cg:months {figure.months} ; {_reasoned('months', 'a time stands beside it')}"
    if figure.value is None:
        yield f"{_reasoned('bound', _quoted(figure.cue))} ; cg:bound cg:{figure.bound}"
    else:
        unit = f"unit:{figure.unit}" if figure.unit == "PERCENT" else f"cg:{figure.unit}"
        digits = f"{figure.value.normalize():f}"
        value = digits if "." in digits else f"{digits}.0"
        stated = f"cg:bound cg:{figure.bound} ; cg:value {value} ; cg:unit {unit}"
        yield f"{_reasoned('value', _quoted(figure.cue))} ; {stated}"


def _node(name: str, kind: str, lines: Iterable[str]) -> str:
    return f"{name} a cg:{kind} ;\n    " + " ;\n    ".join(lines) + " .\n"


def _mentioned(mentions: Sequence[Mention]) -> str:
    """List the concepts that may stand at an end, with the words that named them."""
    told = []
    for one in mentions:
        place = "" if one.place == "own" else f" {_PLACES[one.place]}"
        told.append(f"{_concept(one.concept)} {_quoted(one.cue)}{place}")
    return ", ".join(told) or "a concept; the words name none that the data have"


def _concept(iri: Iri) -> str:
    local = iri.removeprefix(CON)
    return f"con:{local}" if local != iri and _LOCAL.fullmatch(local) else f"<{iri}>"


def _open(field: str, text: str) -> str:
    return f"cg:open {write_text(f'{field}: {text}')}"


def _suggested(field: str, suggestion: Suggestion) -> str:
    return _reasoned(field, _why(suggestion))


def _reasoned(field: str, reason: str) -> str:
    return f"cg:suggested {write_text(f'{field}: {reason}')}"


def _why(suggestion: Suggestion) -> str:
    return _quoted(suggestion.cue) if suggestion.cue else suggestion.reason


def _quoted(words: str) -> str:
    """Quote words of the article, no more than an anchor may have."""
    return f"\u201c{' '.join(words.split()[:ANCHOR_WORDS])}\u201d"


def _text(text: str) -> str:
    return write_text(normalize("NFC", text))


def _agent(name: str) -> str:
    """Make a short name for a publisher: small letters, digits and hyphens; of another script, a digest."""
    plain = normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = _SLUG.sub("-", plain).strip("-")[:_LONGEST_SLUG].strip("-")
    return slug or f"publisher-{sha256(name.encode()).hexdigest()[:8]}"
