"""A site of many articles made of values: its overview, its lists, and pages for the few that it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from graph.articles.merging import Overview, choose_overview, gather
from graph.articles.summaries import restrict, summarise
from graph.derivation import derive
from graph.facts import facts_of
from graph.model import ArticleSummary, Concept, Corpus, Iri, WarningSign
from graph.site import render_page
from graph.site.catalogue import Lists
from graph.site.guide import Guide, WayBack
from tests.corpora import Said, con, concept, said_base, spoken

#: Of these articles, the first few say that a raises b; one that b raises a; one that c lowers a.
PUBLISHERS = ("Owl Press", "Owl Press", "Hen House", "Owl Press", "Hen House")


def telling() -> Corpus:
    """Make what a handful of articles say: a loop, of which all say one arrow, and what acts on it."""
    said = [Said(number, "a", 1, "b", whole=True) for number in range(len(PUBLISHERS))]
    said += [Said(0, "b", 1, "a", whole=True), Said(1, "c", -1, "a", whole=True)]
    return spoken(PUBLISHERS, said)


def listed(number: int, title: str | None = None, concepts: Sequence[str] = ("a",)) -> ArticleSummary:
    """Make the summary of an article of which nothing is shown."""
    base = said_base(number)
    signs = (
        WarningSign(claim=Iri(f"{base}c001"), label=f"Owl {number % 40}", when=(), call="calls for a keeper"),
    )
    return ArticleSummary(
        iri=Iri(f"{base}article"),
        slug=f"invented-{number}",
        title=title or f"Of owls, part {number}",
        url="https://example.org/owls",
        publisher=PUBLISHERS[number % len(PUBLISHERS)],
        published="2024-05-06" if number % 7 else None,
        sha256=None,
        claims=100 + number % 90,
        kinds=(("causal", 100 + number % 90),),
        concepts=len(concepts),
        links=3,
        loops=number % 4,
        statistics=9,
        statistics_with_source=number % 9,
        warnings=number % 2,
        interests=number % 3,
        reviewed=number % 11,
        about=tuple((con(name), 1 + number % 5) for name in sorted(concepts)),
        signs=signs[: number % 2],
        prefixes=((f"invented-{number}", base),),
    )


@dataclass(frozen=True)
class Site:
    """The files of a site by path, and what they were made from."""

    files: dict[str, str]
    guide: Guide
    overview: Overview

    def write(self, folder: Path) -> Path:
        """Write the files, one for each page that is only linked included, and give the overview's path."""
        places = {f"{place}index.html": "<!DOCTYPE html>" for place in self.guide.places.values()}
        for path, text in {**places, **self.files}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
        return folder / "index.html"


def wordy(chance: Random) -> Corpus:
    """Make what sixty articles say of a hundred concepts, in as many words as people use."""
    words = [
        "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randrange(2, 9))) for _ in range(900)
    ]
    names = [f"x{number}" for number in range(100)]
    said = [
        Said(chance.randrange(60), source, chance.choice((1, 1, -1)), target, whole=True)
        for _ in range(900)
        for source, target in (chance.sample(names, 2),)
    ]
    made = spoken([" ".join(chance.choices(words, k=2)) for _ in range(60)], said)

    def tell(count: int) -> str:
        return " ".join(chance.choices(words, k=count)).capitalize()

    return replace(
        made,
        sources=tuple(replace(one, title=tell(8)) for one in made.sources),
        concepts=tuple(replace(one, label=tell(2), definition=tell(12)) for one in made.concepts),
        claims=tuple(replace(one, label=tell(12)) for one in made.claims),
    )


def site_of(
    others: Sequence[ArticleSummary] = (), concepts: Sequence[Concept] = (), corpus: Corpus | None = None
) -> Site:
    """Make the site of `corpus`, or the telling articles, and of `others`, as a build of many does."""
    corpus = corpus or telling()
    derived = derive(corpus, most_loops=200)
    overview = choose_overview(derived.links, derived.search, derived.breaks)
    shown = gather([corpus], overview)
    own, files = [], {}
    for source in corpus.sources:
        said = restrict(corpus, [source.iri])
        alone = derive(said)
        summary = summarise(said, source, alone.links, alone.search.loops)
        own.append(summary)
        facts = facts_of(said, alone.links, alone.search.loops, alone.breaks)
        page = render_page(said, alone.links, alone.search, alone.breaks, facts, guide=WayBack())
        files[f"articles/{summary.slug}/index.html"] = page
    articles = (*own, *others)
    known = {one.iri: one for one in (*corpus.concepts, *concepts)}
    named = {iri for article in articles for iri, _ in article.about}
    known |= {iri: concept(iri.rpartition("#")[2]) for iri in sorted(named) if iri not in known}
    guide = Guide(
        articles=articles,
        places={article.iri: f"articles/{article.slug}/" for article in articles},
        publishers=len(set(PUBLISHERS)),
        claims=sum(article.claims for article in articles),
        concepts=len(known),
        loops=len(derived.search.loops),
        acting=len({entry.treatment for entry in derived.breaks}),
        told=overview.told,
        left_out=len(shown.claims) < sum(article.claims for article in articles),
    )
    lists = Lists(guide, tuple(known.values()))
    facts = facts_of(shown, overview.links, overview.search.loops, overview.breaks)
    links, search, breaks = overview.links, overview.search, overview.breaks
    page = render_page(shown, links, search, breaks, facts, guide=lists.guide)
    return Site(files={**files, **lists.render(), "index.html": page}, guide=lists.guide, overview=overview)
