import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./scripts.js";

function made() {
  const cg = load("permalink");
  cg.addressField("node", { check: (text) => (text.includes("nothing") ? undefined : text) });
  cg.addressField("step", { check: (text, { node }) => (node ? Number.parseInt(text, 10) : undefined) });
  cg.addressField("kind", { check: (text) => text, carried: true, wire: true });
  return cg;
}
const none = () => ({});

test("a view goes into the address and comes back the same, whatever its text", () => {
  const cg = made();
  for (const node of ["con:gap", "a&b=c", "#", "100 %", "%41", "é☃𝕊", "<img src=x>", "a,b"]) {
    const state = { node, step: 3, kind: "-a%2Cb,c" };
    assert.deepEqual(cg.readAddress(cg.writeAddress(state), none), state);
  }
});

test("fields stand in one order, and what has no value is left out", () => {
  const cg = made();
  assert.equal(cg.writeAddress({ kind: "x", step: undefined, node: "b" }), "#node=b&kind=x");
  assert.equal(cg.writeAddress({}), "#");
});

test("what is not known, twice there, or of no use is passed over", () => {
  const cg = made();
  const read = (hash) => cg.readAddress(hash, none);
  assert.deepEqual(read("#node=a&node=b&other=c"), { node: "a" });
  assert.deepEqual(read("#step=2"), {});
  assert.deepEqual(read("#node=nothing&step=2"), {});
  assert.deepEqual(read("#__proto__=x&constructor=y&&==&%E0%A4%A"), {});
  assert.equal({}.x, undefined);
});

test("a part without a name stands for what it names", () => {
  const cg = made();
  const named = (id) => (id === "con:gap" ? { node: encodeURIComponent(id) } : {});
  assert.deepEqual(cg.readAddress("#con%3Agap", named), { node: "con:gap" });
  assert.deepEqual(cg.readAddress("#con:other", named), {});
});

test("what is carried stays when something else is chosen, unless the choice says otherwise", () => {
  const cg = made();
  const state = { node: "a", step: 1, kind: "x" };
  assert.deepEqual(cg.carryOver(state, { node: "b" }), { node: "b", kind: "x" });
  assert.deepEqual(cg.carryOver(state, { kind: undefined }), {});
});

test("each field is told its value, or that it has none", () => {
  const cg = load("permalink");
  const told = [];
  for (const name of ["a", "b"]) {
    cg.addressField(name, { check: (text) => text, apply: (value) => told.push([name, value]) });
  }
  cg.applyFields({ b: "2" });
  assert.deepEqual(told, [
    ["a", undefined],
    ["b", "2"],
  ]);
});
