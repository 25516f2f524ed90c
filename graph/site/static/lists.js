/* What the page knows in words: claims are rows of the table, concepts are items of the list. */
((cg) => {
  "use strict";

  const target = (link) =>
    link.hasAttribute("href") ? decodeURIComponent(link.getAttribute("href").slice(1)) : null;

  /* The concepts a row speaks of: its second cell links to their places in the list. Walking is quicker than
     asking, and there are very many rows. */
  function ends(cell) {
    const found = [];
    for (const child of cell.children) {
      if (child.tagName === "A" || child.dataset.unlisted !== undefined) found.push(target(child));
    }
    return { subject: found[0], object: found[1] || null };
  }

  cg.claims = [...cg.find("#claim-table tbody").rows].map((row, index) => ({
    index,
    id: row.id,
    row,
    ...ends(row.cells[1]),
    firm: row.dataset.firm,
    text: row.cells[0].firstElementChild.textContent,
    edge: null,
  }));

  cg.concepts = new Map();
  for (const item of cg.findAll("#concepts li[id]")) {
    const alts = cg.findAll(".alts bdi", item).map((alt) => alt.textContent);
    cg.concepts.set(item.id, {
      id: item.id,
      kind: item.closest("section").dataset.kind,
      label: cg.find("a bdi", item).textContent,
      alts,
      item,
      node: null,
      /* Of very many claims not all are listed: how many there are, and those that are here. */
      count: cg.numberIn(cg.find(".count", item)?.textContent || ""),
      claims: [],
    });
  }

  for (const claim of cg.claims) {
    for (const end of new Set([claim.subject, claim.object])) {
      if (cg.concepts.has(end)) cg.concepts.get(end).claims.push(claim);
    }
  }

  for (const node of cg.data.nodes) {
    const concept = cg.concepts.get(node.id);
    concept.node = node;
    node.label = cg.linesOf(node.label, concept.label);
  }
  for (const edge of cg.data.edges) {
    for (const index of edge.claims) cg.claims[index].edge = edge.id;
  }

  cg.later(() => {
    for (const claim of cg.claims) cg.find("small.id", claim.row).title = claim.id;
  });

  /* Until there is more than one language. */
  cg.translate = () => {};
  cg.otherLabels = () => [];

  cg.claimById = new Map(cg.claims.map((claim) => [claim.id, claim]));
  cg.label = (id) => (cg.concepts.has(id) ? cg.concepts.get(id).label : id);

  /* What is said to act on a concept or an arrow: [treatment, rows of the claims]. */
  cg.acting = new Map();
  for (const [treatment, point, claims] of cg.data.breaks) {
    if (!cg.acting.has(point)) cg.acting.set(point, []);
    cg.acting.get(point).push([treatment, claims]);
  }
})(window.claimgraph);
