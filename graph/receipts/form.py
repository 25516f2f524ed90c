r"""The file of a receipt, ``claimgraph-receipt`` version 1: written the same each time, read with care.

JSON in UTF-8, keys sorted and nothing between them, but a line for each article, rule, file and claim::

    {
    "format":"claimgraph-receipt",
    "version":1,
    "articles":[
    {"article":"https://…#article","claims":2,"claims_sha256":"…","passages":2,"text_length":…,"text_sha256":"…"}
    ],
    "rules":{
    "hedge":{"files":["graph/text/cues.py",…],"version":"…"}
    },
    "files":{
    "graph/text/cues.py":"…"
    },
    "claims":[
    {"article":…,"claim":…,"claim_sha256":…,"names_sha256":…,"passages":[
     {"checks":[{"read":["own"],"result":"supports","rule":"hedge"}],"passage":…,"passage_sha256":…,"texts":{…}}]}
    ],
    "seal":"…"
    }

A claim takes one line; `claims_sha256` is that of the lines of an article's claims, each ended by a line
feed. There is no time in it, no path, and no word of an article. The seal is the SHA-256 of all bytes above
its line. It shows a slip, not a forgery: who does not trust a receipt reruns it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Final, NoReturn

from graph.errors import FileUnreadable
from graph.model import Iri
from graph.receipts.rules import RuleVersions
from graph.receipts.values import ArticleRead, Check, Entry, Receipt, Stretch, parts_read

FORMAT: Final = "claimgraph-receipt"
VERSION: Final = 1
#: What every receipt begins with.
OPENING: Final = f'{{\n"format":"{FORMAT}",\n'.encode()
_LONGEST_NAME = 40
_MOST_VERSIONS = 1000
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ANEW = "take the file as claimgraph verify --receipt wrote it, or make it anew"


def render_receipt(receipt: Receipt) -> bytes:
    """Give the bytes of the file; equal receipts have equal ones. Linear."""
    lines = ["{", f'"format":{_json(FORMAT)},', f'"version":{VERSION},']
    passages: dict[Iri, set[Iri]] = defaultdict(set)
    claims: dict[Iri, list[str]] = defaultdict(list)
    for entry in receipt.entries:
        passages[entry.article].update(stretch.passage for stretch in entry.stretches)
        claims[entry.article].append(_json(_entry_facts(entry)))
    lines += _listed(
        "articles",
        (
            _json(
                {
                    "article": one.article,
                    "claims": len(claims[one.article]),
                    "claims_sha256": sha256(_lines(claims[one.article])).hexdigest(),
                    "passages": len(passages[one.article]),
                    "text_length": one.text_length,
                    "text_sha256": one.text_sha256,
                }
            )
            for one in receipt.articles
        ),
        "[]",
    )
    rules = receipt.rules
    lines += _listed(
        "rules",
        (
            f"{_json(rule)}:{_json({'files': files, 'version': rules.version(rule)})}"
            for rule, files in sorted(rules.files_of.items())
        ),
        "{}",
    )
    lines += _listed("files", (f"{_json(n)}:{_json(h)}" for n, h in sorted(rules.hashes.items())), "{}")
    lines += _listed("claims", (line for one in receipt.articles for line in claims[one.article]), "[]")
    above = _lines(lines)
    return above + f'"seal":"{sha256(above).hexdigest()}"\n}}\n'.encode()


def read_receipt(content: bytes, path: str) -> Receipt:
    """Read the file of a receipt; `path` is how messages call it.

    Raises FileUnreadable for what is no receipt, is of another version, or is not as it was written.
    """
    try:
        facts = json.loads(content)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        whole = not content.startswith(OPENING)
        what = "it is not JSON" if whole else "it is a receipt that is cut off or damaged"
        raise FileUnreadable(path, f"{what}{where}: {_ANEW}.") from error
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise FileUnreadable(path, f"it is no receipt of a verification ({FORMAT}): {_ANEW}.")
    version = facts.get("version")
    if version != VERSION or isinstance(version, bool):
        raise FileUnreadable(
            path,
            f"it is a receipt of {_named(version)}, and this Claimgraph reads version {VERSION}: check it "
            "with the Claimgraph that wrote it, or make it anew.",
        )
    receipt = _Reader(path).receipt(facts)
    if render_receipt(receipt) != content:
        _refuse(path, "it is not as it was written")
    return receipt


def _named(version: object) -> str:
    is_number = isinstance(version, int) and not isinstance(version, bool) and 0 <= version < _MOST_VERSIONS
    return f"version {version}" if is_number else "no known version"


def _refuse(path: str, detail: str) -> NoReturn:
    raise FileUnreadable(path, f"this receipt has been edited or damaged ({detail}): {_ANEW}.")


def _entry_facts(entry: Entry) -> Mapping[str, object]:
    """Give a claim's line; of the parts of the text, those that a check read."""
    read = parts_read(entry)
    return {
        "article": entry.article,
        "claim": entry.claim,
        "claim_sha256": entry.claim_sha256,
        "names_sha256": entry.names_sha256,
        "passages": [
            {
                "passage": stretch.passage,
                "passage_sha256": stretch.data_sha256,
                "texts": {p: h for p, h in stretch.texts.items() if (stretch.passage, p) in read},
                "checks": [_check_facts(check) for check in stretch.checks],
            }
            for stretch in entry.stretches
        ],
    }


def _check_facts(check: Check) -> Mapping[str, object]:
    facts: dict[str, object] = {"rule": check.rule, "result": check.result, "read": check.read}
    if check.change is not None:
        facts["change"] = check.change
    if check.place is not None:
        facts["place"] = check.place
    if check.reasons_sha256 is not None:
        facts["reasons_sha256"] = check.reasons_sha256
    return facts


def _listed(name: str, rows: Iterable[str], brackets: str) -> list[str]:
    """Give the lines of a list or object, each row on one of its own."""
    found = list(rows)
    commas = [*("," for _ in found[1:]), ""]
    inside = [f"{row}{comma}" for row, comma in zip(found, commas, strict=False)]
    return [f"{_json(name)}:{brackets[0]}", *inside, f"{brackets[1]},"]


def _lines(rows: Iterable[str]) -> bytes:
    # A letter that UTF-8 has not can come from a damaged file only.
    return "".join(f"{row}\n" for row in rows).encode(errors="surrogatepass")


def _json(facts: object) -> str:
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class _Reader:
    """Takes the values of a receipt out of what JSON gave; nothing in it is believed unseen."""

    def __init__(self, path: str) -> None:
        self._path = path

    def receipt(self, facts: dict[str, Any]) -> Receipt:
        """Give the receipt, its counts and seal not compared yet."""
        return Receipt(
            articles=tuple(self._article(one) for one in self._rows(facts, "articles")),
            rules=self._rules(self._object(facts, "rules"), self._object(facts, "files")),
            entries=tuple(self._entry(one) for one in self._rows(facts, "claims")),
        )

    def _article(self, facts: dict[str, Any]) -> ArticleRead:
        return ArticleRead(
            article=Iri(self._text(facts, "article")),
            text_length=self._number(facts.get("text_length")),
            text_sha256=self._hash(facts, "text_sha256"),
        )

    def _rules(self, rules: dict[str, Any], files: dict[str, Any]) -> RuleVersions:
        files_of = {}
        for name in rules:
            listed = self._texts(self._object(rules, name), "files")
            if not set(listed) <= files.keys():
                self._fail("files")
            files_of[name] = listed
        return RuleVersions(files_of=files_of, hashes={name: self._hash(files, name) for name in files})

    def _entry(self, facts: dict[str, Any]) -> Entry:
        return Entry(
            article=Iri(self._text(facts, "article")),
            claim=Iri(self._text(facts, "claim")),
            claim_sha256=self._hash(facts, "claim_sha256"),
            names_sha256=self._hash(facts, "names_sha256"),
            stretches=tuple(self._stretch(one) for one in self._rows(facts, "passages")),
        )

    def _stretch(self, facts: dict[str, Any]) -> Stretch:
        texts = self._object(facts, "texts")
        return Stretch(
            passage=Iri(self._text(facts, "passage")),
            data_sha256=self._hash(facts, "passage_sha256"),
            texts={part: self._hash(texts, part) for part in texts},
            checks=tuple(self._check(one) for one in self._rows(facts, "checks")),
        )

    def _check(self, facts: dict[str, Any]) -> Check:
        place = facts.get("place")
        if place is not None:
            if not isinstance(place, list) or len(place) != len(("start", "end")):
                self._fail("place")
            place = self._number(place[0]), self._number(place[1])
        return Check(
            rule=self._text(facts, "rule"),
            result=self._text(facts, "result"),
            read=self._texts(facts, "read"),
            change=None if facts.get("change") is None else self._text(facts, "change"),
            place=place,
            reasons_sha256=self._hash(facts, "reasons_sha256") if "reasons_sha256" in facts else None,
        )

    def _rows(self, facts: dict[str, Any], name: str) -> list[dict[str, Any]]:
        rows = facts.get(name)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._fail(name)
        return rows

    def _object(self, facts: dict[str, Any], name: str) -> dict[str, Any]:
        value = facts.get(name)
        if not isinstance(value, dict):
            self._fail(name)
        return value

    def _texts(self, facts: dict[str, Any], name: str) -> tuple[str, ...]:
        values = facts.get(name)
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self._fail(name)
        return tuple(values)

    def _text(self, facts: dict[str, Any], name: str) -> str:
        value = facts.get(name)
        if not isinstance(value, str):
            self._fail(name)
        return value

    def _hash(self, facts: dict[str, Any], name: str) -> str:
        value = self._text(facts, name)
        if not _SHA256.fullmatch(value):
            self._fail(name)
        return value

    def _number(self, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            self._fail("a position")
        return value

    def _fail(self, name: str) -> NoReturn:
        _refuse(self._path, f"{name[:_LONGEST_NAME]!r} is missing or is no such value")
