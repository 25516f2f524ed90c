/* Where the window is small, the panel is a sheet over its lower part while something is chosen. Nothing behind
   it is locked; it is lowered and raised by buttons or by a swipe, and closed like the panel. */
((cg) => {
  "use strict";

  const HEIGHTS = ["low", "half", "high"];
  const SWIPE = 24;
  const panel = cg.find("#panel");
  const overview = cg.find("#overview");
  const frame = cg.find(".frame");
  const root = document.documentElement;
  const small = matchMedia("(width < 860px)");
  let height = "half";

  const control = (name, sign, act) => {
    const button = cg.make("button", { type: "button", "aria-label": name }, sign);
    button.addEventListener("click", act);
    return button;
  };
  const lower = control("Lower the panel", "▾", () => move(-1));
  const raise = control("Raise the panel", "▴", () => move(1));
  const close = control("Close the panel", "×", () => cg.closePanel());
  const signs = cg.find(".to-warnings a");
  const bar = cg.make("div", { class: "sheet-bar", hidden: "" }, signs?.cloneNode(true), lower, raise, close);
  panel.prepend(bar);

  function set(wanted) {
    height = wanted;
    panel.dataset.sheet = height;
    root.dataset.sheet = height;
    lower.disabled = height === HEIGHTS[0];
    raise.disabled = height === HEIGHTS.at(-1);
  }

  function move(by) {
    const had = document.activeElement;
    const at = HEIGHTS.indexOf(height) + by;
    if (!HEIGHTS[at]) return;
    set(HEIGHTS[at]);
    cg.say({ low: "Panel lowered", half: "Panel half raised", high: "Panel raised" }[height]);
    /* A button that can do no more gives the focus to the other one. */
    if (had.disabled) (had === lower ? raise : lower).focus();
  }

  const isOpen = () => panel.dataset.sheet !== undefined;
  cg.isSheet = isOpen;

  /* The picture stays in sight above the sheet. */
  function uncover() {
    const { top, bottom } = frame.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight - panel.offsetHeight)
      scrollBy({ top, behavior: cg.calm() ? "auto" : "smooth" });
  }

  /* Bring the panel in line with what is chosen; `seek` where somebody has just chosen it in the page. */
  cg.fitSheet = (seek) => {
    const open = small.matches && overview.hidden;
    const was = isOpen();
    bar.hidden = !open;
    if (!open) {
      delete panel.dataset.sheet;
      delete root.dataset.sheet;
      return;
    }
    if (!was || height === "low") set("half");
    if (seek && height === "half") uncover();
  };

  small.addEventListener("change", () => cg.fitSheet(false));

  let from = null;
  bar.addEventListener("pointerdown", (event) => {
    from = event.clientY;
  });
  addEventListener("pointerup", (event) => {
    if (from === null) return;
    const way = event.clientY - from;
    from = null;
    if (isOpen() && Math.abs(way) > SWIPE) move(way < 0 ? 1 : -1);
  });
  addEventListener("pointercancel", () => {
    from = null;
  });

  /* Warning signs can be reached wherever one is: by the line in the head, in the box, in the sheet, or here. */
  const box = cg.find("#warnings");
  if (!box || !signs) return;
  const pill = cg.make("p", { class: "warnings-pill", hidden: "" }, signs.cloneNode(true));
  cg.find("main").append(pill);
  const seen = new Set();
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
    }
    pill.hidden = seen.size > 0;
  });
  for (const place of [box, signs]) watch.observe(place);
  /* The box must not be behind the sheet when one asks for it. */
  document.addEventListener("click", (event) => {
    if (isOpen() && event.target.closest?.("a[href='#warnings']")) set("low");
  });
})(window.claimgraph);
