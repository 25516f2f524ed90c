/* Text as it is compared: without regard to case and accents. */
((cg) => {
  "use strict";

  const PLAIN = /^[ -~]*$/;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /* Text whose letters fold to one letter each. */
  cg.isPlain = (text) => PLAIN.test(text);

  cg.fold = (text) => (cg.isPlain(text) ? text.toLowerCase() : [...text].map(fold).join(""));

  cg.wordsOf = (text) => cg.fold(text).split(/\s+/).filter(Boolean);
})(window.claimgraph);
