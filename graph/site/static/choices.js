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
  /* How many steps around a concept are shown, and whether all of them though they get small. */
  cg.addressField("steps", {
    check: (text, { node }) => (node && /^[123]$/.test(text) ? Number(text) : undefined),
  });
  cg.addressField("full", { check: (text, { node }) => (node && text === "1" ? text : undefined) });
  /* A way from one concept to another; without its end it is still to be chosen. */
  cg.addressField("from", {
    check: (text, kept) => (kept.loop ? undefined : alone(cg.concepts)(text, kept)),
  });
  cg.addressField("to", {
    check: (text, { from }) => (from && text !== from ? among(cg.concepts)(text) : undefined),
  });
  cg.addressField("step", {
    check(text, { loop }) {
      const step = Number.parseInt(text, 10);
      return loop && step >= 1 && step <= cg.loopByName.get(loop).edges.length ? step : undefined;
    },
  });
})(window.claimgraph);
