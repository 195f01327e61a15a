import assert from "node:assert/strict";
import { gzipBytesOf, weighPage, weighRoom } from "../../bench/weight.ts";

/** What a phone on a poor line waits for, in bytes; the page we come from had 89,000. */
const INITIAL_BYTES_MAX = 30_000;

Deno.test("weighRoom() stays below 30 KB of gzip initial JavaScript", async () => {
  const scripts = await weighRoom();
  assert.ok(scripts.length > 0);
  const sum = gzipBytesOf(scripts);
  const heaviest = scripts.toSorted((a, b) => b.gzipBytes - a.gzipBytes)
    .map(({ address, gzipBytes }) => `${address} ${gzipBytes}`);
  assert.ok(sum <= INITIAL_BYTES_MAX, `${sum} bytes: ${heaviest.join(", ")}`);
});

Deno.test("weighPage() follows imports that run at once, and no others", async () => {
  const files: Record<string, string> = {
    "/": `<link rel="modulepreload" href="/a.js"><script type="module">` +
      `import{boot}from"/boot.js";boot()</script>`,
    "/a.js": `import{x as y}from"./b.js";import("./late.js");`,
    "/b.js": `export*from"./c.js";`,
    "/c.js": `export const x=1;`,
    "/boot.js": `import"./c.js";`,
  };
  const scripts = await weighPage((req) => {
    const text = files[new URL(req.url).pathname];
    return Promise.resolve(
      text === undefined
        ? new Response(null, { status: 404 })
        : new Response(text),
    );
  }, "/");
  assert.deepEqual(scripts.map(({ address }) => address).sort(), [
    "/a.js",
    "/b.js",
    "/boot.js",
    "/c.js",
  ]);
});
