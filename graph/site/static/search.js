/* Search over labels, other names and claims; a combobox that works by keyboard alone. */
((cg) => {
  "use strict";

  const MOST = 14;
  const input = cg.find("#search");
  const list = cg.find("#found");
  let index = null;
  let options = [];
  let active = -1;

  /* Made when it is first needed, so that the page opens at once. */
  function makeIndex() {
    const concepts = [...cg.concepts.values()].map((concept) => ({
      state: { node: concept.id },
      id: concept.id,
      names: [concept.label, ...concept.alts, ...cg.otherLabels(concept.id)],
      note: `${cg.many(concept.count)} claim${concept.count === 1 ? "" : "s"}`,
      rank: 0,
    }));
    const claims = cg.claims.map((claim) => ({
      state: { claim: claim.id },
      names: [claim.text],
      note: "claim",
      rank: 3,
    }));
    return cg.makeIndex([...concepts, ...claims]);
  }

  document.addEventListener("claimgraph-language", () => {
    index = null;
  });

  cg.search = (text) => {
    index ??= makeIndex();
    return cg.findIn(index, text);
  };

  /* The text with its hits marked; text is only ever set as text. */
  cg.marked = (text, words) => {
    const parts = [];
    let past = 0;
    for (const [start, end] of cg.hitsIn(text, words)) {
      parts.push(text.slice(past, start), cg.make("mark", null, text.slice(start, end)));
      past = end;
    }
    return cg.make("bdi", null, ...parts, text.slice(past));
  };

  /* Concepts that are found are ringed in the picture while one searches. */
  function ring(found) {
    const ids = found.map(({ entry }) => entry.id).filter((id) => cg.nodes.has(id));
    if (!ids.length && !cg.hits.size) return;
    cg.hits = new Set(ids);
    cg.redraw();
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    ring([]);
  }

  function point(at) {
    active = at;
    options.forEach(({ option }, number) => option.setAttribute("aria-selected", String(number === at)));
    if (options[at]) {
      input.setAttribute("aria-activedescendant", options[at].option.id);
      options[at].option.scrollIntoView({ block: "nearest" });
    }
  }

  function choose(entry) {
    close();
    input.value = "";
    if (entry.state.node) cg.choose(entry.state.node);
    else cg.go(entry.state);
    cg.find("#panel").focus({ preventScroll: true });
  }

  function makeOption({ entry, through }, number, words) {
    const also = through ? ["also: ", cg.marked(entry.names[through], words), " · "] : [];
    const option = cg.make(
      "li",
      { role: "option", id: `found-${number}`, "aria-selected": "false" },
      cg.marked(entry.names[0], through ? [] : words),
      cg.make("small", null, ...also, entry.note),
    );
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      choose(entry);
    });
    return { option, entry };
  }

  function tell(count) {
    if (!count) return "Nothing is called that here.";
    return `${cg.many(count)} found${count > MOST ? `, the best ${MOST} listed` : ""}`;
  }

  function update() {
    const words = cg.wordsOf(input.value);
    if (!words.length) return close();
    const found = cg.search(input.value);
    options = found.slice(0, MOST).map((one, number) => makeOption(one, number, words));
    const note = cg.make("li", { class: "nothing", role: "presentation" }, tell(found.length));
    list.replaceChildren(
      ...options.map(({ option }) => option),
      ...(found.length > MOST || !found.length ? [note] : []),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (options.length) point(0);
    ring(found);
    cg.say(tell(found.length));
  }

  input.addEventListener("input", update);
  input.addEventListener("focus", update);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (options.length)
        point((active + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length);
    } else if (event.key === "Enter" && options[active] && !list.hidden) {
      event.preventDefault();
      choose(options[active].entry);
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    }
  });
})(window.claimgraph);
