"""How invented articles word what they say, and how a label says it in other words."""

from __future__ import annotations

from drafts import BOUNDS, Claim
from invented import World

# How a relation is said in a text, after a hedge and without one, and how a label turns it round.
_SAID = {
    "causes": ("bring on", "brings on", "brought on by"),
    "contributesTo": ("add to", "adds to", "added to by"),
    "increases": ("raise", "raises", "raised by"),
    "worsens": ("worsen", "worsens", "worsened by"),
    "relieves": ("ease", "eases", "eased by"),
    "decreases": ("lower", "lowers", "lowered by"),
    "prevents": ("prevent", "prevents", "kept away by"),
    "treats": ("treat", "treats", "treated with"),
    "hasSymptom": ("show as", "shows as", "a symptom of"),
    "diagnoses": ("detect", "detects", "detected with"),
    "rulesOut": ("rule out", "rules out", "excluded with"),
    "warrants": ("call for", "calls for", "called for by"),
    "isA": ("be a kind of", "is a kind of", "the wider kind of"),
    "hasPart": ("include", "includes", "a part of"),
    "locatedIn": ("sit in", "sits in", "the place of"),
    "hasFunction": ("serve", "serves", "the work of"),
    "coOccursWith": ("come along with", "comes along with", "seen together with"),
    "precedes": ("come before", "comes before", "put after"),
    "alsoKnownAs": ("be known as", "is known as", "a name of"),
}
_HEDGES = {"possible": ("may", "can", "could"), "tentative": ("might",), "intended": ("is meant to",)}
_HEDGES = {"possible": ("may", "can", "could"), "tentative": ("might",), "intended": ("is meant to",)}
_FREQUENCIES = {"usual": "often", "occasional": "sometimes"}
LEADS = tuple(
    """\
Our desk has learned that
Readers ask us whether
The page goes on that
It is told that
Seen from here,
In plain words,
The same hand writes that
Further down we read that
Next to it stands that
Put in one line,
Nobody here hides that
The column repeats that
By this account,
To say it once,
Listed among them is that
A box beside says that
Told at the counter,
On the same page,
Under the picture stands that
Our guest adds that
Between two pictures,
As printed before,
In the next line,
Set in small type,
""".splitlines()
)
# No last word of these stands in another part of a sentence: it is where a passage ends.
TAILS = tuple(
    """\
in the weeks that follow
over the course of a year
as the days grow short
at rest and at work
on the way back home
from one visit to the next
in town and country alike
under an open sky
well before anybody notices
through summer and winter
at any hour of the night
""".splitlines()
)


def hedge_of(claim: Claim) -> str:
    """Give the words that weaken a claim: how firmly, then how often."""
    hedges = _HEDGES.get(claim.modality, ("",))
    return f"{hedges[claim.hedge % len(hedges)]} {_FREQUENCIES.get(claim.frequency or '', '')}".strip()


def other_name(world: World, concept: int) -> str:
    """Give what a concept is called as well, where an article says so."""
    return f"{world.word(concept)} thing"


def speak(world: World, claim: Claim) -> str:
    """Say a claim in the words of its article."""
    said = claim.statement
    subject = world.name(said.subject)
    if claim.bound:
        group = f"of people in the {world.name(claim.population or 0)}"
        measured = f"as told by the {world.name(said.target or 0)}"
        if claim.comparator is not None:
            return f"{subject} is higher than {world.name(claim.comparator)} {group}, {measured},"
        share = "a share" if claim.figure is None else f"{BOUNDS[claim.bound]} {claim.figure} percent"
        time = f" within {claim.months} months" if claim.months else ""
        return f"{subject} reaches {share} {group}{time}, {measured},"
    after, plain, _ = _SAID[said.predicate]
    target = other_name(world, said.subject) if said.target is None else world.name(said.target)
    often = f"{_FREQUENCIES[claim.frequency]} " if claim.frequency else ""
    hedges = _HEDGES.get(claim.modality)
    if hedges:
        verb = f"{hedges[claim.hedge % len(hedges)]} {'not ' if claim.denied else ''}{often}{after}"
    else:
        verb = f"does not {often}{after}" if claim.denied else f"{often}{plain}"
    limits = ""
    if claim.context is not None:
        limits += f" within the {world.name(claim.context)}"
    if claim.mechanism is not None:
        limits += f" by way of the {world.name(claim.mechanism)}"
    if claim.population is not None:
        limits += f" for people in the {world.name(claim.population)}"
    return f"{subject} {verb} {target}{limits}"


def label_of(world: World, claim: Claim) -> str:
    """Say a claim in our words."""
    said = claim.statement
    subject = world.name(said.subject)
    if claim.bound:
        measure = world.name(said.target or 0).capitalize()
        if claim.comparator is not None:
            other = world.name(claim.comparator)
            return f"{measure} is said to be above that of {other} where there is {subject}."
        share = "some share" if claim.figure is None else f"{BOUNDS[claim.bound]} {claim.figure} in a hundred"
        return f"{measure} for {subject} is given as {share}."
    target = other_name(world, said.subject) if said.target is None else world.name(said.target)
    hedge = f" ({hedge_of(claim)})" if hedge_of(claim) else ""
    return (
        f"{target.capitalize()} is said {'not ' if claim.denied else ''}to be "
        f"{_SAID[said.predicate][2]} {subject}{hedge}."
    )
