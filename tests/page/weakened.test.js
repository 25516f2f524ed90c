import assert from "node:assert/strict";
import { test } from "node:test";
import { load, randomFrom } from "./scripts.js";

const cg = load("weakened");
const edge = (from, to, loop = true) => ({ id: `${from}>${to}`, from, to, loop });
/* a > b > a is a loop, b > c > b another; c > d is no part of one. */
const data = {
  edges: [edge("a", "b"), edge("b", "a"), edge("b", "c"), edge("c", "b"), edge("c", "d", false)],
  loops: [
    { name: "R1", nodes: ["a", "b"], edges: ["a>b", "b>a"] },
    { name: "R2", nodes: ["b", "c"], edges: ["b>c", "c>b"] },
  ],
  breaks: [
    ["heat", "a", [0]],
    ["cold", "b>c", [1]],
    ["rest", "a", [2]],
    ["rest", "d", [3]],
  ],
};
const firms = ["flat", "aim", "hedged", "flat"];
const weakened = (...on) => cg.weakenedBy(data, (row) => firms[row], new Set(on));
const entries = (map) => [...map].sort();

test("nothing switched on weakens nothing", () => {
  const found = weakened();
  assert.deepEqual([found.points.size, found.edges.size, found.loops.size], [0, 0, 0]);
  assert.equal(cg.weakenedInWords(found, data.loops, 0), "Nothing is switched on.");
});

test("what acts on a concept weakens the arrows that lead on from it, and its loops", () => {
  const found = weakened("heat");
  assert.deepEqual(entries(found.edges), [["a>b", "flat"]]);
  assert.deepEqual(entries(found.loops), [["R1", "flat"]]);
});

test("what acts on an arrow weakens that arrow, as an aim where it is said as one", () => {
  const found = weakened("cold");
  assert.deepEqual(entries(found.edges), [["b>c", "aim"]]);
  assert.deepEqual(entries(found.loops), [["R2", "aim"]]);
});

test("the firmest of what acts on a point counts, and what is no loop is not weakened", () => {
  assert.deepEqual(entries(weakened("rest").loops), [["R1", "hedged"]]);
  const both = weakened("rest", "heat");
  assert.deepEqual(entries(both.loops), [["R1", "flat"]]);
  assert.equal(both.edges.has("c>d"), false);
});

test("words count the loops by how firmly it is said", () => {
  const words = cg.weakenedInWords(weakened("heat", "cold"), data.loops, 2);
  assert.equal(words, "2 switched on: said to act on all 2 loops (1 flatly said, 1 only as an aim).");
  assert.match(cg.weakenedInWords(weakened("heat"), data.loops, 1), /1 of 2 loops/);
});

test("switching more on never takes anything back", () => {
  const rank = { flat: 0, hedged: 1, aim: 2 };
  const random = randomFrom(5);
  for (let round = 0; round < 200; round += 1) {
    const some = ["heat", "cold", "rest"].filter(() => random(2));
    const more = [...new Set([...some, ["heat", "cold", "rest"][random(3)]])];
    const [less, all] = [weakened(...some), weakened(...more)];
    for (const part of ["points", "edges", "loops"]) {
      for (const [id, firm] of less[part]) assert.ok(rank[all[part].get(id)] <= rank[firm]);
    }
  }
});
