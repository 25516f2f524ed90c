/* What the scripts of the page share: each adds to it, and uses what those before it added. */
window.claimgraph = {};
