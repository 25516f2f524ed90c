/* Marks of caution in the legend: press one to light up every arrow that bears it. */
((cg) => {
  "use strict";

  const buttons = cg.findAll("[data-spot]");

  cg.spots = new Map([
    ["uncited", spotted((claim) => cg.find(".uncited", claim.row) !== null)],
    ["interest", spotted((claim) => cg.find(".interest", claim.row) !== null)],
  ]);

  function spotted(has) {
    const found = new Set();
    for (const edge of cg.data.edges) {
      if (!edge.claims.some((index) => has(cg.claims[index]))) continue;
      for (const id of [edge.id, edge.from, edge.to]) found.add(id);
    }
    return found;
  }

  cg.addressField("spot", {
    check: (text, { node, link, claim, loop }) =>
      cg.spots.has(text) && !(node || link || claim || loop) ? text : undefined,
    apply(name) {
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.spot === name));
    },
  });

  for (const button of buttons) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      cg.go(on ? { view: "all", spot: button.dataset.spot } : {});
    });
  }
})(window.claimgraph);
