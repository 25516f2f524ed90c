/* Of an arrow of many articles: how much of it is shown, and who else says it. */
((cg) => {
  "use strict";

  const notes = cg.data.notes || {};

  cg.shownOf = (id, shown) => {
    const told = notes[id]?.told;
    return told
      ? cg.make("p", { class: "hint" }, `Shown: the firmest ${cg.many(shown)} of ${cg.many(told)} claims.`)
      : null;
  };

  cg.alsoSaid = (id) => {
    const others = notes[id]?.others;
    if (!others) return null;
    const more = others.more === 1 ? "and 1 further article" : `and ${cg.many(others.more)} further articles`;
    return cg.make(
      "section",
      null,
      cg.make("h3", null, "Also said in"),
      cg.make(
        "ul",
        { class: "acting-list" },
        ...others.named.map(([title, href]) =>
          cg.make("li", null, cg.make("a", { href, class: "home" }, cg.bdi(title))),
        ),
        others.more ? cg.make("li", null, more) : null,
      ),
    );
  };
})(window.claimgraph);
