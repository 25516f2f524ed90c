/* The opening picture, painted before vis-network runs, which takes longer than all the rest: the shapes of
   drawing.js, where and in the order in which vis-network draws the same. It takes the place of this one. */
((cg) => {
  "use strict";

  const place = cg.find("#canvas");

  function label(ctx, look, { x, y }) {
    if (!look.label) return;
    ctx.font = cg.font(look.size);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 5;
    ctx.strokeStyle = cg.colour("stage");
    ctx.strokeText(look.label, x, y);
    ctx.fillStyle = look.ink;
    ctx.fillText(look.label, x, y);
  }

  function draw(ctx) {
    const nodes = cg.data.nodes.filter((node) => !cg.isHiddenNode(node));
    const arrows = cg.inOrder
      .filter((edge) => !cg.isHiddenEdge(edge))
      .map((edge) => {
        const look = cg.edgeLook(edge);
        return { look, ...cg.arrowShapes(edge, cg.nodes, look) };
      });
    cg.drawBelow(ctx);
    for (const { look, line, middle } of arrows) {
      ctx.globalAlpha = look.opacity;
      cg.paint(ctx, [line]);
      ctx.globalAlpha = 1;
      label(ctx, look, middle);
    }
    for (const node of nodes) cg.drawCard(ctx, node, node.x, node.y);
    for (const { look, head } of arrows) {
      ctx.globalAlpha = look.opacity;
      cg.paint(ctx, [head]);
    }
    ctx.globalAlpha = 1;
    cg.drawAbove(ctx);
  }

  /* Paint what is shown where nothing was asked for. */
  cg.preview = () => {
    const [width, height] = [place.clientWidth, place.clientHeight];
    const ratio = devicePixelRatio;
    const canvas = cg.make("canvas", {
      class: "preview",
      width: Math.round(width * ratio),
      height: Math.round(height * ratio),
    });
    const { position, scale } = cg.openingPlace();
    cg.paintedScale = scale;
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    ctx.translate(width / 2 - position.x * scale, height / 2 - position.y * scale);
    ctx.scale(scale, scale);
    draw(ctx);
    place.append(canvas);
    cg.tellHowMuch();
  };
})(window.claimgraph);
