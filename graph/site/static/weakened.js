/* What treatments that are switched on are said to weaken. Values in, values out. */
((cg) => {
  "use strict";

  const RANK = { flat: 0, hedged: 1, aim: 2, denied: 3 };
  const firmer = (one, other) => (other === undefined || RANK[one] < RANK[other] ? one : other);

  /* `breaks` are [treatment, concept or arrow, numbers of claims]; `firmOf` tells how firmly a claim is made.
     Gives the points acted on, the arrows of loops that are weakened by it (an arrow itself, or those that
     lead on from a concept), and the loops touched, each with how firmly that is said at best. */
  cg.weakenedBy = ({ breaks, edges, loops }, firmOf, on) => {
    const found = { points: new Map(), edges: new Map(), loops: new Map() };
    for (const [treatment, point, claims] of breaks) {
      if (!on.has(treatment)) continue;
      const firm = claims.map(firmOf).reduce((best, one) => firmer(one, best), undefined) || "hedged";
      found.points.set(point, firmer(firm, found.points.get(point)));
    }
    for (const edge of edges) {
      for (const point of [edge.id, edge.from]) {
        const firm = edge.loop ? found.points.get(point) : undefined;
        if (firm) found.edges.set(edge.id, firmer(firm, found.edges.get(edge.id)));
      }
    }
    for (const loop of loops) {
      for (const point of [...loop.nodes, ...loop.edges]) {
        const firm = found.points.get(point);
        if (firm) found.loops.set(loop.name, firmer(firm, found.loops.get(loop.name)));
      }
    }
    return found;
  };

  /* What that comes to, in words. */
  cg.weakenedInWords = (found, loops, count) => {
    if (!count) return "Nothing is switched on.";
    const touched = [...found.loops.values()];
    const of = (firm) => touched.filter((one) => one === firm).length;
    const parts = [
      [of("flat"), "flatly said"],
      [of("hedged"), "hedged"],
      [of("aim"), "only as an aim"],
    ].filter(([number]) => number);
    const how = parts.map(([number, words]) => `${number} ${words}`).join(", ");
    const all =
      touched.length === loops.length ? `all ${loops.length}` : `${touched.length} of ${loops.length}`;
    const things = loops.length === 1 ? "loop" : "loops";
    return `${count} switched on: said to act on ${all} ${things}${how ? ` (${how})` : ""}.`;
  };
})(window.claimgraph);
