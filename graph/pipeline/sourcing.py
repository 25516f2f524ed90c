"""Source texts beside a corpus of many articles: each is held against its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.articles.shelves import Shelf
from graph.articles.units import Unit
from graph.errors import UsageError
from graph.model import ArticleSummary, Finding
from graph.pipeline.article import Wish, make_job, work_on
from graph.sources import SourceCheck, SourceFile

Articles = Sequence[tuple[Unit, tuple[ArticleSummary, ...]]]


def check_texts(
    shelf: Shelf, articles: Articles, slugs: Mapping[str, str], files: Sequence[SourceFile]
) -> tuple[tuple[SourceCheck, ...], tuple[Finding, ...]]:
    """Hold each text against the article it is of, in order; give what that showed.

    An article is found by the slug that comes with the text (`slugs` are those of all articles by IRI), or
    by its hash. Raises UsageError where neither leads to one: to look through all articles for an edition
    would take as long as a build.
    """
    checks: list[SourceCheck] = []
    findings: list[Finding] = []
    for file in files:
        unit, article = _article_of(articles, slugs, file)
        own = replace(file, slug=article.slug)  # what it is called where it is worked on alone
        worked = work_on(make_job(unit, shelf, Wish(sources=(own,))))
        checks += worked.checks
        findings += [found for check in worked.checks for found in check.findings]
    return tuple(checks), tuple(findings)


def _article_of(
    articles: Articles, slugs: Mapping[str, str], file: SourceFile
) -> tuple[Unit, ArticleSummary]:
    path = file.text.path
    for unit, summaries in articles:
        for one in summaries:
            named = file.slug is not None and file.slug == slugs[one.iri]
            if named or (file.slug is None and file.text.sha256 == one.sha256):
                return unit, one
    if file.slug is not None:
        raise UsageError(
            f"{file.slug}={path}: no article has that slug: it is what stands before the colon of its claims."
        )
    raise UsageError(
        f"{path}: this is the text of no article as it was when its claims were written: name its article, "
        f"as in SLUG={path}."
    )
