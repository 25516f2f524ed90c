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
  /* And above the count, where not all is shown, a button. */
  const BUTTON = 46;
  /* More than this cannot be taken in at once; the panel lists every claim. */
  const MOST = 40;
  /* And more than this is never drawn, whatever is asked for. */
  const MOST_AT_ONCE = 300;

  cg.around = null;
  cg.mostAround = MOST_AT_ONCE - 1;

  /* Where a card stands now. */
  cg.at = (id) => cg.around?.places.get(id) || cg.nodes.get(id);

  /* Who is within so many steps of some concepts, as far as the filters leave arrows: nearest first, signed
     arrows before others, then as they stand. */
  function neighbours(middle, steps) {
    const arrows = cg.data.edges.filter(cg.isArrowLeft);
    const found = cg.stepsAround(arrows, middle, steps);
    const signed = new Set();
    for (const edge of arrows) {
      if (!edge.sign) continue;
      if (middle.includes(edge.from)) signed.add(edge.to);
      if (middle.includes(edge.to)) signed.add(edge.from);
    }
    const order = [...found.keys()].sort((one, other) => {
      const [a, b] = [cg.nodes.get(one), cg.nodes.get(other)];
      return (
        found.get(one).steps - found.get(other).steps ||
        signed.has(other) - signed.has(one) ||
        a.y - b.y ||
        a.x - b.x ||
        (one < other ? -1 : 1)
      );
    });
    return { all: order, place: (id) => found.get(id) };
  }

  /* A flat picture is laid out as it is; a tall one as if it lay on its side. */
  function axes(tall) {
    return tall
      ? { along: "h", across: "w", place: (u, v) => ({ x: v, y: u }) }
      : { along: "w", across: "h", place: (u, v) => ({ x: u, y: v }) };
  }

  /* Fill lanes beside the middle, nearest first and each of one number of steps, as far as there is room;
     gives how far out they reach. */
  function fill(ids, stepsOf, edge, sign, room, axis, places) {
    const waiting = [...ids];
    let start = edge + REACH[axis.along];
    let reach = edge;
    while (waiting.length) {
      const lane = [];
      let used = -GAP;
      const steps = stepsOf(waiting[0]);
      while (
        waiting.length &&
        stepsOf(waiting[0]) === steps &&
        used + GAP + cg.nodes.get(waiting[0])[axis.across] <= room.across
      ) {
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

  /* The room there is for cards, in the units of the picture at a scale. */
  const roomAt = (scale, width, height, foot) => ({
    w: width / scale - EDGES.w,
    h: (height - foot) / scale - EDGES.h,
  });

  const readable = () => cg.readable(cg.data.nodes.map((node) => node.id));

  function place(ends, near, kept, free, axis) {
    const places = new Map();
    const edge = middlePlaces(ends, axis, places);
    const on = (side) => kept.filter((id) => near.place(id).side === side);
    const sides = [
      [-1, on("before")],
      [1, on("after")],
    ].sort((one, other) => one[1].length - other[1].length);
    const stepsOf = (id) => near.place(id).steps;
    /* What the shorter side leaves, the longer one may use. */
    let along = free[axis.along] / 2;
    for (const [sign, ids] of sides) {
      const room = { along, across: free[axis.across] };
      along = free[axis.along] - fill(ids, stepsOf, edge, sign, room, axis, places);
    }
    return places;
  }

  /* Show only these concepts (the ends of an arrow, or one) and who is within so many steps: as many as can
     be read, or all of them, however small. */
  cg.showAround = (middle, width, height, { steps = 1, full = false } = {}) => {
    const ends = [...new Set(middle)];
    const tall = width < 620;
    const near = neighbours(ends, steps);
    const kept = near.all.slice(0, full ? MOST_AT_ONCE - ends.length : MOST);
    let scale = readable();
    let foot = FOOT;
    const attempt = () => place(ends, near, kept, roomAt(scale, width, height, foot), axes(tall));
    let places = attempt();
    const isCut = () => places.size < ends.length + near.all.length;
    if (full || isCut()) {
      foot += BUTTON;
      places = attempt();
    }
    while (full && places.size < ends.length + kept.length && scale > 0.02) {
      scale *= 0.88;
      places = attempt();
    }
    const titles = ends.length > 1 || tall || full ? [] : titlesOf(near, places);
    const shown = places.size - ends.length;
    const all = near.all.length;
    cg.around = { middle: ends, places, titles, shown, all, steps, foot, only: null };
  };

  /* Show only a way, card after card, turning where there is no more room. */
  cg.showWay = (arrows, width, height) => {
    const ids = [arrows[0].from, ...arrows.map((arrow) => arrow.to)];
    const axis = axes(width < 620);
    const free = roomAt(readable(), width, height, FOOT);
    const places = new Map();
    let row = [];
    let used = 0;
    let across = 0;
    let turned = 1;
    const close = () => {
      const deep = Math.max(...row.map((id) => cg.nodes.get(id)[axis.across]));
      let at = (-turned * free[axis.along]) / 2;
      for (const id of row) {
        const size = cg.nodes.get(id)[axis.along];
        places.set(id, axis.place(at + (turned * size) / 2, across + deep / 2));
        at += turned * (size + REACH[axis.along]);
      }
      across += deep + REACH[axis.across];
      turned = -turned;
      row = [];
      used = 0;
    };
    for (const id of ids) {
      const size = cg.nodes.get(id)[axis.along];
      if (row.length && used + size > free[axis.along]) close();
      row.push(id);
      used += size + REACH[axis.along];
    }
    close();
    const only = new Set(arrows.map((arrow) => arrow.id));
    cg.around = {
      middle: ids,
      places,
      titles: [],
      shown: ids.length,
      all: ids.length,
      steps: 0,
      foot: FOOT,
      only,
    };
  };

  function titlesOf(near, places) {
    return [
      ["said to bear on it", "before"],
      ["said of it", "after"],
    ].flatMap(([title, side]) => {
      const placed = near.all.filter((id) => places.has(id) && near.place(id).side === side);
      if (!placed.length) return [];
      const left = Math.min(...placed.map((id) => places.get(id).x - cg.nodes.get(id).w / 2));
      const top = Math.min(...placed.map((id) => places.get(id).y - cg.nodes.get(id).h / 2));
      return [{ title, x: left, y: top - 4, members: placed }];
    });
  }

  cg.fitAround = (animate) =>
    cg.fit([...cg.around.places.keys()], { most: 1.1, foot: cg.around.foot, animate });

  /* In that picture only arrows at the middle are drawn; of more steps all, of a way its own. */
  cg.isAside = (edge) => {
    if (cg.around === null) return false;
    const { middle, steps, only } = cg.around;
    if (only) return !only.has(edge.id);
    return steps < 2 && !middle.includes(edge.from) && !middle.includes(edge.to);
  };
})(window.claimgraph);
