/* Filters to press: the legend's chips, a list of all there are, and what is active above the picture. */
((cg) => {
  "use strict";

  const { filter } = cg;
  const bar = cg.find("#filters");
  const list = cg.find("#filters-list");
  const panel = cg.find("#filter-panel");
  const facets = new Map(filter.facets.map((facet) => [facet.name, facet]));
  const boxes = [];

  /* What a line of the legend stands for: a sign, or the ways of saying it that are drawn alike. */
  function valuesOf(line) {
    const firm = facets.get("modality").values.filter((value) => value.of === line);
    return firm.length ? ["modality", firm.map((value) => value.id)] : ["sign", [line]];
  }

  const chips = [
    ...cg.findAll("[data-filter-kind]").map((chip) => [chip, "kind", [chip.dataset.filterKind]]),
    ...cg.findAll("[data-filter-line]").map((chip) => [chip, ...valuesOf(chip.dataset.filterLine)]),
  ];

  /* What is chosen stays; the filters go into the address, and come from there into effect. */
  const commit = () => cg.go({ ...cg.state, ...cg.filterFields() });

  for (const [chip, name, ids] of chips) {
    chip.addEventListener("click", () => {
      const on = chip.getAttribute("aria-pressed") !== "true";
      for (const id of ids) filter.show(name, id, on);
      commit();
    });
  }

  function makeValue(facet, value, number) {
    const id = `filter-${facet.name}-${number}`;
    const box = cg.make("input", { type: "checkbox", id });
    const count = cg.make("span", { class: "count" });
    const label = cg.make("label", { for: id }, cg.bdi(value.label), " ", count);
    const only = cg.make("button", { type: "button", "aria-label": `Only ${value.label}` }, "only");
    box.addEventListener("change", () => {
      filter.show(facet.name, value.id, box.checked);
      commit();
    });
    only.addEventListener("click", () => {
      filter.only(facet.name, [value.id]);
      commit();
    });
    boxes.push({ box, count, facet, value });
    return cg.make("li", null, box, label, facet.values.length > 1 ? only : null);
  }

  function makePanel() {
    const groups = filter.facets.map((facet) =>
      cg.make(
        "fieldset",
        { "data-facet": facet.name },
        cg.make("legend", null, facet.title),
        cg.make("ul", null, ...facet.values.map((value, number) => makeValue(facet, value, number))),
      ),
    );
    cg.find("#filter-groups").append(...groups);
  }

  function syncPanel() {
    if (!panel.open) return;
    if (!boxes.length) makePanel();
    const counts = new Map(filter.facets.map(({ name }) => [name, filter.counts(name)]));
    for (const { box, count, facet, value } of boxes) {
      box.checked = filter.isShown(facet.name, value.id);
      count.textContent = cg.many(counts.get(facet.name).get(value.id));
    }
  }

  function makeActive({ name, title, value, text }) {
    const button = cg.make(
      "button",
      { type: "button", class: "active-filter", "aria-label": `Take back the filter ${title}: ${text}` },
      cg.make("b", null, `${title}:`),
      " ",
      cg.bdi(text),
      cg.make("span", { "aria-hidden": "true" }, " ×"),
    );
    button.addEventListener("click", () => {
      const at = cg.findAll("button", list).indexOf(button);
      filter.clear(name, value);
      commit();
      refocus(at);
    });
    return cg.make("li", null, button);
  }

  /* The button that was pressed is gone: the next one, or where filters are chosen, has the focus. */
  function refocus(at) {
    const buttons = cg.findAll("button", list);
    (buttons[Math.min(at, buttons.length - 1)] || cg.find("summary", panel)).focus();
  }

  /* Show the filters as they stand. */
  cg.showFilters = () => {
    for (const [chip, name, ids] of chips) {
      const shown = ids.filter((id) => filter.isShown(name, id)).length;
      const pressed = shown === ids.length ? "true" : shown ? "mixed" : "false";
      chip.setAttribute("aria-pressed", pressed);
    }
    const active = filter.active();
    bar.hidden = active.length === 0;
    list.replaceChildren(...active.map(makeActive));
    cg.find("#filter-count").textContent = active.length ? `${active.length} active` : "";
    syncPanel();
  };

  panel.addEventListener("toggle", syncPanel);
  cg.find("#filters-clear").addEventListener("click", () => {
    filter.clear();
    commit();
    cg.find("summary", panel).focus();
  });
})(window.claimgraph);
