/* A concept and who is one, two or three steps from it; what does not fit can be asked for. */
((cg) => {
  "use strict";

  const STEPS = [1, 2, 3];
  const button = cg.make("button", { type: "button", id: "show-all", class: "show-all", hidden: "" });
  cg.find("#shown").after(button);

  /* Where neighbours are left out of the picture, say how to have them. */
  cg.offerAll = () => {
    const { node, steps, full } = cg.state;
    const cut = cg.around && !cg.around.only && cg.around.shown < cg.around.all;
    const all = cg.around?.all;
    button.hidden = !node || !(cut || full);
    button.textContent = full
      ? "Show fewer"
      : all > cg.mostAround
        ? `Show ${cg.mostAround} of ${cg.many(all)}`
        : `Show all ${cg.many(all)}`;
    button.onclick = () => {
      cg.go({ node, steps: steps || 1, full: full ? undefined : "1" });
      cg.find("#canvas").focus({ preventScroll: true });
    };
  };

  /* Buttons for the panel of a concept: how far around it one sees, and the way from it to another. */
  cg.focusTools = (id) => {
    if (!cg.nodes.has(id)) return null;
    const steps = STEPS.map((count) => {
      const pressed = String(cg.state.steps === count);
      const name = count === 1 ? "1 step" : `${count} steps`;
      const made = cg.make("button", { type: "button", "aria-pressed": pressed, "data-steps": count }, name);
      made.addEventListener("click", () => {
        const again = cg.state.steps === count;
        cg.go({ node: id, steps: again ? undefined : count });
        cg.find(`#detail [data-steps="${count}"]`)?.focus();
      });
      return made;
    });
    const path = cg.make("button", { type: "button" }, "Path from here");
    path.addEventListener("click", () => {
      cg.go({ from: id });
      cg.find("#path-to")?.focus();
    });
    return cg.make(
      "div",
      { class: "focus-tools" },
      cg.make("span", { id: "steps-name" }, "Around it"),
      cg.make("span", { role: "group", "aria-labelledby": "steps-name" }, ...steps),
      path,
    );
  };
})(window.claimgraph);
