/* What the page knows of the picture: its JSON element. The words are in the lists, which are read later. */
((cg) => {
  "use strict";

  /* Scripts run here: what they show later is not laid out before the first picture. */
  document.documentElement.dataset.opening = "";

  cg.data = cg.unpackData(JSON.parse(document.getElementById("data").textContent));

  cg.find = (selector, within) => (within || document).querySelector(selector);
  cg.findAll = (selector, within) => [...(within || document).querySelectorAll(selector)];

  /* Make an element; text is only ever set as text. */
  cg.make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  cg.bdi = (text) => cg.make("bdi", null, text);

  cg.say = (text) => {
    cg.find("#live").textContent = text;
  };

  /* Work that can wait until the first picture is drawn. */
  cg.waiting = [];
  cg.later = (work) => cg.waiting.push(work);

  cg.nodes = new Map(cg.data.nodes.map((node) => [node.id, node]));
  cg.edges = new Map(cg.data.edges.map((edge) => [edge.id, edge]));
  cg.loopByName = new Map(cg.data.loops.map((loop) => [loop.name, loop]));

  /* Until the lists are read, nothing is chosen, filtered, coloured through a lens or switched on, and nothing
     can be. */
  cg.state = {};
  cg.lens = undefined;
  cg.on = new Set();
  cg.weakened = { points: new Map(), edges: new Map(), loops: new Map() };
  cg.isConceptLeft = () => true;
  cg.isArrowLeft = () => true;
  cg.choose = () => {};
  cg.go = () => {};
})(window.claimgraph);
