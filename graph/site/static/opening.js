/* The first picture, before the lists are read; an address that asks for something waits for them. */
((cg) => {
  "use strict";

  const asksForNothing = /^#?$/.test(location.hash);
  /* Where nothing is painted (the window is hidden, say), vis-network waits no longer for that. */
  const LONGEST_MS = 250;

  cg.drawn = () => {
    cg.network.once("afterDrawing", () => performance.mark("claimgraph-drawn"));
    cg.redraw();
  };

  function draw() {
    /* Where the lists have been read already, start.js draws what the address asks for. */
    if (cg.claims || !asksForNothing) return;
    cg.refresh();
    cg.openingView(false);
  }

  const painted = () =>
    new Promise((done) => {
      requestAnimationFrame(() => {
        performance.mark("claimgraph-drawn");
        setTimeout(done);
      });
      setTimeout(done, LONGEST_MS);
    });

  async function open() {
    if (asksForNothing && cg.visible().length) {
      cg.preview();
      await painted();
    }
    await cg.run();
  }

  cg.ran = open();
  /* Where it cannot run, start.js says so. */
  cg.ran.then(draw, () => {});
})(window.claimgraph);
