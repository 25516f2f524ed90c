/* Lists of articles and of what they speak of: narrowed by words, tables sorted. They are whole without it. */
((page, cg) => {
  "use strict";

  const collator = new Intl.Collator("en", { numeric: true });

  function make(name, attributes, ...children) {
    const element = page.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  /* Number of a cell: what it begins with, "3 of 12" too. */
  const numberOf = (cell) => cg.numberIn(cell.textContent.replace(/^\D+/, ""));

  function sortable(table) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const first = [...body.rows];
    for (const [column, head] of heads.entries()) {
      const numbers = "numbers" in head.dataset;
      const usual = numbers ? "descending" : "ascending";
      const button = make("button", { type: "button" }, ...head.childNodes);
      button.addEventListener("click", () => {
        const way = head.getAttribute("aria-sort") !== usual ? usual : numbers ? "ascending" : "descending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", way);
        const turn = way === "ascending" ? 1 : -1;
        const keyed = first.map((row) => [
          numbers ? numberOf(row.cells[column]) : row.cells[column].textContent,
          row,
        ]);
        const compare = numbers ? (one, other) => one - other : collator.compare;
        keyed.sort(([one], [other]) => turn * compare(one, other));
        body.append(...keyed.map(([, row]) => row));
      });
      head.append(button);
    }
  }

  function narrowable(list) {
    const table = list.tagName === "TABLE";
    const entries = table ? [...list.tBodies[0].rows] : [...list.querySelectorAll("[data-entry]")];
    const texts = new Map();
    const input = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    const shown = make("output", {});
    const signed = make("input", { type: "checkbox" });
    const tools = make(
      "div",
      { class: "list-tools", role: "group", "aria-label": "What of the list is shown" },
      make("label", {}, "Words ", input),
    );
    if (table && entries.some((row) => "signed" in row.dataset)) {
      tools.append(make("label", {}, signed, " With warning signs"));
    }
    tools.append(shown);

    function textOf(entry) {
      if (!texts.has(entry)) texts.set(entry, cg.fold(entry.textContent));
      return texts.get(entry);
    }

    function narrow() {
      const words = cg.wordsOf(input.value);
      let count = 0;
      for (const entry of entries) {
        const asked = !signed.checked || "signed" in entry.dataset;
        const found = asked && words.every((word) => textOf(entry).includes(word));
        entry.hidden = !found;
        if (found) count += 1;
      }
      for (const group of list.querySelectorAll(".group")) {
        group.hidden = !group.querySelector("[data-entry]:not([hidden])");
      }
      shown.textContent = `${cg.many(count)} of ${cg.many(entries.length)} shown`;
    }

    input.addEventListener("input", narrow);
    signed.addEventListener("change", narrow);
    (list.closest(".scroll") || list).before(tools);
    narrow();
  }

  for (const list of page.querySelectorAll("[data-list]")) {
    if (list.tagName === "TABLE") sortable(list);
    narrowable(list);
  }
})(document, window.claimgraph);
