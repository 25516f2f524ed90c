/* A concept or arrow that the view leaves out is shown in a picture of its own: what has an arrow
   to it on the left, what it has an arrow to on the right; above and below where it is narrow. */
((cg) => {
  "use strict";

  const GAP = 14;
  /* Arrows want some length, and room for the sign in their middle. */
  const REACH = { w: 120, h: 64 };
  /* The margins that cg.fit leaves at both edges, with the marks on the left and the titles above. */
  const EDGES = { w: 58, h: 80 };
  /* Along the lower edge stand the count and the zoom buttons. */
  const FOOT = 62;
  /* More than this cannot be taken in at once; the panel lists every claim. */
  const MOST = 40;
  const LETTERS = 12;

  cg.around = null;

  /* Where a card stands now. */
  cg.at = (id) => cg.around?.places.get(id) || cg.nodes.get(id);

  /* The neighbours of some concepts, each once and on one side: signed arrows first, then as they stand. */
  function neighbours(middle) {
    const sides = new Map();
    const signed = new Set();
    for (const edge of cg.data.edges) {
      for (const [own, other, side] of [
        [edge.to, edge.from, "before"],
        [edge.from, edge.to, "after"],
      ]) {
        if (!middle.includes(own) || middle.includes(other)) continue;
        const first = middle.length > 1 && own === middle[0];
        const last = middle.length > 1 && own === middle[1];
        if (edge.sign) signed.add(other);
        if (!sides.has(other)) sides.set(other, first ? "before" : last ? "after" : side);
        else if (side === "before" && middle.length === 1) sides.set(other, side);
      }
    }
    const order = [...sides.keys()].sort((one, other) => {
      const [a, b] = [cg.nodes.get(one), cg.nodes.get(other)];
      return signed.has(other) - signed.has(one) || a.y - b.y || a.x - b.x || (one < other ? -1 : 1);
    });
    const on = (side) => order.filter((id) => sides.get(id) === side);
    return { all: order, before: on("before"), after: on("after") };
  }

  /* A flat picture is laid out as it is; a tall one as if it lay on its side. */
  function axes(tall) {
    return tall
      ? { along: "h", across: "w", place: (u, v) => ({ x: v, y: u }) }
      : { along: "w", across: "h", place: (u, v) => ({ x: u, y: v }) };
  }

  /* Fill lanes beside the middle, nearest first, as far as there is room; gives how far out they reach. */
  function fill(ids, edge, sign, room, axis, places) {
    const waiting = [...ids];
    let start = edge + REACH[axis.along];
    let reach = edge;
    while (waiting.length) {
      const lane = [];
      let used = -GAP;
      while (waiting.length && used + GAP + cg.nodes.get(waiting[0])[axis.across] <= room.across) {
        used += GAP + cg.nodes.get(waiting[0])[axis.across];
        lane.push(waiting.shift());
      }
      const deep = Math.max(0, ...lane.map((id) => cg.nodes.get(id)[axis.along]));
      if (!lane.length || start + deep > room.along) break;
      let at = -used / 2;
      for (const id of lane) {
        const size = cg.nodes.get(id)[axis.across];
        places.set(id, axis.place(sign * (start + deep / 2), at + size / 2));
        at += size + GAP;
      }
      reach = start + deep;
      start += deep + GAP * (axis.along === "w" ? 2 : 1);
    }
    return reach;
  }

  function middlePlaces(middle, axis, places) {
    const sizes = middle.map((id) => cg.nodes.get(id)[axis.along]);
    const whole = sizes.reduce((sum, size) => sum + size, REACH[axis.along] * (middle.length - 1));
    let at = -whole / 2;
    middle.forEach((id, index) => {
      places.set(id, axis.place(at + sizes[index] / 2, 0));
      at += sizes[index] + REACH[axis.along];
    });
    return whole / 2;
  }

  /* Show only these concepts (the ends of an arrow, or one) and their neighbours. */
  cg.showAround = (middle, width, height) => {
    const ends = [...new Set(middle)];
    const tall = width < 620;
    const axis = axes(tall);
    const least = Math.min(...cg.data.nodes.map((node) => node.size));
    const scale = LETTERS / least;
    const free = { w: width / scale - EDGES.w, h: (height - FOOT) / scale - EDGES.h };
    const across = free[axis.across];
    const places = new Map();
    const edge = middlePlaces(ends, axis, places);
    const near = neighbours(ends);
    const kept = near.all.slice(0, MOST);
    const has = new Set(kept);
    const sides = [
      [-1, near.before.filter((id) => has.has(id))],
      [1, near.after.filter((id) => has.has(id))],
    ].sort((one, other) => one[1].length - other[1].length);
    /* What the shorter side leaves, the longer one may use. */
    let along = free[axis.along] / 2;
    for (const [sign, ids] of sides) {
      along = free[axis.along] - fill(ids, edge, sign, { along, across }, axis, places);
    }
    const titles = ends.length > 1 || tall ? [] : titlesOf(near, places);
    cg.around = { middle: ends, places, titles, shown: places.size - ends.length, all: near.all.length };
  };

  function titlesOf(near, places) {
    return [
      ["said to bear on it", near.before],
      ["said of it", near.after],
    ].flatMap(([title, ids]) => {
      const placed = ids.filter((id) => places.has(id));
      if (!placed.length) return [];
      const left = Math.min(...placed.map((id) => places.get(id).x - cg.nodes.get(id).w / 2));
      const top = Math.min(...placed.map((id) => places.get(id).y - cg.nodes.get(id).h / 2));
      return [{ title, x: left, y: top - 4, members: placed }];
    });
  }

  cg.fitAround = (animate) => cg.fit([...cg.around.places.keys()], { most: 1.1, foot: FOOT, animate });

  /* In that picture only arrows at the middle are drawn. */
  cg.isAside = (edge) =>
    cg.around !== null && !cg.around.middle.includes(edge.from) && !cg.around.middle.includes(edge.to);
})(window.claimgraph);
