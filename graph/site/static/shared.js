/* What the scripts of the page share: each adds to it, and uses what those before it added. */
window.claimgraph = {
  /* A number of things as people read it, and such a text as a number; what is none is 0. */
  many: (count) => String(count).replace(/\B(?=(?:\d{3})+$)/g, ","),
  numberIn: (text) => Number.parseInt(text.replaceAll(",", ""), 10) || 0,
};
