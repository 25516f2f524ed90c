/* Rows as CSV after RFC 4180, safe to open in a spreadsheet. Values in, text out. */
((cg) => {
  "use strict";

  /* A spreadsheet runs a cell that begins so as a formula, in its wide forms too; such text gets an
     apostrophe in front, as in the files of `claimgraph export csv`. */
  const RISKY = /^[\s\p{Cc}\ufeff\u200b'=+\-@\uff1d\uff0b\uff0d\uff20]/u;

  function cell(value) {
    if (typeof value === "number") return String(value);
    const text = String(value ?? "").replaceAll("\0", "\ufffd");
    const safe = RISKY.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  /* Lines end in CRLF. The mark at the start tells spreadsheets that it is UTF-8: this file is made for
     people who open it with a double click; programs take graph.json or `claimgraph export csv`. */
  cg.toCsv = (rows) => `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
})(window.claimgraph);
