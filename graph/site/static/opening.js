/* The first picture, drawn before the lists are read; an address that asks for something waits for them. */
((cg) => {
  "use strict";

  const asksForNothing = () => /^#?$/.test(location.hash);

  cg.drawn = () => {
    cg.network.once("afterDrawing", () => performance.mark("claimgraph-drawn"));
    cg.redraw();
  };

  function draw() {
    /* Where the lists have been read already, start.js draws what the address asks for. */
    if (cg.claims || !asksForNothing()) return;
    cg.refresh();
    cg.openingView(false);
    cg.drawn();
  }

  cg.ran = cg.run();
  /* Where it cannot run, start.js says so. */
  cg.ran.then(draw, () => {});
})(window.claimgraph);
