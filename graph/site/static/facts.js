/* What the filters know of a claim, as the bare words of graph.json. */
((cg) => {
  "use strict";

  const facets = new Map(cg.data.facets.map((facet) => [facet.name, facet]));
  const articles = cg.findAll(".head .meta").length;

  /* The words of a facet that a claim has; of most facets it is one. */
  cg.wordsFor = (claim, name) => {
    const { rows, values } = facets.get(name);
    return [rows[claim.index]].flat().map((index) => values[index].id);
  };

  /* What `plainly` asks for. */
  cg.factsOf = (claim) => {
    const first = (name) => cg.wordsFor(claim, name)[0];
    const [, hedge] = cg.findAll("td", claim.row)[1].textContent.match(/“(.*)”/s) || [];
    return {
      modality: first("modality"),
      depth: first("depth"),
      status: first("status"),
      interest: first("interest") !== "none",
      hedge,
      articles,
    };
  };
})(window.claimgraph);
