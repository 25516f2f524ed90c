/* Draws a concept: a card with its label, and the mark of its kind on the left edge. */
((cg) => {
  "use strict";

  const MARK = 22;
  const marks = new Map(Object.entries(cg.data.marks).map(([name, path]) => [name, new Path2D(path)]));

  function outline(ctx, x, y, width, height, radius) {
    ctx.beginPath();
    ctx.roundRect(x - width / 2, y - height / 2, width, height, radius);
  }

  function drawMark(ctx, node, x, y) {
    ctx.save();
    ctx.translate(x - MARK / 2, y - MARK / 2);
    ctx.scale(MARK / 24, MARK / 24);
    ctx.fillStyle = cg.kindColour(node.colour);
    ctx.strokeStyle = cg.colour("mark-edge");
    ctx.lineWidth = 1.8;
    ctx.lineJoin = "round";
    const path = marks.get(node.mark);
    ctx.fill(path);
    ctx.stroke(path);
    if (node.mark === "warning") {
      ctx.fillStyle = "#fff";
      ctx.fillRect(10.9, 8, 2.2, 7);
      ctx.fillRect(10.9, 16.6, 2.2, 2.4);
    }
    ctx.restore();
  }

  function drawText(ctx, node, x, y) {
    const lines = node.label.split("\n");
    const step = node.size * 1.2;
    ctx.font = cg.font(node.size, node.role === "main" || node.role === "core");
    ctx.fillStyle = cg.colour("ink");
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    lines.forEach((line, index) => {
      const at = y + (index - (lines.length - 1) / 2) * step + 0.5;
      ctx.fillText(line, x + MARK / 4, at, node.w - MARK / 2 - 8);
    });
  }

  /* Concepts that a search has found. */
  cg.hits = new Set();

  /* What is switched on has a heavy edge; what that acts on a ring, dashed or dotted as firmly as it is said. */
  function drawActing(ctx, node, x, y) {
    const firm = cg.weakened.points.get(node.id);
    if (!firm && !cg.on.has(node.id)) return;
    outline(ctx, x, y, node.w + (firm ? 12 : 0), node.h + (firm ? 12 : 0), 12);
    ctx.lineWidth = 3;
    ctx.strokeStyle = cg.colour("minus");
    ctx.setLineDash((firm && cg.dashes(firm)) || []);
    ctx.stroke();
    ctx.setLineDash([]);
    if (!firm) return;
    const [right, top] = [x + node.w / 2, y - node.h / 2 - 4];
    ctx.beginPath();
    ctx.arc(right, top, 11, 0, Math.PI * 2);
    ctx.fillStyle = cg.colour("stage");
    ctx.fill();
    ctx.lineWidth = 1.5;
    ctx.stroke();
    ctx.fillStyle = cg.colour("minus");
    ctx.font = cg.font(14, true);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText("⊣", right, top + 1);
  }

  cg.drawCard = (ctx, node, x, y, state) => {
    const chosen = cg.isChosen(node.id);
    ctx.globalAlpha = cg.isDimmed(node.id) ? 0.2 : 1;
    outline(ctx, x, y, node.w, node.h, 9);
    ctx.fillStyle = cg.colour(node.role === "main" ? "loop-soft" : "card");
    ctx.fill();
    ctx.lineWidth = node.role === "main" ? 2.5 : node.role === "core" ? 2 : 1.2;
    ctx.strokeStyle = cg.colour(
      node.role === "main" || node.role === "core"
        ? "loop"
        : node.mark === "warning"
          ? "kind-warning"
          : "card-edge",
    );
    ctx.stroke();
    if (chosen || state.hover || cg.cursor === node.id) {
      outline(ctx, x, y, node.w + 8, node.h + 8, 12);
      ctx.lineWidth = chosen || cg.cursor === node.id ? 3 : 1.5;
      ctx.strokeStyle = cg.colour(cg.cursor === node.id ? "focus" : "accent");
      ctx.stroke();
    }
    if (cg.hits.has(node.id)) {
      outline(ctx, x, y, node.w + 8, node.h + 8, 12);
      ctx.lineWidth = 4;
      ctx.strokeStyle = cg.colour("hit");
      ctx.stroke();
    }
    drawActing(ctx, node, x, y);
    drawMark(ctx, node, x - node.w / 2, y);
    drawText(ctx, node, x, y);
    ctx.globalAlpha = 1;
  };

  /* vis-network 9.1.2 takes the size of a custom shape from the drawing before last, and adds the
     size of a label it does not draw. Ours are known, so clicks and arrow ends are exact at once. */
  cg.setSize = (id) => {
    const { shape } = cg.network.body.nodes[id];
    const { w, h } = cg.nodes.get(id);
    shape.resize = () => Object.assign(shape, { width: w, height: h, radius: w / 2 });
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
