/* The picture by keyboard: arrows walk from concept to concept, Enter opens, Escape closes. */
((cg) => {
  "use strict";

  const place = cg.find("#canvas");
  const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  /* The nearest card in that direction; off the axis counts double. */
  function next([dx, dy]) {
    const ids = cg.visible();
    if (!cg.cursor || !ids.includes(cg.cursor)) return start(ids);
    const from = cg.at(cg.cursor);
    let best = null;
    let least = Infinity;
    for (const id of ids) {
      const node = cg.at(id);
      const along = (node.x - from.x) * dx + (node.y - from.y) * dy;
      const aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
      if (id !== cg.cursor && along > 4 && along + 2 * aside < least) {
        least = along + 2 * aside;
        best = id;
      }
    }
    return best || cg.cursor;
  }

  function start(ids) {
    const main = cg.data.loops.length ? cg.data.loops[0].nodes.find((id) => ids.includes(id)) : null;
    return [...cg.chosen].find((id) => ids.includes(id)) || main || ids[0];
  }

  function putCursor(id) {
    if (!id) return;
    cg.cursor = id;
    const node = cg.at(id);
    const half = { x: place.clientWidth / 2, y: place.clientHeight / 2 };
    const seen = cg.network.canvasToDOM({ x: node.x, y: node.y });
    if (Math.abs(seen.x - half.x) > half.x - 60 || Math.abs(seen.y - half.y) > half.y - 40) {
      cg.moveTo({ x: node.x, y: node.y }, cg.network.getScale(), true);
    }
    cg.redraw();
    const concept = cg.concepts.get(id);
    cg.say(`${concept.label}, ${cg.many(concept.count)} claims. Enter opens them.`);
  }

  place.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ways[event.key]) putCursor(next(ways[event.key]));
    else if (event.key === "Enter" || event.key === " ") {
      if (cg.cursor) {
        cg.choose(cg.cursor);
        cg.find("#panel").focus({ preventScroll: true });
      } else putCursor(start(cg.visible()));
    } else if (event.key === "+" || event.key === "=") cg.zoom(1.3);
    else if (event.key === "-") cg.zoom(1 / 1.3);
    else if (event.key === "0") cg.openingView(true);
    else return;
    event.preventDefault();
  });

  place.addEventListener("focus", () => {
    if (!place.matches(":focus-visible") || cg.cursor) return;
    putCursor(start(cg.visible()));
  });
  place.addEventListener("blur", ({ relatedTarget }) => {
    if (!cg.cursor) return;
    cg.cursor = null;
    /* Where the picture is pressed, what that chooses is drawn anyway. */
    if (!place.contains(relatedTarget)) cg.redraw();
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      event.preventDefault();
      cg.find("#search").focus();
    } else if (event.key === "Escape") {
      if (cg.isSheet()) return cg.closePanel();
      cg.go({});
      place.focus({ preventScroll: true });
    } else if (/^[123]$/.test(event.key) && cg.state.node)
      cg.go({ node: cg.state.node, steps: Number(event.key) });
    else if (event.key === "p" || event.key === "P") cg.openPath();
    else if (event.key === "l" || event.key === "L") cg.stepLoop(event.key === "l" ? 1 : -1);
  });

  cg.stepLoop = (by) => {
    if (!cg.data.loops.length) return;
    const loop = cg.loopByName.get(cg.state.loop) || cg.data.loops[0];
    const count = loop.edges.length;
    const at = cg.state.loop ? cg.state.step || 0 : 0;
    cg.go({ loop: loop.name, step: at ? ((at - 1 + by + count) % count) + 1 : 1 });
  };
})(window.claimgraph);
