"""The digest of a claim against an independent reading of its rule, by rdflib."""

from __future__ import annotations

import shutil
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
import rdflib

import graph
from graph.model import Iri
from tests.corpora import SECOND, SHIPPED

CG = rdflib.Namespace("https://w3id.org/claimgraph/vocab#")
SPACES = {
    "cg": str(CG),
    "con": "https://w3id.org/claimgraph/concept#",
    "ag": "https://w3id.org/claimgraph/agent#",
}


def digest_of(triples: rdflib.Graph, claim: str) -> str:
    """Give the digest as model.md states it, in another way than the code has it."""
    spaces = {"a": claim.split("#", maxsplit=1)[0] + "#", **SPACES}

    def written(term: rdflib.term.Node) -> str:
        if isinstance(term, rdflib.Literal):
            if term.datatype in {rdflib.XSD.decimal, rdflib.XSD.integer}:
                number = f"{Decimal(str(term)):f}"
                number = number.rstrip("0").rstrip(".") if "." in number else number
                return f'"{number}"^^<{term.datatype}>'
            return str(rdflib.Literal(str(term), lang=term.language).n3())
        for prefix, space in spaces.items():
            if str(term).startswith(space):
                return prefix + ":" + str(term)[len(space) :]
        return f"<{term}>"

    nodes = [rdflib.URIRef(claim), *triples.objects(rdflib.URIRef(claim), CG.statistic)]
    lines = [
        f"{written(s)} {written(p)} {written(o)} .\n"
        for node in nodes
        for s, p, o in triples.triples((node, None, None))
        if p not in {CG.passage, rdflib.SKOS.editorialNote}
    ]
    return sha256("".join(sorted(lines)).encode("utf-8")).hexdigest()


@pytest.mark.parametrize("folder", [SHIPPED, SECOND], ids=["shipped", "second"])
def test_digests_follow_the_stated_rule(folder: Path) -> None:
    """Every claim's, by two programs that share nothing."""
    triples = rdflib.Graph()
    for file in sorted(folder.rglob("*.ttl")):
        triples.parse(file, format="turtle")
    for claim in graph.load_corpus(folder).claims:
        assert claim.digest == digest_of(triples, claim.iri), claim.iri


def changed(tmp_path: Path, before: str, after: str) -> tuple[dict[Iri, str], dict[Iri, str]]:
    """Give the digests of the second data set before and after an edit of its first article."""
    folder = tmp_path / "data"
    shutil.copytree(SECOND, folder)
    file = folder / "screens-and-blinking.ttl"
    text = file.read_text(encoding="utf-8")
    assert before in text
    first = {claim.iri: claim.digest for claim in graph.load_corpus(folder).claims}
    file.write_text(text.replace(before, after), encoding="utf-8")
    return first, {claim.iri: claim.digest for claim in graph.load_corpus(folder).claims}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Around one adult in seven", "About one adult in seven"),
        ("cg:value 15.0", "cg:value 16.0"),
        ("cg:bound cg:approximately ; cg:value 15.0", "cg:bound cg:at-least ; cg:value 15.0"),
    ],
    ids=["label", "value", "bound"],
)
def test_an_edit_of_the_claim_changes_its_digest_and_no_other(
    tmp_path: Path, before: str, after: str
) -> None:
    """The statistic is part of the claim."""
    first, then = changed(tmp_path, before, after)
    assert [iri.rpartition("/")[2] for iri in first if first[iri] != then[iri]] == [
        "screens-and-blinking#c001"
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("cg:value 15.0", "cg:value 15.00"),
        ("cg:start 49 ; cg:end 99", "cg:start 48 ; cg:end 99"),
        ("    cg:passage a:c001-p .", '    cg:passage a:c001-p ; skos:editorialNote "look again"@en .'),
        ("article/screens-and-blinking#", "article/screens-and-blinking-moved#"),
    ],
    ids=["spelling of a number", "place of the passage", "note", "another address"],
)
def test_what_is_not_the_claim_leaves_its_digest(tmp_path: Path, before: str, after: str) -> None:
    """A passage that moves, a curator's note, a number's zeros, a rebase."""
    head = "@prefix rdf: "
    folder = tmp_path / "data"
    shutil.copytree(SECOND, folder)
    file = folder / "screens-and-blinking.ttl"
    skos = f"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n{head}"
    text = file.read_text(encoding="utf-8").replace(head, skos, 1)
    assert before in text
    file.write_text(text, encoding="utf-8")
    first = [claim.digest for claim in graph.load_corpus(folder).claims]
    file.write_text(text.replace(before, after), encoding="utf-8")
    assert sorted(claim.digest for claim in graph.load_corpus(folder).claims) == sorted(first)
