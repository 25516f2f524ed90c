/* The picture to take away: as SVG, as PNG, and on paper. */
((cg) => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
  const clean = (words) => String(words).replace(NOT_IN_XML, "\ufffd");

  /* Make elements of a tree; text only ever becomes text. */
  function element([name, attributes, ...children]) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && key !== "xmlns") made.setAttribute(key, clean(value));
    }
    made.append(...children.map((child) => (Array.isArray(child) ? element(child) : clean(child))));
    return made;
  }

  const look = () => ({
    edge: cg.edgeLook,
    node: cg.cardLook,
    colour: cg.colour,
    font: cg.colour("sans"),
  });

  function shaft(colour, dashes, end) {
    const style = { stroke: cg.colour(colour), "stroke-width": 2.4, fill: "none" };
    const ends = {
      point: ["path", { d: "M22-5l9 5-9 5z", fill: cg.colour(colour) }],
      bar: ["path", { d: "M30-7V7", ...style, "stroke-width": 4 }],
    };
    return [
      ["path", { d: "M0 0H30", ...style, "stroke-dasharray": dashes?.join(" ") ?? null }],
      ...(end ? [ends[end]] : []),
    ];
  }

  const letters = (words) => [
    ["text", { x: 30, y: 5, "text-anchor": "end", fill: cg.colour("ink"), "font-weight": 700 }, words],
  ];

  /* What occurs in the picture is explained, and nothing else. */
  function legend(nodes, edges) {
    const kinds = new Map(nodes.map((node) => [node.kind, node]));
    const has = (test) => edges.some(test);
    const marked = (sign) => has((edge) => cg.lineStyle(edge).label.split(" ").includes(sign));
    const lines = [
      [has((edge) => edge.loop), shaft("loop", null, "point"), "part of a loop"],
      [has((edge) => edge.sign > 0), shaft("plus", null, "point"), "+ raises"],
      [has((edge) => edge.sign < 0), shaft("minus", null, "bar"), "− lowers"],
      [has((edge) => !edge.sign), shaft("other", null, "point"), "another relation"],
      [has((edge) => edge.firm === "flat"), shaft("ink-soft", null), "said flatly"],
      [has((edge) => edge.firm === "hedged"), shaft("ink-soft", cg.dashes("hedged")), "hedged"],
      [has((edge) => edge.firm === "aim"), shaft("ink-soft", cg.dashes("aim")), "only an aim"],
      [has((edge) => edge.firm === "denied"), shaft("ink-soft", cg.dashes("denied")), "denied"],
      [marked("≠"), letters("≠"), "the opposite is claimed too"],
      [marked("%"), letters("%"), "figure with a source"],
      [marked("%?"), letters("%?"), "figure, no source named"],
      [marked("$"), letters("$"), "somebody’s interest"],
      [cg.weakened.edges.size > 0, letters("⊣"), "said to be weakened by what is switched on"],
    ];
    const shapes = [...kinds.values()].map((node) => ({
      text: cg.kindName(cg.concepts.get(node.id)),
      sign: [
        [
          "path",
          {
            d: cg.data.marks[node.mark],
            transform: "translate(8 -10) scale(0.85)",
            fill: cg.kindColour(node.colour),
            stroke: cg.colour("mark-edge"),
            "stroke-width": 1.8,
          },
        ],
      ],
    }));
    return [...shapes, ...lines.filter(([on]) => on).map(([, sign, words]) => ({ sign, text: words }))];
  }

  /* What is drawn now, as values. */
  function scene() {
    const nodes = cg.data.nodes
      .filter((node) => !cg.isHiddenNode(node))
      .map((node) => ({ ...node, ...cg.at(node.id), title: cg.label(node.id) }));
    const edges = cg.inOrder
      .filter((edge) => !cg.isHiddenEdge(edge))
      .map((edge) => ({
        ...edge,
        title: cg
          .edgeTitle(edge)
          .map((part) => part.textContent ?? part)
          .join(""),
      }));
    const shown = new Set(nodes.map((node) => node.id));
    const titles = (cg.around ? cg.around.titles : cg.data.blocks).filter((block) =>
      block.members.some((id) => shown.has(id)),
    );
    const on = [...cg.on].map(cg.label).join(", ");
    return {
      nodes,
      edges,
      titles,
      heading: cg.find("h1").textContent.trim(),
      lines: [
        `What is claimed, not what is so; no medical advice (${cg.find("#shown").textContent}).`,
        ...(on ? [`Switched on: ${on}`] : []),
      ],
      entries: legend(nodes, edges),
      loop: cg.loopDrawn(),
    };
  }

  /* The picture as an SVG element. */
  cg.asSvg = () => element(cg.drawPicture(scene(), look()));

  const written = (svg) => new XMLSerializer().serializeToString(svg);

  /* Hand a file to the browser to save. */
  cg.save = (blob, name) => {
    const link = cg.make("a", { href: URL.createObjectURL(blob), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    cg.say(`${name} is saved`);
  };

  cg.saveSvg = () => cg.save(new Blob([written(cg.asSvg())], { type: "image/svg+xml" }), "claimgraph.svg");

  /* Twice as large as on the screen, as far as browsers make pictures. */
  cg.savePng = async () => {
    const svg = cg.asSvg();
    const [width, height] = ["width", "height"].map((name) => Number(svg.getAttribute(name)));
    const scale = Math.min(2, 8000 / Math.max(width, height));
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written(svg))}`;
    await image.decode();
    const canvas = cg.make("canvas", {
      width: Math.round(width * scale),
      height: Math.round(height * scale),
    });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => cg.save(blob, "claimgraph.png"), "image/png");
  };

  cg.find("#save-svg").addEventListener("click", cg.saveSvg);
  /* On paper the picture is drawn anew, on white whatever the screen has, with its legend; of the table those
     claims are printed that it rests on. */
  function prepare() {
    release();
    const cited = new Set(
      cg.data.edges.filter((edge) => !cg.isHiddenEdge(edge)).flatMap((edge) => edge.claims),
    );
    for (const claim of cg.claims) claim.row.toggleAttribute("data-uncited-here", !cited.has(claim.index));
    cg.onPaper(() => cg.find(".frame").append(cg.make("div", { class: "on-paper" }, cg.asSvg())));
  }

  function release() {
    for (const old of cg.findAll(".on-paper")) old.remove();
  }

  addEventListener("beforeprint", prepare);
  addEventListener("afterprint", release);
  cg.find("#save-print").addEventListener("click", () => print());
  cg.find("#save-png").addEventListener("click", cg.savePng);
})(window.claimgraph);
