import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./scripts.js";

const cg = load("shared");

test("a number of things is written in groups of three, and read back", () => {
  assert.deepEqual([0, 999, 1000, 12345, 1234567].map(cg.many), ["0", "999", "1,000", "12,345", "1,234,567"]);
  for (const count of [0, 7, 1000, 999999, 1000000]) assert.equal(cg.numberIn(cg.many(count)), count);
});

test("a text is the number that it begins with; what is none is nothing", () => {
  assert.equal(cg.numberIn("1,203 of 20,000"), 1203);
  assert.equal(cg.numberIn(""), 0);
  assert.equal(cg.numberIn("none"), 0);
});
