/* How firmly a claim is made and on what evidence, as one plain sentence. Values in, values out. */
((cg) => {
  "use strict";

  const SAID = {
    asserted: "says flatly that this happens",
    possible: "says that this can happen",
    tentative: "says carefully that this may happen",
    intended: "says that this is the aim",
    denied: "says that this does not happen",
  };
  const EVIDENCE = {
    none: "it gives a figure and names no source",
    article: "it names no source",
    unnamed: "it mentions a study, with nothing to find it by",
    named: "it names a journal or an author, but no study that can be found",
    candidate: "it names no study; an editor found a likely one",
    identified: "it names a study that can be found",
    checked: "it names a study, and a reviewer has read it",
  };
  const STATUS = {
    verified: "Two reviewers found that it says so.",
    "in-review": "A review has begun.",
    stale: "It has changed since it was reviewed.",
    disputed: "Reviewers disagree.",
  };

  /* `modality` and the others are the bare words of graph.json; an unknown one is told as it is. */
  cg.plainly = ({ modality, depth, status, interest, hedge, articles = 1 }) => {
    const who = articles === 1 ? "The article" : "An article";
    const said = SAID[modality] || `says this (${modality})`;
    const words = hedge ? ` (“${hedge}”)` : "";
    const evidence = EVIDENCE[depth] || depth;
    const sentences = [`${who} ${said}${words}; ${evidence}.`];
    if (interest) sentences.push("Somebody has an interest in it.");
    if (STATUS[status]) sentences.push(STATUS[status]);
    return sentences.join(" ");
  };
})(window.claimgraph);
