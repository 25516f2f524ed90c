/* Beside the picture: what is said about the chosen concept, arrow or claim. */
((cg) => {
  "use strict";

  const detail = cg.find("#detail");
  const overview = cg.find("#overview");
  const panel = cg.find("#panel");

  const copies = (cell) => [...cell.childNodes].map((child) => child.cloneNode(true));

  /* Where a page may not write to the clipboard, the address bar gets the address instead. */
  function copyButton(claim) {
    const button = cg.make("button", { type: "button", class: "copy" }, "Copy its address");
    button.addEventListener("click", async () => {
      const hash = `#claim=${encodeURIComponent(claim.id)}`;
      try {
        await navigator.clipboard.writeText(location.href.split("#")[0] + hash);
        button.textContent = "Copied";
        cg.say("Copied");
      } catch {
        cg.go({ claim: claim.id });
        cg.say("The address bar now holds its address");
      }
    });
    return button;
  }

  /* Where whoever made the page named an address for errors. */
  function reportLink(claim) {
    const template = cg.data.report;
    if (!template || !/^(mailto:|https:\/\/)/i.test(template)) return null;
    const href = template.replaceAll("{claim}", encodeURIComponent(claim.id));
    const link = cg.make("a", { href, class: "report" }, "Report an error");
    if (!/^mailto:/i.test(href)) link.target = "_blank";
    return link;
  }

  /* A claim as a card, made of copies of its row in the table. */
  cg.claimCard = (claim, chosen) => {
    const [relation, firm, evidence, stands, where] = cg.findAll("td", claim.row);
    const said = cg.find("th a", claim.row).cloneNode(true);
    said.className = "said";
    const article = cg.make(
      "article",
      { class: `evidence evidence-${claim.firm}`, "data-claim": claim.id, "data-chosen": chosen ? "" : null },
      said,
      cg.make("p", { class: "relation" }, ...copies(relation)),
      cg.make("p", { class: "how" }, ...copies(firm)),
      cg.make("div", null, ...copies(evidence)),
      cg.make("p", { class: "stands" }, "Review: ", ...copies(stands)),
      cg.make("div", { class: "where" }, ...copies(where)),
      cg.make(
        "p",
        { class: "name" },
        cg.find("th .id", claim.row).cloneNode(true),
        reportLink(claim),
        copyButton(claim),
      ),
    );
    return article;
  };

  cg.mark = (look, colour) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "mark");
    svg.setAttribute("aria-hidden", "true");
    svg.style.setProperty("--mark", cg.kindColour(colour));
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `#mark-${look}`);
    svg.append(use);
    return svg;
  };

  /* Back to where nothing is chosen. */
  cg.closePanel = () => {
    cg.go({});
    cg.find("#canvas").focus({ preventScroll: true });
  };

  cg.closeButton = () => {
    const button = cg.make("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    button.addEventListener("click", () => cg.closePanel());
    return button;
  };

  cg.show = (...children) => {
    detail.replaceChildren(cg.closeButton(), ...children.filter(Boolean));
    detail.hidden = false;
    overview.hidden = true;
    panel.scrollTop = 0;
  };

  cg.showOverview = () => {
    detail.replaceChildren();
    detail.hidden = true;
    overview.hidden = false;
    panel.scrollTop = 0;
  };

  function group(title, claims, chosen) {
    if (!claims.length) return null;
    return cg.make(
      "section",
      null,
      cg.make("h3", null, `${title} (${cg.many(claims.length)})`),
      ...claims.map((claim) => cg.claimCard(claim, claim.id === chosen)),
    );
  }

  function unlisted(count) {
    if (!count) return null;
    const what = count === 1 ? "1 further claim is" : `${cg.many(count)} further claims are`;
    return cg.make("p", { class: "hint" }, `${what} not listed on this page: graph.json has all.`);
  }

  cg.kindName = (concept) => {
    const heading = concept.item.closest("section").querySelector("h3").cloneNode(true);
    for (const extra of cg.findAll(".count", heading)) extra.remove();
    return heading.textContent.trim();
  };

  cg.showNode = (id) => {
    const concept = cg.concepts.get(id);
    const from = concept.claims.filter((claim) => claim.subject === id);
    const to = concept.claims.filter((claim) => claim.object === id && claim.subject !== id);
    const definition = cg.find(".definition", concept.item);
    const alts = cg.find(".alts", concept.item);
    const loops = cg.data.loops.filter((loop) => loop.nodes.includes(id));
    cg.show(
      cg.make("p", { class: "eyebrow" }, cg.kindName(concept)),
      cg.make(
        "h2",
        null,
        concept.node ? cg.mark(concept.node.mark, concept.node.colour) : null,
        " ",
        cg.bdi(concept.label),
      ),
      alts ? alts.cloneNode(true) : null,
      definition ? definition.cloneNode(true) : null,
      cg.find(".spoken", concept.item)?.cloneNode(true),
      loops.length ? loopLine(loops) : null,
      cg.focusTools(id),
      group("What is said of it", from),
      group("What is said to bear on it", to),
      unlisted(concept.count - concept.claims.length),
      concept.count
        ? null
        : cg.make(
            "p",
            { class: "hint" },
            "It is named only within other claims: as a group, a circumstance or a measure.",
          ),
    );
    cg.say(`${concept.label}: ${cg.many(concept.count)} claims`);
  };

  function loopLine(loops) {
    const links = loops
      .slice(0, 12)
      .flatMap((loop) => [cg.make("a", { href: `#loop=${loop.name}`, class: "loop-name" }, loop.name), " "]);
    const more = loops.length > 12 ? `and ${cg.many(loops.length - 12)} more` : "";
    return cg.make("p", { class: "hint" }, "In the loops ", ...links, more);
  }

  cg.edgeTitle = (edge) => {
    const does = edge.sign > 0 ? "raises" : edge.sign < 0 ? "lowers" : "and";
    const style = edge.sign > 0 ? "does does-plus" : edge.sign < 0 ? "does does-minus" : "does";
    return [
      cg.bdi(cg.label(edge.from)),
      " ",
      cg.make("span", { class: style }, does),
      " ",
      cg.bdi(cg.label(edge.to)),
    ];
  };

  cg.showEdge = (id, chosen) => {
    const edge = cg.edges.get(id);
    const claims = edge.claims.map((index) => cg.claims[index]);
    cg.show(
      cg.make("p", { class: "eyebrow" }, edge.loop ? "Arrow of a loop" : edge.sign ? "Arrow" : "Relation"),
      cg.make("h2", null, ...cg.edgeTitle(edge)),
      edge.said ? cg.make("p", { class: "hint" }, `${edge.said}.`) : null,
      cg.shownOf(id, claims.length),
      group(claims.length === 1 ? "The claim" : "The claims", claims, chosen),
      unlisted(edge.more || 0),
      cg.alsoSaid(id),
      actingOn(id),
    );
    cg.say(`${cg.label(edge.from)}, ${cg.label(edge.to)}: ${cg.many(claims.length)} claims`);
  };

  cg.showClaim = (id) => {
    const claim = cg.claimById.get(id);
    if (claim.edge) cg.showEdge(claim.edge, id);
    else cg.show(cg.make("p", { class: "eyebrow" }, "Claim"), cg.claimCard(claim, true));
  };

  function actingOn(point) {
    const entries = cg.acting.get(point) || [];
    if (!entries.length) return null;
    return cg.make(
      "section",
      null,
      cg.make("h3", null, `Said to act against it (${cg.many(entries.length)})`),
      cg.make(
        "ul",
        { class: "acting-list" },
        ...entries.map(([treatment, rows]) => actingItem(treatment, rows)),
      ),
    );
  }

  function actingItem(treatment, rows) {
    const claim = cg.claims[rows[0]] || { id: treatment, firm: "flat" };
    const link = cg.make("a", { href: `#${encodeURIComponent(claim.id)}` }, cg.bdi(cg.label(treatment)));
    return cg.make(
      "li",
      null,
      link,
      " ",
      claim.firm === "flat"
        ? null
        : cg.make(
            "span",
            { class: `tag tag-${claim.firm}` },
            claim.firm === "aim" ? "as an aim" : claim.firm,
          ),
    );
  }

  cg.actingOn = actingOn;
})(window.claimgraph);
