/* Treatments as switches, in the order of care as told: what they are said to weaken is drawn so. */
((cg) => {
  "use strict";

  cg.breaksOpen = () => Boolean(cg.state?.breaks);
  cg.litByBreaks = () => null;

  const pane = cg.find("#breaking");
  if (!pane) return;

  const overview = cg.find("#overview");
  const result = cg.find("#breaking-result");
  const items = new Map(cg.findAll("[data-treatment]", pane).map((item) => [item.dataset.treatment, item]));
  const boxes = new Map();
  const pressed = cg.find("#breaks-toggle");
  const closing = cg.make(
    "button",
    { type: "button", class: "close", "aria-label": "Back to the cycle" },
    "×",
  );
  function leave() {
    cg.go({ breaks: undefined });
    pressed.focus();
  }
  closing.addEventListener("click", leave);
  const sets = [];
  let opened;
  const OPEN = "open";
  /* Only a vicious circle is something to break. */
  const loops = cg.data.loops.filter((loop) => loop.sign > 0);
  const firmOf = (row) => cg.claims[row].firm;
  const nothing = cg.weakened;

  cg.addressField("breaks", {
    check(text) {
      const known = text.split(",").map(cg.decode);
      const on = known.filter((id) => items.has(id));
      if (text !== OPEN && !on.length) return undefined;
      return on.length ? [...new Set(on)].map(encodeURIComponent).join(",") : OPEN;
    },
    apply(value) {
      cg.on = new Set(!value || value === OPEN ? [] : value.split(",").map(cg.decode));
      cg.weakened = cg.on.size
        ? cg.weakenedBy({ breaks: cg.data.breaks, edges: cg.data.edges, loops }, firmOf, cg.on)
        : nothing;
      if (value && opened && value !== opened) cg.say(cg.weakenedInWords(cg.weakened, loops, cg.on.size));
      opened = value;
      show();
    },
    carried: true,
    wire: true,
  });

  /* With nothing else chosen the picture shows what is switched on, what it acts on, and the loops. */
  cg.litByBreaks = () => {
    if (!cg.on.size) return null;
    const lit = new Set([...loops.flatMap((loop) => [...loop.nodes, ...loop.edges]), ...cg.on]);
    for (const [treatment, , rows] of cg.data.breaks) {
      if (!cg.on.has(treatment)) continue;
      for (const edge of rows.map((row) => cg.edges.get(cg.claims[row].edge)).filter(Boolean)) {
        for (const id of [edge.id, edge.from, edge.to]) lit.add(id);
      }
    }
    return lit;
  };

  function choose(on) {
    const ids = [...items.keys()].filter((id) => on.has(id));
    cg.go({ breaks: ids.length ? ids.map(encodeURIComponent).join(",") : OPEN });
  }

  function toggle(id) {
    const on = new Set(cg.on);
    if (!on.delete(id)) on.add(id);
    choose(on);
  }

  const isSet = (ids) => ids.length === cg.on.size && ids.every((id) => cg.on.has(id));

  function loopLink(loop) {
    const firm = cg.weakened.loops.get(loop.name);
    const touched = firm ? ` loop-touched${firm === "aim" ? "-aim" : ""}` : "";
    const said = firm ? `${loop.name}: said to be weakened${firm === "flat" ? "" : `, ${firm}`}` : loop.name;
    return cg.make(
      "a",
      { href: `#loop=${loop.name}`, class: `loop-name${loop.sign < 0 ? " loop-balancing" : ""}${touched}` },
      cg.make("span", { "aria-hidden": "true" }, loop.name),
      cg.make("span", { class: "unseen" }, said),
    );
  }

  function show() {
    for (const [id, box] of boxes) {
      box.checked = cg.on.has(id);
      items.get(id).toggleAttribute("data-on", box.checked);
    }
    for (const [button, ids] of sets) button.setAttribute("aria-pressed", String(isSet(ids)));
    const off = cg.make("button", { type: "button", class: "button button-quiet" }, "Switch all off");
    off.addEventListener("click", () => {
      choose(new Set());
      pane.focus({ preventScroll: true });
    });
    pressed.setAttribute("aria-pressed", String(cg.breaksOpen()));
    result.replaceChildren(
      cg.make("p", null, cg.weakenedInWords(cg.weakened, loops, cg.on.size)),
      cg.make("p", { class: "loop-chips" }, ...loops.slice(0, 24).flatMap((loop) => [loopLink(loop), " "])),
      ...(cg.on.size ? [off] : []),
    );
  }

  function makeSwitch(id, item) {
    const box = cg.make("input", { type: "checkbox", role: "switch" });
    box.addEventListener("change", () => toggle(id));
    const name = cg.find("bdi", item);
    const label = cg.make("label", null, box);
    name.replaceWith(label);
    label.append(name);
    boxes.set(id, box);
  }

  function makeSet(item) {
    const ids = item.dataset.set.split(" ");
    /* Of very many treatments not all have a switch. */
    if (!ids.every((id) => items.has(id))) return;
    const button = cg.make("button", { type: "button", "aria-pressed": "false" }, ...item.childNodes);
    button.addEventListener("click", () => choose(new Set(isSet(ids) ? [] : ids)));
    item.replaceChildren(button);
    sets.push([button, ids]);
  }

  for (const [id, item] of items) makeSwitch(id, item);
  for (const item of cg.findAll("[data-set]", pane)) makeSet(item);
  for (const element of cg.findAll(".scripted", pane)) element.hidden = false;
  pane.prepend(closing);
  pressed.addEventListener("click", () => {
    cg.go({
      view: cg.scope === "all" ? "all" : undefined,
      breaks: cg.breaksOpen() ? undefined : OPEN,
    });
  });

  const showOverview = cg.showOverview;
  cg.showOverview = () => {
    /* Who switches one thing after the other stays where they are in the list. */
    const panel = cg.find("#panel");
    const top = pane.hidden ? 0 : panel.scrollTop;
    showOverview();
    overview.hidden = cg.breaksOpen();
    pane.hidden = !cg.breaksOpen();
    if (cg.breaksOpen()) panel.scrollTop = top;
  };

  const closePanel = cg.closePanel;
  cg.closePanel = () => (pane.hidden ? closePanel() : leave());

  const showDetail = cg.show;
  cg.show = (...children) => {
    showDetail(...children);
    pane.hidden = true;
  };
})(window.claimgraph);
