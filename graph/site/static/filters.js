/* What the filters leave: of the claims, of the picture, and of the lists. */
((cg) => {
  "use strict";

  const filter = cg.makeFilter(cg.data.facets);
  const scratch = cg.makeFilter(cg.data.facets);
  let applied = "";
  let passing = cg.claims.map(() => true);
  let left = new Set(cg.concepts.keys());

  cg.filter = filter;

  for (const { name } of cg.data.facets) {
    cg.addressField(name, {
      check(text) {
        scratch.read(name, text);
        return scratch.write(name);
      },
      apply: (text) => filter.read(name, text),
      carried: true,
      wire: true,
    });
  }

  /* The filters as they stand, for an address. */
  cg.filterFields = () => Object.fromEntries(cg.data.facets.map(({ name }) => [name, filter.write(name)]));

  cg.isClaimLeft = (claim) => passing[claim.index];
  cg.isConceptLeft = (id) => left.has(id);

  /* An arrow is left if one of its claims is. Of claims that are not listed the filters know nothing. */
  cg.isArrowLeft = (edge) =>
    edge.claims.length ? edge.claims.some((index) => passing[index]) : !filter.isActive();

  function isLeft(concept) {
    if (!filter.isShown("kind", concept.kind)) return false;
    return !filter.isActive("kind") || concept.claims.some(cg.isClaimLeft);
  }

  const mark = (element, isOut) => element.toggleAttribute("data-filtered", isOut);

  function tellIn(section, shown, all, what) {
    const id = `${section}-left`;
    const note = cg.find(`#${id}`) || cg.make("p", { id, class: "lead filter-note" });
    note.textContent = `${cg.many(shown)} of ${cg.many(all)} ${what} pass the filters; the rest are hidden here too.`;
    note.hidden = !filter.isActive();
    cg.find(`#${section} h2`).after(note);
  }

  /* Bring claims, lists and counts in line with the filters; says whether anything changed. */
  cg.applyFilters = () => {
    const now = JSON.stringify(cg.filterFields());
    if (now === applied) return false;
    const first = applied === "";
    applied = now;
    if (first && !filter.isActive()) return false;
    passing = cg.claims.map((claim) => filter.passes(claim.index));
    left = new Set([...cg.concepts.values()].filter(isLeft).map((concept) => concept.id));
    for (const claim of cg.claims) mark(claim.row, !passing[claim.index]);
    for (const concept of cg.concepts.values()) mark(concept.item, !left.has(concept.id));
    for (const group of cg.findAll("#concepts section[data-kind]")) {
      mark(group, !cg.find("li[id]:not([data-filtered])", group));
    }
    tellIn("claims", passing.filter(Boolean).length, cg.claims.length, "claims");
    tellIn("concepts", left.size, cg.concepts.size, "concepts");
    document.dispatchEvent(new Event("claimgraph-filtered"));
    return true;
  };

  cg.sayFilters = () => {
    const [count, claims, some, concepts] = [
      passing.filter(Boolean).length,
      cg.claims.length,
      left.size,
      cg.concepts.size,
    ].map(cg.many);
    cg.say(
      filter.isActive()
        ? `${count} of ${claims} claims and ${some} of ${concepts} concepts pass the filters. Warning signs always stay.`
        : "No filter: everything is shown.",
    );
  };
})(window.claimgraph);
