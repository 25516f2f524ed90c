"""What is listed of all articles: concepts and warning signs, each with the articles that speak of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from unicodedata import combining, normalize

from graph.model import ArticleSummary, Concept, Iri, WarningSign
from graph.names import Names, with_articles
from graph.site import kinds
from graph.site.guide import Guide, Homes, by_title

#: So many lines stand on one page of another list: about 300 kB.
MOST_LINES = 1_500
#: Of the articles that speak of a concept, or tell a sign, so many are named: those with most claims of it.
MOST_NAMED = 30
_OTHER = "0–9 and others"
#: The folders of these lists.
CONCEPTS, SIGNS = "concepts", "signs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something with the articles that speak of it: their titles, paths and numbers; `more` are not named.

    A concept has its IRI and the name that is its address on the page.
    """

    label: str
    note: str
    links: tuple[tuple[str, str, int], ...]
    articles: int
    iri: Iri | None = None
    name: str = ""
    alts: tuple[str, ...] = ()

    @property
    def more(self) -> int:
        """How many articles are not named."""
        return self.articles - len(self.links)

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return 1 + len(self.links)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entries under a title."""

    title: str
    entries: tuple[Entry, ...]


def part_groups(groups: Iterable[Group]) -> Iterable[list[Group]]:
    """Part groups into pages of at most so many lines; a group that goes on has its title again."""
    page: list[Group] = []
    room = MOST_LINES
    for group in groups:
        own: list[Entry] = []
        for entry in group.entries:
            if entry.lines > room and room < MOST_LINES:
                yield [*page, *([replace(group, entries=tuple(own))] if own else [])]
                page, own, room = [], [], MOST_LINES
            own.append(entry)
            room -= entry.lines
        if own:
            page.append(replace(group, entries=tuple(own)))
    if page:
        yield page


def concept_groups(guide: Guide, concepts: Mapping[Iri, Concept]) -> list[Group]:
    """Give the concepts by first letter, each with the articles that speak of it."""
    homes = Homes(guide)
    # Those with most claims of it first, then by title.
    speaking: dict[Iri, list[tuple[int, int, ArticleSummary]]] = defaultdict(list)
    for place, article in enumerate(by_title(guide.articles)):
        for iri, count in article.about:
            speaking[iri].append((-count, place, article))
    letters: dict[str, list[tuple[str, Concept]]] = defaultdict(list)
    for concept in concepts.values():
        if concept.iri in speaking:
            folded = _folded(concept.label)
            letters[folded[0].upper() if folded[:1].isalpha() else _OTHER].append((folded, concept))
    names = Names(with_articles(speaking))
    groups = []
    for letter in sorted(letters, key=lambda one: (one == _OTHER, one)):
        entries = []
        for _, concept in sorted(letters[letter], key=lambda pair: (pair[0], pair[1].label, pair[1].iri)):
            telling = sorted(speaking[concept.iri])
            entries.append(
                Entry(
                    label=concept.label,
                    note=kinds.look(concept.kind).plural,
                    links=tuple(
                        (one.title, homes.place(one, concept.iri, start=CONCEPTS), -below)
                        for below, _, one in telling[:MOST_NAMED]
                    ),
                    articles=len(telling),
                    iri=concept.iri,
                    name=names.curie(concept.iri),
                    alts=tuple(concept.alt_labels),
                )
            )
        groups.append(Group(title=letter, entries=tuple(entries)))
    return groups


def sign_groups(guide: Guide) -> list[Group]:
    """Give the warning signs by what they call for, what most articles say first."""
    homes = Homes(guide)
    calls: dict[str, dict[tuple[str, tuple[str, ...]], list[tuple[ArticleSummary, WarningSign]]]]
    calls = defaultdict(lambda: defaultdict(list))
    for article in by_title(guide.articles):
        for sign in article.signs:
            calls[sign.call][sign.label, sign.when].append((article, sign))
    groups = [
        Group(
            title=call,
            entries=tuple(_sign(*what, told, homes) for what, told in _ranked(signs)),
        )
        for call, signs in calls.items()
    ]
    return sorted(groups, key=lambda group: (-sum(one.articles for one in group.entries), group.title))


def _ranked(
    signs: Mapping[tuple[str, tuple[str, ...]], list[tuple[ArticleSummary, WarningSign]]],
) -> list[tuple[tuple[str, tuple[str, ...]], list[tuple[ArticleSummary, WarningSign]]]]:
    return sorted(signs.items(), key=lambda item: (_folded(item[0][0]), item[0]))


def _sign(
    label: str, when: tuple[str, ...], told: Sequence[tuple[ArticleSummary, WarningSign]], homes: Homes
) -> Entry:
    firsts: dict[Iri, tuple[ArticleSummary, WarningSign]] = {}
    counts: dict[Iri, int] = defaultdict(int)
    for article, sign in told:
        firsts.setdefault(article.iri, (article, sign))
        counts[article.iri] += 1
    return Entry(
        label=label,
        note=", ".join(when),
        links=tuple(
            (article.title, homes.place(article, sign.claim, start=SIGNS), counts[article.iri])
            for article, sign in list(firsts.values())[:MOST_NAMED]
        ),
        articles=len(firsts),
    )


def _folded(label: str) -> str:
    """Give a label as it is sorted: small letters without accents."""
    plain = normalize("NFKD", label.strip()).casefold()
    return "".join(char for char in plain if not combining(char))
