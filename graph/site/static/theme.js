/* Colours come from the style sheet, since a canvas cannot read it. */
((cg) => {
  "use strict";

  const known = new Map();

  cg.colour = (name) => {
    if (!known.has(name)) {
      const value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
      known.set(name, value);
    }
    return known.get(name);
  };

  cg.kindColour = (name) => cg.colour(`kind-${name}`) || cg.colour("kind-other");

  cg.font = (size, bold) => `${bold ? "600 " : ""}${size}px ${cg.colour("sans")}`;

  cg.calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* Called again whenever the system turns dark or light. */
  cg.onTheme = (redraw) => {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      known.clear();
      redraw();
    });
  };
})(window.claimgraph);
