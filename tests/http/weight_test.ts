import assert from "node:assert/strict";
import {
  gzipBytesOf,
  type Script,
  weighPage,
  weighRoom,
} from "../../bench/weight.ts";

/**
 * What a phone on a poor line waits for, in bytes; the page we come from had 89,000. We promise
 * 30 KB; below 28 it is plain that the schemas of the protocol (6 KB) come later.
 */
const INITIAL_BYTES_MAX = 28 * 1024;
/** With what comes by itself after the page is drawn, in bytes; as tests/browser/weight_test.ts. */
const TOTAL_BYTES_MAX = 78 * 1024;

Deno.test("weighRoom() stays below 28 KB of gzip initial JavaScript, and 78 KB in all", async () => {
  const { initial, later } = await weighRoom();
  assert.ok(initial.length > 0 && later.length > 0);
  const all = [...initial, ...later];
  for (
    const [scripts, limit] of [
      [initial, INITIAL_BYTES_MAX],
      [all, TOTAL_BYTES_MAX],
    ] as const
  ) {
    const sum = gzipBytesOf(scripts);
    const heaviest = scripts.toSorted((a, b) => b.gzipBytes - a.gzipBytes)
      .map(({ address, gzipBytes }) => `${address} ${gzipBytes}`);
    assert.ok(sum <= limit, `${sum} bytes: ${heaviest.join(", ")}`);
  }
});

Deno.test("weighPage() tells imports that run at once from those that are fetched later", async () => {
  const files: Record<string, string> = {
    "/": `<link rel="modulepreload" fetchpriority="low" href="/late.js">` +
      `<link rel="modulepreload" href="/a.js"><script type="module">` +
      `import{boot}from"/boot.js";boot()</script>` +
      `<script>addEventListener("DOMContentLoaded",()=>{import("/last.js");` +
      `p("/late.js","low")})</script>`,
    "/a.js":
      `import{x as y}from"./b.js";import("./late.js");import( "./Settings-AB12CD34.js" );`,
    "/last.js": "",
    "/b.js": `export*from"./c.js";`,
    "/c.js": `export const x=1;`,
    "/late.js": `import"./c.js";import"./shared.js";import("./later.js")`,
    "/later.js": `import("./late.js");`,
    "/shared.js": "",
    "/boot.js": `import"./c.js";`,
  };
  const { initial, later } = await weighPage((req) => {
    const text = files[new URL(req.url).pathname];
    return Promise.resolve(
      text === undefined
        ? new Response(null, { status: 404 })
        : new Response(text),
    );
  }, "/");
  const names = (scripts: readonly Script[]) =>
    scripts.map(({ address }) => address).sort();
  assert.deepEqual(names(initial), [
    "/a.js",
    "/b.js",
    "/boot.js",
    "/c.js",
    "/last.js",
  ]);
  assert.deepEqual(names(later), ["/late.js", "/later.js", "/shared.js"]);
});
