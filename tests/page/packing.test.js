import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./scripts.js";

const cg = load("packing");

test("columns become rows, whether their values are told one by one or by number", () => {
  const columns = { a: [1, 2, 3], kind: { of: ["x", { y: 1 }], at: [1, 0, 1] } };
  assert.deepEqual(cg.rowsOf(columns), [
    { a: 1, kind: { y: 1 } },
    { a: 2, kind: "x" },
    { a: 3, kind: { y: 1 } },
  ]);
});

test("a row lacks what is null in its column, and no columns are no rows", () => {
  assert.deepEqual(cg.rowsOf({ a: [null, 0], b: [false, null] }), [{ b: false }, { a: 0 }]);
  assert.deepEqual(cg.rowsOf({}), []);
});

test("arrows get their ends and their id back, told or not", () => {
  const { edges, loops, blocks } = cg.unpackData({
    nodes: { id: ["con:a", "con:b", "other:x:y"] },
    edges: {
      id: [null, null, null, "link:told"],
      from: [0, 1, 2, 0],
      to: [1, 0, 1, 2],
      sign: [1, -1, 0, 1],
    },
    loops: [{ name: "R1", nodes: [0, 1], edges: [0, 1] }],
    blocks: [{ title: "All", members: [2, 0] }],
  });
  assert.deepEqual(
    edges.map((edge) => edge.id),
    ["link:a+--b", "link:b---a", "other:x:y con:b", "link:told"],
  );
  assert.deepEqual([edges[2].from, edges[2].to], ["other:x:y", "con:b"]);
  assert.deepEqual(loops, [{ name: "R1", nodes: ["con:a", "con:b"], edges: ["link:a+--b", "link:b---a"] }]);
  assert.deepEqual(blocks, [{ title: "All", members: ["other:x:y", "con:a"] }]);
});

test("a card has the words of its label in the lines that are counted, or the lines that are told", () => {
  assert.equal(cg.linesOf([1, 2], "Back muscle spasm"), "Back\nmuscle spasm");
  assert.equal(cg.linesOf("Back\nmuscle…", "Back muscle spasm"), "Back\nmuscle…");
});
