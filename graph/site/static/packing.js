/* Reads what the page knows as graph/site/packing.py writes it. Values in, values out. */
((cg) => {
  "use strict";

  const valuesOf = (column) => (Array.isArray(column) ? column : column.at.map((index) => column.of[index]));

  /* Columns by name become rows; a row lacks what is null there. */
  cg.rowsOf = (columns) => {
    const names = Object.keys(columns);
    const lists = names.map((name) => valuesOf(columns[name]));
    return (lists[0] || []).map((_, row) => {
      const made = {};
      names.forEach((name, index) => {
        if (lists[index][row] !== null) made[name] = lists[index][row];
      });
      return made;
    });
  };

  /* The lines of a card: told as they are, or as numbers of words of the concept's label. */
  cg.linesOf = (told, label) => {
    if (!Array.isArray(told)) return told;
    const words = label.split(" ");
    return told.map((count) => words.splice(0, count).join(" ")).join("\n");
  };

  const local = (id) => id.slice(id.indexOf(":") + 1);

  /* The id of an arrow follows from its ends and its sign, unless it is told. */
  function idOf({ from, to, sign }) {
    return sign ? `link:${local(from)}${sign > 0 ? "+" : "-"}--${local(to)}` : `${from} ${to}`;
  }

  cg.unpackData = (packed) => {
    const nodes = cg.rowsOf(packed.nodes).map((node) => {
      const [mark, colour] = packed.looks?.[node.kind] || [];
      return mark && !node.mark ? { ...node, mark, colour } : node;
    });
    const ids = nodes.map((node) => node.id);
    const edges = cg.rowsOf(packed.edges).map((edge) => {
      const made = { ...edge, from: ids[edge.from], to: ids[edge.to] };
      return { ...made, id: edge.id ?? idOf(made) };
    });
    const pointOf = (at) => (typeof at !== "number" ? at : at < 0 ? edges[-1 - at].id : ids[at]);
    const { looks, ...rest } = packed;
    return {
      ...rest,
      nodes,
      edges,
      breaks: (packed.breaks || []).map(([treatment, point, rows]) => [
        pointOf(treatment),
        pointOf(point),
        rows,
      ]),
      blocks: packed.blocks.map((block) => ({ ...block, members: block.members.map((at) => ids[at]) })),
      loops: packed.loops.map((loop) => ({
        ...loop,
        nodes: loop.nodes.map((at) => ids[at]),
        edges: loop.edges.map((at) => edges[at].id),
      })),
    };
  };
})(window.claimgraph);
