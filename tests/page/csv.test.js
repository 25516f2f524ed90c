import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./scripts.js";

const cg = load("csv");

test("a mark says that it is UTF-8, lines end in CRLF, and cells are quoted where they must be", () => {
  assert.equal(
    cg.toCsv([
      ["a", "b,c"],
      ["d\n", 'e"'],
    ]),
    '\ufeffa,"b,c"\r\n"d\n","e"""\r\n',
  );
});

test("what a spreadsheet would run gets an apostrophe in front; numbers stay as they are", () => {
  for (const text of [
    "=1+1",
    "+1",
    "-1",
    "@x",
    " =1",
    "\t=1",
    "'x",
    "\uff1d1",
    "\u200b=1",
    "\ufeff=1",
    "\u00a0=1",
  ]) {
    assert.equal(
      cg
        .toCsv([[text]])
        .slice(1)
        .replaceAll('"', "")
        .trimEnd(),
      `'${text}`.trimEnd(),
    );
  }
  assert.equal(cg.toCsv([["x=1", -5, 2.5, null, undefined]]), "\ufeffx=1,-5,2.5,,\r\n");
});

test("the character NUL is replaced", () => {
  assert.equal(cg.toCsv([["a\0b"]]), "\ufeffa\ufffdb\r\n");
});
