/* Ways along the arrows: the shortest from one concept to another, and who is how many steps away. */
((cg) => {
  "use strict";

  const bySource = (arrows) => {
    const from = new Map();
    for (const arrow of arrows) {
      if (!from.has(arrow.from)) from.set(arrow.from, []);
      from.get(arrow.from).push(arrow);
    }
    return from;
  };

  /* The fewest arrows that lead from one concept to another, against no arrow's direction; of several such
     ways the one with the fewest arrows that are not said flatly, then the first by the arrows' order.
     Gives the arrows in order; null where there is no way, or nowhere to go. Linear in the arrows. */
  cg.shortestWay = (arrows, start, end) => {
    const from = bySource(arrows);
    const reached = new Map([[start, { soft: 0, back: null }]]);
    let layer = [start];
    while (layer.length && !reached.has(end)) {
      const next = new Map();
      for (const id of layer) {
        for (const arrow of from.get(id) || []) {
          if (reached.has(arrow.to)) continue;
          const soft = reached.get(id).soft + (arrow.firm === "flat" ? 0 : 1);
          const known = next.get(arrow.to);
          if (!known || soft < known.soft) next.set(arrow.to, { soft, back: arrow });
        }
      }
      for (const [id, way] of next) reached.set(id, way);
      layer = [...next.keys()];
    }
    return end !== start && reached.has(end) ? follow(reached, reached.get(end).back) : null;
  };

  function follow(reached, last) {
    const way = [last];
    while (reached.get(way[0].from).back) way.unshift(reached.get(way[0].from).back);
    return way;
  }

  /* What a way does from end to end: the product of its signs, 0 where an arrow has none. */
  cg.signOf = (way) => way.reduce((sign, arrow) => sign * arrow.sign || 0, 1);

  /* Who is within so many steps of some concepts, whichever way the arrows point:
     the steps, and whether the first step of a shortest way goes along its arrow ("after") or against it. */
  cg.stepsAround = (arrows, middle, most) => {
    const touching = new Map();
    for (const arrow of arrows) {
      for (const id of new Set([arrow.from, arrow.to])) {
        if (!touching.has(id)) touching.set(id, []);
        touching.get(id).push(arrow);
      }
    }
    const found = new Map(middle.map((id) => [id, { steps: 0, side: null }]));
    let layer = [...middle];
    for (let steps = 1; steps <= most && layer.length; steps += 1) {
      const next = new Map();
      for (const id of layer) {
        for (const arrow of touching.get(id) || []) {
          const other = arrow.from === id ? arrow.to : arrow.from;
          if (found.has(other)) continue;
          const side = found.get(id).side || sideOf(arrow, id, middle);
          if (!next.has(other) || side === "before") next.set(other, { steps, side });
        }
      }
      for (const [id, place] of next) found.set(id, place);
      layer = [...next.keys()];
    }
    for (const id of middle) found.delete(id);
    return found;
  };

  /* What is on either end of an arrow of two stays at its end; elsewhere the direction decides. */
  function sideOf(arrow, id, middle) {
    if (middle.length > 1) return id === middle[0] ? "before" : "after";
    return arrow.to === id ? "before" : "after";
  }
})(window.claimgraph);
