/* Search over labels, other names and claims; a combobox that works by keyboard alone. */
((cg) => {
  "use strict";

  const MOST = 14;
  const input = cg.find("#search");
  const list = cg.find("#found");
  let options = [];
  let active = -1;

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const entries = [
    ...[...cg.concepts.values()].map((concept) => ({
      state: { node: concept.id },
      label: concept.label,
      names: [concept.label, ...concept.alts].map(plain),
      alts: concept.alts,
      note: `${concept.count} claim${concept.count === 1 ? "" : "s"}`,
      rank: 0,
    })),
    ...cg.claims.map((claim) => ({
      state: { claim: claim.id },
      label: claim.text,
      names: [plain(claim.text)],
      alts: [],
      note: "claim",
      rank: 3,
    })),
  ];

  function score(entry, words) {
    let best = Infinity;
    let through = 0;
    entry.names.forEach((name, index) => {
      if (!words.every((word) => name.includes(word))) return;
      const start = name.startsWith(words[0]) ? 0 : name.includes(` ${words[0]}`) ? 1 : 2;
      const value = entry.rank + start + (index ? 0.5 : 0) + name.length / 1000;
      if (value < best) {
        best = value;
        through = index;
      }
    });
    return [best, through];
  }

  cg.search = (text) => {
    const words = plain(text).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    return entries
      .map((entry) => [entry, ...score(entry, words)])
      .filter(([, value]) => value < Infinity)
      .sort((one, other) => one[1] - other[1])
      .slice(0, MOST)
      .map(([entry, , through]) => ({ ...entry, through: through ? entry.alts[through - 1] : null }));
  };

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function point(index) {
    active = index;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (options[index]) {
      input.setAttribute("aria-activedescendant", options[index].id);
      options[index].scrollIntoView({ block: "nearest" });
    }
  }

  function choose(found) {
    close();
    input.value = "";
    cg.go(found.state);
    cg.find("#panel").focus({ preventScroll: true });
  }

  function update() {
    const found = cg.search(input.value);
    if (!input.value.trim()) return close();
    options = found.map((entry, index) => {
      const also = entry.through ? ["also: ", cg.bdi(entry.through), " · "] : [];
      const option = cg.make(
        "li",
        { role: "option", id: `found-${index}`, "aria-selected": "false" },
        cg.bdi(entry.label),
        cg.make("small", null, ...also, entry.note),
      );
      option.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        choose(entry);
      });
      option.found = entry;
      return option;
    });
    list.replaceChildren(
      ...(options.length ? options : [cg.make("li", { class: "nothing" }, "Nothing is called that here.")]),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (options.length) point(0);
  }

  input.addEventListener("input", update);
  input.addEventListener("focus", update);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (options.length)
        point((active + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length);
    } else if (event.key === "Enter" && options[active]) {
      event.preventDefault();
      choose(options[active].found);
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    }
  });
})(window.claimgraph);
