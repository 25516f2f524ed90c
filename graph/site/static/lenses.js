/* What the colour of an arrow stands for. Each lens says it twice: by colour, and by a mark or a line. */
((cg) => {
  "use strict";

  /* Of each value: the colour's name in the style sheet, the mark written on the arrow, and words.
     The firmness of an arrow is its dashes, which are drawn whatever the lens. */
  const FIRMNESS = new Map([
    ["flat", { colour: "ink", mark: "", label: "said flatly" }],
    ["hedged", { colour: "lens-amber", mark: "", label: "hedged" }],
    ["aim", { colour: "lens-blue", mark: "", label: "only an aim" }],
    ["denied", { colour: "lens-red", mark: "", label: "denied" }],
  ]);
  /* The digits count the steps from the article's own word to a study that was read. */
  const EVIDENCE = new Map([
    ["checked", { colour: "lens-violet", mark: "⑥" }],
    ["identified", { colour: "lens-blue", mark: "⑤" }],
    ["candidate", { colour: "lens-teal", mark: "④" }],
    ["named", { colour: "lens-green", mark: "③" }],
    ["unnamed", { colour: "lens-amber", mark: "②" }],
    ["article", { colour: "lens-grey", mark: "①" }],
    ["none", { colour: "lens-red", mark: "∅" }],
  ]);
  const STATUS = new Map([
    ["verified", { colour: "lens-green", mark: "✓" }],
    ["in-review", { colour: "lens-blue", mark: "…" }],
    ["unreviewed", { colour: "lens-grey", mark: "?" }],
    ["stale", { colour: "lens-amber", mark: "Δ" }],
    ["disputed", { colour: "lens-red", mark: "✗" }],
  ]);
  const INTEREST = new Map([
    ["yes", { colour: "interest", mark: "", label: "somebody’s interest" }],
    ["no", { colour: "lens-grey", mark: "", label: "no interest known" }],
  ]);

  cg.lenses = new Map([
    ["firmness", { values: FIRMNESS, of: (edge) => edge.firm }],
    ["evidence", { values: EVIDENCE, of: (edge) => edge.depth }],
    ["status", { values: STATUS, of: (edge) => edge.status }],
    ["interest", { values: INTEREST, of: (edge) => (edge.interest ? "yes" : "no") }],
  ]);

  const UNKNOWN = { colour: "lens-grey", mark: "" };

  /* How a lens shows an arrow: colour and mark; null without a lens. */
  cg.throughLens = (name, edge) => {
    const lens = cg.lenses.get(name);
    return lens ? lens.values.get(lens.of(edge)) || UNKNOWN : null;
  };

  /* Whether a review or a depth of evidence is written on an arrow whatever the lens: a review that was begun,
     and a source that is more than the article's own word. */
  cg.isMarked = (facet, id) => !{ status: ["unreviewed"], depth: ["article", "none"] }[facet]?.includes(id);

  /* What is written on an arrow besides its sign; through a lens also what that lens is about. */
  cg.marksOf = (name, edge) => {
    const marks = [];
    if (name === "status" || cg.isMarked("status", edge.status)) marks.push(STATUS.get(edge.status)?.mark);
    if (name === "evidence" || cg.isMarked("depth", edge.depth)) marks.push(EVIDENCE.get(edge.depth)?.mark);
    return marks.filter(Boolean);
  };
})(window.claimgraph);
