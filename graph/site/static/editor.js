/* Verdicts made here stay in this browser until they are downloaded as a file. */
(() => {
  "use strict";

  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (name) => document.getElementById(name);
  const list = byId("cards");
  const cards = [...list.querySelectorAll(".card")];
  const byWork = new Map(cards.map((card, index) => [card, index]));
  const worklist = document.querySelectorAll("#work a[data-claim]");
  const store = `claimgraph-decisions:${data.articles.join(" ")}`;
  const needsEvidence = new Set(data.answers.filter((one) => one.evidence).map((one) => one.verdict));
  const labels = new Map(data.answers.map((one) => [one.verdict, one.label]));
  let saved = read();
  let kept = true;
  let hiding = 0;
  let current = null;
  /* Words that were typed but not decided on yet, by claim: moving on does not lose them. */
  const drafts = new Map();

  /* Storage may be forbidden (private windows) or hold anything: then we begin anew. */
  function read() {
    try {
      const found = JSON.parse(localStorage.getItem(store)) || {};
      const decisions = Array.isArray(found.decisions) ? found.decisions : [];
      return {
        reviewer: typeof found.reviewer === "string" ? found.reviewer : "",
        keys: found.keys !== false,
        decisions: decisions.filter((one) => one && data.claims[one.id] && labels.has(one.verdict)),
      };
    } catch {
      return { reviewer: "", keys: true, decisions: [] };
    }
  }

  /* What was imported since stands on the cards: it is no decision to download any more. */
  function settle() {
    const recorded = new Set(data.recorded.map((one) => `${one.claim} ${one.axis} ${one.time}`));
    const left = saved.decisions.filter((one) => !recorded.has(`${one.id} ${one.axis} ${one.time}`));
    const gone = saved.decisions.length - left.length;
    if (!gone) return;
    saved.decisions = left;
    keep();
    say(
      `${gone === 1 ? "1 decision is" : `${gone} decisions are`} recorded now, and no longer listed as yours.`,
    );
  }

  function keep() {
    try {
      localStorage.setItem(store, JSON.stringify(saved));
    } catch {
      kept = false;
      say("This browser keeps nothing: download before you close the page.");
    }
  }

  /* The claims that whoever gave the name has decided on: here, or in records. */
  function looked() {
    const name = byId("reviewer").value.trim().toLowerCase();
    const own = data.recorded.filter((one) => name && one.who.toLowerCase() === name);
    return new Set([...own.map((one) => one.claim), ...saved.decisions.map((one) => one.id)]);
  }

  const fresh = () => saved.decisions.filter((one) => !one.downloaded);

  /* Said aloud, and seen for a while by those who look. */
  function say(words) {
    const line = byId("live");
    line.textContent = words;
    line.dataset.shown = "";
    clearTimeout(hiding);
    hiding = setTimeout(() => delete line.dataset.shown, 6000);
  }

  function form() {
    return list.querySelector(".decide");
  }

  function choose(card, quiet) {
    if (!card) return;
    if (current && form())
      drafts.set(
        current.id,
        fields().map((field) => field.value),
      );
    if (current && current !== card) current.removeAttribute("data-current");
    form()?.remove();
    current = card;
    card.dataset.current = "";
    card.append(byId("decide").content.cloneNode(true));
    const draft = drafts.get(card.id) || [];
    fields().forEach((field, index) => (field.value = draft[index] || ""));
    if (!quiet) {
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: card.offsetHeight > innerHeight ? "start" : "nearest" });
    }
    press();
  }

  function fields() {
    return ["note", "study-id", "study-title"].map((name) => form().querySelector(`.${name}`));
  }

  /* Buttons show what was decided already. */
  function press() {
    form()
      ?.querySelectorAll("button[data-verdict]")
      .forEach((button) => {
        const mine = find(current.id, button.dataset.axis);
        button.setAttribute("aria-pressed", String(mine?.verdict === button.dataset.verdict));
      });
  }

  function find(id, axis) {
    return saved.decisions.find((one) => one.id === id && one.axis === axis);
  }

  function decide(axis, verdict) {
    const [note, study, title] = fields().map((field) => field.value.trim());
    const before = find(current.id, axis);
    const again = before && before.verdict === verdict ? before : null;
    const evidence = study ? [{ id: study, title }] : again ? again.evidence : [];
    const ask = (words, field) => {
      say(words);
      form().querySelector(".study").dataset.asked = "";
      field.focus();
    };
    if (needsEvidence.has(verdict) && !evidence.length) {
      return ask(
        `“${labels.get(verdict)}” needs a study: give its DOI or PubMed number, and its title.`,
        fields()[1],
      );
    }
    if (study && !studies.some((form) => form.test(study))) {
      return ask(
        "That is no DOI and no PubMed number: write it as 10.1000/182 or as PMID 12345678.",
        fields()[1],
      );
    }
    if (study && !title) return ask("Give the title of the study, too.", fields()[2]);
    const claim = data.claims[current.id];
    saved.decisions = saved.decisions.filter((one) => one.id !== current.id || one.axis !== axis);
    saved.decisions.push({
      id: current.id,
      claim: claim.iri,
      axis,
      verdict,
      time: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
      note: note || (again ? again.note : null),
      digest: claim.digest,
      passages: claim.passages,
      evidence,
    });
    /* What was said with this verdict is not said with the next one, too. */
    fields().forEach((field) => (field.value = ""));
    drafts.delete(current.id);
    delete form().querySelector(".study").dataset.asked;
    keep();
    show();
    press();
    say(`${labels.get(verdict)}, noted. ${fresh().length} to download.`);
  }

  function show() {
    const count = saved.decisions.length;
    byId("count").textContent = count === 1 ? "1 decision" : `${count} decisions`;
    const loose = fresh().length;
    byId("fresh").textContent =
      count === 0 ? "" : loose === 0 ? ", all downloaded" : `, ${loose} not downloaded yet`;
    const seen = looked();
    byId("progress").value = seen.size;
    byId("progress-text").textContent = `You looked at ${seen.size} of ${cards.length} claims.`;
    for (const link of worklist)
      link.parentElement.toggleAttribute("data-done", seen.has(link.dataset.claim));
    byId("download").disabled = count === 0;
    byId("forget").disabled = count === 0;
    byId("decided").hidden = count === 0;
    byId("decided").replaceChildren(...saved.decisions.map(entry));
    for (const card of cards) {
      const mine = saved.decisions.filter((one) => one.id === card.id);
      const line = card.querySelector(".mine");
      line.hidden = mine.length === 0;
      line.textContent = mine
        .map((one) => `You: ${labels.get(one.verdict)}${one.note ? ` – ${one.note}` : ""}${outdated(one)}`)
        .join("; ");
    }
    filter();
  }

  function outdated(one) {
    const claim = data.claims[one.id];
    const same = one.digest === claim.digest && String(one.passages) === String(claim.passages);
    return same ? "" : " (the claim or its passage has changed since: decide again)";
  }

  function entry(one) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${encodeURIComponent(one.id)}`;
    link.textContent = one.id.split(":").pop();
    const undo = document.createElement("button");
    undo.type = "button";
    undo.textContent = "undo";
    undo.setAttribute("aria-label", `Undo ${labels.get(one.verdict)} on ${link.textContent}`);
    undo.addEventListener("click", () => {
      const at = saved.decisions.indexOf(one);
      saved.decisions = saved.decisions.filter((other) => other !== one);
      keep();
      show();
      press();
      const left = byId("decided").querySelectorAll("button");
      (left[Math.min(at, left.length - 1)] || byId("reviewer")).focus();
      say(`${labels.get(one.verdict)} on ${link.textContent}, taken back.`);
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
    /* A note written after the verdict belongs to it; one without a verdict is not lost in silence. */
    if (current && form())
      drafts.set(
        current.id,
        fields().map((field) => field.value),
      );
    for (const [id, [words]] of drafts) {
      const note = (words || "").trim();
      if (!note) continue;
      const own = saved.decisions.filter((one) => one.id === id && !one.note);
      if (!own.length) {
        say("A note has no verdict yet: decide, or clear it.");
        choose(document.getElementById(id));
        return;
      }
      own[own.length - 1].note = note;
      drafts.delete(id);
      if (current && current.id === id) fields()[0].value = "";
    }
    const facts = {
      format: data.format,
      reviewer,
      articles: data.articles,
      decisions: saved.decisions.map(({ id, downloaded, ...rest }) => rest),
    };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(facts, null, 1)], { type: "application/json" }));
    link.download = `decisions-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    const count = facts.decisions.length === 1 ? "1 decision" : `${facts.decisions.length} decisions`;
    saved.decisions.forEach((one) => (one.downloaded = true));
    keep();
    show();
    say(`${count} downloaded as ${link.download}. Next: claimgraph review --import ${link.download}`);
  }

  const chosen = {
    reason: "reasons",
    status: "status",
    kind: "kind",
    depth: "depth",
    section: "section",
    check: "checks",
  };

  function filter() {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const mine = looked();
    let shown = 0;
    for (const card of cards) {
      const fits =
        Object.entries(chosen).every(([name, field]) => {
          const wanted = byId(`by-${name}`)?.value;
          if (!wanted) return true;
          const has = card.dataset[field];
          return field === "section" ? has === wanted : has.split(" ").includes(wanted);
        }) &&
        words.every((word) => text(card).includes(word)) &&
        !(byId("undecided").checked && mine.has(card.id) && card !== current);
      card.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    byId("shown").textContent =
      shown === cards.length ? `${shown} claims` : `${shown} of ${cards.length} claims`;
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
    choose(
      visible[
        at < 0 ? (by > 0 ? 0 : visible.length - 1) : Math.min(Math.max(at + by, 0), visible.length - 1)
      ],
    );
  }

  function fromAddress() {
    let name = "";
    try {
      name = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const card = name ? document.getElementById(name) : null;
    if (card?.classList.contains("card")) {
      card.hidden = false;
      choose(card);
    }
  }

  /* As graph.reviews reads them: a file with anything else would be refused as a whole. */
  const studies = [
    /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?10\.\d{4,9}\/\S+$/i,
    /^(?:https?:\/\/(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/|pmid:?\s*)?[1-9]\d{0,8}\/?$/i,
  ];

  const keys = new Map(data.answers.map((one) => [one.key, one]));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "Escape" && typing) {
      current?.focus();
      return;
    }
    if (typing || !saved.keys) return;
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

  for (const name of Object.keys(chosen)) byId(`by-${name}`)?.addEventListener("change", filter);
  byId("search").addEventListener("input", filter);
  byId("undecided").addEventListener("change", filter);
  byId("order").addEventListener("change", order);
  byId("clear").addEventListener("click", () => {
    byId("filters")
      .querySelectorAll("select:not(#order)")
      .forEach((select) => (select.value = ""));
    byId("search").value = "";
    byId("undecided").checked = false;
    filter();
  });
  byId("reviewer").addEventListener("input", (event) => {
    saved.reviewer = event.target.value;
    keep();
    show();
  });
  byId("download").addEventListener("click", download);
  byId("forget").addEventListener("click", () => {
    if (!confirm(`Forget ${saved.decisions.length} decisions that may not be downloaded yet?`)) return;
    saved.decisions = [];
    keep();
    show();
    press();
  });
  byId("keys-on").addEventListener("change", (event) => {
    saved.keys = event.target.checked;
    keep();
    say(saved.keys ? "Keys are on." : "Keys are off.");
  });
  addEventListener("hashchange", fromAddress);
  /* Another tab with the same page decides on the same list. */
  addEventListener("storage", (event) => {
    if (event.key !== store) return;
    saved = read();
    show();
    press();
  });
  addEventListener("beforeunload", (event) => {
    if (!kept && fresh().length) event.preventDefault();
  });

  byId("people").append(...data.people.map((name) => new Option(name, name)));
  byId("reviewer").value = saved.reviewer;
  byId("keys-on").checked = saved.keys;
  document
    .querySelectorAll("#decisions, #filters, #keys, .open-line")
    .forEach((part) => (part.hidden = false));
  /* On a small screen the worklist comes first. */
  if (matchMedia("(width < 1000px)").matches)
    document.querySelectorAll("details.box").forEach((box) => (box.open = false));
  settle();
  show();
  fromAddress();
  performance.mark("claimgraph-drawn");
})();
