"""The shapes: each says why it is there and what to do, and each is shown broken."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from graph import resources
from graph.store import Document, open_store

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = tomllib.loads(
    (HERE / "data" / "shapes" / "cases.toml").read_text(encoding="utf-8")
)["case"]

# Rules of findings that no case of cases.toml gives, each with the reason.
NO_CASE = {
    "I01-unreviewed",  # hints do not count as findings of a case: test_validation.py shows all five
    "I02-mapping",
    "I03-flat",
    "I04-months",
    "I04-population",
    "W02-identified",  # the good data have it: a source nobody can find is no mistake
}


class TestPromises:
    """What every rule is, for those who meet it."""

    STATEMENT = re.compile(r"^shape:([\w-]+) a sh:(\w+) ;\n((?:(?!^shape:).*\n)*)", re.MULTILINE)
    FILES = sorted((HERE.parent / "graph" / "shapes").glob("*.ttl"))

    def statements(self) -> dict[str, str]:
        """Give each shape and constraint with its text."""
        return {
            match[1]: match[3]
            for path in self.FILES
            for match in self.STATEMENT.finditer(path.read_text("utf-8"))
        }

    def test_each_file_of_shapes_can_be_read_alone(self) -> None:
        """A file of shapes is Turtle by itself, so an editor understands it."""
        for path in self.FILES:
            assert open_store().load(Document(path=path.name, graph="urn:x", text=path.read_bytes())) > 0

    def test_each_rule_says_why_and_what_to_do(self) -> None:
        """Each shape has a comment, and each that judges a message: a sentence with its remedy."""
        silent = {
            "NoQuote",
            "Statistic",
            "StatisticEditors",
            "Citation",
            "Interest",
            "Review",
            "ReviewEditors",
            "Concept",
        }
        silent |= {
            "Article",
            "Section",
            "List",
            "Draft",
            "NoDirect",
            "ClaimEditors",
            "ClaimHints",
            "Mapped",
            "Loop",
            "Term",
            "Predicate",
        }
        for name, text in self.statements().items():
            assert re.search(r'rdfs:comment "[A-Z0-9\\][^\n]+[.]"@en', text), name
            message = re.search(r'sh:message "((?:\\.|[^"\\])+)"', text)
            assert (message is None) == (name in silent), name
            if message:
                assert re.fullmatch(r"[A-Z].+[:;] .+\.", message[1]), message[1]

    def test_each_rule_has_a_bad_example(self) -> None:
        """Each rule that can be broken is broken by a case, and each case names rules that exist."""
        rules = {name for name in self.statements() if re.match(r"[VWI]\d\d-", name)}
        rules |= {"V01", "V03", "V07", "V16"}
        shown = {entry.split()[0] for case in CASES for entry in case["gives"]}
        assert rules - shown == NO_CASE
        assert {rule for rule in shown - rules if not rule.startswith("V00-")} == {"W09-opposite"}

    def test_each_constraint_gives_one_result_a_fault(self) -> None:
        """Constraints in SPARQL say DISTINCT."""
        for name, text in self.statements().items():
            assert text.count("SELECT") == text.count("SELECT DISTINCT $this"), name

    def test_each_class_that_people_write_has_a_shape(self) -> None:
        """Every authored class of the vocabulary is the target of a shape, or below one."""
        ontology = resources.ontology().decode()
        classes = re.findall(r"^(cg:\w+) a rdfs:Class ;((?:.*\n)*?)(?=^cg:|\Z)", ontology, re.MULTILINE)
        shapes = resources.shapes()
        for name, text in classes:
            if "cg:layer cg:authored" in text and "rdfs:subClassOf skos:Concept" not in text:
                assert re.search(rf"sh:targetClass[^.;]*{name}\b", shapes), name
