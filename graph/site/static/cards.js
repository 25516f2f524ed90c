/* Draws a concept: a card with its label, and the mark of its kind on the left edge. */
((cg) => {
  "use strict";

  /* Letters smaller than this on the screen cannot be read: then only the marks are drawn. */
  const LEAST = 6;
  const paths = new Map();

  /* Concepts that a search has found. */
  cg.hits = new Set();

  /* What there is to say about a concept with rings around it, innermost first: what is switched on has a
     heavy edge; what that acts on a ring, dashed or dotted as firmly as it is said. */
  function rings(node, state) {
    const ring = (grow, width, colour, dashes) => ({
      grow,
      stroke: cg.colour(colour),
      "stroke-width": width,
      "stroke-dasharray": dashes?.join(" ") ?? null,
    });
    const chosen = cg.isChosen(node.id) || cg.cursor === node.id;
    const struck = cg.weakened.points.get(node.id);
    return [
      ...(chosen || state.hover
        ? [ring(4, chosen ? 3 : 1.5, cg.cursor === node.id ? "focus" : "accent")]
        : []),
      ...(cg.hits.has(node.id) ? [ring(4, 4, "hit")] : []),
      ...(struck ? [ring(6, 3, "minus", cg.dashes(struck))] : []),
      ...(!struck && cg.on.has(node.id) ? [ring(0, 3, "minus")] : []),
    ];
  }

  /* The colours of a concept and what is the matter with it; `state` is what the mouse does. The conditions of
     the main loop are what the picture is about. */
  cg.cardLook = (node, state = {}) => {
    const main = node.role === "main";
    const core = main || node.role === "core";
    const full = main && node.kind === "Condition";
    const warning = node.mark === "warning";
    return {
      fill: cg.colour(full ? "loop" : main ? "loop-soft" : "card"),
      ink: cg.colour(full ? "on-loop" : "ink"),
      stroke: cg.colour(core ? "loop" : warning ? "kind-warning" : "card-edge"),
      width: main ? 2.5 : core ? 2 : 1.2,
      bold: core,
      mark: {
        d: cg.data.marks[node.mark],
        fill: cg.kindColour(node.colour),
        stroke: cg.colour("mark-edge"),
      },
      inner: warning ? { d: cg.data.marks["!"], fill: "#fff" } : null,
      rings: rings(node, state),
      badge: cg.weakened.points.has(node.id)
        ? { sign: "⊣", fill: cg.colour("stage"), colour: cg.colour("minus") }
        : null,
      opacity: cg.isDimmed(node.id) ? 0.2 : 1,
    };
  };

  /* Fill and stroke a shape of drawing.js. What is drawn in every frame sets no more than it needs. */
  function paint(ctx, [name, drawn, words]) {
    const { fill, stroke, opacity, "stroke-dasharray": dashes } = drawn;
    const alpha = ctx.globalAlpha;
    if (opacity) ctx.globalAlpha = alpha * opacity;
    ctx.fillStyle = fill;
    if (stroke) {
      ctx.strokeStyle = stroke;
      ctx.lineWidth = drawn["stroke-width"];
      ctx.lineJoin = "round";
    }
    if (dashes) ctx.setLineDash(dashes.split(" ").map(Number));
    if (drawn["stroke-linecap"]) ctx.lineCap = drawn["stroke-linecap"];
    if (name === "text") {
      ctx.font = cg.font(drawn["font-size"], drawn["font-weight"], drawn["font-family"]);
      ctx.textAlign = "center";
      ctx.textBaseline = "alphabetic";
      ctx.fillText(words, drawn.x, drawn.y, drawn.room);
    } else if (name === "path" && !drawn.at) {
      const path = new Path2D(drawn.d);
      if (fill !== "none") ctx.fill(path);
      if (stroke) ctx.stroke(path);
    } else if (name === "path") {
      if (!paths.has(drawn.d)) paths.set(drawn.d, new Path2D(drawn.d));
      const [x, y, scale] = drawn.at;
      ctx.translate(x, y);
      ctx.scale(scale, scale);
      ctx.fill(paths.get(drawn.d));
      if (stroke) ctx.stroke(paths.get(drawn.d));
      ctx.scale(1 / scale, 1 / scale);
      ctx.translate(-x, -y);
    } else {
      const { rx, ry = rx } = drawn;
      ctx.beginPath();
      ctx.roundRect(drawn.x, drawn.y, drawn.width, drawn.height, rx === ry ? rx : { x: rx, y: ry });
      if (fill !== "none") ctx.fill();
      if (stroke) ctx.stroke();
    }
    if (dashes) ctx.setLineDash([]);
    ctx.globalAlpha = alpha;
  }

  cg.paint = (ctx, shapes) => {
    for (const shape of shapes) paint(ctx, shape);
  };

  cg.isFar = (node) => node.size * cg.scale() < LEAST;

  cg.drawCard = (ctx, node, x, y, state) => {
    const look = cg.cardLook(node, state);
    const letters = node.size * cg.scale();
    ctx.save();
    ctx.translate(x, y);
    ctx.globalAlpha = look.opacity;
    const small = cg.isFar(node);
    const shapes = small && !look.rings.length ? cg.smallShapes : cg.cardShapes;
    /* What is chosen or pointed at among small marks is drawn large enough to read. */
    if (small && look.rings.length) ctx.scale(12 / letters, 12 / letters);
    cg.paint(ctx, shapes({ ...node, x: 0, y: 0 }, look));
    ctx.restore();
  };

  /* vis-network 9.1.2 takes the size of a custom shape from the drawing before last, and adds the
     size of a label it does not draw. Ours are known, so clicks and arrow ends are exact at once. */
  cg.setSize = (id) => {
    const { shape } = cg.network.body.nodes[id];
    const { w, h } = cg.nodes.get(id);
    shape.resize = () => Object.assign(shape, { width: w, height: h, radius: w / 2 });
    shape.distanceToBorder = (_, angle) => cg.reachOf({ w, h }, angle);
    shape.updateBoundingBox = (x, y) => {
      shape.resize();
      Object.assign(shape, { left: x - w / 2, top: y - h / 2 });
      shape.boundingBox = { left: x - w / 2, top: y - h / 2, right: x + w / 2, bottom: y + h / 2 };
    };
    const { x, y } = cg.at(id);
    shape.updateBoundingBox(x, y);
  };

  /* What vis-network asks for when a shape is "custom". */
  cg.renderCard = ({ ctx, id, x, y, state }) => {
    const node = cg.nodes.get(id);
    return {
      drawNode() {
        cg.drawCard(ctx, node, x, y, state);
      },
      nodeDimensions: { width: node.w, height: node.h },
    };
  };
})(window.claimgraph);
