/* Loads scripts of the page for a test: those without a page to touch, each into a fresh object. */
import { readFileSync } from "node:fs";
import { compileFunction } from "node:vm";

export function load(...names) {
  const window = { claimgraph: {} };
  for (const name of names) {
    const path = new URL(`../../graph/site/static/${name}.js`, import.meta.url);
    compileFunction(readFileSync(path, "utf8"), ["window"], { filename: path.pathname })(window);
  }
  return window.claimgraph;
}

/* Pseudo-random numbers that are the same in every run (mulberry32). */
export function randomFrom(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
