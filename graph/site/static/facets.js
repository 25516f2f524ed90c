/* Which claims the filters let through. Values in, values out: nothing here touches the page. */
((cg) => {
  "use strict";

  /* A facet is { name, title, every, values: [{ id, label }], rows } with the number of its value, or a list
     of numbers, for each claim. A claim with several values passes if one of them is shown; where `every` is
     true, if all are. */
  cg.makeFilter = (given) => {
    const facets = given.map((facet) => ({ ...facet, rows: facet.rows.map((row) => [row].flat()) }));
    const hidden = new Map(facets.map((facet) => [facet.name, new Set()]));
    const byName = new Map(facets.map((facet) => [facet.name, facet]));

    function passesOne(facet, row) {
      const gone = hidden.get(facet.name);
      if (!gone.size) return true;
      const shown = (index) => !gone.has(facet.values[index].id);
      return facet.every ? facet.rows[row].every(shown) : facet.rows[row].some(shown);
    }

    const passes = (row) => facets.every((facet) => passesOne(facet, row));

    /* For each value of a facet, the claims that have it and pass all other facets. */
    function counts(name) {
      const facet = byName.get(name);
      const others = facets.filter((one) => one !== facet);
      const sums = facet.values.map(() => 0);
      facet.rows.forEach((values, row) => {
        if (others.every((one) => passesOne(one, row))) for (const index of new Set(values)) sums[index] += 1;
      });
      return new Map(facet.values.map((value, index) => [value.id, sums[index]]));
    }

    const shownOf = (facet) => facet.values.filter((value) => !hidden.get(facet.name).has(value.id));

    /* Few left of many is said as what is left, otherwise as what is hidden. */
    function isOnly(facet) {
      const left = shownOf(facet).length;
      return left > 0 && left < hidden.get(facet.name).size;
    }

    /* What is filtered, in words: each entry can be taken back with clear(facet, value). */
    function active() {
      return facets.flatMap((facet) => {
        const gone = hidden.get(facet.name);
        const { name, title } = facet;
        if (!gone.size) return [];
        if (isOnly(facet)) {
          const left = shownOf(facet).map((value) => value.label);
          return [{ name, title, value: null, text: `only ${left.join(", ")}` }];
        }
        const out = facet.values.filter((value) => gone.has(value.id));
        return out.map((value) => ({ name, title, value: value.id, text: `not ${value.label}` }));
      });
    }

    function show(name, id, on) {
      if (on) hidden.get(name).delete(id);
      else if (byName.get(name).values.some((value) => value.id === id)) hidden.get(name).add(id);
    }

    function only(name, ids) {
      const kept = new Set(ids);
      const gone = byName.get(name).values.filter((value) => !kept.has(value.id));
      hidden.set(name, new Set(gone.map((value) => value.id)));
    }

    /* Show one value again, all of a facet, or everything. */
    function clear(name, id) {
      for (const [own, gone] of hidden) {
        if (name !== undefined && own !== name) continue;
        if (id === undefined || id === null) gone.clear();
        else gone.delete(id);
      }
    }

    /* A facet as it stands in the address: what is left, or after a "-" what is hidden. */
    function write(name) {
      const facet = byName.get(name);
      const gone = hidden.get(name);
      if (!gone.size) return undefined;
      const ids = isOnly(facet)
        ? shownOf(facet).map((value) => value.id)
        : facet.values.map((value) => value.id).filter((id) => gone.has(id));
      return (isOnly(facet) ? "" : "-") + ids.map(encodeURIComponent).join(",");
    }

    /* Values that are not known are passed over; an address of none that is known hides nothing. */
    function read(name, text) {
      clear(name);
      if (!text) return;
      const facet = byName.get(name);
      const wanted = new Set(text.replace(/^-/, "").split(",").map(cg.decode));
      const found = facet.values.map((value) => value.id).filter((id) => wanted.has(id));
      if (!found.length) return;
      if (text.startsWith("-")) for (const id of found) show(name, id, false);
      else only(name, found);
    }

    return {
      facets,
      active,
      clear,
      counts,
      only,
      passes,
      read,
      show,
      write,
      isShown: (name, id) => !hidden.get(name).has(id),
      /* Whether anything but the named facet is filtered. */
      isActive: (except) => [...hidden].some(([name, gone]) => name !== except && gone.size > 0),
    };
  };
})(window.claimgraph);
