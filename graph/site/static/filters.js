/* The legend as filter: press a kind or a line to hide it, a mark of caution to light it up. */
((cg) => {
  "use strict";

  const spots = new Map();
  for (const edge of cg.data.edges) {
    for (const index of edge.claims) {
      const row = cg.claims[index].row;
      if (cg.find(".uncited", row)) mark("uncited", edge);
      if (cg.find(".interest", row)) mark("interest", edge);
    }
  }

  function mark(name, edge) {
    if (!spots.has(name)) spots.set(name, new Set());
    for (const id of [edge.id, edge.from, edge.to]) spots.get(name).add(id);
  }

  const note = cg.find("#filters");
  const text = cg.find("#filters-text");

  function tell() {
    const hidden = cg.hiddenKinds.size + cg.hiddenLines.size;
    note.hidden = hidden === 0;
    text.textContent = hidden === 1 ? "1 group is hidden." : `${hidden} groups are hidden.`;
    if (hidden) text.textContent += " Warning signs and the lists always stay.";
  }

  function toggle(button, set, value) {
    const show = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(show));
    if (show) set.delete(value);
    else set.add(value);
    tell();
    cg.refresh();
  }

  for (const button of cg.findAll("[data-filter-kind]")) {
    button.addEventListener("click", () => toggle(button, cg.hiddenKinds, button.dataset.filterKind));
  }
  for (const button of cg.findAll("[data-filter-line]")) {
    button.addEventListener("click", () => toggle(button, cg.hiddenLines, button.dataset.filterLine));
  }
  for (const button of cg.findAll("[data-spot]")) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      cg.clearSpots();
      if (on && spots.has(button.dataset.spot)) {
        button.setAttribute("aria-pressed", "true");
        cg.setScope("all");
        cg.lit = spots.get(button.dataset.spot);
        cg.refresh();
        cg.fit(
          [...cg.lit].filter((id) => cg.nodes.has(id)),
          { animate: true },
        );
      } else {
        cg.lit = null;
        cg.refresh();
      }
    });
  }

  cg.clearSpots = () => {
    for (const button of cg.findAll("[data-spot]")) button.setAttribute("aria-pressed", "false");
  };

  cg.find("#filters-clear").addEventListener("click", () => {
    cg.hiddenKinds.clear();
    cg.hiddenLines.clear();
    for (const button of cg.findAll("[data-filter-kind], [data-filter-line]")) {
      button.setAttribute("aria-pressed", "true");
    }
    tell();
    cg.refresh();
    cg.find("[data-filter-kind]").focus();
  });
})(window.claimgraph);
