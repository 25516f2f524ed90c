/* The language of the concepts' labels, where they have several. All else stays in the language of the page. */
((cg) => {
  "use strict";

  const tongues = new Map(Object.entries(cg.data.tongues || {}));
  const own = document.documentElement.lang;
  /* What is not a label, though it may read like one. */
  const ASIDE = ".alts, .tongues, .said, th, h1";
  const first = new Map();
  let now;

  /* A concept's labels in the other languages, to be found by. */
  cg.otherLabels = (id) => [
    ...[...tongues.values()].map((labels) => labels[id]?.[0]).filter(Boolean),
    ...(now ? [first.get(id).label] : []),
  ];
  cg.addressField("lang", {
    check: (text) => (tongues.has(text) ? text : undefined),
    apply: (text) => speak(text),
    carried: true,
  });
  for (const { id, label, node } of cg.concepts.values()) first.set(id, { label, drawn: node?.label });

  /* A label that two concepts share names neither. */
  function unambiguous(labelOf) {
    const found = new Map();
    for (const id of cg.concepts.keys()) {
      const label = labelOf(id);
      found.set(label, found.has(label) ? null : id);
    }
    return found;
  }

  const byFirst = unambiguous((id) => first.get(id).label);
  let byNow = byFirst;
  const known = new WeakMap();

  /* Where a label stands in a part of the page, it is put into the language chosen, and marked as such. */
  cg.translate = (part) => {
    if (!now && byNow === byFirst) return;
    for (const place of cg.findAll("bdi", part)) {
      if (place.closest(ASIDE)) continue;
      const text = place.textContent;
      const id = known.get(place) || byNow.get(text) || byFirst.get(text);
      if (!id) continue;
      known.set(place, id);
      const label = cg.label(id);
      if (text !== label) place.textContent = label;
      if (now && tongues.get(now)[id]) place.lang = now;
      else place.removeAttribute("lang");
    }
  };

  function speak(language) {
    if (language === now) return;
    now = language;
    for (const concept of cg.concepts.values()) {
      const told = now && tongues.get(now)[concept.id];
      const { label, drawn } = first.get(concept.id);
      concept.label = told ? told[0] : label;
      if (concept.node) concept.node.label = told ? told[1] : drawn;
    }
    const before = byNow;
    byNow = unambiguous((id) => cg.concepts.get(id).label);
    if (now || before !== byFirst) cg.translate(document.body);
    select.value = now || "";
    document.dispatchEvent(new Event("claimgraph-language"));
    cg.redraw();
  }

  function nameOf(tag) {
    try {
      return new Intl.DisplayNames([tag], { type: "language" }).of(tag) || tag;
    } catch {
      return tag;
    }
  }

  const select = cg.make(
    "select",
    { id: "language" },
    ...[["", own], ...[...tongues.keys()].map((tag) => [tag, tag])].map(([value, tag]) =>
      cg.make("option", { value, lang: tag }, nameOf(tag)),
    ),
  );
  select.addEventListener("change", () => cg.go({ ...cg.state, lang: select.value || undefined }));
  cg.find("#lens").after(cg.make("label", { for: "language" }, "Labels in"), select);
})(window.claimgraph);
