/* A loop in the panel: its steps, one lit up at a time, with claims, in plain words, and with what acts there. */
((cg) => {
  "use strict";

  const said = (firm) => cg.make("span", { class: `tag tag-${firm}` }, firm === "aim" ? "as an aim" : firm);

  /* One arrow of the loop, with the steps of the article's telling at which it is told. */
  function stepItem(loop, index, current) {
    const edge = cg.edges.get(loop.edges[index]);
    const item = cg.make(
      "li",
      { "aria-current": index === current ? "step" : null },
      cg.make("a", { href: `#loop=${loop.name}&step=${index + 1}` }, ...cg.edgeTitle(edge)),
    );
    if (edge.firm !== "flat") item.append(" ", said(edge.firm));
    if (cg.weakened.edges.has(edge.id)) item.append(" ", cg.make("b", { title: "said to be weakened" }, "⊣"));
    const items = loop.items?.[index] || [];
    const steps = items.length ? `told: ${items.join(" and ")}` : "not told";
    if (loop.told) item.append(" ", cg.make("small", { class: "told" }, steps));
    if (index === current) item.append(sentence(edge) || "");
    return item;
  }

  /* Its part in the panel stays in the focus while the panel is made anew. */
  function button(part, text, act, quiet) {
    const style = quiet ? "button button-quiet" : "button";
    const made = cg.make("button", { type: "button", class: style, "data-part": part }, text);
    made.addEventListener("click", act);
    return made;
  }

  const goTo = (loop, step) => () => cg.go({ loop, step });

  function actions(name, step, count) {
    const playing = cg.isPlaying(name);
    return cg.make(
      "p",
      { class: "actions" },
      button("next", step ? "Next arrow" : "Go round it", goTo(name, step ? (step % count) + 1 : 1)),
      step ? button("back", "Back", goTo(name, ((step + count - 2) % count) + 1), true) : null,
      button(
        "play",
        playing ? "Pause" : "Play",
        () => {
          if (!playing) return cg.startPlaying(name, step);
          cg.stopPlaying();
          return cg.apply(cg.state, false);
        },
        true,
      ),
      step ? button("whole", "Whole loop", goTo(name), true) : null,
    );
  }

  /* The firmest claim of an arrow as a plain sentence: how firmly it is said, and on what evidence. */
  function sentence(edge) {
    if (!edge.claims.length) return null;
    const claims = edge.claims.map((index) => cg.claims[index]);
    const more = claims.length - 1 + (edge.more || 0);
    const others = more
      ? ` ${more === 1 ? "One more claim says" : `${cg.many(more)} more claims say`} it too.`
      : "";
    return cg.make("p", { class: "plain" }, cg.plainly(cg.factsOf(claims[0])) + others);
  }

  /* By how many articles a circle is told, on a page of several. */
  function toldBy(count) {
    if (!count) return "A circle found in the claims";
    if (count > 1) return `A circle that ${cg.many(count)} articles tell`;
    return cg.find("#articles") ? "A circle that an article tells" : "A circle the article tells";
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
    const part = cg.find("#detail").contains(document.activeElement)
      ? document.activeElement.dataset.part
      : null;
    cg.show(
      cg.make("p", { class: "eyebrow" }, toldBy(loop.told)),
      cg.make(
        "h2",
        null,
        loop.sign > 0 ? "Reinforcing loop " : "Balancing loop ",
        cg.make("span", { class: "loop-name" }, name),
      ),
      cg.make("ol", { class: "steps" }, ...loop.edges.map((_, index) => stepItem(loop, index, current))),
      actions(name, step, count),
      step ? null : cg.make("p", { class: "hint" }, verdict(loop)),
      step ? cg.make("h3", null, `Arrow ${step} of ${count}: who says so`) : null,
      ...claims,
      step ? cg.actingOn(edge.to) || cg.actingOn(edge.id) : null,
    );
    if (part) (cg.find(`#detail [data-part=${part}]`) || cg.find("#detail [data-part=next]")).focus();
    cg.say(
      step
        ? `Arrow ${step} of ${count}: ${cg.label(edge.from)} ${edge.sign > 0 ? "raises" : "lowers"} ${cg.label(edge.to)}`
        : `Loop ${name}. ${verdict(loop)}`,
    );
  };
})(window.claimgraph);
