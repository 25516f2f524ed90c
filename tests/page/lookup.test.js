import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./scripts.js";

const cg = load("fold", "lookup");
const hits = (text, words) =>
  cg.hitsIn(text, cg.wordsOf(words)).map(([start, end]) => text.slice(start, end));

test("hits are cut out of the text itself, whatever its case and accents", () => {
  assert.deepEqual(hits("Gap between boards", "BOARD gap"), ["Gap", "board"]);
  assert.deepEqual(hits("Ménière and Möller", "meniere mo"), ["Ménière", "Mö"]);
  assert.deepEqual(hits("Me\u0301nie\u0300re", "meniere"), ["Me\u0301nie\u0300re"]);
  assert.deepEqual(hits("𝕊 café 𝕊", "cafe"), ["café"]);
  assert.deepEqual(hits("nothing here", "zzz"), []);
});

test("hits that overlap are one, and the rest of the text is as it was", () => {
  const text = "banana";
  assert.deepEqual(cg.hitsIn(text, ["ana", "nan"]), [[1, 6]]);
  assert.deepEqual(cg.hitsIn("aaa", ["a"]), [
    [0, 1],
    [1, 2],
    [2, 3],
  ]);
});

test("ranges are in order, apart, and within the text, for every text and word", () => {
  const texts = ["İstanbul", "ﬁne", "a\u0301\u0323b", "ß", "", "x".repeat(50), "Á".repeat(9)];
  for (const text of texts) {
    for (const word of ["i", "a", "b", "s", "x", "xx"]) {
      let past = 0;
      for (const [start, end] of cg.hitsIn(text, [word])) {
        assert.ok(start >= past && end > start && end <= text.length, `${text} ${word}`);
        past = end;
      }
    }
  }
});

const entries = [
  { id: "a", names: ["Gap between boards", "crevice"], rank: 0 },
  { id: "b", names: ["Board"], rank: 0 },
  { id: "c", names: ["Loose nails widen gaps."], rank: 3 },
];
const find = (text) => cg.findIn(cg.makeIndex(entries), text).map(({ entry }) => entry.id);

test("the best is first: a name that starts with it, then a word, then a claim", () => {
  assert.deepEqual(find("board"), ["b", "a"]);
  assert.deepEqual(find("gap"), ["a", "c"]);
  assert.deepEqual(find("nails gaps"), ["c"]);
  assert.deepEqual(find("  "), []);
  assert.deepEqual(find("zzz"), []);
});

test("another name finds a concept and is said", () => {
  const [found] = cg.findIn(cg.makeIndex(entries), "crev");
  assert.equal(found.entry.names[found.through], "crevice");
});
