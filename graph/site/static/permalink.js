/* The view as the part of an address after "#", and back. Values in, values out. */
((cg) => {
  "use strict";

  const fields = new Map();

  /* Let a part of the view stand in the address. `check(text, kept)` gives the value that an address may ask
     for, or undefined, knowing the fields before it; `apply(value)` brings it about. What is `carried` stays
     when something else is chosen; a `wire` value brings its own escapes. */
  cg.addressField = (name, { check, apply = () => {}, carried = false, wire = false }) => {
    fields.set(name, { check, apply, carried, wire });
  };

  /* Bring about a view, field by field. */
  cg.applyFields = (state) => {
    for (const [name, { apply }] of fields) apply(state[name]);
  };

  /* Undo the escapes of an address; what is escaped wrongly stands for itself. */
  cg.decode = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  /* Give the address of a view: its fields that have a value, always in the same order. */
  cg.writeAddress = (state) => {
    const parts = [];
    for (const [name, { wire }] of fields) {
      const value = state[name];
      if (value) parts.push(`${name}=${wire ? value : encodeURIComponent(value)}`);
    }
    return `#${parts.join("&")}`;
  };

  /* Give the view that an address asks for, as far as there is such a view: an old address still opens the
     page. A part without a name goes to `named`, which gives the fields it stands for. */
  cg.readAddress = (hash, named) => {
    const asked = new Map();
    for (const part of hash.replace(/^#/, "").split("&")) {
      const at = part.indexOf("=");
      const pairs =
        at < 0 ? Object.entries(named(cg.decode(part))) : [[part.slice(0, at), part.slice(at + 1)]];
      for (const [name, text] of pairs) if (!asked.has(name)) asked.set(name, text);
    }
    const state = {};
    for (const [name, { check, wire }] of fields) {
      if (!asked.has(name)) continue;
      const text = asked.get(name);
      const value = check(wire ? text : cg.decode(text), state);
      if (value !== undefined) state[name] = value;
    }
    return state;
  };

  /* Give the view that comes of a choice: what is carried stays, unless the choice says otherwise. */
  cg.carryOver = (state, choice) => {
    const next = {};
    for (const [name, { carried }] of fields) {
      const value = name in choice ? choice[name] : carried ? state[name] : undefined;
      if (value !== undefined) next[name] = value;
    }
    return next;
  };
})(window.claimgraph);
