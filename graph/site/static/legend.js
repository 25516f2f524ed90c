/* The lens: what the colour of an arrow stands for, chosen beside the legend, which changes with it. */
((cg) => {
  "use strict";

  const select = cg.find("#lens");
  const legend = cg.find(".legend");
  const row = cg.find("#lens-legend");
  const lines = cg.find(".legend-row.lines");
  /* What a lens is about, as far as one can filter by it. */
  const FACETS = { evidence: "depth", status: "status", interest: "interest" };

  cg.addressField("lens", {
    check: (text) => (cg.lenses.has(text) ? text : undefined),
    apply(name) {
      cg.lens = name;
    },
    carried: true,
  });

  select.addEventListener("change", () => {
    cg.go({ ...cg.state, lens: select.value || undefined });
    cg.say(`Arrows are coloured by ${chosenText()}`);
  });

  const chosenText = () => select.selectedOptions[0].textContent;

  /* A line in the colour of a value, as the arrows of the picture are drawn. */
  function swatch(colour) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "line line-lens");
    svg.setAttribute("viewBox", "0 0 44 14");
    svg.setAttribute("aria-hidden", "true");
    svg.style.setProperty("--line", `var(--${colour})`);
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", "shaft");
    path.setAttribute("d", "M2 7H40");
    svg.append(path);
    return svg;
  }

  function words(name, id, look) {
    const facet = cg.data.facets.find((one) => one.name === FACETS[name]);
    return look.label || facet.values.find((value) => value.id === id)?.label || id;
  }

  function entry(name, id, look, count) {
    return cg.make(
      "li",
      { class: "key", "data-lens-value": id },
      swatch(look.colour),
      look.mark ? cg.make("b", null, look.mark) : null,
      words(name, id, look),
      " ",
      cg.make("span", { class: "count" }, count),
    );
  }

  /* What is written on arrows whatever the lens is always explained. */
  for (const [name, facet] of Object.entries(FACETS)) {
    for (const [id, look] of cg.lenses.get(name).values) {
      const bears = cg.data.edges.some(
        (edge) => cg.lenses.get(name).of(edge) === id && cg.isMarked(facet, id),
      );
      if (!look.mark || !bears) continue;
      lines.append(cg.make("li", { class: "key" }, cg.make("b", null, look.mark), words(name, id, look)));
    }
  }

  /* Explain the values that occur, with the number of arrows that have each. */
  cg.showLens = () => {
    const lens = cg.lenses.get(cg.lens);
    select.value = cg.lens || "";
    legend.dataset.lens = cg.lens || "";
    row.hidden = !lens || cg.lens === "firmness";
    row.replaceChildren();
    if (!lens) return;
    const counts = new Map();
    for (const edge of cg.data.edges) counts.set(lens.of(edge), (counts.get(lens.of(edge)) || 0) + 1);
    for (const [id, look] of lens.values) {
      if (counts.has(id)) row.append(entry(cg.lens, id, look, counts.get(id)));
    }
  };
})(window.claimgraph);
