/* The picture: vis-network with our cards, the loop's name in the middle, titles of the groups. */
((cg) => {
  "use strict";

  cg.chosen = new Set();
  cg.lit = null;
  cg.cursor = null;
  cg.isChosen = (id) => cg.chosen.has(id);
  cg.isDimmed = (id) => cg.lit !== null && !cg.lit.has(id);

  /* How firmly something is said, as a pattern of dashes and gaps in pixels. */
  const DASHES = { flat: false, hedged: [9, 6], aim: [2, 5], denied: [14, 4, 2, 4] };
  const place = cg.find("#canvas");
  /* What is drawn last lies above: the loops. */
  cg.inOrder = [...cg.data.edges].sort((one, other) => one.loop - other.loop);
  let nodes = null;
  let edges = null;
  let waiting = 0;
  const last = new Map();

  function lineColour(edge) {
    const seen = cg.throughLens(cg.lens, edge);
    if (seen) return cg.colour(seen.colour);
    if (edge.loop) return cg.colour(edge.sign < 0 ? "minus" : "loop");
    if (edge.sign > 0) return cg.colour("plus");
    return cg.colour(edge.sign < 0 ? "minus" : "other");
  }

  cg.dashes = (firm) => DASHES[firm] || null;

  /* What is said to be weakened turns thin and is marked; where that is only an aim, in brackets. */
  const weakMark = (firm) => (firm === "aim" ? "(⊣)" : "⊣");

  cg.lineStyle = (edge) => {
    const colour = lineColour(edge);
    const weak = cg.weakened.edges.get(edge.id);
    const dim = cg.isDimmed(edge.id);
    const bright = cg.chosen.has(edge.id) || (cg.lit !== null && !dim);
    return {
      id: edge.id,
      hidden: false,
      dashes: DASHES[edge.firm],
      width: (weak ? Math.min(1.2, edge.width) : edge.width) + (cg.chosen.has(edge.id) ? 3 : 0),
      color: {
        color: colour,
        highlight: colour,
        hover: colour,
        opacity: dim ? 0.08 : edge.loop || bright ? 1 : cg.lens ? 0.8 : edge.sign ? 0.34 : 0.6,
      },
      label: dim
        ? ""
        : [edge.label, weak ? weakMark(weak) : "", ...cg.marksOf(cg.lens, edge)].filter(Boolean).join(" "),
      font: {
        size: edge.loop ? 20 : 15,
        /* The grey of thin lines is too pale to read. */
        color: edge.sign || cg.lens ? colour : cg.colour("ink-soft"),
        face: cg.colour("sans"),
        strokeWidth: 5,
        strokeColor: cg.colour("stage"),
        align: "horizontal",
        vadjust: 0,
      },
    };
  };

  /* The same for drawing.js. */
  cg.edgeLook = (edge) => {
    const { width, color, dashes, label, font } = cg.lineStyle(edge);
    return {
      width,
      colour: color.color,
      opacity: color.opacity,
      dashes: dashes || null,
      label,
      size: font.size,
      ink: font.color,
    };
  };

  /* Bring one set of the picture up to date: what is new to it, and what looks different now. */
  function update(set, items, isHidden, made, styled) {
    const added = [];
    const changed = [];
    for (const item of items) {
      const style = isHidden(item) ? { id: item.id, hidden: true } : styled(item);
      const key = JSON.stringify(style);
      if (last.get(item.id) === key) continue;
      if (last.has(item.id)) changed.push(style);
      else if (style.hidden) continue;
      else added.push({ ...made(item), ...style });
      last.set(item.id, key);
    }
    if (added.length) set.add(added);
    if (changed.length) set.update(changed);
    return [...added, ...changed].filter((item) => !item.hidden).map((item) => item.id);
  }

  /* What vis-network is told, it copies and measures: nothing of cards and their labels, which we draw, and
     of lines no rows of claims. */
  const newCard = ({ shape }) => ({ shape, ctxRenderer: cg.renderCard });
  const newLine = ({ claims, ...line }) => line;

  /* A label that is empty it takes for none that was given, and goes on drawing the old one. */
  function lineTold(edge) {
    const style = cg.lineStyle(edge);
    return { ...style, label: style.label || " " };
  }

  /* Show, hide, dim and colour; what was never shown is not even made, so opening is quick. The panel goes first:
     the picture stays as it is until the frame after that, and is drawn anew once, however often that was asked. */
  cg.restyle = () => {
    if (!cg.network) {
      bring();
      cg.redraw();
    } else if (!waiting) {
      cg.network.body.emitter.emit("_blockRedraw");
      waiting = requestAnimationFrame(() => (waiting = requestAnimationFrame(cg.catchUp)));
    }
  };

  /* Bring the picture up to date at once, if it is not. */
  cg.catchUp = () => {
    if (!waiting) return;
    cancelAnimationFrame(waiting);
    waiting = 0;
    try {
      bring();
    } finally {
      cg.network.body.emitter.emit("_allowRedraw");
    }
    cg.network.redraw();
  };

  function bring() {
    const card = (node) => {
      const { x, y } = cg.at(node.id);
      return { id: node.id, hidden: false, x, y };
    };
    if (!nodes) [nodes, edges] = [new vis.DataSet(), new vis.DataSet()];
    const touched = update(nodes, cg.data.nodes, cg.isHiddenNode, newCard, card);
    update(edges, cg.inOrder, cg.isHiddenEdge, newLine, lineTold);
    if (!cg.network) draw();
    for (const id of touched) cg.setSize(id);
  }

  /* Draw once in the next frame, however often it is asked for. */
  cg.redraw = () => cg.network?.body.emitter.emit("_requestRedraw");

  function draw() {
    cg.network = new vis.Network(place, { nodes, edges }, cg.data.options);
    cg.network.on("beforeDrawing", cg.drawBelow);
    cg.network.on("afterDrawing", cg.drawAbove);
    cg.network.on("click", (event) => {
      place.focus({ preventScroll: true });
      if (event.nodes.length) cg.choose(event.nodes[0]);
      else if (event.edges.length) cg.go({ link: event.edges[0] });
      else cg.go({});
    });
    for (const name of ["hoverNode", "hoverEdge"]) {
      cg.network.on(name, () => place.style.setProperty("cursor", "pointer"));
    }
    for (const name of ["blurNode", "blurEdge"]) {
      cg.network.on(name, () => place.style.removeProperty("cursor"));
    }
  }

  function mainLoop() {
    const loop = cg.data.loops[0];
    return loop && !cg.around && loop.nodes.every((id) => !cg.isHiddenNode(cg.nodes.get(id))) ? loop : null;
  }

  /* The shapes of the main loop, if all of it is shown and nothing else is lit. */
  cg.loopDrawn = () => {
    const loop = mainLoop();
    const weak = loop && cg.weakened.loops.has(loop.name);
    if (!loop || (cg.lit !== null && (!weak || cg.chosen.size || cg.state.loop))) return null;
    const does = loop.sign > 0 ? "feeds itself" : "holds itself in check";
    const nodes = loop.nodes.map((id) => cg.nodes.get(id));
    return cg.loopShapes(
      { ...loop, nodes, does: weak ? "said to weaken" : does },
      { ink: cg.colour("loop"), fill: cg.colour("loop-ground"), face: cg.colour("serif") },
    );
  };

  cg.drawBelow = (ctx) => {
    const loop = cg.loopDrawn();
    if (loop) cg.paint(ctx, loop.under);
    drawTitles(ctx);
  };

  cg.drawAbove = (ctx) => {
    const loop = cg.loopDrawn();
    if (loop) cg.paint(ctx, loop.over);
    cg.find("#far").hidden = !cg.isFar(cg.data.nodes[0]);
  };

  function drawTitles(ctx) {
    ctx.fillStyle = cg.colour("ink-soft");
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    for (const block of cg.around ? cg.around.titles : cg.data.blocks) {
      if (block.members.some((id) => !cg.isHiddenNode(cg.nodes.get(id)))) {
        /* Titles keep their size on the screen while the picture shrinks, as far as there is room. */
        const box = cg.boundsOf(block.members);
        const title = block.title.toUpperCase();
        ctx.font = cg.font(17, 600);
        const room = (17 * (box.right - box.left + 24)) / ctx.measureText(title).width;
        ctx.font = cg.font(Math.max(17, Math.min(13 / cg.scale(), 44, room)), 600);
        ctx.fillText(title, block.x, block.y - 8);
      }
    }
  }

  /* The box around cards, in the units of the picture. */
  cg.boundsOf = (ids) => {
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const id of ids) {
      const { w, h } = cg.nodes.get(id);
      const { x, y } = cg.at(id);
      box.left = Math.min(box.left, x - w / 2 - 14);
      box.right = Math.max(box.right, x + w / 2 + 8);
      box.top = Math.min(box.top, y - h / 2 - 10);
      box.bottom = Math.max(box.bottom, y + h / 2 + 10);
    }
    return box;
  };

  /* The scale below which the letters of some of these cards were smaller than 12 pixels. */
  cg.readable = (ids) => 12 / Math.min(...ids.map((id) => cg.nodes.get(id).size));

  /* Before vis-network runs, the scale of what was painted. */
  cg.paintedScale = 1;
  cg.scale = () => cg.network?.getScale() ?? cg.paintedScale;

  cg.moveTo = (position, scale, animate) => {
    const animation = animate && !cg.calm() ? { duration: 350, easingFunction: "easeInOutQuad" } : false;
    cg.network.moveTo({ position, scale, animation });
  };

  /* How much larger letters are than usual: on very large screens, or because the reader wants it. */
  const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

  /* The middle and the scale at which cards are as large as they fit (up to `most`), never smaller than `least`;
     `anchor` stays in view if they do not fit. The lowest `foot` pixels stay free: there stand the count and the
     buttons. None where none of the cards is shown. */
  cg.fitted = (ids, { least = 0, most = 1.35 * rem(), foot = 40, anchor = null } = {}) => {
    const shown = ids.filter((id) => !cg.isHiddenNode(cg.nodes.get(id)));
    if (!shown.length) return null;
    const box = cg.boundsOf(shown);
    box.top -= 24;
    const margin = place.clientWidth < 620 ? 4 : 14;
    const width = place.clientWidth - 2 * margin;
    const height = place.clientHeight - 2 * margin - foot;
    const wanted = Math.min(width / (box.right - box.left), height / (box.bottom - box.top), most);
    const scale = Math.max(wanted, least);
    const position = { x: (box.left + box.right) / 2, y: (box.top + box.bottom + foot / scale) / 2 };
    if (scale > wanted && anchor) {
      const kept = cg.boundsOf(anchor);
      const half = { x: width / scale / 2, y: height / scale / 2 };
      position.x = keep(position.x, kept.left, kept.right, half.x);
      position.y = keep(position.y, kept.top, kept.bottom, half.y);
    }
    return { position, scale };
  };

  /* Show cards as `cg.fitted` has them. */
  cg.fit = (ids, { animate = false, ...how } = {}) => {
    const fitted = cg.fitted(ids, how);
    if (fitted) cg.moveTo(fitted.position, fitted.scale, animate);
  };

  /* Move a window of half-width `half` around `centre` so that it shows low to high, or their middle. */
  function keep(centre, low, high, half) {
    if (high - low > 2 * half) return (low + high) / 2;
    return Math.min(Math.max(centre, high - half), low + half);
  }

  /* The wheel belongs to the page until the picture has the focus. */
  place.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !place.contains(document.activeElement)) event.stopImmediatePropagation();
    },
    { capture: true },
  );
})(window.claimgraph);
