/* The picture as lines and shapes, for files and paper. Values in, values out: a tree of
   [name, attributes, ...children] after SVG 2. */
((cg) => {
  "use strict";

  const MARK = cg.markSize;
  const round = (value) => Math.round(value * 10) / 10;

  function text(words, attributes) {
    return ["text", attributes, words];
  }

  function arrow(edge, boxes, look) {
    const style = look.edge(edge);
    const { line, head, middle } = cg.arrowShapes(edge, boxes, style);
    const group = ["g", { opacity: style.opacity }, ["title", {}, edge.title], line, head];
    if (!style.label) return [group];
    const halo = { stroke: look.colour("stage"), "stroke-width": 5, "paint-order": "stroke" };
    const place = { x: round(middle.x), y: round(middle.y + style.size / 3) };
    return [
      group,
      text(style.label, {
        ...place,
        ...halo,
        fill: style.ink,
        "font-size": style.size,
        "text-anchor": "middle",
      }),
    ];
  }

  const frame = ({ x, y, w, h }, grow, rx, drawn) => [
    "rect",
    {
      x: round(x - w / 2 - grow),
      y: round(y - h / 2 - grow),
      width: w + 2 * grow,
      height: h + 2 * grow,
      rx,
      fill: "none",
      ...drawn,
    },
  ];

  const card = (node, { fill, stroke, width }) => frame(node, 0, 9, { fill, stroke, "stroke-width": width });

  const mark = (look, at) => [
    ["path", { ...look.mark, at, "stroke-width": 1.8, "stroke-linejoin": "round" }],
    ...(look.inner ? [["path", { ...look.inner, at }]] : []),
  ];

  /* How a concept looks on the screen, in files and on paper: shapes in the terms of SVG, the lowest first.
     Besides, `at` says where a mark is moved to and how it is scaled, and `room` how wide a line may be. */
  cg.cardShapes = (node, look) => {
    const { x, y, w, h, size, label } = node;
    const at = [round(x - w / 2 - MARK / 2), round(y - MARK / 2), MARK / 24];
    const lines = label.split("\n");
    const words = (line, index) => [
      "text",
      {
        x: round(x + MARK / 4),
        y: round(y + (index - (lines.length - 1) / 2) * size * 1.2 + size * 0.36),
        room: w - MARK / 2 - 8,
        fill: look.ink,
        "font-size": size,
        "font-weight": look.bold ? 600 : null,
        "text-anchor": "middle",
      },
      line,
    ];
    return [
      card(node, look),
      ...look.rings.map(({ grow, ...drawn }) => frame(node, grow, grow ? 12 : 9, drawn)),
      ...mark(look, at),
      ...lines.map(words),
      ...(look.badge ? badge(x + w / 2, y - h / 2 - 4, look.badge) : []),
    ];
  };

  /* A concept where its letters could not be read: the mark alone, as large as the card. */
  cg.smallShapes = (node, look) => {
    const half = Math.min(node.h, 34) / 2;
    return [card(node, look), ...mark(look, [node.x - half, node.y - half, half / 12])];
  };

  /* Letters in a small circle. */
  const badge = (x, y, { sign, fill, colour }) => [
    [
      "rect",
      { x: x - 11, y: y - 11, width: 22, height: 22, rx: 11, fill, stroke: colour, "stroke-width": 1.5 },
    ],
    [
      "text",
      { x, y: y + 6, fill: colour, "font-size": 14, "font-weight": 600, "text-anchor": "middle" },
      sign,
    ],
  ];

  /* The ground below a loop whose cards stand around (0, 0), and its name in the middle. */
  cg.loopShapes = ({ nodes, name, does, sign }, look) => {
    const most = (side) => Math.max(...nodes.map((node) => Math.abs(node[side])));
    const oval = (rx, ry, drawn) => [
      "rect",
      { x: -rx, y: -ry, width: 2 * rx, height: 2 * ry, rx, ry, ...drawn },
    ];
    const middle = { x: 0, fill: look.ink, "text-anchor": "middle" };
    const high = most("y") + 6;
    return {
      under: [oval(Math.max(most("x"), high * 0.8) + 6, high, { fill: look.fill })],
      over: [
        oval(48, 38, { fill: look.fill, opacity: 0.9 }),
        [
          "text",
          { ...middle, y: 0, "font-size": 34, "font-weight": 700, "font-family": look.face },
          `${sign > 0 ? "↻" : "⇄"} ${name}`,
        ],
        ["text", { ...middle, y: 22, "font-size": 14, "font-weight": 600 }, does],
      ],
    };
  };

  const inSvg = ([name, { at, room, ...attributes }, ...children]) => [
    name,
    at
      ? { ...attributes, transform: `translate(${at[0]} ${at[1]}) scale(${Math.round(at[2] * 1000) / 1000})` }
      : attributes,
    ...children,
  ];

  function concept(node, look) {
    const style = look.node(node);
    return [
      "g",
      { opacity: style.opacity },
      ["title", {}, node.title],
      ...cg.cardShapes(node, style).map(inSvg),
    ];
  }

  function bounds(nodes) {
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const { x, y, w, h } of nodes) {
      box.left = Math.min(box.left, x - w / 2);
      box.right = Math.max(box.right, x + w / 2);
      box.top = Math.min(box.top, y - h / 2);
      box.bottom = Math.max(box.bottom, y + h / 2);
    }
    return box;
  }

  /* Rows of the legend, filled from the left; gives them with the height they take. */
  function legend(entries, left, top, width, look) {
    let x = left;
    let y = top;
    const drawn = entries.map((entry) => {
      const wide = 46 + entry.text.length * 8.6;
      if (x + wide > left + width && x > left) {
        x = left;
        y += 28;
      }
      const place = `translate(${round(x)} ${round(y)})`;
      x += wide + 14;
      return [
        "g",
        { transform: place },
        ...entry.sign,
        text(entry.text, { x: 40, y: 5, fill: look.colour("ink"), "font-size": 15 }),
      ];
    });
    return { drawn, bottom: y + 14 };
  }

  /* Draw cards, arrows and titles, as `look` has them, with a heading and a legend; units of the picture. */
  cg.drawPicture = ({ nodes, edges, titles, heading, lines, entries, loop }, look) => {
    const boxes = new Map(nodes.map((node) => [node.id, node]));
    const box = bounds(nodes);
    const left = Math.floor(box.left - 50);
    const width = Math.max(Math.ceil(box.right + 40) - left, 640);
    const head = 70 + 24 * lines.length;
    const top = Math.floor(box.top - 70 - head);
    const key = legend(entries, left + 24, box.bottom + 64, width - 48, look);
    const height = Math.ceil(key.bottom + 20) - top;
    const soft = look.colour("ink-soft");
    return [
      "svg",
      {
        xmlns: "http://www.w3.org/2000/svg",
        viewBox: `${left} ${top} ${width} ${height}`,
        width,
        height,
        role: "img",
        "font-family": look.font,
      },
      ["title", {}, heading],
      ["rect", { x: left, y: top, width, height, fill: look.colour("stage") }],
      text(heading, {
        x: left + 24,
        y: top + 46,
        fill: look.colour("ink"),
        "font-size": 30,
        "font-weight": 700,
      }),
      ...lines.map((line, index) =>
        text(line, { x: left + 24, y: top + 76 + 24 * index, fill: soft, "font-size": 17 }),
      ),
      ...(loop ? loop.under : []),
      ...titles.map((title) =>
        text(title.title.toUpperCase(), {
          x: title.x,
          y: title.y - 8,
          fill: soft,
          "font-size": 17,
          "font-weight": 600,
        }),
      ),
      ...edges.flatMap((edge) => arrow(edge, boxes, look)),
      ...nodes.map((node) => concept(node, look)),
      ...(loop ? loop.over : []),
      ...key.drawn,
    ];
  };
})(window.claimgraph);
