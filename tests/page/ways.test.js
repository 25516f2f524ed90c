import assert from "node:assert/strict";
import { test } from "node:test";
import { load, randomFrom } from "./scripts.js";

const cg = load("ways");
const arrow = (id, from, to, sign = 1, firm = "flat") => ({ id, from, to, sign, firm });
const ids = (way) => way?.map((one) => one.id) ?? null;

test("a way goes along the arrows only", () => {
  const arrows = [arrow("1", "a", "b"), arrow("2", "c", "b")];
  assert.deepEqual(ids(cg.shortestWay(arrows, "a", "b")), ["1"]);
  assert.equal(cg.shortestWay(arrows, "b", "a"), null);
  assert.equal(cg.shortestWay(arrows, "a", "c"), null);
  assert.equal(cg.shortestWay(arrows, "a", "a"), null);
});

test("of ways as short as each other the firmest is chosen", () => {
  const arrows = [
    arrow("1", "a", "b", 1, "hedged"),
    arrow("2", "b", "d"),
    arrow("3", "a", "c"),
    arrow("4", "c", "d"),
    arrow("5", "a", "d", -1, "aim"),
  ];
  assert.deepEqual(ids(cg.shortestWay(arrows.slice(0, 4), "a", "d")), ["3", "4"]);
  assert.deepEqual(ids(cg.shortestWay(arrows, "a", "d")), ["5"]);
});

test("two minus signs on the way are a plus, and an arrow without a sign leaves it open", () => {
  assert.equal(cg.signOf([arrow("1", "a", "b", -1), arrow("2", "b", "c", -1)]), 1);
  assert.equal(cg.signOf([arrow("1", "a", "b", -1), arrow("2", "b", "c", 1)]), -1);
  assert.equal(cg.signOf([arrow("1", "a", "b", -1), arrow("2", "b", "c", 0)]), 0);
});

/* Every way of up to `most` arrows, tried one after the other. */
function allWays(arrows, start, end, most) {
  const found = [];
  const walk = (way, at) => {
    if (at === end && way.length) found.push(way);
    else if (way.length < most) for (const one of arrows) if (one.from === at) walk([...way, one], one.to);
  };
  walk([], start);
  return found;
}

test("no way is shorter, and none as short is firmer, on random graphs", () => {
  const random = randomFrom(7);
  for (let round = 0; round < 60; round += 1) {
    const firm = () => ["flat", "hedged"][random(2)];
    const arrows = Array.from({ length: 9 }, (_, number) =>
      arrow(String(number), `n${random(6)}`, `n${random(6)}`, [-1, 1][random(2)], firm()),
    );
    const way = cg.shortestWay(arrows, "n0", "n1");
    const costs = allWays(arrows, "n0", "n1", 5).map((one) => one.length * 100 + softOf(one));
    assert.equal(way ? way.length * 100 + softOf(way) : Infinity, Math.min(Infinity, ...costs));
    if (!way) continue;
    assert.equal(way[0].from, "n0");
    assert.equal(way.at(-1).to, "n1");
    for (let at = 1; at < way.length; at += 1) assert.equal(way[at].from, way[at - 1].to);
  }
});

const softOf = (way) => way.filter((one) => one.firm !== "flat").length;

test("a neighbourhood counts steps whichever way the arrows point", () => {
  const arrows = [arrow("1", "a", "b"), arrow("2", "c", "a"), arrow("3", "b", "d"), arrow("4", "d", "e")];
  const near = (steps) => Object.fromEntries(cg.stepsAround(arrows, ["a"], steps));
  assert.deepEqual(near(1), { b: { steps: 1, side: "after" }, c: { steps: 1, side: "before" } });
  assert.deepEqual(near(2).d, { steps: 2, side: "after" });
  assert.deepEqual(Object.keys(near(3)).sort(), ["b", "c", "d", "e"]);
});

test("who is on both sides stands before, and an arrow to itself is no neighbour", () => {
  const arrows = [arrow("1", "a", "b"), arrow("2", "b", "a"), arrow("3", "a", "a")];
  assert.deepEqual(Object.fromEntries(cg.stepsAround(arrows, ["a"], 2)), {
    b: { steps: 1, side: "before" },
  });
});

test("the neighbours of an arrow's ends stay at their ends", () => {
  const arrows = [arrow("1", "a", "b"), arrow("2", "c", "b"), arrow("3", "a", "d")];
  assert.deepEqual(Object.fromEntries(cg.stepsAround(arrows, ["a", "b"], 1)), {
    d: { steps: 1, side: "before" },
    c: { steps: 1, side: "after" },
  });
});
