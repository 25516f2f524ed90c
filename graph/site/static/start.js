/* Opens the page in the state its address asks for. */
((cg) => {
  "use strict";

  cg.find(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    cg.find("#canvas").focus();
  });

  function open() {
    cg.onTheme(cg.refresh);
    cg.scope = null;
    cg.applyAddress();
    let width = cg.find("#canvas").clientWidth;
    new ResizeObserver(() => {
      const now = cg.find("#canvas").clientWidth;
      if (Math.abs(now - width) > 40) {
        width = now;
        if (cg.around) cg.apply(cg.state, false);
        else cg.openingView(false);
      }
    }).observe(cg.find("#canvas"));
  }

  cg.run(cg.find("#vis-network")).then(open, () => {
    cg.find("#undrawn").hidden = false;
  });
})(window.claimgraph);
