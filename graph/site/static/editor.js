/* Verdicts made here stay in this browser until they are downloaded as a file. */
(function () {
  "use strict";

  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (name) => document.getElementById(name);
  const list = byId("cards");
  const cards = [...list.querySelectorAll(".card")];
  const byWork = new Map(cards.map((card, index) => [card, index]));
  const store = "claimgraph-decisions:" + data.articles.join(" ");
  const needsEvidence = new Set(data.answers.filter((one) => one.evidence).map((one) => one.verdict));
  const labels = new Map(data.answers.map((one) => [one.verdict, one.label]));
  let saved = read();
  let current = null;

  /* Storage may be forbidden (private windows) or hold anything: then we begin anew. */
  function read() {
    try {
      const found = JSON.parse(localStorage.getItem(store)) || {};
      const decisions = Array.isArray(found.decisions) ? found.decisions : [];
      return {
        reviewer: typeof found.reviewer === "string" ? found.reviewer : "",
        decisions: decisions.filter((one) => one && data.claims[one.id] && labels.has(one.verdict)),
      };
    } catch {
      return { reviewer: "", decisions: [] };
    }
  }

  function keep() {
    try {
      localStorage.setItem(store, JSON.stringify(saved));
    } catch {
      say("This browser keeps nothing: download before you close the page.");
    }
  }

  function say(words) {
    byId("live").textContent = words;
  }

  function form() {
    return list.querySelector(".decide");
  }

  function choose(card, quiet) {
    if (!card) return;
    if (current && current !== card) current.removeAttribute("data-current");
    form()?.remove();
    current = card;
    card.dataset.current = "";
    card.append(byId("decide").content.cloneNode(true));
    if (!quiet) {
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest" });
    }
    press();
  }

  /* Buttons show what was decided already. */
  function press() {
    form()?.querySelectorAll("button[data-verdict]").forEach((button) => {
      const mine = find(current.id, button.dataset.axis);
      button.setAttribute("aria-pressed", String(mine?.verdict === button.dataset.verdict));
    });
  }

  function find(id, axis) {
    return saved.decisions.find((one) => one.id === id && one.axis === axis);
  }

  function decide(axis, verdict) {
    const note = form().querySelector(".note").value.trim();
    const study = form().querySelector(".study-id").value.trim();
    const title = form().querySelector(".study-title").value.trim();
    if (needsEvidence.has(verdict) && !study) {
      say(`“${labels.get(verdict)}” needs a study: give its DOI or PubMed number, and its title.`);
      form().querySelector(".study").dataset.asked = "";
      form().querySelector(".study-id").focus();
      return;
    }
    const claim = data.claims[current.id];
    saved.decisions = saved.decisions.filter((one) => one.id !== current.id || one.axis !== axis);
    saved.decisions.push({
      id: current.id,
      claim: claim.iri,
      axis,
      verdict,
      time: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
      note: note || null,
      digest: claim.digest,
      passages: claim.passages,
      evidence: study ? [{ id: study, title: title || study }] : [],
    });
    keep();
    show();
    press();
    say(`${labels.get(verdict)}, noted. ${saved.decisions.length} to download.`);
  }

  function show() {
    const count = saved.decisions.length;
    byId("count").textContent = count === 1 ? "1 decision" : `${count} decisions`;
    byId("download").disabled = count === 0;
    byId("forget").disabled = count === 0;
    byId("decided").replaceChildren(...saved.decisions.map(entry));
    for (const card of cards) {
      const mine = saved.decisions.filter((one) => one.id === card.id);
      const line = card.querySelector(".mine");
      line.hidden = mine.length === 0;
      line.textContent = mine.map((one) => `You: ${labels.get(one.verdict)}${one.note ? " – " + one.note : ""}`).join("; ");
    }
    filter();
  }

  function entry(one) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = "#" + encodeURIComponent(one.id);
    link.textContent = one.id.split(":").pop();
    const undo = document.createElement("button");
    undo.type = "button";
    undo.textContent = "undo";
    undo.setAttribute("aria-label", `Undo ${labels.get(one.verdict)} on ${link.textContent}`);
    undo.addEventListener("click", () => {
      saved.decisions = saved.decisions.filter((other) => other !== one);
      keep();
      show();
      press();
    });
    item.append(link, ` ${labels.get(one.verdict)} `, undo);
    return item;
  }

  function download() {
    const reviewer = byId("reviewer").value.trim();
    if (!reviewer) {
      say("Who decides? Give your name first.");
      byId("reviewer").focus();
      return;
    }
    const facts = {
      format: data.format,
      reviewer,
      articles: data.articles,
      decisions: saved.decisions.map(({ id, ...rest }) => rest),
    };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(facts, null, 1)], { type: "application/json" }));
    link.download = `decisions-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    say(`${facts.decisions.length} decisions downloaded. Import them with claimgraph review --import.`);
  }

  const chosen = { reason: "reasons", status: "status", kind: "kind", depth: "depth", section: "section", check: "checks" };

  function filter() {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const mine = new Set(saved.decisions.map((one) => one.id));
    let shown = 0;
    for (const card of cards) {
      const fits =
        Object.entries(chosen).every(([name, field]) => {
          const wanted = byId("by-" + name)?.value;
          if (!wanted) return true;
          const has = card.dataset[field];
          return field === "section" ? has === wanted : has.split(" ").includes(wanted);
        }) &&
        words.every((word) => text(card).includes(word)) &&
        !(byId("undecided").checked && mine.has(card.id) && card !== current);
      card.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    byId("shown").textContent = shown === cards.length ? `${shown} claims` : `${shown} of ${cards.length} claims`;
  }

  const texts = new Map();
  function text(card) {
    if (!texts.has(card)) texts.set(card, card.textContent.toLowerCase());
    return texts.get(card);
  }

  function order() {
    const place = (card) => (byId("order").value === "place" ? data.claims[card.id].place : byWork.get(card));
    list.append(...[...cards].sort((one, other) => place(one) - place(other)));
  }

  function step(by) {
    const visible = [...list.querySelectorAll(".card:not([hidden])")];
    const at = visible.indexOf(current);
    choose(visible[at < 0 ? (by > 0 ? 0 : visible.length - 1) : Math.min(Math.max(at + by, 0), visible.length - 1)]);
  }

  function fromAddress() {
    let name = "";
    try {
      name = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const card = name && document.getElementById(name);
    if (card && card.classList.contains("card")) {
      card.hidden = false;
      choose(card);
    }
  }

  const keys = new Map(data.answers.map((one) => [one.key, one]));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "Escape" && typing) {
      current?.focus();
      return;
    }
    if (typing) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") byId("search").focus();
    else if (event.key === "n" && form()) form().querySelector(".note").focus();
    else if (keys.has(event.key) && form()) decide(keys.get(event.key).axis, keys.get(event.key).verdict);
    else return;
    event.preventDefault();
  });

  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-verdict]");
    if (button) decide(button.dataset.axis, button.dataset.verdict);
    else if (event.target.closest(".open")) choose(event.target.closest(".card"));
  });
  list.addEventListener("submit", (event) => event.preventDefault());

  for (const name of Object.keys(chosen)) byId("by-" + name)?.addEventListener("change", filter);
  byId("search").addEventListener("input", filter);
  byId("undecided").addEventListener("change", filter);
  byId("order").addEventListener("change", order);
  byId("clear").addEventListener("click", () => {
    byId("filters").querySelectorAll("select:not(#order)").forEach((select) => (select.value = ""));
    byId("search").value = "";
    byId("undecided").checked = false;
    filter();
  });
  byId("reviewer").addEventListener("input", (event) => {
    saved.reviewer = event.target.value;
    keep();
  });
  byId("download").addEventListener("click", download);
  byId("forget").addEventListener("click", () => {
    if (!confirm(`Forget ${saved.decisions.length} decisions that may not be downloaded yet?`)) return;
    saved.decisions = [];
    keep();
    show();
    press();
  });
  addEventListener("hashchange", fromAddress);

  byId("people").append(...data.people.map((name) => new Option(name, name)));
  byId("reviewer").value = saved.reviewer;
  document.querySelectorAll("#decisions, #filters, #keys, .open-line").forEach((part) => (part.hidden = false));
  /* On a small screen the worklist comes first. */
  if (matchMedia("(width < 1000px)").matches) document.querySelectorAll("details.box").forEach((box) => (box.open = false));
  show();
  fromAddress();
  performance.mark("claimgraph-drawn");
})();
