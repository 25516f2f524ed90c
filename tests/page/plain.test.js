import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./scripts.js";

const cg = load("plain");

test("a hedged claim without a source is said so", () => {
  assert.equal(
    cg.plainly({ modality: "possible", depth: "article", status: "unreviewed", hedge: "can" }),
    "The article says that this can happen (“can”); it names no source.",
  );
});

test("no two modalities and no two depths are told alike", () => {
  const said = ["asserted", "possible", "tentative", "intended", "denied"].map((modality) =>
    cg.plainly({ modality, depth: "article" }),
  );
  assert.equal(new Set(said).size, said.length);
  const evidence = ["none", "article", "unnamed", "named", "candidate", "identified", "checked"].map(
    (depth) => cg.plainly({ modality: "asserted", depth }),
  );
  assert.equal(new Set(evidence).size, evidence.length);
});

test("interest, review and several articles are told; unknown words stand for themselves", () => {
  const said = cg.plainly({
    modality: "rumoured",
    depth: "hearsay",
    status: "disputed",
    interest: true,
    articles: 2,
  });
  assert.equal(
    said,
    "An article says this (rumoured); hearsay. Somebody has an interest in it. Reviewers disagree.",
  );
});
