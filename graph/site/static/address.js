/* What is chosen stands in the address after "#", so it can be copied, and Back undoes. */
((cg) => {
  "use strict";

  const place = cg.find("#canvas");
  /* The view that was left for the picture around a concept. */
  let left = null;

  /* The places of concepts and claims in the lists are addresses too. */
  function named(id) {
    if (cg.isPart(id)) return { part: id };
    if (cg.concepts.has(id)) return { node: encodeURIComponent(id) };
    return cg.claimById.has(id) ? { claim: encodeURIComponent(id) } : {};
  }

  const read = (hash) => cg.readAddress(hash, named);

  /* The address that is shown. */
  let followed = null;

  function follow(animate) {
    followed = location.hash;
    cg.apply(read(followed), animate);
  }

  /* Choose something, and show it at once: the browser tells of the new address only later. With `replace`
     it takes the place of what was chosen before it in the history. */
  cg.go = (choice, { replace = false } = {}) => {
    const view = cg.scope === cg.usualScope() ? undefined : cg.scope;
    const wanted = cg.writeAddress(cg.carryOver(cg.state, { view, ...choice }));
    if (wanted === location.hash || (wanted === "#" && !location.hash)) return cg.apply(cg.state, true);
    if (replace) location.replace(wanted);
    else location.hash = wanted;
    follow(true);
  };

  /* Light up what belongs to the state; bring it into the picture if it is outside. */
  function light(state) {
    const claim = state.claim ? cg.claimById.get(state.claim) : null;
    const edge = cg.edges.get(state.link || (claim ? claim.edge : null));
    const loop = state.loop ? cg.loopByName.get(state.loop) : null;
    cg.chosen = new Set();
    cg.lit = null;
    const node = state.node || (claim && !edge ? claim.subject : null);
    if (cg.nodes.has(node)) {
      cg.chosen.add(node);
      cg.lit = new Set([node]);
      for (const one of cg.data.edges) {
        if (one.from === node || one.to === node) {
          for (const id of [one.id, one.from, one.to]) cg.lit.add(id);
        }
      }
    } else if (edge) {
      cg.chosen.add(edge.id);
      cg.lit = new Set([edge.id, edge.from, edge.to]);
    } else if (loop) {
      cg.lit = new Set([...loop.nodes, ...loop.edges]);
      if (state.step) {
        const current = cg.edges.get(loop.edges[state.step - 1]);
        for (const id of [current.id, current.from, current.to]) cg.chosen.add(id);
        lightActing(current);
      }
    }
    if (state.steps > 1) cg.lit = null;
    if (!cg.lit) cg.lit = cg.litByBreaks();
    if (state.spot) cg.lit = new Set(cg.spots.get(state.spot));
    const ends = edge ? [edge.from, edge.to] : cg.nodes.has(node) ? [node] : [];
    cg.extra = new Set(loop ? loop.nodes : ends);
    return ends;
  }

  /* What the view leaves out gets a picture of its own; what was seen before comes back after it. */
  function surround(ends, state) {
    const way = state.to ? cg.wayFrom(state.from, state.to)?.arrows : null;
    const asked = way || (state.steps && ends.length);
    if (!asked && !ends.some((id) => !cg.isInScope(cg.nodes.get(id)))) {
      cg.around = null;
      return;
    }
    if (!cg.around && cg.network)
      left = { scope: cg.scope, position: cg.network.getViewPosition(), scale: cg.network.getScale() };
    if (way) {
      cg.lit = null;
      cg.showWay(way, place.clientWidth, place.clientHeight);
      return;
    }
    cg.showAround(ends, place.clientWidth, place.clientHeight, state);
    if (ends.length > 1) cg.lit = null;
  }

  /* What is said to act on the arrow, or on what it leads to, is shown with it. */
  function lightActing(arrow) {
    for (const point of [arrow.id, arrow.to]) {
      for (const [treatment, rows] of cg.acting.get(point) || []) {
        for (const id of [treatment, ...rows.map((row) => cg.claims[row].edge)]) {
          cg.lit.add(id);
          if (cg.edges.has(id)) cg.lit.add(cg.edges.get(id).to);
        }
      }
    }
  }

  function outside(ids) {
    return ids.some((id) => {
      const node = cg.at(id);
      const at = cg.network.canvasToDOM({ x: node.x, y: node.y });
      return at.x < 30 || at.y < 20 || at.x > place.clientWidth - 30 || at.y > place.clientHeight - 20;
    });
  }

  cg.apply = (state, animate) => {
    const before = cg.scope;
    const wasAround = cg.around !== null;
    cg.state = state;
    cg.keepPlaying(state);
    cg.applyFields(state);
    const filtered = cg.applyFilters();
    cg.showFilters();
    cg.showLens();
    cg.scope = cg.data.loops.length ? state.view || cg.usualScope() : "all";
    surround(light(state), state);
    cg.refresh();
    cg.offerAll();
    if (state.node) cg.showNode(state.node);
    else if (state.link) cg.showEdge(state.link);
    else if (state.claim) cg.showClaim(state.claim);
    else if (state.loop) cg.showLoop(state.loop, state.step);
    else if (state.from) cg.showPath(state.from, state.to);
    else cg.showOverview();
    cg.translate(cg.find("#panel"));
    cg.fitSheet(animate);
    for (const row of cg.findAll("#claim-table tr[data-chosen]")) row.removeAttribute("data-chosen");
    if (state.claim) cg.claimById.get(state.claim).row.setAttribute("data-chosen", "");
    /* A path tells itself what the filters leave of it. */
    if (filtered && !state.from) cg.sayFilters();
    const lit = [...(cg.chosen.size ? cg.chosen : cg.lit || [])].flatMap((id) =>
      cg.nodes.has(id) ? [id] : [cg.edges.get(id).from, cg.edges.get(id).to],
    );
    const wanted = lit.filter((id) => !cg.isHiddenNode(cg.nodes.get(id)));
    if (cg.around) return cg.fitAround(animate);
    if (wasAround && left && left.scope === cg.scope) cg.moveTo(left.position, left.scale, animate);
    else if (wasAround || before !== cg.scope) cg.openingView(animate);
    left = null;
    if (wanted.length && outside(wanted)) cg.fit(wanted, { least: cg.readable(wanted), animate });
  };

  /* Do what the address says, now and whenever it changes. */
  cg.applyAddress = () => {
    addEventListener("hashchange", () => {
      if (location.hash !== followed) follow(true);
    });
    follow(false);
  };

  /* A link from the lists changes what the picture shows: bring the picture into view. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link || link.classList.contains("skip")) return;
    if (link.hasAttribute("data-jump")) {
      event.preventDefault();
      const goal = cg.find(link.getAttribute("href"));
      goal.scrollIntoView({ behavior: cg.calm() ? "auto" : "smooth" });
      goal.focus({ preventScroll: true });
      return;
    }
    /* These lead to the lists where there are no scripts; here they choose. */
    event.preventDefault();
    cg.go(read(link.getAttribute("href")));
    if (link.closest(".side") || cg.isPart(link.hash.slice(1))) return;
    const top = cg.find(".explorer").getBoundingClientRect().top;
    if (top < -80) cg.find(".explorer").scrollIntoView({ behavior: cg.calm() ? "auto" : "smooth" });
  });
})(window.claimgraph);
