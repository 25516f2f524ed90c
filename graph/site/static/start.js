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
    cg.onTheme(() => {
      cg.refresh();
      cg.catchUp();
    });
    cg.scope = null;
    cg.applyAddress();
    /* What was painted first is gone: nothing is to stand in its place for a frame. */
    cg.catchUp();
    if (!performance.getEntriesByName("claimgraph-drawn").length) cg.drawn();
    let width = cg.find("#canvas").clientWidth;
    new ResizeObserver(() => {
      const now = cg.find("#canvas").clientWidth;
      if (Math.abs(now - width) > 40) {
        width = now;
        if (cg.around) cg.apply(cg.state, false);
        else cg.openingView(false);
        cg.catchUp();
      }
    }).observe(cg.find("#canvas"));
    settle();
  }

  function fail() {
    cg.find("#undrawn").hidden = false;
    /* What was painted answers nothing, and what is said of it is not so. */
    cg.find(".preview")?.remove();
    cg.find("#shown").textContent = "";
    cg.find("#far").hidden = true;
    settle();
  }

  cg.ran.then(open).catch(fail);
})(window.claimgraph);
