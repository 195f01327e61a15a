import assert from "node:assert/strict";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { compressed } from "@/lib/fresh/compress.ts";

const LONG = "long enough ".repeat(200);

function asked(accept: string): Request {
  return new Request("http://localhost/", {
    headers: { "accept-encoding": accept },
  });
}

const ENCODINGS = [
  ["gzip, deflate", "gzip", gunzipSync],
  ["gzip, br", "gzip", gunzipSync],
  ["gzip;q=0.5, br", "br", brotliDecompressSync],
] as const;

for (const [accept, encoding, unpack] of ENCODINGS) {
  Deno.test(`compressed() packs long JSON and playlists for ${accept}`, async () => {
    const answer = Response.json(LONG, {
      headers: { "content-length": String(LONG.length + 2) },
    });
    const given = await compressed(asked(accept), answer);
    assert.equal(given.headers.get("content-encoding"), encoding);
    assert.equal(given.headers.get("vary"), "Accept-Encoding");
    assert.equal(given.headers.get("content-type"), "application/json");
    assert.equal(given.headers.get("content-length"), null);
    const bytes = unpack(new Uint8Array(await given.arrayBuffer()));
    assert.deepEqual(JSON.parse(bytes.toString()), LONG);
    const list = new Response(LONG, {
      headers: { "content-type": "application/vnd.apple.mpegurl" },
    });
    const packed = await compressed(asked(accept), list);
    assert.equal(packed.headers.get("content-encoding"), encoding);
    await packed.body?.cancel();
  });
}

const json = { "content-type": "application/json" };

const LEFT: [what: string, accept: string, body: string, init: ResponseInit][] =
  [
    ["short JSON", "gzip", "[]", { headers: json }],
    ["JSON for who unpacks nothing", "identity", LONG, { headers: json }],
    ["JSON under a strong tag", "gzip", LONG, {
      headers: { ...json, etag: '"1"' },
    }],
    ["JSON that is packed", "gzip", LONG, {
      headers: { ...json, "content-encoding": "zstd" },
    }],
    ["a stretch of any file", "gzip", LONG, { status: 206, headers: json }],
    ["a film", "gzip", LONG, { headers: { "content-type": "video/mp4" } }],
  ];

for (const [what, accept, body, init] of LEFT) {
  Deno.test(`compressed() leaves ${what} as it is`, async () => {
    const before = new Response(body, init);
    const after = await compressed(asked(accept), before.clone());
    assert.equal(after.status, before.status);
    assert.equal(
      after.headers.get("content-encoding"),
      before.headers.get("content-encoding"),
    );
    assert.equal(await after.text(), body);
  });
}

Deno.test("compressed() answers HEAD without the length of what its GET would not send", async () => {
  const head = new Response(null, {
    headers: { ...json, "content-length": "2402" },
  });
  const given = await compressed(asked("gzip"), head);
  assert.equal(given.headers.get("vary"), "Accept-Encoding");
  assert.equal(given.headers.get("content-length"), null);
  assert.equal(given.body, null);
});
