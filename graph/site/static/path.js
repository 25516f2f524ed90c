/* The way from one concept to another, along the arrows that the filters leave: chosen, shown, told. */
((cg) => {
  "use strict";

  /* The shortest way along arrows that raise or lower; only where there is none, along any. */
  cg.wayFrom = (from, to) => {
    const arrows = cg.data.edges.filter(cg.isArrowLeft);
    const signed = cg.shortestWay(
      arrows.filter((arrow) => arrow.sign),
      from,
      to,
    );
    const way = signed || cg.shortestWay(arrows, from, to);
    return way ? { arrows: way, sign: cg.signOf(way) } : null;
  };

  /* A concept that was pressed is the end of the way that is being chosen, or chosen itself. */
  cg.choose = (id) => {
    const { from, to } = cg.state;
    if (from && !to && id !== from) cg.go({ from, to: id });
    else cg.go({ node: id });
  };

  cg.openPath = () => {
    const first = cg.data.loops[0]?.nodes[0] || cg.data.nodes[0]?.id;
    const from = cg.state.node || first;
    if (!from) return;
    cg.go({ from });
    cg.find("#path-to")?.focus();
  };

  cg.find("#path-open").addEventListener("click", cg.openPath);

  function chooser(id, label, value, change) {
    const select = cg.make("select", { id });
    if (!value) select.append(cg.make("option", { value: "" }, "choose a concept"));
    const kinds = new Map();
    for (const concept of cg.concepts.values()) {
      if (!concept.node) continue;
      if (!kinds.has(concept.kind)) kinds.set(concept.kind, []);
      kinds.get(concept.kind).push(concept);
    }
    const titles = new Map(
      cg.data.facets.find(({ name }) => name === "kind").values.map((v) => [v.id, v.label]),
    );
    for (const [kind, concepts] of kinds) {
      const options = concepts.map((one) => cg.make("option", { value: one.id }, one.label));
      select.append(cg.make("optgroup", { label: titles.get(kind) || kind }, ...options));
    }
    select.value = value || "";
    select.addEventListener("change", () => {
      change(select.value);
      cg.find(`#${id}`)?.focus();
    });
    return cg.make("label", { for: id }, `${label} `, select);
  }

  const DOES = { 1: "raises", "-1": "lowers" };

  function told({ arrows, sign }) {
    const count = `${arrows.length} arrow${arrows.length === 1 ? "" : "s"}`;
    const soft = arrows.filter((arrow) => arrow.firm !== "flat").length;
    const minus = arrows.filter((arrow) => arrow.sign < 0).length;
    const firm = `${soft || "None"} of ${arrows.length === 1 ? "it" : "them"} ${soft === 1 || arrows.length === 1 ? "is" : "are"} hedged, denied or only an aim.`;
    if (!sign)
      return `${count}, no shorter way. Not all of them say “raises” or “lowers”, so the whole says neither. ${firm}`;
    return `${count}, no shorter way. ${minus || "No"} minus sign${minus === 1 ? "" : "s"}, so altogether the first ${DOES[sign]} the last. ${firm}`;
  }

  function stepItem(arrow) {
    const link = cg.make("a", { href: `#link=${encodeURIComponent(arrow.id)}` }, ...cg.edgeTitle(arrow));
    const tag = arrow.firm === "aim" ? "as an aim" : arrow.firm;
    return cg.make(
      "li",
      null,
      link,
      " ",
      arrow.firm === "flat" ? null : cg.make("span", { class: `tag tag-${arrow.firm}` }, tag),
    );
  }

  function none(from, to) {
    const back = cg.wayFrom(to, from);
    const filtered = cg.filter.isActive() ? " that the filters leave" : "";
    const count = back ? `${back.arrows.length} arrow${back.arrows.length === 1 ? "" : "s"}` : "";
    const other = back
      ? ` The other way round there is one of ${count}.`
      : " Nor is there one the other way round.";
    return `There is no path along the arrows${filtered}.${other}`;
  }

  cg.showPath = (from, to) => {
    const way = to ? cg.wayFrom(from, to) : null;
    const text = !to
      ? "Press the concept where it should end, or choose it here."
      : way
        ? told(way)
        : none(from, to);
    const swap = cg.make("button", { type: "button", class: "button button-quiet" }, "The other way round");
    swap.addEventListener("click", () => cg.go({ from: to, to: from }));
    cg.show(
      cg.make("p", { class: "eyebrow" }, "Path along the arrows"),
      cg.make("h2", null, cg.bdi(cg.label(from)), " → ", to ? cg.bdi(cg.label(to)) : "…"),
      cg.make(
        "div",
        { class: "path-ends" },
        chooser("path-from", "From", from, (id) => cg.go({ from: id, to: id === to ? undefined : to })),
        chooser("path-to", "To", to, (id) => id !== from && cg.go({ from, to: id || undefined })),
      ),
      way ? cg.make("ol", { class: "steps" }, ...way.arrows.map(stepItem)) : null,
      cg.make("p", { class: "hint" }, text),
      to ? cg.make("p", { class: "actions" }, swap) : null,
    );
    cg.say(`Path from ${cg.label(from)}${to ? ` to ${cg.label(to)}` : ""}: ${text}`);
  };
})(window.claimgraph);
