/* What is drawn: the loops' neighbourhood or all, less what the legend hides. */
((cg) => {
  "use strict";

  const nearLoop = cg.data.loops.length > 0;
  const narrow = () => cg.find("#canvas").clientWidth < 620;
  /* "loop" is the main loop alone, "near" all loops and what acts on them. */
  cg.usualScope = () => (!nearLoop ? "all" : narrow() ? "loop" : "near");
  cg.scope = cg.usualScope();
  cg.extra = new Set();

  cg.isInScope = (node) => {
    if (cg.scope === "loop") return node.role === "main";
    if (node.role === "beyond") return false;
    return cg.scope === "all" || node.role !== "other";
  };

  cg.isHiddenNode = (node) => {
    if (cg.extra.has(node.id)) return false;
    if (!cg.isConceptLeft(node.id)) return true;
    return cg.around ? !cg.around.places.has(node.id) : !cg.isInScope(node);
  };

  cg.isHiddenEdge = (edge) => {
    if (cg.isHiddenNode(cg.nodes.get(edge.from)) || cg.isHiddenNode(cg.nodes.get(edge.to))) return true;
    return !cg.isArrowLeft(edge) || cg.isAside(edge);
  };

  cg.visible = () => cg.data.nodes.filter((node) => !cg.isHiddenNode(node)).map((node) => node.id);

  const neighbours = ({ all, steps }) =>
    `neighbour${all === 1 ? "" : "s"}${steps > 1 ? ` within ${steps} steps` : ""}`;

  cg.tellHowMuch = () => {
    const [count, all, things] = cg.around
      ? [cg.around.shown, cg.around.all, cg.around.only ? "concepts of the path" : neighbours(cg.around)]
      : [cg.visible().length, cg.data.concepts, "concepts"];
    const how = !all
      ? `no ${things}`
      : count === all
        ? `all ${cg.many(all)} ${things} shown`
        : `${cg.many(count)} of ${cg.many(all)} ${things} shown`;
    const absent = cg.state.node && !cg.nodes.has(cg.state.node);
    cg.find("#shown").textContent = absent ? `${how}, not ${cg.label(cg.state.node)}` : how;
    for (const button of cg.findAll("[data-view]")) {
      const on = cg.scope === button.dataset.view;
      button.setAttribute("aria-pressed", String(on && !cg.around));
      button.tabIndex = on ? 0 : -1;
    }
  };

  cg.refresh = () => {
    cg.restyle();
    cg.tellHowMuch();
  };

  cg.openingView = (animate) => {
    if (cg.around) return cg.fitAround(animate);
    const [ids, how] = opening();
    cg.fit(ids, { ...how, animate });
  };

  /* Where that is, without going there. */
  cg.openingPlace = () => cg.fitted(...opening());

  /* What to fit, and how. */
  function opening() {
    const main = nearLoop ? cg.data.loops[0].nodes : null;
    const ids = cg.visible();
    /* All at once is a map: on a phone a part of it, so that one can tell what is what. */
    if (cg.scope === "all" && nearLoop) return [ids, { least: narrow() ? 0.3 : 0, anchor: main }];
    const hub = main || [mostConnected(ids)];
    const core = ids.filter((id) => ["main", "core"].includes(cg.nodes.get(id).role));
    return [ids, { least: cg.readable(ids), anchor: core.length && !narrow() ? core : hub }];
  }

  function mostConnected(ids) {
    const counts = new Map(ids.map((id) => [id, 0]));
    for (const edge of cg.data.edges) {
      for (const end of [edge.from, edge.to]) counts.set(end, (counts.get(end) || 0) + 1);
    }
    return ids.reduce((best, id) => (counts.get(id) > counts.get(best) ? id : best), ids[0]);
  }

  function zoom(factor) {
    cg.moveTo(cg.network.getViewPosition(), cg.scale() * factor, true);
  }

  cg.zoom = zoom;
  cg.find("#zoom-in").addEventListener("click", () => zoom(1.3));
  cg.find("#zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  cg.find("#zoom-fit").addEventListener("click", () => {
    if (cg.around) cg.fitAround(true);
    else cg.fit(cg.visible(), { animate: true });
  });
  for (const button of cg.findAll("[data-view]")) {
    button.addEventListener("click", () => cg.go({ view: button.dataset.view }));
  }
  for (const button of cg.findAll("[role=toolbar] > *")) {
    button.addEventListener("keydown", (event) => {
      const way = { ArrowRight: "nextElementSibling", ArrowLeft: "previousElementSibling" }[event.key];
      if (way && button[way]) button[way].focus();
    });
  }
})(window.claimgraph);
