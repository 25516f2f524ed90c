"""What one invented article says: its claims, drawn from what may be said of its topic, and how firmly.

Shares of hedges, limits, figures and sources are those of real data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from random import Random

from invented import MEASURE, Ring, Statement, World

CONCEPTS_A_CLAIM = 0.4
LEAST_FOR_A_CYCLE = 12
#: How a figure is bounded, and the words for it.
BOUNDS = {"approximately": "about", "at-most": "at most", "at-least": "at least", "more-than": "more than"}
_OPPOSITE = {"increases": "decreases", "decreases": "increases"}
_CARE = ("treatment", "prevention")
_CITED = ("vague", "named", "candidate", "resolved")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim before it is written: what is said, and how."""

    statement: Statement
    denied: bool = False
    modality: str = "asserted"
    frequency: str | None = None
    hedge: int = 0
    bound: str | None = None
    figure: int | None = None
    months: int | None = None
    population: int | None = None
    comparator: int | None = None
    context: int | None = None
    mechanism: int | None = None
    citation: str | None = None
    again: bool = False
    inlist: str | None = None


def whole_rings(world: World, number: int) -> Sequence[Ring]:
    """Give the rings that an article tells wholly: the first of a topic all that fit, the others one."""
    topic = world.topic_of_article(number)
    rings = world.rings(topic)
    if world.sizes[number] < LEAST_FOR_A_CYCLE:
        return ()
    place = number - world.first_articles[topic]
    if place:
        return (rings[place % len(rings)],)
    told, left = [], world.sizes[number] // 2
    for ring in rings:
        if len(ring.steps) <= left:
            told.append(ring)
            left -= len(ring.steps)
    return told


def draw_claims(world: World, chance: Random, number: int) -> list[Claim]:
    """Draw the claims of an article, each relation of two concepts once: first its told cycle."""
    size, topic = world.sizes[number], world.topic_of_article(number)
    whole = whole_rings(world, number)
    statements = list(dict.fromkeys(step for ring in whole for step in ring.steps))
    cycle = len(whole[0].steps) if whole else 0
    for ring in world.rings(topic):
        statements += [step for step in ring.steps if chance.random() < 1 / 4 and step not in statements]
    taken = {(one.subject, one.target) for one in statements}
    named: set[int | None] = {end for pair in taken for end in pair}
    for drawn in islice(_drawn(world, chance, topic), 400 * size):
        if len(statements) >= size:
            break
        ends = {drawn.subject, drawn.target}
        # An article is about few things: soon most of what it says is about those it has named.
        crowded = len(named) > size * CONCEPTS_A_CLAIM and not ends <= named
        if (drawn.subject, drawn.target) in taken or (crowded and chance.random() < 3 / 4):
            continue
        taken.add((drawn.subject, drawn.target))
        named |= ends
        statements.append(drawn)
    if len(statements) < size:
        raise ValueError(f"{size} claims are more than can be said of so few concepts: take more")
    claims = [_claim(world, chance, topic, one, told=i < cycle) for i, one in enumerate(statements[:size])]
    return _listed(chance, claims, cycle)


def _drawn(world: World, chance: Random, topic: int) -> Iterator[Statement]:
    """Draw statements from the stock of a topic, and others where the stock is used up."""
    stock = world.stock(topic)
    for tries in count():
        if tries < 2 * len(stock):
            yield stock[int(len(stock) * chance.random() ** 1.6)]
        elif tries < 3 * len(stock):
            yield stock[tries - 2 * len(stock)]
        elif (drawn := world.draw(chance, topic)) is not None:
            yield drawn


def _claim(world: World, chance: Random, topic: int, statement: Statement, *, told: bool) -> Claim:
    """Say a statement: how firmly, of whom, and where; now and then deny it, or say the contrary."""
    claim = Claim(statement=statement, hedge=chance.randrange(3))
    if told:
        return claim
    claim = replace(claim, again=chance.random() < 1 / 25)
    if statement.predicate == MEASURE:
        return _figure(world, chance, topic, claim)
    claim = _limited(world, chance, topic, _firm(chance, claim))
    if any(statement in ring.steps for ring in world.rings(topic)):
        return claim
    if statement.kind != "red-flag" and claim.modality != "intended" and chance.random() < 1 / 60:
        return replace(claim, denied=True)
    if statement.kind in _CARE and chance.random() < 1 / 40:
        other = _OPPOSITE.get(statement.predicate, statement.predicate)
        return replace(claim, statement=statement._replace(predicate=other))
    return claim


def _firm(chance: Random, claim: Claim) -> Claim:
    """Say how firmly and how often, in shares as in real data."""
    modality = chance.choices(("asserted", "possible", "tentative", "intended"), (55, 29, 4, 12))[0]
    if modality == "intended":
        return replace(claim, modality=modality if claim.statement.kind in _CARE else "asserted")
    frequency = chance.choices((None, "usual", "occasional"), (84, 12, 4))[0]
    return replace(claim, modality=modality, frequency=frequency)


def _limited(world: World, chance: Random, topic: int, claim: Claim) -> Claim:
    """Say where and for whom a claim holds, by way of what, and on what source."""
    shared, own = world.shared()["Scope"], world.own(topic)
    if chance.random() < 1 / 4:
        claim = replace(claim, context=chance.choice(shared))
    if chance.random() < 1 / 12:
        claim = replace(claim, population=chance.choice([*shared, *own["Scope"]]))
    if chance.random() < 1 / 30:
        claim = replace(claim, citation=chance.choice(_CITED))
    if claim.statement.kind == "causal" and chance.random() < 1 / 15:
        claim = replace(claim, mechanism=chance.choice(own["Mechanism"]))
    return claim


def _figure(world: World, chance: Random, topic: int, claim: Claim) -> Claim:
    """Give a figure its bound, group and months; one in six differs from what others say."""
    population = chance.choice([*world.shared()["Scope"], *world.own(topic)["Scope"]])
    cited = chance.choice(_CITED) if chance.random() < 1 / 2 else None
    claim = replace(claim, population=population, citation=cited)
    bound = chance.choices(("number", "unquantified", "higher"), (70, 15, 15))[0]
    if bound == "unquantified":
        return replace(claim, bound=bound)
    if bound == "higher":
        return replace(claim, bound=bound, comparator=chance.choice(world.own(topic)["Condition"]))
    figure = claim.statement.figure or 1
    if chance.random() < 1 / 6:
        figure = (figure + chance.randrange(10, 50)) % 90 + 5
    months = chance.choice((None, 3, 6, 12, 24))
    return replace(claim, bound=chance.choice([*BOUNDS]), figure=figure, months=months)


def _listed(chance: Random, claims: Sequence[Claim], cycle: int) -> list[Claim]:
    """Put claims into lists: the told cycle, a few treatments, a few symptoms, all warning signs."""
    rest = [*claims[cycle:]]
    chance.shuffle(rest)
    told = [replace(claim, inlist="cycle") for claim in claims[:cycle]]
    listed = {"treatment": chance.randrange(3, 9), "symptom": chance.randrange(3, 9), "red-flag": 300}
    done = []
    for claim in rest:
        kind = claim.statement.kind
        if listed.get(kind, 0) > 0 and not claim.again:
            listed[kind] -= 1
            done.append(replace(claim, inlist=kind))
        else:
            done.append(claim)
    return [*told, *done]


def change_claim(claims: Sequence[Claim], edit: int) -> list[Claim]:
    """Say one claim firmer or weaker than before: another one for each edit."""
    fit = [i for i, claim in enumerate(claims) if claim.figure is None and claim.inlist != "cycle"]
    changed = [*claims]
    i = fit[(edit * 7919) % len(fit)] if fit else 0
    firmness = "possible" if claims[i].modality == "asserted" else "asserted"
    changed[i] = replace(claims[i], modality=firmness)
    return changed
