/* Opens the page in the state its address asks for; what can wait is done after the picture. */
((cg) => {
  "use strict";

  cg.find(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    cg.find("#canvas").focus();
  });

  /* When the browser has nothing else to do. */
  const whenIdle = window.requestIdleCallback || ((work) => setTimeout(work, 50));

  function settle() {
    delete document.documentElement.dataset.opening;
    performance.mark("claimgraph-ready");
    for (const work of cg.waiting.splice(0)) whenIdle(work);
  }

  function open() {
    cg.onTheme(cg.refresh);
    cg.scope = null;
    cg.applyAddress();
    if (!performance.getEntriesByName("claimgraph-drawn").length) cg.drawn();
    let width = cg.find("#canvas").clientWidth;
    new ResizeObserver(() => {
      const now = cg.find("#canvas").clientWidth;
      if (Math.abs(now - width) > 40) {
        width = now;
        if (cg.around) cg.apply(cg.state, false);
        else cg.openingView(false);
      }
    }).observe(cg.find("#canvas"));
    settle();
  }

  function fail() {
    cg.find("#undrawn").hidden = false;
    cg.find(".preview")?.remove();
    settle();
  }

  cg.ran.then(open, fail);
})(window.claimgraph);
