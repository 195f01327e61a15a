import assert from "node:assert/strict";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { fixtureApp } from "./fixture_app.ts";

const handler = await fixtureApp();

/** One answer of the fixture. */
function get(path: string, headers: HeadersInit = {}, method = "GET") {
  return handler(new Request(`http://localhost${path}`, { method, headers }));
}

Deno.test("staticFiles() answers a file with type, length and a strong ETag", async () => {
  const res = await get("/long.txt");
  assert.equal(res.status, 200);
  assert.equal(res.headers.get("content-type"), "text/plain; charset=utf-8");
  assert.equal(res.headers.get("cache-control"), "no-cache");
  assert.match(res.headers.get("etag") ?? "", /^"\w{32}"$/);
  const text = await res.text();
  assert.equal(res.headers.get("content-length"), `${text.length}`);
});

Deno.test("staticFiles() answers 304 to a tag the client has", async () => {
  const etag = (await get("/long.txt")).headers.get("etag") ?? "";
  for (
    const [tags, status] of [
      [etag, 304],
      [`W/${etag}`, 304],
      [`"other", ${etag}`, 304],
      ["*", 304],
      ['"other"', 200],
    ] as const
  ) {
    const res = await get("/long.txt", { "if-none-match": tags });
    assert.equal(res.status, status, tags);
    await res.body?.cancel();
  }
});

Deno.test("staticFiles() packs text as asked, with a tag for each coding", async () => {
  const plain = await get("/long.txt");
  const bytes = new Uint8Array(await plain.arrayBuffer());
  const tags = new Set([plain.headers.get("etag")]);
  for (
    const [coding, unpack] of [["br", brotliDecompressSync], [
      "gzip",
      gunzipSync,
    ]] as const
  ) {
    const res = await get("/long.txt", { "accept-encoding": coding });
    assert.equal(res.headers.get("content-encoding"), coding);
    assert.equal(res.headers.get("vary"), "Accept-Encoding");
    const packed = new Uint8Array(await res.arrayBuffer());
    assert.equal(res.headers.get("content-length"), `${packed.length}`);
    assert.ok(packed.length < bytes.length / 4);
    assert.deepEqual(new Uint8Array(unpack(packed)), bytes);
    tags.add(res.headers.get("etag"));
  }
  assert.equal(tags.size, 3);
});

Deno.test("staticFiles() sends small files and pictures as they are", async () => {
  const res = await get("/dot.svg", { "accept-encoding": "br" });
  assert.equal(res.headers.get("content-encoding"), null);
  await res.body?.cancel();
});

Deno.test("staticFiles() answers HEAD as GET without a body, and refuses POST", async () => {
  const head = await get("/long.txt", {}, "HEAD");
  assert.equal(head.status, 200);
  assert.equal(head.body, null);
  assert.equal(head.headers.get("content-length"), "4700");
  const post = await get("/long.txt", {}, "POST");
  assert.equal(post.status, 405);
  assert.equal(post.headers.get("allow"), "GET, HEAD");
});

for (
  const path of [
    "/../deno.json",
    "/%2e%2e/define.ts",
    "/..%2fdefine.ts",
    "/%2e%2e%2fdefine.ts",
    "/.%2e/define.ts",
    "//etc/passwd",
    "/..%5cdefine.ts",
    "/long.txt%00.png",
    "/routes/index.tsx",
    "/static/long.txt",
  ]
) {
  Deno.test(`staticFiles() never leaves the folder by ${path}`, async () => {
    const res = await get(path);
    assert.equal(res.status, 404);
    await res.body?.cancel();
  });
}

Deno.test("staticFiles() lets browsers keep bundles and asset() addresses for a year", async () => {
  const headers = { accept: "text/html" };
  const page = await (await get("/lazy", headers)).text();
  const boot = /href="(\/_fresh\/js\/boot[^"]+)"/.exec(page)?.[1];
  const dot = /src="(\/dot\.svg\?[^"]+)"/.exec(page)?.[1];
  assert.ok(boot && dot);
  for (const path of [boot, dot]) {
    const res = await get(path);
    assert.equal(res.status, 200);
    assert.equal(
      res.headers.get("cache-control"),
      "public, max-age=31536000, immutable",
    );
    await res.body?.cancel();
  }
  const other = await get("/dot.svg?__frsh_c=other");
  assert.equal(other.status, 307);
  assert.equal(other.headers.get("location"), "/dot.svg");
});

Deno.test("ctx.render() packs long pages as asked, and short ones not", async () => {
  const headers = { accept: "text/html", "accept-encoding": "gzip, br;q=0.1" };
  const long = await get("/nested", headers);
  assert.equal(long.headers.get("content-encoding"), "gzip");
  assert.equal(long.headers.get("vary"), "Accept-Encoding");
  const html = gunzipSync(new Uint8Array(await long.arrayBuffer())).toString();
  assert.match(html, /<\/html>$/);
  const short = await get("/deep", headers);
  assert.equal(short.headers.get("content-encoding"), null);
  assert.match(await short.text(), /<p>Deep<\/p>/);
});
