/* Where arrows run: the curves of vis-network 9.1.2, and where on them its arrowheads lie, so that what is
   painted before it, or taken away as a file, is what it draws; but for arrows from a concept to itself, which
   are no loops and hardly occur. Values in, values out. */
((cg) => {
  "use strict";

  const MARK = 22;
  cg.markSize = MARK;
  const HALVINGS = 10;
  const NEAR = 0.2;
  /* How large an arrowhead is that does not say so, as in network.py. */
  const SCALE = 0.7;
  /* In lengths of the arrowhead, which points to the right at (0, 0). */
  const POINT = [
    [0, 0],
    [-1, 0.3],
    [-0.9, 0],
    [-1, -0.3],
  ];
  const BAR = [
    [0, 0.5],
    [0, -0.5],
    [-0.15, -0.5],
    [-0.15, 0.5],
  ];
  const round = (value) => Math.round(value * 100) / 100;

  /* How far the edge of a card lies from its middle; arrows end at the card, or at the mark on its left edge.
     The angle is that from the arrow to the middle. */
  cg.reachOf = ({ w, h }, angle) => {
    const [across, down] = [w / 2 / Math.cos(angle), h / 2 / Math.abs(Math.sin(angle))];
    const mark = across > 0 && Math.abs(across * Math.sin(angle)) < MARK / 2 ? MARK / 2 : 0;
    return Math.min(Math.abs(across) + mark, down) + 1;
  };

  /* Where an arrow bends to: the point that vis-network has for "curvedCW". */
  function bend(from, to, bow) {
    const half = bow * 0.5 + 0.5;
    const reach = half * Math.hypot(to.x - from.x, to.y - from.y);
    const angle = (Math.atan2(from.y - to.y, to.x - from.x) + half * Math.PI) % (2 * Math.PI);
    return { x: from.x + reach * Math.sin(angle), y: from.y + reach * Math.cos(angle) };
  }

  const along = (from, via, to, t) => ({
    x: (1 - t) ** 2 * from.x + 2 * (1 - t) * t * via.x + t ** 2 * to.x,
    y: (1 - t) ** 2 * from.y + 2 * (1 - t) * t * via.y + t ** 2 * to.y,
  });

  /* Where a curve meets the card that it leads to, from 0 to 1. */
  function meeting(at, to) {
    let [low, high, t] = [0, 1, 0];
    for (let count = 0; count < HALVINGS; count += 1) {
      t = (low + high) / 2;
      const { x, y } = at(t);
      const over = cg.reachOf(to, Math.atan2(to.y - y, to.x - x)) - Math.hypot(x - to.x, y - to.y);
      if (Math.abs(over) < NEAR) return t;
      if (over < 0) low = t;
      else high = t;
    }
    return t;
  }

  /* How long an arrowhead is, of a line so wide. */
  const lengthOf = ({ arrows }, width) => 15 * (arrows?.to?.scaleFactor ?? SCALE) + 3 * width;

  /* A curve between two cards `from` and `to` ({x, y, w, h}): its path from middle to middle, which the cards
     cover, its end at the card with its direction, its middle, and the point it bends to. */
  cg.arrowBetween = (from, to, bow, length) => {
    if (from.x === to.x && from.y === to.y) return ring(from);
    const via = bend(from, to, bow);
    const at = (t) => along(from, via, to, t);
    const t = meeting(at, to);
    const end = at(t);
    const before = at(t - length / Math.hypot(to.x - from.x, to.y - from.y));
    const [start, control, last] = [from, via, to].map(({ x, y }) => `${round(x)} ${round(y)}`);
    return {
      path: `M${start}Q${control} ${last}`,
      end: { ...end, angle: Math.atan2(end.y - before.y, end.x - before.x) },
      middle: at(0.5),
      via,
    };
  };

  /* From a card to itself. */
  function ring(box) {
    const [x, y] = [box.x + box.w / 2, box.y - box.h / 2];
    return {
      path: `M${round(x - 20)} ${round(y)}a22 22 0 1 1 20 20`,
      end: { x, y: y + 20, angle: Math.PI },
      middle: { x: x + 16, y: y - 16 },
      via: null,
    };
  }

  /* A point for "raises", a bar for "lowers", a small point for other relations. */
  function headOf({ x, y, angle }, sign, length) {
    const [cos, sin] = [length * Math.cos(angle), length * Math.sin(angle)];
    const corners = (sign < 0 ? BAR : POINT).map(
      ([far, aside]) => `${round(x + far * cos - aside * sin)} ${round(y + far * sin + aside * cos)}`,
    );
    return `M${corners.join("L")}z`;
  }

  /* An arrow as it looks: its line and its head, as shapes, and the middle of the line, where its label is. */
  cg.arrowShapes = (edge, boxes, style) => {
    const length = lengthOf(edge, style.width);
    const drawn = cg.arrowBetween(boxes.get(edge.from), boxes.get(edge.to), edge.smooth.roundness, length);
    const line = {
      d: drawn.path,
      fill: "none",
      stroke: style.colour,
      "stroke-width": style.width,
      "stroke-dasharray": style.dashes ? style.dashes.join(" ") : null,
      "stroke-linecap": style.dashes ? "round" : null,
    };
    return {
      line: ["path", line],
      head: ["path", { d: headOf(drawn.end, edge.sign, length), fill: style.colour }],
      middle: drawn.middle,
    };
  };
})(window.claimgraph);
