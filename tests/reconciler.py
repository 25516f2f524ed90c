"""Reads facts back from the page, with nothing but its HTML, and holds them against graph.json.

It shares no code with what makes the page: the standard library's parser, and the words that
readers see, turned back into the values they stand for. What it gives are differences in plain
words, none if the page says what graph.json says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

_VOID = {"meta", "link", "input", "br", "img", "use", "path", "hr"}
_MODALITIES = {
    "Said flatly": "asserted",
    "Said as possible": "possible",
    "Said tentatively": "tentative",
    "Said as an aim": "intended",
}
_FREQUENCIES = {"as the usual case": "usual", "as an occasional case": "occasional"}
_BOUNDS = {
    "about": "approximately",
    "at most": "at-most",
    "at least": "at-least",
    "more than": "more-than",
    "less than": "less-than",
    "": "exactly",
}
_NO_NUMBER = {
    "higher, no number given": "higher",
    "lower, no number given": "lower",
    "no number given": "unquantified",
}
_UNITS = {" %": "PERCENT", " times": "ratio", "": "count"}
_CITATIONS = {
    "No source is named": "none",
    "A study is mentioned, with nothing to find it by": "vague",
    "A journal or author is named, the study is not identified": "named-unresolved",
    "The study is not named; an editor found a likely one": "candidate",
    "The study is identified": "resolved",
}
# What is written on arrows and how they are dashed, as the legend explains it.
_STATUS_MARKS = {"verified": "✓", "in-review": "…", "stale": "Δ", "disputed": "✗"}
_DEPTH_MARKS = {"checked": "⑥", "identified": "⑤", "candidate": "④", "named": "③", "unnamed": "②"}
_DASHES = {"flat": False, "hedged": [9, 6], "aim": [2, 5], "denied": [14, 4, 2, 4]}
_FIRM = {"asserted": "flat", "intended": "aim"}

Facts = dict[str, Any]


@dataclass
class Element:
    """An element of the page: its name, its attributes, and what is in it, in order."""

    name: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give the words in it, white space as one blank."""
        parts = (child if isinstance(child, str) else child.text for child in self.children)
        return re.sub(r"\s+", " ", "".join(parts)).strip()

    def find(self, name: str, **attributes: str) -> Iterator[Element]:
        """Give all elements within it of a name, with these attributes (`kind` stands for class)."""
        wanted = {"class" if key == "kind" else key: value for key, value in attributes.items()}
        for child in self.children:
            if isinstance(child, Element):
                has = all(
                    value in child.attributes.get(key, "").split()
                    if key == "class"
                    else child.attributes.get(key) == value
                    for key, value in wanted.items()
                )
                if child.name == name and has:
                    yield child
                yield from child.find(name, **attributes)

    def own(self, name: str) -> list[Element]:
        """Give its children of a name."""
        return [child for child in self.children if isinstance(child, Element) and child.name == name]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#page", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(made)
        if tag not in _VOID:
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        while tag not in _VOID and len(self._open) > 1:
            if self._open.pop().name == tag:
                break

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parse(page: str) -> Element:
    """Parse a page."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    return builder.root


def reconcile(page: str, facts: Facts) -> list[str]:
    """Give each difference between a page and the facts; the page must list all of them."""
    root = parse(page)
    payload = _payload(root)
    names = {entry["id"]: entry["label"] for entry in facts["concepts"]}
    rows = list(next(next(root.find("table", id="claim-table")).find("tbody")).find("tr"))
    found = [*_rows(rows, facts, names), *_concepts(root, facts), *_figures(root, facts)]
    found += _arrows(payload, [row.attributes["id"] for row in rows], facts)
    return [*found, *_loops(root, payload, facts)]


def reconcile_panel(cards: list[str], facts: Facts) -> list[str]:
    """Give each difference between the panel's cards of all claims, as HTML, and the facts."""
    names = {entry["id"]: entry["label"] for entry in facts["concepts"]}
    return list(_rows([_as_row(next(parse(card).find("article"))) for card in cards], facts, names))


def _as_row(card: Element) -> Element:
    """Put what a card says into the cells of the table that say the same."""
    said, relation, how, evidence, stands, where = [
        one for one in card.children if isinstance(one, Element) and one.attributes.get("class") != "name"
    ]
    stood = Element(
        "td", {}, [one.removeprefix("Review: ") if isinstance(one, str) else one for one in stands.children]
    )
    cells = [Element("td", {}, one.children) for one in (relation, how, evidence)]
    cells += [stood, Element("td", {}, where.children)]
    return Element("tr", {"id": card.attributes["data-claim"]}, [Element("th", {}, [said]), *cells])


def reconcile_drawn(drawn: list[Facts], facts: Facts) -> list[str]:
    """Give each difference between the arrows as they are drawn, with the claims they open, and the facts."""
    return list(_drawn(drawn, facts))


def _drawn(drawn: list[Facts], facts: Facts) -> Iterator[str]:
    links = {link["id"]: link for link in facts["links"]}
    claims = {claim["id"]: claim for claim in facts["claims"]}
    lines = {edge["id"]: edge for edge in drawn if edge["id"].startswith("link:")}
    yield from _same_names("arrow", list(lines), list(links))
    for name in lines.keys() & links.keys():
        edge, link, signs = lines[name], links[name], lines[name]["label"].split(" ")
        denied = all(claims[one]["polarity"] == "negated" for one in link["claims"])
        yield from _differ(f"{name} ends", [edge["from"], edge["to"]], [link["source"], link["target"]])
        word = "not" if denied else "+" if link["sign"] > 0 else "−"
        yield from _differ(f"{name} sign", (edge["bar"], signs[0]), (link["sign"] < 0, word))
        firm = "denied" if denied else _FIRM.get(link["modality"], "hedged")
        yield from _differ(f"{name} firmness", edge["dashes"], _DASHES[firm])
        yield from _differ(f"{name} status", _marked(signs, _STATUS_MARKS), _STATUS_MARKS.get(link["status"]))
        depth = _DEPTH_MARKS.get(link["citation_depth"])
        yield from _differ(f"{name} evidence", _marked(signs, _DEPTH_MARKS), depth)
        interest = any(claims[one]["interests"] for one in link["claims"])
        yield from _differ(f"{name} interest", "$" in signs, interest)
        yield from _differ(f"{name} contested", "≠" in signs, link["contested"])
        yield from _differ(f"{name} claims", sorted(edge["claims"]), sorted(link["claims"]))
    unsigned = {one for edge in drawn if not edge["id"].startswith("link:") for one in edge["claims"]}
    carried = {one for link in facts["links"] for one in link["claims"]}
    meant = [name for name, claim in claims.items() if claim["object"] and name not in carried]
    yield from _same_names("claim behind a line", sorted(unsigned), meant)


def _marked(signs: list[str], marks: dict[str, str]) -> str | None:
    """Give what the signs on an arrow say; several of one kind are told together."""
    return " ".join(sign for sign in signs if sign in marks.values()) or None


def _payload(root: Element) -> Facts:
    """Read what the picture is made of, columns back into rows and numbers back into names."""
    payload = json.loads("".join(map(str, next(root.find("script", id="data")).children)))
    nodes = [node["id"] for node in _records(payload["nodes"])]
    edges = _records(payload["edges"])
    for edge in edges:
        edge["from"], edge["to"] = nodes[edge["from"]], nodes[edge["to"]]
        # An arrow that has no name is called by its ends, and by its sign where it has one.
        start, end = (edge[side].partition(":")[2] for side in ("from", "to"))
        sign = "+" if edge["sign"] > 0 else "-"
        follows = f"link:{start}{sign}--{end}" if edge["sign"] else f"{edge['from']} {edge['to']}"
        edge["id"] = edge.get("id") or follows
    loops = [{**loop, "edges": [edges[one]["id"] for one in loop["edges"]]} for loop in payload["loops"]]
    return {"edges": edges, "loops": loops}


def _records(columns: dict[str, Any]) -> list[Facts]:
    """Turn columns into rows; a column is a list, or its values with the number of each row's."""
    lists = {
        name: [column["of"][at] for at in column["at"]] if isinstance(column, dict) else column
        for name, column in columns.items()
    }
    rows = zip(*lists.values(), strict=True)
    return [
        {name: value for name, value in zip(lists, row, strict=True) if value is not None} for row in rows
    ]


def _shown(value: Any) -> Any:
    """Give text as HTML can show it: white space is a blank, and other control characters are replaced."""
    if isinstance(value, str):
        blank = re.sub(r"\s+", " ", re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]", "\ufffd", value))
        return blank.strip()
    if isinstance(value, list | tuple):
        return type(value)(map(_shown, value))
    return {key: _shown(one) for key, one in value.items()} if isinstance(value, dict) else value


def _differ(what: str, said: object, meant: object) -> Iterator[str]:
    meant = _shown(meant)
    if said != meant:
        yield f"{what}: the page has {said!r}, graph.json {meant!r}"


def _same_names(what: str, said: list[str], meant: list[str]) -> Iterator[str]:
    yield from (f"{what} {name}: not on the page" for name in meant if name not in said)
    yield from (f"{what} {name}: not in graph.json" for name in said if name not in meant)
    yield from (f"{what} {name}: twice on the page" for name in sorted(set(said)) if said.count(name) > 1)


def _rows(rows: list[Element], facts: Facts, names: dict[str, str]) -> Iterator[str]:
    claims = {claim["id"]: claim for claim in facts["claims"]}
    yield from _same_names("claim", [row.attributes["id"] for row in rows], list(claims))
    for row in rows:
        name = row.attributes["id"]
        if name in claims:
            yield from _row(name, row, claims[name], names)


def _row(name: str, row: Element, claim: Facts, names: dict[str, str]) -> Iterator[str]:
    relation, firm, evidence, stands, where = row.own("td")
    yield from _differ(f"{name} text", next(row.own("th")[0].find("a")).text, claim["label"])
    ends = [unquote(one.attributes["href"][1:]) for one in relation.own("a")]
    meant = [end for end in (claim["subject"], claim["object"]) if end]
    yield from _differ(f"{name} ends", ends, meant)
    yield from _differ(
        f"{name} labels", [one.text for one in relation.own("a")], [names[one] for one in meant]
    )
    denied = any(one.text.startswith("not:") for one in relation.own("i"))
    yield from _differ(f"{name} denied", denied, claim["polarity"] == "negated")
    said = [(key, value) for key, _, value in (one.text.partition(": ") for one in relation.own("small"))]
    roles = [
        (word, names[iri])
        for word, key in (("when", "contexts"), ("through", "mechanisms"), ("in", "populations"))
        for iri in claim[key]
    ]
    yield from _differ(f"{name} roles", sorted(said), sorted(roles))
    yield from _differ(f"{name} firmness", _firmness(firm.text), _meant_firmness(claim))
    yield from _differ(f"{name} status", stands.text.split(" ")[0], claim["status"] + claim["citation_depth"])
    yield from _differ(f"{name} figure", _figure(evidence), _meant_figure(claim, names))
    yield from _differ(f"{name} citations", _cited(evidence), _meant_cited(claim))
    interests = sum(1 for _ in evidence.find("p", kind="interest"))
    yield from _differ(f"{name} interests", interests, len(claim["interests"]))
    links = sorted(one.attributes["href"] for one in where.find("a"))
    yield from _differ(
        f"{name} places", links, sorted(one["deep_link"] for one in claim["passages"] if one["deep_link"])
    )


def _firmness(text: str) -> tuple[str, str | None, str | None]:
    """Turn "Said as possible, as the usual case (“may”)" back into modality, frequency and hedge."""
    hedge = re.search(r" \(“(.*)”\)$", text)
    words = text.removeprefix("Denied. ")[: -len(hedge[0])] if hedge else text.removeprefix("Denied. ")
    modality, _, frequency = words.partition(", ")
    known = _FREQUENCIES.get(frequency, frequency or None)
    return _MODALITIES.get(modality, modality), known, hedge[1] if hedge else None


def _meant_firmness(claim: Facts) -> tuple[str, str | None, str | None]:
    return claim["modality"], claim["frequency"], claim["hedge"]


def _figure(cell: Element) -> tuple[str, Decimal | None, str | None, dict[str, str]] | None:
    shown = next(cell.find("p", kind="figure"), None)
    if shown is None:
        return None
    text = shown.own("b")[0].text
    details = dict(one.text.split(": ", 1) for one in shown.own("small"))
    if text in _NO_NUMBER:
        return _NO_NUMBER[text], None, None, details
    found = re.fullmatch(r"(?:(\D*?) )?(-?[\d.]+)( .*)?", text)
    if found is None:
        return text, None, None, details
    unit = _UNITS.get(found[3] or "", (found[3] or "").strip())
    return _BOUNDS.get(found[1] or "", found[1]), Decimal(found[2]), unit, details


def _meant_figure(
    claim: Facts, names: dict[str, str]
) -> tuple[str, Decimal | None, str | None, dict[str, str]] | None:
    statistic = claim["statistic"]
    if statistic is None:
        return None
    keys = {"measure": "measure", "among": "population", "outcome": "outcome", "compared with": "comparator"}
    details = {word: names[statistic[key]] for word, key in keys.items() if statistic[key]}
    months = statistic["timeframe_months"]
    if months:
        count, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
        details["within"] = f"{count} {unit}" + ("" if count == 1 else "s")
    if statistic["stated_significance"]:
        details["note"] = statistic["stated_significance"]
    if statistic["value"] is None:
        return statistic["bound"], None, None, details
    # A count and a number without a unit are written alike.
    return statistic["bound"], Decimal(str(statistic["value"])), statistic["unit"] or "count", details


def _cited(cell: Element) -> list[tuple[str, str]]:
    found = []
    for one in cell.find("p", kind="cited"):
        status = next((words for words in _CITATIONS if one.text.startswith(f"{words}: ")), "")
        found.append((_CITATIONS.get(status, one.text), next(one.find("bdi")).text))
    return sorted(found)


def _meant_cited(claim: Facts) -> list[tuple[str, str]]:
    return sorted((one["status"], re.sub(r"\s+", " ", one["as_named"]).strip()) for one in claim["citations"])


def _concepts(root: Element, facts: Facts) -> Iterator[str]:
    section = next(root.find("section", id="concepts"))
    items = [one for one in section.find("li") if "id" in one.attributes]
    known = {concept["id"]: concept for concept in facts["concepts"]}
    yield from _same_names("concept", [one.attributes["id"] for one in items], list(known))
    for group in section.find("section"):
        for item in group.find("li"):
            concept = known.get(item.attributes.get("id", ""))
            if concept is None:
                continue
            name = concept["id"]
            yield from _differ(f"{name} label", item.own("a")[0].text, concept["label"])
            yield from _differ(f"{name} kind", group.attributes["data-kind"], concept["kind"])
            alts = [one.text for span in item.find("span", kind="alts") for one in span.find("bdi")]
            yield from _differ(f"{name} other names", sorted(alts), sorted(concept["alt_labels"]))


def _figures(root: Element, facts: Facts) -> Iterator[str]:
    """Hold the cards of figures against the statistics: which there are, and which lack a source."""
    cards = {one.attributes["data-of"]: one for one in root.find("article", kind="number")}
    meant = {claim["id"]: claim for claim in facts["claims"] if claim["statistic"]}
    yield from _same_names("figure of", list(cards), list(meant))
    for name in cards.keys() & meant.keys():
        uncited = "number-uncited" in cards[name].attributes["class"].split()
        yield from _differ(f"figure of {name} without a source", uncited, not meant[name]["citations"])
        value = meant[name]["statistic"]["value"]
        heading = next(cards[name].find("b")).text
        number = re.search(r"-?\d[\d.]*", heading)
        yield from _differ(
            f"figure of {name}",
            Decimal(number[0]) if number else None,
            None if value is None else Decimal(str(value)),
        )


def _arrows(payload: Facts, rows: list[str], facts: Facts) -> Iterator[str]:
    """Hold the drawn arrows against the links."""
    claims = {claim["id"]: claim for claim in facts["claims"]}
    drawn = {edge["id"]: edge for edge in payload["edges"] if edge["sign"]}
    links = {link["id"]: link for link in facts["links"]}
    yield from _same_names("arrow", list(drawn), list(links))
    for name in drawn.keys() & links.keys():
        edge, link = drawn[name], links[name]
        yield from _differ(f"{name} ends", [edge["from"], edge["to"]], [link["source"], link["target"]])
        yield from _differ(f"{name} sign", edge["sign"], link["sign"])
        yield from _differ(
            f"{name} claims", sorted(rows[one] for one in edge["claims"]), sorted(link["claims"])
        )
        yield from _differ(f"{name} firmness", edge["firm"], _FIRM.get(link["modality"], "hedged"))
        yield from _differ(f"{name} status", edge["status"], link["status"])
        yield from _differ(f"{name} evidence", edge["depth"], link["citation_depth"])
        interest = any(claims[one]["interests"] for one in link["claims"])
        yield from _differ(f"{name} interest", (edge["interest"], "$" in edge["label"]), (interest, interest))
        yield from _differ(f"{name} contested", "≠" in edge["label"], link["contested"])


def _loops(root: Element, payload: Facts, facts: Facts) -> Iterator[str]:
    """Hold the loops against those of graph.json: rings of arrows, wherever they start."""
    drawn = {frozenset(loop["edges"]): loop for loop in payload["loops"]}
    meant = {frozenset(loop["links"]): loop for loop in facts["loops"]}
    yield from _same_names(
        "loop of", sorted(map(" ".join, map(sorted, drawn))), sorted(map(" ".join, map(sorted, meant)))
    )
    for ring in drawn.keys() & meant.keys():
        sign = {"reinforcing": 1, "balancing": -1}[meant[ring]["sign"]]
        yield from _differ(f"loop {drawn[ring]['name']} sign", drawn[ring]["sign"], sign)
        told = meant[ring]["declared_by"] is not None
        yield from _differ(f"loop {drawn[ring]['name']} told", drawn[ring]["told"] > 0, told)
    listed = [one.text.split(" ")[0] for one in root.find("li", kind="loop-item")]
    yield from _differ("loops listed", sorted(listed), sorted(loop["name"] for loop in payload["loops"]))
    acting = {
        one.attributes["data-treatment"] for one in root.find("li") if "data-treatment" in one.attributes
    }
    vicious = {loop["id"] for loop in facts["loops"] if loop["sign"] == "reinforcing"}
    said = {entry["treatment"] for entry in facts["breaks"] if entry["loop"] in vicious}
    yield from _differ("what acts on the loops", sorted(acting), sorted(said))
