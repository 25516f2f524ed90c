/* Colours come from the style sheet, since a canvas cannot read it. */
((cg) => {
  "use strict";

  const known = new Map();
  const ofScreen = getComputedStyle(document.documentElement);
  let source = ofScreen;

  cg.colour = (name) => {
    if (!known.has(name)) known.set(name, source.getPropertyValue(`--${name}`).trim());
    return known.get(name);
  };

  /* Draw something in the colours for paper, the light ones, whatever the screen has. */
  cg.onPaper = (draw) => {
    const [sheet] = document.styleSheets;
    known.clear();
    source = [...sheet.cssRules].find((rule) => rule.selectorText === ":root").style;
    try {
      return draw();
    } finally {
      source = ofScreen;
      known.clear();
    }
  };

  cg.kindColour = (name) => cg.colour(`kind-${name}`) || cg.colour("kind-other");

  cg.font = (size, weight, face = cg.colour("sans")) => `${weight || 400} ${size}px ${face}`;

  cg.calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* Called again whenever the system turns dark or light. */
  cg.onTheme = (redraw) => {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      known.clear();
      redraw();
    });
  };
})(window.claimgraph);
