/* What can be chosen, one thing at a time, and the part of the graph in which it is shown. */
((cg) => {
  "use strict";

  const among = (map) => (text) => (map.has(text) ? text : undefined);
  /* The first that an address names is chosen. */
  const alone = (map) => (text, kept) =>
    kept.node || kept.link || kept.claim ? undefined : among(map)(text);

  cg.addressField("view", { check: (text) => (["loop", "near", "all"].includes(text) ? text : undefined) });
  cg.addressField("node", { check: among(cg.concepts) });
  cg.addressField("link", { check: alone(cg.edges) });
  cg.addressField("claim", { check: alone(cg.claimById) });
  cg.addressField("loop", { check: alone(cg.loopByName) });
  cg.addressField("step", {
    check(text, { loop }) {
      const step = Number.parseInt(text, 10);
      return loop && step >= 1 && step <= cg.loopByName.get(loop).edges.length ? step : undefined;
    },
  });
})(window.claimgraph);
