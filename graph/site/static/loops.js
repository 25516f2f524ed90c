/* A loop in the panel: its steps, one lit up at a time, with claims and with what acts there. */
((cg) => {
  "use strict";

  function stepItem(loop, index, current) {
    const edge = cg.edges.get(loop.edges[index]);
    const item = cg.make(
      "li",
      { "aria-current": index === current ? "step" : null },
      cg.make("a", { href: `#loop=${loop.name}&step=${index + 1}` }, ...cg.edgeTitle(edge)),
    );
    if (edge.firm !== "flat") {
      item.append(
        " ",
        cg.make("span", { class: `tag tag-${edge.firm}` }, edge.firm === "aim" ? "as an aim" : edge.firm),
      );
    }
    return item;
  }

  function button(text, state, quiet) {
    const made = cg.make("button", { type: "button", class: quiet ? "button button-quiet" : "button" }, text);
    made.addEventListener("click", () => {
      cg.go(state);
      const again = cg.findAll("#detail .actions button").find((one) => one.textContent === text);
      if (again) again.focus();
    });
    return made;
  }

  function verdict(loop) {
    const edges = loop.edges.map((id) => cg.edges.get(id));
    const minus = edges.filter((edge) => edge.sign < 0).length;
    const soft = edges.filter((edge) => edge.firm !== "flat").length;
    const kind =
      loop.sign > 0 ? "reinforcing: each turn feeds the next" : "balancing: it holds itself in check";
    return `${minus || "No"} minus ${minus === 1 ? "sign" : "signs"}, so it is ${kind}. ${soft || "None"} of its ${edges.length} arrows are hedged or only an aim.`;
  }

  cg.showLoop = (name, step) => {
    const loop = cg.loopByName.get(name);
    const count = loop.edges.length;
    const current = step ? step - 1 : -1;
    const edge = step ? cg.edges.get(loop.edges[current]) : null;
    const claims = edge ? edge.claims.map((index) => cg.claimCard(cg.claims[index])) : [];
    cg.show(
      cg.make(
        "p",
        { class: "eyebrow" },
        loop.told ? "A circle the article tells" : "A circle found in the claims",
      ),
      cg.make(
        "h2",
        null,
        loop.sign > 0 ? "Reinforcing loop " : "Balancing loop ",
        cg.make("span", { class: "loop-name" }, name),
      ),
      cg.make("ol", { class: "steps" }, ...loop.edges.map((_, index) => stepItem(loop, index, current))),
      cg.make(
        "p",
        { class: "actions" },
        button(step ? "Next arrow" : "Go round it", { loop: name, step: step ? (step % count) + 1 : 1 }),
        step ? button("Back", { loop: name, step: ((step + count - 2) % count) + 1 }, true) : null,
        step ? button("Whole loop", { loop: name }, true) : null,
      ),
      step ? null : cg.make("p", { class: "hint" }, verdict(loop)),
      step ? cg.make("h3", null, `Arrow ${step} of ${count}: who says so`) : null,
      ...claims,
      step ? cg.actingOn(edge.to) || cg.actingOn(edge.id) : null,
    );
    cg.say(
      step
        ? `Arrow ${step} of ${count}: ${cg.label(edge.from)} ${edge.sign > 0 ? "raises" : "lowers"} ${cg.label(edge.to)}`
        : `Loop ${name}. ${verdict(loop)}`,
    );
  };
})(window.claimgraph);
