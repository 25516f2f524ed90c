import assert from "node:assert/strict";
import { test } from "node:test";
import { load, randomFrom } from "./scripts.js";

const cg = load("permalink", "facets");
const facet = (name, ids, rows, every = false) => ({
  name,
  title: name.toUpperCase(),
  every,
  values: ids.map((id) => ({ id, label: `the ${id}` })),
  rows,
});
/* Four claims: kinds of both ends, a status, sections of which a claim may have several or none. */
const facets = () => [
  facet("kind", ["Condition", "Symptom", "Treatment"], [[0, 1], 0, [2, 0], 2], true),
  facet("status", ["verified", "unreviewed", "disputed", "stale"], [0, 1, 1, 3]),
  facet("section", ["s:1", "s:2"], [[0, 1], 0, 1, []]),
];
const left = (filter) => [0, 1, 2, 3].filter(filter.passes);

test("without a filter everything passes, even what has no value", () => {
  const filter = cg.makeFilter(facets());
  assert.deepEqual(left(filter), [0, 1, 2, 3]);
  assert.equal(filter.isActive(), false);
  assert.deepEqual(filter.active(), []);
});

test("a claim needs both its ends, but only one of its sections", () => {
  const filter = cg.makeFilter(facets());
  filter.show("kind", "Symptom", false);
  assert.deepEqual(left(filter), [1, 2, 3]);
  filter.clear();
  filter.show("section", "s:1", false);
  assert.deepEqual(left(filter), [0, 2]);
});

test("counts are of the claims that pass all other facets", () => {
  const filter = cg.makeFilter(facets());
  filter.show("kind", "Treatment", false);
  assert.deepEqual([...filter.counts("status").values()], [1, 1, 0, 0]);
  assert.deepEqual([...filter.counts("kind").values()], [3, 1, 2]);
});

test("what is active is said shortly, and each can be taken back", () => {
  const filter = cg.makeFilter(facets());
  filter.show("kind", "Symptom", false);
  filter.only("status", ["verified"]);
  const texts = filter.active().map(({ title, text }) => `${title}: ${text}`);
  assert.deepEqual(texts, ["KIND: not the Symptom", "STATUS: only the verified"]);
  for (const { name, value } of filter.active()) filter.clear(name, value);
  assert.equal(filter.isActive(), false);
});

test("any choice goes into the address and comes back the same", () => {
  const random = randomFrom(11);
  for (let round = 0; round < 300; round += 1) {
    const filter = cg.makeFilter(facets());
    const again = cg.makeFilter(facets());
    for (const { name, values } of facets()) {
      for (const { id } of values) if (random(2)) filter.show(name, id, false);
    }
    for (const { name, values } of facets()) {
      again.read(name, filter.write(name));
      for (const { id } of values) assert.equal(again.isShown(name, id), filter.isShown(name, id));
      assert.equal(again.write(name), filter.write(name));
    }
    assert.deepEqual(left(again), left(filter));
  }
});

test("what an address asks for and is not known hides nothing", () => {
  const filter = cg.makeFilter(facets());
  for (const text of ["-", "", ",,", "-nothing", "nothing", "__proto__", "-%E0%A4%A", "<script>"]) {
    filter.read("status", text);
    assert.equal(filter.isActive(), false, text);
    assert.equal(filter.write("status"), undefined);
  }
  filter.read("status", "-nothing,stale");
  assert.equal(filter.write("status"), "-stale");
});
