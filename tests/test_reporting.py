"""Where errors are reported: one mail address or an https address, and nothing else becomes a link."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.derivation import derive
from graph.errors import UsageError
from graph.facts import facts_of
from graph.model import Corpus, Iri, Review
from graph.pipeline import load_corpus
from graph.site import render_page
from graph.site.reporting import PLACE, report_template
from tests.corpora import SECOND, run_cli


@pytest.mark.parametrize(
    ("address", "template"),
    [
        ("mailto:a.b+c@site.example", "mailto:a.b+c@site.example?subject=Error%20in%20claim%20{claim}"),
        ("https://site.example/e", "https://site.example/e?claim={claim}"),
        ("https://site.example/e?x=1", "https://site.example/e?x=1&claim={claim}"),
        ("https://site.example:8443/e#form", "https://site.example:8443/e?claim={claim}#form"),
        ("https://site.example/new?title={claim}", "https://site.example/new?title={claim}"),
        ("https://site.example/{claim}/{claim}", "https://site.example/{claim}/{claim}"),
    ],
)
def test_the_name_of_the_claim_has_a_place(address: str, template: str) -> None:
    """In the subject of a mail, as a parameter, or where the address says."""
    assert report_template(address) == template


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://site.example/",
        "https:site.example",
        "https://",
        "https://user:secret@site.example/",
        "https://{claim}.example/",
        "https://site.example/a b",
        "https://site.example/<x>",
        'https://site.example/"onclick=',
        "https://site.example/{other}",
        "https://[",
        "https://site.example:port/",
        "mailto:",
        "mailto:nobody",
        "mailto:a@b?cc=c@d",
        "mailto:a@b,c@d",
        "mailto:a%0Ab@c",
        "desk@site.example",
        " mailto:a@b.example",
        "mailto:a@b.example\n",
    ],
)
def test_what_is_no_plain_address_is_refused(address: str) -> None:
    """No script, no unsafe web address, no second recipient, nothing that would want encoding."""
    with pytest.raises(UsageError, match="neither mailto: with one address nor https://"):
        report_template(address)


@given(st.text(max_size=40))
def test_whatever_is_let_through_is_an_address_with_a_place(text: str) -> None:
    """Any text either is refused or gives a template of one of the two kinds."""
    for address in (text, f"https://{text}", f"mailto:{text}"):
        try:
            template = report_template(address)
        except UsageError:
            continue
        assert PLACE in template
        assert template.lower().startswith(("mailto:", "https://"))
        assert not set(template) & set(" <>\"'\\`\n\r\t") - {"'", "`"}


def test_the_place_is_a_parameter_of_its_own() -> None:
    """What the address already asks for stays."""
    parts = urlsplit(report_template("https://site.example/e?claim=old&x=1").replace(PLACE, "a%3Ac001"))
    assert parse_qs(parts.query) == {"claim": ["old", "a:c001"], "x": ["1"]}


def test_a_build_with_a_bad_address_writes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Wrong usage: exit code 2, one sentence, no folder."""
    out = tmp_path / "site"
    outcome = run_cli(capsys, "build", "--data", SECOND, "--out", str(out), "--report-to", "ftp://x")
    assert outcome.code == 2
    assert "--report-to ftp://x: neither mailto:" in outcome.err
    assert not out.exists()


def test_a_build_puts_the_address_into_the_page(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The general link has no claim's name; scripts get the template."""
    out = tmp_path / "site"
    outcome = run_cli(
        capsys, "build", "--data", SECOND, "--out", str(out), "--report-to", "mailto:desk@site.example"
    )
    assert outcome.code == 0
    page = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="mailto:desk@site.example?subject=Error%20in%20claim%20"' in page
    assert '"report":' in page.replace('"report" :', '"report":')


def test_the_page_says_when_it_was_last_checked() -> None:
    """The day of the newest review, in the reviewer's own time zone; without any, that there was none."""
    made = load_corpus(SECOND)
    assert "<b>not yet reviewed</b>" in page_of(replace(made, reviews=()))
    older = Review(
        iri=Iri("https://site.example/r1"),
        claim=made.claims[0].iri,
        axis="fidelity",
        verdict="faithful",
        reviewer=Iri("https://site.example/a"),
        time=datetime(2026, 3, 1, 12, tzinfo=UTC),
        passage_hashes=(),
        digest="",
    )
    newer = replace(older, time=datetime(2026, 3, 2, 23, 30, tzinfo=timezone(timedelta(hours=-5))))
    page = page_of(replace(made, reviews=(newer, older)))
    assert "<b>not yet reviewed</b>" not in page
    assert '<time datetime="2026-03-02">' in page


def page_of(made: Corpus) -> str:
    """Render the page of a corpus."""
    derived = derive(made)
    facts = facts_of(made, derived.links, derived.search.loops, derived.breaks)
    return render_page(made, derived.links, derived.search, derived.breaks, facts)
