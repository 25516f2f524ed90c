/* The table of claims: sorted, narrowed by words, and taken away as it is shown. */
((cg) => {
  "use strict";

  const table = cg.find("#claim-table");
  const body = cg.find("tbody", table);
  const scroll = table.closest(".scroll");
  /* Made when it is first needed: it takes as long as all the rest of this. */
  let collator = null;
  const texts = new Map();
  let words = [];

  const cells = (claim) => cg.findAll("td", claim.row);
  const word = (claim, name) => cg.wordsFor(claim, name)[0];
  /* The values of a facet stand in the order of their worth; what is not known stands last. */
  const valuesOf = (name) => cg.data.facets.find((facet) => facet.name === name).values;
  const idsOf = (name) => valuesOf(name).map((value) => value.id);
  const [status, depth] = ["status", "depth"].map(idsOf);
  const firm = valuesOf("modality").map((value) => value.of);
  const rank = (order, one) => (order.includes(one) ? order.indexOf(one) : order.length);

  /* One for each column, in the order of the columns. */
  const ORDERS = new Map([
    ["claim", { words: "by claim", key: (claim) => claim.text }],
    ["subject", { words: "by what it is about", key: (claim) => cells(claim)[0].textContent.trim() }],
    ["firm", { words: "firmest first", key: (claim) => rank(firm, claim.firm) }],
    ["evidence", { words: "best evidence first", key: (claim) => rank(depth, word(claim, "depth")) }],
    ["review", { words: "best reviewed first", key: (claim) => rank(status, word(claim, "status")) }],
    ["place", { words: "as in the article", key: (claim) => claim.index }],
  ]);
  const heads = [...ORDERS.keys()].map((name, index) => [name, cg.findAll("thead th", table)[index]]);
  let sorted = "place";

  cg.addressField("sort", {
    check: (text) => (ORDERS.has(text.replace(/^-/, "")) && text !== "place" ? text : undefined),
    apply(value) {
      if ((value || "place") !== sorted) sort(value || "place");
    },
    carried: true,
  });

  function compare(one, other) {
    collator ??= new Intl.Collator("en", { numeric: true });
    return collator.compare(one, other);
  }

  cg.addressField("words", {
    check: (text) => text.trim().slice(0, 200) || undefined,
    apply(value = "") {
      if (cg.wordsOf(value).join(" ") !== words.join(" ")) narrow(value);
    },
    carried: true,
  });

  function sort(asked) {
    sorted = asked;
    const back = asked.startsWith("-");
    const name = asked.replace(/^-/, "");
    const { key } = ORDERS.get(name);
    const keyed = cg.claims.map((claim) => [key(claim), claim]);
    keyed.sort(([one, { index }], [other, { index: next }]) => {
      const order = typeof one === "number" ? one - other : compare(one, other);
      return (back ? -order : order) || index - next;
    });
    body.append(...keyed.map(([, claim]) => claim.row));
    for (const [own, head] of heads) {
      const way = own === name ? (back ? "descending" : "ascending") : null;
      if (way && !(name === "place" && !back)) head.setAttribute("aria-sort", way);
      else head.removeAttribute("aria-sort");
    }
    choice.value = name;
    for (const option of choice.options) option.textContent = ORDERS.get(option.value).words;
    if (back) choice.selectedOptions[0].textContent += ", turned round";
  }

  const isAsked = (claim) => words.every((word) => textOf(claim).includes(word));
  const isShown = (claim) => cg.isClaimLeft(claim) && isAsked(claim);

  function textOf(claim) {
    if (!texts.has(claim)) texts.set(claim, cg.fold(`${claim.row.textContent} ${claim.id}`));
    return texts.get(claim);
  }

  function narrow(text) {
    words = cg.wordsOf(text);
    if (document.activeElement !== input) input.value = text;
    for (const claim of cg.claims) claim.row.toggleAttribute("data-unasked", !isAsked(claim));
    tell();
  }

  function tell() {
    const count = cg.claims.filter(isShown).length;
    shown.textContent = `${cg.many(count)} of ${cg.many(cg.claims.length)} claims shown`;
  }

  /* The rows that are shown, in the order shown, with what their cells say. */
  cg.shownRows = () => {
    const ordered = [...body.rows].map((row) => cg.claimById.get(row.id));
    return ordered.filter(isShown).map((claim) => {
      const [relation, firm, , , where] = cells(claim);
      const said = (selector) =>
        cg
          .findAll(selector, claim.row)
          .map((part) => part.textContent.replaceAll(/\s+/g, " ").trim())
          .join("; ");
      const line = (cell) => cell.textContent.replaceAll(/\s+/g, " ").trim();
      const link = cg.find("a", where);
      return [
        claim.id,
        claim.text,
        line(relation),
        line(firm),
        said(".figure"),
        said(".cited, .uncited, .none"),
        said(".interest"),
        word(claim, "status"),
        word(claim, "depth"),
        line(where),
        link ? link.href : "",
      ];
    });
  };

  const HEADINGS = [
    "id",
    "claim",
    "what is said of what",
    "how firmly",
    "figure",
    "evidence",
    "interest",
    "review status",
    "citation depth",
    "where",
    "link",
  ];

  function saveTable() {
    const text = cg.toCsv([HEADINGS, ...cg.shownRows()]);
    cg.save(new Blob([text], { type: "text/csv;charset=utf-8" }), "claims.csv");
  }

  const input = cg.make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  const choice = cg.make(
    "select",
    null,
    ...[...ORDERS].map(([name, order]) => cg.make("option", { value: name }, order.words)),
  );
  const shown = cg.make("output", null);
  const download = cg.make(
    "button",
    { type: "button", class: "button button-quiet" },
    "Download these (CSV)",
  );
  scroll.before(
    cg.make(
      "div",
      { class: "list-tools table-tools", role: "group", "aria-label": "Order and words of the table" },
      cg.make("label", null, "Words ", input),
      cg.make("label", null, "Order ", choice),
      download,
      shown,
    ),
  );
  choice.value = "place";
  input.addEventListener("input", () => narrow(input.value));
  /* The address keeps the words once they are written, without a step in the history for each letter. */
  input.addEventListener("change", () => {
    cg.go({ ...cg.state, words: input.value.trim() || undefined }, { replace: true });
  });
  choice.addEventListener("change", () =>
    cg.go({ sort: choice.value === "place" ? undefined : choice.value }),
  );
  download.addEventListener("click", saveTable);
  document.addEventListener("claimgraph-filtered", tell);
  document.addEventListener("claimgraph-language", () => texts.clear());

  /* A press on a heading sorts by its column, another press the other way round. */
  for (const [name, head] of heads) {
    const button = cg.make("button", { type: "button" }, ...head.childNodes);
    button.addEventListener("click", () => {
      const wanted = sorted === name ? `-${name}` : name;
      cg.go({ sort: wanted === "place" ? undefined : wanted });
    });
    head.append(button);
  }
  tell();
})(window.claimgraph);
