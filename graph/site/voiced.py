"""Exhibits of who says what: statements, with the publishers and articles behind each."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Contradiction, Iri, Statement, Voice
from graph.site.ground import NO_ADVICE, SIGNS, Ground
from graph.site.inline import Exhibit, Part, tabulate
from graph.site.wording import said_in


def exhibit_statements(found: Sequence[Statement], ground: Ground) -> Exhibit:
    """Show what is said, by how many, and by whom, in the order given."""
    title = f"{len(found):,} statement{'' if len(found) == 1 else 's'}"
    rows = [
        (
            _what(one, ground),
            (
                Part(said_in(len(one.articles), len(one.publishers)) or _one(one)),
                *([Part("the opposite is said too", mark="small")] if one.opposite else []),
            ),
            one.modality,
            tuple(part for voice in one.voices for part in _who(voice, ground)),
            ground.cited([iri for voice in one.voices for iri in voice.claims]),
            ground.cited([iri for voice in one.voices for iri in voice.denials]),
        )
        for one in found
    ]
    headings = ("what", "how many say it", "firmest", "who", "claims", "denied by")
    return Exhibit(title=title, parts=(tabulate(title, headings, rows, ground.most),), notes=(NO_ADVICE,))


def between(entry: Contradiction, ground: Ground) -> tuple[Part, ...]:
    """Name the publishers on either side, where several articles are involved."""
    if len({*entry.articles, *entry.against_articles}) < 2:  # noqa: PLR2004 - one article speaks against itself
        return ()
    sides = (entry.publishers, entry.against_publishers)
    named = " | ".join(", ".join(_called(name, ground) for name in side) for side in sides)
    return (Part(named), Part("independent" if entry.independent else "not independent", mark="small"))


def _what(one: Statement, ground: Ground) -> str:
    end = ground.label(one.object) if one.object else f"“{one.object_literal}”"
    if one.sign:
        return f"{ground.label(one.subject)} —({SIGNS[one.sign]})→ {end}"
    words = " / ".join(ground.words.predicates.get(iri, ground.short(iri)) for iri in one.predicates)
    return f"{ground.label(one.subject)} — {words} — {end}"


def _one(one: Statement) -> str:
    return "Said in 1 article" if one.articles else "Denied only" if one.against_articles else ""


def _who(voice: Voice, ground: Ground) -> tuple[Part, ...]:
    if voice.article is None:
        return ()
    title = ground.words.sources.get(voice.article) or ground.short(voice.article)
    named = f"{voice.publisher}: {title}" if voice.publisher != voice.article else title
    denied = " (denies it)" if voice.denials and not voice.claims else ""
    return (Part(named + denied, mark="interest" if voice.interests else None),)


def _called(name: str, ground: Ground) -> str:
    """Call a publisher by its name; an article that stands for one without a name, by its title."""
    return ground.words.sources.get(Iri(name)) or name
