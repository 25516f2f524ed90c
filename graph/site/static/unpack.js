/* vis-network travels compressed, and is unpacked while the rest of the page is still read. Its text must have
   the hash that the page's policy names: else it does not run. */
((cg) => {
  "use strict";

  const element = document.getElementById("vis-network");

  function bytesOf(text) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
    return bytes;
  }

  const FROM = 1;
  const COMMA = 44;
  const SEMICOLON = 59;

  /* Copy what is pointed back to: byte 1, where it starts, a comma, how long it is, a semicolon. */
  function follow(packed) {
    let whole = new Uint8Array(packed.length * 2);
    let length = 0;
    const add = (bytes) => {
      if (length + bytes.length > whole.length) {
        const larger = new Uint8Array(2 * (length + bytes.length));
        larger.set(whole);
        whole = larger;
      }
      whole.set(bytes, length);
      length += bytes.length;
    };
    const number = (start, end) => Number(String.fromCharCode(...packed.subarray(start, end)));
    let past = 0;
    for (let at = packed.indexOf(FROM); at >= 0; at = packed.indexOf(FROM, past)) {
      add(packed.subarray(past, at));
      const middle = packed.indexOf(COMMA, at);
      past = packed.indexOf(SEMICOLON, middle) + 1;
      const start = number(at + 1, middle);
      add(whole.slice(start, start + number(middle + 1, past - 1)));
    }
    add(packed.subarray(past));
    return new TextDecoder().decode(whole.subarray(0, length));
  }

  /* The bytes stay in this process: a blob's would come back through the browser's, a picture later. */
  async function unpack() {
    const gzip = new DecompressionStream("gzip");
    const writer = gzip.writable.getWriter();
    const written = writer.write(bytesOf(element.textContent)).then(() => writer.close());
    const [bytes] = await Promise.all([new Response(gzip.readable).arrayBuffer(), written]);
    return follow(new Uint8Array(bytes));
  }

  const unpacked = unpack();
  /* Whoever waits for it is told that it failed. */
  unpacked.catch(() => {});

  /* Run what was packed; fails where the browser cannot unpack it. */
  cg.run = async () => {
    const script = document.createElement("script");
    script.textContent = await unpacked;
    /* It looks at a stack trace; with the lines of calls in it, all of it would be parsed once more. */
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    element.replaceWith(script);
    Error.stackTraceLimit = stackTraceLimit;
    if (!window.vis) throw new Error("vis-network did not run");
  };
})(window.claimgraph);
