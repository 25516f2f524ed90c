/* The lists of the page are views too: each has an address, and opens in sight. */
((cg) => {
  "use strict";

  const PARTS = ["articles", "numbers", "claims", "loops", "concepts", "reading"];
  const parts = new Map(PARTS.map((name) => [name, cg.find(`#${name}`)]).filter(([, part]) => part));
  let shown;

  /* One stop of the Tab key for all views; the arrow keys go from one to the next. */
  for (const link of cg.findAll("[data-part]")) link.tabIndex = -1;

  cg.isPart = (name) => parts.has(name);

  cg.addressField("part", {
    check: (text) => (parts.has(text) ? text : undefined),
    apply(name) {
      if (name && name !== shown) {
        const part = parts.get(name);
        const title = cg.find("h2", part);
        title.tabIndex = -1;
        /* Lists far from the window are laid out as they come near: go there again once they are. */
        part.scrollIntoView();
        requestAnimationFrame(() => part.scrollIntoView());
        title.focus({ preventScroll: true });
      }
      shown = name;
    },
  });
})(window.claimgraph);
