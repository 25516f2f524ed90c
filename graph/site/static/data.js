/* What the page knows: the JSON element for the picture, the lists of the page for the words. */
((cg) => {
  "use strict";

  cg.data = cg.unpackData(JSON.parse(document.getElementById("data").textContent));

  cg.find = (selector, within) => (within || document).querySelector(selector);
  cg.findAll = (selector, within) => [...(within || document).querySelectorAll(selector)];

  /* Make an element; text is only ever set as text. */
  cg.make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  cg.bdi = (text) => cg.make("bdi", null, text);

  cg.say = (text) => {
    cg.find("#live").textContent = text;
  };

  /* The concepts a row speaks of: its second cell links to their places in the list. */
  function ends(row) {
    const [subject, object] = cg
      .findAll("td:nth-child(2) > a, td:nth-child(2) > [data-unlisted]", row)
      .map(target);
    return { subject, object: object || null };
  }

  const target = (link) =>
    link.hasAttribute("href") ? decodeURIComponent(link.getAttribute("href").slice(1)) : null;

  /* Claims are rows of the table; concepts are items of the list. */
  cg.claims = cg.findAll("#claim-table tbody tr").map((row, index) => ({
    index,
    id: row.id,
    row,
    ...ends(row),
    firm: row.dataset.firm,
    text: cg.find("th a", row).textContent,
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
      count: Number(cg.find(".count", item)?.textContent || 0),
      claims: [],
    });
  }

  for (const claim of cg.claims) {
    for (const end of new Set([claim.subject, claim.object])) {
      if (cg.concepts.has(end)) cg.concepts.get(end).claims.push(claim);
    }
  }

  cg.nodes = new Map(cg.data.nodes.map((node) => [node.id, node]));
  cg.edges = new Map(cg.data.edges.map((edge) => [edge.id, edge]));
  for (const node of cg.data.nodes) {
    const concept = cg.concepts.get(node.id);
    concept.node = node;
    node.label = cg.linesOf(node.label, concept.label);
  }
  for (const edge of cg.data.edges) {
    for (const index of edge.claims) cg.claims[index].edge = edge.id;
  }

  for (const claim of cg.claims) cg.find("small.id", claim.row).title = claim.id;

  cg.claimById = new Map(cg.claims.map((claim) => [claim.id, claim]));
  cg.loopByName = new Map(cg.data.loops.map((loop) => [loop.name, loop]));
  cg.label = (id) => (cg.concepts.has(id) ? cg.concepts.get(id).label : id);

  /* What is said to act on a concept or an arrow: [treatment, rows of the claims]. */
  cg.acting = new Map();
  for (const [treatment, point, claims] of cg.data.breaks) {
    if (!cg.acting.has(point)) cg.acting.set(point, []);
    cg.acting.get(point).push([treatment, claims]);
  }
})(window.claimgraph);
