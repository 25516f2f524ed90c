/* Finding folded text: best first, and where in the text the words stand. */
((cg) => {
  "use strict";

  /* Where some folded words stand in a text: ranges of its own characters, in order, none overlapping. */
  cg.hitsIn = (text, words) => {
    const folded = cg.fold(text);
    const starts = cg.isPlain(text) ? null : positions(text);
    const at = (index) => (starts ? starts[index] : index);
    const found = [];
    for (const word of words) {
      for (let from = folded.indexOf(word); from >= 0; from = folded.indexOf(word, from + 1)) {
        found.push([from, from + word.length]);
      }
    }
    found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
    const ranges = [];
    for (const [start, end] of found) {
      const last = ranges.at(-1);
      if (last && start < last[1]) last[1] = Math.max(last[1], end);
      else ranges.push([start, end]);
    }
    return ranges.map(([start, end]) => {
      /* A letter that folds to several is marked whole. */
      let past = end;
      while (starts && past < folded.length && starts[past] === starts[past - 1]) past += 1;
      return [at(start), at(past)];
    });
  };

  /* For each place of the folded text, and for its end, the place in the text it comes from. */
  function positions(text) {
    const places = [];
    let at = 0;
    for (const letter of text) {
      for (let unit = 0; unit < cg.fold(letter).length; unit += 1) places.push(at);
      at += letter.length;
    }
    return [...places, at];
  }

  /* Prepare entries for search: each has names (the first is its own), a rank, and whatever else. */
  cg.makeIndex = (entries) => entries.map((entry) => ({ entry, names: entry.names.map(cg.fold) }));

  /* Find the entries of which one name holds all words: those that start with the first word before those
     with a word that does; each with the number of the name it was found by. Linear in the entries. */
  cg.findIn = (index, text) => {
    const words = cg.wordsOf(text);
    if (!words.length) return [];
    const found = [];
    for (const { entry, names } of index) {
      let best = Number.POSITIVE_INFINITY;
      let through = 0;
      names.forEach((name, number) => {
        if (!words.every((word) => name.includes(word))) return;
        const start = name.startsWith(words[0]) ? 0 : name.includes(` ${words[0]}`) ? 1 : 2;
        const value = entry.rank + start + (number ? 0.5 : 0) + name.length / 1000;
        if (value < best) {
          best = value;
          through = number;
        }
      });
      if (best < Number.POSITIVE_INFINITY) found.push({ entry, through, value: best });
    }
    return found.sort((one, other) => one.value - other.value);
  };
})(window.claimgraph);
